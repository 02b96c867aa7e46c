//! Who may change a node that others changed: the first updater wins, nobody waits.
//!
//! Source: ESE `ver.cxx`, the write-conflict test before a version is made.

use std::fmt;

use jet_os::sync::Arc;

use super::{Kind, Snapshot, Version};

/// Why a version could not be recorded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// Another transaction changed or locked the node first.
    Conflict,
    /// The store's memory is used up.
    Full,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Conflict => "another transaction changed the node first",
            Self::Full => "the version store is full",
        })
    }
}

impl Kind {
    /// Kinds that several transactions may have on one node at once, each with its own kind only.
    fn commutes(self) -> bool {
        matches!(self, Kind::ReadLock | Kind::Delta | Kind::Delta64)
    }
}

/// Whether the versions of a node, newest first, forbid `snapshot`'s transaction a change of kind
/// `wanted`.
pub(super) fn forbids(versions: &[Arc<Version>], snapshot: &Snapshot, wanted: Kind) -> bool {
    let Some(newest) = versions.first() else { return false };
    let foreign = |version: &Arc<Version>| !snapshot.sees(version.writer());
    if foreign(newest) {
        // Only a commuting kind may join, and only if everything still in the way is of that kind:
        // other transactions' changes, and what this one did itself.
        let in_the_way =
            |version: &&Arc<Version>| foreign(version) || snapshot.owns(version.writer());
        return !wanted.commutes()
            || versions.iter().take_while(in_the_way).any(|v| v.change().kind() != wanted);
    }
    // The newest is ours or old. If it commutes, others may hold the same kind below it.
    let kind = newest.change().kind();
    kind.commutes() && kind != wanted && versions.iter().any(foreign)
}
