//! `jet tables`: what tables there are.

use jet_api::{Reader, TableError};
use jet_table::TableSchema;
use serde_json::{Value, json};

use crate::encode::table_error_code;
use crate::{Input, source};

/// Lists the tables and counts their rows.
pub fn run(input: &Input) -> anyhow::Result<()> {
    let reader = source::open(input)?;
    let tables = &reader.schema()?.tables;
    let bar = source::progress(tables.len() as u64, "counting");
    let counts: Vec<_> = tables
        .iter()
        .map(|table| {
            bar.inc(1);
            (table, count(&reader, table))
        })
        .collect();
    bar.finish_and_clear();
    if input.json {
        let list: Vec<Value> = counts.iter().map(|(table, rows)| as_json(table, rows)).collect();
        return source::print_json(&Value::Array(list));
    }
    let mut out = source::people_table(&["table", "rows", "columns", "indexes", "root"]);
    for (table, rows) in counts {
        let rows = rows.map_or_else(|error| table_error_code(&error).to_owned(), |n| n.to_string());
        let root = table.root.map_or_else(|| "none".to_owned(), |root| root.to_string());
        let (columns, indexes) = (table.columns.len(), table.indexes.len());
        out.add_row([table.name.clone(), rows, columns.to_string(), indexes.to_string(), root]);
    }
    source::print(&format!("{out}\n"))
}

fn as_json(table: &TableSchema, rows: &Result<u64, TableError>) -> Value {
    json!({
        "name": table.name,
        "rows": rows.as_ref().ok(),
        "error": rows.as_ref().err().map(table_error_code),
        "columns": table.columns.len(),
        "indexes": table.indexes.len(),
        "system": table.is_system(),
        "root": table.root.map(jet_types::Pgno::get),
    })
}

fn count(reader: &Reader, table: &TableSchema) -> Result<u64, TableError> {
    let mut rows = 0;
    reader.scan(table, |_| {
        rows += 1;
        Ok::<_, TableError>(())
    })?;
    Ok(rows)
}
