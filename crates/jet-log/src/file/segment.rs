//! Segments: what every 4096 bytes after the header begin with.
//!
//! The checksum is that of a small database page whose number is the segment's place in the file.
//! A segment that was written before it was full is written twice, the second time right behind:
//! its shadow, told by the checksum, which is that of the place before.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::fmt;

use jet_types::{DiskLgpos, Lgpos, Logtime, checksum};
use zerocopy::little_endian::{U16, U32, U64};
use zerocopy::{FromBytes, FromZeros, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Bytes of a segment.
pub const SEGMENT_BYTES: usize = 4096;
/// Bytes of its header.
pub const SEGMENT_HEADER_BYTES: usize = size_of::<SegmentHeader>();
/// Bytes for records in a segment.
pub const SEGMENT_DATA: usize = 4056;
const _: () = assert!(SEGMENT_HEADER_BYTES + SEGMENT_DATA == SEGMENT_BYTES);

/// The start of a segment. Source: ESE `log.hxx`, `LGSEGHDR`.
///
/// | bytes  | field      | meaning                                                  |
/// |--------|------------|----------------------------------------------------------|
/// | 0..8   | `checksum` | XOR+ECC of the segment, numbered by its place            |
/// | 8..16  | `lgpos`    | generation and place; offset 0                           |
/// | 16..24 | `started`  | when its first record was put there                      |
/// | 24..28 | `seal`     | CRC-32 of all but the checksum; 0 of other writers       |
/// | 28..30 | `group`    | place of the first segment of its group; as above        |
/// | 30..36 | `reserved` | 0                                                        |
/// | 36..40 | `flags`    | 0x2000: the checksum is of this kind, as on pages        |
#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Clone, Copy, Debug)]
#[repr(C)]
pub struct SegmentHeader {
    /// See the table.
    pub checksum: U64,
    /// See the table.
    pub lgpos: DiskLgpos,
    /// See the table.
    pub started: Logtime,
    /// See the table. Reserved and not looked at in the reference engine.
    pub seal: U32,
    /// See the table. Reserved and not looked at in the reference engine.
    pub group: U16,
    /// See the table.
    pub reserved: [u8; 6],
    /// See the table.
    pub flags: U32,
}
const _: () = assert!(size_of::<SegmentHeader>() == 40);
const _: () = assert!(std::mem::offset_of!(SegmentHeader, started) == 16);

/// The only flag: on pages it tells XOR+ECC from older checksums. Without it the reference engine
/// would look for an older one.
const NEW_CHECKSUM: u32 = 0x2000;

/// A segment as stored.
#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Clone, Copy)]
#[repr(C)]
pub struct Segment {
    /// What it begins with.
    pub header: SegmentHeader,
    /// Records, back to back; zeros after the last.
    pub records: [u8; SEGMENT_DATA],
}
const _: () = assert!(size_of::<Segment>() == SEGMENT_BYTES);

impl fmt::Debug for Segment {
    /// The header; records are [`Record`](crate::Record)'s to show.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Segment").field("header", &self.header).finish_non_exhaustive()
    }
}

impl Segment {
    /// Writes the header of a segment whose records are in place, and gives its checksum, which
    /// belongs into the XOR of the generation.
    pub fn stamp(&mut self, place: Lgpos, started: Logtime) -> u64 {
        self.header = SegmentHeader {
            lgpos: Lgpos { offset: 0, ..place }.into(),
            started,
            flags: NEW_CHECKSUM.into(),
            ..SegmentHeader::new_zeroed()
        };
        let checksum = self.checksum_at(place.sector);
        self.header.checksum = checksum.into();
        checksum
    }

    /// The same with a seal, for files whose segments are [sealed](super::DiskParams::is_sealed).
    /// A *group* is what is written between two syncs: all segments before its first one were
    /// durable before any segment of the group was written.
    pub fn seal(&mut self, place: Lgpos, started: Logtime, group: u16) -> u64 {
        self.stamp(place, started);
        self.header.group = group.into();
        self.header.seal = self.seal_of().into();
        let checksum = self.checksum_at(place.sector);
        self.header.checksum = checksum.into();
        checksum
    }

    /// Whether the segment is what was sealed.
    ///
    /// The checksum alone cannot tell: lines of equal bytes come and go in pairs unseen, and a
    /// torn write may have left out just such lines.
    pub fn is_sealed(&self) -> bool {
        self.header.seal.get() == self.seal_of()
    }

    fn seal_of(&self) -> u32 {
        const SEAL: usize = std::mem::offset_of!(SegmentHeader, seal);
        let mut crc = crc32fast::Hasher::new();
        let bytes = self.as_bytes();
        crc.update(bytes.get(size_of::<U64>()..SEAL).unwrap_or_default());
        crc.update(bytes.get(const { SEAL + size_of::<U32>() }..).unwrap_or_default());
        crc.finalize()
    }

    /// The checksum the segment calls for at this place of its file.
    pub fn checksum_at(&self, sector: u16) -> u64 {
        checksum::first_block(self.as_bytes(), sector.into())
    }

    /// Whether all bytes are zero.
    pub fn is_blank(&self) -> bool {
        *self.as_bytes() == [0; SEGMENT_BYTES]
    }

    /// Whether the segment says that its checksum is of the kind it must be.
    pub fn has_checksum_flag(&self) -> bool {
        self.header.flags.get() & NEW_CHECKSUM != 0
    }

    /// Whether the bit of this number is the one that says so.
    pub fn is_checksum_flag(bit: u32) -> bool {
        const OFFSET: usize = std::mem::offset_of!(Segment, header.flags);
        bit == const { OFFSET as u32 * 8 + NEW_CHECKSUM.trailing_zeros() }
    }
}
