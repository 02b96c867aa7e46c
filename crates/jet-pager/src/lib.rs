//! Pages, checksums, the database header and the buffer pool.

pub mod checksum;
pub mod error;
pub mod header;
pub mod page;

pub use error::{PagerError, Result};
pub use header::{DbHeader, DbState, HeaderCopies};
pub use page::{Line, LineFlags, Page, PageFlags};
