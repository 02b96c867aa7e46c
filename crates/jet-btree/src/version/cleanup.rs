//! Forgetting versions that no snapshot needs any more.
//!
//! Committed transactions queue here in commit order. A version may go once its commit number is
//! before every snapshot limit in use (V3); as the queue is in commit order, the first that must
//! stay ends the pass. What is dead then, a node or a tree that nobody can see, is handed to the
//! caller to be reclaimed.

use std::collections::VecDeque;

use jet_os::sync::{Arc, Mutex};
use jet_types::{DbId, TrxId};

use super::{Change, NodeId, NodeKey, Version, VersionStore, is_before};
use crate::error::{BtreeError, Result};
use crate::space;
use crate::tree::Tree;
use crate::writer::{WriteCx, Writer};

/// What everybody sees as deleted: a node that may be removed from its page, or, when its name has
/// no key, a whole tree whose pages may be given back.
#[derive(Debug)]
pub struct DeadNode(Arc<NodeKey>);

impl DeadNode {
    /// The node of a version.
    pub(crate) fn of(version: &Version) -> Self {
        Self(Arc::clone(&version.node))
    }

    /// Which node.
    pub fn node(&self) -> NodeId<'_> {
        self.0.id()
    }

    /// Removes it from the file. Does nothing when its tree is gone already. Dead nodes are
    /// reclaimed one after the other, in the order they were told of.
    ///
    /// # Errors
    /// What space, log and pages may give.
    pub fn reclaim(&self, cx: &WriteCx<'_>, writer: &mut Writer) -> Result<()> {
        let NodeId { pgno_fdp, objid, key, data, .. } = self.node();
        // Only in a tree that is not unique is data part of the name, and no node is without data.
        let tree = Tree::new(pgno_fdp, objid, data.is_empty());
        // Objects are never used twice, so this root is the tree's, or another's by now.
        match Tree::open(&cx.raw(), pgno_fdp) {
            Ok(found) if found.objid == objid => {}
            Ok(_) | Err(BtreeError::Corrupt { .. }) => return Ok(()),
            Err(error) => return Err(error),
        }
        if key.is_empty() {
            space::free_tree(cx, writer, &tree)
        } else {
            tree.remove(cx, writer, key, data)
        }
    }
}

/// Committed transactions whose versions are still in the store, oldest commit first.
#[derive(Debug, Default)]
pub struct CleanupQueue {
    committed: Mutex<VecDeque<(TrxId, Vec<Arc<Version>>)>>,
}

impl CleanupQueue {
    /// An empty queue.
    pub fn new() -> Self {
        Self::default()
    }

    /// Queues the versions of a transaction. Called in commit order: the caller still holds what
    /// ordered the commits.
    pub fn push(&self, commit0: TrxId, versions: Vec<Arc<Version>>) {
        if !versions.is_empty() {
            self.committed.lock().push_back((commit0, versions));
        }
    }

    /// Forgets what was committed before `oldest`, the smallest snapshot limit in use, and reports
    /// dead nodes. Returns how many transactions remain.
    pub fn clean(
        &self,
        store: &VersionStore,
        oldest: TrxId,
        mut dead: impl FnMut(DeadNode),
    ) -> usize {
        while let Some(versions) = self.take_before(oldest) {
            versions.iter().for_each(|version| forget(store, version, &mut dead));
        }
        self.committed.lock().len()
    }

    /// The same for all that was committed in one database, which nobody can see any more.
    pub fn clean_database(&self, store: &VersionStore, db: DbId, mut dead: impl FnMut(DeadNode)) {
        let mut gone = Vec::new();
        self.committed.lock().retain_mut(|(_, versions)| {
            gone.extend(versions.extract_if(.., |version| version.node().db == db));
            !versions.is_empty()
        });
        gone.iter().for_each(|version| forget(store, version, &mut dead));
    }

    /// How many transactions' versions are waiting.
    pub fn len(&self) -> usize {
        self.committed.lock().len()
    }

    /// Whether none are.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The oldest transaction's versions, if it committed before `oldest`. One at a time, so that
    /// committing sessions never wait for a whole pass.
    fn take_before(&self, oldest: TrxId) -> Option<Vec<Arc<Version>>> {
        let mut committed = self.committed.lock();
        let (commit0, _) = committed.front()?;
        if !is_before(*commit0, oldest) {
            return None;
        }
        committed.pop_front().map(|(_, versions)| versions)
    }
}

fn forget(store: &VersionStore, version: &Arc<Version>, dead: &mut impl FnMut(DeadNode)) {
    store.settle(version);
    if store.is_dead(version) {
        dead(DeadNode::of(version));
    }
}

impl VersionStore {
    /// Whether a settled version leaves something to reclaim.
    fn is_dead(&self, version: &Version) -> bool {
        match version.change() {
            Change::DeleteTree => true,
            // A newer version means the key lives again or is being changed.
            Change::FlagDelete => {
                !self.has_versions(version.node()) && !self.is_tree_in_change(version.node())
            }
            _ => false,
        }
    }

    /// Whether the tree of a node was made or is to go by a transaction not everybody sees: its
    /// pages may be given back as a whole, and its nodes are left alone until that is decided.
    pub(crate) fn is_tree_in_change(&self, node: NodeId<'_>) -> bool {
        self.has_versions(NodeId { key: &[], data: &[], ..node })
    }
}
