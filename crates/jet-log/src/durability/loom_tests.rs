//! All interleavings of waiters and a writer. A lost wake-up is a deadlock, which loom finds.

use jet_os::sync::Arc;
use jet_os::sync::ring::{self, Drain, Full, Ring};

use super::*;

/// The writer: makes `step` of whatever is asked for until the end.
fn write(durability: &Durability, mut step: impl FnMut()) {
    while durability.next_work() == Work::Write {
        step();
    }
}

/// Two wait for positions of their own; each comes back when its own is durable.
#[test]
fn loom_waiters_are_woken_when_their_position_is_durable() {
    loom::model(|| {
        let durability = Arc::new(Durability::new(0));
        let waiters = [1, 2].map(|end| {
            let durability = Arc::clone(&durability);
            thread::spawn(move || {
                durability.wait(end).expect("the log lives");
                assert!(durability.durable() >= end, "woken too early");
            })
        });
        for durable in 1..=2 {
            assert_eq!(durability.next_work(), Work::Write);
            durability.publish(durable);
        }
        for waiter in waiters {
            waiter.join().expect("model threads do not panic");
        }
    });
}

/// The log becomes durable unasked while somebody enters: it is told, or sees it.
#[test]
fn loom_publishing_races_waiting() {
    loom::model(|| {
        let durability = Arc::new(Durability::new(0));
        let waiter = {
            let durability = Arc::clone(&durability);
            thread::spawn(move || durability.wait(1).expect("the log lives"))
        };
        durability.publish(1);
        waiter.join().expect("model threads do not panic");
    });
}

/// The log dies in the writer's hands: whoever waits, for durability or for room, is told, and so
/// is whoever comes later.
#[test]
fn loom_death_wakes_everybody() {
    loom::model(|| {
        let durability = Arc::new(Durability::new(0));
        let waiter = {
            let durability = Arc::clone(&durability);
            thread::spawn(move || durability.wait(1).is_err())
        };
        let for_room = {
            let durability = Arc::clone(&durability);
            thread::spawn(move || durability.wait_for_room(1, || 0).is_err())
        };
        assert_eq!(durability.next_work(), Work::Write);
        durability.die(LogError::Abandoned);
        assert!(waiter.join().expect("model threads do not panic"));
        assert!(for_room.join().expect("model threads do not panic"));
        assert_eq!(durability.next_work(), Work::End);
        assert!(durability.check().is_err() && durability.durable() == 0);
    });
}

/// A success that precedes the death stays a success.
#[test]
fn loom_what_is_durable_before_the_death_is_reported_so() {
    loom::model(|| {
        let durability = Arc::new(Durability::new(0));
        let waiter = {
            let durability = Arc::clone(&durability);
            thread::spawn(move || durability.wait(1).is_ok())
        };
        durability.publish(1);
        durability.die(LogError::Abandoned);
        assert!(waiter.join().expect("model threads do not panic"), "durable, yet reported lost");
    });
}

/// Appends a byte, waiting for room as long as there is none.
fn append(ring: &Ring, durability: &Durability, byte: u8) -> u64 {
    loop {
        match ring.reserve(|at| at + 1) {
            Ok(mut range) => {
                let at = range.range().start;
                range.fill(at, 1, |place| place.fill(byte));
                range.publish();
                return at;
            }
            Err(Full { tail }) => {
                durability.wait_for_room(tail, || ring.tail()).expect("the log lives");
            }
        }
    }
}

/// One round of the writer on a ring of one-byte slots.
fn round(ring: &Ring, drain: &mut Drain, durability: &Durability, written: &mut Vec<u8>) {
    let end = ring.head();
    while !drain.is_full_to(end) {
        thread::yield_now();
    }
    let count = end - drain.next();
    drain.look(count, |head, tail| written.extend(head.iter().chain(tail.iter())));
    drain.release(count);
    durability.publish_room(end);
    durability.publish(end);
}

/// Buffer and durability together: two append to a ring with room for one and wait; the writer
/// writes both, and each finds its byte written when told that it is durable.
#[test]
fn loom_append_and_wait_through_a_ring_that_is_full() {
    loom::model(|| {
        let (ring, mut drain) = ring::ring(1, 1, 0);
        let durability = Arc::new(Durability::new(0));
        let appender = {
            let (ring, durability) = (Arc::clone(&ring), Arc::clone(&durability));
            thread::spawn(move || {
                append(&ring, &durability, 1);
                let second = append(&ring, &durability, 2);
                durability.wait(second + 1).expect("the log lives");
                assert!(durability.durable() > second && ring.tail() > second);
                durability.end();
            })
        };
        let mut written = Vec::new();
        write(&durability, || round(&ring, &mut drain, &durability, &mut written));
        appender.join().expect("model threads do not panic");
        assert_eq!(written, [1, 2]);
    });
}
