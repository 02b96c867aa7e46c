//! A call that comes with one life beside the next one. `docs/testing.md` tells how each was seen
//! to fail.

use super::*;
use crate::error::SessionError;
use jet_os::sync::{Arc, thread};

fn end(seats: &Seats<()>, id: SessionId) -> Result<()> {
    seats.end(id, |_| Ok(()))
}

fn join<T>(handle: thread::JoinHandle<T>) -> T {
    handle.join().expect("model threads do not panic")
}

fn start(seats: &Seats<()>, limit: u32) -> u32 {
    let shared = seats.take();
    let life = shared.get();
    life.begin_init().expect("new");
    seats.pool.reset(limit, 0);
    life.finish_init();
    life.number()
}

fn finish(seats: &Seats<()>, number: u32) {
    let life = seats.life(number);
    life.begin_term().expect("running");
    seats.pool.wait_until_left();
    seats.pool.end_all();
    life.finish_term();
    seats.vacate(number);
}

/// Begin, or dup, races the end of its life and the start of the next: its session ends with its
/// own life, or it is refused; and the next life has all its places.
#[test]
fn loom_no_session_passes_from_one_life_to_the_next() {
    for is_dup in [false, true] {
        loom::model(move || {
            let seats = Arc::new(Seats::<()>::new());
            let first = start(&seats, 2);
            let source = seats.begin(first).expect("room");
            let late = {
                let seats = Arc::clone(&seats);
                thread::spawn(move || if is_dup { seats.dup(source) } else { seats.begin(first) })
            };
            finish(&seats, first);
            let second = start(&seats, 1);
            assert_eq!(seats.pool.open_count(), 0, "it came with an earlier life");
            let ours = seats.begin(second).expect("nobody else may begin");
            let late = join(late);
            let refused = [SessionError::TermInProgress, SessionError::InvalidSesid];
            assert!(
                late.as_ref().map_or_else(|error| refused.contains(error), |_| true),
                "{late:?}"
            );
            assert_eq!(seats.pool.open_count(), 1, "{late:?}");
            end(&seats, ours).expect("it lives");
        });
    }
}

/// End races the end of its life: the session is ended once, by one of the two.
#[test]
fn loom_a_session_ends_once() {
    loom::model(|| {
        let seats = Arc::new(Seats::<()>::new());
        let first = start(&seats, 1);
        let id = seats.begin(first).expect("room");
        let ender = {
            let seats = Arc::clone(&seats);
            thread::spawn(move || end(&seats, id))
        };
        finish(&seats, first);
        let second = start(&seats, 1);
        let ended = join(ender);
        let refused = [SessionError::TermInProgress, SessionError::InvalidSesid];
        assert!(ended.as_ref().map_or_else(|error| refused.contains(error), |_| true), "{ended:?}");
        seats.begin(second).expect("the place is free");
    });
}

/// Begin races the start of its life, which has fewer places than the one before: it is refused, or
/// gets a place of this life.
#[test]
fn loom_who_comes_early_gets_no_place_of_the_life_before() {
    loom::model(|| {
        let seats = Arc::new(Seats::<()>::new());
        let first = start(&seats, 2);
        let ids = [(); 2].map(|()| seats.begin(first).expect("room"));
        ids.map(|id| end(&seats, id).expect("it lives"));
        finish(&seats, first);
        let shared = seats.take();
        let life = shared.get();
        let second = life.number();
        let early = {
            let seats = Arc::clone(&seats);
            thread::spawn(move || seats.begin(second))
        };
        life.begin_init().expect("new");
        seats.pool.reset(1, 0);
        life.finish_init();
        let early = join(early);
        assert_eq!(seats.pool.open_count(), usize::from(early.is_ok()), "{early:?}");
        assert!(early.is_ok() || early == Err(SessionError::NotInitialized), "{early:?}");
    });
}
