//! Column types.

use std::fmt;

use crate::name::Constant;

levels! {
    /// The type of a column. Numbers as in `JET_coltyp`; 0 marks a deleted column and is no type.
    Coltyp {
        Bit = 1, Public, "JET_coltypBit", "one byte, 0 or 0xFF";
        UnsignedByte = 2, Public, "JET_coltypUnsignedByte", "one byte";
        Short = 3, Public, "JET_coltypShort", "16 bits, signed";
        Long = 4, Public, "JET_coltypLong", "32 bits, signed";
        Currency = 5, Public, "JET_coltypCurrency", "64 bits, signed";
        IeeeSingle = 6, Public, "JET_coltypIEEESingle", "32-bit float";
        IeeeDouble = 7, Public, "JET_coltypIEEEDouble", "64-bit float";
        DateTime = 8, Public, "JET_coltypDateTime", "64-bit float: days since 30 December 1899";
        Binary = 9, Public, "JET_coltypBinary", "at most 255 bytes";
        Text = 10, Public, "JET_coltypText", "at most 255 bytes of text";
        LongBinary = 11, Public, "JET_coltypLongBinary", "at most 2^31 - 1 bytes";
        LongText = 12, Public, "JET_coltypLongText", "at most 2^31 - 1 bytes of text";
        Slv = 13, Public, "JET_coltypSLV", "obsolete";
        UnsignedLong = 14, Public, "JET_coltypUnsignedLong", "32 bits";
        LongLong = 15, Public, "JET_coltypLongLong", "64 bits, signed";
        Guid = 16, Public, "JET_coltypGUID", "16 bytes";
        UnsignedShort = 17, Public, "JET_coltypUnsignedShort", "16 bits";
        UnsignedLongLong = 18, Public, "JET_coltypUnsignedLongLong", "64 bits";
    }
}

impl Coltyp {
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
