//! Names that a transcript gives to handles and ids.
//!
//! A name keeps its value after the thing is gone, which is how stale handles are tested; a name
//! never bound is 0. All values are kept as plain numbers, so that a handle of one kind can be
//! passed where another is wanted.

use std::collections::HashMap;

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Instance,
    Session,
}

impl Kind {
    /// All bits of a handle of this kind: its null handle.
    pub(crate) fn nil(self) -> u64 {
        match self {
            Self::Instance | Self::Session => u64::MAX,
        }
    }
}

/// The names bound so far, in this process.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    bound: HashMap<String, (Kind, u64)>,
}

impl Symbols {
    /// The value of a name, 0 if it has none.
    pub(crate) fn value(&self, name: &str) -> u64 {
        self.bound.get(name).map_or(0, |(_, value)| *value)
    }

    /// Gives a name a value.
    pub(crate) fn bind(&mut self, name: &str, kind: Kind, value: u64) {
        self.bound.insert(name.to_owned(), (kind, value));
    }
}
