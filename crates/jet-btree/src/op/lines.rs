//! The nodes of a page as a split sees them: those it has, and the row operation among them.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_pager::{LineFlags, Page};
use jet_types::Pgno;

use crate::key::Key;
use crate::node::Node;

/// The row operation that a split makes room for.
#[derive(Clone, Copy, Debug)]
pub enum Row<'a> {
    /// None: the split alone.
    None,
    /// A new node.
    Insert {
        /// Its key.
        key: Key<'a>,
        /// Its data.
        data: &'a [u8],
    },
    /// New data for a node.
    Replace {
        /// The data.
        data: &'a [u8],
    },
    /// New data for a flag-deleted node, which lives again.
    ReviveWith {
        /// The data.
        data: &'a [u8],
    },
}

/// The nodes of a page, with the row operation done.
#[derive(Clone, Copy)]
pub(super) struct Lines<'a> {
    /// The page before; none when only the row itself is asked for.
    page: Option<Page<'a>>,
    row: Row<'a>,
    /// Where the row is.
    at: usize,
    /// Whether the row's change has a version.
    is_versioned: bool,
    /// On branch pages the new child of the node behind the row.
    child: Option<&'a [u8; 4]>,
}

impl<'a> Lines<'a> {
    /// The nodes of a leaf, with `row` at `at`.
    pub fn of_leaf(page: Option<Page<'a>>, row: Row<'a>, at: usize, is_versioned: bool) -> Self {
        Self { page, row, at, is_versioned, child: None }
    }

    /// The nodes of a branch page whose child at `at` is split: a separator is put in before it,
    /// and what was its entry leads to the new page.
    pub fn of_branch(page: Page<'a>, at: usize, pointer: Option<Pointer<'a>>) -> Self {
        let row = match pointer {
            Some(pointer) => Row::Insert { key: pointer.separator, data: pointer.split },
            None => Row::None,
        };
        let child = pointer.map(|pointer| pointer.new);
        Self { page: Some(page), row, at, is_versioned: false, child }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        let count = self.page.map_or(0, Page::line_count);
        count.saturating_add(usize::from(matches!(self.row, Row::Insert { .. })))
    }

    /// The row operation.
    pub fn row(&self) -> Row<'a> {
        self.row
    }

    /// The same nodes without the row operation.
    pub fn without_row(self) -> Self {
        Self { row: Row::None, at: 0, child: None, ..self }
    }

    /// The node at `index`, or `None` when the page has none there that makes sense.
    pub fn get(&self, index: usize) -> Option<Node<'a>> {
        let mark = if self.is_versioned { LineFlags::VERSIONED } else { LineFlags::NONE };
        if let Row::Insert { key, data } = self.row {
            if index == self.at {
                return Some(Node { key, data, flags: mark });
            }
            let below = if index > self.at { index.checked_sub(1)? } else { index };
            let mut node = self.on_page(below)?;
            if let Some(child) = self.child
                && below == self.at
            {
                node.data = child;
            }
            return Some(node);
        }
        let mut node = self.on_page(index)?;
        if index == self.at {
            match self.row {
                Row::Replace { data } => {
                    node.data = data;
                    node.flags = node.flags.with(mark);
                }
                Row::ReviveWith { data } => {
                    node.data = data;
                    node.flags = node.flags.with(mark).without(LineFlags::DELETED);
                }
                Row::None | Row::Insert { .. } => {}
            }
        }
        Some(node)
    }

    /// The line on the page of the node at `index`, unless it is inserted.
    pub fn line_of(&self, index: usize) -> Option<usize> {
        match self.row {
            Row::Insert { .. } if index == self.at => None,
            Row::Insert { .. } if index > self.at => index.checked_sub(1),
            _ => Some(index),
        }
    }

    fn on_page(&self, line: usize) -> Option<Node<'a>> {
        let page = self.page?;
        Node::decode(page.line(line)?, page)
    }
}

/// What a split hands up to the parent: a separator between the page that is split and the new one.
#[derive(Clone, Copy, Debug)]
pub struct Pointer<'a> {
    /// The least key, cut short, that belongs to the new page.
    pub separator: Key<'a>,
    /// The page that is split, as stored.
    pub split: &'a [u8; 4],
    /// The new page, as stored.
    pub new: &'a [u8; 4],
}

/// A page number as branch nodes store it.
pub(super) fn stored(pgno: Option<Pgno>) -> [u8; 4] {
    pgno.map_or(0, Pgno::get).to_le_bytes()
}
