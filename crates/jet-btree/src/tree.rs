//! A tree of nodes: open by root page, seek, walk.
//!
//! The root page of a tree never changes its number; it is the tree's name. Walks hand a
//! [`Latched`] node from step to step: a latch on one leaf and a line on it. What a cursor keeps
//! between calls is a [`Currency`](crate::currency::Currency).

mod descend;
mod modify;
mod position;

use std::cmp::Ordering;
use std::ops::ControlFlow;

use jet_os::sync::Arc;
use jet_pager::{Page, PageFlags, ReadPage};
use jet_types::{Objid, Pgno};

use crate::currency::Bookmark;
use crate::cx::{ReadCx, Sight, View};
use crate::error::{BtreeError, Result};
use crate::node::Node;
use crate::search::Search;
use crate::space::RootHeader;
use crate::version::Version;

pub(crate) use descend::DEPTH_MAX;
pub use modify::Versioning;
pub(crate) use modify::{Place, insertion, row_changes, row_error, row_op};
pub use position::Position;

/// A tree, known by its root.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tree {
    /// The root page.
    pub root: Pgno,
    /// The object all its pages belong to.
    pub objid: Objid,
    /// Whether keys are unique; otherwise the data is part of a node's bookmark.
    pub is_unique: bool,
    /// Bytes of a page that insertions at the right end leave free.
    pub density_free: usize,
}

/// Where to land relative to a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seek {
    /// The first node at or after it.
    AtOrAfter,
    /// The first node after it.
    After,
    /// The last node at or before it.
    AtOrBefore,
    /// The last node before it.
    Before,
}

/// A node under the latch of its leaf.
#[derive(Debug)]
pub struct Latched<'a> {
    page: ReadPage<'a>,
    index: usize,
    /// Holds the data the reader sees, where that is not what the page has.
    image: Option<Arc<Version>>,
}

impl<'a> Latched<'a> {
    /// The node, as the reader sees it.
    ///
    /// # Errors
    /// [`BtreeError::Corrupt`].
    pub fn node(&self) -> Result<Node<'_>> {
        let node = Node::at(self.page.page(), self.page.pgno(), self.index)?;
        Ok(match &self.image {
            None => node,
            Some(version) => Node { data: version.before_image(), ..node },
        })
    }

    /// The latched leaf.
    pub fn page(&self) -> &ReadPage<'a> {
        &self.page
    }

    /// The node's line on it.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The node on a line, if there is one and this reader sees it; else the page comes back.
    pub(crate) fn on(
        cx: &ReadCx<'_>,
        tree: &Tree,
        page: ReadPage<'a>,
        index: usize,
    ) -> Result<std::result::Result<Self, ReadPage<'a>>> {
        if index >= page.page().line_count() {
            return Ok(Err(page));
        }
        Ok(match cx.sight(tree, &Node::at(page.page(), page.pgno(), index)?) {
            Sight::Hidden => Err(page),
            Sight::Page => Ok(Self { page, index, image: None }),
            Sight::Image(version) => Ok(Self { page, index, image: Some(version) }),
        })
    }
}

impl Tree {
    /// A tree whose pages are filled to the end.
    pub fn new(root: Pgno, objid: Objid, is_unique: bool) -> Self {
        Self { root, objid, is_unique, density_free: 0 }
    }

    /// Opens the tree rooted at `root`.
    ///
    /// # Errors
    /// [`BtreeError::Corrupt`] when the page is no root.
    pub fn open(cx: &ReadCx<'_>, root: Pgno) -> Result<Self> {
        let guard = cx.read(root)?;
        let (page, flags) = (guard.page(), guard.page().flags());
        if !flags.is_root() || flags.contains(PageFlags::SPACE_TREE) {
            return Err(BtreeError::corrupt(root, "is not the root of a tree"));
        }
        let is_unique = !flags.contains(PageFlags::NON_UNIQUE);
        Ok(Self::new(root, page.objid(), is_unique))
    }

    /// Opens the tree rooted at `root` and decodes its root header.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_with_header(cx: &ReadCx<'_>, root: Pgno) -> Result<(Self, RootHeader)> {
        let tree = Self::open(cx, root)?;
        let guard = cx.read(root)?;
        let header = RootHeader::decode(guard.page().external_header())
            .ok_or_else(|| BtreeError::corrupt(root, "has a malformed root header"))?;
        Ok((tree, header))
    }

    /// The first node, or `None` when the tree is empty.
    ///
    /// # Errors
    /// What reading a page may give, and [`BtreeError::Corrupt`].
    pub fn first<'a>(&self, cx: &ReadCx<'a>) -> Result<Option<Latched<'a>>> {
        let page = self.edge_leaf(cx, descend::Edge::First)?;
        self.forward(cx, page, 0)
    }

    /// The last node, or `None` when the tree is empty.
    ///
    /// # Errors
    /// As [`first`](Self::first).
    pub fn last<'a>(&self, cx: &ReadCx<'a>) -> Result<Option<Latched<'a>>> {
        let page = self.edge_leaf(cx, descend::Edge::Last)?;
        let count = page.page().line_count();
        self.backward(cx, page, count)
    }

    /// The key of the first or the last node, whether or not it is deleted, or `None` when the tree
    /// is empty.
    ///
    /// # Errors
    /// As [`first`](Self::first).
    pub fn edge_key(&self, cx: &ReadCx<'_>, is_last: bool) -> Result<Option<Vec<u8>>> {
        let edge = if is_last { descend::Edge::Last } else { descend::Edge::First };
        let page = self.edge_leaf(cx, edge)?;
        let Some(last) = page.page().line_count().checked_sub(1) else { return Ok(None) };
        let index = if is_last { last } else { 0 };
        Ok(Some(Node::at(page.page(), page.pgno(), index)?.key.to_vec()))
    }

    /// The node that `seek` asks for, relative to a key and, in a non-unique tree, data. An empty
    /// `data` there is before all nodes of the key.
    ///
    /// # Errors
    /// As [`first`](Self::first).
    pub fn seek<'a>(
        &self,
        cx: &ReadCx<'a>,
        key: &[u8],
        data: &[u8],
        seek: Seek,
    ) -> Result<Option<Latched<'a>>> {
        let (page, at_or_after, found) = self.spot(cx, key, data)?;
        match seek {
            Seek::AtOrAfter => self.forward(cx, page, at_or_after),
            Seek::After => self.forward(cx, page, at_or_after + usize::from(found)),
            Seek::AtOrBefore => self.backward(cx, page, at_or_after + usize::from(found)),
            Seek::Before => self.backward(cx, page, at_or_after),
        }
    }

    /// The leaf where a bookmark is or would be, the first line there at or after it, and whether
    /// that is a node of its name, seen or not. The line may be one past the last.
    pub(crate) fn spot<'a>(
        &self,
        cx: &ReadCx<'a>,
        key: &[u8],
        data: &[u8],
    ) -> Result<(ReadPage<'a>, usize, bool)> {
        let data = if self.is_unique { &[] } else { data };
        let mut page = self.leaf_for(cx, cx, key, data)?;
        let (mut index, mut found) = self.find(page.page(), page.pgno(), key, data)?;
        let mut steps = Steps::new(cx);
        // Separators of a non-unique tree are keys and data joined. A key that goes on where a
        // node's key ends is compared with that node's data there, and may be led too far to the
        // left.
        while !self.is_unique
            && index == page.page().line_count()
            && let Some(next) = page.page().next()
        {
            steps.count(next)?;
            let right = self.leaf(cx, next)?;
            let (at, is_there) = self.find(right.page(), next, key, data)?;
            if at == 0 && !is_there {
                break;
            }
            (page, index, found) = (right, at, is_there);
        }
        Ok((page, index, found))
    }

    /// The node after this one.
    ///
    /// # Errors
    /// As [`first`](Self::first).
    pub fn next<'a>(&self, cx: &ReadCx<'a>, from: Latched<'a>) -> Result<Option<Latched<'a>>> {
        self.forward(cx, from.page, from.index + 1)
    }

    /// The node before this one.
    ///
    /// # Errors
    /// As [`first`](Self::first).
    pub fn prev<'a>(&self, cx: &ReadCx<'a>, from: Latched<'a>) -> Result<Option<Latched<'a>>> {
        self.backward(cx, from.page, from.index)
    }

    /// Visits every node in order, a leaf at a time under one latch, until `visit` breaks.
    ///
    /// # Errors
    /// As [`first`](Self::first), and what `visit` returns.
    pub fn scan<E: From<BtreeError>>(
        &self,
        cx: &ReadCx<'_>,
        mut visit: impl FnMut(&Node<'_>) -> std::result::Result<ControlFlow<()>, E>,
    ) -> std::result::Result<(), E> {
        let mut leaf = self.edge_leaf(cx, descend::Edge::First)?;
        let mut steps = Steps::new(cx);
        loop {
            let page = leaf.page();
            for index in 0..page.line_count() {
                let node = Node::at(page, leaf.pgno(), index)?;
                let flow = match cx.sight(self, &node) {
                    Sight::Hidden => continue,
                    Sight::Page => visit(&node)?,
                    Sight::Image(before) => visit(&Node { data: before.before_image(), ..node })?,
                };
                if flow.is_break() {
                    return Ok(());
                }
            }
            let Some(next) = page.next() else { return Ok(()) };
            steps.count(next)?;
            leaf = self.right_of(cx, &leaf, next)?;
        }
    }

    /// The first line of a leaf at or after a bookmark, and whether it is that node.
    pub(crate) fn find(
        &self,
        page: Page<'_>,
        pgno: Pgno,
        key: &[u8],
        data: &[u8],
    ) -> Result<(usize, bool)> {
        let search = Search::new(page, pgno, key);
        // The last line found to be at or after is the one we end on.
        let mut found = false;
        let line = search.first(|search, line| {
            let mut order = search.compare(line)?;
            if order == Ordering::Equal && !self.is_unique {
                order = Node::at(page, pgno, line)?.data.cmp(data);
            }
            if order != Ordering::Less {
                found = order == Ordering::Equal;
            }
            Ok(order == Ordering::Less)
        })?;
        Ok((line, found))
    }

    /// The first visible node at or after line `index`, here or on a page to the right.
    pub(crate) fn forward<'a>(
        &self,
        cx: &ReadCx<'a>,
        mut page: ReadPage<'a>,
        mut index: usize,
    ) -> Result<Option<Latched<'a>>> {
        let mut steps = Steps::new(cx);
        loop {
            while index < page.page().line_count() {
                page = match Latched::on(cx, self, page, index)? {
                    Ok(latched) => return Ok(Some(latched)),
                    Err(page) => page,
                };
                index += 1;
            }
            let Some(next) = page.page().next() else { return Ok(None) };
            steps.count(next)?;
            page = self.right_of(cx, &page, next)?;
            index = 0;
        }
    }

    /// The last visible node before line `index`, here or on a page to the left.
    pub(crate) fn backward<'a>(
        &self,
        cx: &ReadCx<'a>,
        mut page: ReadPage<'a>,
        mut index: usize,
    ) -> Result<Option<Latched<'a>>> {
        let mut steps = Steps::new(cx);
        loop {
            while index > 0 {
                index -= 1;
                page = match Latched::on(cx, self, page, index)? {
                    Ok(latched) => return Ok(Some(latched)),
                    Err(page) => page,
                };
            }
            let Some(prev) = page.page().prev() else { return Ok(None) };
            steps.count(prev)?;
            (page, index) = self.left_of(cx, page, prev)?;
        }
    }

    /// The right neighbour of a leaf. Latches go left to right, so ours is held until we have it.
    fn right_of<'a>(
        &self,
        cx: &ReadCx<'a>,
        page: &ReadPage<'_>,
        next: Pgno,
    ) -> Result<ReadPage<'a>> {
        let right = self.leaf(cx, next)?;
        // In a file that was not closed properly the link back may be older than the one here.
        let is_linked = right.page().prev() == Some(page.pgno());
        if !is_linked && !matches!(cx.view, View::Raw) {
            let what = format!("page {} to its left is not the one it leads to", page.pgno());
            return Err(BtreeError::bad_link(next, what));
        }
        self.check_order(page, &right)?;
        Ok(right)
    }

    /// Whether the first nodes of two neighbours are in order. As that order is strict, a walk
    /// along siblings that lead in a circle ends, however long its caller would go on.
    fn check_order(&self, left: &ReadPage<'_>, right: &ReadPage<'_>) -> Result<()> {
        if left.page().line_count() == 0 || right.page().line_count() == 0 {
            return Ok(());
        }
        let first = Node::at(left.page(), left.pgno(), 0)?;
        let second = Node::at(right.page(), right.pgno(), 0)?;
        if self.order(&first, &second) == Ordering::Less {
            return Ok(());
        }
        let what = format!("its keys are not after those of page {} left of it", left.pgno());
        Err(BtreeError::bad_link(right.pgno(), what))
    }

    /// How two leaf nodes stand.
    pub(crate) fn order(&self, a: &Node<'_>, b: &Node<'_>) -> Ordering {
        let by_key = a.key.cmp(&b.key);
        if self.is_unique { by_key } else { by_key.then_with(|| a.data.cmp(b.data)) }
    }

    /// The left neighbour of a leaf, and the line there behind which all is to the right. Latches
    /// go left to right, so the neighbour's is only tried. If it is not free at once, ours is given
    /// up, and our first node is looked up again: it may have moved meanwhile.
    fn left_of<'a>(
        &self,
        cx: &ReadCx<'a>,
        page: ReadPage<'a>,
        prev: Pgno,
    ) -> Result<(ReadPage<'a>, usize)> {
        let here = page.pgno();
        if let Some(left) = cx.pool.try_read(cx.db, prev) {
            let left = self.checked_leaf(left)?;
            if left.page().next() != Some(here) {
                let what = format!("page {prev} to its left does not lead to it");
                return Err(BtreeError::bad_link(here, what));
            }
            self.check_order(&left, &page)?;
            let count = left.page().line_count();
            return Ok((left, count));
        }
        let mut first = Bookmark::default();
        if page.page().line_count() > 0 {
            first.set_node(self, &Node::at(page.page(), here, 0)?);
        }
        let version = page.version();
        drop(page);
        // Brings the neighbour into memory, or waits for its writer.
        let neighbour = cx.read(prev).map(drop);
        if cx.pool.is_current(version) {
            neighbour?;
            let page = self.leaf(cx, here)?;
            if page.version() == version {
                return Ok((page, 0));
            }
        }
        let page = self.leaf_for(cx, cx, first.key(), first.data())?;
        let (index, _) = self.find(page.page(), page.pgno(), first.key(), first.data())?;
        Ok((page, index))
    }
}

/// Bounds a walk along siblings: no chain has more pages than the file.
#[derive(Debug)]
pub(crate) struct Steps {
    left: u32,
}

impl Steps {
    pub(crate) fn new(cx: &ReadCx<'_>) -> Self {
        Self { left: cx.db.last_pgno().map_or(0, Pgno::get) }
    }

    /// Counts a step to `pgno`.
    pub(crate) fn count(&mut self, pgno: Pgno) -> Result<()> {
        let left = self.left.checked_sub(1);
        self.left = left.ok_or_else(|| BtreeError::bad_link(pgno, "siblings form a ring"))?;
        Ok(())
    }
}
