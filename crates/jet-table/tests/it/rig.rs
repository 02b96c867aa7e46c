//! A new database, made here, and sessions that define things in it.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::Command;

use jet_btree::verify::{self, Finding, SpaceAudit};
use jet_btree::version::{CleanupQueue, Snapshot, Transaction, UNCOMMITTED, VersionStore};
use jet_btree::{BtreeError, ReadCx, Tree, WriteCx, Writer, space, undo};
use jet_os::rng::Rng;
use jet_os::sync::Arc;
use jet_os::{OpenMode, RealVfs, SimClock, Vfs};
use jet_pager::header::NewDb;
use jet_pager::{BufferPool, DbHeader, DbWriter, PoolConfig, Stamper};
use jet_table::ddl::{Caller, ColumnDef, IndexDef, Locale, Report, SpaceHints, TableDef};
use jet_table::index::IndexKeys;
use jet_table::values::RowReader;
use jet_table::{
    ColumnSchema, IndexSchema, Table, TableCache, TableError, TableSchema, catalog, ddl,
};
use jet_types::signature::Signature;
use serde_json::{Value, json};

use jet_types::{DbId, Objid, PageSize, Pgno, Procid, TrxId};

/// Pages of a new database.
const PAGES: u32 = 254;

/// A database without a log.
pub struct Rig {
    _dir: tempfile::TempDir,
    path: PathBuf,
    pool: BufferPool,
    db: DbWriter,
    pub versions: VersionStore,
    queue: CleanupQueue,
    pub tables: TableCache,
    next_trx: u32,
    sign_db: Signature,
}

/// The bytes of a row's values, by column.
pub type Values = BTreeMap<String, Vec<u8>>;

impl Rig {
    pub fn new(size: PageSize) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("new.edb");
        let file = RealVfs.open(&path, OpenMode::CreateNew).expect("a new file");
        let mut stamper = Stamper { clock: Arc::new(SimClock::new(0)), rng: Rng::new(1) };
        let sign_db = stamper.signature();
        let new = NewDb { page_size: size, dbid: DbId(1), sign_db, log: None };
        let pool = BufferPool::new(PoolConfig { page_size: size, max_bytes: 64 << 20 });
        let pool = pool.expect("memory");
        let db = pool.create_writer(file, &path, DbHeader::create(&new), stamper);
        let db = db.expect("a new database");
        db.extend(Pgno::new(PAGES).expect("not 0")).expect("room");
        let mut rig = Self {
            _dir: dir,
            path,
            pool,
            db,
            versions: VersionStore::new(64 << 20, 64),
            queue: CleanupQueue::new(),
            tables: TableCache::default(),
            next_trx: 4,
            sign_db,
        };
        let mut writer = rig.begin();
        space::create_database_root(&rig.cx(), &mut writer, PAGES).expect("a root");
        catalog::create(&rig.cx(), &mut writer).expect("system tables");
        rig.commit(writer);
        rig.db.write_header(|header, now| header.finish_create(None, now)).expect("written");
        rig
    }

    /// A database that the reference engine made.
    pub fn golden(case: &str) -> Self {
        let (dir, root) = jet_testkit::golden(case);
        let path = root.join("db/t.edb");
        let file = RealVfs.open(&path, OpenMode::ReadWrite).expect("opens");
        let header = DbHeader::read(&*file, &path).expect("sound");
        let config = PoolConfig { page_size: header.page_size, max_bytes: 64 << 20 };
        let pool = BufferPool::new(config).expect("memory");
        let mut stamper = Stamper { clock: Arc::new(SimClock::new(0)), rng: Rng::new(1) };
        let sign_db = stamper.signature();
        let db = pool.open_writer(file, &path, header, stamper).expect("opens");
        db.write_header(|header, now| header.attach_unlogged(sign_db, DbId(1), now))
            .expect("written");
        Self {
            _dir: dir,
            path,
            pool,
            db,
            versions: VersionStore::new(64 << 20, 64),
            queue: CleanupQueue::new(),
            tables: TableCache::default(),
            next_trx: 4,
            sign_db,
        }
    }

    pub fn cx(&self) -> WriteCx<'_> {
        WriteCx {
            pool: &self.pool,
            db: &self.db,
            dbid: DbId(1),
            journal: None,
            versions: &self.versions,
            growth_pages: 16,
            max_pages: None,
        }
    }

    pub fn raw(&self) -> ReadCx<'_> {
        ReadCx::raw(&self.pool, &self.db)
    }

    /// A transaction, at its first level.
    pub fn begin(&mut self) -> Writer {
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

    /// Undoes a level.
    pub fn rollback(&self, writer: &mut Writer) {
        undo::rollback(writer, None, &|_| self.cx(), &mut |_| {}).expect("rollback does not fail");
    }

    /// Undoes a transaction of one level.
    pub fn abort(&self, mut writer: Writer) {
        self.rollback(&mut writer);
        writer.end();
    }

    /// Forgets what everybody sees, and reclaims what nobody does.
    pub fn clean(&mut self) {
        self.clean_before(UNCOMMITTED);
    }

    /// The same, as far as nobody has a snapshot limit before `oldest`.
    pub fn clean_before(&mut self, oldest: TrxId) {
        let mut dead = Vec::new();
        self.queue.clean(&self.versions, oldest, |node| dead.push(node));
        let mut writer = self.begin();
        for node in dead {
            node.reclaim(&self.cx(), &mut writer).expect("clean-up");
        }
        self.commit(writer);
    }

    /// Does something as one statement: all of it, or nothing.
    pub fn statement<T>(
        &self,
        writer: &mut Writer,
        act: impl FnOnce(&WriteCx<'_>, &mut Writer, &TableCache) -> Result<T, TableError>,
    ) -> Result<T, TableError> {
        writer.begin();
        let done = act(&self.cx(), writer, &self.tables);
        if done.is_ok() {
            writer.commit();
        } else {
            self.rollback(writer);
        }
        done
    }

    /// Does something in a transaction of its own.
    pub fn alone<T>(
        &mut self,
        act: impl FnOnce(&WriteCx<'_>, &mut Writer, &TableCache) -> Result<T, TableError>,
    ) -> Result<T, TableError> {
        let mut writer = self.begin();
        let done = self.statement(&mut writer, act);
        self.commit(writer);
        done
    }

    pub fn create_table(&mut self, name: &str) -> std::sync::Arc<Table> {
        let def = table(name);
        self.alone(|cx, writer, tables| {
            ddl::create_table(cx, writer, tables, &def, &mut Report::default())
        })
        .expect("a table")
    }

    pub fn add_column(&mut self, to: &Table, def: &ColumnDef<'_>) -> Result<u32, TableError> {
        self.alone(|cx, writer, tables| {
            let added = ddl::add_column(cx, writer, tables, to, ALONE, def)?;
            Ok(added.id.get())
        })
    }

    pub fn create_index(&mut self, of: &Table, def: &IndexDef<'_>) -> Result<(), TableError> {
        self.alone(|cx, writer, tables| ddl::create_index(cx, writer, tables, of, ALONE, def))
    }

    /// The rows of a table, as its columns show them.
    pub fn rows(&self, name: &str) -> Vec<Values> {
        rows(&self.raw(), name)
    }

    /// Checks trees, space, the catalog and its copy, tables and indexes.
    pub fn check(&self, context: &str) {
        let cx = self.raw();
        let mut found: Vec<Finding> = Vec::new();
        let mut audit = SpaceAudit::new(&cx);
        let root = Tree::open(&cx, Pgno::DATABASE_ROOT).expect("a root");
        let facts = verify::tree(&cx, &root, &mut |finding| found.push(finding));
        audit.add(&cx, &root, None, &facts.pages, &mut |finding| found.push(finding));
        let schema = catalog::read(&cx).expect("a catalog");
        let mut objects = BTreeMap::new();
        for table in &schema.tables {
            let mut trees = vec![(table.root.expect("a root"), Pgno::DATABASE_ROOT, table.objid)];
            objects.insert(table.objid.get(), (table.objid.get(), 1));
            for index in table.indexes.iter().filter(|index| !index.is_primary()) {
                trees.push((index.root.expect("a root"), trees[0].0, index.objid));
                objects.insert(index.objid.get(), (table.objid.get(), 3));
            }
            if let Some(root) = table.long_values {
                let tree = Tree::open(&cx, root).expect("a tree");
                trees.push((root, trees[0].0, tree.objid));
                objects.insert(tree.objid.get(), (table.objid.get(), 4));
            }
            for (root, parent, objid) in trees {
                let tree = Tree::open(&cx, root).expect("a tree");
                assert_eq!(tree.objid, objid, "{context}");
                let facts = verify::tree(&cx, &tree, &mut |finding| found.push(finding));
                audit.add(&cx, &tree, Some(parent), &facts.pages, &mut |it| found.push(it));
            }
            let report = &mut |finding| found.push(finding);
            let compared = jet_table::verify::table(&cx, table, report).expect("readable");
            let is_known = |index: &&IndexSchema| IndexKeys::new(table, index).is_some();
            let known = table.indexes.iter().filter(is_known).count();
            assert_eq!(compared, known, "{context}: {}", table.name);
        }
        audit.finish(&mut |finding| found.push(finding));
        assert_eq!(found, [], "{context}");
        self.check_copies(&objects, context);
    }

    fn check_copies(&self, objects: &BTreeMap<u32, (u32, u16)>, context: &str) {
        let [catalog, shadow] = [(4, 2), (24, 3)].map(|(root, objid)| {
            let tree = Tree::new(Pgno::new(root).expect("not 0"), Objid(objid), true);
            nodes(&self.raw(), &tree)
        });
        assert_eq!(catalog, shadow, "{context}");
        let number = |row: &Values, name| {
            let mut bytes = row[name].clone();
            bytes.resize(4, 0);
            u32::from_le_bytes(bytes.try_into().expect("four bytes"))
        };
        let noted: BTreeMap<u32, (u32, u16)> = self
            .rows("MSysObjids")
            .iter()
            .map(|row| {
                let kind = number(row, "type") as u16;
                (number(row, "objid"), (number(row, "objidTable"), kind))
            })
            .collect();
        assert_eq!(noted, *objects, "{context}");
    }

    /// Writes everything to the file, and asks a reader of the format that shares nothing with the
    /// engine what it thinks of it.
    pub fn ask_oracle(&self, context: &str) {
        self.pool.flush(jet_pager::flush::Flush::All).expect("room");
        self.db.write_header(|header, now| header.detach(None, now)).expect("written");
        let Some(shared) = jet_testkit::shared() else { return };
        let mut command = Command::new("python3");
        command.arg(shared.join("oracle/edb_oracle.py")).arg(&self.path);
        let output = command.output();
        self.db
            .write_header(|header, now| header.attach_unlogged(self.sign_db, DbId(1), now))
            .expect("written");
        let Ok(output) = output else {
            eprintln!("SKIPPED: no python3 to read the file with");
            return;
        };
        let complained = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{context}: {complained}");
        let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let schema = catalog::read(&self.raw()).expect("a catalog");
        let mut said = said["tables"].clone();
        for table in said.as_array_mut().expect("a list") {
            table.as_object_mut().expect("an object").remove("sha256");
        }
        assert_eq!(said, self.summary(&schema.tables), "{context}");
    }

    /// What the oracle should say of tables; of their rows, how many.
    fn summary(&self, tables: &[TableSchema]) -> Value {
        let table = |table: &TableSchema| {
            let column = |column: &std::sync::Arc<ColumnSchema>| {
                let is_text = column.coltyp.is_text();
                json!({
                    "id": column.fid,
                    "name": column.name,
                    "type": column.coltyp.name(),
                    "codepage": is_text.then_some(column.code_page),
                })
            };
            let index = |index: &IndexSchema| json!({ "name": index.name, "flags": index.flags });
            json!({
                "name": table.name,
                "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
                "indexes": table.indexes.iter().map(index).collect::<Vec<_>>(),
                "rows": self.rows(&table.name).len(),
            })
        };
        tables.iter().map(table).collect()
    }
}

pub const ALONE: Caller = Caller { may_add_to_frozen: true, is_alone: true };

/// A table without columns.
pub fn table(name: &str) -> TableDef<'_> {
    TableDef {
        name,
        template: None,
        pages: 1,
        density: 80,
        grbit: 0,
        columns: &[],
        indexes: &[],
        separate_most: 0,
        long_value_chunk: 0,
        space: SpaceHints::default(),
        long_value_space: SpaceHints::default(),
    }
}

/// A column.
pub fn column(name: &str, coltyp: u32, grbit: u32) -> ColumnDef<'_> {
    ColumnDef { name, coltyp, max_len: 0, code_page: 0, grbit, default: None, user_default: None }
}

/// An index over a key as `JetCreateIndex` has it.
pub fn index<'a>(name: &'a str, key: &'a [u8], grbit: u32) -> IndexDef<'a> {
    IndexDef {
        name,
        key,
        grbit,
        density: 80,
        locale: Some(Locale::Default),
        segment_most: 0,
        key_most: 0,
        tuples: None,
        conditions: &[],
        space: SpaceHints::default(),
    }
}

/// The nodes of a tree.
pub fn nodes(cx: &ReadCx<'_>, tree: &Tree) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut found = Vec::new();
    tree.scan::<BtreeError>(cx, |node| {
        found.push((node.key.to_vec(), node.data.to_vec()));
        Ok(ControlFlow::Continue(()))
    })
    .expect("readable");
    found
}

/// The rows of a table, as its columns show them.
pub fn rows(cx: &ReadCx<'_>, name: &str) -> Vec<Values> {
    let schema = catalog::find_table(cx, name).expect("readable").expect("the table is there");
    let tree = Tree::new(schema.root.expect("a root"), schema.objid, true);
    let mut reader = RowReader::new(*cx, &schema);
    nodes(cx, &tree).iter().map(|(_, data)| values(&mut reader, &schema, data)).collect()
}

fn values(reader: &mut RowReader<'_>, _: &TableSchema, data: &[u8]) -> Values {
    let mut values = Values::new();
    reader
        .visit(data, |_, column, value| {
            values.insert(column.name.clone(), value.bytes.expect("sound").to_vec());
        })
        .expect("a record");
    values
}

/// A value of the recordings that is a number or names of bits.
pub fn bits(value: &Value) -> u32 {
    let one = |value: &Value| match value {
        Value::Number(number) => number.as_u64().expect("a number") as u32,
        Value::String(name) => {
            let constant = jet_types::name::constant(name).expect(name);
            constant.value.bits().expect(name) as u32
        }
        other => panic!("{other}"),
    };
    match value {
        Value::Null => 0,
        Value::Array(all) => all.iter().map(one).fold(0, |all, bit| all | bit),
        single => one(single),
    }
}
