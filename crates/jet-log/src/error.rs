//! Why the log could not do what was asked.

use std::path::{Path, PathBuf};

use jet_os::OsError;
use jet_types::JetErr;

use crate::file::LogVersion;

/// Result of a log operation.
pub type Result<T> = std::result::Result<T, LogError>;

/// Why the log could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// Something is wrong with this file.
    #[error("{}: {cause}", path.display())]
    In {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        cause: Box<LogError>,
    },
    /// The header of a log file is not what was written.
    #[error("header: stored checksum {stored:#010x}, computed {computed:#010x}")]
    HeaderChecksum {
        /// The checksum found.
        stored: u32,
        /// The checksum the bytes call for.
        computed: u32,
    },
    /// The header of a log file is whole, yet contradicts itself or cannot be one.
    #[error("header: {what}")]
    Header {
        /// What is wrong.
        what: String,
    },
    /// Another kind of file.
    #[error("file type {found} where {expected} is expected")]
    FileType {
        /// Type found.
        found: u32,
        /// Type wanted: 3 a log, 4 a checkpoint.
        expected: u32,
    },
    /// A format that is not known.
    #[error("log format {version} is not supported")]
    Version {
        /// The version found.
        version: LogVersion,
    },
    /// More databases are attached than a header has room for.
    #[error("an attach list of {bytes} bytes, for which there is no room")]
    AttachList {
        /// Its length.
        bytes: usize,
    },
    /// The checkpoint cannot be used.
    #[error("checkpoint: {what}")]
    Checkpoint {
        /// What is wrong.
        what: String,
    },
    /// The operating system refused.
    #[error(transparent)]
    Os(#[from] OsError),
}

impl LogError {
    /// The code a JET caller sees.
    pub fn code(&self) -> JetErr {
        match self {
            Self::In { cause, .. } => cause.code(),
            Self::HeaderChecksum { .. } | Self::Header { .. } => JetErr::LOG_FILE_CORRUPT,
            Self::FileType { .. } => JetErr::FILE_INVALID_TYPE,
            Self::Version { .. } => JetErr::BAD_LOG_VERSION,
            Self::AttachList { .. } => JetErr::TOO_MANY_ATTACHED_DATABASES,
            Self::Checkpoint { .. } => JetErr::CHECKPOINT_CORRUPT,
            Self::Os(error) => error.code(),
        }
    }

    /// The same error, with the file it is about.
    #[must_use]
    pub fn at(self, path: &Path) -> Self {
        match self {
            Self::In { .. } | Self::Os(_) => self,
            cause => Self::In { path: path.to_owned(), cause: Box::new(cause) },
        }
    }
}
