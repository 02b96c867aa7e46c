//! The reference engine's logs, replayed onto nothing and onto files it left behind at a crash;
//! what comes out is what the engine itself made of them, page for page.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jet_btree::verify::{self, Finding};
use jet_btree::{ReadCx, Tree};
use jet_log::Checkpoint;
use jet_os::{OpenMode, RealVfs, Vfs};
use jet_pager::{Page, checksum};
use jet_types::{Lgpos, PageSize, Pgno};
use tempfile::TempDir;

use crate::engine::{Log, Player, Seen, decoded, pages_of, with_recovery};
use crate::memory::essence;

/// Pages that differ, with what differs.
fn differences(
    ours: &BTreeMap<u32, Vec<u8>>,
    theirs: &BTreeMap<u32, Vec<u8>>,
    size: PageSize,
) -> Vec<String> {
    let mut found = Vec::new();
    for (number, bytes) in ours {
        let pgno = Pgno::new(*number).expect("not 0");
        if let Err(error) = Page::new(bytes, size).check(pgno) {
            found.push(error.to_string());
        }
        let Some(other) = theirs.get(number) else {
            found.push(format!("page {number}: the engine has none"));
            continue;
        };
        let [mine, other] = [bytes, other].map(|bytes| essence(bytes, size));
        if mine != other {
            let lines = mine.lines().zip(other.lines()).filter(|(mine, other)| mine != other);
            let lines: Vec<String> =
                lines.take(3).map(|(mine, other)| format!("  {mine}\n  {other}")).collect();
            found.push(format!("page {number}\n{}", lines.join("\n")));
        }
    }
    for number in theirs.keys().filter(|number| !ours.contains_key(number)) {
        found.push(format!("page {number}: we have none"));
    }
    found
}

/// Compares pages of a file written at any time with the replay at that time.
struct Witness {
    file: BTreeMap<u32, Vec<u8>>,
    size: PageSize,
    /// Pages not yet met at their dbtime.
    waiting: BTreeMap<u32, u64>,
    different: Vec<String>,
}

impl Witness {
    fn new(file: BTreeMap<u32, Vec<u8>>, size: PageSize) -> Self {
        let dbtime = |bytes: &Vec<u8>| Page::new(bytes, size).dbtime().get();
        let waiting = file.iter().map(|(number, bytes)| (*number, dbtime(bytes))).collect();
        Self { file, size, waiting, different: Vec::new() }
    }

    fn look(&mut self, player: &Player) {
        for number in player.memory.take_changed() {
            let Some(bytes) = player.memory.copy(number) else { continue };
            let dbtime = Page::new(&bytes, self.size).dbtime().get();
            if self.waiting.get(&number) == Some(&dbtime) {
                self.waiting.remove(&number);
                let [mine, other] = [&bytes, &self.file[&number]].map(|it| essence(it, self.size));
                if mine != other {
                    self.different.push(format!("page {number}\n{mine}\n{other}"));
                }
            }
        }
    }
}

/// A set whose logs begin with the creation of its database.
struct Set {
    name: String,
    case: PathBuf,
    _dir: TempDir,
}

fn sets(prefixes: &[&str]) -> Vec<Set> {
    let names = prefixes.iter().flat_map(|prefix| jet_testkit::golden_cases(prefix));
    let sets = names.map(|name| {
        let (_dir, case) = jet_testkit::golden(&name);
        Set { name, case, _dir }
    });
    sets.collect()
}

impl Set {
    fn file(&self) -> PathBuf {
        self.case.join("db/t.edb")
    }

    /// The file as the engine's recovery left it, and the logs up to there. `None` when the set
    /// has none, or a log between them is gone.
    fn recovered(&self, first: Option<u32>) -> Option<(PathBuf, Log)> {
        let file = self.case.join("recovered/t.edb");
        if !file.exists() {
            return None;
        }
        let logs = TempDir::new().expect("room");
        with_recovery(&self.case, logs.path());
        Some((file, Log::read(logs.path(), first).ok()?))
    }
}

/// Plays a log from a position on.
fn play(player: &mut Player, log: &Log, from: Lgpos, mut witness: Option<&mut Witness>) {
    for (lgpos, bytes) in log.records.iter().filter(|(lgpos, _)| *lgpos >= from) {
        let played = player.play(&decoded(bytes), &mut |_, _, _| {});
        played.unwrap_or_else(|error| panic!("{lgpos}: {error}"));
        if let Some(witness) = witness.as_deref_mut() {
            witness.look(player);
        }
    }
}

/// Every set whose logs are there from generation 1 on: the database grows out of nothing. Pages
/// of the file as it was found are met on the way, and at the end the file as recovery or a clean
/// end left it.
#[test]
fn databases_grow_out_of_their_logs_alone() {
    let (mut replayed, mut compared) = (0, 0);
    for set in sets(&["a_", "b_", "c_", "d_", "e_", "f_", "h_", "j_"]) {
        let is_dirty = manifest_state(&set.case) == "dirty";
        let recovered = set.recovered(None);
        let is_recovered = recovered.is_some();
        let (end, log) = recovered.unwrap_or_else(|| {
            (set.file(), Log::read(&set.case.join("db"), None).expect("sound logs"))
        });
        if log.records.first().is_none_or(|(lgpos, _)| lgpos.generation > 1) {
            println!("{}: older logs are gone", set.name);
            continue;
        }
        let mut player = Player::new(log.page_size, BTreeMap::new());
        let mut witness = Witness::new(pages_of(&set.file(), log.page_size), log.page_size);
        play(&mut player, &log, Lgpos::NONE, Some(&mut witness));
        let seen = player.seen;
        assert_eq!(witness.different, Vec::<String>::new(), "{}", set.name);
        assert_eq!(witness.waiting, BTreeMap::new(), "{}: pages never met", set.name);
        assert_eq!(player.memory.gaps.borrow().len(), 0, "{}", set.name);
        let ours = player.memory.into_pages();
        sound(&set.file(), &ours, log.page_size);
        if is_recovered || !is_dirty {
            let theirs = pages_of(&end, log.page_size);
            let different = differences(&ours, &theirs, log.page_size);
            assert_eq!(different, Vec::<String>::new(), "{}", set.name);
            compared += ours.len();
        }
        println!(
            "{}: {} pages, {} records, {} pages changed, {} macros, {} undone, {} skipped",
            set.name,
            ours.len(),
            seen.records,
            seen.counts.applied,
            seen.macros,
            seen.undos,
            seen.skipped,
        );
        replayed += 1;
    }
    println!("{replayed} sets, {compared} pages compared at the end");
    assert!(replayed >= 37 && compared > 2000);
}

/// Every crashed file: redo from the checkpoint, and the undo that the engine logged.
#[test]
fn crashed_files_come_to_what_recovery_made_of_them() {
    let mut sum = Seen::default();
    for set in sets(&["f_", "j_"]) {
        let checkpoint = RealVfs.open(&set.case.join("db/edb.chk"), OpenMode::Read);
        let checkpoint = Checkpoint::read(&*checkpoint.expect("a checkpoint"));
        let from = checkpoint.expect("a sound checkpoint").0.checkpoint;
        let recovered = set.recovered(Some(from.generation));
        let theirs_is_ours = recovered.is_none();
        let (end, log) = recovered.unwrap_or_else(|| {
            let log = Log::read(&set.case.join("db"), Some(from.generation));
            (PathBuf::new(), log.expect("sound logs"))
        });
        let size = log.page_size;
        let mut player = Player::new(size, pages_of(&set.file(), size));
        play(&mut player, &log, from, None);
        let seen = player.seen;
        let confirmed = player.versions.confirmed;
        let ours = player.memory.into_pages();
        let theirs = if theirs_is_ours {
            // Without a recovered file what the whole log makes is the measure.
            let log = Log::read(&set.case.join("db"), None).expect("sound logs");
            let mut player = Player::new(size, BTreeMap::new());
            play(&mut player, &log, Lgpos::NONE, None);
            player.memory.into_pages()
        } else {
            pages_of(&end, size)
        };
        assert_eq!(differences(&ours, &theirs, size), Vec::<String>::new(), "{}", set.name);
        println!(
            "{}: from {from}, {} pages, {} changed, {} had it, {} from images, {} undone, \
             {confirmed} images told, {} skipped",
            set.name,
            ours.len(),
            seen.counts.applied,
            seen.counts.ahead,
            seen.counts.from_image,
            seen.undos,
            seen.skipped,
        );
        sum.counts.applied += seen.counts.applied;
        sum.counts.ahead += seen.counts.ahead;
        sum.counts.from_image += seen.counts.from_image;
        sum.undos += seen.undos;
        assert_eq!(seen.counts.gaps, 0, "{}", set.name);
    }
    println!("{sum:?}");
    assert!(sum.counts.applied > 10_000 && sum.counts.ahead > 1_000 && sum.undos > 100);
}

fn manifest_state(case: &Path) -> String {
    jet_testkit::manifest(case)["state"].as_str().unwrap_or_default().to_owned()
}

/// Logs of real machines: pages that come into being in them are met in the file, as they were
/// when it was written.
#[test]
fn pages_of_real_files_are_met_in_their_logs() {
    let mut met = 0;
    for name in jet_testkit::real_sets() {
        let (_dir, case) = jet_testkit::real_set(&name);
        let Ok(log) = Log::read(&case, None) else { continue };
        let file = pages_of(&case.join("SRUDB.dat"), log.page_size);
        let mut player = Player::new(log.page_size, BTreeMap::new());
        player.memory.may_miss = true;
        let mut witness = Witness::new(file, log.page_size);
        let all = witness.waiting.len();
        play(&mut player, &log, Lgpos::NONE, Some(&mut witness));
        assert_eq!(witness.different, Vec::<String>::new(), "{name}");
        let here = all - witness.waiting.len();
        println!("{name}: {here} pages met, {:?}", player.seen);
        met += here;
    }
    println!("{met} pages");
    assert!(met > 0);
}

/// Puts pages back into a copy of their file and verifies the trees of its catalog.
fn sound(file: &Path, pages: &BTreeMap<u32, Vec<u8>>, size: PageSize) {
    let mut bytes = fs::read(file).expect("a readable file");
    for (number, page) in pages {
        let pgno = Pgno::new(*number).expect("not 0");
        let mut page = page.clone();
        checksum::stamp(&mut page, size, pgno);
        let start = (*number as usize + 1) * size.bytes();
        let end = start + size.bytes();
        bytes.resize(bytes.len().max(end), 0);
        bytes[start..end].copy_from_slice(&page);
    }
    let dir = TempDir::new().expect("room");
    let path = dir.path().join("replayed");
    fs::write(&path, bytes).expect("room");
    let (pool, db) = crate::open(&path);
    let cx = ReadCx::raw(&pool, &db);
    for root in [1, 4, 7, 10, 24] {
        let tree = Tree::open(&cx, Pgno::new(root).expect("not 0")).expect("a root");
        let mut findings = Vec::new();
        verify::tree(&cx, &tree, &mut |finding: Finding| findings.push(finding));
        assert_eq!(findings, [], "tree {root} of {}", file.display());
    }
}

/// Logs whose beginning is gone, one of a shrunk file: pages that come into being in what is left
/// of them, by splits, as new roots, or moved from elsewhere, end as they are in the file.
#[test]
fn pages_that_come_into_being_in_half_a_log_end_as_in_the_file() {
    let mut compared = 0;
    for name in ["d_big_100k_4k", "d_mid_10k_16k", "e_shrunk"] {
        if jet_testkit::golden_cases(name).is_empty() {
            continue;
        }
        let (_dir, case) = jet_testkit::golden(name);
        let log = Log::read(&case.join("db"), None).expect("sound logs");
        let mut player = Player::new(log.page_size, BTreeMap::new());
        player.memory.may_miss = true;
        play(&mut player, &log, Lgpos::NONE, None);
        let seen = player.seen;
        let theirs = pages_of(&case.join("db/t.edb"), log.page_size);
        let mut ours = player.memory.into_pages();
        // The file of one was cut after its last pages had moved away.
        let last = theirs.keys().next_back().copied().unwrap_or_default();
        let cut = ours.split_off(&(last + 1)).len();
        let found = differences(&ours, &theirs, log.page_size);
        let found: Vec<&String> = found.iter().filter(|it| !it.contains("we have none")).collect();
        assert_eq!(found, Vec::<&String>::new(), "{name}");
        println!(
            "{name}: {} pages, {cut} cut off, {} from images, {} missing",
            ours.len(),
            seen.counts.from_image,
            seen.counts.gaps,
        );
        compared += ours.len();
    }
    println!("{compared} pages");
    assert!(compared > 100);
}
