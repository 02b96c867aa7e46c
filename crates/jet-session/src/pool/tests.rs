//! The pool, one thread at a time, and at its limits.

use super::*;
use crate::error::Cause;
use crate::lifecycle::Lifecycle;

fn running() -> Lifecycle {
    let life = Lifecycle::new();
    life.present().begin_init().expect("new");
    life.present().finish_init();
    life
}

fn open(users: u32, engine: u32) -> (Lifecycle, SessionPool<u32>) {
    (running(), SessionPool::new(users, engine))
}

fn begin(pool: &SessionPool<u32>, life: Life<'_>) -> Result<SessionId> {
    pool.begin(life, || Ok(0))
}

#[test]
fn exactly_the_limit_and_no_more() {
    for limit in [1, 16, 30_000] {
        let (life, pool) = open(limit, 4);
        let ids: Vec<_> = (0..limit).map(|_| begin(&pool, life.present()).expect("room")).collect();
        let full = SessionError::OutOfSessions { limit: limit as usize };
        assert_eq!(begin(&pool, life.present()), Err(full));
        for _ in 0..4 {
            pool.begin_engine(0).expect("the reserve is the engine's");
        }
        assert_eq!(pool.begin_engine(0), Err(SessionError::OutOfSessions { limit: 4 }));
        assert_eq!(pool.open_count(), limit as usize);
        pool.end(life.present(), ids[0], |_| Ok(())).expect("alive");
        let again = begin(&pool, life.present()).expect("its slot is free at once");
        assert_eq!(begin(&pool, life.present()), Err(full));
        assert!(again != ids[0], "the old name does not fit the new session");
        let stale = pool.enter(life.present(), ids[0], false).map(drop);
        assert_eq!(stale, Err(SessionError::InvalidSesid));
    }
}

#[test]
fn a_payload_that_cannot_be_made_costs_no_slot() {
    let (life, pool) = open(1, 0);
    for _ in 0..3 {
        let refused = pool.begin(life.present(), || Err(SessionError::OutOfMemory));
        assert_eq!(refused, Err(SessionError::OutOfMemory));
    }
    begin(&pool, life.present()).expect("the slot was given back");
}

#[test]
fn names_of_nobody_are_invalid() {
    let (life, pool) = open(2, 0);
    begin(&pool, life.present()).expect("room");
    for (slot, generation) in [(0, 0), (0, 2), (0, 3), (1, 0), (1, 1), (2, 1), (u32::MAX, 1)] {
        let id = SessionId::from_parts(slot, generation);
        assert_eq!(pool.enter(life.present(), id, true).map(drop), Err(SessionError::InvalidSesid));
    }
}

#[test]
fn the_state_decides_in_the_documented_order() {
    let (life, pool) = open(2, 0);
    let id = begin(&pool, life.present()).expect("room");
    let inside = pool.enter(life.present(), id, false).expect("alive");
    assert_eq!(
        pool.enter(life.present(), id, false).map(drop),
        Err(SessionError::SharingViolation)
    );
    assert_eq!(pool.look(life.present(), id), Err(SessionError::SharingViolation));
    life.present().stop();
    assert_eq!(pool.look(life.present(), id), Err(SessionError::StopService));
    assert_eq!(pool.enter(life.present(), id, false).map(drop), Err(SessionError::StopService));
    assert_eq!(pool.enter(life.present(), id, true).map(drop), Err(SessionError::SharingViolation));
    assert_eq!(pool.end(life.present(), id, |_| Ok(())), Err(SessionError::SharingViolation));
    drop(inside);
    pool.enter(life.present(), id, true).expect("ending calls go on");
    let refused = pool.end(life.present(), id, |_| Err(SessionError::InUse));
    assert_eq!(refused, Err(SessionError::InUse), "and the session lives on");
    life.present().become_unavailable(Cause::LogDiskFull);
    life.present().become_unavailable(Cause::Failure);
    let unavailable = Err(SessionError::Unavailable(Cause::LogDiskFull));
    assert_eq!(pool.enter(life.present(), id, true).map(drop), unavailable);
    assert_eq!(begin(&pool, life.present()).map(drop), Err(SessionError::StopService));
}

#[test]
fn a_restore_keeps_sessions_out() {
    let (life, pool) = open(2, 0);
    life.present().begin_restore().expect("running");
    assert_eq!(begin(&pool, life.present()), Err(SessionError::RestoreInProgress));
    life.present().finish_restore();
    begin(&pool, life.present()).expect("restored");
}

#[test]
fn term_ends_all_sessions_and_their_names() {
    let (life, pool) = open(8, 0);
    let ids: Vec<_> = (0..5).map(|_| begin(&pool, life.present()).expect("room")).collect();
    life.present().begin_term().expect("running");
    assert_eq!(life.present().begin_term(), Err(SessionError::TermInProgress));
    pool.wait_until_left();
    assert_eq!(
        pool.enter(life.present(), ids[0], true).map(drop),
        Err(SessionError::TermInProgress)
    );
    pool.end_all();
    life.present().finish_term();
    assert_eq!(pool.open_count(), 0);
    for id in ids {
        assert_eq!(pool.enter(life.present(), id, true).map(drop), Err(SessionError::InvalidSesid));
    }
}

/// The engine's sessions live through stops and terminations, which wait for users only.
#[test]
fn the_engine_uses_its_sessions_in_any_state() {
    let (life, pool) = (Lifecycle::new(), SessionPool::<u32>::new(1, 1));
    let own = pool.begin_engine(3).expect("before the instance runs");
    assert_eq!(pool.begin(life.present(), || Ok(0)), Err(SessionError::NotInitialized));
    assert_eq!(
        pool.enter(life.present(), SessionId(own.0), true).map(drop),
        Err(SessionError::InvalidSesid)
    );
    life.present().begin_init().expect("new");
    life.present().finish_init();
    life.present().begin_term().expect("running");
    let mut inside = pool.enter_engine(own).expect("alive");
    assert_eq!(pool.enter_engine(own).map(drop), Err(SessionError::SharingViolation));
    pool.wait_until_left();
    assert_eq!(*inside.payload(), 3);
    drop(inside);
    pool.end_all();
    assert_eq!(pool.enter_engine(own).map(drop), Err(SessionError::InvalidSesid));
}
