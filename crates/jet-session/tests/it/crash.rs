//! The power goes off before every operation on the disk; recovery is the judge: every commit that
//! was acknowledged is there, and nothing that was not committed.

use std::path::Path;
use std::sync::Arc;

use jet_btree::ReadCx;
use jet_log::{LogNames, LogSet};
use jet_os::vfs::sim::SimVfs;
use jet_os::{OpenMode, Rng, SimClock, Vfs};
use jet_pager::{BufferPool, DbHeader, DbState, PoolConfig, Stamper};
use jet_session::recovery::{self, Lookup, Options, Target};
use jet_session::{Attached, Term};
use jet_types::PageSize;

use crate::bench::{Rows, check, config, disk, rows, start, tree_of};
use crate::model::{Step, World};

const PATH: &str = "/db/one.edb";

/// A state that was committed, and how many operations the disk had seen when that was
/// acknowledged; 0 when nobody was told.
struct Committed {
    rows: Rows,
    acknowledged: Option<u64>,
}

/// What a run did.
struct Run {
    /// When the database was there.
    created: u64,
    commits: Vec<Committed>,
}

/// Plays a workload to its end: sessions, checkpoints, clean-up.
fn play(vfs: &SimVfs, seed: u64, sessions: usize, steps: usize, ends: bool) -> Run {
    let instance = start(vfs, config());
    let engine = instance.engine().expect("initialised");
    let mut world = World::new(&instance, sessions, PATH, seed);
    let created = vfs.ops();
    let mut commits = vec![Committed { rows: Rows::new(), acknowledged: Some(created) }];
    for _ in 0..steps {
        if let Step::Committed { is_told } = world.step() {
            let rows = world.committed.last().expect("just committed").clone();
            commits.push(Committed { rows, acknowledged: is_told.then(|| vfs.ops()) });
        }
        match world.rng.below(40) {
            0 => drop(engine.clean().expect("the disk lives")),
            1 => drop(engine.flush().expect("the disk lives")),
            2 => drop(engine.checkpoint().expect("the disk lives")),
            _ => {}
        }
    }
    let rows = world.committed.last().expect("it begins with one").clone();
    for user in std::mem::take(&mut world.users) {
        if ends {
            instance.end_session(user.id).expect("undone");
        }
    }
    assert_eq!(instance.term(if ends { Term::Orderly } else { Term::Dirty }).ok(), Some(ends));
    if ends {
        commits.push(Committed { rows, acknowledged: Some(vfs.ops()) });
    }
    Run { created, commits }
}

fn options() -> Options {
    let clock = Arc::new(SimClock::new(1_720_041_578_313));
    Options {
        lookup: Lookup::ByName(Vec::new()),
        checkpoint_dir: None,
        target: Target::Detached("/out".into()),
        undo: true,
        lossy: false,
        without_databases: false,
        cache_bytes: 1 << 18,
        stamper: Stamper { clock, rng: Rng::new(1) },
    }
}

/// The rows after recovery; an error when there is nothing to recover.
fn recovered(vfs: &SimVfs) -> Result<Rows, String> {
    let set = LogSet::find(vfs, Path::new("/db"), &LogNames::new("edb"));
    let set = set.map_err(|error| error.to_string())?;
    let disk: Arc<dyn Vfs> = Arc::new(vfs.clone());
    let report = recovery::recover(&disk, &set, &options()).map_err(|error| error.to_string())?;
    let database = report.databases.first().ok_or("no database was recovered")?;
    match vfs.exists(&database.path) {
        Ok(true) => Ok(contents(vfs, &database.path)),
        // Its creation did not come to an end.
        other => Err(format!("{:?}, {other:?}", database.ending)),
    }
}

/// The rows after a start of the engine on what the crash left, and an orderly end.
fn restarted(vfs: &SimVfs) -> Rows {
    let instance = start(vfs, config());
    let databases = instance.databases().expect("initialised");
    let attached = databases.attach(Path::new(PATH), 0).expect("recovered");
    let Attached::Now(database) = attached else { panic!("an instance starts without any") };
    let found = {
        let now = databases.engine().now();
        let cx = databases.read_cx(&database, &now).expect("room");
        rows(&cx, &tree_of(&cx))
    };
    drop(database);
    assert!(instance.term(Term::Orderly).expect("the disk lives"));
    assert_eq!(contents(vfs, Path::new(PATH)), found);
    found
}

/// The rows of a clean database, whose structure is checked.
fn contents(vfs: &SimVfs, path: &Path) -> Rows {
    let file = vfs.open(path, OpenMode::Read).expect("there");
    let header = DbHeader::read(&*file, path).expect("sound");
    assert_eq!(header.state(), DbState::CleanShutdown);
    let config = PoolConfig { page_size: PageSize::KIB_4, max_bytes: 1 << 20 };
    let pool = BufferPool::new(config).expect("room");
    let db = pool.open(file, path, header).expect("there");
    let cx = ReadCx::raw(&pool, &db);
    let tree = tree_of(&cx);
    check(&cx, &tree, true);
    rows(&cx, &tree)
}

/// Cuts a run before one operation, and judges.
fn judge(vfs: &SimVfs, run: &Run, at: u64, fate: u64, seed: u64) {
    let context = format!("seed {seed}, cut before operation {at}, fate {fate}");
    let found = recovered(&vfs.crash_at(at, fate));
    let is_told = |it: &&Committed| it.acknowledged.is_some_and(|told| told <= at);
    let told = run.commits.iter().rev().find(is_told).map(|it| &it.rows);
    if at < run.created {
        // Half a database is for whoever asked for it to make again.
        assert!(found.is_err() || found == Ok(Rows::new()), "{context}: {found:?}");
        return;
    }
    let told = told.expect("creation was acknowledged");
    let found = found.unwrap_or_else(|error| panic!("{context}: {error}"));
    let first = run.commits.iter().rposition(|it| it.rows == *told && is_told(&it));
    let later = &run.commits[first.expect("it is one of them")..];
    assert!(later.iter().any(|it| it.rows == found), "{context}: not a state that was committed");
    assert_eq!(restarted(&vfs.crash_at(at, fate)), found, "{context}: recovered in place");
}

fn cut_everywhere(seed: u64, sessions: usize, steps: usize, ends: bool, step: usize) {
    let vfs = disk();
    // A page that is torn is beyond repair by the log.
    vfs.set_sector(4096);
    vfs.keep_history();
    let first = vfs.ops();
    let run = play(&vfs, seed, sessions, steps, ends);
    let mut rng = Rng::new(seed);
    for at in (first..=vfs.ops()).step_by(step) {
        judge(&vfs, &run, at, rng.next_u64(), seed);
    }
}

#[test]
fn every_acknowledged_commit_survives_a_crash() {
    for (seed, sessions) in [(0, 1), (1, 2), (2, 4)] {
        cut_everywhere(seed, sessions, 300, true, 1);
    }
}

#[test]
fn a_longer_run_survives_a_crash() {
    cut_everywhere(100, 5, 3_000, false, 13);
}
