//! Log records, log files, the log buffer and durability.
//!
//! Read in this order: records and how they are encoded, files and their names, the checkpoint.

pub mod checkpoint;
mod codec;
pub mod error;
pub mod file;
pub mod record;

pub use checkpoint::Checkpoint;
pub use codec::{BadRecord, Flaw, Place};
pub use error::{LogError, Result};
pub use file::{LogHeader, LogNames, LogSet, LogVersion, Segment};
pub use record::Record;
