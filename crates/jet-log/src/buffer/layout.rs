//! Where records lie in segments, and segments in files.
//!
//! A *position* counts bytes of data segments, their headers included, from the first data segment
//! of the generation the log was opened in. Headers of files and the segment kept for shadows are
//! left out, so positions of consecutive segments are consecutive, over the ends of files too.
//!
//! The position of a record is where the one before it ended: that of the first in a segment is the
//! segment's, before its header, and one that went into the next segment, because too little was
//! left, has the position of what was left. So are positions on disk.

use jet_types::Lgpos;

use crate::file::{SEGMENT_BYTES, SEGMENT_DATA, SEGMENT_HEADER_BYTES};
use crate::reader::SHORT_TAIL;
use crate::record::fragment::{Fragment, FragmentBegin};

/// Bytes of a segment.
pub const SEGMENT: u64 = SEGMENT_BYTES as u64;
/// Bytes of a segment's header.
pub const HEADER: u64 = SEGMENT_HEADER_BYTES as u64;
/// Bytes before the data in the first piece of a record.
const FIRST_HEAD: u64 = FragmentBegin::HEAD_BYTES as u64;
/// Bytes before the data in its other pieces.
const HEAD: u64 = Fragment::HEAD_BYTES as u64;

/// The shape of the files of one run of the log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout {
    first_generation: u32,
    /// Data segments in a file.
    data_segments: u64,
}

/// Where a record goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Where its bytes begin; a rest of the segment before that is left empty.
    pub start: u64,
    /// The first position after it.
    pub end: u64,
    /// Whether it is cut into fragments.
    pub is_cut: bool,
}

impl Layout {
    /// Files of `segments` segments: one of them is the header, one kept for shadows.
    pub fn new(first_generation: u32, segments: u16) -> Self {
        assert!(segments >= 3, "a log file of {segments} segments has no room for data");
        Self { first_generation, data_segments: u64::from(segments) - 2 }
    }

    /// The log position of a position.
    pub fn lgpos(self, position: u64) -> Lgpos {
        let segment = position / SEGMENT;
        Lgpos {
            // Generations end long before 32 bits do; the log refuses appends then.
            generation: self.first_generation + (segment / self.data_segments) as u32,
            sector: (segment % self.data_segments) as u16 + 1,
            offset: (position % SEGMENT) as u16,
        }
    }

    /// The position of a log position; 0 when that is older than this run of the log.
    pub fn position(self, lgpos: Lgpos) -> u64 {
        let Some(file) = lgpos.generation.checked_sub(self.first_generation) else { return 0 };
        let sector = u64::from(lgpos.sector.saturating_sub(1));
        (u64::from(file) * self.data_segments + sector) * SEGMENT + u64::from(lgpos.offset)
    }

    /// The first position after the file that holds `position`.
    pub fn file_end(self, position: u64) -> u64 {
        let file_bytes = self.data_segments * SEGMENT;
        (position / file_bytes + 1) * file_bytes
    }

    /// Where a group of records goes when `at` is the first free position: its start and end. A
    /// file is left, with its rest empty, when the group would fill it to the last byte or more.
    pub fn place_group(self, at: u64, lens: &[usize]) -> (u64, u64) {
        let end = |at| lens.iter().fold(at, |at, len| place(at, *len).end);
        let (here, file_end) = (end(at), self.file_end(at));
        if here < file_end { (at, here) } else { (file_end, end(file_end)) }
    }

    /// How many segments a group may touch at most, with the empty rest of a file before it.
    /// `None` when it does not fit into any file.
    pub fn segments_of(self, lens: &[usize]) -> Option<u64> {
        let end = lens.iter().try_fold(0, |at: u64, len| {
            // Lengths that would overflow are longer than any file.
            let fits = *len as u64 <= self.data_segments * SEGMENT;
            (fits && at < self.data_segments * SEGMENT).then(|| place(at, *len).end)
        })?;
        // From the start of a file it touches some; what is left empty is no longer, else the
        // group would fit there, and starts inside a segment.
        (end < self.data_segments * SEGMENT).then(|| 2 * (end / SEGMENT + 1) + 1)
    }
}

/// Where a record of `len` bytes goes when `at` is the first free position.
pub fn place(at: u64, len: usize) -> Place {
    let len = len as u64;
    let room = room(at);
    if len <= room {
        return Place { start: at, end: data_at(at) + len, is_cut: false };
    }
    if room < SHORT_TAIL as u64 {
        return place(segment_end(at), len as usize);
    }
    let rest = len - (room - FIRST_HEAD);
    let per_segment = SEGMENT_DATA as u64 - HEAD;
    let whole = (rest - 1) / per_segment;
    let last = rest - whole * per_segment;
    let end = segment_end(at) + whole * SEGMENT + HEADER + HEAD + last;
    Place { start: at, end, is_cut: true }
}

/// Bytes for records in the segment of `at`, from there on.
pub fn room(at: u64) -> u64 {
    segment_end(at) - data_at(at)
}

/// Where bytes go at `at`: after the header when it is the start of a segment.
pub fn data_at(at: u64) -> u64 {
    if at.is_multiple_of(SEGMENT) { at + HEADER } else { at }
}

/// The start of the segment after that of `at`.
pub fn segment_end(at: u64) -> u64 {
    (at / SEGMENT + 1) * SEGMENT
}
