//! Why recovery gave up.

use std::path::{Path, PathBuf};

use jet_btree::BtreeError;
use jet_log::LogError;
use jet_os::OsError;
use jet_pager::PagerError;
use jet_types::{JetErr, Lgpos};

/// Result of recovery.
pub type Result<T> = std::result::Result<T, RecoveryError>;

/// Why recovery gave up.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    /// A record could not be redone.
    #[error("at {lgpos}: {cause}")]
    Redo {
        /// The record.
        lgpos: Lgpos,
        /// What is wrong.
        cause: Box<RecoveryError>,
    },
    /// A database does not go with the logs, or logs are missing for it.
    #[error("{}: {what}", path.display())]
    Database {
        /// The database.
        path: PathBuf,
        /// What is wrong.
        what: String,
        /// The code a JET caller sees.
        code: JetErr,
    },
    /// The set of files will not do.
    #[error("{what}")]
    Set {
        /// What is wrong.
        what: String,
        /// The code a JET caller sees.
        code: JetErr,
    },
    /// The logs cannot be read.
    #[error(transparent)]
    Log(#[from] LogError),
    /// A change does not fit its page.
    #[error(transparent)]
    Btree(#[from] BtreeError),
    /// A page or header cannot be read or written.
    #[error(transparent)]
    Pager(#[from] PagerError),
    /// The operating system refused.
    #[error(transparent)]
    Os(#[from] OsError),
}

impl RecoveryError {
    /// There is nothing to replay.
    pub fn no_logs() -> Self {
        Self::set(JetErr::MISSING_LOG_FILE, "there are no log files")
    }

    /// There is more to do: databases are dirty, as was asked for.
    pub fn recovered_without_undo() -> Self {
        Self::set(JetErr::RECOVERED_WITHOUT_UNDO, "all is redone, and nothing undone")
    }

    pub(super) fn database(path: &Path, code: JetErr, what: impl Into<String>) -> Self {
        Self::Database { path: path.to_owned(), what: what.into(), code }
    }

    pub(super) fn set(code: JetErr, what: impl Into<String>) -> Self {
        Self::Set { what: what.into(), code }
    }

    /// The same, with the record it came up at.
    pub(super) fn at(self, lgpos: Lgpos) -> Self {
        match self {
            placed @ Self::Redo { .. } => placed,
            cause => Self::Redo { lgpos, cause: Box::new(cause) },
        }
    }

    /// The code a JET caller sees.
    pub fn code(&self) -> JetErr {
        match self {
            Self::Redo { cause, .. } => cause.code(),
            Self::Database { code, .. } | Self::Set { code, .. } => *code,
            Self::Log(error) => error.code(),
            Self::Btree(error) => error.code(),
            Self::Pager(error) => error.code(),
            Self::Os(error) => error.code(),
        }
    }
}
