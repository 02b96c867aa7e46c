//! A database from its creation to its end, and again.

use std::path::Path;

use jet_pager::DbState;
use jet_session::{Attached, DatabaseError, Durability, Term};
use jet_types::JetErr;

use crate::bench::{Change, Rows, User, config, create, disk, start, tree_of};

fn insert(key: u32) -> Change {
    Change::Insert(key.to_be_bytes().to_vec(), vec![key as u8; 40])
}

fn expected(keys: impl IntoIterator<Item = u32>) -> Rows {
    keys.into_iter().map(|key| (key.to_be_bytes().to_vec(), vec![key as u8; 40])).collect()
}

const PATH: &str = "/db/one.edb";

#[test]
fn what_is_committed_is_there_in_the_next_run() {
    let vfs = disk();
    {
        let instance = start(&vfs, config());
        let (database, tree) = create(&instance, PATH);
        let user = User::new(&instance, &database, tree);
        drop(database);
        user.begin();
        for key in 0..200 {
            user.change(&insert(key)).expect("room");
        }
        user.commit(Durability::Durable).expect("the log lives");
        user.begin();
        user.change(&insert(1000)).expect("room");
        user.change(&Change::Delete(7_u32.to_be_bytes().to_vec())).expect("it is there");
        user.change(&Change::Replace(8_u32.to_be_bytes().to_vec(), vec![1])).expect("it is there");
        let refused = user.change(&insert(9)).expect_err("it is there");
        assert_eq!(refused.code(), JetErr::KEY_DUPLICATE);
        user.rollback(true).expect("undone");
        assert_eq!(user.rows(), expected(0..200));
        drop(user);
        assert!(instance.term(Term::Orderly).expect("nobody is in a transaction"));
    }
    let instance = start(&vfs, config());
    let databases = instance.databases().expect("initialised");
    let Attached::Now(database) = databases.attach(Path::new(PATH), 0).expect("clean") else {
        panic!("it was not attached");
    };
    let tree = {
        let now = databases.engine().now();
        tree_of(&databases.read_cx(&database, &now).expect("room"))
    };
    let user = User::new(&instance, &database, tree);
    assert_eq!(user.rows(), expected(0..200));
    drop(user);
    drop(database);
    databases.detach(Path::new(PATH)).expect("nobody has it");
    let Attached::Now(database) = databases.attach_read_only(Path::new(PATH)).expect("clean")
    else {
        panic!("it was detached");
    };
    assert_eq!(database.db().header().state(), DbState::CleanShutdown);
    assert!(databases.write_cx(&database).is_none());
    drop(database);
    assert!(instance.term(Term::Abrupt).expect("nobody is in a transaction"));
}

#[test]
fn a_database_with_open_changes_stays_attached() {
    let vfs = disk();
    let instance = start(&vfs, config());
    let databases = instance.databases().expect("initialised");
    let (database, tree) = create(&instance, PATH);
    let user = User::new(&instance, &database, tree);
    drop(database);
    user.begin();
    user.change(&insert(1)).expect("room");
    let User { id, open, .. } = user;
    drop(open);
    let refused = databases.detach(Path::new(PATH)).expect_err("it has changes");
    assert!(matches!(refused, DatabaseError::InUse(_)), "{refused}");
    let refused = instance.term(Term::Orderly).expect_err("a transaction is open");
    assert_eq!(refused.code(), JetErr::TOO_MANY_ACTIVE_USERS);
    instance.end_session(id).expect("undone");
    databases.detach(Path::new(PATH)).expect("nobody has it");
    assert!(instance.term(Term::Orderly).expect("nobody is in a transaction"));
}
