//! The parameters an engine ran with, as it notes them in headers. For people only.

use std::fmt;

use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// The parameters an engine ran with. Replay ignores them. Source: ESE `log.hxx`, `DBMS_PARAM`.
///
/// | bytes    | field         | meaning                                       |
/// |----------|---------------|-----------------------------------------------|
/// | 0..261   | `system_path` | folder of the checkpoint, 8-bit with NUL      |
/// | 261..522 | `log_path`    | folder of the logs, 8-bit with NUL            |
/// | 522      | `flags`       | 1: circular logging                           |
/// | 523..527 | `sessions`    | `JET_paramMaxSessions`                        |
/// | 527..531 | `open_tables` | `JET_paramMaxOpenTables`                      |
/// | 531..535 | `ver_pages`   | `JET_paramMaxVerPages`                        |
/// | 535..539 | `cursors`     | `JET_paramMaxCursors`                         |
/// | 539..543 | `log_buffers` | `JET_paramLogBuffers`                         |
/// | 543..547 | `log_sectors` | segments per log file                         |
/// | 547..551 | `cache_pages` | `JET_paramCacheSizeMax`                       |
/// | 551..567 | `reserved`    | the first byte is 1 in our files: segments are sealed |
#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Clone, Copy, PartialEq, Eq)]
#[repr(C)]
pub struct DiskParams {
    /// See the table.
    pub system_path: [u8; 261],
    /// See the table.
    pub log_path: [u8; 261],
    /// See the table.
    pub flags: u8,
    /// See the table.
    pub sessions: U32,
    /// See the table.
    pub open_tables: U32,
    /// See the table.
    pub ver_pages: U32,
    /// See the table.
    pub cursors: U32,
    /// See the table.
    pub log_buffers: U32,
    /// See the table.
    pub log_sectors: U32,
    /// See the table.
    pub cache_pages: U32,
    /// See the table.
    pub reserved: [u8; 16],
}
const _: () = assert!(size_of::<DiskParams>() == 567);
const _: () = assert!(std::mem::offset_of!(DiskParams, sessions) == 523);

/// The file's segments are sealed.
const SEALED: u8 = 1;

impl DiskParams {
    /// A path as stored here: cut to 260 bytes, other characters than ASCII become `?`.
    pub fn path(text: &str) -> [u8; 261] {
        let mut place = [0; 261];
        let ascii = text.chars().map(|char| if char.is_ascii() { char as u8 } else { b'?' });
        place.iter_mut().take(260).zip(ascii).for_each(|(place, byte)| *place = byte);
        place
    }

    /// The folder of the checkpoint.
    pub fn system_path(&self) -> String {
        text(&self.system_path)
    }

    /// The folder of the logs.
    pub fn log_path(&self) -> String {
        text(&self.log_path)
    }

    /// The same, in a file whose segments are [sealed](super::Segment::seal). The reference engine
    /// writes 0 there and does not look at it.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        self.reserved[0] = SEALED;
        self
    }

    /// Whether the file's segments are sealed.
    pub fn is_sealed(&self) -> bool {
        self.reserved[0] == SEALED
    }

    /// Whether logs that are not needed were removed.
    pub fn is_circular(&self) -> bool {
        self.flags & 1 != 0
    }
}

impl Default for DiskParams {
    fn default() -> Self {
        zerocopy::FromZeros::new_zeroed()
    }
}

impl fmt::Debug for DiskParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (system, log) = (self.system_path(), self.log_path());
        write!(f, "DiskParams {{ system_path: {system:?}, log_path: {log:?}, .. }}")
    }
}

fn text(bytes: &[u8]) -> String {
    bytes.iter().take_while(|byte| **byte != 0).map(|byte| char::from(*byte)).collect()
}
