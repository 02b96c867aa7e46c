//! Splits: the driver of [`op::split`](crate::op::split).

use jet_log::Record;
use jet_log::record::NewPage;
use jet_pager::{Page, WritePage};
use jet_types::{Dbtime, Level, Lgpos, Pgno};

use super::held::{Held, append_macro};
use super::path::{Path, RootLatch};
use crate::change::{self, Subject, Versions};
use crate::error::{BtreeError, Result};
use crate::journal;
use crate::node::{NODE_COST, TAG_COST};
use crate::op::Origin;
use crate::op::split::{self, LevelPages, Plan, Row, SplitInput};
use crate::space;
use crate::tree::{Place, Versioning, row_changes, row_error, row_op};
use crate::writer::{WriteCx, Writer};

/// Where new pages come from. The root's latch is held, and may be written for that.
pub(crate) type PageSource<'s, 'p> =
    dyn FnMut(&mut Writer, &mut RootLatch<'p>, Pgno) -> Result<Pgno> + 's;

/// A row operation that found no room.
#[derive(Clone, Copy)]
pub(crate) struct Job<'a> {
    pub(crate) subject: &'a Subject<'a>,
    pub(crate) row: Row<'a>,
    pub(crate) versioning: Versioning,
}

impl Job<'_> {
    /// Makes room in a tree of rows, and does the row operation on the way if that is possible.
    /// `false` when it is to be tried again.
    ///
    /// # Errors
    /// As the row operation, and what the tree's space may give.
    pub(crate) fn split(&self, cx: &WriteCx<'_>, writer: &mut Writer) -> Result<bool> {
        self.check_size(cx)?;
        let tree = self.subject.tree;
        let mut root = RootLatch::take(cx, tree.root)?;
        self.split_from(cx, writer, &mut root, &mut |writer, root, near| {
            space::get_page(cx, writer, tree, root, near)
        })
    }

    /// As [`split`](Self::split), with the root latched and pages from anywhere.
    pub(crate) fn split_from<'p>(
        &self,
        cx: &WriteCx<'p>,
        writer: &mut Writer,
        root: &mut RootLatch<'p>,
        source: &mut PageSource<'_, 'p>,
    ) -> Result<bool> {
        let Subject { tree, key, data, .. } = *self.subject;
        let path = Path::down(cx, tree, root, key, data)?;
        let (leaf, leaf_pgno) = path.last(root);
        let place = tree.place(leaf, leaf_pgno, self.subject)?;
        if !self.still_wants(cx, leaf, leaf_pgno, place)? {
            return Ok(false);
        }
        let changes = row_changes(leaf, leaf_pgno, place.line, self.row, self.versioning)?;
        // A plan without pages tells whether the row is part of it, and how many pages it takes.
        let plan = self.plan(cx, writer, &path, root, place.line)?;
        let versions = if plan.performs_row {
            change::add_versions(cx, writer, self.subject, changes)
                .map_err(|error| row_error(error, self.row))?
        } else {
            [None, None]
        };
        let before = root.page().dbtime();
        let pages = get_pages(&plan, writer, root, leaf_pgno, source);
        let planned = pages.and_then(|pages| {
            // Getting pages may have changed the root, which the plan has an image of.
            let is_fresh = root.page().dbtime() == before;
            let promised = plan.performs_row;
            let mut plan =
                if is_fresh { plan } else { self.plan(cx, writer, &path, root, place.line)? };
            assert!(plan.performs_row == promised, "versions were made for the first plan");
            give_pages(&mut plan, pages)?;
            Ok(plan)
        });
        let done = planned.and_then(|plan| {
            let performs_row = plan.performs_row;
            self.carry_out(cx, writer, root, path, plan, place.line, &versions)?;
            Ok(performs_row)
        });
        match done {
            Ok(performs_row) => {
                versions.into_iter().flatten().for_each(|version| writer.push_made(version));
                Ok(performs_row)
            }
            Err(error) => {
                change::discard(cx, &versions);
                Err(error)
            }
        }
    }

    /// A node must fit an empty page, or no split will ever help.
    fn check_size(&self, cx: &WriteCx<'_>) -> Result<()> {
        let data = match self.row {
            Row::Insert { data, .. } | Row::Replace { data } | Row::ReviveWith { data } => data,
            Row::None => &[],
        };
        let bytes = self.subject.key.len() + data.len() + NODE_COST;
        // All of the body but the tag of the external header.
        let room = cx.pool.page_size().body_bytes() - TAG_COST;
        if bytes > room { Err(BtreeError::NodeTooBig { bytes }) } else { Ok(()) }
    }

    /// Whether the row operation is still to be done in this way, and there is still no room: the
    /// leaf was let go before the way down was latched.
    fn still_wants(
        &self,
        cx: &WriteCx<'_>,
        leaf: Page<'_>,
        pgno: Pgno,
        place: Place,
    ) -> Result<bool> {
        let is_same = match self.row {
            Row::Insert { .. } => !place.is_there,
            Row::Replace { .. } => place.is_there && !place.is_deleted,
            Row::ReviveWith { .. } => place.is_deleted,
            Row::None => true,
        };
        if !is_same || self.subject.tree.appends(leaf, place.line, &self.row) {
            return Ok(is_same);
        }
        let op = row_op(place.line, self.row, self.versioning);
        Ok(!change::has_room(cx, leaf, pgno, self.subject, &op)?)
    }

    fn plan<'p>(
        &self,
        cx: &WriteCx<'p>,
        writer: &Writer,
        path: &Path<'p>,
        root: &RootLatch<'p>,
        line: usize,
    ) -> Result<Plan> {
        let (leaf, pgno) = path.last(root);
        let input = SplitInput {
            path: &path.pages(root, line),
            row: self.row,
            is_versioned: self.versioning == Versioning::Versioned,
            max_data: &|line| change::longest_image(cx, self.subject.tree, leaf, line),
            by: self.subject.node_change(cx, writer, pgno, change::NO_VERSION),
        };
        Plan::new(&input).map_err(|refused| BtreeError::corrupt(pgno, refused.to_string()))
    }

    /// Latches what changes, logs the split and does it.
    #[allow(clippy::too_many_arguments, reason = "all that was prepared")]
    fn carry_out<'p>(
        &self,
        cx: &WriteCx<'p>,
        writer: &mut Writer,
        root: &mut RootLatch<'p>,
        path: Path<'p>,
        plan: Plan,
        line: usize,
        versions: &Versions,
    ) -> Result<()> {
        let names = |pgno: Pgno| plan.levels.iter().any(|level| level.plan().page.pgno == pgno);
        if !names(root.pgno()) {
            let below = latch(cx, path, &plan)?;
            return self.change(cx, writer, Held::new(None, below), plan, line, versions);
        }
        root.write(|page| {
            let below = latch(cx, path, &plan)?;
            self.change(cx, writer, Held::new(Some(page), below), plan, line, versions)
        })
    }

    /// Logs the split and does it; all pages are latched exclusively.
    fn change(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        mut held: Held<'_, '_>,
        mut plan: Plan,
        line: usize,
        versions: &Versions,
    ) -> Result<()> {
        held.mark_dirty(journal::oldest(cx, writer));
        let made = new_pages(cx, writer, self.subject, &held, &plan);
        let after = cx.db.next_dbtime(held.any());
        plan.stamp(after, |pgno| held.dbtime(pgno));
        let lgpos = self.log(cx, writer, &held, &plan, (after, line), &made, versions)?;
        self.apply(&mut held, &plan);
        held.stamp(after, lgpos);
        Ok(())
    }

    #[allow(clippy::too_many_arguments, reason = "what the records say")]
    fn log(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        held: &Held<'_, '_>,
        plan: &Plan,
        (after, line): (Dbtime, usize),
        made: &[Record<'_>],
        versions: &Versions,
    ) -> Result<Lgpos> {
        let mut records: Vec<Record<'_>> =
            plan.levels.iter().map(|level| Record::Split2(level.record())).collect();
        let leaf = plan.levels.last().map(|level| level.plan().page.pgno);
        let leaf = leaf.filter(|_| plan.performs_row);
        let mut scratch = Vec::new();
        let mut undo = None;
        let op;
        if let Some(pgno) = leaf {
            let rceid = change::rceid_of(versions.first());
            let mut node = self.subject.node_change(cx, writer, pgno, rceid);
            node.page.dbtime = after;
            node.page.dbtime_before = None;
            let origin = Origin {
                node,
                key: self.subject.key,
                bookmark_data: self.subject.data,
                replace_rceid: change::rceid_of(versions.get(1)),
                undone_level: Level(0),
            };
            op = row_op(line, self.row, self.versioning);
            undo = change::undo_info(&op, &origin, versions);
            records.extend(op.record(held.page(pgno), &origin, &mut scratch));
        }
        append_macro(cx, writer, after, held, made, &records, undo)
    }

    fn apply(&self, held: &mut Held<'_, '_>, plan: &Plan) {
        for (index, level) in plan.levels.iter().enumerate() {
            let (record, incoming) = (level.record(), plan.incoming(index, self.row));
            let SplitLevel { page, new, right } = SplitLevel::of(level);
            let mut pages = LevelPages::default();
            for latched in held.all_mut() {
                let pgno = latched.pgno();
                if pgno == page {
                    pages.split = Some(latched.edit());
                } else if Some(pgno) == new {
                    pages.new = Some(latched.edit());
                } else if Some(pgno) == right {
                    pages.right = Some(latched.edit());
                }
            }
            split::apply(&record, &incoming, pages);
        }
    }
}

/// The pages that a level names.
struct SplitLevel {
    page: Pgno,
    new: Option<Pgno>,
    right: Option<Pgno>,
}

impl SplitLevel {
    fn of(level: &split::Level) -> Self {
        let plan = level.plan();
        Self { page: plan.page.pgno, new: plan.new, right: plan.right }
    }
}

/// A page for every level that splits.
fn get_pages<'p>(
    plan: &Plan,
    writer: &mut Writer,
    root: &mut RootLatch<'p>,
    near: Pgno,
    source: &mut PageSource<'_, 'p>,
) -> Result<Vec<Pgno>> {
    let wanted = plan.levels.iter().filter(|level| level.splits());
    wanted.map(|_| source(writer, root, near)).collect()
}

fn give_pages(plan: &mut Plan, pages: Vec<Pgno>) -> Result<()> {
    let mut levels = plan.levels.iter_mut().filter(|level| level.splits());
    for pgno in pages {
        let level = levels.next();
        level.expect("a longer root header changes no count of levels").set_new_page(pgno);
    }
    assert!(levels.next().is_none(), "every level that splits has its page");
    Ok(())
}

/// Latches what changes below the root: the path from the top, the page to the right of the leaf,
/// and the new pages, which nobody else can reach.
fn latch<'p>(cx: &WriteCx<'p>, path: Path<'p>, plan: &Plan) -> Result<Vec<WritePage<'p>>> {
    let levels: Vec<SplitLevel> = plan.levels.iter().map(SplitLevel::of).collect();
    let mut pages = path.upgrade(|pgno| levels.iter().any(|level| level.page == pgno));
    for right in levels.iter().filter_map(|level| level.right) {
        pages.push(cx.pool.write(cx.db, right)?);
    }
    for new in levels.iter().filter_map(|level| level.new) {
        pages.push(cx.pool.new_page(cx.db, new)?);
    }
    Ok(pages)
}

/// The records that make the new pages pages of the tree, ahead of the macro that fills them.
fn new_pages(
    cx: &WriteCx<'_>,
    writer: &Writer,
    subject: &Subject<'_>,
    held: &Held<'_, '_>,
    plan: &Plan,
) -> Vec<Record<'static>> {
    let new = plan.levels.iter().filter_map(|level| level.plan().new);
    let record = |pgno| NewPage {
        procid: writer.procid(),
        dbid: cx.dbid,
        pgno,
        objid: subject.tree.objid,
        dbtime: cx.db.next_dbtime(held.any()),
    };
    new.map(|pgno| Record::NewPage(record(pgno))).collect()
}
