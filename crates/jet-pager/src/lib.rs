//! Pages, checksums, the database header and the buffer pool.
//!
//! Read in this order: a page as bytes, its checksum, the database header, an open database, and
//! the pool that keeps pages in memory and hands them out latched.
//!
//! ```
//! use jet_pager::checksum::{self, Verdict};
//! use jet_types::{PageSize, Pgno};
//!
//! let (size, pgno) = (PageSize::KIB_4, Pgno::DATABASE_ROOT);
//! let mut page = vec![0; size.bytes()];
//! page[100] = 1;
//! checksum::stamp(&mut page, size, pgno);
//! checksum::flip(&mut page, 1600);
//! assert_eq!(checksum::verify(&page, size, pgno), Verdict::OneBit { bit: 1600 });
//! ```

pub mod checksum;
pub mod database;
pub mod error;
pub mod flush;
mod frame;
pub mod gate;
pub mod guard;
pub mod header;
pub mod page;
mod page_table;
pub mod pool;
mod region;
mod unsynced;

pub use database::{Db, DbWriter};
pub use error::{PagerError, Result};
pub use flush::{Flush, Flushed};
pub use gate::{DbSlot, Refusal, WriteGate};
pub use guard::{PageVersion, ReadPage, ReservedPage, WritePage};
pub use header::{DbHeader, DbState, HeaderCopies, Stamper};
pub use page::{Blank, Line, LineFlags, Page, PageFlags, PageMut};
pub use pool::{BufferPool, PoolConfig, PoolIo};
