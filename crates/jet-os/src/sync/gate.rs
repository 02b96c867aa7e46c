//! A place for one value at a time, entered by one caller at a time, named by generation.
//!
//! The word says which generation lives here and whether somebody is inside. Whoever makes it busy
//! owns the value until the word says idle again; nobody ever waits. A generation that is over
//! never fits again, so a stale name is told apart from a busy one by one compare-exchange.
//!
//! Odd generations live, even ones are over.
//!
//! Every change of the word is sequentially consistent. So of two threads, one that changes a gate
//! and then looks at a flag, and one that sets the flag and then looks at the gate, at least one
//! sees the other. Loom knows that order for fences only; [`full_fence`] stands where a model
//! needs one.
#![allow(unsafe_code)]

#[cfg(all(test, loom))]
mod loom_tests;
#[cfg(all(test, not(loom)))]
mod tests;

use std::fmt;

use super::atomic::{AtomicU64, Ordering::SeqCst};

#[cfg(loom)]
use loom::cell::UnsafeCell;
#[cfg(not(loom))]
use std::cell::UnsafeCell;

const BUSY: u64 = 1;

/// A place for one value at a time.
pub struct Gate<T> {
    /// Generation above, busy below.
    word: AtomicU64,
    value: UnsafeCell<Option<T>>,
}

// SAFETY: the value is reached only by the one thread that made the word busy, so it moves between
// threads but is never shared.
unsafe impl<T: Send> Sync for Gate<T> {}
// SAFETY: as for any cell.
unsafe impl<T: Send> Send for Gate<T> {}

/// Why a gate did not open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Closed {
    /// The generation is over, or has not begun.
    Stale,
    /// Somebody is inside.
    Busy,
}

/// The right to the value of a gate; dropping it leaves.
pub struct Inside<'a, T> {
    gate: &'a Gate<T>,
    generation: u32,
}

impl<T> Gate<T> {
    /// An empty place, at generation 0.
    pub fn new() -> Self {
        Self { word: AtomicU64::new(0), value: UnsafeCell::new(None) }
    }

    /// The generation now, and whether somebody is inside.
    pub fn look(&self) -> (u32, bool) {
        full_fence();
        let word = self.word.load(SeqCst);
        ((word >> 1) as u32, word & BUSY != 0)
    }

    /// Puts a value into an empty place and begins its generation, which is returned. The caller
    /// knows that it alone may: the place is empty and its number is nobody else's.
    ///
    /// # Panics
    /// When a generation lives here.
    pub fn open(&self, value: T) -> u32 {
        let (before, is_busy) = self.look();
        let was = self.word.compare_exchange(idle(before), idle(before) | BUSY, SeqCst, SeqCst);
        assert!(before % 2 == 0 && !is_busy && was.is_ok(), "the place is not empty");
        // SAFETY: the word was just made busy by us.
        unsafe { self.put(Some(value)) };
        let generation = before.wrapping_add(1);
        self.word.swap(idle(generation), SeqCst);
        full_fence();
        generation
    }

    /// Enters.
    ///
    /// # Errors
    /// [`Closed`].
    pub fn enter(&self, generation: u32) -> Result<Inside<'_, T>, Closed> {
        let idle = idle(generation);
        let entered = self.word.compare_exchange(idle, idle | BUSY, SeqCst, SeqCst);
        full_fence();
        match entered {
            Ok(_) if generation % 2 == 1 => Ok(Inside { gate: self, generation }),
            Ok(_) => {
                // A name of a generation that never lived.
                self.word.swap(idle, SeqCst);
                Err(Closed::Stale)
            }
            Err(now) if now == idle | BUSY => Err(Closed::Busy),
            Err(_) => Err(Closed::Stale),
        }
    }

    /// # Safety
    /// The caller made the word busy.
    unsafe fn put(&self, value: Option<T>) {
        // SAFETY: busy words have one owner, the caller.
        #[cfg(not(loom))]
        unsafe {
            *self.value.get() = value;
        }
        // SAFETY: as above; loom checks it.
        #[cfg(loom)]
        self.value.with_mut(|place| unsafe { *place = value });
    }
}

impl<T> Inside<'_, T> {
    /// The generation inside which this is.
    pub fn generation(&self) -> u32 {
        self.generation
    }

    /// The value.
    pub fn value(&mut self) -> &mut T {
        // SAFETY: this guard is the one owner of the busy word.
        #[cfg(not(loom))]
        let value = unsafe { &mut *self.gate.value.get() };
        // SAFETY: as above; loom checks the access when it starts.
        #[cfg(loom)]
        let value = self.gate.value.with_mut(|place| unsafe { &mut *place });
        value.as_mut().expect("a generation that lives has its value")
    }

    /// Takes the value out and ends its generation: the place is empty.
    pub fn close(self) {
        // SAFETY: this guard is the one owner of the busy word.
        unsafe { self.gate.put(None) };
        self.gate.word.swap(idle(self.generation.wrapping_add(1)), SeqCst);
        full_fence();
        std::mem::forget(self);
    }
}

impl<T> Drop for Inside<'_, T> {
    fn drop(&mut self) {
        self.gate.word.swap(idle(self.generation), SeqCst);
        full_fence();
    }
}

impl<T> Default for Gate<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> fmt::Debug for Gate<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (generation, is_busy) = self.look();
        write!(f, "Gate({generation}{})", if is_busy { ", busy" } else { "" })
    }
}

impl<T> fmt::Debug for Inside<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Inside({})", self.generation)
    }
}

fn idle(generation: u32) -> u64 {
    u64::from(generation) << 1
}

/// Where a model needs a fence because loom does not order sequentially consistent accesses; the
/// accesses on both sides are, so a real build needs none.
pub fn full_fence() {
    #[cfg(loom)]
    super::atomic::fence(SeqCst);
}
