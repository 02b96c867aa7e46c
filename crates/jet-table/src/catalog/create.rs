//! The system tables of a new database.
//!
//! Their pages and objects are the same in every database: the catalog from page 4 on, its indexes
//! in its own space, its copy from page 24 on, the tables of objects and of locales at pages 29 and
//! 30. The catalog's first rows describe these tables.
//!
//! Source: `docs/format/catalog.md`; ESE `cat.cxx`, where a catalog is created.

use jet_btree::space::{self, NewTree};
use jet_btree::{Tree, Versioning, WriteCx, Writer};
use jet_pager::PageFlags;
use jet_types::Pgno;

use super::row::{Row, RowType};
use super::store::System;
use super::system::{CATALOG, LOCALE_USES, OBJIDS, SHADOW};
use crate::error::{Result, TableError};
use crate::schema::{ColumnSchema, IndexSchema, Segment, TableSchema};
use crate::text;

/// Pages that system tables begin with.
const CATALOG_PAGES: u32 = 20;
const SHADOW_PAGES: u32 = 5;
/// Pages of an index of the catalog.
const INDEX_PAGES: u32 = 3;

/// Makes the system tables of a database that has its root and nothing else. Nothing of it can be
/// rolled back: who fails deletes the file.
///
/// # Errors
/// [`TableError::Catalog`] when the database is not new; what space, log and pages give.
pub fn create(cx: &WriteCx<'_>, writer: &mut Writer) -> Result<()> {
    let top = Pgno::DATABASE_ROOT;
    let objects = tree(cx, writer, top, &CATALOG, CATALOG_PAGES)?;
    let mut indexes = Vec::new();
    for index in CATALOG.indexes.iter().filter(|index| !index.is_primary()) {
        let new = NewTree {
            objid: index.objid,
            is_unique: true,
            kind: PageFlags::INDEX,
            pages: INDEX_PAGES,
            has_space_trees: true,
        };
        indexes.push(at(space::create(cx, writer, objects.root, new)?, index.root)?);
    }
    let [names, tables] = indexes[..] else { unreachable!("the catalog has two indexes") };
    let shadow = tree(cx, writer, top, &SHADOW, SHADOW_PAGES)?;
    let objids = tree(cx, writer, top, &OBJIDS, 0)?;
    let locales = tree(cx, writer, top, &LOCALE_USES, 0)?;
    cx.db.raise_objid(locales.objid);
    let system = System {
        objects,
        shadow,
        names,
        tables,
        objids: Some(objids),
        locales: Some(locales),
        page_size: cx.db.page_size(),
        versioning: Versioning::Unversioned,
    };
    let catalog = [(&*CATALOG, CATALOG_PAGES), (&*SHADOW, SHADOW_PAGES)];
    for (table, pages) in catalog {
        describe(&system, cx, writer, table, pages)?;
    }
    describe(&system, cx, writer, &OBJIDS, 0)?;
    describe(&system, cx, writer, &LOCALE_USES, 0)?;
    settings(&system, cx, writer)
}

fn tree(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    parent: Pgno,
    table: &TableSchema,
    pages: u32,
) -> Result<Tree> {
    let new = NewTree {
        objid: table.objid,
        is_unique: true,
        kind: PageFlags::default(),
        pages: pages.max(1),
        has_space_trees: pages > 0,
    };
    at(space::create(cx, writer, parent, new)?, table.root)
}

/// The tree, if it is where it must be.
fn at(tree: Tree, root: Option<Pgno>) -> Result<Tree> {
    if Some(tree.root) == root {
        return Ok(tree);
    }
    let what = format!("object {} has its root at page {}", tree.objid, tree.root);
    Err(TableError::Catalog(format!("the database is not new: {what}")))
}

/// Writes the rows of a system table.
fn describe(
    system: &System,
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    table: &TableSchema,
    pages: u32,
) -> Result<()> {
    system.insert(cx, writer, &Row::of_table(table, pages))?;
    system.note_object(cx, writer, table.objid, table.objid, RowType::Table)?;
    let is_catalog = pages > 0;
    for column in &table.columns {
        // The catalog says of its own columns where none is, and gives all a code page.
        let row = Row::of_column(table, column);
        let offset = row.offset.map(|offset| if is_catalog { 4 } else { offset });
        system.insert(cx, writer, &Row { offset, code_page: column.code_page.into(), ..row })?;
    }
    for index in &table.indexes {
        let parts = IndexParts::of(index);
        system.insert(cx, writer, &Row::of_index(table, index, &parts))?;
        if !index.is_primary() {
            system.note_object(cx, writer, index.objid, table.objid, RowType::Index)?;
        }
    }
    Ok(())
}

/// What the table of locales has from the start.
fn settings(system: &System, cx: &WriteCx<'_>, writer: &mut Writer) -> Result<()> {
    let versions = [("Major", 1), ("Minor", 0), ("Update", 0)];
    for kind in ["External", "Internal"] {
        for (part, number) in versions {
            let name = format!(".Schema\\{kind}\\{part}");
            system.put_locale(cx, writer, &name, 1, number, system.versioning)?;
        }
    }
    system.put_locale(cx, writer, "MSysLocalesConsistent", 2, 1, system.versioning)
}

/// Parts of an index's row that are put together for it.
#[derive(Debug)]
pub(crate) struct IndexParts {
    segments: Vec<u8>,
    conditions: Vec<u8>,
    tuples: Option<[u8; 20]>,
    locale: Vec<u8>,
}

impl IndexParts {
    pub(crate) fn of(index: &IndexSchema) -> Self {
        Self {
            segments: Segment::encode_all(&index.segments),
            conditions: Segment::encode_all(&index.conditions),
            tuples: index.tuples.map(|limits| limits.encode()),
            locale: text::to_utf16(&index.locale),
        }
    }
}

impl<'a> Row<'a> {
    /// The row of a table.
    pub(crate) fn of_table(table: &'a TableSchema, pages: u32) -> Self {
        Self {
            table: table.objid.get(),
            kind: RowType::Table,
            id: table.objid.get(),
            coltyp_or_root: table.root.map_or(0, Pgno::get),
            size_or_density: table.density,
            flags: table.flags,
            code_page: pages,
            long_value_chunk: table.long_value_chunk,
            separate_most: table.separate_most,
            name: &table.raw_name,
            ..Self::default()
        }
    }

    /// The row of a column.
    pub(crate) fn of_column(table: &TableSchema, column: &'a ColumnSchema) -> Self {
        Self {
            table: table.objid.get(),
            kind: RowType::Column,
            id: column.fid.into(),
            coltyp_or_root: column.coltyp.raw(),
            size_or_density: column.max_len,
            flags: column.flags.0,
            code_page: column.code_page.into(),
            offset: (column.fid < 128).then_some(column.offset),
            name: &column.raw_name,
            default: column.default.as_deref(),
            ..Self::default()
        }
    }

    /// The row of an index.
    pub(crate) fn of_index(
        table: &TableSchema,
        index: &'a IndexSchema,
        parts: &'a IndexParts,
    ) -> Self {
        Self {
            table: table.objid.get(),
            kind: RowType::Index,
            id: index.objid.get(),
            coltyp_or_root: index.root.map_or(0, Pgno::get),
            size_or_density: index.density,
            flags: index.flags,
            lcmap_flags: index.lcmap_flags,
            key_most: (index.key_most != 255).then_some(index.key_most),
            name: &index.raw_name,
            segments: &parts.segments,
            segment_most: (index.segment_most != index.key_most).then_some(index.segment_most),
            conditions: &parts.conditions,
            tuples: parts.tuples.as_ref().map(<[u8; 20]>::as_slice),
            sort_version: index.sort_version,
            sort_id: index.sort_version.map(|_| super::system::SORT_ID.as_slice()),
            locale: &parts.locale,
            ..Self::default()
        }
    }
}
