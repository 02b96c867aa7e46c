//! The ring with real threads, and what it refuses.

use super::*;
use crate::sync::thread;

const SLOT: u64 = 16;

#[test]
fn what_is_published_is_drained_in_order_by_whole_slots() {
    let (ring, mut drain) = ring(3, SLOT as u32, 5);
    assert_eq!((ring.head(), ring.tail(), drain.next()), (5 * SLOT, 5, 5));
    let mut first = ring.reserve(|at| at + 10).expect("room");
    let mut second = ring.reserve(|at| at + 8).expect("room");
    assert_eq!(second.range(), 90..98);
    second.fill(90, 6, |bytes| bytes.fill(2));
    second.fill(96, 2, |bytes| bytes.fill(2));
    second.publish();
    assert!(!drain.is_full_to(6), "the first is not published");
    first.fill(80, 10, |bytes| bytes.fill(1));
    first.publish();
    assert!(drain.is_full_to(6) && !drain.is_full_to(7));
    let bytes = drain.look(1, |head, tail| [head, tail].concat());
    assert_eq!(bytes, [[1; 10].as_slice(), &[2; 6]].concat());
    drain.release(1);
    assert_eq!((ring.tail(), drain.next()), (6, 6));
}

#[test]
fn a_full_ring_says_when_there_is_room() {
    let (ring, mut drain) = ring(2, SLOT as u32, 0);
    ring.reserve(|at| at + SLOT).expect("room").publish();
    assert_eq!(ring.reserve(|at| at + 2 * SLOT).err(), Some(Full { tail: 1 }));
    ring.reserve(|at| at + SLOT).expect("room").publish();
    assert_eq!(ring.reserve(|at| at + 1).err(), Some(Full { tail: 1 }));
    drain.release(1);
    let mut third = ring.reserve(|at| at + SLOT).expect("room");
    third.fill(2 * SLOT, SLOT as usize, |bytes| bytes.fill(3));
    third.publish();
    let (head, tail) = drain.look(2, |head, tail| (head.len(), tail.to_vec()));
    assert_eq!((head, tail), (16, vec![3; 16]), "the second part has wrapped");
}

#[test]
fn a_reservation_that_is_dropped_abandons_the_ring() {
    let (ring, _drain) = ring(1, SLOT as u32, 0);
    drop(ring.reserve(|at| at).expect("nothing needs no room"));
    assert!(!ring.is_abandoned());
    drop(ring.reserve(|at| at + 1).expect("room"));
    assert!(ring.is_abandoned());
}

#[test]
#[should_panic(expected = "lies in two slots")]
fn bytes_of_two_slots_are_not_side_by_side() {
    let (ring, _drain) = ring(2, SLOT as u32, 0);
    let mut range = ring.reserve(|at| at + 20).expect("room");
    range.fill(10, 10, |_| ());
}

/// Four threads fill, one drains; every byte arrives, in the order reserved.
#[test]
fn threads_fill_and_one_drains() {
    const EACH: u64 = 5000;
    let (ring, mut drain) = ring(4, SLOT as u32, 0);
    let fillers = [1_u8, 2, 3, 4].map(|mark| {
        let ring = Arc::clone(&ring);
        thread::spawn(move || {
            let mut done = 0;
            while done < EACH {
                // A piece ends where its slot does.
                let end = |at: u64| (at + 7).min((at / SLOT + 1) * SLOT);
                match ring.reserve(end) {
                    Ok(mut range) => {
                        let (at, len) = (range.range().start, range.range().count());
                        range.fill(at, len, |bytes| bytes.fill(mark));
                        range.publish();
                        done += 1;
                    }
                    Err(Full { .. }) => thread::yield_now(),
                }
            }
        })
    });
    let mut pieces = [0_u64; 5];
    // Slots of 16 bytes are pieces of 7, 7 and 2.
    for _ in 0..EACH * 4 / 3 {
        while !drain.is_full_to(drain.next() + 1) {
            thread::yield_now();
        }
        drain.look(1, |slot, _| {
            for piece in [&slot[..7], &slot[7..14], &slot[14..]] {
                assert!(piece.iter().all(|byte| *byte == piece[0]), "{slot:?}");
                pieces[usize::from(piece[0])] += 1;
            }
        });
        drain.release(1);
    }
    let drained: u64 = pieces.iter().sum();
    assert_eq!(drained, EACH * 4 / 3 * 3);
    for filler in fillers {
        filler.join().expect("fillers do not panic");
    }
    assert!(pieces[0] == 0 && pieces[1..].iter().all(|count| *count >= EACH - 3), "{pieces:?}");
}
