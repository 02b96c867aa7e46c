//! Why a session or instance refused.

use jet_types::JetErr;

/// Result of a session operation.
pub type Result<T> = std::result::Result<T, SessionError>;

/// Why an instance cannot work any more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// The log's disk is full.
    LogDiskFull,
    /// A write or sync of the log failed, or an undo could not be done.
    Failure,
}

/// Why a session or instance refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SessionError {
    /// The handle is of no session that lives.
    #[error("the session handle is stale, foreign or garbage")]
    InvalidSesid,
    /// Another thread is in a call with the session, or owns its transaction.
    #[error("another thread uses the session")]
    SharingViolation,
    /// As many sessions as the instance may have are open.
    #[error("all {limit} sessions are in use")]
    OutOfSessions {
        /// `JET_paramMaxSessions`.
        limit: usize,
    },
    /// The allocator refused.
    #[error("there is no memory for a session")]
    OutOfMemory,
    /// The instance has not been initialised.
    #[error("the instance is not initialised")]
    NotInitialized,
    /// The instance is initialised already.
    #[error("the instance is initialised already")]
    AlreadyInitialized,
    /// The instance is terminating.
    #[error("the instance is terminating")]
    TermInProgress,
    /// The instance is being restored.
    #[error("the instance is being restored")]
    RestoreInProgress,
    /// The instance was told to stop.
    #[error("the instance was told to stop")]
    StopService,
    /// The instance failed.
    #[error("the instance is unavailable: {0:?}")]
    Unavailable(Cause),
    /// Sessions are in transactions.
    #[error("{0} sessions are in transactions")]
    ActiveUsers(usize),
    /// A session context is set already.
    #[error("a session context is set already")]
    ContextAlreadySet,
    /// No context is set, or another thread set it.
    #[error("no session context was set by this thread")]
    ContextNotSetByThisThread,
    /// A session context is still set.
    #[error("a session context is still set")]
    InUse,
    /// Transactions nest to 7 levels.
    #[error("transactions nest to 7 levels")]
    TooDeep,
    /// There is no transaction.
    #[error("the session is in no transaction")]
    NotInTransaction,
    /// An argument is out of range.
    #[error("{0}")]
    InvalidParameter(&'static str),
}

impl SessionError {
    /// The code a JET caller sees.
    pub fn code(self) -> JetErr {
        match self {
            Self::InvalidSesid => JetErr::INVALID_SESID,
            Self::SharingViolation => JetErr::SESSION_SHARING_VIOLATION,
            Self::OutOfSessions { .. } => JetErr::OUT_OF_SESSIONS,
            Self::OutOfMemory => JetErr::OUT_OF_MEMORY,
            Self::NotInitialized => JetErr::NOT_INITIALIZED,
            Self::AlreadyInitialized => JetErr::ALREADY_INITIALIZED,
            Self::TermInProgress => JetErr::TERM_IN_PROGRESS,
            Self::RestoreInProgress => JetErr::RESTORE_IN_PROGRESS,
            Self::StopService => JetErr::CLIENT_REQUEST_TO_STOP_JET_SERVICE,
            Self::Unavailable(Cause::LogDiskFull) => {
                JetErr::INSTANCE_UNAVAILABLE_DUE_TO_FATAL_LOG_DISK_FULL
            }
            Self::Unavailable(Cause::Failure) => JetErr::INSTANCE_UNAVAILABLE,
            Self::ActiveUsers(_) => JetErr::TOO_MANY_ACTIVE_USERS,
            Self::ContextAlreadySet => JetErr::SESSION_CONTEXT_ALREADY_SET,
            Self::ContextNotSetByThisThread => JetErr::SESSION_CONTEXT_NOT_SET_BY_THIS_THREAD,
            Self::InUse => JetErr::SESSION_IN_USE,
            Self::TooDeep => JetErr::TRANS_TOO_DEEP,
            Self::NotInTransaction => JetErr::NOT_IN_TRANSACTION,
            Self::InvalidParameter(_) => JetErr::INVALID_PARAMETER,
        }
    }
}
