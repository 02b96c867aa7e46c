//! The attach list: which databases are attached at a position of the log.
//!
//! It lies in the header of each generation, for the position where that generation begins, and in
//! the checkpoint, for the position of the checkpoint. A zero byte where the next entry's database
//! would be named ends it.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::fmt;

use jet_types::{DbId, Dbtime, DiskLgpos, Lgpos, Objid, Signature};
use zerocopy::little_endian::{U16, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::error::{LogError, Result};

/// Bytes reserved for an attach list.
pub const ATTACH_LIST_BYTES: usize = 2048;

/// The highest slot of a user's database.
const DBID_MAX: u8 = 6;
/// Flag of an entry: the name is UTF-16.
const UNICODE: u8 = 0x20;
/// Flag of an entry: the file may have holes.
const SPARSE: u8 = 0x40;

/// The fixed part of an entry; the name follows. Source: ESE `log.hxx`, `ATTACHINFO`.
///
/// | bytes  | field              | meaning                                               |
/// |--------|--------------------|-------------------------------------------------------|
/// | 0      | `dbid`             | slot, 1 to 6                                          |
/// | 1      | `flags`            | 0x20 the name is UTF-16, 0x40 the file may have holes |
/// | 2..4   | `name_bytes`       | length of the name with its NUL                       |
/// | 4..12  | `dbtime`           | highest dbtime of the database at this point          |
/// | 12..16 | `objid_last`       | highest object id handed out                          |
/// | 16..20 | `max_pages`        | limit of the database's size, 0 none                  |
/// | 20..28 | `lgpos_attach`     | record of this attachment                             |
/// | 28..36 | `lgpos_consistent` | last clean detach before it                           |
/// | 36..64 | `sign_db`          | identity of the database                              |
#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Clone, Copy)]
#[repr(C)]
struct DiskAttachment {
    dbid: u8,
    flags: u8,
    name_bytes: U16,
    dbtime: U64,
    objid_last: U32,
    max_pages: U32,
    lgpos_attach: DiskLgpos,
    lgpos_consistent: DiskLgpos,
    sign_db: Signature,
}
const _: () = assert!(size_of::<DiskAttachment>() == 64);
const _: () = assert!(std::mem::offset_of!(DiskAttachment, sign_db) == 36);

/// A database that was attached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attachment {
    /// Its slot.
    pub dbid: DbId,
    /// Highest dbtime at this point.
    pub dbtime: Dbtime,
    /// Highest object id handed out.
    pub objid_last: Objid,
    /// Limit of its size in pages, 0 none.
    pub max_pages: u32,
    /// Where the record of this attachment is.
    pub lgpos_attach: Lgpos,
    /// Where it was last detached cleanly before that, or none.
    pub lgpos_consistent: Lgpos,
    /// Its identity.
    pub sign_db: Signature,
    /// Whether its file may have holes.
    pub is_sparse: bool,
    /// Its path as stored, see [`name`](Self::name).
    pub name: Vec<u8>,
    /// Whether the path is stored as UTF-16, as it always is in our days.
    pub is_unicode: bool,
}

impl Attachment {
    /// The path of its file when it was attached.
    pub fn name(&self) -> PathName<'_> {
        PathName { bytes: &self.name, is_unicode: self.is_unicode }
    }

    fn encoded_len(&self) -> usize {
        size_of::<DiskAttachment>().saturating_add(self.name.len())
    }
}

/// The path of a database as the log stores it, with its NUL: UTF-16, in old logs 8-bit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PathName<'a> {
    /// The bytes as stored, with the NUL.
    pub bytes: &'a [u8],
    /// Whether they are UTF-16.
    pub is_unicode: bool,
}

impl<'a> PathName<'a> {
    /// The bytes of a path in UTF-16 with its NUL.
    pub fn to_utf16(path: &str) -> Vec<u8> {
        path.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect()
    }

    /// The name of the file alone. Paths are those of the machine that wrote the log: either
    /// separator may occur.
    pub fn file_name(self) -> String {
        let path = self.to_string();
        path.rsplit(['\\', '/']).next().unwrap_or_default().to_owned()
    }
}

impl fmt::Display for PathName<'_> {
    /// Without the NUL. What is not text becomes U+FFFD.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_unicode {
            let (units, _) = self.bytes.as_chunks::<2>();
            let units = units.iter().map(|unit| u16::from_le_bytes(*unit));
            let text = char::decode_utf16(units.take_while(|unit| *unit != 0));
            text.map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER))
                .try_for_each(|char| fmt::Write::write_char(f, char))
        } else {
            let text = self.bytes.iter().take_while(|byte| **byte != 0);
            text.map(|byte| char::from(*byte)).try_for_each(|char| fmt::Write::write_char(f, char))
        }
    }
}

impl fmt::Debug for PathName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

/// Reads an attach list.
///
/// # Errors
/// What is wrong with it, in words.
pub(crate) fn decode_list(mut bytes: &[u8]) -> std::result::Result<Vec<Attachment>, String> {
    let mut list = Vec::new();
    while bytes.first().is_some_and(|dbid| *dbid != 0) {
        let cut = || format!("attach list: entry {} is cut off", list.len());
        let (disk, rest) = DiskAttachment::read_from_prefix(bytes).map_err(|_| cut())?;
        let name_bytes = usize::from(disk.name_bytes.get());
        let (name, rest) = rest.split_at_checked(name_bytes).ok_or_else(cut)?;
        if disk.flags & !(UNICODE | SPARSE) != 0 || disk.dbid > DBID_MAX {
            let (dbid, flags) = (disk.dbid, disk.flags);
            return Err(format!("attach list: database {dbid} with flags {flags:#x}"));
        }
        list.push(Attachment {
            dbid: DbId(disk.dbid),
            dbtime: Dbtime(disk.dbtime.get()),
            objid_last: Objid(disk.objid_last.get()),
            max_pages: disk.max_pages.get(),
            lgpos_attach: disk.lgpos_attach.get(),
            lgpos_consistent: disk.lgpos_consistent.get(),
            sign_db: disk.sign_db,
            is_sparse: disk.flags & SPARSE != 0,
            name: name.to_vec(),
            is_unicode: disk.flags & UNICODE != 0,
        });
        bytes = rest;
    }
    Ok(list)
}

/// Writes an attach list. Its place must be zero.
///
/// # Errors
/// [`LogError::AttachList`] when it is too long.
pub(crate) fn encode_list(list: &[Attachment], place: &mut [u8]) -> Result<()> {
    let bytes = list.iter().map(Attachment::encoded_len).fold(0, usize::saturating_add);
    if bytes >= place.len() {
        return Err(LogError::AttachList { bytes });
    }
    let mut rest = place;
    for entry in list {
        let unicode = if entry.is_unicode { UNICODE } else { 0 };
        let sparse = if entry.is_sparse { SPARSE } else { 0 };
        let too_long = |_| LogError::AttachList { bytes };
        let disk = DiskAttachment {
            dbid: entry.dbid.get(),
            flags: unicode | sparse,
            name_bytes: u16::try_from(entry.name.len()).map_err(too_long)?.into(),
            dbtime: entry.dbtime.get().into(),
            objid_last: entry.objid_last.get().into(),
            max_pages: entry.max_pages.into(),
            lgpos_attach: entry.lgpos_attach.into(),
            lgpos_consistent: entry.lgpos_consistent.into(),
            sign_db: entry.sign_db,
        };
        for part in [disk.as_bytes(), &entry.name] {
            let (place, after) = rest.split_at_mut_checked(part.len()).unwrap_or_default();
            place.copy_from_slice(part);
            rest = after;
        }
    }
    Ok(())
}
