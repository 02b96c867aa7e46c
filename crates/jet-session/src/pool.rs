//! The sessions of one instance: begun, checked out for a call at a time, ended.
//!
//! A session lives in a place ([`Places`]): its name is the number of the place and a generation,
//! so a stale handle never fits again. Beginning a session is one compare-exchange and one store,
//! ending it is another of each, and nothing shared between sessions is written.
//!
//! Invariants, cited in code by number:
//! - S1. Whoever claims a place for a session looks at the state *after*, and gives the place back
//!   if it may not be there. Whoever changes the state waits *after* for those that are moving in.
//!   One of the two always sees the other: a session that begins after a stop has returned is
//!   refused, one that began was there.
//! - S2. Whoever enters a session looks at the state *after*, and leaves if it may not be there. A
//!   termination sets the state and waits *after* for callers inside: it leaves no call behind.
//! - S3. Places serve one life of an instance after the other. Who begins looks at the life before as
//!   well: as it runs, its places are ready. Sessions live in one life only, so who holds a session
//!   holds the life; who holds none names the life it means.
//! - S4. User sessions and the engine's own live in separate places: the engine never uses up what
//!   users were promised. When engine sessions begin and end is the engine's affair; the state of
//!   the instance does not stop them, as it must start, end and recover with them.

#[cfg(all(test, loom))]
mod loom_tests;
#[cfg(all(test, not(loom)))]
mod tests;

use jet_os::sync::places::{Inside, MovingOut, Name, Places, Refused, Shut};

use crate::error::{Result, SessionError};
use crate::lifecycle::{Life, Phase};

/// Names a session of one pool; a later session in the same place has another name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SessionId(Name);

/// Names one of the engine's own sessions; no handle is ever made of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct EngineId(Name);

/// Sessions with payloads of type `T`.
#[derive(Debug)]
pub struct SessionPool<T> {
    users: Places<T>,
    engine: Places<T>,
}

/// A session checked out for one call; dropping it ends the call.
#[derive(Debug)]
pub struct Checkout<'a, T>(Inside<'a, T>);

impl SessionId {
    /// Place and generation, to make a handle of.
    pub fn parts(self) -> (u32, u32) {
        (self.0.place, self.0.generation)
    }

    /// The name made of these parts; whether such a session lives shows when it is used.
    pub fn from_parts(place: u32, generation: u32) -> Self {
        Self(Name { place, generation })
    }
}

impl<T> SessionPool<T> {
    /// Room for exactly `users` user sessions and `engine` of the engine's own.
    pub fn new(users: u32, engine: u32) -> Self {
        Self { users: Places::new(users), engine: Places::new(engine) }
    }

    /// Room for so many in the next life (S3): no session is left, and the state lets none begin.
    pub fn reset(&self, users: u32, engine: u32) {
        self.users.reset(users);
        self.engine.reset(engine);
    }

    /// How many user sessions there may be.
    pub fn limit(&self) -> usize {
        self.users.limit() as usize
    }

    /// Begins a user session with the payload that `make` makes.
    ///
    /// # Errors
    /// What the instance's state says, [`SessionError::OutOfSessions`],
    /// [`SessionError::OutOfMemory`], and what `make` returns, in this order.
    #[inline]
    pub fn begin(&self, life: Life<'_>, make: impl FnOnce() -> Result<T>) -> Result<SessionId> {
        // S3. What it refuses now it refused at this moment.
        life.state().admit_session(false)?;
        let claim = self.users.claim();
        // S1: the place first, then the state; and what it says comes before all else.
        life.state().admit_session(false)?;
        let claim = claim.map_err(|refused| out_of(refused, &self.users))?;
        make().map(|value| SessionId(claim.open(value)))
    }

    /// As [`begin`](Self::begin), for a caller with a session, which is looked at and untouched.
    ///
    /// # Errors
    /// [`SessionError::InvalidSesid`], what the instance's state says,
    /// [`SessionError::SharingViolation`], and those of `begin`, in this order.
    #[inline]
    pub fn dup(
        &self,
        life: Life<'_>,
        source: SessionId,
        make: impl FnOnce() -> Result<T>,
    ) -> Result<SessionId> {
        // S3: if the source lives, so does the life, unless that is over afterwards.
        let looked = self.users.look(source.0);
        self.judge(looked.as_ref().err(), life, false)?;
        looked.map_err(|_| SessionError::SharingViolation)?;
        let claim = self.users.claim();
        // S1: the places first, then the state.
        life.state().admit_session(false)?;
        let claim = claim.map_err(|refused| out_of(refused, &self.users))?;
        make().map(|value| SessionId(claim.open(value)))
    }

    /// The state has changed: waits for sessions that are about to begin or to end (S1).
    pub fn settle(&self) {
        self.users.wait_until_moved();
    }

    /// Begins a session of the engine's own (S4).
    ///
    /// # Errors
    /// [`SessionError::OutOfSessions`] beyond the reserve, [`SessionError::OutOfMemory`].
    pub fn begin_engine(&self, value: T) -> Result<EngineId> {
        let claim = self.engine.claim().map_err(|refused| out_of(refused, &self.engine))?;
        Ok(EngineId(claim.open(value)))
    }

    /// Ends a user session, if `check` lets it: its place is free at once.
    ///
    /// # Errors
    /// As [`enter`](Self::enter), and what `check` says. The session lives on.
    #[inline]
    pub fn end(
        &self,
        life: Life<'_>,
        id: SessionId,
        check: impl FnOnce(&mut T) -> Result<()>,
    ) -> Result<()> {
        let taken = self.users.move_out(id.0);
        self.judge(taken.as_ref().err(), life, true)?;
        let mut moving = taken.map_err(|_| SessionError::SharingViolation)?;
        check(moving.value())?;
        moving.close();
        Ok(())
    }

    /// Checks a user session out for one call. `is_ending` tells a call that may go on after a
    /// stop.
    ///
    /// # Errors
    /// [`SessionError::InvalidSesid`], what the instance's state says, and
    /// [`SessionError::SharingViolation`], in this order.
    #[inline]
    pub fn enter(&self, life: Life<'_>, id: SessionId, is_ending: bool) -> Result<Checkout<'_, T>> {
        let entered = self.users.enter(id.0);
        self.judge(entered.as_ref().err(), life, is_ending)?;
        entered.map(Checkout).map_err(|_| SessionError::SharingViolation)
    }

    /// Whether a call with a user session could have begun at this moment.
    ///
    /// # Errors
    /// As [`enter`](Self::enter).
    #[inline]
    pub fn look(&self, life: Life<'_>, id: SessionId) -> Result<()> {
        let looked = self.users.look(id.0);
        self.judge(looked.as_ref().err(), life, false)?;
        looked.map_err(|_| SessionError::SharingViolation)
    }

    /// Checks one of the engine's own sessions out, in any state of the instance.
    ///
    /// # Errors
    /// [`SessionError::InvalidSesid`], [`SessionError::SharingViolation`].
    pub fn enter_engine(&self, id: EngineId) -> Result<Checkout<'_, T>> {
        self.engine.enter(id.0).map(Checkout).map_err(|shut| match shut {
            Shut::Stale => SessionError::InvalidSesid,
            Shut::Busy => SessionError::SharingViolation,
        })
    }

    /// Waits until no call is inside a user session and none is about to begin or to end. The state
    /// that keeps others out is set (S2).
    pub fn wait_until_left(&self) {
        self.users.wait_until_left();
    }

    /// Visits the payloads of all user sessions. Call it when no call is inside or may enter.
    pub fn for_each(&self, mut visit: impl FnMut(&mut T)) {
        for name in self.users.live() {
            if let Ok(mut inside) = self.users.enter(name) {
                visit(inside.value());
            }
        }
    }

    /// Ends all sessions, the engine's last. Call it when no call is inside or may enter.
    pub fn end_all(&self) {
        for places in [&self.users, &self.engine] {
            places.live().filter_map(|name| places.move_out(name).ok()).for_each(MovingOut::close);
        }
    }

    /// User sessions open, as a glance.
    pub fn open_count(&self) -> usize {
        self.users.live().count()
    }

    /// What a call hears before it hears that the session is busy (S2: the place first, then the
    /// state).
    #[inline]
    fn judge(&self, shut: Option<&Shut>, life: Life<'_>, is_ending: bool) -> Result<()> {
        match shut {
            Some(Shut::Stale) => Err(self.nobody(life)),
            _ => life.state().admit_session(is_ending),
        }
    }

    /// What a handle of no session hears: before anything has started it may be of an earlier
    /// process.
    #[cold]
    fn nobody(&self, life: Life<'_>) -> SessionError {
        match life.state().phase() {
            Phase::Created | Phase::Initialising if self.limit() == 0 => {
                SessionError::NotInitialized
            }
            _ => SessionError::InvalidSesid,
        }
    }
}

impl<T> Checkout<'_, T> {
    /// The session's payload.
    #[inline]
    pub fn payload(&mut self) -> &mut T {
        self.0.value()
    }
}

fn out_of<T>(refused: Refused, places: &Places<T>) -> SessionError {
    match refused {
        Refused::Full => SessionError::OutOfSessions { limit: places.limit() as usize },
        Refused::OutOfMemory => SessionError::OutOfMemory,
    }
}
