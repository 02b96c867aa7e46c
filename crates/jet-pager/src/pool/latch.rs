//! Pages by number: found in memory or loaded, and latched.
#![allow(unsafe_code)]

use crate::checksum::{self, Verdict};
use crate::database::{Db, DbWriter};
use crate::error::{PagerError, Result};
use crate::frame::{Mode, PageId};
use crate::guard::{Latched, Origin, ReadPage, ReservedPage, WritePage};
use crate::page::Page;
use jet_os::sync::atomic::{
    Ordering::{Relaxed, SeqCst},
    fence,
};
use jet_types::Pgno;

use super::BufferPool;

impl BufferPool {
    /// Latches a page to read, reading it from the file if it is not in memory.
    ///
    /// # Errors
    /// Every [`PagerError`] but the header ones: the page may be damaged, blank or past the end of
    /// the file, all frames may be latched, the file system may refuse.
    pub fn read<'p>(&'p self, db: &'p Db, pgno: Pgno) -> Result<ReadPage<'p>> {
        Ok(ReadPage::latched(self.latch(db, pgno, Mode::Shared)?))
    }

    /// Latches a page to read if it is in memory and no writer has or wants it. Never waits, not
    /// even for the file.
    pub fn try_read<'p>(&'p self, db: &'p Db, pgno: Pgno) -> Option<ReadPage<'p>> {
        self.try_latch(db, pgno, Mode::Shared).map(ReadPage::latched)
    }

    /// Latches a page to read, and to be the only one who may write it.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn reserve<'p>(&'p self, db: &'p DbWriter, pgno: Pgno) -> Result<ReservedPage<'p>> {
        Ok(ReservedPage::latched(self.latch(db, pgno, Mode::Reserved)?))
    }

    /// Reserves a page if it is in memory and nobody else has reserved or writes it. Never waits,
    /// not even for the file.
    pub fn try_reserve<'p>(&'p self, db: &'p DbWriter, pgno: Pgno) -> Option<ReservedPage<'p>> {
        self.try_latch(db, pgno, Mode::Reserved).map(ReservedPage::latched)
    }

    /// Latches a page to write.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn write<'p>(&'p self, db: &'p DbWriter, pgno: Pgno) -> Result<WritePage<'p>> {
        Ok(WritePage::latched(self.latch(db, pgno, Mode::Exclusive)?, Origin::Page))
    }

    /// Latches a page to write if it is in memory and nobody has it. Never waits, not even for the
    /// file.
    pub fn try_write<'p>(&'p self, db: &'p DbWriter, pgno: Pgno) -> Option<WritePage<'p>> {
        let at = self.try_latch(db, pgno, Mode::Exclusive)?;
        Some(WritePage::latched(at, Origin::Page))
    }

    /// Latches a page to write it anew, whatever it was: all zeros, and not read from the file. If
    /// the guard goes before it was marked dirty, the page is still what it was.
    ///
    /// # Errors
    /// [`PagerError::BeyondEof`], [`PagerError::NoFrames`].
    pub fn new_page<'p>(&'p self, db: &'p DbWriter, pgno: Pgno) -> Result<WritePage<'p>> {
        db.file.check_inside(pgno)?;
        loop {
            if let Some(index) = db.file.pages.get(pgno) {
                let frame = self.frame(index);
                frame.enter(Mode::Exclusive);
                if frame.is(PageId { slot: db.file.slot, pgno }) {
                    frame.touch();
                    let at = Latched { pool: self, index, pgno };
                    return Ok(WritePage::latched(at, Origin::NewOver));
                }
                frame.leave(Mode::Exclusive);
            } else if let Some(index) = self.claim(db, pgno)? {
                let at = Latched { pool: self, index, pgno };
                // SAFETY: the exclusive latch came with the frame, and this is the only slice.
                unsafe { self.region().frame_mut(index) }.fill(0);
                self.frame(index).set_loaded(0);
                return Ok(WritePage::latched(at, Origin::NewFrame));
            }
        }
    }

    fn latch<'p>(&'p self, db: &'p Db, pgno: Pgno, mode: Mode) -> Result<Latched<'p>> {
        let page = PageId { slot: db.file.slot, pgno };
        loop {
            if let Some(index) = db.file.pages.get(pgno) {
                let frame = self.frame(index);
                frame.enter(mode);
                if frame.is(page) {
                    frame.touch();
                    return Ok(Latched { pool: self, index, pgno });
                }
                // Evicted, or given up after a failed read, since we looked.
                frame.leave(mode);
            } else if let Some(index) = self.load(db, pgno)? {
                match mode {
                    Mode::Shared => self.frame(index).latch.downgrade(),
                    Mode::Reserved => self.frame(index).latch.downgrade_to_reserved(),
                    Mode::Exclusive => {}
                }
                return Ok(Latched { pool: self, index, pgno });
            }
        }
    }

    fn try_latch<'p>(&'p self, db: &'p Db, pgno: Pgno, mode: Mode) -> Option<Latched<'p>> {
        let index = db.file.pages.get(pgno)?;
        let frame = self.frame(index);
        if !frame.try_enter(mode) {
            return None;
        }
        if !frame.is(PageId { slot: db.file.slot, pgno }) {
            frame.leave(mode);
            return None;
        }
        frame.touch();
        Some(Latched { pool: self, index, pgno })
    }

    /// Brings a page into memory, latched exclusively. `None` means somebody else is doing it.
    fn load(&self, db: &Db, pgno: Pgno) -> Result<Option<usize>> {
        db.file.check_inside(pgno)?;
        let Some(index) = self.claim(db, pgno)? else { return Ok(None) };
        // SAFETY: the exclusive latch came with the frame, and this is the only slice.
        let bytes = unsafe { self.region().frame_mut(index) };
        if let Err(error) = self.fill(db, pgno, bytes) {
            self.forget(index);
            return Err(error);
        }
        let flush_type = Page::new(bytes, self.page_size()).flags().flush_type();
        self.frame(index).set_loaded(flush_type);
        Ok(Some(index))
    }

    /// A frame for a page that has none, latched exclusively. `None` when it has one by now.
    fn claim(&self, db: &Db, pgno: Pgno) -> Result<Option<usize>> {
        let index = self.take_frame()?;
        self.frame(index).set_owner(Some(PageId { slot: db.file.slot, pgno }));
        if !db.file.pages.claim(pgno, index) {
            self.give_back(index);
            return Ok(None);
        }
        // The file may have been cut since the caller looked. The fence pairs with that in
        // `truncate`: either the new end is seen here, or this frame's owner there.
        fence(SeqCst);
        if let Err(error) = db.file.check_inside(pgno) {
            self.forget(index);
            return Err(error);
        }
        Ok(Some(index))
    }

    /// Reads a page from the file and makes sure it is what was written there.
    fn fill(&self, db: &Db, pgno: Pgno, bytes: &mut [u8]) -> Result<()> {
        db.read_raw(pgno, bytes)?;
        self.stats.reads.fetch_add(1, Relaxed);
        loop {
            match checksum::verify(bytes, self.page_size(), pgno) {
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
        Page::new(bytes, self.page_size()).check(pgno)
    }
}
