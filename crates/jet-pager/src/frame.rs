//! One cached page: its latch and whose page it is.

use jet_os::sync::Latch;
use jet_os::sync::atomic::{
    AtomicBool, AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};
use jet_types::Pgno;

/// The state of a frame; its bytes are in the region.
///
/// Invariant, cited as F1: `owner` changes only under the exclusive latch. So whoever holds the
/// latch in any mode and finds the owner it wants has the page, and keeps it until it leaves: the
/// latch is the pin.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    pub(crate) latch: Latch,
    /// Database slot and page number, 0 when the frame holds none.
    owner: AtomicU64,
    /// Used since the clock hand last came by.
    referenced: AtomicBool,
}

/// A page of one of the pool's databases, as one number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct PageId {
    pub(crate) slot: u32,
    pub(crate) pgno: Pgno,
}

impl PageId {
    fn pack(self) -> u64 {
        u64::from(self.slot) << 32 | u64::from(self.pgno.get())
    }
}

impl Frame {
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
        // Release pairs with `owner`.
        self.owner.store(page.map_or(0, PageId::pack), Release);
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
