//! The pages of a change of shape, all latched exclusively, and its macro in the log.

use jet_log::Record;
use jet_log::record::{Macro, MacroInfo, MacroInfo2};
use jet_pager::{Page, WritePage};
use jet_types::{DbId, Dbtime, Lgpos, Pgno};
use zerocopy::little_endian::U32;

use crate::error::Result;
use crate::journal;
use crate::writer::{WriteCx, Writer};

/// The database whose macros are described without its number.
const FIRST: DbId = DbId(1);

/// Pages latched exclusively.
#[derive(Debug)]
pub(super) struct Held<'r, 'p> {
    root: Option<&'r mut WritePage<'p>>,
    others: Vec<WritePage<'p>>,
}

impl<'r, 'p> Held<'r, 'p> {
    pub(super) fn new(root: Option<&'r mut WritePage<'p>>, others: Vec<WritePage<'p>>) -> Self {
        Self { root, others }
    }

    fn all(&self) -> impl Iterator<Item = &WritePage<'p>> {
        self.root.iter().map(|page| &**page).chain(&self.others)
    }

    pub(super) fn all_mut(&mut self) -> impl Iterator<Item = &mut WritePage<'p>> {
        self.root.iter_mut().map(|page| &mut **page).chain(&mut self.others)
    }

    /// Some page of it, as the proof that one is held.
    pub(super) fn any(&self) -> &WritePage<'p> {
        self.all().next().expect("a change of shape changes pages")
    }

    /// # Panics
    /// When the page is not among them.
    pub(super) fn page(&self, pgno: Pgno) -> Page<'_> {
        let found = self.all().find(|page| page.pgno() == pgno);
        found.unwrap_or_else(|| panic!("page {pgno} changes and is not latched")).page()
    }

    pub(super) fn dbtime(&self, pgno: Pgno) -> Dbtime {
        self.page(pgno).dbtime()
    }

    pub(super) fn mark_dirty(&mut self, oldest: Lgpos) {
        self.all_mut().for_each(|page| page.mark_dirty(oldest));
    }

    pub(super) fn stamp(&mut self, after: Dbtime, lgpos: Lgpos) {
        self.all_mut().for_each(|page| page.stamp(after, lgpos));
    }
}

/// Appends a macro: `before` it, its records, its end with the pages it touched, and `behind` it
/// what undo needs to know.
pub(super) fn append_macro(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    dbtime: Dbtime,
    held: &Held<'_, '_>,
    before: &[Record<'_>],
    records: &[Record<'_>],
    behind: Option<Record<'_>>,
) -> Result<Lgpos> {
    if cx.journal.is_none() {
        return Ok(Lgpos::NONE);
    }
    let ends = Macro { procid: writer.procid(), dbtime };
    let pages: Vec<U32> = held.all().map(|page| U32::new(page.pgno().get())).collect();
    let info = if cx.dbid == FIRST {
        Record::MacroInfo(MacroInfo { pages: &pages })
    } else {
        Record::MacroInfo2(MacroInfo2 { dbid: cx.dbid, pages: &pages })
    };
    let mut all = Vec::with_capacity(before.len() + records.len() + 4);
    all.extend_from_slice(before);
    all.push(Record::MacroBegin(ends));
    all.extend_from_slice(records);
    all.push(Record::MacroCommit(ends));
    all.push(info);
    all.extend(behind);
    journal::append(cx, writer, &all)
}
