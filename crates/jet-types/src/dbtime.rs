//! The clock of a database: one tick per operation that changes pages.

use std::fmt;

/// A moment in the life of one database. Pages carry the moment of their last change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Dbtime(pub u64);

impl Dbtime {
    /// The moment before the first change of a new database.
    pub const START: Dbtime = Dbtime(0x40);
    /// "No moment", where the log has room for one.
    pub const NIL: Dbtime = Dbtime(u64::MAX);
    /// Marks a page cut off by shrinking the file.
    pub const SHRUNK: Dbtime = Dbtime(0xFFFF_FFFF_FFFF_FFFD);

    /// The number as stored.
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Dbtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#x}", self.0)
    }
}
