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

    /// One number that sorts as positions do; 0 for none.
    pub const fn number(self) -> u64 {
        (self.generation as u64) << 32 | (self.sector as u64) << 16 | self.offset as u64
    }

    /// The position of a [`number`](Self::number).
    pub const fn from_number(number: u64) -> Self {
        Self {
            generation: (number >> 32) as u32,
            sector: (number >> 16) as u16,
            offset: number as u16,
        }
    }

    /// The eight bytes as stored: offset, sector, generation, little-endian.
    pub const fn to_bytes(self) -> [u8; 8] {
        self.number().to_le_bytes()
    }

    /// The position stored in eight bytes.
    pub const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self::from_number(u64::from_le_bytes(bytes))
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
