//! What is done to databases: created, attached, detached, each in an order such that the log tells
//! recovery what to do wherever a crash comes.
//!
//! | step | a crash before it leaves |
//! |---|---|
//! | create: the record, durable | nothing |
//! | its file, with a header that says *just created* | a record; recovery makes the file |
//! | its contents, in transactions | a file that recovery makes anew |
//! | the record that it is finished, durable, then its header: in use | the same |
//! | attach: the record, durable | a clean database |
//! | its header: in use | a clean database that the log attaches |
//! | detach: pages, then the record, durable | a database in use |
//! | its header: clean | one that the log detaches |

use std::path::Path;
use std::sync::Arc;

use jet_btree::space::create_database_root;
use jet_btree::{WriteCx, Writer};
use jet_log::Record;
use jet_log::file::PathName;
use jet_log::record::{
    AttachDb, AttachFlags, CreateDb, CreateDbFinish, DetachDb, DetachFlags, ExtendDb, Skippable,
    StoredPath,
};
use jet_os::{File, OpenMode};
use jet_pager::header::{AttachedTo, Generation, NewDb};
use jet_pager::{DbHeader, DbWriter, Flush, Stamper};
use jet_types::{DbId, Lgpos, Pgno, Procid};

use super::slots::Slots;
use super::{Durability, Engine, EngineLog, NewAttachment, Writable};
use crate::error::{DatabaseError, DatabaseResult, EngineError, EngineResult};

/// The version of the record that creates a database: all that the file holds is in the log.
const CREATE_VERSION: (u16, u16) = (2, 0);

/// What a new database is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NewDatabase {
    /// Options of the call, for the log.
    pub grbit: u32,
    /// Its last page may not be behind this one; 0 for no limit.
    pub max_pages: u32,
    /// Pages of the file, headers included.
    pub file_pages: u32,
}

impl Default for NewDatabase {
    fn default() -> Self {
        Self { grbit: 0, max_pages: 0, file_pages: 256 }
    }
}

/// Why a database could not be created.
#[derive(Debug, thiserror::Error)]
pub enum CreateError<E> {
    /// The engine could not.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// Whoever fills it could not.
    #[error("{0}")]
    Fill(E),
}

impl<E> From<EngineError> for CreateError<E> {
    fn from(error: EngineError) -> Self {
        Self::Database(error.into())
    }
}

/// The pages of two headers.
const HEADER_PAGES: u32 = 2;

impl Engine {
    /// Creates a database in a file that is not there, and lets `fill` put in what it begins with.
    ///
    /// # Errors
    /// [`DatabaseError::Open`]; what log and pages may give, and what `fill` says. The file is gone
    /// then.
    pub(crate) fn create<E>(
        &self,
        dbid: DbId,
        path: &Path,
        new: NewDatabase,
        fill: impl FnOnce(&WriteCx<'_>, &mut Writer) -> Result<(), E>,
    ) -> Result<Writable, CreateError<E>> {
        self.check_update()?;
        let stamper = self.stamper(path);
        let (log, header) = self.log_creation(dbid, path, new, stamper.clone())?;
        let file = self.environment.vfs.open(path, OpenMode::CreateNew);
        let is_made = file.is_ok();
        let created = file
            .map_err(|error| DatabaseError::from(error).into())
            .and_then(|file| self.make((file, path), dbid, new, (header, stamper), fill));
        if created.is_err() {
            self.undo_creation(log, dbid, path, is_made);
        }
        created
    }

    /// The record of a creation, durable, and the header to be.
    fn log_creation(
        &self,
        dbid: DbId,
        path: &Path,
        new: NewDatabase,
        mut stamper: Stamper,
    ) -> EngineResult<(Option<&EngineLog>, DbHeader)> {
        let sign_db = stamper.signature();
        let name = stored(path);
        let mut header = NewDb { page_size: self.config.page_size, dbid, sign_db, log: None };
        if let Some(log) = &self.log {
            let record = Record::CreateDb(CreateDb {
                procid: self.procid(),
                dbid,
                grbit: new.grbit,
                max_pages: new.max_pages,
                sign_db,
                version: Some(CREATE_VERSION),
                is_sparse: false,
                path: PathName { bytes: &name, is_unicode: true },
            });
            let entry = NewAttachment {
                dbid,
                max_pages: new.max_pages,
                lgpos_consistent: Lgpos::NONE,
                sign_db,
                name: name.clone(),
            };
            header.log = Some((log.sign_log, log.enter(&record, &entry)?));
        }
        Ok((self.log.as_ref(), DbHeader::create(&header)))
    }

    fn make<E>(
        &self,
        (file, path): (Arc<dyn File>, &Path),
        dbid: DbId,
        new: NewDatabase,
        (header, stamper): (DbHeader, Stamper),
        fill: impl FnOnce(&WriteCx<'_>, &mut Writer) -> Result<(), E>,
    ) -> Result<Writable, CreateError<E>> {
        let vfs = &*self.environment.vfs;
        let pool = self.pool().map_err(DatabaseError::from)?;
        let db = pool.create_writer(file, path, header, stamper).map_err(DatabaseError::from)?;
        vfs.sync_dir(path.parent().unwrap_or(Path::new(""))).map_err(DatabaseError::from)?;
        let writable = self.follow(dbid, db, new.max_pages)?;
        self.fill(&writable, new.file_pages, fill)?;
        self.finish_creation(&writable)?;
        Ok(writable)
    }

    /// From here on the database's header follows the log, and rollbacks find the database.
    fn follow(&self, dbid: DbId, db: DbWriter, max_pages: u32) -> EngineResult<Writable> {
        let max_pages = (max_pages > 0).then_some(max_pages);
        let writable = Writable { dbid, db: Arc::new(db), max_pages };
        self.writables.lock().push(writable.clone());
        if let Some(log) = &self.log {
            log.attachments.follow(dbid, &writable.db);
            if writable.db.current_header().required().1 > 0 {
                writable.db.write_header(|header, _| header.require(log.generation()))?;
            }
        }
        Ok(writable)
    }

    fn fill<E>(
        &self,
        writable: &Writable,
        file_pages: u32,
        fill: impl FnOnce(&WriteCx<'_>, &mut Writer) -> Result<(), E>,
    ) -> Result<(), CreateError<E>> {
        let cx = self.write_cx(writable);
        let pages = file_pages.saturating_sub(HEADER_PAGES).max(HEADER_PAGES + 1);
        let last_pgno = Pgno::new(pages).expect("more than none");
        writable.db.extend(last_pgno).map_err(EngineError::from)?;
        if let Some(journal) = self.journal() {
            let record = ExtendDb { dbid: writable.dbid, last_pgno };
            let record = Record::ExtendDb(Skippable(record));
            journal.append_noting(&[record], |_, _| ()).map_err(EngineError::from)?;
        }
        self.in_own_transaction(Durability::Lazy, |writer| {
            let root = create_database_root(&cx, writer, pages).map_err(EngineError::from)?;
            writable.db.raise_objid(root.objid);
            EngineResult::Ok(())
        })?;
        self.in_own_transaction(Durability::Durable, |writer| {
            fill(&cx, writer).map_err(CreateError::Fill)
        })
    }

    fn finish_creation(&self, writable: &Writable) -> EngineResult<()> {
        let Some(log) = &self.log else {
            return Ok(writable.db.write_header(|header, now| header.finish_create(None, now))?);
        };
        let record = CreateDbFinish { procid: self.procid(), dbid: writable.dbid };
        let record = Record::CreateDbFinish(record);
        let finished = log.journal.append_noting(&[record], |_, _| ())?.first;
        log.journal.wait_durable(finished)?;
        writable.db.write_header(|header, now| {
            header.finish_create(Some(log.generation()), now);
        })?;
        log.attachments.settle(writable.dbid);
        Ok(())
    }

    /// Takes back what there is of a database that could not be created. The log says that it was
    /// detached, so that its number is free there.
    fn undo_creation(&self, log: Option<&EngineLog>, dbid: DbId, path: &Path, is_made: bool) {
        let _upkeep = self.upkeep.lock();
        if let Err(error) = self.clean_database(dbid, false) {
            tracing::error!(%error, "versions of a database that was not created");
        }
        if let Some(log) = log {
            log.attachments.part(dbid);
        }
        if let Some(writable) = self.remove_writable(dbid)
            && let (Some(pool), Some(db)) = (self.pool.get(), Arc::into_inner(writable.db))
        {
            pool.discard(db);
        }
        if is_made {
            // What led here is the error to tell. Durable before the log says that nobody needs the
            // file: recovery looks no further then, and it must not come back.
            let vfs = &*self.environment.vfs;
            vfs.remove(path).ok();
            vfs.sync_dir(path.parent().unwrap_or(Path::new(""))).ok();
        }
        if let Some(log) = log {
            // A log that is dead needs no such record: nobody goes on with it.
            log.leave(self.procid(), dbid, path).ok();
        }
    }

    /// Attaches a database whose header was judged.
    ///
    /// # Errors
    /// What log and header may give.
    pub(crate) fn attach(
        &self,
        dbid: DbId,
        (file, path): (Arc<dyn File>, &Path),
        header: DbHeader,
        max_pages: u32,
    ) -> DatabaseResult<Writable> {
        self.check_update()?;
        let pool = self.pool()?;
        let mut stamper = self.stamper(path);
        let sign_db = stamper.signature();
        let disk = header.disk;
        let db = pool.open_writer(file, path, header, stamper)?;
        let Some(log) = &self.log else {
            db.write_header(|header, now| header.attach_unlogged(sign_db, dbid, now))?;
            return Ok(self.follow(dbid, db, max_pages)?);
        };
        let name = stored(path);
        let record = Record::AttachDb(AttachDb {
            procid: self.procid(),
            dbid,
            max_pages,
            lgpos_consistent: disk.lgpos_consistent.get(),
            sign_db: disk.sign_db,
            sign_log: disk.sign_log,
            path: StoredPath(&name),
            flags: AttachFlags::UNICODE,
        });
        let lgpos_consistent = disk.lgpos_consistent.get();
        let (sign_db, name) = (disk.sign_db, name.clone());
        let entry = NewAttachment { dbid, max_pages, lgpos_consistent, sign_db, name };
        let lgpos = log.enter(&record, &entry)?;
        let writable = self.follow(dbid, db, max_pages)?;
        let attached = writable.db.write_header(|header, now| {
            let generation = Generation { number: lgpos.generation, ..log.generation() };
            let to = AttachedTo { sign_log: log.sign_log, lgpos, generation, is_redo: false };
            header.attach(&to, dbid, now);
            header.require(log.generation());
        });
        match attached {
            Ok(()) => {
                log.attachments.settle(dbid);
                Ok(writable)
            }
            // The log has it attached, and what its header says nobody knows.
            Err(error) => Err(self.fatal(error.into()).into()),
        }
    }

    /// Whether a database can be detached: no transaction has changes in it. Its pages are in its
    /// file then.
    ///
    /// # Errors
    /// What pages and log may give.
    pub(crate) fn prepare_detach(&self, writable: &Writable) -> EngineResult<bool> {
        let _upkeep = self.upkeep.lock();
        if !self.clean_database(writable.dbid, true)? {
            return Ok(false);
        }
        let pool = self.pool()?;
        pool.flush(Flush::Database(writable.db.slot()))?;
        pool.sync_database(&writable.db)?;
        Ok(true)
    }

    /// Detaches a database that nobody uses.
    ///
    /// # Errors
    /// What log and header may give: the instance is unavailable then.
    pub(crate) fn detach(&self, writable: Writable) -> EngineResult<()> {
        let _upkeep = self.upkeep.lock();
        let Writable { dbid, db, .. } = writable;
        self.log_detach(dbid, &db).map_err(|error| self.fatal(error))?;
        self.remove_writable(dbid);
        let db = Arc::into_inner(db).expect("nobody else has it, by the upkeep");
        self.pool()?.close_writer(db);
        Ok(())
    }

    fn log_detach(&self, dbid: DbId, db: &DbWriter) -> EngineResult<()> {
        let Some(log) = &self.log else {
            return Ok(db.write_header(|header, now| header.detach(None, now))?);
        };
        log.attachments.unsettle(dbid);
        let lgpos = log.leave(self.procid(), dbid, db.path())?;
        db.write_header(|header, now| header.detach(Some(lgpos), now))?;
        log.attachments.part(dbid);
        Ok(())
    }

    fn remove_writable(&self, dbid: DbId) -> Option<Writable> {
        let mut writables = self.writables.lock();
        let at = writables.iter().position(|writable| writable.dbid == dbid)?;
        Some(writables.remove(at))
    }

    /// What headers of this database are stamped with: no two databases share an identity.
    fn stamper(&self, path: &Path) -> Stamper {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        path.hash(&mut hasher);
        self.environment.clock.unix_ms().hash(&mut hasher);
        self.environment.stamper(hasher.finish())
    }

    /// The number that records of the engine's own bear.
    fn procid(&self) -> Procid {
        Slots::procid(self.config.max_sessions as usize)
    }
}

impl EngineLog {
    /// The generation that takes records now.
    fn generation(&self) -> Generation {
        self.attachments.generation()
    }

    /// Appends the record that begins an attachment, and waits until it is durable.
    fn enter(&self, record: &Record<'_>, entry: &NewAttachment) -> EngineResult<Lgpos> {
        let enter = |_, lgpos| self.attachments.enter(entry.clone(), lgpos);
        let lgpos = self.journal.append_noting(std::slice::from_ref(record), enter)?.first;
        self.journal.wait_durable(lgpos)?;
        Ok(lgpos)
    }

    /// Appends the record that ends an attachment, and waits until it is durable.
    fn leave(&self, procid: Procid, dbid: DbId, path: &Path) -> EngineResult<Lgpos> {
        let name = stored(path);
        let (path, flags) = (StoredPath(&name), DetachFlags::UNICODE);
        let record = Record::DetachDb(DetachDb { procid, dbid, path, flags });
        let leave = |_, lgpos| self.attachments.leave(dbid, lgpos);
        let lgpos = self.journal.append_noting(&[record], leave)?.first;
        self.journal.wait_durable(lgpos)?;
        Ok(lgpos)
    }
}

/// A path as the log stores it.
fn stored(path: &Path) -> Vec<u8> {
    PathName::to_utf16(&path.to_string_lossy())
}
