//! Each promise of the simulation, and each thing it does not promise.

use std::collections::BTreeSet;

use super::*;
use crate::rng::Rng;
use jet_types::JetErr;

const SEEDS: u64 = 200;

fn path(name: &str) -> PathBuf {
    Path::new("/d").join(name)
}

/// A disk with the durable folder `/d`.
fn disk() -> SimVfs {
    let vfs = SimVfs::new();
    vfs.create_dir_all(Path::new("/d")).expect("fresh");
    vfs.sync_dir(Path::new("/")).expect("exists");
    vfs
}

/// A disk with a durable file `/d/f` of `len` bytes `byte`.
fn disk_with(byte: u8, len: usize) -> (SimVfs, Arc<dyn File>) {
    let vfs = disk();
    let file = put(&vfs, "f", &vec![byte; len]);
    vfs.sync_dir(Path::new("/d")).expect("exists");
    (vfs, file)
}

fn put(vfs: &SimVfs, name: &str, bytes: &[u8]) -> Arc<dyn File> {
    let file = vfs.open(&path(name), OpenMode::CreateNew).expect("new");
    file.write_at(bytes, 0).expect("fits");
    file.sync().expect("works");
    file
}

fn contents(vfs: &SimVfs, name: &str) -> Vec<u8> {
    let file = vfs.open(&path(name), OpenMode::ReadUnlocked).expect("exists");
    let mut bytes = vec![0; file.len().expect("works") as usize];
    file.read_at(&mut bytes, 0).expect("inside");
    bytes
}

fn code<T>(result: Result<T>) -> JetErr {
    result.map(|_| ()).expect_err("fails").code()
}

/// All contents of `/d/f` that crashes of `vfs` leave.
fn outcomes(vfs: &SimVfs) -> BTreeSet<Vec<u8>> {
    (0..SEEDS).map(|seed| contents(&vfs.crash(seed), "f")).collect()
}

#[test]
fn what_is_written_is_read_at_any_offset() {
    let (vfs, file) = disk_with(0, 0);
    let mut model = Vec::new();
    let mut rng = Rng::new(11);
    for _ in 0..400 {
        if rng.chance(1, 8) {
            let len = rng.index(40_000);
            model.resize(len, 0);
            file.set_len(len as u64).expect("works");
        } else {
            let mut bytes = vec![0; 1 + rng.index(9000)];
            rng.fill(&mut bytes);
            let at = rng.index(600_000);
            model.resize(model.len().max(at + bytes.len()), 0);
            model[at..at + bytes.len()].copy_from_slice(&bytes);
            file.write_at(&bytes, at as u64).expect("works");
        }
        assert_eq!(file.len().expect("works"), model.len() as u64);
    }
    assert!(contents(&vfs, "f") == model, "seed 11");
    assert!(vfs.used() <= 600_000 + 4096 * 4);
    assert_eq!(code(file.read_at(&mut [0; 2], model.len() as u64 - 1)), JetErr::FILE_IO_BEYOND_EOF);
}

#[test]
fn synced_bytes_survive_every_crash() {
    let (vfs, file) = disk_with(1, 3000);
    file.write_at(&[2; 700], 2900).expect("works");
    file.set_len(3500).expect("works");
    file.sync().expect("works");
    let expected = contents(&vfs, "f");
    assert_eq!(outcomes(&vfs), BTreeSet::from([expected]));
}

/// Of one unsynced write each sector is old or new, and all, none and a mixture do occur; so do
/// holes before what is kept.
#[test]
fn an_unsynced_write_is_kept_dropped_or_torn_by_sectors() {
    let (vfs, file) = disk_with(1, 2048);
    file.write_at(&[2; 1536], 256).expect("works");
    let found = outcomes(&vfs);
    for bytes in &found {
        assert_eq!(bytes.len(), 2048);
        assert!(bytes[..256].iter().chain(&bytes[1792..]).all(|byte| *byte == 1));
        for (start, end) in [(256, 512), (512, 1024), (1024, 1536), (1536, 1792)] {
            assert!(bytes[start..end].iter().all(|byte| *byte == bytes[start]), "a torn sector");
        }
    }
    assert_eq!(found.len(), 16, "all subsets of four sectors");
}

#[test]
fn unsynced_writes_are_reordered() {
    let (vfs, file) = disk_with(1, 512);
    file.write_at(&[2; 512], 0).expect("works");
    file.write_at(&[3; 512], 0).expect("works");
    let last: BTreeSet<u8> = outcomes(&vfs).iter().map(|bytes| bytes[0]).collect();
    assert_eq!(last, BTreeSet::from([1, 2, 3]));
    // Two at different places: the second may survive alone.
    file.sync().expect("works");
    file.write_at(&[4; 512], 0).expect("works");
    file.write_at(&[5; 512], 1024).expect("works");
    let found = outcomes(&vfs);
    assert!(found.iter().any(|bytes| bytes[0] == 3 && bytes.get(1024) == Some(&5)));
    assert!(found.iter().any(|bytes| bytes[0] == 4 && bytes.len() == 512));
}

/// A file that grew may have its length without its bytes, which are zero then.
#[test]
fn growth_may_survive_without_the_bytes() {
    let (vfs, file) = disk_with(1, 512);
    file.write_at(&[2; 512], 512).expect("works");
    let found = outcomes(&vfs);
    let with = |tail: &[u8]| [&[1; 512], tail].concat();
    assert_eq!(found, BTreeSet::from([with(&[]), with(&[2; 512]), with(&[0; 512])]));
}

#[test]
fn an_unsynced_length_is_old_or_new() {
    let (vfs, file) = disk_with(1, 1024);
    file.set_len(512).expect("works");
    file.set_len(2048).expect("works");
    let zeros = |ones: usize, len: usize| [vec![1; ones], vec![0; len - ones]].concat();
    let allowed = [zeros(1024, 1024), zeros(512, 512), zeros(512, 2048), zeros(1024, 2048)];
    assert_eq!(outcomes(&vfs), BTreeSet::from(allowed));
    file.sync().expect("works");
    assert_eq!(outcomes(&vfs), BTreeSet::from([zeros(512, 2048)]));
}

/// A file that is synced but whose folder is not may be gone; never half there.
#[test]
fn a_name_is_durable_when_its_folder_is_synced() {
    let vfs = disk();
    put(&vfs, "f", b"abc");
    let there = |vfs: &SimVfs, name| vfs.exists(&path(name)).expect("works");
    let found: BTreeSet<bool> = (0..SEEDS).map(|seed| there(&vfs.crash(seed), "f")).collect();
    assert_eq!(found, BTreeSet::from([false, true]));
    vfs.sync_dir(Path::new("/d")).expect("exists");
    vfs.rename(&path("f"), &path("g")).expect("exists");
    for seed in 0..SEEDS {
        let after = vfs.crash(seed);
        let name = if there(&after, "f") { "f" } else { "g" };
        assert_eq!(contents(&after, name), b"abc");
        assert!(!(there(&after, "f") && there(&after, "g")), "a rename is atomic");
    }
    vfs.sync_dir(Path::new("/d")).expect("exists");
    vfs.remove(&path("g")).expect("exists");
    let found: BTreeSet<bool> = (0..SEEDS).map(|seed| there(&vfs.crash(seed), "g")).collect();
    assert_eq!(found, BTreeSet::from([false, true]));
    vfs.sync_dir(Path::new("/d")).expect("exists");
    assert!((0..SEEDS).all(|seed| !there(&vfs.crash(seed), "g")));
}

/// Changes in one folder survive in order: the second rename of a chain not without the first.
#[test]
fn names_in_one_folder_change_in_order() {
    let vfs = disk();
    put(&vfs, "current", b"1");
    put(&vfs, "next", b"2");
    vfs.sync_dir(Path::new("/d")).expect("exists");
    vfs.rename(&path("current"), &path("old")).expect("exists");
    vfs.rename(&path("next"), &path("current")).expect("exists");
    let listed = |seed| vfs.crash(seed).list(Path::new("/d")).expect("exists").join(" ");
    let found: BTreeSet<String> = (0..SEEDS).map(listed).collect();
    let expected = ["current next", "next old", "current old"].map(String::from);
    assert_eq!(found, BTreeSet::from(expected));
}

/// Folders become durable each on its own; a folder that is lost takes along what is in it.
#[test]
fn folders_do_not_wait_for_each_other() {
    let vfs = disk();
    vfs.create_dir_all(Path::new("/e/deep")).expect("works");
    put(&vfs, "f", b"abc");
    vfs.rename(&path("f"), Path::new("/e/deep/f")).expect("works");
    vfs.sync_dir(Path::new("/e/deep")).expect("exists");
    let deep = Path::new("/e/deep/f");
    let found: BTreeSet<_> = (0..SEEDS)
        .map(|seed| {
            let after = vfs.crash(seed);
            assert!(!after.exists(&path("f")).expect("works"), "the rename is durable");
            (after.exists(Path::new("/e")).expect("works"), after.exists(deep).expect("works"))
        })
        .collect();
    assert_eq!(found, BTreeSet::from([(false, false), (true, false), (true, true)]));
    vfs.sync_dir(Path::new("/")).expect("exists");
    vfs.sync_dir(Path::new("/e")).expect("exists");
    assert!((0..SEEDS).all(|seed| vfs.crash(seed).exists(deep).expect("works")));
}

/// Cutting before an operation is as if the run had ended there, whatever came later.
#[test]
fn a_cut_sees_nothing_of_what_comes_later() {
    let vfs = disk();
    vfs.keep_history();
    let first = vfs.ops();
    let file = put(&vfs, "f", &[7; 5000]);
    vfs.sync_dir(Path::new("/d")).expect("exists");
    let durable = vfs.ops();
    file.write_at(&[8; 5000], 0).expect("works");
    file.sync().expect("works");
    for seed in 0..SEEDS {
        assert!(!vfs.crash_at(first, seed).exists(&path("f")).expect("works"));
        assert_eq!(contents(&vfs.crash_at(durable, seed), "f"), [7; 5000]);
        assert_eq!(contents(&vfs.crash_at(vfs.ops(), seed), "f"), [8; 5000]);
        let (one, other) = (vfs.crash_at(durable + 1, seed), vfs.crash_at(durable + 1, seed));
        assert_eq!(contents(&one, "f"), contents(&other, "f"), "the seed decides");
    }
}

#[test]
fn operations_are_numbered_and_told() {
    let (vfs, file) = disk_with(1, 10);
    let before = vfs.ops();
    file.write_at(b"xy", 3).expect("works");
    assert_eq!(code(vfs.open(&path("none"), OpenMode::Read)), JetErr::FILE_NOT_FOUND);
    let log = vfs.log();
    let expected = Op {
        number: before,
        kind: OpKind::Write,
        path: path("f").into(),
        offset: 3,
        len: 2,
        is_ok: true,
    };
    assert_eq!(log[before as usize], expected);
    assert_eq!(
        (log[before as usize + 1].kind, log.last().map(|op| op.is_ok)),
        (OpKind::Open, Some(false))
    );
    assert!(OpKind::Write.changes_disk() && !OpKind::Open.changes_disk());
}

#[test]
fn the_chosen_operation_fails_and_no_other() {
    let (vfs, file) = disk_with(1, 10);
    let at = vfs.ops();
    vfs.inject(at + 1, Fault::Io);
    vfs.inject(at + 2, Fault::DiskFull);
    vfs.inject(at + 3, Fault::Io);
    file.write_at(b"a", 0).expect("works");
    assert_eq!(code(file.write_at(b"b", 1)), JetErr::DISK_IO);
    assert_eq!(code(file.write_at(b"c", 2)), JetErr::DISK_FULL);
    assert_eq!(code(file.read_at(&mut [0], 0)), JetErr::DISK_IO);
    file.write_at(b"d", 3).expect("works");
    assert_eq!(contents(&vfs, "f"), b"a\x01\x01d\x01\x01\x01\x01\x01\x01");
    vfs.fail_from(vfs.ops());
    assert_eq!(code(file.sync()), JetErr::DISK_IO);
    assert_eq!(code(vfs.list(Path::new("/d"))), JetErr::DISK_IO);
}

#[test]
fn a_short_write_leaves_its_first_bytes() {
    let (vfs, file) = disk_with(1, 4);
    vfs.inject(vfs.ops(), Fault::ShortWrite(2));
    assert_eq!(code(file.write_at(b"abcd", 0)), JetErr::DISK_FULL);
    assert_eq!(contents(&vfs, "f"), b"ab\x01\x01");
}

/// After a failed sync reads find the bytes, a later sync succeeds, and yet a crash loses them.
#[test]
fn a_failed_sync_loses_changes_for_good() {
    let mut found = BTreeSet::new();
    for seed in 0..SEEDS {
        let (vfs, file) = disk_with(1, 1024);
        file.write_at(&[2; 1024], 0).expect("works");
        vfs.inject(vfs.ops(), Fault::LostSync(seed));
        assert_eq!(code(file.sync()), JetErr::DISK_IO);
        assert_eq!(contents(&vfs, "f"), [2; 1024]);
        file.write_at(&[3; 8], 0).expect("works");
        file.sync().expect("says so");
        let after = contents(&vfs.crash(seed), "f");
        assert_eq!(after[..8], [3; 8], "what was written later is durable");
        found.insert((after[8], after[512]));
    }
    assert_eq!(found, BTreeSet::from([(1, 1), (1, 2), (2, 1), (2, 2)]));
}

#[test]
fn a_small_disk_fills_up_and_frees() {
    let (vfs, file) = disk_with(1, 4096);
    vfs.set_capacity(4096 * 3);
    assert_eq!(code(file.write_at(&[2; 4096 * 3], 4096)), JetErr::DISK_FULL);
    assert_eq!(file.len().expect("works"), 4096 * 3, "what fits is written");
    file.write_at(&[3; 4096], 0).expect("needs no room");
    let other = vfs.open(&path("g"), OpenMode::CreateNew).expect("a name needs no room");
    assert_eq!(code(other.write_at(b"x", 0)), JetErr::DISK_FULL);
    vfs.remove(&path("f")).expect("exists");
    other.write_at(b"x", 0).expect("there is room again");
    assert_eq!(vfs.used(), 4096);
}

/// Both file systems agree on who may open what, and on the codes.
#[test]
fn files_are_locked_as_real_ones_are() {
    let dir = std::env::temp_dir().join(format!("jet-os-locks-{}", Rng::from_os().next_u64()));
    let real = super::super::real::RealVfs;
    check_locks(&real, &dir);
    std::fs::remove_dir_all(&dir).expect("ours");
    check_locks(&SimVfs::new(), Path::new("/locks"));
}

fn check_locks(vfs: &dyn Vfs, dir: &Path) {
    let file = &dir.join("file");
    assert_eq!(code(vfs.open(file, OpenMode::CreateNew)), JetErr::INVALID_PATH);
    vfs.create_dir_all(dir).expect("may");
    assert_eq!(code(vfs.open(file, OpenMode::ReadWrite)), JetErr::FILE_NOT_FOUND);
    let writer = vfs.open(file, OpenMode::CreateNew).expect("new");
    writer.write_at(b"abc", 0).expect("works");
    for mode in [OpenMode::Read, OpenMode::ReadWrite, OpenMode::CreateOrTruncate] {
        assert_eq!(code(vfs.open(file, mode)), JetErr::FILE_ACCESS_DENIED, "{mode:?}");
    }
    assert_eq!(code(vfs.open(file, OpenMode::CreateNew)), JetErr::FILE_ALREADY_EXISTS);
    let beside = vfs.open(file, OpenMode::ReadUnlocked).expect("may");
    assert_eq!(beside.len().expect("works"), 3, "a refused truncation cut nothing");
    drop(writer);
    let reader = vfs.open(file, OpenMode::Read).expect("the writer left");
    let second = vfs.open(file, OpenMode::Read).expect("readers share");
    assert_eq!(code(vfs.open(file, OpenMode::ReadWrite)), JetErr::FILE_ACCESS_DENIED);
    drop((reader, second));
    drop(vfs.open(file, OpenMode::CreateOrTruncate).expect("readers left"));
    assert_eq!(beside.len().expect("works"), 0);
    assert!(beside.write_at(b"x", 0).is_err(), "open for reads only");
}

/// 20,000 cuts of a run of some thousand operations take seconds, not minutes, and give every
/// file back with only what was written to it.
#[test]
fn cutting_everywhere_is_cheap() {
    let (vfs, file) = disk_with(0, 1 << 20);
    vfs.keep_history();
    let first = vfs.ops();
    let mut rng = Rng::new(5);
    for step in 0..4000_u32 {
        let at = rng.below(256) * 4096;
        file.write_at(&[(step % 251) as u8; 4096], at).expect("works");
        if rng.chance(1, 8) {
            file.sync().expect("works");
        }
    }
    let (ops, mut torn) = (vfs.ops() - first, 0);
    for seed in 0..20_000 {
        let after = vfs.crash_at(first + seed % ops, seed);
        let file = after.open(&path("f"), OpenMode::Read).expect("exists");
        let mut block = [0; 4096];
        file.read_at(&mut block, seed % 256 * 4096).expect("inside");
        torn += u32::from(block.iter().any(|byte| *byte != block[0]));
    }
    assert!(torn > 20, "{torn}");
}
