//! Catalog, records, keys, indexes and cursors.
//!
//! Read in this order: the schema and the catalog it comes from, records and their values, long
//! values.
//!
//! ```
//! use jet_table::text;
//!
//! // Text of code page 1252, as records have it.
//! assert_eq!(text::from_1252(b"caf\xe9"), "caf\u{e9}");
//! ```

pub mod catalog;
pub mod cursor;
pub mod cursors;
pub mod ddl;
pub mod error;
pub mod index;
pub mod long_value;
pub mod normalize;
pub mod record;
pub mod refusal;
pub mod retrieve;
pub mod schema;
pub mod sort;
pub mod table;
pub mod text;
pub mod update;
pub mod values;
pub mod verify;

pub use cursor::Cursor;
pub use cursors::{CursorId, CursorSet, CursorSlots};
pub use ddl::Objection;
pub use error::{Result, TableError, ValueError};
pub use refusal::Refusal;
pub use schema::{ColumnSchema, IndexSchema, Schema, TableSchema};
pub use table::{Table, TableCache};
pub use update::{LongValueAccess, NewTree, Prepare, Setting, Writing, Written};
pub use values::{ColumnValue, RowReader};
