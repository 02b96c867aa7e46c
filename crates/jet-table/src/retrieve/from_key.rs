//! Values that a key holds, without going to the record.
//!
//! The record is needed all the same for text, for keys that may have been cut, and for columns
//! behind either; and to find out which of several values an entry stands for.

use std::sync::Arc;

use jet_btree::{Place, ReadCx};
use jet_types::grbit::Retrieve;

use super::{Retrieved, Target, ValueState, Wanted};
use crate::cursor::Cursor;
use crate::cursor::search_key::KeyColumn;
use crate::error::{Result, TableError};
use crate::index::{IndexKeys, RecordValues};
use crate::normalize::back::{self, KeyValue};
use crate::refusal::Refusal;
use crate::schema::{ColumnFlags, ColumnSchema, IndexSchema, Segment, TableSchema};
use crate::values::RowReader;

/// Keys shorter than this are always whole.
const KEY_MOST_MIN: u16 = 255;

/// What a key had to say.
pub(super) enum FromKey {
    /// The value.
    Value(Retrieved),
    /// The value of this number must be read from the record.
    InRecord(u32),
}

impl Cursor {
    /// Retrieves a value from the current index entry, or from the primary key it leads to.
    pub(super) fn retrieve_from_key(
        &mut self,
        cx: &ReadCx<'_>,
        wanted: &Wanted,
        target: &mut Target<'_>,
    ) -> Result<FromKey> {
        let schema = Arc::clone(self.schema());
        let is_secondary = self.is_on_secondary();
        let from_primary = is_secondary && wanted.options.contains(Retrieve::FROM_PRIMARY_BOOKMARK);
        if !is_secondary
            && (schema.primary_index().is_none() || self.settled_place() != Some(Place::On))
        {
            return Ok(FromKey::InRecord(1));
        }
        let index = if from_primary { schema.primary_index() } else { self.current_index() };
        let index = index.ok_or(Refusal::ColumnNotFound)?.clone();
        let column = schema.column_by_id(wanted.column)?;
        let segment = index.segments.iter().position(|segment| is_of(&schema, segment, column));
        let segment = segment.ok_or(Refusal::ColumnNotFound)?;
        if index.tuples.is_some() && segment == 0 && !wanted.options.contains(Retrieve::TUPLE) {
            return Err(Refusal::TupleColumn.into());
        }
        let (entry_key, primary_key) = if is_secondary {
            self.secondary_bookmark(cx)?
        } else {
            (self.current_key(cx)?, Vec::new())
        };
        let key = if from_primary { &primary_key } else { &entry_key };
        let value = key_value(&schema, &index, segment, key)?;
        let asks_for_number = wanted.options.contains(Retrieve::TAG);
        let number = if value == KeyValue::Lost || (asks_for_number && value != KeyValue::Null) {
            self.number_of(cx, &index, column, key)?
        } else {
            1
        };
        let offset = if column.coltyp.is_long() { wanted.offset as usize } else { 0 };
        let (state, actual) = match &value {
            KeyValue::Lost => return Ok(FromKey::InRecord(number)),
            KeyValue::Null => (ValueState::Null, 0),
            KeyValue::Value(bytes) => {
                let rest = bytes.get(offset..).unwrap_or(&[]);
                (target.put(rest), rest.len())
            }
        };
        let column = wanted.column;
        Ok(FromKey::Value(Retrieved { state, actual, column, number, is_from_key: true }))
    }

    /// Which value of a column the entry with this key stands for, from 1.
    fn number_of(
        &mut self,
        cx: &ReadCx<'_>,
        index: &IndexSchema,
        column: &ColumnSchema,
        key: &[u8],
    ) -> Result<u32> {
        if !index.has(IndexSchema::MULTI_VALUED) || !column.flags.has(ColumnFlags::MULTI_VALUED) {
            return Ok(1);
        }
        let schema = Arc::clone(self.schema());
        let unsupported = crate::ValueError::Unsupported;
        let mut keys = IndexKeys::new(&schema, index).ok_or(unsupported)?;
        let record = self.record(cx)?.node()?.data.to_vec();
        let mut values = RecordValues::new(schema.columns.len(), keys.positions());
        values.load(
            &mut RowReader::with_long_values(*cx, &schema, self.table().counters().long_values()),
            &record,
        )?;
        let position = schema.position_of_record(column.fid, column.is_derived);
        let position = position.ok_or(Refusal::ColumnNotFound)?;
        let number = keys.number_of(&values, position, key)?;
        Ok(number.ok_or(Refusal::IndexCorrupted)? as u32 + 1)
    }
}

/// Whether a key column is this column.
fn is_of(schema: &TableSchema, segment: &Segment, column: &ColumnSchema) -> bool {
    let position = schema.position_of_segment(segment);
    position.is_some() && position == schema.position_of_record(column.fid, column.is_derived)
}

/// The value of a key column, if the key tells.
fn key_value(
    schema: &TableSchema,
    index: &IndexSchema,
    wanted: usize,
    key: &[u8],
) -> Result<KeyValue> {
    let may_be_cut = index.key_most >= KEY_MOST_MIN && key.len() >= usize::from(index.key_most);
    let mut rest = key;
    for number in 0..=wanted {
        let column = KeyColumn::of(schema, index, number)?;
        let Some(rule) = column.rule else { return Ok(KeyValue::Lost) };
        let is_limited = rule.is_grouped() || rule.coltyp.is_text();
        let may_be_lost = rule.is_unicode()
            || (is_limited && index.segment_most < index.key_most)
            || (number == wanted && (may_be_cut || rule.coltyp.is_text()));
        if may_be_lost {
            return Ok(KeyValue::Lost);
        }
        let bad = || TableError::from(Refusal::IndexCorrupted);
        let (value, len) = back::value_at(&rule, column.fixed_len, rest).ok_or_else(bad)?;
        if number == wanted {
            return Ok(value);
        }
        rest = rest.get(len..).unwrap_or(&[]);
    }
    Ok(KeyValue::Lost)
}
