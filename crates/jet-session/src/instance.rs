//! An instance: everything that one engine owns. Two of them share nothing.

#[cfg(all(test, not(loom)))]
mod tests;

use std::sync::OnceLock;

use jet_os::sync::atomic::{AtomicU32, Ordering::Relaxed};

use crate::error::{Cause, Result, SessionError};
use crate::lifecycle::{Lifecycle, OwnWork, Phase};
use crate::pool::{Checkout, Quota, SessionId, SessionPool};
use crate::session::Session;

/// Sessions the engine keeps for itself, beside the users'.
const ENGINE_SESSIONS: u32 = 69;

/// What an instance is made of; checked, and fixed once it is initialised.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Config {
    /// How many user sessions there may be, at most 30,000.
    pub max_sessions: u32,
    /// Commit bits every new session starts with; the only one that may change later.
    pub commit_default: u32,
}

impl std::default::Default for Config {
    fn default() -> Self {
        Self { max_sessions: 16, commit_default: 0 }
    }
}

/// How to terminate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Term {
    /// Only when no session is in a transaction.
    Orderly,
    /// As a crash would: transactions are left to recovery.
    Dirty,
}

/// An instance of the engine.
#[derive(Debug)]
pub struct Instance {
    life: Lifecycle,
    running: OnceLock<Running>,
    commit_default: AtomicU32,
}

/// What an initialised instance has.
#[derive(Debug)]
struct Running {
    sessions: SessionPool<Session>,
}

impl std::default::Default for Instance {
    fn default() -> Self {
        Self::new()
    }
}

impl Instance {
    /// An instance that is not initialised.
    pub fn new() -> Self {
        let (life, running) = (Lifecycle::new(), OnceLock::new());
        Self { life, running, commit_default: AtomicU32::new(0) }
    }

    /// Where it is in its life.
    pub fn phase(&self) -> Phase {
        self.life.state().phase()
    }

    /// Initialises the instance: sessions may begin.
    ///
    /// # Errors
    /// [`SessionError::AlreadyInitialized`]; [`SessionError::OutOfMemory`], after which the
    /// instance is over.
    pub fn init(&self, config: Config) -> Result<()> {
        self.life.begin_init()?;
        match SessionPool::new(config.max_sessions, ENGINE_SESSIONS) {
            Ok(sessions) => {
                // Only one thread gets past `begin_init`, so the cell is empty.
                let _ = self.running.set(Running { sessions });
                self.set_commit_default(config.commit_default);
                self.life.finish_init();
                Ok(())
            }
            Err(error) => {
                self.life.fail_init();
                Err(error)
            }
        }
    }

    /// Begins a session. Source: `JetBeginSession`.
    ///
    /// # Errors
    /// [`SessionError::StopService`], [`SessionError::Unavailable`],
    /// [`SessionError::TermInProgress`], [`SessionError::RestoreInProgress`],
    /// [`SessionError::NotInitialized`], [`SessionError::OutOfSessions`],
    /// [`SessionError::OutOfMemory`], in this order.
    pub fn begin_session(&self) -> Result<SessionId> {
        self.life.state().admit_session(false)?;
        let running = self.running()?;
        let commit_default = self.commit_default.load(Relaxed);
        running.sessions.begin(&self.life, Quota::User, || Ok(Session::new(commit_default)))
    }

    /// Sets the commit bits that sessions begun from now on start with.
    pub fn set_commit_default(&self, bits: u32) {
        self.commit_default.store(bits, Relaxed);
    }

    /// Begins another session on the source's instance. Nothing of the source is copied, and it is
    /// untouched. Source: `JetDupSession`.
    ///
    /// # Errors
    /// [`SessionError::InvalidSesid`] and [`SessionError::SharingViolation`] for the source,
    /// between them those of [`begin_session`](Self::begin_session).
    pub fn dup_session(&self, source: SessionId) -> Result<SessionId> {
        let _inside = self.enter(source, false)?;
        self.begin_session()
    }

    /// Ends a session, rolling back what is open. Source: `JetEndSession`.
    ///
    /// # Errors
    /// [`SessionError::InvalidSesid`], [`SessionError::Unavailable`],
    /// [`SessionError::TermInProgress`], [`SessionError::SharingViolation`],
    /// [`SessionError::InUse`]. The session lives on.
    pub fn end_session(&self, id: SessionId) -> Result<()> {
        let mut inside = self.enter(id, true)?;
        inside.payload().check_end()?;
        inside.end();
        Ok(())
    }

    /// Checks a session out for one call. `is_ending` tells a call that may go on after a stop.
    ///
    /// # Errors
    /// [`SessionError::InvalidSesid`], what the instance's state says,
    /// [`SessionError::SharingViolation`], in this order.
    pub fn enter(&self, id: SessionId, is_ending: bool) -> Result<Checkout<'_, Session>> {
        let running = self.running.get().ok_or(SessionError::InvalidSesid)?;
        running.sessions.enter(&self.life, id, is_ending)
    }

    /// No new calls from now on; those that run go on, and sessions may be ended.
    /// Source: `JetStopService`.
    pub fn stop(&self) {
        self.life.stop();
    }

    /// As [`stop`](Self::stop), and no work of its own.
    pub fn stop_with_work(&self) {
        self.life.stop_with_work();
    }

    /// Pauses work of its own.
    pub fn pause(&self, work: OwnWork) {
        self.life.pause(work);
    }

    /// Goes on with work of its own; `None` is all that was paused.
    ///
    /// # Errors
    /// [`SessionError::StopService`] for all work after a stop with it.
    pub fn resume(&self, work: Option<OwnWork>) -> Result<()> {
        self.life.resume(work)
    }

    /// The instance failed for good: every call is refused from now on, save termination.
    pub fn become_unavailable(&self, cause: Cause) {
        self.life.become_unavailable(cause);
    }

    /// A restore runs from now on.
    ///
    /// # Errors
    /// What a session call would get.
    pub fn begin_restore(&self) -> Result<()> {
        self.life.begin_restore()
    }

    /// The restore is done.
    pub fn finish_restore(&self) {
        self.life.finish_restore();
    }

    /// Ends the instance: waits for calls inside, ends all sessions. Source: `JetTerm2`.
    ///
    /// # Errors
    /// [`SessionError::ActiveUsers`] when sessions are in transactions and `term` is orderly: the
    /// instance goes on. [`SessionError::TermInProgress`], [`SessionError::RestoreInProgress`],
    /// [`SessionError::NotInitialized`].
    pub fn term(&self, term: Term) -> Result<()> {
        self.life.begin_term()?;
        if let Some(running) = self.running.get() {
            running.sessions.wait_until_left();
            let mut active = 0;
            running.sessions.for_each(|session| active += usize::from(session.level() > 0));
            if active > 0 && term == Term::Orderly {
                self.life.abort_term();
                return Err(SessionError::ActiveUsers(active));
            }
            running.sessions.end_all();
        }
        self.life.finish_term();
        Ok(())
    }

    /// User sessions open, as a glance.
    pub fn open_sessions(&self) -> usize {
        self.running.get().map_or(0, |running| running.sessions.open_count())
    }

    fn running(&self) -> Result<&Running> {
        self.running.get().ok_or(SessionError::NotInitialized)
    }
}
