//! Mutex, reader-writer lock and condition variable over parking_lot, or loom's in models.
#![allow(clippy::disallowed_types, reason = "the one place they come from")]

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

#[cfg(loom)]
use loom::sync as imp;
#[cfg(not(loom))]
use parking_lot as imp;

use super::rank::{Held, Rank};

/// Exclusive access to a value.
pub struct Mutex<T> {
    rank: Rank,
    inner: imp::Mutex<T>,
}

/// Access to the value of a locked [`Mutex`]; fields drop in order, so the lock opens first.
pub struct MutexGuard<'a, T> {
    inner: imp::MutexGuard<'a, T>,
    held: Held,
}

impl<T> Mutex<T> {
    /// A lock of the innermost rank: its holder takes no other.
    pub fn new(value: T) -> Self {
        Self::with_rank(Rank::Leaf, value)
    }

    /// A lock of the given rank.
    pub fn with_rank(rank: Rank, value: T) -> Self {
        Self { rank, inner: imp::Mutex::new(value) }
    }

    /// Waits for the lock.
    ///
    /// # Panics
    /// In debug builds, when the thread holds a lock of this or a later rank.
    pub fn lock(&self) -> MutexGuard<'_, T> {
        let held = Held::enter(self.rank);
        #[cfg(not(loom))]
        let inner = self.inner.lock();
        #[cfg(loom)]
        let inner = self.inner.lock().expect("model threads do not panic");
        MutexGuard { inner, held }
    }

    /// Takes the lock if it is free.
    pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {
        #[cfg(not(loom))]
        let inner = self.inner.try_lock()?;
        #[cfg(loom)]
        let inner = self.inner.try_lock().ok()?;
        Some(MutexGuard { inner, held: Held::enter_without_wait(self.rank) })
    }
}

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.inner
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.inner
    }
}

/// Shared access for readers, exclusive for a writer.
pub struct RwLock<T> {
    rank: Rank,
    inner: imp::RwLock<T>,
}

/// Shared access; fields drop in order, so the lock opens first.
pub struct RwLockReadGuard<'a, T> {
    inner: imp::RwLockReadGuard<'a, T>,
    _held: Held,
}

/// Exclusive access; fields drop in order, so the lock opens first.
pub struct RwLockWriteGuard<'a, T> {
    inner: imp::RwLockWriteGuard<'a, T>,
    _held: Held,
}

impl<T> RwLock<T> {
    /// A lock of the innermost rank: its holder takes no other.
    pub fn new(value: T) -> Self {
        Self::with_rank(Rank::Leaf, value)
    }

    /// A lock of the given rank.
    pub fn with_rank(rank: Rank, value: T) -> Self {
        Self { rank, inner: imp::RwLock::new(value) }
    }

    /// Waits until no writer holds the lock.
    ///
    /// # Panics
    /// In debug builds, when the thread holds a lock of this or a later rank.
    pub fn read(&self) -> RwLockReadGuard<'_, T> {
        let _held = Held::enter(self.rank);
        #[cfg(not(loom))]
        let inner = self.inner.read();
        #[cfg(loom)]
        let inner = self.inner.read().expect("model threads do not panic");
        RwLockReadGuard { inner, _held }
    }

    /// Waits until nobody holds the lock.
    ///
    /// # Panics
    /// In debug builds, when the thread holds a lock of this or a later rank.
    pub fn write(&self) -> RwLockWriteGuard<'_, T> {
        let _held = Held::enter(self.rank);
        #[cfg(not(loom))]
        let inner = self.inner.write();
        #[cfg(loom)]
        let inner = self.inner.write().expect("model threads do not panic");
        RwLockWriteGuard { inner, _held }
    }
}

impl<T> Deref for RwLockReadGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.inner
    }
}

impl<T> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.inner
    }
}

impl<T> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.inner
    }
}

/// Lets threads wait for a change of what a [`Mutex`] guards.
#[derive(Debug, Default)]
pub struct Condvar {
    inner: imp::Condvar,
}

impl Condvar {
    /// Nobody waits yet.
    pub fn new() -> Self {
        Self { inner: imp::Condvar::new() }
    }

    /// Opens the lock, waits to be notified, and takes the lock again. May return without a
    /// notification, so call it in a loop.
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
        #[cfg(not(loom))]
        {
            let mut guard = guard;
            self.inner.wait(&mut guard.inner);
            guard
        }
        #[cfg(loom)]
        {
            let MutexGuard { inner, held } = guard;
            let inner = self.inner.wait(inner).expect("model threads do not panic");
            MutexGuard { inner, held }
        }
    }

    /// As [`wait`](Self::wait), and no longer than so. Models know no time: there it waits to be
    /// notified.
    pub fn wait_for<'a, T>(&self, guard: MutexGuard<'a, T>, most: Duration) -> MutexGuard<'a, T> {
        #[cfg(not(loom))]
        {
            let mut guard = guard;
            self.inner.wait_for(&mut guard.inner, most);
            guard
        }
        #[cfg(loom)]
        {
            let _ = most;
            self.wait(guard)
        }
    }

    /// Wakes one waiting thread.
    pub fn notify_one(&self) {
        self.inner.notify_one();
    }

    /// Wakes all waiting threads.
    pub fn notify_all(&self) {
        self.inner.notify_all();
    }
}

impl<T: Default> Default for Mutex<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: Default> Default for RwLock<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mutex").field("rank", &self.rank).finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RwLock").field("rank", &self.rank).finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MutexGuard").field("held", &self.held).finish_non_exhaustive()
    }
}
