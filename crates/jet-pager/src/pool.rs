//! The buffer pool: finds a page in memory, or reads it, within a fixed number of frames.
//!
//! A hit costs a look into the page table, the latch, and a check that the frame still holds the
//! page; nothing global is written. On a miss the loader takes a frame, enters it in the page
//! table while holding its exclusive latch, and fills it; whoever wants the page meanwhile waits
//! for that latch, so a page is read once.
//!
//! Invariants, cited in code by number (F1 is in `frame.rs`):
//! - P1. A page table entry names a frame whose owner is that page, except while the holder of the
//!   frame's exclusive latch is just changing both.
//! - P2. A frame is on the free list, or owned, or in the hands of one loader.
//! - P3. The pool holds no latch across file I/O, except the loader's on the frame it fills.
//!
//! Finding, loading and latching pages is in `latch.rs`, which frame is given up in `evict.rs`.

mod evict;
mod latch;

#[cfg(all(test, not(loom)))]
pub(crate) mod tests;

use std::path::Path;
use std::sync::Arc;

use crossbeam::utils::CachePadded;
use jet_os::File;
use jet_os::sync::atomic::{
    AtomicBool, AtomicU64, AtomicUsize,
    Ordering::{Relaxed, SeqCst},
    fence,
};
use jet_os::sync::{Mutex, Rank, RwLock};
use jet_types::{PageSize, Pgno};

use crate::database::{Db, DbFile, DbWriter};
use crate::error::{PagerError, Result};
use crate::flush::Landed;
use crate::frame::Frame;
use crate::gate::WriteGate;
use crate::header::{DbHeader, Stamper};
use crate::region::Region;

/// What a pool is made of.
#[derive(Clone, Copy, Debug)]
pub struct PoolConfig {
    /// Bytes per page; every database of the pool has it.
    pub page_size: PageSize,
    /// Bytes for pages, rounded down to whole frames; at least [`FRAMES_MIN`] frames are made.
    pub max_bytes: usize,
}

/// How a pool does its I/O, if it does more than read.
#[derive(Clone, Debug)]
pub struct PoolIo {
    /// Keeps pages of logged databases back until the log covers them. Without one a pool writes
    /// only databases without a log.
    pub gate: Option<Arc<dyn WriteGate>>,
    /// The most bytes written by one call, at least one page: adjacent pages are written together.
    pub max_write_bytes: usize,
}

impl Default for PoolIo {
    fn default() -> Self {
        Self { gate: None, max_write_bytes: 384 << 10 }
    }
}

/// The fewest frames a pool works with: a root-to-leaf path for a few threads.
pub const FRAMES_MIN: usize = 16;

/// Frames of pages, shared by all databases of an instance.
#[derive(Debug)]
pub struct BufferPool {
    page_size: PageSize,
    region: Region,
    frames: Box<[CachePadded<Frame>]>,
    /// One page of zeros.
    blank: Box<[u8]>,
    free: Mutex<Vec<usize>>,
    hand: AtomicUsize,
    /// Open files by slot; slot 0 is never given out, so that no owner is 0.
    databases: RwLock<Vec<Option<Arc<DbFile>>>>,
    pub(crate) gate: Option<Arc<dyn WriteGate>>,
    /// The most pages written by one call.
    write_pages: usize,
    /// Buffers for copies of pages to write.
    pub(crate) staging: Mutex<Vec<Box<[u8]>>>,
    pub(crate) landed: Landed,
    /// A page was left half changed.
    broken: AtomicBool,
    pub(crate) stats: Counters,
}

#[derive(Debug, Default)]
pub(crate) struct Counters {
    reads: AtomicU64,
    evictions: AtomicU64,
    repaired: AtomicU64,
    pub(crate) writes: AtomicU64,
    pub(crate) pages_written: AtomicU64,
}

/// What a pool has done since it was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PoolStats {
    /// Pages read from files.
    pub reads: u64,
    /// Pages given up for others.
    pub evictions: u64,
    /// Pages read with one wrong bit, which was put right in memory.
    pub repaired: u64,
    /// Calls that wrote pages.
    pub writes: u64,
    /// Pages written.
    pub pages_written: u64,
}

impl BufferPool {
    /// A pool with all its memory, to read, or to write databases without a log.
    ///
    /// # Errors
    /// [`PagerError::NoFrames`] when there is not enough memory.
    pub fn new(config: PoolConfig) -> Result<Self> {
        Self::with_io(config, PoolIo::default())
    }

    /// A pool with all its memory.
    ///
    /// # Errors
    /// [`PagerError::NoFrames`] when there is not enough memory.
    pub fn with_io(config: PoolConfig, io: PoolIo) -> Result<Self> {
        let frames = (config.max_bytes / config.page_size.bytes()).max(FRAMES_MIN);
        let region = Region::new(frames, config.page_size.bytes()).ok_or(PagerError::NoFrames)?;
        Ok(Self {
            page_size: config.page_size,
            region,
            frames: (0..frames).map(|_| CachePadded::default()).collect(),
            blank: vec![0; config.page_size.bytes()].into(),
            free: Mutex::with_rank(Rank::FrameTable, (0..frames).rev().collect()),
            hand: AtomicUsize::new(0),
            databases: RwLock::with_rank(Rank::FrameTable, vec![None]),
            gate: io.gate,
            write_pages: (io.max_write_bytes / config.page_size.bytes()).max(1),
            staging: Mutex::default(),
            landed: Landed::default(),
            broken: AtomicBool::new(false),
            stats: Counters::default(),
        })
    }

    /// Bytes per page.
    pub fn page_size(&self) -> PageSize {
        self.page_size
    }

    /// How many pages fit.
    pub fn frame_count(&self) -> usize {
        self.frames.len()
    }

    /// Counts of what was done.
    pub fn stats(&self) -> PoolStats {
        PoolStats {
            reads: self.stats.reads.load(Relaxed),
            evictions: self.stats.evictions.load(Relaxed),
            repaired: self.stats.repaired.load(Relaxed),
            writes: self.stats.writes.load(Relaxed),
            pages_written: self.stats.pages_written.load(Relaxed),
        }
    }

    /// Opens a database file whose header was read already, to read it.
    ///
    /// # Errors
    /// [`PagerError::NotADatabase`] when its page size is not the pool's, or what the file system
    /// says.
    pub fn open(&self, file: Arc<dyn File>, path: &Path, header: DbHeader) -> Result<Db> {
        if header.page_size != self.page_size {
            let what = format!("pages of {} bytes, not {}", header.page_size, self.page_size);
            let code = jet_types::JetErr::PAGE_SIZE_MISMATCH;
            return Err(PagerError::NotADatabase { path: path.to_owned(), what, code });
        }
        let mut databases = self.databases.write();
        let slot = databases.iter().skip(1).position(Option::is_none).map(|at| at + 1);
        let slot = slot.unwrap_or(databases.len());
        let file = Arc::new(DbFile::new(file, path, self.page_size, slot as u32)?);
        let entry = Some(Arc::clone(&file));
        match databases.get_mut(slot) {
            Some(place) => *place = entry,
            None => databases.push(entry),
        }
        Ok(Db::new(file, header))
    }

    /// Opens a database file, open for writes, whose header was read already. A copy of the header
    /// that is not sound is written anew.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_writer(
        &self,
        file: Arc<dyn File>,
        path: &Path,
        header: DbHeader,
        stamper: Stamper,
    ) -> Result<DbWriter> {
        let db = self.open(file, path, header)?;
        DbWriter::open(db, stamper)
    }

    /// Makes a database of an empty file: its header, from [`DbHeader::create`], durable in both
    /// copies, and no page. The file's name is not durable; see [`jet_os::Vfs::sync_dir`].
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn create_writer(
        &self,
        file: Arc<dyn File>,
        path: &Path,
        header: DbHeader,
        stamper: Stamper,
    ) -> Result<DbWriter> {
        file.set_len(2 * u64::from(self.page_size.get()))?;
        let db = self.open(file, path, header)?;
        DbWriter::create(db, stamper)
    }

    /// Closes a database that was read: its pages leave the pool. Nobody holds one, as guards
    /// borrow the `Db`.
    pub fn close(&self, db: Db) {
        self.forget_pages(&db.file, |_| true);
        if let Some(place) = self.databases.write().get_mut(db.file.slot as usize) {
            *place = None;
        }
    }

    /// Closes a database that was written. All its pages were [flushed](Self::flush).
    ///
    /// # Panics
    /// When one is dirty.
    pub fn close_writer(&self, db: DbWriter) {
        let dirty = (0..self.frames.len()).filter(|index| self.frame(*index).is_dirty());
        let dirty = dirty.filter_map(|index| self.frame(index).owner());
        let mine = dirty.filter(|page| page.slot == db.file.slot).map(|page| page.pgno).min();
        assert!(mine.is_none(), "{} closed while page {mine:?} is dirty", db.path().display());
        self.close(db.into_db());
    }

    /// Closes a database that was written, and forgets changes that are not in the file: they are
    /// in the log, or nobody wants them.
    pub fn discard(&self, db: DbWriter) {
        self.close(db.into_db());
    }

    /// Cuts a database behind `last`, or behind its header. Changes of pages behind it are
    /// forgotten; nobody uses them any more.
    ///
    /// # Errors
    /// What the file system says. The pages behind `last` are gone even so.
    pub fn truncate(&self, db: &DbWriter, last: Option<Pgno>) -> Result<()> {
        db.cut(|| {
            // First nobody can load them any more, then nobody has them or writes them.
            db.file.set_last(last);
            // Pairs with the fence in `claim`.
            fence(SeqCst);
            self.forget_pages(&db.file, |pgno| Some(pgno) > last);
            last
        })
    }

    /// Takes pages of a database out of the pool, waiting for whoever has them.
    fn forget_pages(&self, file: &DbFile, is_meant: impl Fn(Pgno) -> bool) {
        let is_mine = |index| {
            let owner = self.frame(index).owner();
            owner.is_some_and(|owner| owner.slot == file.slot && is_meant(owner.pgno))
        };
        for index in (0..self.frames.len()).filter(|index| is_mine(*index)) {
            self.exclusive_landed(index);
            if is_mine(index) {
                self.forget(index);
            } else {
                self.frame(index).latch.leave_exclusive();
            }
        }
    }

    /// Latches a frame exclusively while its page is not being written.
    pub(crate) fn exclusive_landed(&self, index: usize) {
        loop {
            self.frame(index).latch.exclusive();
            if !self.frame(index).in_flight() {
                return; // No write begins under this latch.
            }
            self.frame(index).latch.leave_exclusive();
            self.wait_landed(index);
        }
    }

    /// Takes its page from a frame held exclusively and not in flight, and frees the frame.
    pub(crate) fn forget(&self, index: usize) {
        let frame = self.frame(index);
        frame.discard();
        if let Some(owner) = frame.owner()
            && let Some(file) = self.file(owner.slot)
        {
            file.pages.release(owner.pgno, index);
        }
        self.give_back(index);
    }

    /// Puts a frame without a page back on the free list. The caller holds it exclusively.
    fn give_back(&self, index: usize) {
        let frame = self.frame(index);
        frame.set_owner(None);
        frame.latch.leave_exclusive();
        self.free.lock().push(index);
    }

    pub(crate) fn frame(&self, index: usize) -> &Frame {
        &self.frames[index]
    }

    pub(crate) fn region(&self) -> &Region {
        &self.region
    }

    /// A page of zeros.
    pub(crate) fn blank(&self) -> &[u8] {
        &self.blank
    }

    pub(crate) fn write_pages(&self) -> usize {
        self.write_pages
    }

    /// Whether a page was left half changed, so that nothing may be written.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken.load(Relaxed)
    }

    /// Notes that a page was left half changed. The latch that is given up afterwards publishes it
    /// to whoever copies the page.
    pub(crate) fn set_broken(&self) {
        self.broken.store(true, Relaxed);
    }

    /// All open databases.
    pub(crate) fn files(&self) -> Vec<Arc<DbFile>> {
        self.databases.read().iter().flatten().cloned().collect()
    }

    /// The database in this slot.
    pub(crate) fn file(&self, slot: u32) -> Option<Arc<DbFile>> {
        self.databases.read().get(slot as usize)?.clone()
    }
}
