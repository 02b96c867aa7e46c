//! A table that is open: its schema, its tree, and how those who have it open share it.

pub mod cache;
pub mod share;

use std::sync::Arc;

use jet_btree::{ReadCx, Tree};

use crate::error::{Result, TableError};
use crate::schema::{IndexSchema, TableSchema};

pub use cache::TableCache;
pub use share::{Access, Opening, Share};

/// A table of an attached database, one for all who have it open.
#[derive(Debug)]
pub struct Table {
    schema: Arc<TableSchema>,
    tree: Tree,
    share: Share,
}

impl Table {
    /// The table of a schema.
    ///
    /// # Errors
    /// [`TableError::Catalog`] when the catalog has no valid root for it.
    pub fn new(schema: TableSchema) -> Result<Self> {
        let bad_root = || TableError::Catalog(format!("table {:?} has no root", schema.name));
        let root = schema.root.ok_or_else(bad_root)?;
        let tree = Tree::new(root, schema.objid, true);
        Ok(Self { schema: Arc::new(schema), tree, share: Share::default() })
    }

    /// Its schema.
    pub fn schema(&self) -> &Arc<TableSchema> {
        &self.schema
    }

    /// The tree of its records.
    pub fn tree(&self) -> Tree {
        self.tree
    }

    /// Who has it open, and how.
    pub fn share(&self) -> &Share {
        &self.share
    }

    /// The tree of one of its secondary indexes.
    ///
    /// # Errors
    /// [`TableError::Catalog`] when the catalog has no valid root for it, and what reading the
    /// root page gives.
    pub fn index_tree(&self, cx: &ReadCx<'_>, index: &IndexSchema) -> Result<Tree> {
        let bad = |what| {
            let (table, index) = (&self.schema.name, &index.name);
            TableError::Catalog(format!("index {index:?} of table {table:?} {what}"))
        };
        let root = index.root.ok_or_else(|| bad("has no root"))?;
        let tree = Tree::open(cx, root)?;
        if tree.objid != index.objid {
            return Err(bad("has the root of another object"));
        }
        Ok(tree)
    }
}
