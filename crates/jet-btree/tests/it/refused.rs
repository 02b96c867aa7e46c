//! Changes of trees that are refused, each for its true reason, and what they leave: nothing.

use jet_btree::op::Delta;
use jet_btree::space;
use jet_btree::version::{Fate, Kind};
use jet_btree::{BtreeError, Tree, Versioning, WriteCx, Writer};
use jet_os::sync::Arc;
use jet_os::sync::atomic::Ordering::Relaxed;
use jet_types::{JetErr, Pgno};

use crate::write::{Bench, PAGES, contents, new_tree};

const V: Versioning = Versioning::Versioned;

/// A database with one tree, and in it the rows `a` to `e` of eight bytes each.
struct Scene {
    bench: Bench,
    root: Tree,
    rows: Tree,
}

impl Scene {
    fn new() -> Self {
        Self::on(Bench::new(4096))
    }

    fn on(mut bench: Bench) -> Self {
        let mut writer = bench.writer();
        let root = space::create_database_root(&bench.cx(), &mut writer, PAGES).expect("root");
        let rows = space::create(&bench.cx(), &mut writer, Pgno::DATABASE_ROOT, new_tree(2, true));
        let rows = rows.expect("rows");
        for key in [b"a", b"b", b"c", b"d", b"e"] {
            rows.insert(&bench.cx(), &mut writer, key, &[0; 8], V).expect("insert");
        }
        bench.commit(writer);
        bench.clean();
        Self { bench, root, rows }
    }

    fn keys(&self) -> Vec<Vec<u8>> {
        contents(&self.bench.raw(), &self.rows).into_iter().map(|(key, _)| key).collect()
    }

    fn data(&self, key: &[u8]) -> Option<Vec<u8>> {
        let mut all = contents(&self.bench.raw(), &self.rows).into_iter();
        all.find(|(found, _)| found == key).map(|(_, data)| data)
    }

    fn check(&self) {
        self.bench.check(0, &self.root, &[self.rows]);
    }
}

fn code(result: jet_btree::Result<()>) -> Option<JetErr> {
    result.err().map(|error| error.code())
}

fn delta(by: i64) -> Delta {
    Delta { offset: 0, by, is_wide: true }
}

/// The first updater wins, and the loser hears at once: of a conflict, or, where it inserts, that
/// the key is there.
#[test]
fn the_second_updater_is_refused() {
    let mut scene = Scene::new();
    let (mut first, mut second) = (scene.bench.writer(), scene.bench.writer());
    let (cx, rows) = (scene.bench.cx(), scene.rows);
    rows.replace(&cx, &mut first, b"a", b"by the first", V).expect("first");
    rows.flag_delete(&cx, &mut first, b"b", &[], V).expect("first");
    rows.insert(&cx, &mut first, b"new", b"x", V).expect("first");
    let conflict = Some(JetErr::WRITE_CONFLICT);
    assert_eq!(code(rows.replace(&cx, &mut second, b"a", b"late", V)), conflict);
    assert_eq!(code(rows.flag_delete(&cx, &mut second, b"a", &[], V)), conflict);
    assert_eq!(code(rows.add(&cx, &mut second, b"a", delta(1), V)), conflict);
    assert_eq!(code(rows.lock(&cx, &mut second, b"a", &[], Kind::WriteLock)), conflict);
    assert_eq!(code(rows.lock(&cx, &mut second, b"a", &[], Kind::ReadLock)), conflict);
    let duplicate = Some(JetErr::KEY_DUPLICATE);
    assert_eq!(code(rows.insert(&cx, &mut second, b"b", b"late", V)), duplicate);
    assert_eq!(code(rows.insert(&cx, &mut second, b"new", b"late", V)), duplicate);
    let deleted = Some(JetErr::RECORD_DELETED);
    assert_eq!(code(rows.replace(&cx, &mut first, b"b", b"gone", V)), deleted);
    assert_eq!(code(rows.flag_delete(&cx, &mut second, b"zzz", &[], V)), deleted);
    assert_eq!(second.made_count(), 0);
    scene.bench.rollback(&mut first);
    let cx = scene.bench.cx();
    rows.replace(&cx, &mut second, b"a", b"second", V).expect("the winner rolled back");
    rows.insert(&cx, &mut second, b"new", b"second", V).expect("the winner rolled back");
    scene.bench.commit(second);
    assert_eq!(scene.data(b"a").as_deref(), Some(&b"second"[..]));
    assert_eq!(scene.keys(), [&b"a"[..], b"b", b"c", b"d", b"e", b"new"]);
    scene.check();
}

#[test]
fn additions_of_two_go_together_and_a_rollback_takes_back_its_own() {
    let mut scene = Scene::new();
    let (mut first, mut second) = (scene.bench.writer(), scene.bench.writer());
    let (cx, rows) = (scene.bench.cx(), scene.rows);
    rows.add(&cx, &mut first, b"c", delta(5), V).expect("first");
    rows.add(&cx, &mut second, b"c", delta(70), V).expect("second");
    let conflict = Some(JetErr::WRITE_CONFLICT);
    assert_eq!(code(rows.replace(&cx, &mut first, b"c", &[9; 8], V)), conflict);
    scene.bench.rollback(&mut first);
    scene.bench.commit(second);
    assert_eq!(scene.data(b"c"), Some(70_i64.to_le_bytes().to_vec()));
    scene.check();
}

#[test]
fn a_lock_keeps_others_off_and_leaves_the_row_alone() {
    let mut scene = Scene::new();
    let (mut first, mut second) = (scene.bench.writer(), scene.bench.writer());
    let (cx, rows) = (scene.bench.cx(), scene.rows);
    rows.lock(&cx, &mut first, b"d", &[], Kind::ReadLock).expect("read lock");
    rows.lock(&cx, &mut second, b"d", &[], Kind::ReadLock).expect("beside it");
    let conflict = Some(JetErr::WRITE_CONFLICT);
    assert_eq!(code(rows.flag_delete(&cx, &mut first, b"d", &[], V)), conflict);
    rows.lock(&cx, &mut first, b"not there", &[], Kind::WriteLock).expect("a key alone");
    let duplicate = Some(JetErr::KEY_DUPLICATE);
    assert_eq!(code(rows.insert(&cx, &mut second, b"not there", b"x", V)), duplicate);
    scene.bench.rollback(&mut first);
    scene.bench.rollback(&mut second);
    assert_eq!(scene.data(b"d"), Some(vec![0; 8]));
    assert_eq!(scene.bench.versions.bytes_used(), 0);
}

/// A log that fails takes nothing with it: neither page nor version store has the change, be it one
/// page's or a split's.
#[test]
fn a_dead_log_leaves_page_and_versions_as_they_were() {
    let mut scene = Scene::new();
    let mut writer = scene.bench.writer();
    let (cx, rows) = (scene.bench.cx(), scene.rows);
    let mut number = 0;
    // Until the next row takes a split.
    while fits(&scene, number) {
        rows.insert(&cx, &mut writer, &key(number), &[7; 200], V).expect("insert");
        number += 1;
    }
    let (before, used) = (contents(&scene.bench.raw(), &rows), scene.bench.versions.bytes_used());
    let made = writer.made_count();
    scene.bench.journal.is_dead.store(true, Relaxed);
    let failures = [
        rows.replace(&cx, &mut writer, b"a", b"changed!", V),
        rows.flag_delete(&cx, &mut writer, b"b", &[], V),
        rows.insert(&cx, &mut writer, b"small", b"x", V),
        rows.insert(&cx, &mut writer, &key(number), &[7; 200], V),
    ];
    for failure in failures {
        assert!(matches!(failure, Err(BtreeError::Log(_))), "{failure:?}");
    }
    assert_eq!(contents(&scene.bench.raw(), &rows), before);
    assert_eq!((scene.bench.versions.bytes_used(), writer.made_count()), (used, made));
    scene.bench.journal.is_dead.store(false, Relaxed);
    scene.bench.commit(writer);
    scene.check();
}

fn key(number: u32) -> Vec<u8> {
    format!("row {number:04}").into_bytes()
}

fn fits(scene: &Scene, number: u32) -> bool {
    let page = scene.bench.raw().read(scene.rows.root).expect("readable");
    page.page().has_room(key(number).len() + 202)
}

#[test]
fn a_full_version_store_refuses_and_forgets_nothing() {
    let mut scene = Scene::on(Bench::with_versions(4096, 3000));
    let mut writer = scene.bench.writer();
    let refused = fill(&scene.bench.cx(), &mut writer, &scene.rows);
    assert_eq!(refused.code(), JetErr::VERSION_STORE_OUT_OF_MEMORY);
    assert!(writer.made_count() > 0);
    scene.bench.rollback(&mut writer);
    assert_eq!(scene.bench.versions.bytes_used(), 0);
    assert_eq!(scene.keys(), [b"a", b"b", b"c", b"d", b"e"]);
    scene.check();
}

fn fill(cx: &WriteCx<'_>, writer: &mut Writer, rows: &Tree) -> BtreeError {
    (0..100_000)
        .find_map(|number| rows.insert(cx, writer, &key(number), &[7; 200], V).err())
        .expect("something is used up")
}

#[test]
fn a_database_at_its_limit_refuses_and_stays_sound() {
    let mut scene = Scene::new();
    let mut writer = scene.bench.writer();
    let cx = WriteCx { max_pages: Some(PAGES + 10), ..scene.bench.cx() };
    let refused = fill(&cx, &mut writer, &scene.rows);
    assert_eq!(refused.code(), JetErr::OUT_OF_DATABASE_SPACE);
    let count = writer.made_count() + 5;
    assert_eq!(scene.keys().len(), count);
    scene.check();
    scene.bench.rollback(&mut writer);
    assert_eq!(scene.keys(), [b"a", b"b", b"c", b"d", b"e"]);
    scene.check();
}

#[test]
fn a_node_larger_than_a_page_is_refused() {
    let mut scene = Scene::new();
    let mut writer = scene.bench.writer();
    let rows = scene.rows;
    let cx = scene.bench.cx();
    let too_big = Some(JetErr::RECORD_TOO_BIG);
    assert_eq!(code(rows.insert(&cx, &mut writer, b"big", &[1; 4096], V)), too_big);
    assert_eq!(code(rows.replace(&cx, &mut writer, b"a", &[1; 4096], V)), too_big);
    // The largest there is: key, data and count in 4,048 bytes.
    assert_eq!(code(rows.insert(&cx, &mut writer, b"big", &[1; 4044], V)), too_big);
    rows.insert(&cx, &mut writer, b"big", &[1; 4043], V).expect("fits alone");
    rows.insert(&cx, &mut writer, b"c big", &[1; 4041], V).expect("fits alone");
    scene.bench.commit(writer);
    scene.check();
}

/// All that a tree owned is its parent's again, so that the next tree gets the same pages.
#[test]
fn a_freed_tree_gives_everything_back() {
    let mut scene = Scene::new();
    let free = |scene: &Scene| {
        let space = space::read(&scene.bench.raw(), &scene.root).expect("readable");
        space.available.iter().map(|(extent, _)| extent.count).sum::<u32>()
    };
    let mut writer = scene.bench.writer();
    let tree =
        space::create(&scene.bench.cx(), &mut writer, Pgno::DATABASE_ROOT, new_tree(9, true));
    let tree = tree.expect("tree");
    for number in 0..500 {
        let cx = scene.bench.cx();
        tree.insert(&cx, &mut writer, &key(number), &[7; 200], V).expect("insert");
    }
    scene.bench.commit(writer);
    scene.bench.clean();
    let owned = space::read(&scene.bench.raw(), &tree).expect("readable").owned;
    let owned: u32 = owned.iter().map(|extent| extent.count).sum();
    let before = free(&scene);
    let mut writer = scene.bench.writer();
    space::free_tree(&scene.bench.cx(), &mut writer, &tree).expect("freed");
    scene.bench.commit(writer);
    assert_eq!(free(&scene), before + owned);
    // Free neighbours inside one owned extent are one.
    let space = space::read(&scene.bench.raw(), &scene.root).expect("readable");
    for pair in space.available.windows(2) {
        let (left, right) = (pair[0].0, pair[1].0);
        let border = space.owned.iter().any(|owned| owned.last() == left.last());
        assert!(border || left.last() + 1 < right.first.get(), "{left:?} and {right:?}");
    }
    scene.check();
}

/// A tree made in a transaction is gone after its rollback, at any level; one that is deleted keeps
/// its pages until nobody sees it, and gives them back then, whatever else was pending in it.
#[test]
fn trees_come_and_go_with_their_transactions() {
    let mut scene = Scene::new();
    let fill = |scene: &Scene, writer: &mut Writer, tree: &Tree| {
        for number in 0..300 {
            let cx = scene.bench.cx();
            tree.insert(&cx, writer, &key(number), &[7; 200], V).expect("insert");
        }
    };
    let at = Pgno::DATABASE_ROOT;
    let mut writer = scene.bench.writer();
    let cx = scene.bench.cx();
    let outer =
        space::create_versioned(&cx, &mut writer, at, new_tree(9, true), None).expect("tree");
    fill(&scene, &mut writer, &outer);
    writer.begin();
    let inner = new_tree(10, true);
    let cx = scene.bench.cx();
    let inner = space::create_versioned(&cx, &mut writer, outer.root, inner, None).expect("tree");
    fill(&scene, &mut writer, &inner);
    let version = Arc::clone(writer.newest().expect("versions were made"));
    assert_eq!(version.fate(), Fate::Pending);
    scene.bench.rollback(&mut writer);
    assert_eq!(version.fate(), Fate::Undone);
    scene.bench.check(0, &scene.root, &[scene.rows, outer]);
    scene.bench.rollback(&mut writer);
    writer.end();
    scene.check();
    assert_eq!(scene.bench.versions.bytes_used(), 0);

    let mut writer = scene.bench.writer();
    let cx = scene.bench.cx();
    let tree =
        space::create_versioned(&cx, &mut writer, at, new_tree(11, true), None).expect("tree");
    fill(&scene, &mut writer, &tree);
    scene.bench.commit(writer);
    scene.bench.clean();
    scene.bench.check(0, &scene.root, &[scene.rows, tree]);
    let mut writer = scene.bench.writer();
    tree.flag_delete(&scene.bench.cx(), &mut writer, &key(7), &[], V).expect("deleted");
    space::delete_versioned(&scene.bench.cx(), &mut writer, &tree).expect("deleted");
    let version = Arc::clone(writer.newest().expect("versions were made"));
    scene.bench.commit(writer);
    assert_eq!(version.fate(), Fate::Pending);
    scene.bench.check(0, &scene.root, &[scene.rows, tree]);
    scene.bench.clean();
    assert_eq!(version.fate(), Fate::Settled);
    scene.check();
}

/// Pages filled in order keep the room that the density asks for; the last one is still filling.
#[test]
fn rows_in_order_leave_the_density_free() {
    let mut scene = Scene::new();
    let rows = Tree { density_free: 4096 / 5, ..scene.rows };
    let mut writer = scene.bench.writer();
    for number in 0..400 {
        rows.insert(&scene.bench.cx(), &mut writer, &key(number), &[7; 100], V).expect("insert");
    }
    scene.bench.commit(writer);
    let raw = scene.bench.raw();
    let mut at = rows.first(&raw).expect("readable");
    let mut sparse = 0;
    while let Some(latched) = at {
        let page = latched.page().page();
        if latched.index() == 0 && page.next().is_some() && page.prev().is_some() {
            assert!((4096 / 5..4096 / 2).contains(&page.free_bytes()), "{}", page.free_bytes());
            sparse += 1;
        }
        at = rows.next(&raw, latched).expect("readable");
    }
    assert!(sparse > 10, "{sparse} full pages");
    scene.check();
}
