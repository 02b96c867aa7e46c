//! `JetOpenTable`, `JetCloseTable`, `JetDupCursor`.

use std::sync::Arc;

use jet_table::Cursor;
use jet_table::table::Access;
use jet_types::JetErr;
use jet_types::grbit::OpenTable;

use crate::engine::Engine;
use crate::error::{Result, refuse};
use crate::handle::{Dbid, Sesid, TABLEID_NIL, Tableid};
use crate::name;

impl Engine {
    /// Opens a cursor on a table, deferred to its first record. Source: `JetOpenTable`, whose
    /// parameters are ignored.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidDatabaseId`, `JET_errInvalidParameter` without a
    /// place for the cursor, `JET_errInvalidGrbit`, `JET_errInvalidName`,
    /// `JET_errObjectNotFound`, `JET_errTableLocked`, `JET_errTableInUse`, `JET_errOutOfCursors`.
    /// The cursor is null then.
    pub fn open_table(
        &self,
        sesid: Sesid,
        dbid: Dbid,
        name: Option<&str>,
        tableid: Option<&mut Tableid>,
        grbit: OpenTable,
    ) -> Result<()> {
        const CALL: &str = "JetOpenTable";
        self.in_session(CALL, sesid, false, |call| {
            let database = Arc::clone(call.opened(dbid)?);
            let Some(tableid) = tableid else { return refuse(CALL, JetErr::INVALID_PARAMETER) };
            *tableid = TABLEID_NIL;
            let mut access = access(CALL, grbit)?;
            access.read_only |= database.is_read_only();
            let name = name::checked(CALL, name)?;
            let table = call.read(&database, |cx| database.layer.open(cx, name))?;
            *tableid = call.open_cursor(&database, |number| Cursor::open(table, number, access))?;
            let open = tableid.parts().and_then(|(_, id)| call.layer.cursors.get_mut(id));
            if let Some(open) = open {
                open.permits_ddl = grbit.contains(OpenTable::PERMIT_DDL);
            }
            Ok(())
        })
    }

    /// Closes a cursor. Source: `JetCloseTable`.
    ///
    /// # Errors
    /// What a call on a cursor gets, save that a stop lets it pass.
    pub fn close_table(&self, sesid: Sesid, tableid: Tableid) -> Result<()> {
        self.close_cursor("JetCloseTable", sesid, tableid)
    }

    /// Opens another cursor on the table of one, deferred to the first record. Source:
    /// `JetDupCursor`, whose bits are ignored.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidParameter` without a place for the cursor,
    /// `JET_errOutOfCursors`.
    pub fn dup_cursor(
        &self,
        sesid: Sesid,
        source: Tableid,
        tableid: Option<&mut Tableid>,
    ) -> Result<()> {
        const CALL: &str = "JetDupCursor";
        self.beside_cursor(CALL, sesid, source, |call, source| {
            let Some(open) = call.layer.cursors.get_mut(source) else {
                return refuse(CALL, JetErr::INVALID_TABLE_ID);
            };
            let Some(tableid) = tableid else { return refuse(CALL, JetErr::INVALID_PARAMETER) };
            *tableid = TABLEID_NIL;
            let (cursor, database) = (open.cursor.dup(), Arc::clone(&open.database));
            *tableid = call.open_cursor(&database, |_| Ok(cursor))?;
            Ok(())
        })
    }
}

/// How a table is to be opened, if the bits agree with each other.
fn access(call: &'static str, grbit: OpenTable) -> Result<Access> {
    let internal = OpenTable::DELETE | OpenTable::CREATE;
    let both = |a, b| grbit.contains(a) && grbit.contains(b);
    let contradicts = grbit.intersects(internal)
        || both(OpenTable::DENY_READ, OpenTable::READ_ONLY)
        || both(OpenTable::READ_ONLY, OpenTable::UPDATABLE)
        || (grbit.contains(OpenTable::PERMIT_DDL) && !grbit.contains(OpenTable::DENY_READ));
    if contradicts {
        return refuse(call, JetErr::INVALID_GRBIT);
    }
    Ok(Access {
        read_only: grbit.contains(OpenTable::READ_ONLY),
        updatable: grbit.contains(OpenTable::UPDATABLE),
        deny_read: grbit.contains(OpenTable::DENY_READ),
        deny_write: grbit.contains(OpenTable::DENY_WRITE),
    })
}
