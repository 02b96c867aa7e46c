//! Splits: a page without room gives part of its nodes to a new page.
//!
//! A split is planned on latched pages ([`Plan`]), logged as one record for each level, root-most
//! first, and applied level by level. The parts that change pages take the record and nothing
//! else, so that redo calls the same ones.
//!
//! - *vertical*: the root keeps its number; all its nodes go to a new page below it.
//! - *right*: the nodes from some line on go to a new page at the right.
//! - *append*: at the right end of the tree the new node alone goes to a new page.
//!
//! Not here: where new pages come from, latches and their order.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod choose;
mod plan;
#[cfg(test)]
mod tests;

use jet_log::record::{ImageFlags, Split2, SplitKind, SplitOper, SplitPlan};
use jet_pager::{Blank, LineFlags, Page, PageFlags, PageMut};

pub(crate) use choose::separator;
pub use plan::{Level, PathPage, Plan, SplitInput};

use super::image::Image;
use super::lines::{Lines, stored};
use super::{Refused, check_flags, keep_uncommitted_free_possible};
use crate::key::Key;
use crate::node::{Node, Stored, prefix_of};

pub use super::lines::{Pointer, Row};

/// What happens at a level beside moving nodes.
#[derive(Clone, Copy, Debug)]
pub enum Incoming<'a> {
    /// Nothing.
    Nothing,
    /// On a leaf: the row operation, and whether its change has a version.
    Row(Row<'a>, bool),
    /// On a branch page: the child below was split.
    Pointer(Pointer<'a>),
}

/// The pages of a level that change. Redo leaves out those that have the change already.
#[derive(Default)]
pub struct LevelPages<'p> {
    /// The page that is split, or gets a pointer.
    pub split: Option<PageMut<'p>>,
    /// The new page; what it holds does not matter.
    pub new: Option<PageMut<'p>>,
    /// The page to the right, on leaves.
    pub right: Option<PageMut<'p>>,
}

/// Flags that say how a page was last written, and nothing about what it is.
const WRITE_TIME: PageFlags =
    PageFlags::NEW_CHECKSUM.with(PageFlags::SCRUBBED).with(PageFlags::FLUSH_TYPE);

/// Whether redo may need the page as it was: nodes move away from it, and may reach the file before
/// they are gone from where they were.
pub fn needs_image(plan: &SplitPlan) -> bool {
    match plan.kind {
        SplitKind::Vertical => true,
        SplitKind::Right => !moves_only_the_row(plan),
        SplitKind::Append => false,
    }
}

fn moves_only_the_row(plan: &SplitPlan) -> bool {
    plan.oper == SplitOper::Insert
        && plan.split_line == plan.oper_line
        && plan.line_count.checked_sub(1) == Some(plan.split_line)
}

/// The image of a record.
pub fn image<'a>(record: &Split2<'a>) -> Option<Image<'a>> {
    let image = Image {
        is_dehydrated: record.image_flags.contains(ImageFlags::DEHYDRATED),
        is_compressed: record.image_flags.contains(ImageFlags::COMPRESSED),
        bytes: record.image,
    };
    (!record.image.is_empty()).then_some(image)
}

/// The nodes of the page that is split, with what comes in. `page` may be missing when only the
/// row moves.
fn lines<'a>(plan: &SplitPlan, incoming: &Incoming<'a>, page: Option<Page<'a>>) -> Lines<'a> {
    let at = plan.oper_line.into();
    match (*incoming, page) {
        (Incoming::Row(row, is_versioned), page) if plan.oper != SplitOper::None => {
            Lines::of_leaf(page, row, at, is_versioned)
        }
        (Incoming::Pointer(pointer), Some(page)) if plan.oper != SplitOper::None => {
            Lines::of_branch(page, at, Some(pointer))
        }
        (_, page) => Lines::of_leaf(page, Row::None, 0, false),
    }
}

/// Whether a record fits the page it is about, as it was before.
///
/// # Errors
/// [`Refused::Unfit`], with what does not fit.
pub fn check(
    record: &Split2<'_>,
    incoming: &Incoming<'_>,
    page: Option<Page<'_>>,
) -> Result<(), Refused> {
    let plan = &record.plan;
    if plan.new.is_none() {
        return check_pointer(plan, incoming, page);
    }
    check_flags(plan.new_page_flags)?;
    check_flags(plan.split_page_flags)?;
    let lines = lines(plan, incoming, page);
    let (from, count) = (usize::from(plan.split_line), usize::from(plan.line_count));
    let is_vertical = plan.kind == SplitKind::Vertical;
    if from >= count || is_vertical != (from == 0) {
        return Err(Refused::unfit(format!("split at line {from} of {count}")));
    }
    if let Some(page) = page {
        if lines.count() != count {
            return Err(Refused::unfit(format!("{} nodes instead of {count}", lines.count())));
        }
        if prefix_of(page) != record.old_prefix {
            return Err(Refused::unfit("the page has another prefix"));
        }
        if plan.kind != SplitKind::Append {
            check_room(&lines, 0..from, record.new_prefix, page)?;
        }
    }
    let size = page.map(Page::size);
    let all_there = (from..count).all(|line| lines.get(line).is_some());
    if !all_there {
        return Err(Refused::unfit("nodes that move are not there"));
    }
    let prefix = new_prefix(plan, &lines);
    if plan.new_prefix_line.is_some() && prefix.is_none() {
        return Err(Refused::unfit("the node that gives the prefix is not there"));
    }
    match (page, size) {
        (Some(page), Some(_)) => {
            let prefix = prefix.map(|key| key.to_vec()).unwrap_or_default();
            check_room(&lines, from..count, &prefix, page)
        }
        _ => Ok(()),
    }
}

/// Whether nodes fit a page with this prefix.
fn check_room(
    lines: &Lines<'_>,
    range: std::ops::Range<usize>,
    prefix: &[u8],
    page: Page<'_>,
) -> Result<(), Refused> {
    let kept =
        if page.flags().is_root() && range.is_empty() { page.external_header() } else { prefix };
    let room = page.size().body_bytes().saturating_sub(4);
    let mut wanted = kept.len();
    for line in range {
        let node = lines.get(line).ok_or_else(|| Refused::unfit("nodes are not there"))?;
        let bytes = Stored::new(prefix, node.key, node.data).line_bytes();
        wanted = wanted.saturating_add(bytes).saturating_add(4);
    }
    if wanted > room { Err(Refused::NoRoom { wanted, room }) } else { Ok(()) }
}

fn check_pointer(
    plan: &SplitPlan,
    incoming: &Incoming<'_>,
    page: Option<Page<'_>>,
) -> Result<(), Refused> {
    let (Incoming::Pointer(pointer), Some(page)) = (incoming, page) else {
        return Err(Refused::unfit("no child was split below"));
    };
    let line = usize::from(plan.oper_line);
    let node = page.line(line).and_then(|line| Node::decode(line, page));
    if node.is_none_or(|node| node.data != pointer.split) {
        return Err(Refused::unfit(format!("node {line} does not lead to the child")));
    }
    let wanted = Stored::new(prefix_of(page), pointer.separator, pointer.split).line_bytes();
    let (wanted, room) = (wanted.saturating_add(4), page.free_bytes());
    if wanted > room { Err(Refused::NoRoom { wanted, room }) } else { Ok(()) }
}

/// Changes the pages of one level. Dbtimes are the caller's.
///
/// # Panics
/// When [`check`] would refuse.
pub fn apply(record: &Split2<'_>, incoming: &Incoming<'_>, pages: LevelPages<'_>) {
    let plan = &record.plan;
    let LevelPages { mut split, new, right } = pages;
    if plan.new.is_none() {
        if let (Some(page), Incoming::Pointer(pointer)) = (&mut split, incoming) {
            add_pointer(page, plan.oper_line.into(), pointer);
        }
        return;
    }
    // Nodes are read from a copy, for the page they are on changes under them.
    let before = split.as_ref().map(|page| page.page().bytes().to_vec());
    let size = split.as_ref().or(new.as_ref()).map(|page| page.page().size());
    let before = before.as_deref().zip(size).map(|(bytes, size)| Page::new(bytes, size));
    let lines = lines(plan, incoming, before);
    if let Some(mut page) = new {
        fill_new(record, &lines, &mut page);
    }
    if let Some(page) = &mut split {
        shrink_split(record, &lines, page);
    }
    if let Some(mut page) = right {
        apply_right(record, &mut page);
    }
}

/// Fills the new page alone, from the page as it was before: that page has the split already.
///
/// # Panics
/// When [`check`] would refuse.
pub fn apply_new(
    record: &Split2<'_>,
    incoming: &Incoming<'_>,
    before: Page<'_>,
    new: &mut PageMut<'_>,
) {
    fill_new(record, &lines(&record.plan, incoming, Some(before)), new);
}

/// Changes the page to the right alone.
pub fn apply_right(record: &Split2<'_>, page: &mut PageMut<'_>) {
    page.set_prev(record.plan.new);
}

/// The key that becomes the prefix of the new page.
fn new_prefix<'a>(plan: &SplitPlan, lines: &Lines<'a>) -> Option<Key<'a>> {
    let line = usize::try_from(plan.new_prefix_line?.0).ok()?;
    Some(lines.get(line.checked_add(plan.split_line.into())?)?.key)
}

fn fill_new(record: &Split2<'_>, lines: &Lines<'_>, page: &mut PageMut<'_>) {
    let plan = &record.plan;
    let flags = PageFlags::from_bits(plan.new_page_flags).without(WRITE_TIME);
    let pgno = plan.new.expect("a level that splits has a new page");
    page.format(Blank { pgno, objid: plan.objid, dbtime: plan.page.dbtime, flags });
    let prefix = new_prefix(plan, lines).map(Key::to_vec).unwrap_or_default();
    page.set_external_header(&[&prefix]);
    append(page, &prefix, (plan.split_line..plan.line_count).map(usize::from), lines);
    if flags.is_leaf() && plan.kind != SplitKind::Vertical {
        page.set_prev(Some(plan.page.pgno));
        page.set_next(plan.right);
    }
    set_uncommitted_free(page, plan.new_uncommitted_free);
}

fn shrink_split(record: &Split2<'_>, lines: &Lines<'_>, page: &mut PageMut<'_>) {
    let plan = &record.plan;
    match plan.kind {
        SplitKind::Vertical => {
            page.truncate(0);
            let kept = page.page().flags().and(WRITE_TIME.with(PageFlags::FDP_DELETE));
            let flags = PageFlags::from_bits(plan.split_page_flags).without(WRITE_TIME);
            page.set_flags(flags.with(kept));
            let child = stored(plan.new);
            let node = Stored::taking(0, Key::default(), &child);
            page.insert(0, LineFlags::NONE, &node.parts());
        }
        SplitKind::Right => {
            page.truncate(0);
            page.set_external_header(&[record.new_prefix]);
            append(page, record.new_prefix, (0..plan.split_line).map(usize::from), lines);
        }
        SplitKind::Append => {}
    }
    if page.page().flags().is_leaf() {
        page.set_next(plan.new);
    }
    set_uncommitted_free(page, plan.split_uncommitted_free);
}

/// Puts nodes behind those a page has.
fn append(
    page: &mut PageMut<'_>,
    prefix: &[u8],
    range: impl Iterator<Item = usize>,
    lines: &Lines<'_>,
) {
    let mut at = page.page().line_count();
    for line in range {
        let node = lines.get(line).expect("O1: the nodes are there");
        let line = Stored::new(prefix, node.key, node.data);
        page.insert(at, line.flags(node.flags), &line.parts());
        at = at.saturating_add(1);
    }
}

/// In a parent that has room: the separator and the page that was split come before the old entry,
/// which leads to the new page from now on.
fn add_pointer(page: &mut PageMut<'_>, line: usize, pointer: &Pointer<'_>) {
    let node = Stored::new(prefix_of(page.page()), pointer.separator, pointer.split);
    // The prefix lies on the page itself, which may be moved about.
    let (flags, parts) = (node.flags(LineFlags::NONE), node.parts());
    page.insert(line, flags, &parts);
    set_child(page, line.saturating_add(1), pointer.new);
}

/// Makes a branch node lead to another child.
pub(super) fn set_child(page: &mut PageMut<'_>, line: usize, child: &[u8; 4]) {
    let view = page.page();
    let node = view.line(line).and_then(|line| Node::decode(line, view));
    let (keep, flags) = node.map(|node| (node.key_bytes(), node.flags)).expect("O1: it is there");
    page.replace(line, keep, flags, &[child]);
}

fn set_uncommitted_free(page: &mut PageMut<'_>, bytes: i16) {
    let bytes = usize::try_from(bytes).unwrap_or(0).min(page.page().free_bytes());
    page.set_uncommitted_free(bytes);
    keep_uncommitted_free_possible(page);
}
