//! `jet replay`: does the engine answer recorded calls as the reference engine did?

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use jet_replay::{Options, Outcome, ReplayError, Summary, Transcript, replay};
use serde_json::json;

use crate::source;

/// What to replay and what to print.
#[derive(Args)]
#[command(after_help = "Exit codes: 0 all as recorded, 1 a difference, 2 could not run.")]
pub struct ReplayArgs {
    /// Transcripts (JSON lines), or folders of them.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Count files by area instead of showing differences.
    #[arg(long)]
    summary: bool,
    /// Show all differences of a file, not only the first.
    #[arg(long)]
    keep_going: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Replays; `false` when something came out otherwise than recorded.
pub fn run(args: &ReplayArgs) -> anyhow::Result<bool> {
    let files = transcripts(&args.files)?;
    let options = Options { keep_going: args.keep_going };
    let bar = source::progress(files.len() as u64, "replaying");
    let (mut summary, mut outcomes, mut failed) = (Summary::default(), Vec::new(), Vec::new());
    for file in &files {
        match one(file, options) {
            Ok(outcome) => {
                summary.add(&outcome);
                outcomes.push(outcome);
            }
            Err(error) => {
                summary.add_failed(&Transcript::area_of(file));
                failed.push(format!("{}: {error}", file.display()));
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    if args.json {
        print_json(args, &summary, &outcomes, &failed)?;
    } else {
        print(args, &summary, &outcomes)?;
    }
    failed.iter().for_each(|failure| eprintln!("jet: {failure}"));
    anyhow::ensure!(failed.is_empty(), "{} files could not be replayed", failed.len());
    Ok(outcomes.iter().all(Outcome::is_passed))
}

fn one(file: &Path, options: Options) -> Result<Outcome, ReplayError> {
    replay(&Transcript::read(file)?, options)
}

/// The files, and those in the folders, by name.
fn transcripts(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        let entries = fs::read_dir(path).with_context(|| path.display().to_string())?;
        let mut inside =
            entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
        inside.retain(|path| path.is_dir() || path.extension().is_some_and(|ext| ext == "jsonl"));
        inside.sort_unstable();
        found.extend(transcripts(&inside)?);
    }
    Ok(found)
}

fn print(args: &ReplayArgs, summary: &Summary, outcomes: &[Outcome]) -> anyhow::Result<()> {
    let mut out = source::stdout();
    if args.summary {
        print_summary(&mut out, summary)?;
    } else {
        for outcome in outcomes {
            writeln!(out, "{outcome}")?;
        }
    }
    let all = summary.all();
    writeln!(out, "{} of {} files passed", all.passed, all.total())?;
    Ok(out.flush()?)
}

fn print_summary(out: &mut impl Write, summary: &Summary) -> anyhow::Result<()> {
    let mut areas =
        source::people_table(&["area", "files", "passed", "different", "not there yet", "failed"]);
    for (area, count) in summary.areas() {
        let numbers = [count.total(), count.passed, count.different, count.missing, count.failed];
        areas.add_row([vec![area.to_owned()], numbers.map(|n| n.to_string()).to_vec()].concat());
    }
    writeln!(out, "{areas}\n")?;
    let missing = summary.missing_calls();
    if !missing.is_empty() {
        let mut calls = source::people_table(&["first call not there yet", "files"]);
        for (call, files) in missing {
            calls.add_row([call, &files.to_string()]);
        }
        writeln!(out, "{calls}\n")?;
    }
    Ok(())
}

fn print_json(
    args: &ReplayArgs,
    summary: &Summary,
    outcomes: &[Outcome],
    failed: &[String],
) -> anyhow::Result<()> {
    let mut json = json!({"summary": summary.to_json(), "failed": failed});
    if !args.summary {
        json["files"] = outcomes.iter().map(Outcome::to_json).collect();
    }
    source::print_json(&json)
}
