//! What the databases must hold: commits in their order, and when each was acknowledged.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Which of the databases.
pub type Db = usize;

/// Where a row is: database, tree, and its key; an entry of a tree that is not unique has its data
/// in there as well.
pub type Place = (Db, usize, Vec<u8>);

/// All rows of all databases.
pub type Rows = BTreeMap<Place, Vec<u8>>;

/// What a statement does to a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// The row is this from now on.
    Set(Vec<u8>),
    /// The row is gone.
    Delete,
    /// The counter at the start of the row grows by this.
    Add(i32),
}

/// A change and where.
pub type Step = (Place, Change);

/// A transaction that was committed, or may have been.
#[derive(Clone, Debug)]
pub struct Commit {
    /// Its number, by which it is found.
    pub id: u32,
    /// The disk operation that its commit came before.
    pub started: u64,
    /// The disk operation before which it was known to be durable.
    pub acknowledged: Option<u64>,
}

/// Commits from a start of the engine on, those that were found there first.
#[derive(Clone, Debug)]
pub struct Epoch {
    /// The disk operation that comes after the start.
    pub from: u64,
    /// All commits, in their order.
    pub commits: Vec<Commit>,
    /// The rows after each number of commits.
    pub states: Vec<Arc<Rows>>,
}

/// A database, from when to when it was being created.
#[derive(Clone, Debug)]
pub struct Created {
    /// The disk operation before which its creation began.
    pub started: u64,
    /// The disk operation before which it was known to be there.
    pub acknowledged: Option<u64>,
}

/// All that was asked of the databases.
#[derive(Clone, Debug)]
pub struct History {
    /// The starts of the engine, and what was committed after each.
    pub epochs: Vec<Epoch>,
    /// The databases, in the order of their creation.
    pub created: Vec<Created>,
}

/// What a crash may leave.
#[derive(Clone, Debug)]
pub struct Expected<'h> {
    /// In the order of their numbers, with those that can only be there.
    pub commits: &'h [Commit],
    /// The rows after each number of commits.
    pub states: &'h [Arc<Rows>],
    /// So many commits at least.
    pub least: usize,
    /// Which databases may be there, and which must.
    pub databases: Vec<(bool, bool)>,
}

impl Default for History {
    fn default() -> Self {
        let states = vec![Arc::default()];
        let first = Epoch { from: 0, commits: Vec::new(), states };
        Self { epochs: vec![first], created: Vec::new() }
    }
}

impl History {
    fn now(&mut self) -> &mut Epoch {
        self.epochs.last_mut().expect("there is one from the start")
    }

    /// The commits so far.
    pub fn commits(&self) -> &[Commit] {
        self.epochs.last().map_or(&[], |epoch| &epoch.commits)
    }

    /// The rows now.
    pub fn rows(&self) -> &Arc<Rows> {
        let states = self.epochs.last().map(|epoch| &epoch.states);
        states.and_then(|states| states.last()).expect("the empty one is always there")
    }

    /// A transaction is about to be committed, or to fail in doubt.
    pub fn commit(&mut self, id: u32, started: u64, steps: &[Step]) {
        let mut rows = Rows::clone(self.rows());
        for (place, change) in steps {
            apply(&mut rows, place, change);
        }
        let now = self.now();
        now.commits.push(Commit { id, started, acknowledged: None });
        now.states.push(Arc::new(rows));
    }

    /// All commits so far are durable, before this operation.
    pub fn acknowledge(&mut self, before: u64) {
        for commit in self.now().commits.iter_mut().rev() {
            if commit.acknowledged.is_some() {
                break;
            }
            commit.acknowledged = Some(before);
        }
    }

    /// An engine started and found this many commits, which are durable from now on.
    pub fn restart(&mut self, found: usize, before: u64) {
        let now = self.now();
        let mut commits = now.commits[..found].to_vec();
        for commit in &mut commits {
            commit.acknowledged.get_or_insert(before);
        }
        let states = now.states[..=found].to_vec();
        self.epochs.push(Epoch { from: before, commits, states });
    }

    /// What a crash just before an operation may leave.
    pub fn at(&self, cut: u64) -> Expected<'_> {
        let epoch = self.epochs.iter().rev().find(|epoch| epoch.from <= cut);
        let epoch = epoch.expect("the first begins at 0");
        let started = |commit: &&Commit| commit.started < cut;
        let most = epoch.commits.iter().take_while(started).count();
        let is_sure = |commit: &Commit| commit.acknowledged.is_some_and(|before| before <= cut);
        let least = epoch.commits.iter().rposition(is_sure).map_or(0, |last| last + 1);
        let of = |created: &Created| {
            let is_sure = created.acknowledged.is_some_and(|before| before <= cut);
            (created.started < cut, is_sure)
        };
        let databases = self.created.iter().map(of).collect();
        let (commits, states) = (&epoch.commits[..most], &epoch.states[..=most]);
        Expected { commits, states, least, databases }
    }
}

fn apply(rows: &mut Rows, place: &Place, change: &Change) {
    match change {
        Change::Set(data) => drop(rows.insert(place.clone(), data.clone())),
        Change::Delete => drop(rows.remove(place)),
        Change::Add(by) => {
            if let Some(counter) = rows.get_mut(place).and_then(|row| row.first_chunk_mut()) {
                *counter = i32::from_le_bytes(*counter).wrapping_add(*by).to_le_bytes();
            }
        }
    }
}
