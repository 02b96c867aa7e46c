//! One session: its transaction levels, who owns them, and its session context.
//!
//! At level 0 a session belongs to nobody. From the outermost begin its transaction belongs to the
//! thread that began it; or, under a session context, to the context's value, on whichever thread
//! set it last.

#[cfg(all(test, not(loom)))]
mod tests;

use std::thread::{self, ThreadId};

use crate::error::{Result, SessionError};

/// The deepest level for users.
pub const LEVEL_MAX: u8 = 7;

/// What a session remembers between calls.
#[derive(Clone, Debug)]
pub struct Session {
    level: u8,
    is_read_only: bool,
    owner: Option<Owner>,
    context: Option<Context>,
    /// Bits added to every commit: the session's default.
    commit_default: u32,
    /// `JET_sesparam...` values set by the user.
    correlation_id: u32,
}

/// A session context and the thread that set it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Context {
    value: usize,
    thread: ThreadId,
}

/// Whose the open transaction is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Owner {
    Thread(ThreadId),
    Context(usize),
}

impl Session {
    /// A session at level 0 with the instance's commit default.
    pub fn new(commit_default: u32) -> Self {
        Self {
            level: 0,
            is_read_only: false,
            owner: None,
            context: None,
            commit_default,
            correlation_id: 0,
        }
    }

    /// The transaction level, 0 for none.
    pub fn level(&self) -> u8 {
        self.level
    }

    /// Whether the open transaction may only read.
    pub fn is_read_only(&self) -> bool {
        self.is_read_only
    }

    /// The default commit bits.
    pub fn commit_default(&self) -> u32 {
        self.commit_default
    }

    /// Sets the default commit bits.
    pub fn set_commit_default(&mut self, bits: u32) {
        self.commit_default = bits;
    }

    /// The number by which the user's traces know the session.
    pub fn correlation_id(&self) -> u32 {
        self.correlation_id
    }

    /// Sets that number.
    pub fn set_correlation_id(&mut self, id: u32) {
        self.correlation_id = id;
    }

    /// Binds the session to the calling thread and a value, until [`reset_context`].
    ///
    /// # Errors
    /// [`SessionError::InvalidParameter`] for 0 and all ones, [`SessionError::ContextAlreadySet`].
    ///
    /// [`reset_context`]: Self::reset_context
    pub fn set_context(&mut self, value: usize) -> Result<()> {
        if value == 0 || value == usize::MAX {
            return Err(SessionError::InvalidParameter("a context is neither 0 nor all ones"));
        }
        if self.context.is_some() {
            return Err(SessionError::ContextAlreadySet);
        }
        self.context = Some(Context { value, thread: thread::current().id() });
        Ok(())
    }

    /// Ends the binding; an open transaction waits until the same value is set again.
    ///
    /// # Errors
    /// [`SessionError::ContextNotSetByThisThread`].
    pub fn reset_context(&mut self) -> Result<()> {
        match self.context {
            Some(context) if context.thread == thread::current().id() => {
                self.context = None;
                Ok(())
            }
            _ => Err(SessionError::ContextNotSetByThisThread),
        }
    }

    /// Opens a level.
    ///
    /// # Errors
    /// [`SessionError::TooDeep`]; [`SessionError::SharingViolation`] when the open transaction is
    /// another thread's.
    pub fn begin(&mut self, is_read_only: bool) -> Result<()> {
        if self.level == LEVEL_MAX {
            return Err(SessionError::TooDeep);
        }
        if self.level == 0 {
            self.is_read_only = is_read_only;
            self.owner = Some(match self.context {
                Some(context) => Owner::Context(context.value),
                None => Owner::Thread(thread::current().id()),
            });
        } else {
            self.check_owner()?;
        }
        self.level += 1;
        Ok(())
    }

    /// Closes a level.
    ///
    /// # Errors
    /// [`SessionError::NotInTransaction`], [`SessionError::SharingViolation`].
    pub fn commit(&mut self) -> Result<()> {
        self.close(1)
    }

    /// Undoes a level, or all.
    ///
    /// # Errors
    /// [`SessionError::NotInTransaction`], [`SessionError::SharingViolation`].
    pub fn rollback(&mut self, all: bool) -> Result<()> {
        self.close(if all { self.level } else { 1 })
    }

    /// Whether the session may end now.
    ///
    /// # Errors
    /// [`SessionError::InUse`] while a context is set; [`SessionError::SharingViolation`] when the
    /// open transaction is another thread's. A transaction begun under a context that is not set
    /// any more is nobody's, so anybody may end it.
    pub fn check_end(&self) -> Result<()> {
        if self.context.is_some() {
            return Err(SessionError::InUse);
        }
        match self.owner {
            Some(Owner::Thread(thread)) if thread != thread::current().id() => {
                Err(SessionError::SharingViolation)
            }
            _ => Ok(()),
        }
    }

    /// Whether the open transaction is the caller's.
    ///
    /// # Errors
    /// [`SessionError::SharingViolation`].
    pub fn check_owner(&self) -> Result<()> {
        let here = thread::current().id();
        let is_ours = match self.owner {
            None => true,
            Some(Owner::Thread(thread)) => thread == here,
            Some(Owner::Context(value)) => self.context == Some(Context { value, thread: here }),
        };
        if is_ours { Ok(()) } else { Err(SessionError::SharingViolation) }
    }

    fn close(&mut self, levels: u8) -> Result<()> {
        if self.level == 0 {
            return Err(SessionError::NotInTransaction);
        }
        self.check_owner()?;
        self.level -= levels;
        if self.level == 0 {
            self.owner = None;
            self.is_read_only = false;
        }
        Ok(())
    }
}
