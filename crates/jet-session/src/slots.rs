//! A stack of free slot numbers: take one, give one back, from any thread, without a lock.
//!
//! The head carries a tag that changes with every take and give, so a head seen before and found
//! again is the same head. Taking is one compare-exchange however many slots there are.

use jet_os::sync::atomic::{
    AtomicU32, AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};

/// The end of the stack.
const NONE: u32 = u32::MAX;

/// Free slot numbers of `0..n`.
#[derive(Debug)]
pub struct FreeSlots {
    /// Tag above, first free slot below.
    head: AtomicU64,
    /// Per free slot the next one.
    next: Box<[AtomicU32]>,
}

impl FreeSlots {
    /// Slots `0..count`, all free; the lowest is taken first.
    pub fn new(count: u32) -> Self {
        let next = (1..=count).map(|next| AtomicU32::new(if next < count { next } else { NONE }));
        let first = if count == 0 { NONE } else { 0 };
        Self { head: AtomicU64::new(u64::from(first)), next: next.collect() }
    }

    /// How many slots there are, free or not.
    pub fn len(&self) -> usize {
        self.next.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.next.is_empty()
    }

    /// Takes a free slot, or `None` when all are taken.
    pub fn claim(&self) -> Option<u32> {
        // Acquire pairs with `release`: we see all that the last owner of the slot wrote.
        let mut head = self.head.load(Acquire);
        loop {
            let slot = head as u32;
            if slot == NONE {
                return None;
            }
            let next = self.next[slot as usize].load(Relaxed);
            match self.head.compare_exchange_weak(head, step(head, next), Acquire, Acquire) {
                Ok(_) => return Some(slot),
                Err(now) => head = now,
            }
        }
    }

    /// Gives back a slot got from [`claim`](Self::claim).
    pub fn release(&self, slot: u32) {
        let mut head = self.head.load(Relaxed);
        loop {
            self.next[slot as usize].store(head as u32, Relaxed);
            // Release pairs with `claim`.
            match self.head.compare_exchange_weak(head, step(head, slot), Release, Relaxed) {
                Ok(_) => return,
                Err(now) => head = now,
            }
        }
    }
}

/// A head with this first slot and the tag after `head`'s.
fn step(head: u64, slot: u32) -> u64 {
    (head >> 32).wrapping_add(1) << 32 | u64::from(slot)
}
