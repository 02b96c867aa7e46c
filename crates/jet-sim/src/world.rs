//! An engine on a simulated disk, with sessions at work in databases of a few trees.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jet_btree::op::Delta;
use jet_btree::space::{self, NewTree};
use jet_btree::verify::{self, Finding, Severity, SpaceAudit};
use jet_btree::{BtreeError, Tree, Versioning};
use jet_os::vfs::sim::SimVfs;
use jet_os::{Rng, SimClock, Vfs};
use jet_pager::PageFlags;
use jet_session::{
    Attached, Config, CreateError, Database, DatabaseError, Durability, EngineError, Environment,
    Instance, LogConfig, NewDatabase, Seat, SessionId, Term, Wait,
};
use jet_types::{JetErr, Objid, PageSize, Pgno};

use crate::model::{Change, Db, Place, Rows, Step};

/// An instance without layers above.
type Engine = Instance<(), ()>;

/// Bytes that reach the disk together or not at all: those of a page. The format has no way to
/// mend a page that was torn.
pub const SECTOR: u64 = 4096;
/// The folder of all files.
pub const DIR: &str = "/db";
/// Databases there may be.
pub const DATABASES: usize = 2;
/// Trees of a database, by number: with space of its own, of entries that are not unique, small.
pub const TREES: usize = 3;
/// The tree of entries.
pub const ENTRIES: usize = 1;

/// An engine that runs.
pub struct World {
    disk: SimVfs,
    instance: Engine,
    sessions: Vec<SessionId>,
    databases: Vec<Option<Arc<Database<()>>>>,
}

/// Why something did not happen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The code a JET caller sees.
    pub code: JetErr,
    /// What is wrong.
    pub what: String,
}

/// Result of what is asked of an engine.
pub type Result<T> = std::result::Result<T, Failure>;

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Self { code: error.code(), what: error.to_string() }
    }
}

impl From<DatabaseError> for Failure {
    fn from(error: DatabaseError) -> Self {
        Self { code: error.code(), what: error.to_string() }
    }
}

impl From<BtreeError> for Failure {
    fn from(error: BtreeError) -> Self {
        Self { code: error.code(), what: error.to_string() }
    }
}

/// A disk with the folder.
pub fn disk() -> SimVfs {
    let disk = SimVfs::new();
    disk.set_sector(SECTOR);
    disk.create_dir_all(Path::new(DIR)).expect("fresh");
    disk.sync_dir(Path::new("/")).expect("it is there");
    disk
}

/// Where a database is.
pub fn path(db: Db) -> PathBuf {
    Path::new(DIR).join(["one.edb", "two.edb"][db])
}

/// What instances run with. Small files, so that they roll; a small cache, so that pages go to the
/// disk before anything commits; a checkpoint that stays close.
fn config(seed: u64) -> Config {
    let log = LogConfig {
        segments: 16,
        buffer_segments: 12,
        checkpoint_depth: [32 << 10, 128 << 10, 1 << 20][seed as usize % 3],
        is_circular: seed % 2 == 1,
        reserves: 1,
        ..LogConfig::in_folder(DIR)
    };
    let page_size = PageSize::KIB_4;
    let frames = if seed % 4 == 3 { 24 } else { 64 };
    let cache_bytes = frames * page_size.bytes();
    let growth_pages = 8;
    Config {
        page_size,
        cache_bytes,
        growth_pages,
        log: Some(log),
        is_inline: true,
        ..Config::default()
    }
}

impl World {
    /// Starts an engine, for workloads of this seed.
    ///
    /// # Errors
    /// What the engine says.
    pub fn start(disk: &SimVfs, seed: u64) -> Result<Self> {
        let clock = Arc::new(SimClock::new(1_720_041_578_313 + disk.ops() * 1000));
        let rng = Rng::new(seed ^ disk.ops());
        let instance = Engine::within(Environment { vfs: Arc::new(disk.clone()), clock, rng });
        instance.init(config(seed))?;
        let databases = vec![None; DATABASES];
        Ok(Self { disk: disk.clone(), instance, sessions: Vec::new(), databases })
    }

    /// Begins so many sessions.
    ///
    /// # Errors
    /// What the engine says.
    pub fn sit(&mut self, sessions: usize) -> Result<()> {
        for _ in 0..sessions {
            let id = self.instance.begin_session().map_err(EngineError::from)?;
            self.sessions.push(id);
        }
        Ok(())
    }

    /// Operations of the disk so far.
    pub fn ops(&self) -> u64 {
        self.disk.ops()
    }

    /// Creates a database with its trees.
    ///
    /// # Errors
    /// What the engine says.
    pub fn create(&mut self, db: Db) -> Result<()> {
        let new = NewDatabase { file_pages: 32, ..NewDatabase::default() };
        let databases = self.instance.databases().map_err(EngineError::from)?;
        let created = databases.create(&path(db), new, |cx, writer| {
            for tree in trees() {
                let new = NewTree {
                    objid: tree.objid,
                    is_unique: tree.is_unique,
                    kind: PageFlags::default(),
                    pages: if tree.root == ROOTS[0] { 3 } else { 1 },
                    has_space_trees: tree.root == ROOTS[0],
                };
                let made = space::create(cx, writer, Pgno::DATABASE_ROOT, new)?;
                assert_eq!(made.root, tree.root, "trees are found by where they are made");
            }
            Ok(())
        });
        self.databases[db] = Some(created.map_err(|error| match error {
            CreateError::Database(error) => Failure::from(error),
            CreateError::Fill(error) => BtreeError::into(error),
        })?);
        Ok(())
    }

    /// Attaches a database; tells whether it is there.
    ///
    /// # Errors
    /// What the engine says.
    pub fn attach(&mut self, db: Db) -> Result<bool> {
        let databases = self.instance.databases().map_err(EngineError::from)?;
        if !self.disk.exists(&path(db)).map_err(EngineError::from)? {
            return Ok(false);
        }
        match databases.attach(&path(db), 0)? {
            Attached::Now(database) => self.databases[db] = Some(database),
            Attached::Already(database) => self.databases[db] = Some(database),
        }
        Ok(true)
    }

    /// Detaches a database that no transaction has changes in.
    ///
    /// # Errors
    /// What the engine says.
    pub fn detach(&mut self, db: Db) -> Result<()> {
        self.databases[db] = None;
        Ok(self.instance.databases().map_err(EngineError::from)?.detach(&path(db))?)
    }

    /// Whether a database is attached.
    pub fn is_attached(&self, db: Db) -> bool {
        self.databases[db].is_some()
    }

    fn with<T>(&self, session: usize, work: impl FnOnce(&mut Seat<()>) -> Result<T>) -> Result<T> {
        let entered = self.instance.enter(self.sessions[session], true);
        let mut inside = entered.map_err(EngineError::from)?;
        work(inside.payload())
    }

    /// Opens a level.
    ///
    /// # Errors
    /// What the engine says.
    pub fn begin(&self, session: usize) -> Result<()> {
        let id = self.sessions[session];
        self.with(session, |seat| {
            let begun = self.instance.begin(id, &mut seat.session, false);
            Ok(begun.map_err(EngineError::from)?)
        })
    }

    /// Commits a level.
    ///
    /// # Errors
    /// What the engine says.
    pub fn commit(&self, session: usize, durability: Durability) -> Result<()> {
        let engine = self.instance.engine().map_err(EngineError::from)?;
        self.with(session, |seat| Ok(engine.commit(&mut seat.session, durability)?))
    }

    /// Undoes a level, or all.
    ///
    /// # Errors
    /// What the engine says.
    pub fn rollback(&self, session: usize, all: bool) -> Result<()> {
        let engine = self.instance.engine().map_err(EngineError::from)?;
        self.with(session, |seat| Ok(engine.rollback(&mut seat.session, all)?))
    }

    /// Does something to a row, new ones are inserted.
    ///
    /// # Errors
    /// What the engine says: nothing has happened then.
    pub fn change(&self, session: usize, step: &Step, is_new: bool) -> Result<()> {
        let ((db, tree, key), change) = step;
        let databases = self.instance.databases().map_err(EngineError::from)?;
        let database = self.databases[*db].as_ref().expect("attached");
        let cx = databases.write_cx(database).expect("it may be written");
        let (tree, versioned) = (&trees()[*tree], Versioning::Versioned);
        // An entry is all name.
        let (key, entry) =
            if tree.is_unique { (&key[..], &[][..]) } else { key.split_at(ENTRY_KEY) };
        self.with(session, |seat| {
            databases.engine().statement(&mut seat.session, |writer| {
                let done = match change {
                    Change::Set(_) if !tree.is_unique => {
                        tree.insert(&cx, writer, key, entry, versioned)
                    }
                    Change::Set(data) if is_new => tree.insert(&cx, writer, key, data, versioned),
                    Change::Set(data) => tree.replace(&cx, writer, key, data, versioned),
                    Change::Delete => tree.flag_delete(&cx, writer, key, entry, versioned),
                    Change::Add(by) => {
                        let delta = Delta { offset: 0, by: (*by).into(), is_wide: false };
                        tree.add(&cx, writer, key, delta, versioned)
                    }
                };
                Ok(done.map_err(EngineError::from)?)
            })
        })
    }

    /// Waits until all commits so far are durable, and goes on in a new log if that is wished.
    ///
    /// # Errors
    /// What the engine says.
    pub fn wait(&self, wait: Wait) -> Result<()> {
        let engine = self.instance.engine().map_err(EngineError::from)?;
        self.with(0, |seat| Ok(engine.wait(&seat.session, wait)?))
    }

    /// Work of the engine's own.
    ///
    /// # Errors
    /// What the engine says.
    pub fn upkeep(&self, upkeep: Upkeep) -> Result<()> {
        let engine = self.instance.engine().map_err(EngineError::from)?;
        match upkeep {
            Upkeep::Checkpoint => drop(engine.checkpoint()?),
            Upkeep::Flush => drop(engine.flush()?),
            Upkeep::Clean => drop(engine.clean()?),
        }
        Ok(())
    }

    /// Ends the engine. Tells whether all is clean then.
    ///
    /// # Errors
    /// What the engine says; it is over all the same.
    pub fn end(mut self, term: Term) -> Result<bool> {
        self.databases.clear();
        Ok(self.instance.term(term)?)
    }

    /// The rows of an attached database.
    ///
    /// # Errors
    /// What the engine says.
    pub fn rows(&self, db: Db, rows: &mut Rows) -> Result<()> {
        let databases = self.instance.databases().map_err(EngineError::from)?;
        let database = self.databases[db].as_ref().expect("attached");
        let now = databases.engine().now();
        let cx = databases.read_cx(database, &now)?;
        for (number, tree) in trees().iter().enumerate() {
            tree.scan::<BtreeError>(&cx, |node| {
                let (place, data) = row(db, number, tree, &node.key.to_vec(), node.data);
                rows.insert(place, data);
                Ok(ControlFlow::Continue(()))
            })?;
        }
        Ok(())
    }

    /// What is wrong with the structure of an attached database. Space that nobody uses is no
    /// damage: a crash may leave it.
    ///
    /// # Errors
    /// What the engine says.
    pub fn verify(&self, db: Db) -> Result<Vec<Finding>> {
        let databases = self.instance.databases().map_err(EngineError::from)?;
        let database = self.databases[db].as_ref().expect("attached");
        let now = databases.engine().now();
        let cx = databases.read_cx(database, &now)?;
        let mut findings = Vec::new();
        let mut report = |finding: Finding| {
            if finding.severity != Severity::Leak {
                findings.push(finding);
            }
        };
        let mut audit = SpaceAudit::new(&cx);
        let root = Tree::new(Pgno::DATABASE_ROOT, Objid(1), true);
        let facts = verify::tree(&cx, &root, &mut report);
        audit.add(&cx, &root, None, &facts.pages, &mut report);
        for tree in trees() {
            let facts = verify::tree(&cx, &tree, &mut report);
            audit.add(&cx, &tree, Some(root.root), &facts.pages, &mut report);
        }
        audit.finish(&mut report);
        Ok(findings)
    }
}

/// Work of the engine's own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Upkeep {
    /// Moves the checkpoint.
    Checkpoint,
    /// Writes all pages.
    Flush,
    /// Removes what nobody sees.
    Clean,
}

/// Bytes of the key of an entry.
pub const ENTRY_KEY: usize = 2;

/// Where trees are made: the database's root and its space trees have the first pages, and a tree
/// with space trees of its own has three.
const ROOTS: [Pgno; TREES] =
    [Pgno::new(4).expect("not 0"), Pgno::new(7).expect("not 0"), Pgno::new(8).expect("not 0")];

fn trees() -> [Tree; TREES] {
    [
        Tree::new(ROOTS[0], Objid(2), true),
        Tree::new(ROOTS[1], Objid(3), false),
        Tree::new(ROOTS[2], Objid(4), true),
    ]
}

fn row(db: Db, number: usize, tree: &Tree, key: &[u8], data: &[u8]) -> (Place, Vec<u8>) {
    if tree.is_unique {
        return ((db, number, key.to_vec()), data.to_vec());
    }
    ((db, number, [key, data].concat()), Vec::new())
}
