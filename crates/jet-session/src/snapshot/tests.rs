//! Numbers and limits, single-threaded.

use super::*;

fn commit(snapshots: &Snapshots, trx: &Transaction) -> TrxId {
    let done: Result<_, ()> = snapshots.commit(trx, |_| Ok(()));
    done.expect("append works").0
}

#[test]
fn numbers_grow_by_four_and_readers_fit_between() {
    let snapshots = Snapshots::new(TrxId(0), 3);
    let first = snapshots.begin(0);
    assert_eq!(first.begin0, TrxId(4));
    assert_eq!(snapshots.begin_read_only(1).begin0, TrxId(6));
    assert_eq!(snapshots.begin(2).begin0, TrxId(8));
    assert_eq!(commit(&snapshots, &Transaction::begin(first.begin0)), TrxId(12));
}

#[test]
fn a_commit_is_seen_once_published_and_not_before() {
    let snapshots = Snapshots::new(TrxId(0), 2);
    let trx = Transaction::begin(snapshots.begin(0).begin0);
    let number = commit(&snapshots, &trx);
    let during = snapshots.begin(1).limit;
    assert!(!is_before(number, during));
    snapshots.end(1);
    snapshots.publish(number);
    assert!(is_before(number, snapshots.begin(1).limit));
}

#[test]
fn publishing_a_commit_publishes_those_before_it() {
    let snapshots = Snapshots::new(TrxId(0), 1);
    let first = commit(&snapshots, &Transaction::begin(TrxId(4)));
    let second = commit(&snapshots, &Transaction::begin(TrxId(8)));
    snapshots.publish(second);
    assert!(is_before(first, snapshots.current_limit()));
    snapshots.publish(first);
    assert!(is_before(second, snapshots.current_limit()), "published never falls");
}

#[test]
fn the_oldest_snapshot_is_named() {
    let snapshots = Snapshots::new(TrxId(0), 3);
    assert_eq!(snapshots.oldest_slot(), None);
    let pinned = snapshots.begin_read_only(2).limit;
    let number = commit(&snapshots, &Transaction::begin(TrxId(4)));
    snapshots.publish(number);
    snapshots.begin(0);
    assert_eq!((snapshots.oldest_limit(), snapshots.oldest_slot()), (pinned, Some(2)));
    snapshots.end(2);
    assert_eq!(snapshots.oldest_slot(), Some(0));
    assert!(is_before(number, snapshots.oldest_limit()));
}

#[test]
fn a_failed_append_leaves_the_transaction_open() {
    let snapshots = Snapshots::new(TrxId(0), 1);
    let trx = Transaction::begin(TrxId(4));
    assert_eq!(snapshots.commit(&trx, |_| Err::<(), _>("disk full")), Err("disk full"));
    assert_eq!(trx.commit0(), UNCOMMITTED);
}

#[test]
fn the_counter_may_wrap() {
    let snapshots = Snapshots::new(TrxId(0xFFFF_FFF0), 2);
    for _ in 0..8 {
        let begun = snapshots.begin(0);
        let number = commit(&snapshots, &Transaction::begin(begun.begin0));
        assert!(is_before(begun.limit, number));
        snapshots.end(0);
        snapshots.publish(number);
        assert!(is_before(number, snapshots.current_limit()));
    }
}
