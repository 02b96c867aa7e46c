//! Cuts and failures of a workload, one after the other.

use std::sync::Arc;

use jet_os::Rng;
use jet_os::vfs::sim::{Fault, OpKind, SimVfs};
use jet_session::{Durability, Term};

use crate::judge::judge;
use crate::model::{Change, Expected};
use crate::play::{MARKED, Played, Workload, mark};
use crate::world::{SECTOR, Upkeep};

/// Fates of what was not synced, for each cut.
const FATES: u64 = 3;

/// What was not as expected, and how to see it again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    /// The seed of the workload.
    pub seed: u64,
    /// The disk operation it was cut at, or that failed.
    pub at: u64,
    /// The fate, or the failure.
    pub how: String,
    /// What is wrong.
    pub what: String,
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { seed, at, how, what } = self;
        write!(f, "seed {seed}, operation {at}, {how}: {what}")
    }
}

/// Judges a workload cut everywhere, up to so many images. Gives how many there were.
///
/// # Errors
/// The first that is not as expected.
pub fn cuts(workload: Workload, most: u64) -> Result<u64, Wrong> {
    let seed = workload.seed;
    let played = workload.play();
    if let Some(failure) = &played.failure {
        let what = format!("{}: {}", failure.code, failure.what);
        return Err(Wrong { seed, at: played.disk.ops(), how: "uncut".to_owned(), what });
    }
    let mut images = 0;
    for op in played.disk.log().iter().filter(|op| op.kind.changes_disk() && op.number > 1) {
        for fate in 0..FATES {
            if images >= most {
                return Ok(images);
            }
            images += cut(&played, seed, op.number, fate).map_err(|what| Wrong {
                seed,
                at: op.number,
                how: format!("fate {fate}"),
                what,
            })?;
        }
    }
    Ok(images)
}

/// Judges one cut again.
///
/// # Errors
/// What is not as expected.
pub fn cut(played: &Played, seed: u64, number: u64, fate: u64) -> Result<u64, String> {
    let mut rng = Rng::new(seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ fate << 56);
    let disk = played.disk.crash_at(number, rng.next_u64());
    let expected = played.history.at(number);
    match rng.below(8) {
        0 | 1 => crash_again(&disk, seed, &expected, &mut rng),
        2 => go_on(&disk, seed, &expected),
        3 => fail_in_recovery(&disk, seed, &expected, &mut rng),
        _ => {
            judge(&disk, seed, &expected)?.drop_dead();
            Ok(1)
        }
    }
}

/// Of these, exactly so many.
fn exactly<'e>(expected: &Expected<'e>, commits: usize) -> Expected<'e> {
    Expected {
        commits: &expected.commits[..commits],
        states: &expected.states[..=commits],
        least: commits,
        databases: expected.databases.clone(),
    }
}

/// The power goes off after the engine has started, and while it does.
fn crash_again(
    disk: &SimVfs,
    seed: u64,
    expected: &Expected<'_>,
    rng: &mut Rng,
) -> Result<u64, String> {
    disk.keep_history();
    let found = judge(disk, seed, expected)?;
    let (commits, started) = (found.commits, found.started);
    found.drop_dead();
    let log = disk.log();
    let changes = log.iter().filter(|op| op.kind.changes_disk()).map(|op| op.number);
    let cuts: Vec<u64> = changes.chain([disk.ops()]).collect();
    let mut images = 1;
    for round in 0..3 {
        let number = if round == 0 { disk.ops() } else { cuts[rng.index(cuts.len())] };
        let again = disk.crash_at(number, rng.next_u64());
        let is_over = number >= started;
        let expected = if is_over { exactly(expected, commits) } else { expected.clone() };
        judge(&again, seed, &expected)
            .map_err(|what| format!("cut again at {number}: {what}"))?
            .drop_dead();
        images += 1;
    }
    Ok(images)
}

/// Work goes on after the start, the engine ends in order, and starts again.
fn go_on(disk: &SimVfs, seed: u64, expected: &Expected<'_>) -> Result<u64, String> {
    let mut found = judge(disk, seed, expected)?;
    let mut rows = (*expected.states[found.commits]).clone();
    let mut commits = expected.commits[..found.commits].to_vec();
    let world = &mut found.world;
    let mut work = || {
        world.sit(1)?;
        if world.is_attached(0) {
            let place = (0, MARKED, mark(u32::MAX));
            world.begin(0)?;
            world.change(0, &(place.clone(), Change::Set(vec![1])), true)?;
            world.commit(0, Durability::Durable)?;
            rows.insert(place, vec![1]);
            commits.push(crate::model::Commit { id: u32::MAX, started: 0, acknowledged: None });
        }
        world.upkeep(Upkeep::Clean)?;
        world.upkeep(Upkeep::Checkpoint)
    };
    let told = |failure: crate::world::Failure| format!("going on: {}", failure.what);
    work().map_err(told)?;
    found.world.end(Term::Orderly).map_err(told)?;
    let least = commits.len();
    let rows = Arc::new(rows);
    let states = vec![rows; least + 1];
    let databases = expected.databases.clone();
    let next = Expected { commits: &commits, states: &states, least, databases };
    judge(disk, seed, &next).map_err(|what| format!("gone on with: {what}"))?.drop_dead();
    Ok(2)
}

/// The start fails, and is tried again.
fn fail_in_recovery(
    disk: &SimVfs,
    seed: u64,
    expected: &Expected<'_>,
    rng: &mut Rng,
) -> Result<u64, String> {
    let number = rng.below(150);
    let fault = match rng.below(4) {
        0 => Fault::DiskFull,
        1 => Fault::ShortWrite(rng.index(4) * SECTOR as usize),
        2 => Fault::LostSync(rng.next_u64()),
        _ => Fault::Io,
    };
    disk.inject(number, fault);
    if let Ok(world) = crate::world::World::start(disk, seed) {
        world.end(Term::Dirty).ok();
    }
    let told = |what| format!("after {fault:?} at {number} of the start: {what}");
    crash_again(&disk.fork(), seed, expected, rng).map_err(told)
}

/// Judges a workload whose operations fail, one at a time: every `every`th from `first` on. Gives
/// how many images there were.
///
/// # Errors
/// The first that is not as expected.
pub fn faults(workload: Workload, first: u64, every: u64) -> Result<u64, Wrong> {
    let seed = workload.seed;
    let ops = workload.play().disk.log();
    let mut rng = Rng::new(seed);
    let mut images = 0;
    for op in ops.iter().skip(first as usize).step_by(every as usize) {
        for fault in faults_of(op.kind, op.len, &mut rng) {
            let wrong = |what| {
                let how = format!("{:?} of {} fails with {fault:?}", op.kind, op.path.display());
                Wrong { seed, at: op.number, how, what }
            };
            let played = workload.play_failing(op.number, fault);
            images += after_failure(&played, seed, &mut rng).map_err(wrong)?;
        }
    }
    Ok(images)
}

/// How an operation may fail.
fn faults_of(kind: OpKind, len: usize, rng: &mut Rng) -> Vec<Fault> {
    let short = Fault::ShortWrite(rng.index(len.max(1)) / SECTOR as usize * SECTOR as usize);
    match kind {
        OpKind::Write => vec![Fault::Io, Fault::DiskFull, short],
        OpKind::Create | OpKind::SetLen => vec![Fault::Io, Fault::DiskFull],
        OpKind::Sync => vec![Fault::Io, Fault::LostSync(rng.next_u64())],
        _ => vec![Fault::Io],
    }
}

/// The process starts again on the same disk, and the power goes before, while or after it does.
fn after_failure(played: &Played, seed: u64, rng: &mut Rng) -> Result<u64, String> {
    let expected = played.history.at(u64::MAX);
    let same = played.disk.fork();
    let images = crash_again(&same, seed, &expected, rng)
        .map_err(|what| format!("started again: {what}"))?;
    judge(&played.disk.crash(rng.next_u64()), seed, &expected)
        .map_err(|what| format!("without power: {what}"))?
        .drop_dead();
    Ok(images + 1)
}
