//! One cached page: its latch, whose page it is, and what of it waits to be written.
//!
//! Invariants, cited in code by number:
//! - F1. `owner` changes only under the exclusive latch. So whoever holds the latch in any mode and
//!   finds the owner it wants has the page, and keeps it until it leaves: the latch is the pin.
//! - F2. `version` rises under the exclusive latch, before the bytes change and when the owner
//!   does. Equal versions mean equal bytes.

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
    /// The newest log record that changed the page.
    lgpos_modify: AtomicU64,
    /// Used since the clock hand last came by.
    referenced: AtomicBool,
    /// The flush type of the newest write, 0 before the first.
    flush_type: AtomicU8,
}

#[cfg(not(loom))]
const _: () = assert!(size_of::<Frame>() <= 64);

/// `oldest` of a page without changes.
const CLEAN: u64 = u64::MAX;
/// `oldest` of a page whose changes were not logged: dirty, yet no log is needed.
const UNLOGGED: u64 = u64::MAX - 1;

/// How a latch is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mode {
    Shared,
    Reserved,
    Exclusive,
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
fn number(lgpos: Lgpos) -> u64 {
    u64::from_le_bytes(lgpos.to_bytes())
}

impl Default for Frame {
    fn default() -> Self {
        Self {
            latch: Latch::new(),
            owner: AtomicU64::new(0),
            version: AtomicU64::new(0),
            oldest: AtomicU64::new(CLEAN),
            lgpos_modify: AtomicU64::new(0),
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
        assert!(!self.is_dirty(), "frame of {:?} given up dirty", self.owner());
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

    /// Forgets changes that shall never be written. The caller holds the latch exclusively.
    pub(crate) fn discard(&self) {
        self.oldest.store(CLEAN, Relaxed);
    }

    /// Notes the newest record of the page. The caller holds the latch exclusively.
    pub(crate) fn set_lgpos_modify(&self, lgpos: Lgpos) {
        let lgpos = number(lgpos).max(self.lgpos_modify.load(Relaxed));
        self.lgpos_modify.store(lgpos, Relaxed);
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
