//! What is refused, what fails, and what goes on afterwards.

use std::path::Path;

use jet_btree::BtreeError;
use jet_os::Vfs;
use jet_os::vfs::sim::Fault;
use jet_session::{Attached, Config, CreateError, Durability, SessionError, Term, Wait};
use jet_types::JetErr;

use crate::bench::{Change, Rows, User, config, create, disk, rows, small, start, tree_of};

const PATH: &str = "/db/one.edb";

fn insert(key: u32) -> Change {
    Change::Insert(key.to_be_bytes().to_vec(), vec![7; 30])
}

fn little() -> Config {
    Config { version_bytes: 64 << 10, ..config() }
}

/// Inserts, each in a transaction, from `first` on until one is refused. Gives how many were not.
fn insert_until_full(user: &User<'_>, first: u32) -> u32 {
    for number in 0..10_000 {
        user.begin();
        let done = user.change(&insert(first + number));
        user.commit(Durability::Lazy).expect("the disk lives");
        if let Err(error) = done {
            assert_eq!(error.code(), JetErr::VERSION_STORE_OUT_OF_MEMORY);
            return number;
        }
    }
    10_000
}

#[test]
fn a_transaction_that_fills_the_version_store_can_be_rolled_back() {
    let vfs = disk();
    let instance = start(&vfs, little());
    let (database, tree) = create(&instance, PATH);
    let user = User::new(&instance, &database, tree);
    user.begin();
    let full = (0..10_000).find_map(|key| user.change(&insert(key)).err().map(|e| (key, e.code())));
    let (count, code) = full.expect("64 KiB are few");
    assert_eq!(code, JetErr::VERSION_STORE_OUT_OF_MEMORY);
    assert_eq!(user.rows().len() as u32, count, "what was refused was not done");
    user.rollback(true).expect("rolling back needs no versions");
    assert_eq!(user.rows(), Rows::new());
    user.begin();
    user.change(&insert(1)).expect("there is room again");
    user.commit(Durability::Durable).expect("the disk lives");
}

#[test]
fn an_old_snapshot_pins_the_version_store() {
    let vfs = disk();
    let instance = start(&vfs, little());
    let engine = instance.engine().expect("initialised");
    let (database, tree) = create(&instance, PATH);
    let (old, user) =
        (User::new(&instance, &database, tree), User::new(&instance, &database, tree));
    assert_eq!(engine.pin(), None);
    assert_eq!(insert_until_full(&user, 0), 10_000, "versions that nobody needs make room");
    old.begin();
    let before = old.rows();
    assert!(insert_until_full(&user, 20_000) < 10_000);
    let pin = engine.pin().expect("somebody holds it");
    assert_eq!(u32::from(pin.procid.get()), old.id.parts().0 + 1);
    assert_eq!(old.rows(), before, "its snapshot is whole");
    old.rollback(true).expect("nothing to undo");
    assert_eq!(insert_until_full(&user, 40_000), 10_000);
}

#[test]
fn who_may_not_write_is_told_why() {
    let vfs = disk();
    let instance = start(&vfs, config());
    let (database, tree) = create(&instance, PATH);
    let user = User::new(&instance, &database, tree);
    let code = |change| user.change(&change).expect_err("refused").code();
    assert_eq!(code(insert(1)), JetErr::NOT_IN_TRANSACTION);
    user.with(|seat| instance.begin(user.id, &mut seat.session, true)).expect("room");
    assert_eq!(code(insert(1)), JetErr::TRANS_READ_ONLY);
    assert_eq!(user.rows(), Rows::new());
    user.commit(Durability::Durable).expect("nothing to commit");
    let refused = user.commit(Durability::Durable).expect_err("there is none");
    assert_eq!(refused.code(), JetErr::NOT_IN_TRANSACTION);
}

#[test]
fn lazy_commits_can_be_waited_for() {
    let vfs = disk();
    let instance = start(&vfs, config());
    let engine = instance.engine().expect("initialised");
    let (database, tree) = create(&instance, PATH);
    let user = User::new(&instance, &database, tree);
    for (number, wait) in [Wait::Last, Wait::All, Wait::NewLog].into_iter().enumerate() {
        user.begin();
        user.change(&insert(number as u32)).expect("room");
        let ops = vfs.ops();
        user.commit(Durability::Lazy).expect("the disk lives");
        assert_eq!(vfs.ops(), ops, "a lazy commit does not touch the disk");
        let before = engine.durable();
        user.with(|seat| engine.wait(&seat.session, wait)).expect("the disk lives");
        assert!(engine.durable() > before);
    }
    assert_eq!(engine.durable().sector, 1, "a new generation");
}

#[test]
fn a_log_that_fails_is_the_end_until_the_next_start() {
    for fault in [Fault::Io, Fault::DiskFull, Fault::LostSync(3)] {
        let vfs = disk();
        {
            let instance = start(&vfs, config());
            let (database, tree) = create(&instance, PATH);
            let user = User::new(&instance, &database, tree);
            user.begin();
            user.change(&insert(1)).expect("room");
            user.commit(Durability::Durable).expect("the disk lives");
            user.begin();
            user.change(&insert(2)).expect("room");
            // The write of the log, then its sync.
            let at = vfs.ops() + u64::from(matches!(fault, Fault::LostSync(_)));
            vfs.inject(at, fault);
            assert!(user.commit(Durability::Durable).is_err());
            let refused = instance.enter(user.id, true).expect_err("unavailable");
            let expected = match fault {
                Fault::DiskFull => JetErr::INSTANCE_UNAVAILABLE_DUE_TO_FATAL_LOG_DISK_FULL,
                _ => JetErr::INSTANCE_UNAVAILABLE,
            };
            assert_eq!(refused.code(), expected);
            assert!(!instance.term(Term::Orderly).expect("it ends"), "not a clean end");
        }
        let instance = start(&vfs, config());
        let databases = instance.databases().expect("initialised");
        databases.attach(Path::new(PATH), 0).expect("recovered");
        let database = databases.find(Path::new(PATH)).expect("attached");
        let now = databases.engine().now();
        let cx = databases.read_cx(&database, &now).expect("room");
        let found = rows(&cx, &tree_of(&cx));
        assert!(found.contains_key(&1_u32.to_be_bytes()[..]), "{fault:?}: it was acknowledged");
        assert!(found.len() <= 2);
    }
}

#[test]
fn a_database_that_cannot_be_filled_leaves_no_trace() {
    let vfs = disk();
    let instance = start(&vfs, config());
    let databases = instance.databases().expect("initialised");
    let refused = databases.create(Path::new(PATH), small(), |_, _| Err(BtreeError::WriteConflict));
    assert!(matches!(refused, Err(CreateError::Fill(BtreeError::WriteConflict))));
    assert!(!vfs.exists(Path::new(PATH)).expect("readable"));
    let (database, tree) = create(&instance, PATH);
    assert_eq!(database.id().get(), 1, "its number is free again");
    let again = databases.create(Path::new(PATH), small(), |_, _| Ok::<_, BtreeError>(()));
    let Err(CreateError::Database(error)) = again else { panic!("it is there") };
    assert_eq!(error.code(), JetErr::DATABASE_DUPLICATE);
    let already = databases.attach(Path::new(PATH), 0).expect("it is attached");
    assert!(matches!(already, Attached::Already(_)));
    drop(already);
    let user = User::new(&instance, &database, tree);
    user.begin();
    user.change(&insert(1)).expect("room");
    user.commit(Durability::Durable).expect("the disk lives");
    drop((user, database));
    // As a crash would: recovery meets the creation that failed, and the one that did not.
    assert!(!instance.term(Term::Dirty).expect("it ends"));
    let instance = start(&vfs, config());
    let databases = instance.databases().expect("initialised");
    databases.attach(Path::new(PATH), 0).expect("recovered");
    let database = databases.find(Path::new(PATH)).expect("attached");
    let now = databases.engine().now();
    let cx = databases.read_cx(&database, &now).expect("room");
    assert_eq!(rows(&cx, &tree_of(&cx)).len(), 1);
}

#[test]
fn without_a_log_a_database_is_clean_after_an_orderly_end() {
    let vfs = disk();
    let plain = || Config { log: None, ..config() };
    {
        let instance = start(&vfs, plain());
        let (database, tree) = create(&instance, PATH);
        let user = User::new(&instance, &database, tree);
        user.begin();
        (0..500).for_each(|key| user.change(&insert(key)).expect("room"));
        user.commit(Durability::Durable).expect("the disk lives");
        user.begin();
        user.change(&insert(1000)).expect("room");
        user.rollback(true).expect("undone");
        drop((user, database));
        assert!(instance.term(Term::Orderly).expect("it ends"));
    }
    let instance = start(&vfs, plain());
    let databases = instance.databases().expect("initialised");
    databases.attach(Path::new(PATH), 0).expect("clean");
    let database = databases.find(Path::new(PATH)).expect("attached");
    let now = databases.engine().now();
    let cx = databases.read_cx(&database, &now).expect("room");
    assert_eq!(rows(&cx, &tree_of(&cx)).len(), 500);
    assert_eq!(vfs.list(Path::new("/db")).expect("readable"), ["one.edb"], "no log");
    drop(database);
    assert!(!instance.term(Term::Dirty).expect("it ends"));
    let instance = start(&vfs, plain());
    let refused = instance.databases().expect("initialised").attach(Path::new(PATH), 0);
    let error = refused.map(drop).expect_err("it was not closed");
    assert_eq!(error.code(), JetErr::DATABASE_DIRTY_SHUTDOWN);
}

#[test]
fn folders_that_are_missing_are_told_apart() {
    let vfs = disk();
    let mut config = config();
    if let Some(log) = &mut config.log {
        log.dir = "/nowhere".into();
    }
    let instance = crate::bench::Plain::within(crate::bench::environment(&vfs));
    let error = instance.init(config.clone()).expect_err("there is no such folder");
    assert_eq!(error.code(), JetErr::INVALID_LOG_DIRECTORY);
    let refused = instance.begin_session().expect_err("it is over");
    assert_eq!(refused, SessionError::TermInProgress);
    if let Some(log) = &mut config.log {
        log.makes_folders = true;
    }
    assert!(start(&vfs, config).term(Term::Orderly).expect("it ends"));
}
