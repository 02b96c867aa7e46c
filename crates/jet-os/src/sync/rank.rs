//! The order in which locks may be taken, checked in debug builds.

/// The place of a lock in the one order of all locks, outermost first. A thread takes locks only
/// in rising rank; `docs/locking.md` tells what each rank guards.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Rank {
    /// The life of an instance, and tables of instances.
    Instance,
    /// A session, for the length of a call.
    Session,
    /// The engine's own work: checkpoint, clean-up, and what may not happen beside them.
    Upkeep,
    /// Who forgets versions.
    Garbage,
    /// Attached databases.
    AttachList,
    /// Records of a table and its index entries, which change together.
    Records,
    /// The tree of long values of a table, while it is made.
    LongValues,
    /// Schemas in memory.
    Schema,
    /// What becomes of transactions and of their changes.
    Fates,
    /// The one order of commit numbers and commit records.
    CommitOrder,
    /// A chain of versions.
    VersionChain,
    /// The length of a database file, while it changes.
    FileLength,
    /// The cache's bookkeeping.
    FrameTable,
    /// The log buffer and the log's files.
    LogBuffer,
    /// Which databases' headers follow the log.
    Headers,
    /// The header of a database, while it is written.
    DbHeader,
    /// Nothing is locked below it but a device.
    Leaf,
    /// A simulated device, which may be reached wherever a real one may.
    Device,
}

/// A lock held by this thread; dropping it ends the holding.
#[derive(Debug)]
pub(super) struct Held {
    #[cfg(all(debug_assertions, not(loom)))]
    rank: Rank,
}

#[cfg(all(debug_assertions, not(loom)))]
std::thread_local! {
    /// Ranks of the locks this thread holds, in the order taken.
    static HELD: std::cell::RefCell<Vec<Rank>> = const { std::cell::RefCell::new(Vec::new()) };
}

impl Held {
    /// Notes that this thread is about to wait for a lock of `rank`.
    ///
    /// # Panics
    /// In debug builds, when a lock of this or a later rank is held already.
    #[cfg(all(debug_assertions, not(loom)))]
    pub(super) fn enter(rank: Rank) -> Self {
        HELD.with_borrow_mut(|held| {
            let last = held.iter().max().copied();
            assert!(last < Some(rank), "lock of rank {rank:?} taken while holding {held:?}");
            held.push(rank);
        });
        Self { rank }
    }

    /// Release builds and models do not check.
    #[cfg(not(all(debug_assertions, not(loom))))]
    pub(super) fn enter(_rank: Rank) -> Self {
        Self {}
    }

    /// As [`enter`](Self::enter) for an attempt that never waits, so that order does not matter.
    #[cfg(all(debug_assertions, not(loom)))]
    pub(super) fn enter_without_wait(rank: Rank) -> Self {
        HELD.with_borrow_mut(|held| held.push(rank));
        Self { rank }
    }

    /// Release builds and models do not check.
    #[cfg(not(all(debug_assertions, not(loom))))]
    pub(super) fn enter_without_wait(_rank: Rank) -> Self {
        Self {}
    }
}

#[cfg(all(debug_assertions, not(loom)))]
impl Drop for Held {
    fn drop(&mut self) {
        HELD.with_borrow_mut(|held| {
            let at = held.iter().rposition(|rank| *rank == self.rank);
            // A guard sent to another thread is not on this thread's list.
            if let Some(at) = at {
                held.remove(at);
            }
        });
    }
}
