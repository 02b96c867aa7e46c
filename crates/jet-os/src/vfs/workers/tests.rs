//! Jobs run once, in order when inline, and their panics reach whoever waits.

use super::*;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[test]
fn inline_jobs_are_over_when_submitted() {
    let workers = Workers::inline();
    let order = Arc::new(Mutex::new(Vec::new()));
    for number in 0..3 {
        let order = Arc::clone(&order);
        let ticket = workers.submit(move || order.lock().push(number));
        assert!(ticket.is_done());
    }
    assert_eq!(*order.lock(), [0, 1, 2]);
}

#[test]
fn results_come_back_by_ticket() {
    let workers = Workers::new(2);
    let tickets: Vec<_> = (0..20_u32).map(|number| workers.submit(move || number * 2)).collect();
    let results: Vec<u32> = tickets.into_iter().map(Ticket::wait).collect();
    assert_eq!(results, (0..20).map(|number| number * 2).collect::<Vec<_>>());
}

#[test]
fn the_end_waits_for_all_jobs() {
    let count = Arc::new(AtomicU32::new(0));
    let workers = Workers::new(2);
    for _ in 0..50 {
        let count = Arc::clone(&count);
        workers.submit(move || count.fetch_add(1, Relaxed));
    }
    drop(workers);
    assert_eq!(count.load(Relaxed), 50);
}

#[test]
#[should_panic(expected = "the disk is on fire")]
fn a_panic_reaches_whoever_waits() {
    let workers = Workers::new(1);
    let ticket = workers.submit(|| panic!("the disk is on fire"));
    let after = workers.submit(|| 1);
    assert_eq!(after.wait(), 1, "the worker lives on");
    ticket.wait()
}
