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
//! - P3. No latch is held across file I/O, except the loader's on the frame it fills.
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
use jet_os::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use jet_os::sync::{Mutex, Rank, RwLock};
use jet_types::PageSize;

use crate::database::{Db, DbFile, DbWriter};
use crate::error::{PagerError, Result};
use crate::frame::Frame;
use crate::header::DbHeader;
use crate::region::Region;

/// What a pool is made of.
#[derive(Clone, Copy, Debug)]
pub struct PoolConfig {
    /// Bytes per page; every database of the pool has it.
    pub page_size: PageSize,
    /// Bytes for pages, rounded down to whole frames; at least [`FRAMES_MIN`] frames are made.
    pub max_bytes: usize,
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
    stats: Counters,
}

#[derive(Debug, Default)]
struct Counters {
    reads: AtomicU64,
    evictions: AtomicU64,
    repaired: AtomicU64,
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
}

impl BufferPool {
    /// A pool with all its memory.
    ///
    /// # Errors
    /// [`PagerError::NoFrames`] when there is not enough memory.
    pub fn new(config: PoolConfig) -> Result<Self> {
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

    /// Opens a database file, open for writes, whose header was read already.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_writer(
        &self,
        file: Arc<dyn File>,
        path: &Path,
        header: DbHeader,
    ) -> Result<DbWriter> {
        self.open(file, path, header).map(DbWriter::new)
    }

    /// Closes a database: its pages leave the pool. Nobody holds one, as guards borrow the `Db`.
    pub fn close(&self, db: Db) {
        for index in 0..self.frames.len() {
            let frame = self.frame(index);
            if frame.owner().is_some_and(|owner| owner.slot == db.file.slot) {
                frame.latch.exclusive();
                if frame.owner().is_some_and(|owner| owner.slot == db.file.slot) {
                    self.forget(index);
                } else {
                    frame.latch.leave_exclusive();
                }
            }
        }
        if let Some(place) = self.databases.write().get_mut(db.file.slot as usize) {
            *place = None;
        }
    }

    /// Takes its page from a frame held exclusively, and frees the frame.
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

    /// The database in this slot.
    fn file(&self, slot: u32) -> Option<Arc<DbFile>> {
        self.databases.read().get(slot as usize)?.clone()
    }
}
