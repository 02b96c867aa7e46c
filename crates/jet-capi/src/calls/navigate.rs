//! Where cursors go: moves, keys, seeks, ranges, counts, indexes.
#![allow(unsafe_code, reason = "pointers of C callers")]

use jet_api::JetErr;
use jet_api::grbit::{IndexRange, MakeKey, Move, PrereadKeys, Seek, SetCurrentIndex};
use jet_api::index::IndexId;

use super::session::handle;
use super::table::cursor;
use crate::abi::{JET_GRBIT, JET_INDEXID, JET_SESID, JET_TABLEID, c_void};
use crate::border::{DONE, Outcome, engine};
use crate::memory::{bytes, elements, get, put};
use crate::text::{Unit, put_text, text};

/// Room for the longest name of an index.
const NAME_BYTES: usize = 256;

/// `JetMove`.
pub(crate) unsafe fn r#move(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    rows: i32,
    grbit: JET_GRBIT,
) -> Outcome {
    let grbit = Move::from_bits_retain(grbit);
    engine().move_cursor(handle(sesid), cursor(tableid), rows, grbit)?;
    DONE
}

/// `JetMakeKey`.
pub(crate) unsafe fn make_key(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    data: *const c_void,
    len: u32,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let data = unsafe { bytes(data, len) };
    let grbit = MakeKey::from_bits_retain(grbit);
    engine().make_key(handle(sesid), cursor(tableid), data, len as usize, grbit)?;
    DONE
}

/// `JetSeek`.
pub(crate) unsafe fn seek(sesid: JET_SESID, tableid: JET_TABLEID, grbit: JET_GRBIT) -> Outcome {
    Ok(engine().seek(handle(sesid), cursor(tableid), Seek::from_bits_retain(grbit))?)
}

/// `JetSetIndexRange`.
pub(crate) unsafe fn set_index_range(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    grbit: JET_GRBIT,
) -> Outcome {
    let grbit = IndexRange::from_bits_retain(grbit);
    engine().set_index_range(handle(sesid), cursor(tableid), grbit)?;
    DONE
}

/// `JetIndexRecordCount`.
pub(crate) unsafe fn index_record_count(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    pcount: *mut u32,
    most: u32,
) -> Outcome {
    let mut count = u64::MAX;
    let result =
        engine().index_record_count(handle(sesid), cursor(tableid), &mut count, most.into());
    let told = u32::try_from(count);
    if let Ok(count) = told {
        // SAFETY: C1.
        unsafe { put(pcount, count) };
    }
    result?;
    if told.is_err() { Err(JetErr::TOO_MANY_RECORDS) } else { DONE }
}

/// `JetSetTableSequential`.
pub(crate) unsafe fn set_table_sequential(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    grbit: JET_GRBIT,
) -> Outcome {
    let grbit = PrereadKeys::from_bits_retain(grbit);
    engine().set_table_sequential(handle(sesid), cursor(tableid), grbit)?;
    DONE
}

/// `JetResetTableSequential`.
pub(crate) unsafe fn reset_table_sequential(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    _grbit: JET_GRBIT,
) -> Outcome {
    engine().reset_table_sequential(handle(sesid), cursor(tableid))?;
    DONE
}

/// `JetPrereadKeys`.
pub(crate) unsafe fn preread_keys(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    keys: *mut *const c_void,
    lens: *const u32,
    count: i32,
    pread: *mut i32,
    grbit: JET_GRBIT,
) -> Outcome {
    let count = u32::try_from(count).map_err(|_| JetErr::INVALID_PARAMETER)?;
    let mut list = Vec::new();
    for (key, len) in elements(keys, count).zip(elements(lens.cast_mut(), count)) {
        // SAFETY: C1.
        let key = unsafe { get(key).zip(get(len)).and_then(|(key, len)| bytes(key, len)) };
        list.push(key.ok_or(JetErr::INVALID_PARAMETER)?);
    }
    let grbit = PrereadKeys::from_bits_retain(grbit);
    let read = engine().preread_keys(handle(sesid), cursor(tableid), &list, grbit)?;
    // SAFETY: C1.
    unsafe { put(pread, i32::try_from(read).unwrap_or(i32::MAX)) };
    DONE
}

/// `JetSetCurrentIndex`.
pub(crate) unsafe fn set_current_index<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    name: *const C,
) -> Outcome {
    // SAFETY: C1.
    unsafe { set_current_index4(sesid, tableid, name, std::ptr::null_mut(), 0, 1) }
}

/// `JetSetCurrentIndex2`.
pub(crate) unsafe fn set_current_index2<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    name: *const C,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    unsafe { set_current_index4(sesid, tableid, name, std::ptr::null_mut(), grbit, 1) }
}

/// `JetSetCurrentIndex3`.
pub(crate) unsafe fn set_current_index3<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    name: *const C,
    grbit: JET_GRBIT,
    number: u32,
) -> Outcome {
    // SAFETY: C1.
    unsafe { set_current_index4(sesid, tableid, name, std::ptr::null_mut(), grbit, number) }
}

/// `JetSetCurrentIndex4`.
pub(crate) unsafe fn set_current_index4<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    name: *const C,
    pindexid: *mut JET_INDEXID,
    grbit: JET_GRBIT,
    number: u32,
) -> Outcome {
    // SAFETY: C1.
    let (name, id) = unsafe { (text(name)?, get(pindexid)) };
    let id = id.map(|id| {
        let [a, b, c, d, ..] = id.rgbIndexId;
        let number = u32::from_le_bytes([a, b, c, d]);
        let mut index = IndexId::from_number(number);
        index.struct_bytes = id.cbStruct;
        index
    });
    engine().set_current_index(
        handle(sesid),
        cursor(tableid),
        name.as_deref(),
        id,
        SetCurrentIndex::from_bits_retain(grbit),
        number,
    )?;
    DONE
}

/// `JetGetCurrentIndex`.
pub(crate) unsafe fn get_current_index<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    name: *mut C,
    size: u32,
) -> Outcome {
    let mut room = [0; NAME_BYTES];
    let has_room = !name.is_null() && size as usize >= size_of::<C>();
    let place = has_room.then_some(&mut room[..]);
    let code = engine().get_current_index(handle(sesid), cursor(tableid), place)?;
    if has_room {
        let name_bytes = room.split(|byte| *byte == 0).next().unwrap_or_default();
        // SAFETY: C1.
        unsafe { put_text(name, size, &String::from_utf8_lossy(name_bytes)) };
    }
    Ok(code)
}
