//! Other names for tables and columns.

use std::sync::Arc;

use jet_btree::{WriteCx, Writer};

use super::{Objection, column, stamp, stored_name, taken};
use crate::catalog::{RowKey, RowType, set_column, table_flag};
use crate::error::{Result, TableError};
use crate::schema::ColumnSchema;
use crate::table::parts::{Name, Part};
use crate::table::{Table, TableCache};
use crate::text;

/// Gives a table another name; who has it open goes on using it.
///
/// # Errors
/// [`Objection::InvalidName`], [`TableError::NoTable`], [`Objection::FixedDdl`] for system tables
/// and templates, [`Objection::NameTaken`]; what reading and writing gives.
pub fn rename_table(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tables: &TableCache,
    name: &str,
    new_name: &str,
) -> Result<()> {
    stored_name(name)?;
    let raw = stored_name(new_name)?;
    let table = tables.open(&cx.reader(writer.snapshot()), name)?;
    let fixed = table_flag::SYSTEM | table_flag::FIXED_DDL;
    if table.whole().flags & fixed != 0 {
        return Err(Objection::FixedDdl.into());
    }
    let system = tables.system(&cx.reader(writer.snapshot()))?.clone();
    let objid = table.objid();
    let key = RowKey { table: objid, kind: RowType::Table, id: objid.get() };
    let edit = |record: &mut _| set_column(record, 128, Some(&raw));
    system.edit(cx, writer, key, edit).map_err(taken(Objection::NameTaken))?;
    let stamp = stamp(writer);
    let name = Name { name: text::from_1252(&raw).into_owned(), raw };
    table.change(|parts| {
        parts.take_name_away(&stamp);
        parts.names.push(Part::made(Arc::new(name), stamp));
    });
    Ok(())
}

/// Gives a column another name.
///
/// # Errors
/// [`Objection::InvalidName`], [`TableError::NoColumn`], [`Objection::FixedInheritedDdl`] for a
/// template's column, [`Objection::NameTaken`]; what reading and writing gives.
pub fn rename_column(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tables: &TableCache,
    table: &Table,
    name: &str,
    new_name: &str,
) -> Result<()> {
    stored_name(name)?;
    let raw = stored_name(new_name)?;
    let schema = table.schema(cx.reader(writer.snapshot()).view);
    let old = schema.column(name).ok_or_else(|| TableError::NoColumn(name.to_owned()))?;
    if schema.is_inherited(old) {
        return Err(Objection::FixedInheritedDdl.into());
    }
    let new = ColumnSchema {
        name: text::from_1252(&raw).into_owned(),
        raw_name: raw.clone(),
        ..old.clone()
    };
    let edit = |record: &mut _| set_column(record, 128, Some(&raw));
    column::edit(cx, writer, tables, table, old, new, edit).map_err(taken(Objection::NameTaken))
}
