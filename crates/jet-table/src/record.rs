//! A record: fixed, variable and tagged columns in the data of one node.
//!
//! | bytes | field                                                                        |
//! |-------|------------------------------------------------------------------------------|
//! | 0     | the last fixed column stored, 0 for none                                     |
//! | 1     | the last variable column stored, 127 for none                                |
//! | 2..4  | end of the fixed data, where the variable columns' offsets start             |
//! | 4..   | fixed columns, then a bit per column that is set when it is NULL             |
//! | ...   | per variable column the end of its data, bit 15 set when it is NULL          |
//! | ...   | variable data                                                                |
//! | ...   | tagged columns ([`tagged`])                                                  |
//!
//! Reading copies nothing: what a column holds is a slice of the record.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

pub mod build;
pub mod limits;
pub mod tagged;
#[cfg(test)]
mod tests;

use jet_types::PageSize;

pub use build::{Fit, RecordBuffer};
pub use tagged::{Instance, Tagged, TaggedColumns};

/// The first variable column.
pub const FIRST_VARIABLE: u16 = 128;
/// The first tagged column.
pub const FIRST_TAGGED: u16 = 256;
/// Bytes before the fixed columns.
pub const HEADER: usize = 4;

/// A record to read.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    bytes: &'a [u8],
    fixed_last: u8,
    variable_last: u8,
    fixed_end: usize,
    is_large: bool,
}

/// What a record holds of a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field<'a> {
    /// Nothing: the column has its default value.
    Absent,
    /// NULL.
    Null,
    /// These bytes.
    Value(&'a [u8]),
}

impl<'a> Record<'a> {
    /// The record in a node's data, or `None` when it contradicts itself.
    pub fn parse(bytes: &'a [u8], size: PageSize) -> Option<Self> {
        let ([fixed_last, variable_last, end @ ..], _) = bytes.split_first_chunk::<4>()?;
        let fixed_end = usize::from(u16::from_le_bytes(*end));
        let record = Self {
            bytes,
            fixed_last: *fixed_last,
            variable_last: *variable_last,
            fixed_end,
            is_large: size.is_large(),
        };
        let bitmap = fixed_end.checked_sub(record.bitmap_bytes())?;
        (*fixed_last < 128 && bitmap >= 4 && record.variable_start() <= bytes.len())
            .then_some(record)
    }

    /// A fixed column: its number, from 1, and its place in the record.
    pub fn fixed(&self, fid: u16, offset: usize, len: usize) -> Option<Field<'a>> {
        if fid > u16::from(self.fixed_last) {
            return Some(Field::Absent);
        }
        let bit = usize::from(fid.checked_sub(1)?);
        let bitmap = self.fixed_end.checked_sub(self.bitmap_bytes())?;
        let byte = self.bytes.get(bitmap.checked_add(bit / 8)?)?;
        if byte >> (bit % 8) & 1 == 1 {
            return Some(Field::Null);
        }
        let value = self.bytes.get(offset..bitmap)?.get(..len)?;
        Some(Field::Value(value))
    }

    /// A variable column: its number, from 128.
    pub fn variable(&self, fid: u16) -> Option<Field<'a>> {
        if fid > u16::from(self.variable_last) {
            return Some(Field::Absent);
        }
        let index = usize::from(fid.checked_sub(FIRST_VARIABLE)?);
        let end = self.variable_end(index)?;
        if end & 0x8000 != 0 {
            return Some(Field::Null);
        }
        let start = match index.checked_sub(1) {
            Some(before) => self.variable_end(before)? & 0x7FFF,
            None => 0,
        };
        let data = self.bytes.get(self.variable_start()..)?;
        Some(Field::Value(data.get(usize::from(start)..usize::from(end))?))
    }

    /// How many fixed and variable columns are stored, and their bytes: data, and what tells where
    /// the data is.
    pub fn untagged_size(&self) -> Option<(usize, usize, usize)> {
        let count = usize::from(self.fixed_last).checked_add(self.variable_count())?;
        let fixed = self.fixed_end.checked_sub(self.bitmap_bytes())?.checked_sub(HEADER)?;
        let offsets = self.variable_count().checked_mul(2)?;
        let overhead = self.bitmap_bytes().checked_add(offsets)?;
        Some((count, fixed.checked_add(self.variable_bytes()?)?, overhead))
    }

    /// The last fixed and the last variable column that are stored.
    pub fn last_stored(&self) -> (u16, u16) {
        (self.fixed_last.into(), self.variable_last.into())
    }

    /// Bytes of all variable columns.
    fn variable_bytes(&self) -> Option<usize> {
        Some(match self.variable_count().checked_sub(1) {
            Some(last) => usize::from(self.variable_end(last)? & 0x7FFF),
            None => 0,
        })
    }

    /// The tagged columns, or `None` when their table is malformed.
    pub fn tagged(&self) -> Option<TaggedColumns<'a>> {
        let data = self.bytes.get(self.variable_start()..)?;
        TaggedColumns::parse(data.get(self.variable_bytes()?..)?, self.is_large)
    }

    fn variable_end(&self, index: usize) -> Option<u16> {
        let at = self.fixed_end.checked_add(index.checked_mul(2)?)?;
        Some(u16::from_le_bytes(*self.bytes.get(at..)?.first_chunk()?))
    }

    fn variable_count(&self) -> usize {
        usize::from(self.variable_last).saturating_sub(127)
    }

    fn variable_start(&self) -> usize {
        self.fixed_end.saturating_add(self.variable_count().saturating_mul(2))
    }

    fn bitmap_bytes(&self) -> usize {
        usize::from(self.fixed_last).div_ceil(8)
    }
}
