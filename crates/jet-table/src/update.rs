//! Rows written through a cursor: an update is prepared, columns are set in a copy of the row, and
//! the copy is written, with the entries of all indexes.
//!
//! What is prepared stays with the cursor until it is written or cancelled; moving a cursor does not
//! touch it, so whoever moves one cancels first. A failing [`Cursor::update`] or [`Cursor::delete`]
//! may have changed some trees: the caller runs each in a level of its own and rolls that back. The
//! copy is still there then, for another try.
//!
//! Source: ESE `fldmod.cxx`, `recupd.cxx`.

mod changed;
mod escrow;
mod long;
mod separate;
mod set;
mod unique;
mod upkeep;
mod write;

use std::sync::Arc;

use jet_btree::version::Kind;
use jet_btree::{Node, PartId, ReadCx, Versioning, WriteCx, Writer};

use crate::cursor::Cursor;
use crate::error::Result;
use crate::record::RecordBuffer;
use crate::refusal::Refusal;
use crate::table::WritePlan;

use changed::Changed;
pub use separate::{LongValueAccess, NewTree};
pub use set::Setting;
use upkeep::Upkeep;
pub use write::{Writing, Written};

/// How an update begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Prepare {
    /// A new row, with the defaults of the columns.
    Insert,
    /// The current row, locked.
    Replace,
    /// The current row, locked only when it is written.
    ReplaceNoLock,
    /// A new row, with the values of the current one.
    InsertCopy,
    /// The same, which takes the place of the current row, with a new auto-increment value.
    InsertCopyDeleteOriginal,
    /// The same, which keeps the auto-increment value.
    InsertCopyReplaceOriginal,
    /// The current row, only to be read.
    ReadOnlyCopy,
}

/// What is prepared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mode {
    Insert,
    InsertCopy,
    /// A copy that takes the place of its original.
    Move,
    Replace,
    /// Locked when it is written; outside a transaction the row must be as it was.
    ReplaceNoLock {
        must_be_same: bool,
    },
    ReadOnly,
}

/// The update of a cursor; its memory is kept from one to the next.
#[derive(Debug)]
pub(crate) struct Update {
    plan: Arc<WritePlan>,
    mode: Option<Mode>,
    buffer: RecordBuffer,
    /// The current row when the update was prepared.
    before: Vec<u8>,
    /// Its bookmark.
    bookmark: Vec<u8>,
    changed: Changed,
    upkeep: Upkeep,
    /// The key of a new row.
    key: Vec<u8>,
    /// The last try to write it got as far as a bookmark that its caller is told.
    is_told: bool,
    /// What was written beside the row, to be undone if the update is cancelled.
    part: Option<PartId>,
}

impl Update {
    fn new(plan: Arc<WritePlan>) -> Self {
        let buffer = RecordBuffer::new(plan.page_size, &plan.schema);
        let upkeep = Upkeep::new(&plan);
        Self {
            plan,
            mode: None,
            buffer,
            before: Vec::new(),
            bookmark: Vec::new(),
            changed: Changed::default(),
            upkeep,
            key: Vec::new(),
            is_told: false,
            part: None,
        }
    }

    /// Goes on by another plan: the table's schema has changed meanwhile.
    fn follow(&mut self, plan: Arc<WritePlan>) {
        if Arc::ptr_eq(&self.plan, &plan) {
            return;
        }
        let old = &self.plan.schema.columns;
        let place = |position: usize| {
            let column = old.get(position)?;
            plan.schema.position_of_record(column.fid, column.is_derived)
        };
        self.changed = self.changed.moved(place);
        self.upkeep = Upkeep::new(&plan);
        self.plan = plan;
    }

    /// Takes a copy of a row, with counters as the reader sees them.
    fn take_row(&mut self, reader: &ReadCx<'_>, node: &Node<'_>) {
        self.before.clear();
        self.before.extend_from_slice(node.data);
        for position in &self.plan.escrow {
            let Some(column) = self.plan.schema.columns.get(*position) else { continue };
            let by = reader.counter_correction(&self.plan.tree, node, column.offset);
            escrow::correct(&mut self.before, column, by);
        }
    }

    /// The row as it is to be written, if an update is prepared.
    pub(crate) fn copy(&self) -> Option<&[u8]> {
        self.mode.map(|_| self.buffer.bytes())
    }

    /// What is written beside the row in this transaction belongs to this part of it.
    fn part_of(&mut self, writer: &mut Writer) -> PartId {
        let part = self.part.filter(|part| writer.has_part(*part));
        *self.part.insert(part.unwrap_or_else(|| writer.new_part()))
    }
}

impl Cursor {
    /// Whether an update is prepared.
    pub fn is_update_prepared(&self) -> bool {
        self.update.as_ref().is_some_and(|update| update.mode.is_some())
    }

    /// Whether a row is prepared that is to take the place of the current one.
    pub fn is_move_prepared(&self) -> bool {
        self.update.as_ref().is_some_and(|update| update.mode == Some(Mode::Move))
    }

    /// The row as it is to be written, if an update is prepared.
    pub(crate) fn copy_buffer(&self) -> Option<&[u8]> {
        self.update.as_ref().and_then(|update| update.copy())
    }

    /// Prepares an update. Outside a transaction of the caller's nothing is locked, and a row that
    /// is to be replaced must not change before it is.
    ///
    /// # Errors
    /// [`Refusal::PermissionDenied`], [`Refusal::AlreadyPrepared`],
    /// [`Refusal::NotInTransaction`], [`Refusal::NoCurrentRecord`], [`Refusal::RecordDeleted`],
    /// [`Refusal::OutOfAutoIncrement`], write conflicts, and what reading gives.
    pub fn prepare(
        &mut self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        prepare: Prepare,
        is_in_transaction: bool,
    ) -> Result<()> {
        if prepare == Prepare::ReadOnlyCopy {
            if !is_in_transaction && !self.is_update_prepared() {
                return Err(Refusal::NotInTransaction.into());
            }
        } else if !self.is_updatable() {
            return Err(Refusal::PermissionDenied.into());
        }
        if self.is_update_prepared() {
            return Err(Refusal::AlreadyPrepared.into());
        }
        let mode = match prepare {
            Prepare::Insert => Mode::Insert,
            Prepare::Replace if is_in_transaction => Mode::Replace,
            Prepare::Replace | Prepare::ReplaceNoLock => {
                Mode::ReplaceNoLock { must_be_same: !is_in_transaction }
            }
            Prepare::InsertCopy => Mode::InsertCopy,
            Prepare::InsertCopyDeleteOriginal | Prepare::InsertCopyReplaceOriginal => Mode::Move,
            Prepare::ReadOnlyCopy => Mode::ReadOnly,
        };
        let mut update = self.take_update(cx, writer)?;
        let prepared =
            self.begin_update(cx, writer, &mut update, (prepare, mode), is_in_transaction);
        update.mode = prepared.is_ok().then_some(mode);
        self.update = Some(update);
        prepared
    }

    /// Forgets what was prepared. Long values may have been written for it: what is returned is for
    /// the caller to undo ([`jet_btree::undo::part`]), unless their transaction is over.
    ///
    /// # Errors
    /// [`Refusal::UpdateNotPrepared`].
    pub fn cancel_update(&mut self) -> Result<Option<PartId>> {
        let update = self.update.as_mut().filter(|update| update.mode.is_some());
        let update = update.ok_or(Refusal::UpdateNotPrepared)?;
        update.mode = None;
        Ok(update.part.take())
    }

    /// The update's memory, made when it is first needed.
    fn take_update(&mut self, cx: &WriteCx<'_>, writer: &Writer) -> Result<Box<Update>> {
        let reader = cx.reader(writer.snapshot());
        self.refresh(&reader);
        let plan = self.table().write_plan(&reader)?;
        match self.update.take() {
            Some(update) if Arc::ptr_eq(&update.plan, &plan) => Ok(update),
            _ => Ok(Box::new(Update::new(plan))),
        }
    }

    fn begin_update(
        &mut self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        update: &mut Update,
        (prepare, mode): (Prepare, Mode),
        is_in_transaction: bool,
    ) -> Result<()> {
        update.changed.clear();
        update.upkeep.forget_old();
        update.part = None;
        if mode == Mode::Insert {
            update.buffer.load(&update.plan.initial)?;
        } else {
            self.load_current(cx, writer, update)?;
            if matches!(mode, Mode::Replace | Mode::Move) {
                lock_row(cx, writer, update, Kind::WriteLock)?;
            }
            update.buffer.load(&update.before)?;
        }
        if mode == Mode::InsertCopy {
            if !is_in_transaction {
                return Err(Refusal::NotInTransaction.into());
            }
            separate::share_all(cx, writer, self.table(), update)?;
        }
        let draws = matches!(
            prepare,
            Prepare::Insert | Prepare::InsertCopy | Prepare::InsertCopyDeleteOriginal
        );
        if draws { self.draw_auto_increment(cx, writer, update) } else { Ok(()) }
    }

    /// Takes a copy of the current row, with counters as this session sees them.
    fn load_current(
        &mut self,
        cx: &WriteCx<'_>,
        writer: &Writer,
        update: &mut Update,
    ) -> Result<()> {
        let reader = cx.reader(writer.snapshot());
        let latched = self.record(&reader)?;
        let node = latched.node()?;
        update.bookmark.clear();
        node.key.append_to(&mut update.bookmark);
        update.take_row(&reader, &node);
        Ok(())
    }

    /// Gives the auto-increment column of the row its next value.
    fn draw_auto_increment(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        update: &mut Update,
    ) -> Result<()> {
        let Some(position) = update.plan.auto_increment else { return Ok(()) };
        let Some(column) = update.plan.schema.columns.get(position) else { return Ok(()) };
        let (schema, tree) = (&update.plan.schema, &update.plan.tree);
        let drawn =
            self.table().counters().draw_auto_increment(cx, writer, tree, schema, column)?;
        let bytes = drawn.to_le_bytes();
        let value = bytes.get(..column.fixed_len());
        update.buffer.set(schema, column, 1, value)?;
        update.changed.add(position);
        Ok(())
    }
}

/// Locks the row of an update.
fn lock_row(cx: &WriteCx<'_>, writer: &mut Writer, update: &Update, kind: Kind) -> Result<()> {
    Ok(update.plan.tree.lock(cx, writer, &update.bookmark, &[], kind)?)
}

/// How changes are made: they can be rolled back.
const VERSIONED: Versioning = Versioning::Versioned;
