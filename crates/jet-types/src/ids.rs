//! Identifiers: each number with a meaning is a type of its own.

use std::fmt;
use std::num::NonZeroU32;

/// A page number, from 1. On disk 0 means "none"; decoders turn that into `Option<Pgno>`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pgno(NonZeroU32);

impl Pgno {
    /// The root page of the database: owner of the whole file.
    pub const DATABASE_ROOT: Pgno = Pgno(NonZeroU32::MIN);

    /// The page numbered `raw`, or `None` for 0.
    pub const fn new(raw: u32) -> Option<Self> {
        match NonZeroU32::new(raw) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }

    /// The number as stored.
    pub const fn get(self) -> u32 {
        self.0.get()
    }

    /// The page `count` pages further on, or `None` past the largest number.
    pub const fn checked_add(self, count: u32) -> Option<Self> {
        match self.0.checked_add(count) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }

    /// The page `count` pages before, or `None` when there is none.
    pub const fn checked_sub(self, count: u32) -> Option<Self> {
        match self.0.get().checked_sub(count) {
            Some(raw) => Self::new(raw),
            None => None,
        }
    }
}

impl fmt::Display for Pgno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Pgno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pgno({})", self.0)
    }
}

macro_rules! number {
    ($(#[$doc:meta])* $name:ident($raw:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
        pub struct $name(pub $raw);

        impl $name {
            /// The number as stored.
            pub const fn get(self) -> $raw {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

number! {
    /// The object a page belongs to: a tree has one, all its pages carry it. 0 is unset.
    Objid(u32)
}
number! {
    /// The slot of an attached database in its instance: 0 the temporary one, 1 to 6 the user's.
    DbId(u8)
}
number! {
    /// A transaction number: begin and commit order within one instance.
    TrxId(u32)
}
number! {
    /// The number of a session in the log, from 1.
    Procid(u16)
}
number! {
    /// Nesting level of a session's transactions: 0 none, at most 7 for users.
    Level(u8)
}
number! {
    /// What ties the log records of a change to its version: versions count up as they are made.
    Rceid(u32)
}
number! {
    /// A column: the FID in the low 16 bits, the derived-from-template bit above.
    ColumnId(u32)
}
