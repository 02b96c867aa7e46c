//! The values of a record that keys are made of.

use crate::error::{Result, TableError, ValueError};
use crate::schema::ColumnSchema;
use crate::values::RowReader;

/// Values by position of their column, all in one buffer that is kept from record to record.
#[derive(Debug)]
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
