//! The calls that can be replayed, by family.
//!
//! To add a call, move its line from `awaited.rs` to the table of its family and write the
//! function:
//!
//! - Read every argument by its name in the C header: `call.sesid()`, `call.number32("cRow")`,
//!   `call.flags("grbit")`, `call.bytes("pvData", "cbData")`, `call.structure("psetinfo")`. What is
//!   left unread stops the replay.
//! - Out parameters begin as a value no call writes ([`SENTINEL`](crate::call::SENTINEL), or a
//!   [`buffer`](crate::args::Args::buffer) filled with it), and only what changed is shown.
//!   Handles come by [`place`](crate::args::Args::place) and go by
//!   [`bind`](crate::call::Call::bind), which names them; bytes go by
//!   [`put_buffer`](crate::call::Call::put_buffer), with the size the call told if it succeeded.
//! - Return the code: [`code`](crate::call::code), or [`warned`](crate::call::warned) for calls that
//!   have warnings.
//!
//! What the engine decides is not decided here: a rule about arguments belongs in `jet-api`.

pub(crate) mod awaited;
mod bookmark;
mod database;
mod ddl;
mod index;
mod info;
mod instance;
mod navigate;
mod param;
mod retrieve;
mod session;
mod table;
mod transaction;
mod update;

use crate::call::{Answer, Call};

/// Reads the arguments, calls the engine, shows what was written.
pub(crate) type Run = fn(&mut Call<'_>) -> Answer;

/// A family: the names of its calls, without the letter of the character set.
type Family = &'static [(&'static str, Run)];

const FAMILIES: &[Family] = &[
    instance::CALLS,
    param::CALLS,
    session::CALLS,
    transaction::CALLS,
    database::CALLS,
    ddl::CALLS,
    table::CALLS,
    navigate::CALLS,
    bookmark::CALLS,
    index::CALLS,
    retrieve::CALLS,
    info::CALLS,
    update::CALLS,
];

/// What is known of a call.
pub(crate) enum Known {
    /// How to replay it.
    Here(Run),
    /// What it is given; the engine does not have it.
    Awaited(&'static [awaited::Argument]),
}

/// What is known of the call of this name.
pub(crate) fn find(name: &str) -> Option<Known> {
    let mut calls = FAMILIES.iter().copied().flatten();
    let here = calls.find(|(call, _)| *call == name).map(|(_, run)| Known::Here(*run));
    here.or_else(|| awaited::find(name).map(Known::Awaited))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_taken_twice() {
        let here = FAMILIES.iter().copied().flatten().map(|(name, _)| *name);
        let mut names: Vec<_> = here.chain(awaited::names()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(matches!(find("JetBeginSession"), Some(Known::Here(_))));
        assert!(find("JetBeginSessionW").is_none());
    }
}
