//! Locks, atomics and threads: the real ones, or loom's when built with `--cfg loom`.
//!
//! Locks are thin wrappers with one interface for both: no poisoning, and each carries its
//! [`Rank`], which debug builds check. Nothing else in the workspace names a lock of another
//! library.

mod latch;
mod lock;
pub mod places;
mod rank;
pub mod ring;
mod thread_number;

#[cfg(test)]
mod tests;

pub use latch::Latch;
pub use lock::{Condvar, Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard};
pub use places::{Places, full_fence};
pub use rank::Rank;
pub use thread_number::thread_number;

#[cfg(loom)]
pub use loom::{sync::Arc, sync::atomic, thread, thread_local};
#[cfg(not(loom))]
pub use std::{sync::Arc, sync::atomic, thread, thread_local};
