//! Rows as text: straight into a byte buffer, one row at a time.
//!
//! Two dialects of JSON. *Canonical* is what independent readers print too, so that outputs can be
//! compared byte for byte: floats as their bits, bytes as stored. *Friendly* is for people and
//! programs: numbers, dates, GUIDs as they are usually written.

mod csv;
mod scalar;
#[cfg(test)]
mod tests;

use jet_api::Row;
use jet_table::{ColumnSchema, ColumnValue, TableError, TableSchema, ValueError};

pub use csv::CsvRows;
pub use scalar::Dialect;

/// Encodes the rows of one table as JSON objects.
pub struct JsonRows {
    dialect: Dialect,
    /// `"name":` of each column, by position.
    names: Vec<Vec<u8>>,
    out: Vec<u8>,
}

impl JsonRows {
    /// An encoder for `table`.
    pub fn new(table: &TableSchema, dialect: Dialect) -> Self {
        let name = |column: &ColumnSchema| {
            let mut name = Vec::new();
            scalar::string(&column.name, &mut name);
            name.push(b':');
            name
        };
        Self { dialect, names: table.columns.iter().map(|c| name(c)).collect(), out: Vec::new() }
    }

    /// The row as a line without its end. A record that contradicts itself is an empty object.
    pub fn line(&mut self, row: &mut Row<'_, '_>) -> &[u8] {
        self.out.clear();
        self.add(row);
        &self.out
    }

    /// Adds the row as a line to those that are [`pending`](Self::pending), and gives their bytes.
    pub fn add_line(&mut self, row: &mut Row<'_, '_>) -> usize {
        self.add(row);
        self.out.push(b'\n');
        self.out.len()
    }

    /// The lines added, to be written and cleared.
    pub fn pending(&mut self) -> &mut Vec<u8> {
        &mut self.out
    }

    fn add(&mut self, row: &mut Row<'_, '_>) {
        let Self { dialect, names, out } = self;
        let start = out.len();
        out.push(b'{');
        let visited: Result<(), TableError> = row.visit(|position, column, value| {
            if value.index == 0 {
                if out.len() > start + 1 {
                    out.push(b',');
                }
                out.extend_from_slice(&names[position]);
                if value.count > 1 {
                    out.push(b'[');
                }
            } else {
                out.push(b',');
            }
            one(*dialect, column, &value, out);
            if value.count > 1 && value.index + 1 == value.count {
                out.push(b']');
            }
        });
        if visited.is_err() {
            out.truncate(start + 1);
        }
        out.push(b'}');
    }
}

/// One value as JSON.
pub fn one(dialect: Dialect, column: &ColumnSchema, value: &ColumnValue<'_>, out: &mut Vec<u8>) {
    match value.bytes {
        Ok(bytes) => scalar::json(dialect, column, bytes, out),
        Err((error, raw)) => {
            out.extend_from_slice(b"{\"error\":\"");
            out.extend_from_slice(error_code(error).as_bytes());
            out.extend_from_slice(b"\",\"raw\":\"");
            scalar::hex(raw, out);
            out.extend_from_slice(b"\"}");
        }
    }
}

/// What dumps call an error of a value.
pub fn error_code(error: ValueError) -> String {
    match error {
        ValueError::LongValueMissing => "lv-missing".to_owned(),
        ValueError::LongValueIncomplete => "lv-incomplete".to_owned(),
        ValueError::Encrypted => "encrypted".to_owned(),
        ValueError::Compression(scheme) => format!("compression-{scheme}"),
        ValueError::Unsupported => "unsupported".to_owned(),
        ValueError::Corrupt | ValueError::TooManyKeys => "corrupt".to_owned(),
    }
}

/// What dumps call the damage that makes a table unreadable.
pub fn table_error_code(error: &TableError) -> &'static str {
    use jet_btree::BtreeError;
    use jet_pager::PagerError;
    match error {
        TableError::Btree(BtreeError::Pager(error)) => match error {
            PagerError::Checksum { .. } | PagerError::NotInitialized { .. } => "page-checksum",
            PagerError::BeyondEof { .. } => "page-missing",
            _ => "corrupt",
        },
        _ => "corrupt",
    }
}
