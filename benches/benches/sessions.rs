//! Sessions: how fast they begin and end, against pools that do nothing else.
//!
//! A pair is a begin (or a dup) and the end of what was begun. The peers do what any pool must do
//! at the least: take a place and give it back. At half load half of all places are free; at the
//! limit as many as there are threads.
#![allow(missing_docs, reason = "what criterion's macro makes has none")]

use criterion::{Criterion, criterion_group, criterion_main};
use crossbeam::queue::ArrayQueue;
use jet_api::Engine;
use jet_api::handle::SESID_NIL;
use jet_bench::by_threads;
use jet_session::{Config, Instance};

const SESSIONS: usize = 64;
const THREADS: [usize; 3] = [1, 2, 4];

/// How many places are free.
#[derive(Clone, Copy)]
enum Load {
    Half,
    Limit,
}

impl Load {
    fn name(self) -> &'static str {
        match self {
            Self::Half => "half",
            Self::Limit => "limit",
        }
    }

    fn free(self, threads: usize) -> usize {
        match self {
            Self::Half => SESSIONS / 2,
            Self::Limit => threads,
        }
    }
}

fn sessions(c: &mut Criterion) {
    for load in [Load::Half, Load::Limit] {
        let mut group = c.benchmark_group(format!("sessions/{}", load.name()));
        for threads in THREADS {
            let free = load.free(threads);
            array_queue(&mut group, threads, free);
            mutex(&mut group, threads, free);
            instance(&mut group, threads, free);
            api(&mut group, threads, free);
        }
        group.finish();
    }
}

type Group<'a> = criterion::BenchmarkGroup<'a, criterion::measurement::WallTime>;

fn array_queue(group: &mut Group<'_>, threads: usize, free: usize) {
    let queue = ArrayQueue::new(SESSIONS);
    (0..free).for_each(|place| queue.push(place).expect("room"));
    by_threads(group, "ArrayQueue", threads, |_| {
        let place = queue.pop().expect("a place for each thread");
        queue.push(place).expect("its place is free");
    });
}

#[allow(clippy::disallowed_types, reason = "a peer, measured as it comes")]
fn mutex(group: &mut Group<'_>, threads: usize, free: usize) {
    let places = parking_lot::Mutex::new((0..free).collect::<Vec<usize>>());
    by_threads(group, "Mutex<Vec>", threads, |_| {
        let place = places.lock().pop().expect("a place for each thread");
        places.lock().push(place);
    });
}

/// The pool itself, without handles.
fn instance(group: &mut Group<'_>, threads: usize, free: usize) {
    let instance = Instance::<(), ()>::new();
    let config = Config { max_sessions: SESSIONS as u32, ..Config::default() };
    instance.init(config).expect("a new instance");
    let open: Vec<_> =
        (free..SESSIONS).map(|_| instance.begin_session().expect("below the limit")).collect();
    by_threads(group, "begin+end", threads, |_| {
        let id = instance.begin_session().expect("a place for each thread");
        instance.end_session(id).expect("it was just begun");
    });
    by_threads(group, "dup+end", threads, |thread| {
        let id = instance.dup_session(open[thread]).expect("a place for each thread");
        instance.end_session(id).expect("it was just begun");
    });
}

/// `JetBeginSession`, `JetDupSession`, `JetEndSession`, with all their checks of handles.
fn api(group: &mut Group<'_>, threads: usize, free: usize) {
    use jet_types::param::ParamId;

    let engine = Engine::new();
    let mut instance = engine.create_instance(Some("bench")).expect("a new process");
    let off = jet_api::param::ParamValue::Text("off".to_owned());
    engine
        .set_system_parameter(Some(instance), SESID_NIL, ParamId::RECOVERY.0, off)
        .expect("known");
    let limit = jet_api::param::ParamValue::Number(SESSIONS as u64);
    engine
        .set_system_parameter(Some(instance), SESID_NIL, ParamId::MAX_SESSIONS.0, limit)
        .expect("in range");
    engine.init(Some(&mut instance)).expect("a new instance");
    let begin = || {
        let mut sesid = SESID_NIL;
        engine.begin_session(instance, Some(&mut sesid)).expect("a place for each thread");
        sesid
    };
    let open: Vec<_> = (free..SESSIONS).map(|_| begin()).collect();
    by_threads(group, "JetBeginSession+JetEndSession", threads, |_| {
        engine.end_session(begin()).expect("it was just begun");
    });
    by_threads(group, "JetDupSession+JetEndSession", threads, |thread| {
        let mut sesid = SESID_NIL;
        engine.dup_session(open[thread], Some(&mut sesid)).expect("a place for each thread");
        engine.end_session(sesid).expect("it was just begun");
    });
}

criterion_group!(benches, sessions);
criterion_main!(benches);
