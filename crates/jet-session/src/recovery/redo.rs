//! The records of a stream, one after the other: sessions, macros, databases, pages.

use std::collections::BTreeMap;

use jet_btree::op::redo::{Collected, Counts, Redo};
use jet_log::record::Levels;
use jet_log::{LogFile, LogHeader, Record};
use jet_pager::header::FormatVersion;
use jet_types::{DbId, Dbtime, Level, Lgpos, Objid, Pgno, Procid, TrxId};

use super::attached::Databases;
use super::error::Result;
use super::pages::PoolPages;
use super::versions::Versions;

/// A replay under way.
#[derive(Debug)]
pub(super) struct Replay<'r> {
    pub(super) databases: Databases<'r>,
    pub(super) seen: Seen,
    pub(super) sessions: BTreeMap<Procid, Session>,
    pub(super) versions: Versions,
    /// The newest mark of a shutdown: databases are consistent there.
    pub(super) mark: Lgpos,
    pub(super) ending: LogEnding,
}

/// What the newest record that means anything says of how the log ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum LogEnding {
    /// In the middle of work.
    Crash,
    /// The databases were being closed.
    ShutDown,
    /// The run of an engine was over, and its databases were closed.
    Quit(Lgpos),
}

/// What a replay came upon.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Seen {
    pub(super) records: u64,
    /// Records of transactions that began before the start.
    pub(super) skipped: u64,
    pub(super) counts: Counts,
}

/// A session of the log.
#[derive(Debug, Default)]
pub(super) struct Session {
    /// Its first begin was seen; what it logged before that is in the files.
    pub(super) is_begun: bool,
    pub(super) level: Level,
    pub(super) begin0: TrxId,
    pub(super) collecting: Option<(Dbtime, Collected)>,
}

impl<'r> Replay<'r> {
    pub(super) fn new(databases: Databases<'r>) -> Self {
        Self {
            databases,
            seen: Seen::default(),
            sessions: BTreeMap::new(),
            versions: Versions::default(),
            mark: Lgpos::NONE,
            ending: LogEnding::Crash,
        }
    }

    /// Redoes the records of a file from a position on; returns where they end.
    pub(super) fn file(&mut self, file: &LogFile, from: Lgpos) -> Result<Lgpos> {
        self.databases.enter(file.header())?;
        let mut records = file.records(from);
        while let Some((lgpos, record)) = records.next()? {
            self.record(lgpos, &record, file.header()).map_err(|error| error.at(lgpos))?;
        }
        Ok(records.position())
    }

    fn record(&mut self, at: Lgpos, record: &Record<'_>, log: &LogHeader) -> Result<()> {
        self.seen.records += 1;
        match record {
            // The mark of a recovery that closed what was about to be closed anyway.
            Record::Padding(_) | Record::RecoveryUndo2(_) => {}
            Record::ShutDownMark(_) => self.ending = LogEnding::ShutDown,
            quit if quit.is_quit() => self.ending = LogEnding::Quit(at),
            _ => self.ending = LogEnding::Crash,
        }
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
            Record::Commit(commit) => self.commit(commit.procid, commit.to),
            Record::Commit0(commit) => self.commit(commit.procid, Level(0)),
            Record::Rollback(rollback) => {
                let session = self.session(rollback.procid);
                let level = session.level.get().saturating_sub(rollback.levels.get());
                session.level = Level(level);
                self.versions.drop_above(rollback.procid, Level(level));
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
                self.databases.close_all(if self.mark.is_none() { at } else { self.mark })?;
            }
            other => return self.of_database(at, other, log),
        }
        Ok(())
    }

    /// A record of a database, or of its pages.
    fn of_database(&mut self, at: Lgpos, record: &Record<'_>, log: &LogHeader) -> Result<()> {
        match record {
            Record::AttachDb(it) => self.databases.attach_by(it, at, log)?,
            Record::CreateDb(it) => self.databases.create_by(it, at, log)?,
            Record::CreateDbFinish(it) => self.databases.finish_create(it.dbid, log)?,
            Record::DetachDb(it) => self.databases.close(it.dbid, at)?,
            Record::SetDbVersion(it) => {
                let (major, update, minor) = (it.major, it.update_major, it.update_minor);
                self.databases.raise_version(it.dbid, FormatVersion { major, update, minor })?;
            }
            Record::ExtendDb(it) => {
                if let Some(database) = self.databases.get(it.0.dbid)
                    && at > database.pages.db.header().disk.lgpos_last_resize.get()
                {
                    database.pages.grow(it.0.last_pgno)?;
                }
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
            other => self.of_page(at, other)?,
        }
        Ok(())
    }

    fn explain(&self, dbid: DbId, first: Option<Pgno>, pages: u32) {
        if let (Some(database), Some(first)) = (self.databases.get(dbid), first) {
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
            if session.level == Level(0) || it.node.page.begin0 != session.begin0);
        if !session.is_begun || is_late {
            self.seen.skipped += 1;
            return Ok(());
        }
        self.redo(at, dbid, |redo| redo.record(record))
    }

    /// What was handed out counts even where nothing is redone.
    fn count(&self, dbid: DbId, dbtime: Dbtime, record: &Record<'_>) {
        let Some(database) = self.databases.get(dbid) else { return };
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
        let records =
            collected.records().map_err(|cause| jet_log::LogError::Record { lgpos: at, cause })?;
        let Some((_, dbid, _)) = records.first().and_then(concern) else { return Ok(()) };
        self.redo(at, dbid, |redo| redo.whole_macro(&records))
    }

    fn redo(
        &mut self,
        at: Lgpos,
        dbid: DbId,
        run: impl FnOnce(&mut Redo<'_, PoolPages, Versions>) -> jet_btree::Result<()>,
    ) -> Result<()> {
        let Some(database) = self.databases.get(dbid) else {
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

    fn end_sessions(&mut self) {
        self.sessions.clear();
        self.versions.forget();
    }

    fn session(&mut self, procid: Procid) -> &mut Session {
        self.sessions.entry(procid).or_default()
    }

    fn commit(&mut self, procid: Procid, to: Level) {
        let session = self.session(procid);
        if session.is_begun {
            session.level = to;
            self.versions.commit(procid, to);
        }
    }
}

impl Session {
    fn open(&mut self, levels: Levels) {
        self.level = Level(levels.from.get().saturating_add(levels.count));
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
