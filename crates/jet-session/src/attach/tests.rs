//! Attaching, opening and detaching, on the database carried in the repository.

use super::*;
use crate::config::{Config, Environment};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/kv.edb")
}

fn databases(size: PageSize) -> Databases<u32> {
    let config = Config { page_size: size, cache_bytes: 1 << 20, ..Config::default() };
    let life = Arc::new(crate::lifecycle::Lifecycle::new()).share();
    let engine = Engine::start(Environment::real(), config, life).expect("without a log");
    Databases::new(engine)
}

#[test]
fn a_database_is_attached_once_and_detached_when_nobody_has_it() {
    let databases = databases(PageSize::KIB_4);
    let path = sample();
    let first = databases.attach_read_only(&path).expect("a clean database");
    let Attached::Now(database) = first else { panic!("it was not attached before") };
    assert_eq!((database.id(), database.is_read_only()), (DbId(1), true));
    let again = databases.attach_read_only(&path).expect("attached");
    assert!(matches!(again, Attached::Already(other) if other.id() == DbId(1)));
    let open = database.open(false).expect("nobody has it");
    drop(database);
    assert!(matches!(databases.detach(&path), Err(DatabaseError::InUse(_))));
    assert!(databases.find(&path).is_ok(), "it is still attached");
    drop(open);
    databases.detach(&path).expect("nobody has it any more");
    assert!(matches!(databases.detach(&path), Err(DatabaseError::NotAttached(_))));
    assert!(databases.list().is_empty());
}

#[test]
fn who_has_a_database_alone_keeps_others_out() {
    let databases = databases(PageSize::KIB_4);
    let path = sample();
    databases.attach_read_only(&path).expect("a clean database");
    let database = databases.find(&path).expect("attached");
    let mut one = database.open(false).expect("nobody has it");
    let two = database.open(false).expect("it is shared");
    assert!(matches!(database.open(true), Err(DatabaseError::InUse(_))));
    assert!(matches!(one.set_exclusive(true), Err(DatabaseError::InUse(_))));
    drop(two);
    one.set_exclusive(true).expect("nobody else has it");
    assert!(matches!(database.open(false), Err(DatabaseError::Locked(_))));
    drop(one);
    assert!(database.open(true).expect("nobody has it").is_exclusive());
}

#[test]
fn headers_are_checked_in_order() {
    let path = sample();
    let code = |error: DatabaseError| error.code();
    let other = databases(PageSize::KIB_8).attach_read_only(&path).map(drop);
    assert_eq!(other.map_err(code), Err(jet_types::JetErr::PAGE_SIZE_MISMATCH));
    let missing = databases(PageSize::KIB_4).attach_read_only(Path::new("no such file")).map(drop);
    assert_eq!(missing.map_err(code), Err(jet_types::JetErr::FILE_NOT_FOUND));
    let folder = path.parent().expect("it has one");
    let no_file = databases(PageSize::KIB_4).attach_read_only(folder).map(drop);
    assert!(no_file.is_err());
}

#[test]
fn six_databases_fit() {
    let dir = tempfile::TempDir::new().expect("a folder for temporary files");
    let databases = databases(PageSize::KIB_4);
    for number in 0..=DATABASES_MAX {
        let path = dir.path().join(format!("{number}.edb"));
        std::fs::copy(sample(), &path).expect("room for temporary files");
        let attached = databases.attach_read_only(&path).map(drop);
        let code = attached.map_err(|error| error.code());
        let full = Err(jet_types::JetErr::TOO_MANY_ATTACHED_DATABASES);
        assert_eq!(code, if number < DATABASES_MAX { Ok(()) } else { full });
    }
    databases.detach_all().expect("nobody has them open");
    assert!(databases.list().is_empty());
}
