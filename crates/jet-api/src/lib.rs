//! The JET functions in safe Rust, and a small idiomatic face above them.

pub mod check;
pub mod reader;

pub use check::{Check, CheckReport};
pub use jet_table::TableError;
pub use reader::{Reader, ReaderError, ReaderOptions, Row};
