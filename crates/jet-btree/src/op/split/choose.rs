//! Where a page is split, and which prefixes its halves get.
//!
//! Sizes are those of uncompressed nodes; what a prefix saves is taken off again. A half fits if
//! the largest its nodes may become, should transactions roll back, is no more than the page.
//!
//! Source: ESE `bt.cxx`, `BTISelectRightSplit` and what it calls.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_log::record::{SplitKind, SplitOper};

use super::super::lines::{Lines, Row};
use super::super::prefix::{self, Prefix};
use crate::key::Key;
use crate::node::{NODE_COST, Node, PREFIX_COST};

/// What decides beside the nodes themselves.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    pub is_root: bool,
    pub is_leaf: bool,
    pub has_left: bool,
    pub has_right: bool,
    /// On a branch page: the leaf below appends.
    pub leaf_appends: bool,
    /// Bytes of the page for prefix, nodes and their tags.
    pub room: usize,
}

/// How one page is split.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Choice {
    pub kind: SplitKind,
    pub oper: SplitOper,
    pub oper_line: usize,
    pub split_line: usize,
    pub line_count: usize,
    /// The line whose key becomes the prefix of the page that is split.
    pub split_prefix: Option<usize>,
    /// The same of the new page, counted from `split_line`.
    pub new_prefix: Option<usize>,
    /// Bytes that rollbacks may need, on either page.
    pub reserved: [usize; 2],
}

/// Chooses. `None` when there is no way to split the page, which has one node then.
pub(super) fn choose(
    lines: &Lines<'_>,
    at: usize,
    facts: &Facts,
    reserved: &dyn Fn(usize) -> usize,
) -> Option<Choice> {
    let with_row = Weights::new(lines, at, facts.room, reserved)?;
    let oper = with_row.oper;
    if facts.is_root {
        return [with_row, Weights::new(&lines.without_row(), at, facts.room, reserved)?]
            .iter()
            .find_map(Weights::vertical);
    }
    let is_insert = oper == SplitOper::Insert;
    let is_last = with_row.count().checked_sub(1) == Some(at);
    if facts.is_leaf && is_insert && is_last && !facts.has_right {
        return Some(with_row.append());
    }
    let hot = facts.is_leaf && is_insert && is_hot(lines, at);
    if hot && is_last {
        return with_row.right(at);
    }
    if hot {
        // First the nodes behind the hot point go; the row finds room, or is the last one then.
        return Weights::new(&lines.without_row(), at, facts.room, reserved)?.right(at);
    }
    let prepends = facts.is_leaf && is_insert && at == 0 && !facts.has_left;
    let first = match (facts.leaf_appends, prepends) {
        (true, _) => with_row.rightmost(),
        (false, true) => with_row.right(1),
        (false, false) => with_row.even(),
    };
    first.or_else(|| {
        let alone = Weights::new(&lines.without_row(), at, facts.room, reserved)?;
        if facts.leaf_appends { alone.rightmost() } else { alone.even() }
    })
}

/// Whether new nodes have been coming in one after the other at this place: the two before it lie
/// behind all others on the page, in order.
fn is_hot(lines: &Lines<'_>, at: usize) -> bool {
    // Where a node lies: its key's suffix is part of the line.
    let place = |line: usize| lines.get(line).map(|node| node.key.suffix.as_ptr() as usize);
    let Some((older, newer)) =
        at.checked_sub(2).and_then(place).zip(at.checked_sub(1).and_then(place))
    else {
        return false;
    };
    let others = (0..at.saturating_sub(2)).chain(at.saturating_add(1)..lines.count());
    older < newer && others.filter_map(place).all(|place| place < older)
}

/// One node, as far as splits care.
#[derive(Clone, Copy)]
struct Weight {
    /// Bytes of the nodes up to this one.
    up_to: usize,
    /// The same with what rollbacks may need.
    max_up_to: usize,
    /// What its key shares with the one before, beyond what compression costs.
    shared: usize,
    /// Length of its key.
    key: usize,
}

struct Weights {
    weights: Vec<Weight>,
    oper: SplitOper,
    oper_line: usize,
    room: usize,
}

impl Weights {
    fn new(
        lines: &Lines<'_>,
        at: usize,
        room: usize,
        reserved: &dyn Fn(usize) -> usize,
    ) -> Option<Self> {
        let mut weights = Vec::with_capacity(lines.count());
        let (mut up_to, mut max_up_to): (usize, usize) = (0, 0);
        let mut before = Key::default();
        for line in 0..lines.count() {
            let node = lines.get(line)?;
            let bytes = node.full_bytes();
            let max_data = lines.line_of(line).map_or(0, reserved);
            let max = node.key.len().saturating_add(max_data).saturating_add(NODE_COST);
            up_to = up_to.saturating_add(bytes);
            max_up_to = max_up_to.saturating_add(bytes.max(max));
            let shared = if line == 0 { 0 } else { node.key.common_prefix(before) };
            let shared = shared.saturating_sub(PREFIX_COST);
            weights.push(Weight { up_to, max_up_to, shared, key: node.key.len() });
            before = node.key;
        }
        let (oper, oper_line) = match lines.row() {
            Row::None => (SplitOper::None, 0),
            Row::Insert { .. } => (SplitOper::Insert, at),
            Row::Replace { .. } => (SplitOper::Replace, at),
            Row::ReviveWith { .. } => (SplitOper::FlagInsertAndReplaceData, at),
        };
        Some(Self { weights, oper, oper_line, room })
    }

    fn count(&self) -> usize {
        self.weights.len()
    }

    /// Bytes of the nodes before `line`, without and with what rollbacks may need.
    fn before(&self, line: usize) -> (usize, usize) {
        let weight = line.checked_sub(1).and_then(|line| self.weights.get(line));
        weight.map_or((0, 0), |weight| (weight.up_to, weight.max_up_to))
    }

    fn prefix(&self, from: usize, to: usize) -> Option<Prefix> {
        let shared = |index: usize| from.checked_add(index).and_then(|line| self.weights.get(line));
        prefix::select(to.saturating_sub(from), |index| shared(index).map_or(0, |it| it.shared))
    }

    /// Whether the nodes of a range fit, with this prefix.
    fn fits(&self, from: usize, to: usize, prefix: Option<Prefix>) -> bool {
        let bytes = self.before(to).1.saturating_sub(self.before(from).1);
        bytes.saturating_sub(prefix.map_or(0, |prefix| prefix.savings)) <= self.room
    }

    fn made(&self, kind: SplitKind, line: usize, prefixes: [Option<usize>; 2]) -> Choice {
        let reserve = |at| {
            let (bytes, max) = self.before(at);
            max.saturating_sub(bytes)
        };
        let left = reserve(line);
        let [split_prefix, new_prefix] = prefixes;
        Choice {
            kind,
            oper: self.oper,
            oper_line: self.oper_line,
            split_line: line,
            line_count: self.count(),
            split_prefix,
            new_prefix,
            reserved: [left, reserve(self.count()).saturating_sub(left)],
        }
    }

    fn vertical(&self) -> Option<Choice> {
        let prefix = self.prefix(0, self.count());
        let fits = self.count() > 0 && self.fits(0, self.count(), prefix);
        let prefix = prefix.map(|prefix| prefix.line);
        fits.then(|| self.made(SplitKind::Vertical, 0, [None, prefix]))
    }

    /// The new node goes to a page of its own, whose prefix is its key, so that what follows it
    /// can share.
    fn append(&self) -> Choice {
        let key = self.weights.last().map_or(0, |weight| weight.key);
        let bytes = self.before(self.count()).0.saturating_sub(self.before(self.oper_line).0);
        let fits = bytes.saturating_add(PREFIX_COST) <= self.room;
        let prefix = (fits && key > PREFIX_COST).then_some(0);
        self.made(SplitKind::Append, self.oper_line, [None, prefix])
    }

    /// A split at `line`, if both halves fit.
    fn right(&self, line: usize) -> Option<Choice> {
        self.halves(line).ok()
    }

    /// The same; else whether the left half is the one that does not fit.
    fn halves(&self, line: usize) -> Result<Choice, bool> {
        let (left, right) = (self.prefix(0, line), self.prefix(line, self.count()));
        if line == 0 || line >= self.count() || !self.fits(0, line, left) {
            return Err(true);
        }
        if !self.fits(line, self.count(), right) {
            return Err(false);
        }
        let prefixes = [left, right].map(|prefix| prefix.map(|prefix| prefix.line));
        Ok(self.made(SplitKind::Right, line, prefixes))
    }

    /// As far to the right as fits: the tree grows at its right end.
    fn rightmost(&self) -> Option<Choice> {
        (1..self.count()).rev().find_map(|line| self.right(line))
    }

    /// Where the halves are most alike; from there step by step away from what does not fit.
    fn even(&self) -> Option<Choice> {
        let total = self.before(self.count()).0;
        let distance = |line: usize| self.before(line).0.abs_diff(total / 2);
        // Of two equals the one further on moves fewer nodes.
        let mut line = (1..self.count()).rev().min_by_key(|line| distance(*line))?;
        let mut went_left = None;
        loop {
            let left_is_full = match self.halves(line) {
                Ok(choice) => return Some(choice),
                Err(left_is_full) => left_is_full,
            };
            if went_left.is_some_and(|went_left| went_left != left_is_full) {
                return None;
            }
            went_left = Some(left_is_full);
            line = if left_is_full { line.checked_sub(1)? } else { line.checked_add(1)? };
            if line == 0 || line >= self.count() {
                return None;
            }
        }
    }
}

/// The least key that divides two neighbours on a leaf: as much of the right one as it takes to be
/// greater than the left one. Between equal keys the data decides.
pub(crate) fn separator(left: &Node<'_>, right: &Node<'_>) -> Vec<u8> {
    let common = right.key.common_prefix(left.key);
    let mut separator = right.key.to_vec();
    if common == right.key.len() && common == left.key.len() {
        let common = Key::whole(right.data).common_prefix(Key::whole(left.data));
        separator.extend(right.data.iter().take(common.saturating_add(1)));
    } else {
        separator.truncate(common.saturating_add(1));
    }
    separator
}
