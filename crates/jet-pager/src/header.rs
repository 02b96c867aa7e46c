//! The database header and its shadow: which copy is sound, what it says.
//!
//! The header fills the first page of the file, an identical shadow the second. Either alone is
//! enough; when both are sound and differ, the first one counts, as it is written first.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod change;
mod disk;
mod write;

#[cfg(test)]
mod tests;

use std::fmt;
use std::path::Path;

use jet_os::File;
use jet_types::{JetErr, PageSize};
use zerocopy::FromBytes;

pub use change::{AttachedTo, FormatVersion, Generation, NewDb};
pub use disk::DiskHeader;
pub(crate) use write::HeaderCopy;
pub use write::Stamper;

use crate::checksum;
use crate::error::{PagerError, Result};

/// What every database header starts with, after its checksum.
pub const MAGIC: u32 = 0x89AB_CDEF;
/// The only major format version in use.
pub const FORMAT_MAJOR: u32 = 0x620;
/// The highest update of the format that is known; a file of a later one is refused.
pub const FORMAT_UPDATE: u32 = 300;

/// A sound database header.
#[derive(Clone, Debug)]
pub struct DbHeader {
    /// All fields.
    pub disk: DiskHeader,
    /// Bytes per page, as both the field and the checksum say.
    pub page_size: PageSize,
    /// Which copies were sound.
    pub copies: HeaderCopies,
    /// What follows the fields, without the zeros at the end: later engines may have more fields,
    /// and what is not understood is kept.
    pub rest: Vec<u8>,
}

/// What was found of the two copies of a header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeaderCopies {
    /// Both sound and equal.
    Equal,
    /// Both sound, yet different: the first one counts.
    Different,
    /// The shadow is damaged.
    OnlyFirst,
    /// The first copy is damaged; its shadow is used.
    OnlyShadow,
}

/// Whether a database was closed properly, and what else its header says of its state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DbState {
    /// Creation was not finished.
    JustCreated,
    /// In use when last written: it needs its logs.
    DirtyShutdown,
    /// Closed properly.
    CleanShutdown,
    /// In an upgrade (obsolete).
    BeingConverted,
    /// Detached by force (obsolete).
    ForceDetach,
    /// Pages are being replaced from a copy.
    IncrementalReseedInProgress,
    /// Dirty, with pages replaced from a copy.
    DirtyAndPatchedShutdown,
    /// Being taken back to an earlier state.
    RevertInProgress,
    /// A value without a meaning.
    Unknown(u32),
}

impl DbState {
    /// The state with this number.
    pub fn from_raw(raw: u32) -> Self {
        match raw {
            1 => Self::JustCreated,
            2 => Self::DirtyShutdown,
            3 => Self::CleanShutdown,
            4 => Self::BeingConverted,
            5 => Self::ForceDetach,
            6 => Self::IncrementalReseedInProgress,
            7 => Self::DirtyAndPatchedShutdown,
            8 => Self::RevertInProgress,
            other => Self::Unknown(other),
        }
    }
}

impl fmt::Display for DbState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(raw) => write!(f, "Unknown({raw})"),
            known => fmt::Debug::fmt(known, f),
        }
    }
}

impl DbHeader {
    /// Reads the header of a database file. Nothing but the two copies is judged here: whether the
    /// state or version will do is for the caller ([`check_version`](Self::check_version)).
    ///
    /// # Errors
    /// [`PagerError::Header`] when neither copy is sound, [`PagerError::NotADatabase`] when a
    /// sound header is of another kind of file, or what the file system says.
    pub fn read(file: &dyn File, path: &Path) -> Result<Self> {
        let most = PageSize::KIB_32.bytes().saturating_mul(2);
        let len = usize::try_from(file.len()?).unwrap_or(usize::MAX).min(most);
        let mut bytes = vec![0; len];
        file.read_at(&mut bytes, 0)?;
        let header = Self::of(&bytes);
        let header = header.ok_or_else(|| PagerError::Header { path: path.to_owned() })?;
        let not =
            |what: String, code| PagerError::NotADatabase { path: path.to_owned(), what, code };
        if header.disk.magic.get() != MAGIC {
            let what = format!("magic number {:#x}", header.disk.magic.get());
            return Err(not(what, JetErr::DATABASE_CORRUPTED));
        }
        if !matches!(header.disk.file_type.get(), 0 | 1 | 5) || header.disk.attributes.get() != 0 {
            let what = format!("file type {}", header.disk.file_type.get());
            return Err(not(what, JetErr::DATABASE_CORRUPTED));
        }
        Ok(header)
    }

    /// Finds a sound copy at the start of a file.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let first = PageSize::ALL.into_iter().find_map(|size| {
            copy_at(bytes, 0, size).map(|page| (page, size, copy_at(bytes, size.bytes(), size)))
        });
        let (page, page_size, copies) = match first {
            Some((page, size, Some(shadow))) if page == shadow => (page, size, HeaderCopies::Equal),
            Some((page, size, Some(_))) => (page, size, HeaderCopies::Different),
            Some((page, size, None)) => (page, size, HeaderCopies::OnlyFirst),
            None => PageSize::ALL.into_iter().find_map(|size| {
                let page = copy_at(bytes, size.bytes(), size)?;
                Some((page, size, HeaderCopies::OnlyShadow))
            })?,
        };
        let (disk, rest) = DiskHeader::read_from_prefix(page).ok()?;
        let end = rest.iter().rposition(|byte| *byte != 0).map_or(0, |last| last.saturating_add(1));
        let rest = rest.get(..end)?.to_owned();
        Some(Self { disk, page_size, copies, rest })
    }

    /// What the header says of the database's state.
    pub fn state(&self) -> DbState {
        DbState::from_raw(self.disk.state.get())
    }

    /// Whether the format is one this engine knows.
    ///
    /// # Errors
    /// [`PagerError::NotADatabase`] with `JET_errInvalidDatabaseVersion`.
    pub fn check_version(&self, path: &Path) -> Result<()> {
        let (major, update) = (self.disk.version.get(), self.disk.update_major.get());
        if major == FORMAT_MAJOR && update <= FORMAT_UPDATE {
            return Ok(());
        }
        let what = format!("format {major:#x},{update} is not supported");
        let code = JetErr::INVALID_DATABASE_VERSION;
        Err(PagerError::NotADatabase { path: path.to_owned(), what, code })
    }
}

/// The copy of a header of `size` bytes at `offset`, if it is sound.
fn copy_at(bytes: &[u8], offset: usize, size: PageSize) -> Option<&[u8]> {
    let page = bytes.get(offset..)?.get(..size.bytes())?;
    let (header, _) = DiskHeader::ref_from_prefix(page).ok()?;
    let says = match header.page_bytes.get() {
        0 => PageSize::KIB_4.get(),
        bytes => bytes,
    };
    (says == size.get() && header.checksum.get() == checksum::old_xor(page)).then_some(page)
}
