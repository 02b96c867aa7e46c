//! Places for values: a value moves in, callers enter it one at a time by its name, it moves out.
//!
//! A place has a number; a name is a number and a generation, so a name of a value that is gone
//! never fits again. Moving in is one compare-exchange and one store, and so is moving out;
//! entering and leaving are one exchange each. Nobody waits, and threads meet only where they share
//! a value or look for a place of their own: each remembers where it moved out last.
//!
//! Memory is taken by chunks, when a value needs it, and kept: a name may be tried at any time, also
//! of a value of an earlier life ([`Places::reset`]), and no caller needs to be counted for it.
//!
//! Invariants, cited in code by number:
//! - P1. Who claims a place or enters a value looks at other flags *after*; who sets a flag looks at
//!   the places *after*, and waits. Both accesses of each are sequentially consistent, so at least
//!   one sees the other.
//! - P2. What moves in or out does so in a moment, so who waits for that spins. Calls take their
//!   time, so who waits for them sleeps, and they look whether somebody does when they leave.
//! - P3. A place that becomes free has a new generation, and generations only grow. So if all places
//!   are seen taken, and their generations have not changed since, all were taken at one moment. A
//!   place that somebody claims proves nothing, as the claim may be given up: it is waited for.
//! - P4. Who claims beside a reset, because it comes late, gives its claim up: it looks at a flag
//!   after (P1). So the places of a new life are those below `made`, whatever a hint says.
#![allow(unsafe_code)]

mod gate;

#[cfg(all(test, loom))]
mod loom_tests;
#[cfg(all(test, not(loom)))]
mod tests;

use std::fmt;
use std::mem::ManuallyDrop;
use std::ptr;
use std::sync::OnceLock;

use crossbeam::utils::CachePadded;

use super::atomic::{
    AtomicBool, AtomicPtr, AtomicU32,
    Ordering::{Acquire, Relaxed, Release, SeqCst},
};
use super::lock::{Condvar, Mutex};
use super::{thread, thread_number};
use gate::{Gate, Purpose};

/// Places in the first chunk; each further chunk is twice as large as the one before.
const FIRST_CHUNK: u32 = if cfg!(loom) { 4 } else { 64 };
const CHUNKS: usize = 16;
const LIMIT_MOST: u32 = 1_000_000;
/// Groups of threads that remember a free place together.
const HINTS: usize = 8;

/// Names a value; a later value in the same place has another name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Name {
    /// The number of the place.
    pub place: u32,
    /// Which of the values that lived there.
    pub generation: u32,
}

/// Why nobody can move in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// There was a moment at which all places were taken.
    Full,
    /// The allocator refused.
    OutOfMemory,
}

/// Why nobody can enter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shut {
    /// The value is gone, or never was.
    Stale,
    /// Somebody is inside, or it is moving out.
    Busy,
}

/// Places for values of type `T`.
pub struct Places<T> {
    chunks: [OnceLock<Vec<CachePadded<Gate<T>>>>; CHUNKS],
    limit: AtomicU32,
    /// Places in use, all with memory; changes under `lock`.
    made: AtomicU32,
    /// Per group of threads a place that may be free, or null.
    hints: [CachePadded<AtomicPtr<Gate<T>>>; HINTS],
    /// Whether somebody sleeps until calls have left.
    is_awaited: AtomicBool,
    /// Held to make places, and to sleep.
    lock: Mutex<()>,
    left: Condvar,
}

/// A place in the hand of who will move in; dropping it gives the place back.
pub struct Claim<'a, T> {
    gate: &'a Gate<T>,
}

/// The right to a value for a call; dropping it leaves.
pub struct Inside<'a, T> {
    places: &'a Places<T>,
    gate: &'a Gate<T>,
    name: Name,
}

/// The right to move a value out, to be used or dropped at once; dropped, the value stays.
pub struct MovingOut<'a, T> {
    places: &'a Places<T>,
    gate: &'a Gate<T>,
    name: Name,
}

impl<T> Places<T> {
    /// `limit` places, all free. They take memory when they are needed.
    ///
    /// # Panics
    /// When the limit is above a million.
    pub fn new(limit: u32) -> Self {
        assert!(limit <= LIMIT_MOST, "{limit} places");
        Self {
            chunks: [const { OnceLock::new() }; CHUNKS],
            limit: AtomicU32::new(limit),
            made: AtomicU32::new(0),
            hints: std::array::from_fn(|_| CachePadded::new(AtomicPtr::default())),
            is_awaited: AtomicBool::new(false),
            lock: Mutex::new(()),
            left: Condvar::new(),
        }
    }

    /// Begins a new life with another number of places: nobody lives here, and a flag keeps others
    /// out (P1, P4). Names of values that lived before stay stale.
    ///
    /// # Panics
    /// When the limit is above a million.
    pub fn reset(&self, limit: u32) {
        assert!(limit <= LIMIT_MOST, "{limit} places");
        let _guard = self.lock.lock();
        self.limit.store(limit, SeqCst);
        self.made.store(0, SeqCst);
    }

    /// How many places there are.
    pub fn limit(&self) -> u32 {
        self.limit.load(Relaxed)
    }

    /// Takes a free place.
    ///
    /// # Errors
    /// [`Refused`].
    #[inline]
    pub fn claim(&self) -> Result<Claim<'_, T>, Refused> {
        // Relaxed: who came with this life sees what its reset left (P4).
        let made = self.made.load(Relaxed);
        match self.hinted() {
            Some(gate) if gate.place() < made && gate.try_claim() => Ok(Claim { gate }),
            hinted => self.search(hinted.map_or(0, Gate::place)),
        }
    }

    /// Enters a value for a call.
    ///
    /// # Errors
    /// [`Shut`].
    #[inline]
    pub fn enter(&self, name: Name) -> Result<Inside<'_, T>, Shut> {
        let gate = self.gate(name.place).ok_or(Shut::Stale)?;
        gate.enter(name.generation, Purpose::Call)?;
        Ok(Inside { places: self, gate, name })
    }

    /// Takes a value to move it out.
    ///
    /// # Errors
    /// [`Shut`].
    #[inline]
    pub fn move_out(&self, name: Name) -> Result<MovingOut<'_, T>, Shut> {
        let gate = self.gate(name.place).ok_or(Shut::Stale)?;
        gate.enter(name.generation, Purpose::MoveOut)?;
        Ok(MovingOut { places: self, gate, name })
    }

    /// Whether a value could have been entered at this moment.
    ///
    /// # Errors
    /// [`Shut`].
    #[inline]
    pub fn look(&self, name: Name) -> Result<(), Shut> {
        let seen = self.gate(name.place).ok_or(Shut::Stale)?.look();
        match seen.generation() == name.generation && seen.is_live() {
            false => Err(Shut::Stale),
            true if seen.is_busy() || seen.is_moving() => Err(Shut::Busy),
            true => Ok(()),
        }
    }

    /// Waits for all values that are moving. With a flag that holds others off, set before (P1),
    /// what has not moved in when this returns will not.
    pub fn wait_until_moved(&self) {
        for gate in self.gates() {
            while gate.look().is_moving() {
                thread::yield_now();
            }
        }
    }

    /// Waits until no call is inside. A flag that keeps others out is set (P1).
    pub fn wait_until_left(&self) {
        // P1: this flag, then the places.
        self.is_awaited.swap(true, SeqCst);
        full_fence();
        let mut guard = self.lock.lock();
        while self.gates().any(|gate| gate.look().is_busy()) {
            guard = self.left.wait(guard);
        }
        self.is_awaited.store(false, SeqCst);
        drop(guard);
        self.wait_until_moved();
    }

    /// Names of all values that live, each as it was when looked at.
    pub fn live(&self) -> impl Iterator<Item = Name> {
        let places = (0..).zip(self.gates());
        places.filter_map(|(place, gate)| {
            let seen = gate.look();
            seen.is_live().then_some(Name { place, generation: seen.generation() })
        })
    }

    /// The place where this thread moved out last.
    #[inline]
    fn hinted(&self) -> Option<&Gate<T>> {
        // Acquire pairs with `hint`: we see the place as it was made.
        let hint = self.hints[thread_number() % HINTS].load(Acquire);
        // SAFETY: hints are null or lead to our places, which stay where they are while we live.
        unsafe { hint.as_ref() }
    }

    #[inline]
    fn hint(&self, gate: &Gate<T>) {
        self.hints[thread_number() % HINTS].store(ptr::from_ref(gate).cast_mut(), Release);
    }

    /// Chunk `k` begins at place `FIRST_CHUNK * (2^k - 1)`.
    #[inline]
    fn gate(&self, place: u32) -> Option<&Gate<T>> {
        if place < FIRST_CHUNK {
            return self.chunks[0].get()?.get(place as usize).map(|gate| &**gate);
        }
        let chunk = (place / FIRST_CHUNK + 1).ilog2();
        let gates = self.chunks.get(chunk as usize)?.get()?;
        let first = FIRST_CHUNK * ((1 << chunk) - 1);
        gates.get((place - first) as usize).map(|gate| &**gate)
    }

    fn gates(&self) -> impl Iterator<Item = &Gate<T>> {
        full_fence();
        // P1: as for the places themselves; pairs with `make`.
        let made = self.made.load(SeqCst) as usize;
        let gates = self.chunks.iter().map_while(OnceLock::get).flatten();
        gates.take(made).map(|gate| &**gate)
    }

    fn claim_at(&self, place: u32) -> Option<Claim<'_, T>> {
        let gate = self.gate(place)?;
        // Lazily: a claim that is dropped gives its place back.
        gate.try_claim().then(|| Claim { gate })
    }

    /// Looks for a free place, from the one after `from` on, and makes more when there is none.
    #[cold]
    fn search(&self, from: u32) -> Result<Claim<'_, T>, Refused> {
        let mut before = None;
        loop {
            let made = self.made.load(SeqCst);
            let mut around = (from + 1..made).chain(0..made.min(from + 1));
            if let Some(claim) = around.find_map(|place| self.claim_at(place)) {
                self.hint(claim.gate);
                return Ok(claim);
            }
            if made < self.limit() {
                match self.make(made)? {
                    Some(claim) => return Ok(claim),
                    None => continue,
                }
            }
            // P3: all were taken when looked at; now, were they at one moment?
            let generations = self.generations();
            if generations.is_none() {
                thread::yield_now();
            } else if before == generations {
                return Err(Refused::Full);
            }
            before = generations;
        }
    }

    /// The sum of all generations: unchanged, if none has changed. `None` while a place is claimed,
    /// or free.
    fn generations(&self) -> Option<u64> {
        self.gates().try_fold(0, |sum, gate| {
            let seen = gate.look();
            seen.is_live().then(|| sum + u64::from(seen.generation()))
        })
    }

    /// Makes the next chunk after `made` places and takes the first of them; `None` when somebody
    /// was faster.
    fn make(&self, made: u32) -> Result<Option<Claim<'_, T>>, Refused> {
        let _guard = self.lock.lock();
        if self.made.load(Relaxed) != made {
            return Ok(None);
        }
        let index = (made / FIRST_CHUNK + 1).ilog2();
        let len = FIRST_CHUNK << index;
        let chunk = &self.chunks[index as usize];
        if chunk.get().is_none() {
            let mut gates = Vec::new();
            gates.try_reserve_exact(len as usize).map_err(|_| Refused::OutOfMemory)?;
            gates.extend((made..made + len).map(|place| CachePadded::new(Gate::new(place))));
            let is_new = chunk.set(gates).is_ok();
            debug_assert!(is_new, "the lock is held");
        }
        let claim = self.claim_at(made);
        // P1: our claim is seen by who goes through the places, or we see their flag.
        self.made.swap((made + len).min(self.limit()), SeqCst);
        full_fence();
        Ok(claim)
    }

    #[cold]
    fn wake(&self) {
        drop(self.lock.lock());
        self.left.notify_all();
    }
}

impl<T> Claim<'_, T> {
    /// Moves in.
    #[inline]
    pub fn open(self, value: T) -> Name {
        let this = ManuallyDrop::new(self);
        // SAFETY: the claim is used up.
        let generation = unsafe { this.gate.open(value) };
        Name { place: this.gate.place(), generation }
    }
}

impl<T> Drop for Claim<'_, T> {
    fn drop(&mut self) {
        // SAFETY: the claim is used up.
        unsafe { self.gate.give_up() };
    }
}

impl<T> Inside<'_, T> {
    /// The value.
    #[inline]
    pub fn value(&mut self) -> &mut T {
        // SAFETY: this has entered, and lends the value out once at a time.
        unsafe { self.gate.value() }
    }
}

impl<T> Drop for Inside<'_, T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: this has entered for a call and does nothing any more.
        unsafe { self.gate.leave(self.name.generation) };
        // P1: left, now the flag.
        if self.places.is_awaited.load(SeqCst) {
            self.places.wake();
        }
    }
}

impl<T> MovingOut<'_, T> {
    /// The value.
    #[inline]
    pub fn value(&mut self) -> &mut T {
        // SAFETY: this has entered, and lends the value out once at a time.
        unsafe { self.gate.value() }
    }

    /// Drops the value: its place is free, its name stale.
    #[inline]
    pub fn close(self) {
        let this = ManuallyDrop::new(self);
        // SAFETY: this has entered to move out and does nothing any more.
        unsafe { this.gate.close(this.name.generation) };
        this.places.hint(this.gate);
    }
}

impl<T> Drop for MovingOut<'_, T> {
    fn drop(&mut self) {
        // SAFETY: this has entered to move out and does nothing any more.
        unsafe { self.gate.stay(self.name.generation) };
    }
}

impl<T> fmt::Debug for Places<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Places({} of {})", self.live().count(), self.limit())
    }
}

impl<T> fmt::Debug for Claim<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Claim({})", self.gate.place())
    }
}

impl<T> fmt::Debug for Inside<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Inside({:?})", self.name)
    }
}

impl<T> fmt::Debug for MovingOut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MovingOut({:?})", self.name)
    }
}

/// Where a model needs a fence because loom does not order sequentially consistent accesses; the
/// accesses on both sides are, so a real build needs none.
#[inline]
pub fn full_fence() {
    #[cfg(loom)]
    super::atomic::fence(SeqCst);
}
