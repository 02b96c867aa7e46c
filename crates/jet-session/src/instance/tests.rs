//! `JetDupSession`: each code, reached by its true cause; and the life of an instance.

use std::sync::mpsc;
use std::thread;

use super::*;
use crate::error::EngineError;

fn running(max_sessions: u32) -> Instance {
    let instance = Instance::<(), ()>::new();
    instance.init(Config { max_sessions, ..Config::default() }).expect("a new instance");
    instance
}

/// What the instance itself refused.
fn refusal(error: EngineError) -> SessionError {
    match error {
        EngineError::Session(error) => error,
        other => panic!("{other}"),
    }
}

fn untouched(instance: &Instance, source: SessionId) {
    let mut inside = instance.enter(source, true).expect("the source lives");
    assert_eq!(inside.payload().session.level(), 0);
}

#[test]
fn dup_succeeds_and_copies_nothing() {
    let instance = running(3);
    let source = instance.begin_session().expect("room");
    {
        let mut inside = instance.enter(source, false).expect("alive");
        inside.payload().session.begin(false).expect("level 1");
        inside.payload().session.set_context(5).expect("free");
        inside.payload().session.commit_default = 1;
    }
    let new = instance.dup_session(source).expect("room");
    let mut inside = instance.enter(new, false).expect("alive");
    assert_eq!((inside.payload().session.level(), inside.payload().session.commit_default), (0, 0));
    inside.payload().session.set_context(5).expect("the context was not copied");
    drop(inside);
    let mut inside = instance.enter(source, false).expect("alive");
    assert_eq!(inside.payload().session.level(), 1, "the source is untouched");
}

#[test]
fn dup_of_nobody_is_an_invalid_sesid() {
    let instance = running(2);
    let source = instance.begin_session().expect("room");
    instance.end_session(source).expect("alive");
    assert_eq!(instance.dup_session(source), Err(SessionError::InvalidSesid));
}

#[test]
fn dup_at_the_limit_is_out_of_sessions() {
    let instance = running(1);
    let source = instance.begin_session().expect("room");
    let full = SessionError::OutOfSessions { limit: 1 };
    assert_eq!(instance.dup_session(source), Err(full));
    untouched(&instance, source);
}

#[test]
fn dup_after_a_stop_is_refused() {
    let instance = running(2);
    let source = instance.begin_session().expect("room");
    instance.stop();
    assert_eq!(instance.dup_session(source), Err(SessionError::StopService));
    instance.resume(None).expect("no work of its own was stopped");
    assert_eq!(instance.dup_session(source), Err(SessionError::StopService));
    instance.end_session(source).expect("ending calls go on");
}

#[test]
fn own_work_is_paused_and_resumed() {
    let instance = running(1);
    let both = OwnWork::BACKGROUND.and(OwnWork::CACHES);
    let paused = |work| instance.life().state().is_paused(work);
    instance.pause(both);
    instance.begin_session().expect("calls go on");
    instance.resume(Some(OwnWork::CACHES)).expect("paused");
    assert!(paused(OwnWork::BACKGROUND) && !paused(OwnWork::CACHES));
    instance.resume(None).expect("paused");
    assert!(!paused(OwnWork::BACKGROUND));
    instance.stop_with_work();
    assert!(paused(both));
    assert_eq!(instance.resume(None), Err(SessionError::StopService));
}

#[test]
fn dup_on_a_failed_instance_is_refused() {
    for cause in [Cause::Failure, Cause::LogDiskFull] {
        let instance = running(2);
        let source = instance.begin_session().expect("room");
        instance.become_unavailable(cause);
        assert_eq!(instance.dup_session(source), Err(SessionError::Unavailable(cause)));
        instance.term(Term::Orderly).expect("a failed instance can be terminated");
    }
}

#[test]
fn dup_during_a_restore_is_refused() {
    let instance = running(2);
    let source = instance.begin_session().expect("room");
    instance.begin_restore().expect("running");
    assert_eq!(instance.dup_session(source), Err(SessionError::RestoreInProgress));
    instance.finish_restore();
    untouched(&instance, source);
}

#[test]
fn begin_before_init_is_refused() {
    let instance = Instance::<(), ()>::new();
    assert_eq!(instance.begin_session(), Err(SessionError::NotInitialized));
    assert_eq!(instance.init(Config::default()).map_err(refusal), Ok(()));
    assert_eq!(
        instance.init(Config::default()).map_err(refusal),
        Err(SessionError::AlreadyInitialized)
    );
}

/// Another thread is inside a call with the source.
#[test]
fn dup_of_a_session_in_use_is_a_sharing_violation() {
    let instance = running(2);
    let source = instance.begin_session().expect("room");
    let (entered, wait) = mpsc::channel();
    let (leave, left) = mpsc::channel::<()>();
    thread::scope(|scope| {
        let instance = &instance;
        scope.spawn(move || {
            let _inside = instance.enter(source, false).expect("alive");
            entered.send(()).expect("the test listens");
            left.recv().expect("the test lets go");
        });
        wait.recv().expect("entered");
        assert_eq!(instance.dup_session(source), Err(SessionError::SharingViolation));
        leave.send(()).expect("the thread waits");
    });
    untouched(&instance, source);
}

/// A term waits for a call inside; while it does, others are told that it is under way.
#[test]
fn dup_while_terminating_is_refused() {
    let instance = running(3);
    let source = instance.begin_session().expect("room");
    let other = instance.begin_session().expect("room");
    let inside = instance.enter(other, false).expect("alive");
    thread::scope(|scope| {
        let term = scope.spawn(|| instance.term(Term::Orderly));
        while instance.phase() != Phase::Terminating {
            thread::yield_now();
        }
        assert_eq!(instance.dup_session(source), Err(SessionError::TermInProgress));
        assert_eq!(
            instance.term(Term::Orderly).map_err(refusal),
            Err(SessionError::TermInProgress)
        );
        drop(inside);
        assert_eq!(term.join().expect("no panic").map_err(refusal), Ok(true));
    });
    assert_eq!(instance.dup_session(source), Err(SessionError::InvalidSesid));
}

#[test]
fn an_open_transaction_holds_off_all_but_a_dirty_term() {
    let instance = running(2);
    let id = instance.begin_session().expect("room");
    instance.enter(id, false).expect("alive").payload().session.begin(true).expect("level 1");
    assert_eq!(instance.term(Term::Orderly).map_err(refusal), Err(SessionError::ActiveUsers(1)));
    instance
        .enter(id, false)
        .expect("the instance goes on")
        .payload()
        .session
        .begin(true)
        .expect("2");
    assert_eq!(instance.term(Term::Dirty).map_err(refusal), Ok(false));
}

#[test]
fn two_instances_share_nothing() {
    let (a, b) = (running(1), running(1));
    let in_a = a.begin_session().expect("room");
    let in_b = b.begin_session().expect("room in the other");
    a.stop();
    b.enter(in_b, false).expect("only the other was stopped");
    a.end_session(in_a).expect("ending calls go on");
}
