//! Rows written at random to the golden databases' tables, with indexes of every kind, against a
//! model; and why an update is refused.

use std::collections::BTreeMap;

use jet_btree::{WriteCx, Writer};
use jet_os::Rng;
use jet_table::cursor::{Cursor, Travel};
use jet_table::retrieve::{Target, ValueState, Wanted};
use jet_table::schema::ColumnFlags;
use jet_table::table::Table;
use jet_table::{
    ColumnSchema, LongValueAccess, Prepare, Setting, TableError, TableSchema, Writing,
};
use jet_types::ColumnId;
use jet_types::grbit::{Retrieve, SetColumn};

use crate::cursors::moved;
use crate::oracle;
use crate::writer::{Bench, new_long_values};

/// What a row has of each column, by the column's id.
pub type Row = BTreeMap<u32, Vec<Vec<u8>>>;
/// Rows by their bookmarks.
pub type Rows = BTreeMap<Vec<u8>, Row>;

#[test]
fn rows_of_all_types_are_written() {
    random_updates(
        "b_types_4k",
        &["t_fixed", "t_var", "t_tagged", "t_special", "t_auto64", "t_nopk", "t_lv", "t_comp"],
    );
    random_updates("b_types_32k", &["t_fixed", "t_var", "t_tagged", "t_nopk", "t_lv", "t_comp"]);
}

#[test]
fn indexes_of_all_kinds_are_kept_in_step() {
    let tables = [
        "k_ascii",
        "k_binary",
        "k_bit",
        "k_currency",
        "k_double",
        "k_guid",
        "k_long",
        "k_longbinary",
        "k_ulonglong",
        "k_ushort",
        "k_text",
        "k_longtext",
        "t_flags",
        "t_multi",
        "t_mv",
        "t_trunc",
        "t_tuple",
    ];
    random_updates("c_index_8k", &tables);
}

#[test]
fn rows_of_derived_tables_are_written() {
    random_updates("e_template_hints", &["d1", "d2", "sp", "sl"]);
}

fn random_updates(case: &str, tables: &[&str]) {
    if jet_testkit::shared().is_none() {
        return;
    }
    let mut bench = Bench::golden(case);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (number, name) in tables.iter().enumerate() {
        let mut rng = Rng::new(number as u64);
        let context = format!("{case}, {name}, seed {number}");
        let mut cursor = bench.cursor(name);
        let schema = cursor.schema().clone();
        let table = &*schema;
        let mut rows = read_all(&bench, &mut cursor, table);
        let lost = bench.check(&cursor, &context);
        for round in 0..12 {
            let mut after = rows.clone();
            let mut writer = bench.begin();
            for _ in 0..20 {
                let mut changed = after.clone();
                let done = bench.statement(&mut writer, |cx, writer| {
                    step(&mut rng, cx, writer, &mut cursor, table, &mut changed)
                });
                let code = match done {
                    Ok(()) => {
                        after = changed;
                        "done".to_owned()
                    }
                    Err(error) => {
                        let _ = cursor.cancel_update();
                        format!("{:?}", error.code())
                    }
                };
                *counts.entry(code).or_default() += 1;
            }
            if rng.chance(1, 4) {
                bench.rollback(&mut writer);
            } else {
                bench.commit(writer);
                rows = after;
            }
            if rng.chance(1, 2) {
                bench.clean();
            }
            let found = read_all(&bench, &mut cursor, table);
            assert_eq!(found.len(), rows.len(), "{context}, round {round}");
            for (bookmark, row) in &rows {
                assert_eq!(
                    found.get(bookmark),
                    Some(row),
                    "{context}, round {round}: {bookmark:02x?}"
                );
            }
            let now_lost = bench.check(&cursor, &format!("{context}, round {round}"));
            assert!(now_lost.is_subset(&lost), "{context}, round {round}: {now_lost:02x?}");
        }
        let in_catalog = table.long_values == cursor.table().counters().long_values();
        if in_catalog {
            oracle::compare(bench.flush(), table, &rows, &context);
        }
    }
    println!("{case}: {counts:?}");
    assert!(counts["done"] > tables.len() * 60, "{counts:?}");
}

/// One insert, replace or delete, in the table and in the model.
fn step(
    rng: &mut Rng,
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    cursor: &mut Cursor,
    table: &TableSchema,
    rows: &mut Rows,
) -> Result<(), TableError> {
    let kind = rng.below(10);
    let bookmarks: Vec<&Vec<u8>> = rows.keys().collect();
    if kind < 4 || bookmarks.is_empty() {
        cursor.prepare(cx, writer, Prepare::Insert, true)?;
        return finish(rng, cx, writer, cursor, table, rows, None);
    }
    let bookmark = bookmarks[rng.index(bookmarks.len())].clone();
    let reader = cx.reader(writer.snapshot());
    cursor.goto_bookmark(&reader, &bookmark).expect("the model has it");
    if kind == 4 {
        cursor.delete(cx, writer)?;
        rows.remove(&bookmark);
        return Ok(());
    }
    let prepare = match kind {
        5 => Prepare::InsertCopy,
        6 => Prepare::InsertCopyDeleteOriginal,
        7 => Prepare::InsertCopyReplaceOriginal,
        8 => Prepare::ReplaceNoLock,
        _ => Prepare::Replace,
    };
    cursor.prepare(cx, writer, prepare, true)?;
    let original = (kind == 6 || kind == 7).then_some(bookmark);
    finish(rng, cx, writer, cursor, table, rows, original)
}

/// Sets columns, writes, and puts what the copy had into the model.
fn finish(
    rng: &mut Rng,
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    cursor: &mut Cursor,
    table: &TableSchema,
    rows: &mut Rows,
    original: Option<Vec<u8>>,
) -> Result<(), TableError> {
    let mut row = read_row(&cx.reader(writer.snapshot()), cursor, table, Retrieve::COPY);
    let mut is_changed = false;
    for _ in 0..rng.below(6) {
        let column = &table.columns[rng.index(table.columns.len())];
        if column.flags.has(ColumnFlags::VERSION) {
            continue;
        }
        let mut next = row.clone();
        // What was half done is undone with the statement.
        match set(rng, cx, writer, cursor, table, column, &mut next) {
            Ok(()) => {
                row = next;
                is_changed = true;
            }
            Err(error) if column.coltyp.is_long() => return Err(error),
            Err(_) => {}
        }
        let copy = read_row(&cx.reader(writer.snapshot()), cursor, table, Retrieve::COPY);
        assert!(copy == row, "column {}: {}", column.name, differences(&copy, &row));
    }
    if rng.chance(1, 8) {
        return Err(TableError::Refused(jet_table::Refusal::InvalidOperation));
    }
    cursor.update(cx, writer, Writing::default())?;
    if let Some(original) = original {
        rows.remove(&original);
    }
    let counted = table.columns.iter().find(|column| column.flags.has(ColumnFlags::VERSION));
    let bookmark = cursor.written_bookmark().expect("written").to_vec();
    if let Some(column) = counted {
        // The engine counts after columns were set.
        let was = rows.get(&bookmark).map(|row| row[&id(table, column)][0].clone());
        let was = was.map(|was| i32::from_le_bytes(was.try_into().expect("4 bytes")));
        let number = was.map_or(0, |was| was + i32::from(is_changed));
        row.insert(id(table, column), vec![number.to_le_bytes().to_vec()]);
    }
    rows.insert(bookmark, row);
    Ok(())
}

/// What differs, without the bytes of long values.
fn differences(found: &Row, expected: &Row) -> String {
    use std::fmt::Write;
    let short = |values: Option<&Vec<Vec<u8>>>| {
        let one = |value: &Vec<u8>| {
            format!("{} bytes {:02x?}", value.len(), &value[..value.len().min(8)])
        };
        values.map(|values| values.iter().map(one).collect::<Vec<_>>())
    };
    let mut text = String::new();
    for id in found.keys().chain(expected.keys()) {
        let (found, expected) = (found.get(id), expected.get(id));
        if found != expected {
            write!(text, "{id}: {:?}, not {:?}; ", short(found), short(expected)).expect("text");
        }
    }
    text
}

fn id(table: &TableSchema, column: &ColumnSchema) -> u32 {
    table.column_id(column).get()
}

/// Sets a column to a random value, there and in the model.
fn set(
    rng: &mut Rng,
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    cursor: &mut Cursor,
    table: &TableSchema,
    column: &ColumnSchema,
    row: &mut Row,
) -> Result<(), TableError> {
    let is_long = column.coltyp.is_long();
    let mut value = random_value(rng, column);
    let is_null = rng.below(5) == 0;
    let number = if column.fid < 256 { 1 } else { rng.below(4) as u32 };
    let mut setting = Setting {
        number,
        options: if is_null { SetColumn::empty() } else { SetColumn::ZERO_LENGTH },
        ..Setting::first(ColumnId(id(table, column)))
    };
    let is_default =
        column.fid >= 256 && !is_stored(&cx.reader(writer.snapshot()), cursor, setting.column);
    let mut values = row.remove(&id(table, column)).unwrap_or_default();
    if column.fid < 256 || is_default {
        values.clear();
    }
    let at = (number as usize).checked_sub(1).filter(|at| *at < values.len());
    if is_long {
        random_options(rng, &mut setting, at.map_or(0, |at| values[at].len()));
    }
    let data = if is_null { None } else { Some(&value[..]) };
    let mut new_tree = |table: &Table| new_long_values(cx, table);
    let access = LongValueAccess { cx, writer: &mut *writer, new_tree: &mut new_tree };
    cursor.set_column(Some(access), &setting, data)?;
    let is_absent =
        column.fid >= 256 && !is_stored(&cx.reader(writer.snapshot()), cursor, setting.column);
    let expected = expected(column, &setting, data, at.map(|at| &values[at]));
    match (expected, at) {
        (None, Some(at)) => drop(values.remove(at)),
        (None, None) => {}
        (Some(new), Some(at)) => values[at] = new,
        (Some(new), None) => values.push(new),
    }
    value.clear();
    if is_default && is_absent && number != 1 {
        values.extend(column.plain_default().map(<[u8]>::to_vec));
    }
    if !values.is_empty() {
        row.insert(id(table, column), values);
    }
    Ok(())
}

/// A value of few letters, so that keys meet; long ones of any length.
fn random_value(rng: &mut Rng, column: &ColumnSchema) -> Vec<u8> {
    if column.coltyp == jet_types::Coltyp::Bit {
        return vec![0xFF * rng.below(2) as u8];
    }
    let len = column.coltyp.fixed_bytes().unwrap_or_else(|| {
        let most = if column.max_len == 0 { 60 } else { column.max_len.min(60) };
        let most = if column.coltyp.is_long() && rng.chance(1, 3) {
            [300, 1100, 4100, 9000, 30_000][rng.index(5)]
        } else {
            most
        };
        rng.below(u64::from(most) + 1) as usize
    });
    let is_random = column.coltyp.is_long() && rng.chance(1, 4);
    let letter = |_| if is_random { rng.below(256) as u8 } else { b'a' + rng.below(2) as u8 };
    (0..len).map(letter).collect()
}

/// How a long value is set.
fn random_options(rng: &mut Rng, setting: &mut Setting, len: usize) {
    let all = [
        SetColumn::APPEND_LV,
        SetColumn::OVERWRITE_LV,
        SetColumn::OVERWRITE_LV | SetColumn::SIZE_LV,
        SetColumn::SIZE_LV,
        SetColumn::SIZE_LV | SetColumn::ZERO_LENGTH,
        SetColumn::empty(),
        setting.options,
    ];
    setting.options = all[rng.index(all.len())];
    setting.offset = rng.below(len as u64 + 2) as u32;
    setting.size = if rng.chance(1, 3) { rng.below(10_000) as u32 } else { 0 };
    let hints = [SetColumn::SEPARATE_LV, SetColumn::INTRINSIC_LV, SetColumn::empty()];
    let packs = [SetColumn::COMPRESSED, SetColumn::UNCOMPRESSED, SetColumn::empty()];
    setting.options |= hints[rng.index(3)] | packs[rng.index(3)];
}

/// What a value should be after it was set; `None` when it is no more.
fn expected(
    column: &ColumnSchema,
    setting: &Setting,
    data: Option<&[u8]>,
    old: Option<&Vec<u8>>,
) -> Option<Vec<u8>> {
    let given = data.unwrap_or(&[]);
    let has = |bits| setting.options.contains(bits);
    if !column.coltyp.is_long() {
        let mut value = data?.to_vec();
        if column.fid < 128 {
            // Fixed columns know no values without bytes.
            if value.is_empty() {
                return None;
            }
            for at in value.len()..column.fixed_len() {
                let is_wide = column.code_page == 1200 && at % 2 == 1;
                value.push(if column.coltyp.is_text() && !is_wide { b' ' } else { 0 });
            }
        }
        return Some(value);
    }
    let mut value = old.cloned().unwrap_or_default();
    let overwrites = has(SetColumn::OVERWRITE_LV);
    if has(SetColumn::APPEND_LV) {
        value.extend_from_slice(given);
    } else if overwrites && has(SetColumn::SIZE_LV) {
        if given.is_empty() {
            return None;
        }
        value.truncate(setting.offset as usize);
        value.extend_from_slice(given);
    } else if overwrites {
        if given.is_empty() {
            return Some(value);
        }
        let (start, end) = (setting.offset as usize, setting.offset as usize + given.len());
        value.resize(value.len().max(end), 0);
        value[start..end].copy_from_slice(given);
    } else if has(SetColumn::SIZE_LV) {
        let size = given.len().max(setting.size as usize);
        if size == 0 && !has(SetColumn::ZERO_LENGTH) {
            return None;
        }
        match old {
            Some(_) => value.resize(size, 0),
            None => {
                value = given.to_vec();
                value.clear();
                value.resize(size, 0);
            }
        }
    } else {
        if given.is_empty() && !has(SetColumn::ZERO_LENGTH) {
            return None;
        }
        value = given.to_vec();
    }
    Some(value)
}

/// Whether the copy has values of a tagged column, not just its default.
fn is_stored(cx: &jet_btree::ReadCx<'_>, cursor: &mut Cursor, column: ColumnId) -> bool {
    !read_values(cx, cursor, column, Retrieve::COPY | Retrieve::IGNORE_DEFAULT).is_empty()
}

fn read_all(bench: &Bench, cursor: &mut Cursor, table: &TableSchema) -> Rows {
    let cx = bench.raw();
    let mut rows = Rows::new();
    let mut step = Travel::First;
    while moved(cursor.travel(&cx, step, false)) {
        let row = read_row(&cx, cursor, table, Retrieve::empty());
        rows.insert(cursor.bookmark().expect("on a row").to_vec(), row);
        step = Travel::By(1);
    }
    rows
}

/// All values of the current row, or of its copy.
fn read_row(
    cx: &jet_btree::ReadCx<'_>,
    cursor: &mut Cursor,
    table: &TableSchema,
    options: Retrieve,
) -> Row {
    let mut row = Row::new();
    for column in &table.columns {
        if column.flags.has(ColumnFlags::USER_DEFINED_DEFAULT) {
            continue;
        }
        let values = read_values(cx, cursor, ColumnId(id(table, column)), options);
        if !values.is_empty() {
            row.insert(id(table, column), values);
        }
    }
    row
}

fn read_values(
    cx: &jet_btree::ReadCx<'_>,
    cursor: &mut Cursor,
    column: ColumnId,
    options: Retrieve,
) -> Vec<Vec<u8>> {
    let mut values = Vec::new();
    loop {
        let mut value = Vec::new();
        let number = values.len() as u32 + 1;
        let wanted = Wanted { number, options, ..Wanted::first(column) };
        let found = cursor.retrieve(cx, &wanted, Target::Append(&mut value)).expect("readable");
        if matches!(found.state, ValueState::Null | ValueState::SetNull) {
            return values;
        }
        values.push(value);
        if column.get() & 0xFFFF < 256 {
            return values;
        }
    }
}
