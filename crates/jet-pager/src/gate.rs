//! Where the pager asks the layers above whether a page may be written.

use std::fmt;

use jet_types::{JetErr, Lgpos};

/// A database of a pool, as a number: small, and used again after the database was closed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DbSlot(pub(crate) u32);

impl DbSlot {
    /// The number, from 1.
    pub fn get(self) -> u32 {
        self.0
    }
}

/// Keeps the write-ahead rule: nothing is in a database file before it is in the log.
pub trait WriteGate: Send + Sync + fmt::Debug {
    /// Waits until a page of the database may be written whose newest record is the one at
    /// `lgpos`: the log is durable past that record, and the database header on disk says that
    /// generations up to its are required.
    ///
    /// May be called with page latches held, so it must not wait for one.
    ///
    /// # Errors
    /// [`Refusal`] when that will never be so, as the log is out of order.
    fn admit(&self, db: DbSlot, lgpos: Lgpos) -> Result<(), Refusal>;
}

/// Why a page may not be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// What is wrong.
    pub what: String,
    /// The code a JET caller sees.
    pub code: JetErr,
}
