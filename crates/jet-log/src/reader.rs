//! Reads logs forward: which segments count, which records they hold, where and why they end.
//!
//! A file is read whole and judged segment by segment before any of its records is looked at
//! ([`LogFile`]); its records come one by one ([`Records`]); files follow each other by generation
//! and are checked to belong together ([`LogStream`]).
//!
//! Files of engines before Windows 8 have another layout (`sectors.rs`), but are read in the same
//! way.
//!
//! A log that was being written when the power went ends where its good segments end. What does
//! not look like that is damage:
//!
//! | segment                                         | what it is                               |
//! |-------------------------------------------------|------------------------------------------|
//! | sum right for its place, its own position       | data                                     |
//! | sum right for its place, an earlier position    | stale: the file was used before; the end |
//! | sum right for the place before                  | a shadow, of now or of before; the end   |
//! | all zero                                        | never written; the end                   |
//! | anything else, its shadow right behind          | torn while written again: shadow counts  |
//! | anything else                                   | damage                                   |
//! | data or damage behind the end                   | damage                                   |
//!
//! The position of a record is where the one before it ended: the first record of a segment has
//! offset 0, and one that did not fit into the last few bytes of a segment, which are left empty,
//! has the position of those bytes. Every position that is stored anywhere is of this kind. (A
//! longer empty tail was left by an engine that ended there; the next one began afresh, as it does
//! with the records that only begin a run. So was a shorter one before a new group of ours.)
//!
//! In files of ours segments are sealed, and data must be what was sealed. And the last two lines
//! of the table are damage only when a segment behind tells that this one was durable before it
//! was written. Else the crash tore the last write, whose sectors reach the disk in any order: the
//! log ends before the first bad segment, and nobody was ever told that what follows was written.
//!
//! A record of several pieces whose last ones are missing at the end of a file was torn, too. It
//! is dropped without a word, as is one before the first records of an undo pass: whoever crashed
//! had never been told that it was written.
//!
//! Source: ESE `logread.cxx`, `ErrLGCheckReadLastLogRecordFF`, `ErrLGIGetRecordAtPbNext`.

mod file;
mod records;
mod scan;
mod sectors;
mod segments;
mod stream;

#[cfg(test)]
mod tests;

pub use file::LogFile;
pub use records::Records;
pub use scan::{Scan, SegmentDamage};
pub(crate) use segments::SHORT_TAIL;
pub use stream::{Link, LogStream, StreamEnd};
