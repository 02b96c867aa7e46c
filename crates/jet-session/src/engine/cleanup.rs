//! Versions that nobody needs any more are forgotten, and deleted nodes that nobody sees removed
//! from their pages, which go back to their trees, as those of deleted trees do to others.

use jet_btree::version::DeadNode;
use jet_types::DbId;

use super::{Durability, Engine};
use crate::error::{EngineError, EngineResult};
use crate::session::Session;

/// Nodes removed in one transaction of the engine's own.
const BATCH: usize = 64;

impl Engine {
    /// Forgets versions that nobody needs any more, and removes nodes that nobody sees. Gives how
    /// many transactions' versions are left.
    ///
    /// # Errors
    /// What pages and log may give; nodes not removed stay where they are, deleted.
    pub fn clean(&self) -> EngineResult<usize> {
        let _upkeep = self.upkeep.lock();
        let left = self.forget_versions();
        self.remove_dead()?;
        Ok(left)
    }

    /// Whether there is anything for [`clean`](Self::clean) to look at.
    pub fn has_garbage(&self) -> bool {
        !self.committed.is_empty() || !self.dead.lock().is_empty()
    }

    /// Forgets versions only. Gives how many transactions' versions are left.
    fn forget_versions(&self) -> usize {
        let oldest = self.snapshots.oldest_limit();
        let mut dead = Vec::new();
        let left = self.committed.clean(&self.versions, oldest, |node| dead.push(node));
        self.dead.lock().append(&mut dead);
        left
    }

    /// Removes the nodes that are known to be dead.
    fn remove_dead(&self) -> EngineResult<()> {
        loop {
            let batch: Vec<DeadNode> = {
                let mut dead = self.dead.lock();
                let count = dead.len().min(BATCH);
                dead.drain(..count).collect()
            };
            if batch.is_empty() {
                return Ok(());
            }
            self.remove(&batch)?;
        }
    }

    fn remove(&self, batch: &[DeadNode]) -> EngineResult<()> {
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
        let mut dead = Vec::new();
        self.committed.clean_database(&self.versions, dbid, |node| dead.push(node));
        let mut others = self.dead.lock();
        dead.extend(others.extract_if(.., |node| node.node().db == dbid));
        drop(others);
        if removes {
            dead.chunks(BATCH).try_for_each(|batch| self.remove(batch))?;
        }
        Ok(!self.versions.has_versions_in(dbid))
    }

    /// Before a statement: when versions fill most of their memory, those that nobody needs are
    /// forgotten first, by whoever needs the room.
    pub(super) fn make_room_for_versions(&self, session: &Session) -> EngineResult<()> {
        let (used, max) = (self.versions.bytes_used(), self.versions.bytes_max());
        if used < max - max / 4 || session.level() == 0 {
            return Ok(());
        }
        self.forget_versions();
        Ok(())
    }
}
