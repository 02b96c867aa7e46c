//! Transactions: begin, commit, roll back.

use super::Run;
use crate::call::{Answer, Call, code};

pub(super) const CALLS: &[(&str, Run)] = &[
    ("JetBeginTransaction", begin_transaction),
    ("JetBeginTransaction2", begin_transaction),
    ("JetBeginTransaction3", begin_transaction3),
    ("JetCommitTransaction", commit_transaction),
    ("JetCommitTransaction2", commit_transaction),
    ("JetRollback", rollback),
];

fn begin_transaction(call: &mut Call<'_>) -> Answer {
    let (sesid, grbit) = (call.sesid()?, call.flags("grbit")?);
    Ok(code(call.engine.begin_transaction(sesid, grbit)))
}

fn begin_transaction3(call: &mut Call<'_>) -> Answer {
    // A number for traces of the caller's.
    call.number("trxid")?;
    begin_transaction(call)
}

fn commit_transaction(call: &mut Call<'_>) -> Answer {
    let (sesid, grbit) = (call.sesid()?, call.flags("grbit")?);
    // Absent in the first form. The commit's id is written when the commit wrote a log record.
    let delay_ms = call.number32("cmsecDurableCommit")?;
    call.is_null("pCommitId");
    Ok(code(call.engine.commit_transaction(sesid, grbit, delay_ms)))
}

fn rollback(call: &mut Call<'_>) -> Answer {
    let (sesid, grbit) = (call.sesid()?, call.flags("grbit")?);
    Ok(code(call.engine.rollback(sesid, grbit)))
}
