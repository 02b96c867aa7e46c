//! `jet`: look into ESE databases.
//!
//! One file per verb. Output for people by default, JSON with `--json`; results on stdout,
//! warnings and progress on stderr. Exit codes: 0 done and sound, 1 damage or a difference found,
//! 2 could not run.

mod check;
mod dump;
mod encode;
mod info;
mod log;
mod pages;
mod recover;
mod replay;
mod schema;
mod source;
mod summary;
mod tables;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

/// Look into ESE databases (ESENT, Exchange, Active Directory, Windows Search, SRUM).
///
/// Files are only read, whatever state they are in, save by `recover` without `--out`.
#[derive(Parser)]
#[command(name = "jet", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done and sound, 1 damage or a difference found, 2 could not run."
)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// What the header says: page size, version, state, signatures, log range.
    Info(Input),
    /// All tables with their columns, indexes and rows counted.
    Tables(Input),
    /// Columns and indexes of tables.
    Schema(schema::SchemaArgs),
    /// Rows of tables, as JSON lines, CSV, or in canonical form.
    Dump(dump::DumpArgs),
    /// Schema and a digest of all rows, to compare two files.
    Summary(Input),
    /// Checksums, trees, space and catalog: is the file sound?
    Check(Input),
    /// Every page: what it is and whose.
    Pages(Input),
    /// Log files: headers and records, or whether a stream of them is sound.
    Log(log::LogArgs),
    /// Brings databases with their logs to clean shutdown, in place or in a copy.
    Recover(recover::RecoverArgs),
    /// Recorded calls of the reference engine: does this engine answer them in the same way?
    Replay(replay::ReplayArgs),
}

/// The database to read.
#[derive(Args)]
struct Input {
    /// Database file.
    file: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Memory for pages, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 64)]
    cache: usize,
}

fn main() -> ExitCode {
    match run(Cli::parse().verb) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("jet: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Runs a verb; `false` means damage or a difference was found.
fn run(verb: Verb) -> anyhow::Result<bool> {
    match verb {
        Verb::Info(input) => info::run(&input).map(|()| true),
        Verb::Tables(input) => tables::run(&input).map(|()| true),
        Verb::Schema(args) => schema::run(&args).map(|()| true),
        Verb::Dump(args) => dump::run(&args),
        Verb::Summary(input) => summary::run(&input),
        Verb::Check(input) => check::run(&input),
        Verb::Pages(input) => pages::run(&input).map(|()| true),
        Verb::Log(args) => log::run(&args),
        Verb::Recover(args) => recover::run(&args),
        Verb::Replay(args) => replay::run(&args),
    }
}

/// Whoever reads our output has seen enough.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>());
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
