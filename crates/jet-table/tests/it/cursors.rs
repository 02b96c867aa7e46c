//! Cursors on every clean database there is: walks, seeks, ranges, bookmarks and positions agree
//! with a sorted list of the entries, and that with what the reference engine listed.

use std::ops::Bound;
use std::sync::Arc;

use jet_btree::{Position, ReadCx};
use jet_os::Rng;
use jet_table::cursor::{Cursor, IndexChoice, RangeLimit, SeekTo, Travel};
use jet_table::schema::{IndexSchema, TableSchema};
use jet_table::{Refusal, TableError, catalog};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::model::Model;
use crate::open::{Open, each_golden, each_real};

const MODES: [SeekTo; 6] = [
    SeekTo::Equal,
    SeekTo::AtOrAfter,
    SeekTo::After,
    SeekTo::AtOrBefore,
    SeekTo::Before,
    SeekTo::Nearest,
];

/// Every index of a table; the first is the order of records.
fn choices(table: &TableSchema) -> Vec<IndexChoice<'_>> {
    let secondary = table.indexes.iter().filter(|index| !index.is_primary());
    let named = secondary.map(|index| IndexChoice::Named(&index.name));
    std::iter::once(IndexChoice::Primary).chain(named).collect()
}

/// Walks an index on and back; both ways must meet the same entries.
fn walk(cx: &ReadCx<'_>, cursor: &mut Cursor, choice: IndexChoice<'_>) -> Model {
    cursor.set_current_index(cx, choice).expect("the index is there");
    let mut model = Model::default();
    let mut step = Travel::First;
    while moved(cursor.travel(cx, step, false)) {
        model.entries.push(current(cx, cursor));
        step = Travel::By(1);
    }
    let mut back = model.entries.iter().rev();
    while moved(cursor.travel(cx, Travel::By(-1), false)) {
        assert_eq!(Some(&current(cx, cursor)), back.next());
    }
    assert_eq!(back.next(), None);
    model
}

fn current(cx: &ReadCx<'_>, cursor: &mut Cursor) -> (Vec<u8>, Vec<u8>) {
    let key = cursor.current_key(cx).expect("on an entry");
    (key, cursor.bookmark().expect("on a record").to_vec())
}

/// Whether a move found an entry; other errors are failures.
pub fn moved(result: jet_table::Result<()>) -> bool {
    match result {
        Ok(()) => true,
        Err(TableError::Refused(Refusal::NoCurrentRecord)) => false,
        Err(error) => panic!("{error}"),
    }
}

/// The reference engine's own listing: order, keys, primary keys.
#[test]
fn walks_give_the_entries_that_the_reference_engine_listed() {
    each_golden(|case, open, expected| {
        for listed in expected["tables"].as_array().expect("tables") {
            let name = listed["name"].as_str().expect("a name");
            let mut cursor = open.cursor(name);
            let schema = Arc::clone(cursor.schema());
            let Some(indexes) = listed["index_entries"].as_object() else { continue };
            for (index, entries) in indexes {
                let place = format!("{case}: {name}, index {index}");
                let model = walk(&open.cx(), &mut cursor, IndexChoice::Named(index));
                let chosen = schema.index(index).expect("the index is there");
                assert_eq!(entries["count"], model.entries.len(), "{place}");
                for (entry, listed) in model.entries.iter().zip(list(&entries["entries"])) {
                    assert_eq!(hex::encode(&entry.0), listed[0], "{place}");
                    let bookmark = if chosen.is_primary() { "=" } else { &hex::encode(&entry.1) };
                    assert_eq!(bookmark, listed[1], "{place}");
                }
                assert_eq!(digest(&model), entries["sha256"], "{place}");
            }
        }
    });
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn digest(model: &Model) -> String {
    let mut sha = Sha256::new();
    for (key, bookmark) in &model.entries {
        for part in [key, bookmark] {
            sha.update((part.len() as u32).to_le_bytes());
            sha.update(part);
        }
    }
    hex::encode(sha.finalize())
}

#[test]
fn seeks_land_where_the_list_says_on_golden_databases() {
    let mut seeks = 0;
    each_golden(|case, open, _| seeks += check_all(case, open));
    assert!(jet_testkit::shared().is_none() || seeks > 100_000, "{seeks} seeks");
}

#[test]
fn seeks_land_where_the_list_says_on_real_databases() {
    let mut seeks = 0;
    each_real(|name, open| seeks += check_all(name, open));
    assert!(jet_testkit::shared().is_none() || seeks > 100_000, "{seeks} seeks");
}

/// Checks every index of every table; returns how many seeks were made.
fn check_all(name: &str, open: &Open) -> usize {
    let cx = open.cx();
    let mut seeks = 0;
    for table in catalog::table_names(&cx).expect("the catalog is sound") {
        let mut cursor = open.cursor(&table);
        let schema = Arc::clone(cursor.schema());
        let records = walk(&cx, &mut cursor, IndexChoice::Primary);
        for choice in choices(&schema) {
            let model = walk(&cx, &mut cursor, choice);
            let place = format!("{name}: {table}, {choice:?}");
            seeks += check_seeks(&cx, &mut cursor, &model, &place);
            check_moves(&cx, &mut cursor, &model, &place);
            check_ranges(&cx, &mut cursor, &model, &place);
            check_positions(&cx, &mut cursor, &model, &place);
            check_bookmarks(&cx, &mut cursor, choice, &model, &records, &place);
        }
    }
    seeks
}

/// Every key, or many of them: the key itself, one just before and one just after it.
fn check_seeks(cx: &ReadCx<'_>, cursor: &mut Cursor, model: &Model, place: &str) -> usize {
    let stride = model.entries.len() / 400 + 1;
    let mut seeks = 0;
    for (key, _) in model.entries.iter().step_by(stride) {
        let (mut after, mut before) = (key.clone(), key.clone());
        after.push(0);
        before.pop();
        for key in [key, &after, &before] {
            for mode in MODES {
                if key.is_empty() {
                    continue;
                }
                cursor.set_normalized_key(key).expect("not too long");
                let found = cursor.seek(cx, mode, false, false);
                match (model.seek(key, mode), found) {
                    (Some((at, sought)), Ok(found)) => {
                        assert_eq!(found, sought, "{place}: {mode:?} {key:02x?}");
                        assert_eq!(current(cx, cursor), model.entries[at], "{place}: {mode:?}");
                    }
                    (None, Err(TableError::Refused(Refusal::RecordNotFound))) => {
                        let nowhere = cursor.record(cx).map(drop);
                        let nowhere = nowhere.expect_err("no record is current");
                        assert_eq!(nowhere.to_string(), Refusal::NoCurrentRecord.to_string());
                    }
                    (expected, got) => panic!("{place}: {mode:?}: {expected:?}, got {got:?}"),
                }
                seeks += 1;
            }
        }
    }
    seeks
}

/// Moves by any number, with all keys and with other keys only.
fn check_moves(cx: &ReadCx<'_>, cursor: &mut Cursor, model: &Model, place: &str) {
    let mut random = Rng::new(0x6d6f_7665);
    let len = model.entries.len() as i64;
    if len == 0 {
        return;
    }
    for round in 0..200 {
        let at = random.below(len as u64) as i64;
        let by = random.below(2 * len as u64 + 1) as i64 - len;
        goto(cx, cursor, model, at as usize);
        let other_key = round % 4 == 0;
        let expected = if other_key { other_keys(model, at, by.clamp(-3, 3)) } else { at + by };
        let by = if other_key { by.clamp(-3, 3) } else { by };
        let found = moved(cursor.travel(cx, Travel::By(by as i32), other_key));
        let seed = format!("{place}: round {round}, from {at} by {by}, other keys: {other_key}");
        assert_eq!(found, (0..len).contains(&expected), "{seed}");
        if found {
            assert_eq!(current(cx, cursor), model.entries[expected as usize], "{seed}");
        } else if by != 0 {
            // From beyond an end the way back leads to the entry at that end.
            assert!(moved(cursor.travel(cx, Travel::By(-by.signum() as i32), false)), "{seed}");
            let end = if by > 0 { len - 1 } else { 0 };
            assert_eq!(current(cx, cursor), model.entries[end as usize], "{seed}");
        }
    }
}

/// Goes to the entry at `at` by the way the cursor is on.
fn goto(cx: &ReadCx<'_>, cursor: &mut Cursor, model: &Model, at: usize) {
    let (key, bookmark) = &model.entries[at];
    if cursor.is_on_secondary() {
        let went = cursor.goto_secondary_bookmark(cx, key, bookmark, false);
        went.expect("the entry is there");
    } else {
        cursor.goto_bookmark(cx, bookmark).expect("the record is there");
    }
}

/// Where so many steps to other keys lead; outside the list when there are no more.
fn other_keys(model: &Model, at: i64, by: i64) -> i64 {
    let mut at = at;
    for _ in 0..by.abs() {
        let key = &model.entries[at as usize].0;
        let same = |at: &i64| model.entries.get(*at as usize).is_some_and(|e| e.0 == *key);
        while at >= 0 && same(&at) {
            at += by.signum();
        }
        if at < 0 || at as usize >= model.entries.len() {
            return at;
        }
    }
    at
}

/// Random ranges, both ways, both kinds of limit.
fn check_ranges(cx: &ReadCx<'_>, cursor: &mut Cursor, model: &Model, place: &str) {
    let mut random = Rng::new(0x7261_6e67);
    let len = model.entries.len();
    if len == 0 || cursor.current_index().is_none() {
        return;
    }
    for round in 0..60 {
        let start = random.below(len as u64) as usize;
        // Mostly near, so that ranges end within the test's patience.
        let end = (start + random.below(60) as usize).saturating_sub(30).min(len - 1);
        let mut limit = model.entries[end].0.clone();
        if random.below(3) == 0 {
            limit.push(0);
        }
        let (forward, inclusive) = (random.below(2) == 0, random.below(2) == 0);
        let seed = format!("{place}: round {round}, from {start} to {end}, {forward} {inclusive}");
        let bound =
            if inclusive { Bound::Included(&limit[..]) } else { Bound::Excluded(&limit[..]) };
        let expected = model.range(start, bound, forward);
        goto(cx, cursor, model, start);
        cursor.set_normalized_key(&limit).expect("not too long");
        let range = RangeLimit { is_upper: forward, is_inclusive: inclusive, is_instant: false };
        let set = moved(cursor.set_range(cx, range));
        assert_eq!(set, !expected.is_empty(), "{seed}");
        if !set {
            assert!(!cursor.has_range(), "{seed}");
            continue;
        }
        let mut met = vec![start];
        let step = Travel::By(if forward { 1 } else { -1 });
        while met.len() <= expected.len() && moved(cursor.travel(cx, step, false)) {
            let entry = current(cx, cursor);
            met.push(expected.get(met.len()).copied().unwrap_or(len));
            assert_eq!(Some(&entry), met.last().and_then(|at| model.entries.get(*at)), "{seed}");
        }
        assert_eq!(met, expected, "{seed}");
        if forward {
            goto(cx, cursor, model, start);
            cursor.set_normalized_key(&limit).expect("not too long");
            cursor.set_range(cx, range).expect("as before");
            let count = cursor.count(cx, u64::MAX).expect("on an entry");
            assert_eq!(count, expected.len() as u64, "{seed}");
            assert_eq!(current(cx, cursor), model.entries[start], "{seed}");
        }
    }
}

fn check_positions(cx: &ReadCx<'_>, cursor: &mut Cursor, model: &Model, place: &str) {
    let len = model.entries.len();
    let mut last = 0.0;
    for at in (0..len).step_by(len / 50 + 1) {
        goto(cx, cursor, model, at);
        let position = cursor.position(cx).expect("on an entry");
        let fraction = position.before as f64 / position.total as f64;
        assert!((last..1.0).contains(&fraction), "{place}: {position:?} after {last}");
        last = fraction;
        cursor.goto_position(cx, position).expect("there are entries");
        let back = model.entries.partition_point(|e| *e < current(cx, cursor));
        assert!(back.abs_diff(at) <= 3 + len / 20, "{place}: {at} led to {back}");
    }
    let beyond = cursor.goto_position(cx, Position { before: 2, total: 1 });
    assert_eq!(beyond.expect_err("out of range").code(), Refusal::InvalidParameter.code());
}

/// From a record to its entry, and back.
fn check_bookmarks(
    cx: &ReadCx<'_>,
    cursor: &mut Cursor,
    choice: IndexChoice<'_>,
    model: &Model,
    records: &Model,
    place: &str,
) {
    let schema = Arc::clone(cursor.schema());
    if cursor.current_index().is_some_and(|index| has_unicode(&schema, index)) {
        return; // Keys of text made elsewhere, with other weights, cannot be made here.
    }
    for (_, bookmark) in records.entries.iter().step_by(records.entries.len() / 100 + 1) {
        let is_indexed = model.entries.iter().any(|entry| entry.1 == *bookmark);
        cursor.set_current_index(cx, choice).expect("it is there");
        let went = moved(cursor.goto_bookmark(cx, bookmark));
        assert_eq!(went, is_indexed, "{place}: {bookmark:02x?}");
        if went {
            let entry = current(cx, cursor);
            assert!(model.entries.contains(&entry), "{place}: {entry:02x?}");
        }
        cursor.set_current_index(cx, IndexChoice::Primary).expect("always there");
        cursor.goto_bookmark(cx, bookmark).expect("the record is there");
        let here = moved(cursor.set_current_index_here(cx, choice, 1));
        assert_eq!(here, is_indexed, "{place}: {bookmark:02x?}");
    }
    let missing = cursor.goto_bookmark(cx, b"\x01no record has this key");
    assert_eq!(missing.expect_err("no such record").code(), Refusal::RecordDeleted.code());
}

/// Whether a key column of an index is Unicode text.
pub fn has_unicode(schema: &TableSchema, index: &IndexSchema) -> bool {
    index.segments.iter().any(|segment| {
        let mut columns = schema.columns.iter();
        let column = columns.find(|column| column.fid == segment.fid);
        column.is_some_and(|column| column.coltyp.is_text() && column.code_page == 1200)
    })
}
