//! Recovery: what is in the logs and not in the databases is redone, what no transaction committed
//! is undone.
//!
//! [`recover`] starts at the checkpoint, or at the first log there is, and follows the stream to
//! its end. Every page tells by its dbtime whether it has a change already, so it does not matter
//! how much of the log a file has seen; while it may have changes from later in the log, pages that
//! do not fit are noted, and must be explained by what follows.
//!
//! What follows depends on the [`Target`]:
//!
//! - In place, or in a copy of all files, the stream goes on: undo is logged, databases are closed
//!   with a record in the log, and the checkpoint moves to its end (`tail.rs`). A crash in between
//!   leaves what recovery starts over from. This is how an engine starts ([`start`]).
//! - Databases alone are copied *detached*: what no transaction committed is undone without a
//!   record, and the header says that the database was closed properly and belongs to no log
//!   stream. An engine attaches it beside other logs or none; the old logs stay with the old file.
//!
//! Source: ESE `logredo.cxx`, `log.cxx`.

mod attach;
mod attached;
mod database;
mod error;
mod finish;
mod lossy;
mod overlay;
mod pages;
mod place;
mod redo;
mod start;
mod tail;
mod versions;

use std::path::PathBuf;
use std::sync::Arc;

use jet_btree::op::redo::Counts;
use jet_log::{Checkpoint, LogFile, LogSet, LogStream};
use jet_os::{OpenMode, Vfs};
use jet_pager::Stamper;
use jet_types::{JetErr, Lgpos, Procid, TrxId};

use attached::Databases;
pub use error::{RecoveryError, Result};
use place::Places;
use redo::Replay;
pub use start::{Start, start};

/// What recovery is to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where databases are.
    pub lookup: Lookup,
    /// The folder of the checkpoint, if it is not beside the logs.
    pub checkpoint_dir: Option<PathBuf>,
    /// Where the result goes.
    pub target: Target,
    /// Whether transactions that did not end are undone. Else databases stay as redo leaves them,
    /// dirty, and more logs may be redone.
    pub undo: bool,
    /// Whether logs may be lost that no database needs, but for the commits in them.
    pub lossy: bool,
    /// Whether databases may be missing.
    pub without_databases: bool,
    /// Memory for pages of each database.
    pub cache_bytes: usize,
    /// What headers are stamped with.
    pub stamper: Stamper,
}

/// Where databases are looked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lookup {
    /// By the file name that the log has for them: among these files, and beside the logs. The path
    /// in the log is that of another machine, or worse, of the original, and never followed.
    ByName(Vec<PathBuf>),
    /// At the path in the log: for an engine whose own files they are.
    AtPath,
}

/// Where the result of a recovery goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// Into the files themselves, and their stream.
    InPlace,
    /// Copies of logs and databases in this folder, none of which may be there yet, recovered as
    /// in place.
    Copy(PathBuf),
    /// Copies of the databases in this folder, which must not be there yet, of no stream.
    Detached(PathBuf),
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
    /// What of the logs was given up, if anything.
    pub dropped: Option<Dropped>,
    /// The databases.
    pub databases: Vec<DatabaseReport>,
    /// Where the checkpoint is now, if it moved.
    pub checkpoint: Option<Lgpos>,
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

/// A part of the stream that was given up, with the commits in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dropped {
    /// All from here on.
    pub from: Lgpos,
    /// Why.
    pub what: String,
    /// Log files that lie behind it as a whole.
    pub files: Vec<String>,
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
}

/// How the recovery of a database ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// It was in use when the log ended. It is clean now, and of no log stream.
    Detached,
    /// The log closes it.
    Closed,
    /// All is redone and nothing undone: it is dirty.
    Redone,
    /// It has nothing to do with these logs, or has all their changes: it is as it was.
    LeftOut(&'static str),
}

/// Recovers the databases of a stream. What was copied when it fails is removed again.
///
/// # Errors
/// [`RecoveryError`], whose code is the one that the reference engine gives.
pub fn recover(vfs: &Arc<dyn Vfs>, set: &LogSet, options: &Options) -> Result<Report> {
    let mut replay = Replay::new(Databases::new(Places::new(&**vfs, &set.dir, options)));
    let report = copy_and_run(vfs, set, &mut replay);
    if report.is_err() {
        replay.databases.places.abandon();
    }
    report
}

fn copy_and_run(vfs: &Arc<dyn Vfs>, set: &LogSet, replay: &mut Replay<'_>) -> Result<Report> {
    let options = replay.databases.places.options;
    match &options.target {
        Target::Copy(out) => {
            let copy = replay.databases.places.copy_set(set, out)?;
            run(vfs, &copy, replay)
        }
        _ => run(vfs, set, replay),
    }
}

/// A stream as far as it was redone.
struct Redone {
    start: Lgpos,
    end: Lgpos,
    /// The last file.
    last: LogFile,
    dropped: Option<Dropped>,
    checkpoint: Option<Checkpoint>,
}

fn run(vfs: &Arc<dyn Vfs>, set: &LogSet, replay: &mut Replay<'_>) -> Result<Report> {
    let options = replay.databases.places.options;
    let checkpoint = checkpoint(&**vfs, set, options)?;
    let lowest = LogStream::lowest(&**vfs, set)?.ok_or_else(RecoveryError::no_logs)?;
    let first = checkpoint.as_ref().map_or(lowest, |it| it.checkpoint.generation);
    let mut stream = LogStream::new(&**vfs, set.clone(), first);
    let file = stream.next_file()?.ok_or_else(RecoveryError::no_logs)?;
    let sign_log = file.header().sign_log;
    if checkpoint.as_ref().is_some_and(|it| it.sign_log != sign_log) {
        let what = "the checkpoint is of another log stream";
        return Err(RecoveryError::set(JetErr::BAD_CHECKPOINT_SIGNATURE, what));
    }
    replay.databases.stream = sign_log;
    if options.target == Target::InPlace {
        secure(&**vfs, set)?;
    }
    let redone = redo(replay, &mut stream, file, checkpoint)?;
    finish::finish(vfs, set, replay, redone)
}

/// Makes durable what is about to be redone. Full logs were when the next one was begun.
fn secure(vfs: &dyn Vfs, set: &LogSet) -> Result<()> {
    let last = set.current.as_ref().or(set.archived.values().next_back());
    if let Some(name) = last
        && let Ok(file) = LogFile::read(vfs, &set.path(name))
        && file.check_size().is_ok()
    {
        jet_log::secure_end(vfs, &file)?;
    }
    Ok(vfs.sync_dir(&set.dir)?)
}

/// Replays a stream from its first file on.
fn redo(
    replay: &mut Replay<'_>,
    stream: &mut LogStream<'_>,
    mut file: LogFile,
    checkpoint: Option<Checkpoint>,
) -> Result<Redone> {
    let listed = checkpoint.as_ref().and_then(|it| Some((it.checkpoint, it.attached.clone()?)));
    let (start, attached) = listed.unwrap_or_else(|| {
        let start = Lgpos { generation: file.header().generation, sector: 1, offset: 0 };
        (start, file.header().attached.clone())
    });
    for entry in &attached {
        replay.databases.attach_listed(entry, start, file.header())?;
    }
    let mut from = start;
    loop {
        let damage = file.check().err();
        if let Some(error) = &damage
            && !lossy::may_end_in(replay, file.header().generation)
        {
            return Err(lossy::blame(replay, file.header().generation, error.to_string())
                .unwrap_or_else(|| damage.expect("just seen").into()));
        }
        let end = replay.file(&file, from)?;
        let mut dropped = damage.map(|error| lossy::dropped(stream.set(), &file, end, &error));
        if dropped.is_none() {
            match stream.next_file() {
                Ok(Some(next)) => {
                    (file, from) = (next, Lgpos::NONE);
                    continue;
                }
                Ok(None) => {}
                Err(error) => {
                    let next = file.header().generation.saturating_add(1);
                    if !error.is_damage() || !lossy::may_end_in(replay, next) {
                        return Err(lossy::blame_header(replay, next, error));
                    }
                    dropped = Some(lossy::dropped(stream.set(), &file, end, &error));
                }
            }
        }
        return Ok(Redone { start, end, last: file, dropped, checkpoint });
    }
}

/// The checkpoint, if there is one that can be read: without one redo starts at the first log.
fn checkpoint(vfs: &dyn Vfs, set: &LogSet, options: &Options) -> Result<Option<Checkpoint>> {
    let path = tail::checkpoint_path(vfs, set, options)?;
    if !vfs.exists(&path)? {
        return Ok(None);
    }
    let file = vfs.open(&path, OpenMode::Read)?;
    match Checkpoint::read(&*file) {
        Ok((checkpoint, _)) => Ok(Some(checkpoint)),
        Err(error) if error.is_damage() => Ok(None),
        Err(error) => Err(error.into()),
    }
}
