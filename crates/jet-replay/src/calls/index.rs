//! The current index.

use jet_api::index::IndexId;
use jet_types::grbit::SetCurrentIndex;

use super::Run;
use crate::call::{Answer, Call, code, warned};

pub(super) const CALLS: &[(&str, Run)] = &[
    ("JetSetCurrentIndex", set_current_index),
    ("JetSetCurrentIndex2", set_current_index),
    ("JetSetCurrentIndex3", set_current_index),
    ("JetSetCurrentIndex4", set_current_index),
    ("JetGetCurrentIndex", get_current_index),
];

fn set_current_index(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let name = call.text("szIndexName")?;
    let grbit = SetCurrentIndex::from_bits_retain(call.flags("grbit")?);
    let number = call.number_or("itagSequence", 1)? as u32;
    let id = call.text("pindexid")?;
    let mut id = id.map(|symbol| IndexId::from_number(call.bound(&symbol) as u32));
    let size = call.number_or("cbStruct", IndexId::BYTES.into())? as u32;
    id.iter_mut().for_each(|id| id.struct_bytes = size);
    let engine = call.engine;
    let result = engine.set_current_index(sesid, tableid, name.as_deref(), id, grbit, number);
    Ok(code(result))
}

fn get_current_index(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let mut buffer = call.buffer("szIndexName", "cbIndexName")?;
    let result = call.engine.get_current_index(sesid, tableid, buffer.place());
    if let Some(text) = buffer.text() {
        call.put("szIndexName", text);
    }
    Ok(warned(result))
}
