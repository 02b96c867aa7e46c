//! A node inside a line: key and data, or separator and child.
//!
//! | bytes | field    | meaning                                                       |
//! |-------|----------|---------------------------------------------------------------|
//! | 2     | prefix   | only with the *compressed* flag: bytes taken from the prefix  |
//! | 2     | suffix   | bytes of key that follow                                      |
//! | ...   | key      | the suffix                                                    |
//! | ...   | data     | the rest of the line                                          |
//!
//! The three highest bits of the first number are line flags on large pages and are masked off.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_pager::{Line, LineFlags, Page};
use jet_types::Pgno;

use crate::error::{BtreeError, Result};
use crate::key::Key;

/// A count's bits below the line flags.
const COUNT_MASK: u16 = 0x1FFF;

/// A node of a page.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    /// Its key; on branch pages the separator, empty for the last entry of a level.
    pub key: Key<'a>,
    /// Its data; on branch pages the child's page number.
    pub data: &'a [u8],
    /// What the page knows of it.
    pub flags: LineFlags,
}

impl<'a> Node<'a> {
    /// The node at `index` of a page.
    ///
    /// # Errors
    /// [`BtreeError::Corrupt`] when there is none, or its counts exceed its bytes.
    pub fn at(page: Page<'a>, pgno: Pgno, index: usize) -> Result<Self> {
        let node = page.line(index).and_then(|line| Self::decode(line, page));
        node.ok_or_else(|| BtreeError::corrupt(pgno, format!("node {index} is malformed")))
    }

    /// The node of a line, or `None` when its counts exceed its bytes.
    pub fn decode(line: Line<'a>, page: Page<'a>) -> Option<Self> {
        let (first, rest) = line.bytes.split_first_chunk()?;
        let first = usize::from(u16::from_le_bytes(*first) & COUNT_MASK);
        let (prefix, suffix_len, rest) = if line.flags.is_compressed() {
            let (second, rest) = rest.split_first_chunk()?;
            let suffix_len = usize::from(u16::from_le_bytes(*second) & COUNT_MASK);
            (prefix_of(page).get(..first)?, suffix_len, rest)
        } else {
            (&[][..], first, rest)
        };
        let (suffix, data) = rest.split_at_checked(suffix_len)?;
        Some(Self { key: Key { prefix, suffix }, data, flags: line.flags })
    }

    /// The child of a branch node.
    ///
    /// # Errors
    /// [`BtreeError::Corrupt`] when the data is no page number; `pgno` is the branch page.
    pub fn child(&self, pgno: Pgno) -> Result<Pgno> {
        let raw = self.data.try_into().ok().map(u32::from_le_bytes);
        let child = raw.and_then(Pgno::new);
        child.ok_or_else(|| BtreeError::corrupt(pgno, format!("child {:02x?}", self.data)))
    }
}

/// The key prefix of a page. Roots have none: their external header is the tree's root header.
fn prefix_of(page: Page<'_>) -> &[u8] {
    if page.flags().is_root() { &[] } else { page.external_header() }
}
