//! Setting columns of a row that is about to be written.

use jet_types::ColumnId;
use jet_types::grbit::SetColumn;

use super::{Mode, Update};
use crate::cursor::Cursor;
use crate::error::Result;
use crate::record::{Fit, Instance};
use crate::refusal::Refusal;
use crate::schema::{ColumnFlags, ColumnSchema};

/// Which value is set, and how.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Setting {
    /// The column.
    pub column: ColumnId,
    /// Which value of it, from 1; 0 adds one.
    pub number: u32,
    /// Where in a long value to write.
    pub offset: u32,
    /// How.
    pub options: SetColumn,
}

impl Setting {
    /// The first value of a column, as a whole.
    pub fn first(column: ColumnId) -> Self {
        Self { column, number: 1, offset: 0, options: SetColumn::empty() }
    }
}

/// Options that say how to change a long value in its place.
const IN_PLACE: SetColumn =
    SetColumn::APPEND_LV.union(SetColumn::OVERWRITE_LV).union(SetColumn::SIZE_LV);
/// Options that ask for a value no other value equals.
const UNIQUE: SetColumn =
    SetColumn::UNIQUE_MULTI_VALUES.union(SetColumn::UNIQUE_NORMALIZED_MULTI_VALUES);

impl Cursor {
    /// Sets a value of a column in the row that is prepared. Without data, or without bytes of data,
    /// the value is NULL, unless the options say otherwise.
    ///
    /// # Errors
    /// [`Refusal::UpdateNotPrepared`], [`Refusal::InvalidGrbit`], [`Refusal::BadColumnId`],
    /// [`Refusal::ColumnNotFound`], [`Refusal::InvalidColumnType`] for columns the engine counts,
    /// [`Refusal::NullInvalid`], [`Refusal::InvalidBufferSize`], [`Refusal::ColumnTooBig`],
    /// [`Refusal::RecordTooBig`], [`Refusal::MultiValuedDuplicate`].
    pub fn set_column(&mut self, setting: &Setting, data: Option<&[u8]>) -> Result<Fit> {
        let update = self.update.as_mut().filter(|update| update.mode.is_some());
        let update = update.ok_or(Refusal::UpdateNotPrepared)?;
        if update.mode == Some(Mode::ReadOnly) {
            return Err(Refusal::UpdateNotPrepared.into());
        }
        let schema = std::sync::Arc::clone(&update.plan.schema);
        check_options(setting.options)?;
        let column = schema.column_by_id(setting.column)?;
        check_column(update, column)?;
        let position = schema.columns.iter().position(|other| std::ptr::eq(&**other, column));
        let data = data.unwrap_or(&[]);
        let is_null = data.is_empty() && !setting.options.contains(SetColumn::ZERO_LENGTH);
        let value = (!is_null).then_some(data);
        if setting.options.intersects(IN_PLACE) && !column.coltyp.is_long() {
            return Err(Refusal::InvalidGrbit.into());
        }
        let fit = if column.fid < 256 {
            update.buffer.set(&schema, column, 1, value)?
        } else {
            let revert = setting.options.contains(SetColumn::REVERT_TO_DEFAULT_VALUE);
            update.buffer.set_tagged(column, setting.number, value.map(Instance::Plain), revert)?;
            Fit::Whole
        };
        if let Some(position) = position {
            update.changed.add(position);
        }
        Ok(fit)
    }
}

/// Whether options go together.
fn check_options(options: SetColumn) -> Result<(), Refusal> {
    let is_unique = options.intersects(UNIQUE);
    let contradicts = is_unique && options.intersects(IN_PLACE);
    let is_apart = options.contains(SetColumn::SEPARATE_LV);
    if contradicts || (options.contains(SetColumn::CONTIGUOUS_LV) && !is_apart) {
        return Err(Refusal::InvalidGrbit);
    }
    Ok(())
}

/// Whether callers may set a column.
fn check_column(update: &Update, column: &ColumnSchema) -> Result<(), Refusal> {
    let is_replace = matches!(update.mode, Some(Mode::Replace | Mode::ReplaceNoLock { .. }));
    let is_counted = column.flags.has(ColumnFlags::AUTO_INCREMENT)
        || (column.flags.has(ColumnFlags::VERSION) && is_replace);
    if is_counted { Err(Refusal::InvalidColumnType) } else { Ok(()) }
}
