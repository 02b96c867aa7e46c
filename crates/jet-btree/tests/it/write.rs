//! Trees as they change: against a model, with the structure and the space checked.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crate::memory;
use jet_btree::op::redo::{Collected, Redo};
use jet_btree::space::{self, NewTree};
use jet_btree::verify::{self, Finding, SpaceAudit};
use jet_btree::version::{CleanupQueue, Snapshot, Transaction, UNCOMMITTED, VersionStore};
use jet_btree::{BtreeError, Journal, ReadCx, Tree, Versioning, WriteCx, Writer, undo};
use jet_log::{LogError, Record};
use jet_os::rng::Rng;
use jet_os::sync::atomic::{AtomicBool, Ordering::Relaxed};
use jet_os::sync::{Arc, Mutex};
use jet_os::{OpenMode, RealVfs, SimClock, Vfs};
use jet_pager::{BufferPool, DbHeader, DbWriter, PageFlags, PoolConfig, Stamper};
use jet_types::{DbId, Lgpos, Objid, PageSize, Pgno, Procid, TrxId};

/// Keeps the bytes of all records.
#[derive(Debug, Default)]
pub struct Memory {
    records: Mutex<Vec<Vec<u8>>>,
    /// Whether the log has failed.
    pub is_dead: AtomicBool,
}

impl Journal for Memory {
    fn tip(&self) -> Lgpos {
        Lgpos::from_number((1 << 32) + self.records.lock().len() as u64)
    }

    fn append(&self, records: &[Record<'_>]) -> jet_btree::Result<Lgpos> {
        if self.is_dead.load(Relaxed) {
            return Err(BtreeError::from(LogError::Header { what: "the log is dead".to_owned() }));
        }
        let mut all = self.records.lock();
        for record in records {
            let mut bytes = vec![0; record.encoded_len()];
            record.encode(&mut bytes);
            all.push(bytes);
        }
        Ok(Lgpos::from_number((1 << 32) + all.len() as u64))
    }
}

/// A database of its own, without a catalog.
pub struct Bench {
    _dir: tempfile::TempDir,
    pool: BufferPool,
    db: DbWriter,
    pub versions: VersionStore,
    queue: CleanupQueue,
    pub journal: Memory,
    next_trx: u32,
}

pub const PAGES: u32 = 30;

impl Bench {
    pub fn new(size: u32) -> Self {
        Self::with_versions(size, 64 << 20)
    }

    /// With so many bytes for versions.
    pub fn with_versions(size: u32, version_bytes: usize) -> Self {
        let (_golden, golden) = jet_testkit::golden(&format!("a_empty_{}k", size / 1024));
        let sample = first_edb(&golden);
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("test.edb");
        let mut bytes = std::fs::read(sample).expect("readable");
        bytes.truncate(size as usize * 2);
        bytes.resize(size as usize * (PAGES as usize + 2), 0);
        std::fs::write(&path, bytes).expect("writable");
        let file = RealVfs.open(&path, OpenMode::ReadWrite).expect("opens");
        let header = DbHeader::read(&*file, &path).expect("sound");
        let page_size = PageSize::new(size).expect("a page size");
        let config = PoolConfig { page_size, max_bytes: 64 << 20 };
        let pool = BufferPool::new(config).expect("memory");
        let clock = Arc::new(SimClock::new(0));
        let stamper = Stamper { clock, rng: Rng::new(1) };
        let db = pool.open_writer(file, &path, header, stamper).expect("opens");
        let versions = VersionStore::new(version_bytes, 64);
        let (queue, journal) = (CleanupQueue::new(), Memory::default());
        Self { _dir: dir, pool, db, versions, queue, journal, next_trx: 4 }
    }

    pub fn cx(&self) -> WriteCx<'_> {
        WriteCx {
            pool: &self.pool,
            db: &self.db,
            dbid: DbId(1),
            journal: Some(&self.journal),
            versions: &self.versions,
            growth_pages: 16,
            max_pages: None,
        }
    }

    pub fn raw(&self) -> ReadCx<'_> {
        ReadCx::raw(&self.pool, &self.db)
    }

    pub fn writer(&mut self) -> Writer {
        self.next_trx += 4;
        let own = Some(Transaction::begin(TrxId(self.next_trx)));
        let snapshot = Snapshot { limit: TrxId(self.next_trx), own };
        let mut writer = Writer::new(Procid(1), snapshot, Arc::default());
        writer.begin();
        writer
    }

    pub fn commit(&mut self, mut writer: Writer) {
        self.next_trx += 4;
        writer.commit();
        writer.transaction().set_committed(TrxId(self.next_trx));
        self.queue.push(TrxId(self.next_trx), writer.take_made());
        writer.end();
    }

    pub fn rollback(&mut self, writer: &mut Writer) {
        undo::rollback(writer, Some(&self.journal), &|_| self.cx(), &mut |_| {})
            .expect("rollback does not fail");
    }

    /// Removes what nobody sees any more.
    pub fn clean(&mut self) {
        let mut dead = Vec::new();
        self.queue.clean(&self.versions, UNCOMMITTED, |node| dead.push(node));
        let mut writer = self.writer();
        for node in dead {
            node.reclaim(&self.cx(), &mut writer).expect("clean-up");
        }
        self.commit(writer);
    }

    pub fn check(&self, seed: u64, root: &Tree, trees: &[Tree]) {
        let cx = self.raw();
        let mut findings: Vec<Finding> = Vec::new();
        let mut audit = SpaceAudit::new(&cx);
        let facts = verify::tree(&cx, root, &mut |finding| findings.push(finding));
        audit.add(&cx, root, None, &facts.pages, &mut |finding| findings.push(finding));
        for tree in trees {
            let facts = verify::tree(&cx, tree, &mut |finding| findings.push(finding));
            let parent = Some(root.root);
            audit.add(&cx, tree, parent, &facts.pages, &mut |finding| findings.push(finding));
        }
        audit.finish(&mut |finding| findings.push(finding));
        assert_eq!(findings, [], "seed {seed}");
    }
}

fn first_edb(dir: &std::path::Path) -> std::path::PathBuf {
    let mut todo = vec![dir.to_owned()];
    while let Some(dir) = todo.pop() {
        for entry in std::fs::read_dir(dir).expect("readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|ext| ext == "edb") {
                return path;
            }
        }
    }
    panic!("no database in {dir:?}")
}

pub fn contents(cx: &ReadCx<'_>, tree: &Tree) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut found = Vec::new();
    tree.scan::<BtreeError>(cx, |node| {
        found.push((node.key.to_vec(), node.data.to_vec()));
        Ok(ControlFlow::Continue(()))
    })
    .expect("readable");
    found
}

pub fn new_tree(objid: u32, is_unique: bool) -> NewTree {
    let kind = if is_unique { PageFlags::default() } else { PageFlags::INDEX };
    NewTree { objid: Objid(objid), is_unique, kind, pages: 1, has_space_trees: false }
}

/// The rows of a random run.
#[derive(Clone, Copy)]
struct Shape {
    page_size: u32,
    key_of: fn(u64) -> Vec<u8>,
    key_range: u64,
    max_data: u64,
}

/// Random changes in transactions of two levels, some rolled back; after each, what is seen is what
/// the model has. `steps` transactions. Gives how deep the tree of rows became.
fn run(shape: Shape, seed: u64, steps: usize) -> usize {
    let mut depth = 0;
    let mut rng = Rng::new(seed);
    let mut bench = Bench::new(shape.page_size);
    let mut writer = bench.writer();
    let root = space::create_database_root(&bench.cx(), &mut writer, PAGES).expect("root");
    let at = Pgno::DATABASE_ROOT;
    let rows = space::create(&bench.cx(), &mut writer, at, new_tree(2, true)).expect("rows");
    let index = space::create(&bench.cx(), &mut writer, at, new_tree(3, false)).expect("index");
    bench.commit(writer);
    let trees = [rows, index];
    let mut model: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
    for step in 0..steps {
        let mut writer = bench.writer();
        let mut outer = model.clone();
        for _ in 0..rng.below(3) {
            writer.begin();
            let mut inner = outer.clone();
            for _ in 0..rng.below(12) {
                change(&mut rng, &bench.cx(), &mut writer, &trees, &mut inner, shape);
            }
            if rng.below(4) == 0 {
                bench.rollback(&mut writer);
            } else {
                writer.commit();
                outer = inner;
            }
        }
        if rng.below(5) == 0 {
            bench.rollback(&mut writer);
            writer.end();
        } else {
            bench.commit(writer);
            model = outer;
        }
        if rng.below(4) == 0 {
            bench.clean();
        }
        if step % 64 == 63 || step + 1 == steps {
            let expected: Vec<_> = model.clone().into_iter().collect();
            assert_eq!(contents(&bench.raw(), &rows), expected, "seed {seed}, step {step}");
            let mut entries: Vec<_> =
                model.iter().map(|(key, data)| (data[..1].to_vec(), key.clone())).collect();
            entries.sort();
            assert_eq!(contents(&bench.raw(), &index), entries, "seed {seed}, step {step}");
            bench.check(seed, &root, &trees);
            depth = depth.max(verify::tree(&bench.raw(), &rows, &mut |_| {}).depth);
        }
    }
    bench.replay(seed);
    assert_eq!(bench.versions.bytes_used() > 0, bench.queue_len() > 0, "seed {seed}");
    depth
}

impl Bench {
    fn queue_len(&self) -> usize {
        // Nothing is before the first number, so nothing is cleaned.
        self.queue.clean(&self.versions, TrxId(1), |_| {})
    }
}

fn change(
    rng: &mut Rng,
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    [rows, index]: &[Tree; 2],
    model: &mut BTreeMap<Vec<u8>, Vec<u8>>,
    shape: Shape,
) {
    let key = (shape.key_of)(rng.below(shape.key_range));
    let data = vec![b'a' + (rng.below(20) as u8); 1 + rng.below(shape.max_data) as usize];
    let versioned = Versioning::Versioned;
    match (model.get(&key).cloned(), rng.below(3)) {
        (None, _) => {
            rows.insert(cx, writer, &key, &data, versioned).expect("insert");
            index.insert(cx, writer, &data[..1], &key, versioned).expect("insert");
            model.insert(key, data);
        }
        (Some(old), 0) => {
            rows.flag_delete(cx, writer, &key, &[], versioned).expect("delete");
            index.flag_delete(cx, writer, &old[..1], &key, versioned).expect("delete");
            model.remove(&key);
        }
        (Some(old), 1) => {
            rows.replace(cx, writer, &key, &data, versioned).expect("replace");
            if old[0] != data[0] {
                index.flag_delete(cx, writer, &old[..1], &key, versioned).expect("delete");
                index.insert(cx, writer, &data[..1], &key, versioned).expect("insert");
            }
            model.insert(key, data);
        }
        (Some(_), _) => {
            let again = rows.insert(cx, writer, &key, &data, versioned);
            assert!(matches!(again, Err(BtreeError::KeyDuplicate)), "{again:?}");
        }
    }
}

impl Bench {
    /// Replays the journal onto nothing: every page comes out as it is.
    fn replay(&self, seed: u64) {
        let size = self.pool.page_size();
        let pages = memory::Memory::new(size, BTreeMap::new());
        let mut versions = memory::Versions::default();
        let mut redo = Redo::new(&pages, &mut versions);
        let records = self.journal.records.lock();
        let mut macros: Option<Collected> = None;
        for bytes in records.iter() {
            let (record, _) = Record::decode(bytes).expect("our own record");
            match (&record, &mut macros) {
                (Record::MacroBegin(_), none) => *none = Some(Collected::default()),
                (Record::MacroCommit(_), _) => {
                    let collected = macros.take().expect("a macro began");
                    let records = collected.records().expect("our own records");
                    redo.whole_macro(&records).expect("replays");
                }
                (_, Some(collected)) => collected.push(&record),
                (_, None) => redo.record(&record).expect("replays"),
            }
        }
        assert_eq!(redo.counts().gaps + redo.counts().ahead, 0, "seed {seed}");
        assert!(versions.confirmed > 0, "seed {seed}: undo information");
        for (pgno, bytes) in pages.into_pages() {
            let pgno = Pgno::new(pgno).expect("not 0");
            let page = self.pool.read(&self.db, pgno).expect("readable");
            let (found, replayed) =
                (memory::essence(page.page().bytes(), size), memory::essence(&bytes, size));
            assert_eq!(found, replayed, "seed {seed}, page {pgno}");
        }
    }
}

fn short_key(number: u64) -> Vec<u8> {
    let mut key = format!("key of some length {number:08}").into_bytes();
    key.truncate(27 - (number % 5) as usize);
    key
}

/// Eight keys differ in their last byte only, so that separators are long and few fit a page.
fn long_key(number: u64) -> Vec<u8> {
    let mut of_eight = Rng::new(number / 8);
    let mut key: Vec<u8> = (0..60).flat_map(|_| of_eight.below(1 << 62).to_be_bytes()).collect();
    key.push((number % 8) as u8);
    key
}

const SMALL: Shape = Shape { page_size: 4096, key_of: short_key, key_range: 3000, max_data: 300 };

#[test]
fn small_pages_follow_the_model() {
    for seed in 1..=6 {
        run(SMALL, seed, 400);
    }
}

#[test]
fn large_pages_follow_the_model() {
    for (page_size, seed) in [(8192, 11), (16384, 12), (32768, 13)] {
        run(Shape { page_size, key_range: 4000, max_data: 1200, ..SMALL }, seed, 400);
    }
}

#[test]
fn few_keys_changed_often_follow_the_model() {
    for seed in 21..=24 {
        run(Shape { key_range: 40, max_data: 1500, ..SMALL }, seed, 500);
    }
}

#[test]
fn deep_trees_follow_the_model() {
    let shape = Shape { key_of: long_key, key_range: 4000, max_data: 700, ..SMALL };
    for seed in 41..=42 {
        let depth = run(shape, seed, 500);
        assert!(depth >= 4, "seed {seed}: {depth} levels");
    }
}

/// Several sessions change one tree at once, each in its own part of the keys, while others walk it
/// both ways: every walk is in order and sees each session's rows whole.
#[test]
fn many_threads_change_one_tree_while_others_walk_it() {
    const THREADS: u64 = 4;
    let seed = 31;
    let mut bench = Bench::new(4096);
    let mut writer = bench.writer();
    let root = space::create_database_root(&bench.cx(), &mut writer, PAGES).expect("root");
    let rows = space::create(&bench.cx(), &mut writer, Pgno::DATABASE_ROOT, new_tree(2, true));
    let rows = rows.expect("rows");
    bench.commit(writer);
    let writers: Vec<Writer> = (0..THREADS).map(|_| bench.writer()).collect();
    let shared = &bench;
    let running = jet_os::sync::atomic::AtomicU32::new(THREADS as u32);
    let models: Vec<BTreeMap<Vec<u8>, Vec<u8>>> = std::thread::scope(|scope| {
        let workers: Vec<_> = writers
            .into_iter()
            .enumerate()
            .map(|(number, mut writer)| {
                let running = &running;
                scope.spawn(move || {
                    let mut rng = Rng::new(seed + number as u64);
                    let model = work(&mut rng, shared, &mut writer, &rows, number as u64);
                    // Left uncommitted: what others see of it is the pages.
                    shared.leave(writer);
                    running.fetch_sub(1, jet_os::sync::atomic::Ordering::SeqCst);
                    model
                })
            })
            .collect();
        for forwards in [true, false] {
            let running = &running;
            scope.spawn(move || {
                while running.load(jet_os::sync::atomic::Ordering::SeqCst) > 0 {
                    walk(&shared.raw(), &rows, forwards);
                }
            });
        }
        workers.into_iter().map(|worker| worker.join().expect("no panic")).collect()
    });
    let expected: Vec<_> =
        models.into_iter().flatten().collect::<BTreeMap<_, _>>().into_iter().collect();
    assert_eq!(contents(&bench.raw(), &rows), expected, "seed {seed}");
    bench.check(seed, &root, &[rows]);
}

fn work(
    rng: &mut Rng,
    bench: &Bench,
    writer: &mut Writer,
    rows: &Tree,
    number: u64,
) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let (cx, versioned) = (bench.cx(), Versioning::Versioned);
    let mut model = BTreeMap::new();
    for _ in 0..3000 {
        // Parts of the keys alternate, so that sessions meet on every page.
        let key = format!("{:06}", rng.below(2000) * 4 + number).into_bytes();
        let data = vec![b'a' + number as u8; 1 + rng.below(120) as usize];
        if model.contains_key(&key) {
            if rng.below(2) == 0 {
                rows.flag_delete(&cx, writer, &key, &[], versioned).expect("delete");
                model.remove(&key);
                continue;
            }
            rows.replace(&cx, writer, &key, &data, versioned).expect("replace");
        } else {
            rows.insert(&cx, writer, &key, &data, versioned).expect("insert");
        }
        model.insert(key, data);
    }
    model
}

fn walk(cx: &ReadCx<'_>, tree: &Tree, forwards: bool) {
    let mut last: Option<Vec<u8>> = None;
    let mut at = if forwards { tree.first(cx) } else { tree.last(cx) }.expect("readable");
    while let Some(latched) = at {
        let key = latched.node().expect("sound").key.to_vec();
        if let Some(last) = &last {
            assert!((*last < key) == forwards, "{last:?}, then {key:?}");
        }
        last = Some(key);
        at = if forwards { tree.next(cx, latched) } else { tree.prev(cx, latched) }
            .expect("readable");
    }
}

impl Bench {
    /// Forgets a writer without ending its transaction, as a crash would.
    fn leave(&self, mut writer: Writer) {
        for version in writer.take_made().iter().rev() {
            self.versions.discard(version);
        }
    }
}
