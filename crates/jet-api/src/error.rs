//! Why a JET function failed.

use jet_session::{DatabaseError, EngineError, SessionError};
use jet_table::{Refusal, TableError};
use jet_types::JetErr;

/// Result of a JET function.
pub type Result<T> = std::result::Result<T, ApiError>;

/// Why a JET function failed: its code, and where it is known, the reason below.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The call itself was refused.
    #[error("{call}: {code}")]
    Refused {
        /// The JET function.
        call: &'static str,
        /// The code a C caller sees.
        code: JetErr,
    },
    /// A session or instance refused.
    #[error("{call}: {source}")]
    Session {
        /// The JET function.
        call: &'static str,
        /// What refused.
        source: SessionError,
    },
    /// Data or log could not be read or changed.
    #[error("{call}: {source}")]
    Engine {
        /// The JET function.
        call: &'static str,
        /// What went wrong.
        source: EngineError,
    },
    /// A database could not be attached, opened or detached.
    #[error("{call}: {source}")]
    Database {
        /// The JET function.
        call: &'static str,
        /// What failed.
        source: DatabaseError,
    },
    /// A table or a cursor refused, or could not be read.
    #[error("{call}: {source}")]
    Table {
        /// The JET function.
        call: &'static str,
        /// What failed.
        source: TableError,
    },
}

impl ApiError {
    /// The code a C caller sees.
    pub fn code(&self) -> JetErr {
        match self {
            Self::Refused { code, .. } => *code,
            Self::Session { source, .. } => source.code(),
            Self::Engine { source, .. } => source.code(),
            Self::Database { source, .. } => source.code(),
            Self::Table { source, .. } => source.code(),
        }
    }
}

impl From<ApiError> for JetErr {
    fn from(error: ApiError) -> Self {
        error.code()
    }
}

/// A refusal with a code.
#[cold]
pub(crate) fn refuse<T>(call: &'static str, code: JetErr) -> Result<T> {
    Err(ApiError::Refused { call, code })
}

/// Names the JET function in which something below refused.
pub(crate) trait InCall<T> {
    fn in_call(self, call: &'static str) -> Result<T>;
}

impl<T> InCall<T> for jet_session::Result<T> {
    #[inline]
    fn in_call(self, call: &'static str) -> Result<T> {
        self.map_err(|source| ApiError::Session { call, source })
    }
}

impl<T> InCall<T> for jet_session::EngineResult<T> {
    fn in_call(self, call: &'static str) -> Result<T> {
        self.map_err(|source| match source {
            EngineError::Session(source) => ApiError::Session { call, source },
            source => ApiError::Engine { call, source },
        })
    }
}

impl<T> InCall<T> for jet_session::DatabaseResult<T> {
    fn in_call(self, call: &'static str) -> Result<T> {
        self.map_err(|source| ApiError::Database { call, source })
    }
}

impl<T> InCall<T> for jet_table::Result<T> {
    fn in_call(self, call: &'static str) -> Result<T> {
        self.map_err(|source| ApiError::Table { call, source })
    }
}

impl<T> InCall<T> for std::result::Result<T, Refusal> {
    fn in_call(self, call: &'static str) -> Result<T> {
        self.map_err(|refusal| ApiError::Table { call, source: refusal.into() })
    }
}
