//! Versions of the log format.

use std::fmt;

/// A version of the log format. A stream never goes back to a lower one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LogVersion {
    /// 8 for files of segments, 7 for files of sectors.
    pub major: u32,
    /// Frozen: 4000 in major 8, 3704 in major 7.
    pub minor: u32,
    /// Readers of a lower one must refuse the file.
    pub update_major: u32,
    /// Readers of a lower one need not care.
    pub update_minor: u32,
}

/// How the bytes after the header are laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// Segments of 4096 bytes, each with a header and a checksum of its own (major 8).
    Segments,
    /// Sectors of the disk, with checksum records among the others (major 7).
    Sectors,
}

impl LogVersion {
    /// What we write: engines since Windows 10 2004 replay it.
    pub const CURRENT: Self = Self::segments(60, 140);
    /// The highest that is known.
    pub const HIGHEST: Self = Self::segments(130, 280);
    /// The first whose files are filled with zeros and reused without being cleared.
    pub const ZERO_FILLED: Self = Self::segments(2, 0);
    /// The first with padding records, and with attachments in the checkpoint.
    pub const PADDING: Self = Self::segments(4, 3);
    /// The first whose headers hold the checksum of the previous generation.
    pub const PREVIOUS_CHECKSUM: Self = Self::segments(5, 13);

    /// Version 8.4000 with this update.
    pub const fn segments(update_major: u32, update_minor: u32) -> Self {
        Self { major: 8, minor: 4000, update_major, update_minor }
    }

    /// This version, raised where `other` is higher: what a file after one of `other` must have.
    #[must_use]
    pub fn at_least(self, other: Self) -> Self {
        if (self.major, self.minor) != (other.major, other.minor) {
            return self;
        }
        Self {
            update_major: self.update_major.max(other.update_major),
            update_minor: self.update_minor.max(other.update_minor),
            ..self
        }
    }

    /// The layout of files of this version, or `None` when it is not one we can read.
    ///
    /// Source: ESE `log.cxx`, `ErrLGICheckVersionCompatibility`.
    pub const fn layout(self) -> Option<Layout> {
        match (self.major, self.minor) {
            (8, 4000) if self.update_major <= Self::HIGHEST.update_major => Some(Layout::Segments),
            (7, 3704) => Some(Layout::Sectors),
            _ => None,
        }
    }

    /// Whether headers hold the XOR of the segment checksums of the previous generation.
    pub fn has_previous_checksum(self) -> bool {
        self >= Self::PREVIOUS_CHECKSUM
    }
}

impl fmt::Display for LogVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { major, minor, update_major, update_minor } = self;
        write!(f, "{major}.{minor}.{update_major}.{update_minor}")
    }
}
