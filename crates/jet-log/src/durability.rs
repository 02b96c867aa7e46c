//! Up to where the log is durable, and who waits for what.
//!
//! Appenders ask that the log be durable up to a position, and may wait for it; or wait for room.
//! The writer waits for somebody to ask. A waiter parks under the position it waits for, so that
//! the writer wakes those whose wait is over and no others.
//!
//! Invariants:
//! - D1. `durable` rises only after a successful sync of all before it.
//! - D2. A waiter is entered and the writer looks for requests under one lock; so either the
//!   writer sees the request, or the waiter sees that it is done.
//! - D3. A log that died stays dead, and everybody who waits or comes later is told the cause.

#[cfg(all(test, loom))]
mod loom_tests;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jet_os::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use jet_os::sync::{Condvar, Mutex, thread};

use crate::error::{LogError, Result};

/// Up to where the log is durable, and who waits for what.
pub struct Durability {
    /// No record that starts before this position can be lost.
    durable: AtomicU64,
    is_dead: AtomicBool,
    state: Mutex<State>,
    /// Somebody asked the writer for something.
    asked: Condvar,
}

#[derive(Default)]
struct State {
    /// Who waits for `durable` to come to a position; a number keeps equal positions apart.
    waiters: BTreeMap<(u64, u64), thread::Thread>,
    /// Who waits for the first segment not written to be at least this.
    for_room: BTreeMap<(u64, u64), thread::Thread>,
    next_number: u64,
    /// The log should be durable up to here.
    wanted: u64,
    /// Something should be written although nobody waits for it.
    is_pressed: bool,
    is_ending: bool,
    writer_waits: bool,
    cause: Option<Arc<LogError>>,
}

/// What the writer shall do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Work {
    /// Write what there is.
    Write,
    /// End.
    End,
}

impl Durability {
    /// A log that is durable up to `durable`.
    pub fn new(durable: u64) -> Self {
        Self {
            durable: AtomicU64::new(durable),
            is_dead: AtomicBool::new(false),
            state: Mutex::new(State::default()),
            asked: Condvar::new(),
        }
    }

    /// No record that starts before this position can be lost.
    pub fn durable(&self) -> u64 {
        // Pairs with `publish`: what the writer did before is done.
        self.durable.load(Ordering::Acquire)
    }

    /// Why the log is dead, if it is.
    pub fn cause(&self) -> Option<Arc<LogError>> {
        if self.is_dead.load(Ordering::Acquire) { self.state.lock().cause.clone() } else { None }
    }

    /// As an error.
    ///
    /// # Errors
    /// [`LogError::Dead`].
    pub fn check(&self) -> Result<()> {
        self.cause().map_or(Ok(()), |cause| Err(LogError::Dead { cause }))
    }

    /// Asks that the log become durable up to `end`.
    pub fn request(&self, end: u64) {
        if self.durable() < end {
            let mut state = self.state.lock();
            state.wanted = state.wanted.max(end);
            self.wake_writer(&state);
        }
    }

    /// Asks the writer to make room.
    pub fn press(&self) {
        let mut state = self.state.lock();
        state.is_pressed = true;
        self.wake_writer(&state);
    }

    /// Waits until the log is durable up to `end`. Gives whether that took waiting.
    ///
    /// # Errors
    /// [`LogError::Dead`].
    pub fn wait(&self, end: u64) -> Result<bool> {
        let is_done = || self.durable() >= end;
        if is_done() {
            return Ok(false);
        }
        {
            let mut state = self.state.lock();
            if is_done() {
                return Ok(false);
            }
            state.wanted = state.wanted.max(end);
            let number = state.number();
            state.waiters.insert((end, number), thread::current());
            self.wake_writer(&state);
        }
        self.park_until(is_done)
    }

    /// Waits until the first segment not written is at least `tail`, as `current` tells it.
    ///
    /// # Errors
    /// [`LogError::Dead`].
    pub fn wait_for_room(&self, tail: u64, current: impl Fn() -> u64) -> Result<()> {
        let is_done = || current() >= tail;
        {
            let mut state = self.state.lock();
            if is_done() {
                return Ok(());
            }
            state.is_pressed = true;
            let number = state.number();
            state.for_room.insert((tail, number), thread::current());
            self.wake_writer(&state);
        }
        self.park_until(is_done).map(|_| ())
    }

    /// A thread may be woken for what it waited for before, so it looks again each time.
    fn park_until(&self, is_done: impl Fn() -> bool) -> Result<bool> {
        loop {
            // Death is looked at first: who finds no death looks at what was done before it.
            let alive = self.check();
            if is_done() {
                return Ok(true);
            }
            alive?;
            thread::park();
        }
    }

    /// Waits until there is something to do.
    pub fn next_work(&self) -> Work {
        let mut state = self.state.lock();
        loop {
            if state.is_ending || state.cause.is_some() {
                return Work::End;
            }
            if state.is_pressed || state.wanted > self.durable() {
                state.is_pressed = false;
                return Work::Write;
            }
            state.writer_waits = true;
            state = self.asked.wait(state);
            state.writer_waits = false;
        }
    }

    /// The log is durable up to `durable`: wakes who waited for that. Gives how many.
    pub fn publish(&self, durable: u64) -> usize {
        // D1, D2. Release pairs with `durable`.
        self.durable.store(durable, Ordering::Release);
        let woken = {
            let mut state = self.state.lock();
            let rest = state.waiters.split_off(&(durable + 1, 0));
            std::mem::replace(&mut state.waiters, rest)
        };
        woken.values().for_each(thread::Thread::unpark);
        woken.len()
    }

    /// The first segment not written is `tail` now: wakes who waited for that.
    pub fn publish_room(&self, tail: u64) {
        let woken = {
            let mut state = self.state.lock();
            let rest = state.for_room.split_off(&(tail + 1, 0));
            std::mem::replace(&mut state.for_room, rest)
        };
        woken.values().for_each(thread::Thread::unpark);
    }

    /// The log is dead for good: wakes everybody. The first cause stays.
    pub fn die(&self, cause: LogError) {
        let woken = {
            let mut state = self.state.lock();
            state.cause.get_or_insert_with(|| Arc::new(cause));
            // D3. Release pairs with `cause`.
            self.is_dead.store(true, Ordering::Release);
            self.wake_writer(&state);
            let waiters = std::mem::take(&mut state.waiters);
            waiters.into_values().chain(std::mem::take(&mut state.for_room).into_values())
        };
        woken.for_each(|thread| thread.unpark());
    }

    /// Lets the writer end when it is done with what it does.
    pub fn end(&self) {
        let mut state = self.state.lock();
        state.is_ending = true;
        self.wake_writer(&state);
    }

    fn wake_writer(&self, state: &State) {
        if state.writer_waits {
            self.asked.notify_one();
        }
    }
}

impl State {
    fn number(&mut self) -> u64 {
        self.next_number += 1;
        self.next_number
    }
}

impl fmt::Debug for Durability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Durability({}, dead: {})", self.durable(), self.is_dead.load(Ordering::Relaxed))
    }
}
