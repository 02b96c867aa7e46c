//! The way into a call: from handles to a session, its open databases and its cursors.
//!
//! Checks come in this order: the session's handle, the cursor's handle and whether it is the
//! session's own, the state of the instance, whether another call is inside the session. A session
//! is checked out for the length of a call, and finds its own cursors without a lock; only a call
//! that is about to be refused looks further, to tell why.

use std::sync::Arc;

use jet_btree::ReadCx;
use jet_session::{Databases, OpenDatabase, Session, SessionError, SessionId};
use jet_table::cursors::OpenCursor;
use jet_table::{Cursor, CursorId, CursorSet, CursorSlots, TableCache};
use jet_types::{DbId, JetErr};

use crate::engine::{Engine, Entry};
use crate::error::{ApiError, InCall, Result, refuse};
use crate::handle::{Dbid, Sesid, Tableid};

/// What the API keeps with a session. Cursors go before the databases they read.
#[derive(Debug, Default)]
pub(crate) struct Layer {
    pub(crate) cursors: CursorSet,
    pub(crate) databases: Vec<Opened>,
}

/// A database that a session has open.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) database: OpenDatabase<TableCache>,
    /// It is opened so many times.
    pub(crate) times: u32,
}

/// A call that a session makes.
pub(crate) struct SessionCall<'a> {
    /// The JET function.
    pub(crate) name: &'static str,
    pub(crate) entry: &'a Entry,
    pub(crate) id: SessionId,
    pub(crate) session: &'a mut Session,
    pub(crate) layer: &'a mut Layer,
}

/// A call on a cursor of its session.
pub(crate) struct CursorCall<'a> {
    /// The JET function.
    pub(crate) name: &'static str,
    pub(crate) cursor: &'a mut Cursor,
    /// The id of its database.
    pub(crate) dbid: DbId,
    pub(crate) cx: ReadCx<'a>,
}

impl Layer {
    /// The database of this id, if the session has it open.
    pub(crate) fn opened(&self, dbid: Dbid) -> Option<&Opened> {
        let id = dbid.id()?;
        self.databases.iter().find(|opened| opened.database.database().id() == id)
    }
}

impl<'a> SessionCall<'a> {
    /// The databases of the session's instance.
    pub(crate) fn databases(&self) -> Result<&'a Databases<TableCache>> {
        self.entry.instance.databases().in_call(self.name)
    }

    /// The names of the instance's cursors.
    pub(crate) fn slots(&self) -> Result<&'a Arc<CursorSlots>> {
        let slots = self.entry.cursors.get();
        slots.map_or_else(|| refuse(self.name, JetErr::NOT_INITIALIZED), Ok)
    }

    /// Checks that there is no transaction.
    pub(crate) fn check_outside_transaction(&self) -> Result<()> {
        let code = JetErr::IN_TRANSACTION;
        if self.session.level() > 0 { refuse(self.name, code) } else { Ok(()) }
    }

    /// A database that the session has open.
    pub(crate) fn opened(&self, dbid: Dbid) -> Result<&Opened> {
        let opened = self.layer.opened(dbid);
        opened.map_or_else(|| refuse(self.name, JetErr::INVALID_DATABASE_ID), Ok)
    }

    /// A number of the session's own among those that share tables.
    pub(crate) fn number(&self) -> u32 {
        self.id.parts().0
    }

    /// One of the session's cursors.
    pub(crate) fn own_cursor(&mut self, tableid: Tableid) -> Option<&mut OpenCursor> {
        self.layer.cursors.get_mut(own(self.entry, tableid)?)
    }
}

impl CursorCall<'_> {
    /// Runs a piece of work of the cursor's that reads.
    pub(crate) fn read<T>(
        &mut self,
        work: impl FnOnce(&mut Cursor, &ReadCx<'_>) -> jet_table::Result<T>,
    ) -> Result<T> {
        work(self.cursor, &self.cx).in_call(self.name)
    }
}

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
        work(&mut SessionCall { name, entry: &entry, id, session, layer })
    }

    /// Checks a session out for one call on one of its cursors.
    pub(crate) fn on_cursor<T>(
        &self,
        name: &'static str,
        sesid: Sesid,
        tableid: Tableid,
        work: impl FnOnce(CursorCall<'_>) -> Result<T>,
    ) -> Result<T> {
        let (entry, id) = self.entry_of(name, sesid)?;
        let mut inside = entry
            .instance
            .enter(id, false)
            .map_err(|error| refused_on_cursor(name, &entry, id, tableid, error))?;
        let seat = inside.payload();
        let found = own(&entry, tableid).and_then(|cursor| seat.layer.cursors.get_mut(cursor));
        let Some(open) = found else { return Err(not_its_own(name, &entry, id, tableid)) };
        let databases = entry.instance.databases().in_call(name)?;
        let now = databases.engine().now();
        let snapshot = seat.session.snapshot().unwrap_or(&now);
        let cx = databases.read_cx(&open.database, snapshot).in_call(name)?;
        let dbid = open.database.id();
        work(CursorCall { name, cursor: &mut open.cursor, dbid, cx })
    }

    /// Checks a session out for a call that uses one of its cursors to make another.
    pub(crate) fn beside_cursor<T>(
        &self,
        name: &'static str,
        sesid: Sesid,
        tableid: Tableid,
        work: impl FnOnce(&mut SessionCall<'_>) -> Result<T>,
    ) -> Result<T> {
        let (entry, id) = self.entry_of(name, sesid)?;
        let mut inside = entry
            .instance
            .enter(id, false)
            .map_err(|error| refused_on_cursor(name, &entry, id, tableid, error))?;
        let seat = inside.payload();
        let (session, layer) = (&mut seat.session, &mut seat.layer);
        let mut call = SessionCall { name, entry: &entry, id, session, layer };
        if call.own_cursor(tableid).is_none() {
            return Err(not_its_own(name, &entry, id, tableid));
        }
        work(&mut call)
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
