//! Indexes: definitions that are taken and refused, and entries made of the records there are.

use std::fs;

use jet_btree::{Versioning, WriteCx, Writer};
use jet_os::rng::Rng;
use jet_table::ddl::{self, Condition, IndexDef, Locale};
use jet_table::record::RecordBuffer;
use jet_table::schema::TupleLimits;
use jet_table::{Table, TableError};
use jet_types::{JetErr, PageSize, grbit};
use serde_json::Value;

use crate::rig::{Rig, bits, column, index};

/// A key description as the recordings have it: segments, each ended by a zero, and one more.
fn key(value: &Value) -> Vec<u8> {
    match value {
        Value::Array(segments) => {
            let mut bytes = Vec::new();
            for segment in segments {
                bytes.extend_from_slice(segment.as_str().expect("text").as_bytes());
                bytes.push(0);
            }
            bytes.push(0);
            bytes
        }
        Value::Object(given) => given["text"].as_str().expect("text").as_bytes().to_vec(),
        _ => Vec::new(),
    }
}

fn recorded(rig: &mut Rig, table: &Table, given: &Value) -> Result<(), TableError> {
    let mut key = key(&given["szKey"]);
    if let Some(len) = given["cbKey"].as_u64() {
        key.truncate(len as usize);
    }
    let limits = &given["ptuplelimits"];
    let tuples = limits.is_object().then(|| TupleLimits {
        min: bits(&limits["chLengthMin"]),
        max: bits(&limits["chLengthMax"]),
        to_index: bits(&limits["chToIndexMax"]),
        step: bits(&limits["cchIncrement"]),
        start: bits(&limits["ichStart"]),
    });
    let given_conditions = given["rgconditionalcolumn"].as_array();
    let conditions: Vec<Condition<'_>> = given_conditions
        .into_iter()
        .flatten()
        .map(|it| Condition {
            column: it["szColumnName"].as_str().expect("a name"),
            grbit: bits(&it["grbit"]),
        })
        .collect();
    let def = IndexDef {
        density: bits(&given["lDensity"]),
        tuples,
        conditions: &conditions,
        segment_most: bits(&given["cbVarSegMac"]),
        key_most: bits(&given["cbKeyMost"]),
        ..index(given["szIndexName"].as_str().unwrap_or(""), &key, bits(&given["grbit"]))
    };
    rig.create_index(table, &def)
}

/// Definitions as recorded from the reference engine: the same are taken, the others are refused
/// for the same reasons.
#[test]
fn definitions_are_taken_and_refused_as_recorded() {
    let Some(shared) = jet_testkit::shared() else { return };
    let mut checked = 0;
    let mut paths = vec![
        shared.join("transcripts/ddl/ddl-create-index-definitions.jsonl"),
        shared.join("transcripts/ddl/ddl-names-index.jsonl"),
    ];
    for folder in ["index", "keys"] {
        let folder = fs::read_dir(shared.join("transcripts").join(folder)).expect("readable");
        paths.extend(folder.map(|entry| entry.expect("readable").path()));
    }
    for path in paths {
        let name = path.display().to_string();
        let size = if name.contains("page8192") { PageSize::KIB_8 } else { PageSize::KIB_4 };
        let mut rig = Rig::new(size);
        let mut table = rig.create_table("some");
        for line in fs::read_to_string(&path).expect("readable").lines() {
            let line: Value = serde_json::from_str(line).expect("JSON lines");
            let (given, context) = (&line["in"], format!("{name}, {}", line["n"]));
            let expected = line["ret"].as_str().unwrap_or_default();
            match line["call"].as_str().unwrap_or_default() {
                "JetCreateTable" => {
                    table = rig.create_table(given["szTableName"].as_str().expect("a name"));
                }
                "JetAddColumn" => {
                    let def = &given["pcolumndef"];
                    let name = given["szColumnName"].as_str().expect("a name");
                    let mut wanted = column(name, bits(&def["coltyp"]), bits(&def["grbit"]));
                    (wanted.code_page, wanted.max_len) = (bits(&def["cp"]), bits(&def["cbMax"]));
                    wanted.default = (!given["pvDefault"].is_null()).then_some(&[0; 4]);
                    rig.add_column(&table, &wanted).expect(&context);
                }
                "JetCreateIndex" => {
                    let done = recorded(&mut rig, &table, given);
                    let code = done.err().map_or(JetErr::SUCCESS, |error| error.code());
                    assert_eq!(code.name(), Some(expected), "{context}");
                    checked += 1;
                }
                "JetCreateIndex2" | "JetCreateIndex3" => {
                    let all = given["pindexcreate"].as_array();
                    let is_one = all.is_some_and(|all| all.len() == 1);
                    let Some([one]) = all.map(Vec::as_slice) else { continue };
                    if !is_one || !one["cbStruct"].is_null() {
                        continue;
                    }
                    let done = recorded(&mut rig, &table, one);
                    let code = done.err().map_or(JetErr::SUCCESS, |error| error.code());
                    assert_eq!(code.name(), Some(expected), "{context}");
                    checked += 1;
                }
                "JetDeleteIndex" => {
                    let name = given["szIndexName"].as_str().expect("a name");
                    let done = rig.alone(|cx, writer, tables| {
                        ddl::delete_index(cx, writer, tables, &table, name)
                    });
                    let code = done.err().map_or(JetErr::SUCCESS, |error| error.code());
                    assert_eq!(code.name(), Some(expected), "{context}");
                }
                _ => {}
            }
        }
        rig.clean();
        rig.check(&name);
    }
    assert!(checked > 200, "{checked} indexes");
}

/// A record of a table with columns `k`, `v` and `s`.
fn insert(cx: &WriteCx<'_>, writer: &mut Writer, table: &Table, k: u32, v: Option<i32>, s: &[u8]) {
    let schema = table.whole();
    let mut record = RecordBuffer::new(cx.db.page_size(), &schema);
    let mut set = |name: &str, value: Option<&[u8]>| {
        let column = schema.column(name).expect("there");
        record.set(&schema, column, 1, value).expect("fits");
    };
    set("k", Some(&k.to_le_bytes()));
    set("v", v.map(i32::to_le_bytes).as_ref().map(<[u8; 4]>::as_slice));
    set("s", Some(s));
    let mut key = vec![0x7F];
    key.extend_from_slice(&(k ^ 0x8000_0000).to_be_bytes());
    let versioning = Versioning::Versioned;
    table.tree().insert(cx, writer, &key, record.bytes(), versioning).expect("inserted");
}

fn filled(
    rig: &mut Rig,
    count: u32,
    mut v: impl FnMut(u32) -> Option<i32>,
) -> std::sync::Arc<Table> {
    let table = rig.create_table("tab");
    for (name, coltyp, code_page) in [("k", 4, 0), ("v", 4, 0), ("s", 12, 1200)] {
        let def = ddl::ColumnDef { code_page, ..column(name, coltyp, 0) };
        rig.add_column(&table, &def).expect("added");
    }
    rig.create_index(&table, &index("pk", b"+k\0\0", 2)).expect("primary");
    let mut writer = rig.begin();
    for k in 0..count {
        let text: Vec<u8> =
            format!("text {}", k % 37).encode_utf16().flat_map(u16::to_le_bytes).collect();
        insert(&rig.cx(), &mut writer, &table, k, v(k), &text);
    }
    rig.commit(writer);
    table
}

#[test]
fn entries_are_made_of_the_records_there_are() {
    for seed in [1, 2] {
        let mut rng = Rng::new(seed);
        let mut rig = Rig::new(PageSize::KIB_4);
        let table =
            filled(&mut rig, 3000, |_| (rng.below(5) > 0).then(|| rng.below(1000) as i32 - 500));
        let tuples = grbit::CreateIndex::TUPLES.bits();
        let defs: [(&str, &[u8], u32); 6] = [
            ("v", b"+v\0\0", 0),
            ("down", b"-v\0+s\0\0", 0),
            ("text", b"+s\0\0", 0),
            ("unique", b"+v\0+k\0\0", 1),
            ("sparse", b"+v\0\0", grbit::CreateIndex::IGNORE_ANY_NULL.bits()),
            ("tuples", b"+s\0\0", tuples),
        ];
        for (name, key, grbit) in defs {
            rig.create_index(&table, &index(name, key, grbit)).expect(name);
        }
        let condition = [Condition { column: "v", grbit: 2 }];
        let def = IndexDef { conditions: &condition, ..index("only", b"+k\0\0", 0) };
        rig.create_index(&table, &def).expect("conditional");
        rig.check(&format!("seed {seed}"));
        for name in ["v", "text", "tuples", "only"] {
            rig.alone(|cx, writer, tables| ddl::delete_index(cx, writer, tables, &table, name))
                .expect("deleted");
        }
        rig.clean();
        rig.check(&format!("seed {seed}, deleted"));
        rig.ask_oracle(&format!("seed {seed}"));
    }
}

#[test]
fn records_that_an_index_cannot_have_refuse_it() {
    let mut rig = Rig::new(PageSize::KIB_4);
    let table = filled(&mut rig, 200, |k| (k != 77).then_some(k as i32 / 2));
    let code = |done: Result<(), TableError>| done.expect_err("refused").code();
    let unique = rig.create_index(&table, &index("u", b"+v\0\0", 1));
    assert_eq!(code(unique), JetErr::KEY_DUPLICATE);
    let no_null = grbit::CreateIndex::DISALLOW_NULL.bits();
    let refused = rig.create_index(&table, &index("n", b"+v\0\0", no_null));
    assert_eq!(code(refused), JetErr::NULL_KEY_DISALLOWED);
    let second = rig.create_index(&table, &index("p", b"+v\0\0", 2));
    assert_eq!(code(second), JetErr::INDEX_HAS_PRIMARY);
    let other = Locale::Named { name: "ja-JP", flags: 0 };
    let unknown = IndexDef { locale: Some(other), ..index("ja", b"+s\0\0", 0) };
    let refused = rig.create_index(&table, &unknown);
    assert_eq!(code(refused), JetErr::UNICODE_NORMALIZATION_NOT_SUPPORTED);
    rig.clean();
    rig.check("refused indexes leave nothing");
    let plain = rig.create_table("plain");
    rig.add_column(&plain, &column("a", 4, 0)).expect("added");
    let mut writer = rig.begin();
    let tree = plain.tree();
    let done =
        tree.insert(&rig.cx(), &mut writer, &[0, 0, 0, 1], &[0, 127, 4, 0], Versioning::Versioned);
    done.expect("inserted");
    rig.commit(writer);
    let late = rig.create_index(&plain, &index("pk", b"+a\0\0", 2));
    assert_eq!(code(late), JetErr::TABLE_NOT_EMPTY);
    let counted = ddl::ColumnDef { default: Some(&[0; 4]), ..column("e", 4, 0x800) };
    let refused = rig.add_column(&plain, &counted).expect_err("refused").code();
    assert_eq!(refused, JetErr::TABLE_NOT_EMPTY);
}
