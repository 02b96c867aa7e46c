//! Rows prepared, set, written, deleted, locked.

use jet_api::bookmark::Place;
use jet_api::update::{SetElement, SetInfo};
use jet_types::ColumnId;
use jet_types::grbit::{EscrowUpdate, Lock, SetColumn, Update};
use serde_json::Value;

use super::Run;
use crate::args::{Args, Unfit};
use crate::call::{Answer, Call, code, shown_code, warned};

pub(super) const CALLS: &[(&str, Run)] = &[
    ("JetPrepareUpdate", prepare_update),
    ("JetSetColumn", set_column),
    ("JetSetColumns", set_columns),
    ("JetUpdate", update),
    ("JetUpdate2", update),
    ("JetDelete", delete),
    ("JetEscrowUpdate", escrow_update),
    ("JetGetLock", get_lock),
];

fn prepare_update(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let prep = call.number32("prep")?;
    Ok(code(call.engine.prepare_update(sesid, tableid, prep)))
}

fn set_column(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let column = ColumnId(call.number32("columnid")?);
    let data = call.bytes("pvData", "cbData")?;
    let grbit = SetColumn::from_bits_retain(call.flags("grbit")?);
    let info = call.structure("psetinfo")?.map(|info| set_info(&info)).transpose()?;
    let (bytes, size, info) = (data.slice(), data.size, info.as_ref());
    let engine = call.engine;
    Ok(warned(engine.set_column(sesid, tableid, column, bytes, size, grbit, info)))
}

fn set_info(info: &Args<'_>) -> Result<SetInfo, Unfit> {
    Ok(SetInfo {
        struct_bytes: info.number_or("cbStruct", SetInfo::BYTES.into())? as u32,
        offset: info.number32("ibLongValue")?,
        number: info.number_or("itagSequence", 1)? as u32,
    })
}

fn set_columns(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let list = call.structures("psetcolumn")?.unwrap_or_default();
    call.count("csetcolumn", "psetcolumn")?;
    let data = list.iter().map(|element| element.bytes("pvData", "cbData"));
    let data = data.collect::<Result<Vec<_>, _>>()?;
    let mut elements = Vec::new();
    for (element, data) in list.iter().zip(&data) {
        elements.push(SetElement {
            column: ColumnId(element.number32("columnid")?),
            data: data.slice(),
            size: data.size,
            grbit: SetColumn::from_bits_retain(element.flags("grbit")?),
            offset: element.number32("ibLongValue")?,
            number: element.number_or("itagSequence", 1)? as u32,
            code: None,
        });
    }
    let result = call.engine.set_columns(sesid, tableid, &mut elements);
    let codes = elements.iter().map(|element| element.code.map_or(Value::Null, shown_code));
    let codes: Vec<Value> = codes.collect();
    if !codes.is_empty() {
        call.put("err", codes);
    }
    Ok(warned(result))
}

fn update(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let mut buffer = call.buffer("pvBookmark", "cbBookmark")?;
    let is_size_wanted = !call.is_null("pcbActual");
    let grbit = Update::from_bits_retain(call.flags("grbit")?);
    let mut place = Place::new(buffer.place());
    let result = call.engine.update(sesid, tableid, &mut place, grbit);
    if let Some(actual) = place.actual {
        if is_size_wanted {
            call.put("pcbActual", actual);
        }
        call.put_buffer(&buffer, Some(actual));
    }
    Ok(code(result))
}

fn delete(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    Ok(code(call.engine.delete(sesid, tableid)))
}

fn escrow_update(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let column = ColumnId(call.number32("columnid")?);
    let by = call.bytes("pv", "cbMax")?;
    let grbit = EscrowUpdate::from_bits_retain(call.flags("grbit")?);
    let mut buffer = call.buffer("pvOld", "cbOldMax")?;
    let mut place = Place::new(buffer.place());
    let by = by.slice().unwrap_or_default();
    let result = call.engine.escrow_update(sesid, tableid, column, by, &mut place, grbit);
    if let Some(actual) = place.actual {
        call.put("pcbOldActual", actual);
        call.put_buffer(&buffer, Some(actual));
    }
    Ok(code(result))
}

fn get_lock(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let grbit = Lock::from_bits_retain(call.flags("grbit")?);
    Ok(code(call.engine.get_lock(sesid, tableid, grbit)))
}
