//! Trees of real files, and of files made by the reference engine.

use std::path::Path;

use jet_btree::verify::{self, Finding, SpaceAudit};
use jet_btree::{ReadCx, Seek, Tree};
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
