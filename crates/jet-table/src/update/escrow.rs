//! Counters that several sessions add to at once, and locks.

use jet_btree::op::Delta;
use jet_btree::version::Kind;
use jet_btree::{BtreeError, Versioning, WriteCx, Writer};
use jet_types::ColumnId;

use super::{Update, VERSIONED};
use crate::cursor::Cursor;
use crate::error::{Result, TableError};
use crate::record::{Field, Record};
use crate::refusal::Refusal;
use crate::schema::{ColumnFlags, ColumnSchema};

impl Cursor {
    /// Adds to a counter of the current row. Returns what it was for this session. With
    /// `is_lasting` the addition stays, whatever becomes of the transaction.
    ///
    /// # Errors
    /// [`Refusal::PermissionDenied`], [`Refusal::BadColumnId`], [`Refusal::ColumnNotFound`],
    /// [`Refusal::AlreadyPrepared`], [`Refusal::InvalidBufferSize`], [`Refusal::InvalidOperation`]
    /// for columns that are no counters, [`Refusal::NoCurrentRecord`], [`Refusal::RecordDeleted`],
    /// write conflicts, and what trees give.
    pub fn escrow_update(
        &mut self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        column: ColumnId,
        by: &[u8],
        is_lasting: bool,
    ) -> Result<i64> {
        if !self.is_updatable() {
            return Err(Refusal::PermissionDenied.into());
        }
        let schema = std::sync::Arc::clone(self.schema());
        let column = schema.column_by_id(column)?;
        if self.is_update_prepared() {
            return Err(Refusal::AlreadyPrepared.into());
        }
        if by.len() != column.fixed_len() {
            return Err(Refusal::InvalidBufferSize.into());
        }
        let is_counter = column.fid < 128 && column.flags.has(ColumnFlags::ESCROW);
        let (Some(by), true) = (signed(by), is_counter) else {
            return Err(Refusal::InvalidOperation.into());
        };
        let is_wide = column.fixed_len() == 8;
        let mut update = self.take_update(cx, writer)?;
        let loaded = self.load_last(cx, writer, &mut update);
        let added = loaded.and_then(|is_seen| {
            let versioning = if is_lasting { Versioning::Unversioned } else { VERSIONED };
            let delta = Delta { offset: column.offset, by, is_wide };
            match update.plan.tree.add(cx, writer, &update.bookmark, delta, versioning) {
                Err(BtreeError::NodeDeleted) => Err(Refusal::RecordDeleted.into()),
                Err(error) => Err(error.into()),
                Ok(()) if is_seen => counter(&update.before, column, cx.db.page_size()),
                Ok(()) => Err(Refusal::RecordDeleted.into()),
            }
        });
        self.update = Some(update);
        added
    }

    /// Takes a copy of the row the cursor is or was on. Tells whether the session sees it.
    fn load_last(
        &mut self,
        cx: &WriteCx<'_>,
        writer: &Writer,
        update: &mut Update,
    ) -> Result<bool> {
        let reader = cx.reader(writer.snapshot());
        self.settle(&reader)?;
        let last = self.last_bookmark();
        if last.key().is_empty() {
            return Err(Refusal::RecordDeleted.into());
        }
        update.bookmark.clear();
        update.bookmark.extend_from_slice(last.key());
        update.before.clear();
        let jet_btree::currency::Found::Seen(latched) = last.find(&reader, &update.plan.tree)?
        else {
            return Ok(false);
        };
        update.take_row(&reader, &latched.node()?);
        Ok(true)
    }

    /// Locks the current row to the end of the transaction.
    ///
    /// # Errors
    /// [`Refusal::PermissionDenied`] for writing, [`Refusal::NoCurrentRecord`],
    /// [`Refusal::RecordDeleted`], write conflicts, and what reading gives.
    pub fn lock(&mut self, cx: &WriteCx<'_>, writer: &mut Writer, to_write: bool) -> Result<()> {
        if to_write && !self.is_updatable() {
            return Err(Refusal::PermissionDenied.into());
        }
        self.check_record(&cx.reader(writer.snapshot()))?;
        let bookmark = self.bookmark()?.to_vec();
        let kind = if to_write { Kind::WriteLock } else { Kind::ReadLock };
        Ok(self.table().tree().lock(cx, writer, &bookmark, &[], kind)?)
    }
}

/// A signed number of four or eight bytes.
fn signed(bytes: &[u8]) -> Option<i64> {
    match *bytes {
        [a, b, c, d] => Some(i32::from_le_bytes([a, b, c, d]).into()),
        _ => Some(i64::from_le_bytes(bytes.try_into().ok()?)),
    }
}

/// A counter in a record.
fn counter(record: &[u8], column: &ColumnSchema, size: jet_types::PageSize) -> Result<i64> {
    let malformed = || TableError::Record("contradicts itself");
    let record = Record::parse(record, size).ok_or_else(malformed)?;
    match record.fixed(column.fid, column.offset.into(), column.fixed_len()) {
        Some(Field::Value(value)) => signed(value).ok_or_else(malformed),
        _ => Err(malformed()),
    }
}

/// Takes additions that this session does not see out of a record.
pub(super) fn correct(record: &mut [u8], column: &ColumnSchema, by: i64) {
    let start = usize::from(column.offset);
    let place = record.get_mut(start..start.saturating_add(column.fixed_len()));
    let Some((place, seen)) = place.and_then(|place| signed(place).map(|seen| (place, seen)))
    else {
        return;
    };
    let bytes = seen.wrapping_add(by).to_le_bytes();
    place.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
}
