//! What the benches share: operations run by several threads at once, timed as a whole.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use criterion::{BenchmarkGroup, BenchmarkId, Throughput, measurement::WallTime};

/// Adds a measurement of `operation` by as many threads as `threads` says. All of them together do
/// one iteration per operation counted, so equal times mean equal throughput whatever the threads,
/// and half the time on two threads is perfect scaling. `operation` gets the number of its thread.
pub fn by_threads(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    threads: usize,
    operation: impl Fn(usize) + Sync,
) {
    group.throughput(Throughput::Elements(1));
    group.bench_function(BenchmarkId::new(name, threads), |bencher| {
        bencher.iter_custom(|count| together(threads, count, &operation));
    });
}

/// From the moment all threads are ready until the last one is done.
fn together(threads: usize, count: u64, operation: &(impl Fn(usize) + Sync)) -> Duration {
    let each = count.div_ceil(threads as u64);
    if threads == 1 {
        let start = now();
        (0..each).for_each(|_| operation(0));
        return start.elapsed();
    }
    let ready = Barrier::new(threads + 1);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|thread| {
                let ready = &ready;
                scope.spawn(move || {
                    ready.wait();
                    let start = now();
                    (0..each).for_each(|_| operation(thread));
                    (start, now())
                })
            })
            .collect();
        ready.wait();
        let times = workers.into_iter().map(|worker| worker.join().expect("operations succeed"));
        let (starts, ends): (Vec<_>, Vec<_>) = times.unzip();
        let first = starts.into_iter().min().expect("at least one thread");
        ends.into_iter().max().expect("at least one thread").duration_since(first)
    })
}

#[allow(clippy::disallowed_methods, reason = "time is what is measured")]
fn now() -> Instant {
    Instant::now()
}

/// Calls an operation so many times.
pub type Batch<'a> = Box<dyn Fn(u32) + 'a>;

/// Makes a batch of an operation.
pub fn batch<'a>(operation: impl Fn() + 'a) -> Batch<'a> {
    Box::new(move |calls| (0..calls).for_each(|_| operation()))
}

/// The time of one call of each operation, in nanoseconds, in the fastest of its batches. The
/// operations take turns, so that what disturbs one disturbs all.
pub fn fastest<'a>(
    batches: u32,
    calls: u32,
    operations: impl Iterator<Item = &'a Batch<'a>>,
) -> Vec<f64> {
    let mut best: Vec<_> = operations.map(|operation| (Duration::MAX, operation)).collect();
    for _ in 0..batches {
        for (best, operation) in &mut best {
            let start = now();
            operation(calls);
            *best = start.elapsed().min(*best);
        }
    }
    best.into_iter().map(|(best, _)| best.as_secs_f64() * 1e9 / f64::from(calls)).collect()
}
