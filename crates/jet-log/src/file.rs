//! Log files: their header, their segments, their names, and the set of them in a folder.
//!
//! A log is a stream of generations, one file each. A file is a header of one segment and then
//! segments of records; the last segment of the file never holds records of its own, it is there
//! for the shadow of the one before. All numbers on disk are little-endian and packed.

mod attach;
mod header;
mod names;
mod params;
mod segment;
mod set;
mod version;

#[cfg(test)]
mod tests;

pub use attach::{ATTACH_LIST_BYTES, Attachment, PathName};
pub use header::{HEADER_BYTES, LogFlags, LogHeader};
pub use names::{Digits, Family, FileKind, LogNames};
pub use params::DiskParams;
pub use segment::{SEGMENT_BYTES, SEGMENT_DATA, SEGMENT_HEADER_BYTES, Segment, SegmentHeader};
pub use set::LogSet;
pub use version::{Layout, LogVersion};

pub(crate) use attach::{decode_list, encode_list};
