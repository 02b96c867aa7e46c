//! Each operation on a small page.

#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "tests may panic")]

use jet_pager::Blank;
use jet_types::{Objid, PageSize, Pgno};

use super::*;

const SIZES: [PageSize; 2] = [PageSize::KIB_4, PageSize::KIB_16];

/// A leaf with a key prefix and three nodes, the second one compressed and deleted.
fn page(size: PageSize, run: impl Fn(&mut PageMut<'_>)) {
    let mut bytes = vec![0; size.bytes()];
    let mut page = PageMut::new(&mut bytes, size);
    page.format(Blank {
        pgno: Pgno::DATABASE_ROOT,
        objid: Objid(7),
        dbtime: Dbtime(3),
        flags: PageFlags::LEAF,
    });
    page.set_external_header(&[b"prefix"]);
    let nodes: [(&[u8], LineFlags); 3] = [
        (b"apple", LineFlags::NONE),
        (b"prefer", LineFlags::DELETED),
        (b"zebra", LineFlags::VERSIONED),
    ];
    for (index, (key, flags)) in nodes.iter().enumerate() {
        let node = Stored::new(b"prefix", Key::whole(key), b"12345678");
        assert_eq!(node.taken(), if index == 1 { 4 } else { 0 });
        page.insert(index, node.flags(*flags), &node.parts());
    }
    run(&mut page);
    page.page().check(Pgno::DATABASE_ROOT).expect("a sound page");
}

fn op(line: usize, edit: Edit<'_>) -> PageOp<'_> {
    PageOp { line, is_versioned: true, edit }
}

/// Checks and applies, and gives the node at the operation's line as it is then.
fn done(page: &mut PageMut<'_>, op: &PageOp<'_>) -> (Vec<u8>, Vec<u8>, LineFlags) {
    op.check(page.page(), 0).expect("it fits");
    op.apply(page);
    let node = Node::at(page.page(), Pgno::DATABASE_ROOT, op.line).expect("a node");
    (node.key.to_vec(), node.data.to_vec(), node.flags)
}

#[test]
fn inserts_take_bytes_from_the_prefix() {
    for size in SIZES {
        page(size, |page| {
            let free = page.page().free_bytes();
            let insert = op(2, Edit::insert(page.page(), b"prefiy", b"data"));
            let (key, data, flags) = done(page, &insert);
            assert_eq!((&key[..], &data[..]), (&b"prefiy"[..], &b"data"[..]));
            assert!(flags.is_versioned() && flags.is_compressed() && !flags.is_deleted());
            // Counts, one byte of key, the data, the tag.
            assert_eq!(free - page.page().free_bytes(), 4 + 1 + 4 + 4);
        });
    }
}

#[test]
fn flags_and_data_change_in_place() {
    for size in SIZES {
        page(size, |page| {
            let (_, data, flags) = done(page, &op(1, Edit::Revive));
            assert_eq!(data, b"12345678");
            assert!(flags.is_versioned() && flags.is_compressed() && !flags.is_deleted());
            assert!(done(page, &op(1, Edit::FlagDelete)).2.is_deleted());
            let (key, data, flags) = done(page, &op(1, Edit::ReviveWith { data: b"abc" }));
            assert_eq!((&key[..], &data[..]), (&b"prefer"[..], &b"abc"[..]));
            assert!(!flags.is_deleted());
            let replace = Edit::Replace { data: NewData::Whole(b"a longer piece of data") };
            assert_eq!(done(page, &op(0, replace)).1, b"a longer piece of data");
            let edits = diff::between(b"a longer piece of data", b"a larger piece of data", false);
            let edits = edits.expect("shorter");
            let diff = Diff { bytes: &edits, wide: false, new_len: 22 };
            let replace = op(0, Edit::Replace { data: NewData::Diff(diff) });
            assert_eq!(done(page, &replace).1, b"a larger piece of data");
            let before = Cow::Borrowed(&b"12345678"[..]);
            assert_eq!(done(page, &op(0, Edit::UndoReplace { before })).1, b"12345678");
            assert!(done(page, &op(2, Edit::UndoInsert)).2.is_deleted());
            assert!(!done(page, &op(2, Edit::UndoFlagDelete)).2.is_deleted());
        });
    }
}

#[test]
fn additions_wrap_in_their_width_and_come_undone() {
    for size in SIZES {
        page(size, |page| {
            for (is_wide, by, sum) in [
                (false, -1, *b"1234\x34678"),
                (false, i64::from(i32::MAX), *b"1234\x34678"),
                (true, i64::MIN, *b"1234567\xb8"),
            ] {
                let offset = if is_wide { 0 } else { 4 };
                let delta = Delta { offset, by, is_wide };
                let (_, data, _) = done(page, &op(0, Edit::Add(delta)));
                if by != i64::from(i32::MAX) {
                    assert_eq!(data, sum);
                }
                assert_eq!(done(page, &op(0, Edit::UndoAdd(delta))).1, b"12345678");
            }
        });
    }
}

#[test]
fn headers_removals_and_emptying() {
    for size in SIZES {
        page(size, |page| {
            let remove = op(1, Edit::Remove);
            remove.check(page.page(), 0).expect("it fits");
            remove.apply(page);
            assert_eq!(page.page().line_count(), 2);
            let header = op(9, Edit::SetHeader { data: b"other" });
            header.check(page.page(), 0).expect("it fits");
            header.apply(page);
            assert_eq!(page.page().external_header(), b"other");
            op(0, Edit::EmptyPage).apply(page);
            assert!(page.page().flags().contains(PageFlags::EMPTY));
            assert_eq!((page.page().line_count(), page.page().external_header().len()), (0, 0));
        });
    }
}

#[test]
fn an_empty_root_is_a_leaf() {
    for size in SIZES {
        page(size, |page| {
            let empty = op(0, Edit::EmptyRoot);
            assert!(empty.check(page.page(), 0).is_err());
            page.truncate(1);
            page.set_flags(PageFlags::ROOT.with(PageFlags::PARENT_OF_LEAF));
            empty.check(page.page(), 0).expect("a root with one child");
            empty.apply(page);
            assert_eq!(page.page().flags(), PageFlags::ROOT.with(PageFlags::LEAF));
            assert_eq!(
                (page.page().line_count(), page.page().external_header()),
                (0, &b"prefix"[..])
            );
        });
    }
}

#[test]
fn scrubbing_leaves_keys_and_live_data() {
    for size in SIZES {
        page(size, |page| {
            let scrub = op(0, Edit::Scrub { nodes: Some(&[0, 1, 2]) });
            scrub.check(page.page(), 0).expect("three nodes");
            scrub.apply(page);
            let data = |line| {
                let node = Node::at(page.page(), Pgno::DATABASE_ROOT, line).expect("a node");
                node.data.to_vec()
            };
            assert_eq!(data(0), b"12345678");
            assert_eq!(data(1), b"DDDDDDDD");
            assert_eq!(data(2), b"\x20LLLLLLL");
            let at = size.header_bytes() + size.body_bytes() / 2;
            assert_eq!(page.page().bytes()[at], b'Z');
            assert!(op(0, Edit::Scrub { nodes: Some(&[0]) }).check(page.page(), 0).is_err());
            op(0, Edit::Scrub { nodes: None }).apply(page);
            assert_eq!((page.page().line_count(), page.page().bytes()[at]), (0, b'U'));
        });
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    for size in SIZES {
        page(size, |page| {
            let free = page.page().free_bytes();
            let data = vec![1; free];
            let check = |op: PageOp<'_>, reserved| op.check(page.page(), reserved);
            let key = Key::whole(b"middle");
            let insert = |len: usize| op(1, Edit::Insert { key, data: &data[..len] });
            assert_eq!(check(insert(free - 12), 0), Ok(()));
            let refused = Err(Refused::NoRoom { wanted: free, room: free - 1 });
            assert_eq!(check(insert(free - 12), 1), refused);
            let replace = |len: usize| Edit::Replace { data: NewData::Whole(&data[..len]) };
            assert_eq!(check(op(0, replace(free)), 8), Ok(()));
            assert!(matches!(check(op(0, replace(free)), 9), Err(Refused::NoRoom { .. })));
            for edit in [
                Edit::Replace { data: NewData::Whole(&[]) },
                Edit::Replace {
                    data: NewData::Diff(Diff { bytes: &[9], wide: false, new_len: 1 }),
                },
                Edit::Add(Delta { offset: 5, by: 1, is_wide: false }),
                Edit::Add(Delta { offset: 1, by: 1, is_wide: true }),
                Edit::Insert { key: Key { prefix: b"prea", suffix: b"" }, data: b"d" },
                Edit::Insert { key, data: b"" },
            ] {
                assert!(matches!(check(op(0, edit), 0), Err(Refused::Unfit(_))));
            }
            for edit in [Edit::Remove, Edit::Revive, Edit::FlagDelete, Edit::UndoInsert] {
                assert!(matches!(check(op(3, edit), 0), Err(Refused::Unfit(_))));
            }
            let insert = Edit::Insert { key, data: b"d" };
            assert!(matches!(check(op(4, insert), 0), Err(Refused::Unfit(_))));
        });
    }
}
