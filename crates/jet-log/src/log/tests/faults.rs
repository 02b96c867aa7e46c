//! The disk fails: the log dies of what it cannot do without, tells everybody, and what it had
//! acknowledged stays so.

use jet_os::vfs::sim::{Fault, Op, OpKind};

use super::*;

/// Plays a workload until it ends or the log dies. Gives how many notes were acknowledged, and
/// the error.
fn play(vfs: &SimVfs, script: &mut Script) -> (usize, Option<LogError>) {
    let mut acknowledged = 0;
    let result = (|| {
        let log = new_log(LogOptions { reserves: 1, ..options(vfs) })?;
        for _ in 0..80 {
            let result = script.append(&log).and_then(|()| {
                if script.rng.chance(1, 3) {
                    log.flush_all()?;
                    acknowledged = script.notes.len();
                }
                Ok(())
            });
            if let Err(error) = result {
                check_dead(&log);
                return Err(error);
            }
        }
        log.close()?;
        acknowledged = script.notes.len();
        Ok(())
    })();
    (acknowledged, result.err())
}

fn check_dead(log: &Log) {
    let cause = log.cause_of_death().expect("an error is the death of the log");
    let durable = log.durable();
    for _ in 0..2 {
        let dead = |error: LogError| matches!(error, LogError::Dead { .. });
        assert!(log.append(&note(&text(1, 5))).is_err_and(dead), "{cause}");
        assert!(log.check_update().is_err_and(dead), "{cause}");
        if log.tip() > durable {
            assert!(log.flush_all().is_err_and(dead), "{cause}");
        }
    }
    assert_eq!(log.durable(), durable, "nothing becomes durable after the death");
}

/// Each operation of a run fails once in each way.
#[test]
fn any_operation_may_fail() {
    let plain = sim();
    let first = plain.ops();
    let mut script = Script::new(4);
    let (all, error) = play(&plain, &mut script);
    assert!(error.is_none() && all == script.notes.len());
    let mut deaths = 0;
    for op in plain.log().into_iter().filter(|op| op.number >= first) {
        let mut faults = vec![Fault::Io, Fault::DiskFull];
        match op.kind {
            OpKind::Write => faults.push(Fault::ShortWrite(op.len / 2)),
            OpKind::Sync => faults.extend((0..3).map(Fault::LostSync)),
            _ => {}
        }
        for fault in faults {
            let vfs = sim();
            vfs.inject(op.number, fault);
            let mut script = Script::new(4);
            let (acknowledged, error) = play(&vfs, &mut script);
            let context = format!("{fault:?} at {op:?}");
            check_fatal(&op, acknowledged, all, error.as_ref(), &context);
            deaths += u32::from(error.is_some());
            for seed in 0..2 {
                let disk = vfs.crash(seed);
                let (found, _) = read(&disk, dir()).unwrap_or_else(|e| panic!("{context}: {e}"));
                assert!(is_prefix(&found, &script.notes), "{context}");
                let found = found.len();
                assert!(found >= acknowledged, "{context}: {found} of {acknowledged}");
            }
        }
    }
    assert!(deaths > 100, "{deaths}");
}

/// Failed writes and syncs of log data are fatal; of what can be done another time they are not.
fn check_fatal(op: &Op, acknowledged: usize, all: usize, error: Option<&LogError>, context: &str) {
    let is_current = op.path.ends_with("edb.log");
    if is_current && matches!(op.kind, OpKind::Write | OpKind::Sync | OpKind::Rename) {
        assert!(error.is_some(), "{context}: survived");
    }
    match error {
        None => assert_eq!(acknowledged, all, "{context}"),
        Some(error) => {
            let codes = [JetErr::LOG_WRITE_FAIL, JetErr::LOG_DISK_FULL];
            let at_open = [JetErr::DISK_IO, JetErr::DISK_FULL];
            let code = error.code();
            assert!(codes.contains(&code) || at_open.contains(&code), "{context}: {error}");
        }
    }
}

/// When the disk is full the log goes on with its reserve, refuses updates, and recovers when
/// there is room; without a reserve it is dead.
#[test]
fn a_full_disk_leaves_the_reserve() {
    let vfs = sim();
    let log = new_log(LogOptions { reserves: 2, ..options(&vfs) }).expect("opens");
    log.check_update().expect("there is room");
    let file_bytes = u64::from(SEGMENTS) * SEGMENT_BYTES as u64;
    vfs.set_capacity(vfs.used() + file_bytes / 2);
    let roll = || log.append(&note(&text(1, 10))).and_then(|_| log.roll());
    roll().expect("the next file was prepared");
    let error = log.check_update().expect_err("a reserve is in use");
    assert_eq!(error.code(), JetErr::LOG_DISK_FULL);
    assert_eq!(log.restore_reserves().expect_err("still full").code(), JetErr::LOG_DISK_FULL);
    roll().expect("a reserve was left");
    vfs.set_capacity(u64::MAX);
    log.restore_reserves().expect("there is room");
    log.check_update().expect("there is room");
    roll().expect("lives");
    let header = LogFile::read_header(&vfs, &dir().join("edb00003.log")).expect("reads");
    assert!(header.flags.contains(LogFlags::RESERVED), "{:?}", header.flags);
    vfs.set_capacity(0);
    for _ in 0..3 {
        roll().expect("one file prepared, two reserves");
    }
    assert_eq!(roll().expect_err("nothing is left").code(), JetErr::LOG_DISK_FULL);
    assert!(log.cause_of_death().is_some());
    drop(log);
    let (found, _) = read(&vfs, dir()).expect("reads");
    assert!(found.len() >= 6);
}

#[test]
fn reserves_of_the_wrong_length_are_made_anew() {
    let vfs = sim();
    let path = dir().join("edbres00001.jrs");
    let file = vfs.open(&path, jet_os::OpenMode::CreateNew).expect("new");
    file.write_at(b"short", 0).expect("works");
    drop(file);
    new_log(LogOptions { reserves: 2, ..options(&vfs) }).expect("opens").close().expect("lives");
    for name in ["edbres00001.jrs", "edbres00002.jrs"] {
        let file = vfs.open(&dir().join(name), jet_os::OpenMode::Read).expect("exists");
        assert_eq!(file.len().expect("works"), u64::from(SEGMENTS) * SEGMENT_BYTES as u64);
    }
}
