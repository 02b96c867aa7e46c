//! Tables, columns and indexes in memory.

mod index;
mod layout;

use std::sync::Arc;

use jet_types::{Coltyp, ColumnId, Objid, Pgno};

use crate::catalog::table_flag;
use crate::error::Result;
use crate::refusal::Refusal;

pub use index::{IndexSchema, Segment, TupleLimits};
pub use layout::ColumnLayout;

/// All tables of a database.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// In the order of the bytes of their names.
    pub tables: Vec<TableSchema>,
}

/// A table.
#[derive(Clone, Debug)]
pub struct TableSchema {
    /// Its name.
    pub name: String,
    /// The name as stored.
    pub raw_name: Vec<u8>,
    /// The object its tree belongs to.
    pub objid: Objid,
    /// The root of its primary tree, `None` when the catalog has no valid one.
    pub root: Option<Pgno>,
    /// Flags of the catalog row.
    pub flags: u32,
    /// Percent of a page that appending fills.
    pub density: u32,
    /// The table whose columns and indexes it has too.
    pub template: Option<String>,
    /// Columns that are not deleted: tagged columns of the template first, then by number. Tables of
    /// one template share its columns.
    pub columns: Vec<Arc<ColumnSchema>>,
    /// Indexes, in the order of the bytes of their names.
    pub indexes: Vec<IndexSchema>,
    /// The root of its tree of long values.
    pub long_values: Option<Pgno>,
    /// Bytes per piece of a long value, when not the default.
    pub long_value_chunk: Option<u32>,
    /// The longest value of a long column that stays in its record, when not the default.
    pub separate_most: Option<u32>,
    /// Numbers of columns that were ever given.
    pub layout: ColumnLayout,
}

/// A column.
#[derive(Clone, Debug)]
pub struct ColumnSchema {
    /// Its name.
    pub name: String,
    /// The name as stored.
    pub raw_name: Vec<u8>,
    /// Its number: 1 to 127 fixed, 128 to 255 variable, from 256 tagged.
    pub fid: u16,
    /// A tagged column that belongs to the template table.
    pub is_derived: bool,
    /// Its type.
    pub coltyp: Coltyp,
    /// Code page of text: 1200 or an 8-bit one; 0 for other types.
    pub code_page: u16,
    /// The longest value in bytes, 0 for no limit but the type's.
    pub max_len: u32,
    /// Flags of the catalog row.
    pub flags: ColumnFlags,
    /// What records have that do not store the column.
    pub default: Option<Vec<u8>>,
    /// Where a fixed column lies in the record.
    pub offset: u16,
}

/// Flags of a column, as the catalog has them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ColumnFlags(pub u32);

impl ColumnFlags {
    /// A value is required.
    pub const NOT_NULL: u32 = 0x0001;
    /// Counts updates.
    pub const VERSION: u32 = 0x0002;
    /// Counts rows.
    pub const AUTO_INCREMENT: u32 = 0x0004;
    /// May have several values.
    pub const MULTI_VALUED: u32 = 0x0008;
    /// Has a default value.
    pub const DEFAULT: u32 = 0x0010;
    /// Sessions may add to it without conflict.
    pub const ESCROW: u32 = 0x0020;
    /// What it counts comes to an end at 0.
    pub const FINALIZE: u32 = 0x0040;
    /// A callback computes the default.
    pub const USER_DEFINED_DEFAULT: u32 = 0x0080;
    /// A template's column, marked in records of derived tables.
    pub const TEMPLATE: u32 = 0x0100;
    /// The record goes when it is 0.
    pub const DELETE_ON_ZERO: u32 = 0x0200;
    /// Long values are compressed.
    pub const COMPRESSED: u32 = 0x1000;
    /// Long values are encrypted.
    pub const ENCRYPTED: u32 = 0x2000;

    /// Whether all bits of `flag` are set.
    pub fn has(self, flag: u32) -> bool {
        self.0 & flag == flag
    }
}

impl ColumnSchema {
    /// The default value that records without the column show.
    pub fn plain_default(&self) -> Option<&[u8]> {
        let applies = self.flags.has(ColumnFlags::DEFAULT)
            && !self.flags.has(ColumnFlags::USER_DEFINED_DEFAULT);
        if applies { self.default.as_deref() } else { None }
    }

    /// Bytes a fixed column takes in the record.
    pub fn fixed_len(&self) -> usize {
        match (self.max_len, self.coltyp.fixed_bytes()) {
            (0, bytes) => bytes.unwrap_or(0),
            (len, _) => len as usize,
        }
    }
}

impl Schema {
    /// A table by name; names differ in more than case.
    pub fn table(&self, name: &str) -> Option<&TableSchema> {
        let exact = self.tables.iter().find(|table| table.name == name);
        exact.or_else(|| self.tables.iter().find(|table| table.name.eq_ignore_ascii_case(name)))
    }
}

/// The last number a tagged column can have.
const FID_MOST: u32 = 0xFEE0;
/// Of a column's id: the column belongs to a template.
const TEMPLATE_BIT: u32 = 0x8000_0000;

impl TableSchema {
    /// Whether derived tables may have it as their template.
    pub fn is_template(&self) -> bool {
        self.flags & table_flag::TEMPLATE != 0
    }

    /// Whether columns and indexes stay as they were made.
    pub fn is_frozen(&self) -> bool {
        self.flags & table_flag::FIXED_DDL != 0
    }

    /// Whether it was made like a template.
    pub fn is_derived(&self) -> bool {
        self.flags & table_flag::DERIVED != 0
    }

    /// Whether a column is the template's, not this table's own.
    pub fn is_inherited(&self, column: &ColumnSchema) -> bool {
        self.is_derived() && (column.is_derived || column.flags.has(ColumnFlags::TEMPLATE))
    }

    /// Whether the template has a column of another's name.
    pub(crate) fn inherits_name(&self, column: &ColumnSchema) -> bool {
        let is_it = |other: &Arc<ColumnSchema>| {
            self.is_inherited(other) && other.raw_name.eq_ignore_ascii_case(&column.raw_name)
        };
        !self.is_inherited(column) && self.columns.iter().any(is_it)
    }

    /// Whether a key or a condition of an index uses a column.
    pub(crate) fn indexes_use(&self, column: &ColumnSchema) -> bool {
        let Some(position) = self.position_of_record(column.fid, column.is_derived) else {
            return false;
        };
        let is_it = |segment: &Segment| self.position_of_segment(segment) == Some(position);
        let uses = |index: &IndexSchema| index.segments.iter().chain(&index.conditions).any(is_it);
        self.indexes.iter().any(uses)
    }

    /// The id callers know a column of this table by.
    pub fn column_id(&self, column: &ColumnSchema) -> ColumnId {
        let is_template = self.is_template() || column.flags.has(ColumnFlags::TEMPLATE);
        let bit = if is_template || column.is_derived { TEMPLATE_BIT } else { 0 };
        ColumnId(u32::from(column.fid) | bit)
    }

    /// A column by its id.
    ///
    /// # Errors
    /// [`Refusal::BadColumnId`] for what is no id at all, [`Refusal::ColumnNotFound`].
    pub fn column_by_id(&self, id: ColumnId) -> Result<&ColumnSchema, Refusal> {
        self.placed_column_by_id(id).map(|(_, column)| column)
    }

    /// The same, with its place among the columns.
    pub(crate) fn placed_column_by_id(
        &self,
        id: ColumnId,
    ) -> Result<(usize, &ColumnSchema), Refusal> {
        let number = id.get() & !TEMPLATE_BIT;
        let fid = u16::try_from(number).ok().filter(|_| (1..=FID_MOST).contains(&number));
        let fid = fid.ok_or(Refusal::BadColumnId)?;
        let is_derived = fid >= 256 && id.get() & TEMPLATE_BIT != 0;
        let found = self.position_of_record(fid, is_derived);
        let position = found.or_else(|| self.position_of_record(fid, false));
        let found = position.and_then(|position| Some((position, &**self.columns.get(position)?)));
        found.filter(|(_, column)| self.column_id(column) == id).ok_or(Refusal::ColumnNotFound)
    }

    /// A column as records know it: by its number, and whether it is marked as the template's.
    pub fn column_of_record(&self, fid: u16, is_derived: bool) -> Option<&ColumnSchema> {
        let position = self.position_of_record(fid, is_derived)?;
        self.columns.get(position).map(|column| &**column)
    }

    /// The place among the columns of one that records know by this number and mark.
    pub(crate) fn position_of_record(&self, fid: u16, is_derived: bool) -> Option<usize> {
        let wanted = (!is_derived, fid);
        let key = |column: &Arc<ColumnSchema>| (!column.is_derived, column.fid);
        self.columns.binary_search_by_key(&wanted, key).ok()
    }

    /// The place among the columns of the one that a key or a condition uses.
    pub(crate) fn position_of_segment(&self, segment: &Segment) -> Option<usize> {
        // A template marks columns as its own in keys, though not in its records; in records only
        // tagged columns are marked.
        let is_derived = segment.is_derived && segment.fid >= 256 && !self.is_template();
        self.position_of_record(segment.fid, is_derived)
    }

    /// Fixed and variable columns with numbers above `after`, up to `last`, in order.
    pub(crate) fn columns_between(
        &self,
        after: u16,
        last: u16,
    ) -> impl Iterator<Item = &ColumnSchema> {
        let wanted = (true, after);
        let key = |column: &Arc<ColumnSchema>| (!column.is_derived, column.fid) <= wanted;
        let start = self.columns.partition_point(key);
        let rest = self.columns.get(start..).unwrap_or(&[]).iter().map(|column| &**column);
        rest.take_while(move |column| column.fid <= last)
    }

    /// A column by name.
    pub fn column(&self, name: &str) -> Option<&ColumnSchema> {
        let mut columns = self.columns.iter().map(|column| &**column);
        let exact = columns.clone().find(|column| column.name == name);
        exact.or_else(|| columns.find(|column| column.name.eq_ignore_ascii_case(name)))
    }

    /// An index by name.
    pub fn index(&self, name: &str) -> Option<&IndexSchema> {
        self.indexes.iter().find(|index| index.name.eq_ignore_ascii_case(name))
    }

    /// The primary index, if the table has one.
    pub fn primary_index(&self) -> Option<&IndexSchema> {
        self.indexes.iter().find(|index| index.is_primary())
    }

    /// Whether the engine keeps the table for itself.
    pub fn is_system(&self) -> bool {
        self.flags & table_flag::SYSTEM != 0
    }
}
