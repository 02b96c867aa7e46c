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
//! Not here: which frame is given up (`evict.rs`), writing back.
#![allow(unsafe_code)]

mod evict;

#[cfg(all(test, not(loom)))]
mod tests;

use std::path::Path;
use std::sync::Arc;

use crossbeam::utils::CachePadded;
use jet_os::File;
use jet_os::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use jet_os::sync::{Mutex, Rank, RwLock};
use jet_types::{PageSize, Pgno};

use crate::checksum::{self, Verdict};
use crate::database::Db;
use crate::error::{PagerError, Result};
use crate::frame::{Frame, PageId};
use crate::guard::ReadPage;
use crate::header::DbHeader;
use crate::page::Page;
use crate::page_table::PageTable;
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
    free: Mutex<Vec<usize>>,
    hand: AtomicUsize,
    /// Page tables by database slot; slot 0 is never given out, so that no owner is 0.
    databases: RwLock<Vec<Option<Arc<PageTable>>>>,
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
            free: Mutex::with_rank(Rank::FrameTable, (0..frames).rev().collect()),
            hand: AtomicUsize::new(0),
            databases: RwLock::with_rank(Rank::AttachList, vec![None]),
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

    /// Opens a database file whose header was read already.
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
        let db = Db::new(file, path, header, slot as u32)?;
        let table = Some(Arc::clone(&db.pages));
        match databases.get_mut(slot) {
            Some(place) => *place = table,
            None => databases.push(table),
        }
        Ok(db)
    }

    /// Closes a database: its pages leave the pool. Nobody holds one, as guards borrow the `Db`.
    pub fn close(&self, db: Db) {
        for index in 0..self.frames.len() {
            let frame = self.frame(index);
            if frame.owner().is_some_and(|owner| owner.slot == db.slot) {
                frame.latch.exclusive();
                let owner = frame.owner().filter(|owner| owner.slot == db.slot);
                if let Some(owner) = owner {
                    db.pages.release(owner.pgno, index);
                    frame.set_owner(None);
                    self.free.lock().push(index);
                }
                frame.latch.leave_exclusive();
            }
        }
        if let Some(place) = self.databases.write().get_mut(db.slot as usize) {
            *place = None;
        }
    }

    /// Latches a page to read, reading it from the file if it is not in memory.
    ///
    /// # Errors
    /// Every [`PagerError`] but the header ones: the page may be damaged, blank or past the end of
    /// the file, all frames may be latched, the file system may refuse.
    pub fn read<'p>(&'p self, db: &'p Db, pgno: Pgno) -> Result<ReadPage<'p>> {
        let page = PageId { slot: db.slot, pgno };
        loop {
            if let Some(index) = db.pages.get(pgno) {
                let frame = self.frame(index);
                frame.latch.shared();
                if frame.is(page) {
                    frame.touch();
                    return Ok(ReadPage::latched(self, index, pgno));
                }
                // Evicted, or given up after a failed read, since we looked.
                frame.latch.leave_shared();
            } else if let Some(guard) = self.load(db, page)? {
                return Ok(guard);
            }
        }
    }

    /// Brings a page into memory. `None` means somebody else is doing it.
    fn load<'p>(&'p self, db: &'p Db, page: PageId) -> Result<Option<ReadPage<'p>>> {
        let last = db.last_pgno().map_or(0, Pgno::get);
        if page.pgno.get() > last {
            return Err(PagerError::BeyondEof { pgno: page.pgno, last });
        }
        let index = self.take_frame()?;
        let frame = self.frame(index);
        frame.set_owner(Some(page));
        if !db.pages.claim(page.pgno, index) {
            self.give_back(index);
            return Ok(None);
        }
        // SAFETY: the exclusive latch came with the frame, and this is the only slice.
        let bytes = unsafe { self.region.frame_mut(index) };
        if let Err(error) = self.fill(db, page.pgno, bytes) {
            db.pages.release(page.pgno, index);
            self.give_back(index);
            return Err(error);
        }
        frame.latch.downgrade();
        Ok(Some(ReadPage::latched(self, index, page.pgno)))
    }

    /// Reads a page from the file and makes sure it is what was written there.
    fn fill(&self, db: &Db, pgno: Pgno, bytes: &mut [u8]) -> Result<()> {
        db.read_raw(pgno, bytes)?;
        self.stats.reads.fetch_add(1, Relaxed);
        loop {
            match checksum::verify(bytes, self.page_size, pgno) {
                Verdict::Good => break,
                Verdict::Blank => return Err(PagerError::NotInitialized { pgno }),
                Verdict::Bad { stored, computed } => {
                    return Err(PagerError::Checksum { pgno, stored, computed });
                }
                // Each block of a large page may have one; a repaired block is good, so this ends.
                Verdict::OneBit { bit } => {
                    checksum::flip(bytes, bit);
                    self.stats.repaired.fetch_add(1, Relaxed);
                    tracing::warn!(pgno = pgno.get(), bit, "one wrong bit put right");
                }
            }
        }
        Page::new(bytes, self.page_size).check(pgno)
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
}
