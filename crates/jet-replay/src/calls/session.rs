//! Sessions: begin, dup, end, contexts, session parameters.

use jet_api::handle::Sesid;

use super::Run;
use crate::call::{Answer, Call, SENTINEL, code, warned};
use crate::symbols::Kind;

pub(super) const CALLS: &[(&str, Run)] = &[
    ("JetBeginSession", begin_session),
    ("JetDupSession", dup_session),
    ("JetEndSession", end_session),
    ("JetSetSessionContext", set_session_context),
    ("JetResetSessionContext", reset_session_context),
    ("JetSetSessionParameter", set_session_parameter),
    ("JetGetSessionParameter", get_session_parameter),
    ("JetIdle", idle),
    ("JetPrepareToCommitTransaction", prepare_to_commit),
];

fn begin_session(call: &mut Call<'_>) -> Answer {
    let instance = call.instance()?;
    let (place, mut sesid) = (call.place("psesid")?, Sesid(SENTINEL));
    // Ignored by the engine: there is one user.
    call.text("szUserName")?;
    call.text("szPassword")?;
    let result = call.engine.begin_session(instance, place.of(&mut sesid));
    call.bind(place, Kind::Session, sesid.0);
    Ok(code(result))
}

fn dup_session(call: &mut Call<'_>) -> Answer {
    let source = call.sesid()?;
    let (place, mut sesid) = (call.place("psesid")?, Sesid(SENTINEL));
    let result = call.engine.dup_session(source, place.of(&mut sesid));
    call.bind(place, Kind::Session, sesid.0);
    Ok(code(result))
}

fn end_session(call: &mut Call<'_>) -> Answer {
    let sesid = call.sesid()?;
    call.flags("grbit")?;
    Ok(code(call.engine.end_session(sesid)))
}

fn set_session_context(call: &mut Call<'_>) -> Answer {
    let (sesid, context) = (call.sesid()?, call.number("ulContext")?);
    Ok(code(call.engine.set_session_context(sesid, context as usize)))
}

fn reset_session_context(call: &mut Call<'_>) -> Answer {
    let sesid = call.sesid()?;
    Ok(code(call.engine.reset_session_context(sesid)))
}

fn set_session_parameter(call: &mut Call<'_>) -> Answer {
    let (sesid, id) = (call.sesid()?, call.number32("sesparamid")?);
    let value = call.bytes("pvParam", "cbParam")?;
    Ok(warned(call.engine.set_session_parameter(sesid, id, value.slice())))
}

fn get_session_parameter(call: &mut Call<'_>) -> Answer {
    let (sesid, id) = (call.sesid()?, call.number32("sesparamid")?);
    let mut buffer = call.buffer("pvParam", "cbParamMax")?;
    let mut actual = SENTINEL as u32;
    let wanted = (!call.is_null("pcbParamActual")).then_some(&mut actual);
    let result = call.engine.get_session_parameter(sesid, id, buffer.place(), wanted);
    let written = (actual != SENTINEL as u32).then_some(actual as usize);
    if let Some(written) = written {
        call.put("pcbParamActual", written);
    }
    call.put_buffer(&buffer, written.filter(|_| result.is_ok()));
    Ok(code(result))
}

fn idle(call: &mut Call<'_>) -> Answer {
    let sesid = call.sesid()?;
    let grbit = call.flags("grbit")?;
    Ok(warned(call.engine.idle(sesid, grbit)))
}

fn prepare_to_commit(call: &mut Call<'_>) -> Answer {
    let sesid = call.sesid()?;
    call.flags("grbit")?;
    Ok(code(call.engine.prepare_to_commit(sesid)))
}
