//! Logs that are lost or damaged: whom that is to be blamed on, and how a stream ends early.
//!
//! A database needs the logs up to the last generation it may have changes of. What comes after
//! holds commits, and nothing else is lost with it; so only who asks for it loses them.

use jet_log::file::SEGMENT_BYTES;
use jet_log::{LogError, LogFile, LogSet};
use jet_os::{OpenMode, Vfs};
use jet_types::{JetErr, Lgpos};

use super::Dropped;
use super::error::{RecoveryError, Result};
use super::redo::Replay;

/// Whether the stream may end in or before this generation: that was asked for, and no database
/// needs it.
pub(super) fn may_end_in(replay: &Replay<'_>, generation: u32) -> bool {
    let options = replay.databases.places.options;
    options.lossy && replay.databases.open().all(|database| database.required < generation)
}

/// Damage in a log that no database needs loses commits only.
pub(super) fn blame(replay: &Replay<'_>, generation: u32, what: String) -> Option<RecoveryError> {
    let mut open = replay.databases.open().peekable();
    open.peek()?;
    let is_needed = |required| required >= generation;
    let (mut has_need, mut has_commits) = (false, false);
    for database in open {
        has_need |= is_needed(database.required);
        has_commits |= is_needed(database.committed);
    }
    let code = JetErr::COMMITTED_LOG_FILE_CORRUPT;
    (has_commits && !has_need).then(|| RecoveryError::set(code, what))
}

/// The same of a log that cannot even be opened.
pub(super) fn blame_header(replay: &Replay<'_>, generation: u32, error: LogError) -> RecoveryError {
    let is_corrupt = error.code() == JetErr::LOG_FILE_CORRUPT;
    let blamed = is_corrupt.then(|| blame(replay, generation, error.to_string())).flatten();
    blamed.unwrap_or_else(|| error.into())
}

/// The account of a stream that ends in `last`, at `end`.
pub(super) fn dropped(set: &LogSet, last: &LogFile, end: Lgpos, error: &LogError) -> Dropped {
    let files = behind(set, last).cloned().collect();
    Dropped { from: end, what: error.to_string(), files }
}

/// The files behind one, highest generation first.
fn behind<'a>(set: &'a LogSet, last: &LogFile) -> impl Iterator<Item = &'a String> {
    let generation = last.header().generation;
    let current = set.current.iter().filter(|name| set.path(name) != last.path());
    let archived = set.archived.range(generation.saturating_add(1)..).rev();
    current.chain(archived.map(|(_, name)| name))
}

/// Cuts the stream behind the good part of `last`. Highest files go first, so that there is never
/// a gap. Gives the last file as it is then.
pub(super) fn cut(vfs: &dyn Vfs, set: &LogSet, last: LogFile) -> Result<(LogSet, LogFile)> {
    for name in behind(set, &last) {
        vfs.remove(&set.path(name))?;
        vfs.sync_dir(&set.dir)?;
    }
    let mut left = set.clone();
    left.current = left.current.filter(|name| set.path(name) == last.path());
    left.archived.split_off(&last.header().generation.saturating_add(1));
    if last.scan().damage.is_none() {
        return Ok((left, last));
    }
    let file = vfs.open(last.path(), OpenMode::ReadWrite)?;
    for sector in last.scan().end.sector..last.header().sectors {
        file.write_at(&[0; SEGMENT_BYTES], u64::from(sector) * SEGMENT_BYTES as u64)?;
    }
    file.sync()?;
    drop(file);
    let last = LogFile::read(vfs, last.path())?;
    Ok((left, last))
}
