//! Nodes, trees, space and versions.

pub mod version;
