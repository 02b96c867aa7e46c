//! Locks, atomics and threads: the real ones, or loom's when built with `--cfg loom`.

#[cfg(loom)]
pub use loom::{
    sync::{Arc, Condvar, Mutex, MutexGuard, RwLock, atomic},
    thread,
};
#[cfg(not(loom))]
#[allow(clippy::disallowed_types, reason = "the one place they come from")]
pub use parking_lot::{Condvar, Mutex, MutexGuard, RwLock};
#[cfg(not(loom))]
pub use std::{
    sync::{Arc, atomic},
    thread,
};
