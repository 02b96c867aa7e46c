//! Rows written at random to the golden databases' tables, with indexes of every kind, against a
//! model; and why an update is refused.

use std::collections::BTreeMap;

use jet_os::Rng;
use jet_table::cursor::{Cursor, Travel};
use jet_table::retrieve::{Target, ValueState, Wanted};
use jet_table::schema::ColumnFlags;
use jet_table::{ColumnSchema, Prepare, Setting, TableError, TableSchema, Writing};
use jet_types::ColumnId;
use jet_types::grbit::{Retrieve, SetColumn};

use crate::cursors::moved;
use crate::oracle;
use crate::writer::Bench;

/// What a row has of each column, by the column's id.
pub type Row = BTreeMap<u32, Vec<Vec<u8>>>;
/// Rows by their bookmarks.
pub type Rows = BTreeMap<Vec<u8>, Row>;

#[test]
fn rows_of_all_types_are_written() {
    random_updates(
        "b_types_4k",
        &["t_fixed", "t_var", "t_tagged", "t_special", "t_auto64", "t_nopk"],
    );
    random_updates("b_types_32k", &["t_fixed", "t_var", "t_tagged", "t_nopk"]);
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
            bench.check(table, &format!("{context}, round {round}"));
        }
        oracle::compare(bench.flush(), table, &rows, &context);
    }
    println!("{case}: {counts:?}");
    assert!(counts["done"] > tables.len() * 60, "{counts:?}");
}

/// One insert, replace or delete, in the table and in the model.
fn step(
    rng: &mut Rng,
    cx: &jet_btree::WriteCx<'_>,
    writer: &mut jet_btree::Writer,
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
    cx: &jet_btree::WriteCx<'_>,
    writer: &mut jet_btree::Writer,
    cursor: &mut Cursor,
    table: &TableSchema,
    rows: &mut Rows,
    original: Option<Vec<u8>>,
) -> Result<(), TableError> {
    let reader = cx.reader(writer.snapshot());
    let mut row = read_row(&reader, cursor, table, Retrieve::COPY);
    let mut is_changed = false;
    for _ in 0..rng.below(6) {
        let column = &table.columns[rng.index(table.columns.len())];
        if column.flags.has(ColumnFlags::VERSION) {
            continue;
        }
        let mut next = row.clone();
        if set(rng, &reader, cursor, table, column, &mut next).is_ok() {
            row = next;
            is_changed = true;
        }
        let copy = read_row(&reader, cursor, table, Retrieve::COPY);
        assert_eq!(copy, row, "column {}", column.name);
    }
    cursor.update(cx, writer, Writing::default())?;
    if let Some(original) = original {
        rows.remove(&original);
    }
    let counted = table.columns.iter().find(|column| column.flags.has(ColumnFlags::VERSION));
    let bookmark = cursor.written_bookmark().to_vec();
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

fn id(table: &TableSchema, column: &ColumnSchema) -> u32 {
    table.column_id(column).get()
}

/// Sets a column to a random value, there and in the model.
fn set(
    rng: &mut Rng,
    cx: &jet_btree::ReadCx<'_>,
    cursor: &mut Cursor,
    table: &TableSchema,
    column: &ColumnSchema,
    row: &mut Row,
) -> Result<(), TableError> {
    let len = column.coltyp.fixed_bytes().unwrap_or_else(|| {
        let most = if column.max_len == 0 { 60 } else { column.max_len.min(60) };
        rng.below(u64::from(most) + 1) as usize
    });
    // Few different values, so that keys meet.
    let mut value: Vec<u8> = (0..len).map(|_| b'a' + rng.below(2) as u8).collect();
    if column.coltyp == jet_types::Coltyp::Bit {
        value = vec![0xFF * rng.below(2) as u8];
    }
    let is_null = rng.below(5) == 0;
    let number = if column.fid < 256 { 1 } else { rng.below(4) as u32 };
    let setting = Setting {
        number,
        options: if is_null { SetColumn::empty() } else { SetColumn::ZERO_LENGTH },
        ..Setting::first(ColumnId(id(table, column)))
    };
    let data = if is_null { None } else { Some(&value[..]) };
    let is_default = column.fid >= 256 && !is_stored(cx, cursor, setting.column);
    cursor.set_column(&setting, data)?;
    if is_default && is_null && number != 1 {
        return Ok(());
    }
    let mut values = row.remove(&id(table, column)).unwrap_or_default();
    if column.fid < 256 || is_default {
        values.clear();
    }
    let at = (number as usize).checked_sub(1).filter(|at| *at < values.len());
    // Fixed columns know no values without bytes.
    let data = data.filter(|data| column.fid >= 128 || !data.is_empty());
    match (data, at) {
        (None, Some(at)) => drop(values.remove(at)),
        (None, None) => {}
        (Some(_), at) => {
            if column.fid < 128 {
                for at in value.len()..column.fixed_len() {
                    let is_wide = column.code_page == 1200 && at % 2 == 1;
                    value.push(if column.coltyp.is_text() && !is_wide { b' ' } else { 0 });
                }
            }
            match at {
                Some(at) => values[at] = value,
                None => values.push(value),
            }
        }
    }
    if !values.is_empty() {
        row.insert(id(table, column), values);
    }
    Ok(())
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
        rows.insert(cursor.bookmark(&cx).expect("on a row").to_vec(), row);
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
