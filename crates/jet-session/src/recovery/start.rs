//! How an engine finds its log stream: new, clean, or to be recovered first.

use std::sync::Arc;

use jet_log::{Checkpoint, LogFile, LogSet, LogStart};
use jet_os::{OpenMode, Vfs};
use jet_types::{JetErr, Lgpos, PageSize};

use super::error::{RecoveryError, Result};
use super::{Options, Report, recover, tail};

/// Where an engine goes on.
#[derive(Debug)]
pub struct Start {
    /// How to open the log.
    pub log: LogStart,
    /// Where the checkpoint is; none in a new stream.
    pub checkpoint: Lgpos,
    /// What was recovered, if anything had to be.
    pub recovered: Option<Report>,
}

/// Brings a stream to where an engine of this page size can go on with it: databases are closed,
/// the checkpoint is at the end. `options` are those of a recovery in place.
///
/// # Errors
/// [`RecoveryError`]. Nothing that was committed is lost then, and it can be tried again.
///
/// Source: ESE `log.cxx`, `ErrLGSoftStart`.
pub fn start(
    vfs: &Arc<dyn Vfs>,
    set: &LogSet,
    page_size: PageSize,
    options: &Options,
) -> Result<Start> {
    if set.current.is_none() && set.archived.is_empty() {
        return new_stream(&**vfs, set, options);
    }
    let (recovered, checkpoint) = match clean_end(&**vfs, set, options)? {
        Some(quit) => (None, quit),
        None => {
            let report = recover(vfs, set, options)?;
            let at = report.checkpoint;
            (Some(report), at.ok_or_else(RecoveryError::recovered_without_undo)?)
        }
    };
    let set = LogSet::find(&**vfs, &set.dir, &set.names)?;
    let last = set.current.as_ref().or(set.archived.values().next_back());
    let last = LogFile::read(&**vfs, &set.path(last.ok_or_else(RecoveryError::no_logs)?))?;
    let found = last.header().page_size;
    if found != page_size {
        let what = format!("the logs are of pages of {found} bytes, not {page_size}");
        return Err(RecoveryError::set(JetErr::PAGE_SIZE_MISMATCH, what));
    }
    Ok(Start { log: tail::start_behind(&last, &set), checkpoint, recovered })
}

/// A checkpoint without logs means nothing.
fn new_stream(vfs: &dyn Vfs, set: &LogSet, options: &Options) -> Result<Start> {
    let checkpoint = tail::checkpoint_path(vfs, set, options)?;
    if vfs.exists(&checkpoint)? {
        vfs.remove(&checkpoint)?;
        if let Some(dir) = checkpoint.parent() {
            vfs.sync_dir(dir)?;
        }
    }
    let sign_log = options.stamper.clone().signature();
    Ok(Start { log: LogStart::New { sign_log }, checkpoint: Lgpos::NONE, recovered: None })
}

/// The record that ended the last run, if it closed all databases and the checkpoint is there.
fn clean_end(vfs: &dyn Vfs, set: &LogSet, options: &Options) -> Result<Option<Lgpos>> {
    let path = tail::checkpoint_path(vfs, set, options)?;
    let (Some(current), true) = (&set.current, vfs.exists(&path)?) else { return Ok(None) };
    // Whatever is wrong with the log, recovery says.
    let Ok(last) = LogFile::read(vfs, &set.path(current)) else { return Ok(None) };
    let (Ok(()), Some(quit)) = (last.check(), last.quit()) else { return Ok(None) };
    let file = vfs.open(&path, OpenMode::Read)?;
    let Ok((checkpoint, _)) = Checkpoint::read(&*file) else { return Ok(None) };
    let is_there = checkpoint.checkpoint == quit && checkpoint.attached.is_none();
    Ok((is_there && checkpoint.sign_log == last.header().sign_log).then_some(quit))
}
