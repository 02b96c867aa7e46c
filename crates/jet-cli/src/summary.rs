//! `jet summary`: schema and a digest of all rows, as independent readers print it too.

use jet_api::{Reader, TableError};
use jet_table::TableSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::io::Write;

use crate::encode::{Dialect, JsonRows, table_error_code};
use crate::{Input, source};

#[derive(Serialize)]
struct Summary<'a> {
    header: Header,
    tables: Vec<Table<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
}

#[derive(Serialize)]
struct Header {
    page_size: u32,
    version: u32,
    revision: u32,
    state: String,
}

#[derive(Serialize)]
struct Table<'a> {
    name: &'a str,
    columns: Vec<Column<'a>>,
    indexes: Vec<Index<'a>>,
    rows: Option<u64>,
    sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
}

#[derive(Serialize)]
struct Column<'a> {
    id: u16,
    name: &'a str,
    #[serde(rename = "type")]
    coltyp: &'static str,
    codepage: Option<u16>,
}

#[derive(Serialize)]
struct Index<'a> {
    name: &'a str,
    flags: u32,
}

/// Prints the summary; `false` when something could not be read.
pub fn run(input: &Input) -> anyhow::Result<bool> {
    let reader = source::open(input)?;
    let summary = summarise(&reader);
    let sound = summary.error.is_none() && summary.tables.iter().all(|t| t.error.is_none());
    let mut out = source::stdout();
    serde_json::to_writer_pretty(&mut out, &summary)?;
    writeln!(out)?;
    out.flush()?;
    Ok(sound)
}

fn summarise(reader: &Reader) -> Summary<'_> {
    let disk = &reader.header().disk;
    let header = Header {
        page_size: reader.header().page_size.get(),
        version: disk.version.get(),
        revision: disk.update_major.get(),
        state: reader.header().state().to_string(),
    };
    match reader.catalog() {
        Ok(schema) => {
            let bar = source::progress(schema.tables.len() as u64, "reading");
            let each = |table| {
                bar.inc(1);
                digest(reader, table)
            };
            let tables = schema.tables.iter().map(each).collect();
            bar.finish_and_clear();
            Summary { header, tables, error: None }
        }
        Err(error) => Summary { header, tables: Vec::new(), error: Some(table_error_code(error)) },
    }
}

fn digest<'a>(reader: &'a Reader, table: &'a TableSchema) -> Table<'a> {
    let mut rows = JsonRows::new(table, Dialect::Canonical);
    let (mut count, mut hash) = (0, Sha256::new());
    let read = reader.scan(table, |row| {
        hash.update(rows.line(row));
        hash.update(b"\n");
        count += 1;
        Ok::<_, TableError>(())
    });
    let error = read.err().map(|error| table_error_code(&error));
    let columns = table.columns.iter().map(|column| Column {
        id: column.fid,
        name: &column.name,
        coltyp: column.coltyp.name(),
        codepage: column.coltyp.is_text().then_some(column.code_page),
    });
    let indexes = table.indexes.iter().map(|i| Index { name: &i.name, flags: i.flags });
    Table {
        name: &table.name,
        columns: columns.collect(),
        indexes: indexes.collect(),
        rows: error.is_none().then_some(count),
        sha256: error.is_none().then(|| hex::encode(hash.finalize())),
        error,
    }
}
