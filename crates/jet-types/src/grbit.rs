//! Option bits (`JET_GRBIT`): one set of them per call or structure.
//!
//! A set holds every bit the reference engine knows, also those that are not in the public header,
//! so `from_bits` fails only for bits that nobody knows.

mod backup;
mod column;
mod cursor;
mod database;
mod index;
mod instance;
mod param;
mod record;
mod session;
mod table;

pub use backup::*;
pub use column::*;
pub use cursor::*;
pub use database::*;
pub use index::*;
pub use instance::*;
pub use param::*;
pub use record::*;
pub use session::*;
pub use table::*;

use crate::name::Constant;

/// The names of all parts.
pub(crate) const TABLES: &[&[Constant]] = &[
    instance::NAMES,
    session::NAMES,
    database::NAMES,
    backup::NAMES,
    table::NAMES,
    column::NAMES,
    index::NAMES,
    cursor::NAMES,
    record::NAMES,
    param::NAMES,
];
