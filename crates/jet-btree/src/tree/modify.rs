//! Changes of nodes: insert, replace, delete, add, lock; and what clean-up removes.
//!
//! Every change finds its leaf, latches it exclusively, and is one operation on it. When there is
//! no room, a structure change makes some, and does the row operation on the way if it can.

use jet_pager::{Page, WritePage};
use jet_types::Pgno;

use super::Tree;
use super::descend::LeafSource;
use crate::change::{self, Attempt, Subject};
use crate::error::{BtreeError, Result};
use crate::key::Key;
use crate::node::{Node, Stored, prefix_of};
use crate::op::split::Row;
use crate::op::{Delta, Edit, NewData, PageOp};
use crate::structure::{self, Job};
use crate::version::{Change, Kind};
use crate::writer::{WriteCx, Writer};

/// How a change is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Versioning {
    /// It can be rolled back, and others see the state before.
    Versioned,
    /// It stays, whatever becomes of the transaction.
    Unversioned,
}

impl<'a> LeafSource<'a> for WriteCx<'a> {
    type Leaf = WritePage<'a>;
    fn latch_leaf(&self, pgno: Pgno) -> std::result::Result<WritePage<'a>, jet_pager::PagerError> {
        self.pool.write(self.db, pgno)
    }
}

/// Where a node is, or would be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) is_there: bool,
    pub(crate) is_deleted: bool,
}

impl Tree {
    /// Puts a node in.
    ///
    /// # Errors
    /// [`BtreeError::KeyDuplicate`] when there is one, or when a snapshot of somebody else decides
    /// about the key; [`BtreeError::NodeTooBig`]; what space, versions, log and pages may give.
    pub fn insert(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        key: &[u8],
        data: &[u8],
        versioning: Versioning,
    ) -> Result<()> {
        let subject = Subject::new(self, key, data);
        loop {
            let mut leaf = self.leaf_for(&cx.raw(), cx, subject.key, subject.data)?;
            let place = self.place(leaf.page(), leaf.pgno(), &subject)?;
            if place.is_there && !place.is_deleted {
                return Err(BtreeError::KeyDuplicate);
            }
            if place.is_deleted && !self.is_unique {
                return revive(cx, writer, &mut leaf, &subject, place.line, versioning);
            }
            let job = Job { subject: &subject, row: insertion(place, key, data), versioning };
            if self.row_or_split(cx, writer, leaf, place.line, job)? {
                return Ok(());
            }
        }
    }

    /// Gives a node new data. In a tree that is not unique data is part of the name, so there is
    /// nothing to replace.
    ///
    /// # Errors
    /// [`BtreeError::NodeDeleted`] when it is not there, [`BtreeError::WriteConflict`],
    /// [`BtreeError::NodeTooBig`]; what space, versions, log and pages may give.
    pub fn replace(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        key: &[u8],
        data: &[u8],
        versioning: Versioning,
    ) -> Result<()> {
        assert!(self.is_unique, "entries of a tree that is not unique are not replaced");
        let subject = Subject::new(self, key, &[]);
        let job = Job { subject: &subject, row: Row::Replace { data }, versioning };
        loop {
            let (leaf, place) = self.live(cx, writer, &subject)?;
            if self.row_or_split(cx, writer, leaf, place.line, job)? {
                return Ok(());
            }
        }
    }

    /// Marks a node deleted. It goes when nobody sees it any more ([`remove`](Self::remove)).
    ///
    /// # Errors
    /// [`BtreeError::NodeDeleted`], [`BtreeError::WriteConflict`]; what versions, log and pages may
    /// give.
    pub fn flag_delete(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        key: &[u8],
        data: &[u8],
        versioning: Versioning,
    ) -> Result<()> {
        let subject = Subject::new(self, key, data);
        let (mut leaf, place) = self.live(cx, writer, &subject)?;
        let is_versioned = versioning == Versioning::Versioned;
        let op = PageOp { line: place.line, is_versioned, edit: Edit::FlagDelete };
        let changes = [is_versioned.then_some(Change::FlagDelete), None];
        always(change::perform(cx, writer, &mut leaf, &subject, &op, changes)?)
    }

    /// Adds to a number in a node's data. Additions of several transactions go together.
    ///
    /// # Errors
    /// As [`flag_delete`](Self::flag_delete).
    pub fn add(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        key: &[u8],
        delta: Delta,
        versioning: Versioning,
    ) -> Result<()> {
        let subject = Subject::new(self, key, &[]);
        let (mut leaf, place) = self.live(cx, writer, &subject)?;
        let is_versioned = versioning == Versioning::Versioned;
        let op = PageOp { line: place.line, is_versioned, edit: Edit::Add(delta) };
        let Delta { offset, by, is_wide: wide } = delta;
        let changes = [is_versioned.then_some(Change::Delta { offset, by, wide }), None];
        always(change::perform(cx, writer, &mut leaf, &subject, &op, changes)?)
    }

    /// Locks a node until the transaction ends. Locks are versions: they are in no log, and
    /// conflict with older snapshots even when their transaction has committed.
    ///
    /// # Errors
    /// [`BtreeError::WriteConflict`], [`BtreeError::VersionStoreFull`]; what pages may give.
    pub fn lock(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        key: &[u8],
        data: &[u8],
        kind: Kind,
    ) -> Result<()> {
        let change = match kind {
            Kind::ReadLock => Change::ReadLock,
            _ => Change::WriteLock,
        };
        let subject = Subject::new(self, key, data);
        // Under a latch, so that no change is half made while the rule is applied.
        let raw = cx.raw();
        let _leaf = self.leaf_for(&raw, &raw, subject.key, subject.data)?;
        let versions = change::add_versions(cx, writer, &subject, [Some(change), None])?;
        versions.into_iter().flatten().for_each(|version| writer.push_made(version));
        Ok(())
    }

    /// Removes a node whose deletion everybody sees, and its page if that gets empty enough. Does
    /// nothing when the node lives again, or somebody has versions of it.
    ///
    /// # Errors
    /// What space, log and pages may give.
    pub fn remove(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        key: &[u8],
        data: &[u8],
    ) -> Result<()> {
        let subject = Subject::new(self, key, data);
        let mut leaf = self.leaf_for(&cx.raw(), cx, subject.key, subject.data)?;
        let place = self.place(leaf.page(), leaf.pgno(), &subject)?;
        if !place.is_deleted || cx.versions.has_versions(subject.id(cx)) {
            return Ok(());
        }
        let is_root = leaf.page().flags().is_root();
        // The last node goes with its page.
        if is_root || leaf.page().line_count() > 1 {
            let op = PageOp { line: place.line, is_versioned: false, edit: Edit::Remove };
            always(change::perform(cx, writer, &mut leaf, &subject, &op, [None, None])?)?;
        }
        let page = leaf.page();
        let is_sparse = page.free_bytes() > page.size().bytes() / 2;
        drop(leaf);
        if is_root || !is_sparse { Ok(()) } else { structure::merge(cx, writer, &subject) }
    }

    /// Whether a node is there, on its page, whoever changed it last; and its data, also that of a
    /// deleted one.
    ///
    /// # Errors
    /// What pages may give.
    pub fn on_page(&self, cx: &WriteCx<'_>, key: &[u8]) -> Result<(bool, Vec<u8>)> {
        let subject = Subject::new(self, key, &[]);
        let raw = cx.raw();
        let leaf = self.leaf_for(&raw, &raw, subject.key, subject.data)?;
        let place = self.place(leaf.page(), leaf.pgno(), &subject)?;
        if !place.is_there {
            return Ok((false, Vec::new()));
        }
        let node = Node::at(leaf.page(), leaf.pgno(), place.line)?;
        Ok((!place.is_deleted, node.data.to_vec()))
    }

    /// The leaf of a node that is there and not deleted, latched exclusively.
    fn live<'a>(
        &self,
        cx: &WriteCx<'a>,
        writer: &Writer,
        subject: &Subject<'_>,
    ) -> Result<(WritePage<'a>, Place)> {
        let leaf = self.leaf_for(&cx.raw(), cx, subject.key, subject.data)?;
        let place = self.place(leaf.page(), leaf.pgno(), subject)?;
        if place.is_there && !place.is_deleted {
            return Ok((leaf, place));
        }
        // Somebody deleted it, or took it back, whom this writer does not see.
        let id = subject.id(cx);
        if !cx.versions.may_change(id, writer.snapshot(), Kind::FlagDelete) {
            return Err(BtreeError::WriteConflict);
        }
        Err(BtreeError::NodeDeleted)
    }

    /// Where a node is on a leaf.
    pub(crate) fn place(&self, page: Page<'_>, pgno: Pgno, subject: &Subject<'_>) -> Result<Place> {
        let (line, is_there) = self.find(page, pgno, subject.key, subject.data)?;
        if !is_there {
            return Ok(Place { line, is_there, is_deleted: false });
        }
        let is_deleted = Node::at(page, pgno, line)?.flags.is_deleted();
        Ok(Place { line, is_there, is_deleted })
    }

    /// Whether an insertion at the right end of the tree starts a new page although it fits, so
    /// that pages filled in order keep the room that the tree's density asks for.
    pub(crate) fn appends(&self, page: Page<'_>, line: usize, row: &Row<'_>) -> bool {
        let Row::Insert { key, data } = row else { return false };
        if self.density_free == 0 || page.next().is_some() || line < page.line_count() {
            return false;
        }
        let bytes = Stored::new(prefix_of(page), *key, data).line_bytes();
        line > 0 && !page.has_room(bytes + self.density_free)
    }

    /// Does a row operation on its leaf, or in a split when there is no room. `false` when it is to
    /// be tried again.
    fn row_or_split(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        mut leaf: WritePage<'_>,
        line: usize,
        job: Job<'_>,
    ) -> Result<bool> {
        let Job { subject, row, versioning } = job;
        let done = !self.appends(leaf.page(), line, &row)
            && self.perform_row(cx, writer, &mut leaf, subject, line, row, versioning)?;
        // The leaf is let go first: the way down is latched anew, from the root.
        drop(leaf);
        Ok(done || job.split(cx, writer)?)
    }

    /// Does a row operation on its leaf. `false` when there is no room.
    #[allow(clippy::too_many_arguments, reason = "the row, its place and its circumstances")]
    pub(crate) fn perform_row(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        leaf: &mut WritePage<'_>,
        subject: &Subject<'_>,
        line: usize,
        row: Row<'_>,
        versioning: Versioning,
    ) -> Result<bool> {
        let op = row_op(line, row, versioning);
        let changes = row_changes(leaf.page(), leaf.pgno(), line, row, versioning)?;
        let attempt = change::perform(cx, writer, leaf, subject, &op, changes);
        Ok(attempt.map_err(|error| row_error(error, row))? == Attempt::Done)
    }
}

/// The row operation that inserts a node: anew, or by bringing a deleted one back.
pub(crate) fn insertion<'a>(place: Place, key: &'a [u8], data: &'a [u8]) -> Row<'a> {
    if place.is_deleted {
        Row::ReviveWith { data }
    } else {
        Row::Insert { key: Key::whole(key), data }
    }
}

/// Brings a deleted node back as it was: in a tree that is not unique its data is its name.
fn revive(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    leaf: &mut WritePage<'_>,
    subject: &Subject<'_>,
    line: usize,
    versioning: Versioning,
) -> Result<()> {
    let is_versioned = versioning == Versioning::Versioned;
    let op = PageOp { line, is_versioned, edit: Edit::Revive };
    let changes = [is_versioned.then_some(Change::Insert), None];
    match change::perform(cx, writer, leaf, subject, &op, changes) {
        Err(BtreeError::WriteConflict) => Err(BtreeError::KeyDuplicate),
        attempt => always(attempt?),
    }
}

/// The page operation of a row.
pub(crate) fn row_op<'a>(line: usize, row: Row<'a>, versioning: Versioning) -> PageOp<'a> {
    let edit = match row {
        Row::Insert { key, data } => Edit::Insert { key, data },
        Row::Replace { data } => Edit::Replace { data: NewData::Whole(data) },
        Row::ReviveWith { data } => Edit::ReviveWith { data },
        Row::None => unreachable!("a row operation does something"),
    };
    PageOp { line, is_versioned: versioning == Versioning::Versioned, edit }
}

/// The versions that a row operation makes.
pub(crate) fn row_changes(
    page: Page<'_>,
    pgno: Pgno,
    line: usize,
    row: Row<'_>,
    versioning: Versioning,
) -> Result<[Option<Change>; 2]> {
    if versioning == Versioning::Unversioned {
        return Ok([None, None]);
    }
    let before =
        || Node::at(page, pgno, line).map(|node| Change::Replace { before: node.data.into() });
    Ok(match row {
        Row::None => [None, None],
        Row::Insert { .. } => [Some(Change::Insert), None],
        Row::Replace { .. } => [Some(before()?), None],
        Row::ReviveWith { .. } => [Some(Change::Insert), Some(before()?)],
    })
}

/// Whoever inserts a key that another transaction decides about gets to hear that it is there.
pub(crate) fn row_error(error: BtreeError, row: Row<'_>) -> BtreeError {
    match (error, row) {
        (BtreeError::WriteConflict, Row::Insert { .. } | Row::ReviveWith { .. }) => {
            BtreeError::KeyDuplicate
        }
        (error, _) => error,
    }
}

/// The end of a change that needs no room.
fn always(attempt: Attempt) -> Result<()> {
    assert!(attempt == Attempt::Done, "an operation that needs no room found none");
    Ok(())
}
