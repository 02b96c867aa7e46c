//! From the root to a leaf.
//!
//! One latch at a time: the parent's is given up before the child's is taken, and the parent's
//! version tells afterwards whether the child was still the right one. A change of the tree's shape
//! announces itself on the parent before it lets anybody onto the child, so a version that still
//! holds proves the way (see `docs/write-path.md`). A path longer than any real tree is a ring.

use jet_pager::{Page, PageFlags, PageVersion, PagerError, ReadPage, WritePage};
use jet_types::Pgno;

use super::Tree;
use crate::cx::ReadCx;
use crate::error::{BtreeError, Result};
use crate::node::Node;
use crate::search;

/// Levels below the root that no tree of 2^31 pages reaches.
pub(crate) const DEPTH_MAX: usize = 32;

/// Which end of the tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Edge {
    First,
    Last,
}

/// Where the leaf at the end comes from, and so how it is latched.
pub(crate) trait LeafSource<'a> {
    /// A latched page.
    type Leaf: Latched;
    /// Latches a page, waiting if need be.
    fn latch_leaf(&self, pgno: Pgno) -> std::result::Result<Self::Leaf, PagerError>;
}

/// A page under any latch.
pub(crate) trait Latched {
    /// The page.
    fn page(&self) -> Page<'_>;
}

impl Latched for ReadPage<'_> {
    fn page(&self) -> Page<'_> {
        self.page()
    }
}

impl Latched for WritePage<'_> {
    fn page(&self) -> Page<'_> {
        self.page()
    }
}

impl<'a> LeafSource<'a> for ReadCx<'a> {
    type Leaf = ReadPage<'a>;
    fn latch_leaf(&self, pgno: Pgno) -> std::result::Result<ReadPage<'a>, PagerError> {
        self.pool.read(self.db, pgno)
    }
}

impl Tree {
    /// The leaf where a bookmark is or would be.
    pub(crate) fn leaf_for<'a, S: LeafSource<'a>>(
        &self,
        cx: &ReadCx<'a>,
        leaves: &S,
        key: &[u8],
        data: &[u8],
    ) -> Result<S::Leaf> {
        search::joined(key, data, |bookmark| {
            self.descend(cx, leaves, |page, pgno| search::child_for(page, pgno, bookmark))
        })
    }

    /// The first or last leaf.
    pub(super) fn edge_leaf<'a>(&self, cx: &ReadCx<'a>, edge: Edge) -> Result<ReadPage<'a>> {
        self.descend(cx, cx, |page, _| match edge {
            Edge::First => Ok(0),
            Edge::Last => Ok(page.line_count().saturating_sub(1)),
        })
    }

    /// Latches a page of the tree that must be a leaf.
    pub(super) fn leaf<'a>(&self, cx: &ReadCx<'a>, pgno: Pgno) -> Result<ReadPage<'a>> {
        self.checked_leaf(cx.read(pgno)?)
    }

    /// The page, if it is a leaf of this tree.
    pub(super) fn checked_leaf<'a>(&self, page: ReadPage<'a>) -> Result<ReadPage<'a>> {
        self.check_member(page.page(), page.pgno())?;
        if page.page().flags().is_leaf() {
            return Ok(page);
        }
        Err(BtreeError::corrupt(page.pgno(), "is no leaf, yet its sibling is"))
    }

    pub(super) fn descend<'a, S: LeafSource<'a>>(
        &self,
        cx: &ReadCx<'a>,
        leaves: &S,
        choose: impl Fn(Page<'_>, Pgno) -> Result<usize>,
    ) -> Result<S::Leaf> {
        loop {
            if let Some(leaf) = self.try_descend(cx, leaves, &choose)? {
                return Ok(leaf);
            }
        }
    }

    /// One way down. `None` when the tree changed under it.
    fn try_descend<'a, S: LeafSource<'a>>(
        &self,
        cx: &ReadCx<'a>,
        leaves: &S,
        choose: impl Fn(Page<'_>, Pgno) -> Result<usize>,
    ) -> Result<Option<S::Leaf>> {
        let mut page = cx.read(self.root)?;
        self.check_member(page.page(), self.root)?;
        for _ in 0..DEPTH_MAX {
            let (here, above) = (page.pgno(), page.version());
            if page.page().flags().is_leaf() {
                // Only the root can turn out to be one; below, we know beforehand.
                drop(page);
                let leaf = leaves.latch_leaf(self.root)?;
                self.check_member(leaf.page(), self.root)?;
                return Ok(leaf.page().flags().is_leaf().then_some(leaf));
            }
            let is_above_leaves = page.page().flags().contains(PageFlags::PARENT_OF_LEAF);
            let line = choose(page.page(), here)?;
            let child = Node::at(page.page(), here, line)?.child(here)?;
            drop(page);
            if is_above_leaves {
                let Some(leaf) = self.step(cx, leaves, child, above)? else { return Ok(None) };
                check_level(leaf.page(), child, here, true)?;
                return Ok(Some(leaf));
            }
            let Some(next) = self.step(cx, cx, child, above)? else { return Ok(None) };
            check_level(next.page(), child, here, false)?;
            page = next;
        }
        Err(BtreeError::corrupt(self.root, "the tree is too deep"))
    }

    /// Latches a child, unless the page above has changed since its version was noted.
    fn step<'a, S: LeafSource<'a>>(
        &self,
        cx: &ReadCx<'a>,
        source: &S,
        child: Pgno,
        above: PageVersion,
    ) -> Result<Option<S::Leaf>> {
        let latched = source.latch_leaf(child);
        if !cx.pool.is_current(above) {
            return Ok(None);
        }
        let latched = latched?;
        self.check_member(latched.page(), child)?;
        Ok(Some(latched))
    }

    /// Whether a page is one of this tree, in use.
    pub(crate) fn check_member(&self, page: Page<'_>, pgno: Pgno) -> Result<()> {
        if page.objid() != self.objid {
            let what = format!("belongs to object {}, not {}", page.objid(), self.objid);
            return Err(BtreeError::corrupt(pgno, what));
        }
        if page.flags().contains(PageFlags::EMPTY) || page.flags().contains(PageFlags::PRE_INIT) {
            return Err(BtreeError::corrupt(pgno, "is not in use, yet its tree uses it"));
        }
        Ok(())
    }
}

fn check_level(page: Page<'_>, pgno: Pgno, above: Pgno, is_leaf: bool) -> Result<()> {
    if page.flags().is_leaf() == is_leaf {
        return Ok(());
    }
    Err(BtreeError::corrupt(pgno, format!("is on the wrong level below page {above}")))
}
