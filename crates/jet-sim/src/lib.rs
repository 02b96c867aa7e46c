//! Crash simulation: a workload of several sessions on a simulated disk, cut before every operation
//! that changes it, and what the next start finds.
//!
//! A workload is made from a seed and is the same every time: all runs on one thread, the log and
//! its upkeep too. It is played once, keeping the disk before each operation. Then for each cut, and
//! several fates of what was not synced, an engine starts on what the crash left, and is judged:
//!
//! - what was acknowledged as durable is there; of the other commits a prefix, in the order of
//!   commits, each as a whole; of everything else nothing;
//! - databases whose creation was acknowledged are there, trees and their space are sound;
//! - the same holds when the power goes off again during recovery or after it, and when work goes
//!   on.
//!
//! Or the workload is played again, with one operation failing: no commit is acknowledged that is
//! then lost, be it that the process starts again on the same disk, or that the power goes too.
//!
//! Read in this order: what is asked of a database (`model.rs`), an engine with its sessions
//! (`world.rs`), what they do (`play.rs`), and who judges (`judge.rs`).

pub mod judge;
pub mod model;
pub mod play;
pub mod run;
pub mod world;
