//! What a cursor should do, over a sorted list of entries.

use std::ops::Bound;

use jet_table::cursor::{SeekTo, Sought};

/// All entries of an index, in order: key, and the primary key it leads to.
#[derive(Debug, Default)]
pub struct Model {
    pub entries: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Model {
    /// How many entries come before `key`, and how many do not come after it.
    fn around(&self, key: &[u8]) -> (usize, usize) {
        let before = self.entries.partition_point(|entry| entry.0.as_slice() < key);
        (before, self.entries.partition_point(|entry| entry.0.as_slice() <= key))
    }

    /// Where a seek lands, and what it says; `None` when it finds nothing.
    pub fn seek(&self, key: &[u8], to: SeekTo) -> Option<(usize, Sought)> {
        let (before, through) = self.around(key);
        let is_equal = before < through;
        let at_or_after = || (before < self.entries.len()).then_some(before);
        let less = || before.checked_sub(1);
        let sought = |other| if is_equal { Sought::Found } else { other };
        match to {
            SeekTo::Equal => is_equal.then_some((before, Sought::Found)),
            SeekTo::AtOrAfter => Some((at_or_after()?, sought(Sought::Greater))),
            SeekTo::After => (through < self.entries.len()).then_some((through, Sought::Found)),
            SeekTo::AtOrBefore if is_equal => Some((before, Sought::Found)),
            SeekTo::AtOrBefore => Some((less()?, Sought::Less)),
            SeekTo::Before => Some((less()?, Sought::Found)),
            SeekTo::Nearest => match at_or_after() {
                Some(at) => Some((at, sought(Sought::Greater))),
                None => Some((less()?, Sought::Less)),
            },
        }
    }

    /// The entries from `start` to a limit, on or back.
    pub fn range(&self, start: usize, limit: Bound<&[u8]>, forward: bool) -> Vec<usize> {
        let is_within = |at: &usize| {
            let key = self.entries[*at].0.as_slice();
            match (limit, forward) {
                (Bound::Unbounded, _) => true,
                (Bound::Included(limit), true) => key <= limit,
                (Bound::Excluded(limit), true) => key < limit,
                (Bound::Included(limit), false) => key >= limit,
                (Bound::Excluded(limit), false) => key > limit,
            }
        };
        if forward {
            (start..self.entries.len()).take_while(is_within).collect()
        } else {
            (0..=start).rev().take_while(is_within).collect()
        }
    }
}
