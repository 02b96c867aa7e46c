//! Crashes and failures of the disk under workloads of several sessions: 20,000 images.
//!
//! What fails names its seed and operation: `cargo run -p jet-sim -- --seed S --cut N` repeats a cut.

use jet_sim::play::Workload;
use jet_sim::run;

/// What short and long workloads do.
const STEPS: [usize; 2] = [300, 1000];

/// Runs workloads from `seed` on until so many images were judged.
fn until(
    images: u64,
    seed: u64,
    steps: usize,
    judge: impl Fn(Workload, u64) -> Result<u64, run::Wrong>,
) {
    let mut judged = 0;
    for seed in seed.. {
        if judged >= images {
            break;
        }
        let workload = Workload { seed, steps };
        judged += judge(workload, images - judged).unwrap_or_else(|wrong| panic!("{wrong}"));
    }
    assert!(judged >= images, "{judged} of {images} images");
}

#[test]
fn commits_survive_a_crash_anywhere() {
    until(8_000, 1, STEPS[0], run::cuts);
}

#[test]
fn commits_survive_a_crash_anywhere_in_much_work() {
    until(8_000, 1_000_001, STEPS[1], run::cuts);
}

/// One operation fails, and the process starts again, with and without a crash of the machine.
#[test]
fn commits_survive_a_failure_anywhere() {
    until(4_000, 1, STEPS[0], |workload, _| run::faults(workload, workload.seed % 17, 17));
}

/// A workload is the same every time, or its failures could not be repeated.
#[test]
fn a_workload_is_played_the_same_way_every_time() {
    for seed in 1..4 {
        let workload = Workload { seed, steps: STEPS[1] };
        let (one, two) = (workload.play(), workload.play());
        assert!(one.disk.log() == two.disk.log(), "seed {seed}");
        assert!(one.disk.log().len() > 500, "seed {seed}: {} operations", one.disk.log().len());
    }
}
