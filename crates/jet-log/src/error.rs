//! Why the log could not do what was asked.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jet_os::OsError;
use jet_types::{JetErr, Lgpos, PageSize, Signature};

use crate::codec::BadRecord;
use crate::file::LogVersion;
use crate::log::HookError;
use crate::reader::SegmentDamage;

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
    /// A file is not as long as its header says.
    #[error("{found} bytes, where its header says {expected}")]
    FileSize {
        /// Bytes it has.
        found: u64,
        /// Bytes it should have.
        expected: u64,
    },
    /// A segment is damaged, or should not be where it is.
    #[error("segment {lgpos}: {damage}")]
    Segment {
        /// Where.
        lgpos: Lgpos,
        /// What is wrong.
        damage: SegmentDamage,
    },
    /// Bytes of a sound segment are not a record.
    #[error("record {lgpos}: {cause}")]
    Record {
        /// Where the record begins.
        lgpos: Lgpos,
        /// What is wrong.
        cause: BadRecord,
    },
    /// Pieces of a record do not fit together.
    #[error("record {lgpos}: {what}")]
    Pieces {
        /// Where.
        lgpos: Lgpos,
        /// What is wrong.
        what: &'static str,
    },
    /// A log of another stream.
    #[error("the log stream is {found}, not {expected}")]
    Signature {
        /// The stream of the file.
        found: Signature,
        /// The stream read so far.
        expected: Signature,
    },
    /// A log for databases of another page size.
    #[error("a log for pages of {found} bytes, not {expected}")]
    PageSize {
        /// The page size of the file.
        found: PageSize,
        /// The page size so far.
        expected: PageSize,
    },
    /// A file's name says another generation than its header.
    #[error("generation {found:#x}, where its name says {expected:#x}")]
    Generation {
        /// What the header says.
        found: u32,
        /// What the name says.
        expected: u32,
    },
    /// A log does not follow the one before it.
    #[error("generation {generation:#x} does not follow {previous:#x}: {what}")]
    Sequence {
        /// The log.
        generation: u32,
        /// The one before it.
        previous: u32,
        /// What tells.
        what: &'static str,
    },
    /// Segments of the previous log were lost or changed.
    #[error(
        "the generation before has checksum {computed:#018x}, where this header says {stored:#018x}"
    )]
    SequenceChecksum {
        /// What the header of the next log says.
        stored: u64,
        /// What the segments of the log say.
        computed: u64,
    },
    /// A log is not there.
    #[error("log generation {generation:#x} is missing")]
    Missing {
        /// Which.
        generation: u32,
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
    /// A stream is there already.
    #[error("a log exists")]
    Exists,
    /// Records that belong together fit neither the buffer nor a file.
    #[error("records of {bytes} bytes at once, for which there is no room")]
    TooLong {
        /// Their length.
        bytes: usize,
    },
    /// The disk of the log is full.
    #[error("the disk of the log is full")]
    DiskFull,
    /// Generation numbers are used up.
    #[error("the log has come to its last generation")]
    SequenceEnd,
    /// A failure of ours while records were appended or written: what follows cannot be trusted.
    #[error("the log was abandoned by a panic")]
    Abandoned,
    /// The log was closed.
    #[error("the log was closed")]
    Closed,
    /// The engine could not follow into the next generation.
    #[error("at the start of a generation: {0}")]
    Hook(#[from] HookError),
    /// A write or sync failed earlier, and the log is dead for good.
    #[error("the log is dead: {cause}")]
    Dead {
        /// What failed.
        cause: Arc<LogError>,
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
            Self::FileSize { .. } => JetErr::LOG_FILE_SIZE_MISMATCH,
            Self::Segment { .. } | Self::Record { .. } | Self::Pieces { .. } => {
                JetErr::LOG_FILE_CORRUPT
            }
            Self::Signature { .. } => JetErr::BAD_LOG_SIGNATURE,
            Self::PageSize { .. } => JetErr::PAGE_SIZE_MISMATCH,
            Self::Generation { .. } => JetErr::LOG_GENERATION_MISMATCH,
            Self::Sequence { .. } => JetErr::INVALID_LOG_SEQUENCE,
            Self::SequenceChecksum { .. } => JetErr::LOG_SEQUENCE_CHECKSUM_MISMATCH,
            Self::Missing { .. } => JetErr::MISSING_LOG_FILE,
            Self::AttachList { .. } => JetErr::TOO_MANY_ATTACHED_DATABASES,
            Self::Checkpoint { .. } => JetErr::CHECKPOINT_CORRUPT,
            Self::Exists => JetErr::FILE_ALREADY_EXISTS,
            Self::TooLong { .. } => JetErr::LOG_BUFFER_TOO_SMALL,
            Self::DiskFull => JetErr::LOG_DISK_FULL,
            Self::SequenceEnd => JetErr::LOG_SEQUENCE_END,
            Self::Abandoned | Self::Closed => JetErr::LOG_WRITE_FAIL,
            Self::Hook(error) => error.code,
            Self::Dead { cause } => match cause.code() {
                JetErr::DISK_FULL | JetErr::LOG_DISK_FULL => JetErr::LOG_DISK_FULL,
                _ => JetErr::LOG_WRITE_FAIL,
            },
            Self::Os(error) => error.code(),
        }
    }

    /// Whether files are not what they should be, rather than of a kind we cannot read, or out of
    /// reach.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::In { cause, .. } => cause.is_damage(),
            Self::Version { .. } | Self::FileType { .. } => false,
            Self::AttachList { .. } | Self::Os(_) => false,
            _ => true,
        }
    }

    /// What is wrong, without the file's path.
    pub fn cause(&self) -> &Self {
        match self {
            Self::In { cause, .. } => cause.cause(),
            other => other,
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
