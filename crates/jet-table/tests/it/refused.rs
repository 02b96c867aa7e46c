//! Why rows are not written, each by its true reason; and that nothing has changed then.

use jet_btree::{WriteCx, Writer};
use jet_table::cursor::{Cursor, Travel};
use jet_table::retrieve::{Target, Wanted};
use jet_table::table::{Access, Table};
use jet_table::{LongValueAccess, Prepare, Setting, TableError, Writing};
use jet_types::grbit::{Retrieve, SetColumn};
use jet_types::{ColumnId, JetErr};

use crate::writer::{Bench, new_long_values};

fn id(cursor: &Cursor, name: &str) -> ColumnId {
    let schema = cursor.schema();
    schema.column_id(schema.column(name).expect("there"))
}

fn set(cursor: &mut Cursor, name: &str, value: &[u8]) -> Result<(), TableError> {
    let setting = Setting::first(id(cursor, name));
    cursor.set_column(None, &setting, Some(value)).map(drop)
}

fn get(bench: &Bench, writer: &Writer, cursor: &mut Cursor, name: &str) -> Vec<u8> {
    let mut value = Vec::new();
    let (cx, column) = (bench.cx(), id(cursor, name));
    let reader = cx.reader(writer.snapshot());
    cursor.retrieve(&reader, &Wanted::first(column), Target::Append(&mut value)).expect("there");
    value
}

fn first(bench: &Bench, writer: &Writer, cursor: &mut Cursor) {
    let cx = bench.cx();
    cursor.travel(&cx.reader(writer.snapshot()), Travel::First, false).expect("a row");
}

fn code<T>(result: Result<T, TableError>) -> JetErr {
    result.err().expect("refused").code()
}

/// Inserts a row with some columns set.
fn insert(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    cursor: &mut Cursor,
    values: &[(&str, &[u8])],
) -> Result<(), TableError> {
    cursor.prepare(cx, writer, Prepare::Insert, true)?;
    for (name, value) in values {
        let setting = Setting::first(id(cursor, name));
        let mut new_tree = |table: &Table| new_long_values(cx, table);
        let access = LongValueAccess { cx, writer: &mut *writer, new_tree: &mut new_tree };
        cursor.set_column(Some(access), &setting, Some(value))?;
    }
    cursor.update(cx, writer, Writing::default()).map(drop)
}

#[test]
fn updates_go_in_order() {
    if jet_testkit::shared().is_none() {
        return;
    }
    let mut bench = Bench::golden("b_types_4k");
    let mut cursor = bench.cursor("t_special");
    let mut writer = bench.begin();
    let cx = bench.cx();
    assert_eq!(
        code(cursor.update(&cx, &mut writer, Writing::default())),
        JetErr::UPDATE_NOT_PREPARED
    );
    assert_eq!(code(cursor.cancel_update()), JetErr::UPDATE_NOT_PREPARED);
    assert_eq!(code(set(&mut cursor, "txt", &[0; 4])), JetErr::UPDATE_NOT_PREPARED);
    let copy = cursor.prepare(&cx, &mut writer, Prepare::ReadOnlyCopy, false);
    assert_eq!(code(copy), JetErr::NOT_IN_TRANSACTION);
    cursor.prepare(&cx, &mut writer, Prepare::ReadOnlyCopy, true).expect("a row to copy");
    assert_eq!(
        code(cursor.update(&cx, &mut writer, Writing::default())),
        JetErr::UPDATE_NOT_PREPARED
    );
    for prepare in [Prepare::Insert, Prepare::Replace, Prepare::InsertCopy, Prepare::ReadOnlyCopy] {
        assert_eq!(code(cursor.prepare(&cx, &mut writer, prepare, true)), JetErr::ALREADY_PREPARED);
    }
    cursor.cancel_update().expect("prepared");
    let access = Access { read_only: true, ..Access::default() };
    let mut reader = Cursor::open(cursor.table().clone(), 1, access).expect("nobody denies it");
    let denied = reader.prepare(&cx, &mut writer, Prepare::Insert, true);
    assert_eq!(code(denied), JetErr::PERMISSION_DENIED);
    assert_eq!(code(reader.delete(&cx, &mut writer)), JetErr::PERMISSION_DENIED);
    assert_eq!(code(reader.lock(&cx, &mut writer, true)), JetErr::PERMISSION_DENIED);
    first(&bench, &writer, &mut cursor);
    cursor.prepare(&cx, &mut writer, Prepare::InsertCopyDeleteOriginal, true).expect("a row");
    assert_eq!(code(cursor.delete(&cx, &mut writer)), JetErr::ALREADY_PREPARED);
    cursor.cancel_update().expect("prepared");
    cursor.prepare(&cx, &mut writer, Prepare::Replace, true).expect("a row");
    cursor.delete(&cx, &mut writer).expect("the update is cancelled");
    assert_eq!(code(cursor.delete(&cx, &mut writer)), JetErr::RECORD_DELETED);
    assert_eq!(
        code(cursor.prepare(&cx, &mut writer, Prepare::Replace, true)),
        JetErr::RECORD_DELETED
    );
    assert_eq!(code(cursor.lock(&cx, &mut writer, false)), JetErr::RECORD_DELETED);
    let before = cursor.travel(&cx.reader(writer.snapshot()), Travel::By(-1), false);
    assert_eq!(code(before), JetErr::NO_CURRENT_RECORD);
    assert_eq!(code(cursor.delete(&cx, &mut writer)), JetErr::NO_CURRENT_RECORD);
    bench.rollback(&mut writer);
}

/// Rows that two sessions want: who comes second is told, and finds the row untouched.
#[test]
fn writers_meet() {
    if jet_testkit::shared().is_none() {
        return;
    }
    let mut bench = Bench::golden("b_types_4k");
    let (mut one, mut other) = (bench.cursor("t_special"), bench.cursor("t_special"));
    let (mut first_writer, mut second_writer) = (bench.begin(), bench.begin());
    first(&bench, &first_writer, &mut one);
    first(&bench, &second_writer, &mut other);
    let was = get(&bench, &first_writer, &mut one, "txt");
    let cx = bench.cx();
    one.prepare(&cx, &mut first_writer, Prepare::Replace, true).expect("nobody holds it");
    for prepare in [Prepare::Replace, Prepare::InsertCopyReplaceOriginal] {
        let met = other.prepare(&cx, &mut second_writer, prepare, true);
        assert_eq!(code(met), JetErr::WRITE_CONFLICT);
    }
    assert_eq!(code(other.delete(&cx, &mut second_writer)), JetErr::WRITE_CONFLICT);
    assert_eq!(code(other.lock(&cx, &mut second_writer, true)), JetErr::WRITE_CONFLICT);
    assert_eq!(code(other.lock(&cx, &mut second_writer, false)), JetErr::WRITE_CONFLICT);
    set(&mut one, "txt", b"mine").expect("fits");
    one.update(&cx, &mut first_writer, Writing::default()).expect("locked");
    other.prepare(&cx, &mut second_writer, Prepare::ReplaceNoLock, true).expect("not locked yet");
    set(&mut other, "txt", b"yours").expect("fits");
    let late = bench
        .statement(&mut second_writer, |cx, writer| other.update(cx, writer, Writing::default()));
    assert_eq!(code(late), JetErr::WRITE_CONFLICT);
    assert!(other.is_update_prepared(), "it may be tried again");
    assert_eq!(get(&bench, &second_writer, &mut other, "txt"), was);
    assert_eq!(get(&bench, &first_writer, &mut one, "txt"), b"mine");
    bench.commit(first_writer);
    let late = bench
        .statement(&mut second_writer, |cx, writer| other.update(cx, writer, Writing::default()));
    assert_eq!(code(late), JetErr::WRITE_CONFLICT);
    assert_eq!(get(&bench, &second_writer, &mut other, "txt"), was);
    bench.rollback(&mut second_writer);
}

/// Outside a transaction a row is not locked; it must be as it was when it is written.
#[test]
fn a_row_that_changed_meanwhile_is_not_replaced() {
    if jet_testkit::shared().is_none() {
        return;
    }
    let mut bench = Bench::golden("b_types_4k");
    let (mut one, mut other) = (bench.cursor("t_var"), bench.cursor("t_var"));
    let name = one.schema().columns.iter().find(|c| c.fid == 128).expect("there").name.clone();
    let mut writer = bench.begin();
    first(&bench, &writer, &mut one);
    one.prepare(&bench.cx(), &mut writer, Prepare::Replace, false).expect("a row");
    set(&mut one, &name, b"late").expect("fits");
    bench.commit(writer);
    let mut writer = bench.begin();
    first(&bench, &writer, &mut other);
    other.prepare(&bench.cx(), &mut writer, Prepare::Replace, true).expect("not locked");
    set(&mut other, &name, b"first").expect("fits");
    other.update(&bench.cx(), &mut writer, Writing::default()).expect("not locked");
    bench.commit(writer);
    let mut writer = bench.begin();
    let late = one.update(&bench.cx(), &mut writer, Writing::default());
    assert_eq!(code(late), JetErr::WRITE_CONFLICT);
    bench.rollback(&mut writer);
    let mut writer = bench.begin();
    one.cancel_update().expect("prepared");
    one.prepare(&bench.cx(), &mut writer, Prepare::Replace, false).expect("a row");
    set(&mut one, &name, b"late").expect("fits");
    bench.commit(writer);
    let mut writer = bench.begin();
    one.update(&bench.cx(), &mut writer, Writing::default()).expect("nobody changed it");
    assert_eq!(get(&bench, &writer, &mut one, &name), b"late");
    bench.rollback(&mut writer);
}

/// Columns that the engine counts, and values that columns may not have.
#[test]
fn columns_that_may_not_be_set() {
    if jet_testkit::shared().is_none() {
        return;
    }
    let mut bench = Bench::golden("b_types_4k");
    let mut cursor = bench.cursor("t_special");
    let mut writer = bench.begin();
    let cx = bench.cx();
    let named = |cursor: &Cursor, flag| {
        let schema = cursor.schema();
        let column = schema.columns.iter().find(|column| column.flags.has(flag));
        column.expect("there").name.clone()
    };
    let auto = named(&cursor, jet_table::schema::ColumnFlags::AUTO_INCREMENT);
    let version = named(&cursor, jet_table::schema::ColumnFlags::VERSION);
    cursor.prepare(&cx, &mut writer, Prepare::Insert, true).expect("always");
    assert_eq!(code(set(&mut cursor, &auto, &[9; 4])), JetErr::INVALID_COLUMN_TYPE);
    set(&mut cursor, &version, &[9, 0, 0, 0]).expect("at first it may be set");
    let unknown = cursor.set_column(None, &Setting::first(ColumnId(100)), None);
    assert_eq!(code(unknown), JetErr::COLUMN_NOT_FOUND);
    let none = cursor.set_column(None, &Setting::first(ColumnId(0x4000_0000)), None);
    assert_eq!(code(none), JetErr::BAD_COLUMN_ID);
    let setting = |options| Setting { options, ..Setting::first(id(&cursor, &version)) };
    let [appended, reserved] =
        [SetColumn::APPEND_LV, SetColumn::from_bits_retain(1 << 31)].map(setting);
    // Options of long values say nothing about others.
    cursor.set_column(None, &appended, Some(&[1; 4])).expect("as if it were not there");
    assert_eq!(code(cursor.set_column(None, &reserved, Some(&[1; 4]))), JetErr::INVALID_GRBIT);
    cursor.cancel_update().expect("prepared");
    first(&bench, &writer, &mut cursor);
    cursor.prepare(&cx, &mut writer, Prepare::Replace, true).expect("a row");
    assert_eq!(code(set(&mut cursor, &version, &[9; 4])), JetErr::INVALID_COLUMN_TYPE);
    cursor.cancel_update().expect("prepared");
    bench.rollback(&mut writer);
}

/// Auto-increment values go up, are in the copy at once, and are never given twice.
#[test]
fn auto_increment_values_are_given_once() {
    if jet_testkit::shared().is_none() {
        return;
    }
    for (table, column) in [("t_special", 1), ("t_auto64", 1)] {
        let mut bench = Bench::golden("b_types_4k");
        let mut cursor = bench.cursor(table);
        let mut seen = std::collections::BTreeSet::new();
        for round in 0..4 {
            let mut writer = bench.begin();
            for prepare in [Prepare::Insert, Prepare::InsertCopy, Prepare::InsertCopyDeleteOriginal]
            {
                let cx = bench.cx();
                first(&bench, &writer, &mut cursor);
                cursor.prepare(&cx, &mut writer, prepare, true).expect("a row");
                let mut value = Vec::new();
                let wanted = Wanted { options: Retrieve::COPY, ..Wanted::first(ColumnId(column)) };
                let reader = cx.reader(writer.snapshot());
                cursor.retrieve(&reader, &wanted, Target::Append(&mut value)).expect("drawn");
                let mut wide = [0; 8];
                wide[..value.len()].copy_from_slice(&value);
                assert!(seen.insert(i64::from_le_bytes(wide)), "{value:?} again");
                match cursor.update(&cx, &mut writer, Writing::default()) {
                    Ok(_) => {}
                    Err(error) => {
                        assert_eq!(error.code(), JetErr::NULL_INVALID);
                        cursor.cancel_update().expect("still prepared");
                    }
                }
            }
            if round % 2 == 0 {
                bench.rollback(&mut writer);
            } else {
                bench.commit(writer);
            }
        }
        let (first, last) = (*seen.first().expect("some"), *seen.last().expect("some"));
        assert_eq!((last - first + 1) as usize, seen.len(), "none is left out");
        // Whoever comes after a restart goes on behind the bound that the root keeps.
        let root = cursor.schema().root.expect("a root");
        let header = jet_btree::Tree::open_with_header(&bench.raw(), root).expect("a root").1;
        let bound = header.auto_increment.expect("newer files keep it") as i64;
        assert!((last..last + 40).contains(&bound), "{bound} after {last}");
        let mut cursor = bench.cursor(table);
        let mut writer = bench.begin();
        cursor.prepare(&bench.cx(), &mut writer, Prepare::Insert, true).expect("always");
        let mut value = Vec::new();
        let wanted = Wanted { options: Retrieve::COPY, ..Wanted::first(ColumnId(column)) };
        let cx = bench.cx();
        let reader = cx.reader(writer.snapshot());
        cursor.retrieve(&reader, &wanted, Target::Append(&mut value)).expect("drawn");
        assert_eq!(value[..4], (bound as i32 + 1).to_le_bytes());
        bench.rollback(&mut writer);
    }
}

/// Keys that are there, that indexes do not allow, or that would change.
#[test]
fn keys_that_are_refused() {
    if jet_testkit::shared().is_none() {
        return;
    }
    let mut bench = Bench::golden("e_template_hints");
    let mut cursor = bench.cursor("sp");
    let mut writer = bench.begin();
    first(&bench, &writer, &mut cursor);
    let key = get(&bench, &writer, &mut cursor, "k");
    let twice =
        bench.statement(&mut writer, |cx, writer| insert(cx, writer, &mut cursor, &[("k", &key)]));
    assert_eq!(code(twice), JetErr::KEY_DUPLICATE);
    cursor.cancel_update().expect("still prepared");
    let small = bench.statement(&mut writer, |cx, writer| {
        cursor.prepare(cx, writer, Prepare::Insert, true)?;
        set(&mut cursor, "k", &[1, 2, 3, 4])?;
        let room = Writing { bookmark_room: Some(4), ..Writing::default() };
        cursor.update(cx, writer, room).map(drop)
    });
    assert_eq!(code(small), JetErr::BUFFER_TOO_SMALL);
    let room = Writing { bookmark_room: Some(5), ..Writing::default() };
    cursor.update(&bench.cx(), &mut writer, room).expect("it may be tried again");
    assert_eq!(cursor.written_bookmark(), Some(&[0x7F, 0x84, 3, 2, 1][..]));
    first(&bench, &writer, &mut cursor);
    let moved = bench.statement(&mut writer, |cx, writer| {
        cursor.prepare(cx, writer, Prepare::Replace, true)?;
        set(&mut cursor, "k", &[9, 9, 9, 9])?;
        cursor.update(cx, writer, Writing::default()).map(drop)
    });
    assert_eq!(code(moved), JetErr::RECORD_PRIMARY_CHANGED);
    assert_eq!(get(&bench, &writer, &mut cursor, "k"), key);
    bench.commit(writer);
    let mut bench = Bench::golden("c_index_8k");
    let mut cursor = bench.cursor("t_trunc");
    let mut writer = bench.begin();
    let long = [b'x'; 3000];
    let cut =
        bench.statement(&mut writer, |cx, writer| insert(cx, writer, &mut cursor, &[("w", &long)]));
    assert_eq!(code(cut), JetErr::KEY_TRUNCATED);
    bench.rollback(&mut writer);
    bench.check(&cursor, "after refusals");
}

/// Sessions add to a counter at once, each seeing its own; who replaces the row meets them.
#[test]
fn counters_are_added_to_by_many() {
    if jet_testkit::shared().is_none() {
        return;
    }
    let mut bench = Bench::golden("b_types_4k");
    let (mut one, mut other) = (bench.cursor("t_special"), bench.cursor("t_special"));
    let flag = jet_table::schema::ColumnFlags::ESCROW;
    let schema = one.schema().clone();
    let column = schema.columns.iter().find(|column| column.flags.has(flag)).expect("there");
    let (name, by) =
        (column.name.clone(), |by: i64| by.to_le_bytes()[..column.fixed_len()].to_vec());
    let column = schema.column_id(column);
    let (mut first_writer, mut second_writer) = (bench.begin(), bench.begin());
    first(&bench, &first_writer, &mut one);
    first(&bench, &second_writer, &mut other);
    let number =
        |value: Vec<u8>| value.iter().rev().fold(0_i64, |sum, byte| sum << 8 | i64::from(*byte));
    let start = number(get(&bench, &first_writer, &mut one, &name));
    let cx = bench.cx();
    assert_eq!(
        one.escrow_update(&cx, &mut first_writer, column, &by(5), false).expect("free"),
        start
    );
    assert_eq!(
        other.escrow_update(&cx, &mut second_writer, column, &by(70), false).expect("free"),
        start
    );
    assert_eq!(
        one.escrow_update(&cx, &mut first_writer, column, &by(-2), false).expect("free"),
        start + 5
    );
    assert_eq!(number(get(&bench, &first_writer, &mut one, &name)), start + 3);
    assert_eq!(number(get(&bench, &second_writer, &mut other, &name)), start + 70);
    let met = other.prepare(&cx, &mut second_writer, Prepare::Replace, true);
    assert_eq!(code(met), JetErr::WRITE_CONFLICT);
    // A copy has what its session sees.
    other.prepare(&cx, &mut second_writer, Prepare::InsertCopy, true).expect("not locked");
    let wanted = Wanted { options: Retrieve::COPY, ..Wanted::first(column) };
    let mut value = Vec::new();
    let target = Target::Append(&mut value);
    other.retrieve(&cx.reader(second_writer.snapshot()), &wanted, target).expect("there");
    assert_eq!(number(value), start + 70);
    let prepared = other.escrow_update(&cx, &mut second_writer, column, &by(1), false);
    assert_eq!(code(prepared), JetErr::ALREADY_PREPARED);
    other.cancel_update().expect("prepared");
    let short = other.escrow_update(&cx, &mut second_writer, column, &[1], false);
    assert_eq!(code(short), JetErr::INVALID_BUFFER_SIZE);
    let plain = schema.columns.iter().find(|c| c.fid < 128 && !c.flags.has(flag)).expect("there");
    let (plain, len) = (schema.column_id(plain), plain.fixed_len());
    let plain = other.escrow_update(&cx, &mut second_writer, plain, &vec![0; len], false);
    assert_eq!(code(plain), JetErr::INVALID_OPERATION);
    bench.rollback(&mut second_writer);
    bench.commit(first_writer);
    let writer = bench.begin();
    assert_eq!(number(get(&bench, &writer, &mut one, &name)), start + 3);
    bench.commit(writer);
}
