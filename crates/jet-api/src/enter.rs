//! The way into a call: from handles to a session, its open databases and its cursors.
//!
//! Checks come in this order: the session's handle, the cursor's handle and whether it is the
//! session's own, the state of the instance, whether another call is inside the session. A session
//! is checked out for the length of a call, and finds its own cursors without a lock; only a call
//! that is about to be refused looks further, to tell why.

use jet_session::{SessionError, SessionId};
use jet_table::CursorId;
use jet_types::JetErr;

use crate::call::{Caller, CursorCall, SessionCall};
use crate::engine::{Engine, Entry};
use crate::error::{ApiError, InCall, Result};
use crate::handle::{Sesid, Tableid};

impl Engine {
    /// Checks a session out for one call. `is_ending` tells a call that may go on after a stop.
    pub(crate) fn in_session<T>(
        &self,
        name: &'static str,
        sesid: Sesid,
        is_ending: bool,
        work: impl FnOnce(&mut SessionCall<'_>) -> Result<T>,
    ) -> Result<T> {
        let (entry, id) = self.entry_of(name, sesid)?;
        let mut inside = entry.instance.enter(id, is_ending).in_call(name)?;
        let seat = inside.payload();
        let (session, layer) = (&mut seat.session, &mut seat.layer);
        let caller = Caller { name, entry: &entry, id };
        work(&mut SessionCall { caller, session, layer })
    }

    /// Checks a session out for one call on one of its cursors.
    pub(crate) fn on_cursor<T>(
        &self,
        name: &'static str,
        sesid: Sesid,
        tableid: Tableid,
        work: impl FnOnce(&mut CursorCall<'_>) -> Result<T>,
    ) -> Result<T> {
        let (entry, id) = self.entry_of(name, sesid)?;
        let mut inside = entry
            .instance
            .enter(id, false)
            .map_err(|error| refused_on_cursor(name, &entry, id, tableid, error))?;
        let seat = inside.payload();
        let found = own(&entry, tableid).and_then(|cursor| seat.layer.cursors.get_mut(cursor));
        let Some(open) = found else { return Err(not_its_own(name, &entry, id, tableid)) };
        let caller = Caller { name, entry: &entry, id };
        work(&mut CursorCall { caller, session: &mut seat.session, open })
    }

    /// Checks a session out for a call that uses one of its cursors to make another.
    pub(crate) fn beside_cursor<T>(
        &self,
        name: &'static str,
        sesid: Sesid,
        tableid: Tableid,
        work: impl FnOnce(&mut SessionCall<'_>, CursorId) -> Result<T>,
    ) -> Result<T> {
        let (entry, id) = self.entry_of(name, sesid)?;
        let mut inside = entry
            .instance
            .enter(id, false)
            .map_err(|error| refused_on_cursor(name, &entry, id, tableid, error))?;
        let seat = inside.payload();
        let (session, layer) = (&mut seat.session, &mut seat.layer);
        let source = own(&entry, tableid).filter(|cursor| layer.cursors.get_mut(*cursor).is_some());
        let Some(source) = source else { return Err(not_its_own(name, &entry, id, tableid)) };
        let caller = Caller { name, entry: &entry, id };
        work(&mut SessionCall { caller, session, layer }, source)
    }

    /// Closes a cursor. Source: the entry checks of `JetCloseTable`, which a stop lets pass.
    pub(crate) fn close_cursor(
        &self,
        name: &'static str,
        sesid: Sesid,
        tableid: Tableid,
    ) -> Result<()> {
        let (entry, id) = self.entry_of(name, sesid)?;
        let mut inside = entry
            .instance
            .enter(id, true)
            .map_err(|error| refused_on_cursor(name, &entry, id, tableid, error))?;
        let cursors = &mut inside.payload().layer.cursors;
        if own(&entry, tableid).is_some_and(|cursor| cursors.close(cursor)) {
            return Ok(());
        }
        Err(not_its_own(name, &entry, id, tableid))
    }
}

/// The cursor of a handle, if it can be one of this instance.
fn own(entry: &Entry, tableid: Tableid) -> Option<CursorId> {
    tableid.parts().filter(|(number, _)| *number == entry.number).map(|(_, cursor)| cursor)
}

/// Why a call on a cursor is refused that could not enter its session.
#[cold]
fn refused_on_cursor(
    call: &'static str,
    entry: &Entry,
    id: SessionId,
    tableid: Tableid,
    source: SessionError,
) -> ApiError {
    let refused = ApiError::Session { call, source };
    match source {
        SessionError::InvalidSesid => refused,
        _ => whose(call, entry, id, tableid).unwrap_or(refused),
    }
}

/// Why a call is refused on a cursor that is not its session's.
#[cold]
fn not_its_own(call: &'static str, entry: &Entry, id: SessionId, tableid: Tableid) -> ApiError {
    let refused = ApiError::Refused { call, code: JetErr::INVALID_TABLE_ID };
    whose(call, entry, id, tableid).unwrap_or(refused)
}

/// What is wrong with a cursor's handle, if it is not one of the session's own.
fn whose(call: &'static str, entry: &Entry, id: SessionId, tableid: Tableid) -> Option<ApiError> {
    let owner = own(entry, tableid).and_then(|cursor| entry.cursors.get()?.owner(cursor));
    let code = match owner {
        None => JetErr::INVALID_TABLE_ID,
        Some(owner) if owner != id => JetErr::SESID_TABLE_ID_MISMATCH,
        Some(_) => return None,
    };
    Some(ApiError::Refused { call, code })
}
