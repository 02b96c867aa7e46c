//! The sessions of one instance: begun, checked out for a call at a time, ended.
//!
//! Each slot is a [`Gate`]: it knows which session lives in it and whether a call is inside.
//! Handles carry slot and generation, so a stale one never fits again. Entering a call is one
//! compare-exchange; nothing shared between sessions is written.
//!
//! Invariants, cited in code by number:
//! - P1. Whoever opens or enters a gate looks at the instance's state *after*, and backs out if it
//!   may not be there. Whoever changes the state looks at the gates *after*, and waits for the
//!   busy ones. One of the two always sees the other ([`Gate`]): a session that begins after a
//!   stop has returned is refused, and a term that goes on leaves no call behind.
//! - P2. A slot is on the free stack, or in the hands of whoever begins or ends its session, or
//!   holds a live session.
//! - P3. User sessions and the engine's own come from separate slots: the engine never uses up
//!   what users were promised.

#[cfg(all(test, loom))]
mod loom_tests;
#[cfg(all(test, not(loom)))]
mod tests;

use crossbeam::utils::CachePadded;
use jet_os::sync::{Closed, Condvar, Gate, Inside, Mutex, full_fence};

use crate::error::{Result, SessionError};
use crate::lifecycle::Lifecycle;
use crate::slots::FreeSlots;

/// Names a session of one pool; a later session in the same slot has another name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SessionId {
    slot: u32,
    generation: u32,
}

impl SessionId {
    /// Slot and generation, to make a handle of.
    pub fn parts(self) -> (u32, u32) {
        (self.slot, self.generation)
    }

    /// The name made of these parts; whether such a session lives shows when it is used.
    pub fn from_parts(slot: u32, generation: u32) -> Self {
        Self { slot, generation }
    }
}

/// Whose sessions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quota {
    /// `JET_paramMaxSessions` of them.
    User,
    /// The engine's own reserve.
    Engine,
}

/// Sessions with payloads of type `T`.
#[derive(Debug)]
pub struct SessionPool<T> {
    gates: Box<[CachePadded<Gate<T>>]>,
    users: FreeSlots,
    engine: FreeSlots,
    /// Held while waiting for calls to leave.
    leaving: Mutex<()>,
    left: Condvar,
}

/// A session checked out for one call; dropping it ends the call.
#[derive(Debug)]
pub struct Checkout<'a, T> {
    pool: &'a SessionPool<T>,
    life: &'a Lifecycle,
    slot: u32,
    inside: Option<Inside<'a, T>>,
}

impl<T> SessionPool<T> {
    /// Room for exactly `users` user sessions and `engine` of the engine's own.
    ///
    /// # Errors
    /// [`SessionError::OutOfMemory`].
    pub fn new(users: u32, engine: u32) -> Result<Self> {
        let count = (users + engine) as usize;
        let mut gates = Vec::new();
        gates.try_reserve_exact(count).map_err(|_| SessionError::OutOfMemory)?;
        gates.resize_with(count, CachePadded::default);
        Ok(Self {
            gates: gates.into_boxed_slice(),
            users: FreeSlots::new(users),
            engine: FreeSlots::new(engine),
            leaving: Mutex::new(()),
            left: Condvar::new(),
        })
    }

    /// How many user sessions there may be.
    pub fn limit(&self) -> usize {
        self.users.len()
    }

    /// Begins a session with the payload that `make` makes.
    ///
    /// # Errors
    /// What the instance's state says, [`SessionError::OutOfSessions`], and what `make` returns, in
    /// this order.
    pub fn begin(
        &self,
        life: &Lifecycle,
        quota: Quota,
        make: impl FnOnce() -> Result<T>,
    ) -> Result<SessionId> {
        life.state().admit_session(false)?;
        let (free, first) = self.free(quota);
        let claimed = free.claim().ok_or(SessionError::OutOfSessions { limit: free.len() })?;
        let value = make().inspect_err(|_| free.release(claimed))?;
        let slot = claimed + first;
        let gate = &self.gates[slot as usize];
        let id = SessionId { slot, generation: gate.open(value) };
        // P1: the gate is open, now the state.
        if let Err(error) = life.state().admit_session(false) {
            // Nobody else knows the name; only a term that ends all sessions may be faster.
            if let Ok(inside) = gate.enter(id.generation) {
                inside.close();
                free.release(claimed);
            }
            self.wake(life);
            return Err(error);
        }
        Ok(id)
    }

    /// Checks a session out for one call. `is_ending` tells a call that may go on after a stop.
    ///
    /// # Errors
    /// [`SessionError::InvalidSesid`], what the instance's state says, and
    /// [`SessionError::SharingViolation`], in this order.
    pub fn enter<'a>(
        &'a self,
        life: &'a Lifecycle,
        id: SessionId,
        is_ending: bool,
    ) -> Result<Checkout<'a, T>> {
        let gate = self.gates.get(id.slot as usize).ok_or(SessionError::InvalidSesid)?;
        match gate.enter(id.generation) {
            Ok(inside) => {
                let checkout = Checkout { pool: self, life, slot: id.slot, inside: Some(inside) };
                // P1: the gate is busy, now the state.
                life.state().admit_session(is_ending)?;
                Ok(checkout)
            }
            Err(Closed::Stale) => Err(SessionError::InvalidSesid),
            Err(Closed::Busy) => {
                life.state().admit_session(is_ending)?;
                Err(SessionError::SharingViolation)
            }
        }
    }

    /// Waits until no call is inside any session. The state that keeps new ones out is set already
    /// (P1).
    pub fn wait_until_left(&self) {
        full_fence();
        let mut guard = self.leaving.lock();
        while self.gates.iter().any(|gate| gate.look().1) {
            guard = self.left.wait(guard);
        }
    }

    /// Visits the payloads of all sessions. Call it when no call is inside or may enter.
    pub fn for_each(&self, mut visit: impl FnMut(&mut T)) {
        for gate in &self.gates {
            if let Ok(mut inside) = gate.enter(gate.look().0) {
                visit(inside.value());
            }
        }
    }

    /// Ends all sessions. Call it when no call is inside or may enter.
    pub fn end_all(&self) {
        for (slot, gate) in self.gates.iter().enumerate() {
            if let Ok(inside) = gate.enter(gate.look().0) {
                inside.close();
                self.release(slot as u32);
            }
        }
    }

    /// User sessions open, as a glance.
    pub fn open_count(&self) -> usize {
        let users = self.gates.iter().take(self.users.len());
        users.filter(|gate| gate.look().0 % 2 == 1).count()
    }

    fn free(&self, quota: Quota) -> (&FreeSlots, u32) {
        match quota {
            Quota::User => (&self.users, 0),
            Quota::Engine => (&self.engine, self.users.len() as u32),
        }
    }

    fn release(&self, slot: u32) {
        match slot.checked_sub(self.users.len() as u32) {
            Some(engine) => self.engine.release(engine),
            None => self.users.release(slot),
        }
    }

    /// Wakes whoever waits for calls to leave. The gate was left before (P1).
    fn wake(&self, life: &Lifecycle) {
        if life.state().has_waiters() {
            drop(self.leaving.lock());
            self.left.notify_all();
        }
    }
}

impl<T> Checkout<'_, T> {
    /// The session's payload.
    pub fn payload(&mut self) -> &mut T {
        self.inside.as_mut().expect("taken only when the call ends").value()
    }

    /// Ends the session: its slot is free at once.
    pub fn end(mut self) {
        if let Some(inside) = self.inside.take() {
            inside.close();
            self.pool.release(self.slot);
        }
    }
}

impl<T> Drop for Checkout<'_, T> {
    fn drop(&mut self) {
        self.inside = None;
        self.pool.wake(self.life);
    }
}
