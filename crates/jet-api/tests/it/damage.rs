//! Real files, damaged in thousands of ways that mean something.
//!
//! The contract: an error with a JET code, or a partial result with findings. No panic, no
//! overflow (tests check for it), no endless walk, no memory beyond a budget that does not depend
//! on what the file claims.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use jet_os::sync::atomic::{AtomicU64, Ordering::Relaxed};
use jet_testkit::allocator;
use jet_testkit::choices::Choices;
use jet_testkit::damage::{Base, Damage};

use crate::exercise::{Outcome, exercise};

/// Cases run by default; `JET_DAMAGE_CASES` runs more.
const CASES: u64 = 10_000;
/// Where choices start; `JET_DAMAGE_SEED` starts elsewhere.
const SEED: u64 = 20_240_229;
/// Bytes one case may need: pages in memory, findings, values. None of the files has a value of
/// more than some KiB.
const MEMORY_MOST: isize = 24 << 20;
/// Reads of the file per page it has. A sound file needs less than ten.
const READS_PER_PAGE: u64 = 400;

fn number(name: &str, default: u64) -> u64 {
    let text = std::env::var(name).ok();
    text.map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name}: a number")))
}

/// Files small enough to be read thousands of times, of every size of page there is.
fn bases() -> Vec<Base> {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/kv.edb");
    let mut bases = vec![Base::new("kv.edb", std::fs::read(sample).expect("the sample"))];
    if jet_testkit::shared().is_none() {
        return bases;
    }
    let real = [
        "target-catdb",
        "dissect-SRUDB.dat",
        "dissect-index.edb",
        "dissect-multi.edb",
        "stroz-decompress.edb",
        "stroz-test-v2.edb",
        "artemis-qmgr-win11.db",
    ];
    bases.extend(real.map(|name| Base::new(name, jet_testkit::real_bytes(name))));
    for case in ["e_template_hints", "c_index_8k", "a_empty_32k", "f_longvalues"] {
        let (_dir, folder) = jet_testkit::golden(case);
        let recovered = folder.join("recovered/t.edb");
        let path = if recovered.exists() { recovered } else { folder.join("db/t.edb") };
        bases.push(Base::new(case, std::fs::read(path).expect("a database")));
    }
    bases
}

#[test]
fn undamaged_files_are_read_and_sound() {
    for base in bases() {
        let file = Arc::new(Damage::new(&base).finish());
        let before = allocator::reset();
        assert_eq!(exercise(&file), Outcome::Sound, "{}", base.name);
        let (needed, pages) = (allocator::most() - before, base.page_count() as u64);
        assert!(needed <= MEMORY_MOST / 4, "{}: {needed} bytes", base.name);
        assert!(file.reads() <= pages * READS_PER_PAGE / 8, "{}: {}", base.name, file.reads());
    }
}

/// One case: what happened, or in what way the contract was broken.
fn run(base: &Base, seed: u64) -> Result<Outcome, String> {
    let mut choices = Choices::Seed(seed);
    let mut damage = Damage::new(base);
    for _ in 0..1 + choices.below(3) {
        damage.strike(&mut choices);
    }
    let reads_most = base.page_count() as u64 * READS_PER_PAGE;
    let file = Arc::new(damage.finish().with_reads_most(reads_most));
    let before = allocator::reset();
    let outcome = catch_unwind(AssertUnwindSafe(|| exercise(&file)));
    let needed = allocator::most() - before;
    let story = damage.story();
    match outcome {
        Err(_) => Err(format!("panic (see above): {story}")),
        Ok(_) if file.is_exhausted() => Err(format!("more than {reads_most} reads: {story}")),
        Ok(_) if needed > MEMORY_MOST => Err(format!("{needed} bytes of memory: {story}")),
        Ok(Outcome::Unnoticed(what)) => Err(format!("{what}: not noticed by the check: {story}")),
        Ok(outcome) => Ok(outcome),
    }
}

#[test]
fn damaged_files_give_errors_or_findings() {
    let (seed, cases) = (number("JET_DAMAGE_SEED", SEED), number("JET_DAMAGE_CASES", CASES));
    let only = std::env::var("JET_DAMAGE_CASE").is_ok().then(|| number("JET_DAMAGE_CASE", 0));
    println!("seed {seed}, {cases} cases; JET_DAMAGE_CASE=n runs case n alone");
    let bases = bases();
    let next = AtomicU64::new(0);
    let counts = [const { AtomicU64::new(0) }; 3];
    let worker = || {
        let mut broken = Vec::new();
        loop {
            let case = next.fetch_add(1, Relaxed);
            if case >= cases {
                return broken;
            }
            if only.is_some_and(|only| only != case) {
                continue;
            }
            let base = &bases[case as usize % bases.len()];
            let which = match run(base, seed.wrapping_mul(1 << 32).wrapping_add(case)) {
                Ok(Outcome::Refused(_)) => 0,
                Ok(Outcome::Damaged) => 1,
                Ok(_) => 2,
                Err(what) => {
                    broken.push(format!("case {case}: {what}"));
                    continue;
                }
            };
            counts[which].fetch_add(1, Relaxed);
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let broken: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no panic")).collect()
    });
    let [refused, damaged, sound] = counts.map(AtomicU64::into_inner);
    println!("{refused} refused, {damaged} read with findings, {sound} sound all the same");
    let first: Vec<_> = broken.iter().take(20).map(String::as_str).collect();
    assert!(broken.is_empty(), "seed {seed}: {} broken:\n{}", broken.len(), first.join("\n"));
    // The damage is real: most of it is found.
    assert!(only.is_some() || refused + damaged > cases / 2, "{sound} of {cases} not noticed");
}
