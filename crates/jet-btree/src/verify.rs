//! Is a tree sound, and is every page accounted for?
//!
//! [`tree`] walks one tree from its root and checks what readers rely on: levels, kinds, keys in
//! order and inside their separators, siblings linked both ways. [`SpaceAudit`] then checks that
//! the pages of all trees, with what they keep free, are just the pages they own.
//!
//! Damage is reported, never fatal: what cannot be read is a finding, and the walk goes on beside
//! it.

mod audit;

use std::cmp::Ordering;

use jet_pager::{Page, PageFlags};
use jet_types::{JetErr, Pgno};

use crate::cx::ReadCx;
use crate::error::BtreeError;
use crate::node::Node;
use crate::tree::Tree;

pub use audit::SpaceAudit;

/// Something wrong, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The page it was found on, when there is one.
    pub pgno: Option<Pgno>,
    /// How bad it is.
    pub severity: Severity,
    /// The code a JET caller would meet.
    pub code: JetErr,
    /// What is wrong.
    pub what: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Space is lost, as after a crash; nothing is damaged.
    Leak,
    /// Data cannot be trusted.
    Damage,
}

impl Finding {
    /// Damage on a page.
    pub fn damage(pgno: Pgno, code: JetErr, what: impl Into<String>) -> Self {
        Self { pgno: Some(pgno), severity: Severity::Damage, code, what: what.into() }
    }

    /// An error met while looking.
    pub fn of(error: &BtreeError, pgno: Pgno) -> Self {
        Self::damage(pgno, error.code(), error.to_string())
    }
}

/// What a walk over a tree counted.
#[derive(Clone, Debug, Default)]
pub struct TreeFacts {
    /// All its pages, in the order met.
    pub pages: Vec<Pgno>,
    /// Leaf nodes, deleted ones not counted.
    pub nodes: u64,
    /// Levels, 1 for a single leaf.
    pub depth: usize,
}

/// Walks a tree and reports everything that is wrong with its structure.
pub fn tree(cx: &ReadCx<'_>, tree: &Tree, report: &mut dyn FnMut(Finding)) -> TreeFacts {
    let mut walk = Walk::new(cx, *tree, report);
    let root = Step { pgno: tree.root, depth: 1, parent: None, low: Vec::new(), high: None };
    let mut todo = vec![root];
    while let Some(step) = todo.pop() {
        walk.visit(step, &mut todo);
    }
    walk.finish();
    walk.facts
}

/// A page to visit, and what its parent says of it.
struct Step {
    pgno: Pgno,
    depth: usize,
    /// The parent's flags.
    parent: Option<PageFlags>,
    /// Keys are at or after this, and before that.
    low: Vec<u8>,
    high: Option<Vec<u8>>,
}

struct Walk<'a, 'r> {
    cx: &'r ReadCx<'a>,
    tree: Tree,
    report: &'r mut dyn FnMut(Finding),
    facts: TreeFacts,
    /// A bit per page of the file: visited.
    seen: Vec<u64>,
    /// Kind bits of the root.
    kind: Option<PageFlags>,
    /// The leaf before, its link to the right, and its last bookmark.
    left: Option<(Pgno, Option<Pgno>)>,
    last: Vec<u8>,
    has_last: bool,
    leaf_depth: Option<usize>,
}

impl<'a, 'r> Walk<'a, 'r> {
    fn new(cx: &'r ReadCx<'a>, tree: Tree, report: &'r mut dyn FnMut(Finding)) -> Self {
        let pages = cx.db.last_pgno().map_or(0, Pgno::get) as usize;
        Self {
            cx,
            tree,
            report,
            facts: TreeFacts::default(),
            seen: vec![0; pages / 64 + 1],
            kind: None,
            left: None,
            last: Vec::new(),
            has_last: false,
            leaf_depth: None,
        }
    }

    fn damage(&mut self, pgno: Pgno, what: impl Into<String>) {
        (self.report)(Finding::damage(pgno, JetErr::DATABASE_CORRUPTED, what));
    }

    fn is_new(&mut self, pgno: Pgno) -> bool {
        let (word, bit) = (pgno.get() as usize / 64, 1 << (pgno.get() % 64));
        // Pages past the end are reported when they are read.
        let Some(word) = self.seen.get_mut(word) else { return true };
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    fn visit(&mut self, step: Step, todo: &mut Vec<Step>) {
        if !self.is_new(step.pgno) {
            return self.damage(step.pgno, "has two places in its tree");
        }
        let guard = match self.cx.read(step.pgno) {
            Ok(guard) => guard,
            Err(error) => {
                // The chain of leaves cannot be followed across the hole.
                self.left = None;
                self.has_last = false;
                return (self.report)(Finding::of(&error, step.pgno));
            }
        };
        self.facts.pages.push(step.pgno);
        self.facts.depth = self.facts.depth.max(step.depth);
        let page = guard.page();
        self.check_flags(&step, page);
        if page.flags().is_leaf() {
            self.leaf(&step, page);
        } else {
            self.branch(step, page, todo);
        }
    }

    /// Whether the page is of this tree, of its kind, and on the level its parent says.
    fn check_flags(&mut self, step: &Step, page: Page<'_>) {
        let (pgno, flags) = (step.pgno, page.flags());
        if page.objid() != self.tree.objid {
            self.damage(pgno, format!("is of object {}, not {}", page.objid(), self.tree.objid));
        }
        let bits = PageFlags::KIND.with(PageFlags::SPACE_TREE);
        let kind = *self.kind.get_or_insert(flags.and(bits));
        if flags.and(bits) != kind {
            self.damage(pgno, format!("kind {:#x} in a tree of {:#x}", flags.bits(), kind.bits()));
        }
        if flags.is_root() != step.parent.is_none() {
            self.damage(pgno, "the root flag is wrong");
        }
        if flags.contains(PageFlags::EMPTY) || flags.contains(PageFlags::PRE_INIT) {
            self.damage(pgno, "is marked unused");
        }
        if flags.is_leaf() && flags.contains(PageFlags::PARENT_OF_LEAF) {
            self.damage(pgno, "is both leaf and parent of leaves");
        }
        if let Some(parent) = step.parent
            && parent.contains(PageFlags::PARENT_OF_LEAF) != flags.is_leaf()
        {
            self.damage(pgno, "is on the wrong level");
        }
        if !flags.is_leaf() && (page.prev().is_some() || page.next().is_some()) {
            self.damage(pgno, "is a branch page with siblings");
        }
    }

    fn branch(&mut self, step: Step, page: Page<'_>, todo: &mut Vec<Step>) {
        let count = page.line_count();
        if count == 0 {
            return self.damage(step.pgno, "is a branch page without entries");
        }
        if step.depth > 32 {
            return self.damage(step.pgno, "the tree is too deep");
        }
        let mut children: Vec<Step> = Vec::with_capacity(count);
        let mut low = step.low;
        for index in 0..count {
            let entry = Node::at(page, step.pgno, index);
            let (key, child) = match entry.and_then(|n| Ok((n.key.to_vec(), n.child(step.pgno)?))) {
                Ok(entry) => entry,
                Err(error) => return (self.report)(Finding::of(&error, step.pgno)),
            };
            let is_last = index + 1 == count;
            if key.is_empty() && !(is_last && step.high.is_none()) {
                self.damage(step.pgno, format!("entry {index} has no key, yet is not the last"));
            }
            if !key.is_empty() && key <= low && !(index == 0 && low.is_empty()) {
                self.damage(step.pgno, format!("entry {index} is out of order"));
            }
            if is_last && !key.is_empty() && Some(&key) != step.high.as_ref() {
                self.damage(step.pgno, "the last separator is not the parent's");
            }
            let high = if key.is_empty() { step.high.clone() } else { Some(key.clone()) };
            let parent = Some(page.flags());
            let next_low = key;
            children.push(Step { pgno: child, depth: step.depth + 1, parent, low, high });
            low = next_low;
        }
        todo.extend(children.into_iter().rev());
    }

    fn leaf(&mut self, step: &Step, page: Page<'_>) {
        let pgno = step.pgno;
        match self.leaf_depth {
            Some(depth) if depth != step.depth => self.damage(pgno, "leaves are on two levels"),
            _ => self.leaf_depth = Some(step.depth),
        }
        match self.left {
            Some((left, next)) if next != Some(pgno) || page.prev() != Some(left) => {
                self.damage(pgno, format!("page {left} is left of it, yet they are not linked"));
            }
            None if self.facts.nodes == 0 && !self.has_last && page.prev().is_some() => {
                self.damage(pgno, "is the first leaf, yet has a left sibling");
            }
            _ => {}
        }
        self.left = Some((pgno, page.next()));
        self.leaf_nodes(step, page);
    }

    fn leaf_nodes(&mut self, step: &Step, page: Page<'_>) {
        let count = page.line_count();
        let mut previous: Option<Node<'_>> = None;
        for index in 0..count {
            let node = match Node::at(page, step.pgno, index) {
                Ok(node) => node,
                Err(error) => return (self.report)(Finding::of(&error, step.pgno)),
            };
            if node.key.is_empty() || node.data.is_empty() {
                self.damage(step.pgno, format!("node {index} lacks key or data"));
            }
            let in_order = match &previous {
                Some(before) => self.tree.order(before, &node) == Ordering::Less,
                None => self.follows_last(&node),
            };
            if !in_order {
                self.damage(step.pgno, format!("node {index} is out of order"));
            }
            self.facts.nodes += u64::from(!node.flags.is_deleted());
            previous = Some(node);
        }
        if let (Some(last), Ok(first)) = (previous, Node::at(page, step.pgno, 0)) {
            self.check_bounds(step, &first, &last);
            self.last.clear();
            last.key.append_to(&mut self.last);
            if !self.tree.is_unique {
                self.last.extend_from_slice(last.data);
            }
            self.has_last = true;
        }
    }

    /// Whether a leaf's first node comes after the last one of the leaf before.
    fn follows_last(&self, node: &Node<'_>) -> bool {
        if !self.has_last {
            return true;
        }
        let bookmark = self.bookmark(node);
        // Key and data are joined here, so equal keys of different length may look out of order.
        bookmark > self.last || !self.tree.is_unique
    }

    fn bookmark(&self, node: &Node<'_>) -> Vec<u8> {
        let mut bytes = node.key.to_vec();
        if !self.tree.is_unique {
            bytes.extend_from_slice(node.data);
        }
        bytes
    }

    /// Whether a leaf's nodes lie between the separators above it.
    fn check_bounds(&mut self, step: &Step, first: &Node<'_>, last: &Node<'_>) {
        if self.bookmark(first) < step.low {
            self.damage(step.pgno, "the first node is before the page's lower separator");
        }
        if step.high.as_ref().is_some_and(|high| self.bookmark(last) >= *high) {
            self.damage(step.pgno, "the last node is not before the page's upper separator");
        }
    }

    fn finish(&mut self) {
        if let Some((pgno, Some(next))) = self.left {
            self.damage(pgno, format!("is the last leaf, yet page {next} is right of it"));
        }
    }
}
