//! A prepared update is written, and rows are deleted.

use std::sync::Arc;

use jet_btree::version::Kind;
use jet_btree::{BtreeError, WriteCx, Writer};

use super::separate;
use super::upkeep::Row;
use super::{Mode, Update, VERSIONED, lock_row};
use crate::cursor::Cursor;
use crate::error::{Result, TableError};
use crate::record::{Field, Record};
use crate::refusal::Refusal;
use crate::schema::{ColumnSchema, TableSchema};
use crate::table::counters;

/// How an update is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Writing {
    /// The caller's room for the new row's bookmark, if it wants it.
    pub bookmark_room: Option<usize>,
    /// Indexes that are unique only when they are asked to be, are.
    pub enforce_optional: bool,
}

/// What was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Written {
    /// A new row.
    Inserted,
    /// The current row, changed or not.
    Replaced,
}

impl Cursor {
    /// Writes what was prepared. The cursor stays where it is. When it fails, the caller undoes
    /// what was done; the update is still prepared then.
    ///
    /// # Errors
    /// [`Refusal::UpdateNotPrepared`], [`Refusal::NullInvalid`], [`Refusal::BufferTooSmall`] for the
    /// bookmark, [`Refusal::RecordPrimaryChanged`], [`Refusal::RecordDeleted`], write conflicts,
    /// key duplicates, keys that indexes do not allow, and what trees give.
    pub fn update(
        &mut self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        writing: Writing,
    ) -> Result<Written> {
        let mut update = self.update.take().ok_or(Refusal::UpdateNotPrepared)?;
        update.is_told = false;
        let table = Arc::clone(self.table());
        let _upkeep = table.upkeep();
        let written = self.write(cx, writer, &mut update, writing);
        if written.is_ok() {
            update.mode = None;
            update.part = None;
        }
        self.update = Some(update);
        written
    }

    fn write(
        &mut self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        update: &mut Update,
        writing: Writing,
    ) -> Result<Written> {
        let reader = cx.reader(writer.snapshot());
        self.refresh(&reader);
        update.follow(self.table().write_plan(&reader)?);
        match update.mode {
            Some(Mode::Insert | Mode::InsertCopy | Mode::Move) => {
                self.insert(cx, writer, update, writing).map(|()| Written::Inserted)
            }
            Some(Mode::Replace | Mode::ReplaceNoLock { .. }) => {
                self.replace(cx, writer, update, writing).map(|()| Written::Replaced)
            }
            Some(Mode::ReadOnly) | None => Err(Refusal::UpdateNotPrepared.into()),
        }
    }

    /// The bookmark of the row last written through this cursor; also when writing it failed,
    /// unless there was no such row yet.
    pub fn written_bookmark(&self) -> Option<&[u8]> {
        let update = self.update.as_ref().filter(|update| update.is_told)?;
        Some(&update.key)
    }

    fn insert(
        &mut self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        update: &mut Update,
        writing: Writing,
    ) -> Result<()> {
        if update.mode == Some(Mode::Move) {
            // Its long values belong to the new row now.
            self.delete_row(cx, writer, update)?;
        }
        check_required(update, self.schema())?;
        let plan = &*update.plan;
        if let Some(version) = plan.version.filter(|version| !update.changed.has(*version))
            && let Some(column) = plan.schema.columns.get(version)
        {
            let zero = [0; 8];
            update.buffer.set(&plan.schema, column, 1, zero.get(..column.fixed_len()))?;
        }
        let counters = self.table().counters();
        let reader = cx.reader(writer.snapshot());
        update.upkeep.take_new(&reader, plan, counters, update.buffer.bytes())?;
        match &plan.primary {
            Some(primary) => update.upkeep.primary_key(plan, primary, &mut update.key)?,
            None => {
                let key = counters.draw_row(&reader, &plan.tree)?;
                update.key.clear();
                update.key.extend_from_slice(&key);
            }
        }
        if writing.bookmark_room.is_some_and(|room| room < update.key.len()) {
            return Err(Refusal::BufferTooSmall.into());
        }
        plan.tree.insert(cx, writer, &update.key, update.buffer.bytes(), VERSIONED)?;
        update.is_told = true;
        let enforce_optional = writing.enforce_optional;
        let row = Row { plan, bookmark: &update.key, enforce_optional };
        update.upkeep.insert(cx, writer, row)
    }

    fn replace(
        &mut self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        update: &mut Update,
        writing: Writing,
    ) -> Result<()> {
        update.key.clear();
        update.key.extend_from_slice(&update.bookmark);
        update.is_told = true;
        if let Some(Mode::ReplaceNoLock { must_be_same }) = update.mode {
            self.lock_unchanged(cx, writer, update, must_be_same)?;
        }
        if !update.changed.is_any() {
            return Ok(());
        }
        let plan = &*update.plan;
        let counters = self.table().counters();
        let is_indexed = update.changed.has_any(&plan.indexed);
        if is_indexed {
            let reader = cx.reader(writer.snapshot());
            update.upkeep.take_old(&reader, plan, counters, &update.before)?;
            update.upkeep.take_new(&reader, plan, counters, update.buffer.bytes())?;
            if let Some(primary) = &plan.primary
                && update.changed.has_any(&primary.columns)
            {
                update.upkeep.primary_key(plan, primary, &mut update.key)?;
                if update.key != update.bookmark {
                    update.key.clone_from(&update.bookmark);
                    return Err(Refusal::RecordPrimaryChanged.into());
                }
            }
        }
        if let Some(column) = plan.version.and_then(|version| plan.schema.columns.get(version)) {
            let next = next_version(&update.before, column, plan.page_size)?;
            update.buffer.set(&plan.schema, column, 1, next.get(..column.fixed_len()))?;
        }
        let replaced =
            plan.tree.replace(cx, writer, &update.bookmark, update.buffer.bytes(), VERSIONED);
        replaced?;
        if !is_indexed {
            return Ok(());
        }
        let enforce_optional = writing.enforce_optional;
        let row = Row { plan, bookmark: &update.bookmark, enforce_optional };
        update.upkeep.replace(cx, writer, row, &update.changed)
    }

    /// Locks a row that was not locked when its update was prepared.
    fn lock_unchanged(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        update: &Update,
        must_be_same: bool,
    ) -> Result<()> {
        let tree = &update.plan.tree;
        lock_row(cx, writer, update, Kind::WriteLock)?;
        let reader = cx.reader(writer.snapshot());
        let found = jet_btree::Bookmark::new(&update.bookmark, &[]).find(&reader, tree)?;
        let jet_btree::currency::Found::Seen(latched) = found else {
            return Err(Refusal::RecordDeleted.into());
        };
        if must_be_same && latched.node()?.data != update.before {
            return Err(BtreeError::WriteConflict.into());
        }
        Ok(())
    }

    /// Deletes the current row. A prepared update is forgotten; whoever wrote long values for it
    /// cancels it before. When it fails, the caller undoes
    /// what was done.
    ///
    /// # Errors
    /// [`Refusal::PermissionDenied`], [`Refusal::AlreadyPrepared`] when the row is being moved,
    /// [`Refusal::NoCurrentRecord`], [`Refusal::RecordDeleted`], write conflicts, and what trees
    /// give.
    pub fn delete(&mut self, cx: &WriteCx<'_>, writer: &mut Writer) -> Result<()> {
        if !self.is_updatable() {
            return Err(Refusal::PermissionDenied.into());
        }
        let table = Arc::clone(self.table());
        let _upkeep = table.upkeep();
        let mut update = self.take_update(cx, writer)?;
        let is_moved = update.mode == Some(Mode::Move);
        let deleted = if is_moved {
            Err(Refusal::AlreadyPrepared.into())
        } else {
            update.mode = None;
            update.part = None;
            update.upkeep.forget_old();
            let loaded = self.load_current(cx, writer, &mut update);
            let deleted = loaded.and_then(|()| self.delete_row(cx, writer, &mut update));
            deleted.and_then(|()| separate::give_up_all(cx, writer, self.table(), &update))
        };
        self.update = Some(update);
        deleted
    }

    /// Deletes the row of an update, with its entries.
    fn delete_row(&self, cx: &WriteCx<'_>, writer: &mut Writer, update: &mut Update) -> Result<()> {
        let plan = &*update.plan;
        let counters = self.table().counters();
        match plan.tree.flag_delete(cx, writer, &update.bookmark, &[], VERSIONED) {
            Err(BtreeError::NodeDeleted) => return Err(Refusal::RecordDeleted.into()),
            done => done?,
        }
        if plan.secondary.is_empty() {
            return Ok(());
        }
        let reader = cx.reader(writer.snapshot());
        update.upkeep.take_old(&reader, plan, counters, &update.before)?;
        let bookmark = &update.bookmark;
        let row = Row { plan, bookmark, enforce_optional: false };
        update.upkeep.delete(cx, writer, row)
    }
}

/// Whether all columns that must have a value have one, as far as the session sees them.
fn check_required(update: &Update, seen: &TableSchema) -> Result<()> {
    let malformed = || TableError::Record("contradicts itself");
    let record = update.buffer.record();
    for position in &update.plan.required {
        let Some(column) = update.plan.schema.columns.get(*position) else { continue };
        if seen.column_of_record(column.fid, column.is_derived).is_none() {
            continue;
        }
        let is_null = match column.fid {
            256.. => {
                let tagged = record.tagged().ok_or_else(malformed)?;
                tagged.find(column.fid, column.is_derived).is_none_or(|tagged| tagged.is_null())
            }
            _ => !matches!(field(&record, column).ok_or_else(malformed)?, Field::Value(_)),
        };
        if is_null {
            return Err(Refusal::NullInvalid.into());
        }
    }
    Ok(())
}

/// The next number of a version column.
fn next_version(
    before: &[u8],
    column: &ColumnSchema,
    size: jet_types::PageSize,
) -> Result<[u8; 8]> {
    let malformed = || TableError::Record("contradicts itself");
    let record = Record::parse(before, size).ok_or_else(malformed)?;
    let value = match field(&record, column).ok_or_else(malformed)? {
        Field::Value(value) => counters::number(value),
        _ => 0,
    };
    Ok(value.wrapping_add(1).to_le_bytes())
}

/// What a record has of a fixed or variable column.
fn field<'r>(record: &Record<'r>, column: &ColumnSchema) -> Option<Field<'r>> {
    match column.fid {
        ..128 => record.fixed(column.fid, usize::from(column.offset), column.fixed_len()),
        _ => record.variable(column.fid),
    }
}
