//! The values of a record that keys are made of.

use jet_types::PageSize;
use jet_types::compress::decompress;

use crate::error::{Result, TableError, ValueError};
use crate::record::{Field, Instance, Record, Tagged};
use crate::schema::{ColumnSchema, TableSchema};
use crate::values::RowReader;

/// Values by position of their column, all in one buffer that is kept from record to record.
#[derive(Clone, Debug)]
pub struct RecordValues {
    /// Positions wanted; values of other columns are not kept.
    wanted: Vec<bool>,
    bytes: Vec<u8>,
    /// Per column its values, as ranges of the buffer.
    ranges: Vec<Vec<(usize, usize)>>,
}

impl RecordValues {
    /// Keeps the values of the columns at these positions, of a table with `columns` columns.
    pub fn new(columns: usize, positions: impl IntoIterator<Item = usize>) -> Self {
        let mut wanted = vec![false; columns];
        for position in positions {
            if let Some(place) = wanted.get_mut(position) {
                *place = true;
            }
        }
        Self { wanted, bytes: Vec::new(), ranges: vec![Vec::new(); columns] }
    }

    /// Takes the values of a record.
    ///
    /// # Errors
    /// [`TableError::Record`] when it contradicts itself, [`TableError::Value`] when a wanted
    /// value cannot be decoded.
    pub fn load(&mut self, reader: &mut RowReader<'_>, data: &[u8]) -> Result<()> {
        self.load_and_tell(reader, data, |_, _| {})
    }

    /// As [`load`](Self::load), and tells of every value that cannot be decoded, wanted or not.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_and_tell(
        &mut self,
        reader: &mut RowReader<'_>,
        data: &[u8],
        mut tell: impl FnMut(&ColumnSchema, ValueError),
    ) -> Result<()> {
        self.bytes.clear();
        self.ranges.iter_mut().for_each(Vec::clear);
        let Self { wanted, bytes, ranges } = self;
        let mut failed: Option<ValueError> = None;
        reader.visit(data, |position, column, value| match value.bytes {
            Ok(value) if wanted[position] => {
                let start = bytes.len();
                bytes.extend_from_slice(value);
                ranges[position].push((start, bytes.len()));
            }
            Ok(_) => {}
            Err((error, _)) => {
                tell(column, error);
                failed = failed.or(Some(error).filter(|_| wanted[position]));
            }
        })?;
        failed.map_or(Ok(()), |error| Err(TableError::Value(error)))
    }

    /// Takes the values of a record, looking at the wanted columns only. `fetch` appends the long
    /// value of a number.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_wanted(
        &mut self,
        table: &TableSchema,
        size: PageSize,
        data: &[u8],
        mut fetch: impl FnMut(&[u8], &mut Vec<u8>) -> Result<()>,
    ) -> Result<()> {
        let malformed = || TableError::Record("contradicts itself");
        self.bytes.clear();
        let record = Record::parse(data, size).ok_or_else(malformed)?;
        let Self { wanted, bytes, ranges } = self;
        let wanted =
            wanted.iter().zip(&table.columns).zip(ranges).filter(|((wanted, _), _)| **wanted);
        for ((_, column), ranges) in wanted {
            ranges.clear();
            let field = match column.fid {
                ..128 => record.fixed(column.fid, column.offset.into(), column.fixed_len()),
                128..256 => record.variable(column.fid),
                256.. => {
                    let tagged = record.tagged().ok_or_else(malformed)?;
                    match tagged.find(column.fid, column.is_derived) {
                        None => Some(Field::Absent),
                        Some(tagged) => {
                            take_all(&tagged, bytes, ranges, &mut fetch)?;
                            continue;
                        }
                    }
                }
            };
            let value = match field.ok_or_else(malformed)? {
                Field::Value(value) => Some(value),
                Field::Absent => column.plain_default(),
                Field::Null => None,
            };
            if let Some(value) = value {
                let start = bytes.len();
                bytes.extend_from_slice(value);
                ranges.push((start, bytes.len()));
            }
        }
        Ok(())
    }

    /// The value of this number of a column, or `None` for NULL.
    pub fn get(&self, position: usize, number: usize) -> Option<&[u8]> {
        let (start, end) = *self.ranges.get(position)?.get(number)?;
        self.bytes.get(start..end)
    }

    /// How many values a column has.
    pub fn count(&self, position: usize) -> usize {
        self.ranges.get(position).map_or(0, Vec::len)
    }
}

/// Takes all values of a tagged column.
fn take_all(
    tagged: &Tagged<'_>,
    bytes: &mut Vec<u8>,
    ranges: &mut Vec<(usize, usize)>,
    fetch: &mut impl FnMut(&[u8], &mut Vec<u8>) -> Result<()>,
) -> Result<()> {
    let malformed = || TableError::Record("contradicts itself");
    for index in 0..tagged.count().ok_or_else(malformed)? {
        let start = bytes.len();
        match tagged.instance(index).ok_or_else(malformed)? {
            Instance::Plain(value) => bytes.extend_from_slice(value),
            Instance::Compressed(packed) => decompress(packed, bytes).map_err(ValueError::from)?,
            Instance::Separated(lid) => fetch(lid, bytes)?,
            Instance::Encrypted(_) => return Err(ValueError::Encrypted.into()),
        }
        ranges.push((start, bytes.len()));
    }
    Ok(())
}
