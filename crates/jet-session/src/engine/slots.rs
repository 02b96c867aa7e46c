//! What an engine keeps for each session that may be: where its transaction begins in the log, and
//! since when it runs.
//!
//! A session of a user has the slot of its place; those behind are the engine's own.

use std::sync::OnceLock;

use jet_btree::writer::BeginMark;
use jet_os::sync::Mutex;
use jet_os::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed},
};
use jet_types::{Lgpos, Procid};

/// The slots of all sessions.
#[derive(Debug)]
pub(super) struct Slots {
    slots: Box<[Slot]>,
    /// Free slots of the engine's own.
    own: Mutex<Vec<usize>>,
}

#[derive(Debug, Default)]
struct Slot {
    /// Where the log of its transaction begins; made when it first has one.
    mark: OnceLock<BeginMark>,
    /// When its transaction began, in milliseconds.
    since_ms: AtomicU64,
}

/// A slot of the engine's own, given back when dropped.
#[derive(Debug)]
pub(super) struct OwnSlot<'a> {
    slots: &'a Slots,
    pub(super) slot: usize,
}

impl Slots {
    pub(super) fn new(users: usize, own: usize) -> Self {
        let slots = (0..users + own).map(|_| Slot::default()).collect();
        Self { slots, own: Mutex::new((users..users + own).rev().collect()) }
    }

    /// The number of a session in the log: from 1.
    pub(super) fn procid(slot: usize) -> Procid {
        Procid(u16::try_from(slot + 1).expect("there are fewer sessions than numbers"))
    }

    pub(super) fn mark(&self, slot: usize) -> BeginMark {
        self.slots[slot].mark.get_or_init(|| BeginMark::new(AtomicU64::new(0))).clone()
    }

    pub(super) fn set_since(&self, slot: usize, ms: u64) {
        self.slots[slot].since_ms.store(ms, Relaxed);
    }

    pub(super) fn since(&self, slot: usize) -> u64 {
        self.slots[slot].since_ms.load(Relaxed)
    }

    /// Where the oldest transaction begins that the log knows of, or is about to.
    pub(super) fn oldest_begin(&self) -> Option<Lgpos> {
        let marks = self.slots.iter().filter_map(|slot| slot.mark.get());
        // Acquire pairs with the store of whoever begins or ends: a transaction that is not seen
        // has marked its pages, and appended its last record.
        let begins = marks.map(|mark| mark.load(Acquire)).filter(|begin| *begin != 0);
        begins.min().map(Lgpos::from_number)
    }

    /// A slot for work of the engine's own.
    pub(super) fn own(&self) -> Option<OwnSlot<'_>> {
        self.own.lock().pop().map(|slot| OwnSlot { slots: self, slot })
    }
}

impl Drop for OwnSlot<'_> {
    fn drop(&mut self) {
        self.slots.own.lock().push(self.slot);
    }
}
