//! The databases that the log attaches, as redo comes to them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jet_log::LogHeader;
use jet_log::file::Attachment;
use jet_log::record::{AttachDb, CreateDb};
use jet_os::OpenMode;
use jet_pager::header::{FormatVersion, NewDb};
use jet_pager::{DbHeader, DbState, PagerError};
use jet_types::{DbId, JetErr, Lgpos, Signature};

use super::attach::{self, By, Logged, Verdict};
use super::database::{Attaching, Database, PoolParts, attachment, file_name};
use super::error::{RecoveryError, Result};
use super::place::{Place, Places};
use super::tail::Gate;
use super::{DatabaseReport, Ending, Target};
use crate::engine::NewAttachment;

/// The databases of a replay.
#[derive(Debug)]
pub(super) struct Databases<'r> {
    pub(super) places: Places<'r>,
    /// The stream's identity.
    pub(super) stream: Signature,
    /// Keeps pages back while the log is written.
    pub(super) gate: Arc<Gate>,
    attached: BTreeMap<DbId, Attached>,
    /// What became of databases that are closed.
    closed: Vec<DatabaseReport>,
}

/// A database that is attached.
#[derive(Debug)]
enum Attached {
    Open(Box<Database>),
    Deferred(Deferred),
}

/// A database whose records are left out.
#[derive(Debug)]
pub(super) struct Deferred {
    pub(super) name: String,
    pub(super) why: &'static str,
    /// Where it was closed with all changes, if so.
    pub(super) closed: Option<Lgpos>,
}

const CLOSED_LATER: &str = "it was closed later, with all changes";

impl<'r> Databases<'r> {
    pub(super) fn new(places: Places<'r>) -> Self {
        let (attached, closed) = (BTreeMap::new(), Vec::new());
        Self { places, stream: Signature::default(), gate: Arc::default(), attached, closed }
    }

    /// A database whose records are redone.
    pub(super) fn get(&self, dbid: DbId) -> Option<&Database> {
        match self.attached.get(&dbid)? {
            Attached::Open(database) => Some(database),
            Attached::Deferred(_) => None,
        }
    }

    /// All those.
    pub(super) fn open(&self) -> impl Iterator<Item = &Database> {
        self.attached.values().filter_map(|attached| match attached {
            Attached::Open(database) => Some(&**database),
            Attached::Deferred(_) => None,
        })
    }

    /// Those that are left out.
    pub(super) fn deferred(&self) -> impl Iterator<Item = &Deferred> {
        self.attached.values().filter_map(|attached| match attached {
            Attached::Deferred(deferred) => Some(deferred),
            Attached::Open(_) => None,
        })
    }

    /// The replay comes to a generation.
    pub(super) fn enter(&self, log: &LogHeader) -> Result<()> {
        self.open().try_for_each(|database| database.enter(log))
    }

    /// A database of the list where redo starts.
    pub(super) fn attach_listed(
        &mut self,
        entry: &Attachment,
        start: Lgpos,
        log: &LogHeader,
    ) -> Result<()> {
        let (sign_db, consistent) = (entry.sign_db, entry.lgpos_consistent);
        let new = attachment(entry.dbid, entry.max_pages, consistent, sign_db, entry.name());
        let (attach, sign_log) = (entry.lgpos_attach, self.stream);
        let logged = Logged { attach, consistent, sign_db, sign_log, by: By::List };
        self.attach(new, &logged, start, log)?;
        // What was handed out before redo starts: the header may be older.
        if let Some(database) = self.get(entry.dbid) {
            database.pages.db.raise_dbtime(entry.dbtime);
            database.pages.db.raise_objid(entry.objid_last);
        }
        Ok(())
    }

    /// A record of an attachment.
    pub(super) fn attach_by(
        &mut self,
        it: &AttachDb<'_>,
        at: Lgpos,
        log: &LogHeader,
    ) -> Result<()> {
        let (sign_db, sign_log, consistent) = (it.sign_db, it.sign_log, it.lgpos_consistent);
        let new = attachment(it.dbid, it.max_pages, consistent, sign_db, it.name());
        let logged = Logged { attach: at, consistent, sign_db, sign_log, by: By::Attach };
        self.attach(new, &logged, at, log)
    }

    /// A record of a creation.
    pub(super) fn create_by(
        &mut self,
        it: &CreateDb<'_>,
        at: Lgpos,
        log: &LogHeader,
    ) -> Result<()> {
        let (sign_db, sign_log, consistent) = (it.sign_db, self.stream, Lgpos::NONE);
        let new = attachment(it.dbid, it.max_pages, consistent, sign_db, it.path);
        let is_whole = it.version.is_some_and(|(version, _)| version >= FULLY_LOGGED);
        let place = self.places.find(it.path)?;
        if is_whole && self.is_to_be_made(&place)? {
            return self.make(place, new, at, log);
        }
        let logged = Logged { attach: at, consistent, sign_db, sign_log, by: By::Create };
        self.attach(new, &logged, at, log)
    }

    /// Whether all that a file has, or would have, comes from the log: it is missing, or its
    /// creation did not come to an end.
    fn is_to_be_made(&mut self, place: &Place) -> Result<bool> {
        if !place.is_there {
            return Ok(true);
        }
        let file = self.places.open(place)?;
        match DbHeader::read(&*file, &place.path) {
            Ok(header) => Ok(header.state() == DbState::JustCreated),
            // Its creation did not even come to a header.
            Err(PagerError::Header { .. }) => Ok(true),
            Err(error) => Err(error.into()),
        }
    }

    fn make(
        &mut self,
        place: Place,
        attached: NewAttachment,
        at: Lgpos,
        log: &LogHeader,
    ) -> Result<()> {
        self.forget_closed(&place.source);
        let file = self.places.make(&place)?;
        let (dbid, sign_db) = (attached.dbid, attached.sign_db);
        let new = NewDb { page_size: log.page_size, dbid, sign_db, log: Some((self.stream, at)) };
        let header = DbHeader::create(&new);
        let (parts, attaching) = self.parts(attached, at, log);
        let database = Database::create(file, place, header, &parts, attaching)?;
        self.attached.insert(dbid, Attached::Open(Box::new(database)));
        Ok(())
    }

    fn parts<'a>(
        &self,
        attached: NewAttachment,
        lgpos: Lgpos,
        log: &'a LogHeader,
    ) -> (PoolParts<'r>, Attaching<'a>) {
        let gate = Arc::clone(&self.gate) as Arc<_>;
        let parts = PoolParts { options: self.places.options, gate };
        (parts, Attaching { attached, lgpos, stream: self.stream, log })
    }

    /// Attaches a database if its file goes with what the log says.
    fn attach(
        &mut self,
        new: NewAttachment,
        logged: &Logged,
        at: Lgpos,
        log: &LogHeader,
    ) -> Result<()> {
        if self.get(new.dbid).is_some() {
            return Ok(());
        }
        let name = jet_log::file::PathName { bytes: &new.name, is_unicode: true };
        let place = self.places.find(name)?;
        if !place.is_there {
            self.defer(&new, "its file is missing", None);
            return Ok(());
        }
        let file = self.places.open(&place)?;
        self.forget_closed(&place.source);
        let header = DbHeader::read(&*file, &place.path)?;
        header.check_version(&place.path)?;
        let (why, closed) = match attach::check(&header, logged, self.stream, at) {
            Verdict::Now => {
                let least = header.required().0;
                if least != 0 && least < at.generation {
                    let what = format!("it needs logs from generation {least:#x} on");
                    let code = JetErr::REQUIRED_LOG_FILES_MISSING;
                    return Err(RecoveryError::database(&place.source, code, what));
                }
                let (dbid, (parts, attaching)) = (new.dbid, self.parts(new, logged.attach, log));
                let database = Database::attach(file, place, header, &parts, attaching)?;
                self.attached.insert(dbid, Attached::Open(Box::new(database)));
                return Ok(());
            }
            Verdict::Deferred(why) => (why, None),
            Verdict::ClosedLater(lgpos) => {
                if self.places.options.target == Target::InPlace {
                    header.write_again(&*file)?;
                }
                (CLOSED_LATER, Some(lgpos))
            }
            Verdict::Refused(code, what) => {
                return Err(RecoveryError::database(&place.source, code, what));
            }
        };
        let (name, ending) = (file_name(&new), Ending::LeftOut(why));
        let Place { source, path, .. } = place;
        self.closed.push(DatabaseReport { name, source, path, ending });
        self.defer(&new, why, closed);
        Ok(())
    }

    /// The log speaks of a database again.
    fn forget_closed(&mut self, source: &Path) {
        self.closed.retain(|closed| closed.source != source);
    }

    fn defer(&mut self, new: &NewAttachment, why: &'static str, closed: Option<Lgpos>) {
        let deferred = Deferred { name: file_name(new), why, closed };
        self.attached.insert(new.dbid, Attached::Deferred(deferred));
    }

    /// The log closes a database.
    pub(super) fn close(&mut self, dbid: DbId, at: Lgpos) -> Result<()> {
        if let Some(Attached::Open(database)) = self.attached.remove(&dbid) {
            // Its header may require the generation that began while it was being closed.
            database.settle()?;
            self.end(*database, |database| database.detach(at), Ending::Closed)?;
        }
        Ok(())
    }

    /// The log closes all databases.
    pub(super) fn close_all(&mut self, at: Lgpos) -> Result<()> {
        let all: Vec<DbId> = self.attached.keys().copied().collect();
        all.into_iter().try_for_each(|dbid| self.close(dbid, at))
    }

    /// Ends a database by `close`. One whose creation was not finished goes: nobody was told that
    /// it is there.
    pub(super) fn end(
        &mut self,
        database: Database,
        close: impl FnOnce(&Database) -> Result<()>,
        ending: Ending,
    ) -> Result<()> {
        if database.is_unfinished {
            self.closed.push(database.report(UNFINISHED));
            return self.places.remove(database.path());
        }
        close(&database)?;
        self.closed.push(database.report(ending));
        Ok(())
    }

    /// All that a new database begins with is in the log.
    pub(super) fn finish_create(&mut self, dbid: DbId, log: &LogHeader) -> Result<()> {
        match self.attached.get_mut(&dbid) {
            Some(Attached::Open(database)) => database.finish_create(log),
            _ => Ok(()),
        }
    }

    pub(super) fn raise_version(&self, dbid: DbId, version: FormatVersion) -> Result<()> {
        if let Some(database) = self.get(dbid) {
            database.pages.db.write_header(|header, _| header.raise_version(version))?;
        }
        Ok(())
    }

    /// Takes the databases that are open at the end.
    pub(super) fn take_open(&mut self) -> Vec<Database> {
        let all = std::mem::take(&mut self.attached).into_values();
        all.filter_map(|attached| match attached {
            Attached::Open(database) => Some(*database),
            Attached::Deferred(_) => None,
        })
        .collect()
    }

    /// Databases of this stream that the logs redone say nothing of: they were closed before.
    pub(super) fn note_closed_before(&mut self) -> Result<()> {
        for source in self.places.candidates()? {
            if self.closed.iter().any(|closed| closed.source == source) {
                continue;
            }
            let Ok(file) = self.places.vfs.open(&source, OpenMode::Read) else { continue };
            let Ok(header) = DbHeader::read(&*file, &source) else { continue };
            drop(file);
            let is_of_stream = header.disk.sign_log == self.stream;
            if is_of_stream && header.state() == DbState::CleanShutdown {
                let name = source.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let place = self.places.beside(source);
                self.places.open(&place)?;
                let Place { source, path, .. } = place;
                self.closed.push(DatabaseReport { name, source, path, ending: CLOSED_BEFORE });
            }
        }
        Ok(())
    }

    /// What became of all.
    pub(super) fn reports(&mut self) -> Vec<DatabaseReport> {
        std::mem::take(&mut self.closed)
    }
}

/// From this version of the record on, all that a new database holds is in the log.
const FULLY_LOGGED: u16 = 2;
/// What becomes of a database whose creation the log does not finish.
const UNFINISHED: Ending = Ending::LeftOut("its creation was not finished: it was removed");
const CLOSED_BEFORE: Ending = Ending::LeftOut("it was closed before, with all changes");
