//! The power goes off before every operation on the disk; recovery is the judge: every commit that
//! was acknowledged is there, and nothing that was not committed.

use std::path::Path;
use std::sync::Arc;

use jet_btree::{ReadCx, Tree};
use jet_log::{LogNames, LogSet};
use jet_os::vfs::sim::SimVfs;
use jet_os::{OpenMode, Rng, SimClock, Vfs};
use jet_pager::{BufferPool, DbHeader, DbState, PoolConfig, Stamper};
use jet_session::recovery::{self, Lookup, Options, Target};
use jet_session::{Attached, Durability, Term};
use jet_types::PageSize;

use crate::bench::{Change, Rows, User, config, create, disk, rows, start, tree_of};

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

/// A random transaction of a few statements, some of them undone. Gives what it made of the rows.
fn transaction(rng: &mut Rng, user: &User<'_>, rows: &Rows) -> Rows {
    let mut now = rows.clone();
    user.begin();
    for _ in 0..1 + rng.below(6) {
        let before = now.clone();
        user.begin();
        for _ in 0..rng.below(4) {
            let change = change(rng, &now);
            user.change(&change).unwrap_or_else(|error| panic!("{change:?}: {error}"));
            match change {
                Change::Insert(key, data) | Change::Replace(key, data) => now.insert(key, data),
                Change::Delete(key) => now.remove(&key),
            };
        }
        if rng.chance(1, 4) {
            user.rollback(false).expect("undone");
            now = before;
        } else {
            user.commit(Durability::Durable).expect("a level");
        }
    }
    now
}

fn change(rng: &mut Rng, rows: &Rows) -> Change {
    let key = (rng.below(60) as u32).to_be_bytes().to_vec();
    let most = if rng.chance(1, 8) { 1500 } else { 60 };
    let len = 1 + rng.index(most);
    let mut data = vec![0; len];
    rng.fill(&mut data);
    match rows.contains_key(&key) {
        false => Change::Insert(key, data),
        true if rng.chance(1, 2) => Change::Delete(key),
        true => Change::Replace(key, data),
    }
}

/// Plays a workload to its end: transactions, checkpoints, clean-up.
fn play(vfs: &SimVfs, seed: u64, transactions: usize, ends: bool) -> Run {
    let mut rng = Rng::new(seed);
    let instance = start(vfs, config());
    let (database, tree) = create(&instance, PATH);
    let mut run = Run { created: vfs.ops(), commits: Vec::new() };
    let user = User::new(&instance, &database, tree);
    drop(database);
    let mut now = Rows::new();
    run.commits.push(Committed { rows: now.clone(), acknowledged: Some(vfs.ops()) });
    let engine = instance.engine().expect("initialised");
    for _ in 0..transactions {
        let next = transaction(&mut rng, &user, &now);
        match rng.below(6) {
            0 => user.rollback(true).expect("undone"),
            kind => {
                let durability = if kind == 1 { Durability::Lazy } else { Durability::Durable };
                user.commit(durability).expect("the disk lives");
                // What changed nothing waits for nothing, not even for lazy commits before it.
                let is_told = durability == Durability::Durable && next != now;
                let acknowledged = is_told.then(|| vfs.ops());
                now = next;
                run.commits.push(Committed { rows: now.clone(), acknowledged });
            }
        }
        assert_eq!(user.rows(), now, "seed {seed}");
        if rng.chance(1, 4) {
            engine.clean().expect("the disk lives");
        }
        if rng.chance(1, 5) {
            engine.flush().expect("the disk lives");
        } else if rng.chance(1, 4) {
            engine.checkpoint().expect("the disk lives");
        }
    }
    drop(user);
    if ends {
        assert!(instance.term(Term::Orderly).expect("the disk lives"));
        run.commits.push(Committed { rows: now, acknowledged: Some(vfs.ops()) });
    } else {
        assert!(!instance.term(Term::Dirty).expect("nothing is done"));
    }
    run
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
    let tree: Tree = tree_of(&cx);
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

fn cut_everywhere(seed: u64, transactions: usize, ends: bool, step: u64) {
    let vfs = disk();
    vfs.set_sector(4096);
    vfs.keep_history();
    let first = vfs.ops();
    let run = play(&vfs, seed, transactions, ends);
    let mut rng = Rng::new(seed);
    for at in (first..=vfs.ops()).step_by(step as usize) {
        judge(&vfs, &run, at, rng.next_u64(), seed);
    }
}

#[test]
fn every_acknowledged_commit_survives_a_crash() {
    for seed in 0..4 {
        cut_everywhere(seed, 24, true, 1);
    }
}

#[test]
fn a_longer_run_survives_a_crash() {
    cut_everywhere(100, 150, false, 7);
}
