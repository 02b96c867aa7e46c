//! One value of a column: out of a record, or rebuilt from a key.
//!
//! A value lies in its record, compressed or plain, or in the tree of long values. Only long values
//! are read from an offset on; others are always whole. A record's latch is given up before a long
//! value is fetched, as nobody waits for a latch while holding another.
//!
//! Source: ESE `fldext.cxx`.

pub mod enumerate;
mod from_key;
pub mod size;

use std::io::{Seek as _, SeekFrom};

use jet_btree::{Latched, ReadCx};
use jet_types::grbit::Retrieve;
use jet_types::{ColumnId, PageSize};

use crate::cursor::Cursor;
use crate::error::{Result, TableError, ValueError};
use crate::long_value::{Lid, LongValueReader, LongValues};
use crate::record::{Field, Instance, Record, Tagged};
use crate::refusal::Refusal;
use crate::schema::{ColumnFlags, ColumnSchema, TableSchema};

/// Which value is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// The column; 0 goes through all values of tagged columns.
    pub column: ColumnId,
    /// Which value of it, from 1.
    pub number: u32,
    /// Byte of a long value to start at.
    pub offset: u32,
    /// How to retrieve it.
    pub options: Retrieve,
}

impl Wanted {
    /// The first value of a column, whole.
    pub fn first(column: ColumnId) -> Self {
        Self { column, number: 1, offset: 0, options: Retrieve::empty() }
    }
}

/// What kind of value was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValueState {
    /// A value, all of it.
    Whole,
    /// A value that did not fit.
    Truncated,
    /// NULL, or no value of this number.
    Null,
    /// NULL by intent, in spite of a default.
    SetNull,
}

/// What was retrieved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Retrieved {
    /// What kind of value it is.
    pub state: ValueState,
    /// Its bytes, from the offset on, whether or not they fit.
    pub actual: usize,
    /// Its column; 0 when there was no such value of any column.
    pub column: ColumnId,
    /// Its number: that of the index entry when it was asked for.
    pub number: u32,
    /// The key of the entry had it.
    pub is_from_key: bool,
}

/// Where a value goes.
#[derive(Debug)]
pub enum Target<'b> {
    /// As much as fits.
    Buffer(&'b mut [u8]),
    /// All of it, after what is there.
    Append(&'b mut Vec<u8>),
}

impl Target<'_> {
    /// Puts a value; says whether it was whole.
    fn put(&mut self, bytes: &[u8]) -> ValueState {
        match self {
            Self::Append(out) => out.extend_from_slice(bytes),
            Self::Buffer(buffer) => {
                let len = buffer.len().min(bytes.len());
                let (Some(to), Some(from)) = (buffer.get_mut(..len), bytes.get(..len)) else {
                    return ValueState::Truncated;
                };
                to.copy_from_slice(from);
                if len < bytes.len() {
                    return ValueState::Truncated;
                }
            }
        }
        ValueState::Whole
    }
}

/// A value as its record has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stored<'r> {
    Null,
    SetNull,
    /// Of a column that is never long.
    Plain(&'r [u8]),
    Long(&'r [u8]),
    Compressed(&'r [u8]),
    Separated(Lid),
    Encrypted,
}

impl Cursor {
    /// Retrieves one value from the current record, or from the entry of the current index that
    /// led to it.
    ///
    /// # Errors
    /// [`Refusal::InvalidGrbit`] for options that contradict each other,
    /// [`Refusal::BadColumnId`], [`Refusal::ColumnNotFound`], [`Refusal::BadItagSequence`],
    /// [`Refusal::NoCurrentRecord`], [`Refusal::RecordDeleted`], [`Refusal::TupleColumn`], and
    /// [`TableError::Value`] for values that cannot be decoded.
    pub fn retrieve(
        &mut self,
        cx: &ReadCx<'_>,
        wanted: &Wanted,
        mut target: Target<'_>,
    ) -> Result<Retrieved> {
        let mut wanted = *wanted;
        check_options(wanted.options)?;
        if wanted.options.intersects(Retrieve::FROM_INDEX | Retrieve::FROM_PRIMARY_BOOKMARK) {
            match self.retrieve_from_key(cx, &wanted, &mut target)? {
                from_key::FromKey::Value(retrieved) => return Ok(retrieved),
                from_key::FromKey::InRecord(number) => wanted.number = number,
            }
        }
        let schema = std::sync::Arc::clone(self.schema());
        let column = match wanted.column {
            ColumnId(0) => None,
            id => Some(schema.column_by_id(id)?),
        };
        let is_copy = wanted.options.contains(Retrieve::COPY) && self.is_update_prepared();
        let latched = if is_copy { None } else { Some(self.record(cx)?) };
        let node = latched.as_ref().map(Latched::node).transpose()?;
        let data =
            node.as_ref().map_or_else(|| self.copy_buffer().unwrap_or(&[]), |node| node.data);
        let record = record(data, cx.db.page_size())?;
        let (column, stored) = match column {
            Some(column) => (Some(column), stored(&record, column, wanted.number, wanted.options)?),
            None if wanted.number == 0 => return Err(Refusal::BadItagSequence.into()),
            None => scan_tagged(&schema, &record, wanted.number)?,
        };
        let mut counter = [0; 8];
        let stored = match (column, &node, stored) {
            (Some(column), Some(node), Stored::Plain(value))
                if column.flags.has(ColumnFlags::ESCROW) =>
            {
                let by = cx.counter_correction(&self.table().tree(), node, column.offset);
                Stored::Plain(corrected(value, by, &mut counter))
            }
            (_, _, stored) => stored,
        };
        let id = column.map_or(ColumnId(0), |column| schema.column_id(column));
        let (state, actual) = match stored {
            Stored::Separated(lid) => {
                drop(latched);
                deliver_separated(self.long_values(cx)?, lid, wanted.offset, &mut target)?
            }
            stored => deliver(stored, wanted.offset, &mut target)?,
        };
        let Wanted { number, .. } = wanted;
        Ok(Retrieved { state, actual, column: id, number, is_from_key: false })
    }

    /// How many values a column of the current record has; a default counts.
    ///
    /// # Errors
    /// As [`retrieve`](Self::retrieve).
    pub fn count_values(&mut self, cx: &ReadCx<'_>, column: ColumnId) -> Result<u32> {
        let schema = std::sync::Arc::clone(self.schema());
        if column != ColumnId(0) {
            schema.column_by_id(column)?;
        }
        let latched = self.record(cx)?;
        let record = record(latched.node()?.data, cx.db.page_size())?;
        count(&schema, &record, column)
    }

    /// How many values a column of the row that is prepared has.
    ///
    /// # Errors
    /// As [`retrieve`](Self::retrieve), and [`Refusal::UpdateNotPrepared`].
    pub fn count_values_in_copy(&self, cx: &ReadCx<'_>, column: ColumnId) -> Result<u32> {
        let data = self.copy_buffer().ok_or(Refusal::UpdateNotPrepared)?;
        count(self.schema(), &record(data, cx.db.page_size())?, column)
    }

    /// A long value of the current record as a stream; `None` for NULL. Values within the record
    /// are streams too.
    ///
    /// # Errors
    /// As [`retrieve`](Self::retrieve).
    pub fn stream<'a>(
        &mut self,
        cx: &ReadCx<'a>,
        column: ColumnId,
        number: u32,
    ) -> Result<Option<ValueStream<'a>>> {
        let schema = std::sync::Arc::clone(self.schema());
        let column = schema.column_by_id(column)?;
        let latched = self.record(cx)?;
        let record = record(latched.node()?.data, cx.db.page_size())?;
        let stored = stored(&record, column, number, Retrieve::empty())?;
        if let Stored::Separated(lid) = stored {
            drop(latched);
            let values = self.long_values(cx)?;
            return Ok(Some(ValueStream::Separated(LongValueReader::new(values, lid)?)));
        }
        let mut value = Vec::new();
        Ok(match deliver(stored, 0, &mut Target::Append(&mut value))?.0 {
            ValueState::Null | ValueState::SetNull => None,
            _ => Some(ValueStream::Inside(std::io::Cursor::new(value))),
        })
    }
}

impl Cursor {
    /// The table's long values.
    fn long_values<'a>(&self, cx: &ReadCx<'a>) -> Result<LongValues<'a>> {
        let root = self.table().counters().long_values().ok_or(ValueError::LongValueMissing)?;
        Ok(LongValues::open(*cx, root)?)
    }
}

/// A value as a stream of bytes.
#[derive(Debug)]
pub enum ValueStream<'a> {
    /// From the tree of long values, a piece at a time.
    Separated(LongValueReader<'a>),
    /// From memory.
    Inside(std::io::Cursor<Vec<u8>>),
}

impl ValueStream<'_> {
    /// Bytes in all.
    pub fn size(&self) -> u64 {
        match self {
            Self::Separated(reader) => reader.size().into(),
            Self::Inside(bytes) => bytes.get_ref().len() as u64,
        }
    }
}

impl std::io::Read for ValueStream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Separated(reader) => reader.read(buffer),
            Self::Inside(bytes) => bytes.read(buffer),
        }
    }
}

impl std::io::Seek for ValueStream<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        match self {
            Self::Separated(reader) => reader.seek(to),
            Self::Inside(bytes) => bytes.seek(to),
        }
    }
}

/// Options that callers may not use, or not together.
fn check_options(options: Retrieve) -> Result<(), Refusal> {
    let known = Retrieve::all().difference(
        Retrieve::PAGE_NUMBER
            | Retrieve::COPY_INTRINSIC
            | Retrieve::LONG_ID
            | Retrieve::LONG_VALUE_REF_COUNT
            | Retrieve::PREREAD_ONLY
            | Retrieve::PREREAD_MANY
            | Retrieve::PHYSICAL_SIZE
            | Retrieve::AS_REF_IF_NOT_IN_RECORD,
    );
    let both = Retrieve::FROM_INDEX | Retrieve::FROM_PRIMARY_BOOKMARK;
    let is_tuple = options.contains(Retrieve::TUPLE) && !options.contains(Retrieve::FROM_INDEX);
    // Low bits without a meaning are let pass, as they always were.
    let unknown = options.bits() & !known.bits() & !0x7FF;
    if options.contains(both) || is_tuple || unknown != 0 {
        return Err(Refusal::InvalidGrbit);
    }
    Ok(())
}

fn malformed() -> TableError {
    TableError::Record("contradicts itself")
}

fn record(data: &[u8], size: PageSize) -> Result<Record<'_>> {
    Record::parse(data, size).ok_or_else(malformed)
}

/// The tagged column of a record, if the column is one and the record has it.
fn tagged<'r>(record: &Record<'r>, column: &ColumnSchema) -> Result<Option<Tagged<'r>>> {
    if column.fid < 256 {
        return Ok(None);
    }
    let tagged = record.tagged().ok_or_else(malformed)?;
    Ok(tagged.find(column.fid, column.is_derived))
}

/// A value of a column in a record.
fn stored<'r>(
    record: &Record<'r>,
    column: &'r ColumnSchema,
    number: u32,
    options: Retrieve,
) -> Result<Stored<'r>> {
    let field = match column.fid {
        ..128 => record.fixed(column.fid, usize::from(column.offset), column.fixed_len()),
        128..256 => record.variable(column.fid),
        256.. if number == 0 => return Err(Refusal::BadItagSequence.into()),
        256.. => match tagged(record, column)? {
            Some(tagged) => return tagged_value(column, &tagged, number, options),
            None if number > 1 || options.contains(Retrieve::IGNORE_DEFAULT) => {
                return Ok(Stored::Null);
            }
            None => Some(Field::Absent),
        },
    };
    Ok(match field.ok_or_else(malformed)? {
        Field::Value(value) => Stored::Plain(value),
        Field::Null => Stored::Null,
        Field::Absent if column.flags.has(ColumnFlags::USER_DEFINED_DEFAULT) => {
            return Err(Refusal::NoDefaultCallback.into());
        }
        Field::Absent => match column.plain_default() {
            Some(value) if column.coltyp.is_long() => Stored::Long(value),
            Some(value) => Stored::Plain(value),
            None => Stored::Null,
        },
    })
}

/// A value of a tagged column that the record has.
fn tagged_value<'r>(
    column: &ColumnSchema,
    tagged: &Tagged<'r>,
    number: u32,
    options: Retrieve,
) -> Result<Stored<'r>> {
    if tagged.is_null() {
        let says_so = options.contains(Retrieve::NULL);
        return Ok(if says_so { Stored::SetNull } else { Stored::Null });
    }
    let index = number as usize - 1;
    if index >= tagged.count().ok_or_else(malformed)? {
        return Ok(Stored::Null);
    }
    Ok(match tagged.instance(index).ok_or_else(malformed)? {
        Instance::Plain(bytes) if column.coltyp.is_long() => Stored::Long(bytes),
        Instance::Plain(bytes) => Stored::Plain(bytes),
        Instance::Compressed(bytes) => Stored::Compressed(bytes),
        Instance::Encrypted(_) => Stored::Encrypted,
        Instance::Separated(raw) => {
            Stored::Separated(Lid::from_record(raw).ok_or(ValueError::LongValueMissing)?)
        }
    })
}

/// The value at `number`, from 1, of all values of tagged columns in the record.
fn scan_tagged<'r>(
    schema: &'r TableSchema,
    record: &Record<'r>,
    number: u32,
) -> Result<(Option<&'r ColumnSchema>, Stored<'r>)> {
    let columns = record.tagged().ok_or_else(malformed)?;
    let mut left = number as usize;
    for index in 0..columns.len() {
        let tagged = columns.get(index).ok_or_else(malformed)?;
        let count = tagged.count().ok_or_else(malformed)?;
        let Some(column) = schema.column_of_record(tagged.fid, tagged.is_derived) else { continue };
        if left <= count {
            let value = tagged_value(column, &tagged, left as u32, Retrieve::empty())?;
            return Ok((Some(column), value));
        }
        left -= count;
    }
    Ok((None, Stored::Null))
}

/// How many values a column of a record has, or all tagged columns have.
fn count(schema: &TableSchema, record: &Record<'_>, column: ColumnId) -> Result<u32> {
    if column == ColumnId(0) {
        return count_tagged(schema, record);
    }
    let column = schema.column_by_id(column)?;
    if let Some(tagged) = tagged(record, column)? {
        return Ok(tagged.count().ok_or_else(malformed)? as u32);
    }
    let first = stored(record, column, 1, Retrieve::empty())?;
    Ok(u32::from(!matches!(first, Stored::Null | Stored::SetNull)))
}

/// How many values tagged columns have in all.
fn count_tagged(schema: &TableSchema, record: &Record<'_>) -> Result<u32> {
    let columns = record.tagged().ok_or_else(malformed)?;
    let mut count = 0;
    for index in 0..columns.len() {
        let tagged = columns.get(index).ok_or_else(malformed)?;
        if schema.column_of_record(tagged.fid, tagged.is_derived).is_some() {
            count += tagged.count().ok_or_else(malformed)?;
        }
    }
    Ok(count as u32)
}

/// A counter as this reader sees it.
fn corrected<'b>(value: &[u8], by: i64, buffer: &'b mut [u8; 8]) -> &'b [u8] {
    match *value {
        [a, b, c, d] => {
            let seen = i32::from_le_bytes([a, b, c, d]).wrapping_add(by as i32);
            buffer[..4].copy_from_slice(&seen.to_le_bytes());
            &buffer[..4]
        }
        _ => {
            let mut raw = [0; 8];
            raw.iter_mut().zip(value).for_each(|(to, from)| *to = *from);
            *buffer = i64::from_le_bytes(raw).wrapping_add(by).to_le_bytes();
            &buffer[..value.len().min(8)]
        }
    }
}

/// Puts a value that is in the record.
fn deliver(
    stored: Stored<'_>,
    offset: u32,
    target: &mut Target<'_>,
) -> Result<(ValueState, usize)> {
    let from = |bytes: &[u8], target: &mut Target<'_>| {
        let rest = bytes.get(offset as usize..).unwrap_or(&[]);
        (target.put(rest), rest.len())
    };
    Ok(match stored {
        Stored::Null => (ValueState::Null, 0),
        Stored::SetNull => (ValueState::SetNull, 0),
        Stored::Plain(bytes) => (target.put(bytes), bytes.len()),
        Stored::Long(bytes) => from(bytes, target),
        Stored::Compressed(packed) => {
            let mut value = Vec::new();
            jet_types::compress::decompress(packed, &mut value).map_err(ValueError::from)?;
            from(&value, target)
        }
        Stored::Encrypted => return Err(ValueError::Encrypted.into()),
        Stored::Separated(_) => return Err(ValueError::LongValueMissing.into()),
    })
}

/// Puts a value from the tree of long values.
fn deliver_separated(
    values: LongValues<'_>,
    lid: Lid,
    offset: u32,
    target: &mut Target<'_>,
) -> Result<(ValueState, usize)> {
    if let (Target::Append(out), 0) = (&mut *target, offset) {
        let start = out.len();
        values.append_to(lid, out)?;
        return Ok((ValueState::Whole, out.len() - start));
    }
    let mut reader = LongValueReader::new(values, lid)?;
    let actual = reader.size().saturating_sub(offset) as usize;
    reader.seek(SeekFrom::Start(offset.into())).map_err(|_| ValueError::LongValueIncomplete)?;
    match target {
        Target::Append(out) => {
            while reader.append_piece(out)? {}
            Ok((ValueState::Whole, actual))
        }
        Target::Buffer(buffer) => {
            let len = buffer.len().min(actual);
            let mut rest = buffer.get_mut(..len).unwrap_or(&mut []);
            while !rest.is_empty() {
                let read = reader.read_value(rest)?;
                rest = rest.get_mut(read..).unwrap_or(&mut []);
            }
            let state = if len < actual { ValueState::Truncated } else { ValueState::Whole };
            Ok((state, actual))
        }
    }
}
