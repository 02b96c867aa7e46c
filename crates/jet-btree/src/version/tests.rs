//! The visibility and conflict tables, case by case and against a model.

use super::*;
use jet_types::TrxId;

const ROOM: usize = 1 << 20;

fn node(key: &[u8]) -> NodeId<'_> {
    NodeId { db: DbId(1), pgno_fdp: Pgno::new(31).expect("not 0"), objid: Objid(8), key, data: &[] }
}

fn begin(number: u32) -> (Arc<Transaction>, Snapshot) {
    let writer = Transaction::begin(TrxId(number));
    (Arc::clone(&writer), Snapshot { limit: TrxId(number), own: Some(writer) })
}

fn reader(limit: u32) -> Snapshot {
    Snapshot { limit: TrxId(limit), own: None }
}

fn change(kind: Kind) -> Change {
    match kind {
        Kind::Insert => Change::Insert,
        Kind::Replace => Change::Replace { before: b"old".as_slice().into() },
        Kind::FlagDelete => Change::FlagDelete,
        Kind::Delta => Change::Delta { offset: 4, by: 5, wide: false },
        Kind::Delta64 => Change::Delta { offset: 4, by: 5, wide: true },
        Kind::ReadLock => Change::ReadLock,
        Kind::WriteLock => Change::WriteLock,
        Kind::CreateTree => Change::CreateTree { users: None },
        Kind::DeleteTree => Change::DeleteTree,
    }
}

const KINDS: [Kind; 9] = [
    Kind::Insert,
    Kind::Replace,
    Kind::FlagDelete,
    Kind::Delta,
    Kind::Delta64,
    Kind::ReadLock,
    Kind::WriteLock,
    Kind::CreateTree,
    Kind::DeleteTree,
];

/// The table recorded from the real engine: only equal commuting kinds go together, and it makes
/// no difference whether the first updater has committed meanwhile.
#[test]
fn only_equal_commuting_kinds_share_a_node() {
    for committed in [false, true] {
        for first in KINDS {
            for second in KINDS {
                let store = VersionStore::new(ROOM, 4);
                let (other, mine) = (begin(8), begin(12));
                store.add(node(b"k"), &other.1, &other.0, change(first)).expect("first");
                if committed {
                    other.0.set_committed(TrxId(16));
                }
                let commutes = matches!(first, Kind::ReadLock | Kind::Delta | Kind::Delta64);
                let expected = commutes && first == second;
                let got = store.add(node(b"k"), &mine.1, &mine.0, change(second));
                assert_eq!(got.is_ok(), expected, "{first:?} then {second:?}, {committed}");
            }
        }
    }
}

#[test]
fn own_changes_never_conflict() {
    for first in KINDS {
        for second in KINDS {
            let store = VersionStore::new(ROOM, 4);
            let (trx, snapshot) = begin(8);
            store.add(node(b"k"), &snapshot, &trx, change(first)).expect("first");
            store.add(node(b"k"), &snapshot, &trx, change(second)).expect("second");
        }
    }
}

#[test]
fn commits_before_the_snapshot_do_not_conflict() {
    let store = VersionStore::new(ROOM, 4);
    let (old, mine) = (begin(4), begin(12));
    store.add(node(b"k"), &old.1, &old.0, change(Kind::Replace)).expect("first");
    old.0.set_committed(TrxId(8));
    assert!(store.may_change(node(b"k"), &mine.1, Kind::FlagDelete));
}

/// Both add, then one replaces: refused as long as the other's addition is not seen.
#[test]
fn a_replace_over_anothers_addition_conflicts() {
    let store = VersionStore::new(ROOM, 4);
    let (other, mine) = (begin(8), begin(12));
    store.add(node(b"k"), &other.1, &other.0, change(Kind::Delta)).expect("other adds");
    store.add(node(b"k"), &mine.1, &mine.0, change(Kind::Delta)).expect("mine adds");
    for committed in [false, true] {
        if committed {
            other.0.set_committed(TrxId(16));
        }
        assert!(!store.may_change(node(b"k"), &mine.1, Kind::Replace), "{committed}");
        assert!(store.may_change(node(b"k"), &mine.1, Kind::Delta), "{committed}");
    }
}

#[test]
fn a_rolled_back_winner_lets_the_loser_through() {
    let store = VersionStore::new(ROOM, 4);
    let (other, mine) = (begin(8), begin(12));
    let version = store.add(node(b"k"), &other.1, &other.0, Change::FlagDelete).expect("first");
    assert_eq!(
        store.add(node(b"k"), &mine.1, &mine.0, Change::FlagDelete).err(),
        Some(Refused::Conflict)
    );
    store.discard(&version);
    store.add(node(b"k"), &mine.1, &mine.0, Change::FlagDelete).expect("the way is free");
}

#[test]
fn readers_see_the_state_of_their_snapshot() {
    let store = VersionStore::new(ROOM, 4);
    let (trx, own) = begin(8);
    store.add(node(b"new"), &own, &trx, Change::Insert).expect("insert");
    store.add(node(b"gone"), &own, &trx, Change::FlagDelete).expect("delete");
    let first = Change::Replace { before: b"one".as_slice().into() };
    store.add(node(b"twice"), &own, &trx, first).expect("replace");
    let second = Change::Replace { before: b"two".as_slice().into() };
    store.add(node(b"twice"), &own, &trx, second).expect("replace");
    store.add(node(b"locked"), &own, &trx, Change::WriteLock).expect("lock");

    let check = |snapshot: &Snapshot, sees: bool| {
        let state = |key| store.see(node(key), snapshot);
        assert!(matches!((state(b"new"), sees), (Seen::Page, true) | (Seen::Absent, false)));
        assert!(matches!((state(b"gone"), sees), (Seen::Page, true) | (Seen::Alive, false)));
        match state(b"twice") {
            Seen::Page => assert!(sees),
            Seen::Before(version) => {
                assert_eq!((version.before_image(), sees), (&b"one"[..], false))
            }
            other => panic!("{other:?}"),
        }
        assert!(matches!(state(b"locked"), Seen::Page));
        assert!(matches!(state(b"untouched"), Seen::Page));
    };
    check(&own, true);
    check(&reader(12), false);
    check(&reader(UNCOMMITTED.get()), false);
    trx.set_committed(TrxId(16));
    check(&reader(12), false);
    check(&reader(18), true);
    check(&reader(UNCOMMITTED.get()), true);
}

/// A key deleted and inserted anew by one transaction: older snapshots still see the old data,
/// which only the replace half of the insertion remembers.
#[test]
fn a_reused_key_keeps_its_old_image() {
    let store = VersionStore::new(ROOM, 4);
    let (trx, own) = begin(8);
    store.add(node(b"k"), &own, &trx, Change::FlagDelete).expect("delete");
    store.add(node(b"k"), &own, &trx, Change::Insert).expect("insert");
    let half = Change::Replace { before: b"deleted row".as_slice().into() };
    store.add(node(b"k"), &own, &trx, half).expect("replace half");
    match store.see(node(b"k"), &reader(12)) {
        Seen::Before(version) => assert_eq!(version.before_image(), b"deleted row"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn unseen_additions_are_taken_out() {
    let store = VersionStore::new(ROOM, 4);
    let (a, b) = (begin(8), begin(12));
    store.add(node(b"k"), &a.1, &a.0, change(Kind::Delta)).expect("a adds 5");
    let by_b = Change::Delta { offset: 4, by: -2, wide: false };
    store.add(node(b"k"), &b.1, &b.0, by_b).expect("b takes 2");
    let elsewhere = Change::Delta { offset: 8, by: 100, wide: false };
    store.add(node(b"k"), &b.1, &b.0, elsewhere).expect("b adds elsewhere");
    assert_eq!(store.escrow_correction(node(b"k"), &a.1, 4), 2);
    assert_eq!(store.escrow_correction(node(b"k"), &b.1, 4), -5);
    assert_eq!(store.escrow_correction(node(b"k"), &reader(6), 4), -3);
    assert_eq!(store.escrow_correction(node(b"k"), &reader(6), 8), -100);
}

#[test]
fn the_store_refuses_what_does_not_fit_and_counts_exactly() {
    let store = VersionStore::new(1000, 4);
    let (trx, own) = begin(8);
    let mut made = Vec::new();
    let refused = loop {
        let change = Change::Replace { before: vec![0; 100].into() };
        match store.add(node(b"k"), &own, &trx, change) {
            Ok(version) => made.push(version),
            Err(refused) => break refused,
        }
    };
    assert_eq!(refused, Refused::Full);
    assert!(!made.is_empty() && store.bytes_used() <= store.bytes_max());
    for version in &made {
        store.discard(version);
    }
    assert_eq!(store.bytes_used(), 0);
    assert!(!store.has_versions(node(b"k")));
}

#[test]
fn clean_up_stops_at_the_first_transaction_somebody_needs() {
    let store = VersionStore::new(ROOM, 4);
    let queue = CleanupQueue::new();
    for (begin0, commit0, key) in [(4, 8, b"a"), (12, 16, b"b"), (20, 24, b"c")] {
        let (trx, own) = begin(begin0);
        let version = store.add(node(key), &own, &trx, Change::FlagDelete).expect("delete");
        trx.set_committed(TrxId(commit0));
        queue.push(TrxId(commit0), vec![version]);
    }
    let mut dead = Vec::new();
    assert_eq!(queue.clean(&store, TrxId(18), |node| dead.push(node.node().key.to_vec())), 1);
    assert_eq!(dead, [b"a", b"b"]);
    assert!(store.has_versions(node(b"c")) && !store.has_versions(node(b"a")));
    assert_eq!(queue.clean(&store, UNCOMMITTED, |_| {}), 0);
    assert_eq!(store.bytes_used(), 0);
}

/// Deleted, then inserted again by a later transaction: the node lives, so it is not dead.
#[test]
fn a_revived_node_is_not_dead() {
    let store = VersionStore::new(ROOM, 4);
    let queue = CleanupQueue::new();
    let (first, own) = begin(4);
    let version = store.add(node(b"k"), &own, &first, Change::FlagDelete).expect("delete");
    first.set_committed(TrxId(8));
    queue.push(TrxId(8), vec![version]);
    let (second, own) = begin(12);
    store.add(node(b"k"), &own, &second, Change::Insert).expect("insert");
    queue.clean(&store, TrxId(12), |node| panic!("{node:?} is alive"));
}

#[test]
fn the_wrap_of_the_counters_is_no_edge() {
    assert!(is_before(TrxId(0xFFFF_FFF0), TrxId(4)));
    assert!(!is_before(TrxId(4), TrxId(0xFFFF_FFF0)));
    assert!(is_before(TrxId(4), UNCOMMITTED) && !is_before(UNCOMMITTED, UNCOMMITTED));
    let store = VersionStore::new(ROOM, 4);
    let (trx, own) = begin(8);
    for _ in 0..100 {
        let version = store.add(node(b"k"), &own, &trx, Change::ReadLock).expect("lock");
        assert_eq!(version.id().0 % 2, 1, "ids are odd, so never 0");
    }
}
