//! The engines, each in the way its own documents advise.

mod fjall;
mod jet;
mod lmdb;
mod redb;
#[cfg(feature = "rocksdb")]
mod rocksdb;
mod sqlite;

use crate::store::Open;

/// All engines by name.
pub const ENGINES: &[(&str, Open)] = &[
    ("jet", jet::open),
    ("redb", redb::open),
    ("lmdb", lmdb::open),
    ("sqlite", sqlite::open),
    ("fjall", fjall::open),
    #[cfg(feature = "rocksdb")]
    ("rocksdb", rocksdb::open),
];
