//! All interleavings at the limit. `docs/testing.md` tells how each was seen to fail.

use super::*;
use crate::lifecycle::Lifecycle;
use jet_os::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};
use jet_os::sync::{Arc, thread};

struct Instance {
    life: Lifecycle,
    pool: SessionPool<u32>,
}

fn instance(users: u32) -> Arc<Instance> {
    let life = Lifecycle::new();
    life.present().begin_init().expect("new");
    life.present().finish_init();
    Arc::new(Instance { life, pool: SessionPool::new(users, 0) })
}

impl Instance {
    fn begin(&self) -> Result<SessionId> {
        self.pool.begin(self.life.present(), || Ok(0))
    }

    fn dup(&self, source: SessionId) -> Result<SessionId> {
        self.pool.dup(self.life.present(), source, || Ok(0))
    }

    fn end(&self, id: SessionId) -> Result<()> {
        self.pool.end(self.life.present(), id, |_| Ok(()))
    }
}

fn join<T>(handle: thread::JoinHandle<T>) -> T {
    handle.join().expect("model threads do not panic")
}

/// (a) More threads than places: exactly the limit succeed, whether or not the places have their
/// memory already.
#[test]
fn loom_a_exactly_the_limit_succeed() {
    for is_made in [false, true] {
        loom::model(move || {
            let instance = instance(1);
            if is_made {
                let id = instance.begin().expect("room");
                instance.end(id).expect("ours");
            }
            let threads = [(); 2].map(|()| {
                let instance = Arc::clone(&instance);
                thread::spawn(move || instance.begin())
            });
            let begun = threads.map(join);
            let count = begun.iter().filter(|begun| begun.is_ok()).count();
            assert_eq!(count, 1, "{begun:?}");
            assert!(begun.contains(&Err(SessionError::OutOfSessions { limit: 1 })));
        });
    }
}

/// (b) End hands the slot to begin with all its writes.
#[test]
fn loom_b_end_hands_its_slot_to_begin() {
    loom::model(|| {
        let instance = instance(1);
        let first = instance.begin().expect("room");
        let other = {
            let instance = Arc::clone(&instance);
            thread::spawn(move || {
                let id = instance.begin().ok()?;
                let mut inside =
                    instance.pool.enter(instance.life.present(), id, false).expect("ours");
                *inside.payload() += 1;
                Some(*inside.payload())
            })
        };
        {
            let mut inside =
                instance.pool.enter(instance.life.present(), first, false).expect("ours");
            *inside.payload() = 41;
        }
        instance.end(first).expect("ours");
        if let Some(value) = join(other) {
            assert_eq!(value, 1, "a new session starts afresh");
        } else {
            instance.begin().expect("the slot is free");
        }
    });
}

/// (c) Dup races the end of its source: success, invalid, or a sharing violation; never a dead
/// place. With one place it may get the source's own, once the source has left it.
#[test]
fn loom_c_dup_races_the_end_of_its_source() {
    for limit in [1, 2] {
        loom::model(move || {
            let instance = instance(limit);
            let source = instance.begin().expect("room");
            let dup = {
                let instance = Arc::clone(&instance);
                thread::spawn(move || instance.dup(source))
            };
            instance.end(source).expect("a dup is never inside its source");
            match join(dup) {
                Ok(new) => {
                    let inside = instance.pool.enter(instance.life.present(), new, false);
                    assert_eq!(*inside.expect("it lives").payload(), 0);
                    instance.end(new).expect("the new session lives");
                }
                Err(SessionError::InvalidSesid | SessionError::SharingViolation) => {}
                Err(SessionError::OutOfSessions { limit: 1 }) if limit == 1 => {}
                Err(other) => panic!("{other}"),
            }
            assert_eq!(instance.pool.open_count(), 0);
        });
    }
}

/// (d) Stop-service races begin, or dup: a session that was begun was open when the stop returned;
/// afterwards none starts.
#[test]
fn loom_d_no_session_starts_after_stop() {
    for is_dup in [false, true] {
        loom::model(move || {
            let instance = instance(3);
            let source = instance.begin().expect("room");
            let beginner = {
                let instance = Arc::clone(&instance);
                thread::spawn(move || if is_dup { instance.dup(source) } else { instance.begin() })
            };
            instance.life.present().stop();
            instance.pool.settle();
            let open = instance.pool.open_count();
            assert_eq!(instance.begin(), Err(SessionError::StopService));
            match join(beginner) {
                Ok(id) => {
                    assert_eq!(open, 2, "the session was not there when the stop returned");
                    instance.end(id).expect("ending calls go on");
                }
                Err(error) => assert_eq!(error, SessionError::StopService),
            }
            assert_eq!(instance.pool.open_count(), 1, "a refused begin leaves nothing behind");
        });
    }
}

/// (e) Term races a call inside: it waits for the call, and later ones are refused. So no call
/// ever finds itself inside after term went on.
#[test]
fn loom_e_term_waits_for_calls_inside() {
    loom::model(|| {
        let instance = instance(1);
        let is_over = Arc::new(AtomicBool::new(false));
        let id = instance.begin().expect("room");
        let caller = {
            let (instance, is_over) = (Arc::clone(&instance), Arc::clone(&is_over));
            thread::spawn(move || {
                let inside = instance.pool.enter(instance.life.present(), id, false)?;
                assert!(!is_over.load(Acquire), "inside after the end");
                drop(inside);
                Ok(())
            })
        };
        instance.life.present().begin_term().expect("running");
        instance.pool.wait_until_left();
        is_over.store(true, Release);
        let refused = [Err(SessionError::TermInProgress), Err(SessionError::InvalidSesid)];
        let got = join(caller);
        assert!(got.is_ok() || refused.contains(&got), "{got:?}");
        instance.pool.end_all();
        instance.life.present().finish_term();
    });
}

/// (f) Two threads use one session: one enters, the other is told.
#[test]
fn loom_f_two_threads_use_one_session() {
    loom::model(|| {
        let instance = instance(1);
        let id = instance.begin().expect("room");
        let threads = [(); 2].map(|()| {
            let instance = Arc::clone(&instance);
            thread::spawn(move || {
                let mut inside = instance.pool.enter(instance.life.present(), id, false)?;
                *inside.payload() += 1;
                Ok(())
            })
        });
        let results = threads.map(join);
        let entered = results.iter().filter(|result| result.is_ok()).count() as u32;
        let told = |r: &Result<()>| r.is_ok() || *r == Err(SessionError::SharingViolation);
        assert!(entered >= 1 && results.iter().all(told), "{results:?}");
        let mut inside = instance.pool.enter(instance.life.present(), id, false).expect("all left");
        assert_eq!(*inside.payload(), entered);
    });
}

/// (g) A context is set on one thread and reset on another: what the first wrote in the session
/// is there for the second, or the second is told to wait its turn.
#[test]
fn loom_g_a_context_travels_between_threads() {
    loom::model(|| {
        let instance = instance(1);
        let id = instance.begin().expect("room");
        let setter = {
            let instance = Arc::clone(&instance);
            thread::spawn(move || {
                let mut inside = instance.pool.enter(instance.life.present(), id, false)?;
                *inside.payload() = 7;
                Ok(())
            })
        };
        let seen = instance.pool.enter(instance.life.present(), id, false).map(|mut inside| {
            let seen = *inside.payload();
            *inside.payload() = 0;
            seen
        });
        let set = join(setter);
        match (set, seen) {
            (Ok(()), Ok(seen)) => assert!(seen == 0 || seen == 7),
            (Err(error), Ok(seen)) => {
                assert_eq!((error, seen), (SessionError::SharingViolation, 0));
            }
            (Ok(()), Err(error)) => assert_eq!(error, SessionError::SharingViolation),
            (Err(a), Err(b)) => panic!("nobody entered: {a}, {b}"),
        }
    });
}
