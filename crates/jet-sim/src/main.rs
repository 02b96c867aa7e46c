//! `jet-sim`: runs crash simulations until so many images were judged, or one is wrong.

use std::process::ExitCode;

use clap::Parser;
use jet_sim::play::Workload;
use jet_sim::run;

/// Crashes of a simulated disk under a workload made from a seed.
#[derive(Parser)]
struct Args {
    /// Images to judge.
    #[arg(long, default_value_t = 20_000)]
    images: u64,
    /// The seed of the first workload; the others follow.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How much each workload does.
    #[arg(long, default_value_t = 700)]
    steps: usize,
    /// Let one in so many operations fail, instead of cutting everywhere.
    #[arg(long, value_name = "N")]
    faults: Option<u64>,
    /// Judge only the cut at this operation.
    #[arg(long)]
    cut: Option<u64>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let mut judged = 0;
    let mut wrong = 0;
    for seed in args.seed.. {
        if judged >= args.images {
            break;
        }
        let workload = Workload { seed, steps: args.steps };
        let outcome = match (args.cut, args.faults) {
            (Some(cut), _) => return one(workload, cut),
            (None, Some(every)) => run::faults(workload, seed % every, every),
            (None, None) => run::cuts(workload, args.images - judged),
        };
        match outcome {
            Ok(images) => {
                judged += images;
                println!("seed {seed}: {images} images, {judged} so far");
            }
            Err(found) => {
                println!("WRONG: {found}");
                wrong += 1;
                if wrong >= 10 {
                    break;
                }
                // The others may show whether it is rare.
                judged += 1;
            }
        }
    }
    println!("{judged} images judged, {wrong} workloads with something wrong");
    if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Judges one cut with all its fates.
fn one(workload: Workload, cut: u64) -> ExitCode {
    let played = workload.play();
    for fate in 0..3 {
        match run::cut(&played, workload.seed, cut, fate) {
            Ok(images) => println!("fate {fate}: {images} images are right"),
            Err(what) => {
                println!("fate {fate}: {what}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
