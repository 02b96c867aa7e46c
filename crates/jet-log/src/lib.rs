//! Log records, log files, the log buffer and durability.
//!
//! Read in this order: records and how they are encoded, files and their names, the reader, the
//! checkpoint; then the log as it is written: `log`, the buffer, durability, the writer.
//!
//! # Example
//! What a folder of logs holds, whatever its files are called:
//!
//! ```
//! use jet_log::{LogNames, LogSet, LogStream, Record};
//! # fn main() -> jet_log::Result<()> {
//! # let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
//! let vfs = jet_os::RealVfs;
//! let set = LogSet::find(&vfs, dir, &LogNames::new("edb"))?;
//! let Some(first) = LogStream::lowest(&vfs, &set)? else { return Ok(()) };
//! let mut stream = LogStream::new(&vfs, set, first);
//! let mut commits = 0;
//! while let Some(file) = stream.next_file()? {
//!     file.check()?; // damage behind the header
//!     let mut records = file.all_records();
//!     while let Some((lgpos, record)) = records.next()? {
//!         if let Record::Commit0(commit) = record {
//!             println!("{lgpos}: session {} commits", commit.procid);
//!             commits += 1;
//!         }
//!     }
//! }
//! println!("{commits} transactions, then {:?}", stream.end());
//! # Ok(())
//! # }
//! ```
//!
//! A record on its own, as the log buffer writes it:
//!
//! ```
//! use jet_log::Record;
//! use jet_log::record::Commit0;
//! use jet_types::{Level, Procid, TrxId};
//!
//! let commit = Commit0 { procid: Procid(5), to: Level(0), commit0: TrxId(0x10) };
//! let record = Record::Commit0(commit);
//! let mut place = [0; 8];
//! assert_eq!(record.encoded_len(), place.len());
//! record.encode(&mut place);
//! assert_eq!(place, [9, 5, 0, 0, 0x10, 0, 0, 0]);
//! assert_eq!(Record::decode(&place), Ok((record, 8)));
//! ```

mod buffer;
pub mod checkpoint;
mod codec;
mod durability;
pub mod error;
pub mod file;
pub mod log;
pub mod reader;
pub mod record;
mod writer;

pub use buffer::Appended;
pub use checkpoint::Checkpoint;
pub use codec::{BadRecord, Flaw, Place};
pub use error::{LogError, Result};
pub use file::{LogHeader, LogNames, LogSet, LogVersion, Segment};
pub use log::{AtRoll, HookError, Log, LogCounts, LogHooks, LogOptions, LogStart, secure_end};
pub use reader::{LogFile, LogStream, Records};
pub use record::Record;
