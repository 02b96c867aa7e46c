//! Transaction numbers, what a new snapshot sees, and the oldest snapshot in use.
//!
//! One counter gives begin and commit numbers. A commit draws its number and appends its record
//! under one lock, so commit numbers, commit records and their durability come in the same order.
//! A commit is *published* once that order says it may be seen; a new snapshot sees what is
//! published. Publishing number `c` publishes every commit before it: by the order above they are
//! durable when `c` is.
//!
//! Invariants, cited in code by number:
//! - S1. `published` never falls, and every commit before it has stored its number.
//! - S2. A session's slot holds a number no later than the limit of the snapshot it uses, from
//!   before the limit is chosen until the snapshot is given up.
//! - S3. So [`Snapshots::oldest_limit`] is never later than a limit in use or yet to be chosen.
//!
//! Readers never wait: a commit that is still on its way to the disk is simply not seen yet.
//!
//! Not here: nesting levels and the log (`transaction.rs`), versions (`jet-btree`).

#[cfg(all(test, loom))]
mod loom_tests;
#[cfg(all(test, not(loom)))]
mod tests;

use crossbeam::utils::CachePadded;
use jet_btree::version::{Transaction, UNCOMMITTED, is_before};
use jet_os::sync::atomic::{
    AtomicU32,
    Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst},
    fence,
};
use jet_os::sync::{Mutex, Rank};
use jet_types::TrxId;

/// Begin and commit numbers grow by this; read-only snapshots fit between.
const STEP: u32 = 4;

/// Numbers and limits of one instance; one slot per session.
#[derive(Debug)]
pub struct Snapshots {
    /// The last number drawn.
    newest: AtomicU32,
    /// Commits before this number are seen by new snapshots (S1).
    published: AtomicU32,
    /// The limit each session uses (S2); [`UNCOMMITTED`] when it uses none.
    limits: Box<[CachePadded<AtomicU32>]>,
    /// Held while a commit number is drawn and its record appended.
    commit_order: Mutex<()>,
}

/// What a session gets when its outermost transaction begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Begun {
    /// The transaction's number, as logged; of a read-only one, a number nobody else has or logs.
    pub begin0: TrxId,
    /// Commits before this number are seen.
    pub limit: TrxId,
}

impl Snapshots {
    /// Numbers after `newest` (0 for a new instance), for `sessions` sessions.
    pub fn new(newest: TrxId, sessions: usize) -> Self {
        let free = || CachePadded::new(AtomicU32::new(UNCOMMITTED.get()));
        Self {
            newest: AtomicU32::new(newest.get()),
            published: AtomicU32::new(newest.get().wrapping_add(1)),
            limits: (0..sessions).map(|_| free()).collect(),
            commit_order: Mutex::with_rank(Rank::CommitOrder, ()),
        }
    }

    /// Begins a read-write transaction for the session in `slot`.
    pub fn begin(&self, slot: usize) -> Begun {
        let limit = self.enter(slot);
        let begin0 = TrxId(self.newest.fetch_add(STEP, Relaxed).wrapping_add(STEP));
        Begun { begin0, limit }
    }

    /// Begins a read-only transaction: it moves no counter.
    pub fn begin_read_only(&self, slot: usize) -> Begun {
        let limit = self.enter(slot);
        let begin0 = TrxId(self.newest.load(Relaxed).wrapping_add(STEP / 2));
        Begun { begin0, limit }
    }

    /// The limit for one operation outside any transaction. It needs no slot: a version forgotten
    /// meanwhile leaves the page as the operation should see it.
    pub fn current_limit(&self) -> TrxId {
        // Acquire pairs with `publish`.
        TrxId(self.published.load(Acquire))
    }

    /// Gives up the snapshot of the session in `slot`.
    pub fn end(&self, slot: usize) {
        // Release pairs with `oldest_limit`: what the session read, it has read.
        self.limits[slot].store(UNCOMMITTED.get(), Release);
    }

    /// Draws the commit number of `transaction` and lets `append` log it, in one order with all
    /// other commits. The commit is not seen before [`publish`](Self::publish).
    ///
    /// # Errors
    /// What `append` returns; the transaction is still uncommitted then.
    pub fn commit<T, E>(
        &self,
        transaction: &Transaction,
        append: impl FnOnce(TrxId) -> Result<T, E>,
    ) -> Result<(TrxId, T), E> {
        let _order = self.commit_order.lock();
        let number = TrxId(self.newest.fetch_add(STEP, Relaxed).wrapping_add(STEP));
        let appended = append(number)?;
        transaction.set_committed(number);
        Ok((number, appended))
    }

    /// Lets new snapshots see the commit `number` and all before it.
    pub fn publish(&self, number: TrxId) {
        let after = number.get().wrapping_add(1);
        let mut published = self.published.load(Relaxed);
        while is_before(TrxId(published), TrxId(after)) {
            // Release pairs with `enter` and `current_limit` (S1).
            match self.published.compare_exchange(published, after, AcqRel, Relaxed) {
                Ok(_) => return,
                Err(now) => published = now,
            }
        }
    }

    /// Versions committed before this number are needed by nobody (S3).
    pub fn oldest_limit(&self) -> TrxId {
        self.oldest().0
    }

    /// The slot that holds back [`oldest_limit`](Self::oldest_limit), or `None` when no session
    /// does.
    pub fn oldest_slot(&self) -> Option<usize> {
        self.oldest().1
    }

    fn oldest(&self) -> (TrxId, Option<usize>) {
        let mut oldest = (TrxId(self.published.load(Acquire)), None);
        // Pairs with the fence in `enter`: either we see its slot, or it sees our `published`.
        fence(SeqCst);
        for (slot, limit) in self.limits.iter().enumerate() {
            let limit = TrxId(limit.load(Acquire));
            if is_before(limit, oldest.0) || (limit == oldest.0 && oldest.1.is_none()) {
                oldest = (limit, Some(slot));
            }
        }
        oldest
    }

    /// Chooses the limit of a new snapshot. The slot first takes a number that can only be too
    /// early, so that no clean-up runs past the limit chosen right after (S2).
    fn enter(&self, slot: usize) -> TrxId {
        let slot = &self.limits[slot];
        assert!(slot.load(Relaxed) == UNCOMMITTED.get(), "a session has one snapshot at a time");
        slot.store(self.published.load(Relaxed), Relaxed);
        // Pairs with the fence in `oldest`.
        fence(SeqCst);
        // Acquire pairs with `publish`.
        let limit = self.published.load(Acquire);
        slot.store(limit, Release);
        TrxId(limit)
    }
}
