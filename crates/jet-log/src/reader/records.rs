//! The records of one file, whatever its layout.

use jet_types::Lgpos;

use super::sectors::SectorWalk;
use super::segments::SegmentWalk;
use crate::error::Result;
use crate::record::Record;

/// Gives the records of a file one by one.
///
/// Not an [`Iterator`]: a record of several pieces lives in a buffer that the next one reuses.
#[derive(Debug)]
pub struct Records<'f>(Walk<'f>);

#[derive(Debug)]
enum Walk<'f> {
    Segments(SegmentWalk<'f>),
    Sectors(SectorWalk<'f>),
}

impl<'f> Records<'f> {
    pub(super) fn of_segments(walk: SegmentWalk<'f>) -> Self {
        Self(Walk::Segments(walk))
    }

    pub(super) fn of_sectors(walk: SectorWalk<'f>) -> Self {
        Self(Walk::Sectors(walk))
    }

    /// The next record and where it lies; `None` at the end of the file's data.
    ///
    /// # Errors
    /// [`LogError::Record`](crate::LogError::Record) or [`LogError::Pieces`](crate::LogError::Pieces)
    /// with the position of what cannot be read. There is no way past it.
    #[expect(clippy::should_implement_trait, reason = "a record borrows the buffer")]
    pub fn next(&mut self) -> Result<Option<(Lgpos, Record<'_>)>> {
        match &mut self.0 {
            Walk::Segments(walk) => walk.next(),
            Walk::Sectors(walk) => walk.next(),
        }
    }

    /// The position behind the last record given.
    pub fn position(&self) -> Lgpos {
        match &self.0 {
            Walk::Segments(walk) => walk.position(),
            Walk::Sectors(walk) => walk.position(),
        }
    }

    /// At the end of the file's data: the record whose last pieces are missing, if there is one.
    pub fn torn(&self) -> Option<Lgpos> {
        match &self.0 {
            Walk::Segments(walk) => walk.torn(),
            Walk::Sectors(_) => None,
        }
    }
}
