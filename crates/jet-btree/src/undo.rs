//! Rollback: versions become their inverse operations, newest first.
//!
//! It makes no versions and needs no room that was not kept for it, so it fails only with the pages
//! or the log; whoever calls it then ends the instance.
//!
//! Not here: levels and their records in the log (`jet-session`).

use std::borrow::Cow;

use jet_log::Record;
use jet_log::record::Rollback;
use jet_types::{DbId, Level, Lgpos};

use crate::change::{self, Subject};
use crate::error::{BtreeError, Result};
use crate::journal::Journal;
use crate::op::{Delta, PageOp, Refused, Undone};
use crate::tree::Tree;
use crate::version::{Change, DeadNode, NodeId};
use crate::writer::{Made, WriteCx, Writer};

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

/// A change whose transaction did not end, as recovery knows it.
#[derive(Clone, Debug)]
pub struct Lost<'a> {
    /// The node.
    pub node: NodeId<'a>,
    /// Whether keys of its tree are unique.
    pub is_unique: bool,
    /// What takes the change back.
    pub undone: Undone<'a>,
}

/// Undoes a change in a database that leaves its log stream: nothing is logged, no version is
/// looked at.
///
/// # Errors
/// [`BtreeError::Corrupt`] when the node is not there or does not fit; what pages may give.
pub fn unlogged(cx: &WriteCx<'_>, lost: &Lost<'_>) -> Result<()> {
    let Lost { node, is_unique, undone } = lost;
    let tree = Tree::new(node.pgno_fdp, node.objid, *is_unique);
    let subject = Subject::new(&tree, node.key, node.data);
    let mut leaf = tree.leaf_for(&cx.raw(), cx, node.key, node.data)?;
    let place = tree.place(leaf.page(), leaf.pgno(), &subject)?;
    if !place.is_there {
        return Err(BtreeError::corrupt(leaf.pgno(), "a node to be undone is not there"));
    }
    let op = PageOp { line: place.line, is_versioned: false, edit: undone.clone().edit() };
    let unfit = |refused: Refused| BtreeError::corrupt(leaf.pgno(), refused.to_string());
    op.check(leaf.page(), 0).map_err(unfit)?;
    leaf.mark_dirty(Lgpos::NONE);
    op.apply(&mut leaf.edit());
    leaf.stamp(cx.db.next_dbtime(&leaf), Lgpos::NONE);
    Ok(())
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
