//! A table that is open: its schema, its tree, and how those who have it open share it.

pub mod cache;
pub mod counters;
pub(crate) mod parts;
pub mod plan;
pub mod share;

use std::collections::HashMap;
use std::sync::Arc;

use jet_btree::version::{Fate, Users};
use jet_btree::{ReadCx, Tree, View};
use jet_os::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Release},
};
use jet_os::sync::{Mutex, MutexGuard, Rank, RwLock, RwLockReadGuard, RwLockWriteGuard};
use jet_types::Objid;

use crate::catalog::density_free;
use crate::error::{Result, TableError};
use crate::schema::{IndexSchema, TableSchema};
use parts::{Parts, Stamp, snapshot_of};

pub use cache::TableCache;
pub use counters::Counters;
pub use plan::WritePlan;
pub use share::{Access, Opening, Share};

/// A table of an attached database, one for all who have it open.
#[derive(Debug)]
pub struct Table {
    objid: Objid,
    tree: Tree,
    /// Who made it, unless everybody sees it.
    made: Option<Stamp>,
    /// Who deleted it, last.
    gone: Mutex<Option<Stamp>>,
    parts: RwLock<Parts>,
    /// Changes with the parts.
    epoch: AtomicU64,
    share: Share,
    counters: Arc<Counters>,
    /// How rows are written, as long as the schema is that one.
    plan: RwLock<Option<Arc<WritePlan>>>,
    /// Held, shared, while a record is changed with its index entries; alone, while an index comes
    /// to be kept in step.
    upkeep: Users,
    /// Held while the tree of long values is made.
    long_values: Mutex<()>,
    /// How many cursors go by an index.
    index_uses: Mutex<HashMap<Objid, usize>>,
}

impl Table {
    /// The table of a schema.
    ///
    /// # Errors
    /// [`TableError::Catalog`] when the catalog has no valid root for it.
    pub fn new(cx: &ReadCx<'_>, schema: TableSchema) -> Result<Self> {
        Self::made_by(cx, schema, None)
    }

    /// The same, of a table just made.
    pub(crate) fn made_by(
        cx: &ReadCx<'_>,
        schema: TableSchema,
        made: Option<Stamp>,
    ) -> Result<Self> {
        let bad_root = || TableError::Catalog(format!("table {:?} has no root", schema.name));
        let root = schema.root.ok_or_else(bad_root)?;
        let density_free = density_free(cx.db.page_size(), schema.density);
        let counters = Arc::new(Counters::new(schema.long_values));
        Ok(Self {
            objid: schema.objid,
            tree: Tree { density_free, ..Tree::new(root, schema.objid, true) },
            made,
            gone: Mutex::with_rank(Rank::Leaf, None),
            parts: RwLock::with_rank(Rank::Schema, Parts::new(schema)),
            epoch: AtomicU64::new(0),
            share: Share::default(),
            counters,
            plan: RwLock::with_rank(Rank::Leaf, None),
            upkeep: Arc::new(RwLock::with_rank(Rank::Records, ())),
            long_values: Mutex::with_rank(Rank::LongValues, ()),
            index_uses: Mutex::with_rank(Rank::Leaf, HashMap::new()),
        })
    }

    /// Its object.
    pub fn objid(&self) -> Objid {
        self.objid
    }

    /// Its schema as a reader sees it.
    pub fn schema(&self, view: View<'_>) -> Arc<TableSchema> {
        if let Some(settled) = self.parts.read().settled() {
            return Arc::clone(settled);
        }
        let mut parts = self.parts.write();
        let schema = parts.seen(snapshot_of(view));
        if parts.settled().is_some() {
            self.touch();
        }
        schema
    }

    /// Its schema as a reader sees it, and when that is, unless something is pending: then
    /// readers look anew each time.
    pub(crate) fn look(&self, view: View<'_>) -> (Arc<TableSchema>, Option<u64>) {
        // Acquire pairs with `touch`: what was there before is seen.
        let epoch = self.epoch.load(Acquire);
        let schema = self.schema(view);
        let is_settled = self.parts.read().settled().is_some_and(|it| Arc::ptr_eq(it, &schema));
        (schema, is_settled.then_some(epoch))
    }

    /// Whether a schema of that time is still the one that every reader sees.
    pub(crate) fn is_current(&self, epoch: Option<u64>) -> bool {
        epoch == Some(self.epoch.load(Acquire))
    }

    /// Everything that is or may come to be: what records are kept in step with. Whoever changes a
    /// record asks for it while it holds [`upkeep`](Self::upkeep).
    pub fn whole(&self) -> Arc<TableSchema> {
        if let Some(settled) = self.parts.read().settled() {
            return Arc::clone(settled);
        }
        self.parts.write().whole()
    }

    /// Held while a record is changed together with its entries in all indexes of
    /// [`whole`](Self::whole), so that an index is not made in the middle of it.
    pub fn upkeep(&self) -> RwLockReadGuard<'_, ()> {
        self.upkeep.read()
    }

    /// The lock of [`upkeep`](Self::upkeep).
    pub(crate) fn users(&self) -> Users {
        Arc::clone(&self.upkeep)
    }

    /// Nobody changes records while this is held.
    pub(crate) fn no_upkeep(&self) -> RwLockWriteGuard<'_, ()> {
        self.upkeep.write()
    }

    /// Whether somebody whom a reader does not see is about to delete an index it would see.
    pub(crate) fn is_index_leaving(&self, view: View<'_>, name: &str) -> bool {
        self.parts.read().is_index_leaving(snapshot_of(view), name)
    }

    /// Held by whoever makes the tree of long values.
    pub(crate) fn one_tree_of_long_values(&self) -> MutexGuard<'_, ()> {
        self.long_values.lock()
    }

    /// A cursor goes by an index, until it says otherwise.
    pub(crate) fn use_index(&self, objid: Objid) {
        *self.index_uses.lock().entry(objid).or_default() += 1;
    }

    /// A cursor goes by an index no more.
    pub(crate) fn leave_index(&self, objid: Objid) {
        let mut uses = self.index_uses.lock();
        let count = uses.get_mut(&objid).expect("an index is used before it is left");
        *count -= 1;
        if *count == 0 {
            uses.remove(&objid);
        }
    }

    /// Whether any cursor goes by an index.
    pub(crate) fn is_index_in_use(&self, objid: Objid) -> bool {
        self.index_uses.lock().contains_key(&objid)
    }

    /// Changes the parts of its schema.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Parts) -> T) -> T {
        let mut parts = self.parts.write();
        let result = change(&mut parts);
        parts.changed();
        self.touch();
        result
    }

    fn touch(&self) {
        // Release pairs with `look` and `is_current`.
        self.epoch.fetch_add(1, Release);
    }

    /// Notes that a change deletes it.
    pub(crate) fn take_away(&self, gone: Stamp) {
        *self.gone.lock() = Some(gone);
    }

    /// Whether it is deleted, or about to be, and its pages are not given back yet; by whom.
    pub(crate) fn leaving(&self) -> Option<Stamp> {
        let gone = self.gone.lock();
        gone.as_ref().filter(|version| version.fate() == Fate::Pending).cloned()
    }

    /// Whether it never came to be, or is gone for good.
    pub(crate) fn is_nothing(&self) -> bool {
        let fate = |stamp: &Option<Stamp>| stamp.as_ref().map(|version| version.fate());
        fate(&self.made) == Some(Fate::Undone) || fate(&self.gone.lock()) == Some(Fate::Settled)
    }

    /// Whether somebody made it in a transaction that everybody sees.
    pub(crate) fn is_settled(&self) -> bool {
        self.made.as_ref().is_none_or(|version| version.fate() == Fate::Settled)
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

    /// How rows are written, kept while the schema is the same.
    ///
    /// # Errors
    /// As [`WritePlan::new`].
    pub fn write_plan(&self, cx: &ReadCx<'_>) -> Result<Arc<WritePlan>> {
        let whole = self.whole();
        if let Some(plan) = self.plan.read().as_ref().filter(|plan| plan.is_of(&whole)) {
            return Ok(Arc::clone(plan));
        }
        let plan = Arc::new(WritePlan::new(cx, self, whole)?);
        *self.plan.write() = Some(Arc::clone(&plan));
        Ok(plan)
    }

    /// The tree of one of its secondary indexes.
    ///
    /// # Errors
    /// [`TableError::Catalog`] when the catalog has no valid root for it, and what reading the
    /// root page gives.
    pub fn index_tree(&self, cx: &ReadCx<'_>, index: &IndexSchema) -> Result<Tree> {
        let bad = |what| {
            let (table, index) = (self.objid, &index.name);
            TableError::Catalog(format!("index {index:?} of object {table} {what}"))
        };
        let root = index.root.ok_or_else(|| bad("has no root"))?;
        let tree = Tree::open(cx, root)?;
        if tree.objid != index.objid {
            return Err(bad("has the root of another object"));
        }
        let density_free = density_free(cx.db.page_size(), index.density);
        Ok(Tree { density_free, ..tree })
    }
}
