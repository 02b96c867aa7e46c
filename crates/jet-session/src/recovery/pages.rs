//! Pages of a database in the pool, as redo finds them.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use jet_btree::op::redo::{Gap, RedoPage, RedoPages};
use jet_btree::{BtreeError, Result};
use jet_pager::{BufferPool, DbWriter, Page, PageMut, PagerError, WritePage};
use jet_types::{Lgpos, Pgno};

/// dbtimes from here on are marks of pages that are no more.
const MARKS: u64 = 0xFFFF_FFFF_FFFF_FFF0;

/// The pages of one database.
#[derive(Debug)]
pub(super) struct PoolPages {
    pub(super) pool: BufferPool,
    pub(super) db: Arc<DbWriter>,
    /// The record being redone.
    pub(super) at: Cell<Lgpos>,
    /// The file may have changes from later in the log: gaps are noted and may be explained.
    pub(super) is_fuzzy: Cell<bool>,
    /// Pages that have a change already are written all the same: what a run that was killed had
    /// written may be found by reads and yet not be on the disk, after a sync that failed.
    pub(super) rewrites: bool,
    /// Pages that did not fit, with the first record that did not.
    gaps: RefCell<BTreeMap<Pgno, (Gap, Lgpos)>>,
}

impl PoolPages {
    pub(super) fn new(pool: BufferPool, db: Arc<DbWriter>, is_fuzzy: bool, rewrites: bool) -> Self {
        let (at, gaps) = (Cell::new(Lgpos::NONE), RefCell::default());
        Self { pool, db, at, is_fuzzy: Cell::new(is_fuzzy), rewrites, gaps }
    }

    /// Pages that are freed, cut off or made anew need no explanation any more.
    pub(super) fn explain(&self, first: Pgno, pages: u32) {
        let last = first.get().saturating_add(pages.saturating_sub(1));
        self.gaps.borrow_mut().retain(|pgno, _| !(first.get()..=last).contains(&pgno.get()));
    }

    /// The file has no changes from later in the log any more: each gap is damage.
    pub(super) fn settle(&self) -> std::result::Result<(), (Gap, Lgpos)> {
        self.is_fuzzy.set(false);
        self.gaps.borrow().values().next().map_or(Ok(()), |left| Err(*left))
    }

    /// Makes the file long enough for a page.
    pub(super) fn grow(&self, last: Pgno) -> Result<()> {
        if self.db.last_pgno().is_none_or(|now| now < last) {
            self.db.extend(last)?;
        }
        Ok(())
    }

    /// A page as it was found.
    fn held<'p>(&self, mut page: WritePage<'p>) -> Held<'p> {
        if self.rewrites {
            page.mark_dirty(self.at.get());
        }
        Held { page, at: self.at.get(), is_edited: false }
    }
}

impl RedoPages for PoolPages {
    type Latched<'p> = Held<'p>;

    fn latch(&self, pgno: Pgno) -> Result<Option<Held<'_>>> {
        match self.pool.write(&self.db, pgno) {
            Ok(page) => Ok(Some(self.held(page))),
            Err(PagerError::NotInitialized { .. } | PagerError::BeyondEof { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn latch_new(&self, pgno: Pgno) -> Result<Held<'_>> {
        self.gaps.borrow_mut().remove(&pgno);
        match self.pool.write(&self.db, pgno) {
            Ok(page) if page.page().dbtime().get() < MARKS => return Ok(self.held(page)),
            Ok(_)
            | Err(
                PagerError::NotInitialized { .. }
                | PagerError::Checksum { .. }
                | PagerError::WrongPage { .. }
                | PagerError::Corrupt { .. },
            ) => {}
            Err(PagerError::BeyondEof { .. }) => self.grow(pgno)?,
            Err(error) => return Err(error.into()),
        }
        let page = self.pool.new_page(&self.db, pgno)?;
        Ok(Held { page, at: self.at.get(), is_edited: false })
    }

    fn gap(&self, gap: Gap) -> Result<()> {
        if !self.is_fuzzy.get() {
            return Err(BtreeError::Gap { gap });
        }
        self.gaps.borrow_mut().entry(gap.pgno).or_insert((gap, self.at.get()));
        Ok(())
    }
}

/// A latched page; stamped when it is let go.
pub(super) struct Held<'p> {
    page: WritePage<'p>,
    at: Lgpos,
    is_edited: bool,
}

impl RedoPage for Held<'_> {
    fn page(&self) -> Page<'_> {
        self.page.page()
    }

    fn edit(&mut self) -> PageMut<'_> {
        if !self.is_edited {
            self.page.mark_dirty(self.at);
            self.is_edited = true;
        }
        self.page.edit()
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        if self.is_edited && !std::thread::panicking() {
            self.page.stamp(self.page.page().dbtime(), self.at);
        }
    }
}
