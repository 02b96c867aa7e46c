//! The latch of a page: many readers, one of whom may hold the right to become the writer.
//!
//! Modes: *shared* beside others; *reserved* beside shared ones, and alone may become *exclusive*.
//! One atomic operation enters, one leaves, while nobody waits. The word is parking_lot's; a model
//! uses loom's lock and treats reserved as exclusive, which only makes it stricter.
//!
//! A latch protects nothing by itself: the caller pairs every enter with the matching leave. The
//! pager's guards do that; nobody else touches a latch.
#![allow(clippy::disallowed_types, reason = "one of the places locks come from")]

use std::fmt;

#[cfg(not(loom))]
mod imp {
    use parking_lot::lock_api::{
        RawRwLock as _, RawRwLockDowngrade as _, RawRwLockUpgrade as _, RawRwLockUpgradeDowngrade,
    };

    /// The word and its queue.
    pub struct Word(parking_lot::RawRwLock);

    #[allow(unsafe_code, reason = "the caller of a latch pairs enters and leaves")]
    impl Word {
        pub const fn new() -> Self {
            Self(<parking_lot::RawRwLock as parking_lot::lock_api::RawRwLock>::INIT)
        }
        pub fn shared(&self) {
            self.0.lock_shared();
        }
        pub fn try_shared(&self) -> bool {
            self.0.try_lock_shared()
        }
        pub fn reserved(&self) {
            self.0.lock_upgradable();
        }
        pub fn try_reserved(&self) -> bool {
            self.0.try_lock_upgradable()
        }
        pub fn exclusive(&self) {
            self.0.lock_exclusive();
        }
        pub fn try_exclusive(&self) -> bool {
            self.0.try_lock_exclusive()
        }
        // SAFETY (all below): parking_lot asks that the mode left is the mode held; the contract
        // of `Latch` passes that on to its caller, and a breach of it corrupts only the word.
        pub fn leave_shared(&self) {
            unsafe { self.0.unlock_shared() }
        }
        pub fn leave_reserved(&self) {
            unsafe { self.0.unlock_upgradable() }
        }
        pub fn leave_exclusive(&self) {
            unsafe { self.0.unlock_exclusive() }
        }
        pub fn upgrade(&self) {
            unsafe { self.0.upgrade() }
        }
        pub fn downgrade(&self) {
            unsafe { self.0.downgrade() }
        }
        pub fn downgrade_to_reserved(&self) {
            unsafe { self.0.downgrade_to_upgradable() }
        }
        pub fn downgrade_reserved(&self) {
            unsafe { self.0.downgrade_upgradable() }
        }
    }
}

#[cfg(loom)]
mod imp {
    use loom::sync::{Condvar, Mutex};

    /// Readers, or -1 for a writer.
    pub struct Word {
        state: Mutex<i32>,
        left: Condvar,
    }

    impl Word {
        pub fn new() -> Self {
            Self { state: Mutex::new(0), left: Condvar::new() }
        }
        fn enter(&self, wait: bool, may: fn(i32) -> Option<i32>) -> bool {
            let mut state = self.state.lock().expect("model threads do not panic");
            loop {
                if let Some(next) = may(*state) {
                    *state = next;
                    return true;
                }
                if !wait {
                    return false;
                }
                state = self.left.wait(state).expect("model threads do not panic");
            }
        }
        fn set(&self, change: fn(i32) -> i32) {
            let mut state = self.state.lock().expect("model threads do not panic");
            *state = change(*state);
            self.left.notify_all();
        }
        pub fn shared(&self) {
            self.enter(true, |s| (s >= 0).then_some(s + 1));
        }
        pub fn try_shared(&self) -> bool {
            self.enter(false, |s| (s >= 0).then_some(s + 1))
        }
        pub fn reserved(&self) {
            self.exclusive();
        }
        pub fn try_reserved(&self) -> bool {
            self.try_exclusive()
        }
        pub fn exclusive(&self) {
            self.enter(true, |s| (s == 0).then_some(-1));
        }
        pub fn try_exclusive(&self) -> bool {
            self.enter(false, |s| (s == 0).then_some(-1))
        }
        pub fn leave_shared(&self) {
            self.set(|s| s - 1);
        }
        pub fn leave_reserved(&self) {
            self.leave_exclusive();
        }
        pub fn leave_exclusive(&self) {
            self.set(|_| 0);
        }
        pub fn upgrade(&self) {}
        pub fn downgrade(&self) {
            self.set(|_| 1);
        }
        pub fn downgrade_to_reserved(&self) {}
        pub fn downgrade_reserved(&self) {
            self.downgrade();
        }
    }
}

/// A latch; see the module.
pub struct Latch(imp::Word);

impl Latch {
    /// Nobody holds it.
    pub fn new() -> Self {
        Self(imp::Word::new())
    }

    /// Waits until no writer holds it, and reads beside others.
    pub fn shared(&self) {
        self.0.shared();
    }

    /// Reads beside others, unless a writer holds it or waits.
    #[must_use]
    pub fn try_shared(&self) -> bool {
        self.0.try_shared()
    }

    /// Waits until no writer and no other reserver holds it; readers stay.
    pub fn reserved(&self) {
        self.0.reserved();
    }

    /// Reads beside others and keeps other reservers out, unless there is one or a writer.
    #[must_use]
    pub fn try_reserved(&self) -> bool {
        self.0.try_reserved()
    }

    /// Waits until nobody holds it.
    pub fn exclusive(&self) {
        self.0.exclusive();
    }

    /// Takes it if nobody holds it.
    #[must_use]
    pub fn try_exclusive(&self) -> bool {
        self.0.try_exclusive()
    }

    /// Ends one shared hold.
    pub fn leave_shared(&self) {
        self.0.leave_shared();
    }

    /// Ends the reserved hold.
    pub fn leave_reserved(&self) {
        self.0.leave_reserved();
    }

    /// Ends the exclusive hold.
    pub fn leave_exclusive(&self) {
        self.0.leave_exclusive();
    }

    /// Turns the reserved hold into the exclusive one, waiting for readers to leave.
    pub fn upgrade(&self) {
        self.0.upgrade();
    }

    /// Turns the exclusive hold into a shared one without letting a writer in between.
    pub fn downgrade(&self) {
        self.0.downgrade();
    }

    /// Turns the exclusive hold back into the reserved one.
    pub fn downgrade_to_reserved(&self) {
        self.0.downgrade_to_reserved();
    }

    /// Turns the reserved hold into a shared one.
    pub fn downgrade_reserved(&self) {
        self.0.downgrade_reserved();
    }
}

impl Default for Latch {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Latch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Latch")
    }
}
