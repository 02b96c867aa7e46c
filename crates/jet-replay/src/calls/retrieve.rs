//! Values of records.

use jet_api::retrieve::{RetInfo, RetrieveElement};
use jet_table::retrieve::enumerate::{EnumColumn, EnumValue, EnumWanted, Enumerated};
use jet_table::retrieve::size::Size;
use jet_types::grbit::{Enumerate, RecordSize, Retrieve};
use jet_types::{ColumnId, JetErr};
use serde_json::{Map, Value, json};

use super::Run;
use crate::args::{Args, Unfit};
use crate::bytes::{self, OutBuffer};
use crate::call::{Answer, Call, SENTINEL, code, shown_code, warned};

pub(super) const CALLS: &[(&str, Run)] = &[
    ("JetRetrieveColumn", retrieve_column),
    ("JetRetrieveColumns", retrieve_columns),
    ("JetEnumerateColumns", enumerate_columns),
    ("JetGetRecordSize", |call| get_record_size(call, false)),
    ("JetGetRecordSize2", |call| get_record_size(call, true)),
];

fn retrieve_column(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let column = ColumnId(call.number32("columnid")?);
    let mut buffer = call.buffer("pvData", "cbData")?;
    let grbit = Retrieve::from_bits_retain(call.flags("grbit")?);
    let is_size_wanted = !call.is_null("pcbActual");
    let mut info = call.structure("pretinfo")?.map(|info| ret_info(&info)).transpose()?;
    let before = info;
    let mut actual = SENTINEL as usize;
    let result = call.engine.retrieve_column(
        sesid,
        tableid,
        column,
        buffer.place(),
        &mut actual,
        grbit,
        info.as_mut(),
    );
    if is_size_wanted && actual != SENTINEL as usize {
        call.put("pcbActual", actual);
    }
    if result.is_ok() {
        call.put_buffer(&buffer, Some(actual));
    }
    if let Some(info) = info.filter(|info| Some(*info) != before) {
        call.put("itagSequence", info.number);
        call.put("columnidNextTagged", info.column.map(ColumnId::get));
    }
    Ok(warned(result))
}

fn ret_info(info: &Args<'_>) -> Result<RetInfo, Unfit> {
    Ok(RetInfo {
        struct_bytes: info.number_or("cbStruct", RetInfo::BYTES.into())? as u32,
        offset: info.number32("ibLongValue")?,
        number: info.number_or("itagSequence", 1)? as u32,
        column: None,
    })
}

fn retrieve_columns(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let list = call.structures("pretrievecolumn")?.unwrap_or_default();
    call.count("cretrievecolumn", "pretrievecolumn")?;
    let buffers = list.iter().map(|element| element.buffer("pvData", "cbData"));
    let mut buffers = buffers.collect::<Result<Vec<OutBuffer>, _>>()?;
    let mut elements = Vec::new();
    for (element, buffer) in list.iter().zip(&mut buffers) {
        elements.push(RetrieveElement {
            column: ColumnId(element.number32("columnid")?),
            buffer: buffer.place(),
            grbit: Retrieve::from_bits_retain(element.flags("grbit")?),
            offset: element.number32("ibLongValue")?,
            number: element.number_or("itagSequence", 1)? as u32,
            actual: None,
            next: None,
            code: None,
        });
    }
    let result = call.engine.retrieve_columns(sesid, tableid, &mut elements);
    let told: Vec<_> = elements
        .iter()
        .map(|element| (element.code, element.actual, element.number, element.next))
        .collect();
    let shown = told.into_iter().zip(&buffers).map(|((code, actual, number, next), buffer)| {
        let mut shown = Map::new();
        shown.insert("err".to_owned(), code.map_or(Value::Null, shown_code));
        shown.insert("itagSequence".to_owned(), number.into());
        if let (Some(actual), Some(next)) = (actual, next) {
            shown.insert("cbActual".to_owned(), actual.into());
            shown.insert("columnidNextTagged".to_owned(), next.get().into());
            let data = buffer.written(Some(actual)).unwrap_or_default();
            shown.insert("pvData".to_owned(), bytes::shown(data));
        }
        Value::Object(shown)
    });
    let shown: Vec<Value> = shown.collect();
    if !shown.is_empty() {
        call.put("pretrievecolumn", shown);
    }
    Ok(warned(result))
}

fn enumerate_columns(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let wanted = call.columns("rgEnumColumnId")?;
    let wanted = wanted.into_iter();
    let wanted: Vec<EnumWanted> =
        wanted.map(|(column, numbers)| EnumWanted { column: ColumnId(column), numbers }).collect();
    let most = call.number32("cbDataMost")?;
    let grbit = Enumerate::from_bits_retain(call.flags("grbit")?);
    let result = call.engine.enumerate_columns(sesid, tableid, &wanted, most, grbit);
    match &result {
        Ok(Enumerated { columns, .. }) => {
            call.put("pcEnumColumn", columns.len());
            call.put("rgEnumColumn", columns.iter().map(shown_column).collect::<Vec<_>>());
        }
        Err(error) if is_of_the_record(error.code()) => call.put("pcEnumColumn", 0),
        Err(_) => {}
    }
    Ok(warned(result.map(|found| found.code)))
}

/// Whether an error came up when the record was looked at.
fn is_of_the_record(code: JetErr) -> bool {
    matches!(code, JetErr::NO_CURRENT_RECORD | JetErr::RECORD_DELETED)
}

fn shown_column(column: &EnumColumn) -> Value {
    let mut shown = Map::new();
    shown.insert("columnid".to_owned(), column.column.get().into());
    shown.insert("err".to_owned(), shown_code(column.code));
    if let (JetErr::WRN_COLUMN_SINGLE_VALUE, [value]) = (column.code, &*column.values) {
        shown.insert("cbData".to_owned(), value.data.len().into());
        shown.insert("pvData".to_owned(), bytes::shown(&value.data));
    } else {
        let values: Vec<Value> = column.values.iter().map(shown_value).collect();
        shown.insert("rgEnumColumnValue".to_owned(), values.into());
    }
    Value::Object(shown)
}

fn shown_value(value: &EnumValue) -> Value {
    json!({
        "itagSequence": value.number,
        "err": shown_code(value.code),
        "cbData": value.data.len(),
        "pvData": bytes::shown(&value.data),
    })
}

fn get_record_size(call: &mut Call<'_>, has_compressed: bool) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let grbit = RecordSize::from_bits_retain(call.flags("grbit")?);
    let mut size = Size::default();
    let result = call.engine.get_record_size(sesid, tableid, &mut size, grbit);
    if result.is_ok() {
        call.put("cbData", size.data);
        call.put("cbLongValueData", size.long_value_data);
        call.put("cbOverhead", size.overhead);
        call.put("cbLongValueOverhead", size.long_value_overhead);
        call.put("cNonTaggedColumns", size.non_tagged_columns);
        call.put("cTaggedColumns", size.tagged_columns);
        call.put("cLongValues", size.long_values);
        call.put("cMultiValues", size.multi_values);
        if has_compressed {
            call.put("cCompressedColumns", 0);
            call.put("cbDataCompressed", size.data_compressed);
            call.put("cbLongValueDataCompressed", size.long_value_data_compressed);
        }
    }
    Ok(code(result))
}
