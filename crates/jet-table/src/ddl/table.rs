//! Making a table: alone, after a template, or with columns and indexes in one go.

use std::sync::Arc;

use jet_btree::space::{self, NewTree};
use jet_btree::{Tree, Versioning, WriteCx, Writer};
use jet_pager::PageFlags;
use jet_types::{JetErr, Objid, Pgno, grbit};

use super::column::{self, ColumnDef, check_redundant, plan};
use super::define::{DENSITY, IndexDef, density};
use super::index::{self, secondary, secondary_with};
use super::{Added, Caller, Objection, SpaceHints, stamp, stored_name, taken};
use crate::catalog::{Row, RowType, System, table_flag};
use crate::error::{Result, TableError};
use crate::record::limits::record_most;
use crate::refusal::Refusal;
use crate::schema::{ColumnLayout, ColumnSchema, IndexSchema, TableSchema};
use crate::table::parts::Part;
use crate::table::{Table, TableCache};
use crate::text;

/// A table to be.
#[derive(Clone, Copy, Debug)]
pub struct TableDef<'a> {
    /// Its name.
    pub name: &'a str,
    /// The template it is made like.
    pub template: Option<&'a str>,
    /// Pages to begin with.
    pub pages: u32,
    /// Percent of a page that appending fills; 0 for the default. Not checked here
    /// ([`table_density`]).
    pub density: u32,
    /// Bits of [`grbit::CreateTable`].
    pub grbit: u32,
    /// Its columns.
    pub columns: &'a [ColumnDef<'a>],
    /// Its indexes.
    pub indexes: &'a [IndexDef<'a>],
    /// The longest value of a long column that stays in the record; 0 for the default.
    pub separate_most: u32,
    /// Bytes per piece of a long value; 0 for the default.
    pub long_value_chunk: u32,
    /// How the space of its records grows.
    pub space: SpaceHints,
    /// How that of its long values will.
    pub long_value_space: SpaceHints,
}

/// What was made, also when something failed.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Tables, columns and indexes.
    pub created: u32,
    /// What became of each column looked at.
    pub columns: Vec<std::result::Result<Added, JetErr>>,
    /// What became of each index looked at; `None` for one that was made.
    pub indexes: Vec<Option<JetErr>>,
}

/// The density of a table asked for.
///
/// # Errors
/// [`Objection::DensityInvalid`].
pub fn table_density(wanted: u32) -> Result<u32, Objection> {
    density(wanted)
}

/// Makes a table with its columns and indexes. `report` tells how far it came.
///
/// # Errors
/// [`Objection::TableDuplicate`], [`Objection::CannotNest`], [`Objection::NotATemplate`],
/// [`TableError::NoTable`] when there is no such template, [`Refusal::InvalidGrbit`]; what columns
/// and indexes may be refused for; what reading and writing gives.
pub fn create_table(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tables: &TableCache,
    def: &TableDef<'_>,
    report: &mut Report,
) -> Result<Arc<Table>> {
    check_bits(def)?;
    let raw_name = stored_name(def.name)?;
    let template = template(cx, writer, tables, def)?;
    let system = tables.system(&cx.reader(writer.snapshot()))?.clone();
    let mut schema = new_schema(cx, writer, def, raw_name, template.as_deref())?;
    report.created = 1;
    insert(cx, writer, &system, &schema, def)?;
    let mut made = stamp(writer);
    let mut indexes = Vec::new();
    if let Some(template) = &template {
        indexes = inherit(cx, writer, &system, &mut schema, template)?;
        made = stamp(writer);
    }
    columns(cx, writer, tables, &mut schema, def, report)?;
    schema.indexes = indexes;
    let mut table = Table::made_by(&cx.reader(writer.snapshot()), schema, Some(made))?;
    for def in def.indexes {
        match add_index(cx, writer, &system, &mut table, def) {
            Ok(()) => report.indexes.push(None),
            Err(error) => {
                report.indexes.push(Some(error.code()));
                return Err(error);
            }
        }
        report.created += 1;
    }
    let table = Arc::new(table);
    tables.add(Arc::clone(&table));
    Ok(table)
}

fn check_bits(def: &TableDef<'_>) -> Result<()> {
    let has = |bit: grbit::CreateTable| def.grbit & bit.bits() != 0;
    let tagged_only = has(grbit::CreateTable::NO_FIXED_VAR_COLUMNS_IN_DERIVED_TABLES);
    let is_template = has(grbit::CreateTable::TEMPLATE_TABLE);
    if has(grbit::CreateTable::SYSTEM_TABLE) || (tagged_only && !is_template) {
        return Err(Refusal::InvalidGrbit.into());
    }
    if is_template && def.template.is_some() {
        return Err(Objection::CannotNest.into());
    }
    Ok(())
}

fn template(
    cx: &WriteCx<'_>,
    writer: &Writer,
    tables: &TableCache,
    def: &TableDef<'_>,
) -> Result<Option<Arc<TableSchema>>> {
    let Some(name) = def.template else { return Ok(None) };
    stored_name(name)?;
    let cx = cx.reader(writer.snapshot());
    let schema = tables.open(&cx, name)?.schema(cx.view);
    if schema.is_template() { Ok(Some(schema)) } else { Err(Objection::NotATemplate.into()) }
}

/// The table without columns and indexes, and its tree.
fn new_schema(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    def: &TableDef<'_>,
    raw_name: Vec<u8>,
    template: Option<&TableSchema>,
) -> Result<TableSchema> {
    let page_size = cx.db.page_size();
    let pages = def.pages.max(def.space.pages(page_size)).max(1);
    let new = NewTree {
        objid: cx.db.next_objid(),
        is_unique: true,
        kind: PageFlags::default(),
        pages,
        has_space_trees: false,
    };
    let tree = space::create_versioned(cx, writer, Pgno::DATABASE_ROOT, new, None)?;
    let layout = template.map_or_else(ColumnLayout::default, |it| it.layout.inherited());
    let density = if def.space.density == 0 { def.density } else { def.space.density };
    Ok(TableSchema {
        name: text::from_1252(&raw_name).into_owned(),
        raw_name,
        objid: tree.objid,
        root: Some(tree.root),
        flags: flags(def),
        density: if density == 0 { DENSITY } else { density },
        template: template.map(|template| template.name.clone()),
        columns: Vec::new(),
        indexes: Vec::new(),
        long_values: None,
        long_value_chunk: Some(def.long_value_chunk).filter(|bytes| *bytes != 0),
        separate_most: Some(def.separate_most).filter(|bytes| *bytes != 0),
        layout,
    })
}

fn flags(def: &TableDef<'_>) -> u32 {
    let bit = |given: grbit::CreateTable, flag| {
        if def.grbit & given.bits() != 0 { flag } else { 0 }
    };
    let template = table_flag::TEMPLATE | table_flag::FIXED_DDL;
    bit(grbit::CreateTable::FIXED_DDL, table_flag::FIXED_DDL)
        | bit(grbit::CreateTable::TEMPLATE_TABLE, template)
        | bit(
            grbit::CreateTable::NO_FIXED_VAR_COLUMNS_IN_DERIVED_TABLES,
            table_flag::TAGGED_ONLY_IN_DERIVED,
        )
        | if def.template.is_some() { table_flag::DERIVED } else { 0 }
}

/// Writes the row of a table.
fn insert(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    system: &System,
    schema: &TableSchema,
    def: &TableDef<'_>,
) -> Result<()> {
    let template = schema.template.as_ref().map(|name| text::to_1252(name));
    let (hints, long_value_hints) = (def.space.of_table(), def.long_value_space.of_long_values());
    let row = Row {
        template: template.as_deref(),
        space_hints: hints.as_deref(),
        long_value_hints: long_value_hints.as_deref(),
        ..Row::of_table(schema, def.pages)
    };
    system.insert(cx, writer, &row).map_err(taken(Objection::TableDuplicate))?;
    system.note_object(cx, writer, schema.objid, schema.objid, RowType::Table)
}

/// Takes over columns of the template, and makes indexes like its.
fn inherit(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    system: &System,
    schema: &mut TableSchema,
    template: &TableSchema,
) -> Result<Vec<IndexSchema>> {
    let inherited = |column: &Arc<ColumnSchema>| {
        Arc::new(ColumnSchema { is_derived: column.fid >= 256, ..(**column).clone() })
    };
    schema.columns = template.columns.iter().map(inherited).collect();
    let mut indexes = Vec::new();
    for like in &template.indexes {
        let flags = like.flags & !IndexSchema::TEMPLATE | IndexSchema::DERIVED;
        let mut own = IndexSchema { flags, objid: schema.objid, root: schema.root, ..like.clone() };
        if own.is_primary() {
            index::insert(cx, writer, system, schema, &own, None)?;
        } else {
            (own, _) = secondary_with(cx, writer, system, schema, own, (1, None), None)?;
        }
        indexes.push(own);
    }
    Ok(indexes)
}

/// Adds the columns: first all are looked at, then their rows are written.
fn columns(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tables: &TableCache,
    schema: &mut TableSchema,
    def: &TableDef<'_>,
    report: &mut Report,
) -> Result<()> {
    let caller = Caller { may_add_to_frozen: true, is_alone: true };
    let most = record_most(cx.db.page_size(), schema);
    let mut new = Vec::new();
    for def in def.columns {
        let planned = stored_name(def.name).map_err(TableError::from).and_then(|raw_name| {
            let planned = plan(schema, caller, def, raw_name)?;
            let column = planned.number(&mut schema.layout, most)?;
            check_redundant(schema, &column)?;
            Ok((column, planned.warning()))
        });
        match planned {
            Ok((column, warning)) => {
                report.columns.push(Ok(Added { id: schema.column_id(&column), warning }));
                report.created += 1;
                let column = Arc::new(column);
                new.push((Arc::clone(&column), def));
                schema.columns.push(column);
            }
            Err(error) => {
                report.columns.push(Err(error.code()));
                return Err(error);
            }
        }
    }
    for (column, def) in new {
        if schema.is_derived() && schema.inherits_name(&column) {
            return Err(Objection::ColumnDuplicate.into());
        }
        column::insert(cx, writer, tables, schema, &column, def)?;
    }
    schema.columns.sort_by_key(|column| (!column.is_derived, column.fid));
    Ok(())
}

/// Adds an index to a table that nobody else knows of, and that has no records.
fn add_index(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    system: &System,
    table: &mut Table,
    def: &IndexDef<'_>,
) -> Result<()> {
    let schema = table.whole();
    let index = def.check(cx.db.page_size(), &schema)?;
    let index = if index.is_primary() {
        if schema.primary_index().is_some() {
            return Err(Objection::HasPrimary.into());
        }
        index::insert(cx, writer, system, &schema, &index, def.space.of_index().as_deref())?;
        index
    } else {
        secondary(cx, writer, system, &schema, index, def, None)?.0
    };
    table.change(|parts| parts.indexes.push(Part::settled(Arc::new(index))));
    Ok(())
}

/// Makes the tree of long values of a table that has none, for the first long value that does not
/// stay in its record. Unless the table itself is new, the tree stays whatever becomes of the
/// transaction, as another's long value may need it.
///
/// # Errors
/// What reading and writing gives.
pub fn create_long_values(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tables: &TableCache,
    table: &Table,
) -> Result<Tree> {
    let _one = table.one_tree_of_long_values();
    if let Some(root) = table.whole().long_values {
        return Ok(Tree::open(&cx.reader(writer.snapshot()), root)?);
    }
    let new = NewTree {
        objid: cx.db.next_objid(),
        is_unique: true,
        kind: PageFlags::LONG_VALUE,
        pages: 1,
        has_space_trees: false,
    };
    let system = tables.system(&cx.reader(writer.snapshot()))?.clone();
    let is_settled = table.is_settled();
    let parent = table.tree().root;
    let (tree, versioning) = if is_settled {
        (space::create(cx, writer, parent, new)?, Versioning::Unversioned)
    } else {
        (space::create_versioned(cx, writer, parent, new, None)?, Versioning::Versioned)
    };
    let system = system.writing(versioning);
    let row = Row {
        table: table.objid().get(),
        kind: RowType::LongValues,
        id: tree.objid.get(),
        coltyp_or_root: tree.root.get(),
        size_or_density: 100,
        code_page: 1,
        name: b"LV",
        ..Row::default()
    };
    system.insert(cx, writer, &row)?;
    system.note_object(cx, writer, Objid(tree.objid.get()), table.objid(), RowType::LongValues)?;
    let part = if is_settled {
        Part::settled(Arc::new(tree.root))
    } else {
        Part::made(Arc::new(tree.root), stamp(writer))
    };
    table.change(|parts| parts.long_values.push(part));
    table.counters().set_long_values(tree.root);
    Ok(tree)
}
