//! How those who have a table open share it.
//!
//! A session never stands in its own way, save that writing is denied once only. Across sessions:
//! who denies reading must be alone; who denies writing meets nobody that may write.

#[cfg(test)]
mod tests;

use jet_os::sync::{Mutex, Rank};

use crate::refusal::Refusal;

/// How a table is to be opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Access {
    /// Reading only.
    pub read_only: bool,
    /// Writing must be possible; without it a table that others do not let be written is opened
    /// for reading.
    pub updatable: bool,
    /// No other session may have the table open.
    pub deny_read: bool,
    /// No other session may write.
    pub deny_write: bool,
}

/// One opening of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Opening {
    session: u32,
    /// Whether it may write.
    pub is_updatable: bool,
    deny_read: bool,
    deny_write: bool,
}

impl Opening {
    /// Whether no other session may have the table open.
    pub fn denies_read(&self) -> bool {
        self.deny_read
    }
}

/// All openings of a table.
#[derive(Debug)]
pub struct Share {
    openings: Mutex<Vec<Opening>>,
}

impl Default for Share {
    fn default() -> Self {
        Self { openings: Mutex::with_rank(Rank::Leaf, Vec::new()) }
    }
}

impl Share {
    /// Opens the table for a session, known by any number of its own.
    ///
    /// # Errors
    /// [`Refusal::TableLocked`] when another session denies it, [`Refusal::TableInUse`] when
    /// others use it in the ways to be denied to them.
    pub fn open(&self, session: u32, access: Access) -> Result<Opening, Refusal> {
        let mut openings = self.openings.lock();
        let others = || openings.iter().filter(|other| other.session != session);
        if others().any(|other| other.deny_read) {
            return Err(Refusal::TableLocked);
        }
        let write_denied = others().any(|other| other.deny_write);
        if access.updatable && write_denied {
            return Err(Refusal::TableLocked);
        }
        if access.deny_write {
            let denied = openings.iter().any(|other| other.deny_write);
            if denied || others().any(|other| other.is_updatable) {
                return Err(Refusal::TableInUse);
            }
        }
        if access.deny_read && others().next().is_some() {
            return Err(Refusal::TableInUse);
        }
        let opening = Opening {
            session,
            is_updatable: !access.read_only && !write_denied,
            deny_read: access.deny_read,
            deny_write: access.deny_write,
        };
        openings.push(opening);
        Ok(opening)
    }

    /// Opens the table for a session that must have it all for itself.
    ///
    /// # Errors
    /// [`Refusal::TableLocked`] when another session denies it, [`Refusal::TableInUse`] when
    /// anybody has it open, the session itself included.
    pub fn open_alone(&self, session: u32) -> Result<Opening, Refusal> {
        let mut openings = self.openings.lock();
        let denies = |other: &Opening| other.session != session && other.deny_read;
        if openings.iter().any(denies) {
            return Err(Refusal::TableLocked);
        }
        if !openings.is_empty() {
            return Err(Refusal::TableInUse);
        }
        let opening = Opening { session, is_updatable: true, deny_read: true, deny_write: true };
        openings.push(opening);
        Ok(opening)
    }

    /// Opens the table once more, as it is open already, denying nothing.
    pub fn open_again(&self, opening: Opening) -> Opening {
        let opening = Opening { deny_read: false, deny_write: false, ..opening };
        self.openings.lock().push(opening);
        opening
    }

    /// Ends an opening.
    ///
    /// # Panics
    /// When it was ended before.
    pub fn close(&self, opening: Opening) {
        let mut openings = self.openings.lock();
        let at = openings.iter().position(|other| *other == opening);
        openings.swap_remove(at.expect("an opening ends once"));
    }

    /// How many openings there are.
    pub fn count(&self) -> usize {
        self.openings.lock().len()
    }
}
