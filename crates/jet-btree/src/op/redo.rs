//! Redo: a record or a macro applied to the pages it was made for.
//!
//! Each page decides by its dbtime: it has the change already, or it is what it was before the
//! change, or there is a [`Gap`]. What a page that has the change no longer says, a record's image
//! of it does; so redo never takes a page back.
//!
//! Beside pages, records bring back versions, so that the transactions that did not end can be
//! undone. They are told to [`RedoVersions`] before the page changes, even when no page needs to.
//!
//! Not here: reading the log, sessions and their levels, which records to leave out, records that
//! are not about pages of trees.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod collect;
mod merge;
mod moves;
mod split;

use jet_log::Record;
use jet_log::record::{
    ChangeFlags, ConvertFdp2, CreateMultipleExtentFdp, EmptyTree, NewPage, NodeChange, PageChange,
    Undo, VersionOper,
};
use jet_pager::{Blank, Page, PageFlags, PageMut};
use jet_types::{Dbtime, JetErr, Pgno, Rceid};

use super::create::{self, Part};
use super::record::{Undone, diff_of};
use super::{Delta, Edit, PageOp, Refused};
use crate::error::{BtreeError, Result};
use crate::key::Key;
use crate::node::Node;

pub use collect::Collected;

/// Where redo finds pages.
///
/// A page stays latched while its [`RedoPage`] lives; several are held at once. Changed pages are
/// stamped with the record's dbtime; the log position is the implementor's to add.
pub trait RedoPages {
    /// A latched page.
    type Latched<'p>: RedoPage
    where
        Self: 'p;

    /// Latches a page that should be there; `None` if the file has nothing at its place.
    ///
    /// # Errors
    /// When it cannot be read, or is damaged.
    fn latch(&self, pgno: Pgno) -> Result<Option<Self::Latched<'_>>>;

    /// Latches a page that may not be there yet. What cannot be read is as good as zeros.
    ///
    /// # Errors
    /// When the file cannot hold it.
    fn latch_new(&self, pgno: Pgno) -> Result<Self::Latched<'_>>;

    /// Told of a page that is neither as before nor as after a change. `Ok` leaves the page out:
    /// while the file may have changes from later in the log, they may explain it.
    ///
    /// # Errors
    /// Whatever ends recovery.
    fn gap(&self, gap: Gap) -> Result<()>;
}

/// A latched page.
pub trait RedoPage {
    /// The page.
    fn page(&self) -> Page<'_>;
    /// The page to change; it is dirty from now on.
    fn edit(&mut self) -> PageMut<'_>;
}

/// Where redo tells of versions.
pub trait RedoVersions {
    /// A change has a version.
    ///
    /// # Errors
    /// Whatever ends recovery.
    fn made(&mut self, version: &Made<'_>) -> Result<()>;

    /// What the version knows that an undo takes back.
    fn undone(&self, undo: &Undo<'_>) -> Option<Undone<'_>>;

    /// A change was undone, so its version is gone.
    fn unmade(&mut self, undo: &Undo<'_>);
}

/// A version that a record brings back.
#[derive(Clone, Debug)]
pub struct Made<'a> {
    /// Who made it, where.
    pub node: NodeChange,
    /// Its number. [`FlagInsertAndReplaceData`](jet_log::record::FlagInsertAndReplaceData) makes
    /// two.
    pub rceid: Rceid,
    /// The node's key; unknown when the change is already on the page and the record does not say.
    pub key: Key<'a>,
    /// Its data, in a tree that is not unique.
    pub bookmark_data: &'a [u8],
    /// What was done.
    pub what: Change<'a>,
}

/// What was done to a node.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change<'a> {
    /// This, as read from the page before it changed.
    Known(Undone<'a>),
    /// This, as the undo information in the log says. If the version is there already, it is the
    /// same.
    Told(Undone<'a>),
    /// Something that the page no longer tells: the undo information is yet to come, unless the
    /// transaction ends first.
    Deferred,
}

/// A page that is neither as before nor as after a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gap {
    /// The page.
    pub pgno: Pgno,
    /// Its dbtime, or `None` when there is no page.
    pub found: Option<Dbtime>,
    /// What it should be before the change.
    pub before: Dbtime,
    /// What it should be after it.
    pub after: Dbtime,
}

impl Gap {
    /// The code a JET caller sees.
    pub fn code(&self) -> JetErr {
        match self.found {
            None => JetErr::PAGE_NOT_INITIALIZED,
            Some(found) if found < self.before => JetErr::DB_TIME_TOO_OLD,
            Some(_) => JetErr::DB_TIME_TOO_NEW,
        }
    }

    pub(crate) fn found_text(&self) -> String {
        self.found.map_or_else(|| "not there".to_owned(), |found| format!("dbtime {found}"))
    }
}

/// How much redo had to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Pages changed.
    pub applied: u64,
    /// Pages that had the change already.
    pub ahead: u64,
    /// Pages left out.
    pub gaps: u64,
    /// New pages filled from an image of the page their nodes came from.
    pub from_image: u64,
}

/// Redo of one database.
pub struct Redo<'r, P, V> {
    pages: &'r P,
    versions: &'r mut V,
    counts: Counts,
}

impl<'r, P: RedoPages, V: RedoVersions> Redo<'r, P, V> {
    /// Redo on these pages, telling of these versions.
    pub fn new(pages: &'r P, versions: &'r mut V) -> Self {
        Self { pages, versions, counts: Counts::default() }
    }

    /// How much there was to do so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Redoes a record that stands alone. Records that change no page of a tree do nothing.
    ///
    /// # Errors
    /// [`BtreeError::Gap`] and [`BtreeError::Unfit`], [`BtreeError::Obsolete`], and what the pages
    /// and versions give.
    pub fn record(&mut self, record: &Record<'_>) -> Result<()> {
        match record {
            Record::NewPage(record) => self.new_page(record),
            Record::CreateMultipleExtentFdp(record) => self.create_multiple(record),
            Record::CreateSingleExtentFdp(record) => {
                let (pgno, after) = (record.page.pgno, record.page.dbtime);
                create::check(pgno, record.primary_pages, 1, record.page_flags)
                    .map_err(|refused| unfit(pgno, refused))?;
                self.fill(pgno, after, |page| create::apply_single(record, page))
            }
            Record::ConvertFdp2(record) => self.convert(record),
            Record::PageMove(record) => self.page_move(record, None),
            Record::EmptyTree(record) => self.empty_tree(record),
            Record::UndoInfo(record) => {
                let told = match record.oper {
                    VersionOper::Replace => Undone::Replace(record.before.into()),
                    VersionOper::FlagDelete => Undone::FlagDelete,
                    _ => return Ok(()),
                };
                self.versions.made(&Made {
                    node: record.node,
                    rceid: record.node.rceid,
                    key: Key::whole(record.key),
                    bookmark_data: record.bookmark_data,
                    what: Change::Told(told),
                })
            }
            Record::Split(_) | Record::Merge(_) | Record::ConvertFdp(_) => {
                Err(BtreeError::Obsolete { kind: record.kind() })
            }
            _ => self.single(record),
        }
    }

    /// Redoes the records between the begin and the commit of a macro, as one.
    ///
    /// # Errors
    /// As [`record`](Self::record), and [`BtreeError::NoImage`].
    pub fn whole_macro(&mut self, records: &[Record<'_>]) -> Result<()> {
        match records.first() {
            Some(Record::Split2(_)) => self.split(records),
            Some(Record::Merge2(_)) => self.merge(records),
            Some(Record::RootPageMove(_)) => self.root_move(records),
            Some(other) => Err(BtreeError::Obsolete { kind: other.kind() }),
            None => Ok(()),
        }
    }

    /// A record of a change of one page.
    fn single(&mut self, record: &Record<'_>) -> Result<()> {
        let Some(change) = record.page().copied() else { return Ok(()) };
        let page = self.need_of(&change)?;
        let before = page.as_ref().map(RedoPage::page);
        for version in versions_of(record, before, change.line.into()) {
            self.versions.made(&version)?;
        }
        if let Some(mut page) = page {
            let undone = match record {
                Record::Undo(undo) => self.versions.undone(undo),
                _ => None,
            };
            let unfit = |refused: Refused| unfit(change.pgno, refused);
            if let Some(op) = PageOp::from_record(record, undone).map_err(unfit)? {
                op.check(page.page(), 0).map_err(unfit)?;
                let mut edit = page.edit();
                edit.set_dbtime(change.dbtime);
                op.apply(&mut edit);
            }
        }
        if let Record::Undo(undo) = record {
            self.versions.unmade(undo);
        }
        Ok(())
    }

    fn new_page(&mut self, record: &NewPage) -> Result<()> {
        let NewPage { pgno, objid, dbtime, .. } = *record;
        let flags = PageFlags::PRE_INIT;
        self.fill(pgno, dbtime, |page| {
            page.format_unused(Blank { pgno, objid, dbtime, flags });
        })
    }

    fn create_multiple(&mut self, record: &CreateMultipleExtentFdp) -> Result<()> {
        create::check(record.page.pgno, record.primary_pages, 3, record.page_flags)
            .map_err(|refused| unfit(record.page.pgno, refused))?;
        let parts = [
            (Part::Root, record.page.pgno),
            (Part::Owned, record.owned),
            (Part::Available, record.available),
        ];
        parts.into_iter().try_for_each(|(part, pgno)| {
            self.fill(pgno, record.page.dbtime, |page| create::apply_multiple(record, part, page))
        })
    }

    fn convert(&mut self, record: &ConvertFdp2) -> Result<()> {
        let change = &record.convert.page;
        create::check_extents(record).map_err(|refused| unfit(change.pgno, refused))?;
        if let Some(mut root) = self.need_of(change)? {
            let fits = create::check_convert(record, root.page());
            fits.map_err(|refused| unfit(change.pgno, refused))?;
            let mut edit = root.edit();
            edit.set_dbtime(change.dbtime);
            create::apply_convert(record, Part::Root, &mut edit);
        }
        let parts =
            [(Part::Owned, record.convert.owned), (Part::Available, record.convert.available)];
        parts.into_iter().try_for_each(|(part, pgno)| {
            self.fill(pgno, change.dbtime, |page| create::apply_convert(record, part, page))
        })
    }

    fn empty_tree(&mut self, record: &EmptyTree<'_>) -> Result<()> {
        let change = &record.node.page;
        for emptied in record.pages {
            let bad = || BtreeError::corrupt(change.pgno, "a record empties page 0");
            let pgno = Pgno::new(emptied.pgno.get()).ok_or_else(bad)?;
            let before = Dbtime(emptied.dbtime_before.get());
            let page = self.need(pgno, Some(before), change.dbtime)?;
            self.edit(pgno, page, change.dbtime, Edit::EmptyPage)?;
        }
        let root = self.need_of(change)?;
        self.edit(change.pgno, root, change.dbtime, Edit::EmptyRoot)
    }

    /// Applies an operation on no node to a page that needs it.
    fn edit(
        &self,
        pgno: Pgno,
        page: Option<P::Latched<'_>>,
        after: Dbtime,
        edit: Edit<'_>,
    ) -> Result<()> {
        let Some(mut page) = page else { return Ok(()) };
        let op = PageOp { line: 0, is_versioned: false, edit };
        op.check(page.page(), 0).map_err(|refused| unfit(pgno, refused))?;
        let mut edit = page.edit();
        edit.set_dbtime(after);
        op.apply(&mut edit);
        Ok(())
    }

    /// Fills a new page, unless it has been filled.
    fn fill(&mut self, pgno: Pgno, after: Dbtime, f: impl FnOnce(&mut PageMut<'_>)) -> Result<()> {
        if let Some(mut page) = self.need_new(pgno, after)? {
            let mut edit = page.edit();
            f(&mut edit);
            edit.set_dbtime(after);
        }
        Ok(())
    }

    /// Latches a new page, if it has not been filled.
    fn need_new(&mut self, pgno: Pgno, after: Dbtime) -> Result<Option<P::Latched<'r>>> {
        let page = self.pages.latch_new(pgno)?;
        if real(page.page().dbtime()).is_some_and(|dbtime| dbtime >= after) {
            self.counts.ahead = self.counts.ahead.saturating_add(1);
            return Ok(None);
        }
        self.counts.applied = self.counts.applied.saturating_add(1);
        Ok(Some(page))
    }

    fn need_of(&mut self, change: &PageChange) -> Result<Option<P::Latched<'r>>> {
        self.need(change.pgno, change.dbtime_before, change.dbtime)
    }

    /// Latches a page, if it needs a change.
    fn need(
        &mut self,
        pgno: Pgno,
        before: Option<Dbtime>,
        after: Dbtime,
    ) -> Result<Option<P::Latched<'r>>> {
        let page = self.pages.latch(pgno)?;
        let found = page.as_ref().and_then(|page| real(page.page().dbtime()));
        match (page, found) {
            (Some(_), Some(found)) if found >= after => {
                self.counts.ahead = self.counts.ahead.saturating_add(1);
                Ok(None)
            }
            (Some(page), Some(found)) if Some(found) == before => {
                self.counts.applied = self.counts.applied.saturating_add(1);
                Ok(Some(page))
            }
            (page, found) => {
                drop(page);
                self.counts.gaps = self.counts.gaps.saturating_add(1);
                let before = before.unwrap_or(Dbtime::NIL);
                self.pages.gap(Gap { pgno, found, before, after })?;
                Ok(None)
            }
        }
    }
}

/// A dbtime that is one, and no mark of a page that was cut off or reverted.
fn real(dbtime: Dbtime) -> Option<Dbtime> {
    (dbtime.get() < 0xFFFF_FFFF_FFFF_FFF0).then_some(dbtime)
}

fn unfit(pgno: Pgno, refused: Refused) -> BtreeError {
    BtreeError::Unfit { pgno, what: refused.to_string() }
}

/// The versions that a record of one page makes. `page` is the page before the change, if it does
/// not have it yet; `line` is where the node is on it.
pub(super) fn versions_of<'a>(
    record: &Record<'a>,
    page: Option<Page<'a>>,
    line: usize,
) -> impl Iterator<Item = Made<'a>> + use<'a> {
    let versioned = record.node().filter(|node| node.page.flags.contains(ChangeFlags::VERSIONED));
    versioned.map(|node| all_versions_of(record, *node, page, line)).into_iter().flatten().flatten()
}

fn all_versions_of<'a>(
    record: &Record<'a>,
    node: NodeChange,
    page: Option<Page<'a>>,
    line: usize,
) -> [Option<Made<'a>>; 2] {
    let is_unique = node.page.flags.contains(ChangeFlags::UNIQUE);
    let made = |key: Key<'a>, data: &'a [u8], what: Change<'a>| Made {
        node,
        rceid: node.rceid,
        key,
        bookmark_data: if is_unique { &[] } else { data },
        what,
    };
    let here = page.and_then(|page| Node::decode(page.line(line)?, page));
    // What the page says of the node before the change, or that it no longer does.
    let read = |undone: fn(&'a [u8]) -> Undone<'a>| match here {
        Some(node) => made(node.key, node.data, Change::Known(undone(node.data))),
        None => made(Key::default(), &[], Change::Deferred),
    };
    let replaced = |data: &'a [u8]| Undone::Replace(data.into());
    match *record {
        Record::Insert(record) => {
            let key = Key { prefix: record.prefix, suffix: record.suffix };
            [Some(made(key, record.data, Change::Known(Undone::Insert))), None]
        }
        Record::FlagInsert(record) => {
            [Some(made(Key::whole(record.key), record.data, Change::Known(Undone::Insert))), None]
        }
        Record::FlagInsertAndReplaceData(record) => {
            let insert = made(Key::whole(record.key), record.data, Change::Known(Undone::Insert));
            let replace = Made { rceid: record.rceid_replace, ..read(replaced) };
            [Some(insert), Some(replace)]
        }
        Record::FlagDelete(_) => [Some(read(|_| Undone::FlagDelete)), None],
        Record::Replace(_) | Record::ReplaceD(_) => [Some(read(replaced)), None],
        Record::Delta(record) => {
            let delta = Delta { offset: record.offset, by: record.delta.into(), is_wide: false };
            let what = Change::Known(Undone::Add(delta));
            [Some(made(Key::whole(record.key), record.bookmark_data, what)), None]
        }
        Record::Delta64(record) => {
            let delta = Delta { offset: record.offset, by: record.delta, is_wide: true };
            let what = Change::Known(Undone::Add(delta));
            [Some(made(Key::whole(record.key), record.bookmark_data, what)), None]
        }
        _ => [None, None],
    }
}

/// The new data of a replace record, given the old.
pub(super) fn new_data<'a>(record: &Record<'a>, old: &[u8]) -> Option<std::borrow::Cow<'a, [u8]>> {
    match *record {
        Record::Replace(record) => Some(record.data.into()),
        Record::ReplaceD(record) => diff_of(&record).apply(old).map(Into::into),
        _ => None,
    }
}
