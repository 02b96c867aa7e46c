//! Merges: the driver of [`op::merge`](crate::op::merge).

use jet_log::Record;
use jet_log::record::{EmptiedPage, EmptyTree, MergeFlags};
use jet_pager::{Page, ReservedPage, WritePage};
use jet_types::Pgno;
use zerocopy::little_endian::{U32, U64};

use super::held::{Held, append_macro};
use super::path::{Path, RootLatch};
use crate::change::{self, Subject};
use crate::error::{BtreeError, Result};
use crate::journal;
use crate::node::Node;
use crate::op::merge::{self, Direction, MergeInput, MergePages, Plan, Selected};
use crate::op::{Edit, PageOp};
use crate::space;
use crate::tree::Tree;
use crate::writer::{WriteCx, Writer};

/// Merges the leaf where a bookmark is or was into its right neighbour, or takes it out if nothing
/// on it is needed any more. Its pages go back to the tree's space. Does nothing when nothing can
/// be done.
///
/// # Errors
/// What space, log and pages may give.
pub(crate) fn merge(cx: &WriteCx<'_>, writer: &mut Writer, subject: &Subject<'_>) -> Result<()> {
    let tree = subject.tree;
    let mut root = RootLatch::take(cx, tree.root)?;
    let mut path = Path::down(cx, tree, &root, subject.key, subject.data)?;
    let Some(leaf) = path.pop() else { return Ok(()) };
    let neighbours = Neighbours::latch(cx, leaf)?;
    let freed = match plan(cx, writer, subject, &root, &path, &neighbours)? {
        Selected::Nothing => return Ok(()),
        Selected::Merge(plan) => {
            let freed = emptied(&plan);
            carry_out(cx, writer, &mut root, path, neighbours, *plan)?;
            freed
        }
        Selected::EmptyTree => empty_tree(cx, writer, subject, &mut root, path, neighbours)?,
    };
    for pgno in freed {
        space::free_page(cx, writer, tree, &mut root, pgno)?;
    }
    Ok(())
}

/// A leaf and its siblings. Reserved latches may be taken in any order, as the tree's root is held;
/// they are upgraded left to right.
struct Neighbours<'p> {
    left: Option<ReservedPage<'p>>,
    leaf: ReservedPage<'p>,
    right: Option<ReservedPage<'p>>,
}

impl<'p> Neighbours<'p> {
    fn latch(cx: &WriteCx<'p>, leaf: ReservedPage<'p>) -> Result<Self> {
        let reserve =
            |pgno: Option<Pgno>| pgno.map(|pgno| cx.pool.reserve(cx.db, pgno)).transpose();
        let (left, right) = (reserve(leaf.page().prev())?, reserve(leaf.page().next())?);
        Ok(Self { left, leaf, right })
    }

    fn upgrade(self) -> impl Iterator<Item = WritePage<'p>> {
        [self.left, Some(self.leaf), self.right].into_iter().flatten().map(ReservedPage::upgrade)
    }
}

fn plan<'p>(
    cx: &WriteCx<'p>,
    writer: &Writer,
    subject: &Subject<'_>,
    root: &RootLatch<'p>,
    path: &Path<'p>,
    neighbours: &Neighbours<'p>,
) -> Result<Selected> {
    let tree = subject.tree;
    let leaf = neighbours.leaf.page();
    let pgno = neighbours.leaf.pgno();
    let left = neighbours.left.as_ref().map(|page| (page.pgno(), page.page()));
    let right = neighbours.right.as_ref().map(|page| (page.pgno(), page.page()));
    let input = MergeInput {
        path: &path.pages_with_leaf(root, (leaf, pgno)),
        left,
        right,
        direction: Direction::Right,
        is_needed: &|line| is_needed(cx, tree, leaf, line),
        max_data: &|line| change::longest_image(cx, tree, leaf, line),
        density_free: tree.density_free,
        by: subject.node_change(cx, writer, pgno, change::NO_VERSION),
    };
    merge::plan(&input).map_err(|refused| BtreeError::corrupt(pgno, refused.to_string()))
}

/// Whether some snapshot or transaction may still need the node on a line.
fn is_needed(cx: &WriteCx<'_>, tree: &Tree, leaf: Page<'_>, line: usize) -> bool {
    let node = leaf.line(line).and_then(|line| Node::decode(line, leaf));
    node.is_some_and(|node| tree.with_id(cx.dbid, &node, |id| cx.versions.has_versions(id)))
}

/// The pages that a merge takes out of the tree.
fn emptied(plan: &Plan) -> Vec<Pgno> {
    let levels = plan.levels.iter().map(merge::Level::plan);
    let gone = levels.filter(|plan| plan.flags.contains(MergeFlags::EMPTY_PAGE));
    gone.map(|plan| plan.page.pgno).collect()
}

fn carry_out<'p>(
    cx: &WriteCx<'p>,
    writer: &mut Writer,
    root: &mut RootLatch<'p>,
    path: Path<'p>,
    neighbours: Neighbours<'p>,
    plan: Plan,
) -> Result<()> {
    let named: Vec<Pgno> = plan.levels.iter().map(|level| level.plan().page.pgno).collect();
    let changes_root = named.contains(&root.pgno());
    let latch = |path: Path<'p>| {
        let mut pages = path.upgrade(|pgno| named.contains(&pgno));
        pages.extend(neighbours.upgrade());
        pages
    };
    if changes_root {
        root.write(|page| {
            let below = latch(path);
            change_pages(cx, writer, Held::new(Some(page), below), plan)
        })
    } else {
        change_pages(cx, writer, Held::new(None, latch(path)), plan)
    }
}

fn change_pages(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    mut held: Held<'_, '_>,
    mut plan: Plan,
) -> Result<()> {
    held.mark_dirty(journal::oldest(cx, writer));
    let after = cx.db.next_dbtime(held.any());
    plan.stamp(after, |pgno| held.dbtime(pgno));
    let records: Vec<Record<'_>> =
        plan.levels.iter().map(|level| Record::Merge2(level.record())).collect();
    let lgpos = append_macro(cx, writer, after, &held, &[], &records, None)?;
    apply(&mut held, &plan);
    held.stamp(after, lgpos);
    Ok(())
}

fn apply(held: &mut Held<'_, '_>, plan: &Plan) {
    let Some((leaf, above)) = plan.levels.split_last() else { return };
    let leaf_record = leaf.record();
    for level in above {
        let pgno = level.plan().page.pgno;
        let page = held.all_mut().find(|page| page.pgno() == pgno);
        let page = page.expect("every page that a plan names is latched");
        merge::apply_branch(&level.record(), &leaf_record, &mut page.edit());
    }
    let plan = leaf.plan();
    let source = held.page(plan.page.pgno);
    let (size, copy) = (source.size(), source.bytes().to_vec());
    let mut pages = MergePages::default();
    for latched in held.all_mut() {
        let pgno = Some(latched.pgno());
        if pgno == Some(plan.page.pgno) {
            pages.page = Some(latched.edit());
        } else if pgno == plan.left {
            pages.left = Some(latched.edit());
        } else if pgno == plan.right {
            pages.right = Some(latched.edit());
        }
    }
    merge::apply_leaf(&leaf_record, Some(Page::new(&copy, size)), pages);
}

/// Nothing is left in the tree: the root becomes an empty leaf, and all others go. There is one
/// page on every level, or something would be left.
fn empty_tree<'p>(
    cx: &WriteCx<'p>,
    writer: &mut Writer,
    subject: &Subject<'_>,
    root: &mut RootLatch<'p>,
    path: Path<'p>,
    neighbours: Neighbours<'p>,
) -> Result<Vec<Pgno>> {
    root.write(|root| {
        let mut others = path.upgrade(|_| true);
        others.extend(neighbours.upgrade());
        let pages: Vec<EmptiedPage> = others.iter().map(emptied_page).collect();
        let freed = others.iter().map(WritePage::pgno).collect();
        let mut held = Held::new(Some(root), others);
        held.mark_dirty(journal::oldest(cx, writer));
        let after = cx.db.next_dbtime(held.any());
        let mut node = subject.node_change(cx, writer, subject.tree.root, change::NO_VERSION);
        node.page.dbtime = after;
        node.page.dbtime_before = Some(held.dbtime(subject.tree.root));
        let record = Record::EmptyTree(EmptyTree { node, pages: &pages });
        let lgpos = journal::append(cx, writer, &[record])?;
        for page in held.all_mut() {
            let edit =
                if page.pgno() == subject.tree.root { Edit::EmptyRoot } else { Edit::EmptyPage };
            PageOp { line: 0, is_versioned: false, edit }.apply(&mut page.edit());
        }
        held.stamp(after, lgpos);
        Ok(freed)
    })
}

fn emptied_page(page: &WritePage<'_>) -> EmptiedPage {
    let view = page.page();
    EmptiedPage {
        dbtime_before: U64::new(view.dbtime().get()),
        pgno: U32::new(page.pgno().get()),
        flags: U32::new(view.flags().bits()),
    }
}
