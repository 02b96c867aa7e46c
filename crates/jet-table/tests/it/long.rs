//! Long values: shared, copied when they change, taken back with their update, and refused.

use jet_btree::{PartId, Writer, undo};
use jet_table::cursor::{Cursor, Travel};
use jet_table::retrieve::{Target, Wanted};
use jet_table::table::Table;
use jet_table::{LongValueAccess, Prepare, Setting, TableError, Writing};
use jet_types::grbit::{Retrieve, SetColumn};
use jet_types::{ColumnId, JetErr};

use crate::writer::{Bench, new_long_values};

const COLUMN: ColumnId = ColumnId(256);

fn set(
    bench: &Bench,
    writer: &mut Writer,
    cursor: &mut Cursor,
    setting: Setting,
    data: Option<&[u8]>,
) -> Result<(), TableError> {
    bench.statement(writer, |cx, writer| {
        let mut new_tree = |table: &Table| new_long_values(cx, table);
        let access = LongValueAccess { cx, writer, new_tree: &mut new_tree };
        cursor.set_column(Some(access), &setting, data).map(drop)
    })
}

fn whole(bench: &Bench, writer: &mut Writer, cursor: &mut Cursor, data: &[u8]) {
    set(bench, writer, cursor, Setting::first(COLUMN), Some(data)).expect("fits");
}

fn get(bench: &Bench, writer: &Writer, cursor: &mut Cursor, options: Retrieve) -> Vec<u8> {
    let mut value = Vec::new();
    let cx = bench.cx();
    let wanted = Wanted { options, ..Wanted::first(COLUMN) };
    let target = Target::Append(&mut value);
    cursor.retrieve(&cx.reader(writer.snapshot()), &wanted, target).expect("there");
    value
}

fn prepare(bench: &Bench, writer: &mut Writer, cursor: &mut Cursor, prepare: Prepare) {
    cursor.prepare(&bench.cx(), writer, prepare, true).expect("nobody minds");
}

fn update(bench: &Bench, writer: &mut Writer, cursor: &mut Cursor) -> Vec<u8> {
    cursor.update(&bench.cx(), writer, Writing::default()).expect("nobody minds");
    cursor.written_bookmark().expect("written").to_vec()
}

fn goto(bench: &Bench, writer: &Writer, cursor: &mut Cursor, bookmark: &[u8]) {
    let cx = bench.cx();
    cursor.goto_bookmark(&cx.reader(writer.snapshot()), bookmark).expect("there");
}

fn take_back(bench: &Bench, writer: &mut Writer, part: Option<PartId>) {
    let part = part.expect("something was written");
    undo::part(writer, part, &|_| bench.cx(), &mut |_| {}).expect("nothing stands in the way");
}

fn code<T>(result: Result<T, TableError>) -> JetErr {
    result.err().expect("refused").code()
}

/// A database with one row whose value is long, its bookmark, and a cursor.
fn one_row() -> Option<(Bench, Cursor, Vec<u8>)> {
    jet_testkit::shared()?;
    let mut bench = Bench::golden("e_template_hints");
    let mut cursor = bench.cursor("sl");
    let mut writer = bench.begin();
    prepare(&bench, &mut writer, &mut cursor, Prepare::Insert);
    whole(&bench, &mut writer, &mut cursor, &[b'a'; 20_000]);
    let bookmark = update(&bench, &mut writer, &mut cursor);
    bench.commit(writer);
    Some((bench, cursor, bookmark))
}

/// What an update wrote beside its row goes with the update, and what was done meanwhile stays.
#[test]
fn a_cancelled_update_takes_its_long_values_back() {
    let Some((mut bench, mut cursor, bookmark)) = one_row() else { return };
    let lost = bench.check(&cursor, "before");
    let mut other = Cursor::dup(&cursor);
    let mut writer = bench.begin();
    goto(&bench, &writer, &mut cursor, &bookmark);
    prepare(&bench, &mut writer, &mut cursor, Prepare::Replace);
    let append = Setting { options: SetColumn::APPEND_LV, ..Setting::first(COLUMN) };
    set(&bench, &mut writer, &mut cursor, append, Some(&[b'b'; 9000])).expect("fits");
    assert_eq!(get(&bench, &writer, &mut cursor, Retrieve::COPY).len(), 29_000);
    prepare(&bench, &mut writer, &mut other, Prepare::Insert);
    whole(&bench, &mut writer, &mut other, &[b'c'; 5000]);
    let kept = update(&bench, &mut writer, &mut other);
    let sized = Setting { size: 100, options: SetColumn::SIZE_LV, ..Setting::first(COLUMN) };
    set(&bench, &mut writer, &mut cursor, sized, None).expect("fits");
    assert_eq!(get(&bench, &writer, &mut cursor, Retrieve::COPY), [b'a'; 100]);
    let part = cursor.cancel_update().expect("prepared");
    take_back(&bench, &mut writer, part);
    assert_eq!(get(&bench, &writer, &mut cursor, Retrieve::empty()), [b'a'; 20_000]);
    goto(&bench, &writer, &mut cursor, &kept);
    assert_eq!(get(&bench, &writer, &mut cursor, Retrieve::empty()), [b'c'; 5000]);
    // A copy's reference goes with the copy.
    goto(&bench, &writer, &mut cursor, &bookmark);
    prepare(&bench, &mut writer, &mut cursor, Prepare::InsertCopy);
    let part = cursor.cancel_update().expect("prepared");
    take_back(&bench, &mut writer, part);
    // Nothing was written for a row that was not touched.
    prepare(&bench, &mut writer, &mut cursor, Prepare::Replace);
    assert!(cursor.cancel_update().expect("prepared").is_none());
    bench.commit(writer);
    assert_eq!(bench.check(&cursor, "after"), lost);
}

/// Copies of a row share its long values until one of them changes.
#[test]
fn copies_share_until_they_change() {
    let Some((mut bench, mut cursor, bookmark)) = one_row() else { return };
    let lost = bench.check(&cursor, "before");
    let mut writer = bench.begin();
    let mut copies = Vec::new();
    for _ in 0..3 {
        goto(&bench, &writer, &mut cursor, &bookmark);
        prepare(&bench, &mut writer, &mut cursor, Prepare::InsertCopy);
        copies.push(update(&bench, &mut writer, &mut cursor));
    }
    bench.commit(writer);
    // The check counts the references of what is shared.
    assert_eq!(bench.check(&cursor, "shared"), lost);
    let mut writer = bench.begin();
    goto(&bench, &writer, &mut cursor, &copies[0]);
    prepare(&bench, &mut writer, &mut cursor, Prepare::Replace);
    let options = SetColumn::OVERWRITE_LV;
    let overwrite = Setting { offset: 8100, options, ..Setting::first(COLUMN) };
    set(&bench, &mut writer, &mut cursor, overwrite, Some(b"bbbb")).expect("fits");
    update(&bench, &mut writer, &mut cursor);
    let mut expected = vec![b'a'; 20_000];
    expected[8100..8104].copy_from_slice(b"bbbb");
    assert_eq!(get(&bench, &writer, &mut cursor, Retrieve::empty()), expected);
    for same in [&bookmark, &copies[1], &copies[2]] {
        goto(&bench, &writer, &mut cursor, same);
        assert_eq!(get(&bench, &writer, &mut cursor, Retrieve::empty()), [b'a'; 20_000]);
    }
    for gone in [&bookmark, &copies[1], &copies[2]] {
        goto(&bench, &writer, &mut cursor, gone);
        cursor.delete(&bench.cx(), &mut writer).expect("there");
    }
    bench.commit(writer);
    bench.clean();
    assert_eq!(bench.check(&cursor, "the last one took it along"), lost);
}

/// A value another session is changing is copied as this one sees it.
#[test]
fn a_value_that_changes_elsewhere_is_copied() {
    let Some((mut bench, mut cursor, bookmark)) = one_row() else { return };
    let lost = bench.check(&cursor, "before");
    let mut other = Cursor::dup(&cursor);
    let (mut first, mut second) = (bench.begin(), bench.begin());
    goto(&bench, &first, &mut cursor, &bookmark);
    prepare(&bench, &mut first, &mut cursor, Prepare::Replace);
    let append = Setting { options: SetColumn::APPEND_LV, ..Setting::first(COLUMN) };
    set(&bench, &mut first, &mut cursor, append, Some(b"bbbb")).expect("fits");
    update(&bench, &mut first, &mut cursor);
    goto(&bench, &second, &mut other, &bookmark);
    prepare(&bench, &mut second, &mut other, Prepare::InsertCopy);
    let copy = update(&bench, &mut second, &mut other);
    goto(&bench, &second, &mut other, &copy);
    assert_eq!(get(&bench, &second, &mut other, Retrieve::empty()), [b'a'; 20_000]);
    bench.commit(second);
    bench.commit(first);
    assert_eq!(bench.check(&cursor, "after"), lost);
}

#[test]
fn long_values_that_are_refused() {
    let Some((mut bench, mut cursor, bookmark)) = one_row() else { return };
    let lost = bench.check(&cursor, "before");
    let mut writer = bench.begin();
    goto(&bench, &writer, &mut cursor, &bookmark);
    let copy = cursor.prepare(&bench.cx(), &mut writer, Prepare::InsertCopy, false);
    assert_eq!(code(copy), JetErr::NOT_IN_TRANSACTION);
    prepare(&bench, &mut writer, &mut cursor, Prepare::Replace);
    let first = Setting::first(COLUMN);
    assert_eq!(code(cursor.set_column(None, &first, Some(b"x"))), JetErr::NOT_IN_TRANSACTION);
    let with = |options| Setting { options, ..first };
    let mut refused = |setting, data| code(set(&bench, &mut writer, &mut cursor, setting, data));
    let behind = Setting { offset: 20_001, ..with(SetColumn::OVERWRITE_LV) };
    assert_eq!(refused(behind, Some(b"x")), JetErr::COLUMN_NO_CHUNK);
    let new = Setting { number: 0, offset: 1, ..with(SetColumn::OVERWRITE_LV) };
    assert_eq!(refused(new, Some(b"x")), JetErr::COLUMN_NO_CHUNK);
    let huge = Setting { size: 0x8000_0000, ..with(SetColumn::SIZE_LV) };
    assert_eq!(refused(huge, None), JetErr::COLUMN_TOO_BIG);
    let unique = with(SetColumn::UNIQUE_MULTI_VALUES | SetColumn::APPEND_LV);
    assert_eq!(refused(unique, Some(b"x")), JetErr::INVALID_GRBIT);
    assert_eq!(refused(with(SetColumn::CONTIGUOUS_LV), Some(b"x")), JetErr::INVALID_GRBIT);
    let contiguous = with(SetColumn::CONTIGUOUS_LV | SetColumn::SEPARATE_LV);
    assert_eq!(refused(contiguous, Some(b"x")), JetErr::INVALID_BUFFER_SIZE);
    let again = Setting { number: 0, ..with(SetColumn::UNIQUE_MULTI_VALUES) };
    assert_eq!(refused(again, Some(&[b'a'; 20_000])), JetErr::MULTI_VALUED_DUPLICATE);
    let again = Setting { number: 0, ..with(SetColumn::UNIQUE_NORMALIZED_MULTI_VALUES) };
    let cut = JetErr::MULTI_VALUED_DUPLICATE_AFTER_TRUNCATION;
    assert_eq!(refused(again, Some(&[b'a'; 300])), cut);
    set(&bench, &mut writer, &mut cursor, again, Some(b"b")).expect("it differs");
    let part = cursor.cancel_update().expect("prepared");
    assert!(part.is_some());
    bench.rollback(&mut writer);
    assert_eq!(bench.check(&cursor, "after"), lost);
}

/// Values that make the row too large leave it, the longest first, until it fits; the row is as it
/// was if it never does.
#[test]
fn a_row_that_gets_too_large_sheds_its_long_values() {
    if jet_testkit::shared().is_none() {
        return;
    }
    let mut bench = Bench::golden("b_types_4k");
    let mut cursor = bench.cursor("t_lv");
    let table = cursor.schema().clone();
    let column = table.columns.iter().find(|column| column.coltyp.is_long()).expect("there");
    let id = table.column_id(column);
    let lost = bench.check(&cursor, "before");
    let mut writer = bench.begin();
    prepare(&bench, &mut writer, &mut cursor, Prepare::Insert);
    let set_next = |writer: &mut Writer, cursor: &mut Cursor, len| {
        let setting = Setting { number: 0, ..Setting::first(id) };
        set(&bench, writer, cursor, setting, Some(&vec![b'x'; len]))
    };
    let mut count = 0;
    let last = loop {
        // Too short to leave the row of themselves.
        match set_next(&mut writer, &mut cursor, 1000) {
            Ok(()) => count += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(last.code(), JetErr::RECORD_TOO_BIG);
    assert!(count > 200, "{count} values");
    let reader = bench.cx();
    let reader = reader.reader(writer.snapshot());
    assert_eq!(cursor.count_values_in_copy(&reader, id).expect("prepared"), count);
    for number in [1, count / 2, count] {
        let mut value = Vec::new();
        let wanted = Wanted { number, options: Retrieve::COPY, ..Wanted::first(id) };
        cursor.retrieve(&reader, &wanted, Target::Append(&mut value)).expect("there");
        assert_eq!(value, [b'x'; 1000], "value {number}");
    }
    update(&bench, &mut writer, &mut cursor);
    bench.commit(writer);
    assert_eq!(bench.check(&cursor, "after"), lost);
    let mut writer = bench.begin();
    let cx = bench.cx();
    cursor.travel(&cx.reader(writer.snapshot()), Travel::Last, false).expect("the new row");
    cursor.delete(&cx, &mut writer).expect("there");
    bench.commit(writer);
    assert_eq!(bench.check(&cursor, "deleted"), lost);
}
