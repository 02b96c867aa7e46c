//! Rows, in the catalog's order, become tables.

use std::collections::HashMap;

use jet_types::{Coltyp, Objid, Pgno};

use super::row::{Row, RowType};
use crate::error::Result;
use crate::schema::{
    ColumnFlags, ColumnSchema, IndexSchema, Schema, Segment, TableSchema, TupleLimits,
};
use crate::text;

/// Collects rows.
#[derive(Debug, Default)]
pub(super) struct Builder {
    tables: Vec<TableSchema>,
    by_objid: HashMap<u32, usize>,
}

impl Builder {
    pub(super) fn add(&mut self, row: &Row<'_>) -> Result<()> {
        if row.kind == RowType::Table {
            self.by_objid.insert(row.table, self.tables.len());
            self.tables.push(table(row));
            return Ok(());
        }
        // A row without its table is left over from a crash.
        let Some(at) = self.by_objid.get(&row.table) else { return Ok(()) };
        let table = &mut self.tables[*at];
        match row.kind {
            RowType::Column => table.columns.extend(column(row)),
            RowType::Index => table.indexes.push(index(row)),
            RowType::LongValues => table.long_values = Pgno::new(row.coltyp_or_root),
            RowType::Table | RowType::Other => {}
        }
        Ok(())
    }

    /// The template of the first table.
    pub(super) fn template(&self) -> Option<&str> {
        self.tables.first()?.template.as_deref()
    }

    pub(super) fn finish(mut self) -> Schema {
        self.inherit();
        for table in &mut self.tables {
            place_fixed_columns(table);
            table.columns.sort_by_key(|column| (!column.is_derived, column.fid));
            table.indexes.sort_by(|a, b| a.raw_name.cmp(&b.raw_name));
        }
        self.tables.sort_by(|a, b| a.raw_name.cmp(&b.raw_name));
        Schema { tables: self.tables }
    }

    /// Derived tables get the columns and secondary indexes of their template.
    fn inherit(&mut self) {
        let templates: HashMap<Vec<u8>, TableSchema> = {
            let wanted: Vec<String> =
                self.tables.iter().filter_map(|table| table.template.clone()).collect();
            let is_wanted = |table: &&TableSchema| wanted.contains(&table.name);
            let found = self.tables.iter().filter(is_wanted);
            found.map(|table| (table.name.clone().into_bytes(), table.clone())).collect()
        };
        for table in &mut self.tables {
            let name = table.template.as_ref().map(|name| name.clone().into_bytes());
            let Some(template) = name.and_then(|name| templates.get(&name)) else { continue };
            for column in &template.columns {
                let mut column = column.clone();
                column.is_derived = column.fid >= 256 && column.flags.has(ColumnFlags::TEMPLATE);
                table.columns.push(column);
            }
            for index in &template.indexes {
                let known = table.indexes.iter().any(|own| own.raw_name == index.raw_name);
                if !known && !index.is_primary() {
                    table.indexes.push(IndexSchema { root: None, ..index.clone() });
                }
            }
        }
    }
}

fn table(row: &Row<'_>) -> TableSchema {
    TableSchema {
        name: text::from_1252(row.name).into_owned(),
        raw_name: row.name.to_vec(),
        objid: Objid(row.table),
        root: Pgno::new(row.coltyp_or_root),
        flags: row.flags,
        density: row.size_or_density,
        template: row.template.map(|name| text::from_1252(name).into_owned()),
        columns: Vec::new(),
        indexes: Vec::new(),
        long_values: None,
        long_value_chunk: row.long_value_chunk.filter(|bytes| *bytes != 0),
    }
}

/// A column, or `None` for a deleted one, which still takes its place in records: its offset is
/// found through the columns after it.
fn column(row: &Row<'_>) -> Option<ColumnSchema> {
    let coltyp = Coltyp::from_raw(row.coltyp_or_root)?;
    Some(ColumnSchema {
        name: text::from_1252(row.name).into_owned(),
        raw_name: row.name.to_vec(),
        fid: u16::try_from(row.id).ok()?,
        is_derived: false,
        coltyp,
        code_page: if coltyp.is_text() { row.code_page as u16 } else { 0 },
        max_len: row.size_or_density,
        flags: ColumnFlags(row.flags),
        default: row.default.map(<[u8]>::to_vec),
        offset: row.offset.unwrap_or(0),
    })
}

fn index(row: &Row<'_>) -> IndexSchema {
    let long = row.flags & IndexSchema::LONG_SEGMENTS != 0;
    let key_most = row.key_most.unwrap_or(255);
    IndexSchema {
        name: text::from_1252(row.name).into_owned(),
        raw_name: row.name.to_vec(),
        objid: Objid(row.id),
        root: Pgno::new(row.coltyp_or_root),
        flags: row.flags,
        density: row.size_or_density,
        segments: Segment::decode_all(row.segments, long),
        conditions: Segment::decode_all(row.conditions, long),
        tuples: row.tuples.and_then(TupleLimits::decode),
        lcmap_flags: row.lcmap_flags,
        locale: text::from_utf16(row.locale),
        key_most,
        segment_most: row.segment_most.unwrap_or(key_most),
        sort_version: row.sort_version,
    }
}

/// The catalog's own tables store placeholders for the offsets of their fixed columns; a column
/// without an offset follows the one before it.
fn place_fixed_columns(table: &mut TableSchema) {
    let is_catalog = matches!(table.name.as_str(), "MSysObjects" | "MSysObjectsShadow");
    let mut fixed: Vec<&mut ColumnSchema> =
        table.columns.iter_mut().filter(|column| column.fid < 128).collect();
    fixed.sort_by_key(|column| column.fid);
    let mut next = 4_usize;
    for column in fixed {
        if is_catalog || column.offset == 0 {
            column.offset = next as u16;
        }
        next = usize::from(column.offset).saturating_add(column.fixed_len());
    }
}
