//! The JET functions in safe Rust, and a small idiomatic face above them.
