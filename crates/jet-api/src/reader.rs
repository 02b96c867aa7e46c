//! A database file opened to be read as it stands: no log, no session, no trust in the file.
//!
//! This is the engine's own read path on a file that nobody changes: the same pages, trees,
//! catalog and records. A dirty file shows what had reached it; [`Reader::is_clean`] tells.
//!
//! ```
//! # fn show(path: &std::path::Path) -> Result<(), jet_api::ReaderError> {
//! let reader = jet_api::Reader::open(path, &jet_api::ReaderOptions::default())?;
//! for table in &reader.schema()?.tables {
//!     let mut rows = 0;
//!     reader.scan(table, |_row| {
//!         rows += 1;
//!         Ok::<(), jet_api::TableError>(())
//!     })?;
//!     println!("{}: {rows} rows", table.name);
//! }
//! # Ok(())
//! # }
//! ```

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jet_btree::{ReadCx, Tree};
use jet_os::{OpenMode, OsError, RealVfs, Vfs};
use jet_pager::{BufferPool, Db, DbHeader, DbState, PagerError, PoolConfig};
use jet_table::{RowReader, Schema, TableError, TableSchema, catalog};
use jet_types::{JetErr, Pgno};

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// The file could not be opened.
    #[error(transparent)]
    Open(#[from] OsError),
    /// The header will not do, or a page could not be read.
    #[error(transparent)]
    Pager(#[from] PagerError),
    /// The catalog, a table or a record could not be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The catalog could not be read when the file was opened.
    #[error("{}: the catalog cannot be read: {what}", path.display())]
    Catalog {
        /// Which file.
        path: PathBuf,
        /// The code a JET caller sees.
        code: JetErr,
        /// Why not.
        what: String,
    },
}

impl ReaderError {
    /// The code a JET caller sees.
    pub fn code(&self) -> JetErr {
        match self {
            Self::Open(error) => error.code(),
            Self::Pager(error) => error.code(),
            Self::Table(error) => error.code(),
            Self::Catalog { code, .. } => *code,
        }
    }
}

/// How to open a file.
#[derive(Clone, Copy, Debug)]
pub struct ReaderOptions {
    /// Memory for pages, in bytes; the least the pool works with is used when it is less.
    pub cache_bytes: usize,
}

impl Default for ReaderOptions {
    /// 32 MiB of pages.
    fn default() -> Self {
        Self { cache_bytes: 32 << 20 }
    }
}

/// A database file opened to be read.
#[derive(Debug)]
pub struct Reader {
    pool: BufferPool,
    db: Db,
    schema: Result<Schema, TableError>,
}

/// A record under the latch of its page.
pub struct Row<'r, 'a> {
    data: &'r [u8],
    reader: &'r mut RowReader<'a>,
}

impl<'a> Row<'_, 'a> {
    /// The record's bytes.
    pub fn bytes(&self) -> &[u8] {
        self.data
    }

    /// Visits every value; see [`RowReader::visit`].
    ///
    /// # Errors
    /// As [`RowReader::visit`].
    pub fn visit(
        &mut self,
        visit: impl FnMut(usize, &'a jet_table::ColumnSchema, jet_table::ColumnValue<'_>),
    ) -> Result<(), TableError> {
        self.reader.visit(self.data, visit)
    }
}

impl Reader {
    /// Opens a file whatever state it is in.
    ///
    /// # Errors
    /// When the file cannot be opened, or has no sound header of a known version. A damaged
    /// catalog is reported by [`schema`](Self::schema).
    pub fn open(path: &Path, options: &ReaderOptions) -> Result<Self, ReaderError> {
        Self::open_in(&RealVfs, path, options)
    }

    /// As [`open`](Self::open), in a file system of the caller's.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_in(
        vfs: &dyn Vfs,
        path: &Path,
        options: &ReaderOptions,
    ) -> Result<Self, ReaderError> {
        let file = vfs.open(path, OpenMode::Read)?;
        let header = DbHeader::read(&*file, path)?;
        header.check_version(path)?;
        let page_size = header.page_size;
        let pages = file.len()? / u64::from(page_size.get());
        // No more frames than the file has pages.
        let needed = usize::try_from(pages).unwrap_or(usize::MAX).saturating_mul(page_size.bytes());
        let max_bytes = options.cache_bytes.min(needed);
        let pool = BufferPool::new(PoolConfig { page_size, max_bytes })?;
        let db = pool.open(file, path, header)?;
        let schema = catalog::read(&ReadCx::raw(&pool, &db));
        Ok(Self { pool, db, schema })
    }

    /// The file's header.
    pub fn header(&self) -> &DbHeader {
        self.db.header()
    }

    /// Whether the database was closed properly: if not, changes may be missing that are only in
    /// its logs, and others may be half there.
    pub fn is_clean(&self) -> bool {
        self.header().state() == DbState::CleanShutdown
    }

    /// The schema.
    ///
    /// # Errors
    /// [`ReaderError::Catalog`] when the catalog could not be read.
    pub fn schema(&self) -> Result<&Schema, ReaderError> {
        self.schema.as_ref().map_err(|error| ReaderError::Catalog {
            path: self.db.path().to_owned(),
            code: error.code(),
            what: error.to_string(),
        })
    }

    /// The schema, or just why the catalog could not be read.
    ///
    /// # Errors
    /// What reading the catalog gave.
    pub fn catalog(&self) -> Result<&Schema, &TableError> {
        self.schema.as_ref()
    }

    /// What the engine's read path needs.
    pub fn cx(&self) -> ReadCx<'_> {
        ReadCx::raw(&self.pool, &self.db)
    }

    /// The file's pages, in memory and on disk.
    pub fn pages(&self) -> (&BufferPool, &Db) {
        (&self.pool, &self.db)
    }

    /// Visits the rows of a table in the order of its primary key, until `visit` fails.
    ///
    /// # Errors
    /// When the table cannot be read, and what `visit` returns.
    pub fn scan<'a, E: From<TableError>>(
        &'a self,
        table: &'a TableSchema,
        mut visit: impl FnMut(&mut Row<'_, 'a>) -> Result<(), E>,
    ) -> Result<(), E> {
        let cx = self.cx();
        let bad_root = || TableError::Catalog(format!("table {:?} has no root", table.name));
        let root: Pgno = table.root.ok_or_else(bad_root)?;
        let tree = Tree::new(root, table.objid, true);
        let mut reader = RowReader::new(cx, table);
        let mut stopped = Ok(());
        tree.scan(&cx, |node| {
            stopped = visit(&mut Row { data: node.data, reader: &mut reader });
            let go_on = ControlFlow::Continue(());
            Ok::<_, TableError>(if stopped.is_ok() { go_on } else { ControlFlow::Break(()) })
        })?;
        stopped
    }
}
