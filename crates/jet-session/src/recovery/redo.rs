//! The records of a stream, one after the other: sessions, macros, databases, pages.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jet_btree::op::redo::{Collected, Counts, Redo};
use jet_btree::version::VersionStore;
use jet_log::record::Levels;
use jet_log::{LogFile, Record};
use jet_os::Vfs;
use jet_pager::DbHeader;
use jet_types::{DbId, Dbtime, JetErr, Lgpos, Objid, Pgno, Procid, Signature, TrxId};

use super::attach::{self, By, Logged, Verdict};
use super::database::{self, Database};
use super::error::{RecoveryError, Result};
use super::versions::{Versions, no_image};
use super::{DatabaseReport, Ending, LostTransaction, Options};

/// A replay under way.
#[derive(Debug)]
pub(super) struct Replay<'r> {
    pub(super) vfs: &'r dyn Vfs,
    pub(super) options: &'r Options,
    /// The stream's identity.
    pub(super) stream: Signature,
    pub(super) seen: Seen,
    databases: BTreeMap<DbId, Attached>,
    /// What became of databases that are closed.
    closed: Vec<DatabaseReport>,
    sessions: BTreeMap<Procid, Session>,
    versions: Versions,
    /// The newest mark of a shutdown: databases are consistent there.
    mark: Lgpos,
    /// The newest record ended an engine's run.
    has_quit: bool,
    /// Files made, in case all was in vain.
    copies: Vec<PathBuf>,
}

/// What a replay came upon.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Seen {
    pub(super) records: u64,
    /// Records of transactions that began before the start.
    pub(super) skipped: u64,
    pub(super) counts: Counts,
}

/// A database that is attached.
#[derive(Debug)]
enum Attached {
    Open(Box<Database>),
    /// Its records are left out.
    Deferred {
        name: String,
        why: &'static str,
    },
}

/// A session of the log.
#[derive(Debug, Default)]
struct Session {
    /// Its first begin was seen; what it logged before that is in the files.
    is_begun: bool,
    level: u8,
    begin0: TrxId,
    collecting: Option<(Dbtime, Collected)>,
}

impl<'r> Replay<'r> {
    pub(super) fn new(vfs: &'r dyn Vfs, options: &'r Options, stream: Signature) -> Self {
        Self {
            vfs,
            options,
            stream,
            seen: Seen::default(),
            databases: BTreeMap::new(),
            closed: Vec::new(),
            sessions: BTreeMap::new(),
            versions: Versions::default(),
            mark: Lgpos::NONE,
            has_quit: false,
            copies: Vec::new(),
        }
    }

    /// Redoes the records of a file from a position on; returns where they end.
    pub(super) fn file(&mut self, file: &LogFile, from: Lgpos) -> Result<Lgpos> {
        for database in self.open_databases() {
            database.enter(file.header())?;
        }
        if let Err(error) = file.check() {
            return Err(self.damaged(file, error));
        }
        let mut records = file.records(from);
        while let Some((lgpos, record)) = records.next()? {
            self.record(lgpos, &record).map_err(|error| error.at(lgpos))?;
        }
        Ok(records.position())
    }

    /// Damage in a log that no database needs loses commits only.
    fn damaged(&self, file: &LogFile, error: jet_log::LogError) -> RecoveryError {
        let generation = file.header().generation;
        let mut open = self.databases.values().filter_map(Attached::open).peekable();
        if open.peek().is_some() && open.all(|database| database.required < generation) {
            let code = JetErr::COMMITTED_LOG_FILE_CORRUPT;
            return RecoveryError::set(code, error.to_string());
        }
        error.into()
    }

    fn open_databases(&self) -> impl Iterator<Item = &Database> {
        self.databases.values().filter_map(Attached::open)
    }

    fn record(&mut self, at: Lgpos, record: &Record<'_>) -> Result<()> {
        self.seen.records += 1;
        self.has_quit = record.is_quit();
        match record {
            Record::Init(_) | Record::Init2(_) => self.end_sessions(),
            Record::Begin0(begin) => {
                let session = self.session(begin.procid);
                session.is_begun = true;
                session.begin0 = begin.begin0;
                session.open(begin.levels);
            }
            Record::Begin(begin) => {
                let session = self.session(begin.procid);
                if session.is_begun {
                    session.open(begin.levels);
                }
            }
            Record::Commit(commit) => self.commit(commit.procid, commit.to.get()),
            Record::Commit0(commit) => self.commit(commit.procid, 0),
            Record::Rollback(rollback) => {
                let session = self.session(rollback.procid);
                session.level = session.level.saturating_sub(rollback.levels.get());
                let level = session.level;
                self.versions.drop_above(rollback.procid.get(), level);
            }
            Record::MacroBegin(it) => {
                let session = self.session(it.procid);
                if session.is_begun {
                    session.collecting = Some((it.dbtime, Collected::default()));
                }
            }
            Record::MacroAbort(it) => self.session(it.procid).collecting = None,
            Record::MacroCommit(it) => {
                if let Some((_, collected)) = self.session(it.procid).collecting.take() {
                    self.whole_macro(at, &collected)?;
                }
            }
            Record::ShutDownMark(_) => self.mark = at,
            Record::RecoveryQuitKeepAttachments(_) => self.end_sessions(),
            quit if quit.is_quit() => {
                self.end_sessions();
                let mark = if self.mark.is_none() { at } else { self.mark };
                for dbid in self.databases.keys().copied().collect::<Vec<_>>() {
                    self.detach(dbid, mark)?;
                }
            }
            other => return self.of_database(at, other),
        }
        Ok(())
    }

    /// A record of a database, or of its pages.
    fn of_database(&mut self, at: Lgpos, record: &Record<'_>) -> Result<()> {
        match record {
            Record::AttachDb(it) => {
                let (sign_db, sign_log) = (it.sign_db, it.sign_log);
                let consistent = it.lgpos_consistent;
                let logged = Logged { attach: at, consistent, sign_db, sign_log, by: By::Attach };
                return self.attach(it.dbid, &it.name().file_name(), &logged, at);
            }
            Record::CreateDb(it) => {
                let (sign_db, sign_log) = (it.sign_db, self.stream);
                let consistent = Lgpos::NONE;
                let logged = Logged { attach: at, consistent, sign_db, sign_log, by: By::Create };
                return self.attach(it.dbid, &it.path.file_name(), &logged, at);
            }
            Record::DetachDb(it) => return self.detach(it.dbid, at),
            Record::ExtendDb(it) => {
                if let Some(database) = self.open(it.0.dbid)
                    && at > database.header.disk.lgpos_last_resize.get()
                {
                    database.pages.grow(it.0.last_pgno)?;
                }
                return Ok(());
            }
            // A file is never cut here: what lies behind its end is free, and made anew if used.
            Record::ShrinkDb(it) => self.explain(it.dbid, it.last_pgno.checked_add(1), u32::MAX),
            Record::ShrinkDb2(it) => self.explain(it.dbid, it.last_pgno.checked_add(1), u32::MAX),
            Record::ShrinkDb3(it) => {
                let first = it.shrink.last_pgno.checked_add(1);
                self.explain(it.shrink.dbid, first, u32::MAX);
            }
            Record::TrimDb(it) => self.explain(it.dbid, Some(it.first_pgno), it.pages),
            Record::ExtentFreed(it) => self.explain(it.dbid, Some(it.first_pgno), it.pages),
            Record::ExtentFreed2(it) => {
                self.explain(it.freed.dbid, Some(it.freed.first_pgno), it.freed.pages);
            }
            other => return self.of_page(at, other),
        }
        Ok(())
    }

    fn explain(&mut self, dbid: DbId, first: Option<Pgno>, pages: u32) {
        if let (Some(database), Some(first)) = (self.open(dbid), first) {
            database.pages.explain(first, pages);
        }
    }

    fn of_page(&mut self, at: Lgpos, record: &Record<'_>) -> Result<()> {
        let Some((procid, dbid, dbtime)) = concern(record) else { return Ok(()) };
        self.count(dbid, dbtime, record);
        let session = self.session(procid);
        if let Some((collected_dbtime, collected)) = &mut session.collecting
            && dbtime == *collected_dbtime
            && !matches!(record, Record::NewPage(_))
        {
            collected.push(record);
            return Ok(());
        }
        let is_late = matches!(record, Record::UndoInfo(it)
            if session.level == 0 || it.node.page.begin0 != session.begin0);
        if !session.is_begun || is_late {
            self.seen.skipped += 1;
            return Ok(());
        }
        self.redo(at, dbid, |redo| redo.record(record))
    }

    /// What was handed out counts even where nothing is redone.
    fn count(&mut self, dbid: DbId, dbtime: Dbtime, record: &Record<'_>) {
        let Some(database) = self.open(dbid) else { return };
        if dbtime < Dbtime::NIL {
            database.pages.db.raise_dbtime(dbtime);
        }
        let objid = match record {
            Record::CreateMultipleExtentFdp(it) => it.objid,
            Record::CreateSingleExtentFdp(it) => it.objid,
            _ => Objid(0),
        };
        database.pages.db.raise_objid(objid);
    }

    fn whole_macro(&mut self, at: Lgpos, collected: &Collected) -> Result<()> {
        let records = collected
            .records()
            .map_err(|cause| RecoveryError::from(jet_log::LogError::Record { lgpos: at, cause }))?;
        let Some((_, dbid, _)) = records.first().and_then(concern) else { return Ok(()) };
        self.redo(at, dbid, |redo| redo.whole_macro(&records))
    }

    fn redo(
        &mut self,
        at: Lgpos,
        dbid: DbId,
        run: impl FnOnce(&mut Redo<'_, super::pages::PoolPages, Versions>) -> jet_btree::Result<()>,
    ) -> Result<()> {
        let Some(Attached::Open(database)) = self.databases.get(&dbid) else {
            self.seen.skipped += 1;
            return Ok(());
        };
        database.pages.at.set(at);
        let mut redo = Redo::new(&database.pages, &mut self.versions);
        let result = run(&mut redo);
        let (counts, sum) = (redo.counts(), &mut self.seen.counts);
        sum.applied += counts.applied;
        sum.ahead += counts.ahead;
        sum.gaps += counts.gaps;
        sum.from_image += counts.from_image;
        Ok(result?)
    }

    /// Attaches a database if its file goes with what the log says.
    pub(super) fn attach(
        &mut self,
        dbid: DbId,
        name: &str,
        logged: &Logged,
        at: Lgpos,
    ) -> Result<()> {
        if let Some(Attached::Open(_)) = self.databases.get(&dbid) {
            return Ok(());
        }
        let dir = &self.options.dir;
        let Some(path) = database::find(self.vfs, self.options, dir, name)? else {
            self.defer(dbid, name, "its file is missing");
            return Ok(());
        };
        let again = self.closed.iter().position(|closed| closed.source == path);
        let (copy, file) = match again {
            Some(index) => {
                let closed = self.closed.remove(index);
                (closed.path.clone(), closed.file())
            }
            None => database::open(self.vfs, &self.options.target, &path, &mut self.copies)?,
        };
        let mut header = DbHeader::read(&*file, &copy)?;
        header.check_version(&copy)?;
        match attach::check(&header, logged, self.stream, at) {
            Verdict::Now => {}
            Verdict::Deferred(why) => {
                let report = DatabaseReport::new(name, path, copy, file, Ending::LeftOut(why));
                self.closed.push(report);
                self.defer(dbid, name, why);
                return Ok(());
            }
            Verdict::Refused(code, what) => return Err(RecoveryError::database(&path, code, what)),
        }
        let least = u32::try_from(header.disk.generation_min_required.get()).unwrap_or(0);
        if least != 0 && least < at.generation {
            let what = format!("it needs logs from generation {least:#x} on");
            let code = JetErr::REQUIRED_LOG_FILES_MISSING;
            return Err(RecoveryError::database(&path, code, what));
        }
        header.disk.lgpos_attach = logged.attach.into();
        header.disk.sign_log = self.stream;
        let database = Database::new(file, name, (path, copy), header, self.options)?;
        self.databases.insert(dbid, Attached::Open(Box::new(database)));
        Ok(())
    }

    fn defer(&mut self, dbid: DbId, name: &str, why: &'static str) {
        self.databases.insert(dbid, Attached::Deferred { name: name.to_owned(), why });
    }

    fn detach(&mut self, dbid: DbId, at: Lgpos) -> Result<()> {
        if let Some(Attached::Open(mut database)) = self.databases.remove(&dbid) {
            database.check_end(at.generation)?;
            database.detach(at)?;
            self.closed.push(database.report(Ending::Closed));
        }
        Ok(())
    }

    /// The logs have ended, with the generation `last`: takes back what no transaction committed
    /// and closes the databases. Tells what was taken back and what became of each database.
    pub(super) fn finish(
        &mut self,
        last: u32,
    ) -> Result<(Vec<LostTransaction>, Vec<DatabaseReport>)> {
        for database in self.open_databases() {
            database.check_end(last)?;
        }
        for attached in self.databases.values().filter(|_| !self.has_quit) {
            if let Attached::Deferred { name, why } = attached {
                let code = JetErr::ATTACHED_DATABASE_MISMATCH;
                return Err(RecoveryError::set(code, format!("{name}: {why}")));
            }
        }
        let lost = self.undo()?;
        for attached in std::mem::take(&mut self.databases).into_values() {
            if let Attached::Open(mut database) = attached {
                database.leave_stream()?;
                self.closed.push(database.report(Ending::Detached));
            }
        }
        Ok((lost, std::mem::take(&mut self.closed)))
    }

    /// Removes what was made.
    pub(super) fn abandon(&self) {
        for copy in &self.copies {
            // The error that led here is the one to tell.
            let _ = self.vfs.remove(copy);
        }
    }

    /// Takes back the changes of open transactions, the one that began last first.
    fn undo(&mut self) -> Result<Vec<LostTransaction>> {
        let none = VersionStore::new(0, 1);
        let mut open: Vec<(TrxId, Procid)> = self
            .sessions
            .iter()
            .filter(|(_, session)| session.is_begun && session.level > 0)
            .map(|(procid, session)| (session.begin0, *procid))
            .collect();
        open.sort_unstable_by(|one, two| two.cmp(one));
        let mut lost = Vec::new();
        for (begin0, procid) in open {
            let versions = self.versions.take(procid.get());
            let versions = versions.map_err(no_image)?;
            for known in &versions {
                if let Some(Attached::Open(database)) = self.databases.get(&known.db()) {
                    database.undo(known.db(), &none, known)?;
                }
            }
            lost.push(LostTransaction { procid, begin0, changes: versions.len() });
        }
        Ok(lost)
    }

    fn end_sessions(&mut self) {
        self.sessions.clear();
        self.versions.forget();
    }

    fn open(&self, dbid: DbId) -> Option<&Database> {
        self.databases.get(&dbid).and_then(Attached::open)
    }

    fn session(&mut self, procid: Procid) -> &mut Session {
        self.sessions.entry(procid).or_default()
    }

    fn commit(&mut self, procid: Procid, to: u8) {
        let session = self.session(procid);
        if session.is_begun {
            session.level = to;
            self.versions.commit(procid.get(), to);
        }
    }
}

impl Attached {
    fn open(&self) -> Option<&Database> {
        match self {
            Self::Open(database) => Some(database),
            Self::Deferred { .. } => None,
        }
    }
}

impl Session {
    fn open(&mut self, levels: Levels) {
        self.level = levels.from.get().saturating_add(levels.count);
    }
}

/// Whose change a record is, in which database, and when.
fn concern(record: &Record<'_>) -> Option<(Procid, DbId, Dbtime)> {
    match record {
        Record::NewPage(it) => Some((it.procid, it.dbid, it.dbtime)),
        Record::RootPageMove(it) => Some((it.procid, it.dbid, it.dbtime)),
        other => other.page().map(|page| (page.procid, page.dbid, page.dbtime)),
    }
}
