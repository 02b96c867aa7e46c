//! What records hold.
#![allow(unsafe_code, reason = "pointers of C callers")]

use jet_api::grbit::{RecordSize, Retrieve};
use jet_api::retrieve::{RetInfo, RetrieveElement, Size};
use jet_api::{ColumnId, JetErr};

use super::session::handle;
use super::table::cursor;
use crate::abi::{
    JET_COLUMNID, JET_GRBIT, JET_RECSIZE, JET_RECSIZE2, JET_RETINFO, JET_RETRIEVECOLUMN, JET_SESID,
    JET_TABLEID, c_void,
};
use crate::border::{DONE, Outcome, engine};
use crate::memory::{buffer, elements, get, put, put_len};

/// `JetRetrieveColumn`.
pub(crate) unsafe fn retrieve_column(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    column: JET_COLUMNID,
    data: *mut c_void,
    len: u32,
    pactual: *mut u32,
    grbit: JET_GRBIT,
    pretinfo: *mut JET_RETINFO,
) -> Outcome {
    // SAFETY: C1.
    let (place, given) = unsafe { (buffer(data, len), get(pretinfo)) };
    let mut info = given.map(|given| RetInfo {
        struct_bytes: given.cbStruct,
        offset: given.ibLongValue,
        number: given.itagSequence,
        column: None,
    });
    let mut actual = usize::MAX;
    let result = engine().retrieve_column(
        handle(sesid),
        cursor(tableid),
        ColumnId(column),
        place,
        &mut actual,
        Retrieve::from_bits_retain(grbit),
        info.as_mut(),
    );
    // SAFETY: C1.
    unsafe { put_len(pactual, (actual != usize::MAX).then_some(actual)) };
    if let Some((given, (number, column))) =
        given.zip(info.and_then(|info| Some((info.number, info.column?))))
    {
        let told = JET_RETINFO { itagSequence: number, columnidNextTagged: column.0, ..given };
        // SAFETY: C1.
        unsafe { put(pretinfo, told) };
    }
    Ok(result?)
}

/// `JetRetrieveColumns`.
pub(crate) unsafe fn retrieve_columns(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    columns: *mut JET_RETRIEVECOLUMN,
    count: u32,
) -> Outcome {
    if columns.is_null() && count > 0 {
        return Err(JetErr::INVALID_PARAMETER);
    }
    // SAFETY: C1; buffers of one call do not overlap.
    let wanted = elements(columns, count).filter_map(|place| unsafe {
        let given = get(place)?;
        Some(RetrieveElement {
            column: ColumnId(given.columnid),
            buffer: buffer(given.pvData, given.cbData),
            grbit: Retrieve::from_bits_retain(given.grbit),
            offset: given.ibLongValue,
            number: given.itagSequence,
            actual: None,
            next: None,
            code: None,
        })
    });
    let mut wanted: Vec<_> = wanted.collect();
    let result = engine().retrieve_columns(handle(sesid), cursor(tableid), &mut wanted);
    for (place, element) in elements(columns, count).zip(wanted) {
        // SAFETY: C1: the element was read from there.
        unsafe {
            put_len(&raw mut (*place).cbActual, element.actual);
            if let Some(next) = element.next {
                put(&raw mut (*place).columnidNextTagged, next.0);
                put(&raw mut (*place).itagSequence, element.number);
            }
            if let Some(code) = element.code {
                put(&raw mut (*place).err, code.raw());
            }
        }
    }
    Ok(result?)
}

/// `JetGetRecordSize`.
pub(crate) unsafe fn get_record_size(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    place: *mut JET_RECSIZE,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let Some(given) = (unsafe { get(place) }) else { return Err(JetErr::INVALID_PARAMETER) };
    let size = record_size(sesid, tableid, &short(&given), grbit)?;
    // SAFETY: C1.
    unsafe { put(place, told(&size)) };
    DONE
}

/// `JetGetRecordSize2`.
pub(crate) unsafe fn get_record_size2(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    place: *mut JET_RECSIZE2,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1: the longer structure begins like the shorter one.
    let given = unsafe { get(place).zip(get(place.cast::<JET_RECSIZE>())) };
    let Some((given, begin)) = given else { return Err(JetErr::INVALID_PARAMETER) };
    let before = Size {
        compressed_columns: given.cCompressedColumns,
        data_compressed: given.cbDataCompressed,
        long_value_data_compressed: given.cbLongValueDataCompressed,
        ..short(&begin)
    };
    let size = record_size(sesid, tableid, &before, grbit)?;
    // SAFETY: C1.
    unsafe {
        put(place.cast(), told(&size));
        put(&raw mut (*place).cCompressedColumns, size.compressed_columns);
        put(&raw mut (*place).cbDataCompressed, size.data_compressed);
        put(&raw mut (*place).cbLongValueDataCompressed, size.long_value_data_compressed);
    }
    DONE
}

fn record_size(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    before: &Size,
    grbit: JET_GRBIT,
) -> Result<Size, JetErr> {
    let mut size = *before;
    let grbit = RecordSize::from_bits_retain(grbit);
    engine().get_record_size(handle(sesid), cursor(tableid), &mut size, grbit)?;
    Ok(size)
}

fn short(given: &JET_RECSIZE) -> Size {
    Size {
        data: given.cbData,
        long_value_data: given.cbLongValueData,
        overhead: given.cbOverhead,
        long_value_overhead: given.cbLongValueOverhead,
        non_tagged_columns: given.cNonTaggedColumns,
        tagged_columns: given.cTaggedColumns,
        long_values: given.cLongValues,
        multi_values: given.cMultiValues,
        ..Size::default()
    }
}

fn told(size: &Size) -> JET_RECSIZE {
    JET_RECSIZE {
        cbData: size.data,
        cbLongValueData: size.long_value_data,
        cbOverhead: size.overhead,
        cbLongValueOverhead: size.long_value_overhead,
        cNonTaggedColumns: size.non_tagged_columns,
        cTaggedColumns: size.tagged_columns,
        cLongValues: size.long_values,
        cMultiValues: size.multi_values,
    }
}
