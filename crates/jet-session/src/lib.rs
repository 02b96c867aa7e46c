//! Instances, sessions, transactions and recovery.

pub mod snapshot;
