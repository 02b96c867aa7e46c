//! Fields of records for whoever shows them.

use jet_types::{BackupInfo, Lgpos, Logtime, Signature};
use zerocopy::little_endian::U32;

use super::EmptiedPage;
use crate::file::{DiskParams, PathName};

/// The value of a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value<'v> {
    /// Nothing, where there might be something.
    None,
    /// A number.
    Number(u64),
    /// A number that may be negative.
    Signed(i64),
    /// A number that people know by its hexadecimal digits: dbtimes, transactions.
    Hex(u64),
    /// Yes or no.
    Flag(bool),
    /// One of a few choices, by name.
    Word(&'static str),
    /// Option bits, and the names of those that have one.
    Flags(u64, &'v [(&'static str, FlagBit)]),
    /// A position in the log.
    Lgpos(Lgpos),
    /// A calendar time.
    Time(Logtime),
    /// An identity.
    Signature(&'v Signature),
    /// What a header remembers of a backup.
    Backup(&'v BackupInfo),
    /// What an engine ran with.
    Params(&'v DiskParams),
    /// A path, or other text.
    Path(PathName<'v>),
    /// Bytes.
    Bytes(&'v [u8]),
    /// Numbers of pages.
    Pages(&'v [U32]),
    /// Pages that were taken out of a tree.
    EmptiedPages(&'v [EmptiedPage]),
}

/// A bit of [`Value::Flags`].
pub type FlagBit = u64;
