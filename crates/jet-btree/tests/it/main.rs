//! Trees of real files, and of files made by the reference engine.

mod engine;
mod hostile;
mod memory;
mod ops;
mod plans;
mod replay;
mod root_move;
mod write;

use std::path::Path;

use jet_btree::verify::{self, Finding, SpaceAudit};
use jet_btree::{Currency, Place, ReadCx, Seek, Standing, Tree};
use jet_os::{OpenMode, RealVfs, Vfs};
use jet_pager::{BufferPool, Db, DbHeader, PoolConfig};
use jet_types::Pgno;

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
