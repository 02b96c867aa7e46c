//! What runs in an instance: the log, the pages, the versions, and their upkeep.
//!
//! Read in this order: how trees write to the log (`journal.rs`), what keeps pages back until the
//! log covers them (`gate.rs`), and which databases the log knows of (`attachments.rs`).

mod attachments;
mod gate;
mod journal;
#[cfg(all(test, not(loom)))]
mod tests;

pub use attachments::{Attachments, Follower, NewAttachment};
pub use gate::LogGate;
pub use journal::LogJournal;
