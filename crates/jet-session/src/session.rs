//! One session: its transaction, its session context, and what its user told it.

#[cfg(all(test, not(loom)))]
mod tests;

use jet_btree::Writer;
use jet_btree::version::Snapshot;

use crate::engine::Work;
use crate::error::{Result, SessionError};
use crate::sesparam::SessionParams;
use crate::transaction::{Context, Transaction};

/// What a session remembers between calls.
#[derive(Debug)]
pub struct Session {
    transaction: Transaction,
    context: Option<Context>,
    /// Bits added to every commit.
    pub commit_default: u32,
    /// What its user told it; most users tell it nothing.
    params: Option<Box<SessionParams>>,
    /// What it did in its transaction; made when it first has one.
    pub(crate) work: Option<Box<Work>>,
}

impl Session {
    /// A session at level 0 with the instance's commit default.
    #[inline]
    pub fn new(commit_default: u32) -> Self {
        let transaction = Transaction::default();
        Self { transaction, context: None, commit_default, params: None, work: None }
    }

    /// What its user told it.
    pub fn params(&self) -> &SessionParams {
        static UNSET: SessionParams = SessionParams::UNSET;
        self.params.as_deref().unwrap_or(&UNSET)
    }

    /// What its user told it, to change.
    pub fn params_mut(&mut self) -> &mut SessionParams {
        self.params.get_or_insert_with(|| Box::new(SessionParams::UNSET))
    }

    /// The transaction level, 0 for none.
    pub fn level(&self) -> u8 {
        self.transaction.level()
    }

    /// Whether the open transaction may only read.
    pub fn is_read_only(&self) -> bool {
        self.transaction.is_read_only()
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
        self.context = Some(Context::here(value));
        Ok(())
    }

    /// Ends the binding; an open transaction waits until the same value is set again.
    ///
    /// # Errors
    /// [`SessionError::ContextNotSetByThisThread`].
    pub fn reset_context(&mut self) -> Result<()> {
        if !self.context.is_some_and(Context::is_set_here) {
            return Err(SessionError::ContextNotSetByThisThread);
        }
        self.context = None;
        Ok(())
    }

    /// What the open transaction sees.
    pub fn snapshot(&self) -> Option<&Snapshot> {
        self.work.as_ref().and_then(|work| work.snapshot())
    }

    /// The open transaction, to change data in it.
    ///
    /// # Errors
    /// [`SessionError::NotInTransaction`], [`SessionError::ReadOnly`].
    pub fn write(&mut self) -> Result<&mut Writer> {
        if self.level() == 0 {
            return Err(SessionError::NotInTransaction);
        }
        let writer = self.work.as_mut().and_then(|work| work.writer());
        writer.ok_or(SessionError::ReadOnly)
    }

    /// Opens a level.
    ///
    /// # Errors
    /// [`SessionError::TooDeep`]; [`SessionError::SharingViolation`] when the open transaction is
    /// another thread's.
    pub(crate) fn begin(&mut self, is_read_only: bool) -> Result<()> {
        self.transaction.begin(self.context, is_read_only)
    }

    /// Closes a level.
    ///
    /// # Errors
    /// [`SessionError::NotInTransaction`], [`SessionError::SharingViolation`].
    pub(crate) fn commit(&mut self) -> Result<()> {
        self.transaction.close(self.context, 1)
    }

    /// Undoes a level, or all.
    ///
    /// # Errors
    /// [`SessionError::NotInTransaction`], [`SessionError::SharingViolation`].
    pub(crate) fn rollback(&mut self, all: bool) -> Result<()> {
        self.transaction.close(self.context, if all { self.level() } else { 1 })
    }

    /// Closes all levels, whoever's they are.
    pub(crate) fn abandon(&mut self) {
        self.transaction = Transaction::default();
    }

    /// Whether the session may end now.
    ///
    /// # Errors
    /// [`SessionError::InUse`] while a context is set; [`SessionError::SharingViolation`] when the
    /// open transaction is another thread's.
    #[inline]
    pub fn check_end(&self) -> Result<()> {
        match self.context {
            Some(_) => Err(SessionError::InUse),
            None if self.transaction.is_another_threads() => Err(SessionError::SharingViolation),
            None => Ok(()),
        }
    }

    /// Whether the open transaction is the caller's.
    ///
    /// # Errors
    /// [`SessionError::SharingViolation`].
    pub fn check_owner(&self) -> Result<()> {
        self.transaction.check_owner(self.context)
    }
}
