//! One open database file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jet_os::File;
use jet_os::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed},
};
use jet_types::{PageSize, Pgno};

use crate::error::{PagerError, Result};
use crate::header::DbHeader;
use crate::page_table::PageTable;

/// A database that may be read.
#[derive(Debug)]
pub struct Db {
    file: Arc<dyn File>,
    path: PathBuf,
    header: DbHeader,
    /// The last page the file has room for, 0 when none.
    last_pgno: AtomicU32,
    /// Its place among the pool's databases.
    pub(crate) slot: u32,
    pub(crate) pages: Arc<PageTable>,
}

impl Db {
    pub(crate) fn new(
        file: Arc<dyn File>,
        path: &Path,
        header: DbHeader,
        slot: u32,
    ) -> Result<Self> {
        let page_bytes = u64::from(header.page_size.get());
        let last = (file.len()? / page_bytes).saturating_sub(2).min(u64::from(u32::MAX >> 1));
        Ok(Self {
            file,
            path: path.to_owned(),
            header,
            last_pgno: AtomicU32::new(last as u32),
            slot,
            pages: Arc::default(),
        })
    }

    /// The header as it was when the file was opened.
    pub fn header(&self) -> &DbHeader {
        &self.header
    }

    /// Bytes per page.
    pub fn page_size(&self) -> PageSize {
        self.header.page_size
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The last page the file has room for. More than the database owns, as a rule.
    pub fn last_pgno(&self) -> Option<Pgno> {
        Pgno::new(self.last_pgno.load(Relaxed))
    }

    /// Reads the bytes of a page from the file, bypassing cache and checks. `buffer` is one page
    /// long, or several for as many adjacent pages.
    ///
    /// # Errors
    /// [`PagerError::BeyondEof`], or what the file system says.
    pub fn read_raw(&self, pgno: Pgno, buffer: &mut [u8]) -> Result<()> {
        let last = self.last_pgno.load(Acquire);
        if pgno.get() > last {
            return Err(PagerError::BeyondEof { pgno, last });
        }
        let offset = (u64::from(pgno.get()) + 1) * u64::from(self.page_size().get());
        Ok(self.file.read_at(buffer, offset)?)
    }
}
