//! Replays recorded JET calls of the reference engine against `jet-api` and shows the first
//! difference, call by call.
//!
//! A [`Transcript`] is a file of JSON lines: calls with their arguments, return codes and values
//! written, and pseudo-calls such as a crash. [`replay()`] runs one against an engine of its own, in
//! a scratch folder of its own, and tells the [`Outcome`].
//!
//! Read in this order: transcripts, the simulated process and its threads, arguments, a call while it
//! runs, the calls by family, comparison and its rules, outcomes.
//!
//! A call that `jet-api` does not have yet is the first difference of a transcript that needs it;
//! `calls.rs` tells how to add one.
//!
//! ```
//! use jet_replay::{Options, Transcript, replay};
//!
//! let text = r#"{"n":1,"call":"JetTerm","in":{"instance":4660},"ret":"JET_errInvalidInstance"}"#;
//! let transcript = Transcript::parse("sessions-example".to_owned(), text)?;
//! assert!(replay(&transcript, Options::default())?.is_passed());
//! # Ok::<(), jet_replay::ReplayError>(())
//! ```

mod args;
mod bytes;
mod call;
mod calls;
mod compare;
mod constants;
mod ops;
mod outcome;
mod process;
mod replay;
mod rules;
mod summary;
mod symbols;
mod transcript;
mod workers;

pub use outcome::{Difference, Found, Outcome};
pub use replay::{Options, replay};
pub use summary::{AreaCount, Summary};
pub use transcript::{ReplayError, Transcript};
