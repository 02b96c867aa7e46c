//! Versions that nobody needs any more are forgotten, and deleted nodes that nobody sees removed
//! from their pages, which go back to their trees, as those of deleted trees do to others.

use jet_btree::BtreeError;
use jet_btree::version::DeadNode;
use jet_os::sync::atomic::Ordering::Relaxed;
use jet_types::DbId;

use super::{Durability, Engine};
use crate::error::{EngineError, EngineResult};
use crate::session::Session;

/// Nodes removed in one transaction of the engine's own.
const BATCH: usize = 64;
/// So many transactions' versions more than the last clean-up had to leave are worth another.
const WORTH: usize = 64;

impl Engine {
    /// Forgets versions that nobody needs any more, and removes nodes that nobody sees. Gives how
    /// many transactions' versions are left.
    ///
    /// # Errors
    /// What pages and log may give; nodes not removed stay where they are, deleted.
    pub fn clean(&self) -> EngineResult<usize> {
        let left = self.forget_versions();
        while self.remove_some()? {}
        Ok(left)
    }

    /// Whether there is anything for [`clean`](Self::clean) to look at.
    pub fn has_garbage(&self) -> bool {
        !self.committed.is_empty() || !self.dead.lock().is_empty()
    }

    /// Whether a clean-up is worth its while now.
    pub(super) fn wants_clean_up(&self) -> bool {
        self.committed.len() >= self.left.load(Relaxed) + WORTH
    }

    /// Forgets versions only. Gives how many transactions' versions are left.
    fn forget_versions(&self) -> usize {
        let _forgetting = self.forgetting.lock();
        let oldest = self.snapshots.oldest_limit();
        let mut dead = Vec::new();
        let left = self.committed.clean(&self.versions, oldest, |node| dead.push(node));
        self.dead.lock().append(&mut dead);
        self.left.store(left, Relaxed);
        left
    }

    /// Removes some of the nodes that are known to be dead. Tells whether there were any.
    fn remove_some(&self) -> EngineResult<bool> {
        let _upkeep = self.upkeep.lock();
        let batch: Vec<DeadNode> = {
            let mut dead = self.dead.lock();
            let count = dead.len().min(BATCH);
            dead.drain(..count).collect()
        };
        self.remove(&batch)?;
        Ok(!batch.is_empty())
    }

    fn remove(&self, batch: &[DeadNode]) -> EngineResult<()> {
        if batch.is_empty() {
            return Ok(());
        }
        self.in_own_transaction(Durability::Lazy, |writer| {
            for dead in batch {
                // Of a database that is gone, nothing is left to remove.
                let Some(writable) = self.writable(dead.node().db) else { continue };
                let cx = self.write_cx(&writable);
                dead.reclaim(&cx, writer).map_err(EngineError::from)?;
            }
            Ok(())
        })
    }

    /// Forgets all versions of a database that nobody has open, and removes what they leave. Tells
    /// whether all could be forgotten: those of open transactions cannot. The caller holds the
    /// upkeep.
    pub(super) fn clean_database(&self, dbid: DbId, removes: bool) -> EngineResult<bool> {
        let forgetting = self.forgetting.lock();
        let mut dead = Vec::new();
        self.committed.clean_database(&self.versions, dbid, |node| dead.push(node));
        let mut others = self.dead.lock();
        dead.extend(others.extract_if(.., |node| node.node().db == dbid));
        drop(others);
        drop(forgetting);
        if removes {
            dead.chunks(BATCH).try_for_each(|batch| self.remove(batch))?;
        }
        Ok(!self.versions.has_versions_in(dbid))
    }

    /// Before a statement: when versions fill most of their memory, those that nobody needs are
    /// forgotten first, by whoever needs the room. The oldest transaction may hold no more than its
    /// share.
    ///
    /// # Errors
    /// [`BtreeError::VersionStoreFull`].
    ///
    /// Source: ESE `ver.cxx`, the check of a transaction's size before each change.
    pub(super) fn make_room_for_versions(&self, session: &Session) -> EngineResult<()> {
        let max = self.versions.bytes_max();
        let share = max / 100 * self.config.max_transaction_percent as usize;
        let is_full = || self.versions.bytes_used() >= share;
        if self.versions.bytes_used() >= max / 2 {
            self.ring();
        }
        if self.versions.bytes_used() < max - max / 4 && !is_full() {
            return Ok(());
        }
        self.forget_versions();
        let is_oldest = self.snapshots.oldest_slot() == session.work.as_ref().map(|it| it.slot());
        if is_full() && is_oldest {
            return Err(BtreeError::VersionStoreFull.into());
        }
        Ok(())
    }
}
