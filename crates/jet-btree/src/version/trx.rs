//! Who wrote a version, and how far a reader sees.

use std::sync::OnceLock;

use jet_os::sync::Arc;
use jet_os::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};
use jet_types::{Procid, TrxId};

use crate::writer::BeginMark;

/// The number of a transaction that has not committed. Later than every real number.
pub const UNCOMMITTED: TrxId = TrxId(u32::MAX);

/// Whether `a` comes before `b`. The counter wraps, so order is the sign of the difference;
/// [`UNCOMMITTED`] is after everything.
pub fn is_before(a: TrxId, b: TrxId) -> bool {
    match (a == UNCOMMITTED, b == UNCOMMITTED) {
        (true, _) => false,
        (false, true) => true,
        (false, false) => (a.get().wrapping_sub(b.get()) as i32) < 0,
    }
}

/// One outermost transaction, shared by the session that runs it and by all versions it made.
///
/// Versions point here instead of carrying a commit number of their own: a commit is one store,
/// whatever the size of the transaction.
#[derive(Debug)]
pub struct Transaction {
    begin0: TrxId,
    commit0: AtomicU32,
    /// Its session's number in the log, and where the log of the transaction starts.
    session: OnceLock<(Procid, BeginMark)>,
}

impl Transaction {
    /// A transaction that began as number `begin0`.
    pub fn begin(begin0: TrxId) -> Arc<Self> {
        let commit0 = AtomicU32::new(UNCOMMITTED.get());
        Arc::new(Self { begin0, commit0, session: OnceLock::new() })
    }

    /// Whose it is, as the log needs to know.
    pub(crate) fn set_session(&self, procid: Procid, mark: &BeginMark) {
        // A transaction is of one session.
        let _ = self.session.set((procid, BeginMark::clone(mark)));
    }

    /// Whose it is, if it may write.
    pub(crate) fn session(&self) -> Option<&(Procid, BeginMark)> {
        self.session.get()
    }

    /// Its begin number, as logged.
    pub fn begin0(&self) -> TrxId {
        self.begin0
    }

    /// Its commit number, or [`UNCOMMITTED`].
    pub fn commit0(&self) -> TrxId {
        // Acquire pairs with `set_committed`.
        TrxId(self.commit0.load(Acquire))
    }

    /// Gives the transaction its commit number. Readers see its changes from the moment their
    /// snapshot limit lies after `commit0`, so the caller raises that limit only afterwards.
    pub fn set_committed(&self, commit0: TrxId) {
        // Release pairs with `commit0`.
        self.commit0.store(commit0.get(), Release);
    }
}

/// What a reader or writer sees: everything committed before `limit`, and its own changes.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Commits before this number are seen; fixed at the outermost begin. A reader outside any
    /// transaction takes a new limit for every operation.
    pub limit: TrxId,
    /// The transaction whose own changes are seen, if there is one.
    pub own: Option<Arc<Transaction>>,
}

impl Snapshot {
    /// Whether `writer` is this snapshot's own transaction.
    pub fn owns(&self, writer: &Arc<Transaction>) -> bool {
        self.own.as_ref().is_some_and(|own| Arc::ptr_eq(own, writer))
    }

    /// Whether changes of `writer` belong to what this snapshot sees.
    pub fn sees(&self, writer: &Arc<Transaction>) -> bool {
        self.owns(writer) || is_before(writer.commit0(), self.limit)
    }
}
