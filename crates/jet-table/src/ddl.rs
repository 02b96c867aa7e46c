//! Making, changing and deleting tables, columns and indexes.
//!
//! What is defined is rows of the catalog and trees. Both come and go with the transaction: rows are
//! versioned, trees made are given back by a rollback, trees deleted when nobody sees them any more.
//! Schemas in memory hang off the versions of the rows (`table/parts.rs`).
//!
//! A function that fails may have done part of its work: the caller puts a level around it and rolls
//! that back.

mod catch_up;
mod column;
mod define;
mod delete;
mod fill;
mod index;
mod name;
mod objection;
mod rename;
mod table;

use std::sync::Arc;

use jet_btree::version::Version;
use jet_btree::{BtreeError, Writer};
use jet_types::PageSize;

use crate::error::{Result, TableError};
use crate::schema::TableSchema;

pub use column::{Added, ColumnDef, UserDefault, add_column, add_column_telling, set_default};
pub use define::{Condition, IndexDef, Locale};
pub use delete::{delete_column, delete_index, delete_table};
pub use index::create_index;
pub use name::stored_name;
pub use objection::Objection;
pub use rename::{rename_column, rename_table};
pub use table::{Report, TableDef, create_long_values, create_table, table_density};

/// Whose wish it is, as far as it matters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Caller {
    /// Its cursor may add to tables whose definition is frozen.
    pub may_add_to_frozen: bool,
    /// Its cursor has the table for itself.
    pub is_alone: bool,
}

/// How much space a tree gets, and when. Sizes in bytes; 0 leaves it to the engine.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SpaceHints {
    /// Percent of a page that appending fills.
    pub density: u32,
    /// Space to begin with.
    pub initial: u32,
    /// Option bits, kept for those who read them.
    pub grbit: u32,
    /// Percent below which upkeep joins pages.
    pub maintained_density: u32,
    /// Size of an extent in percent of the one before.
    pub growth: u32,
    /// The smallest extent.
    pub extent_least: u32,
    /// The largest extent.
    pub extent_most: u32,
}

impl SpaceHints {
    fn words(&self) -> [u32; 7] {
        let Self { density, initial, grbit, maintained_density, growth, .. } = *self;
        [density, initial, grbit, maintained_density, growth, self.extent_least, self.extent_most]
    }

    /// As rows of tables have them.
    fn of_table(&self) -> Option<Vec<u8>> {
        encode(&self.words()[2..])
    }

    /// As rows of indexes and of trees of long values have them.
    fn of_index(&self) -> Option<Vec<u8>> {
        encode(&self.words()[1..])
    }

    /// As rows of tables have those of the long values to come.
    fn of_long_values(&self) -> Option<Vec<u8>> {
        encode(&self.words())
    }

    /// Pages to begin with.
    fn pages(&self, page_size: PageSize) -> u32 {
        self.initial.div_ceil(page_size.bytes() as u32)
    }
}

/// A version, and the words that are not the default at their end.
fn encode(words: &[u32]) -> Option<Vec<u8>> {
    let last = words.iter().rposition(|word| *word != 0)?;
    let words = words.iter().take(last + 1).flat_map(|word| word.to_le_bytes());
    Some(std::iter::once(1).chain(words).collect())
}

/// What the writer did last, off which a schema's part hangs.
fn stamp(writer: &Writer) -> Arc<Version> {
    Arc::clone(writer.newest().expect("rows of the catalog were changed"))
}

/// Says what a key that is taken means here.
fn taken(objection: Objection) -> impl Fn(TableError) -> TableError {
    move |error| match error {
        TableError::Btree(BtreeError::KeyDuplicate) => objection.into(),
        other => other,
    }
}

/// Whether a table's definition is frozen for a caller who would add to it.
fn check_frozen(schema: &TableSchema, caller: Caller) -> Result<()> {
    if schema.is_frozen() && !caller.may_add_to_frozen {
        return Err(Objection::FixedDdl.into());
    }
    Ok(())
}
