//! Column types.

use std::fmt;

/// The type of a column. Numbers as in `JET_coltyp`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Coltyp {
    /// One byte, 0 or 0xFF.
    Bit = 1,
    /// One byte.
    UnsignedByte = 2,
    /// 16 bits, signed.
    Short = 3,
    /// 32 bits, signed.
    Long = 4,
    /// 64 bits, signed.
    Currency = 5,
    /// 32-bit float.
    IeeeSingle = 6,
    /// 64-bit float.
    IeeeDouble = 7,
    /// 64-bit float: days since 30 December 1899.
    DateTime = 8,
    /// At most 255 bytes.
    Binary = 9,
    /// At most 255 bytes of text.
    Text = 10,
    /// At most 2^31 - 1 bytes.
    LongBinary = 11,
    /// At most 2^31 - 1 bytes of text.
    LongText = 12,
    /// Obsolete.
    Slv = 13,
    /// 32 bits.
    UnsignedLong = 14,
    /// 64 bits, signed.
    LongLong = 15,
    /// 16 bytes.
    Guid = 16,
    /// 16 bits.
    UnsignedShort = 17,
    /// 64 bits.
    UnsignedLongLong = 18,
}

impl Coltyp {
    /// The type with this number. 0 marks a deleted column and is no type.
    pub fn from_raw(raw: u32) -> Option<Self> {
        const ALL: [Coltyp; 18] = [
            Coltyp::Bit,
            Coltyp::UnsignedByte,
            Coltyp::Short,
            Coltyp::Long,
            Coltyp::Currency,
            Coltyp::IeeeSingle,
            Coltyp::IeeeDouble,
            Coltyp::DateTime,
            Coltyp::Binary,
            Coltyp::Text,
            Coltyp::LongBinary,
            Coltyp::LongText,
            Coltyp::Slv,
            Coltyp::UnsignedLong,
            Coltyp::LongLong,
            Coltyp::Guid,
            Coltyp::UnsignedShort,
            Coltyp::UnsignedLongLong,
        ];
        let index = usize::try_from(raw).ok()?.checked_sub(1)?;
        ALL.get(index).copied()
    }

    /// The number of the type.
    pub const fn raw(self) -> u32 {
        self as u32
    }

    /// Bytes of every value, or `None` when values differ in length.
    pub const fn fixed_bytes(self) -> Option<usize> {
        match self {
            Self::Bit | Self::UnsignedByte => Some(1),
            Self::Short | Self::UnsignedShort => Some(2),
            Self::Long | Self::UnsignedLong | Self::IeeeSingle => Some(4),
            Self::Currency
            | Self::IeeeDouble
            | Self::DateTime
            | Self::LongLong
            | Self::UnsignedLongLong => Some(8),
            Self::Guid => Some(16),
            Self::Binary | Self::Text | Self::LongBinary | Self::LongText | Self::Slv => None,
        }
    }

    /// Whether values are text, with a code page.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::LongText)
    }

    /// Whether values may be kept outside the record.
    pub const fn is_long(self) -> bool {
        matches!(self, Self::LongBinary | Self::LongText)
    }

    /// The name, as dumps show it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bit => "Bit",
            Self::UnsignedByte => "UnsignedByte",
            Self::Short => "Short",
            Self::Long => "Long",
            Self::Currency => "Currency",
            Self::IeeeSingle => "IEEESingle",
            Self::IeeeDouble => "IEEEDouble",
            Self::DateTime => "DateTime",
            Self::Binary => "Binary",
            Self::Text => "Text",
            Self::LongBinary => "LongBinary",
            Self::LongText => "LongText",
            Self::Slv => "SLV",
            Self::UnsignedLong => "UnsignedLong",
            Self::LongLong => "LongLong",
            Self::Guid => "GUID",
            Self::UnsignedShort => "UnsignedShort",
            Self::UnsignedLongLong => "UnsignedLongLong",
        }
    }
}

impl fmt::Display for Coltyp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lead_back_to_their_types() {
        for raw in 1..=18 {
            assert_eq!(Coltyp::from_raw(raw).map(Coltyp::raw), Some(raw));
        }
        assert!(Coltyp::from_raw(0).is_none() && Coltyp::from_raw(19).is_none());
    }
}
