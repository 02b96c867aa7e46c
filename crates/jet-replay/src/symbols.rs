//! Names that a transcript gives to handles and ids.
//!
//! A name keeps its value after the thing is gone, which is how stale handles are tested; a name
//! never bound is 0. All values are kept as plain numbers, so that a handle of one kind can be
//! passed where another is wanted.

use std::collections::HashMap;

/// What a name stands for.
#[allow(dead_code, reason = "databases, tables, columns and callbacks come with their calls")]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Instance,
    Session,
    Table,
    Database,
    Column,
    /// The id of an index.
    Index,
    /// A registered callback.
    Callback,
}

impl Kind {
    /// A number as a handle of this kind holds it: ids of databases and columns have 32 bits.
    pub(crate) fn cut(self, value: u64) -> u64 {
        match self {
            Self::Database | Self::Column | Self::Index => value & u64::from(u32::MAX),
            Self::Instance | Self::Session | Self::Table | Self::Callback => value,
        }
    }

    /// The null handle: all bits.
    pub(crate) fn nil(self) -> u64 {
        self.cut(u64::MAX)
    }
}

/// The names bound so far, in this process.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    bound: HashMap<String, (Kind, u64)>,
    /// Names in the order they were first bound.
    order: Vec<String>,
}

impl Symbols {
    /// The value of a name, 0 if it has none.
    pub(crate) fn value(&self, name: &str) -> u64 {
        self.bound.get(name).map_or(0, |(_, value)| *value)
    }

    /// The first name of this value.
    pub(crate) fn first_of(&self, kind: Kind, value: u64) -> Option<&String> {
        self.order.iter().find(|name| self.bound.get(*name) == Some(&(kind, value)))
    }

    /// Gives a name a value.
    pub(crate) fn bind(&mut self, name: String, kind: Kind, value: u64) {
        if self.bound.insert(name.clone(), (kind, value)).is_none() {
            self.order.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_values_and_their_order() {
        let mut symbols = Symbols::default();
        for (name, value) in [("$d", 1), ("$e", 1), ("$f", 2), ("$d", 2)] {
            symbols.bind(name.to_owned(), Kind::Database, value);
        }
        assert_eq!(symbols.value("$never"), 0);
        let first = |value| symbols.first_of(Kind::Database, value).map(String::as_str);
        assert_eq!((first(1), first(2), first(3)), (Some("$e"), Some("$d"), None));
        assert_eq!(symbols.first_of(Kind::Table, 2), None);
    }
}
