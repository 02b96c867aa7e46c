//! Rollback: versions become their inverse operations, newest first; trees made are given back.
//!
//! It makes no versions and needs no room that was not kept for it, so it fails only with the pages
//! or the log; whoever calls it then ends the instance.
//!
//! Not here: levels and their records in the log (`jet-session`).

use std::borrow::Cow;

use jet_log::Record;
use jet_log::record::Rollback;
use jet_os::sync::Arc;
use jet_types::{DbId, Level, Rceid};

use crate::change::{self, Subject};
use crate::error::{BtreeError, Result};
use crate::journal::Journal;
use crate::op::{Delta, PageOp, Undone};
use crate::space;
use crate::tree::Tree;
use crate::version::{Change, DeadNode, Fate, NodeId, Version, VersionId, VersionStore};
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
        let is_dead = matches!(made.version.change(), Change::Insert);
        if is_dead && !cx.versions.is_tree_in_change(made.version.node()) {
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
        let is_dead = matches!(made.version.change(), Change::Insert);
        if is_dead && !cx.versions.is_tree_in_change(made.version.node()) {
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
    if made.is_follower {
        return undo_follower(cx, version);
    }
    if version.fate() == Fate::Undone {
        // With the tree.
        return Ok(());
    }
    let id = version.node();
    match version.change() {
        Change::ReadLock | Change::WriteLock | Change::DeleteTree => {
            cx.versions.discard(version);
            return Ok(());
        }
        Change::CreateTree { users } => {
            // Who comes from here on sees that the tree is not to be; who came before is waited
            // for.
            cx.versions.mark_undone(version);
            let _alone = users.as_ref().map(|users| users.write());
            undo_others(cx, version)?;
            space::free_tree(cx, writer, &Tree::new(id.pgno_fdp, id.objid, true))?;
            cx.versions.discard(version);
            return Ok(());
        }
        _ => {}
    }
    let fates = cx.versions.fates();
    undo_node(cx, writer, version, made.level)?;
    for follower in fates.followers(version.id()) {
        if follower.is_open() {
            undo_node(cx, writer, &follower, made.level)?;
        }
    }
    drop(fates);
    cx.versions.forget_followers(version.id());
    Ok(())
}

/// Undoes what others did in a tree that goes with its maker's rollback, so that nobody will.
fn undo_others(cx: &WriteCx<'_>, made: &Version) -> Result<()> {
    let _held = cx.versions.hold_fates();
    let id = made.node();
    let others = |version: &Version| !version.node().key.is_empty();
    let histories = cx.versions.histories(id.db, id.pgno_fdp, others);
    for version in histories.iter().flat_map(|(_, versions)| versions.iter().rev()) {
        if !others(version) {
            continue;
        }
        match Writer::standing_in(version.writer()).filter(|_| version.is_of_content()) {
            Some(mut theirs) => undo_node(cx, &mut theirs, version, Level(1))?,
            None => cx.versions.discard(version),
        }
    }
    Ok(())
}

/// Undoes a change made for somebody else, unless that one did. It is in the log as that one's, as
/// long as that is not committed.
fn undo_follower(cx: &WriteCx<'_>, version: &Arc<Version>) -> Result<()> {
    let mut held = cx.versions.hold_fates();
    if version.fate() != Fate::Pending {
        return Ok(());
    }
    held.forget(version);
    match Writer::standing_in(version.writer()) {
        Some(mut theirs) => undo_node(cx, &mut theirs, version, Level(1)),
        // What is on the pages goes with the tree.
        None => {
            cx.versions.discard(version);
            Ok(())
        }
    }
}

/// Undoes a change of a node.
fn undo_node(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    version: &Arc<Version>,
    level: Level,
) -> Result<()> {
    let id = version.node();
    let undone = match version.change() {
        Change::Insert => Undone::Insert,
        Change::FlagDelete => Undone::FlagDelete,
        Change::Replace { before } => Undone::Replace(Cow::Borrowed(before)),
        Change::Delta { offset, by, wide } => {
            Undone::Add(Delta { offset: *offset, by: *by, is_wide: *wide })
        }
        _ => unreachable!("changes that are not of a node's content are undone without it"),
    };
    // Only in a tree that is not unique is data part of the name, and no node is without data.
    let tree = Tree::new(id.pgno_fdp, id.objid, id.data.is_empty());
    let subject = Subject::new(&tree, id.key, id.data);
    let mut leaf = tree.leaf_for(&cx.raw(), cx, id.key, id.data)?;
    let place = tree.place(leaf.page(), leaf.pgno(), &subject)?;
    if !place.is_there {
        return Err(BtreeError::corrupt(leaf.pgno(), "a node to be undone is not there"));
    }
    let op = PageOp { line: place.line, is_versioned: false, edit: undone.edit() };
    change::perform_undo(cx, writer, &mut leaf, &subject, &op, (version, level))
}
