//! What a pair of begin and end costs beside a queue, on a machine that others use too.
//!
//! All operations take turns in short batches; the fastest batch of each is what it costs when
//! nobody interferes. One thread, half of all places free. `cargo bench --bench session_pairs`.

use std::hint::black_box;

use crossbeam::queue::ArrayQueue;
use jet_api::Engine;
use jet_api::handle::{JetInstance, SESID_NIL};
use jet_api::param::ParamValue;
use jet_bench::{Batch, batch, fastest};
use jet_session::{Config, Instance};
use jet_types::param::ParamId;

const SESSIONS: u32 = 64;

fn set(engine: &Engine, instance: JetInstance, id: ParamId, value: ParamValue) {
    engine.set_system_parameter(Some(instance), SESID_NIL, id.0, value).expect("in range");
}

fn main() {
    let queue = ArrayQueue::new(SESSIONS as usize);
    (0..SESSIONS / 2).for_each(|place| queue.push(place).expect("room"));

    let pool = Instance::<(), ()>::new();
    let config = Config { max_sessions: SESSIONS, ..Config::default() };
    pool.init(config).expect("a new instance");
    let open: Vec<_> = (0..SESSIONS / 2).map(|_| pool.begin_session().expect("room")).collect();

    let engine = Engine::new();
    let mut instance = engine.create_instance(Some("bench")).expect("a new process");
    set(&engine, instance, ParamId::RECOVERY, ParamValue::Text("off".to_owned()));
    set(&engine, instance, ParamId::MAX_SESSIONS, ParamValue::Number(SESSIONS.into()));
    engine.init(Some(&mut instance)).expect("a new instance");
    let begin = || {
        let mut sesid = SESID_NIL;
        engine.begin_session(black_box(instance), Some(&mut sesid)).expect("room");
        sesid
    };
    let opened: Vec<_> = (0..SESSIONS / 2).map(|_| begin()).collect();

    let pairs: [(&str, Batch<'_>); 5] = [
        (
            "ArrayQueue pop, push",
            batch(|| {
                queue.push(queue.pop().expect("half is there")).expect("room");
            }),
        ),
        (
            "begin, end (the pool of an instance)",
            batch(|| {
                pool.end_session(pool.begin_session().expect("room")).expect("it lives");
            }),
        ),
        (
            "dup, end (the pool of an instance)",
            batch(|| {
                let id = pool.dup_session(black_box(open[0])).expect("room");
                pool.end_session(id).expect("it lives");
            }),
        ),
        (
            "JetBeginSession, JetEndSession",
            batch(|| {
                engine.end_session(begin()).expect("it lives");
            }),
        ),
        (
            "JetDupSession, JetEndSession",
            batch(|| {
                let mut sesid = SESID_NIL;
                engine.dup_session(black_box(opened[0]), Some(&mut sesid)).expect("room");
                engine.end_session(sesid).expect("it lives");
            }),
        ),
    ];
    print(&pairs);
}

fn print(pairs: &[(&str, Batch<'_>)]) {
    let costs = fastest(400, 2_000, pairs.iter().map(|(_, pair)| pair));
    for ((name, _), cost) in pairs.iter().zip(&costs) {
        println!("{name:40} {cost:6.1} ns {:6.2} queue pairs", cost / costs[0]);
    }
}
