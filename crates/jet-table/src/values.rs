//! Columns of records as values: defaults filled in, compressed and long values expanded.

use jet_btree::ReadCx;

use crate::error::{Result, TableError, ValueError};
use crate::long_value::{Lid, LongValues};
use crate::record::{Field, Instance, Record, Tagged, TaggedColumns};
use crate::schema::{ColumnSchema, TableSchema};
use jet_types::Pgno;
use jet_types::compress::decompress;

/// A value of a column, one of `count`.
#[derive(Clone, Copy, Debug)]
pub struct ColumnValue<'v> {
    /// Which of the column's values it is, from 0.
    pub index: usize,
    /// How many values the column has.
    pub count: usize,
    /// The bytes; or why there are none, and what the record holds instead.
    pub bytes: std::result::Result<&'v [u8], (ValueError, &'v [u8])>,
}

/// Reads the records of one table.
#[derive(Debug)]
pub struct RowReader<'a> {
    table: &'a TableSchema,
    long_values: Option<LongValues<'a>>,
    page_size: jet_types::PageSize,
    /// Where values are expanded; kept from record to record.
    scratch: Vec<u8>,
}

impl<'a> RowReader<'a> {
    /// A reader of a table's records. A damaged tree of long values shows in the values, not here.
    pub fn new(cx: ReadCx<'a>, table: &'a TableSchema) -> Self {
        Self::with_long_values(cx, table, table.long_values)
    }

    /// The same, where long values are in the tree of this root.
    pub(crate) fn with_long_values(
        cx: ReadCx<'a>,
        table: &'a TableSchema,
        root: Option<Pgno>,
    ) -> Self {
        let long_values = root.and_then(|root| LongValues::open(cx, root).ok());
        Self { table, long_values, page_size: cx.db.page_size(), scratch: Vec::new() }
    }

    /// The table whose records these are.
    pub fn table(&self) -> &'a TableSchema {
        self.table
    }

    /// Visits every value of a record, by column and then by number; NULL columns have none. The
    /// column comes with its position among the table's.
    ///
    /// # Errors
    /// [`TableError::Record`] when the record contradicts itself; some values may have been
    /// visited then.
    pub fn visit(
        &mut self,
        data: &[u8],
        mut visit: impl FnMut(usize, &'a ColumnSchema, ColumnValue<'_>),
    ) -> Result<()> {
        let malformed = || TableError::Record("contradicts itself");
        let record = Record::parse(data, self.page_size).ok_or_else(malformed)?;
        let tagged = record.tagged().ok_or_else(malformed)?;
        let mut merge = Merge { columns: tagged, next: 0 };
        for (position, column) in self.table.columns.iter().enumerate() {
            let field = match column.fid {
                ..128 => record.fixed(column.fid, usize::from(column.offset), column.fixed_len()),
                128..256 => record.variable(column.fid),
                256.. => match merge.find(column).ok_or_else(malformed)? {
                    Some(tagged) => {
                        self.visit_tagged(column, &tagged, position, &mut visit)
                            .ok_or_else(malformed)?;
                        continue;
                    }
                    None => Some(Field::Absent),
                },
            };
            let value = match field.ok_or_else(malformed)? {
                Field::Value(value) => Some(value),
                Field::Absent => column.plain_default(),
                Field::Null => None,
            };
            if let Some(bytes) = value {
                visit(position, column, ColumnValue { index: 0, count: 1, bytes: Ok(bytes) });
            }
        }
        Ok(())
    }

    fn visit_tagged(
        &mut self,
        column: &'a ColumnSchema,
        tagged: &Tagged<'_>,
        position: usize,
        visit: &mut impl FnMut(usize, &'a ColumnSchema, ColumnValue<'_>),
    ) -> Option<()> {
        let count = tagged.count()?;
        for index in 0..count {
            let instance = tagged.instance(index)?;
            let bytes = match self.expand(instance) {
                Ok(Expanded::Stored(bytes)) => Ok(bytes),
                Ok(Expanded::Scratch) => Ok(self.scratch.as_slice()),
                Err(error) => Err((error, instance.raw())),
            };
            visit(position, column, ColumnValue { index, count, bytes });
        }
        Some(())
    }

    /// Expands a value into the scratch buffer if it needs expanding.
    fn expand<'r>(
        &mut self,
        instance: Instance<'r>,
    ) -> std::result::Result<Expanded<'r>, ValueError> {
        self.scratch.clear();
        match instance {
            Instance::Plain(bytes) => return Ok(Expanded::Stored(bytes)),
            Instance::Encrypted(_) => return Err(ValueError::Encrypted),
            Instance::Compressed(packed) => decompress(packed, &mut self.scratch)?,
            Instance::Separated(raw) => {
                let missing = ValueError::LongValueMissing;
                let lid = Lid::from_record(raw).ok_or(missing)?;
                let values = self.long_values.as_ref().ok_or(missing)?;
                values.append_to(lid, &mut self.scratch)?;
            }
        }
        Ok(Expanded::Scratch)
    }
}

enum Expanded<'r> {
    Stored(&'r [u8]),
    Scratch,
}

/// Walks a record's tagged columns beside the table's, both in the same order.
struct Merge<'r> {
    columns: TaggedColumns<'r>,
    next: usize,
}

impl<'r> Merge<'r> {
    /// The record's column, if it has it; the outer `None` means the record is malformed.
    fn find(&mut self, column: &ColumnSchema) -> Option<Option<Tagged<'r>>> {
        let wanted = (!column.is_derived, column.fid);
        while self.next < self.columns.len() {
            let tagged = self.columns.get(self.next)?;
            let found = (!tagged.is_derived, tagged.fid);
            if found > wanted {
                return Some(None);
            }
            self.next += 1;
            if found == wanted {
                return Some(Some(tagged));
            }
        }
        Some(None)
    }
}
