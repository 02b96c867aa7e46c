//! The end of recovery: what no transaction committed is taken back, databases are closed.

use std::sync::Arc;

use jet_btree::version::{Snapshot, Transaction, VersionStore};
use jet_btree::{Journal, Writer, undo};
use jet_log::LogSet;
use jet_os::Vfs;
use jet_types::{DbId, JetErr, Level, Lgpos, Procid, TrxId};

use super::database::Database;
use super::error::{RecoveryError, Result};
use super::redo::{LogEnding, Replay};
use super::tail::{self, Tail};
use super::{Dropped, Ending, LostTransaction, Redone, Report, Target, lossy};

/// Buckets of the versions to be undone.
const BUCKETS: usize = 256;

/// The logs have ended: takes back what no transaction committed and closes the databases.
pub(super) fn finish(
    vfs: &Arc<dyn Vfs>,
    set: &LogSet,
    replay: &mut Replay<'_>,
    mut redone: Redone,
) -> Result<Report> {
    let options = replay.databases.places.options;
    check_end(replay, &mut redone)?;
    let writes_log = matches!(options.target, Target::InPlace | Target::Copy(_));
    let mut checkpoint = None;
    let lost = match &options.target {
        _ if !options.undo => {
            end_open(replay, Database::flush, Ending::Redone)?;
            Vec::new()
        }
        Target::Detached(_) | Target::Memory => {
            let lost = roll_back(replay, None)?;
            let is_dry = options.target == Target::Memory;
            let ending = if is_dry { Ending::Closed } else { Ending::Detached };
            end_open(replay, Database::leave_stream, ending)?;
            lost
        }
        Target::InPlace | Target::Copy(_) => {
            let (quit, lost) = go_on(vfs, set, replay, &mut redone)?;
            checkpoint = Some(quit);
            lost
        }
    };
    replay.databases.note_closed_before()?;
    if let (true, Some(at)) = (writes_log, checkpoint) {
        let path = tail::checkpoint_path(&**vfs, set, options)?;
        tail::write_checkpoint(&**vfs, &path, redone.checkpoint.as_ref(), &redone.last, at)?;
    }
    let seen = replay.seen;
    Ok(Report {
        start: redone.start,
        end: redone.end,
        records: seen.records,
        skipped: seen.skipped,
        changes: seen.counts,
        lost,
        dropped: redone.dropped,
        databases: replay.databases.reports(),
        checkpoint,
    })
}

/// Whether the logs were all that the databases need, and the databases all that the logs speak of.
fn check_end(replay: &Replay<'_>, redone: &mut Redone) -> Result<()> {
    let options = replay.databases.places.options;
    let last = redone.last.header();
    for database in replay.databases.open() {
        if !database.check_end(last.generation, options.lossy)? {
            continue;
        }
        database.give_up_after(last)?;
        let committed = database.committed;
        redone.dropped.get_or_insert_with(|| Dropped {
            from: redone.end,
            what: format!("generations up to {committed:#x} have commits, and are missing"),
            files: Vec::new(),
        });
    }
    let has_quit = matches!(replay.ending, LogEnding::Quit(_));
    let is_well =
        |closed: Option<Lgpos>| replay.ending == LogEnding::ShutDown && closed == Some(replay.mark);
    let mut missing =
        replay.databases.deferred().filter(|deferred| !has_quit && !is_well(deferred.closed));
    match missing.next() {
        Some(deferred) if !options.without_databases => {
            let code = JetErr::ATTACHED_DATABASE_MISMATCH;
            Err(RecoveryError::set(code, format!("{}: {}", deferred.name, deferred.why)))
        }
        _ => Ok(()),
    }
}

fn end_open(
    replay: &mut Replay<'_>,
    close: impl Fn(&Database) -> Result<()>,
    ending: Ending,
) -> Result<()> {
    for database in replay.databases.take_open() {
        replay.databases.end(database, &close, ending)?;
    }
    Ok(())
}

/// Brings the stream to its end, so that it can be gone on with. Gives the position of the record
/// that ends it.
fn go_on(
    vfs: &Arc<dyn Vfs>,
    set: &LogSet,
    replay: &mut Replay<'_>,
    redone: &mut Redone,
) -> Result<(Lgpos, Vec<LostTransaction>)> {
    let is_open = replay.databases.open().next().is_some();
    let mut set = set.clone();
    if redone.dropped.is_some() {
        let last = jet_log::LogFile::read(&**vfs, redone.last.path())?;
        (set, redone.last) = lossy::cut(&**vfs, &set, last)?;
    } else if let (LogEnding::Quit(quit), false) = (replay.ending, is_open) {
        return Ok((quit, Vec::new()));
    }
    let has_open_session = replay.sessions.values().any(|session| session.level > Level(0));
    let is_shut_down = replay.ending == LogEnding::ShutDown && !has_open_session;
    let mark = is_shut_down.then_some(replay.mark);
    let tail = Tail::open(vfs, &set, &redone.last, (redone.start, mark), replay)?;
    let lost = roll_back(replay, Some(&tail.journal))?;
    let quit = tail.close(replay, mark, redone.start)?;
    Ok((quit, lost))
}

/// Takes back the changes of open transactions, the one that began last first.
fn roll_back(
    replay: &mut Replay<'_>,
    journal: Option<&dyn Journal>,
) -> Result<Vec<LostTransaction>> {
    let mut writers = open_transactions(replay);
    let versions = VersionStore::new(0, BUCKETS);
    for (procid, version) in replay.versions.take() {
        let writer = writers.iter_mut().find(|writer| writer.procid() == procid);
        if let (Some(writer), Some(_)) = (writer, replay.databases.get(version.db)) {
            undo::restore(&versions, writer, version.lost()?);
        }
    }
    let cx_of = |dbid: DbId| {
        let database = replay.databases.get(dbid);
        database.expect("only its versions were restored").write_cx(journal, &versions)
    };
    let mut lost = Vec::new();
    for writer in &mut writers {
        let (procid, begin0) = (writer.procid(), writer.transaction().begin0());
        lost.push(LostTransaction { procid, begin0, changes: writer.made_count() });
        while writer.level() > Level(0) {
            undo::rollback(writer, journal, &cx_of, &mut |_| {})?;
        }
    }
    Ok(lost)
}

/// Those whose begin was seen and whose end was not, newest first.
fn open_transactions(replay: &Replay<'_>) -> Vec<Writer> {
    let mut open: Vec<(TrxId, Procid, Level)> = replay
        .sessions
        .iter()
        .filter(|(_, session)| session.is_begun && session.level > Level(0))
        .map(|(procid, session)| (session.begin0, *procid, session.level))
        .collect();
    open.sort_unstable_by(|one, two| two.cmp(one));
    let found = |(begin0, procid, level)| {
        let own = Some(Transaction::begin(begin0));
        Writer::found(procid, Snapshot { limit: begin0, own }, level)
    };
    open.into_iter().map(found).collect()
}
