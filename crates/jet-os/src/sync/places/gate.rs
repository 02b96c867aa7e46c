//! One place: what lives there, and who may touch it.
//!
//! The word says which generation lives here, whether a call is inside, and whether a value is
//! moving in or out. Whoever makes it busy or moving owns the value until the word says neither;
//! nobody waits for it here. A generation that is over never fits again, so a stale name is told
//! apart from a busy one by one compare-exchange.
//!
//! Odd generations live, even ones are over. A place is free when its generation is even and
//! nothing moves; whenever it becomes free it has a new generation.
#![allow(unsafe_code)]

use crate::sync::atomic::{
    AtomicU64,
    Ordering::{Relaxed, Release, SeqCst},
};

#[cfg(loom)]
use loom::cell::UnsafeCell;
#[cfg(not(loom))]
use std::cell::UnsafeCell;

use super::{Shut, full_fence};

const BUSY: u64 = 1;
const MOVING: u64 = 2;

/// A place for one value at a time.
pub(super) struct Gate<T> {
    /// Generation above, moving and busy below.
    word: AtomicU64,
    /// Its number.
    place: u32,
    value: UnsafeCell<Option<T>>,
}

// SAFETY: the value is reached only by the one thread that made the word busy or moving, so it
// goes from thread to thread but is never shared.
unsafe impl<T: Send> Sync for Gate<T> {}
// SAFETY: as for any cell.
unsafe impl<T: Send> Send for Gate<T> {}

/// A place as it was when looked at.
#[derive(Clone, Copy)]
pub(super) struct Seen(u64);

impl Seen {
    pub(super) fn generation(self) -> u32 {
        (self.0 >> 2) as u32
    }

    /// Whether a value lives here: it has moved in, and has not moved out.
    pub(super) fn is_live(self) -> bool {
        self.0 >> 2 & 1 == 1
    }

    /// Whether a call is inside.
    pub(super) fn is_busy(self) -> bool {
        self.0 & BUSY != 0
    }

    /// Whether a value is moving in or out.
    pub(super) fn is_moving(self) -> bool {
        self.0 & MOVING != 0
    }

    fn is_free(self) -> bool {
        !self.is_live() && !self.is_moving()
    }
}

/// What the owner of a value does with it.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// A call, of any length: whoever waits for it sleeps.
    Call,
    /// Moving out, which is short: whoever waits for it spins.
    MoveOut,
}

impl<T> Gate<T> {
    /// A free place of this number, at generation 0.
    pub(super) fn new(place: u32) -> Self {
        Self { word: AtomicU64::new(0), place, value: UnsafeCell::new(None) }
    }

    #[inline]
    pub(super) fn place(&self) -> u32 {
        self.place
    }

    #[inline]
    pub(super) fn look(&self) -> Seen {
        full_fence();
        Seen(self.word.load(SeqCst))
    }

    /// Takes the place if it is free, for a value to move in.
    #[inline]
    pub(super) fn try_claim(&self) -> bool {
        let now = self.word.load(SeqCst);
        if !Seen(now).is_free() {
            return false;
        }
        // Sequentially consistent: see P1 in `places.rs`. It also acquires what the last owner of
        // the place did.
        let claimed = self.word.compare_exchange(now, now | MOVING, SeqCst, SeqCst).is_ok();
        full_fence();
        claimed
    }

    /// Moves a value in and returns its generation.
    ///
    /// # Safety
    /// The caller's `try_claim` succeeded, and it does this or `give_up` once.
    #[inline]
    pub(super) unsafe fn open(&self, value: T) -> u32 {
        // Relaxed: the word is the caller's.
        let generation = Seen(self.word.load(Relaxed)).generation().wrapping_add(1);
        // SAFETY: the caller made the word moving, and a place that was free holds nothing.
        #[cfg(not(loom))]
        unsafe {
            self.value.get().write(Some(value));
        }
        // SAFETY: as above; loom checks it.
        #[cfg(loom)]
        self.value.with_mut(|place| unsafe { place.write(Some(value)) });
        // Release pairs with `enter`: who enters sees the value.
        self.word.store(idle(generation), Release);
        generation
    }

    /// Leaves the place free.
    ///
    /// # Safety
    /// As for [`open`](Self::open).
    pub(super) unsafe fn give_up(&self) {
        // Relaxed: the word is the caller's.
        let generation = Seen(self.word.load(Relaxed)).generation().wrapping_add(2);
        self.word.store(idle(generation), Release);
    }

    /// Takes the value of this generation.
    ///
    /// # Errors
    /// [`Shut`].
    #[inline]
    pub(super) fn enter(&self, generation: u32, purpose: Purpose) -> Result<(), Shut> {
        if generation.is_multiple_of(2) {
            return Err(Shut::Stale);
        }
        let idle = idle(generation);
        let taken = match purpose {
            Purpose::Call => idle | BUSY,
            Purpose::MoveOut => idle | MOVING,
        };
        // Sequentially consistent: see P1 in `places.rs`. It also acquires what others did inside.
        let entered = self.word.compare_exchange(idle, taken, SeqCst, SeqCst);
        full_fence();
        match entered {
            Ok(_) => Ok(()),
            Err(now) if Seen(now).generation() == generation => Err(Shut::Busy),
            Err(_) => Err(Shut::Stale),
        }
    }

    /// The value.
    ///
    /// # Safety
    /// The caller entered and has not left; it has no other reference to the value.
    #[inline]
    #[allow(clippy::mut_from_ref, reason = "who entered is the only owner")]
    pub(super) unsafe fn value(&self) -> &mut T {
        // SAFETY: the caller is the one owner.
        #[cfg(not(loom))]
        let value = unsafe { &mut *self.value.get() };
        // SAFETY: as above; loom checks the access when it starts.
        #[cfg(loom)]
        let value = self.value.with_mut(|place| unsafe { &mut *place });
        value.as_mut().expect("a generation that lives has its value")
    }

    /// Ends a call.
    ///
    /// # Safety
    /// The caller entered this generation for a call, and leaves once.
    #[inline]
    pub(super) unsafe fn leave(&self, generation: u32) {
        // Sequentially consistent: see P1 in `places.rs`. It also publishes to the next `enter`.
        self.word.swap(idle(generation), SeqCst);
        full_fence();
    }

    /// Stays after all.
    ///
    /// # Safety
    /// The caller entered this generation to move out, and does this or `close` once.
    pub(super) unsafe fn stay(&self, generation: u32) {
        // Release pairs with `enter`.
        self.word.store(idle(generation), Release);
    }

    /// Moves the value out and drops it: the place is free.
    ///
    /// # Safety
    /// As for [`stay`](Self::stay).
    #[inline]
    pub(super) unsafe fn close(&self, generation: u32) {
        // SAFETY: the caller made the word moving.
        #[cfg(not(loom))]
        unsafe {
            *self.value.get() = None;
        }
        // SAFETY: as above; loom checks it.
        #[cfg(loom)]
        self.value.with_mut(|place| unsafe { *place = None });
        // Release pairs with `try_claim`: who moves in comes after all that was done here.
        self.word.store(idle(generation.wrapping_add(1)), Release);
    }
}

#[inline]
fn idle(generation: u32) -> u64 {
    u64::from(generation) << 2
}
