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
    /// What was neither before nor after.
    pub gaps: RefCell<Vec<Gap>>,
    /// Whether gaps end the redo.
    pub is_strict: bool,
}

impl Memory {
    pub fn new(size: PageSize, pages: BTreeMap<u32, Vec<u8>>) -> Self {
        let pages = RefCell::new(pages);
        let (latched, gaps) = (RefCell::default(), RefCell::default());
        Self { size, pages, latched, gaps, is_strict: true }
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
        if self.is_strict { Err(BtreeError::Gap { gap }) } else { Ok(()) }
    }
}

/// The versions that redo told of, by number.
#[derive(Default)]
pub struct Versions {
    pub known: BTreeMap<u32, Known>,
    /// Numbers of versions whose image is to come.
    pub deferred: Vec<u32>,
    /// Images told by the undo information that equal what the page said before.
    pub confirmed: usize,
    pub unmade: usize,
}

/// A version, with its bytes.
pub struct Known {
    pub made: MadeOwned,
    pub undone: Undone<'static>,
}

/// Which node.
#[derive(Clone, Debug)]
pub struct MadeOwned {
    pub key: Vec<u8>,
}

impl RedoVersions for Versions {
    fn made(&mut self, version: &Made<'_>) -> Result<()> {
        let rceid = version.rceid.get();
        let made = MadeOwned { key: version.key.to_vec() };
        match &version.what {
            Change::Deferred => self.deferred.push(rceid),
            Change::Known(undone) => {
                let known = Known { made, undone: owned(undone) };
                assert!(self.known.insert(rceid, known).is_none(), "version {rceid} twice");
            }
            Change::Told(undone) => {
                self.deferred.retain(|deferred| *deferred != rceid);
                let told = Known { made, undone: owned(undone) };
                let known = self.known.entry(rceid).or_insert(told);
                assert_eq!(known.undone, *undone, "the log's image of version {rceid}");
                assert_eq!(known.made.key, version.key.to_vec(), "the node of version {rceid}");
                self.confirmed += 1;
            }
        }
        Ok(())
    }

    fn undone(&self, undo: &Undo<'_>) -> Option<Undone<'_>> {
        let known = self.known.get(&undo.node.rceid.get())?;
        assert_eq!(known.made.key, undo.key, "the node of version {}", undo.node.rceid);
        Some(known.undone.clone())
    }

    fn unmade(&mut self, undo: &Undo<'_>) {
        self.known.remove(&undo.node.rceid.get());
        self.unmade += 1;
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
