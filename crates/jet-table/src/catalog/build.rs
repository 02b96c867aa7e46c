//! Rows, in the catalog's order, become tables.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jet_types::{Coltyp, Objid, PageSize, Pgno};

use super::row::{Row, RowType};
use crate::error::{Result, TableError};
use crate::schema::{
    ColumnFlags, ColumnLayout, ColumnSchema, IndexSchema, Schema, Segment, TableSchema, TupleLimits,
};
use crate::text;

/// Columns that all tables together may have from templates: a pointer each. More than any real
/// database has, and what a few rows of a hostile one could ask for.
const INHERITED_MOST: usize = 1 << 23;
/// An index takes the memory of so many of these pointers.
const INDEX_WEIGHT: usize = 64;

/// Collects rows of the catalog, in its order.
#[derive(Debug, Default)]
pub struct SchemaBuilder {
    tables: Vec<TableSchema>,
    by_objid: HashMap<u32, usize>,
}

impl SchemaBuilder {
    /// Adds the row in a record of the catalog; `None` when the record is malformed.
    pub fn add(&mut self, record: &[u8], size: PageSize) -> Option<()> {
        self.add_row(&Row::parse(record, size)?);
        Some(())
    }

    pub(super) fn add_row(&mut self, row: &Row<'_>) {
        if row.kind == RowType::Table {
            self.by_objid.insert(row.table, self.tables.len());
            return self.tables.push(table(row));
        }
        // A row without its table is left over from a crash.
        let Some(at) = self.by_objid.get(&row.table) else { return };
        let table = &mut self.tables[*at];
        match row.kind {
            RowType::Column => {
                let column = column(row).map(Arc::new);
                note_number(row, column.as_deref(), &mut table.layout);
                table.columns.extend(column);
            }
            RowType::Index => table.indexes.push(index(row)),
            RowType::LongValues => table.long_values = Pgno::new(row.coltyp_or_root),
            RowType::Table | RowType::Other => {}
        }
    }

    /// The template of the first table.
    pub(super) fn template(&self) -> Option<&str> {
        self.tables.first()?.template.as_deref()
    }

    /// The schema of all rows added.
    ///
    /// # Errors
    /// [`TableError::Catalog`] when tables inherit more columns than there is reason for.
    pub fn finish(mut self) -> Result<Schema> {
        // Templates first: their columns are shared as they are.
        self.tables.iter_mut().for_each(place_fixed_columns);
        self.inherit()?;
        for table in &mut self.tables {
            place_fixed_columns(table);
            table.columns.sort_by_key(|column| (!column.is_derived, column.fid));
            table.indexes.sort_by(|a, b| a.raw_name.cmp(&b.raw_name));
        }
        self.tables.sort_by(|a, b| a.raw_name.cmp(&b.raw_name));
        Ok(Schema { tables: self.tables })
    }

    /// Derived tables get the columns and secondary indexes of their template.
    fn inherit(&mut self) -> Result<()> {
        let wanted: HashSet<String> =
            self.tables.iter().filter_map(|table| table.template.clone()).collect();
        let is_wanted = |table: &&TableSchema| wanted.contains(&table.name);
        let templates: HashMap<String, Template> = self
            .tables
            .iter()
            .filter(is_wanted)
            .map(|table| (table.name.clone(), Template::of(table)))
            .collect();
        let mut inherited = 0;
        for table in &mut self.tables {
            let template = table.template.as_ref().and_then(|name| templates.get(name));
            let Some(template) = template else { continue };
            inherited += template.columns.len() + template.indexes.len() * INDEX_WEIGHT;
            if inherited > INHERITED_MOST {
                let what = format!("table {:?} and others inherit too many columns", table.name);
                return Err(TableError::Catalog(what));
            }
            table.columns.extend_from_slice(&template.columns);
            table.layout.follow(template.layout);
            let own: HashSet<Vec<u8>> =
                table.indexes.iter().map(|index| index.raw_name.clone()).collect();
            let new = template.indexes.iter().filter(|index| !own.contains(&index.raw_name));
            table.indexes.extend(new.cloned());
        }
        Ok(())
    }
}

/// What derived tables get of their template.
struct Template {
    columns: Vec<Arc<ColumnSchema>>,
    indexes: Vec<IndexSchema>,
    layout: ColumnLayout,
}

impl Template {
    fn of(table: &TableSchema) -> Self {
        let derived = |column: &Arc<ColumnSchema>| {
            let is_derived = column.fid >= 256 && column.flags.has(ColumnFlags::TEMPLATE);
            Arc::new(ColumnSchema { is_derived, ..(**column).clone() })
        };
        let secondary = table.indexes.iter().filter(|index| !index.is_primary());
        Self {
            columns: table.columns.iter().map(derived).collect(),
            indexes: secondary.map(|i| IndexSchema { root: None, ..i.clone() }).collect(),
            layout: table.layout.inherited(),
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
        separate_most: row.separate_most,
        layout: ColumnLayout::default(),
    }
}

/// The number of a column is given, even if the column is deleted.
fn note_number(row: &Row<'_>, column: Option<&ColumnSchema>, layout: &mut ColumnLayout) {
    match (column, u16::try_from(row.id)) {
        (Some(column), _) => layout.take(column),
        (None, Ok(fid)) => {
            let len = u16::try_from(row.size_or_density).unwrap_or(0);
            layout.take_number(fid, row.offset.unwrap_or(0).saturating_add(len));
        }
        (None, Err(_)) => {}
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
    let mut fixed: Vec<&mut Arc<ColumnSchema>> =
        table.columns.iter_mut().filter(|column| column.fid < 128).collect();
    fixed.sort_by_key(|column| column.fid);
    let mut next = 4_usize;
    for column in fixed {
        let offset = next as u16;
        if (is_catalog || column.offset == 0) && column.offset != offset {
            Arc::make_mut(column).offset = offset;
        }
        next = usize::from(column.offset).saturating_add(column.fixed_len());
    }
}
