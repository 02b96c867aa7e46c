//! Sessions on threads of their own, with a housekeeper, on real files.

use std::path::PathBuf;
use std::thread;

use jet_session::{Config, Durability, Environment, Instance, LogConfig, Term};
use jet_types::JetErr;

use crate::bench::{Change, Plain, Rows, User, check, create, rows, tree_of};

const SESSIONS: u32 = 6;
const TRANSACTIONS: u32 = 60;

/// Small files and little memory: logs roll, pages are written, the checkpoint moves.
fn config(dir: &std::path::Path) -> Config {
    let log = LogConfig {
        segments: 32,
        buffer_segments: 8,
        is_circular: true,
        checkpoint_depth: 128 << 10,
        ..LogConfig::in_folder(dir)
    };
    Config { cache_bytes: 64 << 12, log: Some(log), ..Config::default() }
}

fn begin(dir: &std::path::Path) -> Plain {
    let instance = Instance::within(Environment::real());
    instance.init(config(dir)).unwrap_or_else(|error| panic!("{error}"));
    instance
}

fn key(session: u32, number: u32) -> Vec<u8> {
    (number * SESSIONS + session).to_be_bytes().to_vec()
}

/// Each session inserts, and deletes every other row it has inserted before, and adds to one row
/// that all want.
fn work(user: &User<'_>, session: u32) -> (Rows, u32) {
    let (mut mine, mut refused) = (Rows::new(), 0);
    let all = u32::MAX.to_be_bytes().to_vec();
    for number in 0..TRANSACTIONS {
        user.begin();
        let data = vec![session as u8 + 1; 1 + (number as usize * 37) % 700];
        user.change(&Change::Insert(key(session, number), data.clone())).expect("nobody else's");
        mine.insert(key(session, number), data.clone());
        if number % 2 == 1 {
            user.change(&Change::Delete(key(session, number - 1))).expect("nobody else's");
            mine.remove(&key(session, number - 1));
        }
        if let Err(error) = user.change(&Change::Replace(all.clone(), data)) {
            assert_eq!(error.code(), JetErr::WRITE_CONFLICT);
            refused += 1;
        }
        let durability = if number % 3 == 0 { Durability::Durable } else { Durability::Lazy };
        user.commit(durability).expect("the disk lives");
        assert!(user.rows().len() >= mine.len());
    }
    (mine, refused)
}

#[test]
fn sessions_on_threads_keep_what_they_commit() {
    let dir = tempfile::TempDir::new().expect("a folder for temporary files");
    let path: PathBuf = dir.path().join("one.edb");
    let name = path.to_str().expect("text");
    let expected = {
        let instance = begin(dir.path());
        let (database, tree) = create(&instance, name);
        let first = User::new(&instance, &database, tree);
        first.begin();
        first.change(&Change::Insert(u32::MAX.to_be_bytes().to_vec(), vec![0])).expect("room");
        first.commit(Durability::Durable).expect("the disk lives");
        let done: Vec<_> = thread::scope(|scope| {
            let start = |session| {
                let (instance, database) = (&instance, &database);
                scope.spawn(move || work(&User::new(instance, database, tree), session))
            };
            let threads: Vec<_> = (0..SESSIONS).map(start).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        let mut expected = Rows::new();
        done.into_iter().for_each(|(mine, _)| expected.extend(mine));
        let mut found = first.rows();
        assert!(found.remove(u32::MAX.to_be_bytes().as_slice()).is_some());
        assert_eq!(found, expected);
        drop((first, database));
        let logs = std::fs::read_dir(dir.path()).expect("readable").count();
        assert!(logs < 12, "{logs} files: logs that are not needed are used again");
        assert!(instance.term(Term::Orderly).expect("nobody is in a transaction"));
        expected
    };
    let instance = begin(dir.path());
    let databases = instance.databases().expect("initialised");
    databases.attach(&path, 0).expect("clean");
    let database = databases.find(&path).expect("attached");
    let now = databases.engine().now();
    let mut found = {
        let cx = databases.read_cx(&database, &now).expect("room");
        let tree = tree_of(&cx);
        check(&cx, &tree, false);
        rows(&cx, &tree)
    };
    assert!(found.remove(u32::MAX.to_be_bytes().as_slice()).is_some());
    assert_eq!(found, expected);
}
