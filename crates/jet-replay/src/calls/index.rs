//! The current index.

use jet_types::grbit::SetCurrentIndex;

use super::Run;
use crate::call::{Answer, Call, code, warned};

pub(super) const CALLS: &[(&str, Run)] = &[
    ("JetSetCurrentIndex", set_current_index),
    ("JetSetCurrentIndex2", set_current_index),
    ("JetSetCurrentIndex3", set_current_index),
    ("JetGetCurrentIndex", get_current_index),
];

fn set_current_index(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let name = call.text("szIndexName")?;
    let grbit = SetCurrentIndex::from_bits_retain(call.flags("grbit")?);
    let number = call.number_or("itagSequence", 1)? as u32;
    let engine = call.engine;
    let result = engine.set_current_index(sesid, tableid, name.as_deref(), None, grbit, number);
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
