//! Write-back of dirty pages.
//!
//! A page goes to the file as a checksummed copy, so no latch is held during the write. Pages are
//! written in the order of the file, adjacent ones by one write.
//!
//! Invariants, cited in code by number (F3 and F4 are in `frame.rs`):
//! - W1. Before a page is written the [`WriteGate`](crate::gate::WriteGate) has admitted it.
//! - W2. Nobody waits for a latch, or for another's write, with a write of its own in flight. So
//!   whoever holds a latch may wait for writes.
//!
//! Not here: which page is given up (`evict.rs`), when the checkpoint moves (`jet-session`).
#![allow(unsafe_code)]

#[cfg(all(test, not(loom)))]
mod tests;

use jet_os::sync::atomic::Ordering::Relaxed;
use jet_os::sync::{Condvar, Mutex};
use jet_types::{JetErr, Lgpos, Pgno};

use crate::checksum;
use crate::database::{Db, DbFile};
use crate::error::{PagerError, Result};
use crate::frame::{Begun, CLEAN, Mode, PageId, number, position};
use crate::gate::{DbSlot, Refusal};
use crate::page::{Page, PageMut};
use crate::pool::BufferPool;

/// Which pages to write.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flush {
    /// All.
    All,
    /// Those of one database.
    Database(DbSlot),
    /// Those for which the log must start at this position or before.
    UpTo(Lgpos),
}

/// What was written.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Flushed {
    /// Pages.
    pub pages: usize,
    /// Calls of the file system.
    pub writes: usize,
}

/// What to do about a page that somebody is changing or writing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Busy {
    Wait,
    Skip,
}

/// A page that was dirty when it was looked for, in the order of files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Candidate {
    pub(crate) page: PageId,
    pub(crate) frame: usize,
}

/// Adjacent pages of one file, copied and in flight.
struct Run<'p> {
    pool: &'p BufferPool,
    first: Option<PageId>,
    frames: Vec<usize>,
    /// One page per frame, then room.
    staging: Box<[u8]>,
    /// The newest record of all, and its page.
    newest: (Lgpos, Option<Pgno>),
    /// The lowest `oldest` of all.
    oldest: u64,
    done: Flushed,
    /// The first failure that concerns some pages only.
    failed: Option<PagerError>,
}

impl BufferPool {
    /// Writes pages that are dirty now, and waits for writes of others that are going on. A page
    /// that cannot be written stays dirty; the others are written all the same.
    ///
    /// The caller holds no latch: pages that are being changed are waited for. The writes are
    /// durable when the database was [synced](Self::sync_database).
    ///
    /// # Errors
    /// The first of: [`PagerError::Write`]; [`PagerError::Corrupt`] for a page whose memory
    /// contradicts itself; [`PagerError::Refused`] and [`PagerError::Broken`], after which no more
    /// is tried.
    pub fn flush(&self, what: Flush) -> Result<Flushed> {
        let mut candidates: Vec<_> = (0..self.frame_count())
            .filter(|index| self.frame(*index).oldest() != CLEAN)
            .filter_map(|frame| Some(Candidate { page: self.frame(frame).owner()?, frame }))
            .filter(|candidate| match what {
                Flush::All => true,
                Flush::Database(slot) => candidate.page.slot == slot.0,
                Flush::UpTo(target) => self.frame(candidate.frame).oldest() <= number(target),
            })
            .collect();
        candidates.sort_unstable();
        self.write_back(&candidates, Busy::Wait)
    }

    /// Makes all finished writes of a database durable.
    ///
    /// # Errors
    /// What the file system says. From then on always [`PagerError::SyncFailed`], and the
    /// checkpoint stands still: nobody knows which writes are lost.
    pub fn sync_database(&self, db: &Db) -> Result<()> {
        db.file.sync()
    }

    /// Where the log must start for the changes that are not durable in the files, of one database
    /// or of all; `None` when there are none.
    ///
    /// For a checkpoint, read the log's tip first, then the begin positions of the sessions, then
    /// this: pages are marked before their records are appended, so a page that is missed here has
    /// its record past that tip.
    pub fn oldest(&self, db: Option<&Db>) -> Option<Lgpos> {
        let is_meant = |page: Option<PageId>| match (page, db) {
            (Some(page), Some(db)) => page.slot == db.file.slot,
            (page, _) => page.is_some(),
        };
        let frames = (0..self.frame_count()).map(|index| self.frame(index));
        let frames = frames.filter(|frame| is_meant(frame.owner()));
        let in_memory = frames.map(|frame| frame.oldest()).min().unwrap_or(CLEAN);
        // The files after the frames, as that is how `oldest` moves (F3).
        let written = match db {
            Some(db) => db.file.unsynced.oldest(),
            None => self.files().iter().map(|file| file.unsynced.oldest()).min().unwrap_or(CLEAN),
        };
        position(in_memory.min(written))
    }

    /// Writes pages, given in the order of files.
    pub(crate) fn write_back(&self, candidates: &[Candidate], busy: Busy) -> Result<Flushed> {
        let mut run = Run::new(self);
        for candidate in candidates {
            run.add(*candidate, busy)?;
        }
        run.write()?;
        self.keep_staging(std::mem::take(&mut run.staging));
        run.failed.take().map_or(Ok(run.done), Err)
    }

    /// Waits until no write of the frame's page is going on.
    pub(crate) fn wait_landed(&self, index: usize) {
        let mut guard = self.landed.lock.lock();
        while self.frame(index).in_flight() {
            guard = self.landed.changed.wait(guard);
        }
    }

    fn staging(&self) -> Box<[u8]> {
        let kept = self.staging.lock().pop();
        kept.unwrap_or_else(|| vec![0; self.write_pages() * self.page_size().bytes()].into())
    }

    fn keep_staging(&self, staging: Box<[u8]>) {
        let mut kept = self.staging.lock();
        if kept.len() < STAGING_KEPT {
            kept.push(staging);
        }
    }
}

/// Copies kept for the next write, so that a steady load allocates nothing.
const STAGING_KEPT: usize = 4;

impl<'p> Run<'p> {
    fn new(pool: &'p BufferPool) -> Self {
        Self {
            pool,
            first: None,
            frames: Vec::new(),
            staging: pool.staging(),
            newest: (Lgpos::NONE, None),
            oldest: CLEAN,
            done: Flushed::default(),
            failed: None,
        }
    }

    /// Adds a page, writing what there is if the page does not go on from it. Only failures that
    /// concern all pages are returned.
    fn add(&mut self, candidate: Candidate, busy: Busy) -> Result<()> {
        let Candidate { page, frame: index } = candidate;
        let frame = self.pool.frame(index);
        if !self.is_next(page) {
            self.write()?;
        }
        loop {
            if !frame.try_enter(Mode::Shared) {
                if busy == Busy::Skip {
                    return Ok(());
                }
                self.write()?; // W2
                frame.enter(Mode::Shared);
            }
            // A page that was evicted meanwhile was written by somebody else.
            let begun = if frame.is(page) { frame.begin_write() } else { Begun::Clean };
            if let Begun::Taken { oldest } = begun {
                self.take(candidate, oldest);
                return Ok(());
            }
            frame.leave(Mode::Shared);
            if begun == Begun::Clean {
                self.pool.landed.notify();
                return Ok(());
            }
            if busy == Busy::Skip {
                return Ok(());
            }
            self.write()?; // W2
            self.pool.wait_landed(index);
        }
    }

    fn is_next(&self, page: PageId) -> bool {
        let Some(first) = self.first else { return true };
        let next = first.pgno.checked_add(self.frames.len() as u32);
        self.frames.len() < self.pool.write_pages()
            && page.slot == first.slot
            && Some(page.pgno) == next
    }

    /// Copies a page whose write was begun, gives up its latch, and makes the copy fit to be
    /// written.
    fn take(&mut self, candidate: Candidate, oldest: u64) {
        let Candidate { page, frame: index } = candidate;
        let frame = self.pool.frame(index);
        let size = self.pool.page_size();
        let start = self.frames.len() * size.bytes();
        let copy = &mut self.staging[start..start + size.bytes()];
        // SAFETY: the frame's latch is held, shared, until after the copy.
        copy.copy_from_slice(unsafe { self.pool.region().frame(index) });
        let lgpos = frame.lgpos_modify();
        frame.leave(Mode::Shared);
        if let Err(error) = Page::new(copy, size).check(page.pgno) {
            frame.end_write(false);
            self.pool.landed.notify();
            self.failed.get_or_insert(error);
            return;
        }
        let flags = Page::new(copy, size).flags().with_flush_type(frame.next_flush_type());
        PageMut::new(copy, size).set_flags(flags);
        checksum::stamp(copy, size, page.pgno);
        self.first.get_or_insert(page);
        self.frames.push(index);
        self.oldest = self.oldest.min(oldest);
        self.newest = self.newest.max((lgpos, Some(page.pgno)));
    }

    /// Writes what was added, and starts over.
    fn write(&mut self) -> Result<()> {
        let Some(first) = self.first else { return Ok(()) };
        let result = self.write_to_file(first);
        if result.is_ok() {
            self.done.pages += self.frames.len();
            self.done.writes += 1;
        }
        self.end(result.is_ok());
        match result {
            Err(error @ (PagerError::Refused { .. } | PagerError::Broken)) => return Err(error),
            Err(error) => {
                self.failed.get_or_insert(error);
            }
            Ok(()) => {}
        }
        Ok(())
    }

    fn write_to_file(&self, first: PageId) -> Result<()> {
        let pool = self.pool;
        let file = pool.file(first.slot).expect("open while a page of it is in flight");
        self.admit(&file)?;
        let bytes = &self.staging[..self.frames.len() * pool.page_size().bytes()];
        file.write(first.pgno, bytes)?;
        // Before the frames forget it (U1).
        file.unsynced.note(self.oldest);
        pool.stats.writes.fetch_add(1, Relaxed);
        pool.stats.pages_written.fetch_add(self.frames.len() as u64, Relaxed);
        Ok(())
    }

    /// Waits until the log covers all pages (W1).
    fn admit(&self, file: &DbFile) -> Result<()> {
        if self.pool.is_broken() {
            return Err(PagerError::Broken);
        }
        let (lgpos, Some(pgno)) = self.newest else { return Ok(()) };
        if lgpos.is_none() {
            return Ok(());
        }
        let refused = |what, code| {
            let path = file.path.clone();
            Err(PagerError::Refused { path, pgno, lgpos, what, code })
        };
        match &self.pool.gate {
            None => {
                let what = "this pool writes no databases with a log".to_owned();
                refused(what, JetErr::INTERNAL_ERROR)
            }
            Some(gate) => match gate.admit(DbSlot(file.slot), lgpos) {
                Err(Refusal { what, code }) => refused(what, code),
                // The gate answers for the log; what the header says is known here.
                Ok(()) if lgpos.generation > file.waypoint() => {
                    let what = format!("the header requires only up to {}", file.waypoint());
                    refused(what, JetErr::INTERNAL_ERROR)
                }
                Ok(()) => Ok(()),
            },
        }
    }

    /// Lands all frames.
    fn end(&mut self, is_written: bool) {
        for index in self.frames.drain(..) {
            self.pool.frame(index).end_write(is_written);
        }
        self.pool.landed.notify();
        self.first = None;
        self.newest = (Lgpos::NONE, None);
        self.oldest = CLEAN;
    }
}

impl Drop for Run<'_> {
    /// A run that came to no end, as the gate or the file system panicked, was not written.
    fn drop(&mut self) {
        self.end(false);
    }
}

/// Where those wait who wait for the end of a write.
#[derive(Debug, Default)]
pub(crate) struct Landed {
    lock: Mutex<()>,
    changed: Condvar,
}

impl Landed {
    /// Wakes who waits. The frame says already that it is not in flight; taking the lock makes sure
    /// that nobody is between looking at it and waiting.
    fn notify(&self) {
        drop(self.lock.lock());
        self.changed.notify_all();
    }
}
