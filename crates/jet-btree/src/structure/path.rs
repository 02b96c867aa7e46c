//! The way from the root to a leaf, latched reserved.

use jet_pager::{Page, PageFlags, ReservedPage, WritePage};
use jet_types::Pgno;

use crate::error::{BtreeError, Result};
use crate::node::Node;
use crate::op::split::PathPage;
use crate::search::{self, child_for};
use crate::tree::{DEPTH_MAX, Tree};
use crate::writer::WriteCx;

/// The reserved latch of a tree's root: the right to change the tree's shape and its space.
#[derive(Debug)]
pub(crate) struct RootLatch<'p> {
    /// None only while the latch changes its mode.
    page: Option<ReservedPage<'p>>,
}

const THERE: &str = "the latch is only away while it changes its mode";

impl<'p> RootLatch<'p> {
    /// Waits until nobody else changes the tree's shape or space.
    pub(crate) fn take(cx: &WriteCx<'p>, root: Pgno) -> Result<Self> {
        Ok(Self { page: Some(cx.pool.reserve(cx.db, root)?) })
    }

    pub(crate) fn page(&self) -> Page<'_> {
        self.page.as_ref().expect(THERE).page()
    }

    pub(crate) fn pgno(&self) -> Pgno {
        self.page.as_ref().expect(THERE).pgno()
    }

    /// Changes the root: readers are kept out meanwhile.
    pub(crate) fn write<T>(&mut self, change: impl FnOnce(&mut WritePage<'p>) -> T) -> T {
        let mut page = self.page.take().expect(THERE).upgrade();
        let result = change(&mut page);
        self.page = Some(page.downgrade_to_reserved());
        result
    }
}

/// The pages below the root on the way to a leaf, and which entry was taken in each.
#[derive(Debug)]
pub(crate) struct Path<'p> {
    below: Vec<ReservedPage<'p>>,
    lines: Vec<usize>,
}

impl<'p> Path<'p> {
    /// Goes down to where a bookmark is or would be. The root's latch keeps the shape as it is.
    pub(crate) fn down(
        cx: &WriteCx<'p>,
        tree: &Tree,
        root: &RootLatch<'p>,
        key: &[u8],
        data: &[u8],
    ) -> Result<Self> {
        let mut path = Self { below: Vec::new(), lines: Vec::new() };
        tree.check_member(root.page(), tree.root)?;
        while path.lines.len() < DEPTH_MAX {
            let (page, pgno) = path.last(root);
            if page.flags().is_leaf() {
                return Ok(path);
            }
            let line = search::joined(key, data, |bookmark| child_for(page, pgno, bookmark))?;
            let child = Node::at(page, pgno, line)?.child(pgno)?;
            let is_leaf_next = page.flags().contains(PageFlags::PARENT_OF_LEAF);
            let child = cx.pool.reserve(cx.db, child)?;
            tree.check_member(child.page(), child.pgno())?;
            if child.page().flags().is_leaf() != is_leaf_next {
                return Err(BtreeError::corrupt(child.pgno(), "is on the wrong level"));
            }
            path.lines.push(line);
            path.below.push(child);
        }
        Err(BtreeError::corrupt(tree.root, "the tree is too deep"))
    }

    /// The lowest page so far.
    pub(crate) fn last<'a>(&'a self, root: &'a RootLatch<'p>) -> (Page<'a>, Pgno) {
        match self.below.last() {
            Some(page) => (page.page(), page.pgno()),
            None => (root.page(), root.pgno()),
        }
    }

    /// Takes the leaf off; none when the root is the leaf. The entry that led there stays.
    pub(crate) fn pop(&mut self) -> Option<ReservedPage<'p>> {
        self.below.pop()
    }

    /// All pages with a leaf that was taken off, as plans want them.
    pub(crate) fn pages_with_leaf<'a>(
        &'a self,
        root: &'a RootLatch<'p>,
        (page, pgno): (Page<'a>, Pgno),
    ) -> Vec<PathPage<'a>> {
        let mut pages = self.pages(root, 0);
        pages.push(PathPage { pgno, page, line: 0 });
        pages
    }

    /// All pages, as plans want them. `leaf_line` is the line of the row operation.
    pub(crate) fn pages<'a>(
        &'a self,
        root: &'a RootLatch<'p>,
        leaf_line: usize,
    ) -> Vec<PathPage<'a>> {
        let root = (root.page(), root.pgno());
        let below = self.below.iter().map(|page| (page.page(), page.pgno()));
        let lines = self.lines.iter().copied().chain([leaf_line]);
        let pages = [root].into_iter().chain(below).zip(lines);
        pages.map(|((page, pgno), line)| PathPage { pgno, page, line }).collect()
    }

    /// Upgrades the pages below the root that `changes` names, from the top down. The others are
    /// let go from below a changing one on; above they stay reserved.
    pub(crate) fn upgrade(self, changes: impl Fn(Pgno) -> bool) -> Vec<WritePage<'p>> {
        let kept = self.below.into_iter().filter(|page| changes(page.pgno()));
        kept.map(ReservedPage::upgrade).collect()
    }
}
