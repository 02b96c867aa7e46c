//! `jet schema`: columns and indexes.

use anyhow::Context;
use clap::Args;
use jet_table::{IndexSchema, TableSchema};
use serde_json::{Value, json};

use crate::{Input, source};

/// Which tables.
#[derive(Args)]
pub struct SchemaArgs {
    #[command(flatten)]
    input: Input,
    /// Tables to show; all when none is given.
    tables: Vec<String>,
}

/// Prints the schema.
pub fn run(args: &SchemaArgs) -> anyhow::Result<()> {
    let reader = source::open(&args.input)?;
    let schema = reader.schema()?;
    let mut chosen = Vec::new();
    for name in &args.tables {
        chosen.push(schema.table(name).with_context(|| format!("there is no table {name:?}"))?);
    }
    if args.tables.is_empty() {
        chosen.extend(&schema.tables);
    }
    if args.input.json {
        return source::print_json(&chosen.into_iter().map(as_json).collect());
    }
    source::print(&chosen.into_iter().map(as_text).collect::<String>())
}

fn as_text(table: &TableSchema) -> String {
    let mut text = format!("{}\n", table.name);
    let mut out = source::people_table(&["  id", "column", "type", "length", "code page", "flags"]);
    for column in &table.columns {
        let blank = |number: u32| if number == 0 { String::new() } else { number.to_string() };
        out.add_row([
            format!("  {}", column.fid),
            column.name.clone(),
            column.coltyp.to_string(),
            blank(column.max_len),
            blank(column.code_page.into()),
            format!("{:#x}", column.flags.0),
        ]);
    }
    text += &format!("{out}\n");
    if !table.indexes.is_empty() {
        let mut out = source::people_table(&["  index", "key", "flags", "locale"]);
        for index in &table.indexes {
            let flags = format!("{:#x}", index.flags);
            let name = format!("  {}", index.name);
            out.add_row([name, key(table, index), flags, index.locale.clone()]);
        }
        text += &format!("{out}\n");
    }
    text + "\n"
}

/// The key columns as in a definition: `+name-other`.
fn key(table: &TableSchema, index: &IndexSchema) -> String {
    let name = |segment: &jet_table::schema::Segment| {
        let column = table.columns.iter().find(|column| column.fid == segment.fid);
        let name = column.map_or_else(|| segment.fid.to_string(), |column| column.name.clone());
        format!("{}{name}", if segment.is_descending { '-' } else { '+' })
    };
    index.segments.iter().map(name).collect()
}

fn as_json(table: &TableSchema) -> Value {
    let columns = table.columns.iter().map(|column| {
        json!({
            "id": column.fid,
            "name": column.name,
            "type": column.coltyp.name(),
            "length": column.max_len,
            "codepage": column.coltyp.is_text().then_some(column.code_page),
            "flags": column.flags.0,
            "default": column.default.as_ref().map(hex::encode),
        })
    });
    let indexes = table.indexes.iter().map(|index| {
        json!({
            "name": index.name,
            "key": key(table, index),
            "flags": index.flags,
            "root": index.root.map(jet_types::Pgno::get),
            "locale": index.locale,
            "lcmap_flags": index.lcmap_flags,
            "key_most": index.key_most,
        })
    });
    json!({
        "name": table.name,
        "objid": table.objid.get(),
        "root": table.root.map(jet_types::Pgno::get),
        "template": table.template,
        "columns": columns.collect::<Vec<_>>(),
        "indexes": indexes.collect::<Vec<_>>(),
    })
}
