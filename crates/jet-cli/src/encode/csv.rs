//! Rows as comma-separated values: a column per column, NULL as an empty cell, several values of
//! one column as a JSON array in its cell.

use std::io::Write;

use jet_api::Row;
use jet_table::TableSchema;

use super::{Dialect, error_code, one, scalar};

/// Encodes the rows of one table.
pub struct CsvRows<'a> {
    table: &'a TableSchema,
    cells: Vec<Vec<u8>>,
    line: Vec<u8>,
}

impl<'a> CsvRows<'a> {
    /// An encoder for `table`.
    pub fn new(table: &'a TableSchema) -> Self {
        Self { table, cells: vec![Vec::new(); table.columns.len()], line: Vec::new() }
    }

    /// Writes the names of the columns.
    pub fn header(&mut self, out: &mut impl Write) -> anyhow::Result<()> {
        for (cell, column) in self.cells.iter_mut().zip(&self.table.columns) {
            cell.clear();
            cell.extend_from_slice(column.name.as_bytes());
        }
        self.put(out)
    }

    /// Writes a row.
    pub fn write(&mut self, row: &mut Row<'_, '_>, out: &mut impl Write) -> anyhow::Result<()> {
        self.cells.iter_mut().for_each(Vec::clear);
        let cells = &mut self.cells;
        // A record that contradicts itself has the columns up to there.
        let _ = row.visit(|position, column, value| {
            let cell = &mut cells[position];
            if value.count > 1 {
                cell.push(if value.index == 0 { b'[' } else { b',' });
                one(Dialect::Friendly, column, &value, cell);
                if value.index + 1 == value.count {
                    cell.push(b']');
                }
                return;
            }
            match value.bytes {
                Ok(bytes) => scalar::plain(column, bytes, cell),
                Err((error, _)) => cell.extend_from_slice(error_code(error).as_bytes()),
            }
        });
        self.put(out)
    }

    fn put(&mut self, out: &mut impl Write) -> anyhow::Result<()> {
        self.line.clear();
        let mut writer = csv::WriterBuilder::new().from_writer(&mut self.line);
        writer.write_record(&self.cells)?;
        writer.flush()?;
        drop(writer);
        Ok(out.write_all(&self.line)?)
    }
}
