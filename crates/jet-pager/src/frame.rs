//! One cached page: its latch, whose page it is, and what of it waits to be written.
//!
//! Invariants, cited in code by number:
//! - F1. `owner` changes only under the exclusive latch. So whoever holds the latch in any mode and
//!   finds the owner it wants has the page, and keeps it until it leaves: the latch is the pin.
//! - F2. `version` rises under the exclusive latch, before the bytes change and when the owner
//!   does. Equal versions mean equal bytes.
//! - F3. Where the log must start for the page moves one way only, and is never out of sight:
//!   `oldest` while no write has taken the changes, `writing` until a write of them has ended well,
//!   then the file's [`Unsynced`](crate::unsynced::Unsynced) until a sync. Each is set before the
//!   one before it is cleared. A write that failed puts it back into `oldest` and leaves `writing`.
//! - F4. A page has at most one write in flight; who set `in_flight` ends it.

#[cfg(all(test, loom))]
mod loom_tests;

use jet_os::sync::Latch;
use jet_os::sync::atomic::{
    AtomicBool, AtomicU8, AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};
use jet_types::{Lgpos, Pgno};

/// The state of a frame; its bytes are in the region. All of it fits one cache line.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) latch: Latch,
    /// Database slot and page number, 0 when the frame holds none.
    owner: AtomicU64,
    /// Change counter (F2).
    version: AtomicU64,
    /// Where the log must start to repeat the changes that no write has taken yet.
    oldest: AtomicU64,
    /// The same of changes that a write has taken and not ended well.
    writing: AtomicU64,
    /// The newest log record that changed the page.
    lgpos_modify: AtomicU64,
    /// A write is going on (F4).
    in_flight: AtomicBool,
    /// Used since the clock hand last came by.
    referenced: AtomicBool,
    /// The flush type of the newest write, 0 before the first.
    flush_type: AtomicU8,
}

#[cfg(not(loom))]
const _: () = assert!(size_of::<Frame>() <= 64);

/// `oldest` of a page without changes.
pub(crate) const CLEAN: u64 = u64::MAX;
/// `oldest` of a page whose changes were not logged: dirty, yet no log is needed.
const UNLOGGED: u64 = u64::MAX - 1;

/// How a latch is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mode {
    Shared,
    Reserved,
    Exclusive,
}

/// What came of beginning a write.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Begun {
    /// The changes are taken; `oldest` is where the log must start for them.
    Taken { oldest: u64 },
    /// There are none. Others may have seen the page in flight for a moment.
    Clean,
    /// A write is going on.
    InFlight,
}

/// A page of one of the pool's databases, as one number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct PageId {
    pub(crate) slot: u32,
    pub(crate) pgno: Pgno,
}

impl PageId {
    fn pack(self) -> u64 {
        u64::from(self.slot) << 32 | u64::from(self.pgno.get())
    }
}

/// A position as one number in log order.
pub(crate) fn number(lgpos: Lgpos) -> u64 {
    u64::from_le_bytes(lgpos.to_bytes())
}

/// The position with this number, `None` for [`CLEAN`] and the mark of unlogged changes.
pub(crate) fn position(number: u64) -> Option<Lgpos> {
    (number < UNLOGGED).then(|| Lgpos::from_bytes(number.to_le_bytes()))
}

impl Default for Frame {
    fn default() -> Self {
        Self {
            latch: Latch::new(),
            owner: AtomicU64::new(0),
            version: AtomicU64::new(0),
            oldest: AtomicU64::new(CLEAN),
            writing: AtomicU64::new(CLEAN),
            lgpos_modify: AtomicU64::new(0),
            in_flight: AtomicBool::new(false),
            referenced: AtomicBool::new(false),
            flush_type: AtomicU8::new(0),
        }
    }
}

impl Frame {
    /// Waits for the latch.
    pub(crate) fn enter(&self, mode: Mode) {
        match mode {
            Mode::Shared => self.latch.shared(),
            Mode::Reserved => self.latch.reserved(),
            Mode::Exclusive => self.latch.exclusive(),
        }
    }

    /// Takes the latch if that needs no waiting.
    pub(crate) fn try_enter(&self, mode: Mode) -> bool {
        match mode {
            Mode::Shared => self.latch.try_shared(),
            Mode::Reserved => self.latch.try_reserved(),
            Mode::Exclusive => self.latch.try_exclusive(),
        }
    }

    /// Ends a hold of the latch.
    pub(crate) fn leave(&self, mode: Mode) {
        match mode {
            Mode::Shared => self.latch.leave_shared(),
            Mode::Reserved => self.latch.leave_reserved(),
            Mode::Exclusive => self.latch.leave_exclusive(),
        }
    }

    /// Whose page it holds. Stable only under the latch (F1).
    pub(crate) fn owner(&self) -> Option<PageId> {
        // Acquire pairs with `set_owner`.
        let packed = self.owner.load(Acquire);
        Pgno::new(packed as u32).map(|pgno| PageId { slot: (packed >> 32) as u32, pgno })
    }

    /// Whether it holds this page. The caller holds the latch.
    pub(crate) fn is(&self, page: PageId) -> bool {
        self.owner.load(Relaxed) == page.pack()
    }

    /// Changes what it holds. The caller holds the latch exclusively (F1).
    pub(crate) fn set_owner(&self, page: Option<PageId>) {
        assert!(self.is_in_file(), "frame of {:?} given up dirty", self.owner());
        self.raise_version();
        // Release pairs with `owner`.
        self.owner.store(page.map_or(0, PageId::pack), Release);
    }

    /// Starts the life of a page just read, or never written: flush type 0.
    pub(crate) fn set_loaded(&self, flush_type: u8) {
        self.lgpos_modify.store(0, Relaxed);
        self.flush_type.store(flush_type, Relaxed);
    }

    /// The change counter. Whoever holds a latch sees every change made under latches that were
    /// given up before it was taken, as latches publish; so relaxed will do.
    pub(crate) fn version(&self) -> u64 {
        self.version.load(Relaxed)
    }

    /// The caller holds the latch exclusively, so nobody else counts (F2).
    fn raise_version(&self) {
        self.version.store(self.version.load(Relaxed) + 1, Relaxed);
    }

    /// Notes that the page is about to change, and where the log must start to repeat the change;
    /// [`Lgpos::NONE`] when it is not logged. The caller holds the latch exclusively.
    pub(crate) fn mark_dirty(&self, oldest: Lgpos) {
        self.raise_version();
        let oldest = if oldest.is_none() { UNLOGGED } else { number(oldest) };
        // Nobody takes dirt away under the exclusive latch, so a lower mark stays.
        if oldest < self.oldest.load(Relaxed) {
            self.oldest.fetch_min(oldest, Relaxed);
        }
    }

    /// Whether changes wait to be written.
    pub(crate) fn is_dirty(&self) -> bool {
        self.oldest.load(Relaxed) != CLEAN
    }

    /// Whether the page may leave memory: the file has it. The caller holds the latch exclusively,
    /// so it stays true.
    pub(crate) fn is_in_file(&self) -> bool {
        // A write that failed marks the page dirty before it ends, so its end is looked for first.
        !self.in_flight() && !self.is_dirty()
    }

    /// Whether a write is going on.
    pub(crate) fn in_flight(&self) -> bool {
        // Acquire pairs with `end_write`: its marks are seen.
        self.in_flight.load(Acquire)
    }

    /// The lowest position the log must start from for changes of this page that are in no file
    /// yet, [`CLEAN`] when there are none.
    pub(crate) fn oldest(&self) -> u64 {
        // Each acquire pairs with the release that cleared: what F3 says was set before is seen,
        // here in `writing`, for the second in the file's note.
        let oldest = self.oldest.load(Acquire);
        oldest.min(self.writing.load(Acquire))
    }

    /// Takes the changes for a write. The caller holds the latch, and copies the bytes before it
    /// leaves.
    pub(crate) fn begin_write(&self) -> Begun {
        // Acquire pairs with `end_write`: what the last write left is seen (F4).
        if self.in_flight.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            return Begun::InFlight;
        }
        let oldest = self.oldest.load(Relaxed);
        if oldest == CLEAN {
            self.in_flight.store(false, Release);
            return Begun::Clean;
        }
        let oldest = oldest.min(self.writing.load(Relaxed));
        self.writing.store(oldest, Relaxed);
        // Release pairs with `oldest`: who sees it cleared sees `writing` (F3).
        self.oldest.store(CLEAN, Release);
        Begun::Taken { oldest }
    }

    /// Ends a write. After a good one the caller has noted its `oldest` with the file; after a
    /// failed one the page is dirty again. Needs no latch.
    pub(crate) fn end_write(&self, is_written: bool) {
        if is_written {
            // Release pairs with `oldest`: who sees it cleared sees the file's note (F3).
            self.writing.store(CLEAN, Release);
        } else {
            self.oldest.fetch_min(self.writing.load(Relaxed), Relaxed);
        }
        // Release pairs with `begin_write` and `in_flight`.
        self.in_flight.store(false, Release);
    }

    /// The flush type of the write begun: one on from the last.
    pub(crate) fn next_flush_type(&self) -> u8 {
        let next = self.flush_type.load(Relaxed) % 3 + 1;
        self.flush_type.store(next, Relaxed);
        next
    }

    /// Forgets changes that shall never be written. The caller holds the latch exclusively, and no
    /// write is going on.
    pub(crate) fn discard(&self) {
        assert!(!self.in_flight(), "page {:?} discarded in flight", self.owner());
        self.oldest.store(CLEAN, Relaxed);
        self.writing.store(CLEAN, Relaxed);
    }

    /// Notes the newest record of the page. The caller holds the latch exclusively.
    pub(crate) fn set_lgpos_modify(&self, lgpos: Lgpos) {
        let lgpos = number(lgpos).max(self.lgpos_modify.load(Relaxed));
        self.lgpos_modify.store(lgpos, Relaxed);
    }

    /// The newest record of the page. The caller holds the latch.
    pub(crate) fn lgpos_modify(&self) -> Lgpos {
        Lgpos::from_bytes(self.lgpos_modify.load(Relaxed).to_le_bytes())
    }

    /// Notes a use. A hit writes nothing when the note stands already.
    pub(crate) fn touch(&self) {
        if !self.referenced.load(Relaxed) {
            self.referenced.store(true, Relaxed);
        }
    }

    /// Takes the note away and tells whether there was one.
    pub(crate) fn untouch(&self) -> bool {
        self.referenced.load(Relaxed) && self.referenced.swap(false, Relaxed)
    }
}
