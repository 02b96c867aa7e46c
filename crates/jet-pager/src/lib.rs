//! Pages, checksums, the database header and the buffer pool.

pub mod checksum;
