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
pub(crate) const COUNT_MASK: u16 = 0x1FFF;

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
    #[inline]
    pub fn at(page: Page<'a>, pgno: Pgno, index: usize) -> Result<Self> {
        let node = page.line(index).and_then(|line| Self::decode(line, page));
        node.ok_or_else(|| BtreeError::malformed(pgno, index))
    }

    /// The node of a line, or `None` when its counts exceed its bytes.
    #[inline]
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

    /// Bytes of the line before the data.
    pub fn key_bytes(&self) -> usize {
        let counts = if self.flags.is_compressed() { 4 } else { 2 };
        self.key.suffix.len().saturating_add(counts)
    }

    /// What the node would take uncompressed, its tag included. The measure of splits and merges.
    pub fn full_bytes(&self) -> usize {
        self.key.len().saturating_add(self.data.len()).saturating_add(NODE_COST)
    }

    /// The child of a branch node.
    ///
    /// # Errors
    /// [`BtreeError::Corrupt`] when the data is no page number; `pgno` is the branch page.
    #[inline]
    pub fn child(&self, pgno: Pgno) -> Result<Pgno> {
        let raw = self.data.try_into().ok().map(u32::from_le_bytes);
        let child = raw.and_then(Pgno::new);
        child.ok_or_else(|| BtreeError::corrupt(pgno, format!("child {:02x?}", self.data)))
    }
}

/// How a node is stored on a page: its counts, and key and data in parts that a page joins.
///
/// Taking bytes from the page's prefix costs a second count of two bytes, so fewer than three are
/// not worth it.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'a> {
    counts: [u8; 4],
    counts_len: usize,
    suffix: Key<'a>,
    data: &'a [u8],
    taken: usize,
}

/// Bytes of key that the second count costs.
pub(crate) const PREFIX_COST: usize = 2;

/// Bytes of a tag.
pub(crate) const TAG_COST: usize = 4;

/// Bytes of a node beside key and data: one count, and the tag.
pub(crate) const NODE_COST: usize = 6;

impl<'a> Stored<'a> {
    /// A node for a page with this key prefix.
    pub fn new(prefix: &[u8], key: Key<'a>, data: &'a [u8]) -> Self {
        let common = key.common_prefix(Key::whole(prefix));
        Self::taking(if common > PREFIX_COST { common } else { 0 }, key, data)
    }

    /// A node that takes the first `taken` bytes of its key from the page's prefix; 0 is none.
    pub fn taking(taken: usize, key: Key<'a>, data: &'a [u8]) -> Self {
        let suffix = key.skip(taken);
        let [a, b] = (taken as u16).to_le_bytes();
        let [c, d] = (suffix.len() as u16).to_le_bytes();
        let (counts, counts_len) = if taken > 0 { ([a, b, c, d], 4) } else { ([c, d, 0, 0], 2) };
        Self { counts, counts_len, suffix, data, taken }
    }

    /// Bytes of the line, without its tag.
    pub fn line_bytes(&self) -> usize {
        self.counts_len.saturating_add(self.suffix.len()).saturating_add(self.data.len())
    }

    /// Bytes of key taken from the page's prefix.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// The line's flags: `flags`, and whether the key is compressed.
    pub fn flags(&self, flags: LineFlags) -> LineFlags {
        let flags = flags.without(LineFlags::COMPRESSED);
        if self.taken > 0 { flags.with(LineFlags::COMPRESSED) } else { flags }
    }

    /// The line in parts.
    pub fn parts(&self) -> [&[u8]; 4] {
        let counts = self.counts.get(..self.counts_len).unwrap_or(&self.counts);
        [counts, self.suffix.prefix, self.suffix.suffix, self.data]
    }
}

/// The key prefix of a page. Roots have none: their external header is the tree's root header.
#[inline]
pub fn prefix_of(page: Page<'_>) -> &[u8] {
    if page.flags().is_root() { &[] } else { page.external_header() }
}
