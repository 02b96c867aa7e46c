//! Definitions on a simulated disk, which loses power anywhere.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jet_btree::verify::Severity;
use jet_btree::{Tree, WriteCx, Writer};
use jet_os::vfs::sim::SimVfs;
use jet_os::{Rng, SimClock, Vfs};
use jet_session::{
    Attached, Config, Database, Durability, EngineError, Environment, Instance, LogConfig,
    NewDatabase, Seat, SessionId,
};
use jet_table::cursor::Cursor;
use jet_table::ddl::{self, Report, TableDef};
use jet_table::table::Access;
use jet_table::update::{Prepare, Setting, Writing};
use jet_table::{TableCache, TableError, catalog};
use jet_types::PageSize;

use crate::rig::{ALONE, column, index, table};

type Engine = Instance<(), TableCache>;

const DIR: &str = "/db";

/// Why something did not happen.
#[derive(Debug)]
struct Failure(#[allow(dead_code, reason = "it is shown")] String);

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Self(error.to_string())
    }
}

impl From<TableError> for Failure {
    fn from(error: TableError) -> Self {
        Self(error.to_string())
    }
}

/// An engine, its database, and sessions.
struct World {
    disk: SimVfs,
    instance: Engine,
    database: Option<Arc<Database<TableCache>>>,
    sessions: Vec<SessionId>,
}

fn path() -> std::path::PathBuf {
    Path::new(DIR).join("t.edb")
}

impl World {
    fn start(disk: &SimVfs) -> Self {
        let clock = Arc::new(SimClock::new(1_720_041_578_313 + disk.ops() * 1000));
        let rng = Rng::new(disk.ops());
        let instance = Engine::within(Environment { vfs: Arc::new(disk.clone()), clock, rng });
        let log = LogConfig {
            segments: 16,
            buffer_segments: 12,
            checkpoint_depth: 64 << 10,
            ..LogConfig::in_folder(DIR)
        };
        let page_size = PageSize::KIB_4;
        let config = Config {
            page_size,
            cache_bytes: 96 * page_size.bytes(),
            growth_pages: 16,
            log: Some(log),
            is_inline: true,
            ..Config::default()
        };
        instance.init(config).expect("it starts");
        let mut world = Self { disk: disk.clone(), instance, database: None, sessions: Vec::new() };
        for _ in 0..2 {
            world.sessions.push(world.instance.begin_session().expect("a session"));
        }
        world
    }

    fn create(&mut self) {
        let databases = self.instance.databases().expect("it runs");
        let new = NewDatabase { file_pages: 64, ..NewDatabase::default() };
        let made = databases.create(&path(), new, catalog::create);
        self.database = Some(made.expect("created"));
    }

    fn attach(&mut self) -> bool {
        let databases = self.instance.databases().expect("it runs");
        if !self.disk.exists(&path()).expect("readable") {
            return false;
        }
        let attached = databases.attach(&path(), 0).expect("attached");
        let (Attached::Now(database) | Attached::Already(database)) = attached;
        self.database = Some(database);
        true
    }

    fn with<T>(&self, session: usize, work: impl FnOnce(&mut Seat<()>) -> T) -> T {
        let mut inside = self.instance.enter(self.sessions[session], true).expect("it is there");
        work(inside.payload())
    }

    fn begin(&self, session: usize) {
        let id = self.sessions[session];
        self.with(session, |seat| self.instance.begin(id, &mut seat.session, false))
            .expect("begun");
    }

    fn commit(&self, session: usize) {
        let engine = self.instance.engine().expect("it runs");
        let durable = Durability::Durable;
        self.with(session, |seat| engine.commit(&mut seat.session, durable)).expect("committed");
    }

    fn rollback(&self, session: usize) {
        let engine = self.instance.engine().expect("it runs");
        self.with(session, |seat| engine.rollback(&mut seat.session, false)).expect("rolled back");
    }

    fn statement<T>(
        &self,
        session: usize,
        work: impl FnOnce(&WriteCx<'_>, &mut Writer, &TableCache) -> Result<T, TableError>,
    ) -> Result<T, Failure> {
        let databases = self.instance.databases().expect("it runs");
        let database = self.database.as_ref().expect("attached");
        let cx = databases.write_cx(database).expect("it may be written");
        self.with(session, |seat| {
            databases.engine().statement(&mut seat.session, |writer| {
                Ok::<_, Failure>(work(&cx, writer, &database.layer)?)
            })
        })
    }

    fn upkeep(&self, rng: &mut Rng) {
        let engine = self.instance.engine().expect("it runs");
        match rng.below(3) {
            0 => drop(engine.flush().expect("written")),
            1 => drop(engine.checkpoint().expect("moved")),
            _ => drop(engine.clean().expect("cleaned")),
        }
    }

    /// What is defined, and the rows, for all who begin now.
    fn state(&self) -> State {
        let databases = self.instance.databases().expect("it runs");
        let database = self.database.as_ref().expect("attached");
        let now = databases.engine().now();
        let cx = databases.read_cx(database, &now).expect("readable");
        let mut state = State::new();
        for name in catalog::table_names(&cx).expect("readable") {
            if name.starts_with("MSys") {
                continue;
            }
            let schema = catalog::find_table(&cx, &name).expect("readable").expect("there");
            let columns = schema.columns.iter().map(|column| column.name.clone());
            let indexes = schema.indexes.iter().map(|index| index.name.clone());
            let parts = columns.chain(indexes).collect();
            state.insert(name.clone(), (parts, crate::rig::rows(&cx, &name).len()));
        }
        state
    }

    /// Whether trees, tables and indexes agree. A crash may leave space that nobody uses.
    fn check(&self, context: &str) {
        let engine = self.instance.engine().expect("it runs");
        engine.clean().expect("cleaned");
        let databases = self.instance.databases().expect("it runs");
        let database = self.database.as_ref().expect("attached");
        let now = databases.engine().now();
        let cx = databases.read_cx(database, &now).expect("readable");
        let mut found = Vec::new();
        let schema = catalog::read(&cx).expect("a catalog");
        for table in &schema.tables {
            let roots = table.indexes.iter().filter_map(|index| index.root);
            for root in roots.chain(table.root) {
                let tree = Tree::open(&cx, root).expect("a tree");
                jet_btree::verify::tree(&cx, &tree, &mut |finding| found.push(finding));
            }
            let report = &mut |finding| found.push(finding);
            let compared = jet_table::verify::table(&cx, table, report).expect("readable");
            assert_eq!(compared, table.indexes.len(), "{context}: {}", table.name);
        }
        found.retain(|finding| finding.severity != Severity::Leak);
        assert_eq!(found, [], "{context}");
        let shadow = catalog::read_shadow(&cx).expect("a copy");
        assert_eq!(format!("{:?}", shadow.tables), format!("{:?}", schema.tables), "{context}");
    }
}

/// Per table its columns and indexes, and how many rows.
type State = BTreeMap<String, (Vec<String>, usize)>;

fn disk() -> SimVfs {
    let disk = SimVfs::new();
    disk.set_sector(4096);
    disk.create_dir_all(Path::new(DIR)).expect("fresh");
    disk.keep_history();
    disk.sync_dir(Path::new("/")).expect("it is there");
    disk
}

fn row(world: &World, session: usize, cursor: &mut Cursor, k: i32, v: i32) -> Result<(), Failure> {
    let done = world.statement(session, |cx, writer, _| {
        cursor.prepare(cx, writer, Prepare::Insert, true)?;
        let schema = Arc::clone(cursor.schema());
        for (name, value) in [("k", k), ("v", v)] {
            if let Some(column) = schema.column(name) {
                let setting = Setting::first(schema.column_id(column));
                cursor.set_column(None, &setting, Some(&value.to_le_bytes()))?;
            }
        }
        cursor.update(cx, writer, Writing::default()).map(drop)
    });
    if cursor.is_update_prepared() {
        cursor.cancel_update().expect("prepared");
    }
    done
}

fn change(world: &World, session: usize, cursor: &mut Cursor, k: i32, v: Option<i32>) {
    let mut key = vec![0x7F];
    key.extend_from_slice(&(k as u32 ^ 0x8000_0000).to_be_bytes());
    world
        .statement(session, |cx, writer, _| {
            cursor.goto_bookmark(&cx.reader(writer.snapshot()), &key)?;
            let Some(v) = v else { return cursor.delete(cx, writer) };
            cursor.prepare(cx, writer, Prepare::Replace, true)?;
            let schema = Arc::clone(cursor.schema());
            let id = schema.column_id(schema.column("v").expect("there"));
            cursor.set_column(None, &Setting::first(id), Some(&v.to_le_bytes()))?;
            cursor.update(cx, writer, Writing::default()).map(drop)
        })
        .expect("changed");
}

/// One random statement; it may be refused.
fn define(world: &World, rng: &mut Rng) {
    let name = format!("t{}", rng.below(3));
    let part = format!("c{}", rng.below(3));
    let (columns, indexes) = ([column("k", 4, 0), column("v", 4, 0)], [index("pk", b"+k\0\0", 2)]);
    let def = TableDef { columns: &columns, indexes: &indexes, ..table(&name) };
    let key = format!("+{}\0\0", ["v", "c0", "c1"][rng.below(3) as usize]);
    let kind = rng.below(10);
    let _ = world.statement(0, |cx, writer, tables| {
        let reader = cx.reader(writer.snapshot());
        let Ok(found) = tables.open(&reader, &name) else {
            let made = ddl::create_table(cx, writer, tables, &def, &mut Report::default());
            return made.map(drop);
        };
        match kind {
            0 => ddl::delete_table(cx, writer, tables, 1, &name),
            1 => ddl::rename_table(cx, writer, tables, &name, "t0"),
            2..=4 => {
                let def = column(&part, 10, 0);
                ddl::add_column(cx, writer, tables, &found, ALONE, &def).map(drop)
            }
            5 => ddl::delete_column(cx, writer, tables, &found, &part, false),
            6..=8 => {
                let def = index(&part, key.as_bytes(), 0);
                ddl::create_index(cx, writer, tables, &found, ALONE, &def)
            }
            _ => ddl::delete_index(cx, writer, tables, &found, &part),
        }
    });
}

/// Random definitions and rows, committed and rolled back, and the power goes off anywhere: what was
/// committed is there, and nothing of the rest.
#[test]
fn definitions_survive_a_crash_as_a_whole_or_not_at_all() {
    for seed in 0..4 {
        let mut rng = Rng::new(seed);
        let disk = disk();
        let mut world = World::start(&disk);
        world.create();
        let mut states = vec![(disk.ops(), world.state())];
        for k in 0..25 {
            world.begin(0);
            for _ in 0..rng.below(5) {
                world.begin(0);
                define(&world, &mut rng);
                let database = world.database.as_ref().expect("attached");
                let name = format!("t{}", rng.below(3));
                let found = world.statement(0, |cx, writer, _| {
                    database.layer.open(&cx.reader(writer.snapshot()), &name)
                });
                if let Ok(found) = found {
                    let mut cursor = Cursor::open(found, 1, Access::default()).expect("open");
                    let _ = row(&world, 0, &mut cursor, k, k % 3);
                }
                if rng.below(4) == 0 { world.rollback(0) } else { world.commit(0) }
            }
            if rng.below(4) == 0 {
                world.rollback(0);
            } else {
                world.commit(0);
                states.push((disk.ops(), world.state()));
            }
            world.upkeep(&mut rng);
        }
        world.check(&format!("seed {seed}"));
        let (first, last) = (states[0].0, disk.ops());
        for _ in 0..40 {
            let cut = first + rng.below(last - first);
            let context = format!("seed {seed}, cut {cut}");
            let mut found = World::start(&disk.crash_at(cut, rng.next_u64()));
            assert!(found.attach(), "{context}");
            found.check(&context);
            let least = states.iter().rposition(|(ops, _)| *ops <= cut).expect("created");
            let state = found.state();
            let may = &states[least..states.len().min(least + 2)];
            assert!(may.iter().any(|(_, it)| *it == state), "{context}: {state:?}, not {may:?}");
        }
    }
}

/// An index is made and committed while another transaction has changed records and is open, and
/// the power goes off anywhere, also after that one is rolled back or committed: index and records
/// agree.
#[test]
fn an_index_made_beside_an_open_transaction_agrees_after_a_crash() {
    for end in 0..4 {
        let disk = disk();
        let mut world = World::start(&disk);
        world.create();
        world.begin(0);
        let columns = [column("k", 4, 0), column("v", 4, 0)];
        let indexes = [index("pk", b"+k\0\0", 2)];
        let def = TableDef { columns: &columns, indexes: &indexes, ..table("tab") };
        let found = world
            .statement(0, |cx, writer, tables| {
                ddl::create_table(cx, writer, tables, &def, &mut Report::default())
            })
            .expect("made");
        let mut cursor = Cursor::open(Arc::clone(&found), 1, Access::default()).expect("open");
        for k in 0..60 {
            row(&world, 0, &mut cursor, k, k * 10).expect("inserted");
        }
        drop(cursor);
        world.commit(0);
        let first = disk.ops();
        world.begin(1);
        let mut theirs = Cursor::open(Arc::clone(&found), 2, Access::default()).expect("open");
        for k in 0..20 {
            change(&world, 1, &mut theirs, k * 2, (k % 3 > 0).then_some(k));
        }
        for k in 60..70 {
            row(&world, 1, &mut theirs, k, k).expect("inserted");
        }
        world.begin(0);
        world
            .statement(0, |cx, writer, tables| {
                let def = index("i", b"+v\0\0", 0);
                ddl::create_index(cx, writer, tables, &found, ALONE, &def)
            })
            .expect("made");
        change(&world, 1, &mut theirs, 1, Some(5));
        if end == 3 {
            world.rollback(0)
        } else {
            world.commit(0)
        }
        world.upkeep(&mut Rng::new(1));
        drop(theirs);
        match end {
            0 => world.rollback(1),
            1 | 3 => world.commit(1),
            _ => {}
        }
        if end != 2 {
            world.check(&format!("end {end}"));
        }
        let last = disk.ops();
        for cut in first..last {
            let context = format!("end {end}, cut {cut}");
            let mut found = World::start(&disk.crash_at(cut, cut));
            assert!(found.attach(), "{context}");
            found.check(&context);
        }
    }
}
