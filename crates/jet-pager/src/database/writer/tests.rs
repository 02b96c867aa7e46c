//! Headers and lengths on the simulated disk: what a crash at any moment leaves.

use std::path::Path;

use jet_os::sync::Arc;
use jet_os::vfs::sim::{Fault, OpKind, SimVfs};
use jet_os::{File, OpenMode, Vfs};
use jet_types::{DbId, JetErr, Lgpos, PageSize, Signature};

use super::*;
use crate::header::{AttachedTo, Generation, NewDb};
use crate::pool::tests::{SIZE, pgno, pool, stamper};
use crate::{BufferPool, DbState, Flush, PagerError};

const PATH: &str = "db";

fn at(generation: u32) -> Lgpos {
    Lgpos { generation, sector: 8, offset: 0 }
}

fn generation(number: u32) -> Generation {
    Generation { number, created: Logtime::from_unix_ms(u64::from(number) * 60_000) }
}

fn stream() -> Signature {
    stamper(99).signature()
}

fn new_db(log: Option<(Signature, Lgpos)>) -> DbHeader {
    let sign_db = stamper(7).signature();
    DbHeader::create(&NewDb { page_size: SIZE, dbid: DbId(1), sign_db, log })
}

fn create(disk: &SimVfs, pool: &BufferPool, log: Option<(Signature, Lgpos)>) -> DbWriter {
    let file = disk.open(Path::new(PATH), OpenMode::CreateNew).expect("made");
    disk.sync_dir(Path::new("")).expect("synced");
    pool.create_writer(file, Path::new(PATH), new_db(log), stamper(1)).expect("created")
}

fn file(disk: &SimVfs) -> Arc<dyn File> {
    disk.open(Path::new(PATH), OpenMode::ReadUnlocked).expect("open")
}

fn read(disk: &SimVfs) -> crate::Result<DbHeader> {
    DbHeader::read(&*file(disk), Path::new(PATH))
}

/// A logged database, from creation to a clean detach: what was written is what is meant.
fn live(db: &DbWriter) -> Vec<DbState> {
    let mut states = vec![read_state(db)];
    let mut step = |change: &dyn Fn(&mut DbHeader, Logtime)| {
        db.write_header(|header, now| change(header, now)).expect("written");
        states.push(read_state(db));
    };
    step(&|header, now| header.finish_create(Some(generation(1)), now));
    step(&|header, _| header.require(generation(2)));
    step(&|header, _| header.start_at(2));
    step(&|header, now| header.detach(Some(at(2)), now));
    states
}

fn read_state(db: &DbWriter) -> DbState {
    db.current_header().state()
}

#[test]
fn a_life_in_the_order_of_its_events() {
    let (disk, pool) = (SimVfs::new(), pool(16));
    let db = create(&disk, &pool, Some((stream(), at(1))));
    let required = |db: &DbWriter| {
        let header = read(&disk).expect("sound");
        assert_eq!(header.copies, HeaderCopies::Equal);
        assert_eq!(header.encode(), db.current_header().encode());
        header.required()
    };
    assert_eq!((read_state(&db), required(&db)), (DbState::JustCreated, (1, 1)));
    let states = live(&db);
    use DbState::{CleanShutdown, DirtyShutdown, JustCreated};
    let dirty = DirtyShutdown;
    assert_eq!(states, [JustCreated, dirty, dirty, dirty, CleanShutdown]);
    assert_eq!(required(&db), (0, 0));
    let before = db.current_header();
    assert_eq!(before.disk.lgpos_consistent.get(), at(2));
    before.check_attachable(Path::new(PATH)).expect("clean");
    let to =
        AttachedTo { sign_log: stream(), lgpos: at(5), generation: generation(5), is_redo: false };
    db.write_header(|header, now| header.attach(&to, DbId(2), now)).expect("written");
    assert_eq!((read_state(&db), required(&db)), (dirty, (5, 5)));
    let after = db.current_header();
    assert_eq!(after.disk.lgpos_consistent.get(), at(2), "kept while the stream is the same");
    assert_ne!(after.disk.sign_header_flush, before.disk.sign_header_flush, "fresh at each write");
    let error = after.check_attachable(Path::new(PATH)).expect_err("dirty");
    assert_eq!(error.code(), JetErr::DATABASE_DIRTY_SHUTDOWN);
}

#[test]
fn another_stream_forgets_what_the_old_one_knew() {
    let mut header = new_db(Some((stream(), at(1))));
    header.finish_create(Some(generation(1)), Logtime::default());
    header.disk.backup_full_prev.generation_low = 1.into();
    header.detach(Some(at(2)), Logtime::default());
    let sign_log = stamper(5).signature();
    let to = AttachedTo { sign_log, lgpos: at(1), generation: generation(1), is_redo: false };
    header.attach(&to, DbId(1), Logtime::default());
    assert!(header.disk.lgpos_consistent.get().is_none());
    assert_eq!(header.disk.backup_full_prev.generation_low.get(), 0);
    assert_eq!(header.disk.sign_log, sign_log);
    header.detach_from_stream(Logtime::default());
    assert!(!header.disk.sign_log.is_set() && header.disk.lgpos_attach.get().is_none());
    assert_eq!(header.state(), DbState::CleanShutdown);
}

#[test]
fn generations_only_rise_and_stay_in_order() {
    let mut header = new_db(Some((stream(), at(3))));
    header.finish_create(Some(generation(4)), Logtime::default());
    assert_eq!(header.required(), (3, 4));
    header.start_at(2);
    assert_eq!(header.required(), (3, 4), "not before the attachment");
    header.start_at(9);
    assert_eq!(header.required(), (4, 4), "not past what is required");
    header.require(generation(3));
    assert_eq!(header.required(), (4, 4));
    header.require(generation(7));
    header.start_at(6);
    header.assert_sound();
    assert_eq!(header.required(), (6, 7));
    // Recovery finds more committed than required, and requires up to where it is.
    header.disk.generation_max_committed = 12.into();
    header.disk.time_generation_max_created = generation(12).created;
    header.recover(generation(9));
    assert_eq!((header.required(), header.disk.generation_max_committed.get()), ((6, 9), 12));
    assert_eq!(header.disk.time_generation_max_created, generation(12).created);
    header.give_up_after(generation(10));
    assert_eq!(header.disk.generation_max_committed.get(), 10);
    assert_eq!(header.disk.generation_recovering.get(), 0);
}

#[test]
#[should_panic(expected = "JustCreated does not become CleanShutdown")]
fn a_step_that_is_not_allowed_panics() {
    new_db(None).detach(None, Logtime::default());
}

#[test]
fn states_other_than_clean_are_refused_each_with_its_code() {
    let mut header = new_db(None);
    let code =
        |header: &DbHeader| header.check_attachable(Path::new(PATH)).expect_err("not clean").code();
    for (state, expected) in [
        (1, JetErr::DATABASE_CORRUPTED),
        (2, JetErr::DATABASE_DIRTY_SHUTDOWN),
        (4, JetErr::DATABASE_INCOMPLETE_UPGRADE),
        (6, JetErr::DATABASE_INCOMPLETE_INCREMENTAL_RESEED),
        (7, JetErr::DATABASE_DIRTY_SHUTDOWN),
        (8, JetErr::DATABASE_INCOMPLETE_REVERT),
    ] {
        header.disk.state = state.into();
        assert_eq!(code(&header), expected, "state {state}");
    }
    header.disk.state = 2.into();
    header.disk.backup_full_current.generation_low = 1.into();
    assert_eq!(code(&header), JetErr::SOFT_RECOVERY_ON_BACKUP_DATABASE);
    header.disk.update_major = 9999.into();
    assert_eq!(code(&header), JetErr::INVALID_DATABASE_VERSION);
}

/// The power goes off before each operation of a life; the header found is one that was written,
/// never older than the last write that ended.
#[test]
fn a_crash_at_any_moment_leaves_a_header() {
    let (disk, pool) = (SimVfs::new(), pool(16));
    disk.keep_history();
    let db = create(&disk, &pool, Some((stream(), at(1))));
    let mut written = vec![db.current_header().encode()];
    let mut ended = vec![disk.ops()];
    for number in 1..6 {
        let change = |header: &mut DbHeader, now| match number {
            1 => header.finish_create(Some(generation(1)), now),
            5 => header.detach(Some(at(4)), now),
            _ => header.require(generation(number)),
        };
        db.write_header(change).expect("written");
        written.push(db.current_header().encode());
        ended.push(disk.ops());
    }
    for cut in ended[0]..=disk.ops() {
        for seed in 0..6 {
            let crashed = disk.crash_at(cut, seed);
            let header = read(&crashed).expect("one copy is whole").encode();
            let found = written.iter().position(|page| *page == header);
            let found = found.unwrap_or_else(|| panic!("cut {cut}, seed {seed}: a mixture"));
            let least = ended.iter().rposition(|end| *end <= cut).expect("created");
            assert!(found >= least && found <= least + 1, "cut {cut}, seed {seed}: {found}");
        }
    }
}

#[test]
fn a_bad_copy_is_mended_when_opened_for_writing() {
    for (offset, found) in
        [(0, HeaderCopies::OnlyShadow), (SIZE.bytes() as u64, HeaderCopies::OnlyFirst)]
    {
        let (disk, pool) = (SimVfs::new(), pool(16));
        let db = create(&disk, &pool, None);
        let page = db.current_header().encode();
        pool.close_writer(db);
        let open = || disk.open(Path::new(PATH), OpenMode::ReadWrite).expect("open");
        open().write_at(&[1, 2, 3], offset + 100).expect("damaged");
        let header = read(&disk).expect("the other copy");
        assert_eq!(header.copies, found);
        drop(pool.open_writer(open(), Path::new(PATH), header, stamper(2)).expect("opens"));
        let header = read(&disk).expect("sound");
        assert_eq!((header.copies, header.encode()), (HeaderCopies::Equal, page));
    }
}

#[test]
fn what_a_later_engine_put_behind_the_fields_is_kept() {
    let (disk, pool) = (SimVfs::new(), pool(16));
    let mut header = new_db(None);
    header.rest = vec![0, 7, 9];
    let file = disk.open(Path::new(PATH), OpenMode::CreateNew).expect("made");
    let db = pool.create_writer(file, Path::new(PATH), header, stamper(1)).expect("created");
    db.write_header(|header, now| header.finish_create(None, now)).expect("written");
    assert_eq!(read(&disk).expect("sound").rest, [0, 7, 9]);
}

#[test]
fn a_header_that_does_not_change_is_not_written() {
    let (disk, pool) = (SimVfs::new(), pool(16));
    let db = create(&disk, &pool, Some((stream(), at(1))));
    db.write_header(|header, now| header.finish_create(Some(generation(1)), now)).expect("written");
    let before = disk.ops();
    db.write_header(|header, _| header.require(generation(1))).expect("nothing to do");
    assert_eq!(disk.ops(), before);
    db.note_in_header(|header, now| header.note_extended(at(1), now));
    assert_eq!(disk.ops(), before, "noted, not written");
    db.raise_dbtime(Dbtime(0x99));
    db.raise_objid(Objid(12));
    db.write_header(|_, _| ()).expect("written");
    let kinds: Vec<_> = disk.log().into_iter().skip(before as usize).map(|op| op.kind).collect();
    assert_eq!(kinds, [OpKind::Write, OpKind::Sync, OpKind::Write, OpKind::Sync]);
    let header = read(&disk).expect("sound");
    assert_eq!(header.disk.extend_count.get(), 1);
    assert_eq!((header.disk.dbtime.get(), header.disk.objid_last.get()), (0x99, 12));
}

#[test]
fn a_header_write_that_fails_changes_nothing_in_memory() {
    for failing in 0..4 {
        let (disk, pool) = (SimVfs::new(), pool(16));
        let db = create(&disk, &pool, Some((stream(), at(1))));
        let finish = |header: &mut DbHeader, now| header.finish_create(Some(generation(1)), now);
        db.write_header(finish).expect("written");
        disk.inject(disk.ops() + failing, Fault::Io);
        let require = |header: &mut DbHeader, _| header.require(generation(2));
        let error = db.write_header(require).expect_err("cannot be written");
        assert_eq!(error.code(), JetErr::DISK_IO);
        assert_eq!((db.current_header().required(), db.file.waypoint()), ((1, 1), 1));
        let again = db.write_header(require);
        if failing % 2 == 1 {
            assert!(matches!(again, Err(PagerError::SyncFailed { .. })), "a failed sync is final");
        } else {
            again.expect("written");
            assert_eq!((read(&disk).expect("sound").required(), db.file.waypoint()), ((1, 2), 2));
        }
    }
}

#[test]
fn a_file_grows_with_zeros_and_is_cut() {
    let (disk, pool) = (SimVfs::new(), pool(16));
    let db = create(&disk, &pool, None);
    assert_eq!(db.last_pgno(), None);
    assert!(matches!(pool.new_page(&db, pgno(1)), Err(PagerError::BeyondEof { .. })));
    db.extend(pgno(100)).expect("grown");
    db.extend(pgno(7)).expect("long enough");
    assert_eq!(db.last_pgno(), Some(pgno(100)));
    assert!(disk.used() >= 102 * SIZE.bytes() as u64, "zeros have their place");
    let error = pool.read(&db, pgno(100)).expect_err("blank");
    assert_eq!(error.code(), JetErr::PAGE_NOT_INITIALIZED);
    for raw in [5, 6, 90] {
        write_page(&pool, &db, raw);
    }
    pool.truncate(&db, Some(pgno(5))).expect("cut");
    assert_eq!(file(&disk).len().expect("a length"), 7 * SIZE.bytes() as u64);
    for raw in [6, 90] {
        assert!(matches!(pool.write(&db, pgno(raw)), Err(PagerError::BeyondEof { .. })));
    }
    assert_eq!(pool.flush(Flush::All).expect("written").pages, 1);
    db.extend(pgno(9)).expect("grown again");
    assert!(matches!(pool.read(&db, pgno(6)), Err(PagerError::NotInitialized { .. })));
    pool.truncate(&db, None).expect("cut");
    pool.close_writer(db);
    assert_eq!(pool.free_count(), pool.frame_count());
}

fn write_page(pool: &BufferPool, db: &DbWriter, raw: u32) {
    let mut page = pool.new_page(db, pgno(raw)).expect("page");
    page.mark_dirty(Lgpos::NONE);
    let dbtime = db.next_dbtime(&page);
    let (pgno, objid, flags) = (page.pgno(), Objid(raw), crate::PageFlags::LEAF);
    page.edit().format(crate::Blank { pgno, objid, dbtime: Dbtime(0), flags });
    page.stamp(dbtime, Lgpos::NONE);
}

#[test]
fn a_full_disk_refuses_growth_and_nothing_is_lost() {
    let (disk, pool) = (SimVfs::new(), pool(16));
    let db = create(&disk, &pool, None);
    db.extend(pgno(10)).expect("grown");
    write_page(&pool, &db, 10);
    disk.set_capacity(disk.used() + 20 * SIZE.bytes() as u64);
    assert_eq!(db.extend(pgno(1000)).expect_err("full").code(), JetErr::DISK_FULL);
    assert_eq!(db.last_pgno(), Some(pgno(10)));
    assert_eq!(pool.flush(Flush::All).expect("its place was taken before").pages, 1);
}

#[test]
fn a_database_is_closed_by_who_has_it_alone() {
    let (disk, pool) = (SimVfs::new(), pool(16));
    let db = Arc::new(create(&disk, &pool, None));
    db.extend(pgno(10)).expect("grown");
    let sessions = [Arc::clone(&db), Arc::clone(&db)];
    write_page(&pool, &sessions[0], 3);
    assert_eq!(pool.read(&sessions[1], pgno(3)).expect("page").page().objid(), Objid(3));
    let db = Arc::try_unwrap(db).expect_err("sessions have it open");
    drop(sessions);
    let db = Arc::try_unwrap(db).expect("alone");
    let closing = std::panic::AssertUnwindSafe(|| pool.close_writer(db));
    let panic = std::panic::catch_unwind(closing).expect_err("page 3 is dirty");
    let said = panic.downcast_ref::<String>().expect("a message");
    assert!(said.contains("closed while page"), "{said}");
}

#[test]
fn discarded_changes_are_gone() {
    let (disk, pool) = (SimVfs::new(), pool(16));
    let db = create(&disk, &pool, None);
    db.extend(pgno(10)).expect("grown");
    write_page(&pool, &db, 3);
    let slot = db.slot();
    pool.discard(db);
    assert_eq!(pool.oldest(None), None);
    let open = disk.open(Path::new(PATH), OpenMode::ReadWrite).expect("open");
    let header = read(&disk).expect("sound");
    let db = pool.open_writer(open, Path::new(PATH), header, stamper(3)).expect("opens");
    assert_eq!(db.slot(), slot, "the place is used again");
    assert!(matches!(pool.read(&db, pgno(3)), Err(PagerError::NotInitialized { .. })));
}

#[test]
fn page_sizes_must_agree() {
    let (disk, pool) = (SimVfs::new(), pool(16));
    let mut header = new_db(None);
    header.page_size = PageSize::KIB_8;
    let file = disk.open(Path::new(PATH), OpenMode::CreateNew).expect("made");
    let error = pool.create_writer(file, Path::new(PATH), header, stamper(1)).expect_err("8 KiB");
    assert_eq!(error.code(), JetErr::PAGE_SIZE_MISMATCH);
}
