//! One table from the catalog, without reading the rest.
//!
//! A table is found by its name in the catalog's index `RootObjects`; its rows are neighbours in the
//! catalog itself. A table with a template needs the template's rows too.

use jet_btree::{Node, ReadCx, Seek, Tree};
use jet_types::Objid;

use super::build::SchemaBuilder;
use super::malformed;
use super::row::Row;
use super::store::{catalog, table_key};
use crate::error::{Result, TableError};
use crate::schema::{Schema, TableSchema};
use crate::text;

/// Reads the schema of one table, or `None` when there is no such table.
///
/// # Errors
/// [`TableError::Catalog`] for rows that make no sense, and what reading trees may give.
pub fn find_table(cx: &ReadCx<'_>, name: &str) -> Result<Option<TableSchema>> {
    let Some(names) = names(cx)? else {
        // Not the catalog of any known engine; all of it then.
        return Ok(super::read(cx)?.table(name).cloned());
    };
    match find(cx, &names, name)? {
        Some(objid) => load_with(cx, Some(&names), objid),
        None => Ok(None),
    }
}

/// Reads the schema of the table of an object.
///
/// # Errors
/// As [`find_table`].
pub(crate) fn load_table(cx: &ReadCx<'_>, objid: Objid) -> Result<Option<TableSchema>> {
    load_with(cx, names(cx)?.as_ref(), objid)
}

/// Reads the schema of a table without looking for a template.
pub(super) fn load(cx: &ReadCx<'_>, objid: Objid) -> Result<Option<TableSchema>> {
    load_with(cx, None, objid)
}

fn load_with(cx: &ReadCx<'_>, names: Option<&Tree>, objid: Objid) -> Result<Option<TableSchema>> {
    let mut builder = SchemaBuilder::default();
    read_rows(cx, objid, &mut builder)?;
    if let Some(template) = builder.template().map(str::to_owned)
        && let Some(names) = names
        && let Some(objid) = find(cx, names, &template)?
    {
        read_rows(cx, objid, &mut builder)?;
    }
    Ok(take(builder.finish()?, objid))
}

/// The names of all tables, in the order of their keys.
///
/// # Errors
/// As [`find_table`].
pub fn table_names(cx: &ReadCx<'_>) -> Result<Vec<String>> {
    let Some(names) = names(cx)? else {
        return Ok(super::read(cx)?.tables.into_iter().map(|table| table.name).collect());
    };
    let catalog = catalog();
    let mut found = Vec::new();
    let mut at = names.first(cx)?;
    while let Some(latched) = at {
        let key = latched.node()?.data.to_vec();
        let row = catalog.seek(cx, &key, &[], Seek::AtOrAfter)?;
        if let Some(row) = row
            && row.node()?.key.compare(&key).is_eq()
        {
            let node = row.node()?;
            let parsed = Row::parse(node.data, cx.db.page_size());
            let parsed = parsed.ok_or_else(|| malformed(&node))?;
            found.push(text::from_1252(parsed.name).into_owned());
        }
        at = names.next(cx, latched)?;
    }
    Ok(found)
}

/// The index of tables by name, whose place the catalog tells in its own rows.
fn names(cx: &ReadCx<'_>) -> Result<Option<Tree>> {
    let table = load(cx, catalog().objid)?;
    let index = table.as_ref().and_then(|table| table.index("RootObjects"));
    let Some((index, root)) = index.and_then(|index| Some((index, index.root?))) else {
        return Ok(None);
    };
    Ok(Some(Tree::new(root, index.objid, true)))
}

/// The object of a table.
pub(super) fn find(cx: &ReadCx<'_>, names: &Tree, name: &str) -> Result<Option<Objid>> {
    let key = table_key(&text::to_1252(name))?;
    let Some(latched) = names.seek(cx, &key, &[], Seek::AtOrAfter)? else {
        return Ok(None);
    };
    let node = latched.node()?;
    if node.key.compare(&key).is_ne() {
        return Ok(None);
    }
    // The data is the primary key of the table's row, which starts with its object.
    let objid = node.data.strip_prefix(&[0x7F]).and_then(<[u8]>::first_chunk);
    let objid = objid.map(|raw| u32::from_be_bytes(*raw) ^ 0x8000_0000);
    let bad = || TableError::Catalog(format!("table {name:?}: its entry by name is malformed"));
    objid.map(|objid| Some(Objid(objid))).ok_or_else(bad)
}

/// Adds all rows of a table.
fn read_rows(cx: &ReadCx<'_>, objid: Objid, builder: &mut SchemaBuilder) -> Result<()> {
    visit_rows(cx, objid, |node| {
        let row = Row::parse(node.data, cx.db.page_size());
        builder.add_row(&row.ok_or_else(|| malformed(node))?);
        Ok(())
    })
}

/// Visits all rows of a table.
pub(super) fn visit_rows(
    cx: &ReadCx<'_>,
    objid: Objid,
    mut visit: impl FnMut(&Node<'_>) -> Result<()>,
) -> Result<()> {
    let tree = catalog();
    let [a, b, c, d] = (objid.0 ^ 0x8000_0000).to_be_bytes();
    let prefix = [0x7F, a, b, c, d];
    let mut at = tree.seek(cx, &prefix, &[], Seek::AtOrAfter)?;
    while let Some(latched) = at {
        let node = latched.node()?;
        if !node.key.bytes().take(prefix.len()).eq(prefix) {
            break;
        }
        visit(&node)?;
        at = tree.next(cx, latched)?;
    }
    Ok(())
}

fn take(schema: Schema, objid: Objid) -> Option<TableSchema> {
    schema.tables.into_iter().find(|table| table.objid == objid)
}
