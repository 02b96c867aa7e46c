//! Setting columns of a row that is about to be written.

use jet_types::ColumnId;
use jet_types::grbit::SetColumn;

use super::long::{LongSetting, with_room};
use super::{LongValueAccess, Mode, Update, unique};
use crate::cursor::Cursor;
use crate::error::{Result, TableError};
use crate::record::{FIRST_TAGGED, Fit, Instance};
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
    /// How long a long value is to be, where only that is set and no data tells.
    pub size: u32,
    /// How.
    pub options: SetColumn,
}

impl Setting {
    /// The first value of a column, as a whole.
    pub fn first(column: ColumnId) -> Self {
        Self { column, number: 1, offset: 0, size: 0, options: SetColumn::empty() }
    }
}

/// Options that say how to change a long value in its place.
const IN_PLACE: SetColumn =
    SetColumn::APPEND_LV.union(SetColumn::OVERWRITE_LV).union(SetColumn::SIZE_LV);
/// Bits that mean something within the reference engine only.
const RESERVED: u32 = 0xC000_0000;
/// Options that ask for a value no other value equals.
const UNIQUE: SetColumn =
    SetColumn::UNIQUE_MULTI_VALUES.union(SetColumn::UNIQUE_NORMALIZED_MULTI_VALUES);

impl Cursor {
    /// Sets a value of a column in the row that is prepared. Without data, or without bytes of data,
    /// the value is NULL, unless the options say otherwise. Long values are set in a transaction
    /// only; so is what makes the row so large that long values must leave it. When it fails, the
    /// caller undoes what was done.
    ///
    /// # Errors
    /// [`Refusal::UpdateNotPrepared`], [`Refusal::InvalidGrbit`], [`Refusal::BadColumnId`],
    /// [`Refusal::ColumnNotFound`], [`Refusal::InvalidColumnType`] for columns the engine counts,
    /// [`Refusal::NotInTransaction`], [`Refusal::NullInvalid`], [`Refusal::InvalidBufferSize`],
    /// [`Refusal::ColumnTooBig`], [`Refusal::ColumnNoChunk`], [`Refusal::RecordTooBig`],
    /// [`Refusal::MultiValuedDuplicate`],
    /// [`Refusal::MultiValuedDuplicateAfterTruncation`]; write conflicts, and what trees give.
    pub fn set_column(
        &mut self,
        access: Option<LongValueAccess<'_>>,
        setting: &Setting,
        data: Option<&[u8]>,
    ) -> Result<Fit> {
        let mut update = self.update.take().ok_or(Refusal::UpdateNotPrepared)?;
        let set = self.set_in(&mut update, access, setting, data.unwrap_or(&[]));
        self.update = Some(update);
        set
    }

    fn set_in(
        &self,
        update: &mut Update,
        access: Option<LongValueAccess<'_>>,
        setting: &Setting,
        data: &[u8],
    ) -> Result<Fit> {
        if matches!(update.mode, None | Some(Mode::ReadOnly)) {
            return Err(Refusal::UpdateNotPrepared.into());
        }
        let schema = std::sync::Arc::clone(&update.plan.schema);
        let options = setting.options;
        check_options(options, data.len(), update.plan.page_size.bytes())?;
        self.schema().column_by_id(setting.column)?;
        let (position, column) = schema.placed_column_by_id(setting.column)?;
        check_column(update, column)?;
        let is_null = data.is_empty() && !options.contains(SetColumn::ZERO_LENGTH);
        if options.intersects(UNIQUE) && !is_null && column.fid >= FIRST_TAGGED {
            let access = access.as_ref();
            unique::check(self.table(), update, access, column, setting, data)?;
        }
        let fit = if column.coltyp.is_long() {
            let mut access = access.ok_or(Refusal::NotInTransaction)?;
            let (table, setting) = (self.table(), *setting);
            let long = LongSetting { table, column, position, setting, data };
            long.set(update, &mut access)?;
            Fit::Whole
        } else {
            let value = (!is_null).then_some(data);
            self.set_short(update, access, column, setting, value)?
        };
        update.changed.add(position);
        Ok(fit)
    }

    /// Sets a column that is never long.
    fn set_short(
        &self,
        update: &mut Update,
        access: Option<LongValueAccess<'_>>,
        column: &ColumnSchema,
        setting: &Setting,
        value: Option<&[u8]>,
    ) -> Result<Fit> {
        let mut fit = Fit::Whole;
        let mut set = |update: &mut Update| {
            if column.fid < FIRST_TAGGED {
                fit = update.buffer.set(&update.plan.schema, column, 1, value)?;
                return Ok(());
            }
            let revert = setting.options.contains(SetColumn::REVERT_TO_DEFAULT_VALUE);
            update.buffer.set_tagged(column, setting.number, value.map(Instance::Plain), revert)
        };
        let page = update.plan.page_size.bytes();
        match (set(update), access) {
            (Err(TableError::Refused(Refusal::RecordTooBig)), Some(mut access)) => {
                with_room(update, &mut access, self.table(), page, |update, _, _| set(update))?;
            }
            (done, _) => done?,
        }
        Ok(fit)
    }
}

/// Whether options go together.
fn check_options(options: SetColumn, len: usize, page: usize) -> Result<(), Refusal> {
    if options.bits() & RESERVED != 0 {
        return Err(Refusal::InvalidGrbit);
    }
    let is_unique = options.intersects(UNIQUE);
    let contradicts = is_unique && options.intersects(IN_PLACE);
    let is_apart = options.contains(SetColumn::SEPARATE_LV);
    if contradicts || (options.contains(SetColumn::CONTIGUOUS_LV) && !is_apart) {
        return Err(Refusal::InvalidGrbit);
    }
    if options.contains(SetColumn::CONTIGUOUS_LV) && len < page {
        return Err(Refusal::InvalidBufferSize);
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
