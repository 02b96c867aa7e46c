//! A golden database, open for writing, and a session in it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jet_btree::space::{self, NewTree};
use jet_btree::version::{CleanupQueue, Snapshot, Transaction, UNCOMMITTED, VersionStore};
use jet_btree::{ReadCx, Tree, Versioning, WriteCx, Writer, undo};
use jet_os::rng::Rng;
use jet_os::sync::Arc;
use jet_os::{OpenMode, RealVfs, SimClock, Vfs};
use jet_pager::{BufferPool, DbHeader, DbWriter, PageFlags, PoolConfig, Stamper};
use jet_table::cursor::Cursor;
use jet_table::index::IndexKeys;
use jet_table::normalize::unicode;
use jet_table::record::{Instance, Record};
use jet_table::table::{Access, Table};
use jet_table::{TableError, TableSchema, catalog};
use jet_types::{DbId, Objid, Pgno, Procid, TrxId};

/// A database that is written to, without a log.
pub struct Bench {
    _dir: tempfile::TempDir,
    path: PathBuf,
    pool: BufferPool,
    db: DbWriter,
    versions: VersionStore,
    queue: CleanupQueue,
    next_trx: u32,
}

impl Bench {
    /// A copy of a golden database.
    pub fn golden(case: &str) -> Self {
        let (dir, root) = jet_testkit::golden(case);
        let path = root.join("db/t.edb");
        let file = RealVfs.open(&path, OpenMode::ReadWrite).expect("opens");
        let header = DbHeader::read(&*file, &path).expect("sound");
        let config = PoolConfig { page_size: header.page_size, max_bytes: 64 << 20 };
        let pool = BufferPool::new(config).expect("memory");
        let stamper = Stamper { clock: Arc::new(SimClock::new(0)), rng: Rng::new(1) };
        let db = pool.open_writer(file, &path, header, stamper).expect("opens");
        let (versions, queue) = (VersionStore::new(64 << 20, 64), CleanupQueue::new());
        Self { _dir: dir, path, pool, db, versions, queue, next_trx: 4 }
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

    /// What is on the pages.
    pub fn raw(&self) -> ReadCx<'_> {
        ReadCx::raw(&self.pool, &self.db)
    }

    /// A cursor on a table. Where the reference engine made keys of text with weights that are not
    /// known here, the table is emptied, and its text sorts by the weights that are known.
    pub fn cursor(&mut self, name: &str) -> Cursor {
        let found = catalog::find_table(&self.raw(), name).expect("readable");
        let mut schema = found.expect("the table is there");
        let is_known = |index| IndexKeys::new(&schema, index).is_some();
        if !schema.indexes.iter().all(is_known) {
            for index in &mut schema.indexes {
                index.sort_version = Some(u64::from(unicode::NLS_VERSION) << 32);
            }
            self.empty(&schema);
        }
        let table = std::sync::Arc::new(Table::new(&self.raw(), schema).expect("it has a root"));
        Cursor::open(table, 1, Access::default()).expect("nobody denies it")
    }

    /// Takes all rows and entries out of a table.
    fn empty(&mut self, table: &TableSchema) {
        let mut writer = self.begin();
        let indexes = table.indexes.iter().filter_map(|index| index.root);
        let roots: Vec<_> = indexes.chain(table.root).collect();
        for root in roots {
            let tree = Tree::open(&self.raw(), root).expect("a tree");
            let mut nodes = Vec::new();
            let collected = tree.scan::<TableError>(&self.raw(), |node| {
                nodes.push((node.key.to_vec(), node.data.to_vec()));
                Ok(ControlFlow::Continue(()))
            });
            collected.expect("readable");
            for (key, data) in nodes {
                let how = Versioning::Versioned;
                tree.flag_delete(&self.cx(), &mut writer, &key, &data, how).expect("there");
            }
        }
        self.commit(writer);
        self.clean();
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

    /// Does something as one statement: all of it, or nothing.
    pub fn statement<T>(
        &self,
        writer: &mut Writer,
        act: impl FnOnce(&WriteCx<'_>, &mut Writer) -> Result<T, TableError>,
    ) -> Result<T, TableError> {
        writer.begin();
        let done = act(&self.cx(), writer);
        if done.is_ok() {
            writer.commit();
        } else {
            self.rollback(writer);
        }
        done
    }

    /// Removes what nobody sees any more from a tree of some table.
    pub fn clean(&mut self) {
        let mut dead = Vec::new();
        self.queue.clean(&self.versions, UNCOMMITTED, |node| dead.push(node));
        let mut writer = self.begin();
        for node in dead {
            node.reclaim(&self.cx(), &mut writer).expect("clean-up");
        }
        self.commit(writer);
    }

    /// Whether trees and indexes of a table are sound and agree, and every long value has as many
    /// references as it says. Gives the long values nothing refers to.
    pub fn check(&self, cursor: &Cursor, context: &str) -> BTreeSet<Vec<u8>> {
        let cx = self.raw();
        let mut table = TableSchema::clone(cursor.schema());
        table.long_values = cursor.table().counters().long_values();
        let mut findings = Vec::new();
        let compared = jet_table::verify::table(&cx, &table, &mut |finding| findings.push(finding));
        assert_eq!(compared.expect("readable"), table.indexes.len(), "{context}");
        let indexes = table.indexes.iter().filter_map(|index| index.root);
        for root in indexes.chain(table.root).chain(table.long_values) {
            let tree = Tree::open(&cx, root).expect("a tree");
            jet_btree::verify::tree(&cx, &tree, &mut |finding| findings.push(finding));
        }
        assert_eq!(findings, [], "{context}");
        let Some(root) = table.long_values else { return BTreeSet::new() };
        let mut counted = references(&cx, &table);
        let mut lost = BTreeSet::new();
        let tree = Tree::open(&cx, root).expect("a tree");
        let scanned = tree.scan::<TableError>(&cx, |node| {
            let key = node.key.to_vec();
            let is_root = key.len() == if key[0] & 0x80 != 0 { 8 } else { 4 };
            if is_root {
                let says = u32::from_le_bytes(*node.data.first_chunk().expect("a root"));
                match counted.remove(&key) {
                    Some(count) => assert_eq!(count, says, "{context}: {key:02x?}"),
                    None => drop(lost.insert(key)),
                }
            }
            Ok(ControlFlow::Continue(()))
        });
        scanned.expect("readable");
        assert!(counted.is_empty(), "{context}: {counted:02x?} are not there");
        lost
    }

    /// Writes everything to the file.
    pub fn flush(&self) -> &Path {
        self.pool.flush(jet_pager::flush::Flush::All).expect("room");
        &self.path
    }
}

/// Makes a tree of long values, which no catalog knows of.
pub fn new_long_values(cx: &WriteCx<'_>, table: &Table) -> Result<Pgno, TableError> {
    let trx = TrxId(2);
    let snapshot = Snapshot { limit: trx, own: Some(Transaction::begin(trx)) };
    let mut writer = Writer::new(Procid(2), snapshot, Arc::default());
    writer.begin();
    let kind = PageFlags::LONG_VALUE;
    let objid = Objid(1 << 20);
    let new = NewTree { objid, is_unique: true, kind, pages: 1, has_space_trees: false };
    let parent = table.whole().root.expect("it has a root");
    let tree = space::create(cx, &mut writer, parent, new)?;
    writer.commit();
    writer.transaction().set_committed(trx);
    writer.take_made();
    writer.end();
    table.counters().set_long_values(tree.root);
    Ok(tree.root)
}

/// How many values of rows refer to each long value.
fn references(cx: &ReadCx<'_>, table: &TableSchema) -> BTreeMap<Vec<u8>, u32> {
    let mut counted = BTreeMap::new();
    let tree = Tree::new(table.root.expect("a root"), table.objid, true);
    let scanned = tree.scan::<TableError>(cx, |node| {
        let record = Record::parse(node.data, cx.db.page_size()).expect("sound");
        let tagged = record.tagged().expect("sound");
        for column in (0..).map_while(|at| tagged.get(at)) {
            for index in 0..column.count().expect("sound") {
                if let Some(Instance::Separated(raw)) = column.instance(index) {
                    let key = raw.iter().rev().copied().collect();
                    *counted.entry(key).or_default() += 1;
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    });
    scanned.expect("readable");
    counted
}
