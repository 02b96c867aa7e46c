//! Setting values of tagged columns in a record.
//!
//! The new data of a column is put together beside the record, from the values it has and the one
//! that changes, and then takes the place of the old.

use super::{Instance, RecordBuffer};
use crate::error::{Result, TableError, ValueError};
use crate::record::tagged::{
    COMPRESSED, DERIVED, ENCRYPTED, HAS_HEADER, HEADER_NULL, LONG, MULTIPLE, NULL, SEPARATED, TWO,
    Tagged, TaggedColumns,
};
use crate::refusal::Refusal;
use crate::schema::{ColumnFlags, ColumnSchema};

/// Bytes of a column's entry.
const ENTRY: usize = 4;
/// In the offset of a value among several: it is the number of a long value.
const SEPARATED_OFFSET: u16 = 0x8000;
/// More values than a record could hold.
const VALUES_MOST: usize = 0x3FFF;

/// What happens to the values of a column.
#[derive(Clone, Copy, Debug)]
enum Change<'v> {
    /// One more.
    Append(Instance<'v>),
    /// Another instead of the one at an index.
    Replace(usize, Instance<'v>),
    /// The one at an index goes; others are left.
    Remove(usize),
}

/// What becomes of a column as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fate {
    /// It has values; their data is in the scratch buffer.
    Values { has_header: bool },
    /// It is NULL, and says so.
    Null,
    /// It goes.
    Gone,
}

impl RecordBuffer {
    /// Sets value `number`, from 1, of a tagged column, or removes it; 0 or a number that is not
    /// there adds one. Removing the last value of a column with a default leaves it NULL, unless it
    /// is to `revert` to the default. Only the first value may be compressed.
    ///
    /// # Errors
    /// [`Refusal::NullInvalid`], [`Refusal::InvalidBufferSize`], [`Refusal::ColumnTooBig`],
    /// [`Refusal::RecordTooBig`], [`ValueError::Encrypted`] for columns with values that are.
    pub fn set_tagged(
        &mut self,
        column: &ColumnSchema,
        number: u32,
        value: Option<Instance<'_>>,
        revert: bool,
    ) -> Result<()> {
        check(column, value)?;
        let columns = self.tagged_columns();
        let place = columns.place(column.fid, column.is_derived).ok_or_else(malformed)?;
        let old = match place {
            Ok(index) => Some(columns.get(index).ok_or_else(malformed)?),
            Err(_) => None,
        };
        let count = old.map_or(Some(0), |old| old.count()).ok_or_else(malformed)?;
        let keeps_null = column.flags.has(ColumnFlags::DEFAULT) && !revert;
        let at = (number as usize).checked_sub(1).filter(|at| *at < count);
        let change = match (value, at) {
            (Some(value), Some(at)) => Change::Replace(at, value),
            (Some(value), None) => Change::Append(value),
            (None, Some(at)) if count > 1 => Change::Remove(at),
            (None, at) => {
                let is_last = at.is_some() || (old.is_none() && number == 1);
                let was_null = old.is_some_and(|old| old.is_null());
                return match (is_last, keeps_null, old.is_some()) {
                    (true, true, _) => self.put_tagged(column, place, Fate::Null),
                    (true, false, true) => self.put_tagged(column, place, Fate::Gone),
                    _ if was_null && revert => self.put_tagged(column, place, Fate::Gone),
                    _ => Ok(()),
                };
            }
        };
        if matches!((change, old), (_, Some(old)) if old.is_encrypted() && !is_whole(change, count))
        {
            return Err(ValueError::Encrypted.into());
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        let form = Form { is_large: self.page_size.is_large(), is_long: column.coltyp.is_long() };
        let encoded = form.encode(self.old_values(place, count)?, change, &mut scratch);
        self.scratch = scratch;
        let has_header = encoded.ok_or_else(malformed)?;
        self.put_tagged(column, place, Fate::Values { has_header })
    }

    fn tagged_columns(&self) -> TaggedColumns<'_> {
        let record = self.record();
        record.tagged().expect("tagged columns were checked when they were loaded")
    }

    fn old_values(
        &self,
        place: std::result::Result<usize, usize>,
        count: usize,
    ) -> Result<Option<(Tagged<'_>, usize)>> {
        let Ok(index) = place else { return Ok(None) };
        let old = self.tagged_columns().get(index).ok_or_else(malformed)?;
        Ok(Some((old, count)))
    }

    /// Puts what became of a column in its place.
    fn put_tagged(
        &mut self,
        column: &ColumnSchema,
        place: std::result::Result<usize, usize>,
        fate: Fate,
    ) -> Result<()> {
        let is_large = self.page_size.is_large();
        let columns = self.tagged_columns();
        let count = columns.len();
        let (Ok(index) | Err(index)) = place;
        let start = columns.start(index).ok_or_else(malformed)?;
        let end = match place {
            Ok(index) => columns.start(index + 1).ok_or_else(malformed)?,
            Err(_) => start,
        };
        let mut scratch = std::mem::take(&mut self.scratch);
        if fate == Fate::Null {
            scratch.clear();
            if is_large {
                let long = if column.coltyp.is_long() { LONG } else { 0 };
                scratch.push(HEADER_NULL | long);
            }
        }
        let (old, new) = (usize::from(place.is_ok()), usize::from(fate != Fate::Gone));
        let data = if fate == Fate::Gone { &[][..] } else { &scratch };
        let area = self.variable_start() + self.variable_end();
        let grows = (new * ENTRY + data.len()).saturating_sub(old * ENTRY + end - start);
        if grows > 0 && self.bytes.len() + grows > self.most {
            self.scratch = scratch;
            return Err(Refusal::RecordTooBig.into());
        }
        // The data lies behind the entries, so it moves first.
        self.resize(area + start, end - start, data.len())?;
        self.bytes[area + start..area + start + data.len()].copy_from_slice(data);
        self.resize(area + index * ENTRY, old * ENTRY, new * ENTRY)?;
        let moved = (new * ENTRY).wrapping_sub(old * ENTRY);
        if new == 1 {
            let bits = entry_bits(column, is_large, fate) | (start.wrapping_add(moved) as u16);
            let entry = &mut self.bytes[area + index * ENTRY..][..ENTRY];
            entry[..2].copy_from_slice(&column.fid.to_le_bytes());
            entry[2..].copy_from_slice(&bits.to_le_bytes());
        }
        let by = moved.wrapping_add(data.len()).wrapping_sub(end - start);
        let new_count = count + new - old;
        for other in 0..new_count {
            if other < index {
                self.move_entry(area, other, moved as u16);
            } else if other >= index + new {
                self.move_entry(area, other, by as u16);
            }
        }
        // An empty area has no entries to say where data starts.
        debug_assert!(self.is_sound());
        self.scratch = scratch;
        Ok(())
    }

    /// Moves where a column's data starts.
    fn move_entry(&mut self, area: usize, index: usize, by: u16) {
        let mask = if self.page_size.is_large() { 0x7FFF } else { 0x1FFF };
        let word = &mut self.bytes[area + index * ENTRY + 2..][..2];
        let old = u16::from_le_bytes([word[0], word[1]]);
        let new = old & !mask | old.wrapping_add(by) & mask;
        word.copy_from_slice(&new.to_le_bytes());
    }
}

/// The bits of a column's entry.
fn entry_bits(column: &ColumnSchema, is_large: bool, fate: Fate) -> u16 {
    let derived = if column.is_derived { DERIVED } else { 0 };
    let form = match fate {
        _ if is_large => 0,
        Fate::Values { has_header: true } => HAS_HEADER,
        Fate::Null => NULL,
        _ => 0,
    };
    derived | form
}

/// Whether offsets grow and lie within the area.
pub(super) fn is_sound(columns: &TaggedColumns<'_>) -> bool {
    if columns.is_empty() || columns.start(0) != Some(columns.len() * ENTRY) {
        return false;
    }
    (0..columns.len()).all(|index| {
        let is_after = columns.start(index) <= columns.start(index + 1);
        is_after && columns.get(index).is_some_and(|tagged| has_sound_values(&tagged))
    })
}

fn has_sound_values(tagged: &Tagged<'_>) -> bool {
    let count = tagged.count();
    count.is_some_and(|count| (0..count).all(|index| tagged.instance(index).is_some()))
}

/// Whether a change leaves none of the old values.
fn is_whole(change: Change<'_>, count: usize) -> bool {
    matches!(change, Change::Replace(..)) && count == 1
}

fn malformed() -> TableError {
    TableError::Record("contradicts itself")
}

/// Whether a column may have a value.
fn check(column: &ColumnSchema, value: Option<Instance<'_>>) -> Result<(), Refusal> {
    let Some(value) = value else {
        let is_needed = column.flags.has(ColumnFlags::NOT_NULL);
        return if is_needed { Err(Refusal::NullInvalid) } else { Ok(()) };
    };
    let Instance::Plain(bytes) = value else { return Ok(()) };
    match column.coltyp.fixed_bytes() {
        Some(len) if bytes.len() > len => Err(Refusal::ColumnTooBig),
        Some(len) if !bytes.is_empty() && bytes.len() < len => Err(Refusal::InvalidBufferSize),
        _ if column.max_len > 0 && bytes.len() > column.max_len as usize => {
            Err(Refusal::ColumnTooBig)
        }
        None if !column.coltyp.is_long() && bytes.len() > 255 => Err(Refusal::ColumnTooBig),
        _ => Ok(()),
    }
}

/// How values of a column are laid out.
struct Form {
    is_large: bool,
    is_long: bool,
}

impl Form {
    /// Puts the data of a column together: its old values, changed. Tells whether a header comes
    /// first; `None` when there are too many values.
    fn encode(
        &self,
        old: Option<(Tagged<'_>, usize)>,
        change: Change<'_>,
        out: &mut Vec<u8>,
    ) -> Option<bool> {
        out.clear();
        let before = old.map_or(0, |(_, count)| count);
        let stays_long = old.is_some_and(|(tagged, _)| tagged.is_in_long_form());
        let stored = |index| old.and_then(|(tagged, _)| tagged.instance(index));
        let value = |index: usize| match change {
            Change::Append(new) if index == before => Some(new),
            Change::Replace(at, new) if index == at => Some(new),
            Change::Remove(at) if index >= at => stored(index + 1),
            _ => stored(index),
        };
        let count = match change {
            Change::Append(_) => before + 1,
            Change::Replace(..) => before,
            Change::Remove(_) => before - 1,
        };
        let long = if self.is_long { LONG } else { 0 };
        let first = value(0)?;
        let kind = match first {
            Instance::Compressed(_) => COMPRESSED,
            Instance::Encrypted(_) => ENCRYPTED,
            Instance::Plain(_) | Instance::Separated(_) => 0,
        };
        if count == 1 {
            let separated = if matches!(first, Instance::Separated(_)) { SEPARATED } else { 0 };
            let has_header = self.is_large || self.is_long;
            if has_header {
                out.push(long | kind | separated);
            }
            out.extend_from_slice(first.raw());
            return Some(has_header);
        }
        if count == 2 && !self.is_large && !self.is_long && !stays_long {
            out.push(MULTIPLE | TWO);
            out.push(u8::try_from(first.raw().len()).ok()?);
            out.extend_from_slice(first.raw());
            out.extend_from_slice(value(1)?.raw());
            return Some(true);
        }
        out.push(MULTIPLE | long | kind);
        several(count, value, out)?;
        Some(true)
    }
}

/// Values that say where each of them starts.
fn several<'v>(
    count: usize,
    value: impl Fn(usize) -> Option<Instance<'v>>,
    out: &mut Vec<u8>,
) -> Option<()> {
    if count > VALUES_MOST {
        return None;
    }
    let mut at = count * 2;
    for index in 0..count {
        let value = value(index)?;
        let is_separated = matches!(value, Instance::Separated(_));
        let flag = if is_separated { SEPARATED_OFFSET } else { 0 };
        out.extend_from_slice(&(at as u16 | flag).to_le_bytes());
        at += value.raw().len();
    }
    (0..count).try_for_each(|index| {
        out.extend_from_slice(value(index)?.raw());
        Some(())
    })
}
