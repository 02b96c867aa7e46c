//! Checks and chores of the workspace: `cargo xtask ci`, or any step of it alone.

mod header;
mod install;
mod steps;
mod tidy;

use std::process::ExitCode;
use std::time::Instant;

use steps::{CHORES, STEPS};

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    if wanted == "ci" {
        return ci();
    }
    match STEPS.iter().chain(CHORES).find(|step| step.name == wanted) {
        Some(step) => run(step),
        None => {
            eprintln!("usage: cargo xtask ci|STEP, where STEP is one of");
            let all = STEPS.iter().chain(CHORES);
            all.for_each(|step| eprintln!("  {:12} {}", step.name, step.what));
            ExitCode::from(2)
        }
    }
}

/// All steps, cheapest first, up to the first that fails.
fn ci() -> ExitCode {
    let mut done = Vec::new();
    for step in STEPS {
        let start = now();
        if run(step) != ExitCode::SUCCESS {
            eprintln!("FAILED: {}. Alone: cargo xtask {}", step.what, step.name);
            return ExitCode::FAILURE;
        }
        done.push((step.name, start.elapsed()));
    }
    for (name, time) in &done {
        println!("{name:12} {:6.1} s", time.as_secs_f64());
    }
    println!("{} passed, 0 failed", done.len());
    ExitCode::SUCCESS
}

fn run(step: &steps::Step) -> ExitCode {
    println!("== {}", step.what);
    if (step.run)() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[allow(clippy::disallowed_methods, reason = "the report tells how long steps took")]
fn now() -> Instant {
    Instant::now()
}
