//! Write-back on the simulated disk.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use jet_os::sync::Mutex;
use jet_os::vfs::sim::{Fault, Op, OpKind, SimVfs};
use jet_os::{OpenMode, Rng, Vfs};
use jet_types::{Dbtime, JetErr, Logtime, Objid};

use super::*;
use crate::header::Generation;
use crate::page::{Blank, PageFlags};
use crate::pool::tests::{SIZE, file, header, pgno, stamper};
use crate::pool::{FRAMES_MIN, PoolConfig, PoolIo};
use crate::{DbWriter, Refusal, WriteGate, WritePage};

const PATH: &str = "db";

/// A gate that can be shut, and notes what it was asked.
#[derive(Debug, Default)]
struct Gate {
    is_shut: AtomicBool,
    asked: Mutex<Vec<Lgpos>>,
}

impl WriteGate for Gate {
    fn admit(&self, _: DbSlot, lgpos: Lgpos) -> std::result::Result<(), Refusal> {
        if self.is_shut.load(Ordering::Relaxed) {
            return Err(Refusal { what: "shut".to_owned(), code: JetErr::LOG_WRITE_FAIL });
        }
        self.asked.lock().push(lgpos);
        Ok(())
    }
}

struct Rig {
    disk: SimVfs,
    pool: BufferPool,
    db: DbWriter,
    gate: Arc<Gate>,
}

fn rig(frames: usize, pages: u32) -> Rig {
    let disk = SimVfs::new();
    let db_file = disk.open(Path::new(PATH), OpenMode::CreateNew).expect("made");
    db_file.write_at(&file(pages).bytes(), 0).expect("written");
    db_file.sync().expect("synced");
    disk.sync_dir(Path::new("")).expect("synced");
    let gate = Arc::new(Gate::default());
    let io = PoolIo { gate: Some(gate.clone()), max_write_bytes: 8 * SIZE.bytes() };
    let config = PoolConfig { page_size: SIZE, max_bytes: frames * SIZE.bytes() };
    let pool = BufferPool::with_io(config, io).expect("memory");
    let db = pool.open_writer(db_file, Path::new(PATH), header(), stamper(1)).expect("open");
    Rig { disk, pool, db, gate }
}

fn at(sector: u16) -> Lgpos {
    Lgpos { generation: 1, sector, offset: 0 }
}

impl Rig {
    /// Gives a page another object id, by a record at this position.
    fn change(&self, raw: u32, objid: u32, oldest: Lgpos, record: Lgpos) -> Result<()> {
        self.change_page(&mut self.pool.write(&self.db, pgno(raw))?, objid, oldest, record);
        Ok(())
    }

    fn change_page(&self, page: &mut WritePage<'_>, objid: u32, oldest: Lgpos, record: Lgpos) {
        page.mark_dirty(oldest);
        let (pgno, dbtime) = (page.pgno(), self.db.next_dbtime(page));
        let (objid, flags) = (Objid(objid), PageFlags::LEAF);
        page.edit().format(Blank { pgno, objid, dbtime: Dbtime(0), flags });
        page.stamp(dbtime, record);
    }

    fn change_all(&self, pages: impl IntoIterator<Item = u32>) {
        pages.into_iter().for_each(|raw| self.change(raw, raw + 1000, at(1), at(2)).expect("page"));
    }

    fn writes_since(&self, number: u64) -> Vec<Op> {
        let log = self.disk.log();
        let ops = log.into_iter().skip(number as usize);
        ops.filter(|op| op.kind == OpKind::Write).collect()
    }

    /// What an independent reader finds on a disk.
    fn objids(disk: &SimVfs, pages: impl IntoIterator<Item = u32>) -> Vec<u32> {
        let db_file = disk.open(Path::new(PATH), OpenMode::ReadUnlocked).expect("open");
        let pool = crate::pool::tests::pool(FRAMES_MIN);
        let db = pool.open(db_file, Path::new(PATH), header()).expect("open");
        let objid = |raw| pool.read(&db, pgno(raw)).expect("page").page().objid().get();
        pages.into_iter().map(objid).collect()
    }
}

#[test]
fn what_was_written_is_read_back_by_others() {
    let rig = rig(64, 40);
    rig.change_all([3, 1, 2, 7]);
    assert_eq!(Rig::objids(&rig.disk, 1..4), [1, 2, 3]);
    let done = rig.pool.flush(Flush::All).expect("written");
    assert_eq!(done, Flushed { pages: 4, writes: 2 });
    assert_eq!(Rig::objids(&rig.disk, [1, 2, 3, 4, 7]), [1001, 1002, 1003, 4, 1007]);
    assert_eq!(rig.pool.flush(Flush::All).expect("nothing to do"), Flushed::default());
    rig.pool.sync_database(&rig.db).expect("synced");
    for seed in 0..8 {
        assert_eq!(Rig::objids(&rig.disk.crash(seed), [1, 7]), [1001, 1007]);
    }
}

#[test]
fn pages_go_in_order_and_together_up_to_the_limit() {
    let rig = rig(64, 40);
    let before = rig.disk.ops();
    rig.change_all((1..=19).rev());
    rig.change_all([30, 28, 27]);
    rig.pool.flush(Flush::All).expect("written");
    let page_of = |op: &Op| op.offset / SIZE.bytes() as u64 - 1;
    let writes = rig.writes_since(before);
    let writes: Vec<_> = writes.iter().map(|op| (page_of(op), op.len / SIZE.bytes())).collect();
    assert_eq!(writes, [(1, 8), (9, 8), (17, 3), (27, 2), (30, 1)]);
    let stats = rig.pool.stats();
    assert_eq!((stats.writes, stats.pages_written), (5, 22));
}

/// 0, 1, 2, 3, 1, ... by the writes of the page, whichever pool does them.
#[test]
fn the_flush_type_goes_round() {
    let rig = rig(64, 3);
    let on_disk = |disk: &SimVfs| {
        let db_file = disk.open(Path::new(PATH), OpenMode::ReadUnlocked).expect("open");
        let mut bytes = vec![0; SIZE.bytes()];
        db_file.read_at(&mut bytes, 2 * SIZE.bytes() as u64).expect("page 1");
        Page::new(&bytes, SIZE).flags().flush_type()
    };
    assert_eq!(on_disk(&rig.disk), 0);
    for expected in [1, 2, 3, 1, 2] {
        rig.change_all([1]);
        rig.pool.flush(Flush::All).expect("written");
        assert_eq!(on_disk(&rig.disk), expected);
    }
    // Another pool starts from the type it reads.
    let disk = rig.disk.fork();
    let db_file = disk.open(Path::new(PATH), OpenMode::ReadWrite).expect("open");
    let other = crate::pool::tests::pool(FRAMES_MIN);
    let db = other.open_writer(db_file, Path::new(PATH), header(), stamper(1)).expect("open");
    let mut page = other.write(&db, pgno(1)).expect("page");
    page.mark_dirty(Lgpos::NONE);
    let dbtime = Dbtime(page.page().dbtime().get() + 1);
    page.stamp(dbtime, Lgpos::NONE);
    drop(page);
    other.flush(Flush::All).expect("written");
    assert_eq!(on_disk(&disk), 3);
}

#[test]
fn a_shut_gate_keeps_pages_back() {
    let rig = rig(64, 9);
    rig.change(4, 77, at(1), at(5)).expect("page");
    rig.gate.is_shut.store(true, Ordering::Relaxed);
    let before = rig.disk.ops();
    let error = rig.pool.flush(Flush::All).expect_err("shut");
    assert_eq!(error.code(), JetErr::LOG_WRITE_FAIL);
    assert_eq!(
        error.to_string(),
        format!("db: page 4, last changed at {}, may not be written: shut", at(5))
    );
    assert!(rig.writes_since(before).is_empty());
    assert_eq!(rig.pool.oldest(None), Some(at(1)));
    rig.gate.is_shut.store(false, Ordering::Relaxed);
    assert_eq!(rig.pool.flush(Flush::All).expect("written").pages, 1);
    assert_eq!(Rig::objids(&rig.disk, [4]), [77]);
}

#[test]
fn the_gate_is_asked_for_the_newest_record_of_each_write() {
    let rig = rig(64, 20);
    for (raw, record) in [(1, 5), (2, 9), (3, 4), (10, 7)] {
        rig.change(raw, 77, at(1), at(record)).expect("page");
    }
    // A page written before is asked for again by its newest record.
    rig.pool.flush(Flush::All).expect("written");
    rig.change(10, 78, at(1), at(11)).expect("page");
    rig.pool.flush(Flush::All).expect("written");
    assert_eq!(*rig.gate.asked.lock(), [at(9), at(7), at(11)]);
}

/// Whatever the gate says, a page of a generation that the durable header does not require stays.
#[test]
fn no_page_passes_the_waypoint() {
    let rig = rig(64, 20);
    let later = Lgpos { generation: 2, ..at(1) };
    rig.change(4, 77, later, later).expect("page");
    let error = rig.pool.flush(Flush::All).expect_err("beyond the waypoint");
    assert!(error.to_string().ends_with("the header requires only up to 1"), "{error}");
    let generation = Generation { number: 2, created: Logtime::default() };
    rig.db.note_in_header(|header, _| {
        header.disk.state = 2.into();
        header.require(generation);
    });
    rig.pool.flush(Flush::All).expect_err("noted is not durable");
    rig.db.write_header(|_, _| ()).expect("written");
    assert_eq!(rig.pool.flush(Flush::All).expect("written").pages, 1);
}

#[test]
fn without_a_gate_only_unlogged_pages_are_written() {
    let pool = crate::pool::tests::pool(FRAMES_MIN);
    let disk = rig(FRAMES_MIN, 5).disk.fork();
    let db_file = disk.open(Path::new(PATH), OpenMode::ReadWrite).expect("open");
    let db = pool.open_writer(db_file, Path::new(PATH), header(), stamper(1)).expect("open");
    for (raw, oldest, record) in [(1, Lgpos::NONE, Lgpos::NONE), (3, at(1), at(1))] {
        let mut page = pool.write(&db, pgno(raw)).expect("page");
        page.mark_dirty(oldest);
        page.stamp(Dbtime(7), record);
    }
    let error = pool.flush(Flush::All).expect_err("page 3 is logged");
    assert!(matches!(error, PagerError::Refused { pgno, .. } if pgno.get() == 3), "{error}");
    assert_eq!(pool.stats().pages_written, 1);
    assert_eq!(pool.oldest(None), Some(at(1)), "unlogged pages need no log");
}

#[test]
fn a_page_that_cannot_be_written_stays_dirty_and_the_others_are_written() {
    let rig = rig(64, 30);
    rig.change_all([1, 2, 10, 20]);
    for fault in [Fault::Io, Fault::DiskFull, Fault::ShortWrite(100)] {
        rig.change_all([1, 20]);
        // The second write: page 10, or 20 the second time round.
        rig.disk.inject(rig.disk.ops() + 1, fault);
        let error = rig.pool.flush(Flush::All).expect_err("cannot be written");
        let PagerError::Write { first, last, .. } = &error else { panic!("{error}") };
        assert!(first == last && [10, 20].contains(&first.get()), "{error}");
        let expected = if fault == Fault::Io { JetErr::DISK_IO } else { JetErr::DISK_FULL };
        assert_eq!(error.code(), expected, "{error}");
        assert_eq!(rig.pool.oldest(None), Some(at(1)));
        assert_eq!(Rig::objids(&rig.disk, [1]), [1001]);
        assert_eq!(rig.pool.flush(Flush::All).expect("written").pages, 1);
    }
    assert_eq!(Rig::objids(&rig.disk, [1, 2, 10, 20]), [1001, 1002, 1010, 1020]);
}

#[test]
fn a_page_that_contradicts_itself_is_not_written() {
    let rig = rig(64, 9);
    rig.change_all([4, 6]);
    let mut page = rig.pool.write(&rig.db, pgno(5)).expect("page");
    page.mark_dirty(at(1));
    page.edit().set_flags(PageFlags::LONG_VALUE.with(PageFlags::INDEX));
    let dbtime = rig.db.next_dbtime(&page);
    page.stamp(dbtime, at(2));
    drop(page);
    let error = rig.pool.flush(Flush::All).expect_err("page 5");
    assert!(matches!(error, PagerError::Corrupt { pgno, .. } if pgno.get() == 5), "{error}");
    assert_eq!(Rig::objids(&rig.disk, [4, 5, 6]), [1004, 5, 1006]);
}

#[test]
fn the_oldest_change_counts_until_it_is_synced() {
    let rig = rig(64, 9);
    let (pool, db) = (&rig.pool, &rig.db);
    assert_eq!(pool.oldest(None), None);
    rig.change(1, 77, at(5), at(6)).expect("page");
    rig.change(2, 77, at(3), at(7)).expect("page");
    rig.change(2, 78, at(8), at(9)).expect("page");
    assert_eq!(pool.oldest(Some(db)), Some(at(3)), "later changes do not make it younger");
    assert_eq!(pool.flush(Flush::UpTo(at(2))).expect("none that old").pages, 0);
    assert_eq!(pool.flush(Flush::UpTo(at(3))).expect("written").pages, 1);
    assert_eq!(pool.oldest(None), Some(at(3)), "written, not synced");
    rig.change(2, 79, at(12), at(13)).expect("page");
    pool.sync_database(db).expect("synced");
    assert_eq!(pool.oldest(None), Some(at(5)));
    pool.flush(Flush::Database(db.slot())).expect("written");
    pool.sync_database(db).expect("synced");
    assert_eq!(pool.oldest(None), None);
}

#[test]
fn a_failed_sync_stops_the_checkpoint_for_good() {
    let rig = rig(64, 9);
    rig.change(1, 77, at(5), at(6)).expect("page");
    rig.pool.flush(Flush::All).expect("written");
    rig.disk.inject(rig.disk.ops(), Fault::LostSync(1));
    assert_eq!(rig.pool.sync_database(&rig.db).expect_err("lost").code(), JetErr::DISK_IO);
    let error = rig.pool.sync_database(&rig.db).expect_err("nobody knows what was lost");
    assert!(matches!(error, PagerError::SyncFailed { .. }), "{error}");
    assert_eq!(rig.pool.oldest(None), Some(at(5)));
}

#[test]
fn when_all_frames_are_dirty_a_batch_is_written_and_work_goes_on() {
    let rig = rig(FRAMES_MIN, 300);
    rig.change_all(1..=300);
    let stats = rig.pool.stats();
    assert_eq!(rig.pool.frame_count(), FRAMES_MIN);
    assert!(stats.pages_written >= 300 - FRAMES_MIN as u64, "{stats:?}");
    assert!(stats.writes * 4 <= stats.pages_written, "in batches: {stats:?}");
    rig.pool.flush(Flush::All).expect("written");
    let expected: Vec<u32> = (1001..=1300).collect();
    assert_eq!(Rig::objids(&rig.disk, 1..=300), expected);
}

/// Who goes from one page to another finds the first still there, sooner or later, even if all
/// others are dirty.
#[test]
fn two_clean_pages_find_room_beside_dirty_ones() {
    let rig = rig(FRAMES_MIN, 40);
    let dirty = FRAMES_MIN as u32 - 1;
    rig.change_all(1..=dirty);
    let both_stay = (0..10).any(|_| {
        let above = rig.pool.read(&rig.db, pgno(30)).expect("page").version();
        drop(rig.pool.read(&rig.db, pgno(31)).expect("page"));
        rig.pool.is_current(above)
    });
    assert!(both_stay);
}

#[test]
fn clean_pages_go_before_dirty_ones() {
    let rig = rig(FRAMES_MIN, 300);
    rig.change_all(1..=7);
    for raw in 8..=300 {
        rig.pool.read(&rig.db, pgno(raw)).expect("page");
    }
    assert_eq!(rig.pool.stats().pages_written, 0);
    assert!((1..=7).all(|raw| rig.pool.try_read(&rig.db, pgno(raw)).is_some()));
}

#[test]
fn when_nothing_can_be_written_the_pool_says_why() {
    let rig = rig(FRAMES_MIN, 300);
    rig.gate.is_shut.store(true, Ordering::Relaxed);
    rig.change_all(1..=FRAMES_MIN as u32);
    let error = rig.change(100, 1, at(1), at(2)).expect_err("full of dirty pages");
    assert_eq!(error.code(), JetErr::LOG_WRITE_FAIL);
    rig.gate.is_shut.store(false, Ordering::Relaxed);
    rig.disk.fail_from(rig.disk.ops());
    let error = rig.change(100, 1, at(1), at(2)).expect_err("the disk is gone");
    assert!(matches!(error, PagerError::Write { .. }), "{error}");
    rig.disk.fail_from(u64::MAX);
    rig.change(100, 1, at(1), at(2)).expect("well again");
}

#[test]
fn a_reserve_of_frames_is_kept_free() {
    let rig = rig(FRAMES_MIN, 300);
    rig.change_all(1..=FRAMES_MIN as u32);
    assert!(rig.pool.clean(5).expect("written") >= 5);
    assert!(rig.pool.free_count() >= 5);
    let written = rig.pool.stats().pages_written;
    rig.change_all(50..55);
    assert_eq!(rig.pool.stats().pages_written, written, "nobody had to write");
    let held: Vec<_> =
        (1..=FRAMES_MIN as u32).map(|raw| rig.pool.read(&rig.db, pgno(raw))).collect();
    assert_eq!(rig.pool.clean(5).expect("all are held"), 0);
    assert_eq!(held.into_iter().filter(Result::is_ok).count(), FRAMES_MIN);
}

#[test]
fn a_half_made_change_is_never_written() {
    let rig = rig(64, 9);
    rig.change_all([1]);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut page = rig.pool.write(&rig.db, pgno(2)).expect("page");
        page.mark_dirty(at(1));
        page.edit().set_prev(None);
        panic!("on purpose");
    }));
    panicked.expect_err("on purpose");
    let before = rig.disk.ops();
    assert!(matches!(rig.pool.flush(Flush::All), Err(PagerError::Broken)));
    assert!(rig.writes_since(before).is_empty());
}

#[test]
fn a_gate_that_panics_leaves_no_page_in_flight() {
    #[derive(Debug)]
    struct Panics;
    impl WriteGate for Panics {
        fn admit(&self, _: DbSlot, _: Lgpos) -> std::result::Result<(), Refusal> {
            panic!("on purpose")
        }
    }
    let mut rig = rig(64, 9);
    rig.change_all([1]);
    rig.pool.gate = Some(Arc::new(Panics));
    let flush = std::panic::AssertUnwindSafe(|| rig.pool.flush(Flush::All));
    std::panic::catch_unwind(flush).expect_err("on purpose");
    rig.pool.gate = Some(rig.gate.clone());
    assert_eq!(rig.pool.flush(Flush::All).expect("written").pages, 1);
}

/// Writers count pages up beside readers, a flusher, and too few frames; all counts arrive.
#[test]
fn writers_readers_and_flushers_at_once() {
    const PAGES: u32 = 60;
    for seed in 0..4 {
        let rig = rig(FRAMES_MIN + 8, PAGES);
        let counts: Vec<AtomicU64> = (0..=PAGES).map(|raw| AtomicU64::new(raw.into())).collect();
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let (rig, counts, done) = (&rig, &counts, &done);
            let writers = [1, 2, 3].map(|thread| {
                scope.spawn(move || {
                    let mut rng = Rng::new(seed * 100 + thread);
                    for step in 0..2_000_u32 {
                        let raw = rng.below(PAGES.into()) as u32 + 1;
                        let reserved = rig.pool.reserve(&rig.db, pgno(raw)).expect("page");
                        let objid = reserved.page().objid().get();
                        let expected = counts[raw as usize].fetch_add(1, Ordering::Relaxed);
                        assert_eq!(u64::from(objid), expected, "seed {seed}, page {raw}");
                        let mut page = reserved.upgrade();
                        let lgpos = at(step as u16 + 1);
                        rig.change_page(&mut page, objid + 1, lgpos, lgpos);
                    }
                })
            });
            scope.spawn(move || {
                let mut rng = Rng::new(seed);
                while !done.load(Ordering::Relaxed) {
                    match rng.below(4) {
                        0 => drop(rig.pool.flush(Flush::All).expect("written")),
                        1 => drop(rig.pool.flush(Flush::UpTo(at(700))).expect("written")),
                        2 => rig.pool.sync_database(&rig.db).expect("synced"),
                        _ => drop(rig.pool.clean(4).expect("cleaned")),
                    }
                }
            });
            scope.spawn(move || {
                let mut rng = Rng::new(seed + 50);
                while !done.load(Ordering::Relaxed) {
                    let raw = rng.below(PAGES.into()) as u32 + 1;
                    let page = rig.pool.read(&rig.db, pgno(raw)).expect("page");
                    page.page().check(pgno(raw)).expect("whole");
                }
            });
            let ended = writers.map(std::thread::ScopedJoinHandle::join);
            done.store(true, Ordering::Relaxed);
            assert!(ended.iter().all(|end| end.is_ok()), "seed {seed}");
        });
        rig.pool.flush(Flush::All).expect("written");
        rig.pool.sync_database(&rig.db).expect("synced");
        assert_eq!(rig.pool.oldest(None), None, "seed {seed}");
        let expected: Vec<_> =
            counts.iter().skip(1).map(|n| n.load(Ordering::Relaxed) as u32).collect();
        assert_eq!(Rig::objids(&rig.disk.crash(seed), 1..=PAGES), expected, "seed {seed}");
    }
}
