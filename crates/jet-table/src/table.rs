//! A table that is open: its schema, its tree, and how those who have it open share it.

pub mod cache;
pub mod counters;
pub mod plan;
pub mod share;

use std::sync::{Arc, OnceLock};

use jet_btree::{ReadCx, Tree};

use crate::error::{Result, TableError};
use crate::schema::{IndexSchema, TableSchema};

pub use cache::TableCache;
pub use counters::Counters;
pub use plan::WritePlan;
pub use share::{Access, Opening, Share};

/// A table of an attached database, one for all who have it open.
#[derive(Debug)]
pub struct Table {
    schema: Arc<TableSchema>,
    tree: Tree,
    share: Share,
    counters: Arc<Counters>,
    plan: OnceLock<Arc<WritePlan>>,
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
        let counters = Arc::new(Counters::new(schema.long_values));
        let (schema, share) = (Arc::new(schema), Share::default());
        Ok(Self { schema, tree, share, counters, plan: OnceLock::new() })
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

    /// What is counted for the table.
    pub fn counters(&self) -> &Arc<Counters> {
        &self.counters
    }

    /// How rows are written; made when it is first asked for.
    ///
    /// # Errors
    /// As [`WritePlan::new`].
    pub fn write_plan(&self, cx: &ReadCx<'_>) -> Result<Arc<WritePlan>> {
        if let Some(plan) = self.plan.get() {
            return Ok(Arc::clone(plan));
        }
        let plan = Arc::new(WritePlan::new(cx, self)?);
        Ok(Arc::clone(self.plan.get_or_init(|| plan)))
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
