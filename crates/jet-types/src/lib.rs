//! Numbers, codes and constants of the JET world: no I/O, no locks.
//!
//! Read in this order: identifiers, positions in time and in the log, error codes.

pub mod checksum;
pub mod code;
pub mod coltyp;
pub mod compress;
pub mod dbtime;
pub mod ids;
pub mod lgpos;
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
