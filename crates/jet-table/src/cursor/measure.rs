//! How many entries, and where among them.

use jet_btree::{Position, ReadCx, Seek};

use super::Cursor;
use crate::error::Result;
use crate::refusal::Refusal;

/// The longest key of the order of records.
const KEY_MOST_DEFAULT: usize = 255;

impl Cursor {
    /// About where the current entry is among all.
    ///
    /// # Errors
    /// [`Refusal::NoCurrentRecord`], [`Refusal::EmptyTree`].
    pub fn position(&mut self, cx: &ReadCx<'_>) -> Result<Position> {
        self.settle(cx)?;
        let bookmark = self.currency().bookmark().ok_or(Refusal::NoCurrentRecord)?;
        let position = self.tree().position(cx, bookmark.key(), bookmark.data())?;
        Ok(position.ok_or(Refusal::EmptyTree)?)
    }

    /// Goes to about that position. Drops the range and the search key.
    ///
    /// # Errors
    /// [`Refusal::InvalidParameter`] for more entries before than in all,
    /// [`Refusal::RecordNotFound`] when there are none.
    pub fn goto_position(&mut self, cx: &ReadCx<'_>, to: Position) -> Result<()> {
        if to.before > to.total {
            return Err(Refusal::InvalidParameter.into());
        }
        self.range = None;
        self.search.consume();
        match self.tree().at_position(cx, to)? {
            Some(latched) => self.land(&latched),
            None => {
                self.leave(false);
                Err(Refusal::RecordNotFound.into())
            }
        }
    }

    /// Counts entries from the current one on, to the end or the range's limit, at most `most`. The
    /// cursor stays, yet loses its range.
    ///
    /// # Errors
    /// [`Refusal::NoCurrentRecord`], [`Refusal::RecordDeleted`].
    pub fn count(&mut self, cx: &ReadCx<'_>, most: u64) -> Result<u64> {
        if self.is_deferred && self.tree().first(cx)?.is_none() {
            return Ok(0);
        }
        let tree = self.tree();
        let mut at = Some(self.entry(cx)?);
        let mut count = 0;
        while let Some(latched) = at {
            if count > 0 && self.leaves_range(&latched, true)? {
                break;
            }
            count += 1;
            if count >= most {
                break;
            }
            at = tree.next(cx, latched)?;
        }
        self.range = None;
        Ok(count)
    }

    /// Brings the pages of these keys of the current index into memory; tells for how many keys.
    ///
    /// # Errors
    /// What reading pages gives.
    pub fn preread(&mut self, cx: &ReadCx<'_>, keys: &[&[u8]]) -> Result<u32> {
        let tree = self.tree();
        for key in keys {
            drop(tree.seek(cx, key, &[], Seek::AtOrAfter)?);
        }
        Ok(keys.len() as u32)
    }

    /// The longest key of the current index.
    pub fn key_most(&self) -> usize {
        self.current_index().map_or(KEY_MOST_DEFAULT, |index| usize::from(index.key_most))
    }
}
