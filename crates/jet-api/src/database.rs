//! `JetCreateDatabase`, `JetAttachDatabase`, `JetDetachDatabase`, `JetOpenDatabase`, `JetCloseDatabase`.

use std::path::{Path, PathBuf};

use jet_btree::{WriteCx, Writer};
use jet_session::{Attached, CreateError, DatabaseError, NewDatabase};
use jet_table::catalog;
use jet_types::JetErr;
use jet_types::grbit::{AttachDatabase, CreateDatabase, DetachDatabase, OpenDatabase};

use crate::call::{Opened, SessionCall};
use crate::engine::Engine;
use crate::error::{ApiError, InCall, Result, refuse};
use crate::handle::{DBID_NIL, Dbid, Sesid};

impl Engine {
    /// Makes a database, attached and open in the session. Its last page may not be behind
    /// `max_pages`, unless that is 0. Source: `JetCreateDatabase2`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInTransaction`, `JET_errCannotDisableVersioning`,
    /// `JET_errDatabaseInvalidPath`, `JET_errDatabaseDuplicate`,
    /// `JET_errDatabaseSharingViolation`, `JET_errTooManyAttachedDatabases`, what files say. The
    /// id is null then.
    pub fn create_database(
        &self,
        sesid: Sesid,
        path: Option<&str>,
        max_pages: u32,
        dbid: Option<&mut Dbid>,
        grbit: CreateDatabase,
    ) -> Result<()> {
        const CALL: &str = "JetCreateDatabase";
        self.in_session(CALL, sesid, false, |call| {
            call.check_outside_transaction()?;
            if grbit.contains(CreateDatabase::VERSIONING_OFF)
                && !grbit.contains(CreateDatabase::RECOVERY_OFF)
            {
                return refuse(CALL, JetErr::CANNOT_DISABLE_VERSIONING);
            }
            let path = self.database_path(CALL, path)?;
            let Some(dbid) = dbid else { return refuse(CALL, JetErr::INVALID_PARAMETER) };
            self.check_not_shared(call, &path)?;
            let databases = call.databases()?;
            if grbit.contains(CreateDatabase::OVERWRITE_EXISTING) && databases.find(&path).is_err()
            {
                let vfs = databases.vfs();
                let removed = match vfs.exists(&path) {
                    Ok(true) => vfs.remove(&path),
                    other => other.map(drop),
                };
                removed.map_err(DatabaseError::from).in_call(CALL)?;
            }
            let new = NewDatabase { grbit: grbit.bits(), max_pages, ..NewDatabase::default() };
            let fill = |cx: &WriteCx<'_>, writer: &mut Writer| catalog::create(cx, writer);
            let created = databases.create(&path, new, fill);
            let database = created.map_err(|error| match error {
                CreateError::Database(source) => ApiError::Database { call: CALL, source },
                CreateError::Fill(source) => ApiError::Table { call: CALL, source },
            })?;
            let opened = database.open(false).in_call(CALL)?;
            *dbid = Dbid::new(call.caller.entry.number, database.id());
            call.layer.databases.push(Opened { database: opened, times: 1 });
            Ok(())
        })
    }

    /// Attaches a database to the session's instance. Its last page may not be behind `max_pages`,
    /// unless that is 0. Returns success, or `JET_wrnDatabaseAttached`. Source:
    /// `JetAttachDatabase2`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInTransaction`, `JET_errCannotDisableVersioning`,
    /// `JET_errDatabaseInvalidPath`, `JET_errInvalidGrbit`, `JET_errFileNotFound`,
    /// `JET_errDatabaseSharingViolation`, `JET_errTooManyAttachedDatabases`, then what the header
    /// says.
    pub fn attach_database(
        &self,
        sesid: Sesid,
        path: Option<&str>,
        max_pages: u32,
        grbit: AttachDatabase,
    ) -> Result<JetErr> {
        const CALL: &str = "JetAttachDatabase";
        self.in_session(CALL, sesid, false, |call| {
            call.check_outside_transaction()?;
            if grbit.bits() & CreateDatabase::VERSIONING_OFF.bits() != 0 {
                return refuse(CALL, JetErr::CANNOT_DISABLE_VERSIONING);
            }
            let path = self.database_path(CALL, path)?;
            let is_read_only = grbit.contains(AttachDatabase::READ_ONLY);
            if is_read_only && grbit.contains(AttachDatabase::DELETE_UNICODE_INDEXES) {
                return refuse(CALL, JetErr::INVALID_GRBIT);
            }
            self.check_not_shared(call, &path)?;
            let databases = call.databases()?;
            let attached = match is_read_only {
                true => databases.attach_read_only(&path),
                false => databases.attach(&path, max_pages),
            };
            Ok(match attached.in_call(CALL)? {
                Attached::Now(_) => JetErr::SUCCESS,
                Attached::Already(_) => JetErr::WRN_DATABASE_ATTACHED,
            })
        })
    }

    /// Checks that no other instance has a database attached.
    fn check_not_shared(&self, call: &SessionCall<'_>, path: &Path) -> Result<()> {
        let mut others =
            self.entries().into_iter().filter(|other| other.number != call.caller.entry.number);
        let has_it = others.any(|other| {
            let databases = other.instance.databases();
            databases.is_ok_and(|databases| databases.find(path).is_ok())
        });
        if has_it { refuse(call.caller.name, JetErr::DATABASE_SHARING_VIOLATION) } else { Ok(()) }
    }

    /// Detaches a database, or all of them when no path is given. Source: `JetDetachDatabase2`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errForceDetachNotAllowed`, `JET_errInTransaction`,
    /// `JET_errDatabaseInvalidPath`, `JET_errDatabaseNotFound`, `JET_errDatabaseInUse`.
    pub fn detach_database(
        &self,
        sesid: Sesid,
        path: Option<&str>,
        grbit: DetachDatabase,
    ) -> Result<()> {
        const CALL: &str = "JetDetachDatabase";
        self.in_session(CALL, sesid, true, |call| {
            if grbit.contains(DetachDatabase::FORCE_DETACH) {
                return refuse(CALL, JetErr::FORCE_DETACH_NOT_ALLOWED);
            }
            call.check_outside_transaction()?;
            let databases = call.databases()?;
            match path {
                None => databases.detach_all(),
                Some(path) => databases.detach(&self.database_path(CALL, Some(path))?),
            }
            .in_call(CALL)
        })
    }

    /// Opens an attached database for the session, once more if it has it open. Returns success,
    /// or `JET_wrnFileOpenReadOnly`. Source: `JetOpenDatabase`; the connect string is ignored there
    /// too.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidParameter` without a place for the id,
    /// `JET_errDatabaseInvalidPath`, `JET_errDatabaseNotFound`, `JET_errDatabaseLocked`,
    /// `JET_errDatabaseInUse`. The id is null then.
    pub fn open_database(
        &self,
        sesid: Sesid,
        path: Option<&str>,
        dbid: Option<&mut Dbid>,
        grbit: OpenDatabase,
    ) -> Result<JetErr> {
        const CALL: &str = "JetOpenDatabase";
        self.in_session(CALL, sesid, false, |call| {
            let Some(dbid) = dbid else { return refuse(CALL, JetErr::INVALID_PARAMETER) };
            *dbid = DBID_NIL;
            let path = self.database_path(CALL, path)?;
            let is_exclusive = grbit.contains(OpenDatabase::EXCLUSIVE);
            let database = call.databases()?.find(&path).in_call(CALL)?;
            let id = Dbid::new(call.caller.entry.number, database.id());
            let open = call.layer.databases.iter_mut();
            let open = open.map(|open| (open.database.database().id(), open));
            match open.into_iter().find(|(other, _)| *other == database.id()) {
                Some((_, open)) => {
                    if is_exclusive {
                        open.database.set_exclusive(true).in_call(CALL)?;
                    }
                    open.times += 1;
                }
                None => {
                    let opened = database.open(is_exclusive).in_call(CALL)?;
                    call.layer.databases.push(Opened { database: opened, times: 1 });
                }
            }
            *dbid = id;
            let may_write = !database.is_read_only() || grbit.contains(OpenDatabase::READ_ONLY);
            Ok(if may_write { JetErr::SUCCESS } else { JetErr::WRN_FILE_OPEN_READ_ONLY })
        })
    }

    /// Closes a database as often as it was opened; the last time closes the session's cursors on
    /// it. Source: `JetCloseDatabase`, whose bits are ignored.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidDatabaseId`.
    pub fn close_database(&self, sesid: Sesid, dbid: Dbid) -> Result<()> {
        const CALL: &str = "JetCloseDatabase";
        self.in_session(CALL, sesid, true, |call| {
            let id = call.opened(dbid)?.id();
            let layer = &mut *call.layer;
            let mut open = layer.databases.iter();
            let at = open.position(|open| open.database.database().id() == id);
            let Some((at, open)) = at.and_then(|at| Some((at, layer.databases.get_mut(at)?)))
            else {
                return refuse(CALL, JetErr::INVALID_DATABASE_ID);
            };
            open.times -= 1;
            if open.times == 0 {
                layer.cursors.close_all_on(open.database.database());
                layer.databases.swap_remove(at);
            }
            Ok(())
        })
    }

    /// The path of a database in full.
    pub(crate) fn database_path(&self, call: &'static str, path: Option<&str>) -> Result<PathBuf> {
        let path = path.filter(|path| !path.is_empty());
        path.map_or_else(
            || refuse(call, JetErr::DATABASE_INVALID_PATH),
            |path| Ok(self.full_path(Path::new(path))),
        )
    }
}

impl ApiError {
    /// What a database refused with, if that is what happened.
    pub fn as_database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database { source, .. } => Some(source),
            _ => None,
        }
    }
}
