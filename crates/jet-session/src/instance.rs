//! An instance: everything that one engine owns. Two of them share nothing.
//!
//! The layer above keeps something of its own with every session (`S`: its open databases and
//! cursors) and with every attached database (`D`: its schemas). Both live and end with what they
//! belong to.

#[cfg(all(test, not(loom)))]
mod tests;

use std::sync::{Arc, OnceLock};

use jet_os::sync::{Mutex, Rank};

use crate::attach::Databases;
use crate::config::{Config, Environment};
use crate::engine::{ENGINE_SESSIONS, Engine, Housekeeper};
use crate::error::{Cause, EngineResult, Result, SessionError};
use crate::lifecycle::{Life, OwnWork, Phase, SharedLife};
use crate::pool::{Checkout, EngineId, SessionId};
use crate::seats::Seats;
use crate::session::Session;

/// How to terminate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Term {
    /// Only when no session is in a transaction. What was deleted is removed first.
    Orderly,
    /// Only when no session is in a transaction. What was deleted stays in the files.
    Abrupt,
    /// As a crash would: transactions are left to recovery.
    Dirty,
}

/// An instance of the engine.
#[derive(Debug)]
pub struct Instance<S = (), D = ()> {
    environment: Environment,
    seats: Arc<Seats<S>>,
    /// Which life of the seats this instance is.
    life: SharedLife,
    running: OnceLock<Running<D>>,
}

/// What an initialised instance has.
#[derive(Debug)]
struct Running<D> {
    databases: Databases<D>,
    engine: Arc<Engine>,
    housekeeper: Mutex<Housekeeper>,
}

/// A session, and what the layer above keeps with it.
#[derive(Debug)]
pub struct Seat<S> {
    /// The session.
    pub session: Session,
    /// What the layer above keeps with it; dropped when the session ends.
    pub layer: S,
}

impl<S: Default> Seat<S> {
    #[inline]
    pub(crate) fn new(commit_default: u32) -> Self {
        Self { session: Session::new(commit_default), layer: S::default() }
    }
}

impl<S: Default, D: Default> std::default::Default for Instance<S, D> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Default, D: Default> Instance<S, D> {
    /// An instance that is not initialised, with files of the operating system.
    pub fn new() -> Self {
        Self::within(Environment::real())
    }

    /// An instance that is not initialised, in an environment of the caller's.
    pub fn within(environment: Environment) -> Self {
        Self::seated(environment, Arc::new(Seats::new()))
    }

    /// As [`within`](Self::within), with seats that no living instance has.
    ///
    /// # Panics
    /// When an instance has them.
    pub fn seated(environment: Environment, seats: Arc<Seats<S>>) -> Self {
        let life = seats.take();
        Self { environment, seats, life, running: OnceLock::new() }
    }

    /// Which life of its seats it is.
    pub fn life_number(&self) -> u32 {
        self.life().number()
    }

    /// Gives its seats up, for the next instance; this one is over.
    pub fn vacate(&self) {
        self.seats.vacate(self.life_number());
    }

    #[inline]
    fn life(&self) -> Life<'_> {
        self.life.get()
    }

    /// Where it is in its life.
    pub fn phase(&self) -> Phase {
        self.life().state().phase()
    }

    /// Initialises the instance: opens its log, recovers if need be; sessions may begin.
    ///
    /// # Errors
    /// [`SessionError::AlreadyInitialized`], [`SessionError::TermInProgress`]; what log and
    /// recovery say: the instance is over then.
    pub fn init(&self, config: Config) -> EngineResult<()> {
        self.life().begin_init()?;
        let (users, commit_default) = (config.max_sessions, config.commit_default);
        let engine = Engine::start(self.environment.clone(), config, self.life.clone());
        let engine = engine.inspect_err(|_| self.life().fail_init())?;
        self.seats.pool.reset(users, ENGINE_SESSIONS);
        let databases = Databases::new(Arc::clone(&engine));
        let housekeeper = Mutex::with_rank(Rank::Instance, Housekeeper::start(&engine));
        // Only one thread gets past `begin_init`, so the cell is empty.
        let _ = self.running.set(Running { databases, engine, housekeeper });
        self.set_commit_default(commit_default);
        self.life().finish_init();
        Ok(())
    }

    /// Begins a session. Source: `JetBeginSession`.
    ///
    /// # Errors
    /// [`SessionError::StopService`], [`SessionError::Unavailable`],
    /// [`SessionError::TermInProgress`], [`SessionError::RestoreInProgress`],
    /// [`SessionError::NotInitialized`], [`SessionError::OutOfSessions`],
    /// [`SessionError::OutOfMemory`], in this order.
    #[inline]
    pub fn begin_session(&self) -> Result<SessionId> {
        self.seats.begin(self.life_number())
    }

    /// Sets the commit bits that sessions begun from now on start with.
    pub fn set_commit_default(&self, bits: u32) {
        self.seats.set_commit_default(bits);
    }

    /// Begins another session on the source's instance. Nothing of the source is copied, and it is
    /// untouched. Source: `JetDupSession`.
    ///
    /// # Errors
    /// [`SessionError::NotInitialized`]; [`SessionError::InvalidSesid`] and
    /// [`SessionError::SharingViolation`] for the source, between and after them those of
    /// [`begin_session`](Self::begin_session).
    #[inline]
    pub fn dup_session(&self, source: SessionId) -> Result<SessionId> {
        self.running()?;
        self.seats.dup(source)
    }

    /// Whether a call with the session could have begun at this moment.
    ///
    /// # Errors
    /// As [`enter`](Self::enter).
    #[inline]
    pub fn look(&self, id: SessionId) -> Result<()> {
        self.running()?;
        self.seats.look(id)
    }

    /// Ends a session, rolling back what is open. Source: `JetEndSession`.
    ///
    /// # Errors
    /// [`SessionError::InvalidSesid`], [`SessionError::Unavailable`],
    /// [`SessionError::TermInProgress`], [`SessionError::SharingViolation`],
    /// [`SessionError::InUse`]. The session lives on.
    #[inline]
    pub fn end_session(&self, id: SessionId) -> Result<()> {
        self.running()?;
        self.seats.end(id, |session| self.roll_back(session))
    }

    /// Rolls everything back that a session has open, before it ends.
    ///
    /// # Errors
    /// [`SessionError::Unavailable`]: a rollback that fails is the end of the instance.
    pub fn roll_back(&self, session: &mut Session) -> Result<()> {
        let unavailable = |_| SessionError::Unavailable(Cause::Failure);
        self.running()?.engine.end(session).map_err(unavailable)
    }

    /// Checks a session out for one call. `is_ending` tells a call that may go on after a stop.
    ///
    /// # Errors
    /// [`SessionError::InvalidSesid`], what the instance's state says,
    /// [`SessionError::SharingViolation`], in this order.
    #[inline]
    pub fn enter(&self, id: SessionId, is_ending: bool) -> Result<Checkout<'_, Seat<S>>> {
        self.running()?;
        self.seats.pool.enter(self.life(), id, is_ending)
    }

    /// No new calls from now on; those that run go on, and sessions may be ended.
    /// Source: `JetStopService`.
    pub fn stop(&self) {
        self.life().stop();
        self.settle();
        // What is dirty is written while users leave.
        if let Some(running) = self.running.get() {
            running.engine.ring();
        }
    }

    /// As [`stop`](Self::stop), and no work of its own.
    pub fn stop_with_work(&self) {
        self.life().stop_with_work();
        self.settle();
    }

    /// Pauses work of its own.
    pub fn pause(&self, work: OwnWork) {
        self.life().pause(work);
    }

    /// Goes on with work of its own; `None` is all that was paused.
    ///
    /// # Errors
    /// [`SessionError::StopService`] for all work after a stop with it.
    pub fn resume(&self, work: Option<OwnWork>) -> Result<()> {
        self.life().resume(work)
    }

    /// The instance failed for good: every call is refused from now on, save termination.
    pub fn become_unavailable(&self, cause: Cause) {
        self.life().become_unavailable(cause);
        self.settle();
    }

    /// A restore runs from now on.
    ///
    /// # Errors
    /// What a session call would get.
    pub fn begin_restore(&self) -> Result<()> {
        self.life().begin_restore()?;
        self.settle();
        Ok(())
    }

    /// The restore is done.
    pub fn finish_restore(&self) {
        self.life().finish_restore();
    }

    /// Ends the instance: waits for calls inside, ends all sessions, closes databases and log.
    /// Gives whether the databases are clean; they are not after a dirty end, nor is an instance
    /// that is unavailable ended in any other way. Source: `JetTerm2`.
    ///
    /// # Errors
    /// [`SessionError::ActiveUsers`] when sessions are in transactions and `term` is not dirty: the
    /// instance goes on. [`SessionError::TermInProgress`], [`SessionError::RestoreInProgress`],
    /// [`SessionError::NotInitialized`]. What pages and log may give: the instance is over, and the
    /// next start recovers.
    pub fn term(&self, term: Term) -> EngineResult<bool> {
        self.life().begin_term()?;
        let Some(running) = self.running.get() else {
            self.life().finish_term();
            return Ok(true);
        };
        self.seats.pool.wait_until_left();
        let is_dirty = term == Term::Dirty || self.life().state().unavailable().is_some();
        let mut active = 0;
        self.seats.pool.for_each(|seat| active += usize::from(seat.session.level() > 0));
        if active > 0 && !is_dirty {
            self.life().abort_term();
            return Err(SessionError::ActiveUsers(active).into());
        }
        running.housekeeper.lock().end();
        self.seats.pool.end_all();
        running.databases.release_all();
        let stopped = if is_dirty {
            running.engine.abandon();
            Ok(false)
        } else {
            running.engine.stop(term == Term::Orderly).map(|()| true)
        };
        self.life().finish_term();
        stopped
    }

    /// Opens a level of a session that is checked out. Source: `JetBeginTransaction2`.
    ///
    /// # Errors
    /// [`SessionError::TooDeep`], [`SessionError::SharingViolation`].
    pub fn begin(&self, id: SessionId, session: &mut Session, is_read_only: bool) -> Result<()> {
        self.running()?.engine.begin(id.parts().0 as usize, session, is_read_only)
    }

    /// What runs below sessions and databases: transactions end there.
    ///
    /// # Errors
    /// [`SessionError::NotInitialized`].
    pub fn engine(&self) -> Result<&Arc<Engine>> {
        Ok(&self.running()?.engine)
    }

    /// The databases of the instance.
    ///
    /// # Errors
    /// [`SessionError::NotInitialized`].
    pub fn databases(&self) -> Result<&Databases<D>> {
        Ok(&self.running()?.databases)
    }

    /// Begins a session of the engine's own, from its reserve, whatever the state of the instance.
    ///
    /// # Errors
    /// [`SessionError::NotInitialized`], [`SessionError::OutOfSessions`],
    /// [`SessionError::OutOfMemory`].
    pub fn begin_engine_session(&self) -> Result<EngineId> {
        self.running()?;
        self.seats.pool.begin_engine(Seat::new(0))
    }

    /// User sessions open, as a glance.
    pub fn open_sessions(&self) -> usize {
        self.seats.pool.open_count()
    }

    #[inline]
    fn running(&self) -> Result<&Running<D>> {
        self.running.get().ok_or_else(|| self.not_running())
    }

    /// Why nothing runs.
    #[cold]
    fn not_running(&self) -> SessionError {
        self.life().state().admit_session(false).err().unwrap_or(SessionError::NotInitialized)
    }

    /// The state has changed: whoever is about to begin a session has done so, or will see it.
    fn settle(&self) {
        self.seats.pool.settle();
    }
}
