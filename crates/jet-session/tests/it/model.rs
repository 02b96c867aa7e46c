//! Several sessions on one tree, against a model that keeps whole states: what each sees, who is
//! refused, what is committed.

use std::collections::{BTreeMap, BTreeSet};

use jet_os::Rng;
use jet_session::{Durability, Term};
use jet_types::JetErr;

use crate::bench::{Change, Plain, Rows, User, config, create, disk, start};

/// Keys that are changed.
const KEYS: u64 = 40;
/// The deepest level.
const LEVELS: usize = 7;

type Key = Vec<u8>;

/// A transaction as the model sees it.
struct Open {
    /// How many commits there were when it began.
    began: usize,
    /// What it sees at each of its levels.
    levels: Vec<Rows>,
    /// What it changed at each of them.
    touched: Vec<BTreeSet<Key>>,
}

/// Sessions, and what they should see.
pub struct World<'i> {
    pub users: Vec<User<'i>>,
    open: Vec<Option<Open>>,
    /// The state after each commit.
    pub committed: Vec<Rows>,
    /// Which commit changed a key last.
    changed: BTreeMap<Key, usize>,
    pub rng: Rng,
    pub conflicts: usize,
}

/// What a step did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    Other,
    /// A state was committed; whether somebody waited for it to be durable.
    Committed {
        is_told: bool,
    },
}

impl<'i> World<'i> {
    pub fn new(instance: &'i Plain, sessions: usize, path: &str, seed: u64) -> Self {
        let (database, tree) = create(instance, path);
        let users = (0..sessions).map(|_| User::new(instance, &database, tree)).collect();
        Self {
            users,
            open: (0..sessions).map(|_| None).collect(),
            committed: vec![Rows::new()],
            changed: BTreeMap::new(),
            rng: Rng::new(seed),
            conflicts: 0,
        }
    }

    /// What a session should see.
    fn seen(&self, who: usize) -> &Rows {
        let open = self.open[who].as_ref().and_then(|open| open.levels.last());
        open.unwrap_or_else(|| self.committed.last().expect("it begins with one"))
    }

    /// One step of one session.
    pub fn step(&mut self) -> Step {
        let who = self.rng.index(self.users.len());
        let Some(open) = &self.open[who] else {
            self.begin(who);
            return Step::Other;
        };
        match self.rng.below(12) {
            0 if open.levels.len() < LEVELS => self.begin(who),
            0 | 1 => return self.commit(who),
            2 => self.rollback(who),
            3 => assert_eq!(&self.users[who].rows(), self.seen(who), "session {who}"),
            _ => self.change(who),
        }
        Step::Other
    }

    fn begin(&mut self, who: usize) {
        self.users[who].begin();
        let began = self.committed.len();
        let seen = self.seen(who).clone();
        let new = Open { began, levels: Vec::new(), touched: Vec::new() };
        let open = self.open[who].get_or_insert(new);
        open.levels.push(seen);
        open.touched.push(BTreeSet::new());
    }

    fn commit(&mut self, who: usize) -> Step {
        let is_lazy = self.rng.chance(1, 3);
        let durability = if is_lazy { Durability::Lazy } else { Durability::Durable };
        self.users[who].commit(durability).expect("the disk lives");
        let mut open = self.open[who].take().expect("open");
        let (state, touched) = (open.levels.pop(), open.touched.pop().expect("open"));
        let state = state.expect("open");
        if let (Some(outer), Some(keys)) = (open.levels.last_mut(), open.touched.last_mut()) {
            *outer = state;
            keys.extend(touched);
            self.open[who] = Some(open);
            return Step::Other;
        }
        let mut now = self.committed.last().expect("it begins with one").clone();
        for key in &touched {
            match state.get(key) {
                Some(data) => now.insert(key.clone(), data.clone()),
                None => now.remove(key),
            };
            self.changed.insert(key.clone(), self.committed.len());
        }
        self.committed.push(now);
        // What changed nothing waits for nothing, not even for lazy commits before it.
        Step::Committed { is_told: !is_lazy && !touched.is_empty() }
    }

    fn rollback(&mut self, who: usize) {
        let is_all = self.rng.chance(1, 4);
        self.users[who].rollback(is_all).expect("the disk lives");
        let mut open = self.open[who].take().expect("open");
        open.levels.pop();
        open.touched.pop();
        self.open[who] = Some(open).filter(|open| !is_all && !open.levels.is_empty());
    }

    /// Whether somebody else decides about a key.
    fn is_taken(&self, who: usize, key: &Key) -> bool {
        let began = self.open[who].as_ref().map_or(0, |open| open.began);
        let is_newer = self.changed.get(key).is_some_and(|commit| *commit >= began);
        let has = |open: &Open| open.touched.iter().any(|keys| keys.contains(key));
        let others = self.open.iter().enumerate().filter(|(other, _)| *other != who);
        is_newer || others.flat_map(|(_, open)| open).any(has)
    }

    fn change(&mut self, who: usize) {
        let key = (self.rng.below(KEYS) as u32).to_be_bytes().to_vec();
        let most = if self.rng.chance(1, 10) { 1200 } else { 50 };
        let mut data = vec![0; 1 + self.rng.index(most)];
        self.rng.fill(&mut data);
        let is_there = self.seen(who).contains_key(&key);
        let change = match self.rng.below(3) {
            _ if !is_there => Change::Insert(key.clone(), data.clone()),
            0 => Change::Delete(key.clone()),
            _ => Change::Replace(key.clone(), data.clone()),
        };
        let done = self.users[who].change(&change);
        if self.is_taken(who, &key) {
            let code = done.expect_err("somebody else decides about it").code();
            let refusals = [JetErr::WRITE_CONFLICT, JetErr::KEY_DUPLICATE, JetErr::RECORD_DELETED];
            assert!(refusals.contains(&code), "{change:?}: {code}");
            self.conflicts += 1;
            return;
        }
        done.unwrap_or_else(|error| panic!("{change:?}: {error}"));
        let open = self.open[who].as_mut().expect("open");
        let state = open.levels.last_mut().expect("open");
        match change {
            Change::Insert(..) | Change::Replace(..) => state.insert(key.clone(), data),
            Change::Delete(_) => state.remove(&key),
        };
        open.touched.last_mut().expect("open").insert(key);
    }

    /// All sessions see what they should.
    pub fn check(&self) {
        for (who, user) in self.users.iter().enumerate() {
            assert_eq!(&user.rows(), self.seen(who), "session {who}");
        }
    }
}

fn run(seed: u64, sessions: usize, steps: usize) {
    let vfs = disk();
    let instance = start(&vfs, config());
    let engine = instance.engine().expect("initialised");
    let mut world = World::new(&instance, sessions, "/db/one.edb", seed);
    for step in 0..steps {
        world.step();
        match world.rng.below(40) {
            0 => drop(engine.clean().expect("the disk lives")),
            1 => drop(engine.checkpoint().expect("the disk lives")),
            2 => world.check(),
            _ => {}
        }
        assert!(step < 200 || world.conflicts > 0, "seed {seed}: sessions never meet");
    }
    world.check();
    let ids: Vec<_> = world.users.iter().map(|user| user.id).collect();
    drop(world);
    ids.into_iter().for_each(|id| instance.end_session(id).expect("undone"));
    assert_eq!(engine.clean().expect("the disk lives"), 0, "nobody needs a version any more");
    assert_eq!(engine.versions().bytes_used(), 0, "seed {seed}");
    assert!(instance.term(Term::Orderly).expect("nobody is in a transaction"));
}

#[test]
fn sessions_see_what_they_should() {
    for (seed, sessions) in [(1, 2), (2, 3), (3, 5), (4, 8), (5, 16)] {
        run(seed, sessions, 2_000);
    }
}
