//! Numbers that exclude each other: levels of information, states, kinds, format versions.

mod format_version;
mod info;
mod state;

pub use format_version::*;
pub use info::*;
pub use state::*;

use crate::name::Constant;

/// The names of all parts.
pub(crate) const TABLES: &[&[Constant]] = &[info::NAMES, state::NAMES, format_version::NAMES];
