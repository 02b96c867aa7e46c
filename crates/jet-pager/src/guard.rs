//! Latched pages.
//!
//! A guard is a latch: while it lives, the page stays where it is and as it is. Guards live for
//! the length of a call and are never stored.
#![allow(unsafe_code)]

use jet_types::Pgno;

use crate::frame::Frame;
use crate::page::Page;
use crate::pool::BufferPool;

/// Shared latch: the page to read, beside other readers.
#[derive(Debug)]
pub struct ReadPage<'p> {
    pool: &'p BufferPool,
    frame: usize,
    pgno: Pgno,
}

impl<'p> ReadPage<'p> {
    /// Wraps a shared latch that the caller has just taken on a frame that holds `pgno`.
    pub(crate) fn latched(pool: &'p BufferPool, frame: usize, pgno: Pgno) -> Self {
        Self { pool, frame, pgno }
    }

    /// The page.
    pub fn page(&self) -> Page<'_> {
        // SAFETY: the guard holds the frame's latch for as long as it lives, and the view borrows
        // the guard.
        let bytes = unsafe { self.pool.region().frame(self.frame) };
        Page::new(bytes, self.pool.page_size())
    }

    /// Its number.
    pub fn pgno(&self) -> Pgno {
        self.pgno
    }
}

impl Drop for ReadPage<'_> {
    fn drop(&mut self) {
        let frame: &Frame = self.pool.frame(self.frame);
        frame.latch.leave_shared();
    }
}
