//! Numbers, codes and constants of the JET world: no I/O, no locks.
//!
//! Read in this order: identifiers ([`ids`]), positions in time and in the log ([`dbtime`],
//! [`lgpos`]), codes ([`code`]), parameters ([`param`]), option bits ([`grbit`]), levels and limits
//! ([`level`], [`limit`]); last, all of them by name ([`name`]).
//!
//! ```
//! use jet_types::code::Category;
//! use jet_types::{JetErr, grbit, name, param::ParamId};
//!
//! // A code knows its name, its text and what kind of trouble it is.
//! let code = JetErr::from_raw(-1101);
//! assert_eq!(code, JetErr::OUT_OF_SESSIONS);
//! assert_eq!(code.name(), Some("JET_errOutOfSessions"));
//! assert_eq!(code.category(), Some(Category::Memory));
//!
//! // Each call has its own set of option bits; unknown bits show.
//! let options = grbit::OpenTable::DENY_WRITE | grbit::OpenTable::SEQUENTIAL;
//! assert_eq!(options.bits(), 0x8001);
//! assert_eq!(grbit::CommitTransaction::from_bits(0x4000), None);
//!
//! // A parameter knows its default and range.
//! let info = ParamId::MAX_SESSIONS.info().expect("every constant has a row");
//! assert_eq!(info.max, 30_000);
//!
//! // And everything is found by the name C programs use.
//! let bit = name::constant("JET_bitTableDenyWrite").expect("a public name");
//! assert_eq!(bit.value.bits(), Some(1));
//! ```

#[macro_use]
mod macros;

pub mod checksum;
pub mod code;
pub mod coltyp;
pub mod compress;
pub mod dbtime;
pub mod grbit;
pub mod ids;
pub mod level;
pub mod lgpos;
pub mod limit;
pub mod name;
pub mod page_size;
pub mod param;
pub mod signature;

pub use code::JetErr;
pub use coltyp::Coltyp;
pub use dbtime::Dbtime;
pub use ids::{ColumnId, DbId, Level, Objid, Pgno, Procid, Rceid, TrxId};
pub use lgpos::Lgpos;
pub use page_size::PageSize;
pub use signature::{BackupInfo, DiskLgpos, Logtime, Signature};
