//! Pages in memory, as redo finds them, and what two pages have to have in common.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jet_btree::op::redo::{Change, Gap, Made, RedoPage, RedoPages, RedoVersions};
use jet_btree::op::{Delta, Undone};
use jet_btree::{BtreeError, Result};
use jet_log::record::Undo;
use jet_pager::{LineFlags, Page, PageFlags, PageMut};
use jet_types::{PageSize, Pgno};

/// A file of pages. A page that is latched is out of the map, so latching it twice shows.
pub struct Memory {
    size: PageSize,
    pages: RefCell<BTreeMap<u32, Vec<u8>>>,
    latched: RefCell<Vec<u32>>,
    changed: RefCell<Vec<u32>>,
    /// Whether pages may be missing, because the log begins after they were made.
    pub may_miss: bool,
    /// What was neither before nor after.
    pub gaps: RefCell<Vec<Gap>>,
}

impl Memory {
    pub fn new(size: PageSize, pages: BTreeMap<u32, Vec<u8>>) -> Self {
        let pages = RefCell::new(pages);
        let (latched, changed) = (RefCell::default(), RefCell::default());
        Self { size, pages, latched, changed, gaps: RefCell::default(), may_miss: false }
    }

    /// Pages changed since the last call.
    pub fn take_changed(&self) -> Vec<u32> {
        self.changed.take()
    }

    /// A page as it is now.
    pub fn copy(&self, number: u32) -> Option<Vec<u8>> {
        self.pages.borrow().get(&number).cloned()
    }

    pub fn into_pages(self) -> BTreeMap<u32, Vec<u8>> {
        assert!(self.latched.borrow().is_empty());
        self.pages.into_inner()
    }

    fn take(&self, pgno: Pgno) -> Option<Vec<u8>> {
        assert!(!self.latched.borrow().contains(&pgno.get()), "page {pgno} is latched twice");
        self.pages.borrow_mut().remove(&pgno.get())
    }

    fn hold(&self, pgno: Pgno, bytes: Vec<u8>) -> Held<'_> {
        self.latched.borrow_mut().push(pgno.get());
        Held { home: self, pgno, bytes }
    }
}

/// A latched page.
pub struct Held<'p> {
    home: &'p Memory,
    pgno: Pgno,
    bytes: Vec<u8>,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let pgno = self.pgno.get();
        self.home.latched.borrow_mut().retain(|latched| *latched != pgno);
        self.home.changed.borrow_mut().push(pgno);
        self.home.pages.borrow_mut().insert(pgno, std::mem::take(&mut self.bytes));
    }
}

impl RedoPage for Held<'_> {
    fn page(&self) -> Page<'_> {
        Page::new(&self.bytes, self.home.size)
    }

    fn edit(&mut self) -> PageMut<'_> {
        PageMut::new(&mut self.bytes, self.home.size)
    }
}

impl RedoPages for Memory {
    type Latched<'p> = Held<'p>;

    fn latch(&self, pgno: Pgno) -> Result<Option<Held<'_>>> {
        let bytes = self.take(pgno).filter(|bytes| bytes.iter().any(|byte| *byte != 0));
        Ok(bytes.map(|bytes| self.hold(pgno, bytes)))
    }

    fn latch_new(&self, pgno: Pgno) -> Result<Held<'_>> {
        let bytes = self.take(pgno).unwrap_or_else(|| vec![0; self.size.bytes()]);
        Ok(self.hold(pgno, bytes))
    }

    fn gap(&self, gap: Gap) -> Result<()> {
        self.gaps.borrow_mut().push(gap);
        if self.may_miss && gap.found.is_none() { Ok(()) } else { Err(BtreeError::Gap { gap }) }
    }
}

/// The versions that redo told of, by number.
#[derive(Default)]
pub struct Versions {
    known: BTreeMap<u32, Known>,
    /// Session and level of those whose image is to come.
    deferred: BTreeMap<u32, (u16, u8)>,
    /// Images told by the undo information that equal what the page said before.
    pub confirmed: usize,
}

/// A version that can be undone.
struct Known {
    procid: u16,
    level: u8,
    key: Vec<u8>,
    undone: Undone<'static>,
}

impl Versions {
    /// Numbers of a session's versions above a level.
    pub fn above(&self, procid: u16, level: u8) -> Vec<u32> {
        let known = self.known.iter().map(|(rceid, known)| (*rceid, known.procid, known.level));
        let deferred = self.deferred.iter().map(|(rceid, by)| (*rceid, by.0, by.1));
        let all = known.chain(deferred);
        all.filter(|it| it.1 == procid && it.2 > level).map(|it| it.0).collect()
    }

    /// Moves a session's versions down to a level; committed to the outermost, they are gone.
    pub fn commit(&mut self, procid: u16, to: u8) {
        self.known.retain(|_, known| to > 0 || known.procid != procid);
        self.deferred.retain(|_, by| to > 0 || by.0 != procid);
        let known = self.known.values_mut().filter(|known| known.procid == procid);
        known.for_each(|known| known.level = known.level.min(to));
        let deferred = self.deferred.values_mut().filter(|by| by.0 == procid);
        deferred.for_each(|by| by.1 = by.1.min(to));
    }

    /// Forgets all: the engine starts again, and its numbers too.
    pub fn forget(&mut self) {
        self.known.clear();
        self.deferred.clear();
    }

    /// The longest data that undoing may give a node back.
    pub fn max_data(&self, key: &[u8]) -> usize {
        let before = self.known.values().filter(|known| known.key == key);
        let lens = before.filter_map(|known| match &known.undone {
            Undone::Replace(before) => Some(before.len()),
            _ => None,
        });
        lens.max().unwrap_or(0)
    }
}

impl RedoVersions for Versions {
    fn made(&mut self, version: &Made<'_>) -> Result<()> {
        let rceid = version.rceid.get();
        let page = &version.node.page;
        let (procid, level) = (page.procid.get(), page.level.get());
        let known = |undone| Known { procid, level, key: version.key.to_vec(), undone };
        match &version.what {
            Change::Deferred => {
                self.deferred.insert(rceid, (procid, level));
            }
            Change::Known(undone) => {
                let before = self.known.insert(rceid, known(owned(undone)));
                assert!(before.is_none(), "version {rceid} twice");
            }
            Change::Told(undone) => {
                self.deferred.remove(&rceid);
                let told = known(owned(undone));
                let known = self.known.entry(rceid).or_insert(told);
                assert_eq!(known.undone, *undone, "the log's image of version {rceid}");
                assert_eq!(known.key, version.key.to_vec(), "the node of version {rceid}");
                self.confirmed += 1;
            }
        }
        Ok(())
    }

    fn undone(&self, undo: &Undo<'_>) -> Option<Undone<'_>> {
        let known = self.known.get(&undo.node.rceid.get())?;
        assert_eq!(known.key, undo.key, "the node of version {}", undo.node.rceid);
        Some(known.undone.clone())
    }

    fn unmade(&mut self, undo: &Undo<'_>) {
        self.known.remove(&undo.node.rceid.get());
        self.deferred.remove(&undo.node.rceid.get());
    }
}

fn owned(undone: &Undone<'_>) -> Undone<'static> {
    match undone {
        Undone::Insert => Undone::Insert,
        Undone::FlagDelete => Undone::FlagDelete,
        Undone::Replace(before) => Undone::Replace(before.to_vec().into()),
        Undone::Add(delta) => Undone::Add(Delta { ..*delta }),
    }
}

/// Flags that say how a page was written, not what it is.
const WRITE_TIME: PageFlags =
    PageFlags::NEW_CHECKSUM.with(PageFlags::SCRUBBED).with(PageFlags::FLUSH_TYPE);

/// Everything about a page that its history determines: not the order of its bytes, not the flag
/// that is cleared without a trace.
pub fn essence(bytes: &[u8], size: PageSize) -> String {
    use std::fmt::Write;
    let page = Page::new(bytes, size);
    let mut text = format!(
        "dbtime {} objid {} prev {:?} next {:?} flags {:#x} free {}\nheader {:02x?}\n",
        page.dbtime(),
        page.objid(),
        page.prev(),
        page.next(),
        page.flags().without(WRITE_TIME).bits(),
        page.free_bytes(),
        page.external_header(),
    );
    for index in 0..page.line_count() {
        let line = page.line(index).expect("counted");
        let mut data = line.bytes.to_vec();
        if size.is_large() {
            data[1] &= 0x1F;
        }
        let flags = line.flags.without(LineFlags::VERSIONED).bits();
        writeln!(text, "{index}: flags {flags} {data:02x?}").expect("strings take all");
    }
    text
}
