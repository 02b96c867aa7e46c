//! All interleavings of two fillers and a drainer. Loom checks each byte's accesses.

use super::*;
use crate::sync::thread;

/// Fills one piece of `len` bytes with `mark` once there is room.
fn fill(ring: &Ring, len: u64, mark: u8) {
    let mut range = loop {
        match ring.reserve(|at| at + len) {
            Ok(range) => break range,
            Err(Full { .. }) => thread::yield_now(),
        }
    };
    // Pieces may lie in two slots.
    for at in range.range() {
        range.fill(at, 1, |bytes| bytes.fill(mark));
    }
    range.publish();
}

fn drain_slot(drain: &mut Drain) -> Vec<u8> {
    while !drain.is_full_to(drain.next() + 1) {
        thread::yield_now();
    }
    let bytes = drain.look(1, |head, tail| [head, tail].concat());
    drain.release(1);
    bytes
}

/// Two fillers share a slot; the drainer finds the bytes of both, whole.
#[test]
fn loom_a_slot_is_drained_when_all_of_it_is_published() {
    loom::model(|| {
        let (ring, mut drain) = ring(1, 2, 0);
        let filler = {
            let ring = Arc::clone(&ring);
            thread::spawn(move || fill(&ring, 1, 1))
        };
        let other = {
            let ring = Arc::clone(&ring);
            thread::spawn(move || fill(&ring, 1, 2))
        };
        let slot = drain_slot(&mut drain);
        assert!(slot == [1, 2] || slot == [2, 1], "{slot:?}");
        filler.join().expect("model threads do not panic");
        other.join().expect("model threads do not panic");
    });
}

/// A ring of one slot is used twice: nobody writes to the place before it was drained.
#[test]
fn loom_a_place_is_used_again_only_after_release() {
    loom::model(|| {
        let (ring, mut drain) = ring(1, 2, 0);
        let filler = thread::spawn(move || {
            fill(&ring, 2, 1);
            fill(&ring, 2, 2);
        });
        assert_eq!(drain_slot(&mut drain), [1, 1]);
        assert_eq!(drain_slot(&mut drain), [2, 2]);
        filler.join().expect("model threads do not panic");
    });
}

/// A piece that lies in two slots is published in both; the ring wraps around.
#[test]
fn loom_pieces_wrap_around() {
    loom::model(|| {
        let (ring, mut drain) = ring(2, 2, 1);
        let filler = thread::spawn(move || {
            fill(&ring, 3, 1);
            fill(&ring, 3, 2);
        });
        assert_eq!(drain_slot(&mut drain), [1, 1]);
        assert_eq!(drain_slot(&mut drain), [1, 2]);
        assert_eq!(drain_slot(&mut drain), [2, 2]);
        filler.join().expect("model threads do not panic");
    });
}

/// What a filler did before it reserved is seen by whoever finds `head` past it: the checkpoint
/// counts on this.
#[test]
fn loom_head_shows_what_came_before_it() {
    loom::model(|| {
        let (ring, _drain) = ring(1, 2, 0);
        let mark = Arc::new(AtomicBool::new(false));
        let looker = {
            let (ring, mark) = (Arc::clone(&ring), Arc::clone(&mark));
            thread::spawn(move || ring.head() == 0 || mark.load(Ordering::Relaxed))
        };
        mark.store(true, Ordering::Relaxed);
        fill(&ring, 1, 1);
        assert!(looker.join().expect("model threads do not panic"), "reserved, yet not marked");
    });
}
