//! Where cursors stand: bookmarks, keys, positions.
#![allow(unsafe_code, reason = "pointers of C callers")]

use jet_api::JetErr;
use jet_api::bookmark::{Place, RecordPosition};
use jet_api::grbit::{GotoSecondaryBookmark, Retrieve};

use super::session::handle;
use super::table::cursor;
use crate::abi::{JET_GRBIT, JET_RECPOS, JET_RECPOS2, JET_SESID, JET_TABLEID, c_void};
use crate::border::{DONE, Outcome, engine};
use crate::memory::{buffer, bytes, get, put, put_len};

/// `JetGetBookmark`.
pub(crate) unsafe fn get_bookmark(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    data: *mut c_void,
    len: u32,
    pactual: *mut u32,
) -> Outcome {
    // SAFETY: C1.
    let mut place = Place::new(unsafe { buffer(data, len) });
    let result = engine().get_bookmark(handle(sesid), cursor(tableid), &mut place);
    // SAFETY: C1.
    unsafe { put_len(pactual, place.actual) };
    result?;
    DONE
}

/// `JetGotoBookmark`.
pub(crate) unsafe fn goto_bookmark(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    data: *mut c_void,
    len: u32,
) -> Outcome {
    // SAFETY: C1.
    let bookmark = unsafe { bytes(data, len) };
    engine().goto_bookmark(handle(sesid), cursor(tableid), bookmark)?;
    DONE
}

/// `JetGetSecondaryIndexBookmark`, whose bits nothing looks at.
pub(crate) unsafe fn get_secondary_index_bookmark(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    key: *mut c_void,
    key_len: u32,
    pkey_actual: *mut u32,
    primary: *mut c_void,
    primary_len: u32,
    pprimary_actual: *mut u32,
    _grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let (key, primary) = unsafe { (buffer(key, key_len), buffer(primary, primary_len)) };
    let (mut key, mut primary) = (Place::new(key), Place::new(primary));
    let result = engine().get_secondary_index_bookmark(
        handle(sesid),
        cursor(tableid),
        &mut key,
        &mut primary,
    );
    // SAFETY: C1.
    unsafe {
        put_len(pkey_actual, key.actual);
        put_len(pprimary_actual, primary.actual);
    }
    result?;
    DONE
}

/// `JetGotoSecondaryIndexBookmark`.
pub(crate) unsafe fn goto_secondary_index_bookmark(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    key: *mut c_void,
    key_len: u32,
    primary: *mut c_void,
    primary_len: u32,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let (key, primary) = unsafe { (bytes(key, key_len), bytes(primary, primary_len)) };
    let grbit = GotoSecondaryBookmark::from_bits_retain(grbit);
    let (sesid, tableid) = (handle(sesid), cursor(tableid));
    engine().goto_secondary_index_bookmark(sesid, tableid, key, primary, grbit)?;
    DONE
}

/// `JetRetrieveKey`.
pub(crate) unsafe fn retrieve_key(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    data: *mut c_void,
    len: u32,
    pactual: *mut u32,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let mut place = Place::new(unsafe { buffer(data, len) });
    let grbit = Retrieve::from_bits_retain(grbit);
    let result = engine().retrieve_key(handle(sesid), cursor(tableid), &mut place, grbit);
    // SAFETY: C1.
    unsafe { put_len(pactual, place.actual) };
    Ok(result?)
}

/// `JetGetRecordPosition`. The size tells which of two structures is to be filled.
pub(crate) unsafe fn get_record_position(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    place: *mut JET_RECPOS,
    size: u32,
) -> Outcome {
    if place.is_null() || (size as usize) < size_of::<JET_RECPOS>() {
        return Err(JetErr::INVALID_PARAMETER);
    }
    let found = engine().get_record_position(handle(sesid), cursor(tableid))?;
    let narrow = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let short = JET_RECPOS {
        cbStruct: size_of::<JET_RECPOS>() as u32,
        centriesLT: narrow(found.before),
        centriesInRange: narrow(found.in_range),
        centriesTotal: narrow(found.total),
    };
    if size as usize >= size_of::<JET_RECPOS2>() {
        let long = JET_RECPOS2 {
            cbStruct: size_of::<JET_RECPOS2>() as u32,
            centriesLTDeprecated: short.centriesLT,
            centriesInRangeDeprecated: short.centriesInRange,
            centriesTotalDeprecated: short.centriesTotal,
            centriesLT: found.before,
            centriesTotal: found.total,
        };
        // SAFETY: C1: the place has as many bytes as its size says.
        unsafe { put(place.cast(), long) };
    } else {
        // SAFETY: C1.
        unsafe { put(place, short) };
    }
    DONE
}

/// `JetGotoPosition`. The structure says which of two it is.
pub(crate) unsafe fn goto_position(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    place: *mut JET_RECPOS,
) -> Outcome {
    // SAFETY: C1.
    let Some(short) = (unsafe { get(place) }) else { return Err(JetErr::INVALID_PARAMETER) };
    let position = if short.cbStruct as usize == size_of::<JET_RECPOS2>() {
        // SAFETY: C1: the structure is as large as it says.
        let long = unsafe { get(place.cast::<JET_RECPOS2>()) };
        long.map(|long| (long.centriesLT, long.centriesTotal))
    } else {
        Some((short.centriesLT.into(), short.centriesTotal.into()))
    };
    let (before, total) = position.ok_or(JetErr::INVALID_PARAMETER)?;
    let position = RecordPosition { before, in_range: 1, total };
    engine().goto_position(handle(sesid), cursor(tableid), position)?;
    DONE
}
