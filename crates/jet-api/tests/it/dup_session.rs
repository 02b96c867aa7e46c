//! `JetDupSession` when the allocator refuses.

use jet_api::handle::SESID_NIL;
use jet_api::param::ParamValue;
use jet_api::{Engine, JetInstance, Result, Sesid};
use jet_testkit::allocator;
use jet_types::JetErr;
use jet_types::param::ParamId;

/// Sessions take memory by 64, then 128, and so on.
const FIRST_MEMORY: usize = 64;

fn started(max_sessions: u64) -> (Engine, JetInstance) {
    let engine = Engine::new();
    let off = ParamValue::Text("off".to_owned());
    engine.set_system_parameter(None, SESID_NIL, ParamId::RECOVERY.0, off).expect("known");
    let mut instance = engine.create_instance(Some("dup")).expect("room");
    let (id, value) = (ParamId::MAX_SESSIONS.0, ParamValue::Number(max_sessions));
    engine.set_system_parameter(Some(instance), SESID_NIL, id, value).expect("in range");
    engine.init(Some(&mut instance)).expect("a new instance");
    (engine, instance)
}

fn code<T>(result: Result<T>) -> JetErr {
    result.map_or_else(|error| error.code(), |_| JetErr::SUCCESS)
}

#[test]
fn out_of_memory_is_told_and_passes() {
    let (engine, instance) = started(200);
    let (mut source, mut new) = (SESID_NIL, Sesid(77));
    let refused = allocator::refuse(|| engine.begin_session(instance, Some(&mut new)));
    assert_eq!((code(refused), new), (JetErr::OUT_OF_MEMORY, Sesid(77)));
    engine.begin_session(instance, Some(&mut source)).expect("memory again");
    let mut dup = || {
        let result = engine.dup_session(source, Some(&mut new));
        (code(result), std::mem::replace(&mut new, Sesid(77)))
    };
    for _ in 1..FIRST_MEMORY {
        assert_eq!(allocator::refuse(&mut dup).0, JetErr::SUCCESS, "there is memory for these");
    }
    for _ in 0..2 {
        assert_eq!(allocator::refuse(&mut dup), (JetErr::OUT_OF_MEMORY, Sesid(77)));
    }
    assert_eq!(dup().0, JetErr::SUCCESS, "the refusal has passed");
    engine.begin_transaction(source, 0).expect("the source is untouched");
}
