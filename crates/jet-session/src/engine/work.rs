//! Transactions on data: begun, committed, rolled back.
//!
//! A session is at a level (`transaction.rs`); here is what it did there. A read-only transaction
//! has a snapshot, another one a [`Writer`].
//!
//! The order of a commit, cited in code by number:
//! - C1. Its number is drawn, its record appended and its versions queued under one lock, so that
//!   all three come in one order.
//! - C2. The checkpoint may pass its begin once its record is appended: whoever moves the checkpoint
//!   makes durable all that was appended before it looked.
//! - C3. It is published when its record is durable; at once when it is lazy.

use std::cell::OnceCell;
use std::time::Duration;

use jet_btree::version::{Snapshot, Transaction};
use jet_btree::writer::BeginMark;
use jet_btree::{PartId, WriteCx, Writer, undo};
use jet_log::Record;
use jet_log::record::{Commit, Commit0};
use jet_os::sync::atomic::Ordering::Relaxed;
use jet_types::{DbId, Level, Lgpos, Procid};

use super::slots::Slots;
use super::{Engine, Writable};
use crate::error::{EngineError, EngineResult, SessionError};
use crate::session::Session;

/// What a session did in its transaction, and what it sees.
#[derive(Debug)]
pub struct Work {
    slot: usize,
    mark: BeginMark,
    open: Open,
    /// The record of its last commit.
    last_commit: Lgpos,
}

#[derive(Debug)]
enum Open {
    /// No transaction.
    Nothing,
    /// One that only reads.
    Reader(Snapshot),
    /// One that may write.
    Writer(Writer),
}

/// When a commit returns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Durability {
    /// When it can be lost no more.
    Durable,
    /// At once; it becomes durable together with the next that waits.
    Lazy,
}

/// Which earlier commits to wait for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wait {
    /// The session's last one.
    Last,
    /// All of all sessions.
    All,
    /// All; and the log goes on in a new generation.
    NewLog,
}

/// The session that keeps versions from being forgotten.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pin {
    /// Its number in the log; of a user's session, one more than its place.
    pub procid: Procid,
    /// How long its transaction has been running.
    pub age: Duration,
}

impl Work {
    /// The session's slot.
    pub(super) fn slot(&self) -> usize {
        self.slot
    }

    /// What the open transaction sees.
    pub fn snapshot(&self) -> Option<&Snapshot> {
        match &self.open {
            Open::Nothing => None,
            Open::Reader(snapshot) => Some(snapshot),
            Open::Writer(writer) => Some(writer.snapshot()),
        }
    }

    /// The open transaction, if it may write.
    pub fn writer(&mut self) -> Option<&mut Writer> {
        match &mut self.open {
            Open::Writer(writer) => Some(writer),
            Open::Nothing | Open::Reader(_) => None,
        }
    }
}

impl Engine {
    /// Opens a level for the session in `slot`.
    ///
    /// # Errors
    /// [`SessionError::TooDeep`]; [`SessionError::SharingViolation`] when the open transaction is
    /// another thread's.
    pub fn begin(
        &self,
        slot: usize,
        session: &mut Session,
        is_read_only: bool,
    ) -> Result<(), SessionError> {
        session.begin(is_read_only)?;
        let is_outermost = session.level() == 1;
        let work = session.work.get_or_insert_with(|| Box::new(self.work(slot)));
        if is_outermost {
            self.open(work, is_read_only);
        } else if let Some(writer) = work.writer() {
            writer.begin();
        }
        Ok(())
    }

    fn work(&self, slot: usize) -> Work {
        Work { slot, mark: self.slots.mark(slot), open: Open::Nothing, last_commit: Lgpos::NONE }
    }

    fn open(&self, work: &mut Work, is_read_only: bool) {
        self.slots.set_since(work.slot, self.now_ms());
        work.open = if is_read_only {
            let begun = self.snapshots.begin_read_only(work.slot);
            Open::Reader(Snapshot { limit: begun.limit, own: None })
        } else {
            let begun = self.snapshots.begin(work.slot);
            let own = Some(Transaction::begin(begun.begin0));
            let snapshot = Snapshot { limit: begun.limit, own };
            let mut writer =
                Writer::new(Slots::procid(work.slot), snapshot, BeginMark::clone(&work.mark));
            writer.begin();
            Open::Writer(writer)
        };
    }

    /// What the clock shows, or with a housekeeper showed lately: a transaction that begins does not
    /// look at it.
    fn now_ms(&self) -> u64 {
        if self.config.is_inline {
            self.tick();
        }
        self.lately_ms.load(Relaxed)
    }

    /// Looks at the clock.
    pub(super) fn tick(&self) {
        self.lately_ms.store(self.environment.clock.steady().as_millis() as u64, Relaxed);
    }

    /// Closes a level: what was done in it belongs to the one outside; of the outermost one, to
    /// everybody.
    ///
    /// # Errors
    /// [`SessionError::NotInTransaction`], [`SessionError::SharingViolation`]: nothing has happened.
    /// A log that has failed: the instance is unavailable, and whether the commit survives, the
    /// next start shows.
    pub fn commit(&self, session: &mut Session, durability: Durability) -> EngineResult<()> {
        session.commit()?;
        let level = session.level();
        let Some(work) = session.work.as_deref_mut() else { return Ok(()) };
        if level > 0 {
            return work.writer().map_or(Ok(()), |writer| self.commit_level(writer));
        }
        let open = std::mem::replace(&mut work.open, Open::Nothing);
        let committed = match open {
            Open::Writer(writer) => self.commit_all(writer, durability),
            Open::Nothing | Open::Reader(_) => Ok(None),
        };
        self.snapshots.end(work.slot);
        if let Some(lgpos) = committed? {
            work.last_commit = lgpos;
        }
        Ok(())
    }

    fn commit_level(&self, writer: &mut Writer) -> EngineResult<()> {
        let is_logged = writer.commit();
        if let (true, Some(journal)) = (is_logged, self.journal()) {
            let commit = Commit { procid: writer.procid(), to: writer.level() };
            journal.append_noting(&[Record::Commit(commit)], |_, _| ())?;
        }
        Ok(())
    }

    /// Gives the position of the commit record, if there is one.
    fn commit_all(
        &self,
        mut writer: Writer,
        durability: Durability,
    ) -> EngineResult<Option<Lgpos>> {
        let is_logged = writer.commit();
        let made = writer.take_made();
        if !is_logged && made.is_empty() {
            writer.end();
            return Ok(None);
        }
        let procid = writer.procid();
        let fates = self.versions.fates();
        // C1.
        let committed = self.snapshots.commit(writer.transaction(), |commit0| {
            let lgpos = match (is_logged, self.journal()) {
                (true, Some(journal)) => {
                    let record = Commit0 { procid, to: Level(0), commit0 };
                    journal.append_noting(&[Record::Commit0(record)], |_, _| ())?.first
                }
                _ => Lgpos::NONE,
            };
            self.committed.push(commit0, made);
            EngineResult::Ok(lgpos)
        });
        drop(fates);
        let (commit0, lgpos) = committed?;
        writer.end(); // C2.
        if let (Durability::Durable, true, Some(journal)) = (durability, is_logged, self.journal())
        {
            journal.wait_durable(lgpos)?;
        }
        self.snapshots.publish(commit0); // C3.
        if self.wants_checkpoint() || self.wants_clean_up() {
            self.ring();
        }
        Ok(is_logged.then_some(lgpos))
    }

    /// Undoes a level, or all.
    ///
    /// # Errors
    /// [`SessionError::NotInTransaction`], [`SessionError::SharingViolation`]: nothing has happened.
    /// What pages and log may give: the instance is unavailable then.
    pub fn rollback(&self, session: &mut Session, all: bool) -> EngineResult<()> {
        let before = session.level();
        session.rollback(all)?;
        self.undo(session, before - session.level())
    }

    /// Undoes all that the session has open, whoever's it is: the session ends.
    ///
    /// # Errors
    /// What pages and log may give: the instance is unavailable then.
    pub fn end(&self, session: &mut Session) -> EngineResult<()> {
        let levels = session.level();
        session.abandon();
        self.undo(session, levels)
    }

    fn undo(&self, session: &mut Session, levels: u8) -> EngineResult<()> {
        let is_over = session.level() == 0;
        let Some(work) = session.work.as_deref_mut() else { return Ok(()) };
        if let Open::Writer(writer) = &mut work.open {
            for _ in 0..levels {
                self.undo_level(writer)?;
            }
        }
        if is_over {
            if let Open::Writer(writer) = &mut work.open {
                writer.end();
            }
            if work.snapshot().is_some() {
                work.open = Open::Nothing;
                self.snapshots.end(work.slot);
            }
        }
        Ok(())
    }

    fn undo_level(&self, writer: &mut Writer) -> EngineResult<()> {
        let databases = Writables::new(self);
        let journal = self.journal().map(|journal| journal as &dyn jet_btree::Journal);
        let mut dead = Vec::new();
        let cx_of = |dbid| databases.cx(dbid);
        let undone = undo::rollback(writer, journal, &cx_of, &mut |node| dead.push(node));
        self.dead.lock().append(&mut dead);
        undone.map_err(|error| self.fatal(error.into()))
    }

    /// Undoes what a session did as one part of its transaction.
    ///
    /// # Errors
    /// What pages and log may give: the instance is unavailable then.
    pub fn undo_part(&self, session: &mut Session, part: PartId) -> EngineResult<()> {
        let writer = session.work.as_deref_mut().and_then(Work::writer);
        let Some(writer) = writer else { return Ok(()) };
        let databases = Writables::new(self);
        let mut dead = Vec::new();
        let cx_of = |dbid| databases.cx(dbid);
        let undone = undo::part(writer, part, &cx_of, &mut |node| dead.push(node));
        self.dead.lock().append(&mut dead);
        undone.map_err(|error| self.fatal(error.into()))
    }

    /// Runs a statement: its changes are made as a whole, or not at all. The session is in a
    /// transaction that may write.
    ///
    /// # Errors
    /// [`SessionError::NotInTransaction`], [`SessionError::ReadOnly`]; what the log says of updates;
    /// what `work` says. If what was done cannot be taken back, why: the instance is unavailable
    /// then.
    pub fn statement<T, E: From<EngineError>>(
        &self,
        session: &mut Session,
        work: impl FnOnce(&mut Writer) -> Result<T, E>,
    ) -> Result<T, E> {
        self.check_update()?;
        self.make_room_for_versions(session)?;
        let writer = session.write().map_err(EngineError::from)?;
        writer.begin();
        match work(writer) {
            Ok(value) => {
                self.commit_level(writer)?;
                Ok(value)
            }
            Err(error) => {
                self.undo_level(writer)?;
                Err(error)
            }
        }
    }

    /// Waits for commits that did not wait themselves.
    ///
    /// # Errors
    /// A log that has failed.
    pub fn wait(&self, session: &Session, wait: Wait) -> EngineResult<()> {
        let Some(journal) = self.journal() else { return Ok(()) };
        match wait {
            Wait::Last => {
                let last = session.work.as_ref().map_or(Lgpos::NONE, |work| work.last_commit);
                if !last.is_none() {
                    journal.wait_durable(last)?;
                }
            }
            Wait::All => journal.flush_all()?,
            Wait::NewLog => journal.heed(journal.log().roll())?,
        }
        Ok(())
    }

    /// Commits before this position can be lost no more.
    pub fn durable(&self) -> Lgpos {
        self.journal().map_or(Lgpos::NONE, |journal| journal.log().durable())
    }

    /// The session whose snapshot keeps versions from being forgotten, if any does.
    pub fn pin(&self) -> Option<Pin> {
        let slot = self.snapshots.oldest_slot()?;
        let age = self.now_ms().saturating_sub(self.slots.since(slot));
        Some(Pin { procid: Slots::procid(slot), age: Duration::from_millis(age) })
    }

    /// Does work of the engine's own, in a session of its own.
    ///
    /// # Errors
    /// [`SessionError::OutOfSessions`]; what `work` says.
    pub(super) fn in_own_session<T, E: From<EngineError>>(
        &self,
        work: impl FnOnce(usize, &mut Session) -> Result<T, E>,
    ) -> Result<T, E> {
        let limit = super::ENGINE_SESSIONS as usize;
        let full = || EngineError::from(SessionError::OutOfSessions { limit });
        let own = self.slots.own().ok_or_else(full)?;
        let mut session = Session::new(0);
        let done = work(own.slot, &mut session);
        self.end(&mut session)?;
        done
    }

    /// Does work of the engine's own in one transaction of its own.
    ///
    /// # Errors
    /// As [`in_own_session`](Self::in_own_session); what `work` did is undone then.
    pub(super) fn in_own_transaction<T, E: From<EngineError>>(
        &self,
        durability: Durability,
        work: impl FnOnce(&mut Writer) -> Result<T, E>,
    ) -> Result<T, E> {
        self.in_own_session(|slot, session| {
            self.begin(slot, session, false).map_err(EngineError::from)?;
            let value = work(session.write().map_err(EngineError::from)?)?;
            self.commit(session, durability)?;
            Ok(value)
        })
    }
}

/// The databases of a rollback: those it comes upon are held until it is over.
struct Writables<'e> {
    engine: &'e Engine,
    by_id: [OnceCell<Writable>; DBIDS],
}

/// Numbers of databases: 0 the temporary one, 1 to 6 the users'.
const DBIDS: usize = 7;

impl<'e> Writables<'e> {
    fn new(engine: &'e Engine) -> Self {
        Self { engine, by_id: Default::default() }
    }

    fn cx(&self, dbid: DbId) -> WriteCx<'_> {
        let find = || self.engine.writable(dbid).expect("attached while it has versions");
        self.engine.write_cx(self.by_id[usize::from(dbid.get())].get_or_init(find))
    }
}
