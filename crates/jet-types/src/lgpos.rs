//! Positions in the log.

use std::fmt;

/// A position in the log, ordered by generation, then sector, then offset.
///
/// Fields are declared from most to least significant, so that the derived order is log order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Lgpos {
    /// Log file number, from 1; 0 only in [`Lgpos::NONE`].
    pub generation: u32,
    /// Sectors from the start of the file.
    pub sector: u16,
    /// Bytes into the sector.
    pub offset: u16,
}

impl Lgpos {
    /// "No position": sorts before every real one.
    pub const NONE: Lgpos = Lgpos { generation: 0, sector: 0, offset: 0 };

    /// Whether this is [`Lgpos::NONE`].
    pub const fn is_none(self) -> bool {
        self.generation == 0 && self.sector == 0 && self.offset == 0
    }

    /// The eight bytes as stored: offset, sector, generation, little-endian.
    pub const fn to_bytes(self) -> [u8; 8] {
        let raw = (self.generation as u64) << 32 | (self.sector as u64) << 16 | self.offset as u64;
        raw.to_le_bytes()
    }

    /// The position stored in eight bytes.
    pub const fn from_bytes(bytes: [u8; 8]) -> Self {
        let raw = u64::from_le_bytes(bytes);
        Self { generation: (raw >> 32) as u32, sector: (raw >> 16) as u16, offset: raw as u16 }
    }
}

impl fmt::Display for Lgpos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08X}:{:04X}:{:04X}", self.generation, self.sector, self.offset)
    }
}

impl fmt::Debug for Lgpos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lgpos({self})")
    }
}
