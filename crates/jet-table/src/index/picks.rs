//! Which values of a record go into one key: combinations of several values.

use super::RecordValues;
use super::plan::{KeyColumn, KeyPlan};
use crate::schema::IndexSchema;

/// Which columns' several values are gone through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Expansion {
    /// Of the first such column only.
    First,
    /// Every combination.
    Cross,
    /// Values of the same number go together.
    Nested,
}

impl Expansion {
    fn of(index: &IndexSchema) -> Self {
        if index.has(IndexSchema::CROSS_PRODUCT) {
            Self::Cross
        } else if index.has(IndexSchema::NESTED_TABLE) {
            Self::Nested
        } else {
            Self::First
        }
    }
}

/// Goes through the combinations of several values; per segment the number of the value, or `None`
/// for NULL.
#[derive(Debug)]
pub(super) struct Picks {
    pub(super) chosen: Vec<Option<usize>>,
    pub(super) counts: Vec<usize>,
    pub(super) expansion: Expansion,
    pub(super) round: usize,
}

impl Picks {
    pub(super) fn new(plan: &KeyPlan, index: &IndexSchema, values: &RecordValues) -> Self {
        let expansion = Expansion::of(index);
        let is_multi_valued = index.has(IndexSchema::MULTI_VALUED);
        let mut seen = false;
        let count = |column: &KeyColumn| {
            if !is_multi_valued || !column.is_multi_valued {
                return 1;
            }
            let is_first = !std::mem::replace(&mut seen, true);
            if expansion == Expansion::First && !is_first {
                return 1;
            }
            values.count(column.position).max(1)
        };
        let counts: Vec<usize> = plan.segments.iter().map(count).collect();
        Self { chosen: vec![Some(0); counts.len()], counts, expansion, round: 0 }
    }

    /// Chooses the value at `number` of the first multi-valued column; in a nested table of all of
    /// them. `false` when there is none.
    pub(super) fn choose(&mut self, plan: &KeyPlan, values: &RecordValues, number: usize) -> bool {
        let mut found = false;
        for (column, chosen) in plan.segments.iter().zip(&mut self.chosen) {
            if !column.is_multi_valued {
                continue;
            }
            let has = number < values.count(column.position);
            found |= has;
            *chosen = Some(number).filter(|_| has);
            if self.expansion != Expansion::Nested {
                break;
            }
        }
        found
    }

    /// The next combination; `false` when there is none.
    pub(super) fn advance(&mut self) -> bool {
        self.round += 1;
        if self.expansion == Expansion::Nested {
            let round = self.round;
            for (chosen, count) in self.chosen.iter_mut().zip(&self.counts) {
                if *count > 1 {
                    *chosen = Some(round).filter(|round| round < count);
                }
            }
            return self.counts.iter().any(|count| round < *count);
        }
        // The last column turns fastest.
        for (chosen, count) in self.chosen.iter_mut().zip(&self.counts).rev() {
            let next = chosen.map_or(0, |number| number + 1);
            if next < *count {
                *chosen = Some(next);
                return true;
            }
            *chosen = Some(0);
        }
        false
    }
}
