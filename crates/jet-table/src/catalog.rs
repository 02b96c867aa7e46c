//! The catalog: rows of `MSysObjects` become a [`Schema`].
//!
//! The catalog's own columns are hard-wired, as they must be known before it can be read; their
//! stored offsets are placeholders. All rows of a table are neighbours: its own, its columns by
//! number, its indexes, its tree of long values.

mod build;
mod create;
mod encode;
mod find;
mod row;
mod store;
mod system;

use std::ops::ControlFlow;

use jet_btree::{Node, ReadCx, Tree};
use jet_types::{Objid, Pgno};

use crate::error::{Result, TableError};
use crate::schema::Schema;
pub use build::SchemaBuilder;
pub(crate) use create::IndexParts;
pub use create::create;
pub(crate) use encode::set_column;
pub(crate) use find::load_table;
pub use find::{find_table, table_names};
pub(crate) use row::{Row, RowType};
pub use store::System;
pub(crate) use store::{LocaleUse, RowKey, density_free};
pub(crate) use system::{LCMAP_DEFAULT, LOCALE_DEFAULT, SORT_ID, table_flag};

/// Root of the catalog, in every database.
pub const CATALOG_ROOT: u32 = 4;
/// Root of its copy.
pub const SHADOW_ROOT: u32 = 24;

/// Reads the schema from the catalog.
///
/// # Errors
/// [`TableError::Catalog`] for rows that make no sense, and what reading its tree may give.
pub fn read(cx: &ReadCx<'_>) -> Result<Schema> {
    read_from(cx, CATALOG_ROOT, Objid(2))
}

/// Reads the schema from the catalog's copy, for a database whose catalog is damaged.
///
/// # Errors
/// As [`read`].
pub fn read_shadow(cx: &ReadCx<'_>) -> Result<Schema> {
    read_from(cx, SHADOW_ROOT, Objid(3))
}

fn read_from(cx: &ReadCx<'_>, root: u32, objid: Objid) -> Result<Schema> {
    let root = Pgno::new(root).expect("a constant above 0");
    let tree = Tree::new(root, objid, true);
    let mut builder = SchemaBuilder::default();
    tree.scan(cx, |node| {
        let row = Row::parse(node.data, cx.db.page_size());
        builder.add_row(&row.ok_or_else(|| malformed(node))?);
        Ok::<_, TableError>(ControlFlow::Continue(()))
    })?;
    builder.finish()
}

fn malformed(node: &Node<'_>) -> TableError {
    TableError::Catalog(format!("the row of key {:?} is malformed", node.key))
}
