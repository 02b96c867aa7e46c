//! Which split is chosen for which way a page was filled.

#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "tests may panic")]

use jet_log::record::{ChangeFlags, NodeChange, PageChange, SplitOper};
use jet_types::{DbId, Dbtime, Level as TrxLevel, Objid, PageSize, Pgno, Procid, Rceid, TrxId};

use super::*;

const SIZE: PageSize = PageSize::KIB_4;
const DATA: [u8; 100] = [7; 100];

fn pgno(raw: u32) -> Pgno {
    Pgno::new(raw).expect("not 0")
}

fn by() -> NodeChange {
    let page = PageChange {
        procid: Procid(1),
        dbid: DbId(1),
        pgno: pgno(1),
        dbtime: Dbtime(0),
        dbtime_before: None,
        begin0: TrxId(4),
        level: TrxLevel(1),
        line: 0,
        flags: ChangeFlags::UNIQUE,
    };
    NodeChange { page, rceid: Rceid(0), fdp: pgno(1), objid: Objid(2) }
}

/// A leaf between two siblings, with nodes that came in this order of keys, and the place of the
/// next key.
fn filled(keys: impl IntoIterator<Item = u32>) -> Vec<u8> {
    let mut bytes = vec![0; SIZE.bytes()];
    let mut page = PageMut::new(&mut bytes, SIZE);
    let flags = PageFlags::LEAF;
    page.format(Blank { pgno: pgno(5), objid: Objid(2), dbtime: Dbtime(3), flags });
    page.set_prev(Some(pgno(4)));
    page.set_next(Some(pgno(6)));
    for number in keys {
        let (key, at) = (number.to_be_bytes(), place(page.page(), number));
        let node = Stored::new(&[], Key::whole(&key), &DATA);
        page.insert(at, LineFlags::NONE, &node.parts());
    }
    bytes
}

fn place(page: Page<'_>, number: u32) -> usize {
    let key = number.to_be_bytes();
    (0..page.line_count())
        .take_while(|line| {
            let line = page.line(*line).expect("counted");
            Node::decode(line, page).expect("sound").key.compare(&key).is_lt()
        })
        .count()
}

/// Plans the split that the row `number` makes, under a parent that has room.
fn planned(leaf: &[u8], number: u32, edit: impl FnOnce(&mut PageMut<'_>)) -> SplitPlan {
    let mut leaf = leaf.to_vec();
    edit(&mut PageMut::new(&mut leaf, SIZE));
    let leaf = Page::new(&leaf, SIZE);
    let mut root = vec![0; SIZE.bytes()];
    let mut page = PageMut::new(&mut root, SIZE);
    let flags = PageFlags::ROOT.with(PageFlags::PARENT_OF_LEAF);
    page.format(Blank { pgno: pgno(1), objid: Objid(2), dbtime: Dbtime(3), flags });
    page.insert(0, LineFlags::NONE, &[&[0, 0, 5, 0, 0, 0]]);
    let key = number.to_be_bytes();
    let path = [
        PathPage { pgno: pgno(1), page: Page::new(&root, SIZE), line: 0 },
        PathPage { pgno: pgno(5), page: leaf, line: place(leaf, number) },
    ];
    let row = Row::Insert { key: Key::whole(&key), data: &DATA };
    let input = SplitInput { path: &path, row, is_versioned: false, max_data: &|_| 0, by: by() };
    let plan = Plan::new(&input).expect("a page of many nodes");
    assert_eq!(plan.levels.len(), 2);
    assert!(!plan.levels[0].splits() && plan.levels[1].splits());
    *plan.levels[1].plan()
}

#[test]
fn random_rows_split_a_page_in_the_middle() {
    let leaf = filled((0..36).map(|step| step * 7 % 36 * 10));
    let plan = planned(&leaf, 105, |_| {});
    assert_eq!((plan.kind, plan.oper), (SplitKind::Right, SplitOper::Insert));
    assert_eq!((plan.oper_line, plan.line_count), (11, 37));
    assert_eq!(plan.split_line, 19, "of two places that are as good the one further on");
    assert!(needs_image(&plan));
}

#[test]
fn rows_at_the_right_end_of_the_tree_go_to_a_page_of_their_own() {
    let leaf = filled((0..36).map(|step| step * 10));
    let plan = planned(&leaf, 1000, |page| page.set_next(None));
    assert_eq!((plan.kind, plan.split_line, plan.oper_line), (SplitKind::Append, 36, 36));
    assert!(plan.new_prefix_line.is_some() && plan.split_prefix_line.is_none());
    assert!(!needs_image(&plan));
}

#[test]
fn rows_at_the_left_end_of_the_tree_stay_alone() {
    let leaf = filled((0..36).map(|step| 1000 - step * 10));
    let plan = planned(&leaf, 1, |page| page.set_prev(None));
    assert_eq!((plan.kind, plan.split_line, plan.oper_line), (SplitKind::Right, 1, 0));
    // Elsewhere rows at the front of a page are rows like others.
    assert_eq!(planned(&leaf, 1, |_| {}).split_line, 19);
}

#[test]
fn rows_that_come_one_after_the_other_split_where_they_come() {
    // The last ones came in order, at the end of the page.
    let leaf = filled((0..36).map(|step| step * 10));
    let plan = planned(&leaf, 1000, |_| {});
    assert_eq!((plan.kind, plan.split_line, plan.oper_line), (SplitKind::Right, 36, 36));
    assert!(!needs_image(&plan), "nothing moves but the row");
    // In the middle what is behind them goes first, without the row.
    let leaf = filled((0..30).map(|step| step * 10).chain([101, 102, 103, 104, 105, 106]));
    let plan = planned(&leaf, 107, |_| {});
    assert_eq!((plan.oper, plan.split_line, plan.line_count), (SplitOper::None, 17, 36));
    assert!(needs_image(&plan));
    // One that came before does not make a hot point.
    let leaf = filled((0..35).map(|step| step * 10).chain([106]));
    assert_eq!(planned(&leaf, 107, |_| {}).oper, SplitOper::Insert);
}

#[test]
fn separators_are_as_short_as_can_be() {
    let node = |key, data| Node { key: Key::whole(key), data, flags: LineFlags::NONE };
    let between = |left: (&'static [u8], &'static [u8]), right: (&'static [u8], &'static [u8])| {
        separator(&node(left.0, left.1), &node(right.0, right.1))
    };
    assert_eq!(between((b"apple", b"1"), (b"banana", b"1")), b"b");
    assert_eq!(between((b"apple", b"1"), (b"applet", b"1")), b"applet");
    assert_eq!(between((b"apple", b"1"), (b"applicant", b"1")), b"appli");
    assert_eq!(between((b"apple", b"123"), (b"apple", b"1256")), b"apple125");
}
