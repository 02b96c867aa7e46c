//! A record as it is put together: columns are set in its bytes, one by one.
//!
//! Fixed and variable columns are stored up to the last one that was ever set; those before it that
//! were not set have their default values, or are NULL. Tagged columns are stored when they have
//! values, or to say that they are NULL in spite of a default. How values came about shows in the
//! bytes: several values stay several in form until one is left.
//!
//! Source: ESE `fldmod.cxx`, `tagfld.cxx`.
#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "the buffer holds records made here, or checked when they were loaded"
)]

mod tagged;
#[cfg(test)]
mod tests;

use jet_types::{Coltyp, PageSize};

use super::{FIRST_TAGGED, FIRST_VARIABLE, HEADER, Instance, Record, limits};
use crate::error::{Result, TableError};
use crate::refusal::Refusal;
use crate::schema::{ColumnFlags, ColumnSchema, TableSchema};

/// What fills places of fixed columns that were never set.
const FILL: u8 = 0x2A;
/// In the end of a variable column's data: it is NULL.
const NULL_END: u16 = 0x8000;
/// The record without columns.
const MINIMAL: [u8; HEADER] = [0, 127, HEADER as u8, 0];

/// A record to be. Its memory is kept from record to record.
#[derive(Clone, Debug)]
pub struct RecordBuffer {
    bytes: Vec<u8>,
    page_size: PageSize,
    /// The largest it may get.
    most: usize,
    /// Where the data of a tagged column is put together.
    scratch: Vec<u8>,
}

/// What became of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fit {
    /// It is in the record as it was given.
    Whole,
    /// It was longer than the column may be, and was cut.
    Cut,
}

impl RecordBuffer {
    /// An empty record of a table.
    pub fn new(page_size: PageSize, table: &TableSchema) -> Self {
        let most = limits::record_most(page_size, table);
        Self { bytes: MINIMAL.to_vec(), page_size, most, scratch: Vec::new() }
    }

    /// The record's bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The record, to read.
    pub fn record(&self) -> Record<'_> {
        Record::parse(&self.bytes, self.page_size).expect("a record made here is one")
    }

    /// The largest the record may get.
    pub fn most(&self) -> usize {
        self.most
    }

    /// Starts anew, without columns.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.bytes.extend_from_slice(&MINIMAL);
    }

    /// Starts from a record of a page.
    ///
    /// # Errors
    /// [`TableError::Record`] when it contradicts itself; the buffer has no columns then.
    pub fn load(&mut self, bytes: &[u8]) -> Result<()> {
        self.bytes.clear();
        self.bytes.extend_from_slice(bytes);
        if self.is_sound() {
            return Ok(());
        }
        self.clear();
        Err(TableError::Record("contradicts itself"))
    }

    /// Starts with the defaults of fixed and variable columns, as new rows do.
    ///
    /// # Errors
    /// What [`set`](Self::set) gives.
    pub fn load_defaults(&mut self, table: &TableSchema) -> Result<()> {
        self.clear();
        let columns = table.columns.iter().filter(|column| column.fid < FIRST_TAGGED);
        for column in columns {
            if let Some(default) = column.plain_default() {
                self.set(table, column, 1, Some(default))?;
            }
        }
        Ok(())
    }

    /// Sets a value of a column, or removes it. Of a tagged column that is value `number`, from 1;
    /// 0 or a number that is not there adds one. A long value goes into the record as it is.
    ///
    /// # Errors
    /// [`Refusal::NullInvalid`], [`Refusal::InvalidBufferSize`], [`Refusal::ColumnTooBig`],
    /// [`Refusal::RecordTooBig`]; [`TableError::Catalog`] when fixed columns overlap. The record is
    /// as it was then.
    pub fn set(
        &mut self,
        table: &TableSchema,
        column: &ColumnSchema,
        number: u32,
        value: Option<&[u8]>,
    ) -> Result<Fit> {
        match column.fid {
            ..FIRST_VARIABLE => self.set_fixed(table, column, value),
            FIRST_VARIABLE..FIRST_TAGGED => self.set_variable(table, column, value),
            FIRST_TAGGED.. => {
                self.set_tagged(column, number, value.map(Instance::Plain), false)?;
                Ok(Fit::Whole)
            }
        }
    }

    fn set_fixed(
        &mut self,
        table: &TableSchema,
        column: &ColumnSchema,
        value: Option<&[u8]>,
    ) -> Result<Fit> {
        let value = value.filter(|value| !value.is_empty());
        let room = column.fixed_len();
        match value {
            None if column.flags.has(ColumnFlags::NOT_NULL) => {
                return Err(Refusal::NullInvalid.into());
            }
            None => {}
            Some(value) => {
                let may_be_shorter = column.coltyp.fixed_bytes().is_none();
                if value.len() > room || (value.len() < room && !may_be_shorter) {
                    return Err(Refusal::InvalidBufferSize.into());
                }
            }
        }
        self.reach_fixed(table, column)?;
        self.put_fixed(column, value);
        Ok(Fit::Whole)
    }

    /// Stores fixed columns up to this one.
    fn reach_fixed(&mut self, table: &TableSchema, column: &ColumnSchema) -> Result<()> {
        let (last, fid) = (self.bytes[0], column.fid as u8);
        if fid <= last {
            return Ok(());
        }
        let old_end = self.fixed_end();
        let mut bitmap = [0xFF; 16];
        let old_bitmap = usize::from(last).div_ceil(8);
        let data_end = old_end - old_bitmap;
        bitmap[..old_bitmap].copy_from_slice(&self.bytes[data_end..old_end]);
        if last % 8 != 0 {
            bitmap[old_bitmap - 1] |= 0xFF << (last % 8);
        }
        let new_data_end = usize::from(column.offset) + column.fixed_len();
        let new_end = new_data_end + usize::from(fid).div_ceil(8);
        if usize::from(column.offset) < data_end {
            let what = format!("columns of table {:?} overlap", table.name);
            return Err(TableError::Catalog(what));
        }
        self.open_gap(old_end, new_end - old_end)?;
        self.bytes[data_end..new_data_end].fill(FILL);
        self.bytes[new_data_end..new_end].copy_from_slice(&bitmap[..new_end - new_data_end]);
        self.bytes[0] = fid;
        self.bytes[2..4].copy_from_slice(&(new_end as u16).to_le_bytes());
        for between in table.columns_between(last.into(), fid.into()) {
            if let Some(default) = between.plain_default()
                && usize::from(between.offset) + between.fixed_len() <= new_data_end
            {
                self.put_fixed(between, Some(default));
            }
        }
        Ok(())
    }

    /// Writes a fixed column that is stored.
    fn put_fixed(&mut self, column: &ColumnSchema, value: Option<&[u8]>) {
        let bit = usize::from(column.fid - 1);
        let data_end = self.fixed_end() - usize::from(self.bytes[0]).div_ceil(8);
        let null = &mut self.bytes[data_end + bit / 8];
        let Some(value) = value else {
            *null |= 1 << (bit % 8);
            return;
        };
        *null &= !(1 << (bit % 8));
        let start = usize::from(column.offset);
        let place = &mut self.bytes[start..start + column.fixed_len()];
        if column.coltyp == Coltyp::Bit {
            place[0] = stored_bit(value);
            return;
        }
        let len = value.len().min(place.len());
        place[..len].copy_from_slice(&value[..len]);
        pad(column, place, len);
    }

    fn set_variable(
        &mut self,
        table: &TableSchema,
        column: &ColumnSchema,
        value: Option<&[u8]>,
    ) -> Result<Fit> {
        if value.is_none() && column.flags.has(ColumnFlags::NOT_NULL) {
            return Err(Refusal::NullInvalid.into());
        }
        let most = if column.max_len == 0 { 255 } else { column.max_len as usize };
        let cut = value.map(|value| &value[..value.len().min(most)]);
        self.reach_variable(table, column.fid, cut.map_or(0, <[u8]>::len))?;
        self.put_variable(usize::from(column.fid - FIRST_VARIABLE), cut)?;
        let is_cut = cut.map(<[u8]>::len) < value.map(<[u8]>::len);
        Ok(if is_cut { Fit::Cut } else { Fit::Whole })
    }

    /// Stores variable columns up to this one, if what comes besides and a value of `len` bytes
    /// fits.
    fn reach_variable(&mut self, table: &TableSchema, fid: u16, len: usize) -> Result<()> {
        let last = u16::from(self.bytes[1]);
        if fid <= last {
            return Ok(());
        }
        // Defaults come one by one; all of it must fit, or none of it is done.
        let between = || table.columns_between(last, fid - 1);
        let defaults: usize =
            between().filter_map(|column| column.plain_default()).map(<[u8]>::len).sum();
        let offsets = usize::from(fid - last) * 2;
        if self.bytes.len() + offsets + defaults + len > self.most {
            return Err(Refusal::RecordTooBig.into());
        }
        let end = self.variable_end();
        let at = self.variable_start();
        self.open_gap(at, offsets)?;
        for place in self.bytes[at..at + offsets].as_chunks_mut::<2>().0 {
            *place = (end as u16 | NULL_END).to_le_bytes();
        }
        self.bytes[1] = fid as u8;
        for column in between() {
            if let Some(default) = column.plain_default() {
                self.put_variable(usize::from(column.fid - FIRST_VARIABLE), Some(default))?;
            }
        }
        Ok(())
    }

    /// Writes a variable column that is stored, by its index among them.
    fn put_variable(&mut self, index: usize, value: Option<&[u8]>) -> Result<()> {
        let data = self.variable_start();
        let start = if index == 0 { 0 } else { self.end_of(index - 1) };
        let end = self.end_of(index);
        let value_bytes = value.unwrap_or(&[]);
        let new_end = start + value_bytes.len();
        self.resize(data + start, end - start, value_bytes.len())?;
        self.bytes[data + start..data + new_end].copy_from_slice(value_bytes);
        for other in index..self.variable_count() {
            let moved =
                self.raw_end(other) & NULL_END | (self.end_of(other) - end + new_end) as u16;
            self.set_raw_end(other, moved);
        }
        let null = if value.is_none() { NULL_END } else { 0 };
        self.set_raw_end(index, new_end as u16 | null);
        Ok(())
    }

    /// Makes `old` bytes at a place `new` bytes.
    fn resize(&mut self, at: usize, old: usize, new: usize) -> Result<()> {
        if new >= old {
            return self.open_gap(at + old, new - old);
        }
        self.bytes.drain(at + new..at + old);
        Ok(())
    }

    /// Makes room at a place, if the record does not get too large.
    fn open_gap(&mut self, at: usize, by: usize) -> Result<()> {
        let len = self.bytes.len();
        if by > 0 && len + by > self.most {
            return Err(Refusal::RecordTooBig.into());
        }
        self.bytes.resize(len + by, 0);
        self.bytes.copy_within(at..len, at + by);
        Ok(())
    }

    /// Whether offsets grow and lie within the record.
    fn is_sound(&self) -> bool {
        let Some(record) = Record::parse(&self.bytes, self.page_size) else { return false };
        let mut last = 0;
        for index in 0..self.variable_count() {
            let end = self.end_of(index);
            if end < last {
                return false;
            }
            last = end;
        }
        if self.variable_start() + last > self.bytes.len() {
            return false;
        }
        let Some(tagged) = record.tagged() else { return false };
        let is_empty = self.variable_start() + last == self.bytes.len();
        is_empty || tagged::is_sound(&tagged)
    }

    fn fixed_end(&self) -> usize {
        usize::from(u16::from_le_bytes([self.bytes[2], self.bytes[3]]))
    }

    fn variable_count(&self) -> usize {
        usize::from(self.bytes[1]).saturating_sub(127)
    }

    fn variable_start(&self) -> usize {
        self.fixed_end() + self.variable_count() * 2
    }

    /// Where the data of all variable columns ends, from its start.
    fn variable_end(&self) -> usize {
        self.variable_count().checked_sub(1).map_or(0, |last| self.end_of(last))
    }

    fn end_of(&self, index: usize) -> usize {
        usize::from(self.raw_end(index) & !NULL_END)
    }

    fn raw_end(&self, index: usize) -> u16 {
        let at = self.fixed_end() + index * 2;
        u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]])
    }

    fn set_raw_end(&mut self, index: usize, end: u16) {
        let at = self.fixed_end() + index * 2;
        self.bytes[at..at + 2].copy_from_slice(&end.to_le_bytes());
    }
}

/// A truth value as records have it.
fn stored_bit(value: &[u8]) -> u8 {
    if value.first().is_some_and(|byte| *byte != 0) { 0xFF } else { 0 }
}

/// Fills a fixed column behind its value: text with spaces, other data with zeros.
fn pad(column: &ColumnSchema, place: &mut [u8], len: usize) {
    let fill = match (column.coltyp.is_text(), column.code_page) {
        (false, _) => [0, 0],
        (true, 1200) => [b' ', 0],
        (true, _) => [b' ', b' '],
    };
    for (at, byte) in place.iter_mut().enumerate().skip(len) {
        *byte = fill[at % 2];
    }
}
