//! The log beside databases, on the simulated disk.

use std::path::Path;
use std::sync::Arc;

use jet_btree::space::create_database_root;
use jet_btree::version::{Snapshot, Transaction, VersionStore};
use jet_btree::writer::BeginMark;
use jet_btree::{Journal, WriteCx, Writer};
use jet_log::file::{DiskParams, PathName};
use jet_log::record::{AttachDb, AttachFlags, DetachDb, DetachFlags, StoredPath, Text, Trace};
use jet_log::{Log, LogFile, LogNames, LogOptions, LogStart, Record};
use jet_os::sync::atomic::AtomicU64;
use jet_os::vfs::sim::{Fault, SimVfs};
use jet_os::{OpenMode, Rng, SimClock, Vfs};
use jet_pager::header::{Generation, NewDb};
use jet_pager::{BufferPool, DbHeader, DbWriter, Flush, PoolConfig, PoolIo, Stamper};
use jet_types::{DbId, JetErr, Lgpos, Logtime, PageSize, Pgno, Procid, Signature, TrxId};

use super::*;
use crate::error::Cause;
use crate::lifecycle::{Lifecycle, SharedLife};

const MS: u64 = 1_720_041_578_313;
const SIZE: PageSize = PageSize::KIB_4;

struct Bench {
    vfs: SimVfs,
    clock: Arc<SimClock>,
    life: SharedLife,
    list: Arc<Attachments>,
    journal: LogJournal,
    pool: BufferPool,
}

fn bench() -> Bench {
    let vfs = SimVfs::new();
    vfs.create_dir_all(Path::new("/logs")).expect("fresh");
    let (clock, life) = (Arc::new(SimClock::new(MS)), Arc::new(Lifecycle::new()).share());
    let none = Generation { number: 0, created: Logtime::default() };
    let list = Attachments::new(none, Lgpos::NONE);
    let options = LogOptions {
        vfs: Arc::new(vfs.clone()),
        clock: clock.clone(),
        dir: "/logs".into(),
        names: LogNames::new("edb"),
        page_size: SIZE,
        segments: 16,
        buffer_segments: 8,
        params: DiskParams::default(),
        reserves: 0,
        is_inline: true,
    };
    let sign_log = Signature { random: 7.into(), ..Signature::default() };
    let log = Log::open(options, list.hooks(), LogStart::New { sign_log }).expect("a new log");
    let journal = LogJournal::new(Arc::new(log), life.clone());
    let gate = Some(LogGate::new(journal.clone()) as _);
    let config = PoolConfig { page_size: SIZE, max_bytes: 1 << 16 };
    let pool = BufferPool::with_io(config, PoolIo { gate, ..PoolIo::default() }).expect("room");
    Bench { vfs, clock, life, list, journal, pool }
}

fn note(bytes: &[u8]) -> Record<'_> {
    Record::Trace(Trace { procid: Procid(1), text: Text(bytes) })
}

impl Bench {
    fn database(&self, name: &str) -> Arc<DbWriter> {
        let path = Path::new("/").join(name);
        let file = self.vfs.open(&path, OpenMode::CreateNew).expect("new");
        let lgpos = self.journal.tip();
        let new = NewDb {
            page_size: SIZE,
            dbid: DbId(1),
            sign_db: Signature::default(),
            log: Some((Signature::default(), lgpos)),
        };
        let stamper = Stamper { clock: self.clock.clone(), rng: Rng::new(1) };
        let header = DbHeader::create(&new);
        Arc::new(self.pool.create_writer(file, &path, header, stamper).expect("room"))
    }

    /// Attaches a database as far as the log is concerned.
    fn attach(&self, dbid: u8, name: &str) -> (Lgpos, Arc<DbWriter>) {
        let dbid = DbId(dbid);
        let path = PathName::to_utf16(name);
        let record = Record::AttachDb(AttachDb {
            procid: Procid(1),
            dbid,
            max_pages: 0,
            lgpos_consistent: Lgpos::NONE,
            sign_db: Signature::default(),
            sign_log: Signature::default(),
            path: StoredPath(&path),
            flags: AttachFlags::UNICODE,
        });
        let new = || NewAttachment {
            dbid,
            max_pages: 0,
            lgpos_consistent: Lgpos::NONE,
            sign_db: Signature::default(),
            name: path.clone(),
        };
        let enter = |_, lgpos| self.list.enter(new(), lgpos);
        let at = self.journal.append_noting(&[record], enter).expect("lives").first;
        let writer = self.database(name);
        self.list.follow(dbid, &writer);
        self.list.settle(dbid);
        (at, writer)
    }

    fn detach(&self, dbid: u8, name: &str) -> Lgpos {
        let path = PathName::to_utf16(name);
        let record = Record::DetachDb(DetachDb {
            procid: Procid(1),
            dbid: DbId(dbid),
            path: StoredPath(&path),
            flags: DetachFlags::UNICODE,
        });
        let leave = |_, lgpos| self.list.leave(DbId(dbid), lgpos);
        let at = self.journal.append_noting(&[record], leave).expect("lives").first;
        self.list.part(DbId(dbid));
        at
    }

    fn roll(&self) {
        self.journal.append(&[note(b"so that it is not empty")]).expect("lives");
        self.journal.log().roll().expect("lives");
    }

    /// Who is attached where a generation begins, as its header says.
    fn listed(&self, name: &str) -> Vec<u8> {
        let path = Path::new("/logs").join(name);
        let file = self.vfs.open(&path, OpenMode::ReadUnlocked).expect("there");
        let mut bytes = vec![0; file.len().expect("there") as usize];
        file.read_at(&mut bytes, 0).expect("there");
        let file = LogFile::from_bytes(&path, &bytes).expect("sound");
        file.header().attached.iter().map(|entry| entry.dbid.get()).collect()
    }
}

#[test]
fn headers_of_generations_list_who_is_attached_there() {
    let bench = bench();
    let (one, _) = bench.attach(1, "one.edb");
    bench.roll();
    bench.attach(2, "two.edb");
    let gone = bench.detach(1, "one.edb");
    bench.roll();
    bench.journal.flush_all().expect("lives");
    assert_eq!(bench.listed("edb00001.log"), Vec::<u8>::new());
    assert_eq!(bench.listed("edb00002.log"), [1]);
    assert_eq!(bench.listed("edb.log"), [2]);
    let ids = |lgpos| bench.list.at(lgpos).iter().map(|it| it.dbid.get()).collect::<Vec<_>>();
    assert_eq!(ids(one), Vec::<u8>::new());
    assert_eq!(ids(gone), [1, 2], "a record ends an attachment behind it");
    assert_eq!(ids(bench.journal.tip()), [2]);
    bench.list.set_checkpoint(bench.journal.tip());
    assert_eq!(ids(gone), [2], "who is gone before the checkpoint is forgotten");
}

/// A2: before a generation takes records, headers in use require it; also of a database that is
/// just being created.
#[test]
fn a_roll_raises_what_headers_require() {
    let bench = bench();
    let (_, writer) = bench.attach(1, "one.edb");
    bench.roll();
    bench.roll();
    assert_eq!(writer.current_header().required(), (1, 3));
    let file = bench.vfs.open(Path::new("/one.edb"), OpenMode::ReadUnlocked).expect("there");
    let header = DbHeader::read(&*file, Path::new("/one.edb")).expect("sound");
    assert_eq!(header.required(), (1, 3), "durable, not only in memory");
    assert_eq!(header.disk.generation_max_committed.get(), 3);
    assert_eq!(bench.list.generation().number, 3);
}

#[test]
fn a_page_is_written_after_its_record() {
    let bench = bench();
    let (_, writer) = bench.attach(1, "one.edb");
    let versions = VersionStore::new(0, 1);
    let cx = WriteCx {
        pool: &bench.pool,
        db: &writer,
        dbid: DbId(1),
        journal: Some(&bench.journal),
        versions: &versions,
        growth_pages: 1,
        max_pages: None,
    };
    let own = Some(Transaction::begin(TrxId(4)));
    let mark = BeginMark::new(AtomicU64::new(0));
    let mut session = Writer::new(Procid(1), Snapshot { limit: TrxId(1), own }, mark);
    session.begin();
    writer.extend(Pgno::new(8).expect("not 0")).expect("room");
    create_database_root(&cx, &mut session, 8).expect("room");
    let lgpos = bench.journal.log().durable();
    assert!(lgpos < bench.journal.tip(), "the log is lazy");
    bench.pool.flush(Flush::All).expect("admitted");
    assert_eq!(bench.journal.log().durable().generation, bench.journal.tip().generation);
    assert!(bench.journal.log().durable() >= bench.journal.tip());
}

#[test]
fn the_death_of_the_log_is_that_of_the_instance() {
    for (fault, cause) in [(Fault::Io, Cause::Failure), (Fault::DiskFull, Cause::LogDiskFull)] {
        let bench = bench();
        bench.journal.append(&[note(b"lost")]).expect("in memory");
        bench.vfs.inject(bench.vfs.ops(), fault);
        assert!(bench.journal.flush_all().is_err());
        assert_eq!(bench.life.get().state().unavailable(), Some(cause));
        let error = bench.journal.append(&[note(b"too late")]).expect_err("dead for good");
        let expected = match cause {
            Cause::LogDiskFull => JetErr::LOG_DISK_FULL,
            Cause::Failure => JetErr::LOG_WRITE_FAIL,
        };
        assert_eq!(error.code(), expected);
    }
}
