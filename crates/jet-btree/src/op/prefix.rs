//! Which key becomes the prefix of a page.
//!
//! Every node that shares more than two bytes with the prefix stores that much less, and two bytes
//! more for the second count. The page stores the prefix once. So the best prefix is the key that
//! its neighbours share most with, summed over all of them: going away from it, what is shared can
//! only shrink, and where it falls to two bytes or fewer nothing is gained any more.
//!
//! Source: ESE `bt.cxx`, `BTISelectPrefix`. There each candidate is summed up anew; here the sums
//! of all candidates come from one pass in each direction.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use crate::node::PREFIX_COST;

/// A key chosen as prefix.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Prefix {
    /// Whose key, counted from the first of the nodes looked at.
    pub line: usize,
    /// Bytes the page needs less than with no prefix at all.
    pub savings: usize,
}

/// Chooses a prefix for nodes in key order. `shared(i)` is what the keys of nodes i - 1 and i have
/// in common beyond [`PREFIX_COST`] bytes; it is not asked for node 0.
pub(super) fn select(count: usize, shared: impl Fn(usize) -> usize) -> Option<Prefix> {
    let shared: Vec<usize> = (0..count).map(|i| if i == 0 { 0 } else { shared(i) }).collect();
    let shared = |index: usize| shared.get(index).copied().unwrap_or(0);
    let chosen = |line, sum: usize| {
        let savings = sum.checked_sub(PREFIX_COST).filter(|savings| *savings > 0)?;
        Some(Prefix { line, savings })
    };
    if count <= 2 {
        return if count == 2 { chosen(1, shared(1)) } else { None };
    }
    let left = sums(count, shared);
    let right = sums(count, |index| shared(count.saturating_sub(index)));
    let mut best: Option<Prefix> = None;
    let last = count.saturating_sub(2);
    for line in 1..=last {
        let [before, here, after] =
            [line.saturating_sub(1), line, line.saturating_add(1)].map(shared);
        // A neighbour is at least as good. The choice between equals is the reference engine's.
        let is_inner = line != last;
        if is_inner && line > 1 && (after >= here || before > here) {
            continue;
        }
        let ends = [left.get(line), right.get(count.saturating_sub(line).saturating_sub(1))];
        let sum = ends.into_iter().flatten().sum();
        best = match (best, chosen(line, sum)) {
            (Some(old), Some(new)) if new.savings <= old.savings => Some(old),
            (old, None) => old,
            (_, new) => new,
        };
    }
    best
}

/// For each index the sum of the running minimum of `values`, going down from it to the first 0.
fn sums(count: usize, values: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut sums: Vec<usize> = vec![0; count];
    // Indexes with growing values, behind the last 0: where the minimum changes.
    let mut steps: Vec<usize> = Vec::new();
    let mut zero = 0;
    for index in 0..count {
        let value = if index == 0 { 0 } else { values(index) };
        if value == 0 {
            steps.clear();
            zero = index;
            continue;
        }
        while steps.last().is_some_and(|step| values(*step) >= value) {
            steps.pop();
        }
        let below = steps.last().copied().unwrap_or(zero);
        let behind = sums.get(below).copied().unwrap_or(0);
        let run = index.saturating_sub(below).saturating_mul(value);
        if let Some(sum) = sums.get_mut(index) {
            *sum = behind.saturating_add(run);
        }
        steps.push(index);
    }
    sums
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "tests")]

    use super::*;

    /// The definition: the running minimum to both sides, summed up for each candidate.
    fn savings(shared: &[usize], line: usize) -> usize {
        let mut sum = 0;
        let mut least = usize::MAX;
        for at in (1..=line).rev().take_while(|at| shared[*at] > 0) {
            least = least.min(shared[at]);
            sum += least;
        }
        least = usize::MAX;
        for at in (line + 1..shared.len()).take_while(|at| shared[*at] > 0) {
            least = least.min(shared[at]);
            sum += least;
        }
        sum.saturating_sub(PREFIX_COST)
    }

    #[test]
    fn the_best_candidate_is_found() {
        let mut state: u64 = 1;
        let mut next = |limit: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as usize % limit as usize
        };
        for round in 0..3000 {
            let count = next(40);
            let steep = [2, 4, 20][round % 3];
            let shared: Vec<usize> = (0..count).map(|_| next(steep)).collect();
            let chosen = select(count, |index| shared[index]);
            let best = (1..count.saturating_sub(1)).map(|line| savings(&shared, line)).max();
            let best = if count == 2 { Some(savings(&shared, 1)) } else { best };
            match chosen {
                Some(chosen) => {
                    assert_eq!(Some(chosen.savings), best, "round {round}: {shared:?}");
                    assert_eq!(chosen.savings, savings(&shared, chosen.line), "{shared:?}");
                }
                None => assert!(best.is_none_or(|best| best == 0), "round {round}: {shared:?}"),
            }
        }
    }
}
