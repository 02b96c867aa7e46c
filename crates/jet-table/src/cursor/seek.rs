//! Going to an entry by its key.

use jet_btree::{Latched, ReadCx, Seek, Tree};

use super::search_key::{KeyColumn, KeyPart};
use super::travel::past_key;
use super::{Cursor, RangeLimit};
use crate::error::Result;
use crate::refusal::Refusal;

/// Where to land, relative to the key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SeekTo {
    /// On the first entry that has it.
    Equal,
    /// There, or else on the first entry after it.
    AtOrAfter,
    /// On the first entry after it.
    After,
    /// On the first entry that has it, or else on the last before it.
    AtOrBefore,
    /// On the last entry before it.
    Before,
    /// Several of these at once: on the first entry that has it, or near it.
    Nearest,
}

/// Where a seek landed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sought {
    /// As asked.
    Found,
    /// On the only entry with the key.
    Unique,
    /// On an entry with a greater key.
    Greater,
    /// On an entry with a smaller key.
    Less,
}

impl Cursor {
    /// Makes the next column of the search key.
    ///
    /// # Errors
    /// [`Refusal::NoCurrentIndex`] in the order of records, and those of
    /// [`SearchKey::push`](super::SearchKey::push).
    pub fn make_key(&mut self, part: &KeyPart<'_>) -> Result<()> {
        let Self { schema, secondary, search, .. } = self;
        let index = match secondary {
            Some(secondary) => schema.indexes.get(secondary.position),
            None => schema.primary_index(),
        };
        let index = index.ok_or(Refusal::NoCurrentIndex)?;
        let number = search.next_column(part.is_new, index.segments.len())?;
        let column = KeyColumn::of(schema, index, number)?;
        search.push(&column, part)
    }

    /// Takes a whole key to seek with.
    ///
    /// # Errors
    /// [`Refusal::InvalidParameter`] when it is too long.
    pub fn set_normalized_key(&mut self, key: &[u8]) -> Result<()> {
        Ok(self.search.set_normalized(key)?)
    }

    /// The search key last made, even if it was used up since.
    ///
    /// # Errors
    /// [`Refusal::KeyNotMade`].
    pub fn search_key(&self) -> Result<&[u8]> {
        Ok(self.search.last_made()?)
    }

    /// Goes where the search key leads. The key is used up and a range dropped; with `set_range` an
    /// exact hit ends moves on after the last entry that has the key.
    ///
    /// # Errors
    /// [`Refusal::KeyNotMade`]. [`Refusal::RecordNotFound`]: the cursor stands where an entry with
    /// the key would be, or for other than exact seeks at the end where it ran out.
    pub fn seek(
        &mut self,
        cx: &ReadCx<'_>,
        to: SeekTo,
        set_range: bool,
        check_unique: bool,
    ) -> Result<Sought> {
        let key = self.search.get()?.to_vec();
        self.range = None;
        let tree = self.tree();
        let at_or_after = tree.seek(cx, &key, &[], Seek::AtOrAfter)?;
        let is_equal = match &at_or_after {
            Some(latched) => latched.node()?.key.compare(&key).is_eq(),
            None => false,
        };
        self.search.consume();
        match to {
            SeekTo::Equal if is_equal => {}
            SeekTo::Equal => {
                drop(at_or_after);
                return self.miss(&key);
            }
            SeekTo::AtOrAfter => {
                self.land_or_leave(at_or_after, true)?;
                return Ok(if is_equal { Sought::Found } else { Sought::Greater });
            }
            SeekTo::After if !is_equal => {
                return self.land_or_leave(at_or_after, true).map(|()| Sought::Found);
            }
            SeekTo::After => {
                drop(at_or_after);
                let after = after_key(cx, &tree, &key)?;
                return self.land_or_leave(after, true).map(|()| Sought::Found);
            }
            SeekTo::AtOrBefore if is_equal => {
                return self.land_or_leave(at_or_after, false).map(|()| Sought::Found);
            }
            SeekTo::Nearest if at_or_after.is_some() => {
                self.land_or_leave(at_or_after, true)?;
                return Ok(if is_equal { Sought::Found } else { Sought::Greater });
            }
            SeekTo::AtOrBefore | SeekTo::Before | SeekTo::Nearest => {
                drop(at_or_after);
                let before = tree.seek(cx, &key, &[], Seek::Before)?;
                self.land_or_leave(before, false)?;
                return Ok(if to == SeekTo::Before { Sought::Found } else { Sought::Less });
            }
        }
        self.hit(cx, &tree, at_or_after, key, set_range, check_unique)
    }

    /// An exact hit.
    fn hit<'a>(
        &mut self,
        cx: &ReadCx<'a>,
        tree: &Tree,
        latched: Option<Latched<'a>>,
        key: Vec<u8>,
        set_range: bool,
        check_unique: bool,
    ) -> Result<Sought> {
        let Some(latched) = latched else { return self.miss(&key) };
        self.land(&latched)?;
        if check_unique {
            let is_unique = tree.is_unique || {
                let next = tree.next(cx, latched)?;
                next.map(|next| Ok(next.node()?.key.compare(&key).is_ne())).unwrap_or(Ok::<
                    _,
                    crate::TableError,
                >(
                    true
                ))?
            };
            if is_unique {
                return Ok(Sought::Unique);
            }
        }
        if set_range {
            let limit = RangeLimit { is_upper: true, is_inclusive: true, is_instant: false };
            self.limit_to(cx, key, limit)?;
        }
        Ok(Sought::Found)
    }

    /// No entry has the key: stands where one would be.
    fn miss(&mut self, key: &[u8]) -> Result<Sought> {
        self.leave(false);
        self.currency_mut().stand_between(key, &[]);
        Err(Refusal::RecordNotFound.into())
    }

    fn land_or_leave(&mut self, at: Option<Latched<'_>>, forward: bool) -> Result<()> {
        match at {
            Some(latched) => self.land(&latched),
            None => {
                self.leave(forward);
                Err(Refusal::RecordNotFound.into())
            }
        }
    }
}

/// The first entry whose key is greater than `key`, which some entry has.
fn after_key<'a>(cx: &ReadCx<'a>, tree: &Tree, key: &[u8]) -> Result<Option<Latched<'a>>> {
    if tree.is_unique {
        return Ok(tree.seek(cx, key, &[], Seek::After)?);
    }
    let at = near_end_of_key(cx, tree, key)?;
    past_key(cx, tree, at, key, true)
}

/// An entry at or after the last ones that have the key, which some entry has: past all whose data,
/// a primary key, does not start with 0xFF. That is nearly always the first entry of the next key.
///
/// Not for other keys: separators are keys and data joined, so a key that is the start of others
/// would be sought past these.
pub(super) fn near_end_of_key<'a>(
    cx: &ReadCx<'a>,
    tree: &Tree,
    key: &[u8],
) -> Result<Option<Latched<'a>>> {
    Ok(tree.seek(cx, key, &[0xFF], Seek::AtOrAfter)?)
}
