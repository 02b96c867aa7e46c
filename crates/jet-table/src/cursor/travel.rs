//! Moving a cursor along its index.

use jet_btree::{Latched, Place, ReadCx, Tree};

use super::Cursor;
use crate::error::{Result, TableError};
use crate::refusal::Refusal;

/// Entries of one key that are stepped over before the rest is sought past.
const STEPS_OF_ONE_KEY: u32 = 16;

/// Where to move.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Travel {
    /// To the first entry.
    First,
    /// To the last.
    Last,
    /// So many entries on, or back; 0 only looks whether the cursor is on one.
    By(i32),
}

impl Cursor {
    /// Moves the cursor. First and last drop an index range; other moves end at its limit, which
    /// drops it too. With `other_key` every step goes to an entry with another key.
    ///
    /// # Errors
    /// [`Refusal::NoCurrentRecord`] when there is no such entry: the cursor is after the last
    /// or before the first then. [`Refusal::RecordDeleted`] for no move at all from an entry that
    /// is gone.
    pub fn travel(&mut self, cx: &ReadCx<'_>, to: Travel, other_key: bool) -> Result<()> {
        let forward = match to {
            Travel::First => {
                self.range = None;
                return self.go_to_end(cx, false);
            }
            Travel::Last => {
                self.range = None;
                return self.go_to_end(cx, true);
            }
            Travel::By(0) => {
                let latched = self.entry(cx)?;
                return self.land(&latched);
            }
            Travel::By(count) => count > 0,
        };
        let Travel::By(count) = to else { return Ok(()) };
        let moved = match self.settle(cx) {
            Ok(()) => self.walk(cx, count.unsigned_abs(), forward, other_key),
            Err(error) => Err(error),
        };
        let moved = moved.and_then(|latched| latched.map(|l| self.land(&l)).transpose());
        match moved {
            Ok(Some(())) => Ok(()),
            Ok(None) | Err(TableError::Refused(_)) => {
                self.leave(forward);
                Err(Refusal::NoCurrentRecord.into())
            }
            Err(error) => {
                self.leave(false);
                Err(error)
            }
        }
    }

    fn go_to_end(&mut self, cx: &ReadCx<'_>, last: bool) -> Result<()> {
        let tree = self.tree();
        match if last { tree.last(cx) } else { tree.first(cx) } {
            Ok(Some(latched)) => self.land(&latched),
            Ok(None) => {
                self.leave(last);
                Err(Refusal::NoCurrentRecord.into())
            }
            Err(error) => {
                self.leave(false);
                Err(error.into())
            }
        }
    }

    /// The entry so many steps away; `None` past the end or the range, which is dropped then.
    fn walk<'a>(
        &mut self,
        cx: &ReadCx<'a>,
        count: u32,
        forward: bool,
        other_key: bool,
    ) -> Result<Option<Latched<'a>>> {
        let tree = self.tree();
        let currency = self.currency();
        let mut key = match currency.bookmark() {
            Some(bookmark) if other_key && currency.place() == Place::On => {
                Some(bookmark.key().to_vec())
            }
            _ => None,
        };
        let mut at = if forward { currency.next(cx, &tree)? } else { currency.prev(cx, &tree)? };
        let mut left = count;
        loop {
            if let Some(key) = &key {
                at = past_key(cx, &tree, at, key, forward)?;
            }
            let Some(latched) = at else { return Ok(None) };
            if self.leaves_range(&latched, forward)? {
                return Ok(None);
            }
            left -= 1;
            if left == 0 {
                return Ok(Some(latched));
            }
            key = if other_key { Some(latched.node()?.key.to_vec()) } else { None };
            at = if forward { tree.next(cx, latched)? } else { tree.prev(cx, latched)? };
        }
    }
}

/// The first entry from `at` on whose key is not `key`.
pub(super) fn past_key<'a>(
    cx: &ReadCx<'a>,
    tree: &Tree,
    mut at: Option<Latched<'a>>,
    key: &[u8],
    forward: bool,
) -> Result<Option<Latched<'a>>> {
    let mut steps = 0;
    while let Some(latched) = at {
        if latched.node()?.key.compare(key).is_ne() {
            return Ok(Some(latched));
        }
        steps += 1;
        at = match (forward, steps == STEPS_OF_ONE_KEY) {
            (true, false) => tree.next(cx, latched)?,
            (false, false) => tree.prev(cx, latched)?,
            (true, true) => {
                drop(latched);
                super::seek::near_end_of_key(cx, tree, key)?
            }
            (false, true) => {
                drop(latched);
                tree.seek(cx, key, &[], jet_btree::Seek::Before)?
            }
        };
    }
    Ok(None)
}
