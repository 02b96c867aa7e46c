//! Index ranges: a key at which moves in one direction end.

use jet_btree::{Latched, ReadCx};

use super::{Cursor, is_inside};
use crate::error::Result;
use crate::refusal::Refusal;

/// How the search key limits moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RangeLimit {
    /// It ends moves on, rather than moves back.
    pub is_upper: bool,
    /// Entries that have the key are within.
    pub is_inclusive: bool,
    /// Only looks whether the current entry is within.
    pub is_instant: bool,
}

/// A range in force.
#[derive(Clone, Debug)]
pub(super) struct Range {
    key: Vec<u8>,
    limit: RangeLimit,
}

impl Range {
    /// Whether a key is past the limit.
    fn excludes(&self, key: jet_btree::Key<'_>) -> bool {
        match key.compare(&self.key) {
            std::cmp::Ordering::Greater => self.limit.is_upper,
            std::cmp::Ordering::Less => !self.limit.is_upper,
            std::cmp::Ordering::Equal => !self.limit.is_inclusive,
        }
    }
}

impl Cursor {
    /// Limits moves by the search key, which is used up.
    ///
    /// # Errors
    /// [`Refusal::NoCurrentIndex`] in the order of records, [`Refusal::KeyNotMade`],
    /// [`Refusal::NoCurrentRecord`] when the cursor is on no entry within: there is no range then,
    /// and the cursor is past it.
    pub fn set_range(&mut self, cx: &ReadCx<'_>, limit: RangeLimit) -> Result<()> {
        if self.current_index().is_none() {
            return Err(Refusal::NoCurrentIndex.into());
        }
        let key = self.search.get()?.to_vec();
        self.search.consume();
        self.limit_to(cx, key, limit)
    }

    /// Drops the range.
    ///
    /// # Errors
    /// [`Refusal::InvalidOperation`] when there is none.
    pub fn remove_range(&mut self) -> Result<()> {
        self.range.take().map(drop).ok_or_else(|| Refusal::InvalidOperation.into())
    }

    /// Whether a range is in force.
    pub fn has_range(&self) -> bool {
        self.range.is_some()
    }

    pub(super) fn limit_to(
        &mut self,
        cx: &ReadCx<'_>,
        key: Vec<u8>,
        limit: RangeLimit,
    ) -> Result<()> {
        self.range = None;
        self.settle(cx)?;
        let currency = self.currency();
        let bookmark = currency.bookmark().filter(|_| is_inside(currency.place()));
        let bookmark = bookmark.ok_or(Refusal::NoCurrentRecord)?;
        let range = Range { key, limit };
        if range.excludes(jet_btree::Key::whole(bookmark.key())) {
            // The record stays readable when another index is current.
            match limit.is_upper {
                true => self.currency_mut().after_last(),
                false => self.currency_mut().before_first(),
            }
            return Err(Refusal::NoCurrentRecord.into());
        }
        if !limit.is_instant {
            self.range = Some(range);
        }
        Ok(())
    }

    /// Whether a step has led past the range, which is dropped then.
    pub(super) fn leaves_range(&mut self, latched: &Latched<'_>, forward: bool) -> Result<bool> {
        let Some(range) = self.range.as_ref().filter(|range| range.limit.is_upper == forward)
        else {
            return Ok(false);
        };
        let is_past = range.excludes(latched.node()?.key);
        if is_past {
            self.range = None;
        }
        Ok(is_past)
    }
}
