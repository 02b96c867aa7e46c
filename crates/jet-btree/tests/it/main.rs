//! Trees of real files, and of files made by the reference engine.

mod engine;
mod hostile;
mod memory;
mod ops;
mod plans;
mod refused;
mod replay;
mod root_move;
mod write;

use std::ops::ControlFlow;
use std::path::Path;

use jet_btree::verify::{self, Finding, SpaceAudit};
use jet_btree::{Currency, Place, ReadCx, Seek, Standing, Tree};
use jet_os::{OpenMode, RealVfs, Vfs};
use jet_pager::{BufferPool, Db, DbHeader, PoolConfig};
use jet_testkit::memory::MemoryFile;
use jet_types::{PageSize, Pgno};

fn open(path: &Path) -> (BufferPool, Db) {
    let file = RealVfs.open(path, OpenMode::Read).expect("the file opens");
    let header = DbHeader::read(&*file, path).expect("a sound header");
    let config = PoolConfig { page_size: header.page_size, max_bytes: 1 << 20 };
    let pool = BufferPool::new(config).expect("memory");
    let db = pool.open(file, path, header).expect("the file opens");
    (pool, db)
}

/// Real databases whose catalog tree is there.
fn each_real_database(check: impl Fn(&str, &ReadCx<'_>)) {
    for name in jet_testkit::real_databases() {
        // The temporary database of a domain controller: no catalog, no checksums.
        if name == "museum-ntds-temp.edb" {
            continue;
        }
        let (_dir, path) = jet_testkit::real_file(&name);
        let (pool, db) = open(&path);
        check(&name, &ReadCx::raw(&pool, &db));
    }
}

fn catalog(cx: &ReadCx<'_>) -> Tree {
    Tree::open(cx, Pgno::new(4).expect("not 0")).expect("the catalog's root")
}

#[test]
fn the_catalog_of_every_real_database_is_sound() {
    each_real_database(|name, cx| {
        let tree = catalog(cx);
        let mut findings = Vec::new();
        let facts = verify::tree(cx, &tree, &mut |finding: Finding| findings.push(finding));
        assert_eq!(findings, [], "{name}");
        assert!(facts.nodes > 50, "{name}: {} rows", facts.nodes);
    });
}

#[test]
fn walks_meet_the_same_nodes_both_ways_and_every_seek_finds_its_node() {
    each_real_database(|name, cx| {
        let tree = catalog(cx);
        let mut keys = Vec::new();
        let mut at = tree.first(cx).expect("readable");
        while let Some(latched) = at {
            keys.push(latched.node().expect("sound").key.to_vec());
            at = tree.next(cx, latched).expect("readable");
        }
        let mut back = Vec::new();
        let mut at = tree.last(cx).expect("readable");
        while let Some(latched) = at {
            back.push(latched.node().expect("sound").key.to_vec());
            at = tree.prev(cx, latched).expect("readable");
        }
        back.reverse();
        assert_eq!(keys, back, "{name}");
        for (index, key) in keys.iter().enumerate().step_by(17) {
            let found = |seek| {
                let latched = tree.seek(cx, key, &[], seek).expect("readable");
                latched.map(|latched| latched.node().expect("sound").key.to_vec())
            };
            assert_eq!(found(Seek::AtOrAfter).as_ref(), Some(key), "{name}");
            assert_eq!(found(Seek::AtOrBefore).as_ref(), Some(key), "{name}");
            assert_eq!(found(Seek::After).as_ref(), keys.get(index + 1), "{name}");
            let before = index.checked_sub(1).and_then(|index| keys.get(index));
            assert_eq!(found(Seek::Before).as_ref(), before, "{name}");
        }
    });
}

/// A currency walks as the tree does, with its hint and without, and stands between nodes as well
/// as on them.
#[test]
fn a_currency_stands_on_nodes_and_between_them() {
    each_real_database(|name, cx| {
        let tree = catalog(cx);
        let mut keys = Vec::new();
        let mut currency = Currency::default();
        while let Some(latched) = currency.next(cx, &tree).expect("readable") {
            currency.set(&tree, &latched).expect("sound");
            keys.push(currency.bookmark().expect("on a node").key().to_vec());
        }
        currency.after_last();
        assert!(currency.next(cx, &tree).expect("readable").is_none());
        for (index, key) in keys.iter().enumerate().rev() {
            let latched = currency.prev(cx, &tree).expect("readable").expect("not the first");
            assert!(latched.node().expect("sound").key.compare(key).is_eq(), "{name}");
            // Every other step without a hint.
            match index % 2 {
                0 => currency.set(&tree, &latched).expect("sound"),
                _ => currency.goto(key, &[]),
            }
            drop(latched);
            let standing = currency.look(cx, &tree).expect("readable");
            assert!(matches!(standing, Standing::Here(_)), "{name}: {standing:?}");
        }
        assert!(currency.prev(cx, &tree).expect("readable").is_none());
        for pair in keys.windows(2).step_by(13) {
            let mut between = pair[0].clone();
            between.push(0);
            let key_of =
                |latched: jet_btree::Latched<'_>| latched.node().expect("sound").key.to_vec();
            currency.goto(&between, &[]);
            assert!(matches!(currency.look(cx, &tree), Ok(Standing::Deleted)), "{name}");
            currency.stand_between(&between, &[]);
            assert_eq!(currency.place(), Place::Between);
            assert!(matches!(currency.look(cx, &tree), Ok(Standing::Nowhere)), "{name}");
            let after = currency.next(cx, &tree).expect("readable").map(key_of);
            let before = currency.prev(cx, &tree).expect("readable").map(key_of);
            assert_eq!((before.as_ref(), after.as_ref()), (Some(&pair[0]), Some(&pair[1])));
        }
    });
}

/// Positions grow along the tree, and going to a position leads near the node it came from.
#[test]
fn positions_grow_and_lead_back() {
    each_real_database(|name, cx| {
        let tree = catalog(cx);
        let mut at = tree.first(cx).expect("readable");
        let mut keys = Vec::new();
        while let Some(latched) = at {
            keys.push(latched.node().expect("sound").key.to_vec());
            at = tree.next(cx, latched).expect("readable");
        }
        let mut last = 0.0;
        for (from, key) in keys.iter().enumerate() {
            let position = tree.position(cx, key, &[]).expect("readable").expect("not empty");
            let fraction = position.before as f64 / position.total as f64;
            assert!(fraction >= last && fraction < 1.0, "{name}: {position:?} after {last}");
            last = fraction;
            let back = tree.at_position(cx, position).expect("readable").expect("not empty");
            let found = back.node().expect("sound").key.to_vec();
            let place = keys.binary_search(&found).expect("a node of the tree");
            // Rounding may miss by a line; deleted nodes move it to the next live one.
            assert!(place.abs_diff(from) <= 2, "{name}: {from} led to {place}");
        }
    });
}

/// The database's own tree: an empty leaf that owns the whole file.
#[test]
fn the_database_root_owns_the_file() {
    each_real_database(|name, cx| {
        let root = Tree::open(cx, Pgno::DATABASE_ROOT).expect("the database root");
        let mut findings = Vec::new();
        let mut report = |finding: Finding| findings.push(finding);
        let facts = verify::tree(cx, &root, &mut report);
        assert_eq!((facts.nodes, facts.pages.len()), (0, 1), "{name}");
        let mut audit = SpaceAudit::new(cx);
        audit.add(cx, &root, None, &facts.pages, &mut report);
        assert_eq!(findings, [], "{name}");
    });
}

/// Leaves that lead in a circle, linked both ways: every walk ends with an error, also one that is
/// continued node by node for as long as there are nodes. It once went on for ever.
#[test]
fn a_ring_of_leaves_ends_every_walk() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/kv.edb");
    let base: std::sync::Arc<[u8]> = std::fs::read(sample).expect("the sample").into();
    let (pool, db) = open(Path::new(sample));
    let cx = ReadCx::raw(&pool, &db);
    let tree = catalog(&cx);
    let edge = |latched: Option<jet_btree::Latched<'_>>| latched.expect("a node").page().pgno();
    let first = edge(tree.first(&cx).expect("readable"));
    let last = edge(tree.last(&cx).expect("readable"));
    assert_ne!(first, last, "the sample's catalog has several leaves");
    let linked = |pgno: Pgno, at: usize, to: Pgno| {
        let start = (pgno.get() as usize + 1) * 4096;
        let mut page = base[start..start + 4096].to_vec();
        page[at..at + 4].copy_from_slice(&to.get().to_le_bytes());
        jet_pager::checksum::stamp(&mut page, PageSize::KIB_4, pgno);
        (pgno.get() as usize + 1, page)
    };
    let pages = [linked(last, 20, first), linked(first, 16, last)].into();
    let file = std::sync::Arc::new(MemoryFile::new(base.clone(), 4096, pages, base.len()));
    let header = DbHeader::read(&*file, Path::new("memory")).expect("a sound header");
    let db = pool.open(file, Path::new("memory"), header).expect("the same page size");
    let cx = ReadCx::raw(&pool, &db);
    let bad_link = jet_types::JetErr::BAD_PAGE_LINK;
    let mut at = tree.first(&cx);
    while let Ok(Some(latched)) = at {
        at = tree.next(&cx, latched);
    }
    assert_eq!(at.expect_err("a ring").code(), bad_link);
    let mut at = tree.last(&cx);
    while let Ok(Some(latched)) = at {
        at = tree.prev(&cx, latched);
    }
    assert_eq!(at.expect_err("a ring").code(), bad_link);
    let go_on = |_: &jet_btree::Node<'_>| Ok::<_, jet_btree::BtreeError>(ControlFlow::Continue(()));
    assert_eq!(tree.scan(&cx, go_on).expect_err("a ring").code(), bad_link);
}
