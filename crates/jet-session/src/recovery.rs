//! Recovery: what is in the logs and not in the databases is redone, what no transaction committed
//! is undone.
//!
//! [`recover`] starts at the checkpoint, or at the first log there is, and follows the stream to
//! its end. Every page tells by its dbtime whether it has a change already, so it does not matter
//! how much of the log a file has seen; while it may have changes from later in the log, pages that
//! do not fit are noted, and must be explained by what follows.
//!
//! The result is *detached*: changes of transactions that did not end are undone without a record
//! in the log, and the header says that the database was closed properly and belongs to no log
//! stream. An engine attaches it beside other logs or none; the old logs stay with the old file.
//! So recovery never works in place, but on a copy, or in memory when only the account is wanted.
//!
//! Databases are found by the file name the log gives, beside the logs or where the caller says;
//! the path in the log is that of another machine, or worse, of the original, and never followed.
//!
//! Source: ESE `logredo.cxx`, `log.cxx`.

mod attach;
mod database;
mod error;
mod overlay;
mod pages;
mod redo;
mod versions;

use std::path::PathBuf;
use std::sync::Arc;

use jet_btree::op::redo::Counts;
use jet_log::{Checkpoint, LogFile, LogSet, LogStream};
use jet_os::{File, OpenMode, Vfs};
use jet_pager::Stamper;
use jet_types::{JetErr, Lgpos, Procid, TrxId};

use attach::{By, Logged};
pub use error::{RecoveryError, Result};
use redo::Replay;

/// What recovery is to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the logs.
    pub dir: PathBuf,
    /// Databases that are not beside their logs, or are called otherwise there.
    pub databases: Vec<PathBuf>,
    /// Where the result goes.
    pub target: Target,
    /// Memory for pages of each database.
    pub cache_bytes: usize,
    /// What headers are stamped with.
    pub stamper: Stamper,
}

/// Where the result of a recovery goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// Copies of the databases in this folder, which must not be there yet.
    Folder(PathBuf),
    /// Nowhere: only the account is wanted.
    Memory,
}

/// What recovery did.
#[derive(Debug)]
pub struct Report {
    /// Where redo started.
    pub start: Lgpos,
    /// Where the log ended.
    pub end: Lgpos,
    /// Records read.
    pub records: u64,
    /// Of these, of transactions that began before the start, or of databases left out.
    pub skipped: u64,
    /// Changes of pages.
    pub changes: Counts,
    /// Transactions that were undone, in this order.
    pub lost: Vec<LostTransaction>,
    /// The databases.
    pub databases: Vec<DatabaseReport>,
}

/// A transaction that did not end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LostTransaction {
    /// The session.
    pub procid: Procid,
    /// The transaction.
    pub begin0: TrxId,
    /// How many changes were undone.
    pub changes: usize,
}

/// What became of a database.
#[derive(Debug)]
pub struct DatabaseReport {
    /// Its file name in the log.
    pub name: String,
    /// The file found.
    pub source: PathBuf,
    /// The result; the file found when nothing was written.
    pub path: PathBuf,
    /// How it ended.
    pub ending: Ending,
    file: Arc<dyn File>,
}

/// How the recovery of a database ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// It was in use when the log ended. It is clean now, and of no log stream.
    Detached,
    /// The log closes it.
    Closed,
    /// It has nothing to do with these logs, or has all their changes: it is as it was.
    LeftOut(&'static str),
}

impl DatabaseReport {
    fn new(
        name: &str,
        source: PathBuf,
        path: PathBuf,
        file: Arc<dyn File>,
        ending: Ending,
    ) -> Self {
        Self { name: name.to_owned(), source, path, ending, file }
    }

    fn file(self) -> Arc<dyn File> {
        self.file
    }
}

/// Recovers the databases of a stream. What was copied when it fails is removed again.
///
/// # Errors
/// [`RecoveryError`], whose code is the one that the reference engine gives.
pub fn recover(vfs: &dyn Vfs, set: &LogSet, options: &Options) -> Result<Report> {
    let checkpoint = checkpoint(vfs, set)?;
    let lowest = LogStream::lowest(vfs, set)?;
    let lowest = lowest.ok_or_else(RecoveryError::no_logs)?;
    let first = checkpoint.as_ref().map_or(lowest, |it| it.checkpoint.generation);
    let mut stream = LogStream::new(vfs, set.clone(), first);
    let file = stream.next_file()?.ok_or_else(RecoveryError::no_logs)?;
    let sign_log = file.header().sign_log;
    if checkpoint.as_ref().is_some_and(|it| it.sign_log != sign_log) {
        let what = "the checkpoint is of another log stream";
        return Err(RecoveryError::set(JetErr::BAD_CHECKPOINT_SIGNATURE, what));
    }
    let mut replay = Replay::new(vfs, options, sign_log);
    let report = run(&mut replay, &mut stream, file, checkpoint);
    if report.is_err() {
        replay.abandon();
    }
    report
}

/// Replays a stream from its first file on.
fn run(
    replay: &mut Replay<'_>,
    stream: &mut LogStream<'_>,
    mut file: LogFile,
    checkpoint: Option<Checkpoint>,
) -> Result<Report> {
    let in_checkpoint = checkpoint.and_then(|it| Some((it.checkpoint, it.attached?)));
    let (start, attached) = in_checkpoint.unwrap_or_else(|| {
        let start = Lgpos { generation: file.header().generation, sector: 1, offset: 0 };
        (start, file.header().attached.clone())
    });
    for entry in attached {
        let logged = Logged {
            attach: entry.lgpos_attach,
            consistent: entry.lgpos_consistent,
            sign_db: entry.sign_db,
            sign_log: file.header().sign_log,
            by: By::List,
        };
        replay.attach(entry.dbid, &entry.name().file_name(), &logged, start)?;
    }
    let mut end = replay.file(&file, start)?;
    while let Some(next) = stream.next_file()? {
        file = next;
        end = replay.file(&file, Lgpos::NONE)?;
    }
    let seen = replay.seen;
    let (lost, databases) = replay.finish(file.header().generation)?;
    let (records, skipped, changes) = (seen.records, seen.skipped, seen.counts);
    Ok(Report { start, end, records, skipped, changes, lost, databases })
}

/// The checkpoint, if there is one that can be read: without one redo starts at the first log.
fn checkpoint(vfs: &dyn Vfs, set: &LogSet) -> Result<Option<Checkpoint>> {
    let Some(name) = &set.checkpoint else { return Ok(None) };
    let file = vfs.open(&set.path(name), OpenMode::Read)?;
    match Checkpoint::read(&*file) {
        Ok((checkpoint, _)) => Ok(Some(checkpoint)),
        Err(error) if error.is_damage() => Ok(None),
        Err(error) => Err(error.into()),
    }
}
