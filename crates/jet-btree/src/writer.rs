//! Who changes trees, and where changes go.
//!
//! A [`Writer`] is a session's transaction as far as trees need to know it: its number and level,
//! what it sees, which of its levels the log knows of, and the versions it made, newest last, so
//! that they can be undone. A [`WriteCx`] is everything around it.
//!
//! Levels are logged late: a begin record goes with the first change made at that level, in the
//! same append. A transaction that changes nothing leaves no trace in the log.

use jet_log::Record;
use jet_log::record::{Begin, Begin0, Levels};
use jet_os::sync::Arc;
use jet_os::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Release},
};
use jet_pager::{BufferPool, DbWriter};
use jet_types::{DbId, Level, Lgpos, Procid, TrxId};

use crate::cx::{ReadCx, View};
use crate::journal::Journal;
use crate::version::{Snapshot, Transaction, UNCOMMITTED, Version, VersionStore};

/// What a changing call needs beside its transaction, by reference.
#[derive(Clone, Copy, Debug)]
pub struct WriteCx<'a> {
    /// Pages in memory.
    pub pool: &'a BufferPool,
    /// The database they are of.
    pub db: &'a DbWriter,
    /// Its number in the log and in the version store.
    pub dbid: DbId,
    /// Where changes are recorded; none for a database that is not logged.
    pub journal: Option<&'a dyn Journal>,
    /// What nodes were before.
    pub versions: &'a VersionStore,
    /// The file grows by so many pages at a time, so that its length in pages is a multiple.
    pub growth_pages: u32,
    /// The database's last page may not be behind this one.
    pub max_pages: Option<u32>,
}

impl<'a> WriteCx<'a> {
    /// A reader of what `snapshot` sees.
    pub fn reader<'b>(&'b self, snapshot: &'b Snapshot) -> ReadCx<'b> {
        let view = View::Snapshot { snapshot, versions: self.versions, db: self.dbid };
        ReadCx { pool: self.pool, db: self.db, view }
    }

    /// A reader of what is on the pages.
    pub(crate) fn raw(&self) -> ReadCx<'a> {
        ReadCx::raw(self.pool, self.db)
    }
}

/// Where the log of a transaction starts, for whoever moves the checkpoint; 0 when it has none.
pub type BeginMark = Arc<AtomicU64>;

/// A session's transaction, as trees see it.
#[derive(Debug)]
pub struct Writer {
    procid: Procid,
    level: Level,
    logged_level: Level,
    snapshot: Snapshot,
    /// While it makes versions of somebody else's: what that one sees.
    acting: Option<Snapshot>,
    begin_mark: BeginMark,
    made: Vec<Made>,
    /// The part that is being changed, 0 for none, and how many there were.
    part: u32,
    parts: u32,
}

/// A version, and the level it was made at.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) level: Level,
    pub(crate) version: Arc<Version>,
    part: u32,
    /// It was made for somebody else, who may undo it first.
    pub(crate) is_follower: bool,
}

impl Made {
    /// A version of a level, of no part.
    pub(crate) fn of(level: Level, version: Arc<Version>) -> Self {
        Self { level, version, part: 0, is_follower: false }
    }
}

/// Changes of one transaction that are undone apart from others made before, between and after
/// them: what a row's update wrote before it was cancelled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PartId {
    begin0: TrxId,
    number: u32,
}

impl Writer {
    /// The session `procid`, which sees and writes as `snapshot` says, outside any level.
    ///
    /// # Panics
    /// When the snapshot is nobody's own.
    pub fn new(procid: Procid, snapshot: Snapshot, begin_mark: BeginMark) -> Self {
        let own = snapshot.own.as_ref().expect("a writer has a transaction");
        own.set_session(procid, &begin_mark);
        let (level, logged_level) = (Level(0), Level(0));
        let (acting, made) = (None, Vec::new());
        Self { procid, level, logged_level, snapshot, acting, begin_mark, made, part: 0, parts: 0 }
    }

    /// Somebody who makes changes for an open transaction that has a log of its own; `None` when it
    /// is committed.
    pub(crate) fn standing_in(owner: &Arc<Transaction>) -> Option<Self> {
        if owner.commit0() != UNCOMMITTED {
            return None;
        }
        let (procid, mark) = owner.session()?;
        let snapshot = Snapshot { limit: UNCOMMITTED, own: Some(Arc::clone(owner)) };
        let mut writer = Self::new(*procid, snapshot, BeginMark::clone(mark));
        (writer.level, writer.logged_level) = (Level(1), Level(1));
        Some(writer)
    }

    /// Does something with versions of a committed transaction's.
    pub(crate) fn acting_for<T>(
        &mut self,
        owner: &Arc<Transaction>,
        act: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.acting = Some(Snapshot { limit: UNCOMMITTED, own: Some(Arc::clone(owner)) });
        let done = act(self);
        self.acting = None;
        done
    }

    /// The session `procid` as recovery found it: with levels that are open, and known to the log.
    ///
    /// # Panics
    /// When the snapshot is nobody's own.
    pub fn found(procid: Procid, snapshot: Snapshot, level: Level) -> Self {
        let writer = Self::new(procid, snapshot, BeginMark::default());
        Self { level, logged_level: level, ..writer }
    }

    /// The session's number in the log.
    pub fn procid(&self) -> Procid {
        self.procid
    }

    /// What it sees.
    pub fn snapshot(&self) -> &Snapshot {
        self.acting.as_ref().unwrap_or(&self.snapshot)
    }

    /// Its transaction.
    pub fn transaction(&self) -> &Arc<Transaction> {
        self.snapshot().own.as_ref().expect("a writer has a transaction")
    }

    /// Its level.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The levels up to this one are known to the log.
    pub fn logged_level(&self) -> Level {
        self.logged_level
    }

    /// Opens a level.
    pub fn begin(&mut self) {
        self.level = Level(self.level.get().saturating_add(1));
    }

    /// Closes a level: what was made in it belongs to the one outside. Tells whether the log knows
    /// of the level, and so must be told.
    ///
    /// # Panics
    /// When no level is open.
    pub fn commit(&mut self) -> bool {
        let to = self.level.get().checked_sub(1).expect("a level is open");
        self.level = Level(to);
        let is_logged = self.logged_level > self.level;
        self.logged_level = self.logged_level.min(self.level);
        for made in self.made.iter_mut().rev() {
            if made.level <= self.level {
                break;
            }
            made.level = self.level;
        }
        is_logged
    }

    /// Versions made so far.
    pub fn made_count(&self) -> usize {
        self.made.len()
    }

    /// The newest version it made.
    pub fn newest(&self) -> Option<&Arc<Version>> {
        self.made.last().map(|made| &made.version)
    }

    /// Takes all versions, when the transaction ends.
    pub fn take_made(&mut self) -> Vec<Arc<Version>> {
        self.made.drain(..).map(|made| made.version).collect()
    }

    pub(crate) fn push_made(&mut self, version: Arc<Version>) {
        self.made.push(Made { part: self.part, ..Made::of(self.level, version) });
    }

    /// Takes in a version made for somebody else.
    pub(crate) fn push_follower(&mut self, version: Arc<Version>) {
        self.made.push(Made { is_follower: true, ..Made::of(self.level, version) });
    }

    /// Names a part, to which nothing belongs yet.
    pub fn new_part(&mut self) -> PartId {
        self.parts = self.parts.saturating_add(1);
        PartId { begin0: self.begin0(), number: self.parts }
    }

    /// Whether a part is of this transaction.
    pub fn has_part(&self, part: PartId) -> bool {
        part.begin0 == self.begin0()
    }

    /// Lets what is done by `work` belong to a part. Those of other transactions are none.
    pub fn in_part<T>(&mut self, part: Option<PartId>, work: impl FnOnce(&mut Self) -> T) -> T {
        let part = part.filter(|part| self.has_part(*part));
        let outside = std::mem::replace(&mut self.part, part.map_or(0, |part| part.number));
        let done = work(self);
        self.part = outside;
        done
    }

    /// The newest version of a part, whatever its level.
    pub(crate) fn pop_part(&mut self, part: PartId) -> Option<Made> {
        if !self.has_part(part) {
            return None;
        }
        let newest = self.made.iter().rposition(|made| made.part == part.number)?;
        Some(self.made.remove(newest))
    }

    /// The newest version of the present level or above.
    pub(crate) fn pop_made(&mut self) -> Option<Made> {
        let is_of_level = self.made.last().is_some_and(|made| made.level >= self.level);
        if is_of_level { self.made.pop() } else { None }
    }

    pub(crate) fn push_back(&mut self, made: Made) {
        self.made.push(made);
    }

    pub(crate) fn begin0(&self) -> TrxId {
        let own = self.snapshot.own.as_ref();
        own.expect("a writer has a transaction").begin0()
    }

    /// The begin record that must precede the next change, if one is due.
    pub(crate) fn begin_record(&self) -> Option<Record<'static>> {
        let (from, procid) = (self.logged_level, self.procid);
        let count = self.level.get().checked_sub(from.get()).filter(|count| *count > 0)?;
        let levels = Levels { from, count };
        Some(if from == Level(0) {
            Record::Begin0(Begin0 { procid, levels, begin0: self.begin0() })
        } else {
            Record::Begin(Begin { procid, levels })
        })
    }

    /// Where the log must be replayed from to repeat what this transaction does next; the first
    /// change marks `tip`, which comes before its begin record.
    pub(crate) fn oldest(&self, tip: Lgpos) -> Lgpos {
        // Only this session's thread changes the mark.
        let mark = self.begin_mark.load(Acquire);
        if mark != 0 {
            return Lgpos::from_number(mark);
        }
        // Release pairs with the load of whoever moves the checkpoint.
        self.begin_mark.store(tip.number(), Release);
        tip
    }

    /// The begin record is in the log.
    pub(crate) fn note_logged(&mut self) {
        self.logged_level = self.level;
    }

    /// The transaction has ended, in the log too: the checkpoint may pass its begin.
    pub fn end(&mut self) {
        assert!(self.level == Level(0) && self.made.is_empty(), "a transaction ends as a whole");
        self.begin_mark.store(0, Release);
    }

    /// After a rollback of the levels above `to`.
    pub fn rolled_back(&mut self, to: Level) {
        assert!(to < self.level, "a rollback closes a level");
        self.level = to;
        self.logged_level = self.logged_level.min(to);
    }
}
