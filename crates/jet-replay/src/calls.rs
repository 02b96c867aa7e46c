//! The calls that can be replayed, by family.

pub(crate) mod awaited;
mod instance;
mod param;
mod session;
mod transaction;

use crate::call::{Answer, Call};

/// Reads the arguments, calls the engine, shows what was written.
pub(crate) type Run = fn(&mut Call<'_>) -> Answer;

/// A family: the names of its calls, without the letter of the character set.
type Family = &'static [(&'static str, Run)];

const FAMILIES: &[Family] = &[instance::CALLS, param::CALLS, session::CALLS, transaction::CALLS];

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
