//! One page as bytes: header, tags and lines.
//!
//! A [`Page`] is a view: two words, copied freely, valid as long as the bytes are. Every access is
//! checked against the bytes, so a page that was never [checked](Page::check) yields nonsense or
//! `None`, never a panic.
//!
//! Layout: header (40 or 80 bytes), line data growing upwards, tags growing downwards from the end.
//! Tag 0 is the external header: on a root page the tree's root header, elsewhere the key prefix.
//!
//! Not here: what a line means (`jet-btree`), checksums (`checksum.rs`).
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod check;
mod edit;
mod header;

#[cfg(test)]
pub(crate) mod tests;

use jet_types::{Dbtime, Objid, PageSize, Pgno};

pub use edit::{Blank, PageMut};
pub use header::{PageFlags, PageHeader};

/// Bytes per tag.
const TAG_BYTES: usize = 4;

/// A page to read.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    bytes: &'a [u8],
    size: PageSize,
}

/// One line of a page.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// What the page knows of the line.
    pub flags: LineFlags,
    /// The line's data. On large pages the three highest bits of its first 16-bit number are the
    /// flags; whoever reads that number masks it with 0x1FFF.
    pub bytes: &'a [u8],
}

/// The three flags of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LineFlags(u8);

impl LineFlags {
    /// No flag.
    pub const NONE: LineFlags = LineFlags(0);
    /// The node may have versions. Only a running engine believes it.
    pub const VERSIONED: LineFlags = LineFlags(1);
    /// The node is deleted and waits to be removed.
    pub const DELETED: LineFlags = LineFlags(2);
    /// The node's key starts with part of the page's prefix.
    pub const COMPRESSED: LineFlags = LineFlags(4);

    /// The flags in the low three bits.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & 7)
    }

    /// The low three bits.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Whether all flags of `other` are set.
    pub const fn contains(self, other: LineFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// These flags and those of `other`.
    pub const fn with(self, other: LineFlags) -> Self {
        Self(self.0 | other.0)
    }

    /// These flags without those of `other`.
    pub const fn without(self, other: LineFlags) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the node is deleted.
    pub const fn is_deleted(self) -> bool {
        self.contains(Self::DELETED)
    }

    /// Whether the node may have versions.
    pub const fn is_versioned(self) -> bool {
        self.contains(Self::VERSIONED)
    }

    /// Whether the node's key is compressed.
    pub const fn is_compressed(self) -> bool {
        self.contains(Self::COMPRESSED)
    }
}

/// Where a tag says its line is, relative to the end of the page header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Tag {
    offset: usize,
    len: usize,
    /// The three highest bits of the second number; flags on small pages only.
    high_bits: u8,
}

/// The nodes of a page.
#[derive(Clone, Copy, Debug)]
pub struct LineTable<'a> {
    /// What tags point into.
    body: &'a [u8],
    /// The tags of nodes, the last node's first.
    tags: &'a [u8],
    is_large: bool,
}

impl<'a> LineTable<'a> {
    /// The number of nodes.
    #[inline]
    pub fn count(self) -> usize {
        self.tags.len() / TAG_BYTES
    }

    /// The node at `index`, from 0, in key order.
    #[inline]
    pub fn get(self, index: usize) -> Option<Line<'a>> {
        let from_end = index.checked_add(1)?.checked_mul(TAG_BYTES)?;
        let start = self.tags.len().checked_sub(from_end)?;
        let tag = Tag::decode(*self.tags.get(start..)?.first_chunk()?, self.is_large);
        let bytes = self.body.get(tag.offset..)?.get(..tag.len)?;
        let flags = if self.is_large { bytes.get(1)? >> 5 } else { tag.high_bits };
        Some(Line { flags: LineFlags::from_bits(flags), bytes })
    }
}

impl Tag {
    #[inline]
    fn decode(bytes: [u8; TAG_BYTES], is_large: bool) -> Self {
        let raw = u32::from_le_bytes(bytes);
        let mask = if is_large { 0x7FFF } else { 0x1FFF };
        Self {
            len: (raw & mask) as usize,
            offset: (raw >> 16 & mask) as usize,
            high_bits: (raw >> 29) as u8,
        }
    }
}

impl<'a> Page<'a> {
    /// A view of a page's bytes.
    #[inline]
    pub fn new(bytes: &'a [u8], size: PageSize) -> Self {
        Self { bytes, size }
    }

    /// All bytes of the page.
    #[inline]
    pub fn bytes(self) -> &'a [u8] {
        self.bytes
    }

    /// The page's size.
    #[inline]
    pub fn size(self) -> PageSize {
        self.size
    }

    /// The fixed fields, or a zeroed header when the bytes are too short to be a page.
    #[inline]
    pub fn header(self) -> &'a PageHeader {
        PageHeader::of(self.bytes)
    }

    /// When the page was last changed.
    #[inline]
    pub fn dbtime(self) -> Dbtime {
        Dbtime(self.header().dbtime.get())
    }

    /// The left sibling of a leaf.
    #[inline]
    pub fn prev(self) -> Option<Pgno> {
        Pgno::new(self.header().pgno_prev.get())
    }

    /// The right sibling of a leaf.
    #[inline]
    pub fn next(self) -> Option<Pgno> {
        Pgno::new(self.header().pgno_next.get())
    }

    /// The tree the page belongs to.
    #[inline]
    pub fn objid(self) -> Objid {
        Objid(self.header().objid.get())
    }

    /// What kind of page it is.
    #[inline]
    pub fn flags(self) -> PageFlags {
        PageFlags::from_bits(self.header().flags.get())
    }

    /// Free bytes, holes included.
    pub fn free_bytes(self) -> usize {
        usize::from(self.header().free_bytes.get())
    }

    /// The part of the free bytes that a rollback may need back.
    pub fn uncommitted_free_bytes(self) -> usize {
        usize::from(self.header().uncommitted_free_bytes.get())
    }

    /// The page's own number: on large pages it is in the header.
    pub fn own_pgno(self) -> Option<u32> {
        let bytes = self.bytes.get(64..)?.first_chunk()?;
        self.size.is_large().then(|| u32::from_le_bytes(*bytes))
    }

    /// All tags, reserved ones included.
    #[inline]
    pub fn tag_count(self) -> usize {
        usize::from(self.header().tag_state.get() & 0x0FFF)
    }

    /// Tags that are not nodes. Files older than version 1568.270.560 store 0 and mean 1.
    #[inline]
    fn reserved_tags(self) -> usize {
        usize::from(self.header().tag_state.get() >> 12 & 7).max(1)
    }

    /// The number of nodes.
    #[inline]
    pub fn line_count(self) -> usize {
        self.tag_count().saturating_sub(self.reserved_tags())
    }

    /// The node at `index`, from 0, in key order.
    #[inline]
    pub fn line(self, index: usize) -> Option<Line<'a>> {
        self.lines().get(index)
    }

    /// All nodes, for whoever looks at many: what they have in common is found out once.
    #[inline]
    pub fn lines(self) -> LineTable<'a> {
        let is_large = self.size.is_large();
        let body = self.bytes.get(self.size.header_bytes()..).unwrap_or(&[]);
        let (all, reserved) = (self.tag_count(), self.reserved_tags());
        let from_end = |tags: usize| self.bytes.len().checked_sub(tags.checked_mul(TAG_BYTES)?);
        let range = from_end(all).zip(from_end(reserved));
        let tags = range.and_then(|(start, end)| self.bytes.get(start..end)).unwrap_or(&[]);
        LineTable { body, tags, is_large }
    }

    /// Tag 0: a root's header, or the key prefix of a page that is no root. Empty when there is
    /// none.
    pub fn external_header(self) -> &'a [u8] {
        let tag = if self.tag_count() == 0 { None } else { self.tag(0) };
        match tag {
            // An empty tag's offset is stale.
            Some(tag) if tag.len > 0 => self.tag_bytes(tag).unwrap_or(&[]),
            _ => &[],
        }
    }

    fn tag(self, index: usize) -> Option<Tag> {
        let from_end = index.checked_add(1)?.checked_mul(TAG_BYTES)?;
        let start = self.bytes.len().checked_sub(from_end)?;
        Some(Tag::decode(*self.bytes.get(start..)?.first_chunk()?, self.size.is_large()))
    }

    fn tag_bytes(self, tag: Tag) -> Option<&'a [u8]> {
        let body = self.bytes.get(self.size.header_bytes()..)?;
        body.get(tag.offset..)?.get(..tag.len)
    }
}
