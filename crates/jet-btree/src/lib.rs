//! Nodes, trees, space and versions.
