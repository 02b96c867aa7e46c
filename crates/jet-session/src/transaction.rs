//! A session's transaction: how deep it is, whether it may write, whose it is.
//!
//! At level 0 a session belongs to nobody. From the outermost begin its transaction belongs to the
//! thread that began it; or, under a session context, to the context's value, on whichever thread
//! set it last.
//!
//! Not here: which commits it sees (`snapshot.rs`), and what it changed.

use std::thread::{self, ThreadId};

use crate::error::{Result, SessionError};

/// The deepest level for users.
pub const LEVEL_MAX: u8 = 7;

/// A session context: a value, and the thread that set it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Context {
    value: usize,
    thread: ThreadId,
}

/// The transaction of a session, if there is one.
#[derive(Clone, Debug, Default)]
pub struct Transaction {
    /// Levels open; 0 for no transaction.
    level: u8,
    is_read_only: bool,
    owner: Option<Owner>,
}

/// Whose the open transaction is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Owner {
    Thread(ThreadId),
    Context(usize),
}

impl Context {
    /// A context of this value, set by the calling thread.
    pub fn here(value: usize) -> Self {
        Self { value, thread: thread::current().id() }
    }

    /// Whether the calling thread set it.
    pub fn is_set_here(self) -> bool {
        self.thread == thread::current().id()
    }
}

impl Transaction {
    /// Levels open, 0 for none.
    pub fn level(&self) -> u8 {
        self.level
    }

    /// Whether it may only read; the outermost begin said so.
    pub fn is_read_only(&self) -> bool {
        self.is_read_only
    }

    /// Opens a level, for the thread or the context that is in force.
    ///
    /// # Errors
    /// [`SessionError::TooDeep`]; [`SessionError::SharingViolation`] when it is another's.
    pub fn begin(&mut self, context: Option<Context>, is_read_only: bool) -> Result<()> {
        if self.level == LEVEL_MAX {
            return Err(SessionError::TooDeep);
        }
        if self.level == 0 {
            self.is_read_only = is_read_only;
            self.owner = Some(match context {
                Some(context) => Owner::Context(context.value),
                None => Owner::Thread(thread::current().id()),
            });
        } else {
            self.check_owner(context)?;
        }
        self.level += 1;
        Ok(())
    }

    /// Closes so many levels, at least one. What becomes of the changes made in them is the
    /// caller's to see to before.
    ///
    /// # Errors
    /// [`SessionError::NotInTransaction`]; [`SessionError::SharingViolation`] when it is another's.
    pub fn close(&mut self, context: Option<Context>, levels: u8) -> Result<()> {
        if self.level == 0 {
            return Err(SessionError::NotInTransaction);
        }
        self.check_owner(context)?;
        assert!((1..=self.level).contains(&levels), "{levels} of {} levels", self.level);
        self.level -= levels;
        if self.level == 0 {
            *self = Self::default();
        }
        Ok(())
    }

    /// Whether it is the caller's, who has this context.
    ///
    /// # Errors
    /// [`SessionError::SharingViolation`].
    pub fn check_owner(&self, context: Option<Context>) -> Result<()> {
        let is_ours = match self.owner {
            None => true,
            Some(Owner::Thread(thread)) => thread == thread::current().id(),
            Some(Owner::Context(value)) => context == Some(Context::here(value)),
        };
        if is_ours { Ok(()) } else { Err(SessionError::SharingViolation) }
    }

    /// Whether another thread may be at work in it, as seen by one that would end the session. A
    /// transaction begun under a context that is not set any more is nobody's.
    #[inline]
    pub fn is_another_threads(&self) -> bool {
        matches!(self.owner, Some(Owner::Thread(thread)) if thread != thread::current().id())
    }
}
