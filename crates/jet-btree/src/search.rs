//! Where a key is on a page.
//!
//! What a search looks at again and again is found out once: how the key stands to the page's
//! prefix. A node that takes no more of the prefix than they have in common is decided by its suffix
//! alone; one that takes more is where the prefix is.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::cmp::Ordering;

use jet_pager::Page;
use jet_pager::page::LineTable;
use jet_types::Pgno;

use crate::error::{BtreeError, Result};
use crate::key::Key;
use crate::node::{COUNT_MASK, prefix_of};

/// Bytes of a bookmark that are joined without allocating.
const ON_STACK: usize = 256;

/// A key that is looked for on a page.
pub(crate) struct Search<'a, 'k> {
    lines: LineTable<'a>,
    pgno: Pgno,
    key: &'k [u8],
    prefix: &'a [u8],
    /// Bytes the key and the prefix have in common.
    common: usize,
    /// How the prefix stands to the key where they part.
    beyond: Ordering,
}

impl<'a, 'k> Search<'a, 'k> {
    #[inline]
    pub(crate) fn new(page: Page<'a>, pgno: Pgno, key: &'k [u8]) -> Self {
        let prefix = prefix_of(page);
        let common = Key::whole(prefix).common_prefix(Key::whole(key));
        let beyond = prefix.get(common).cmp(&key.get(common));
        Self { lines: page.lines(), pgno, key, prefix, common, beyond }
    }

    /// The first line that is not before the key, if `is_before` tells which are.
    #[inline]
    pub(crate) fn first(
        &self,
        mut is_before: impl FnMut(&Self, usize) -> Result<bool>,
    ) -> Result<usize> {
        let (mut low, mut high) = (0, self.lines.count());
        while low < high {
            let middle = low.midpoint(high);
            if is_before(self, middle)? {
                low = middle.saturating_add(1);
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// How the key of a line stands to the one looked for.
    #[inline]
    pub(crate) fn compare(&self, index: usize) -> Result<Ordering> {
        let compared = self.pieces(index).map(|(taken, suffix)| self.order(taken, suffix));
        compared.ok_or_else(|| self.malformed(index))
    }

    /// As [`compare`](Self::compare), where an empty key is behind all others.
    #[inline]
    pub(crate) fn compare_separator(&self, index: usize) -> Result<Ordering> {
        let (taken, suffix) = self.pieces(index).ok_or_else(|| self.malformed(index))?;
        let is_last = taken == 0 && suffix.is_empty();
        Ok(if is_last { Ordering::Greater } else { self.order(taken, suffix) })
    }

    #[inline]
    fn order(&self, taken: usize, suffix: &[u8]) -> Ordering {
        match self.key.get(taken..) {
            Some(rest) if taken <= self.common => compare(suffix, rest),
            _ => self.beyond,
        }
    }

    /// How many bytes of the prefix a line's key takes, and its suffix. `None` when the line makes
    /// no sense.
    #[inline]
    fn pieces(&self, index: usize) -> Option<(usize, &'a [u8])> {
        let line = self.lines.get(index)?;
        let (first, rest) = line.bytes.split_first_chunk()?;
        let first = usize::from(u16::from_le_bytes(*first) & COUNT_MASK);
        if !line.flags.is_compressed() {
            return Some((0, rest.get(..first)?));
        }
        let (second, rest) = rest.split_first_chunk()?;
        let second = usize::from(u16::from_le_bytes(*second) & COUNT_MASK);
        (first <= self.prefix.len()).then_some((first, rest.get(..second)?))
    }

    #[cold]
    fn malformed(&self, index: usize) -> BtreeError {
        BtreeError::malformed(self.pgno, index)
    }
}

/// Compares byte strings; most differ in their first eight bytes.
#[inline]
fn compare(left: &[u8], right: &[u8]) -> Ordering {
    if let (Some(a), Some(b)) = (left.first_chunk::<8>(), right.first_chunk::<8>()) {
        let (a, b) = (u64::from_be_bytes(*a), u64::from_be_bytes(*b));
        if a != b {
            return a.cmp(&b);
        }
    }
    left.cmp(right)
}

/// The entry of a branch page whose child holds a bookmark, joined of key and data: the first whose
/// separator is greater. The last entry of a level has an empty separator, greater than everything.
pub(crate) fn child_for(page: Page<'_>, pgno: Pgno, bookmark: &[u8]) -> Result<usize> {
    let search = Search::new(page, pgno, bookmark);
    let line = search.first(|search, line| {
        search.compare_separator(line).map(|order| order != Ordering::Greater)
    })?;
    // A page that lost its upper bound still leads somewhere; verification tells.
    Ok(line.min(search.lines.count().saturating_sub(1)))
}

/// Calls `f` with a bookmark in one piece.
pub(crate) fn joined<T>(key: &[u8], data: &[u8], f: impl FnOnce(&[u8]) -> T) -> T {
    if data.is_empty() {
        return f(key);
    }
    let mut bytes = [0; ON_STACK];
    match bytes.get_mut(..key.len().saturating_add(data.len())) {
        Some(bytes) => {
            let (first, second) = bytes.split_at_mut(key.len());
            first.copy_from_slice(key);
            second.copy_from_slice(data);
            f(bytes)
        }
        None => f(&[key, data].concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_decide_as_whole_strings_do() {
        let texts: [&[u8]; 8] = [
            b"",
            b"a",
            b"abcdefgh",
            b"abcdefghi",
            b"abcdefgi",
            b"\xffbcdefgh",
            b"abcdefg",
            b"abcdefgh\0",
        ];
        for left in texts {
            for right in texts {
                assert_eq!(compare(left, right), left.cmp(right), "{left:?} {right:?}");
            }
        }
    }
}
