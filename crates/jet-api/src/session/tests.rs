//! Handles and results of the session calls.

use super::*;
use crate::handle::{INSTANCE_NIL, SESID_NIL};

fn started() -> (Engine, JetInstance, Sesid) {
    let engine = Engine::unlogged();
    let mut instance = engine.create_instance(Some("i")).expect("room");
    engine.init(Some(&mut instance)).expect("a new instance");
    let mut sesid = SESID_NIL;
    engine.begin_session(instance, Some(&mut sesid)).expect("room");
    (engine, instance, sesid)
}

fn code<T>(result: Result<T>) -> JetErr {
    result.map_or_else(|error| error.code(), |_| JetErr::SUCCESS)
}

#[test]
fn dup_writes_its_result_only_on_success() {
    let (engine, instance, sesid) = started();
    let mut new = Sesid(77);
    assert_eq!(code(engine.dup_session(Sesid(4660), Some(&mut new))), JetErr::INVALID_SESID);
    assert_eq!(code(engine.dup_session(Sesid(instance.0), Some(&mut new))), JetErr::INVALID_SESID);
    assert_eq!(code(engine.dup_session(sesid, None)), JetErr::INVALID_PARAMETER);
    engine.stop_service_instance(instance).expect("alive");
    let stopped = JetErr::CLIENT_REQUEST_TO_STOP_JET_SERVICE;
    assert_eq!(code(engine.dup_session(sesid, Some(&mut new))), stopped);
    assert_eq!(code(engine.dup_session(sesid, None)), stopped, "the source is looked at first");
    assert_eq!(new, Sesid(77));
}

/// What dup says of a source on an instance in a state that `reach` brings about.
fn dup_when(reach: impl FnOnce(&Engine, JetInstance)) -> JetErr {
    let (engine, instance, sesid) = started();
    reach(&engine, instance);
    let mut new = Sesid(77);
    let got = code(engine.dup_session(sesid, Some(&mut new)));
    assert_eq!(new, Sesid(77), "written only on success");
    assert_eq!(code(engine.dup_session(sesid, None)), got, "the source is looked at first");
    got
}

fn of(engine: &Engine, instance: JetInstance) -> std::sync::Arc<crate::engine::Entry> {
    engine.entry(instance).expect("it lives")
}

#[test]
fn dup_on_an_instance_that_failed_tells_why() {
    use jet_session::Cause;
    let failed = |cause| dup_when(|engine, i| of(engine, i).instance.become_unavailable(cause));
    assert_eq!(failed(Cause::Failure), JetErr::INSTANCE_UNAVAILABLE);
    let full = JetErr::INSTANCE_UNAVAILABLE_DUE_TO_FATAL_LOG_DISK_FULL;
    assert_eq!(failed(Cause::LogDiskFull), full);
}

#[test]
fn dup_during_a_restore_is_refused() {
    let restored = dup_when(|engine, i| of(engine, i).instance.begin_restore().expect("running"));
    assert_eq!(restored, JetErr::RESTORE_IN_PROGRESS);
}

/// A handle of an earlier process names an instance that has not started in this one.
#[test]
fn dup_before_init_is_refused() {
    let (_, _, earlier) = started();
    let engine = Engine::unlogged();
    engine.create_instance(Some("i")).expect("room");
    let mut new = Sesid(77);
    assert_eq!(code(engine.dup_session(earlier, Some(&mut new))), JetErr::NOT_INITIALIZED);
    assert_eq!(new, Sesid(77));
}

/// A call is inside the source on another thread; a termination waits for it, and dup is told.
#[test]
fn dup_meets_a_call_inside_and_a_termination_that_waits() {
    let (engine, instance, sesid) = started();
    let mut other = SESID_NIL;
    engine.begin_session(instance, Some(&mut other)).expect("room");
    let entry = of(&engine, instance);
    let (_, id) = sesid.parts().expect("a handle of a session");
    let inside = entry.instance.enter(id, false).expect("alive");
    let mut new = Sesid(77);
    let busy = code(engine.dup_session(sesid, Some(&mut new)));
    assert_eq!(busy, JetErr::SESSION_SHARING_VIOLATION);
    std::thread::scope(|scope| {
        let term = scope.spawn(|| engine.term(instance, 0));
        while entry.instance.phase() != jet_session::Phase::Terminating {
            std::thread::yield_now();
        }
        let ending = code(engine.dup_session(other, Some(&mut new)));
        assert_eq!(ending, JetErr::TERM_IN_PROGRESS);
        drop(inside);
        term.join().expect("no panic").expect("nothing is open");
    });
    assert_eq!(new, Sesid(77));
}

#[test]
fn sixteen_sessions_by_default_and_a_freed_slot_at_once() {
    let (engine, _, first) = started();
    let mut new = SESID_NIL;
    for _ in 1..16 {
        engine.dup_session(first, Some(&mut new)).expect("below the limit");
    }
    assert_eq!(code(engine.dup_session(first, Some(&mut new))), JetErr::OUT_OF_SESSIONS);
    engine.end_session(new).expect("alive");
    assert_eq!(code(engine.end_session(new)), JetErr::INVALID_SESID);
    engine.dup_session(first, Some(&mut new)).expect("a slot is free");
}

#[test]
fn handles_of_a_terminated_instance_are_invalid() {
    let (engine, instance, sesid) = started();
    engine.term(instance, 0).expect("idle");
    assert_eq!(code(engine.end_session(sesid)), JetErr::INVALID_SESID);
    assert_eq!(code(engine.term(instance, 0)), JetErr::INVALID_INSTANCE);
    let mut new = SESID_NIL;
    for (handle, expected) in [
        (instance, JetErr::INVALID_INSTANCE),
        (INSTANCE_NIL, JetErr::INVALID_PARAMETER),
        (JetInstance(0), JetErr::INVALID_PARAMETER),
    ] {
        assert_eq!(code(engine.begin_session(handle, Some(&mut new))), expected);
    }
}

/// Sessions of a later instance never answer to handles of an earlier one.
#[test]
fn a_new_instance_does_not_know_old_handles() {
    let (engine, instance, old) = started();
    engine.term(instance, 0).expect("idle");
    let mut next = engine.create_instance(Some("i")).expect("the name is free");
    engine.init(Some(&mut next)).expect("a new instance");
    let mut new = SESID_NIL;
    engine.begin_session(next, Some(&mut new)).expect("room");
    assert_ne!(old, new);
    assert_eq!(code(engine.end_session(old)), JetErr::INVALID_SESID);
}
