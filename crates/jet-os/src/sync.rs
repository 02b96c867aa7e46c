//! Locks, atomics and threads: the real ones, or loom's when built with `--cfg loom`.
//!
//! Locks are thin wrappers with one interface for both: no poisoning, and each carries its
//! [`Rank`], which debug builds check. Nothing else in the workspace names a lock of another
//! library.

mod gate;
mod latch;
mod lock;
mod rank;
pub mod ring;

#[cfg(test)]
mod tests;

pub use gate::{Closed, Gate, Inside, full_fence};
pub use latch::Latch;
pub use lock::{Condvar, Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard};
pub use rank::Rank;

#[cfg(loom)]
pub use loom::{sync::Arc, sync::atomic, thread, thread_local};
#[cfg(not(loom))]
pub use std::{sync::Arc, sync::atomic, thread, thread_local};
