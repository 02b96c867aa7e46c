//! Values that cursors retrieve, against those of the reader that walks whole records.

use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;

use jet_table::cursor::Travel;
use jet_table::retrieve::enumerate::EnumWanted;
use jet_table::retrieve::size::Size;
use jet_table::retrieve::{Target, ValueState, Wanted};
use jet_table::{Cursor, Refusal, RowReader, TableError, catalog};
use jet_types::grbit::{Enumerate, RecordSize, Retrieve};
use jet_types::{ColumnId, JetErr};
use serde_json::Value;

use crate::cursors::{has_unicode, moved};
use crate::open::{Open, each_golden, each_real};

/// Rows looked at per table.
const ROWS: usize = 300;

#[test]
fn values_agree_with_the_reader_on_real_databases() {
    let mut values = 0;
    each_real(|name, open| values += check_database(name, open));
    assert!(jet_testkit::shared().is_none() || values > 100_000, "{values} values");
}

#[test]
fn values_agree_with_the_reader_on_golden_databases() {
    let mut values = 0;
    each_golden(|case, open, _| values += check_database(case, open));
    assert!(jet_testkit::shared().is_none() || values > 10_000, "{values} values");
}

/// Column ids, as the reference engine gives them to callers.
#[test]
fn columns_have_the_ids_that_the_reference_engine_listed() {
    each_golden(|case, open, expected| {
        for listed in expected["tables"].as_array().expect("tables") {
            let table = listed["name"].as_str().expect("a name");
            let schema = Arc::clone(open.cursor(table).schema());
            for column in listed["columns"].as_array().expect("columns") {
                let name = column["name"].as_str().expect("a name");
                let found = schema.column(name).unwrap_or_else(|| panic!("{case}: {name}"));
                let id = schema.column_id(found);
                assert_eq!(column["columnid"], Value::from(id.get()), "{case}: {table}.{name}");
                let again = schema.column_by_id(id).expect("its own id");
                assert_eq!(again.name, found.name, "{case}: {table}");
            }
        }
    });
}

fn check_database(name: &str, open: &Open) -> usize {
    let cx = open.cx();
    let mut values = 0;
    for table in catalog::table_names(&cx).expect("the catalog is sound") {
        let mut cursor = open.cursor(&table);
        let mut step = Travel::First;
        for row in 0..ROWS {
            if !moved(cursor.travel(&cx, step, false)) {
                break;
            }
            step = Travel::By(1);
            values += check_record(open, &mut cursor, &format!("{name}: {table}, row {row}"));
        }
    }
    values
}

/// All values of the current record, per column, or `None` for one that cannot be decoded.
fn expected(open: &Open, cursor: &mut Cursor) -> Vec<Vec<Option<Vec<u8>>>> {
    let schema = Arc::clone(cursor.schema());
    let mut reader = RowReader::new(open.cx(), &schema);
    let record = cursor.record(&open.cx()).expect("on a record");
    let data = record.node().expect("sound").data.to_vec();
    drop(record);
    let mut all = vec![Vec::new(); schema.columns.len()];
    let visited = reader.visit(&data, |position, _, value| {
        all[position].push(value.bytes.ok().map(<[u8]>::to_vec));
    });
    visited.expect("a sound record");
    all
}

fn check_record(open: &Open, cursor: &mut Cursor, place: &str) -> usize {
    let cx = open.cx();
    let schema = Arc::clone(cursor.schema());
    let expected = expected(open, cursor);
    let mut checked = 0;
    for (column, values) in schema.columns.iter().zip(&expected) {
        let id = schema.column_id(column);
        let place = format!("{place}, {}", column.name);
        for number in 1..=values.len() + 1 {
            let wanted = Wanted { number: number as u32, ..Wanted::first(id) };
            let mut bytes = Vec::new();
            let got = cursor.retrieve(&cx, &wanted, Target::Append(&mut bytes));
            // Untagged columns have one value, whatever number is asked for.
            let at = if column.fid < 256 { 0 } else { number - 1 };
            match values.get(at) {
                Some(Some(value)) => {
                    let got = got.unwrap_or_else(|error| panic!("{place}: {error}"));
                    assert_eq!((&bytes, got.actual), (value, value.len()), "{place}");
                    assert_eq!((got.state, got.column), (ValueState::Whole, id), "{place}");
                    check_parts(open, cursor, &wanted, value, column.coltyp.is_long(), &place);
                }
                Some(None) => assert!(matches!(got, Err(TableError::Value(_))), "{place}"),
                None => assert_eq!(got.expect("no value").state, ValueState::Null, "{place}"),
            }
            checked += 1;
        }
        let count = cursor.count_values(&cx, id).expect("a column of the table");
        assert_eq!(count as usize, values.len(), "{place}");
    }
    check_enumeration(open, cursor, &expected, place);
    check_size(open, cursor, place);
    checked
}

/// Buffers too small, offsets into long values, and the value as a stream.
fn check_parts(
    open: &Open,
    cursor: &mut Cursor,
    wanted: &Wanted,
    value: &[u8],
    is_long: bool,
    place: &str,
) {
    let cx = open.cx();
    for (offset, room) in [(0, 3), (2, 5), (value.len() / 2, 100), (value.len() + 1, 4)] {
        let mut buffer = vec![0xEE; room];
        let wanted = Wanted { offset: offset as u32, ..*wanted };
        let got = cursor.retrieve(&cx, &wanted, Target::Buffer(&mut buffer)).expect("as before");
        let rest = if is_long { value.get(offset..).unwrap_or(&[]) } else { value };
        let kept = rest.len().min(room);
        assert_eq!((got.actual, &buffer[..kept]), (rest.len(), &rest[..kept]), "{place}");
        let state = if kept < rest.len() { ValueState::Truncated } else { ValueState::Whole };
        assert_eq!(got.state, state, "{place}");
        assert!(buffer[kept..].iter().all(|byte| *byte == 0xEE), "{place}");
    }
    if value.len() > 100 {
        let stream = cursor.stream(&cx, wanted.column, wanted.number).expect("as before");
        let mut stream = stream.expect("not NULL");
        assert_eq!(stream.size(), value.len() as u64, "{place}");
        let mut end = Vec::new();
        stream.seek(SeekFrom::End(-100)).expect("within");
        stream.read_to_end(&mut end).expect("readable");
        assert_eq!(end, value[value.len() - 100..], "{place}");
    }
}

fn check_enumeration(
    open: &Open,
    cursor: &mut Cursor,
    expected: &[Vec<Option<Vec<u8>>>],
    place: &str,
) {
    if expected.iter().flatten().any(Option::is_none) {
        return;
    }
    let cx = open.cx();
    let schema = Arc::clone(cursor.schema());
    let found = cursor.enumerate(&cx, &[], usize::MAX, Enumerate::empty()).expect("decodable");
    for (column, values) in schema.columns.iter().zip(expected) {
        let id = schema.column_id(column);
        let listed = found.columns.iter().find(|found| found.column == id);
        let got: Vec<&[u8]> =
            listed.iter().flat_map(|found| &found.values).map(|value| &value.data[..]).collect();
        let values: Vec<&[u8]> = values.iter().flatten().map(Vec::as_slice).collect();
        assert_eq!(got, values, "{place}, {}", column.name);
    }
    let wanted: Vec<EnumWanted> = schema
        .columns
        .iter()
        .map(|column| EnumWanted { column: schema.column_id(column), numbers: vec![2, 1] })
        .collect();
    let found = cursor.enumerate(&cx, &wanted, 10, Enumerate::empty()).expect("decodable");
    for (column, values) in found.columns.iter().zip(expected) {
        let [second, first] = &column.values[..] else { panic!("{place}: two were asked for") };
        for (value, expected) in [(second, values.get(1)), (first, values.first())] {
            let is_there = expected.is_some();
            assert_eq!(value.code != JetErr::WRN_COLUMN_NULL, is_there, "{place}: {value:?}");
        }
    }
}

/// What a record takes is more than its data, and no value is counted twice.
fn check_size(open: &Open, cursor: &mut Cursor, place: &str) {
    let cx = open.cx();
    let mut size = Size::default();
    match cursor.add_size(&cx, RecordSize::empty(), &mut size) {
        Ok(()) => {}
        Err(TableError::Value(_)) => return,
        Err(error) => panic!("{place}: {error}"),
    }
    let record = cursor.record(&cx).expect("on a record");
    let node = record.node().expect("sound");
    let stored = node.data.len() as u64 + node.key.len() as u64;
    // Nodes take six bytes beside; deleted columns and headers that say nothing are not counted.
    let counted = size.data_compressed + size.overhead - 6;
    assert!(counted <= stored, "{place}: {counted} of {stored}");
    drop(record);
    let refused = cursor.add_size(&cx, RecordSize::all(), &mut size);
    assert_eq!(refused.expect_err("no such option").code(), JetErr::INVALID_GRBIT);
}

/// From an entry: values come from its key where that tells them, else from the record.
#[test]
fn values_from_entries_agree_with_records() {
    let check = |name: &str, open: &Open| {
        let cx = open.cx();
        let mut checked = 0;
        for table in catalog::table_names(&cx).expect("the catalog is sound") {
            let mut cursor = open.cursor(&table);
            let schema = Arc::clone(cursor.schema());
            for index in &schema.indexes {
                let choice = jet_table::cursor::IndexChoice::Named(&index.name);
                cursor.set_current_index(&cx, choice).expect("the index is there");
                let mut step = Travel::First;
                for _ in 0..50 {
                    if !moved(cursor.travel(&cx, step, false)) {
                        break;
                    }
                    step = Travel::By(1);
                    let place = format!("{name}: {table}, {}", index.name);
                    checked += check_entry(open, &mut cursor, &place);
                }
            }
        }
        checked
    };
    let mut checked = 0;
    each_golden(|case, open, _| checked += check(case, open));
    each_real(|name, open| checked += check(name, open));
    assert!(jet_testkit::shared().is_none() || checked > 10_000, "{checked} values");
}

fn check_entry(open: &Open, cursor: &mut Cursor, place: &str) -> usize {
    let cx = open.cx();
    let schema = Arc::clone(cursor.schema());
    let index = cursor.current_index().expect("an index is current").clone();
    let all = expected(open, cursor);
    let mut checked = 0;
    for (number, segment) in index.segments.iter().enumerate() {
        let mut columns = schema.columns.iter();
        let is_it = |c: &std::sync::Arc<jet_table::ColumnSchema>| {
            c.fid == segment.fid && (c.fid < 256 || c.is_derived == segment.is_derived)
        };
        let position = columns.position(is_it).expect("a column of the table");
        let id = schema.column_id(&schema.columns[position]);
        let options = Retrieve::FROM_INDEX | Retrieve::TAG | Retrieve::TUPLE;
        let wanted = Wanted { options, ..Wanted::first(id) };
        let mut bytes = Vec::new();
        let got = cursor.retrieve(&cx, &wanted, Target::Append(&mut bytes));
        if index.tuples.is_some() && number == 0 {
            let plain = Wanted { options: Retrieve::FROM_INDEX, ..wanted };
            let refused = cursor.retrieve(&cx, &plain, Target::Buffer(&mut []));
            assert_eq!(refused.expect_err("a tuple").code(), Refusal::TupleColumn.code());
            continue;
        }
        match got {
            // Keys of text made elsewhere, with other weights, cannot be made here.
            Err(TableError::Value(_) | TableError::Refused(Refusal::IndexCorrupted))
                if has_unicode(&schema, &index) =>
            {
                continue;
            }
            Err(error) => panic!("{place}: {error}"),
            Ok(got) => {
                let value = (got.state == ValueState::Whole).then_some(&bytes);
                let stored = all[position].get(got.number as usize - 1);
                assert_eq!(stored.map(Option::as_ref), value.map(Some), "{place}: {got:?}");
            }
        }
        checked += 1;
    }
    let beside = schema
        .columns
        .iter()
        .find(|column| index.segments.iter().all(|segment| segment.fid != column.fid));
    if let Some(column) = beside {
        let options = Retrieve::FROM_INDEX;
        let wanted = Wanted { options, ..Wanted::first(schema.column_id(column)) };
        let refused = cursor.retrieve(&cx, &wanted, Target::Buffer(&mut []));
        assert_eq!(refused.expect_err("not in the index").code(), JetErr::COLUMN_NOT_FOUND);
    }
    let none = cursor.retrieve(&cx, &Wanted::first(ColumnId(0x7FFF_0001)), Target::Buffer(&mut []));
    assert_eq!(none.expect_err("no id").code(), JetErr::BAD_COLUMN_ID);
    checked
}
