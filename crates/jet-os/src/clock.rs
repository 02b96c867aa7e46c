//! Time: the calendar's, for stamps in files, and a steady one, for how long things took.

#[cfg(test)]
mod tests;

use std::fmt;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Where time comes from.
pub trait Clock: Send + Sync + fmt::Debug {
    /// Milliseconds since the start of 1970, UTC. May jump when somebody sets the clock.
    fn unix_ms(&self) -> u64;
    /// Time since some fixed moment; never goes back.
    fn steady(&self) -> Duration;
}

/// The operating system's clock.
#[derive(Clone, Copy, Debug)]
pub struct RealClock {
    start: Instant,
}

impl RealClock {
    /// A clock whose steady time starts now.
    #[allow(clippy::disallowed_methods, reason = "the one place time comes from")]
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for RealClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for RealClock {
    #[allow(clippy::disallowed_methods, reason = "the one place time comes from")]
    fn unix_ms(&self) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        // A clock set before 1970 counts as 1970.
        since.map_or(0, |since| since.as_millis() as u64)
    }

    fn steady(&self) -> Duration {
        self.start.elapsed()
    }
}

/// A clock that stands still until it is told otherwise.
#[derive(Debug)]
pub struct SimClock {
    start_ms: u64,
    passed_ms: AtomicU64,
}

impl SimClock {
    /// A clock that shows `unix_ms`.
    pub fn new(unix_ms: u64) -> Self {
        Self { start_ms: unix_ms, passed_ms: AtomicU64::new(0) }
    }

    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        self.passed_ms.fetch_add(by.as_millis() as u64, Relaxed);
    }
}

impl Clock for SimClock {
    fn unix_ms(&self) -> u64 {
        self.start_ms + self.passed_ms.load(Relaxed)
    }

    fn steady(&self) -> Duration {
        Duration::from_millis(self.passed_ms.load(Relaxed))
    }
}
