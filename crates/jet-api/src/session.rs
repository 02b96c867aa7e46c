//! `JetBeginSession`, `JetDupSession`, `JetEndSession`, session contexts, transaction levels.

#[cfg(test)]
mod tests;

use jet_session::{Session, SessionError, Wait};
use jet_types::JetErr;

use crate::call::{COMMIT_LAZY_FLUSH, SessionCall, durability_of};
use crate::engine::Engine;
use crate::error::{InCall, Result, refuse};
use crate::handle::{JetInstance, Sesid};

/// `JET_bitTransactionReadOnly`.
pub const TRANSACTION_READ_ONLY: u32 = 0x1;
/// `JET_bitIdleFlushBuffers`.
const IDLE_FLUSH_BUFFERS: u32 = 0x1;
/// `JET_bitIdleCompact`.
const IDLE_COMPACT: u32 = 0x2;
/// `JET_bitRollbackAll`.
pub const ROLLBACK_ALL: u32 = 0x1;
/// The bits of a commit: lazy flush, and that the callback is called at redo as well.
const COMMIT_PLAIN: u32 = COMMIT_LAZY_FLUSH | 0x20;
/// The three commit bits that stand alone and close nothing.
const COMMIT_ALONE: [(u32, Wait); 3] = [(0x2, Wait::Last), (0x8, Wait::All), (0x10, Wait::NewLog)];

impl Engine {
    /// Begins a session. Source: `JetBeginSession`; user and password are ignored there too.
    ///
    /// `sesid` is written only on success.
    ///
    /// # Errors
    /// `JET_errInvalidInstance`, `JET_errInvalidParameter` (also without a place for the result),
    /// `JET_errClientRequestToStopJetService`, `JET_errInstanceUnavailable`,
    /// `JET_errTermInProgress`, `JET_errRestoreInProgress`, `JET_errNotInitialized`,
    /// `JET_errOutOfSessions`, `JET_errOutOfMemory`.
    #[inline]
    pub fn begin_session(&self, instance: JetInstance, sesid: Option<&mut Sesid>) -> Result<()> {
        const CALL: &str = "JetBeginSession";
        let (number, seats, life) = match self.living(instance) {
            Some(place) => place,
            None => self.living_by_default(CALL, instance)?,
        };
        let Some(sesid) = sesid else { return refuse(CALL, JetErr::INVALID_PARAMETER) };
        let id = seats.begin(life).in_call(CALL)?;
        *sesid = Sesid::new(number, id);
        Ok(())
    }

    /// Begins another session on the instance of `source`, of which nothing is copied. Source:
    /// `JetDupSession`.
    ///
    /// `sesid` is written only on success; `source` is untouched.
    ///
    /// # Errors
    /// `JET_errInvalidSesid`, `JET_errNotInitialized`, `JET_errTermInProgress`,
    /// `JET_errClientRequestToStopJetService`, `JET_errInstanceUnavailable`,
    /// `JET_errRestoreInProgress`, `JET_errSessionSharingViolation`, `JET_errInvalidParameter`
    /// without a place for the result, `JET_errOutOfSessions`, `JET_errOutOfMemory`.
    #[inline]
    pub fn dup_session(&self, source: Sesid, sesid: Option<&mut Sesid>) -> Result<()> {
        const CALL: &str = "JetDupSession";
        let (number, seats, id) = self.seats_of(CALL, source)?;
        let Some(sesid) = sesid else {
            // The source is looked at first, as for every session call.
            seats.look(id).in_call(CALL)?;
            return refuse(CALL, JetErr::INVALID_PARAMETER);
        };
        let new = seats.dup(id).in_call(CALL)?;
        *sesid = Sesid::new(number, new);
        Ok(())
    }

    /// Ends a session, rolling back what is open. Source: `JetEndSession`, whose bits are ignored.
    ///
    /// # Errors
    /// `JET_errInvalidSesid`, `JET_errTermInProgress`, `JET_errSessionSharingViolation`,
    /// `JET_errSessionInUse` while a context is set. The session lives on.
    #[inline]
    pub fn end_session(&self, sesid: Sesid) -> Result<()> {
        const CALL: &str = "JetEndSession";
        let (_, seats, id) = self.seats_of(CALL, sesid)?;
        seats.end(id, |session| self.roll_back(sesid, session)).in_call(CALL)
    }

    /// Ends the transaction of a session that is about to end: it holds its instance.
    #[cold]
    fn roll_back(&self, sesid: Sesid, session: &mut Session) -> jet_session::Result<()> {
        match self.entry_of("JetEndSession", sesid) {
            Ok((entry, _)) => entry.instance.roll_back(session),
            Err(_) => Err(SessionError::TermInProgress),
        }
    }

    /// Binds a session to a value and the calling thread. Source: `JetSetSessionContext`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidParameter` for 0 and all ones,
    /// `JET_errSessionContextAlreadySet`.
    pub fn set_session_context(&self, sesid: Sesid, context: usize) -> Result<()> {
        const CALL: &str = "JetSetSessionContext";
        self.in_session(CALL, sesid, false, |call| call.session.set_context(context).in_call(CALL))
    }

    /// Ends the binding. Source: `JetResetSessionContext`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errSessionContextNotSetByThisThread`.
    pub fn reset_session_context(&self, sesid: Sesid) -> Result<()> {
        const CALL: &str = "JetResetSessionContext";
        self.in_session(CALL, sesid, true, |call| call.session.reset_context().in_call(CALL))
    }

    /// Opens a transaction level. Source: `JetBeginTransaction2`; unknown bits are ignored.
    ///
    /// # Errors
    /// What a session call gets; `JET_errTransTooDeep`, `JET_errSessionSharingViolation`.
    pub fn begin_transaction(&self, sesid: Sesid, grbit: u32) -> Result<()> {
        const CALL: &str = "JetBeginTransaction";
        let is_read_only = grbit & TRANSACTION_READ_ONLY != 0;
        self.in_session(CALL, sesid, false, |call| {
            call.caller
                .entry
                .instance
                .begin(call.caller.id, call.session, is_read_only)
                .in_call(CALL)
        })
    }

    /// Closes a transaction level; three of the bits stand alone and close nothing. Source:
    /// `JetCommitTransaction2`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidGrbit`, `JET_errNotInTransaction`,
    /// `JET_errInvalidParameter` for a delay without the lazy bit,
    /// `JET_errSessionSharingViolation`.
    pub fn commit_transaction(&self, sesid: Sesid, grbit: u32, delay_ms: u32) -> Result<()> {
        const CALL: &str = "JetCommitTransaction";
        self.in_session(CALL, sesid, false, |SessionCall { session, layer, caller }| {
            let engine = caller.entry.instance.engine().in_call(CALL)?;
            if let Some((_, wait)) = COMMIT_ALONE.iter().find(|(bit, _)| *bit == grbit) {
                return engine.wait(session, *wait).in_call(CALL);
            }
            if grbit & !COMMIT_PLAIN != 0 {
                return refuse(CALL, JetErr::INVALID_GRBIT);
            }
            let is_lazy = (grbit | session.commit_default) & COMMIT_LAZY_FLUSH != 0;
            if session.level() > 0 && delay_ms > 0 && !is_lazy {
                return refuse(CALL, JetErr::INVALID_PARAMETER);
            }
            let durability = durability_of(grbit | session.commit_default);
            engine.commit(session, durability).in_call(CALL)?;
            layer.cursors.committed(session.level());
            Ok(())
        })
    }

    /// Two-phase commit, which there is not. Source: `JetPrepareToCommitTransaction`.
    ///
    /// # Errors
    /// What a session call gets; else always `JET_errFeatureNotAvailable`.
    pub fn prepare_to_commit(&self, sesid: Sesid) -> Result<()> {
        const CALL: &str = "JetPrepareToCommitTransaction";
        self.in_session(CALL, sesid, false, |_| refuse(CALL, JetErr::FEATURE_NOT_AVAILABLE))
    }

    /// Does a piece of background work, of which there is none that waits for this: versions are
    /// cleaned and pages written as they come. Source: `JetIdle`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidGrbit`.
    pub fn idle(&self, sesid: Sesid, grbit: u32) -> Result<JetErr> {
        const CALL: &str = "JetIdle";
        self.in_session(CALL, sesid, false, |_| match grbit {
            0 | IDLE_COMPACT => Ok(JetErr::WRN_NO_IDLE_ACTIVITY),
            _ if grbit & IDLE_FLUSH_BUFFERS != 0 => refuse(CALL, JetErr::INVALID_GRBIT),
            _ => Ok(JetErr::SUCCESS),
        })
    }

    /// Undoes a transaction level, or all of them. Source: `JetRollback`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidGrbit`, `JET_errNotInTransaction`,
    /// `JET_errSessionSharingViolation`.
    pub fn rollback(&self, sesid: Sesid, grbit: u32) -> Result<()> {
        const CALL: &str = "JetRollback";
        self.in_session(CALL, sesid, true, |SessionCall { session, layer, caller }| {
            if grbit & !(ROLLBACK_ALL | 0x20) != 0 {
                return refuse(CALL, JetErr::INVALID_GRBIT);
            }
            let engine = caller.entry.instance.engine().in_call(CALL)?;
            engine.rollback(session, grbit & ROLLBACK_ALL != 0).in_call(CALL)?;
            layer.cursors.rolled_back(session.level());
            Ok(())
        })
    }
}
