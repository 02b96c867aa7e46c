//! A call while it runs: its session checked out, what it reads with, what it writes with.
//!
//! A call outside any transaction reads what is committed now, and writes in a transaction of its
//! own, which is over when it returns.

use std::sync::Arc;

use jet_btree::{ReadCx, WriteCx, Writer};
use jet_session::{Database, Databases, Durability, EngineError, OpenDatabase, Session, SessionId};
use jet_table::cursors::OpenCursor;
use jet_table::{Cursor, CursorSet, CursorSlots, Table, TableCache, TableError, TableSchema, ddl};
use jet_types::{DbId, JetErr};

use crate::engine::Entry;
use crate::error::{ApiError, InCall, Result, refuse};
use crate::handle::{Dbid, Tableid};

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

/// Who calls what, with which session.
#[derive(Clone, Copy)]
pub(crate) struct Caller<'a> {
    /// The JET function.
    pub(crate) name: &'static str,
    pub(crate) entry: &'a Entry,
    pub(crate) id: SessionId,
}

/// A call that a session makes.
pub(crate) struct SessionCall<'a> {
    pub(crate) caller: Caller<'a>,
    pub(crate) session: &'a mut Session,
    pub(crate) layer: &'a mut Layer,
}

/// A call on a cursor of its session.
pub(crate) struct CursorCall<'a> {
    pub(crate) caller: Caller<'a>,
    pub(crate) session: &'a mut Session,
    pub(crate) open: &'a mut OpenCursor,
}

/// Why a statement failed.
enum Failed {
    Engine(EngineError),
    Table(TableError),
}

impl From<EngineError> for Failed {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

impl<'a> Caller<'a> {
    /// The databases of the session's instance.
    pub(crate) fn databases(self) -> Result<&'a Databases<TableCache>> {
        self.entry.instance.databases().in_call(self.name)
    }

    /// Runs work that reads a database.
    fn read<T>(
        self,
        session: &Session,
        database: &Database<TableCache>,
        work: impl FnOnce(&ReadCx<'_>) -> jet_table::Result<T>,
    ) -> Result<T> {
        let databases = self.databases()?;
        let now;
        let snapshot = match session.snapshot() {
            Some(snapshot) => snapshot,
            None => {
                now = databases.engine().now();
                &now
            }
        };
        work(&databases.read_cx(database, snapshot).in_call(self.name)?).in_call(self.name)
    }

    /// Runs work that changes a database, as a whole or not at all.
    fn write<T>(
        self,
        session: &mut Session,
        database: &Database<TableCache>,
        work: impl FnOnce(&WriteCx<'_>, &mut Writer) -> jet_table::Result<T>,
    ) -> Result<T> {
        let databases = self.databases()?;
        let Some(cx) = databases.write_cx(database) else {
            return refuse(self.name, JetErr::PERMISSION_DENIED);
        };
        self.in_transaction(session, |session| {
            let work = |writer: &mut Writer| work(&cx, writer).map_err(Failed::Table);
            let done = databases.engine().statement(session, work);
            done.map_err(|failed| match failed {
                Failed::Engine(EngineError::Session(source)) => {
                    ApiError::Session { call: self.name, source }
                }
                Failed::Engine(source) => ApiError::Engine { call: self.name, source },
                Failed::Table(source) => ApiError::Table { call: self.name, source },
            })
        })
    }

    /// Runs work in the open transaction, or in one of its own.
    fn in_transaction<T>(
        self,
        session: &mut Session,
        work: impl FnOnce(&mut Session) -> Result<T>,
    ) -> Result<T> {
        if session.level() > 0 {
            return work(session);
        }
        let engine = self.entry.instance.engine().in_call(self.name)?;
        self.entry.instance.begin(self.id, session, false).in_call(self.name)?;
        match work(session) {
            Ok(value) => {
                let durability = durability_of(session.commit_default);
                engine.commit(session, durability).in_call(self.name)?;
                Ok(value)
            }
            Err(error) => {
                engine.rollback(session, true).in_call(self.name)?;
                Err(error)
            }
        }
    }
}

/// When a commit with these bits returns.
pub(crate) fn durability_of(grbit: u32) -> Durability {
    if grbit & COMMIT_LAZY_FLUSH != 0 { Durability::Lazy } else { Durability::Durable }
}

/// `JET_bitCommitLazyFlush`.
pub(crate) const COMMIT_LAZY_FLUSH: u32 = 0x1;

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
        self.caller.databases()
    }

    /// Checks that there is no transaction.
    pub(crate) fn check_outside_transaction(&self) -> Result<()> {
        let code = JetErr::IN_TRANSACTION;
        if self.session.level() > 0 { refuse(self.caller.name, code) } else { Ok(()) }
    }

    /// A database that the session has open.
    pub(crate) fn opened(&self, dbid: Dbid) -> Result<&Arc<Database<TableCache>>> {
        match self.layer.opened(dbid) {
            Some(opened)
                if Dbid::new(self.caller.entry.number, opened.database.database().id()) == dbid =>
            {
                Ok(opened.database.database())
            }
            _ => refuse(self.caller.name, JetErr::INVALID_DATABASE_ID),
        }
    }

    /// Reads a database.
    pub(crate) fn read<T>(
        &self,
        database: &Database<TableCache>,
        work: impl FnOnce(&ReadCx<'_>) -> jet_table::Result<T>,
    ) -> Result<T> {
        self.caller.read(self.session, database, work)
    }

    /// Changes a database, as a whole or not at all.
    pub(crate) fn write<T>(
        &mut self,
        database: &Database<TableCache>,
        work: impl FnOnce(&WriteCx<'_>, &mut Writer) -> jet_table::Result<T>,
    ) -> Result<T> {
        let name = self.caller.name;
        if database.is_read_only() {
            return refuse(name, JetErr::PERMISSION_DENIED);
        }
        if self.session.is_read_only() {
            return refuse(name, JetErr::TRANS_READ_ONLY);
        }
        self.session.check_owner().in_call(name)?;
        self.caller.write(self.session, database, work)
    }

    /// Opens a cursor: `open` gets a number of the session's own among those that share tables.
    pub(crate) fn open_cursor(
        &mut self,
        database: &Arc<Database<TableCache>>,
        open: impl FnOnce(u32) -> jet_table::Result<Cursor>,
    ) -> Result<Tableid> {
        let Caller { name, entry, id } = self.caller;
        let slots: &Arc<CursorSlots> = match entry.cursors.get() {
            Some(slots) => slots,
            None => return refuse(name, JetErr::NOT_INITIALIZED),
        };
        let open = || open(id.parts().0);
        let owner = (id, self.session.level());
        let cursor = self.layer.cursors.open(slots, owner, database, open).in_call(name)?;
        Ok(Tableid::new(entry.number, cursor))
    }
}

impl CursorCall<'_> {
    /// As [`define`](Self::define); the cursor loses its place.
    pub(crate) fn redefine<T>(
        &mut self,
        work: impl FnOnce(&TableCache, &Table, &WriteCx<'_>, &mut Writer) -> jet_table::Result<T>,
    ) -> Result<T> {
        let done = self.define(work)?;
        self.open.cursor.lose_place();
        Ok(done)
    }

    pub(crate) fn cursor(&mut self) -> &mut Cursor {
        &mut self.open.cursor
    }

    /// Whose wish a definition is, as far as it matters.
    pub(crate) fn ddl_caller(&self) -> ddl::Caller {
        ddl::Caller {
            may_add_to_frozen: self.open.permits_ddl,
            is_alone: self.open.cursor.is_exclusive(),
        }
    }

    /// Changes definitions of the cursor's table, as a whole or not at all.
    pub(crate) fn define<T>(
        &mut self,
        work: impl FnOnce(&TableCache, &Table, &WriteCx<'_>, &mut Writer) -> jet_table::Result<T>,
    ) -> Result<T> {
        let OpenCursor { cursor, database, .. } = &mut *self.open;
        self.session.check_owner().in_call(self.caller.name)?;
        let table = Arc::clone(cursor.table());
        let work =
            |cx: &WriteCx<'_>, writer: &mut Writer| work(&database.layer, &table, cx, writer);
        self.caller.write(self.session, database, work)
    }

    /// The transaction level of the session.
    pub(crate) fn level(&self) -> u8 {
        self.session.level()
    }

    /// Checks that rows may be changed through the cursor, and in this transaction.
    pub(crate) fn check_updatable(&self) -> Result<()> {
        if !self.open.cursor.is_updatable() {
            return refuse(self.caller.name, JetErr::PERMISSION_DENIED);
        }
        if self.session.is_read_only() {
            return refuse(self.caller.name, JetErr::TRANS_READ_ONLY);
        }
        Ok(())
    }

    /// Changes the cursor's database, as a whole or not at all.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&mut Cursor, &WriteCx<'_>, &mut Writer) -> jet_table::Result<T>,
    ) -> Result<T> {
        self.session.check_owner().in_call(self.caller.name)?;
        self.write_unowned(work)
    }

    /// As [`write`](Self::write), whichever thread the transaction belongs to.
    pub(crate) fn write_unowned<T>(
        &mut self,
        work: impl FnOnce(&mut Cursor, &WriteCx<'_>, &mut Writer) -> jet_table::Result<T>,
    ) -> Result<T> {
        let OpenCursor { cursor, database, .. } = &mut *self.open;
        self.caller.write(self.session, database, |cx, writer| work(cursor, cx, writer))
    }

    /// The id of the cursor's database.
    pub(crate) fn dbid(&self) -> DbId {
        self.open.database.id()
    }

    /// Moves the cursor, which forgets what is prepared; a rollback of the level remembers it.
    pub(crate) fn go<T>(
        &mut self,
        work: impl FnOnce(&mut Cursor, &ReadCx<'_>) -> jet_table::Result<T>,
    ) -> Result<T> {
        self.open.levels.moved = self.session.level();
        self.forget_update()?;
        self.read(work)
    }

    /// Forgets what is prepared, if anything is, and undoes what was written for it.
    pub(crate) fn forget_update(&mut self) -> Result<()> {
        let Ok(Some(part)) = self.open.cursor.cancel_update() else { return Ok(()) };
        let Caller { name, entry, .. } = self.caller;
        let engine = entry.instance.engine().in_call(name)?;
        engine.undo_part(self.session, part).in_call(name)
    }

    /// Chooses the cursor's index, which a rollback of the level remembers.
    pub(crate) fn choose_index<T>(
        &mut self,
        work: impl FnOnce(&mut Cursor, &ReadCx<'_>) -> jet_table::Result<T>,
    ) -> Result<T> {
        self.open.levels.index = self.session.level();
        self.go(work)
    }

    /// Reads through the cursor.
    pub(crate) fn read<T>(
        &mut self,
        work: impl FnOnce(&mut Cursor, &ReadCx<'_>) -> jet_table::Result<T>,
    ) -> Result<T> {
        let OpenCursor { cursor, database, .. } = &mut *self.open;
        self.caller.read(self.session, database, |cx| {
            cursor.refresh(cx);
            work(cursor, cx)
        })
    }

    /// The schema of the cursor's table, as the session sees it.
    pub(crate) fn schema(&mut self) -> Result<Arc<TableSchema>> {
        self.read(|cursor, _| Ok(Arc::clone(cursor.schema())))
    }
}
