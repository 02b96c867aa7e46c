//! One open database file: [`Db`] may read it, [`DbWriter`] may write it as well.

mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jet_os::File;
use jet_os::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};
use jet_types::{PageSize, Pgno};

pub use writer::DbWriter;

use crate::error::{PagerError, Result};
use crate::gate::DbSlot;
use crate::header::{DbHeader, HeaderCopy};
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
    /// The last generation whose changes may be in the file: the durable header requires it.
    waypoint: AtomicU32,
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
            waypoint: AtomicU32::new(0),
            slot,
            pages: PageTable::default(),
            unsynced: Unsynced::default(),
        })
    }

    /// Fails when the file has no room for the page.
    pub(crate) fn check_inside(&self, pgno: Pgno) -> Result<()> {
        // Acquire pairs with `extend`: the file is as long as it says.
        let last = self.last_pgno.load(Acquire);
        if pgno.get() > last {
            return Err(PagerError::BeyondEof { pgno, last });
        }
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

    /// Writes one copy of the header, a page, and makes it durable.
    fn write_header(&self, copy: HeaderCopy, page: &[u8]) -> Result<()> {
        let offset = match copy {
            HeaderCopy::First => 0,
            HeaderCopy::Shadow => u64::from(self.page_size.get()),
        };
        self.file.write_at(page, offset)?;
        self.sync()
    }

    /// The last generation whose changes may be in the file.
    pub(crate) fn waypoint(&self) -> u32 {
        // Acquire pairs with `set_waypoint`: the header is durable.
        self.waypoint.load(Acquire)
    }

    fn set_waypoint(&self, generation: u32) {
        // Release pairs with `waypoint`.
        self.waypoint.store(generation, Release);
    }

    /// Writes zeros where pages up to `last` will be. The caller has all changes of the length.
    fn extend(&self, last: Pgno) -> Result<()> {
        let page_bytes = u64::from(self.page_size.get());
        let now = self.last_pgno.load(Acquire);
        let (mut offset, end) = ((u64::from(now) + 2) * page_bytes, self.offset(last) + page_bytes);
        let zeros = vec![0; (end.saturating_sub(offset)).min(ZEROS) as usize];
        while offset < end {
            let count = (end - offset).min(ZEROS);
            self.file.write_at(&zeros[..count as usize], offset)?;
            offset += count;
        }
        // Release pairs with `check_inside`.
        self.last_pgno.store(now.max(last.get()), Release);
        Ok(())
    }

    /// From here on there is no page behind `last`.
    pub(crate) fn set_last(&self, last: Option<Pgno>) {
        // Release pairs with `check_inside`, though nothing was done before.
        self.last_pgno.store(last.map_or(0, Pgno::get), Release);
    }

    /// Cuts the file behind `last`. The caller has all changes of the length.
    fn cut(&self, last: Option<Pgno>) -> Result<()> {
        let page_bytes = u64::from(self.page_size.get());
        let end = last.map_or(2 * page_bytes, |last| self.offset(last) + page_bytes);
        Ok(self.file.set_len(end)?)
    }

    fn offset(&self, pgno: Pgno) -> u64 {
        (u64::from(pgno.get()) + 1) * u64::from(self.page_size.get())
    }
}

/// Zeros written at a time.
const ZEROS: u64 = 1 << 18;

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
        Pgno::new(self.file.last_pgno.load(Acquire))
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
