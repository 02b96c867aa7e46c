//! `JetEnumerateColumns`: all of a record, in memory that the caller's function gives out.
#![allow(unsafe_code, reason = "pointers of C callers, and memory from them")]

use jet_api::grbit::Enumerate;
use jet_api::retrieve::{EnumColumn, EnumValue, EnumWanted};
use jet_api::{ColumnId, JetErr};

use super::session::handle;
use super::table::cursor;
use crate::abi::{
    JET_ENUMCOLUMN, JET_ENUMCOLUMNID, JET_ENUMCOLUMNVALUE, JET_GRBIT, JET_PFNREALLOC, JET_SESID,
    JET_TABLEID, c_void,
};
use crate::border::{Outcome, engine};
use crate::memory::{elements, get, put};

/// What the caller's function gave out; taken back unless kept.
struct Given {
    realloc: unsafe extern "C" fn(*mut c_void, *mut c_void, u32) -> *mut c_void,
    context: *mut c_void,
    blocks: Vec<*mut c_void>,
}

impl Given {
    /// Room for so many bytes.
    fn room(&mut self, len: usize) -> Result<*mut c_void, JetErr> {
        let len = u32::try_from(len).map_err(|_| JetErr::OUT_OF_MEMORY)?;
        // SAFETY: C1: the function gives out memory when it gets none.
        let block = unsafe { (self.realloc)(self.context, std::ptr::null_mut(), len) };
        if block.is_null() {
            return Err(JetErr::OUT_OF_MEMORY);
        }
        self.blocks.push(block);
        Ok(block)
    }

    /// Room with these elements; null for none.
    fn copy<T: Copy>(&mut self, from: &[T]) -> Result<*mut T, JetErr> {
        if from.is_empty() {
            return Ok(std::ptr::null_mut());
        }
        let block: *mut T = self.room(size_of_val(from))?.cast();
        for (at, element) in from.iter().enumerate() {
            // SAFETY: C1: the block is as large as was asked for, which is all elements.
            unsafe { block.add(at).write_unaligned(*element) };
        }
        Ok(block)
    }
}

impl Drop for Given {
    fn drop(&mut self) {
        for block in self.blocks.drain(..) {
            // SAFETY: C1: the function takes back what it gave out when asked for no bytes.
            unsafe { (self.realloc)(self.context, block, 0) };
        }
    }
}

/// `JetEnumerateColumns`.
pub(crate) unsafe fn enumerate_columns(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    count: u32,
    columns: *mut JET_ENUMCOLUMNID,
    pcount: *mut u32,
    pcolumns: *mut *mut JET_ENUMCOLUMN,
    realloc: JET_PFNREALLOC,
    context: *mut c_void,
    data_most: u32,
    grbit: JET_GRBIT,
) -> Outcome {
    let is_missing = pcount.is_null() || pcolumns.is_null() || (columns.is_null() && count > 0);
    let Some(realloc) = realloc.filter(|_| !is_missing) else {
        return Err(JetErr::INVALID_PARAMETER);
    };
    // SAFETY: C1.
    let wanted = elements(columns, count).filter_map(|place| unsafe {
        let given = get(place)?;
        let numbers = elements(given.rgtagSequence, given.ctagSequence);
        let numbers = numbers.filter_map(|place| get(place)).collect();
        Some(EnumWanted { column: ColumnId(given.columnid), numbers })
    });
    let wanted: Vec<_> = wanted.collect();
    let grbit = Enumerate::from_bits_retain(grbit);
    let found =
        engine().enumerate_columns(handle(sesid), cursor(tableid), &wanted, data_most, grbit)?;
    let mut given = Given { realloc, context, blocks: Vec::new() };
    let told: Result<Vec<_>, _> =
        found.columns.iter().map(|column| column_of(&mut given, column)).collect();
    let told = told?;
    let block = given.copy(&told)?;
    given.blocks.clear();
    // SAFETY: C1.
    unsafe {
        put(pcolumns, block);
        put(pcount, told.len() as u32);
    }
    Ok(found.code)
}

/// A column: its only value in the column's own fields, or an array of values.
fn column_of(given: &mut Given, column: &EnumColumn) -> Result<JET_ENUMCOLUMN, JetErr> {
    let told = |count, values| JET_ENUMCOLUMN {
        columnid: column.column.0,
        err: column.code.raw(),
        cEnumColumnValue: count,
        rgEnumColumnValue: values,
    };
    match column.values.as_slice() {
        [only] if column.code == JetErr::WRN_COLUMN_SINGLE_VALUE => {
            let data = given.copy(&only.data)?;
            Ok(told(only.data.len() as u32, data.cast()))
        }
        values => {
            let values: Result<Vec<_>, _> =
                values.iter().map(|value| value_of(given, value)).collect();
            let values = values?;
            let block = given.copy(&values)?;
            Ok(told(values.len() as u32, block))
        }
    }
}

fn value_of(given: &mut Given, value: &EnumValue) -> Result<JET_ENUMCOLUMNVALUE, JetErr> {
    Ok(JET_ENUMCOLUMNVALUE {
        itagSequence: value.number,
        err: value.code.raw(),
        cbData: value.data.len() as u32,
        pvData: given.copy(&value.data)?.cast(),
    })
}
