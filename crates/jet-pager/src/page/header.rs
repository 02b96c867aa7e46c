//! The fixed fields at the start of every page.

use zerocopy::little_endian::{U16, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// The part of the page header that small and large pages share.
///
/// | bytes  | field                    | meaning                                   |
/// |--------|--------------------------|-------------------------------------------|
/// | 0..8   | `checksum`               | of the page, or of its first block        |
/// | 8..16  | `dbtime`                 | time of the last change                   |
/// | 16..20 | `pgno_prev`              | left sibling of a leaf, 0 none            |
/// | 20..24 | `pgno_next`              | right sibling of a leaf, 0 none           |
/// | 24..28 | `objid`                  | tree the page belongs to                  |
/// | 28..30 | `free_bytes`             | unused bytes, holes included              |
/// | 30..32 | `uncommitted_free_bytes` | of these, kept for rollbacks              |
/// | 32..34 | `data_end`               | end of line data, from the end of header  |
/// | 34..36 | `tag_state`              | bits 0-11 tags, bits 12-14 reserved tags  |
/// | 36..40 | `flags`                  | [`PageFlags`]                             |
///
/// Large pages go on with the checksums of blocks 1 to 3 (40..64), the page's own number (64..68)
/// and twelve zero bytes. Source: ESE `cpage.hxx`, `PGHDR` and `PGHDR2`.
#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Clone, Copy, Debug)]
#[repr(C)]
pub struct PageHeader {
    /// See the table.
    pub checksum: U64,
    /// See the table.
    pub dbtime: U64,
    /// See the table.
    pub pgno_prev: U32,
    /// See the table.
    pub pgno_next: U32,
    /// See the table.
    pub objid: U32,
    /// See the table.
    pub free_bytes: U16,
    /// See the table.
    pub uncommitted_free_bytes: U16,
    /// See the table.
    pub data_end: U16,
    /// See the table.
    pub tag_state: U16,
    /// See the table.
    pub flags: U32,
}
const _: () = assert!(size_of::<PageHeader>() == 40);
const _: () = assert!(std::mem::offset_of!(PageHeader, objid) == 24);
const _: () = assert!(std::mem::offset_of!(PageHeader, flags) == 36);

static ZERO: PageHeader = PageHeader {
    checksum: U64::ZERO,
    dbtime: U64::ZERO,
    pgno_prev: U32::ZERO,
    pgno_next: U32::ZERO,
    objid: U32::ZERO,
    free_bytes: U16::ZERO,
    uncommitted_free_bytes: U16::ZERO,
    data_end: U16::ZERO,
    tag_state: U16::ZERO,
    flags: U32::ZERO,
};

impl PageHeader {
    /// The header at the start of `page`, or a zeroed one when there are too few bytes.
    #[inline]
    pub(super) fn of(page: &[u8]) -> &PageHeader {
        PageHeader::ref_from_prefix(page).map_or(&ZERO, |(header, _)| header)
    }
}

/// What kind of page it is, and what state it is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PageFlags(u32);

impl PageFlags {
    /// Root of a tree, space trees included.
    pub const ROOT: PageFlags = PageFlags(0x0001);
    /// Leaf.
    pub const LEAF: PageFlags = PageFlags(0x0002);
    /// Directly above leaves.
    pub const PARENT_OF_LEAF: PageFlags = PageFlags(0x0004);
    /// Taken out of its tree; what it holds means nothing.
    pub const EMPTY: PageFlags = PageFlags(0x0008);
    /// Made by a repair.
    pub const REPAIR: PageFlags = PageFlags(0x0010);
    /// Of a tree of owned or available extents.
    pub const SPACE_TREE: PageFlags = PageFlags(0x0020);
    /// Of a secondary index.
    pub const INDEX: PageFlags = PageFlags(0x0040);
    /// Of a tree of long values.
    pub const LONG_VALUE: PageFlags = PageFlags(0x0080);
    /// Of a tree whose keys may repeat.
    pub const NON_UNIQUE: PageFlags = PageFlags(0x0400);
    /// Records have the present format.
    pub const NEW_RECORD_FORMAT: PageFlags = PageFlags(0x0800);
    /// The checksum is of the newer family.
    pub const NEW_CHECKSUM: PageFlags = PageFlags(0x2000);
    /// Unused bytes were overwritten.
    pub const SCRUBBED: PageFlags = PageFlags(0x4000);
    /// Which of three writes was the last; see [`flush_type`](Self::flush_type).
    pub const FLUSH_TYPE: PageFlags = PageFlags(0x18000);
    /// Allocated and not used yet.
    pub const PRE_INIT: PageFlags = PageFlags(0x20000);
    /// Left by a revert on a deleted table.
    pub const FDP_DELETE: PageFlags = PageFlags(0x40000);
    /// The bits that tell a tree's kind; all its pages agree in them.
    pub const KIND: PageFlags = PageFlags(0x0040 | 0x0080 | 0x0400);

    /// The flags as stored.
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The flags as stored.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Whether all flags of `other` are set.
    pub const fn contains(self, other: PageFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// The flags that both have.
    pub const fn and(self, other: PageFlags) -> Self {
        Self(self.0 & other.0)
    }

    /// These flags and those of `other`.
    pub const fn with(self, other: PageFlags) -> Self {
        Self(self.0 | other.0)
    }

    /// These flags without those of `other`.
    pub const fn without(self, other: PageFlags) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the page is a root.
    pub const fn is_root(self) -> bool {
        self.contains(Self::ROOT)
    }

    /// Whether the page is a leaf.
    pub const fn is_leaf(self) -> bool {
        self.contains(Self::LEAF)
    }

    /// These flags with another flush type, 0 to 3.
    pub const fn with_flush_type(self, flush_type: u8) -> Self {
        Self(self.0 & !Self::FLUSH_TYPE.0 | (flush_type as u32 & 3) << 15)
    }

    /// 0 unknown, then 1, 2, 3, 1, ... at every write.
    pub const fn flush_type(self) -> u8 {
        (self.0 >> 15 & 3) as u8
    }
}
