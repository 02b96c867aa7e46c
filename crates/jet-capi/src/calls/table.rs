//! Cursors: open, close, duplicate.
#![allow(unsafe_code, reason = "pointers of C callers")]

use jet_api::grbit::OpenTable;
use jet_api::{Dbid, Tableid};

use super::session::handle;
use crate::abi::{JET_DBID, JET_GRBIT, JET_SESID, JET_TABLEID, c_void};
use crate::border::{DONE, Outcome, engine};
use crate::memory::{UNTOUCHED, put, variable};
use crate::text::{Unit, text};

pub(super) fn cursor(tableid: JET_TABLEID) -> Tableid {
    Tableid(tableid as u64)
}

/// Writes a cursor's handle, if the engine did.
///
/// # Safety
/// C1.
pub(super) unsafe fn put_cursor(place: *mut JET_TABLEID, tableid: Tableid) {
    if tableid.0 != u64::from(UNTOUCHED) {
        // SAFETY: C1.
        unsafe { put(place, tableid.0 as JET_TABLEID) };
    }
}

/// `JetOpenTable`, whose parameters nothing looks at.
pub(crate) unsafe fn open_table<C: Unit>(
    sesid: JET_SESID,
    dbid: JET_DBID,
    name: *const C,
    _parameters: *const c_void,
    _len: u32,
    grbit: JET_GRBIT,
    ptableid: *mut JET_TABLEID,
) -> Outcome {
    // SAFETY: C1.
    let name = unsafe { text(name)? };
    let mut tableid = Tableid(UNTOUCHED.into());
    let place = variable(ptableid, &mut tableid);
    let grbit = OpenTable::from_bits_retain(grbit);
    let result = engine().open_table(handle(sesid), Dbid(dbid), name.as_deref(), place, grbit);
    // SAFETY: C1.
    unsafe { put_cursor(ptableid, tableid) };
    result?;
    DONE
}

/// `JetCloseTable`.
pub(crate) unsafe fn close_table(sesid: JET_SESID, tableid: JET_TABLEID) -> Outcome {
    engine().close_table(handle(sesid), cursor(tableid))?;
    DONE
}

/// `JetDupCursor`.
pub(crate) unsafe fn dup_cursor(
    sesid: JET_SESID,
    source: JET_TABLEID,
    ptableid: *mut JET_TABLEID,
    _grbit: JET_GRBIT,
) -> Outcome {
    let mut tableid = Tableid(UNTOUCHED.into());
    let place = variable(ptableid, &mut tableid);
    let result = engine().dup_cursor(handle(sesid), cursor(source), place);
    // SAFETY: C1.
    unsafe { put_cursor(ptableid, tableid) };
    result?;
    DONE
}
