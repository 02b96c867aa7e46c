//! Databases: attach, detach, open, close.
#![allow(unsafe_code, reason = "pointers of C callers")]

use jet_api::Dbid;
use jet_api::grbit::{AttachDatabase, CreateDatabase, DetachDatabase, OpenDatabase};

use super::session::handle;
use crate::abi::{JET_DBID, JET_GRBIT, JET_SESID};
use crate::border::{DONE, Outcome, engine};
use crate::memory::{UNTOUCHED, put, variable};
use crate::text::{Unit, text};

/// `JetAttachDatabase`.
pub(crate) unsafe fn attach_database<C: Unit>(
    sesid: JET_SESID,
    path: *const C,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    unsafe { attach_database2(sesid, path, 0, grbit) }
}

/// `JetAttachDatabase2`.
pub(crate) unsafe fn attach_database2<C: Unit>(
    sesid: JET_SESID,
    path: *const C,
    max_pages: u32,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let path = unsafe { text(path)? };
    let grbit = AttachDatabase::from_bits_retain(grbit);
    Ok(engine().attach_database(handle(sesid), path.as_deref(), max_pages, grbit)?)
}

/// Writes a database's id, if the engine did.
unsafe fn put_dbid(place: *mut JET_DBID, dbid: Dbid) {
    if dbid.0 != UNTOUCHED {
        // SAFETY: C1.
        unsafe { put(place, dbid.0) };
    }
}

/// `JetCreateDatabase`, whose connect string nothing looks at.
pub(crate) unsafe fn create_database<C: Unit>(
    sesid: JET_SESID,
    path: *const C,
    _connect: *const C,
    pdbid: *mut JET_DBID,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    unsafe { create_database2(sesid, path, 0, pdbid, grbit) }
}

/// `JetCreateDatabase2`.
pub(crate) unsafe fn create_database2<C: Unit>(
    sesid: JET_SESID,
    path: *const C,
    max_pages: u32,
    pdbid: *mut JET_DBID,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let path = unsafe { text(path)? };
    let mut dbid = Dbid(UNTOUCHED);
    let grbit = CreateDatabase::from_bits_retain(grbit);
    let place = variable(pdbid, &mut dbid);
    let result = engine().create_database(handle(sesid), path.as_deref(), max_pages, place, grbit);
    // SAFETY: C1.
    unsafe { put_dbid(pdbid, dbid) };
    result?;
    DONE
}

/// `JetDetachDatabase`.
pub(crate) unsafe fn detach_database<C: Unit>(sesid: JET_SESID, path: *const C) -> Outcome {
    // SAFETY: C1.
    unsafe { detach_database2(sesid, path, 0) }
}

/// `JetDetachDatabase2`.
pub(crate) unsafe fn detach_database2<C: Unit>(
    sesid: JET_SESID,
    path: *const C,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let path = unsafe { text(path)? };
    let grbit = DetachDatabase::from_bits_retain(grbit);
    engine().detach_database(handle(sesid), path.as_deref(), grbit)?;
    DONE
}

/// `JetOpenDatabase`.
pub(crate) unsafe fn open_database<C: Unit>(
    sesid: JET_SESID,
    path: *const C,
    _connect: *const C,
    pdbid: *mut JET_DBID,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let path = unsafe { text(path)? };
    let mut dbid = Dbid(UNTOUCHED);
    let grbit = OpenDatabase::from_bits_retain(grbit);
    let place = variable(pdbid, &mut dbid);
    let result = engine().open_database(handle(sesid), path.as_deref(), place, grbit);
    // SAFETY: C1.
    unsafe { put_dbid(pdbid, dbid) };
    Ok(result?)
}

/// `JetCloseDatabase`.
pub(crate) unsafe fn close_database(
    sesid: JET_SESID,
    dbid: JET_DBID,
    _grbit: JET_GRBIT,
) -> Outcome {
    engine().close_database(handle(sesid), Dbid(dbid))?;
    DONE
}
