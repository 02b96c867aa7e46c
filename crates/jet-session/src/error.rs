//! Why a session, an instance or a database refused.

use std::path::PathBuf;

use jet_btree::BtreeError;
use jet_log::LogError;
use jet_os::OsError;
use jet_pager::{DbState, PagerError};
use jet_types::JetErr;

use crate::recovery::RecoveryError;

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
    /// The transaction may only read.
    #[error("the transaction may only read")]
    ReadOnly,
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
            Self::ReadOnly => JetErr::TRANS_READ_ONLY,
            Self::InvalidParameter(_) => JetErr::INVALID_PARAMETER,
        }
    }
}

/// Result of an operation on data.
pub type EngineResult<T> = std::result::Result<T, EngineError>;

/// Why something could not be done to data or its log.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The session or the instance refused.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// The settings will not do, or the files found.
    #[error("{what}")]
    Refused {
        /// What will not do.
        what: String,
        /// The code a JET caller sees.
        code: JetErr,
    },
    /// The log failed.
    #[error(transparent)]
    Log(#[from] LogError),
    /// A tree could not be changed.
    #[error(transparent)]
    Btree(#[from] BtreeError),
    /// A page or a header could not be read or written.
    #[error(transparent)]
    Pager(#[from] PagerError),
    /// Recovery gave up.
    #[error(transparent)]
    Recovery(#[from] RecoveryError),
    /// The operating system refused.
    #[error(transparent)]
    Os(#[from] OsError),
}

impl EngineError {
    /// The code a JET caller sees.
    pub fn code(&self) -> JetErr {
        match self {
            Self::Session(error) => error.code(),
            Self::Refused { code, .. } => *code,
            Self::Log(error) => error.code(),
            Self::Btree(error) => error.code(),
            Self::Pager(error) => error.code(),
            Self::Recovery(error) => error.code(),
            Self::Os(error) => error.code(),
        }
    }
}

/// Result of an operation on attached databases.
pub type DatabaseResult<T> = std::result::Result<T, DatabaseError>;

/// Why a database could not be attached, opened or detached.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// There is no such file.
    #[error("{}: there is no such file", .0.display())]
    NotFound(PathBuf),
    /// The file could not be opened.
    #[error(transparent)]
    Open(#[from] OsError),
    /// The header could not be read, or there is no memory for pages.
    #[error(transparent)]
    Pager(#[from] PagerError),
    /// The header is sound, but not one that will do.
    #[error("{}: {what}", path.display())]
    Header {
        /// Which file.
        path: PathBuf,
        /// What will not do.
        what: String,
        /// The code a JET caller sees.
        code: JetErr,
    },
    /// The database was not closed properly.
    #[error("{}: its state is {state}", path.display())]
    Unclean {
        /// Which file.
        path: PathBuf,
        /// Its state.
        state: DbState,
        /// It is a backup that was not restored.
        is_backup: bool,
    },
    /// As many databases as there may be are attached.
    #[error("{limit} databases are attached")]
    TooMany {
        /// How many there may be.
        limit: usize,
    },
    /// No database of this path is attached.
    #[error("{}: is not attached", .0.display())]
    NotAttached(PathBuf),
    /// Sessions have the database open.
    #[error("{}: is in use", .0.display())]
    InUse(PathBuf),
    /// Another session has the database for itself.
    #[error("{}: another session has it for itself", .0.display())]
    Locked(PathBuf),
    /// There is such a file already.
    #[error("{}: there is such a file already", .0.display())]
    Duplicate(PathBuf),
    /// Its contents or the log could not be read or changed.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl DatabaseError {
    /// The code a JET caller sees.
    pub fn code(&self) -> JetErr {
        match self {
            Self::NotFound(_) => JetErr::FILE_NOT_FOUND,
            Self::Open(error) => error.code(),
            // Of a file whose two headers are damaged nobody can say that it is a database.
            Self::Pager(PagerError::Header { .. }) => JetErr::DATABASE_CORRUPTED,
            Self::Pager(error) => error.code(),
            Self::Header { code, .. } => *code,
            Self::Unclean { state, is_backup, .. } => match state {
                DbState::BeingConverted => JetErr::DATABASE_INCOMPLETE_UPGRADE,
                DbState::IncrementalReseedInProgress => {
                    JetErr::DATABASE_INCOMPLETE_INCREMENTAL_RESEED
                }
                DbState::RevertInProgress => JetErr::DATABASE_INCOMPLETE_REVERT,
                _ if *is_backup => JetErr::SOFT_RECOVERY_ON_BACKUP_DATABASE,
                _ => JetErr::DATABASE_DIRTY_SHUTDOWN,
            },
            Self::TooMany { .. } => JetErr::TOO_MANY_ATTACHED_DATABASES,
            Self::NotAttached(_) => JetErr::DATABASE_NOT_FOUND,
            Self::InUse(_) => JetErr::DATABASE_IN_USE,
            Self::Locked(_) => JetErr::DATABASE_LOCKED,
            Self::Duplicate(_) => JetErr::DATABASE_DUPLICATE,
            Self::Engine(error) => error.code(),
        }
    }
}
