//! Which frame is given up for another page.
//!
//! A clock with second chance. A page comes in without a reference and gains one at its first hit,
//! so pages of a scan, each used once, go before pages that are used again.

use jet_os::sync::atomic::Ordering::Relaxed;

use super::BufferPool;
use crate::error::{PagerError, Result};
use crate::frame::Frame;

/// Rounds of the clock before giving up: one takes references away, one finds a frame, and one is
/// for references set meanwhile.
const ROUNDS: usize = 3;

impl BufferPool {
    /// A frame without a page, latched exclusively (P2).
    ///
    /// # Errors
    /// [`PagerError::NoFrames`] when every frame stays in use.
    pub(super) fn take_frame(&self) -> Result<usize> {
        let free = self.free.lock().pop();
        if let Some(index) = free {
            // Nobody can find the frame; at most a late reader is just leaving it.
            self.frame(index).latch.exclusive();
            return Ok(index);
        }
        for _ in 0..ROUNDS * self.frames.len() {
            let index = self.hand.fetch_add(1, Relaxed) % self.frames.len();
            let frame = self.frame(index);
            if frame.untouch() || !frame.latch.try_exclusive() {
                continue;
            }
            if self.evict(index, frame) {
                return Ok(index);
            }
            frame.latch.leave_exclusive();
        }
        Err(PagerError::NoFrames)
    }

    /// Takes its page from a frame held exclusively. `false` when it has none, as it is on the free
    /// list or with a loader, or when the page is dirty.
    fn evict(&self, index: usize, frame: &Frame) -> bool {
        let Some(owner) = frame.owner() else { return false };
        if frame.is_dirty() {
            return false;
        }
        let Some(file) = self.file(owner.slot) else { return false };
        file.pages.release(owner.pgno, index);
        frame.set_owner(None);
        self.stats.evictions.fetch_add(1, Relaxed);
        true
    }
}
