//! All interleavings of two or three callers. `docs/testing.md` tells how each was seen to fail.

use super::*;
use crate::sync::{Arc, thread};

fn open(limit: u32) -> Arc<Places<u32>> {
    Arc::new(Places::new(limit))
}

fn join<T>(handle: thread::JoinHandle<T>) -> T {
    handle.join().expect("model threads do not panic")
}

/// Two callers enter the same value: one is inside at a time, the other is told so. Loom checks
/// that accesses to the value never overlap.
#[test]
fn loom_one_caller_is_inside_at_a_time() {
    loom::model(|| {
        let places = open(1);
        let name = places.claim().expect("free").open(0);
        let callers = [(); 2].map(|()| {
            let places = Arc::clone(&places);
            thread::spawn(move || match places.enter(name) {
                Ok(mut inside) => {
                    *inside.value() += 1;
                    true
                }
                Err(shut) => {
                    assert_eq!(shut, Shut::Busy);
                    false
                }
            })
        });
        let entered = callers.map(join).into_iter().filter(|entered| *entered).count() as u32;
        assert!(entered >= 1);
        assert_eq!(*places.enter(name).expect("all left").value(), entered);
    });
}

/// One moves the value out while another enters by its name: it gets in before, or is told busy or
/// stale; never a value that is gone.
#[test]
fn loom_ending_races_entering() {
    loom::model(|| {
        let places = open(1);
        let name = places.claim().expect("free").open(5);
        let caller = {
            let places = Arc::clone(&places);
            thread::spawn(move || places.enter(name).map(|mut inside| *inside.value()))
        };
        if let Ok(moving) = places.move_out(name) {
            moving.close();
        }
        match join(caller) {
            Ok(value) => assert_eq!(value, 5),
            Err(Shut::Busy | Shut::Stale) => {}
        }
    });
}

/// Who knows a name, from wherever, finds the value as it moved in.
#[test]
fn loom_a_name_is_enough() {
    loom::model(|| {
        let places = open(1);
        drop(places.claim());
        let owner = {
            let places = Arc::clone(&places);
            thread::spawn(move || places.claim().expect("free").open(5))
        };
        let guess = Name { place: 0, generation: 3 };
        if let Ok(mut inside) = places.enter(guess) {
            assert_eq!(*inside.value(), 5);
        }
        assert_eq!(join(owner), guess);
    });
}

/// A place goes from one value to the next: who moves in sees all that the last one did, and who
/// is told that all were taken came while they were.
#[test]
fn loom_a_place_changes_hands() {
    loom::model(|| {
        let places = open(1);
        let name = places.claim().expect("free").open(1);
        let other = {
            let places = Arc::clone(&places);
            thread::spawn(move || {
                let name = places.claim().ok()?.open(2);
                Some(*places.enter(name).expect("ours alone").value())
            })
        };
        *places.enter(name).expect("ours alone").value() = 3;
        places.move_out(name).expect("ours alone").close();
        assert!(matches!(join(other), None | Some(2)));
        assert_eq!(places.enter(name).err(), Some(Shut::Stale));
    });
}

/// One place of two is free at every moment, though not the same: a mover frees the second before
/// it takes the first. Who looks at the second before that and at the first after it finds both
/// taken, yet must not believe it.
#[test]
fn loom_a_place_that_is_always_free_is_found() {
    loom::model(|| {
        let places = open(2);
        let names = [1, 2].map(|value| places.claim().expect("free").open(value));
        places.move_out(names[0]).expect("ours alone").close();
        let mover = {
            let places = Arc::clone(&places);
            thread::spawn(move || {
                places.move_out(names[1]).expect("ours alone").close();
                places.claim_at(0).map(|claim| claim.open(3))
            })
        };
        let found = places.search(0).map(|claim| claim.open(4));
        assert!(found.is_ok(), "one was free: {found:?}");
        join(mover);
    });
}

/// When a flag is set and waiting for what moves is over, whoever was moving in has moved in, and
/// nobody will: who comes later sees the flag. The place may have its memory already or not.
#[test]
fn loom_who_is_moving_in_is_waited_for() {
    for is_made in [false, true] {
        loom::model(move || {
            let (places, is_shut) = (open(1), Arc::new(AtomicBool::new(false)));
            if is_made {
                drop(places.claim());
            }
            let other = {
                let (places, is_shut) = (Arc::clone(&places), Arc::clone(&is_shut));
                thread::spawn(move || {
                    let claim = places.claim().expect("free");
                    if is_shut.load(SeqCst) {
                        return false;
                    }
                    claim.open(1);
                    true
                })
            };
            is_shut.swap(true, SeqCst);
            places.wait_until_moved();
            let live = places.live().count();
            assert_eq!(live, usize::from(join(other)), "it moved in afterwards");
        });
    }
}

/// Who waits for callers to leave is woken by one that leaves, and spins for one that moves out.
#[test]
fn loom_who_waits_is_woken() {
    for moves_out in [false, true] {
        loom::model(move || {
            let places = open(1);
            let name = places.claim().expect("free").open(1);
            let caller = {
                let places = Arc::clone(&places);
                thread::spawn(move || {
                    if moves_out {
                        places.move_out(name).expect("ours alone").close();
                    } else {
                        *places.enter(name).expect("ours alone").value() = 2;
                    }
                })
            };
            places.wait_until_left();
            join(caller);
        });
    }
}
