//! A database that may be written: its clock, its header, its length.

#[cfg(all(test, not(loom)))]
mod tests;

use std::ops::Deref;

use jet_os::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};
use jet_os::sync::{Mutex, Rank};
use jet_types::{Dbtime, Logtime, Objid, Pgno};

use super::Db;
use crate::error::Result;
use crate::guard::WritePage;
use crate::header::{DbHeader, HeaderCopies, HeaderCopy, Stamper};

/// A database that may be written: a [`Db`] with the clock of its changes and its header.
///
/// Sessions share it; the pool closes it when it has it alone.
#[derive(Debug)]
pub struct DbWriter {
    db: Db,
    /// The last dbtime given out.
    dbtime: AtomicU64,
    /// The last object id given out.
    objid: AtomicU32,
    /// Held while the header is written, so that writes of it do not mix.
    header: Mutex<Header>,
    /// Held while the file changes its length.
    growth: Mutex<()>,
}

#[derive(Debug)]
struct Header {
    /// As it is on disk, but for what was only noted.
    now: DbHeader,
    /// Whether something was noted, or nothing ever written.
    is_noted: bool,
    stamper: Stamper,
}

impl DbWriter {
    /// Opens a file that has a header, and writes a copy of it that is not sound anew.
    pub(crate) fn open(db: Db, stamper: Stamper) -> Result<Self> {
        let mut header = db.header().clone();
        let page = header.encode();
        for copy in header.copies_to_mend() {
            tracing::warn!(path = %db.path().display(), ?copy, "bad copy of the header mended");
            db.file.write_header(*copy, &page)?;
        }
        header.copies = HeaderCopies::Equal;
        db.file.set_waypoint(header.required().1);
        Ok(Self::with(db, Header { now: header, is_noted: false, stamper }))
    }

    /// Writes the header of a new file.
    pub(crate) fn create(db: Db, stamper: Stamper) -> Result<Self> {
        let header = Header { now: db.header().clone(), is_noted: true, stamper };
        let db = Self::with(db, header);
        db.write_header(|_, _| ())?;
        Ok(db)
    }

    fn with(db: Db, header: Header) -> Self {
        Self {
            dbtime: AtomicU64::new(header.now.disk.dbtime.get()),
            objid: AtomicU32::new(header.now.disk.objid_last.get()),
            header: Mutex::with_rank(Rank::DbHeader, header),
            growth: Mutex::with_rank(Rank::FileLength, ()),
            db,
        }
    }

    /// Takes it apart, to be closed.
    pub(crate) fn into_db(self) -> Db {
        self.db
    }

    /// The moment of the next change. All pages of one change get the same, so it is drawn once,
    /// with any of them latched for writing: then the dbtimes of a page rise in the order of its
    /// changes.
    pub fn next_dbtime(&self, _page: &WritePage<'_>) -> Dbtime {
        // The latch orders what matters, the changes of one page.
        Dbtime(self.dbtime.fetch_add(1, Relaxed) + 1)
    }

    /// The last dbtime given out, or more.
    pub fn dbtime(&self) -> Dbtime {
        Dbtime(self.dbtime.load(Relaxed))
    }

    /// Makes sure that this dbtime counts as given out: recovery found it in a record.
    pub fn raise_dbtime(&self, seen: Dbtime) {
        self.dbtime.fetch_max(seen.get(), Relaxed);
    }

    /// An object id that no tree of this database has had.
    pub fn next_objid(&self) -> Objid {
        Objid(self.objid.fetch_add(1, Relaxed) + 1)
    }

    /// The last object id given out.
    pub fn objid(&self) -> Objid {
        Objid(self.objid.load(Relaxed))
    }

    /// Makes sure that this object id counts as given out: recovery found it in a record.
    pub fn raise_objid(&self, seen: Objid) {
        self.objid.fetch_max(seen.get(), Relaxed);
    }

    /// The header as it was last changed; [`Db::header`] is the one found when it was opened.
    pub fn current_header(&self) -> DbHeader {
        self.header.lock().now.clone()
    }

    /// Changes the header, by one of its methods, and makes it durable, both copies one after the
    /// other; does nothing if that changes nothing. The second argument of `change` is the time.
    /// Pages of the generations the new header requires may be written from here on.
    ///
    /// # Errors
    /// What the file system says. The header in memory is then what it was; on disk, one copy at
    /// least is the old one or the new one.
    pub fn write_header<T>(&self, change: impl FnOnce(&mut DbHeader, Logtime) -> T) -> Result<T> {
        let mut header = self.header.lock();
        let mut next = header.now.clone();
        let result = change(&mut next, header.stamper.now());
        if !header.is_noted && next.encode() == header.now.encode() {
            return Ok(result);
        }
        next.set_counters(self.dbtime(), self.objid());
        next.renew(&mut header.stamper);
        next.assert_sound();
        let page = next.encode();
        self.file.write_header(HeaderCopy::First, &page)?;
        self.file.write_header(HeaderCopy::Shadow, &page)?;
        self.file.set_waypoint(next.required().1);
        header.now = next;
        header.is_noted = false;
        Ok(result)
    }

    /// Changes the header in memory; the next write takes it along.
    pub fn note_in_header(&self, change: impl FnOnce(&mut DbHeader, Logtime)) {
        let mut header = self.header.lock();
        let now = header.stamper.now();
        change(&mut header.now, now);
        header.is_noted = true;
    }

    /// Makes the file long enough for pages up to `last`, zeros that have their place on the disk.
    /// A file that is long enough stays as it is.
    ///
    /// # Errors
    /// What the file system says; the pages that were there still are, and no more.
    pub fn extend(&self, last: Pgno) -> Result<()> {
        let _growth = self.growth.lock();
        self.file.extend(last)
    }

    /// Cuts the file behind `last`, or behind the header. The pool has no page behind it any more.
    pub(crate) fn cut(&self, forget: impl FnOnce() -> Option<Pgno>) -> Result<()> {
        let _growth = self.growth.lock();
        let last = forget();
        self.file.cut(last)
    }
}

impl Deref for DbWriter {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}
