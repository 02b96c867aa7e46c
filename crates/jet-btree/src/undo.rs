//! Rollback: versions become their inverse operations, newest first.
//!
//! It makes no versions and needs no room that was not kept for it, so it fails only with the pages
//! or the log; whoever calls it then ends the instance.
//!
//! Not here: levels and their records in the log (`jet-session`).

use std::borrow::Cow;

use jet_log::Record;
use jet_log::record::Rollback;
use jet_types::{DbId, Level, Rceid};

use crate::change::{self, Subject};
use crate::error::{BtreeError, Result};
use crate::journal::Journal;
use crate::op::{Delta, PageOp, Undone};
use crate::tree::Tree;
use crate::version::{Change, DeadNode, NodeId, VersionId, VersionStore};
use crate::writer::{Made, PartId, WriteCx, Writer};

/// Undoes what a writer did at its present level, and closes the level. Nodes it had inserted are
/// told to `dead`: they are on their pages, marked deleted.
///
/// # Errors
/// What pages and log may give. The level is still open then, and what is left of it undone.
pub fn rollback<'a>(
    writer: &mut Writer,
    journal: Option<&dyn Journal>,
    cx_of: &dyn Fn(DbId) -> WriteCx<'a>,
    dead: &mut dyn FnMut(DeadNode),
) -> Result<()> {
    while let Some(made) = writer.pop_made() {
        let cx = cx_of(made.version.node().db);
        if let Err(error) = undo(&cx, writer, &made) {
            writer.push_back(made);
            return Err(error);
        }
        if matches!(made.version.change(), Change::Insert) {
            dead(DeadNode::of(&made.version));
        }
    }
    let to = Level(writer.level().get().saturating_sub(1));
    if writer.logged_level() > to
        && let Some(journal) = journal
    {
        let record = Rollback { procid: writer.procid(), levels: Level(1) };
        journal.append(&[Record::Rollback(record)])?;
    }
    writer.rolled_back(to);
    Ok(())
}

/// Undoes what a writer did as one part, at whatever level. Changes made between and after stay, so
/// they must be of other nodes, or additions to the same numbers.
///
/// # Errors
/// What pages and log may give; what is left of the part is still to be undone then.
pub fn part<'a>(
    writer: &mut Writer,
    part: PartId,
    cx_of: &dyn Fn(DbId) -> WriteCx<'a>,
    dead: &mut dyn FnMut(DeadNode),
) -> Result<()> {
    while let Some(made) = writer.pop_part(part) {
        let cx = cx_of(made.version.node().db);
        if let Err(error) = undo(&cx, writer, &made) {
            writer.push_back(made);
            return Err(error);
        }
        if matches!(made.version.change(), Change::Insert) {
            dead(DeadNode::of(&made.version));
        }
    }
    Ok(())
}

/// A change whose transaction did not end, as recovery knows it.
#[derive(Clone, Debug)]
pub struct Lost<'a> {
    /// The node.
    pub node: NodeId<'a>,
    /// The number of its version in the log.
    pub rceid: Rceid,
    /// The level it belongs to.
    pub level: Level,
    /// What takes the change back.
    pub undone: Undone<'a>,
}

/// Gives a writer that recovery found a version back, for [`rollback`] to undo. Those of one node
/// come oldest first, whoever made them.
pub fn restore(versions: &VersionStore, writer: &mut Writer, lost: Lost<'_>) {
    let change = match lost.undone {
        Undone::Insert => Change::Insert,
        Undone::FlagDelete => Change::FlagDelete,
        Undone::Replace(before) => Change::Replace { before: before.into() },
        Undone::Add(delta) => {
            Change::Delta { offset: delta.offset, by: delta.by, wide: delta.is_wide }
        }
    };
    let id = VersionId(lost.rceid.get());
    let version = versions.restore(id, lost.node, writer.transaction(), change);
    writer.push_back(Made::of(lost.level, version));
}

fn undo(cx: &WriteCx<'_>, writer: &mut Writer, made: &Made) -> Result<()> {
    let version = &made.version;
    let undone = match version.change() {
        Change::Insert => Undone::Insert,
        Change::FlagDelete => Undone::FlagDelete,
        Change::Replace { before } => Undone::Replace(Cow::Borrowed(before)),
        Change::Delta { offset, by, wide } => {
            Undone::Add(Delta { offset: *offset, by: *by, is_wide: *wide })
        }
        Change::ReadLock | Change::WriteLock => {
            cx.versions.discard(version);
            return Ok(());
        }
    };
    let id = version.node();
    // Only in a tree that is not unique is data part of the name, and no node is without data.
    let tree = Tree::new(id.pgno_fdp, id.objid, id.data.is_empty());
    let subject = Subject::new(&tree, id.key, id.data);
    let mut leaf = tree.leaf_for(&cx.raw(), cx, id.key, id.data)?;
    let place = tree.place(leaf.page(), leaf.pgno(), &subject)?;
    if !place.is_there {
        return Err(BtreeError::corrupt(leaf.pgno(), "a node to be undone is not there"));
    }
    let op = PageOp { line: place.line, is_versioned: false, edit: undone.edit() };
    change::perform_undo(cx, writer, &mut leaf, &subject, &op, (version, made.level))
}
