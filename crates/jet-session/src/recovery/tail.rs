//! What recovery adds to the log, so that the stream goes on.
//!
//! Whatever it does to a page is in the log first, databases are closed when all their pages are
//! durable, and the checkpoint moves last: a crash in between leaves what recovery starts over
//! from.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use jet_log::file::{Layout, SEGMENT_BYTES};
use jet_log::record::{Bare, Macro, RecoveryUndo2, Term, Term2};
use jet_log::{Checkpoint, Log, LogFile, LogOptions, LogSet, LogStart, Record};
use jet_os::{OpenMode, Vfs};
use jet_pager::header::Generation;
use jet_pager::{DbSlot, Refusal, WriteGate};
use jet_types::{Lgpos, Logtime};

use super::Options;
use super::database::Database;
use super::error::Result;
use super::redo::Replay;
use crate::engine::{Attachments, LogJournal};
use crate::lifecycle::Lifecycle;

/// Room for records, in segments.
const BUFFER_SEGMENTS: usize = 64;
/// The shortest log file there is.
const SEGMENTS_MIN: u16 = 16;

/// Keeps pages back until the log covers them. What was redone is in the log already.
#[derive(Debug, Default)]
pub(super) struct Gate(OnceLock<(Lgpos, LogJournal)>);

impl WriteGate for Gate {
    fn admit(&self, _: DbSlot, lgpos: Lgpos) -> std::result::Result<(), Refusal> {
        match self.0.get() {
            Some((first, journal)) if lgpos >= *first => {
                let durable = journal.wait_durable(lgpos);
                durable.map_err(|error| Refusal { code: error.code(), what: error.to_string() })
            }
            _ => Ok(()),
        }
    }
}

/// The log, gone on with behind what was redone.
pub(super) struct Tail {
    pub(super) journal: LogJournal,
    attachments: Arc<Attachments>,
    /// The record that begins it.
    began: Lgpos,
    now: Logtime,
}

/// Where the stream is gone on with: behind its last file's data, or in a new file.
pub(super) fn start_behind(last: &LogFile, set: &LogSet) -> LogStart {
    let is_current = set.current.as_ref().is_some_and(|name| set.path(name) == last.path());
    if is_current && last.header().version.layout() == Some(Layout::Segments) {
        return LogStart::behind(last);
    }
    LogStart::Next { header: last.header().clone(), checksum: last.scan().checksum }
}

impl Tail {
    /// Opens the log behind `last`, its last file. What is appended first tells readers that a
    /// record torn by the crash, and open macros, do not count. `mark` is where databases were
    /// being closed already.
    pub(super) fn open(
        vfs: &Arc<dyn Vfs>,
        set: &LogSet,
        last: &LogFile,
        (checkpoint, mark): (Lgpos, Option<Lgpos>),
        replay: &mut Replay<'_>,
    ) -> Result<Self> {
        let options = replay.databases.places.options;
        let header = last.header();
        let generation = Generation { number: header.generation, created: header.created };
        let attachments = Attachments::new(generation, checkpoint);
        for database in replay.databases.open() {
            let (dbid, attach) = (database.attached.dbid, database.lgpos_attach);
            attachments.enter(database.attached.clone(), attach);
            attachments.follow(dbid, &database.pages.db);
            attachments.settle(dbid);
            if let Some(mark) = mark {
                attachments.leave(dbid, mark);
            }
        }
        let segments = header.file_bytes().div_ceil(SEGMENT_BYTES as u64);
        let log = LogOptions {
            vfs: Arc::clone(vfs),
            clock: Arc::clone(&options.stamper.clock),
            dir: set.dir.clone(),
            names: set.names.clone(),
            page_size: header.page_size,
            segments: u16::try_from(segments).unwrap_or(u16::MAX).max(SEGMENTS_MIN),
            buffer_segments: BUFFER_SEGMENTS,
            params: header.params,
            reserves: u32::try_from(set.reserves.len()).unwrap_or(0),
            is_inline: true,
        };
        let log = Log::open(log, attachments.hooks(), start_behind(last, set))?;
        let journal = LogJournal::new(Arc::new(log), Arc::new(Lifecycle::new()).share());
        let now = options.stamper.now();
        let first = Record::RecoveryUndo2(RecoveryUndo2 { time: now });
        let began = journal.append_noting(&[first], |_, _| ())?.first;
        for (procid, session) in &mut replay.sessions {
            if let Some((dbtime, _)) = session.collecting.take() {
                let record = Record::MacroAbort(Macro { procid: *procid, dbtime });
                journal.append_noting(&[record], |_, _| ())?;
            }
        }
        // A gate is opened once: there is one tail.
        let _ = replay.databases.gate.0.set((began, journal.clone()));
        Ok(Self { journal, attachments, began, now })
    }

    /// Closes all databases and the log; gives the position of the record that ends it.
    pub(super) fn close(
        self,
        replay: &mut Replay<'_>,
        mark: Option<Lgpos>,
        redo_from: Lgpos,
    ) -> Result<Lgpos> {
        replay.databases.open().try_for_each(Database::flush)?;
        let open: Vec<_> = replay.databases.open().map(|database| database.attached.dbid).collect();
        let leave = |lgpos| open.iter().for_each(|dbid| self.attachments.leave(*dbid, lgpos));
        let mark = match mark {
            Some(mark) => mark,
            None => {
                let record = Record::ShutDownMark(Bare);
                self.journal.append_noting(&[record], |_, lgpos| leave(lgpos))?.first
            }
        };
        self.journal.flush_all()?;
        for database in replay.databases.take_open() {
            self.attachments.part(database.attached.dbid);
            let close = |database: &Database| database.detach(mark);
            replay.databases.end(database, close, super::Ending::Closed)?;
        }
        let term = Term { began: self.began, redo_from, is_hard: 0 };
        let record = Record::RecoveryQuit2(Term2 { term, time: self.now });
        let quit = self.journal.append_noting(&[record], |_, _| ())?.first;
        self.journal.flush_all()?;
        Ok(quit)
    }
}

/// Moves the checkpoint of a stream whose databases are all closed.
pub(super) fn write_checkpoint(
    vfs: &dyn Vfs,
    path: &Path,
    old: Option<&Checkpoint>,
    last: &LogFile,
    at: Lgpos,
) -> Result<()> {
    let header = last.header();
    let checkpoint = Checkpoint {
        checkpoint: at,
        db_consistency: at,
        sign_log: header.sign_log,
        params: header.params,
        attached: None,
        ..old.cloned().unwrap_or_default()
    };
    let is_there = vfs.exists(path)?;
    let mode = if is_there { OpenMode::ReadWrite } else { OpenMode::CreateNew };
    checkpoint.write(&*vfs.open(path, mode)?)?;
    if let (false, Some(dir)) = (is_there, path.parent()) {
        vfs.sync_dir(dir)?;
    }
    Ok(())
}

/// Where the checkpoint of a stream is, or will be.
pub(super) fn checkpoint_path(
    vfs: &dyn Vfs,
    set: &LogSet,
    options: &Options,
) -> Result<std::path::PathBuf> {
    let dir = options.checkpoint_dir.as_deref().unwrap_or(&set.dir);
    let wanted = set.names.checkpoint();
    let found = vfs.list(dir)?.into_iter().find(|name| name.eq_ignore_ascii_case(&wanted));
    Ok(dir.join(found.unwrap_or(wanted)))
}
