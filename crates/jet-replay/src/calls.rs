//! The calls that can be replayed, by family.

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

/// The call of this name, if it is there.
pub(crate) fn find(name: &str) -> Option<Run> {
    let mut calls = FAMILIES.iter().copied().flatten();
    calls.find(|(call, _)| *call == name).map(|(_, run)| *run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_taken_twice() {
        let mut names: Vec<_> = FAMILIES.iter().copied().flatten().map(|(name, _)| name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(find("JetBeginSession").is_some() && find("JetBeginSessionW").is_none());
    }
}
