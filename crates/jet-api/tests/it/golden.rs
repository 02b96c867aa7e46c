//! Databases made by the reference engine, against what it said of them: schema, rows, the order
//! and keys of every index. Their manifests list all of it, or digests of it.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use jet_api::{Check, Reader, ReaderOptions, TableError};
use jet_btree::{ReadCx, Tree};
use jet_table::index::{IndexKeys, RecordValues};
use jet_table::record::{Instance, Record};
use jet_table::{IndexSchema, RowReader, TableSchema};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Bookmark, then values by column name.
type Row = (Vec<u8>, BTreeMap<String, Vec<Vec<u8>>>);

/// Every database that was closed properly: the clean cases, what recovery made of the dirty
/// ones, and what a restore made of a backup.
#[test]
fn every_clean_database_has_the_rows_and_keys_of_its_manifest() {
    let (mut databases, mut compared, mut left_out) = (0, 0, 0);
    for case in jet_testkit::golden_cases("") {
        let (_dir, folder) = jet_testkit::golden(&case);
        let manifest = jet_testkit::manifest(&folder);
        let places = [
            ("db", "expected"),
            ("db", "expected_source"),
            ("recovered", "expected_after_recovery"),
            ("restored_full", "expected_restore_full"),
        ];
        for (place, key) in places {
            let path = folder.join(place).join("t.edb");
            if !path.exists() || manifest[key]["tables"].is_null() {
                continue;
            }
            let (with_keys, without) = database(&format!("{case}/{place}"), &path, &manifest[key]);
            databases += 1;
            compared += with_keys;
            left_out += without;
        }
    }
    println!("{databases} databases, keys of {compared} indexes made, of {left_out} not");
    assert!(jet_testkit::shared().is_none() || (databases >= 31 && compared >= 191));
}

/// Compares one database; counts the indexes whose keys were made here, and the others.
fn database(name: &str, path: &Path, expected: &Value) -> (usize, usize) {
    let reader = Reader::open(path, &ReaderOptions::default()).expect(name);
    assert!(reader.is_clean(), "{name}");
    let schema = reader.schema().expect(name);
    let (mut with_keys, mut without) = (0, 0);
    for expected in array(&expected["tables"]) {
        let name = format!("{name}/{}", text(&expected["name"]));
        let table = schema.table(text(&expected["name"])).expect(&name);
        columns(&name, table, &expected["columns"]);
        indexes(&name, table, &expected["indexes"]);
        rows(&name, &reader, table, expected);
        for index in &table.indexes {
            let name = format!("{name}/{}", index.name);
            let entries = entries(&name, &reader, table, index, expected);
            match keys(&reader, table, index) {
                Some(made) => {
                    assert!(made == entries, "{name}: keys made differ from keys stored");
                    with_keys += 1;
                }
                None => {
                    // Its Unicode keys are of another library than Windows'.
                    assert!(index.segments.iter().any(|key| is_unicode(table, key.fid)), "{name}");
                    without += 1;
                }
            }
        }
    }
    let report = Check::new(&reader).run(&mut |_| {});
    // The engine itself loses pages now and then: a dropped index, or a tree of long values whose
    // creation was undone, when the process was killed before its space came back.
    assert!(!report.is_damaged() && report.findings.len() <= 2, "{name}: {:?}", report.findings);
    (with_keys, without)
}

fn is_unicode(table: &TableSchema, fid: u16) -> bool {
    table.columns.iter().any(|column| column.fid == fid && column.code_page == 1200)
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a number")
}

fn hex(value: &Value) -> Vec<u8> {
    hex::decode(text(value)).expect("hex")
}

fn columns(name: &str, table: &TableSchema, expected: &Value) {
    assert_eq!(table.columns.len(), array(expected).len(), "{name}");
    for expected in array(expected) {
        let name = format!("{name}.{}", text(&expected["name"]));
        let column = table.column(text(&expected["name"])).expect(&name);
        assert_eq!(u64::from(column.fid), number(&expected["columnid"]) & 0xFFFF, "{name}");
        assert_eq!(column.coltyp as u64, number(&expected["coltyp"]), "{name}");
        assert_eq!(u64::from(column.max_len), number(&expected["cbMax"]), "{name}");
        if column.coltyp.is_text() {
            assert_eq!(u64::from(column.code_page), number(&expected["cp"]), "{name}");
        }
        let default = column.plain_default().map(hex::encode);
        assert_eq!(default.as_deref(), expected["default"].as_str(), "{name}");
    }
}

fn indexes(name: &str, table: &TableSchema, expected: &Value) {
    assert_eq!(table.indexes.len(), array(expected).len(), "{name}");
    for expected in array(expected) {
        let name = format!("{name}/{}", text(&expected["name"]));
        let index = table.index(text(&expected["name"])).expect(&name);
        assert_eq!(u64::from(index.key_most), number(&expected["cbKeyMost"]), "{name}");
        let segments: Vec<_> = index
            .segments
            .iter()
            .map(|segment| {
                let column = table.columns.iter().find(|column| column.fid == segment.fid);
                (column.map(|column| column.name.clone()), segment.is_descending)
            })
            .collect();
        let expected: Vec<_> = array(&expected["segments"])
            .iter()
            .map(|segment| (Some(text(&segment["column"]).to_owned()), segment["desc"] == 1))
            .collect();
        assert_eq!(segments, expected, "{name}");
    }
}

/// All rows by digest, the listed ones column by column.
fn rows(name: &str, reader: &Reader, table: &TableSchema, expected: &Value) {
    // In the engine's order: columns of the template come first.
    let ids: Vec<(u32, &str)> = array(&expected["columns"])
        .iter()
        .map(|column| (number(&column["columnid"]) as u32, text(&column["name"])))
        .collect();
    let mut listed = array(&expected["rows"]).iter();
    let (mut count, mut digest) = (0, Sha256::new());
    each_row(reader, table, |data, (bookmark, values)| {
        add(&mut digest, &bookmark);
        for (id, column) in &ids {
            for (number, value) in values.get(*column).into_iter().flatten().enumerate() {
                digest.update(id.to_le_bytes());
                digest.update((number as u32 + 1).to_le_bytes());
                add(&mut digest, value);
            }
        }
        count += 1;
        if let Some(listed) = listed.next() {
            row(name, (bookmark, values), listed);
            long_values(name, reader, table, data, listed);
        }
    });
    assert_eq!(count, number(&expected["rowcount"]), "{name}");
    assert_eq!(hex::encode(digest.finalize()), text(&expected["rows_sha256"]), "{name}");
}

/// Length, then bytes.
fn add(digest: &mut Sha256, bytes: &[u8]) {
    digest.update((bytes.len() as u32).to_le_bytes());
    digest.update(bytes);
}

fn each_row(reader: &Reader, table: &TableSchema, mut visit: impl FnMut(&[u8], Row)) {
    let cx = reader.cx();
    let root = table.root.expect("a root");
    let mut records = RowReader::new(cx, table);
    let tree = Tree::new(root, table.objid, true);
    tree.scan(&cx, |node| {
        let mut values: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
        records.visit(node.data, |_, column, value| {
            let bytes = value.bytes.expect("no value is damaged").to_vec();
            values.entry(column.name.clone()).or_default().push(bytes);
        })?;
        visit(node.data, (node.key.to_vec(), values));
        Ok::<_, TableError>(ControlFlow::Continue(()))
    })
    .expect("a sound table");
}

fn row(name: &str, (bookmark, mut values): Row, listed: &Value) {
    for (column, expected) in listed.as_object().expect("a row") {
        match column.as_str() {
            "_pk" => assert_eq!(bookmark, hex(expected), "{name}"),
            "_lv" => {}
            _ => {
                let found = values.remove(column).unwrap_or_default();
                let one = std::slice::from_ref(expected);
                let expected = expected.as_array().map_or(one, Vec::as_slice);
                assert_eq!(found.len(), expected.len(), "{name}.{column}");
                for (found, expected) in found.iter().zip(expected) {
                    assert!(is_value(found, expected), "{name}.{column}: {found:02x?}");
                }
            }
        }
    }
    assert!(values.is_empty(), "{name}: {:?} should be NULL", values.keys());
}

/// Bytes as hex; long ones as their length and digest.
fn is_value(found: &[u8], expected: &Value) -> bool {
    match expected.as_str() {
        Some(text) => hex::encode(found) == text,
        None => {
            found.len() as u64 == number(&expected["len"])
                && hex::encode(Sha256::digest(found)) == text(&expected["sha256"])
        }
    }
}

/// Numbers of long values and how many records share them.
fn long_values(name: &str, reader: &Reader, table: &TableSchema, record: &[u8], listed: &Value) {
    use jet_table::long_value::{Lid, LongValues};
    for (place, expected) in listed["_lv"].as_object().into_iter().flatten() {
        let Some(lid) = expected["lid"].as_str() else { continue };
        let (column, number) = place.rsplit_once('#').expect("column#number");
        let column = table.column(column).expect("a column");
        let record = Record::parse(record, reader.header().page_size).expect("a record");
        let tagged = record.tagged().expect("tagged columns");
        let tagged = tagged.find(column.fid, column.is_derived).expect("the column");
        let index = number.parse::<usize>().expect("a number") - 1;
        let Some(Instance::Separated(raw)) = tagged.instance(index) else {
            panic!("{name}.{place} is not separated");
        };
        assert_eq!(hex::encode(raw), lid, "{name}.{place}");
        let values = LongValues::open(reader.cx(), table.long_values.expect("a tree"));
        let root = values.expect("a tree").root(Lid::from_record(raw).expect("a number"));
        let references = u64::from(root.expect("a root").references);
        assert_eq!(references, expected["refcount"].as_u64().expect("a count"), "{name}.{place}");
    }
}

/// The entries of an index in its order, compared with those expected.
fn entries(
    name: &str,
    reader: &Reader,
    table: &TableSchema,
    index: &IndexSchema,
    expected: &Value,
) -> Vec<(Vec<u8>, Vec<u8>)> {
    let cx = reader.cx();
    let is_primary = index.is_primary();
    let entries = stored(&cx, table, index);
    let expected = &expected["index_entries"][&index.name];
    assert_eq!(entries.len() as u64, number(&expected["count"]), "{name}");
    let mut digest = Sha256::new();
    for (key, bookmark) in &entries {
        add(&mut digest, key);
        add(&mut digest, bookmark);
    }
    for (found, listed) in entries.iter().zip(array(&expected["entries"])) {
        assert_eq!(found.0, hex(&listed[0]), "{name}");
        if is_primary {
            assert_eq!(listed[1], "=", "{name}");
        } else {
            assert_eq!(found.1, hex(&listed[1]), "{name}");
        }
    }
    assert_eq!(hex::encode(digest.finalize()), text(&expected["sha256"]), "{name}");
    entries
}

fn stored(cx: &ReadCx<'_>, table: &TableSchema, index: &IndexSchema) -> Vec<(Vec<u8>, Vec<u8>)> {
    let is_primary = index.is_primary();
    let root = if is_primary { table.root } else { index.root };
    let mut entries = Vec::new();
    let tree = Tree::open(cx, root.expect("a root")).expect("a tree");
    tree.scan(cx, |node| {
        let key = node.key.to_vec();
        let bookmark = if is_primary { key.clone() } else { node.data.to_vec() };
        entries.push((key, bookmark));
        Ok::<_, TableError>(ControlFlow::Continue(()))
    })
    .expect("a sound index");
    entries
}

/// The entries its records call for, in order; `None` when keys of this index cannot be made.
fn keys(
    reader: &Reader,
    table: &TableSchema,
    index: &IndexSchema,
) -> Option<Vec<(Vec<u8>, Vec<u8>)>> {
    let mut keys = IndexKeys::new(table, index)?;
    let cx = reader.cx();
    let mut values = RecordValues::new(table.columns.len(), keys.positions());
    let mut records = RowReader::new(cx, table);
    let mut entries = Vec::new();
    let tree = Tree::new(table.root.expect("a root"), table.objid, true);
    tree.scan(&cx, |node| {
        values.load(&mut records, node.data)?;
        let bookmark = node.key.to_vec();
        keys.visit(&values, |key| entries.push((key.to_vec(), bookmark.clone())))?;
        Ok::<_, TableError>(ControlFlow::Continue(()))
    })
    .expect("a sound table");
    entries.sort();
    Some(entries)
}
