//! Why a tree could not be read, changed or recovered.

use jet_log::LogError;
use jet_pager::PagerError;
use jet_types::{JetErr, Pgno};

use crate::op::redo::Gap;

/// Result of a tree operation.
pub type Result<T> = std::result::Result<T, BtreeError>;

/// Why a tree could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum BtreeError {
    /// A page is sound by itself but does not fit into its tree.
    #[error("page {pgno}: {what}")]
    Corrupt {
        /// Which page.
        pgno: Pgno,
        /// What does not fit.
        what: String,
    },
    /// Siblings contradict each other: links that do not lead back, or keys out of order.
    #[error("page {pgno}: {what}")]
    BadLink {
        /// The page a link comes from or leads to.
        pgno: Pgno,
        /// What is wrong with it.
        what: String,
    },
    /// A tree of owned extents is damaged.
    #[error("page {pgno}: owned extents: {what}")]
    OwnedExtents {
        /// Which page.
        pgno: Pgno,
        /// What is wrong.
        what: String,
    },
    /// A tree of available extents is damaged.
    #[error("page {pgno}: available extents: {what}")]
    AvailableExtents {
        /// Which page.
        pgno: Pgno,
        /// What is wrong.
        what: String,
    },
    /// A page is not what a log record was made for: an earlier change never reached it, or it has
    /// one that the log does not know.
    #[error("page {}: {found}, the log expects {before} or from {after} on", gap.pgno,
        found = gap.found_text(), before = gap.before, after = gap.after)]
    Gap {
        /// Which page, and its dbtimes.
        gap: Gap,
    },
    /// A log record does not fit its page, though the dbtime says so.
    #[error("page {pgno}: the log record does not fit: {what}")]
    Unfit {
        /// Which page.
        pgno: Pgno,
        /// What does not fit.
        what: String,
    },
    /// Nodes that a new page needs are gone from where they were, and the log has no image of it.
    #[error("page {pgno}: the log has no usable image of it")]
    NoImage {
        /// The page the nodes came from.
        pgno: Pgno,
    },
    /// A record of a kind that nobody can replay any more.
    #[error("a record of type {kind} cannot be replayed")]
    Obsolete {
        /// Its type.
        kind: u8,
    },
    /// Another transaction changed or locked the node first.
    #[error("another transaction changed the node first")]
    WriteConflict,
    /// There is a node of this name, or one that a snapshot may still see.
    #[error("the key is there already")]
    KeyDuplicate,
    /// The node is not there, or deleted.
    #[error("the node is deleted")]
    NodeDeleted,
    /// A node is larger than a page allows.
    #[error("a node of {bytes} bytes")]
    NodeTooBig {
        /// Its size.
        bytes: usize,
    },
    /// The memory for versions is used up.
    #[error("the version store is full")]
    VersionStoreFull,
    /// The database may not grow any more.
    #[error("the database has no room for {pages} more pages")]
    OutOfSpace {
        /// How many were wanted.
        pages: u32,
    },
    /// The log has failed.
    #[error(transparent)]
    Log(#[from] LogError),
    /// A page could not be read or written.
    #[error(transparent)]
    Pager(#[from] PagerError),
}

impl BtreeError {
    /// A [`BtreeError::Corrupt`].
    pub(crate) fn corrupt(pgno: Pgno, what: impl Into<String>) -> Self {
        Self::Corrupt { pgno, what: what.into() }
    }

    /// A node that cannot be decoded.
    #[cold]
    pub(crate) fn malformed(pgno: Pgno, index: usize) -> Self {
        Self::corrupt(pgno, format!("node {index} is malformed"))
    }

    /// A [`BtreeError::BadLink`].
    pub(crate) fn bad_link(pgno: Pgno, what: impl Into<String>) -> Self {
        Self::BadLink { pgno, what: what.into() }
    }

    /// The code a JET caller sees.
    pub fn code(&self) -> JetErr {
        match self {
            Self::Corrupt { .. } => JetErr::DATABASE_CORRUPTED,
            Self::BadLink { .. } => JetErr::BAD_PAGE_LINK,
            Self::OwnedExtents { .. } => JetErr::SP_OWN_EXT_CORRUPTED,
            Self::AvailableExtents { .. } => JetErr::SP_AVAIL_EXT_CORRUPTED,
            Self::Gap { gap } => gap.code(),
            Self::Unfit { .. } => JetErr::LOG_CORRUPTED,
            Self::NoImage { .. } => JetErr::DATABASE_BUFFER_DEPENDENCIES_CORRUPTED,
            Self::Obsolete { .. } => JetErr::BAD_LOG_VERSION,
            Self::WriteConflict => JetErr::WRITE_CONFLICT,
            Self::KeyDuplicate => JetErr::KEY_DUPLICATE,
            Self::NodeDeleted => JetErr::RECORD_DELETED,
            Self::NodeTooBig { .. } => JetErr::RECORD_TOO_BIG,
            Self::VersionStoreFull => JetErr::VERSION_STORE_OUT_OF_MEMORY,
            Self::OutOfSpace { .. } => JetErr::OUT_OF_DATABASE_SPACE,
            Self::Log(error) => error.code(),
            Self::Pager(error) => error.code(),
        }
    }
}
