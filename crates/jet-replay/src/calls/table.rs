//! Cursors: open, close, dup.

use jet_api::Tableid;
use jet_types::grbit::OpenTable;

use super::Run;
use crate::call::{Answer, Call, SENTINEL, code};
use crate::symbols::Kind;

pub(super) const CALLS: &[(&str, Run)] =
    &[("JetOpenTable", open_table), ("JetCloseTable", close_table), ("JetDupCursor", dup_cursor)];

fn open_table(call: &mut Call<'_>) -> Answer {
    let (sesid, dbid, name) = (call.sesid()?, call.dbid()?, call.text("szTableName")?);
    let (place, mut tableid) = (call.place("ptableid")?, Tableid(SENTINEL));
    let grbit = OpenTable::from_bits_retain(call.flags("grbit")?);
    let place_of = place.of(&mut tableid);
    let result = call.engine.open_table(sesid, dbid, name.as_deref(), place_of, grbit);
    call.bind(place, Kind::Table, tableid.0);
    Ok(code(result))
}

fn close_table(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    Ok(code(call.engine.close_table(sesid, tableid)))
}

fn dup_cursor(call: &mut Call<'_>) -> Answer {
    let (sesid, source) = call.cursor()?;
    let (place, mut tableid) = (call.place("ptableid")?, Tableid(SENTINEL));
    // Ignored by the engine.
    call.flags("grbit")?;
    let result = call.engine.dup_cursor(sesid, source, place.of(&mut tableid));
    call.bind(place, Kind::Table, tableid.0);
    Ok(code(result))
}
