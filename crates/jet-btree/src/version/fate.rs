//! What became of a version.
//!
//! What hangs off a change beside its node, such as a schema in memory, holds the version and asks
//! it, so that nobody has to be told of rollbacks and commits.

use jet_os::sync::atomic::{
    AtomicU8,
    Ordering::{Acquire, Release},
};

/// What became of a version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It is in its chain: uncommitted, or not seen by everybody.
    Pending,
    /// It was rolled back.
    Undone,
    /// It was committed, and everybody sees it.
    Settled,
}

/// Changes once, from [`Fate::Pending`].
#[derive(Debug, Default)]
pub(super) struct FateCell(AtomicU8);

impl FateCell {
    pub(super) fn get(&self) -> Fate {
        // Acquire pairs with `set`.
        match self.0.load(Acquire) {
            0 => Fate::Pending,
            1 => Fate::Undone,
            _ => Fate::Settled,
        }
    }

    pub(super) fn set(&self, fate: Fate) {
        let raw = match fate {
            Fate::Pending => 0,
            Fate::Undone => 1,
            Fate::Settled => 2,
        };
        // Release pairs with `get`.
        self.0.store(raw, Release);
    }
}
