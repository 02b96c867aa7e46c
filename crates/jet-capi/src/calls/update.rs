//! Rows prepared, set, written, deleted.
#![allow(unsafe_code, reason = "pointers of C callers")]

use jet_api::bookmark::Place;
use jet_api::grbit::{EscrowUpdate, Lock, SetColumn, Update};
use jet_api::update::{SetElement, SetInfo};
use jet_api::{ColumnId, JetErr};

use super::session::handle;
use super::table::cursor;
use crate::abi::{
    JET_COLUMNID, JET_GRBIT, JET_SESID, JET_SETCOLUMN, JET_SETINFO, JET_TABLEID, c_void,
};
use crate::border::{DONE, Outcome, engine};
use crate::memory::{buffer, bytes, elements, get, put, put_len};

/// `JetPrepareUpdate`.
pub(crate) unsafe fn prepare_update(sesid: JET_SESID, tableid: JET_TABLEID, prep: u32) -> Outcome {
    engine().prepare_update(handle(sesid), cursor(tableid), prep)?;
    DONE
}

/// A value to set: none of a null pointer, whose size may still mean something.
unsafe fn value<'a>(data: *const c_void, len: u32) -> Option<&'a [u8]> {
    // More than any value has: the engine refuses the size, and nobody reads so far.
    let len = if len > i32::MAX as u32 { 0 } else { len };
    // SAFETY: C1.
    if data.is_null() { None } else { unsafe { bytes(data, len) } }
}

/// `JetSetColumn`.
pub(crate) unsafe fn set_column(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    column: JET_COLUMNID,
    data: *const c_void,
    len: u32,
    grbit: JET_GRBIT,
    psetinfo: *mut JET_SETINFO,
) -> Outcome {
    // SAFETY: C1.
    let (data, info) = unsafe { (value(data, len), get(psetinfo)) };
    let info = info.map(|info| SetInfo {
        struct_bytes: info.cbStruct,
        offset: info.ibLongValue,
        number: info.itagSequence,
    });
    Ok(engine().set_column(
        handle(sesid),
        cursor(tableid),
        ColumnId(column),
        data,
        len as usize,
        SetColumn::from_bits_retain(grbit),
        info.as_ref(),
    )?)
}

/// `JetSetColumns`.
pub(crate) unsafe fn set_columns(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    columns: *mut JET_SETCOLUMN,
    count: u32,
) -> Outcome {
    if columns.is_null() && count > 0 {
        return Err(JetErr::INVALID_PARAMETER);
    }
    // SAFETY: C1.
    let wanted = elements(columns, count).filter_map(|place| unsafe {
        let given = get(place)?;
        Some(SetElement {
            column: ColumnId(given.columnid),
            data: value(given.pvData, given.cbData),
            size: given.cbData as usize,
            grbit: SetColumn::from_bits_retain(given.grbit),
            offset: given.ibLongValue,
            number: given.itagSequence,
            code: None,
        })
    });
    let mut wanted: Vec<_> = wanted.collect();
    let result = engine().set_columns(handle(sesid), cursor(tableid), &mut wanted);
    for (place, element) in elements(columns, count).zip(wanted) {
        if let Some(code) = element.code {
            // SAFETY: C1: the element was read from there.
            unsafe { put(&raw mut (*place).err, code.raw()) };
        }
    }
    Ok(result?)
}

/// `JetUpdate`.
pub(crate) unsafe fn update(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    bookmark: *mut c_void,
    len: u32,
    pactual: *mut u32,
) -> Outcome {
    // SAFETY: C1.
    unsafe { update2(sesid, tableid, bookmark, len, pactual, 0) }
}

/// `JetUpdate2`.
pub(crate) unsafe fn update2(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    bookmark: *mut c_void,
    len: u32,
    pactual: *mut u32,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let mut place = Place::new(unsafe { buffer(bookmark, len) });
    let grbit = Update::from_bits_retain(grbit);
    let result = engine().update(handle(sesid), cursor(tableid), &mut place, grbit);
    // SAFETY: C1.
    unsafe { put_len(pactual, place.actual) };
    result?;
    DONE
}

/// `JetDelete`.
pub(crate) unsafe fn delete(sesid: JET_SESID, tableid: JET_TABLEID) -> Outcome {
    engine().delete(handle(sesid), cursor(tableid))?;
    DONE
}

/// `JetEscrowUpdate`.
pub(crate) unsafe fn escrow_update(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    column: JET_COLUMNID,
    by: *mut c_void,
    len: u32,
    old: *mut c_void,
    old_len: u32,
    pold_actual: *mut u32,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let (by, old) = unsafe { (bytes(by, len), buffer(old, old_len)) };
    let by = by.ok_or(JetErr::INVALID_PARAMETER)?;
    let mut old = Place::new(old);
    let grbit = EscrowUpdate::from_bits_retain(grbit);
    let (sesid, tableid) = (handle(sesid), cursor(tableid));
    let result = engine().escrow_update(sesid, tableid, ColumnId(column), by, &mut old, grbit);
    // SAFETY: C1.
    unsafe { put_len(pold_actual, old.actual) };
    result?;
    DONE
}

/// `JetGetLock`.
pub(crate) unsafe fn get_lock(sesid: JET_SESID, tableid: JET_TABLEID, grbit: JET_GRBIT) -> Outcome {
    engine().get_lock(handle(sesid), cursor(tableid), Lock::from_bits_retain(grbit))?;
    DONE
}
