//! Databases: created, attached, detached, checked.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_types::{DbId, Dbtime, Lgpos, Pgno, Procid, Signature};

use super::Value;
use crate::codec::{
    Decoded, Decoder, Fixed, Layout, Length, Place, See, Tail, bits, fixed, record,
};
use crate::file::PathName;

/// A database is made. Source: ESE `logapi.hxx`, `LRCREATEDB`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CreateDb<'a> {
    /// The session.
    pub procid: Procid,
    /// The database.
    pub dbid: DbId,
    /// Options of the call.
    pub grbit: u32,
    /// Limit of its size in pages, 0 none.
    pub max_pages: u32,
    /// Its identity.
    pub sign_db: Signature,
    /// Version of the record: from 2 on, all that the file holds follows as records.
    pub version: Option<(u16, u16)>,
    /// Whether its file may have holes.
    pub is_sparse: bool,
    /// Its path.
    pub path: PathName<'a>,
}

const VERSION: u8 = 0x04;
const UNICODE: u8 = 0x08;
const SPARSE: u8 = 0x10;

impl<'a> Layout<'a> for CreateDb<'a> {
    fn decode(from: &mut Decoder<'a>) -> Decoded<Self> {
        let (procid, dbid) = (from.get()?, from.get()?);
        let (grbit, max_pages, sign_db) = (from.get()?, from.get()?, from.get()?);
        let length: u16 = from.get()?;
        let flags: u8 = from.get()?;
        if flags & !(VERSION | UNICODE | SPARSE) != 0 {
            return Err(from.value("flags", flags));
        }
        let has_version = flags & VERSION != 0;
        let version = if has_version { Some((from.get()?, from.get()?)) } else { None };
        let path = PathName { bytes: from.bytes(length.into())?, is_unicode: flags & UNICODE != 0 };
        let is_sparse = flags & SPARSE != 0;
        Ok(Self { procid, dbid, grbit, max_pages, sign_db, version, is_sparse, path })
    }

    fn encoded_len(&self) -> usize {
        let version = if self.version.is_some() { 4 } else { 0 };
        self.path.bytes.len().saturating_add(42).saturating_add(version)
    }

    fn encode(&self, to: &mut impl Place) {
        self.procid.put(to);
        self.dbid.put(to);
        self.grbit.put(to);
        self.max_pages.put(to);
        self.sign_db.put(to);
        <u16 as Length>::put(self.path.bytes.len(), to);
        let version = if self.version.is_some() { VERSION } else { 0 };
        let unicode = if self.path.is_unicode { UNICODE } else { 0 };
        let sparse = if self.is_sparse { SPARSE } else { 0 };
        Fixed::put(&(version | unicode | sparse), to);
        if let Some((version, update)) = self.version {
            Fixed::put(&version, to);
            Fixed::put(&update, to);
        }
        to.put(self.path.bytes);
    }

    fn fields(&self, see: See<'_>) {
        self.procid.show("procid", see);
        self.dbid.show("dbid", see);
        self.grbit.show("grbit", see);
        self.max_pages.show("max_pages", see);
        self.sign_db.show("sign_db", see);
        let (version, update) = self.version.unwrap_or_default();
        version.show("version", see);
        update.show("update", see);
        see("is_sparse", Value::Flag(self.is_sparse));
        see("path", Value::Path(self.path));
    }
}

fixed! {
    /// A database has all it begins with. Source: ESE `logapi.hxx`, `LRCREATEDBFINISH`.
    pub struct CreateDbFinish {
        /// The session.
        pub procid: Procid,
        /// The database.
        pub dbid: DbId,
    }
}

record! {
    /// A database is attached. Source: ESE `logapi.hxx`, `LRATTACHDB`.
    pub struct AttachDb<'a> {
        /// The session.
        pub procid: Procid,
        /// The database.
        pub dbid: DbId,
        /// Limit of its size in pages, 0 none.
        pub max_pages: u32,
        /// Where it was last detached cleanly.
        pub lgpos_consistent: Lgpos,
        /// Its identity.
        pub sign_db: Signature,
        /// The stream it was bound to.
        pub sign_log: Signature,
        /// Its path; see [`name`](Self::name).
        pub path: StoredPath<'a> => u16,
        /// How the path is stored, and more.
        pub flags: AttachFlags,
    }
    tail: path;
}

bits! {
    /// More about a database that is attached.
    pub struct AttachFlags(u8) {
        /// Its path is UTF-16.
        UNICODE = 0x08,
        /// Its file may have holes.
        SPARSE = 0x10,
    }
}

record! {
    /// A database is detached. Source: ESE `logapi.hxx`, `LRDETACHCOMMON`.
    pub struct DetachDb<'a> {
        /// The session.
        pub procid: Procid,
        /// The database.
        pub dbid: DbId,
        /// Its path; see [`name`](Self::name).
        pub path: StoredPath<'a> => u16,
        /// How the path is stored.
        pub flags: DetachFlags,
    }
    tail: path;
}

bits! {
    /// More about a database that is detached.
    pub struct DetachFlags(u8) {
        /// Its path is UTF-16.
        UNICODE = 0x10,
    }
}

impl<'a> AttachDb<'a> {
    /// Its path.
    pub fn name(&self) -> PathName<'a> {
        let is_unicode = self.flags.contains(AttachFlags::UNICODE);
        PathName { bytes: self.path.0, is_unicode }
    }
}

impl<'a> DetachDb<'a> {
    /// Its path.
    pub fn name(&self) -> PathName<'a> {
        let is_unicode = self.flags.contains(DetachFlags::UNICODE);
        PathName { bytes: self.path.0, is_unicode }
    }
}

/// The bytes of a path with its NUL, in UTF-16 or 8-bit as flags of the record say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StoredPath<'a>(pub &'a [u8]);

impl<'a> Tail<'a> for StoredPath<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        Some(Self(bytes))
    }

    fn as_bytes(&self) -> &'a [u8] {
        self.0
    }

    /// Paths are absolute: only in UTF-16 their second byte, after a letter or a backslash, is 0.
    fn show(&self, name: &'static str, see: See<'_>) {
        let is_unicode = self.0.get(1) == Some(&0);
        see(name, Value::Path(PathName { bytes: self.0, is_unicode }));
    }
}

fixed! {
    /// The format version of a database is raised. Source: ESE `logapi.hxx`, `LRSETDBVERSION`.
    pub struct SetDbVersion {
        /// The database.
        pub dbid: DbId,
        /// The major version.
        pub major: u32,
        /// The update whose readers of lower ones must refuse the file.
        pub update_major: u32,
        /// The update that they need not care for.
        pub update_minor: u32,
    }
}

fixed! {
    /// A database is about to be attached. Source: ESE `logapi.hxx`, `LRSIGNALATTACHDB`.
    pub struct SignalAttachDb {
        /// The database.
        pub dbid: DbId,
    }
}

fixed! {
    /// A database that recovery left attached is in use again.
    /// Source: ESE `logapi.hxx`, `LRREATTACHDB`.
    pub struct ReattachDb {
        /// The database.
        pub dbid: DbId,
        /// Where it was attached.
        pub lgpos_attach: Lgpos,
        /// Where it was last detached cleanly.
        pub lgpos_consistent: Lgpos,
        /// Its identity.
        pub sign_db: Signature,
    }
}

fixed! {
    /// A page is damaged: whoever has a copy may help.
    /// Source: ESE `logapi.hxx`, `LRPAGEPATCHREQUEST`.
    pub struct PagePatchRequest {
        /// The database.
        pub dbid: DbId,
        /// The page.
        pub pgno: Pgno,
        /// When, on the clock of the database.
        pub dbtime: Dbtime,
        /// 0.
        pub reserved: [u8; 32],
    }
}

fixed! {
    /// What a page looked like, for copies to compare. Source: ESE `logapi.hxx`, `LRSCANCHECK`.
    pub struct ScanCheck {
        /// The database.
        pub dbid: DbId,
        /// The page.
        pub pgno: Pgno,
        /// Not used.
        pub unused_page_dbtime: Dbtime,
        /// Not used.
        pub unused_current_dbtime: Dbtime,
        /// Dbtime of the page.
        pub page_dbtime: Dbtime,
        /// Dbtime of the database.
        pub current_dbtime: Dbtime,
        /// A checksum of what the page logs.
        pub checksum: u16,
    }
}

fixed! {
    /// What a page looked like, for copies to compare. Source: ESE `logapi.hxx`, `LRSCANCHECK2`.
    pub struct ScanCheck2 {
        /// The database.
        pub dbid: DbId,
        /// The page.
        pub pgno: Pgno,
        /// What it is, and in the two lowest bits who asks.
        pub flags: ScanFlags,
        /// Dbtime of the page.
        pub page_dbtime: Dbtime,
        /// Dbtime of the database.
        pub current_dbtime: Dbtime,
        /// A checksum of what the page logs.
        pub checksum: u32,
    }
}

bits! {
    /// What a page is that is checked.
    pub struct ScanFlags(u8) {
        /// It belongs to no object.
        OBJID_INVALID = 0x80,
        /// It is empty.
        EMPTY_PAGE = 0x40,
        /// Its tree was deleted.
        FDP_DELETED = 0x20,
    }
}
