//! Pages, checksums, the database header and the buffer pool.
