//! Instances, sessions, transactions and recovery.
