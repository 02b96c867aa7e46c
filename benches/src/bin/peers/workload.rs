//! What is measured.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use crate::rows::{self, Rows, mix};
use crate::store::{Keep, Result, Session, Store};
use crate::syncs::Counters;

/// Rows of one transaction while loading.
const BATCH: usize = 1_000;
/// Rows of a long scan.
const LONG: usize = 1_000;
/// Rows of a short scan.
const SHORT: usize = 10;

/// A workload on a store that holds all rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Workload {
    /// Random gets in one snapshot.
    Get,
    /// Random gets, each a transaction.
    GetEach,
    /// Scans of ten rows, in one snapshot.
    ScanShort,
    /// Scans of a thousand rows, in one snapshot.
    ScanLong,
    /// Commits of one row by one session, by and by on the disk.
    Relaxed,
    /// Commits of one row by so many sessions, on the disk when they return.
    Durable(usize),
    /// Half gets, half relaxed commits of one row, by two sessions.
    Mixed,
}

impl Workload {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Get,
        Self::GetEach,
        Self::ScanShort,
        Self::ScanLong,
        Self::Relaxed,
        Self::Durable(1),
        Self::Durable(4),
        Self::Durable(16),
        Self::Mixed,
    ];

    /// What it is called in reports.
    pub fn name(self) -> String {
        match self {
            Self::Get => "get, one snapshot".into(),
            Self::GetEach => "get, transaction each".into(),
            Self::ScanShort => format!("scan of {SHORT}"),
            Self::ScanLong => format!("scan of {LONG}"),
            Self::Relaxed => "relaxed commit".into(),
            Self::Durable(sessions) => format!("durable commit, {sessions} sessions"),
            Self::Mixed => "mixed 50/50, 2 sessions".into(),
        }
    }

    fn sessions(self) -> usize {
        match self {
            Self::Durable(sessions) => sessions,
            Self::Mixed => 2,
            _ => 1,
        }
    }

    fn is_snapshot(self) -> bool {
        matches!(self, Self::Get | Self::ScanShort | Self::ScanLong)
    }
}

/// What came out.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// Operations per second.
    pub rate: f64,
    /// Syncs per operation.
    pub syncs: f64,
    /// Bytes given to write calls per operation.
    pub bytes: f64,
}

/// Loads all rows in the order given, so many per transaction.
pub fn load(store: &dyn Store, rows: &Rows, order: impl Iterator<Item = u64>) -> Result<Figure> {
    let before = Counters::now();
    let start = now();
    let mut session = store.session()?;
    let mut batch = Vec::with_capacity(BATCH);
    let mut flush = |batch: &mut Vec<(u64, [u8; rows::VALUE])>| -> Result<()> {
        let refs: Vec<_> =
            batch.iter().map(|(row, value)| (&rows.key(*row)[..], &value[..])).collect();
        session.put(&refs, Keep::Relaxed)?;
        batch.clear();
        Ok(())
    };
    for row in order {
        batch.push((row, rows::value(row, 0)));
        if batch.len() == BATCH {
            flush(&mut batch)?;
        }
    }
    if !batch.is_empty() {
        flush(&mut batch)?;
    }
    Ok(figure(rows.count(), start.elapsed(), before))
}

/// Runs a workload for about so long.
pub fn run(
    store: &dyn Store,
    rows: &Rows,
    workload: Workload,
    time: Duration,
    seed: u64,
) -> Result<Figure> {
    let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
    let before = Counters::now();
    let start = now();
    thread::scope(|scope| -> Result<()> {
        let workers: Vec<_> = (0..workload.sessions() as u64)
            .map(|worker| {
                let (stop, done) = (&stop, &done);
                scope.spawn(move || -> Result<()> {
                    let mut session = store.session()?;
                    let mut random = Random(mix(seed ^ (worker << 32)));
                    if workload.is_snapshot() {
                        session.snapshot()?;
                    }
                    let mut count = 0;
                    while !stop.load(Relaxed) {
                        one(&mut *session, rows, workload, &mut random)?;
                        count += 1;
                    }
                    if workload.is_snapshot() {
                        session.release()?;
                    }
                    done.fetch_add(count, Relaxed);
                    Ok(())
                })
            })
            .collect();
        #[allow(clippy::disallowed_methods, reason = "what is measured is work per time")]
        thread::sleep(time);
        stop.store(true, Relaxed);
        workers.into_iter().try_for_each(|worker| worker.join().expect("a worker does not panic"))
    })?;
    Ok(figure(done.into_inner(), start.elapsed(), before))
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(1);
        mix(self.0)
    }
}

fn one(
    session: &mut dyn Session,
    rows: &Rows,
    workload: Workload,
    random: &mut Random,
) -> Result<()> {
    let row = random.next() % rows.count();
    let key = rows.key(row);
    let get = |session: &mut dyn Session| -> Result<()> {
        let mut value = Vec::with_capacity(rows::VALUE);
        anyhow::ensure!(
            session.get(key, &mut value)? && value.len() == rows::VALUE,
            "row {row} is gone"
        );
        Ok(())
    };
    let put = |session: &mut dyn Session, turn, keep| {
        session.put(&[(&key[..], &rows::value(row, turn)[..])], keep)
    };
    let scan = |session: &mut dyn Session, count| -> Result<()> {
        let mut bytes = 0;
        let seen = session.scan(key, count, &mut |key, value| bytes += key.len() + value.len())?;
        anyhow::ensure!(bytes == seen * (rows::KEY + rows::VALUE), "a row has another length");
        Ok(())
    };
    match workload {
        Workload::Get | Workload::GetEach => get(session),
        Workload::ScanShort => scan(session, SHORT),
        Workload::ScanLong => scan(session, LONG),
        Workload::Relaxed => put(session, random.next(), Keep::Relaxed),
        Workload::Durable(_) => put(session, random.next(), Keep::Durable),
        Workload::Mixed if random.next().is_multiple_of(2) => get(session),
        Workload::Mixed => put(session, random.next(), Keep::Relaxed),
    }
}

fn figure(count: u64, time: Duration, before: Counters) -> Figure {
    let (syncs, bytes) = Counters::now().since(before);
    let count = count as f64;
    Figure {
        rate: count / time.as_secs_f64(),
        syncs: syncs as f64 / count,
        bytes: bytes as f64 / count,
    }
}

#[allow(clippy::disallowed_methods, reason = "time is what is measured")]
pub fn now() -> Instant {
    Instant::now()
}
