//! Log records, log files, the log buffer and durability.
