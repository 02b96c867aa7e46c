//! The open cursors of a session, and the names they have in their instance.
//!
//! A cursor's name is a slot of the instance and the slot's generation, so the name of a closed one
//! never fits again. A session finds its own cursors without a lock; the instance is asked only when
//! a cursor is opened or closed, or when a name is not the session's, to tell a stale one from one
//! of somebody else.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use jet_os::sync::{Mutex, Rank};
use jet_session::{Database, SessionId};

use crate::cursor::Cursor;
use crate::refusal::Refusal;
use crate::table::TableCache;

/// Slots there may be at most, whatever the limit says: a name has room for no more.
pub const SLOTS_MAX: u32 = 1 << 20;
/// Generations go round after so many.
pub const GENERATIONS: u32 = 1 << 28;

/// Names a cursor of one instance.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CursorId {
    /// Below [`SLOTS_MAX`].
    pub slot: u32,
    /// From 1, below [`GENERATIONS`].
    pub generation: u32,
}

/// The names of all cursors of an instance.
#[derive(Debug)]
pub struct CursorSlots {
    limit: u32,
    slots: Mutex<Slots>,
}

#[derive(Debug, Default)]
struct Slots {
    /// Per slot its last generation, and whose cursor is in it.
    generations: Vec<(u32, Option<SessionId>)>,
    /// Given up longest ago first: a stale name stays recognisable for long.
    free: VecDeque<u32>,
}

/// A name in use. Dropping it gives it up.
#[derive(Debug)]
struct Name {
    slots: Arc<CursorSlots>,
    id: CursorId,
}

/// An open cursor of a session.
#[derive(Debug)]
pub struct OpenCursor {
    /// The cursor.
    pub cursor: Cursor,
    /// The database it reads.
    pub database: Arc<Database<TableCache>>,
    /// Whether it may add to tables whose definition is frozen.
    pub permits_ddl: bool,
    /// In which of the session's levels things were done with it.
    pub levels: Levels,
    name: Name,
}

/// The transaction levels of its session in which things were last done with a cursor: a rollback
/// undoes what was done in the levels it closes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Levels {
    /// It was opened.
    pub opened: u8,
    /// It was moved.
    pub moved: u8,
    /// Its index was chosen.
    pub index: u8,
    /// An update was prepared.
    pub prepared: u8,
}

impl Levels {
    fn each(&mut self) -> [&mut u8; 4] {
        [&mut self.opened, &mut self.moved, &mut self.index, &mut self.prepared]
    }
}

/// The open cursors of one session.
#[derive(Debug, Default)]
pub struct CursorSet {
    cursors: HashMap<u32, OpenCursor, BuildHasherDefault<SlotHasher>>,
}

impl CursorSlots {
    /// Names for at most `limit` cursors.
    pub fn new(limit: u32) -> Self {
        let slots = Mutex::with_rank(Rank::Leaf, Slots::default());
        Self { limit: limit.min(SLOTS_MAX), slots }
    }

    /// The session that has a cursor of this name open.
    pub fn owner(&self, id: CursorId) -> Option<SessionId> {
        let slots = self.slots.lock();
        let (generation, owner) = *slots.generations.get(id.slot as usize)?;
        owner.filter(|_| generation == id.generation)
    }

    fn claim(self: &Arc<Self>, owner: SessionId) -> Result<Name, Refusal> {
        let mut slots = self.slots.lock();
        let in_use = slots.generations.len() - slots.free.len();
        if in_use >= self.limit as usize {
            return Err(Refusal::OutOfCursors);
        }
        let slot = match slots.free.pop_front() {
            Some(slot) => slot,
            None => {
                slots.generations.push((0, None));
                slots.generations.len() as u32 - 1
            }
        };
        let place = &mut slots.generations[slot as usize];
        let generation = place.0 % (GENERATIONS - 1) + 1;
        *place = (generation, Some(owner));
        drop(slots);
        Ok(Name { slots: Arc::clone(self), id: CursorId { slot, generation } })
    }
}

impl Drop for Name {
    fn drop(&mut self) {
        let mut slots = self.slots.slots.lock();
        let place = &mut slots.generations[self.id.slot as usize];
        let is_open = place.0 == self.id.generation && place.1.is_some();
        assert!(is_open, "{:?} was given up before", self.id);
        place.1 = None;
        slots.free.push_back(self.id.slot);
    }
}

impl CursorSet {
    /// Adds a cursor that `open` opens in a level of its session, and names it.
    ///
    /// # Errors
    /// [`Refusal::OutOfCursors`], and what `open` returns.
    pub fn open<E: From<Refusal>>(
        &mut self,
        slots: &Arc<CursorSlots>,
        (owner, level): (SessionId, u8),
        database: &Arc<Database<TableCache>>,
        open: impl FnOnce() -> Result<Cursor, E>,
    ) -> Result<CursorId, E> {
        let cursor = open()?;
        let name = slots.claim(owner)?;
        let id = name.id;
        let database = Arc::clone(database);
        let levels = Levels { opened: level, ..Levels::default() };
        self.cursors
            .insert(id.slot, OpenCursor { cursor, database, permits_ddl: false, levels, name });
        Ok(id)
    }

    /// The cursor of this name, if it is open in this session.
    pub fn get_mut(&mut self, id: CursorId) -> Option<&mut OpenCursor> {
        self.cursors.get_mut(&id.slot).filter(|open| open.name.id == id)
    }

    /// Closes the cursor of this name; `false` when it is not open in this session.
    pub fn close(&mut self, id: CursorId) -> bool {
        self.get_mut(id).is_some() && self.cursors.remove(&id.slot).is_some()
    }

    /// Closes all cursors on a database.
    pub fn close_all_on(&mut self, database: &Arc<Database<TableCache>>) {
        self.cursors.retain(|_, open| !Arc::ptr_eq(&open.database, database));
    }

    /// A level was committed: what was done in it belongs to the one outside, `to`.
    pub fn committed(&mut self, to: u8) {
        for open in self.cursors.values_mut() {
            open.levels.each().into_iter().for_each(|level| *level = (*level).min(to));
        }
    }

    /// Levels were rolled back down to `to`. Cursors opened in them are closed, updates prepared in
    /// them are dropped; cursors moved in them stand before the first entry, and go by the primary
    /// index if another was chosen there.
    pub fn rolled_back(&mut self, to: u8) {
        self.cursors.retain(|_, open| open.levels.opened <= to);
        for OpenCursor { cursor, levels, .. } in self.cursors.values_mut() {
            if levels.prepared > to {
                // There may be nothing to forget.
                cursor.cancel_update().ok();
            }
            if levels.index > to {
                cursor.leave_index();
            }
            if levels.moved > to {
                cursor.lose_place();
            }
            levels.each().into_iter().for_each(|level| *level = (*level).min(to));
        }
    }

    /// How many cursors are open.
    pub fn len(&self) -> usize {
        self.cursors.len()
    }

    /// Whether none is open.
    pub fn is_empty(&self) -> bool {
        self.cursors.is_empty()
    }
}

/// Spreads slot numbers, which are small and dense.
#[derive(Clone, Copy, Debug, Default)]
struct SlotHasher(u64);

impl Hasher for SlotHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}
