//! Which frame is given up for another page.
//!
//! A clock with second chance. A page comes in without a reference and gains one at its first hit,
//! so pages of a scan, each used once, go before pages that are used again. Clean pages go first;
//! when the hand has passed a batch of dirty ones and found no clean one, the batch is written in
//! the order of the file, and its frames are free.

use jet_os::sync::atomic::Ordering::Relaxed;

use super::BufferPool;
use crate::error::{PagerError, Result};
use crate::flush::{Busy, Candidate};
use crate::frame::Frame;

/// Rounds of the clock before giving up: one takes references away, one finds a frame, and one is
/// for references set meanwhile.
const ROUNDS: usize = 3;
/// Dirty pages passed before they are written: so many, yet no more than a part of all frames. Else
/// in a small pool full of dirty pages the few clean ones would be given up for each other, and
/// whoever goes down a tree would never find the page above still there.
const BATCH: usize = 64;
const BATCH_PART: usize = 2;

/// What the clock found.
enum Sweep {
    /// A frame without a page, latched exclusively.
    Free(usize),
    /// Pages to write first.
    Dirty(Vec<Candidate>),
    /// Only a page that is being written.
    InFlight(usize),
    /// All are latched.
    Nothing,
}

impl BufferPool {
    /// A frame without a page, latched exclusively (P2).
    ///
    /// # Errors
    /// [`PagerError::NoFrames`] when every frame stays in use; when only dirty ones are left, what
    /// [`flush`](Self::flush) says.
    pub(super) fn take_frame(&self) -> Result<usize> {
        match self.take_free() {
            Some(index) => Ok(index),
            None => self.make_free(),
        }
    }

    /// Sees to it that so many frames are free, if pages can be given up or written for it: then
    /// pages that come in need not wait for that. Tells how many are free.
    ///
    /// # Errors
    /// As [`flush`](Self::flush).
    pub fn clean(&self, reserve: usize) -> Result<usize> {
        loop {
            let free = self.free.lock().len();
            if free >= reserve {
                return Ok(free);
            }
            match self.make_free() {
                Ok(index) => self.give_back(index),
                Err(PagerError::NoFrames) => return Ok(free),
                Err(error) => return Err(error),
            }
        }
    }

    fn take_free(&self) -> Option<usize> {
        let index = self.free.lock().pop()?;
        // Nobody can find the frame; at most a late reader is just leaving it.
        self.frame(index).latch.exclusive();
        Some(index)
    }

    /// Takes a frame from a page.
    fn make_free(&self) -> Result<usize> {
        loop {
            match self.sweep() {
                Sweep::Free(index) => return Ok(index),
                Sweep::Dirty(batch) => {
                    if let Some(index) = self.write_and_free(&batch)? {
                        return Ok(index);
                    }
                }
                Sweep::InFlight(index) => self.wait_landed(index),
                Sweep::Nothing => return self.take_free().ok_or(PagerError::NoFrames),
            }
        }
    }

    /// Moves the hand until it finds a frame.
    fn sweep(&self) -> Sweep {
        let batch = (self.frames.len() / BATCH_PART).min(BATCH);
        let mut dirty = Vec::new();
        let mut flying = None;
        for _ in 0..ROUNDS * self.frames.len() {
            let index = self.hand.fetch_add(1, Relaxed) % self.frames.len();
            let frame = self.frame(index);
            if frame.untouch() || !frame.latch.try_exclusive() {
                continue;
            }
            if self.evict(index, frame) {
                return Sweep::Free(index);
            }
            match frame.owner() {
                Some(_) if frame.in_flight() => flying = Some(index),
                Some(page) => dirty.push(Candidate { page, frame: index }),
                None => {}
            }
            frame.latch.leave_exclusive();
            if dirty.len() == batch {
                break;
            }
        }
        dirty.sort_unstable();
        dirty.dedup();
        match flying {
            _ if !dirty.is_empty() => Sweep::Dirty(dirty),
            Some(index) => Sweep::InFlight(index),
            None => Sweep::Nothing,
        }
    }

    /// Writes pages and frees their frames, one of them for the caller, latched exclusively. `None`
    /// when others have them all by now.
    fn write_and_free(&self, batch: &[Candidate]) -> Result<Option<usize>> {
        let written = self.write_back(batch, Busy::Skip);
        let mut mine = None;
        for candidate in batch {
            let (index, frame) = (candidate.frame, self.frame(candidate.frame));
            if !frame.latch.try_exclusive() {
                continue;
            }
            if !self.evict(index, frame) {
                frame.latch.leave_exclusive();
            } else if mine.is_none() {
                mine = Some(index);
            } else {
                self.give_back(index);
            }
        }
        // A page that could not be written matters only if there was no other.
        match written {
            Err(error) if mine.is_none() => Err(error),
            _ => Ok(mine),
        }
    }

    /// Takes its page from a frame held exclusively. `false` when it has none, as it is on the free
    /// list or with a loader, or when the file does not have it yet.
    fn evict(&self, index: usize, frame: &Frame) -> bool {
        let Some(owner) = frame.owner() else { return false };
        if !frame.is_in_file() {
            return false;
        }
        let Some(file) = self.file(owner.slot) else { return false };
        file.pages.release(owner.pgno, index);
        frame.set_owner(None);
        self.stats.evictions.fetch_add(1, Relaxed);
        true
    }
}
