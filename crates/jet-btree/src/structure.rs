//! Changes of a tree's shape: several pages, one stamp, one append to the log.
//!
//! Whoever changes the shape holds the root reserved from start to end, so there is one of them per
//! tree. Readers pass all the while; writers of rows wait only for the pages that change. The way
//! down is latched reserved; what changes is upgraded root to leaf, left to right. See
//! `docs/write-path.md`.
//!
//! The new pages come from a [`PageSource`]: of a tree of rows that is the tree's space, of a space
//! tree its split buffer.

mod held;
mod merge;
mod path;
mod split;

pub(crate) use merge::merge;
pub(crate) use path::RootLatch;
pub(crate) use split::Job;
