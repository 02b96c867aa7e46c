//! Merges: a page with little or nothing left gives its nodes to a neighbour and goes.
//!
//! Like a split, a merge is planned on latched pages, logged as one record for each level that
//! changes, root-most first, and applied level by level, by redo as by the one who planned it.
//! The record of the leaf, the last one, knows the kind of merge and the new separator; those above
//! it only say what becomes of the entry that led there.
//!
//! Every page named by the records is stamped, changed or not.
//!
//! Not here: giving the page back to the tree's space.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod plan;

use jet_log::record::{ImageFlags, Merge2, MergeFlags, MergeKind, MergePlan};
use jet_pager::{LineFlags, Page, PageMut};
use jet_types::Pgno;

use super::image::Image;
use super::lines::stored;
use super::split::set_child;
use super::{Refused, empty_page, keep_uncommitted_free_possible};
use crate::key::Key;
use crate::node::{Node, Stored, prefix_of};

pub use plan::{Direction, Level, MergeInput, Plan, Selected, plan};

/// The pages of a level. Redo leaves out those that have the change already.
#[derive(Default)]
pub struct MergePages<'p> {
    /// The page that goes or shrinks; on a branch level the one with the entry.
    pub page: Option<PageMut<'p>>,
    /// Its left sibling, on the leaf.
    pub left: Option<PageMut<'p>>,
    /// Its right sibling, on the leaf.
    pub right: Option<PageMut<'p>>,
}

/// Which sibling takes nodes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

/// The sibling that takes nodes, if one does.
pub fn destination(kind: MergeKind) -> Option<Side> {
    match kind {
        MergeKind::FullRight | MergeKind::PartialRight => Some(Side::Right),
        MergeKind::FullLeft | MergeKind::PartialLeft => Some(Side::Left),
        MergeKind::None | MergeKind::EmptyPage | MergeKind::EmptyTree | MergeKind::PageMove => None,
    }
}

fn is_partial(kind: MergeKind) -> bool {
    matches!(kind, MergeKind::PartialRight | MergeKind::PartialLeft)
}

/// The image of a record.
pub fn image<'a>(record: &Merge2<'a>) -> Option<Image<'a>> {
    let image = Image {
        is_dehydrated: record.image_flags.contains(ImageFlags::DEHYDRATED),
        is_compressed: record.image_flags.contains(ImageFlags::COMPRESSED),
        bytes: record.image,
    };
    (!record.image.is_empty()).then_some(image)
}

/// Which lines of a page with `count` nodes move.
fn moving(plan: &MergePlan, count: usize) -> std::ops::Range<usize> {
    let line = usize::from(plan.merge_line);
    match destination(plan.kind) {
        Some(Side::Right) => line..count,
        Some(Side::Left) => 0..line.saturating_add(1),
        None => 0..0,
    }
}

fn node(page: Page<'_>, line: usize) -> Option<Node<'_>> {
    Node::decode(page.line(line)?, page)
}

/// Whether the record of a leaf fits its pages. `dest` is the sibling that takes nodes, if it has
/// not yet; `page` is as it was before.
///
/// # Errors
/// What does not fit.
pub fn check_leaf(
    record: &Merge2<'_>,
    page: Option<Page<'_>>,
    dest: Option<Page<'_>>,
) -> Result<(), Refused> {
    let plan = &record.plan;
    let known = matches!(plan.kind, MergeKind::EmptyPage) || destination(plan.kind).is_some();
    if !known || is_partial(plan.kind) == plan.flags.contains(MergeFlags::EMPTY_PAGE) {
        return Err(Refused::unfit(format!("no leaf is merged like this: {:?}", plan.kind)));
    }
    let Some(page) = page else {
        let lost = dest.is_some();
        return if lost { Err(Refused::unfit("the nodes that move are gone")) } else { Ok(()) };
    };
    let lines = moving(plan, page.line_count());
    if lines.end > page.line_count() || lines.start > lines.end {
        return Err(Refused::unfit(format!("lines {lines:?} of {}", page.line_count())));
    }
    let mut wanted: usize = 0;
    for line in lines {
        let node = node(page, line).ok_or_else(|| Refused::unfit(format!("no node {line}")))?;
        if let Some(dest) = dest
            && !node.flags.is_deleted()
        {
            let bytes = Stored::new(prefix_of(dest), node.key, node.data).line_bytes();
            wanted = wanted.saturating_add(bytes).saturating_add(4);
        }
    }
    let room = dest.map_or(0, Page::free_bytes);
    if wanted > room { Err(Refused::NoRoom { wanted, room }) } else { Ok(()) }
}

/// Whether the record of a branch level fits its page. `child` is the page of the next record,
/// `leaf` the record of the leaf.
///
/// # Errors
/// What does not fit.
pub fn check_branch(
    record: &Merge2<'_>,
    child: Pgno,
    leaf: &Merge2<'_>,
    page: Page<'_>,
) -> Result<(), Refused> {
    let plan = &record.plan;
    let line = usize::from(plan.page.line);
    let entry = node(page, line).filter(|entry| entry.data == stored(Some(child)));
    if entry.is_none() {
        return Err(Refused::unfit(format!("node {line} does not lead to page {child}")));
    }
    let changes = Change::of(plan, leaf.plan.kind);
    let before = line.checked_sub(1).and_then(|line| node(page, line));
    let needs_before = match changes {
        Change::LeadLeft | Change::KeyBefore => true,
        Change::Remove => entry.is_some_and(|entry| entry.key.is_empty()),
        Change::Key | Change::Empty => false,
    };
    if needs_before && before.is_none() {
        return Err(Refused::unfit("there is no entry before it"));
    }
    let changed = match changes {
        Change::Key => entry,
        Change::KeyBefore => before,
        Change::LeadLeft | Change::Remove | Change::Empty => None,
    };
    if changes == Change::LeadLeft && leaf.plan.left.is_none() {
        return Err(Refused::unfit("there is no page to the left"));
    }
    let Some(changed) = changed else { return Ok(()) };
    let wanted = growth(page, &changed, leaf.parent_key);
    let room = page.free_bytes();
    if wanted > room { Err(Refused::NoRoom { wanted, room }) } else { Ok(()) }
}

/// Bytes a branch page needs for another key of an entry.
fn growth(page: Page<'_>, entry: &Node<'_>, key: &[u8]) -> usize {
    let new = Stored::new(prefix_of(page), Key::whole(key), entry.data).line_bytes();
    new.saturating_sub(entry.key_bytes().saturating_add(entry.data.len()))
}

/// What becomes of an entry on a branch page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Change {
    /// It leads to the left page from now on; the one before it goes.
    LeadLeft,
    /// It goes; if it was the last one of the level, the one before it is now.
    Remove,
    /// Its key changes.
    Key,
    /// The key before it changes.
    KeyBefore,
    /// The page had no other, and goes itself.
    Empty,
}

impl Change {
    fn of(plan: &MergePlan, kind: MergeKind) -> Self {
        let (key, remove) = (
            plan.flags.contains(MergeFlags::KEY_CHANGE),
            plan.flags.contains(MergeFlags::DELETE_NODE),
        );
        match (key, remove) {
            (true, true) => Self::LeadLeft,
            (false, true) => Self::Remove,
            (true, false) if kind == MergeKind::PartialLeft => Self::KeyBefore,
            (true, false) => Self::Key,
            (false, false) => Self::Empty,
        }
    }
}

/// Changes the page of a branch level. Dbtimes are the caller's.
///
/// # Panics
/// When [`check_branch`] would refuse.
pub fn apply_branch(record: &Merge2<'_>, leaf: &Merge2<'_>, page: &mut PageMut<'_>) {
    let line = usize::from(record.plan.page.line);
    let before = line.saturating_sub(1);
    match Change::of(&record.plan, leaf.plan.kind) {
        Change::LeadLeft => {
            set_child(page, line, &stored(leaf.plan.left));
            page.remove(before);
        }
        Change::Remove => {
            let is_last = node(page.page(), line).is_some_and(|entry| entry.key.is_empty());
            page.remove(line);
            if is_last {
                set_key(page, before, &[]);
            }
        }
        Change::Key => set_key(page, line, leaf.parent_key),
        Change::KeyBefore => set_key(page, before, leaf.parent_key),
        Change::Empty => empty_page(page),
    }
}

fn set_key(page: &mut PageMut<'_>, line: usize, key: &[u8]) {
    let entry = node(page.page(), line).expect("O1: the entry is there");
    let child: [u8; 4] = entry.data.try_into().expect("O1: the entry leads to a page");
    page.remove(line);
    let new = Stored::new(prefix_of(page.page()), Key::whole(key), &child);
    page.insert(line, new.flags(LineFlags::NONE), &new.parts());
}

/// Changes the pages of the leaf level. `source` is the leaf as it was before; it may be missing
/// when no node moves. Dbtimes are the caller's.
///
/// # Panics
/// When [`check_leaf`] would refuse.
pub fn apply_leaf(record: &Merge2<'_>, source: Option<Page<'_>>, pages: MergePages<'_>) {
    let plan = &record.plan;
    let MergePages { page, mut left, mut right } = pages;
    let dest = match destination(plan.kind) {
        Some(Side::Left) => left.as_mut(),
        Some(Side::Right) => right.as_mut(),
        None => None,
    };
    if let (Some(dest), Some(source)) = (dest, source) {
        move_nodes(plan, source, dest);
    }
    let partial = is_partial(plan.kind);
    if let Some(mut page) = page {
        if partial {
            for line in moving(plan, page.page().line_count()).rev() {
                page.remove(line);
            }
            keep_uncommitted_free_possible(&mut page);
        } else {
            empty_page(&mut page);
        }
    }
    if !partial {
        if let Some(page) = &mut left {
            page.set_next(plan.right);
        }
        if let Some(page) = &mut right {
            page.set_prev(plan.left);
        }
    }
}

/// Moves nodes to one end of another page. Deleted ones are left behind; nobody needs them, or
/// there would be no merge.
fn move_nodes(plan: &MergePlan, source: Page<'_>, dest: &mut PageMut<'_>) {
    let at_end = destination(plan.kind) == Some(Side::Left);
    let mut at = if at_end { dest.page().line_count() } else { 0 };
    let prefix = prefix_of(dest.page()).to_vec();
    for line in moving(plan, source.line_count()) {
        let node = node(source, line).expect("O1: the node is there");
        if !node.flags.is_deleted() {
            let moved = Stored::new(&prefix, node.key, node.data);
            dest.insert(at, moved.flags(node.flags), &moved.parts());
            at = at.saturating_add(1);
        }
    }
    let reserved = usize::from(plan.dest_uncommitted_free);
    dest.set_uncommitted_free(reserved.min(dest.page().free_bytes()));
}
