//! Why the page cache or a database file could not do what was asked.

use std::path::PathBuf;

use jet_os::OsError;
use jet_types::{JetErr, Pgno};

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
            Self::NotADatabase { code, .. } => *code,
            Self::NoFrames => JetErr::OUT_OF_BUFFERS,
            Self::Os(error) => error.code(),
        }
    }
}
