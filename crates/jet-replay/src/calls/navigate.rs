//! Where cursors go: move, seek, keys, ranges, counts, pre-reading.

use jet_api::Tableid;
use jet_types::grbit::{IndexRange, MakeKey, Move, PrereadKeys, Seek};

use super::Run;
use crate::call::{Answer, Call, SENTINEL, code, warned};

pub(super) const CALLS: &[(&str, Run)] = &[
    ("JetMove", move_cursor),
    ("JetMakeKey", make_key),
    ("JetSeek", seek),
    ("JetSetIndexRange", set_index_range),
    ("JetIndexRecordCount", index_record_count),
    ("JetIndexRecordCount2", index_record_count),
    ("JetSetTableSequential", set_table_sequential),
    ("JetResetTableSequential", reset_table_sequential),
    ("JetPrereadKeys", preread_keys),
];

fn move_cursor(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let rows = call.number32("cRow")? as i32;
    let grbit = Move::from_bits_retain(call.flags("grbit")?);
    Ok(code(call.engine.move_cursor(sesid, tableid, rows, grbit)))
}

fn make_key(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let data = call.bytes("pvData", "cbData")?;
    let grbit = MakeKey::from_bits_retain(call.flags("grbit")?);
    Ok(code(call.engine.make_key(sesid, tableid, data.slice(), data.size, grbit)))
}

fn seek(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let grbit = Seek::from_bits_retain(call.flags("grbit")?);
    Ok(warned(call.engine.seek(sesid, tableid, grbit)))
}

fn set_index_range(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = (call.sesid()?, Tableid(call.number("tableidSrc")?));
    let grbit = IndexRange::from_bits_retain(call.flags("grbit")?);
    Ok(code(call.engine.set_index_range(sesid, tableid, grbit)))
}

fn index_record_count(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let (most, mut count) = (call.number("crecMax")?, SENTINEL);
    let result = call.engine.index_record_count(sesid, tableid, &mut count, most);
    if count != SENTINEL {
        call.put("pcrec", count);
    }
    Ok(code(result))
}

fn set_table_sequential(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let grbit = PrereadKeys::from_bits_retain(call.flags("grbit")?);
    Ok(code(call.engine.set_table_sequential(sesid, tableid, grbit)))
}

fn reset_table_sequential(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    call.flags("grbit")?;
    Ok(code(call.engine.reset_table_sequential(sesid, tableid)))
}

fn preread_keys(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let keys = call.byte_strings("rgpvKeys")?;
    let grbit = PrereadKeys::from_bits_retain(call.flags("grbit")?);
    let keys: Vec<&[u8]> = keys.iter().map(|key| key.slice().unwrap_or_default()).collect();
    let result = call.engine.preread_keys(sesid, tableid, &keys, grbit);
    if let Ok(count) = &result {
        call.put("pckeysPreread", *count);
    }
    Ok(code(result))
}
