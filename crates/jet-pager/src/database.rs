//! One open database file: [`Db`] may read it, [`DbWriter`] may write it as well.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jet_os::File;
use jet_os::sync::atomic::{
    AtomicU32, AtomicU64,
    Ordering::{Acquire, Relaxed},
};
use jet_types::{Dbtime, Objid, PageSize, Pgno};

use crate::error::{PagerError, Result};
use crate::gate::DbSlot;
use crate::guard::WritePage;
use crate::header::DbHeader;
use crate::page_table::PageTable;
use crate::unsynced::Unsynced;

/// What the pool needs to know of an open file. Shared by the [`Db`] and the pool, so that pages
/// can be written without it.
#[derive(Debug)]
pub(crate) struct DbFile {
    file: Arc<dyn File>,
    pub(crate) path: PathBuf,
    page_size: PageSize,
    /// The last page the file has room for, 0 when none.
    last_pgno: AtomicU32,
    /// Its place among the pool's databases.
    pub(crate) slot: u32,
    pub(crate) pages: PageTable,
    pub(crate) unsynced: Unsynced,
}

impl DbFile {
    pub(crate) fn new(
        file: Arc<dyn File>,
        path: &Path,
        page_size: PageSize,
        slot: u32,
    ) -> Result<Self> {
        let page_bytes = u64::from(page_size.get());
        let last = (file.len()? / page_bytes).saturating_sub(2).min(u64::from(u32::MAX >> 1));
        Ok(Self {
            file,
            path: path.to_owned(),
            page_size,
            last_pgno: AtomicU32::new(last as u32),
            slot,
            pages: PageTable::default(),
            unsynced: Unsynced::default(),
        })
    }

    /// Fails when the file has no room for the page.
    pub(crate) fn check_inside(&self, pgno: Pgno) -> Result<()> {
        let last = self.last_pgno.load(Acquire);
        if pgno.get() > last {
            return Err(PagerError::BeyondEof { pgno, last });
        }
        Ok(())
    }

    pub(crate) fn grow(&self, last: Pgno) -> Result<()> {
        let bytes = (u64::from(last.get()) + 2) * u64::from(self.page_size.get());
        self.file.set_len(bytes)?;
        self.last_pgno.store(last.get(), jet_os::sync::atomic::Ordering::Release);
        Ok(())
    }

    fn read(&self, pgno: Pgno, buffer: &mut [u8]) -> Result<()> {
        self.check_inside(pgno)?;
        Ok(self.file.read_at(buffer, self.offset(pgno))?)
    }

    /// Writes adjacent pages.
    pub(crate) fn write(&self, first: Pgno, bytes: &[u8]) -> Result<()> {
        let pages = (bytes.len() / self.page_size.bytes()) as u32;
        let last = first.checked_add(pages - 1).unwrap_or(first);
        self.check_inside(last)?;
        self.file.write_at(bytes, self.offset(first)).map_err(|source| {
            let path = self.path.clone();
            PagerError::Write { path, first, last, source }
        })
    }

    /// Makes all finished writes durable.
    pub(crate) fn sync(&self) -> Result<()> {
        self.unsynced.sync(&*self.file, &self.path)
    }

    fn offset(&self, pgno: Pgno) -> u64 {
        (u64::from(pgno.get()) + 1) * u64::from(self.page_size.get())
    }
}

/// A database that may be read.
#[derive(Debug)]
pub struct Db {
    pub(crate) file: Arc<DbFile>,
    header: DbHeader,
}

impl Db {
    pub(crate) fn new(file: Arc<DbFile>, header: DbHeader) -> Self {
        Self { file, header }
    }

    /// The header as it was when the file was opened.
    pub fn header(&self) -> &DbHeader {
        &self.header
    }

    /// Bytes per page.
    pub fn page_size(&self) -> PageSize {
        self.file.page_size
    }

    /// Its place in its pool, while it is open.
    pub fn slot(&self) -> DbSlot {
        DbSlot(self.file.slot)
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.file.path
    }

    /// The last page the file has room for. More than the database owns, as a rule.
    pub fn last_pgno(&self) -> Option<Pgno> {
        Pgno::new(self.file.last_pgno.load(Relaxed))
    }

    /// Reads the bytes of a page from the file, bypassing cache and checks. `buffer` is one page
    /// long, or several for as many adjacent pages.
    ///
    /// # Errors
    /// [`PagerError::BeyondEof`], or what the file system says.
    pub fn read_raw(&self, pgno: Pgno, buffer: &mut [u8]) -> Result<()> {
        self.file.read(pgno, buffer)
    }
}

/// A database that may be written: a [`Db`] with the clock of its changes.
#[derive(Debug)]
pub struct DbWriter {
    db: Db,
    /// The last dbtime given out.
    dbtime: AtomicU64,
    /// The last object id given out.
    objid: AtomicU32,
}

impl DbWriter {
    pub(crate) fn new(db: Db) -> Self {
        let disk = &db.header().disk;
        let (dbtime, objid) = (disk.dbtime.get(), disk.objid_last.get());
        Self { db, dbtime: AtomicU64::new(dbtime), objid: AtomicU32::new(objid) }
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

    /// Makes the file longer, with zeros.
    pub fn extend(&self, last: Pgno) -> Result<()> {
        self.db.file.grow(last)
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
}

impl Deref for DbWriter {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}
