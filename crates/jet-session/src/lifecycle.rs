//! The life of an instance: one state, every change of it a named method.
//!
//! ```text
//! created -> initialising -> running <-> restoring
//!    |            |             |
//!    |            v             v
//!    +-------> terminated <- terminating -> running (a term that gave up)
//! ```
//! Beside its phase an instance may have been told to stop, and may be unavailable for a cause;
//! neither goes away but by termination. Work of its own may be paused, and resumed.
//!
//! All of it is one atomic word, so a call decides on one load. The word also counts lives: it
//! outlives its instance and then serves the next one ([`Lifecycle::renew`]), so that a call that
//! comes late finds a word that tells it so. What a call does to a life that is over changes nothing.

use std::sync::Arc;

use jet_os::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, SeqCst},
};

use crate::error::{Cause, Result, SessionError};

/// Where an instance is in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Made, not initialised: parameters may be set.
    Created,
    /// Between the start and the end of its initialisation.
    Initialising,
    /// Sessions may begin.
    Running,
    /// A restore runs on it.
    Restoring,
    /// Waiting for calls to leave; no call may enter.
    Terminating,
    /// Over.
    Terminated,
}

const PHASES: [Phase; 6] = [
    Phase::Created,
    Phase::Initialising,
    Phase::Running,
    Phase::Restoring,
    Phase::Terminating,
    Phase::Terminated,
];
const PHASE_MASK: u32 = 7;
/// Told to stop.
const STOPPED: u32 = 0x10;
/// Told to stop together with its own work: that cannot be resumed as a whole.
const STOPPED_WITH_WORK: u32 = 0x20;
const UNAVAILABLE: u32 = 0x40;
const LOG_DISK_FULL: u32 = 0x80;

/// Work that an instance does by itself and that may be paused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OwnWork(u32);

impl OwnWork {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Background tasks for users' data, such as defragmentation.
    pub const BACKGROUND: Self = Self(0x100);
    /// Keeping much in caches that a termination would have to write.
    pub const CACHES: Self = Self(0x200);

    /// This and that.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The lives of instances, one after the other: the number of the present one above, its state below.
#[derive(Debug)]
pub struct Lifecycle(AtomicU64);

/// One of the lives: what it is when that is over is `Terminated`.
#[derive(Clone, Copy, Debug)]
pub struct Life<'a> {
    word: &'a AtomicU64,
    number: u32,
}

/// A life, for whoever shares in it for longer than a call.
#[derive(Clone, Debug)]
pub struct SharedLife {
    lives: Arc<Lifecycle>,
    number: u32,
}

impl SharedLife {
    /// The life itself.
    #[inline]
    pub fn get(&self) -> Life<'_> {
        self.lives.life(self.number)
    }
}

/// A state as it was when looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct State(u32);

impl State {
    /// Where it is in its life.
    pub fn phase(self) -> Phase {
        PHASES[(self.0 & PHASE_MASK) as usize % PHASES.len()]
    }

    /// Whether it was told to stop.
    pub fn is_stopped(self) -> bool {
        self.0 & STOPPED != 0
    }

    /// Whether all of this work is paused.
    pub fn is_paused(self, work: OwnWork) -> bool {
        self.0 & work.0 == work.0
    }

    /// Why it cannot work, if it cannot.
    pub fn unavailable(self) -> Option<Cause> {
        match self.0 & (UNAVAILABLE | LOG_DISK_FULL) {
            0 => None,
            UNAVAILABLE => Some(Cause::Failure),
            _ => Some(Cause::LogDiskFull),
        }
    }

    /// Whether a call with a session may go on. Ending calls may after a stop.
    ///
    /// # Errors
    /// In this order: stop, unavailable, terminating.
    #[inline]
    pub fn admit_session(self, is_ending: bool) -> Result<()> {
        // Nearly always: it runs, and nothing stands in the way.
        if self.0 & (PHASE_MASK | STOPPED | UNAVAILABLE) == Phase::Running as u32 {
            return Ok(());
        }
        self.admit_unusually(is_ending)
    }

    #[cold]
    fn admit_unusually(self, is_ending: bool) -> Result<()> {
        if self.is_stopped() && !is_ending {
            return Err(SessionError::StopService);
        }
        if let Some(cause) = self.unavailable() {
            return Err(SessionError::Unavailable(cause));
        }
        match self.phase() {
            Phase::Terminating | Phase::Terminated => Err(SessionError::TermInProgress),
            Phase::Restoring => Err(SessionError::RestoreInProgress),
            Phase::Created | Phase::Initialising => Err(SessionError::NotInitialized),
            Phase::Running => Ok(()),
        }
    }

    fn with(self, phase: Phase) -> Self {
        Self(self.0 & !PHASE_MASK | phase as u32)
    }
}

impl Default for Lifecycle {
    fn default() -> Self {
        Self::new()
    }
}

impl Lifecycle {
    /// The first life, of a new instance.
    pub fn new() -> Self {
        Self(AtomicU64::new(word(1, State(Phase::Created as u32))))
    }

    /// The present life.
    #[inline]
    pub fn present(&self) -> Life<'_> {
        self.life((self.0.load(SeqCst) >> 32) as u32)
    }

    /// The present life, to share in.
    pub fn share(self: &Arc<Self>) -> SharedLife {
        SharedLife { lives: Arc::clone(self), number: self.present().number }
    }

    /// The life of this number.
    #[inline]
    pub fn life(&self, number: u32) -> Life<'_> {
        Life { word: &self.0, number }
    }

    /// The present life is over, whatever its state: the next one is `Terminated` until an instance
    /// [begins](Life::begin) it.
    pub fn renew(&self) {
        let next = self.present().number.wrapping_add(1);
        self.0.swap(word(next, State(Phase::Terminated as u32)), SeqCst);
    }
}

fn word(number: u32, state: State) -> u64 {
    u64::from(number) << 32 | u64::from(state.0)
}

impl Life<'_> {
    /// Which of the lives it is.
    pub fn number(self) -> u32 {
        self.number
    }

    /// Terminated, and never anything else: an instance is made to live it.
    pub fn begin(self) {
        self.from(Phase::Terminated, Phase::Created);
    }

    /// The state now.
    #[inline]
    pub fn state(self) -> State {
        // Sequentially consistent with the places: see `pool.rs`, S2.
        self.state_in(self.word.load(SeqCst))
    }

    #[inline]
    fn state_in(self, word: u64) -> State {
        let is_present = (word >> 32) as u32 == self.number;
        if is_present { State(word as u32) } else { State(Phase::Terminated as u32) }
    }

    /// Created: initialisation starts.
    ///
    /// # Errors
    /// [`SessionError::AlreadyInitialized`], [`SessionError::TermInProgress`].
    pub fn begin_init(self) -> Result<()> {
        self.change(|state| match state.phase() {
            Phase::Created => Ok(state.with(Phase::Initialising)),
            Phase::Terminating | Phase::Terminated => Err(SessionError::TermInProgress),
            _ => Err(SessionError::AlreadyInitialized),
        })
    }

    /// Initialising: sessions may begin.
    pub fn finish_init(self) {
        self.from(Phase::Initialising, Phase::Running);
    }

    /// Initialising: it failed, and the instance is over.
    pub fn fail_init(self) {
        self.from(Phase::Initialising, Phase::Terminated);
    }

    /// Running: a restore starts.
    ///
    /// # Errors
    /// What a session call would get.
    pub fn begin_restore(self) -> Result<()> {
        self.change(|state| state.admit_session(false).map(|()| state.with(Phase::Restoring)))
    }

    /// Restoring: it is done.
    pub fn finish_restore(self) {
        self.from(Phase::Restoring, Phase::Running);
    }

    /// Any phase: no new calls from now on.
    pub fn stop(self) {
        self.set(STOPPED);
    }

    /// Any phase: no new calls from now on, and no work of its own.
    pub fn stop_with_work(self) {
        self.set(STOPPED | STOPPED_WITH_WORK | OwnWork::BACKGROUND.0 | OwnWork::CACHES.0);
    }

    /// Any phase: this work is paused.
    pub fn pause(self, work: OwnWork) {
        self.set(work.0);
    }

    /// Any phase: this work goes on, or with `None` all that was paused. Calls stay stopped.
    ///
    /// # Errors
    /// [`SessionError::StopService`] for all work after [`stop_with_work`](Self::stop_with_work).
    pub fn resume(self, work: Option<OwnWork>) -> Result<()> {
        let all = OwnWork::BACKGROUND.and(OwnWork::CACHES);
        self.change(|state| match work {
            None if state.0 & STOPPED_WITH_WORK != 0 => Err(SessionError::StopService),
            work => Ok(State(state.0 & !work.unwrap_or(all).0)),
        })
    }

    /// Any phase: the instance failed for good. The first cause stays.
    pub fn become_unavailable(self, cause: Cause) {
        let bits = match cause {
            Cause::Failure => UNAVAILABLE,
            Cause::LogDiskFull => UNAVAILABLE | LOG_DISK_FULL,
        };
        let changed = self.change(|state| match state.unavailable() {
            Some(_) => Ok(state),
            None => Ok(State(state.0 | bits)),
        });
        changed.expect("failing is always allowed");
    }

    /// Running or created: no call may enter from now on.
    ///
    /// # Errors
    /// [`SessionError::TermInProgress`] when another thread terminates,
    /// [`SessionError::RestoreInProgress`], [`SessionError::NotInitialized`] while initialising or
    /// when it is over.
    pub fn begin_term(self) -> Result<()> {
        self.change(|state| match state.phase() {
            Phase::Created | Phase::Running => Ok(state.with(Phase::Terminating)),
            Phase::Terminating => Err(SessionError::TermInProgress),
            Phase::Restoring => Err(SessionError::RestoreInProgress),
            Phase::Initialising | Phase::Terminated => Err(SessionError::NotInitialized),
        })
    }

    /// Terminating: it gave up, the instance goes on.
    pub fn abort_term(self) {
        self.from(Phase::Terminating, Phase::Running);
    }

    /// Terminating: it is over.
    pub fn finish_term(self) {
        self.from(Phase::Terminating, Phase::Terminated);
    }

    fn from(self, from: Phase, to: Phase) {
        let changed = self.change(|state| {
            assert!(state.phase() == from, "{:?} -> {to:?} is no transition", state.phase());
            Ok(state.with(to))
        });
        changed.expect("the phase was just checked");
    }

    fn set(self, bits: u32) {
        let changed = self.change(|state| Ok(State(state.0 | bits)));
        changed.expect("adding a flag is always allowed");
    }

    fn change(self, change: impl Fn(State) -> Result<State>) -> Result<()> {
        let mut now = self.word.load(Acquire);
        loop {
            let next = change(self.state_in(now))?;
            if (now >> 32) as u32 != self.number {
                return Ok(());
            }
            // Sequentially consistent with the places: see `pool.rs`, S2.
            match self.word.compare_exchange(now, word(self.number, next), SeqCst, SeqCst) {
                Ok(_) => return Ok(()),
                Err(changed) => now = changed,
            }
        }
    }
}
