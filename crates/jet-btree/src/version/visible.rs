//! Which state of a node a snapshot sees.
//!
//! Source: ESE `ver.cxx`, node access by version and its correction of escrow columns.

use jet_os::sync::Arc;

use super::{Change, NodeId, Snapshot, Version, VersionStore};

/// The state of a node that a snapshot sees.
#[derive(Debug)]
pub enum Seen {
    /// The node on the page, unless its deleted flag is set.
    Page,
    /// The node on the page even if its deleted flag is set: the deletion is not seen yet.
    Alive,
    /// The before image of this replace, even if the deleted flag is set.
    Before(Arc<Version>),
    /// Nothing: the insertion is not seen yet.
    Absent,
}

impl VersionStore {
    /// Which state of `node` the snapshot sees. The caller holds the page's latch and asks only
    /// for nodes that carry the versioned flag.
    pub fn see(&self, node: NodeId<'_>, snapshot: &Snapshot) -> Seen {
        self.with_chain(node, |versions| walk(versions, snapshot))
    }

    /// What to add to the counter at `offset` of the node's data, as [`see`](Self::see) gave it,
    /// so that additions not seen by the snapshot are taken out again.
    pub fn escrow_correction(&self, node: NodeId<'_>, snapshot: &Snapshot, offset: u16) -> i64 {
        self.with_chain(node, |versions| correction(versions, snapshot, offset))
    }
}

/// What additions that are not seen add up to, negated.
fn correction(versions: &[Arc<Version>], snapshot: &Snapshot, offset: u16) -> i64 {
    let mut unseen = 0_i64;
    for version in versions {
        let seen = snapshot.sees(version.writer());
        match version.change() {
            // The before image of this replace holds the older additions already.
            Change::Replace { .. } if !seen => unseen = 0,
            Change::Delta { offset: at, by, .. } if !seen && *at == offset => {
                unseen = unseen.wrapping_add(*by);
            }
            _ => {}
        }
    }
    unseen.wrapping_neg()
}

/// Walks from the newest version to the oldest that the snapshot does not see. The oldest tells
/// whether the node was there before; the data is the image of the oldest replace, wherever it
/// stands in the walk: a deleted key that was inserted anew keeps its old image in the replace
/// half of the insertion.
fn walk(versions: &[Arc<Version>], snapshot: &Snapshot) -> Seen {
    let mut existed = None;
    let mut before = None;
    for version in versions.iter().take_while(|version| !snapshot.sees(version.writer())) {
        match version.change() {
            Change::Insert => existed = Some(false),
            Change::FlagDelete => existed = Some(true),
            Change::Replace { .. } => {
                existed = Some(true);
                before = Some(Arc::clone(version));
            }
            Change::Delta { .. }
            | Change::ReadLock
            | Change::WriteLock
            | Change::CreateTree { .. }
            | Change::DeleteTree => {}
        }
    }
    match (existed, before) {
        (None, _) => Seen::Page,
        (Some(false), _) => Seen::Absent,
        (Some(true), Some(replace)) => Seen::Before(replace),
        (Some(true), None) => Seen::Alive,
    }
}
