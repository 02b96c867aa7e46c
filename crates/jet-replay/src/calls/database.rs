//! Databases: attach, detach, open, close.

use jet_api::Dbid;
use jet_types::grbit::{AttachDatabase, DetachDatabase, OpenDatabase};

use super::Run;
use crate::call::{Answer, Call, SENTINEL, code, warned};
use crate::symbols::Kind;

pub(super) const CALLS: &[(&str, Run)] = &[
    ("JetAttachDatabase", attach_database),
    ("JetAttachDatabase2", attach_database),
    ("JetDetachDatabase", detach_database),
    ("JetDetachDatabase2", detach_database),
    ("JetOpenDatabase", open_database),
    ("JetCloseDatabase", close_database),
];

fn attach_database(call: &mut Call<'_>) -> Answer {
    let (sesid, path) = (call.sesid()?, call.text("szFilename")?);
    // Of the second form only.
    let most = call.number32("cpgDatabaseSizeMax")?;
    let grbit = AttachDatabase::from_bits_retain(call.flags("grbit")?);
    Ok(warned(call.engine.attach_database(sesid, path.as_deref(), most, grbit)))
}

fn detach_database(call: &mut Call<'_>) -> Answer {
    let (sesid, path) = (call.sesid()?, call.text("szFilename")?);
    let grbit = DetachDatabase::from_bits_retain(call.flags("grbit")?);
    Ok(code(call.engine.detach_database(sesid, path.as_deref(), grbit)))
}

fn open_database(call: &mut Call<'_>) -> Answer {
    let (sesid, path) = (call.sesid()?, call.text("szFilename")?);
    // Ignored by the engine.
    call.text("szConnect")?;
    let (place, mut dbid) = (call.place("pdbid")?, Dbid(SENTINEL as u32));
    let grbit = OpenDatabase::from_bits_retain(call.flags("grbit")?);
    let place_of = place.of(&mut dbid);
    let result = call.engine.open_database(sesid, path.as_deref(), place_of, grbit);
    call.bind(place, Kind::Database, dbid.0.into());
    Ok(warned(result))
}

fn close_database(call: &mut Call<'_>) -> Answer {
    let (sesid, dbid) = (call.sesid()?, call.dbid()?);
    call.flags("grbit")?;
    Ok(code(call.engine.close_database(sesid, dbid)))
}
