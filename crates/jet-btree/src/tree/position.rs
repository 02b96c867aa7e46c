//! How far into a tree a node is, estimated from one path through it.

use std::cell::Cell;

use crate::cx::ReadCx;
use crate::error::Result;
use crate::search;

use super::{Latched, Tree};

/// About `before` of `total` nodes come before a node. Exact in a tree of one page; otherwise as
/// good as the pages are alike.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// Nodes before.
    pub before: u64,
    /// Nodes in all, at least 1 where there is a node.
    pub total: u64,
}

impl Tree {
    /// About how far into the tree a bookmark is, counting deleted nodes; `None` when the tree has
    /// no nodes.
    ///
    /// # Errors
    /// What reading a page may give, and [`Corrupt`](crate::BtreeError::Corrupt).
    pub fn position(&self, cx: &ReadCx<'_>, key: &[u8], data: &[u8]) -> Result<Option<Position>> {
        let data = if self.is_unique { &[] } else { data };
        // A way down that is started over starts at the root.
        let start = Position { before: 0, total: 1 };
        let at = Cell::new(start);
        let leaf = self.descend(cx, cx, |page, pgno| {
            let index = search::joined(key, data, |mark| search::child_for(page, pgno, mark))?;
            let above = if pgno == self.root { start } else { at.get() };
            at.set(above.below(index, page.line_count()));
            Ok(index)
        })?;
        let lines = leaf.page().line_count();
        if lines == 0 {
            return Ok(None);
        }
        let (index, _) = self.find(leaf.page(), leaf.pgno(), key, data)?;
        Ok(Some(at.get().below(index.min(lines - 1), lines)))
    }

    /// The seen node nearest to the fraction `before / total` of the tree, searched to the right
    /// first; `None` when there is none.
    ///
    /// # Errors
    /// What reading a page may give, and [`Corrupt`](crate::BtreeError::Corrupt).
    pub fn at_position<'a>(&self, cx: &ReadCx<'a>, to: Position) -> Result<Option<Latched<'a>>> {
        let start = Fraction::new(to);
        let rest = Cell::new(start);
        let leaf = self.descend(cx, cx, |page, pgno| {
            let mut fraction = if pgno == self.root { start } else { rest.get() };
            let line = fraction.pick(page.line_count());
            rest.set(fraction);
            Ok(line)
        })?;
        let index = rest.get().pick(leaf.page().line_count());
        if let Some(found) = self.forward(cx, leaf, index)? {
            return Ok(Some(found));
        }
        self.last(cx)
    }
}

impl Position {
    /// The position one level down: `index` of `lines`.
    fn below(self, index: usize, lines: usize) -> Self {
        let (index, lines) = (index as u64, lines as u64);
        Self {
            before: self.before.saturating_mul(lines).saturating_add(index),
            total: self.total.saturating_mul(lines),
        }
    }
}

/// What is left of a fraction on the way down.
#[derive(Clone, Copy)]
struct Fraction(f64);

impl Fraction {
    fn new(position: Position) -> Self {
        let total = position.total.max(1) as f64;
        Self((position.before as f64 / total).clamp(0.0, 1.0))
    }

    /// The line of `lines` that the fraction falls on.
    fn pick(&mut self, lines: usize) -> usize {
        let exact = self.0 * lines as f64;
        let line = (exact as usize).min(lines.saturating_sub(1));
        self.0 = (exact - line as f64).clamp(0.0, 1.0);
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_is_spent_level_by_level() {
        // Three levels of ten: 0.537 is child 5, then 3, then line 7.
        let mut fraction = Fraction::new(Position { before: 537, total: 1000 });
        assert_eq!([10, 10, 10].map(|lines| fraction.pick(lines)), [5, 3, 7]);
        let mut end = Fraction::new(Position { before: 9, total: 9 });
        assert_eq!([10, 10].map(|lines| end.pick(lines)), [9, 9]);
        let mut nothing = Fraction::new(Position { before: 0, total: 0 });
        assert_eq!(nothing.pick(0), 0);
    }
}
