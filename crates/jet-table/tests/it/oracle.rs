//! Rows as a reader of the format sees them that shares nothing with the engine.

use std::path::Path;
use std::process::Command;

use jet_table::{ColumnSchema, TableSchema};
use jet_types::Coltyp;
use serde_json::{Map, Value, json};

use crate::update::{Row, Rows};

/// Compares a file's table with the rows it should have. Says so when there is no interpreter for
/// the reader.
pub fn compare(path: &Path, table: &TableSchema, rows: &Rows, context: &str) {
    let Some(shared) = jet_testkit::shared() else { return };
    let mut command = Command::new("python3");
    command.arg(shared.join("oracle/edb_oracle.py")).args(["--rows", &table.name]).arg(path);
    let Ok(output) = command.output() else {
        eprintln!("SKIPPED: no python3 to read the file with");
        return;
    };
    assert!(output.status.success(), "{context}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let found: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(found.len(), rows.len(), "{context}");
    for (found, (bookmark, row)) in found.iter().zip(rows) {
        assert_eq!(*found, canonical(table, row), "{context}: {bookmark:02x?}");
    }
}

fn canonical(table: &TableSchema, row: &Row) -> Value {
    let mut object = Map::new();
    for column in &table.columns {
        let Some(values) = row.get(&table.column_id(column).get()) else { continue };
        let mut list: Vec<Value> = values.iter().map(|value| scalar(column, value)).collect();
        let value = if list.len() == 1 { list.remove(0) } else { Value::Array(list) };
        object.insert(column.name.clone(), value);
    }
    Value::Object(object)
}

fn scalar(column: &ColumnSchema, value: &[u8]) -> Value {
    if column.coltyp.fixed_bytes().is_some_and(|len| len != value.len()) {
        return json!({ "bad": hex::encode(value) });
    }
    let mut wide = [0; 8];
    wide.iter_mut().zip(value).for_each(|(to, from)| *to = *from);
    let unsigned = u64::from_le_bytes(wide);
    let signed = |bits: u32| json!(((unsigned << (64 - bits)) as i64) >> (64 - bits));
    match column.coltyp {
        Coltyp::Bit => json!(u8::from(unsigned != 0)),
        Coltyp::Short => signed(16),
        Coltyp::Long => signed(32),
        Coltyp::Currency | Coltyp::LongLong => signed(64),
        Coltyp::UnsignedByte
        | Coltyp::UnsignedShort
        | Coltyp::UnsignedLong
        | Coltyp::UnsignedLongLong => json!(unsigned),
        Coltyp::IeeeSingle => json!(format!("0x{unsigned:08x}")),
        Coltyp::IeeeDouble | Coltyp::DateTime => json!(format!("0x{unsigned:016x}")),
        Coltyp::Text | Coltyp::LongText if column.code_page == 1200 => {
            let (units, rest) = value.as_chunks::<2>();
            let units: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
            match String::from_utf16(&units) {
                Ok(text) if rest.is_empty() => json!(text),
                _ => json!({ "utf16": hex::encode(value) }),
            }
        }
        Coltyp::Text | Coltyp::LongText => {
            json!(encoding_rs::WINDOWS_1252.decode_without_bom_handling(value).0)
        }
        _ => json!(hex::encode(value)),
    }
}
