//! Log records, log files, the log buffer and durability.
//!
//! Read in this order: files and their names, the checkpoint.

pub mod checkpoint;
pub mod error;
pub mod file;

pub use checkpoint::Checkpoint;
pub use error::{LogError, Result};
pub use file::{LogHeader, LogNames, LogSet, LogVersion, Segment};
