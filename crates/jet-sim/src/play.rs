//! What sessions do, made from a seed.

use jet_os::Rng;
use jet_os::vfs::sim::{Fault, SimVfs};
use jet_session::{Durability, Term, Wait};
use jet_types::JetErr;

use crate::model::{Change, Created, Db, History, Place, Step};
use crate::world::{DATABASES, ENTRIES, ENTRY_KEY, Failure, Upkeep, World, disk};

/// What a workload is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Workload {
    /// Where it comes from.
    pub seed: u64,
    /// How much is done.
    pub steps: usize,
}

/// A workload that was played.
#[derive(Debug)]
pub struct Played {
    /// The disk, with what it was before each operation if that was kept.
    pub disk: SimVfs,
    /// What was asked of the databases.
    pub history: History,
    /// The first thing that failed, if any did.
    pub failure: Option<Failure>,
}

/// Rows of this key are counters.
const COUNTERS: u8 = 0xFE;
const COUNTERS_COUNT: u8 = 3;
/// Rows of this key tell which transactions were committed.
pub const MARKS: u8 = 0xFF;
/// The tree that has them.
pub const MARKED: usize = 0;
/// Levels that a session opens at most.
const LEVELS: usize = 4;

/// What a session has open: the number of its transaction, and what was done at each level.
#[derive(Debug, Default)]
struct Open {
    id: u32,
    levels: Vec<Vec<Step>>,
}

struct Player {
    rng: Rng,
    seed: u64,
    disk: SimVfs,
    /// `None` when the engine failed for good.
    world: Option<World>,
    sessions: Vec<Open>,
    history: History,
    next_id: u32,
    failure: Option<Failure>,
    /// Keys used so far, so that many are used again.
    keys: Vec<Place>,
}

impl Workload {
    /// Plays it on a fresh disk, and keeps the disk before each operation.
    pub fn play(self) -> Played {
        self.run(|disk| disk.keep_history())
    }

    /// Plays it with an operation failing.
    pub fn play_failing(self, number: u64, fault: Fault) -> Played {
        self.run(|disk| disk.inject(number, fault))
    }

    fn run(self, prepare: impl FnOnce(&SimVfs)) -> Played {
        let disk = disk();
        prepare(&disk);
        let mut player = Player {
            rng: Rng::new(self.seed),
            seed: self.seed,
            disk: disk.clone(),
            world: None,
            sessions: Vec::new(),
            history: History::default(),
            next_id: 0,
            failure: None,
            keys: Vec::new(),
        };
        player.start(false);
        // What failed once may be tried again.
        if player.create(0) || player.create(0) {
            player.fill();
        }
        for _ in 0..self.steps {
            if player.world.is_none() {
                break;
            }
            player.step();
        }
        let Player { history, failure, world, .. } = player;
        if let Some(world) = world {
            // As a crash would.
            world.end(Term::Dirty).ok();
        }
        Played { disk, history, failure }
    }
}

impl Player {
    fn world(&mut self) -> &mut World {
        self.world.as_mut().expect("it runs")
    }

    /// Notes a failure; tells whether there was none.
    fn is_well<T>(&mut self, result: Result<T, Failure>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(failure) => {
                self.failure.get_or_insert(failure);
                None
            }
        }
    }

    /// Starts the engine. After a crash of the process it finds a part of what was committed.
    fn start(&mut self, was_crash: bool) {
        let started = World::start(&self.disk, self.seed);
        let Some(mut world) = self.is_well(started) else { return };
        let count = 2 + self.seed as usize % 3;
        let seated = world.sit(count);
        if self.is_well(seated).is_none() {
            return;
        }
        let restarted = self.disk.ops();
        self.sessions = (0..count).map(|_| Open::default()).collect();
        for db in 0..self.history.created.len() {
            let attached = world.attach(db);
            if self.is_well(attached).is_none() {
                return;
            }
        }
        if was_crash {
            let found = crate::judge::count(&world, &self.history.at(self.disk.ops()));
            let Some(found) = self.is_well(found) else { return };
            self.history.restart(found, restarted);
        }
        self.world = Some(world);
    }

    fn create(&mut self, db: Db) -> bool {
        if self.history.created.len() == db {
            let started = self.disk.ops();
            self.history.created.push(Created { started, acknowledged: None });
        }
        let Some(world) = &mut self.world else { return false };
        let created = world.create(db);
        let is_there = self.is_well(created).is_some();
        if is_there {
            let acknowledged = Some(self.disk.ops());
            self.history.created[db].acknowledged = acknowledged;
        }
        is_there
    }

    /// The rows that are there from the start.
    fn fill(&mut self) {
        self.begin(0);
        let is_attached = |player: &Self, db: &Db| {
            player.world.as_ref().is_some_and(|world| world.is_attached(*db))
        };
        let all: Vec<Db> = (0..DATABASES).filter(|db| is_attached(self, db)).collect();
        for db in all {
            for counter in 0..COUNTERS_COUNT {
                let place = (db, MARKED, vec![COUNTERS, counter]);
                let is_new = !self.history.rows().contains_key(&place);
                if is_new {
                    self.change(0, (place, Change::Set(vec![0; 8])), true);
                }
            }
        }
        self.commit(0, Durability::Durable);
    }

    fn step(&mut self) {
        let session = self.rng.below(self.sessions.len() as u64) as usize;
        match self.rng.below(1000) {
            0..30 => self.upkeep(),
            30..45 => self.wait(Wait::All),
            45..50 => self.wait(Wait::NewLog),
            50..58 => self.quiesce(),
            _ => self.work(session),
        }
    }

    fn work(&mut self, session: usize) {
        let levels = self.sessions[session].levels.len();
        match (levels, self.rng.below(100)) {
            (0, _) => self.begin(session),
            (1..LEVELS, 0..6) => self.begin(session),
            (1, 6..20) => {
                let is_lazy = self.rng.chance(2, 3);
                let durability = if is_lazy { Durability::Lazy } else { Durability::Durable };
                self.commit(session, durability);
            }
            (_, 6..24) => self.commit(session, Durability::Lazy),
            (_, 24..30) => {
                let all = self.rng.chance(1, 3);
                self.rollback(session, all);
            }
            (_, 30..34) => self.sweep(session),
            _ => {
                for _ in 0..1 + self.rng.below(3) {
                    self.random_change(session);
                }
            }
        }
    }

    fn begin(&mut self, session: usize) {
        let Some(world) = self.world.as_ref().filter(|world| world.is_attached(0)) else { return };
        let begun = world.begin(session);
        if self.is_well(begun).is_none() {
            return;
        }
        let open = &mut self.sessions[session];
        open.levels.push(Vec::new());
        if open.levels.len() == 1 {
            open.id = self.next_id;
            self.next_id += 1;
            let mark = (0, MARKED, mark(open.id));
            self.change(session, (mark, Change::Set(vec![1])), true);
            // What cannot be marked cannot be found again.
            if self.sessions[session].levels.iter().all(Vec::is_empty) {
                self.rollback(session, true);
            }
        }
    }

    fn commit(&mut self, session: usize, durability: Durability) {
        let Some(world) = &self.world else { return };
        let open = &mut self.sessions[session];
        let Some(steps) = open.levels.pop() else { return };
        let is_outermost = open.levels.is_empty();
        let has_mark = |id| steps.iter().any(|(place, _)| place.2 == mark(id));
        if is_outermost && has_mark(open.id) {
            self.history.commit(open.id, self.disk.ops(), &steps);
        }
        let committed = world.commit(session, durability);
        match self.is_well(committed) {
            Some(()) if is_outermost && durability == Durability::Durable => {
                // Of a transaction without changes nothing is known.
                if has_mark(self.sessions[session].id) {
                    self.acknowledge();
                }
            }
            Some(()) if !is_outermost => {
                let below = self.sessions[session].levels.last_mut().expect("not the outermost");
                below.extend(steps);
            }
            Some(()) => {}
            None => self.give_up(session),
        }
    }

    /// All commits so far are durable.
    fn acknowledge(&mut self) {
        self.history.acknowledge(self.disk.ops());
    }

    fn is_alive(&self) -> bool {
        self.world.is_some()
    }

    /// A commit or rollback failed: the engine is over, as it must be.
    fn give_up(&mut self, session: usize) {
        self.sessions[session].levels.clear();
        let Some(world) = self.world.take() else { return };
        let again = world.begin(session);
        assert!(again.is_err(), "seed {}: begun after a failed commit", self.seed);
        // What failed once may fail now.
        world.end(Term::Dirty).ok();
    }

    fn rollback(&mut self, session: usize, all: bool) {
        let Some(world) = &self.world else { return };
        let undone = world.rollback(session, all);
        if self.is_well(undone).is_none() {
            return self.give_up(session);
        }
        let levels = &mut self.sessions[session].levels;
        let left = if all { 0 } else { levels.len() - 1 };
        levels.truncate(left);
    }

    /// Nobody is in a transaction: databases come and go, the engine ends and starts.
    fn quiesce(&mut self) {
        let kind = self.rng.below(8);
        if kind < 2 {
            return self.end(Term::Dirty);
        }
        for session in 0..self.sessions.len() {
            while !self.sessions[session].levels.is_empty() && self.is_alive() {
                if self.rng.chance(3, 4) {
                    self.commit(session, Durability::Lazy);
                } else {
                    self.rollback(session, true);
                }
            }
        }
        if !self.is_alive() {
            return;
        }
        match kind {
            2 => self.end(Term::Orderly),
            3 => self.end(Term::Abrupt),
            4 if self.history.created.len() < DATABASES => {
                let next = self.history.created.len();
                if self.create(next) {
                    self.fill();
                }
            }
            _ => self.reattach(),
        }
    }

    fn reattach(&mut self) {
        let db = self.rng.below(self.history.created.len() as u64) as usize;
        if !self.world().is_attached(db) {
            return;
        }
        let detached = self.world().detach(db);
        if self.is_well(detached).is_none() {
            self.world = None;
            return;
        }
        let attached = self.world().attach(db);
        if self.is_well(attached).is_none() {
            self.world = None;
        }
    }

    fn end(&mut self, term: Term) {
        let world = self.world.take().expect("it runs");
        let ended = world.end(term);
        let Some(is_clean) = self.is_well(ended) else { return };
        if is_clean {
            self.history.acknowledge(self.disk.ops());
        }
        self.start(!is_clean);
    }

    fn upkeep(&mut self) {
        let upkeep = match self.rng.below(10) {
            0..4 => Upkeep::Checkpoint,
            4..6 => Upkeep::Flush,
            _ => Upkeep::Clean,
        };
        let done = self.world().upkeep(upkeep);
        self.is_well(done);
    }

    fn wait(&mut self, wait: Wait) {
        let waited = self.world().wait(wait);
        if self.is_well(waited).is_some() {
            self.acknowledge();
        }
    }

    fn random_change(&mut self, session: usize) {
        let db = self.rng.below(self.history.created.len() as u64) as usize;
        if !self.world.as_ref().is_some_and(|world| world.is_attached(db)) {
            return;
        }
        let kind = self.rng.below(100);
        if kind < 10 {
            let place = (db, MARKED, vec![COUNTERS, self.rng.below(3) as u8]);
            let by = self.rng.below(1000) as i32 - 500;
            return self.change(session, (place, Change::Add(by)), false);
        }
        let is_known = !self.keys.is_empty() && kind >= 45;
        let place = if is_known { self.known(db) } else { self.fresh(db) };
        let is_new = !is_known || self.rng.chance(1, 4);
        let is_gone = !is_new && self.rng.chance(1, 2);
        let change = if is_gone {
            Change::Delete
        } else {
            let data = if place.1 == ENTRIES { Vec::new() } else { self.data() };
            Change::Set(data)
        };
        // Entries are not replaced.
        let is_new = is_new || (place.1 == ENTRIES && !is_gone);
        self.keys.push(place.clone());
        self.change(session, (place, change), is_new);
    }

    /// Deletes rows side by side, so that pages become empty.
    fn sweep(&mut self, session: usize) {
        let rows = std::sync::Arc::clone(self.history.rows());
        let Some(from) = self.keys.get(self.rng.index(self.keys.len().max(1))).cloned() else {
            return;
        };
        let count = 5 + self.rng.index(25);
        let is_row = |place: &&Place| place.2.first().is_some_and(|first| *first < COUNTERS);
        for place in rows.range(from..).map(|(place, _)| place).filter(is_row).take(count) {
            if !self.world.as_ref().is_some_and(|world| world.is_attached(place.0)) {
                return;
            }
            self.change(session, (place.clone(), Change::Delete), false);
        }
    }

    fn known(&mut self, db: Db) -> Place {
        // Often what was touched lately, so that sessions meet.
        let len = self.keys.len() as u64;
        let back = if self.rng.chance(1, 3) { len.min(6) } else { len };
        let at = (len - 1 - self.rng.below(back)) as usize;
        let (_, tree, key) = self.keys[at].clone();
        (db, tree, key)
    }

    fn fresh(&mut self, db: Db) -> Place {
        let tree = [0, 0, 0, ENTRIES, 2][self.rng.below(5) as usize];
        let key = match tree {
            ENTRIES => {
                let mut key = vec![0, self.rng.below(12) as u8];
                let len = 20 + self.rng.below(180) as usize;
                let fill = self.rng.next_u64();
                key.extend(fill.to_be_bytes().iter().cycle().take(len));
                debug_assert!(key.len() > ENTRY_KEY);
                key
            }
            2 => vec![self.rng.below(250) as u8, 1],
            _ => {
                let start = self.rng.below(200) as u8;
                // Long prefixes in common, and keys that make deep trees.
                let len = [3, 12, 120, 200][self.rng.below(4) as usize];
                let mut key = vec![start; len];
                key.push(self.rng.below(256) as u8);
                key
            }
        };
        (db, tree, key)
    }

    fn data(&mut self) -> Vec<u8> {
        let len = match self.rng.below(10) {
            0..5 => self.rng.below(60),
            5..8 => self.rng.below(400),
            _ => self.rng.below(1500),
        };
        let fill = self.rng.next_u64() as u8;
        vec![fill; 1 + len as usize]
    }

    fn change(&mut self, session: usize, step: Step, is_new: bool) {
        if self.sessions[session].levels.is_empty() {
            return;
        }
        let Some(world) = &self.world else { return };
        match world.change(session, &step, is_new) {
            Ok(()) => {
                let levels = &mut self.sessions[session].levels;
                levels.last_mut().expect("a level is open").push(step);
            }
            Err(failure) if is_usual(failure.code) => {}
            Err(failure) => drop(self.is_well::<()>(Err(failure))),
        }
    }
}

/// Whether a statement may be refused so on a sound disk.
fn is_usual(code: JetErr) -> bool {
    matches!(
        code,
        JetErr::KEY_DUPLICATE
            | JetErr::WRITE_CONFLICT
            | JetErr::RECORD_NOT_FOUND
            | JetErr::RECORD_DELETED
            | JetErr::NO_CURRENT_RECORD
            | JetErr::VERSION_STORE_OUT_OF_MEMORY
    )
}

/// The key that marks a transaction.
pub fn mark(id: u32) -> Vec<u8> {
    let mut key = vec![MARKS];
    key.extend(id.to_be_bytes());
    key
}
