//! Counts of what the log did.

use jet_os::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Counts of what the log did, as it goes on.
#[derive(Debug, Default)]
pub struct LogStats {
    /// Rounds of the writer.
    pub groups: AtomicU64,
    /// Segments written.
    pub segments: AtomicU64,
    /// Writes of segments.
    pub writes: AtomicU64,
    /// Syncs of log files.
    pub syncs: AtomicU64,
    /// Generations started.
    pub rolls: AtomicU64,
    /// Waits for durability that took waiting.
    pub waits: AtomicU64,
    /// Waits for room in the buffer.
    pub room_waits: AtomicU64,
}

/// Counts of what the log did, at one moment.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct LogCounts {
    /// Rounds of the writer.
    pub groups: u64,
    /// Segments written, of 4096 bytes each.
    pub segments: u64,
    /// Writes of segments.
    pub writes: u64,
    /// Syncs of log files.
    pub syncs: u64,
    /// Generations started.
    pub rolls: u64,
    /// Waits for durability that took waiting.
    pub waits: u64,
    /// Waits for room in the buffer.
    pub room_waits: u64,
}

impl LogStats {
    /// The counts now; each is read on its own.
    pub fn counts(&self) -> LogCounts {
        LogCounts {
            groups: self.groups.load(Relaxed),
            segments: self.segments.load(Relaxed),
            writes: self.writes.load(Relaxed),
            syncs: self.syncs.load(Relaxed),
            rolls: self.rolls.load(Relaxed),
            waits: self.waits.load(Relaxed),
            room_waits: self.room_waits.load(Relaxed),
        }
    }
}

impl LogCounts {
    /// Bytes of segments written.
    pub fn bytes(&self) -> u64 {
        self.segments * crate::file::SEGMENT_BYTES as u64
    }
}
