//! Setting long values: in the row while they are short, else in the table's tree of long values.
//!
//! Source: ESE `lv.cxx`, `fldmod.cxx`.

use jet_types::compress::{compress_value, decompress};
use jet_types::grbit::SetColumn;

use super::separate::{LongValueAccess, Values, before_change, lids_are_wide, value_of};
use super::set::Setting;
use super::{Mode, Update};
use crate::error::{Result, TableError, ValueError};
use crate::long_value::Lid;
use crate::long_value::write::{Edit, VALUE_MOST};
use crate::record::{Instance, limits};
use crate::refusal::Refusal;
use crate::schema::{ColumnFlags, ColumnSchema};
use crate::table::Table;

/// Longer values leave the record, unless somebody says otherwise.
const INTRINSIC_MOST: usize = 1023;

/// What becomes of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Action<'d> {
    Nothing,
    Null,
    /// A value of these bytes, and of zeros up to a size.
    Whole(&'d [u8], usize),
    /// The value it is, changed.
    Edit(Edit<'d>),
}

/// A long value that is set.
pub(super) struct LongSetting<'s> {
    pub(super) table: &'s Table,
    pub(super) column: &'s ColumnSchema,
    /// The column's place among the table's.
    pub(super) position: usize,
    pub(super) setting: Setting,
    pub(super) data: &'s [u8],
}

/// Where the value is now.
enum Now {
    Nowhere,
    Inside(Vec<u8>),
    Outside(Lid),
}

impl LongSetting<'_> {
    /// Sets the value. If the row gets too large, its longest long values leave it.
    pub(super) fn set(&self, update: &mut Update, access: &mut LongValueAccess<'_>) -> Result<()> {
        let page = access.cx.db.page_size().bytes();
        let part = update.part_of(access.writer);
        with_room(update, access, self.table, page, |update, access, threshold| {
            let LongValueAccess { cx, writer, new_tree } = access;
            writer.in_part(Some(part), |writer| {
                let mut access = LongValueAccess { cx, writer, new_tree: &mut **new_tree };
                self.set_once(update, &mut access, threshold)
            })
        })
    }

    fn set_once(
        &self,
        update: &mut Update,
        access: &mut LongValueAccess<'_>,
        threshold: usize,
    ) -> Result<()> {
        let now = self.now(update)?;
        let action = self.action(&now)?;
        let Setting { number, options, .. } = self.setting;
        if action == Action::Nothing {
            return Ok(());
        }
        if let Now::Outside(lid) = now {
            before_change(access.cx, access.writer, self.table, update, self.position)?;
            let Action::Edit(edit) = action else {
                // First what may not fit.
                self.put(update, access, action, threshold)?;
                return Values { table: self.table, access }.give_up(lid);
            };
            let mut values = Values { table: self.table, access };
            let edit = match edit {
                Edit::Write { data, cut, .. } if options.contains(SetColumn::APPEND_LV) => {
                    Edit::Write { offset: values.size(lid)?, data, cut }
                }
                edit => edit,
            };
            let always_copy = update.mode == Some(Mode::Move);
            let compressed = self.is_compressed();
            let new = values.edit(lid, edit, self.column.max_len, compressed, always_copy)?;
            if new != lid {
                let mut raw = [0; 8];
                let value = Instance::Separated(new.in_record(&mut raw));
                let put = update.buffer.set_tagged(self.column, number, Some(value), false);
                // A longer number may not fit; the old value is given up already.
                put.map_err(|_| Refusal::ColumnDoesNotFit)?;
            }
            return Ok(());
        }
        let mut whole;
        let action = match (action, now) {
            (Action::Edit(edit), Now::Inside(value)) => {
                whole = value;
                let size = edit.size_after(whole.len() as u32)? as usize;
                let bytes = edit.apply(&mut whole, size);
                Action::Whole(bytes, size)
            }
            (action, _) => action,
        };
        self.put(update, access, action, threshold)
    }

    /// Puts a whole value, or NULL, into the row or beside it.
    fn put(
        &self,
        update: &mut Update,
        access: &mut LongValueAccess<'_>,
        action: Action<'_>,
        threshold: usize,
    ) -> Result<()> {
        let Setting { number, options, .. } = self.setting;
        let Action::Whole(bytes, size) = action else {
            let revert = options.contains(SetColumn::REVERT_TO_DEFAULT_VALUE);
            return update.buffer.set_tagged(self.column, number, None, revert);
        };
        let max_len = self.column.max_len as usize;
        if (max_len > 0 && size > max_len) || size > VALUE_MOST as usize {
            return Err(Refusal::ColumnTooBig.into());
        }
        let lid_len = if lids_are_wide(access.cx) { 8 } else { 4 };
        let most = limits::value_most(update.buffer.most());
        let preferred = if options.contains(SetColumn::SEPARATE_LV) {
            lid_len
        } else if options.contains(SetColumn::INTRINSIC_LV) {
            most
        } else {
            INTRINSIC_MOST.min(most)
        };
        if size <= preferred {
            match self.put_inside(update, bytes, size, lid_len) {
                Err(TableError::Refused(Refusal::RecordTooBig))
                    if size > threshold.max(lid_len) => {}
                done => return done,
            }
        }
        let mut values = Values { table: self.table, access };
        let lid = values.create(bytes, size as u32, self.is_compressed())?;
        let mut raw = [0; 8];
        let value = Instance::Separated(lid.in_record(&mut raw));
        let put = update.buffer.set_tagged(self.column, number, Some(value), false);
        if is_too_big(&put) {
            values.give_up(lid)?;
        }
        put
    }

    /// Puts a value into the row, compressed if that is asked for, possible, and of use.
    fn put_inside(
        &self,
        update: &mut Update,
        bytes: &[u8],
        size: usize,
        lid_len: usize,
    ) -> Result<()> {
        let mut whole = Vec::new();
        let bytes = if bytes.len() < size {
            whole.extend_from_slice(bytes);
            whole.resize(size, 0);
            &whole
        } else {
            bytes
        };
        let number = self.setting.number;
        // Only the first of several values may be compressed.
        let first = value_of(&update.buffer.record(), self.column, 1)?;
        let mut packed = Vec::new();
        if self.is_compressed()
            && (number == 1 || first.is_none())
            && compress_value(bytes, &mut packed)
            && packed.len() >= lid_len
        {
            let value = Some(Instance::Compressed(&packed));
            if update.buffer.set_tagged(self.column, number, value, false).is_ok() {
                return Ok(());
            }
        }
        update.buffer.set_tagged(self.column, number, Some(Instance::Plain(bytes)), false)
    }

    fn is_compressed(&self) -> bool {
        let options = self.setting.options;
        let by_column = self.column.flags.has(ColumnFlags::COMPRESSED);
        options.contains(SetColumn::COMPRESSED)
            || (by_column && !options.contains(SetColumn::UNCOMPRESSED))
    }

    /// The value that is to be changed.
    fn now(&self, update: &Update) -> Result<Now> {
        let record = update.buffer.record();
        Ok(match value_of(&record, self.column, self.setting.number)? {
            None => Now::Nowhere,
            Some(Instance::Plain(bytes)) => Now::Inside(bytes.to_vec()),
            Some(Instance::Compressed(packed)) => {
                let mut plain = Vec::new();
                decompress(packed, &mut plain).map_err(ValueError::from)?;
                Now::Inside(plain)
            }
            Some(Instance::Encrypted(_)) => return Err(ValueError::Encrypted.into()),
            Some(Instance::Separated(raw)) => {
                Now::Outside(Lid::from_record(raw).ok_or(ValueError::LongValueMissing)?)
            }
        })
    }

    /// What the options make of the data.
    fn action(&self, now: &Now) -> Result<Action<'_>, Refusal> {
        const APPEND: SetColumn = SetColumn::APPEND_LV;
        const OVERWRITE: SetColumn = SetColumn::OVERWRITE_LV;
        const SIZE: SetColumn = SetColumn::SIZE_LV;
        let Setting { offset, size, options, .. } = self.setting;
        let how = options & (APPEND | OVERWRITE | SIZE | SetColumn::ZERO_LENGTH);
        let is_new = matches!(now, Now::Nowhere);
        let data = self.data;
        let sizes_only = how.difference(SetColumn::ZERO_LENGTH) == SIZE;
        let len = if sizes_only { data.len().max(size as usize) } else { data.len() };
        let write = |offset, cut| Action::Edit(Edit::Write { offset, data, cut });
        let at_start = |action| if offset == 0 { Ok(action) } else { Err(Refusal::ColumnNoChunk) };
        let whole = Action::Whole(data, data.len());
        let empty = Action::Whole(&[], 0);
        if how == APPEND {
            return Ok(match (is_new, len, now) {
                (true, ..) => whole,
                (false, 0, _) => Action::Nothing,
                (false, _, Now::Inside(value)) => write(value.len() as u32, false),
                // Where it ends is known when its root is read.
                (false, ..) => write(0, false),
            });
        }
        if how == OVERWRITE {
            return match (is_new, len) {
                (true, _) => at_start(whole),
                (false, 0) => Ok(Action::Nothing),
                (false, _) => Ok(write(offset, false)),
            };
        }
        if how == SIZE | OVERWRITE {
            return match (is_new, len) {
                (_, 0) => Ok(Action::Null),
                (true, _) => at_start(whole),
                (false, _) => Ok(write(offset, true)),
            };
        }
        Ok(match (len, how.contains(SetColumn::ZERO_LENGTH), sizes_only) {
            (0, true, _) => empty,
            (0, false, _) => Action::Null,
            (_, _, true) if is_new => Action::Whole(&[], len),
            (_, _, true) => Action::Edit(Edit::Size(len as u32)),
            _ => whole,
        })
    }
}

/// Does something to the row; if that makes it too large, moves its long values out, the longest
/// first, and tries again. The row is as it was when all of it fails.
pub(super) fn with_room(
    update: &mut Update,
    access: &mut LongValueAccess<'_>,
    table: &Table,
    page: usize,
    mut act: impl FnMut(&mut Update, &mut LongValueAccess<'_>, usize) -> Result<()>,
) -> Result<()> {
    let mut threshold = page / 2;
    let mut done = act(update, access, threshold);
    if !is_too_big(&done) {
        return done;
    }
    let before = update.buffer.bytes().to_vec();
    let lid_len = if lids_are_wide(access.cx) { 8 } else { 4 };
    let part = update.part_of(access.writer);
    while is_too_big(&done) && threshold > lid_len {
        threshold /= 2;
        if threshold < page / 64 {
            threshold = lid_len;
        }
        let LongValueAccess { cx, writer, new_tree } = access;
        let separated = writer.in_part(Some(part), |writer| {
            let mut access = LongValueAccess { cx, writer, new_tree: &mut **new_tree };
            Values { table, access: &mut access }.separate_all(update, threshold)
        });
        done = separated.and_then(|()| act(update, access, threshold));
    }
    if done.is_err() {
        // What was written beside the row is undone by the caller.
        update.buffer.load(&before)?;
    }
    done
}

fn is_too_big(done: &Result<()>) -> bool {
    matches!(done, Err(TableError::Refused(Refusal::RecordTooBig)))
}
