//! Deleting tables, columns and indexes.

use jet_btree::{BtreeError, WriteCx, Writer, space};
use jet_types::Objid;

use super::{Objection, stamp, stored_name};
use crate::catalog::{LocaleUse, RowKey, RowType, SORT_ID, System, set_column};
use crate::error::{Result, TableError};
use crate::schema::IndexSchema;
use crate::table::{Table, TableCache};

/// Deletes a table. Its pages are given back when nobody can see it any more; until then others
/// find it locked.
///
/// # Errors
/// [`Objection::InvalidName`], [`TableError::NoTable`], [`Objection::SystemTable`],
/// [`Objection::TemplateTable`]; [`Refusal::TableInUse`](crate::Refusal::TableInUse) when anybody
/// has it open, [`Refusal::TableLocked`](crate::Refusal::TableLocked); what reading and writing
/// gives.
pub fn delete_table(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tables: &TableCache,
    session: u32,
    name: &str,
) -> Result<()> {
    stored_name(name)?;
    let table = tables.open(&cx.reader(writer.snapshot()), name)?;
    let whole = table.whole();
    if whole.is_system() {
        return Err(Objection::SystemTable.into());
    }
    if whole.is_template() {
        return Err(Objection::TemplateTable.into());
    }
    let opening = table.share().open_alone(session)?;
    let deleted = delete(cx, writer, tables, &table);
    table.share().close(opening);
    deleted
}

fn delete(cx: &WriteCx<'_>, writer: &mut Writer, tables: &TableCache, table: &Table) -> Result<()> {
    let system = tables.system(&cx.reader(writer.snapshot()))?.clone();
    let schema = table.schema(cx.reader(writer.snapshot()).view);
    let objid = table.objid();
    // The row of the table decides who may delete it, so it comes first.
    let mut rows = system.rows(&cx.reader(writer.snapshot()), objid)?;
    rows.sort_by_key(|row| row.kind != RowType::Table);
    for row in rows {
        system.delete(cx, writer, row)?;
        if row.kind != RowType::Column && row.kind != RowType::Other && Objid(row.id) != objid {
            system.forget_object(cx, writer, Objid(row.id))?;
        }
    }
    system.forget_object(cx, writer, objid)?;
    for index in &schema.indexes {
        forget_locale(&system, cx, writer, index)?;
    }
    space::delete_versioned(cx, writer, &table.tree())?;
    table.take_away(stamp(writer));
    Ok(())
}

/// One index less sorts text in this way.
fn forget_locale(
    system: &System,
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    index: &IndexSchema,
) -> Result<()> {
    let Some(version) = index.sort_version.filter(|_| index.has(IndexSchema::LOCALIZED)) else {
        return Ok(());
    };
    let used = LocaleUse { locale: &index.locale, sort_id: SORT_ID, version };
    system.count_locale(cx, writer, used, -1)
}

/// Deletes a column: its values stay in records, where nobody finds them any more.
///
/// # Errors
/// [`TableError::NoColumn`], [`Objection::FixedDdl`], [`Objection::FixedInheritedDdl`] for a column
/// of the template unless only the table's own are looked for, [`Objection::ColumnInUse`]; what
/// reading and writing gives.
pub fn delete_column(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tables: &TableCache,
    table: &Table,
    name: &str,
    own_only: bool,
) -> Result<()> {
    stored_name(name)?;
    let schema = table.schema(cx.reader(writer.snapshot()).view);
    let name = name.trim_end_matches(' ');
    let column = schema.column(name).filter(|column| !own_only || !schema.is_inherited(column));
    let column = column.ok_or_else(|| TableError::NoColumn(name.to_owned()))?;
    if schema.is_inherited(column) {
        return Err(Objection::FixedInheritedDdl.into());
    }
    if schema.is_frozen() {
        return Err(Objection::FixedDdl.into());
    }
    if table.whole().indexes_use(column) {
        return Err(Objection::ColumnInUse.into());
    }
    let system = tables.system(&cx.reader(writer.snapshot()))?.clone();
    let key = RowKey { table: table.objid(), kind: RowType::Column, id: column.fid.into() };
    let stub = format!("JetStub_{}_{}", table.objid(), column.fid);
    system.edit(cx, writer, key, |record| {
        set_column(record, 4, Some(&0_u32.to_le_bytes()))?;
        set_column(record, 128, Some(stub.as_bytes()))
    })?;
    let stamp = stamp(writer);
    table.change(|parts| parts.take_column_away(column, &stamp));
    Ok(())
}

/// Deletes an index. Nobody can choose it from now on; it is kept in step until its deletion is
/// committed and no snapshot is older.
///
/// # Errors
/// [`TableError::NoIndex`], [`Objection::MustStay`] for a primary one, [`Objection::FixedDdl`],
/// [`Objection::FixedInheritedDdl`], [`Objection::IndexInUse`]; [`BtreeError::WriteConflict`] when
/// somebody else deletes it; what reading and writing gives.
pub fn delete_index(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tables: &TableCache,
    table: &Table,
    name: &str,
) -> Result<()> {
    stored_name(name)?;
    let schema = table.schema(cx.reader(writer.snapshot()).view);
    let name = name.trim_end_matches(' ');
    let Some(index) = schema.index(name) else {
        let view = cx.reader(writer.snapshot()).view;
        return Err(match table.is_index_leaving(view, name) {
            true => BtreeError::WriteConflict.into(),
            false => TableError::NoIndex(name.to_owned()),
        });
    };
    if schema.is_frozen() {
        return Err(Objection::FixedDdl.into());
    }
    if index.has(IndexSchema::DERIVED) {
        return Err(Objection::FixedInheritedDdl.into());
    }
    if index.is_primary() {
        return Err(Objection::MustStay.into());
    }
    if table.is_index_in_use(index.objid) {
        return Err(Objection::IndexInUse.into());
    }
    let tree = table.index_tree(&cx.reader(writer.snapshot()), index)?;
    let system = tables.system(&cx.reader(writer.snapshot()))?.clone();
    let key = RowKey { table: table.objid(), kind: RowType::Index, id: index.objid.get() };
    system.delete(cx, writer, key)?;
    system.forget_object(cx, writer, index.objid)?;
    forget_locale(&system, cx, writer, index)?;
    space::delete_versioned(cx, writer, &tree)?;
    let stamp = stamp(writer);
    table.change(|parts| parts.take_index_away(index.objid, &stamp));
    Ok(())
}
