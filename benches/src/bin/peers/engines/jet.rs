//! This engine: sessions, and a tree in a database.

use std::path::Path;
use std::sync::Arc;

use jet_btree::space::{self, NewTree};
use jet_btree::{BtreeError, Latched, ReadCx, Seek, Tree, Versioning, WriteCx, Writer};
use jet_pager::PageFlags;
use jet_session::{
    Config, CreateError, Database, Databases, Durability, Environment, Instance, LogConfig,
    NewDatabase, OpenDatabase, SessionId, Term,
};
use jet_types::{JetErr, Objid, PageSize, Pgno};

use crate::store::{Budget, Keep, Result, Session, Store};

/// Bytes of versions: a load's transaction makes a version per row.
const VERSION_BYTES: usize = 64 << 20;

struct Jet {
    instance: Instance,
    tree: Tree,
    database: Arc<Database<()>>,
}

pub fn open(dir: &Path, budget: Budget) -> Result<Box<dyn Store>> {
    let instance = Instance::within(Environment::real());
    let log = LogConfig { is_circular: true, ..LogConfig::in_folder(dir) };
    instance.init(Config {
        max_sessions: u32::try_from(budget.sessions)?,
        page_size: PageSize::KIB_8,
        cache_bytes: budget.cache,
        version_bytes: VERSION_BYTES,
        growth_pages: 1024,
        log: Some(log),
        ..Config::default()
    })?;
    let (database, tree) = create(instance.databases()?, &dir.join("rows.edb"))?;
    Ok(Box::new(Jet { instance, tree, database }))
}

fn create(databases: &Databases<()>, path: &Path) -> Result<(Arc<Database<()>>, Tree)> {
    let mut tree = None;
    let database = databases.create(path, NewDatabase::default(), |cx, writer| {
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
    let database = database.map_err(|error: CreateError<BtreeError>| anyhow::anyhow!("{error}"))?;
    Ok((database, tree.expect("made with the database")))
}

impl Drop for Jet {
    fn drop(&mut self) {
        // Nothing of it is needed any more.
        let _ = self.instance.term(Term::Dirty);
    }
}

impl Store for Jet {
    fn session(&self) -> Result<Box<dyn Session + '_>> {
        let id = self.instance.begin_session()?;
        Ok(Box::new(JetSession { jet: self, id, open: self.database.open(false)? }))
    }

    fn settle(&self) -> Result<()> {
        let engine = self.instance.engine()?;
        engine.clean()?;
        engine.flush()?;
        Ok(())
    }
}

struct JetSession<'a> {
    jet: &'a Jet,
    id: SessionId,
    open: OpenDatabase<()>,
}

impl JetSession<'_> {
    /// One call that reads: what the session's transaction sees, or what is committed now.
    fn read<T>(&self, read: impl FnOnce(&ReadCx<'_>, &Tree) -> jet_btree::Result<T>) -> Result<T> {
        let instance = &self.jet.instance;
        let databases = instance.databases()?;
        let mut inside = instance.enter(self.id, false)?;
        let now;
        let snapshot = match inside.payload().session.snapshot() {
            Some(snapshot) => snapshot,
            None => {
                now = databases.engine().now();
                &now
            }
        };
        let cx = databases.read_cx(self.open.database(), snapshot)?;
        Ok(read(&cx, &self.jet.tree)?)
    }

    fn begin(&self, is_read_only: bool) -> Result<()> {
        let instance = &self.jet.instance;
        let mut inside = instance.enter(self.id, false)?;
        Ok(instance.begin(self.id, &mut inside.payload().session, is_read_only)?)
    }

    fn commit(&self, durability: Durability) -> Result<()> {
        let instance = &self.jet.instance;
        let mut inside = instance.enter(self.id, false)?;
        Ok(instance.engine()?.commit(&mut inside.payload().session, durability)?)
    }

    fn rollback(&self) -> Result<()> {
        let instance = &self.jet.instance;
        let mut inside = instance.enter(self.id, true)?;
        Ok(instance.engine()?.rollback(&mut inside.payload().session, true)?)
    }

    fn put_row(&self, key: &[u8], value: &[u8]) -> jet_session::EngineResult<()> {
        let instance = &self.jet.instance;
        let databases = instance.databases()?;
        let cx = databases.write_cx(self.open.database()).expect("made to be written");
        let mut inside = instance.enter(self.id, false)?;
        databases.engine().statement(&mut inside.payload().session, |writer| {
            Ok(upsert(&self.jet.tree, &cx, writer, key, value)?)
        })
    }
}

fn upsert(
    tree: &Tree,
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    key: &[u8],
    value: &[u8],
) -> jet_btree::Result<()> {
    match tree.insert(cx, writer, key, value, Versioning::Versioned) {
        Err(error) if error.code() == JetErr::KEY_DUPLICATE => {
            tree.replace(cx, writer, key, value, Versioning::Versioned)
        }
        done => done,
    }
}

impl Drop for JetSession<'_> {
    fn drop(&mut self) {
        self.jet.instance.end_session(self.id).expect("nobody else uses it");
    }
}

impl Session for JetSession<'_> {
    fn snapshot(&mut self) -> Result<()> {
        self.begin(true)
    }

    fn release(&mut self) -> Result<()> {
        self.commit(Durability::Lazy)
    }

    fn get(&mut self, key: &[u8], value: &mut Vec<u8>) -> Result<bool> {
        self.read(|cx, tree| {
            let Some(found) = tree.seek(cx, key, &[], Seek::AtOrAfter)? else { return Ok(false) };
            let node = found.node()?;
            let is_it = node.key.compare(key).is_eq();
            if is_it {
                value.clear();
                value.extend_from_slice(node.data);
            }
            Ok(is_it)
        })
    }

    fn scan(
        &mut self,
        key: &[u8],
        count: usize,
        visit: &mut dyn FnMut(&[u8], &[u8]),
    ) -> Result<usize> {
        self.read(|cx, tree| {
            let mut joined = Vec::with_capacity(key.len());
            let mut seen = 0;
            let mut at = tree.seek(cx, key, &[], Seek::AtOrAfter)?;
            while let Some(found) = at.take() {
                joined.clear();
                see(&found, &mut joined, visit)?;
                seen += 1;
                if seen < count {
                    at = tree.next(cx, found)?;
                }
            }
            Ok(seen)
        })
    }

    fn put(&mut self, rows: &[(&[u8], &[u8])], keep: Keep) -> Result<()> {
        loop {
            self.begin(false)?;
            match rows.iter().try_for_each(|(key, value)| self.put_row(key, value)) {
                Ok(()) => break,
                // Another session changes the row: this one starts over.
                Err(error) if error.code() == JetErr::WRITE_CONFLICT => self.rollback()?,
                Err(error) => return Err(error.into()),
            }
        }
        self.commit(match keep {
            Keep::Relaxed => Durability::Lazy,
            Keep::Durable => Durability::Durable,
        })
    }
}

fn see(
    found: &Latched<'_>,
    joined: &mut Vec<u8>,
    visit: &mut dyn FnMut(&[u8], &[u8]),
) -> jet_btree::Result<()> {
    let node = found.node()?;
    joined.extend_from_slice(node.key.prefix);
    joined.extend_from_slice(node.key.suffix);
    visit(joined, node.data);
    Ok(())
}
