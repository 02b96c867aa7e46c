//! Why a JET function failed.

use jet_session::SessionError;
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
}

impl ApiError {
    /// The code a C caller sees.
    pub fn code(&self) -> JetErr {
        match self {
            Self::Refused { code, .. } => *code,
            Self::Session { source, .. } => source.code(),
        }
    }
}

/// A refusal with a code.
pub(crate) fn refuse<T>(call: &'static str, code: JetErr) -> Result<T> {
    Err(ApiError::Refused { call, code })
}

/// Names the JET function in which a session or instance refused.
pub(crate) trait InCall<T> {
    fn in_call(self, call: &'static str) -> Result<T>;
}

impl<T> InCall<T> for jet_session::Result<T> {
    fn in_call(self, call: &'static str) -> Result<T> {
        self.map_err(|source| ApiError::Session { call, source })
    }
}
