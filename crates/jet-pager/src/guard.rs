//! Latched pages.
//!
//! A guard is a latch, and its type is the mode: [`ReadPage`] beside other readers,
//! [`ReservedPage`] beside readers and alone allowed to become a [`WritePage`], which is alone.
//! While it lives, the page stays where it is and as it is. Guards live for the length of a call
//! and are never stored; what is kept is a [`PageVersion`], which tells later whether the page is
//! still the same.
//!
//! A change goes [`mark_dirty`](WritePage::mark_dirty), log record, edit,
//! [`stamp`](WritePage::stamp): the mark comes before the record, so that no checkpoint passes a
//! record whose page it has not seen dirty.
#![allow(unsafe_code)]

#[cfg(all(test, not(loom)))]
mod tests;

use std::mem;

use jet_types::{Dbtime, Lgpos, Pgno};

use crate::frame::{Frame, Mode};
use crate::page::{Page, PageMut};
use crate::pool::BufferPool;

/// A page as it was at some moment: which frame held it, and how often that had changed.
///
/// [`BufferPool::is_current`] tells whether it has changed since. Equal versions mean equal bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PageVersion {
    frame: usize,
    change: u64,
}

/// A frame that is latched somehow. Dropping it does nothing: the guards leave the latch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Latched<'p> {
    pub(crate) pool: &'p BufferPool,
    pub(crate) index: usize,
    pub(crate) pgno: Pgno,
}

impl<'p> Latched<'p> {
    fn frame(&self) -> &'p Frame {
        self.pool.frame(self.index)
    }

    fn version(&self) -> PageVersion {
        PageVersion { frame: self.index, change: self.frame().version() }
    }
}

/// Shared latch: the page to read, beside other readers.
#[derive(Debug)]
pub struct ReadPage<'p> {
    at: Latched<'p>,
}

/// Reserved latch: the page to read, beside readers, by the one who may become its writer.
#[derive(Debug)]
pub struct ReservedPage<'p> {
    at: Latched<'p>,
}

/// Exclusive latch: the only way to change a page.
#[derive(Debug)]
pub struct WritePage<'p> {
    at: Latched<'p>,
    origin: Origin,
    progress: Progress,
    /// The page's dbtime when the change was announced.
    before: Dbtime,
}

/// Where the bytes under a [`WritePage`] come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// The page as it is.
    Page,
    /// To be new, while the frame still holds what the page was.
    NewOver,
    /// To be new, in a frame taken for it.
    NewFrame,
}

/// How far a change has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Progress {
    Unmarked,
    Marked,
    Edited,
    Stamped,
}

impl<'p> ReadPage<'p> {
    /// Wraps a shared latch that the caller has just taken.
    pub(crate) fn latched(at: Latched<'p>) -> Self {
        Self { at }
    }

    /// The page.
    pub fn page(&self) -> Page<'_> {
        // SAFETY: the guard holds the frame's latch for as long as it lives, and the view borrows
        // the guard.
        let bytes = unsafe { self.at.pool.region().frame(self.at.index) };
        Page::new(bytes, self.at.pool.page_size())
    }

    /// Its number.
    pub fn pgno(&self) -> Pgno {
        self.at.pgno
    }

    /// What to compare with later.
    pub fn version(&self) -> PageVersion {
        self.at.version()
    }
}

impl<'p> ReservedPage<'p> {
    /// Wraps a reserved latch that the caller has just taken.
    pub(crate) fn latched(at: Latched<'p>) -> Self {
        Self { at }
    }

    /// The page.
    pub fn page(&self) -> Page<'_> {
        // SAFETY: as in `ReadPage::page`; a reserved latch keeps writers away as well.
        let bytes = unsafe { self.at.pool.region().frame(self.at.index) };
        Page::new(bytes, self.at.pool.page_size())
    }

    /// Its number.
    pub fn pgno(&self) -> Pgno {
        self.at.pgno
    }

    /// What to compare with later.
    pub fn version(&self) -> PageVersion {
        self.at.version()
    }

    /// Waits for readers to leave. Two upgrades cannot meet: a page has one reserve holder.
    pub fn upgrade(self) -> WritePage<'p> {
        let at = self.at;
        mem::forget(self);
        at.frame().latch.upgrade();
        WritePage::latched(at, Origin::Page)
    }

    /// Gives the reservation up and goes on reading.
    pub fn downgrade(self) -> ReadPage<'p> {
        let at = self.at;
        mem::forget(self);
        at.frame().latch.downgrade_reserved();
        ReadPage { at }
    }
}

impl<'p> WritePage<'p> {
    /// Wraps an exclusive latch that the caller has just taken.
    pub(crate) fn latched(at: Latched<'p>, origin: Origin) -> Self {
        Self { at, origin, progress: Progress::Unmarked, before: Dbtime(0) }
    }

    /// The page. One from [`BufferPool::new_page`] is all zeros until it is edited.
    pub fn page(&self) -> Page<'_> {
        let pool = self.at.pool;
        if self.origin == Origin::NewOver {
            return Page::new(pool.blank(), pool.page_size());
        }
        // SAFETY: the guard holds the frame's latch exclusively for as long as it lives, and the
        // view borrows the guard, so `edit` cannot be called meanwhile.
        let bytes = unsafe { pool.region().frame(self.at.index) };
        Page::new(bytes, pool.page_size())
    }

    /// Its number.
    pub fn pgno(&self) -> Pgno {
        self.at.pgno
    }

    /// What to compare with later. A mark that follows makes it out of date.
    pub fn version(&self) -> PageVersion {
        self.at.version()
    }

    /// Announces a change, before its record is appended to the log. `oldest` is the position the
    /// log must be replayed from to repeat it: the begin of the transaction, or the log's tip when
    /// that is still to be logged; [`Lgpos::NONE`] when the change is not logged at all.
    ///
    /// From here on the checkpoint does not pass `oldest` until the page is in the file, and
    /// earlier versions of the page are out of date.
    pub fn mark_dirty(&mut self, oldest: Lgpos) {
        assert!(
            self.progress != Progress::Edited,
            "page {}: a change is not stamped yet",
            self.at.pgno
        );
        let pool = self.at.pool;
        self.at.frame().mark_dirty(oldest);
        self.progress = Progress::Marked;
        if self.origin != Origin::Page {
            self.origin = Origin::Page;
            self.raw_mut().copy_from(Page::new(pool.blank(), pool.page_size()));
        }
        self.before = self.page().dbtime();
    }

    /// The page, to change.
    ///
    /// # Panics
    /// When the change was not announced by [`mark_dirty`](Self::mark_dirty).
    pub fn edit(&mut self) -> PageMut<'_> {
        let announced = matches!(self.progress, Progress::Marked | Progress::Edited);
        assert!(announced, "page {} changed before it was marked", self.at.pgno);
        self.progress = Progress::Edited;
        self.raw_mut()
    }

    /// Ends a change: the page's dbtime, and the record that describes the change, the last one if
    /// there are several; [`Lgpos::NONE`] when it was not logged. The page is not written before
    /// the log is durable past that record.
    ///
    /// # Panics
    /// When no change was announced, or the dbtime does not rise.
    pub fn stamp(&mut self, dbtime: Dbtime, lgpos: Lgpos) {
        let (pgno, before) = (self.at.pgno, self.before);
        let announced = matches!(self.progress, Progress::Marked | Progress::Edited);
        assert!(announced, "page {pgno} stamped before it was marked");
        assert!(before < dbtime, "page {pgno} of {before} stamped {dbtime}");
        self.raw_mut().set_dbtime(dbtime);
        self.at.frame().set_lgpos_modify(lgpos);
        self.progress = Progress::Stamped;
    }

    /// Goes on reading, beside others.
    pub fn downgrade(self) -> ReadPage<'p> {
        let at = self.end();
        at.frame().latch.downgrade();
        ReadPage { at }
    }

    /// Lets readers in and stays the one who may write.
    pub fn downgrade_to_reserved(self) -> ReservedPage<'p> {
        let at = self.end();
        at.frame().latch.downgrade_to_reserved();
        ReservedPage { at }
    }

    /// Takes the guard apart, still latched.
    fn end(self) -> Latched<'p> {
        assert!(self.origin == Origin::Page, "page {} is new and blank", self.at.pgno);
        self.check_stamped();
        let at = self.at;
        mem::forget(self);
        at
    }

    fn check_stamped(&self) {
        assert!(self.progress != Progress::Edited, "page {} changed and not stamped", self.at.pgno);
    }

    fn raw_mut(&mut self) -> PageMut<'_> {
        // SAFETY: the guard holds the latch exclusively, and the slice borrows the guard mutably,
        // so it is the only one.
        let bytes = unsafe { self.at.pool.region().frame_mut(self.at.index) };
        PageMut::new(bytes, self.at.pool.page_size())
    }
}

impl Drop for ReadPage<'_> {
    fn drop(&mut self) {
        self.at.frame().leave(Mode::Shared);
    }
}

impl Drop for ReservedPage<'_> {
    fn drop(&mut self) {
        self.at.frame().leave(Mode::Reserved);
    }
}

impl Drop for WritePage<'_> {
    fn drop(&mut self) {
        if self.origin == Origin::NewFrame {
            self.at.pool.forget(self.at.index);
            return;
        }
        if !std::thread::panicking() {
            self.check_stamped();
        } else if self.progress == Progress::Edited {
            self.at.pool.set_broken();
        }
        self.at.frame().leave(Mode::Exclusive);
    }
}

impl BufferPool {
    /// Whether the page is still what it was when this version was taken. Takes no latch.
    ///
    /// A change is counted when it is announced, so the answer is "no" for the whole of it. Who
    /// asks while holding the latch of another page that the change concerns gets the truth: either
    /// the change is over and counted, or it has yet to latch that other page. Who holds nothing
    /// learns only that a change was *not* over a moment ago.
    pub fn is_current(&self, version: PageVersion) -> bool {
        self.frame(version.frame).version() == version.change
    }
}
