//! From the root to a leaf.
//!
//! Latches go root to leaf: the child's is taken before the parent's is given up, so no split can
//! slip in between. A path longer than any real tree is a ring.

use std::cmp::Ordering;

use jet_pager::{PageFlags, ReadPage};
use jet_types::Pgno;

use super::Tree;
use crate::cx::ReadCx;
use crate::error::{BtreeError, Result};
use crate::node::Node;

/// Levels below the root that no tree of 2^31 pages reaches.
const DEPTH_MAX: usize = 32;

/// Which end of the tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Edge {
    First,
    Last,
}

impl Tree {
    /// The leaf where a bookmark is or would be.
    pub(super) fn leaf_for<'a>(
        &self,
        cx: &ReadCx<'a>,
        key: &[u8],
        data: &[u8],
    ) -> Result<ReadPage<'a>> {
        self.descend(cx, |page| child_for(page, key, data))
    }

    /// The first or last leaf.
    pub(super) fn edge_leaf<'a>(&self, cx: &ReadCx<'a>, edge: Edge) -> Result<ReadPage<'a>> {
        self.descend(cx, |page| match edge {
            Edge::First => Ok(0),
            Edge::Last => Ok(page.page().line_count().saturating_sub(1)),
        })
    }

    /// Latches a page of the tree that must be a leaf.
    pub(super) fn leaf<'a>(&self, cx: &ReadCx<'a>, pgno: Pgno) -> Result<ReadPage<'a>> {
        let page = cx.read(pgno)?;
        self.check_member(&page)?;
        if page.page().flags().is_leaf() {
            return Ok(page);
        }
        Err(BtreeError::corrupt(pgno, "is no leaf, yet its sibling is"))
    }

    fn descend<'a>(
        &self,
        cx: &ReadCx<'a>,
        choose: impl Fn(&ReadPage<'_>) -> Result<usize>,
    ) -> Result<ReadPage<'a>> {
        let mut page = cx.read(self.root)?;
        for _ in 0..DEPTH_MAX {
            self.check_member(&page)?;
            let flags = page.page().flags();
            if flags.is_leaf() {
                return Ok(page);
            }
            let node = Node::at(page.page(), page.pgno(), choose(&page)?)?;
            let child = cx.read(node.child(page.pgno())?)?;
            let child_is_leaf = child.page().flags().is_leaf();
            if child_is_leaf != flags.contains(PageFlags::PARENT_OF_LEAF) {
                let what = format!("is on the wrong level below page {}", page.pgno());
                return Err(BtreeError::corrupt(child.pgno(), what));
            }
            page = child;
        }
        Err(BtreeError::corrupt(self.root, "the tree is too deep"))
    }

    /// Whether a page is one of this tree, in use.
    fn check_member(&self, page: &ReadPage<'_>) -> Result<()> {
        let view = page.page();
        if view.objid() != self.objid {
            let what = format!("belongs to object {}, not {}", view.objid(), self.objid);
            return Err(BtreeError::corrupt(page.pgno(), what));
        }
        if view.flags().contains(PageFlags::EMPTY) || view.flags().contains(PageFlags::PRE_INIT) {
            return Err(BtreeError::corrupt(page.pgno(), "is not in use, yet its tree uses it"));
        }
        Ok(())
    }
}

/// The entry of a branch page whose child holds a bookmark: the first whose separator is greater.
/// The last entry of a level has an empty separator, greater than everything.
fn child_for(page: &ReadPage<'_>, key: &[u8], data: &[u8]) -> Result<usize> {
    let count = page.page().line_count();
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        let separator = Node::at(page.page(), page.pgno(), middle)?.key;
        let is_greater =
            separator.is_empty() || separator.compare_joined(key, data) == Ordering::Greater;
        if is_greater {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    // A page that lost its upper bound still leads somewhere; verification tells.
    Ok(low.min(count.saturating_sub(1)))
}
