//! An instance on a simulated disk, and trees in a database of it.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use jet_btree::space::{self, NewTree};
use jet_btree::verify::{self, Severity, SpaceAudit};
use jet_btree::{BtreeError, ReadCx, Tree, Versioning};
use jet_os::vfs::sim::SimVfs;
use jet_os::{Rng, SimClock, Vfs};
use jet_pager::PageFlags;
use jet_session::{
    Config, CreateError, Database, Durability, EngineError, Environment, Instance, LogConfig,
    NewDatabase, OpenDatabase, Seat, SessionId,
};
use jet_types::{Objid, Pgno};

/// What is in a tree.
pub type Rows = BTreeMap<Vec<u8>, Vec<u8>>;

/// An instance whose databases have an id of nothing, as sessions do.
pub type Plain = Instance<(), ()>;

/// A disk with the folders that tests use.
pub fn disk() -> SimVfs {
    let vfs = SimVfs::new();
    vfs.create_dir_all(Path::new("/db")).expect("fresh");
    vfs.sync_dir(Path::new("/")).expect("exists");
    vfs
}

/// Small files, so that they roll, and a small cache, so that it writes.
pub fn config() -> Config {
    let log = LogConfig {
        segments: 16,
        buffer_segments: 8,
        checkpoint_depth: 64 << 10,
        ..LogConfig::in_folder("/db")
    };
    Config { cache_bytes: 64 << 12, log: Some(log), is_inline: true, ..Config::default() }
}

pub fn environment(vfs: &SimVfs) -> Environment {
    let clock = Arc::new(SimClock::new(1_720_041_578_313));
    Environment { vfs: Arc::new(vfs.clone()), clock, rng: Rng::new(7) }
}

pub fn start(vfs: &SimVfs, config: Config) -> Plain {
    let instance = Plain::within(environment(vfs));
    instance.init(config).unwrap_or_else(|error| panic!("{error}"));
    instance
}

pub fn small() -> NewDatabase {
    NewDatabase { file_pages: 32, ..NewDatabase::default() }
}

/// A new tree in a database that was just made.
pub fn create(instance: &Plain, path: &str) -> (Arc<Database<()>>, Tree) {
    let databases = instance.databases().expect("initialised");
    let mut tree = None;
    let created = databases.create(Path::new(path), small(), |cx, writer| {
        let new = NewTree {
            objid: Objid(2),
            is_unique: true,
            kind: PageFlags::default(),
            pages: 1,
            has_space_trees: false,
        };
        tree = Some(space::create(cx, writer, Pgno::DATABASE_ROOT, new)?);
        Ok(())
    });
    let database = created.unwrap_or_else(|error: CreateError<BtreeError>| panic!("{error}"));
    (database, tree.expect("made"))
}

/// The tree that [`create`] made, in a database attached again.
pub fn tree_of(cx: &ReadCx<'_>) -> Tree {
    let root = jet_btree::space::read(cx, &Tree::new(Pgno::DATABASE_ROOT, Objid(1), true));
    assert!(!root.expect("readable").owned.is_empty());
    Tree::open(cx, ROWS).expect("there")
}

/// The root of the first tree made in a database: its own root and space trees take three pages.
pub const ROWS: Pgno = Pgno::new(4).expect("not 0");

/// A session with a database open.
pub struct User<'i> {
    pub instance: &'i Plain,
    pub id: SessionId,
    pub open: OpenDatabase<()>,
    pub tree: Tree,
}

/// What a statement does.
#[derive(Clone, Debug)]
pub enum Change {
    Insert(Vec<u8>, Vec<u8>),
    Replace(Vec<u8>, Vec<u8>),
    Delete(Vec<u8>),
}

impl<'i> User<'i> {
    pub fn new(instance: &'i Plain, database: &Arc<Database<()>>, tree: Tree) -> Self {
        let id = instance.begin_session().expect("room");
        Self { instance, id, open: database.open(false).expect("nobody has it alone"), tree }
    }

    pub fn with<T>(&self, work: impl FnOnce(&mut Seat<()>) -> T) -> T {
        let mut inside = self.instance.enter(self.id, true).expect("alive");
        work(inside.payload())
    }

    pub fn begin(&self) {
        self.with(|seat| self.instance.begin(self.id, &mut seat.session, false)).expect("room");
    }

    pub fn commit(&self, durability: Durability) -> Result<(), EngineError> {
        let engine = self.instance.engine().expect("initialised");
        self.with(|seat| engine.commit(&mut seat.session, durability))
    }

    pub fn rollback(&self, all: bool) -> Result<(), EngineError> {
        let engine = self.instance.engine().expect("initialised");
        self.with(|seat| engine.rollback(&mut seat.session, all))
    }

    pub fn change(&self, change: &Change) -> Result<(), EngineError> {
        let databases = self.instance.databases().expect("initialised");
        let cx = databases.write_cx(self.open.database()).expect("writable");
        let versioned = Versioning::Versioned;
        self.with(|seat| {
            databases.engine().statement(&mut seat.session, |writer| {
                let tree = &self.tree;
                Ok(match change {
                    Change::Insert(key, data) => tree.insert(&cx, writer, key, data, versioned),
                    Change::Replace(key, data) => tree.replace(&cx, writer, key, data, versioned),
                    Change::Delete(key) => tree.flag_delete(&cx, writer, key, &[], versioned),
                }?)
            })
        })
    }

    /// All rows, as the session sees them.
    pub fn rows(&self) -> Rows {
        let databases = self.instance.databases().expect("initialised");
        self.with(|seat| {
            let now = databases.engine().now();
            let snapshot = seat.session.snapshot().unwrap_or(&now);
            let cx = databases.read_cx(self.open.database(), snapshot).expect("room");
            rows(&cx, &self.tree)
        })
    }
}

/// Structure and space of a database that nobody changes. Pages that nobody uses are leaks, which a
/// crash may leave.
pub fn check(cx: &ReadCx<'_>, tree: &Tree, may_leak: bool) {
    let mut findings = Vec::new();
    let root = Tree::new(Pgno::DATABASE_ROOT, Objid(1), true);
    let mut audit = SpaceAudit::new(cx);
    for (tree, parent) in [(&root, None), (tree, Some(Pgno::DATABASE_ROOT))] {
        let facts = verify::tree(cx, tree, &mut |finding| findings.push(finding));
        audit.add(cx, tree, parent, &facts.pages, &mut |finding| findings.push(finding));
    }
    audit.finish(&mut |finding| findings.push(finding));
    findings.retain(|finding| !may_leak || finding.severity == Severity::Damage);
    assert!(findings.is_empty(), "{findings:?}");
}

pub fn rows(cx: &ReadCx<'_>, tree: &Tree) -> Rows {
    let mut found = Rows::new();
    tree.scan::<BtreeError>(cx, |node| {
        found.insert(node.key.to_vec(), node.data.to_vec());
        Ok(ControlFlow::Continue(()))
    })
    .expect("readable");
    found
}
