//! The engine beside its peers: the same rows, the same work, in one interleaved run.
//!
//! A round opens a new store of every engine, loads it, and then gives each workload to one engine
//! after the other; the order turns from round to round. Before each round a probe measures the
//! disk; rounds in which it moved by more than a third from the median are told, and their durable
//! figures are left out.

mod engines;
mod report;
mod rows;
mod store;
mod syncs;
mod workload;

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use clap::Parser;

use engines::ENGINES;
use report::{Report, median};
use rows::Rows;
use store::{Budget, Open, Result, Store};
use workload::{Figure, Workload, now};

/// Measures engines side by side.
#[derive(Parser, Debug)]
struct Args {
    /// Where the stores are made; a folder on tmpfs, or on the disk to be measured.
    #[arg(long)]
    dir: PathBuf,
    /// Rows loaded.
    #[arg(long, default_value_t = 500_000)]
    rows: u32,
    /// Rounds; figures are medians over them.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Seconds per workload, engine and round.
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
    /// Mebibytes of cache for each engine.
    #[arg(long, default_value_t = 512)]
    cache: usize,
    /// Only these engines, the first being compared with the others.
    #[arg(long, value_delimiter = ',')]
    engines: Vec<String>,
    /// Only workloads whose names contain this.
    #[arg(long, default_value = "")]
    only: String,
    /// All figures as JSON.
    #[arg(long)]
    json: bool,
}

type Engine = (&'static str, Open);

/// What a round gave.
struct Round {
    probe: f64,
    figures: Vec<(String, &'static str, Figure)>,
    sizes: Vec<(&'static str, f64)>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let engines: Vec<Engine> = choose(&args.engines)?;
    let rows = Rows::new(args.rows);
    let mut rounds = Vec::new();
    for round in 0..args.rounds {
        let folder = tempfile::tempdir_in(&args.dir).context("no folder for the stores")?;
        let mut order = engines.clone();
        order.rotate_left(round % engines.len());
        rounds.push(run_round(&args, &rows, &order, folder.path(), round as u64)?);
    }
    let report = judge(rounds);
    let names: Vec<_> = engines.iter().map(|(name, _)| *name).collect();
    if args.json {
        println!("{:#}", report.json())
    } else {
        report.print(&names)
    }
    Ok(())
}

fn choose(names: &[String]) -> Result<Vec<Engine>> {
    if names.is_empty() {
        return Ok(ENGINES.to_vec());
    }
    let find = |name: &String| {
        let found = ENGINES.iter().find(|(known, _)| known == name).copied();
        found.with_context(|| format!("no engine {name}"))
    };
    names.iter().map(find).collect()
}

fn run_round(args: &Args, rows: &Rows, order: &[Engine], dir: &Path, seed: u64) -> Result<Round> {
    let budget = Budget { cache: args.cache << 20, sessions: 32 };
    let mut figures = Vec::new();
    let mut note = |workload: &str, engine, figure: Figure| {
        eprintln!("round {seed}: {engine:8} {workload:28} {:12.0}/s", figure.rate);
        figures.push((workload.to_owned(), engine, figure));
    };
    let probe = probe(dir)?;
    for &(name, open) in order {
        let dir = new_folder(dir, &format!("{name}-sorted"))?;
        let store = open(&dir, budget)?;
        note("load, sorted", name, workload::load(&*store, rows, rows.sorted())?);
        drop(store);
        std::fs::remove_dir_all(&dir)?;
    }
    let mut stores: Vec<(&'static str, Box<dyn Store>, PathBuf)> = Vec::new();
    let mut sizes = Vec::new();
    for &(name, open) in order {
        let dir = new_folder(dir, name)?;
        let store = open(&dir, budget)?;
        note("load, random", name, workload::load(&*store, rows, 0..rows.count())?);
        store.settle()?;
        sizes.push((name, bytes_on_disk(&dir)? as f64 / rows.count() as f64));
        stores.push((name, store, dir));
    }
    let time = Duration::from_secs_f64(args.seconds);
    for (at, workload) in (0..).zip(Workload::ALL) {
        if !workload.name().contains(&args.only) {
            continue;
        }
        // No workload repeats what another did: some engines know that a row is as it was.
        let seed = rows::mix(seed << 8 | at);
        for (name, store, _) in &stores {
            let figure = workload::run(&**store, rows, workload, time, seed)
                .with_context(|| format!("{name}: {}", workload.name()))?;
            note(&workload.name(), name, figure);
        }
    }
    Ok(Round { probe, figures, sizes })
}

fn new_folder(dir: &Path, name: &str) -> Result<PathBuf> {
    let path = dir.join(name);
    std::fs::create_dir(&path)?;
    Ok(path)
}

/// Syncs per second that the disk gives a plain file.
fn probe(dir: &Path) -> Result<f64> {
    const COUNT: u32 = 64;
    let path = dir.join("probe");
    let mut file = File::create(&path)?;
    let start = now();
    for _ in 0..COUNT {
        file.write_all(&[1; 4096])?;
        file.sync_data()?;
    }
    let rate = f64::from(COUNT) / start.elapsed().as_secs_f64();
    std::fs::remove_file(&path)?;
    eprintln!("probe: {rate:.0} syncs/s");
    Ok(rate)
}

fn judge(rounds: Vec<Round>) -> Report {
    let usual = median(rounds.iter().map(|round| round.probe).collect()).unwrap_or(1.0);
    let mut report = Report::default();
    for (number, round) in rounds.into_iter().enumerate() {
        let moved = !(0.67..1.5).contains(&(round.probe / usual));
        if moved {
            eprintln!("round {number}: the disk moved, its durable figures are left out");
        }
        for (workload, engine, figure) in round.figures {
            if !(moved && workload.contains("durable")) {
                report.add(&workload, engine, figure);
            }
        }
        round.sizes.into_iter().for_each(|(engine, size)| report.add_size(engine, size));
    }
    report
}

/// Blocks that the files of a folder take, in bytes.
fn bytes_on_disk(dir: &Path) -> Result<u64> {
    use std::os::unix::fs::MetadataExt as _;
    let mut bytes = 0;
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let meta = entry.metadata()?;
        bytes += if meta.is_dir() { bytes_on_disk(&entry.path())? } else { meta.blocks() * 512 };
    }
    Ok(bytes)
}
