//! What all file headers share: calendar times, signatures, stored log positions, backup notes.

use std::fmt;

use zerocopy::little_endian::{U16, U32};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::Lgpos;

/// A calendar time as stored. All zero means "not set". Source: ESE `LOGTIME`.
///
/// | bytes | field    | meaning                                                        |
/// |-------|----------|----------------------------------------------------------------|
/// | 0     | `second` | 0 to 59                                                        |
/// | 1     | `minute` | 0 to 59                                                        |
/// | 2     | `hour`   | 0 to 23                                                        |
/// | 3     | `day`    | 1 to 31                                                        |
/// | 4     | `month`  | 1 to 12                                                        |
/// | 5     | `year`   | from 1900                                                      |
/// | 6     | `low`    | bit 0: UTC; bits 1 to 7: milliseconds, low bits                |
/// | 7     | `high`   | bits 1 to 3: milliseconds, high bits                           |
#[derive(
    FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Clone, Copy, PartialEq, Eq, Default,
)]
#[repr(C)]
pub struct Logtime {
    /// See the table.
    pub second: u8,
    /// See the table.
    pub minute: u8,
    /// See the table.
    pub hour: u8,
    /// See the table.
    pub day: u8,
    /// See the table.
    pub month: u8,
    /// See the table.
    pub year: u8,
    /// See the table.
    pub low: u8,
    /// See the table.
    pub high: u8,
}
const _: () = assert!(size_of::<Logtime>() == 8);

impl Logtime {
    /// The calendar time, in UTC, of a number of milliseconds since the start of 1970. Years end
    /// at 2155, as one byte counts them from 1900.
    ///
    /// Source of the calendar: H. Hinnant, "chrono-compatible low-level date algorithms".
    pub fn from_unix_ms(unix_ms: u64) -> Self {
        let (days, in_day) = (unix_ms / 86_400_000, unix_ms % 86_400_000);
        // Days since the first of March of year 0, so that the leap day is the last of its year.
        let days = days + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = era * 400 + year_of_era + u64::from(month <= 2);
        let ms = in_day % 1000;
        Self {
            second: (in_day / 1000 % 60) as u8,
            minute: (in_day / 60_000 % 60) as u8,
            hour: (in_day / 3_600_000) as u8,
            day: day as u8,
            month: month as u8,
            year: year.saturating_sub(1900).min(255) as u8,
            low: (ms << 1) as u8 | 1,
            high: (ms >> 7 << 1) as u8,
        }
    }

    /// Whether a time was stored at all.
    pub fn is_set(self) -> bool {
        self != Self::default()
    }

    /// Milliseconds of the second, 0 to 999 in files that are not damaged.
    pub fn milliseconds(self) -> u16 {
        u16::from(self.low >> 1) | u16::from(self.high >> 1 & 7) << 7
    }

    /// Whether the time is UTC rather than local.
    pub fn is_utc(self) -> bool {
        self.low & 1 == 1
    }
}

impl fmt::Display for Logtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_set() {
            return f.write_str("not set");
        }
        let Self { second, minute, hour, day, month, year, .. } = *self;
        let year = u16::from(year) + 1900;
        let ms = self.milliseconds();
        let zone = if self.is_utc() { "Z" } else { "" };
        write!(f, "{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{ms:03}{zone}")
    }
}

impl fmt::Debug for Logtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The identity of a database or of a log stream. All zero means "unset". Source: ESE `SIGNATURE`.
///
/// | bytes  | field      | meaning                          |
/// |--------|------------|----------------------------------|
/// | 0..4   | `random`   | fresh for each signature         |
/// | 4..12  | `created`  | when it was made                 |
/// | 12..28 | `computer` | zero in files of modern engines  |
#[derive(
    FromBytes,
    IntoBytes,
    KnownLayout,
    Immutable,
    Unaligned,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    Debug,
)]
#[repr(C)]
pub struct Signature {
    /// See the table.
    pub random: U32,
    /// See the table.
    pub created: Logtime,
    /// See the table.
    pub computer: [u8; 16],
}
const _: () = assert!(size_of::<Signature>() == 28);

impl Signature {
    /// Whether there is an identity at all.
    pub fn is_set(&self) -> bool {
        *self != Self::default()
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x} of {}", self.random.get(), self.created)
    }
}

/// A log position as stored. Source: ESE `LE_LGPOS`.
///
/// | bytes | field        | unit                               |
/// |-------|--------------|------------------------------------|
/// | 0..2  | `offset`     | bytes into the sector              |
/// | 2..4  | `sector`     | sectors from the start of the file |
/// | 4..8  | `generation` | log file number, from 1            |
#[derive(
    FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Clone, Copy, PartialEq, Eq, Default,
)]
#[repr(C)]
pub struct DiskLgpos {
    /// See the table.
    pub offset: U16,
    /// See the table.
    pub sector: U16,
    /// See the table.
    pub generation: U32,
}
const _: () = assert!(size_of::<DiskLgpos>() == 8);

impl DiskLgpos {
    /// The position.
    pub fn get(self) -> Lgpos {
        Lgpos {
            generation: self.generation.get(),
            sector: self.sector.get(),
            offset: self.offset.get(),
        }
    }
}

impl From<Lgpos> for DiskLgpos {
    fn from(lgpos: Lgpos) -> Self {
        Self {
            offset: lgpos.offset.into(),
            sector: lgpos.sector.into(),
            generation: lgpos.generation.into(),
        }
    }
}

impl fmt::Debug for DiskLgpos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.get(), f)
    }
}

/// What a header remembers of a backup. Source: ESE `BKINFO`.
///
/// | bytes  | field             | meaning                          |
/// |--------|-------------------|----------------------------------|
/// | 0..8   | `mark`            | log position of the backup       |
/// | 8..16  | `time`            | when                             |
/// | 16..20 | `generation_low`  | first log it needs               |
/// | 20..24 | `generation_high` | last log it needs                |
#[derive(
    FromBytes,
    IntoBytes,
    KnownLayout,
    Immutable,
    Unaligned,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    Debug,
)]
#[repr(C)]
pub struct BackupInfo {
    /// See the table.
    pub mark: DiskLgpos,
    /// See the table.
    pub time: Logtime,
    /// See the table.
    pub generation_low: U32,
    /// See the table.
    pub generation_high: U32,
}
const _: () = assert!(size_of::<BackupInfo>() == 24);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_time_reads_as_its_calendar_date() {
        let bytes = [33, 7, 21, 19, 12, 118, 0x93, 0x0A];
        let time = Logtime::read_from_bytes(&bytes).expect("8 bytes");
        assert_eq!(time.to_string(), "2018-12-19T21:07:33.713Z");
        assert_eq!(Logtime::default().to_string(), "not set");
    }

    #[test]
    fn a_time_is_made_from_milliseconds() {
        let check = |ms, text: &str| assert_eq!(Logtime::from_unix_ms(ms).to_string(), text);
        check(0, "1970-01-01T00:00:00.000Z");
        check(951_782_400_000, "2000-02-29T00:00:00.000Z");
        check(951_868_799_999, "2000-02-29T23:59:59.999Z");
        check(1_545_253_653_713, "2018-12-19T21:07:33.713Z");
        check(1_735_689_599_128, "2024-12-31T23:59:59.128Z");
        check(4_107_542_400_000, "2100-03-01T00:00:00.000Z");
    }

    #[test]
    fn a_stored_position_is_the_position() {
        let lgpos = Lgpos { generation: 0x51, sector: 0x0E, offset: 0x38 };
        let disk = DiskLgpos::from(lgpos);
        assert_eq!(disk.as_bytes(), &[0x38, 0, 0x0E, 0, 0x51, 0, 0, 0]);
        assert_eq!(disk.get(), lgpos);
    }
}
