//! All columns of a record at once, or some of them with all their values.
//!
//! Source: ESE `fldenum.cxx`.

use jet_btree::ReadCx;
use jet_types::grbit::Enumerate;
use jet_types::{ColumnId, JetErr, Pgno};

use super::{Stored, Target, deliver, malformed, record, stored, tagged, tagged_value};
use crate::cursor::Cursor;
use crate::error::{Result, ValueError};
use crate::long_value::{LongValueReader, LongValues};
use crate::record::{Record, Tagged};
use crate::refusal::Refusal;
use crate::schema::{ColumnFlags, ColumnSchema, TableSchema};

/// A column to enumerate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EnumWanted {
    /// Which; 0 is skipped.
    pub column: ColumnId,
    /// Which values, from 1; none stands for all.
    pub numbers: Vec<u32>,
}

/// A column and what was found of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EnumColumn {
    /// Which.
    pub column: ColumnId,
    /// Success; a warning that says why there are no values, or that the only one stands for
    /// itself; or why the column cannot be enumerated.
    pub code: JetErr,
    /// Its values.
    pub values: Vec<EnumValue>,
}

/// One value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EnumValue {
    /// Its number, from 1.
    pub number: u32,
    /// Success, or a warning that says what became of it.
    pub code: JetErr,
    /// Its bytes.
    pub data: Vec<u8>,
}

/// What an enumeration found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Enumerated {
    /// Columns, in the order asked for, or in the record's.
    pub columns: Vec<EnumColumn>,
    /// The first error of a column, or success.
    pub code: JetErr,
}

/// What it takes to enumerate one record.
struct Job<'a> {
    cx: ReadCx<'a>,
    schema: &'a TableSchema,
    long_values: Option<Pgno>,
    record: Record<'a>,
    options: Enumerate,
    data_most: usize,
}

impl Cursor {
    /// Enumerates columns of the current record: those wanted, or without any all that are stored
    /// or have a default. Values outside the record are cut to `data_most` bytes.
    ///
    /// # Errors
    /// [`Refusal::InvalidGrbit`], [`Refusal::NoCurrentRecord`], [`Refusal::RecordDeleted`],
    /// [`Refusal::CallbackFailed`] when defaults are computed by a callback, and
    /// [`TableError::Value`](crate::TableError::Value) for values that cannot be decoded.
    pub fn enumerate(
        &mut self,
        cx: &ReadCx<'_>,
        wanted: &[EnumWanted],
        data_most: usize,
        options: Enumerate,
    ) -> Result<Enumerated> {
        let schema = std::sync::Arc::clone(self.schema());
        check_options(&schema, options, wanted.is_empty())?;
        let is_copy = options.contains(Enumerate::COPY);
        let data = match self.copy_buffer().filter(|_| is_copy) {
            Some(copy) => copy.to_vec(),
            None => self.record(cx)?.node()?.data.to_vec(),
        };
        let record = record(&data, cx.db.page_size())?;
        let long_values = self.table().counters().long_values();
        let job = Job { cx: *cx, schema: &schema, long_values, record, options, data_most };
        if wanted.is_empty() {
            return Ok(Enumerated { columns: job.all()?, code: JetErr::SUCCESS });
        }
        let columns: Vec<EnumColumn> =
            wanted.iter().map(|wanted| job.one(wanted)).collect::<Result<_>>()?;
        let failed = columns.iter().find(|column| column.code.is_error());
        let code = failed.map_or(JetErr::SUCCESS, |column| column.code);
        Ok(Enumerated { columns, code })
    }
}

fn check_options(schema: &TableSchema, options: Enumerate, all: bool) -> Result<(), Refusal> {
    let refused = Enumerate::LOCAL | Enumerate::AS_REF_IF_NOT_IN_RECORD;
    let known = Enumerate::all().difference(refused);
    if !known.contains(options) || (!all && options.contains(Enumerate::TAGGED_ONLY)) {
        return Err(Refusal::InvalidGrbit);
    }
    let ignores = Enumerate::IGNORE_DEFAULT | Enumerate::IGNORE_USER_DEFINED_DEFAULT;
    let mut columns = schema.columns.iter();
    let computes = columns.any(|column| column.flags.has(ColumnFlags::USER_DEFINED_DEFAULT));
    if computes && !options.intersects(ignores) {
        return Err(Refusal::CallbackFailed);
    }
    Ok(())
}

/// The values of one column.
enum Values<'r> {
    /// The record does not have the column.
    Absent(Option<&'r [u8]>),
    Untagged(Option<&'r [u8]>),
    Tagged(Tagged<'r>),
}

impl<'a> Job<'a> {
    /// All columns with something to say: fixed, variable, tagged, each by number.
    fn all(&self) -> Result<Vec<EnumColumn>> {
        let mut columns: Vec<&ColumnSchema> =
            self.schema.columns.iter().map(|column| &**column).collect();
        columns.sort_by_key(|column| (column.fid >= 256, !column.is_derived, column.fid));
        if self.options.contains(Enumerate::TAGGED_ONLY) {
            columns.retain(|column| column.fid >= 256);
        }
        let mut found = Vec::new();
        for column in columns {
            let values = self.values(column)?;
            if let Values::Absent(default) = values
                && (default.is_none() || self.options.contains(Enumerate::IGNORE_DEFAULT))
            {
                continue;
            }
            found.push(self.column(column, &values, &[])?);
        }
        Ok(found)
    }

    /// One column that was asked for.
    fn one(&self, wanted: &EnumWanted) -> Result<EnumColumn> {
        let coded = |code| EnumColumn { column: wanted.column, code, values: Vec::new() };
        if wanted.column == ColumnId(0) {
            return Ok(coded(JetErr::WRN_COLUMN_SKIPPED));
        }
        let column = match self.schema.column_by_id(wanted.column) {
            Ok(column) => column,
            Err(refusal) => return Ok(coded(refusal.code())),
        };
        let mut values = self.values(column)?;
        if let Values::Absent(default) = &mut values
            && self.options.contains(Enumerate::IGNORE_DEFAULT)
        {
            if wanted.numbers.is_empty() {
                return Ok(coded(JetErr::WRN_COLUMN_DEFAULT));
            }
            *default = None;
        }
        self.column(column, &values, &wanted.numbers)
    }

    fn values<'r>(&self, column: &'r ColumnSchema) -> Result<Values<'r>>
    where
        'a: 'r,
    {
        let (fixed_last, variable_last) = self.record.last_stored();
        let is_stored = match column.fid {
            ..128 => column.fid <= fixed_last,
            128..256 => column.fid <= variable_last,
            256.. => match tagged(&self.record, column)? {
                Some(tagged) => return Ok(Values::Tagged(tagged)),
                None => false,
            },
        };
        if !is_stored {
            return Ok(Values::Absent(column.plain_default()));
        }
        Ok(Values::Untagged(match stored(&self.record, column, 1, Default::default())? {
            Stored::Plain(bytes) => Some(bytes),
            _ => None,
        }))
    }

    fn column(
        &self,
        column: &ColumnSchema,
        values: &Values<'_>,
        numbers: &[u32],
    ) -> Result<EnumColumn> {
        let id = self.schema.column_id(column);
        let coded = |code, values| EnumColumn { column: id, code, values };
        let count = match values {
            Values::Absent(value) | Values::Untagged(value) => usize::from(value.is_some()),
            Values::Tagged(tagged) => tagged.count().ok_or_else(malformed)?,
        };
        if numbers.is_empty() {
            if count == 0 {
                return Ok(coded(JetErr::WRN_COLUMN_NULL, Vec::new()));
            }
            if self.options.contains(Enumerate::PRESENCE_ONLY) {
                return Ok(coded(JetErr::WRN_COLUMN_PRESENT, Vec::new()));
            }
        }
        let all: Vec<u32> = (1..=count as u32).collect();
        let numbers_or_all = if numbers.is_empty() { &all } else { numbers };
        let mut found = Vec::new();
        for number in numbers_or_all {
            found.push(self.value(column, values, *number, count)?);
        }
        let is_single = numbers.is_empty()
            && count == 1
            && self.options.contains(Enumerate::COMPRESS_OUTPUT)
            && !self.is_separated(column, values)?;
        let code = if is_single { JetErr::WRN_COLUMN_SINGLE_VALUE } else { JetErr::SUCCESS };
        Ok(coded(code, found))
    }

    /// Whether the only value is outside the record.
    fn is_separated(&self, column: &ColumnSchema, values: &Values<'_>) -> Result<bool> {
        let Values::Tagged(tagged) = values else { return Ok(false) };
        let value = tagged_value(column, tagged, 1, Default::default())?;
        Ok(matches!(value, Stored::Separated(_)))
    }

    fn value(
        &self,
        column: &ColumnSchema,
        values: &Values<'_>,
        number: u32,
        count: usize,
    ) -> Result<EnumValue> {
        let coded = |code, data| EnumValue { number, code, data };
        if number == 0 {
            return Ok(coded(JetErr::WRN_COLUMN_SKIPPED, Vec::new()));
        }
        if number as usize > count {
            return Ok(coded(JetErr::WRN_COLUMN_NULL, Vec::new()));
        }
        if self.options.contains(Enumerate::PRESENCE_ONLY) {
            return Ok(coded(JetErr::WRN_COLUMN_PRESENT, Vec::new()));
        }
        let stored = match values {
            Values::Absent(value) | Values::Untagged(value) => {
                value.map_or(Stored::Null, Stored::Plain)
            }
            Values::Tagged(tagged) => tagged_value(column, tagged, number, Default::default())?,
        };
        let Stored::Separated(lid) = stored else {
            let mut data = Vec::new();
            deliver(stored, 0, &mut Target::Append(&mut data))?;
            return Ok(coded(JetErr::SUCCESS, data));
        };
        if self.options.contains(Enumerate::IN_RECORD_ONLY) {
            return Ok(coded(JetErr::WRN_COLUMN_NOT_IN_RECORD, Vec::new()));
        }
        let root = self.long_values.ok_or(ValueError::LongValueMissing)?;
        let values = LongValues::open(self.cx, root)?;
        let mut reader = LongValueReader::new(values, lid)?;
        let mut data = Vec::new();
        while data.len() < self.data_most && reader.append_piece(&mut data)? {}
        data.truncate(self.data_most);
        let is_cut = data.len() < reader.size() as usize;
        let code = if is_cut { JetErr::WRN_COLUMN_TRUNCATED } else { JetErr::SUCCESS };
        Ok(coded(code, data))
    }
}
