//! A ring of bytes that many threads fill and one drains.
//!
//! A filler *reserves* a range of positions by one compare-exchange, writes its bytes without a
//! lock beside others doing the same, and *publishes* them. The one drainer takes bytes by whole
//! slots, in order, once every byte of a slot is published, and *releases* the slots for reuse.
//!
//! Positions count bytes and never wrap; byte `p` lies in slot `p / slot_bytes`, which is kept at
//! place `slot % slots` until it is released.
//!
//! Why ranges are never shared:
//! - R1. A position is reserved once: ranges come from one compare-exchange on `head`.
//! - R2. A place is reserved for a slot only after the slot before it there was released.
//! - R3. A slot is drained only when the published lengths in it add up to all of it, which by R1
//!   is when every reservation in it was published.
#![allow(unsafe_code)]

#[cfg(all(test, loom))]
mod loom_tests;
#[cfg(all(test, not(loom)))]
mod tests;

use std::fmt;
use std::ops::Range;

use crossbeam::utils::CachePadded;

use super::Arc;
use super::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};

#[cfg(loom)]
use loom::cell::UnsafeCell;
#[cfg(not(loom))]
use std::cell::UnsafeCell;

/// The ring, for those who fill it.
pub struct Ring {
    slot_bytes: u64,
    /// The first position that nobody has reserved.
    head: CachePadded<AtomicU64>,
    /// The first slot that was not released.
    tail: CachePadded<AtomicU64>,
    /// Published bytes of the slot at each place.
    published: Box<[AtomicU32]>,
    bytes: Box<[UnsafeCell<u8>]>,
    is_abandoned: AtomicBool,
}

// SAFETY: bytes are reached only through a `Reservation` or the `Drain`, whose ranges are disjoint
// by R1 to R3; each hand-over of a range is a release paired with an acquire, see there.
unsafe impl Sync for Ring {}

/// The ring, for the one who drains it.
pub struct Drain {
    ring: Arc<Ring>,
    /// The first slot that was not released.
    next: u64,
}

/// A range of positions that belongs to one filler. It must be published: dropped without that, as
/// by a panic, the ring is [abandoned](Ring::is_abandoned), for nothing behind can be drained.
pub struct Reservation<'a> {
    ring: &'a Ring,
    range: Range<u64>,
    is_published: bool,
}

/// The ring has no room now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Full {
    /// There will be when [`Ring::tail`] is at least this.
    pub tail: u64,
}

/// A ring of so many slots of so many bytes, whose first position is the start of slot `first`.
///
/// # Panics
/// When there would be no bytes.
pub fn ring(slots: usize, slot_bytes: u32, first: u64) -> (Arc<Ring>, Drain) {
    assert!(slots > 0 && slot_bytes > 0, "a ring of {slots} slots of {slot_bytes} bytes");
    let slot_bytes = u64::from(slot_bytes);
    let bytes = slots * slot_bytes as usize;
    let ring = Arc::new(Ring {
        slot_bytes,
        head: CachePadded::new(AtomicU64::new(first * slot_bytes)),
        tail: CachePadded::new(AtomicU64::new(first)),
        published: (0..slots).map(|_| AtomicU32::new(0)).collect(),
        bytes: (0..bytes).map(|_| UnsafeCell::new(0)).collect(),
        is_abandoned: AtomicBool::new(false),
    });
    let drain = Drain { ring: Arc::clone(&ring), next: first };
    (ring, drain)
}

impl Ring {
    /// The first position that nobody has reserved. What a filler did before it reserved a range
    /// is seen by whoever finds `head` behind it.
    pub fn head(&self) -> u64 {
        // Pairs with the compare-exchange in `reserve`.
        self.head.load(Ordering::Acquire)
    }

    /// The first slot that was not released.
    pub fn tail(&self) -> u64 {
        self.tail.load(Ordering::Relaxed)
    }

    /// How many slots there are.
    pub fn slots(&self) -> u64 {
        self.published.len() as u64
    }

    /// Whether a reservation was dropped unpublished.
    pub fn is_abandoned(&self) -> bool {
        self.is_abandoned.load(Ordering::Relaxed)
    }

    /// Reserves the range from the first free position to what `place` says of it; `place` may be
    /// asked again when others were faster.
    ///
    /// # Errors
    /// [`Full`].
    ///
    /// # Panics
    /// When `place` names an end before the start.
    pub fn reserve(&self, mut place: impl FnMut(u64) -> u64) -> Result<Reservation<'_>, Full> {
        let mut start = self.head();
        loop {
            let end = place(start);
            assert!(end >= start, "a range from {start} to {end}");
            if end == start {
                return Ok(Reservation { ring: self, range: start..end, is_published: true });
            }
            let slots_end = (end - 1) / self.slot_bytes + 1;
            // R2. Acquire pairs with `Drain::release`: the place was read before we write to it,
            // and its count is zero.
            if slots_end > self.tail.load(Ordering::Acquire) + self.slots() {
                return Err(Full { tail: slots_end - self.slots() });
            }
            // R1. Release pairs with `head`; acquire so that `start` is as good as one from there.
            let taken =
                self.head.compare_exchange_weak(start, end, Ordering::AcqRel, Ordering::Acquire);
            match taken {
                Ok(_) => {
                    return Ok(Reservation { ring: self, range: start..end, is_published: false });
                }
                Err(now) => start = now,
            }
        }
    }

    fn place(&self, slot: u64) -> usize {
        (slot % self.slots()) as usize
    }

    /// # Safety
    /// The caller alone may reach these bytes now; they lie in one slot, or in slots side by side.
    unsafe fn with<R>(&self, at: usize, len: usize, act: impl FnOnce(&mut [u8]) -> R) -> R {
        let cells = &self.bytes[at..at + len];
        #[cfg(not(loom))]
        {
            let first = cells.as_ptr().cast_mut().cast::<u8>();
            // SAFETY: `UnsafeCell<u8>` has the layout of `u8` and may be written through; the
            // range is inside one allocation, and the caller's alone.
            act(unsafe { std::slice::from_raw_parts_mut(first, len) })
        }
        #[cfg(loom)]
        {
            // SAFETY: as above; loom checks each byte.
            let mut copy: Vec<u8> = cells.iter().map(|c| c.with(|byte| unsafe { *byte })).collect();
            let result = act(&mut copy);
            for (cell, byte) in cells.iter().zip(copy) {
                // SAFETY: as above.
                cell.with_mut(|place| unsafe { *place = byte });
            }
            result
        }
    }
}

impl Reservation<'_> {
    /// The positions.
    pub fn range(&self) -> Range<u64> {
        self.range.clone()
    }

    /// Hands out `len` bytes from position `at` on, for writing; what they hold is of no meaning.
    ///
    /// # Panics
    /// When they are not all in the range and in one slot.
    pub fn fill<R>(&mut self, at: u64, len: usize, act: impl FnOnce(&mut [u8]) -> R) -> R {
        let (slot, inside) = (at / self.ring.slot_bytes, at % self.ring.slot_bytes);
        let end = at + len as u64;
        assert!(at >= self.range.start && end <= self.range.end, "{at}+{len} of {:?}", self.range);
        assert!(inside + len as u64 <= self.ring.slot_bytes, "{at}+{len} lies in two slots");
        let place = self.ring.place(slot) * self.ring.slot_bytes as usize + inside as usize;
        // SAFETY: positions in `range` are ours by R1 until published, their place is by R2, and
        // `&mut self` keeps two calls apart.
        unsafe { self.ring.with(place, len, act) }
    }

    /// Lets the range be drained.
    pub fn publish(mut self) {
        let ring = self.ring;
        let mut at = self.range.start;
        while at < self.range.end {
            let slot = at / ring.slot_bytes;
            let next = self.range.end.min((slot + 1) * ring.slot_bytes);
            // Release pairs with `Drain::is_full_to`.
            ring.published[ring.place(slot)].fetch_add((next - at) as u32, Ordering::Release);
            at = next;
        }
        self.is_published = true;
    }
}

impl Drop for Reservation<'_> {
    fn drop(&mut self) {
        if !self.is_published {
            self.ring.is_abandoned.store(true, Ordering::Relaxed);
        }
    }
}

impl Drain {
    /// The first slot that was not released.
    pub fn next(&self) -> u64 {
        self.next
    }

    /// Whether every byte before slot `end` is published.
    pub fn is_full_to(&self, end: u64) -> bool {
        let full = |slot| {
            let published = &self.ring.published[self.ring.place(slot)];
            // R3. Acquire pairs with each `publish` in the slot: additions form one release
            // sequence.
            u64::from(published.load(Ordering::Acquire)) == self.ring.slot_bytes
        };
        end <= self.next + self.ring.slots() && (self.next..end).all(full)
    }

    /// Hands out the first `count` slots, in two parts where they wrap around.
    ///
    /// # Panics
    /// When they are not full.
    pub fn look<R>(&mut self, count: u64, act: impl FnOnce(&mut [u8], &mut [u8]) -> R) -> R {
        assert!(self.is_full_to(self.next + count), "slots are drained before they are full");
        let slot_bytes = self.ring.slot_bytes as usize;
        let first = self.ring.place(self.next);
        let before_wrap = count.min(self.ring.slots() - first as u64) as usize;
        let after_wrap = count as usize - before_wrap;
        // SAFETY: by R3 all fillers of these slots are done, by R2 no new ones come before
        // `release`, and `&mut self` is the only drainer. The two parts do not overlap, as there
        // are at most as many slots as places.
        unsafe {
            self.ring.with(first * slot_bytes, before_wrap * slot_bytes, |head| {
                self.ring.with(0, after_wrap * slot_bytes, |tail| act(head, tail))
            })
        }
    }

    /// Gives the first `count` slots back to fillers.
    ///
    /// # Panics
    /// When they are not full.
    pub fn release(&mut self, count: u64) {
        let end = self.next + count;
        assert!(self.is_full_to(end), "slots are released before they are full");
        for slot in self.next..end {
            self.ring.published[self.ring.place(slot)].store(0, Ordering::Relaxed);
        }
        self.next = end;
        // Release pairs with `Ring::reserve`.
        self.ring.tail.store(end, Ordering::Release);
    }
}

impl fmt::Debug for Ring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ring(head {}, tail {}, {} slots)", self.head(), self.tail(), self.slots())
    }
}

impl fmt::Debug for Drain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Drain({})", self.next)
    }
}

impl fmt::Debug for Reservation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reservation({:?})", self.range)
    }
}
