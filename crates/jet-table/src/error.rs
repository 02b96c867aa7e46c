//! Why a table could not be read, changed or defined.

use jet_btree::BtreeError;
use jet_os::OsError;
use jet_pager::PagerError;
use jet_types::JetErr;
use jet_types::compress::CompressError;

use crate::ddl::Objection;
use crate::refusal::Refusal;

/// Result of a table operation.
pub type Result<T, E = TableError> = std::result::Result<T, E>;

/// Why a table could not be read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// A row of the catalog makes no sense.
    #[error("catalog: {0}")]
    Catalog(String),
    /// There is no such table.
    #[error("there is no table {0:?}")]
    NoTable(String),
    /// There is no such column.
    #[error("there is no column {0:?}")]
    NoColumn(String),
    /// There is no such index.
    #[error("there is no index {0:?}")]
    NoIndex(String),
    /// A record contradicts itself.
    #[error("record: {0}")]
    Record(&'static str),
    /// A cursor would not do what it was asked.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A definition makes no sense, or cannot be had.
    #[error(transparent)]
    Objection(#[from] Objection),
    /// A value could not be decoded.
    #[error(transparent)]
    Value(#[from] ValueError),
    /// A tree could not be read.
    #[error(transparent)]
    Btree(#[from] BtreeError),
    /// A file of rows being sorted could not be written or read.
    #[error(transparent)]
    File(#[from] OsError),
}

/// Why a value could not be decoded, though its record could.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
pub enum ValueError {
    /// The record refers to a long value that is not there.
    #[error("the long value is missing")]
    LongValueMissing,
    /// Parts of the long value are not there.
    #[error("the long value is incomplete")]
    LongValueIncomplete,
    /// The value is encrypted.
    #[error("the value is encrypted")]
    Encrypted,
    /// The value is compressed in a way not supported.
    #[error("compression scheme {0} is not supported")]
    Compression(u8),
    /// The index sorts text in a way not known here.
    #[error("text of this locale and these flags cannot be made into a key")]
    Unsupported,
    /// The record would have more entries in one index than any real one.
    #[error("the record has too many entries in the index")]
    TooManyKeys,
    /// The bytes make no sense.
    #[error("the value is damaged")]
    Corrupt,
}

impl From<CompressError> for ValueError {
    fn from(error: CompressError) -> Self {
        match error {
            CompressError::Scheme(scheme) => Self::Compression(scheme),
            CompressError::Corrupt => Self::Corrupt,
        }
    }
}

impl From<PagerError> for TableError {
    fn from(error: PagerError) -> Self {
        Self::Btree(error.into())
    }
}

impl TableError {
    /// The code a JET caller sees.
    pub fn code(&self) -> JetErr {
        match self {
            Self::Catalog(_) => JetErr::CATALOG_CORRUPTED,
            Self::NoTable(_) => JetErr::OBJECT_NOT_FOUND,
            Self::NoColumn(_) => JetErr::COLUMN_NOT_FOUND,
            Self::NoIndex(_) => JetErr::INDEX_NOT_FOUND,
            Self::Record(_) => JetErr::DATABASE_CORRUPTED,
            Self::Refused(refusal) => refusal.code(),
            Self::Objection(objection) => objection.code(),
            Self::Value(error) => error.code(),
            Self::Btree(error) => error.code(),
            Self::File(error) => error.code(),
        }
    }
}

impl ValueError {
    /// The code a JET caller sees.
    pub fn code(self) -> JetErr {
        match self {
            Self::LongValueMissing | Self::LongValueIncomplete => JetErr::LV_CORRUPTED,
            Self::Encrypted => JetErr::COLUMN_NO_ENCRYPTION_KEY,
            Self::Compression(_) => JetErr::FEATURE_NOT_AVAILABLE,
            Self::Unsupported => JetErr::UNICODE_NORMALIZATION_NOT_SUPPORTED,
            Self::TooManyKeys => JetErr::DATABASE_CORRUPTED,
            Self::Corrupt => JetErr::DECOMPRESSION_FAILED,
        }
    }
}
