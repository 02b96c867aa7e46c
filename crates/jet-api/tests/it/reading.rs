//! Databases of the reference engine, read by the JET functions: every index there and back, every
//! entry sought, and what refuses.

use std::path::Path;

use jet_api::bookmark::Place;
use jet_api::handle::{DBID_NIL, SESID_NIL, TABLEID_NIL};
use jet_api::navigate::{MOVE_FIRST, MOVE_LAST};
use jet_api::param::ParamValue;
use jet_api::{Dbid, Engine, JetInstance, Reader, ReaderOptions, Result, Sesid, Tableid};
use jet_types::JetErr;
use jet_types::grbit::{
    AttachDatabase, DetachDatabase, IndexRange, MakeKey, Move, OpenDatabase, OpenTable, Retrieve,
    Seek, SetCurrentIndex,
};
use jet_types::param::ParamId;
use serde_json::Value;

/// A database open in a session.
pub struct Open {
    pub engine: Engine,
    pub instance: JetInstance,
    pub sesid: Sesid,
    pub dbid: Dbid,
    pub path: String,
}

impl Open {
    /// Attaches and opens a file read-only.
    pub fn new(path: &Path) -> Self {
        let reader = Reader::open(path, &ReaderOptions::default()).expect("a sound header");
        let engine = Engine::new();
        let size = u64::from(reader.header().page_size.get());
        for (id, value) in [
            (ParamId::DATABASE_PAGE_SIZE, ParamValue::Number(size)),
            (ParamId::RECOVERY, ParamValue::Text("off".to_owned())),
        ] {
            let set = engine.set_system_parameter(None, SESID_NIL, id.0, value);
            set.expect("in range");
        }
        let mut instance = engine.create_instance(Some("reading")).expect("room");
        engine.init(Some(&mut instance)).expect("a new instance");
        let (mut sesid, mut dbid) = (SESID_NIL, DBID_NIL);
        engine.begin_session(instance, Some(&mut sesid)).expect("room");
        let path = path.to_str().expect("a temporary path").to_owned();
        let attached = engine.attach_database(sesid, Some(&path), 0, AttachDatabase::READ_ONLY);
        assert_eq!(code(attached), JetErr::SUCCESS, "{path}");
        let read_only = OpenDatabase::READ_ONLY;
        let opened = engine.open_database(sesid, Some(&path), Some(&mut dbid), read_only);
        assert_eq!(code(opened), JetErr::SUCCESS, "{path}");
        Self { engine, instance, sesid, dbid, path }
    }

    /// Opens a cursor.
    pub fn table(&self, name: &str) -> Tableid {
        let mut tableid = TABLEID_NIL;
        let place = Some(&mut tableid);
        let grbit = OpenTable::READ_ONLY;
        let opened = self.engine.open_table(self.sesid, self.dbid, Some(name), place, grbit);
        opened.expect("the table is there");
        tableid
    }

    fn go(&self, tableid: Tableid, rows: i32) -> bool {
        match self.engine.move_cursor(self.sesid, tableid, rows, Move::empty()) {
            Ok(()) => true,
            Err(error) if error.code() == JetErr::NO_CURRENT_RECORD => false,
            Err(error) => panic!("{error}"),
        }
    }

    /// Key and primary key of the current entry, in hexadecimal.
    fn entry(&self, tableid: Tableid) -> [String; 2] {
        let (mut key, mut bookmark) = (vec![0; 2048], vec![0; 2048]);
        let mut place = Place::new(Some(&mut key));
        let told = self.engine.retrieve_key(self.sesid, tableid, &mut place, Retrieve::empty());
        assert_eq!(code(told), JetErr::SUCCESS);
        let key_len = place.actual.expect("told");
        let mut place = Place::new(Some(&mut bookmark));
        self.engine.get_bookmark(self.sesid, tableid, &mut place).expect("on a record");
        let len = place.actual.expect("told");
        [hex::encode(&key[..key_len]), hex::encode(&bookmark[..len])]
    }

    fn seek(&self, tableid: Tableid, key: &str, grbit: Seek) -> JetErr {
        let key = hex::decode(key).expect("hexadecimal");
        let make = self.engine.make_key(
            self.sesid,
            tableid,
            Some(&key),
            key.len(),
            MakeKey::NORMALIZED_KEY,
        );
        make.expect("not too long");
        code(self.engine.seek(self.sesid, tableid, grbit))
    }
}

/// The code of a call, warnings included.
pub fn code(result: Result<JetErr>) -> JetErr {
    result.unwrap_or_else(|error| error.code())
}

/// Golden databases that were closed properly, with what was listed of them.
pub fn each_golden(mut check: impl FnMut(&str, &Path, &Value)) {
    let mut checked = 0;
    for case in jet_testkit::golden_cases("") {
        if case.starts_with(['f', 'g', 'h', 'i']) {
            continue; // Of logs and damage, which other tests look at.
        }
        let (_dir, root) = jet_testkit::golden(&case);
        let path = root.join("db/t.edb");
        let manifest = jet_testkit::manifest(&root);
        if manifest["expected"]["tables"].is_array() && path.is_file() {
            check(&case, &path, &manifest["expected"]);
            checked += 1;
        }
    }
    assert!(jet_testkit::shared().is_none() || checked >= 10, "{checked} databases");
}

#[test]
fn every_index_is_walked_and_every_entry_sought() {
    let mut sought = 0;
    each_golden(|case, path, expected| {
        let open = Open::new(path);
        for table in expected["tables"].as_array().expect("tables") {
            let tableid = open.table(table["name"].as_str().expect("a name"));
            let Some(indexes) = table["index_entries"].as_object() else { continue };
            for (index, listed) in indexes {
                sought += one_index(&open, tableid, index, listed, &format!("{case}, {index}"));
            }
            open.engine.close_table(open.sesid, tableid).expect("open");
        }
        open.engine.term(open.instance, 0).expect("nothing is left");
    });
    assert!(jet_testkit::shared().is_none() || sought > 5_000, "{sought} entries");
}

/// Walks an index, looks for what is listed of it, and counts that.
fn one_index(open: &Open, tableid: Tableid, index: &str, listed: &Value, place: &str) -> usize {
    let (engine, sesid) = (&open.engine, open.sesid);
    let first = SetCurrentIndex::MOVE_FIRST;
    engine.set_current_index(sesid, tableid, Some(index), None, first, 1).expect("it is there");
    let mut count = 0;
    engine.index_record_count(sesid, tableid, &mut count, 0).unwrap_or_default();
    let mut there = Vec::new();
    let mut moved = open.go(tableid, MOVE_FIRST);
    while moved {
        there.push(open.entry(tableid));
        moved = open.go(tableid, 1);
    }
    assert_eq!((listed["count"].as_u64(), count), (Some(there.len() as u64), there.len() as u64));
    let mut back = there.iter().rev();
    moved = open.go(tableid, MOVE_LAST);
    while moved {
        assert_eq!(Some(&open.entry(tableid)), back.next(), "{place}");
        moved = open.go(tableid, -1);
    }
    assert_eq!(back.next(), None, "{place}");
    let entries = listed["entries"].as_array().map_or(&[][..], Vec::as_slice);
    for (entry, found) in entries.iter().zip(&there) {
        assert_eq!(entry[0], found[0], "{place}");
        assert!(entry[1] == "=" || entry[1] == found[1], "{place}");
        if open.seek(tableid, &found[0], Seek::EQ) != JetErr::SUCCESS {
            // Keys as long as a key may be are not sought whole.
            assert!(found[0].len() >= 2 * 255, "{place}: {}", found[0]);
            continue;
        }
        assert_eq!(open.entry(tableid)[0], found[0], "{place}");
        let bookmark = hex::decode(&found[1]).expect("hexadecimal");
        match engine.goto_bookmark(sesid, tableid, Some(&bookmark)) {
            // Unicode keys of these databases are of another library than Windows'.
            Err(error) if error.code() == JetErr::UNICODE_NORMALIZATION_NOT_SUPPORTED => continue,
            result => result.expect("it is there"),
        }
        let mut place_of = Place::default();
        let told = engine.get_bookmark(sesid, tableid, &mut place_of);
        assert_eq!(told.expect_err("no room").code(), JetErr::BUFFER_TOO_SMALL);
        assert_eq!(place_of.actual, Some(bookmark.len()), "{place}");
    }
    entries.len()
}

/// One call on a cursor.
type OnCursor = (&'static str, fn(&Engine, Sesid, Tableid) -> JetErr);

const ON_CURSOR: &[OnCursor] = &[
    ("JetMove", |e, s, t| code(e.move_cursor(s, t, 0, Move::empty()).map(|()| JetErr::SUCCESS))),
    ("JetMakeKey", |e, s, t| {
        code(e.make_key(s, t, Some(&[1]), 1, MakeKey::NORMALIZED_KEY).map(|()| JetErr::SUCCESS))
    }),
    ("JetSeek", |e, s, t| code(e.seek(s, t, Seek::EQ))),
    ("JetSetIndexRange", |e, s, t| {
        code(e.set_index_range(s, t, IndexRange::REMOVE).map(|()| JetErr::SUCCESS))
    }),
    ("JetIndexRecordCount", |e, s, t| {
        code(e.index_record_count(s, t, &mut 0, 0).map(|()| JetErr::SUCCESS))
    }),
    ("JetGetBookmark", |e, s, t| {
        code(e.get_bookmark(s, t, &mut Place::default()).map(|()| JetErr::SUCCESS))
    }),
    ("JetGotoBookmark", |e, s, t| {
        code(e.goto_bookmark(s, t, Some(&[1])).map(|()| JetErr::SUCCESS))
    }),
    ("JetRetrieveKey", |e, s, t| {
        code(e.retrieve_key(s, t, &mut Place::default(), Retrieve::empty()))
    }),
    ("JetRetrieveColumns", |e, s, t| code(e.retrieve_columns(s, t, &mut []))),
    ("JetDupCursor", |e, s, t| {
        code(e.dup_cursor(s, t, Some(&mut Tableid(0))).map(|()| JetErr::SUCCESS))
    }),
    ("JetGetCurrentIndex", |e, s, t| code(e.get_current_index(s, t, Some(&mut [0; 64])))),
    ("JetCloseTable", |e, s, t| code(e.close_table(s, t).map(|()| JetErr::SUCCESS))),
];

#[test]
fn handles_are_checked_first_in_order() {
    if jet_testkit::shared().is_none() {
        return;
    }
    let (_dir, root) = jet_testkit::golden("c_index_8k");
    let open = Open::new(&root.join("db/t.edb"));
    let engine = &open.engine;
    let tables = jet_testkit::manifest(&root)["expected"]["tables"].clone();
    let name = tables[0]["name"].as_str().expect("a name");
    let (mine, closed) = (open.table(name), open.table(name));
    engine.close_table(open.sesid, closed).expect("open");
    let (mut other, mut ended) = (SESID_NIL, SESID_NIL);
    engine.begin_session(open.instance, Some(&mut other)).expect("room");
    engine.begin_session(open.instance, Some(&mut ended)).expect("room");
    engine.end_session(ended).expect("it lives");
    let check = |after_stop: JetErr| {
        for (name, call) in ON_CURSOR {
            for (sesid, tableid, expected) in [
                (ended, mine, JetErr::INVALID_SESID),
                (SESID_NIL, TABLEID_NIL, JetErr::INVALID_SESID),
                (Sesid(mine.0), mine, JetErr::INVALID_SESID),
                (open.sesid, closed, JetErr::INVALID_TABLE_ID),
                (open.sesid, Tableid(0), JetErr::INVALID_TABLE_ID),
                (open.sesid, Tableid(open.sesid.0), JetErr::INVALID_TABLE_ID),
                (other, mine, JetErr::SESID_TABLE_ID_MISMATCH),
            ] {
                assert_eq!(call(engine, sesid, tableid), expected, "{name}");
            }
            if after_stop != JetErr::SUCCESS && *name != "JetCloseTable" {
                assert_eq!(call(engine, open.sesid, mine), after_stop, "{name}");
            }
        }
    };
    check(JetErr::SUCCESS);
    engine.stop_service_instance(open.instance).expect("it runs");
    check(JetErr::CLIENT_REQUEST_TO_STOP_JET_SERVICE);
    engine.close_table(open.sesid, mine).expect("a stop lets it pass");
}

#[test]
fn databases_are_opened_and_closed_as_often_as_they_were() {
    if jet_testkit::shared().is_none() {
        return;
    }
    let (_dir, root) = jet_testkit::golden("a_empty_8k");
    let open = Open::new(&root.join("db/t.edb"));
    let (engine, path) = (&open.engine, Some(open.path.as_str()));
    let mut dbid = DBID_NIL;
    let mut reopen = |grbit| {
        let opened = engine.open_database(open.sesid, path, Some(&mut dbid), grbit);
        (code(opened), dbid)
    };
    assert_eq!(reopen(OpenDatabase::READ_ONLY), (JetErr::SUCCESS, open.dbid));
    assert_eq!(reopen(OpenDatabase::empty()), (JetErr::WRN_FILE_OPEN_READ_ONLY, open.dbid));
    let attach = |grbit| code(engine.attach_database(open.sesid, path, 0, grbit));
    assert_eq!(attach(AttachDatabase::READ_ONLY), JetErr::WRN_DATABASE_ATTACHED);
    let both = AttachDatabase::READ_ONLY | AttachDatabase::DELETE_UNICODE_INDEXES;
    assert_eq!(attach(both), JetErr::INVALID_GRBIT);
    let detach = |grbit| {
        let result = engine.detach_database(open.sesid, path, grbit);
        code(result.map(|()| JetErr::SUCCESS))
    };
    assert_eq!(detach(DetachDatabase::FORCE_DETACH), JetErr::FORCE_DETACH_NOT_ALLOWED);
    engine.begin_transaction(open.sesid, 0).expect("no level");
    assert_eq!(attach(AttachDatabase::READ_ONLY), JetErr::IN_TRANSACTION);
    assert_eq!(detach(DetachDatabase::empty()), JetErr::IN_TRANSACTION);
    engine.rollback(open.sesid, 0).expect("a level");
    let tableid = open.table("MSysObjects");
    for expected in [JetErr::DATABASE_IN_USE; 3] {
        assert_eq!(detach(DetachDatabase::empty()), expected);
        engine.close_database(open.sesid, open.dbid).expect("open");
    }
    let closed = engine.close_database(open.sesid, open.dbid).map(|()| JetErr::SUCCESS);
    assert_eq!(code(closed), JetErr::INVALID_DATABASE_ID);
    let gone = engine.close_table(open.sesid, tableid).map(|()| JetErr::SUCCESS);
    assert_eq!(code(gone), JetErr::INVALID_TABLE_ID);
    assert_eq!(detach(DetachDatabase::empty()), JetErr::SUCCESS);
    assert_eq!(detach(DetachDatabase::empty()), JetErr::DATABASE_NOT_FOUND);
}
