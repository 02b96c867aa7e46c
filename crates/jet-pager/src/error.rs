//! Why the page cache or a database file could not do what was asked.

use std::path::PathBuf;

use jet_os::OsError;
use jet_types::{JetErr, Lgpos, Pgno};

/// Result of a pager operation.
pub type Result<T> = std::result::Result<T, PagerError>;

/// Why the page cache or a database file could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum PagerError {
    /// The bytes of a page are not what was written.
    #[error("page {pgno}: stored checksum {stored:#018x}, computed {computed:#018x}")]
    Checksum {
        /// Which page.
        pgno: Pgno,
        /// The checksum found.
        stored: u64,
        /// The checksum the bytes call for.
        computed: u64,
    },
    /// A whole page is there, but it is another one.
    #[error("page {pgno}: the page found there is numbered {found}")]
    WrongPage {
        /// Which page was wanted.
        pgno: Pgno,
        /// Its own idea of its number.
        found: u32,
    },
    /// The page was never written: all its bytes are zero.
    #[error("page {pgno} was never written")]
    NotInitialized {
        /// Which page.
        pgno: Pgno,
    },
    /// The page lies past the end of the file.
    #[error("page {pgno} lies past the end of the file, whose last page is {last}")]
    BeyondEof {
        /// Which page.
        pgno: Pgno,
        /// The last page of the file, 0 if it has none.
        last: u32,
    },
    /// The checksum is right, yet the page contradicts itself.
    #[error("page {pgno}: {what}")]
    Corrupt {
        /// Which page.
        pgno: Pgno,
        /// What contradicts what.
        what: String,
    },
    /// Neither copy of the database header is sound.
    #[error("{}: neither copy of the database header is sound", path.display())]
    Header {
        /// Which file.
        path: PathBuf,
    },
    /// The header is sound, but not one we can work with.
    #[error("{}: {what}", path.display())]
    NotADatabase {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        what: String,
        /// The code a JET caller sees.
        code: JetErr,
    },
    /// A page could not be written; it is still in memory, and dirty.
    #[error("{}: pages {first} to {last} are not written: {source}", path.display())]
    Write {
        /// Which file.
        path: PathBuf,
        /// The first page of the write.
        first: Pgno,
        /// The last.
        last: Pgno,
        /// What the operating system said.
        source: OsError,
    },
    /// A page may not be written, as the log does not cover it.
    #[error("{}: page {pgno}, last changed at {lgpos}, may not be written: {what}", path.display())]
    Refused {
        /// Which file.
        path: PathBuf,
        /// Which page.
        pgno: Pgno,
        /// The record that would have to be durable.
        lgpos: Lgpos,
        /// Why it is not.
        what: String,
        /// The code a JET caller sees.
        code: JetErr,
    },
    /// An earlier sync of the file failed, so nothing is known of the writes before it.
    #[error("{}: an earlier sync failed", path.display())]
    SyncFailed {
        /// Which file.
        path: PathBuf,
    },
    /// A thread panicked while it changed a page; nothing is written any more.
    #[error("a change of a page was cut short by a panic")]
    Broken,
    /// Every frame is latched or dirty.
    #[error("every frame of the cache is in use")]
    NoFrames,
    /// The operating system refused.
    #[error(transparent)]
    Os(#[from] OsError),
}

impl PagerError {
    /// The code a JET caller sees.
    pub fn code(&self) -> JetErr {
        match self {
            Self::Checksum { .. } | Self::Header { .. } => JetErr::READ_VERIFY_FAILURE,
            Self::WrongPage { .. } => JetErr::READ_PGNO_VERIFY_FAILURE,
            Self::NotInitialized { .. } => JetErr::PAGE_NOT_INITIALIZED,
            Self::BeyondEof { .. } => JetErr::FILE_IO_BEYOND_EOF,
            Self::Corrupt { .. } => JetErr::DATABASE_CORRUPTED,
            Self::NotADatabase { code, .. } | Self::Refused { code, .. } => *code,
            Self::Write { source, .. } => source.code(),
            Self::SyncFailed { .. } => JetErr::DISK_IO,
            Self::Broken => JetErr::INTERNAL_ERROR,
            Self::NoFrames => JetErr::OUT_OF_BUFFERS,
            Self::Os(error) => error.code(),
        }
    }
}
