//! Why a tree could not be read or changed.

use jet_pager::PagerError;
use jet_types::{JetErr, Pgno};

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
    /// A page could not be read.
    #[error(transparent)]
    Pager(#[from] PagerError),
}

impl BtreeError {
    /// A [`BtreeError::Corrupt`].
    pub(crate) fn corrupt(pgno: Pgno, what: impl Into<String>) -> Self {
        Self::Corrupt { pgno, what: what.into() }
    }

    /// The code a JET caller sees.
    pub fn code(&self) -> JetErr {
        match self {
            Self::Corrupt { .. } => JetErr::DATABASE_CORRUPTED,
            Self::OwnedExtents { .. } => JetErr::SP_OWN_EXT_CORRUPTED,
            Self::AvailableExtents { .. } => JetErr::SP_AVAIL_EXT_CORRUPTED,
            Self::Pager(error) => error.code(),
        }
    }
}
