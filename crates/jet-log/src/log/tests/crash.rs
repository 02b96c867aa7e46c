//! The power goes off anywhere: what was acknowledged is there, and nothing that was not written.

use jet_os::vfs::sim::Fault;

use super::*;

/// What a run had been told to be durable, by the number of the next disk operation.
type Acknowledged = Vec<(u64, usize)>;

/// Plays a workload of `steps` groups; some are waited for.
fn play(log: &Log, vfs: &SimVfs, script: &mut Script, steps: usize) -> Acknowledged {
    let mut acknowledged = Vec::new();
    for _ in 0..steps {
        script.append(log).expect("the disk works");
        let last = script.notes.last().expect("just appended").0;
        match script.rng.below(10) {
            0..3 => log.wait_durable(last).expect("the disk works"),
            3 => log.flush_all().expect("the disk works"),
            4 if script.rng.chance(1, 4) => log.roll().expect("the disk works"),
            _ => log.request_flush(last),
        }
        let durable = log.durable();
        let count = script.notes.iter().filter(|(lgpos, _)| *lgpos < durable).count();
        acknowledged.push((vfs.ops(), count));
    }
    acknowledged
}

/// How many notes had been acknowledged before operation `cut`.
fn acknowledged_at(acknowledged: &Acknowledged, cut: u64) -> usize {
    let before = acknowledged.iter().filter(|(ops, _)| *ops <= cut);
    before.map(|(_, count)| *count).max().unwrap_or(0)
}

fn check_prefix(found: &Notes, written: &Notes, least: usize, context: &str) {
    assert!(is_prefix(found, written), "{context}: not what was written");
    assert!(found.len() >= least, "{context}: {} of {least} acknowledged notes", found.len());
}

/// Cuts before every operation that changes the disk, several times with other fates of what was
/// not synced. Each crashed log is opened again, gone on with, and cut once more.
#[test]
fn acknowledged_records_survive_a_crash_anywhere() {
    let mut images = 0;
    for seed in 0..6 {
        let vfs = sim();
        vfs.keep_history();
        let circular = seed % 2 == 1;
        let params = DiskParams { flags: u8::from(circular), ..DiskParams::default() };
        let wanted = LogOptions { params, reserves: 1, ..options(&vfs) };
        let log = new_log(wanted.clone()).expect("opens");
        if circular {
            // Nothing is needed for recovery here, yet the reader below wants it all.
            log.set_needed(1);
        }
        let mut script = Script::new(seed);
        let acknowledged = play(&log, &vfs, &mut script, 120);
        drop(log);
        let cuts: Vec<u64> =
            vfs.log().iter().filter(|op| op.kind.changes_disk()).map(|op| op.number).collect();
        for cut in cuts.into_iter().filter(|cut| *cut > 1) {
            for fate in 0..4 {
                let context = format!("seed {seed}, cut {cut}, fate {fate}");
                let disk = vfs.crash_at(cut, seed * 1_000_003 + cut * 17 + fate);
                let least = acknowledged_at(&acknowledged, cut);
                check_again(&disk, &wanted, &script.notes, least, &context);
                images += 1;
            }
        }
    }
    assert!(images > 4000, "{images} images");
}

/// Opens a crashed log, writes a little, and cuts again.
fn check_again(disk: &SimVfs, wanted: &LogOptions, written: &Notes, least: usize, context: &str) {
    let wanted = LogOptions { vfs: Arc::new(disk.clone()), ..wanted.clone() };
    if !disk.exists(dir()).expect("works") {
        assert_eq!(least, 0, "{context}: the folder is gone");
        return;
    }
    disk.keep_history();
    let (found, log) = reopen(wanted).unwrap_or_else(|error| panic!("{context}: {error}"));
    check_prefix(&found, written, least, context);
    // What was found is durable now: recovery built on it.
    let kept = found.len();
    let mut second = Script::new(disk.ops());
    second.number = 1_000_000;
    let opened = disk.ops();
    let acknowledged = play(&log, disk, &mut second, 3);
    log.close().unwrap_or_else(|error| panic!("{context}: {error}"));
    let all: Notes = found.into_iter().chain(second.notes).collect();
    let (found, _) = read(disk, dir()).unwrap_or_else(|error| panic!("{context}: {error}"));
    check_prefix(&found, &all, all.len(), &format!("{context}, gone on with"));
    // One more cut, somewhere after the log was opened or while it was.
    let cut = opened / 2 + (disk.ops() - opened / 2) * (opened % 7) / 7;
    let least = acknowledged_at(&acknowledged, cut);
    let least = if cut >= opened { kept + least } else { 0 };
    let (found, _) = read(&disk.crash_at(cut, cut), dir())
        .unwrap_or_else(|error| panic!("{context}, second cut {cut}: {error}"));
    check_prefix(&found, &all, least, &format!("{context}, second cut {cut}"));
}

/// A run ended with writes that no sync made durable, or whose sync failed, and another one finds
/// them. It builds on them, so from then on no crash may take them.
#[test]
fn what_recovery_found_is_durable_from_then_on() {
    let faults = (0..20).map(Fault::LostSync).chain([Fault::Io]);
    for fault in faults {
        let vfs = sim();
        let log = new_log(options(&vfs)).expect("opens");
        let mut script = Script::new(9);
        play(&log, &vfs, &mut script, 10);
        log.flush_all().expect("works");
        script.append(&log).expect("works");
        // The next operations are a write and its sync.
        vfs.inject(vfs.ops() + 1, fault);
        log.flush_all().expect_err("the sync fails");
        drop(log);
        let left = vfs.fork();
        let (found, log) = reopen(options(&left)).expect("opens");
        assert_eq!(found.len(), script.notes.len(), "{fault:?}");
        drop(log);
        for seed in 0..10 {
            let (found, _) = read(&left.crash(seed), dir()).expect("reads");
            assert_eq!(found.len(), script.notes.len(), "{fault:?}, seed {seed}");
        }
    }
}
