//! What a call may see.

use jet_os::sync::Arc;
use jet_pager::{BufferPool, Db, ReadPage};
use jet_types::{DbId, Pgno};

use crate::error::Result;
use crate::node::Node;
use crate::tree::Tree;
use crate::version::{Kind, NodeId, Seen, Snapshot, Version, VersionStore};

/// What a reading call needs, by reference: where pages come from, and which states it sees.
#[derive(Clone, Copy, Debug)]
pub struct ReadCx<'a> {
    /// Pages in memory.
    pub pool: &'a BufferPool,
    /// The database they are of.
    pub db: &'a Db,
    /// Which state of each node is seen.
    pub view: View<'a>,
}

/// Which state of each node a reader sees.
#[derive(Clone, Copy, Debug)]
pub enum View<'a> {
    /// What is on the pages; deleted nodes are not there. Right for files nobody changes.
    Raw,
    /// What a snapshot sees of pages that others change meanwhile.
    Snapshot {
        /// The snapshot.
        snapshot: &'a Snapshot,
        /// What nodes were before.
        versions: &'a VersionStore,
        /// The database's place in the version store.
        db: DbId,
    },
}

/// Whether and how a reader sees a node.
#[derive(Clone, Debug)]
pub(crate) enum Sight {
    /// Not at all.
    Hidden,
    /// As it is on the page.
    Page,
    /// With the data it had before a change.
    Image(Arc<Version>),
}

impl<'a> ReadCx<'a> {
    /// A reader of a file that nobody changes.
    pub fn raw(pool: &'a BufferPool, db: &'a Db) -> Self {
        Self { pool, db, view: View::Raw }
    }

    /// Latches a page to read.
    ///
    /// # Errors
    /// See [`BufferPool::read`].
    pub fn read(&self, pgno: Pgno) -> Result<ReadPage<'a>> {
        Ok(self.pool.read(self.db, pgno)?)
    }

    /// How a leaf node is seen by this reader, who holds the latch of its page. Only nodes that
    /// carry the versioned flag are looked up.
    pub(crate) fn sight(&self, tree: &Tree, node: &Node<'_>) -> Sight {
        let on_page = if node.flags.is_deleted() { Sight::Hidden } else { Sight::Page };
        let View::Snapshot { snapshot, versions, db } = self.view else { return on_page };
        if !node.flags.is_versioned() {
            return on_page;
        }
        let seen = tree.with_id(db, node, |id| versions.see(id, snapshot));
        match seen {
            Seen::Page => on_page,
            Seen::Alive => Sight::Page,
            Seen::Before(version) => Sight::Image(version),
            Seen::Absent => Sight::Hidden,
        }
    }

    /// Whether this reader, who holds the latch of a node's page, could change the node as well:
    /// nobody else has changed it so that the reader does not see it.
    pub fn may_change(&self, tree: &Tree, node: &Node<'_>) -> bool {
        let View::Snapshot { snapshot, versions, db } = self.view else { return true };
        tree.with_id(db, node, |id| versions.may_change(id, snapshot, Kind::Replace))
    }

    /// What to add to the counter at `offset` of a node's data, which this reader holds the latch
    /// of, so that additions it does not see are taken out again.
    pub fn counter_correction(&self, tree: &Tree, node: &Node<'_>, offset: u16) -> i64 {
        let View::Snapshot { snapshot, versions, db } = self.view else { return 0 };
        if !node.flags.is_versioned() {
            return 0;
        }
        tree.with_id(db, node, |id| versions.escrow_correction(id, snapshot, offset))
    }
}

/// Bytes of key that are joined without allocating.
const KEY_ON_STACK: usize = 256;

impl Tree {
    /// Calls `f` with the name that versions know a node by.
    pub(crate) fn with_id<T>(
        &self,
        db: DbId,
        node: &Node<'_>,
        f: impl FnOnce(NodeId<'_>) -> T,
    ) -> T {
        let data = if self.is_unique { &[] } else { node.data };
        let id = |key| NodeId { db, pgno_fdp: self.root, objid: self.objid, key, data };
        let key = node.key;
        if key.prefix.is_empty() {
            return f(id(key.suffix));
        }
        let mut joined = [0; KEY_ON_STACK];
        match joined.get_mut(..key.len()) {
            Some(bytes) => {
                let (prefix, suffix) = bytes.split_at_mut(key.prefix.len());
                prefix.copy_from_slice(key.prefix);
                suffix.copy_from_slice(key.suffix);
                f(id(bytes))
            }
            None => f(id(&key.to_vec())),
        }
    }
}
