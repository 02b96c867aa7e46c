//! All interleavings of a beginning snapshot with commits and with clean-up.

use super::*;
use jet_os::sync::{Arc, thread};

/// A snapshot begins while a commit is published and clean-up asks how far it may go: clean-up
/// must not forget a commit that the snapshot does not see. Fails without either fence.
#[test]
fn loom_clean_up_never_passes_a_snapshot() {
    loom::model(|| {
        let snapshots = Arc::new(Snapshots::new(TrxId(0), 1));
        let reader = {
            let snapshots = Arc::clone(&snapshots);
            thread::spawn(move || snapshots.begin_read_only(0).limit)
        };
        let trx = Transaction::begin(TrxId(4));
        let done: Result<_, ()> = snapshots.commit(&trx, |_| Ok(()));
        let number = done.expect("append works").0;
        snapshots.publish(number);
        let forgotten_before = snapshots.oldest_limit();
        let limit = reader.join().expect("model threads do not panic");
        assert!(!is_before(limit, forgotten_before), "{limit} used, {forgotten_before} forgotten");
    });
}

/// A snapshot that sees the later of two commits sees the number of the earlier one too: no
/// half of the commit order is ever visible.
#[test]
fn loom_a_snapshot_sees_a_prefix_of_the_commits() {
    loom::model(|| {
        let snapshots = Arc::new(Snapshots::new(TrxId(0), 1));
        let trx = [Transaction::begin(TrxId(4)), Transaction::begin(TrxId(8))];
        let committers = trx.clone().map(|trx| {
            let snapshots = Arc::clone(&snapshots);
            thread::spawn(move || {
                let done: Result<_, ()> = snapshots.commit(&trx, |_| Ok(()));
                let number = done.expect("append works").0;
                snapshots.publish(number);
                number
            })
        });
        let limit = snapshots.begin_read_only(0).limit;
        let seen = trx.each_ref().map(|trx| is_before(trx.commit0(), limit));
        let numbers = committers.map(|t| t.join().expect("model threads do not panic"));
        for (number, seen) in numbers.into_iter().zip(seen) {
            assert_eq!(is_before(number, limit), seen, "commit {number}, limit {limit}");
        }
    });
}
