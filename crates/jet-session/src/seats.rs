//! Where the sessions of an instance live, and of the next instance after it.
//!
//! Seats outlive their instance: whoever knows them may begin, dup and end sessions at any time
//! without being counted, and learns from the number of the life, or from the generation of the
//! place, when it came too late. So the way from a handle to a session writes nothing that is
//! shared.

#[cfg(all(test, loom))]
mod loom_tests;
#[cfg(all(test, not(loom)))]
mod tests;

use std::sync::Arc;

use jet_os::sync::atomic::{AtomicU32, Ordering::Relaxed};

use crate::error::Result;
use crate::instance::Seat;
use crate::lifecycle::{Life, Lifecycle, Phase, SharedLife};
use crate::pool::{SessionId, SessionPool};
use crate::session::Session;

/// Sessions of one instance at a time.
#[derive(Debug)]
pub struct Seats<S> {
    lives: Arc<Lifecycle>,
    pub(crate) pool: SessionPool<Seat<S>>,
    commit_default: AtomicU32,
}

impl<S: Default> Default for Seats<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Default> Seats<S> {
    /// Seats of no instance yet.
    pub fn new() -> Self {
        let lives = Arc::new(Lifecycle::new());
        lives.renew();
        Self { lives, pool: SessionPool::new(0, 0), commit_default: AtomicU32::new(0) }
    }

    /// Gives the seats to an instance.
    pub(crate) fn take(&self) -> SharedLife {
        let life = self.lives.share();
        life.get().begin();
        life
    }

    /// The life of this number.
    #[inline]
    pub fn life(&self, number: u32) -> Life<'_> {
        self.lives.life(number)
    }

    /// Whether an instance lives this life.
    #[inline]
    pub fn is_lived(&self, number: u32) -> bool {
        self.life(number).state().phase() != Phase::Terminated
    }

    /// The instance that lives this life is gone: all its sessions are, and the next may come.
    pub(crate) fn vacate(&self, number: u32) {
        if self.lives.present().number() == number {
            self.lives.renew();
            self.pool.wait_until_left();
            self.pool.end_all();
        }
    }

    pub(crate) fn set_commit_default(&self, bits: u32) {
        self.commit_default.store(bits, Relaxed);
    }

    /// Begins a session in this life.
    ///
    /// # Errors
    /// As [`Instance::begin_session`](crate::Instance::begin_session).
    #[inline]
    pub fn begin(&self, life: u32) -> Result<SessionId> {
        self.pool.begin(self.life(life), || Ok(self.seat()))
    }

    /// Begins a session in the life of the source.
    ///
    /// # Errors
    /// As [`Instance::dup_session`](crate::Instance::dup_session).
    #[inline]
    pub fn dup(&self, source: SessionId) -> Result<SessionId> {
        self.pool.dup(self.lives.present(), source, || Ok(self.seat()))
    }

    /// Whether a call with the session could have begun at this moment.
    ///
    /// # Errors
    /// As [`Instance::look`](crate::Instance::look).
    pub fn look(&self, id: SessionId) -> Result<()> {
        self.pool.look(self.lives.present(), id)
    }

    /// Ends a session; `roll_back` ends its transaction, if it has one open.
    ///
    /// # Errors
    /// As [`Instance::end_session`](crate::Instance::end_session), and what `roll_back` says.
    #[inline]
    pub fn end(
        &self,
        id: SessionId,
        roll_back: impl FnOnce(&mut Session) -> Result<()>,
    ) -> Result<()> {
        self.pool.end(self.lives.present(), id, |seat| {
            seat.session.check_end()?;
            if seat.session.level() > 0 { roll_back(&mut seat.session) } else { Ok(()) }
        })
    }

    #[inline]
    fn seat(&self) -> Seat<S> {
        Seat::new(self.commit_default.load(Relaxed))
    }
}
