//! Levels, owners and contexts.

use std::thread;

use super::*;
use crate::transaction::LEVEL_MAX;

fn elsewhere<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| scope.spawn(work).join().expect("the other thread does not panic"))
}

#[test]
fn levels_nest_to_seven() {
    let mut session = Session::new(0);
    assert_eq!(session.commit(), Err(SessionError::NotInTransaction));
    for _ in 0..LEVEL_MAX {
        session.begin(false).expect("room");
    }
    assert_eq!(session.begin(false), Err(SessionError::TooDeep));
    session.rollback(false).expect("open");
    session.commit().expect("open");
    assert_eq!(session.level(), 5);
    session.rollback(true).expect("open");
    assert_eq!(session.rollback(true), Err(SessionError::NotInTransaction));
}

#[test]
fn a_transaction_is_its_threads() {
    let mut session = Session::new(0);
    session.begin(false).expect("free");
    assert_eq!(elsewhere(|| session.begin(false)), Err(SessionError::SharingViolation));
    assert_eq!(elsewhere(|| session.commit()), Err(SessionError::SharingViolation));
    assert_eq!(elsewhere(|| session.check_end()), Err(SessionError::SharingViolation));
    session.commit().expect("ours");
    elsewhere(|| session.begin(false)).expect("at level 0 anybody may");
}

/// Loom has no thread names, so this runs on real threads, each step after the one before.
#[test]
fn a_context_moves_a_transaction_between_threads() {
    let mut session = Session::new(0);
    session.set_context(7).expect("free");
    assert_eq!(session.set_context(7), Err(SessionError::ContextAlreadySet));
    session.begin(false).expect("free");
    assert_eq!(elsewhere(|| session.commit()), Err(SessionError::SharingViolation));
    let not_here = Err(SessionError::ContextNotSetByThisThread);
    assert_eq!(elsewhere(|| session.reset_context()), not_here);
    assert_eq!(session.check_end(), Err(SessionError::InUse));
    session.reset_context().expect("set here");
    assert_eq!(session.commit(), Err(SessionError::SharingViolation));
    elsewhere(|| {
        session.set_context(7).expect("free again");
        session.commit().expect("same value");
        session.reset_context().expect("set here");
    });
    for value in [0, usize::MAX] {
        assert!(matches!(session.set_context(value), Err(SessionError::InvalidParameter(_))));
    }
}

#[test]
fn a_context_set_inside_a_transaction_leaves_it_to_its_thread() {
    let mut session = Session::new(0);
    session.begin(false).expect("free");
    session.set_context(9).expect("free");
    session.commit().expect("still this thread's");
}
