//! Making an index.

use std::sync::Arc;

use jet_btree::space::{self, NewTree};
use jet_btree::version::{Users, Version};
use jet_btree::{BtreeError, Tree, WriteCx, Writer};
use jet_pager::PageFlags;

use super::catch_up::{Target, catch_up};
use super::define::IndexDef;
use super::{Caller, Objection, check_frozen, fill, stamp, taken};
use crate::catalog::{IndexParts, LocaleUse, Row, RowType, SORT_ID, System, density_free};
use crate::error::Result;
use crate::schema::{IndexSchema, TableSchema};
use crate::table::parts::Part;
use crate::table::{Table, TableCache};

/// Makes an index and its entries of the records there are.
///
/// # Errors
/// An [`Objection`] for every way in which a definition makes no sense, or in which records cannot
/// have such an index; [`BtreeError::KeyDuplicate`](jet_btree::BtreeError::KeyDuplicate) when they
/// have equal keys; [`Refusal::InvalidGrbit`](crate::Refusal::InvalidGrbit),
/// [`Refusal::InvalidParameter`](crate::Refusal::InvalidParameter); what reading and writing gives.
pub fn create_index(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tables: &TableCache,
    table: &Table,
    caller: Caller,
    def: &IndexDef<'_>,
) -> Result<()> {
    let schema = table.schema(cx.reader(writer.snapshot()).view);
    check_frozen(&schema, caller)?;
    let index = def.check(cx.db.page_size(), &schema)?;
    if schema.index(&index.name).is_some() {
        return Err(Objection::IndexDuplicate.into());
    }
    let system = tables.system(&cx.reader(writer.snapshot()))?.clone();
    if index.is_primary() {
        return primary(cx, writer, &system, table, &schema, index);
    }
    let (index, tree) = secondary(cx, writer, &system, &schema, index, def, Some(table.users()))?;
    let stamp = stamp(writer);
    if !def.is_empty() {
        fill::fill(cx, writer, table, &schema, &index, &tree)?;
    }
    // From here on whoever changes a record keeps the index in step.
    let _alone = table.no_upkeep();
    let target = Target { schema: &schema, index: &index, tree: &tree };
    catch_up(cx, writer, table, &target)?;
    table.change(|parts| parts.indexes.push(Part::made(Arc::new(index), stamp)));
    Ok(())
}

/// The primary index is the order of the records themselves, so there may be none yet.
fn primary(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    system: &System,
    table: &Table,
    schema: &TableSchema,
    index: IndexSchema,
) -> Result<()> {
    if table.whole().primary_index().is_some() {
        return Err(Objection::HasPrimary.into());
    }
    let _alone = table.no_upkeep();
    if table.tree().first(&cx.reader(writer.snapshot()))?.is_some() {
        return Err(Objection::TableNotEmpty.into());
    }
    let snapshot = writer.snapshot();
    let is_unseen = |version: &Version| !snapshot.sees(version.writer());
    if cx.versions.any_of_tree(cx.dbid, table.tree().root, is_unseen) {
        return Err(BtreeError::WriteConflict.into());
    }
    insert(cx, writer, system, schema, &index, None)?;
    let stamp = stamp(writer);
    table.change(|parts| parts.indexes.push(Part::made(Arc::new(index), stamp)));
    Ok(())
}

/// Makes the tree and the row of a secondary index.
pub(super) fn secondary(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    system: &System,
    schema: &TableSchema,
    index: IndexSchema,
    def: &IndexDef<'_>,
    users: Option<Users>,
) -> Result<(IndexSchema, Tree)> {
    let hints = def.space.of_index();
    let pages = def.space.pages(cx.db.page_size());
    secondary_with(cx, writer, system, schema, index, (pages, hints.as_deref()), users)
}

/// The same, with the space it begins with and its hints as stored.
pub(super) fn secondary_with(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    system: &System,
    schema: &TableSchema,
    index: IndexSchema,
    (pages, hints): (u32, Option<&[u8]>),
    users: Option<Users>,
) -> Result<(IndexSchema, Tree)> {
    let new = NewTree {
        objid: cx.db.next_objid(),
        is_unique: index.is_unique(),
        kind: PageFlags::INDEX,
        pages: pages.max(1),
        has_space_trees: false,
    };
    let parent = schema.root.expect("an open table has a root");
    let tree = space::create_versioned(cx, writer, parent, new, users)?;
    let index = IndexSchema { objid: tree.objid, root: Some(tree.root), ..index };
    insert(cx, writer, system, schema, &index, hints)?;
    system.note_object(cx, writer, index.objid, schema.objid, RowType::Index)?;
    let tree = Tree { density_free: density_free(cx.db.page_size(), index.density), ..tree };
    Ok((index, tree))
}

/// Writes the row of an index.
pub(super) fn insert(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    system: &System,
    schema: &TableSchema,
    index: &IndexSchema,
    hints: Option<&[u8]>,
) -> Result<()> {
    let parts = IndexParts::of(index);
    let row = Row { space_hints: hints, ..Row::of_index(schema, index, &parts) };
    let duplicate =
        if index.is_primary() { Objection::HasPrimary } else { Objection::IndexDuplicate };
    system.insert(cx, writer, &row).map_err(taken(duplicate))?;
    match index.sort_version {
        Some(version) => {
            let used = LocaleUse { locale: &index.locale, sort_id: SORT_ID, version };
            system.count_locale(cx, writer, used, 1)
        }
        None => Ok(()),
    }
}
