//! Sessions, their transactions, contexts and parameters.
#![allow(unsafe_code, reason = "pointers of C callers")]

use jet_api::handle::{JetInstance, SESID_NIL, Sesid};

use crate::abi::{JET_API_PTR, JET_COMMIT_ID, JET_GRBIT, JET_INSTANCE, JET_SESID, c_void};
use crate::border::{DONE, Outcome, engine};
use crate::memory::{buffer, bytes, put, variable};
use crate::text::{Unit, text};

pub(super) fn handle(sesid: JET_SESID) -> Sesid {
    Sesid(sesid as u64)
}

/// `JetBeginSession`.
pub(crate) unsafe fn begin_session<C: Unit>(
    instance: JET_INSTANCE,
    psesid: *mut JET_SESID,
    user: *const C,
    password: *const C,
) -> Outcome {
    // SAFETY: C1.
    unsafe { (text(user)?, text(password)?) };
    let mut sesid = SESID_NIL;
    engine().begin_session(JetInstance(instance as u64), variable(psesid, &mut sesid))?;
    // SAFETY: C1.
    unsafe { put(psesid, sesid.0 as JET_SESID) };
    DONE
}

/// `JetDupSession`.
pub(crate) unsafe fn dup_session(source: JET_SESID, psesid: *mut JET_SESID) -> Outcome {
    let mut sesid = SESID_NIL;
    engine().dup_session(handle(source), variable(psesid, &mut sesid))?;
    // SAFETY: C1.
    unsafe { put(psesid, sesid.0 as JET_SESID) };
    DONE
}

/// `JetEndSession`.
pub(crate) unsafe fn end_session(sesid: JET_SESID, _grbit: JET_GRBIT) -> Outcome {
    engine().end_session(handle(sesid))?;
    DONE
}

/// `JetSetSessionContext`.
pub(crate) unsafe fn set_session_context(sesid: JET_SESID, context: JET_API_PTR) -> Outcome {
    engine().set_session_context(handle(sesid), context)?;
    DONE
}

/// `JetResetSessionContext`.
pub(crate) unsafe fn reset_session_context(sesid: JET_SESID) -> Outcome {
    engine().reset_session_context(handle(sesid))?;
    DONE
}

/// `JetSetSessionParameter`.
pub(crate) unsafe fn set_session_parameter(
    sesid: JET_SESID,
    id: u32,
    data: *mut c_void,
    len: u32,
) -> Outcome {
    // SAFETY: C1.
    let data = unsafe { bytes(data, len) };
    Ok(engine().set_session_parameter(handle(sesid), id, data)?)
}

/// `JetGetSessionParameter`.
pub(crate) unsafe fn get_session_parameter(
    sesid: JET_SESID,
    id: u32,
    data: *mut c_void,
    len: u32,
    pactual: *mut u32,
) -> Outcome {
    let mut actual = u32::MAX;
    // SAFETY: C1.
    let place = unsafe { buffer(data, len) };
    let size = variable(pactual, &mut actual);
    let result = engine().get_session_parameter(handle(sesid), id, place, size);
    if actual != u32::MAX {
        // SAFETY: C1.
        unsafe { put(pactual, actual) };
    }
    result?;
    DONE
}

/// `JetGetVersion`.
pub(crate) unsafe fn get_version(sesid: JET_SESID, pversion: *mut u32) -> Outcome {
    let version = engine().version(handle(sesid))?;
    // SAFETY: C1.
    unsafe { put(pversion, version) };
    DONE
}

/// `JetBeginTransaction`.
pub(crate) unsafe fn begin_transaction(sesid: JET_SESID) -> Outcome {
    engine().begin_transaction(handle(sesid), 0)?;
    DONE
}

/// `JetBeginTransaction2`.
pub(crate) unsafe fn begin_transaction2(sesid: JET_SESID, grbit: JET_GRBIT) -> Outcome {
    engine().begin_transaction(handle(sesid), grbit)?;
    DONE
}

/// `JetBeginTransaction3`, whose number is for diagnosis only.
pub(crate) unsafe fn begin_transaction3(
    sesid: JET_SESID,
    _trxid: i64,
    grbit: JET_GRBIT,
) -> Outcome {
    engine().begin_transaction(handle(sesid), grbit)?;
    DONE
}

/// `JetCommitTransaction`.
pub(crate) unsafe fn commit_transaction(sesid: JET_SESID, grbit: JET_GRBIT) -> Outcome {
    engine().commit_transaction(handle(sesid), grbit, 0)?;
    DONE
}

/// `JetCommitTransaction2`. A commit has no number that could be waited for.
pub(crate) unsafe fn commit_transaction2(
    sesid: JET_SESID,
    grbit: JET_GRBIT,
    delay_ms: u32,
    _commit_id: *mut JET_COMMIT_ID,
) -> Outcome {
    engine().commit_transaction(handle(sesid), grbit, delay_ms)?;
    DONE
}

/// `JetRollback`.
pub(crate) unsafe fn rollback(sesid: JET_SESID, grbit: JET_GRBIT) -> Outcome {
    engine().rollback(handle(sesid), grbit)?;
    DONE
}
