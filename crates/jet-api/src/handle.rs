//! Handles: numbers that C callers hold, checked each time they come back.
//!
//! A handle is never an address. It says what kind of thing it names, and carries enough to tell a
//! thing that lives from one that is gone:
//!
//! | bits   | instance        | session                       |
//! |--------|-----------------|-------------------------------|
//! | 60..64 | 1               | 2                             |
//! | 48..60 | 0               | number of the seats           |
//! | 16..48 | life            | generation of the place       |
//! | 0..16  | number of the   | place                         |
//! |        | seats, from 1   |                               |
//!
//! An instance is one life of its [seats](jet_session::Seats).
//!
//! | bits   | cursor                     |
//! |--------|----------------------------|
//! | 60..64 | 3                          |
//! | 48..60 | the number of the seats    |
//! | 28..48 | slot                       |
//! | 0..28  | generation of the slot     |
//!
//! Ids of databases are small numbers, valid in the sessions that opened them.

use jet_session::SessionId;
use jet_table::CursorId;
use jet_types::DbId;

/// `JET_INSTANCE`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct JetInstance(pub u64);

/// `JET_SESID`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Sesid(pub u64);

/// `JET_TABLEID`: a cursor.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Tableid(pub u64);

/// `JET_DBID`: a database that a session has open.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Dbid(pub u32);

/// The null handle of instances.
pub const INSTANCE_NIL: JetInstance = JetInstance(u64::MAX);
/// The null handle of sessions.
pub const SESID_NIL: Sesid = Sesid(u64::MAX);
/// The null handle of cursors.
pub const TABLEID_NIL: Tableid = Tableid(u64::MAX);
/// The null id of databases.
pub const DBID_NIL: Dbid = Dbid(u32::MAX);

/// Seats of instances have numbers below this.
pub(crate) const INSTANCE_NUMBERS: u16 = 0x0FFF;

const INSTANCE: u64 = 1;
const SESSION: u64 = 2;
const CURSOR: u64 = 3;
/// Bits of a cursor slot's generation.
const GENERATION_BITS: u32 = jet_table::cursors::GENERATIONS.trailing_zeros();

impl JetInstance {
    pub(crate) fn new(seats: u16, life: u32) -> Self {
        Self(INSTANCE << 60 | u64::from(life) << 16 | u64::from(seats))
    }

    /// The number of the instance's seats, and its life there, if this is a handle of an instance
    /// at all.
    #[inline]
    pub(crate) fn parts(self) -> Option<(u16, u32)> {
        let (seats, life) = ((self.0 & 0xFFFF) as u16, (self.0 >> 16) as u32);
        (self.0 >> 48 == INSTANCE << 12).then_some((seats, life))
    }

    /// Whether it stands for no instance.
    pub(crate) fn is_none(self) -> bool {
        self.0 == 0 || self == INSTANCE_NIL
    }
}

impl Sesid {
    pub(crate) fn new(seats: u16, id: SessionId) -> Self {
        let (place, generation) = id.parts();
        let place = u64::from(seats) << 48 | u64::from(generation) << 16 | u64::from(place);
        Self(SESSION << 60 | place)
    }

    /// The number of the seats, and the session's name there, if this is a handle of a session at
    /// all.
    #[inline]
    pub(crate) fn parts(self) -> Option<(u16, SessionId)> {
        if self.0 >> 60 != SESSION {
            return None;
        }
        let seats = (self.0 >> 48) as u16 & INSTANCE_NUMBERS;
        let id = SessionId::from_parts((self.0 & 0xFFFF) as u32, (self.0 >> 16) as u32);
        Some((seats, id))
    }
}

impl Tableid {
    pub(crate) fn new(instance: u16, id: CursorId) -> Self {
        let place = u64::from(instance) << 48
            | u64::from(id.slot) << GENERATION_BITS
            | u64::from(id.generation);
        Self(CURSOR << 60 | place)
    }

    /// The number of the cursor's instance, and its name there, if this is a handle of a cursor at
    /// all.
    pub(crate) fn parts(self) -> Option<(u16, CursorId)> {
        if self.0 >> 60 != CURSOR {
            return None;
        }
        let instance = (self.0 >> 48) as u16 & INSTANCE_NUMBERS;
        let slot = (self.0 >> GENERATION_BITS) as u32 & (jet_table::cursors::SLOTS_MAX - 1);
        let generation = self.0 as u32 & (jet_table::cursors::GENERATIONS - 1);
        Some((instance, CursorId { slot, generation }))
    }
}

impl Dbid {
    pub(crate) fn new(instance: u16, id: DbId) -> Self {
        Self(u32::from(instance) << 8 | u32::from(id.get()))
    }

    /// The database's id in its instance, if this can be one.
    pub(crate) fn id(self) -> Option<DbId> {
        (self.0 >> 8 < u32::from(INSTANCE_NUMBERS)).then_some(DbId(self.0 as u8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_keep_what_they_carry_and_their_kind() {
        let id = SessionId::from_parts(29_999, 0xFFFF_FFFF);
        let sesid = Sesid::new(0xFFE, id);
        assert_eq!(sesid.parts(), Some((0xFFE, id)));
        assert_eq!(JetInstance(sesid.0).parts(), None);
        let instance = JetInstance::new(7, 0xFFFF_FFFF);
        assert_eq!(instance.parts(), Some((7, 0xFFFF_FFFF)));
        assert_eq!(Sesid(instance.0).parts(), None);
        let id = CursorId { slot: (1 << 20) - 1, generation: (1 << 28) - 1 };
        let tableid = Tableid::new(0xFFE, id);
        assert_eq!(tableid.parts(), Some((0xFFE, id)));
        assert_eq!((Sesid(tableid.0).parts(), Tableid(sesid.0).parts()), (None, None));
        for garbage in [0, 1, 0x1234, u64::MAX] {
            assert_eq!(Tableid(garbage).parts(), None);
            assert_eq!(JetInstance(garbage).parts(), None);
            assert_eq!(Sesid(garbage).parts(), None);
        }
    }
}
