//! `jet recover`: brings a database with its logs to clean shutdown.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jet_os::{RealClock, RealVfs, Rng, Vfs};
use jet_pager::Stamper;
use jet_session::recovery::{
    self, DatabaseReport, Ending, Lookup, Options, RecoveryError, Report, Target,
};
use jet_types::JetErr;
use serde_json::{Value, json};

use crate::{log, source};

/// What to recover, and where to.
#[derive(Args)]
#[command(after_help = "\
With --out all files are copied there first, and the originals stay untouched; without it recovery
works in place. Either way the logs go on: what no transaction committed is undone with records in
the log, databases are clean at its end, and an engine can go on with both.
With --detach only databases come to --out, clean and of no log stream, so that they can be opened,
or attached beside other logs; the old logs stay with the old files.

Databases are found by file name beside the logs, or where --db says, never at the path that the
log has for them.

With --json there is one object: {\"recovered\": true, \"start\", \"end\", \"databases\", ...}, or
{\"recovered\": false, \"error\": \"JET_err...\", \"what\"}. What was lost is in \"undone\" and
\"dropped\"; \"warning\" names the JET warning, if there is one.

Exit codes: 0 recovered, 1 it cannot be, 2 could not run.")]
pub struct RecoverArgs {
    /// The folder of the logs.
    dir: PathBuf,
    /// The stream, when the folder has several: the three letters its names begin with.
    #[arg(long, value_name = "NAME")]
    base: Option<String>,
    /// A database that is not beside its logs. May be given several times.
    #[arg(long = "db", value_name = "PATH")]
    databases: Vec<PathBuf>,
    /// The folder for the recovered databases and logs. None of them may be there yet.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Only databases come to --out, and belong to no log stream.
    #[arg(long, requires = "out")]
    detach: bool,
    /// Write nothing, but tell what would be done.
    #[arg(long, conflicts_with = "out")]
    dry_run: bool,
    /// Accept that logs are lost or damaged which databases do not need, and the commits in them.
    #[arg(long)]
    lossy: bool,
    /// Redo only: databases stay dirty, and more logs may be redone.
    #[arg(long)]
    no_undo: bool,
    /// Accept that databases are missing.
    #[arg(long)]
    ignore_missing: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Memory for pages, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 64)]
    cache: usize,
}

impl RecoverArgs {
    fn target(&self) -> Target {
        match &self.out {
            Some(out) if self.detach => Target::Detached(out.clone()),
            Some(out) => Target::Copy(out.clone()),
            None if self.dry_run => Target::Memory,
            None => Target::InPlace,
        }
    }
}

/// Recovers; `false` when it cannot be done.
pub fn run(args: &RecoverArgs) -> anyhow::Result<bool> {
    let clock = RealClock::new();
    let options = Options {
        lookup: Lookup::ByName(args.databases.clone()),
        checkpoint_dir: None,
        target: args.target(),
        undo: !args.no_undo,
        lossy: args.lossy,
        without_databases: args.ignore_missing,
        cache_bytes: args.cache << 20,
        stamper: Stamper { rng: Rng::from_os(), clock: Arc::new(clock) },
    };
    let vfs: Arc<dyn Vfs> = Arc::new(RealVfs);
    let outcome = match log::find_set(&args.dir, args.base.as_deref())? {
        Some(set) => recovery::recover(&vfs, &set, &options),
        None => Err(RecoveryError::no_logs()),
    };
    match &outcome {
        Ok(report) if args.json => source::print_json(&as_json(args, report))?,
        Ok(report) => source::print(&as_text(args, report))?,
        Err(error) if args.json => {
            let (name, what) = (error.code().name(), error.to_string());
            source::print_json(&json!({"recovered": false, "error": name, "what": what}))?;
        }
        Err(error) => {
            let code = error.code();
            eprintln!("jet: {}: {error} ({code})", args.dir.display());
        }
    }
    Ok(outcome.is_ok())
}

fn as_text(args: &RecoverArgs, report: &Report) -> String {
    let Report { start, end, records, skipped, changes, .. } = report;
    let mut text =
        format!("replayed {start} to {end}: {records} records, {skipped} of them left out\n");
    text += &format!(
        "pages: {} changes redone, {} were there already, {} explained by later records\n",
        changes.applied, changes.ahead, changes.gaps
    );
    for lost in &report.lost {
        let (procid, begin0, changes) = (lost.procid, lost.begin0.get(), lost.changes);
        text +=
            &format!("undone: transaction {begin0:#x} of session {procid}, {changes} changes\n");
    }
    if let Some(dropped) = &report.dropped {
        text += &format!("given up: all from {} on: {}\n", dropped.from, dropped.what);
        dropped.files.iter().for_each(|file| text += &format!("given up: {file}\n"));
    }
    for database in &report.databases {
        text += &format!("{}: {}\n", shown(args, database).display(), about(database.ending));
    }
    if report.databases.is_empty() {
        text += "the log ends with all databases closed: there is nothing to recover\n";
    }
    text
}

/// The result, or what would become it.
fn shown<'a>(args: &RecoverArgs, database: &'a DatabaseReport) -> &'a Path {
    if args.dry_run { &database.source } else { &database.path }
}

fn about(ending: Ending) -> String {
    match ending {
        Ending::Detached => "clean, detached from its log stream".to_owned(),
        Ending::Closed => "clean, as the log closes it".to_owned(),
        Ending::Redone => "dirty: all is redone, and nothing undone".to_owned(),
        Ending::LeftOut(why) => format!("left as it was: {why}"),
    }
}

fn as_json(args: &RecoverArgs, report: &Report) -> Value {
    let lost = report.lost.iter().map(|lost| {
        json!({
            "session": lost.procid.get(),
            "transaction": lost.begin0.get(),
            "changes": lost.changes,
        })
    });
    let databases = report.databases.iter().map(|database| {
        let state = match database.ending {
            Ending::Detached => "detached",
            Ending::Closed => "closed",
            Ending::Redone => "redone",
            Ending::LeftOut(_) => "left_out",
        };
        json!({
            "name": database.name,
            "source": database.source,
            "path": (!args.dry_run).then_some(&database.path),
            "state": state,
            "about": about(database.ending),
        })
    });
    let dropped = report.dropped.as_ref().map(|dropped| {
        json!({
            "from": dropped.from.to_string(),
            "what": dropped.what,
            "files": dropped.files,
        })
    });
    json!({
        "recovered": true,
        "dry_run": args.dry_run,
        "start": report.start.to_string(),
        "end": report.end.to_string(),
        "records": report.records,
        "records_left_out": report.skipped,
        "changes_redone": report.changes.applied,
        "changes_there_already": report.changes.ahead,
        "pages_explained_later": report.changes.gaps,
        "undone": lost.collect::<Vec<_>>(),
        "dropped": dropped,
        "warning": warning(report).map(JetErr::name),
        "databases": databases.collect::<Vec<_>>(),
    })
}

/// What the reference engine returns instead of plain success.
fn warning(report: &Report) -> Option<JetErr> {
    let is_redone = |database: &DatabaseReport| database.ending == Ending::Redone;
    match &report.dropped {
        _ if report.databases.iter().any(is_redone) => Some(JetErr::RECOVERED_WITHOUT_UNDO),
        Some(dropped) if dropped.files.is_empty() => Some(JetErr::WRN_COMMITTED_LOG_FILES_LOST),
        Some(_) => Some(JetErr::WRN_COMMITTED_LOG_FILES_REMOVED),
        None => None,
    }
}
