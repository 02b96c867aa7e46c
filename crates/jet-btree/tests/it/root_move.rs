//! A root that moves with its space trees, as shrinking a file makes it. No file at hand has one in
//! its logs, so the records are made up from their description.

use std::collections::BTreeMap;

use jet_btree::Node;
use jet_btree::op::create::{self, Part};
use jet_btree::op::redo::Redo;
use jet_btree::space::{Form, RootHeader};
use jet_log::Record;
use jet_log::record::{
    ChangeFlags, CreateMultipleExtentFdp, CreateSingleExtentFdp, MoveFlags, NodeChange, PageChange,
    PageMove, Replace, RootPageMove, SetExternalHeader,
};
use jet_pager::{Blank, LineFlags, Page, PageFlags, PageMut};
use jet_types::{DbId, Dbtime, Level, Objid, PageSize, Pgno, Procid, Rceid, TrxId};

use crate::memory::{Memory, Versions};

const SIZE: PageSize = PageSize::KIB_16;
const BEFORE: Dbtime = Dbtime(50);
const AFTER: Dbtime = Dbtime(60);
/// Where the root was and is; its space trees are behind it.
const OLD: u32 = 40;
const NEW: u32 = 30;
const CHILD: u32 = 45;
const CATALOG: u32 = 9;

fn pgno(raw: u32) -> Pgno {
    Pgno::new(raw).expect("not 0")
}

fn change(number: u32, line: u16) -> PageChange {
    PageChange {
        procid: Procid(1),
        dbid: DbId(1),
        pgno: pgno(number),
        dbtime: AFTER,
        dbtime_before: Some(BEFORE),
        begin0: TrxId(4),
        level: Level(1),
        line,
        flags: ChangeFlags::UNIQUE,
    }
}

fn node(number: u32, line: u16) -> NodeChange {
    let page = change(number, line);
    NodeChange { page, rceid: Rceid(0), fdp: pgno(number), objid: Objid(7) }
}

fn filled(fill: impl FnOnce(&mut PageMut<'_>)) -> Vec<u8> {
    let mut bytes = vec![0; SIZE.bytes()];
    let mut page = PageMut::new(&mut bytes, SIZE);
    fill(&mut page);
    page.set_dbtime(BEFORE);
    bytes
}

/// A tree of three pages and more, its child, and two rows of the catalog.
fn pages() -> BTreeMap<u32, Vec<u8>> {
    let tree = CreateMultipleExtentFdp {
        page: change(OLD, 0),
        objid: Objid(7),
        owned: pgno(OLD + 1),
        available: pgno(OLD + 2),
        parent_fdp: Some(pgno(1)),
        primary_pages: 5,
        page_flags: 0,
    };
    let child = CreateSingleExtentFdp {
        page: change(CHILD, 0),
        objid: Objid(8),
        parent_fdp: Some(pgno(OLD)),
        primary_pages: 1,
        page_flags: 0,
    };
    let catalog =
        Blank { pgno: pgno(CATALOG), objid: Objid(2), dbtime: BEFORE, flags: PageFlags::LEAF };
    let parts = [(OLD, Part::Root), (OLD + 1, Part::Owned), (OLD + 2, Part::Available)];
    let mut pages: BTreeMap<u32, Vec<u8>> = parts
        .into_iter()
        .map(|(number, part)| (number, filled(|page| create::apply_multiple(&tree, part, page))))
        .collect();
    pages.insert(CHILD, filled(|page| create::apply_single(&child, page)));
    pages.insert(
        CATALOG,
        filled(|page| {
            page.format(catalog);
            for line in 0..2 {
                page.insert(line, LineFlags::NONE, &[&[1, 0, line as u8], b"at forty"]);
            }
        }),
    );
    pages
}

fn moved(pages: &BTreeMap<u32, Vec<u8>>, behind: u32, flags: MoveFlags) -> PageMove<'_> {
    let (head, trailer) = pages[&(OLD + behind)].split_at(SIZE.bytes() - 300);
    PageMove {
        page: change(OLD + behind, 0),
        dest: pgno(NEW + behind),
        left: None,
        right: None,
        parent: None,
        left_before: None,
        right_before: None,
        parent_before: None,
        fdp: pgno(OLD),
        objid: Objid(7),
        parent_line: -1,
        flags,
        head,
        trailer,
    }
}

#[test]
fn everything_that_knew_the_root_knows_it_again() {
    let before = pages();
    let child_header = {
        let page = Page::new(&before[&CHILD], SIZE);
        let mut header = RootHeader::decode(page.external_header()).expect("a header");
        header.space.parent = Some(pgno(NEW));
        header.space.encode()
    };
    let row = |line| Replace {
        node: node(CATALOG, line),
        old_bytes: 8,
        new_bytes: 9,
        data: b"at thirty",
        is_diff2: false,
    };
    let records = [
        Record::RootPageMove(RootPageMove {
            dbtime: AFTER,
            dbid: DbId(1),
            objid: Objid(7),
            procid: Procid(1),
        }),
        Record::PageMove(moved(&before, 0, MoveFlags::ROOT)),
        Record::PageMove(moved(&before, 1, MoveFlags::ROOT_OWNED)),
        Record::PageMove(moved(&before, 2, MoveFlags::ROOT_AVAILABLE)),
        Record::SetExternalHeader(SetExternalHeader { node: node(CHILD, 0), data: &child_header }),
        Record::Replace(row(0)),
        Record::Replace(row(1)),
    ];
    // Whatever part of it had been written.
    let mut whole: Option<BTreeMap<u32, Vec<u8>>> = None;
    for written in 0..256_u32 {
        let mut start = before.clone();
        if let Some(whole) = &whole {
            let bits = whole.keys().enumerate().filter(|(bit, _)| written >> bit & 1 == 1);
            start.extend(bits.map(|(_, number)| (*number, whole[number].clone())));
        }
        let memory = Memory::new(SIZE, start);
        let mut versions = Versions::default();
        let mut redo = Redo::new(&memory, &mut versions);
        redo.whole_macro(&records).expect("our own records");
        let after = memory.into_pages();
        let whole = whole.get_or_insert_with(|| after.clone());
        assert!(*whole == after, "written {written:#b}");
    }
    let after = whole.expect("done");
    let page = |number: u32| {
        let page = Page::new(&after[&number], SIZE);
        page.check(pgno(number)).expect("a sound page");
        assert_eq!(page.dbtime(), AFTER, "page {number}");
        page
    };
    for behind in 0..3 {
        assert!(page(OLD + behind).flags().contains(PageFlags::EMPTY));
        assert_eq!(page(NEW + behind).flags(), Page::new(&before[&(OLD + behind)], SIZE).flags());
    }
    let root = RootHeader::decode(page(NEW).external_header()).expect("a header");
    assert_eq!(root.space.form, Form::Multiple { owned_root: pgno(NEW + 1) });
    assert_eq!(page(NEW + 1).line_count(), 1);
    let child = RootHeader::decode(page(CHILD).external_header()).expect("a header");
    assert_eq!(child.space.parent, Some(pgno(NEW)));
    for line in 0..2 {
        let node = Node::at(page(CATALOG), pgno(CATALOG), line).expect("a row");
        assert_eq!((node.key.to_vec(), node.data), (vec![line as u8], &b"at thirty"[..]));
    }
}
