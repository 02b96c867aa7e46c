//! One change of one page, from the first check to the stamp.
//!
//! The order is the one of `docs/write-path.md`: check, version, mark, log, apply, stamp. What may
//! refuse comes before what cannot be taken back.
//!
//! Not here: finding the page, making room when there is none (`structure.rs`).

use jet_log::Record;
use jet_log::record::{ChangeFlags, NodeChange, PageChange, UndoInfo, VersionOper};
use jet_os::sync::Arc;
use jet_pager::{Page, WritePage};
use jet_types::{Dbtime, Level, Lgpos, Pgno, Rceid};

use crate::error::{BtreeError, Result};
use crate::journal;
use crate::node::Node;
use crate::op::{Edit, Origin, PageOp, Refused};
use crate::tree::Tree;
use crate::version::{self, Change, NodeId, Version};
use crate::writer::{WriteCx, Writer};

/// What a change is about, beside the operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) tree: &'a Tree,
    /// The tree as the log names it: of a space tree the tree whose space it keeps.
    pub(crate) fdp: Pgno,
    /// The node's key.
    pub(crate) key: &'a [u8],
    /// Its data where that is part of its name.
    pub(crate) data: &'a [u8],
    /// More about the change.
    pub(crate) flags: ChangeFlags,
}

/// The number of no version.
pub(crate) const NO_VERSION: Rceid = Rceid(0);

/// What became of an attempt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Attempt {
    Done,
    /// The page has no room; nothing has happened.
    NoRoom,
}

impl<'a> Subject<'a> {
    /// A node of a tree of rows.
    pub(crate) fn new(tree: &'a Tree, key: &'a [u8], data: &'a [u8]) -> Self {
        let data = if tree.is_unique { &[] } else { data };
        let flags = if tree.is_unique { ChangeFlags::UNIQUE } else { ChangeFlags(0) };
        Self { tree, fdp: tree.root, key, data, flags }
    }

    /// A tree's root, as where its space is kept.
    pub(crate) fn of_space(tree: &'a Tree) -> Self {
        let subject = Self::new(tree, &[], &[]);
        Self { flags: subject.flags.with(ChangeFlags::SPACE), ..subject }
    }

    /// The name that versions know it by.
    pub(crate) fn id(&self, cx: &WriteCx<'_>) -> NodeId<'a> {
        let (pgno_fdp, objid) = (self.tree.root, self.tree.objid);
        NodeId { db: cx.dbid, pgno_fdp, objid, key: self.key, data: self.data }
    }

    /// What the records of its changes begin with. Line and dbtimes are to be filled in.
    pub(crate) fn node_change(
        &self,
        cx: &WriteCx<'_>,
        writer: &Writer,
        pgno: Pgno,
        rceid: Rceid,
    ) -> NodeChange {
        let page = PageChange {
            procid: writer.procid(),
            dbid: cx.dbid,
            pgno,
            dbtime: Dbtime::NIL,
            dbtime_before: Some(Dbtime::NIL),
            begin0: writer.begin0(),
            level: writer.level(),
            line: 0,
            flags: self.flags,
        };
        NodeChange { page, rceid, fdp: self.fdp, objid: self.tree.objid }
    }
}

/// Versions that a change makes: usually one, two for a node that lives again with new data.
pub(crate) type Versions = [Option<Arc<Version>>; 2];

/// Records the versions of a change, unless the conflict rule or the store's memory forbid it.
pub(crate) fn add_versions(
    cx: &WriteCx<'_>,
    writer: &Writer,
    subject: &Subject<'_>,
    changes: [Option<Change>; 2],
) -> Result<Versions> {
    let mut made: Versions = [None, None];
    for (place, change) in made.iter_mut().zip(changes) {
        let Some(change) = change else { continue };
        let id = subject.id(cx);
        match cx.versions.add(id, writer.snapshot(), writer.transaction(), change) {
            Ok(version) => *place = Some(version),
            Err(refused) => {
                discard(cx, &made);
                return Err(match refused {
                    version::Refused::Conflict => BtreeError::WriteConflict,
                    version::Refused::Full => BtreeError::VersionStoreFull,
                });
            }
        }
    }
    Ok(made)
}

/// Takes versions back whose change was not made.
pub(crate) fn discard(cx: &WriteCx<'_>, versions: &Versions) {
    // Newest first, as they lie in their chain.
    versions.iter().rev().flatten().for_each(|version| cx.versions.discard(version));
}

/// Changes a page, if there is room, making the versions of `changes`.
pub(crate) fn perform(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    page: &mut WritePage<'_>,
    subject: &Subject<'_>,
    op: &PageOp<'_>,
    changes: [Option<Change>; 2],
) -> Result<Attempt> {
    let Some(reserve) = check(cx, page, subject, op)? else { return Ok(Attempt::NoRoom) };
    let versions = add_versions(cx, writer, subject, changes)?;
    let logged = log(cx, writer, page, subject, op, &versions);
    let (dbtime, lgpos) = match logged {
        Ok(logged) => logged,
        Err(error) => {
            discard(cx, &versions);
            return Err(error);
        }
    };
    op.apply(&mut page.edit());
    reserve.settle(cx, page, subject, op.line);
    page.stamp(dbtime, lgpos);
    versions.into_iter().flatten().for_each(|version| writer.push_made(version));
    Ok(Attempt::Done)
}

/// Whether the operation fits; `None` when there is no room.
fn check(
    cx: &WriteCx<'_>,
    page: &WritePage<'_>,
    subject: &Subject<'_>,
    op: &PageOp<'_>,
) -> Result<Option<Reserve>> {
    check_page(cx, page.page(), page.pgno(), subject, op)
}

/// Whether there is room for an operation on a page.
pub(crate) fn has_room(
    cx: &WriteCx<'_>,
    page: Page<'_>,
    pgno: Pgno,
    subject: &Subject<'_>,
    op: &PageOp<'_>,
) -> Result<bool> {
    Ok(check_page(cx, page, pgno, subject, op)?.is_some())
}

fn check_page(
    cx: &WriteCx<'_>,
    view: Page<'_>,
    pgno: Pgno,
    subject: &Subject<'_>,
    op: &PageOp<'_>,
) -> Result<Option<Reserve>> {
    let mut reserve = Reserve::noted(cx, view, subject, op);
    let mut checked = op.check(view, reserve.others());
    if matches!(checked, Err(Refused::NoRoom { .. })) && reserve.page > 0 {
        // The note on the page is from before some commits: look closer.
        reserve.page = reserved(cx, subject.tree, view);
        checked = op.check(view, reserve.others());
    }
    match checked {
        Ok(()) => Ok(Some(reserve)),
        Err(Refused::NoRoom { .. }) => Ok(None),
        Err(Refused::Unfit(what)) => Err(BtreeError::corrupt(pgno, what)),
    }
}

/// Free bytes of a page that rollbacks may need back.
struct Reserve {
    /// For all nodes.
    page: usize,
    /// Of these, for the node that changes, who may use them.
    node: usize,
}

impl Reserve {
    fn noted(cx: &WriteCx<'_>, page: Page<'_>, subject: &Subject<'_>, op: &PageOp<'_>) -> Self {
        let noted = page.uncommitted_free_bytes();
        let is_new = matches!(op.edit, Edit::Insert { .. } | Edit::SetHeader { .. });
        let node = if noted == 0 || is_new { 0 } else { of_node(cx, page, subject, op.line) };
        Self { page: noted, node }
    }

    fn others(&self) -> usize {
        self.page.saturating_sub(self.node)
    }

    /// Notes on the page what rollbacks may need after the change.
    fn settle(
        &self,
        cx: &WriteCx<'_>,
        page: &mut WritePage<'_>,
        subject: &Subject<'_>,
        line: usize,
    ) {
        let now = of_node(cx, page.page(), subject, line);
        let bytes = self.others().saturating_add(now).min(page.page().free_bytes());
        if bytes != page.page().uncommitted_free_bytes() {
            page.edit().set_uncommitted_free(bytes);
        }
    }
}

/// Bytes by which a rollback may make a node longer. A line that is not the subject's node (it was
/// removed, or its insert undone) needs none.
fn of_node(cx: &WriteCx<'_>, page: Page<'_>, subject: &Subject<'_>, line: usize) -> usize {
    let node = page.line(line).and_then(|line| Node::decode(line, page));
    let Some(node) = node.filter(|node| node.key.compare(subject.key).is_eq()) else { return 0 };
    if !node.flags.is_versioned() {
        return 0;
    }
    cx.versions.longest_image(subject.id(cx)).saturating_sub(node.data.len())
}

/// The longest data that a rollback may give the node on a line back; 0 when none may.
pub(crate) fn longest_image(cx: &WriteCx<'_>, tree: &Tree, page: Page<'_>, line: usize) -> usize {
    let node = page.line(line).and_then(|line| Node::decode(line, page));
    let Some(node) = node.filter(|node| node.flags.is_versioned()) else { return 0 };
    tree.with_id(cx.dbid, &node, |id| cx.versions.longest_image(id))
}

/// Free bytes that rollbacks may need back, as the version store knows them.
fn reserved(cx: &WriteCx<'_>, tree: &Tree, page: Page<'_>) -> usize {
    let data_len = |line| {
        let node = page.line(line).and_then(|line| Node::decode(line, page));
        node.map_or(0, |node| node.data.len())
    };
    let of_line = |line| longest_image(cx, tree, page, line).saturating_sub(data_len(line));
    (0..page.line_count()).map(of_line).sum()
}

/// Records a change; the page is marked first. Returns the stamp to be.
fn log(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    page: &mut WritePage<'_>,
    subject: &Subject<'_>,
    op: &PageOp<'_>,
    versions: &Versions,
) -> Result<(Dbtime, Lgpos)> {
    page.mark_dirty(journal::oldest(cx, writer));
    let dbtime = cx.db.next_dbtime(page);
    let rceid = rceid_of(versions.first());
    let mut node = subject.node_change(cx, writer, page.pgno(), rceid);
    node.page.dbtime = dbtime;
    node.page.dbtime_before = Some(page.page().dbtime());
    let origin = Origin {
        node,
        key: subject.key,
        bookmark_data: subject.data,
        replace_rceid: rceid_of(versions.get(1)),
        undone_level: Level(0),
    };
    append(cx, writer, page.page(), op, &origin, versions).map(|lgpos| (dbtime, lgpos))
}

fn append(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    page: Page<'_>,
    op: &PageOp<'_>,
    origin: &Origin<'_>,
    versions: &Versions,
) -> Result<Lgpos> {
    if cx.journal.is_none() {
        return Ok(Lgpos::NONE);
    }
    let mut scratch = Vec::new();
    let record = op.record(page, origin, &mut scratch);
    let record = record.expect("operations of trees have records of their own");
    match undo_info(op, origin, versions) {
        Some(undo) => journal::append(cx, writer, &[record, undo]),
        None => journal::append(cx, writer, &[record]),
    }
}

/// What undo needs to know when the page reaches the file before the transaction ends.
pub(crate) fn undo_info<'a>(
    op: &PageOp<'_>,
    origin: &Origin<'a>,
    versions: &'a Versions,
) -> Option<Record<'a>> {
    let (oper, version) = match op.edit {
        Edit::FlagDelete => (VersionOper::FlagDelete, versions.first()),
        Edit::Replace { .. } => (VersionOper::Replace, versions.first()),
        Edit::ReviveWith { .. } => (VersionOper::Replace, versions.get(1)),
        _ => return None,
    };
    let version = version?.as_ref()?;
    let page = PageChange {
        line: 0,
        dbtime: Dbtime::NIL,
        dbtime_before: Some(Dbtime::NIL),
        ..origin.node.page
    };
    Some(Record::UndoInfo(UndoInfo {
        node: NodeChange { page, rceid: Rceid(version.id().0), ..origin.node },
        key: origin.key,
        bookmark_data: origin.bookmark_data,
        oper,
        max_bytes: 0,
        delta_bytes: 0,
        before: version.before_image(),
    }))
}

pub(crate) fn rceid_of(version: Option<&Option<Arc<Version>>>) -> Rceid {
    version.and_then(Option::as_ref).map_or(Rceid(0), |version| Rceid(version.id().0))
}

/// Undoes a change of the writer's: the page operation, and the end of its version.
pub(crate) fn perform_undo(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    page: &mut WritePage<'_>,
    subject: &Subject<'_>,
    op: &PageOp<'_>,
    (version, level): (&Arc<Version>, Level),
) -> Result<()> {
    if let Err(refused) = op.check(page.page(), 0) {
        return Err(BtreeError::corrupt(page.pgno(), refused.to_string()));
    }
    let reserve = Reserve::noted(cx, page.page(), subject, op);
    page.mark_dirty(journal::oldest(cx, writer));
    let dbtime = cx.db.next_dbtime(page);
    let mut node = subject.node_change(cx, writer, page.pgno(), Rceid(version.id().0));
    node.page.dbtime = dbtime;
    node.page.dbtime_before = Some(page.page().dbtime());
    let origin = Origin {
        node,
        key: subject.key,
        bookmark_data: subject.data,
        replace_rceid: Rceid(0),
        undone_level: level,
    };
    let lgpos = append(cx, writer, page.page(), op, &origin, &[None, None])?;
    op.apply(&mut page.edit());
    // V1: under the latch, so that nobody finds the page without it or it without the page.
    cx.versions.discard(version);
    reserve.settle(cx, page, subject, op.line);
    page.stamp(dbtime, lgpos);
    Ok(())
}
