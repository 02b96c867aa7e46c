//! An allocator that counts the memory each thread holds, so that a test can tell what a call needed
//! at most, and that refuses when it is told to.
//!
//! A test binary that wants it says
//! `#[global_allocator] static COUNTING: jet_testkit::allocator::Counting = Counting;`
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's allocator, with a count per thread.
#[derive(Debug)]
pub struct Counting;

thread_local! {
    /// Bytes held now, and at most since the last [`reset`]. What one thread allocates and another
    /// frees makes the first look too high and the second too low; tests hand nothing over.
    static HELD: Cell<(isize, isize)> = const { Cell::new((0, 0)) };
    /// Whether this thread gets nothing.
    static IS_REFUSED: Cell<bool> = const { Cell::new(false) };
}

/// More than any test needs: past it the allocator refuses, which ends the process rather than the
/// machine.
const REFUSED: isize = 1 << 30;

fn held(change: isize) -> bool {
    let count = |held: &Cell<(isize, isize)>| {
        let (now, most) = held.get();
        held.set((now + change, most.max(now + change)));
        now + change <= REFUSED
    };
    // A thread that is ending has no count any more.
    HELD.try_with(count).unwrap_or(true)
}

// SAFETY: every call goes to the system's allocator with the same arguments; counting touches no
// memory but a thread-local number without a destructor.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if IS_REFUSED.try_with(Cell::get).unwrap_or(false) || !held(layout.size() as isize) {
            return std::ptr::null_mut();
        }
        // SAFETY: as the caller promised us.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        held(-(layout.size() as isize));
        // SAFETY: as the caller promised us.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// Forgets what this thread needed at most, and tells what it holds.
pub fn reset() -> isize {
    HELD.with(|held| {
        let (now, _) = held.get();
        held.set((now, now));
        now
    })
}

/// What this thread held at most since [`reset`].
pub fn most() -> isize {
    HELD.with(|held| held.get().1)
}

/// Does the work while every allocation of this thread is refused. What cannot do without ends the
/// process.
pub fn refuse<T>(work: impl FnOnce() -> T) -> T {
    IS_REFUSED.set(true);
    let result = work();
    IS_REFUSED.set(false);
    result
}
