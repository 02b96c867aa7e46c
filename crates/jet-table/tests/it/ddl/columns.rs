//! Columns: what may be one, and what is refused, each for its true reason.

use std::fs;

use jet_table::ddl::{self, UserDefault};
use jet_types::{JetErr, PageSize, grbit};
use serde_json::Value;

use crate::rig::{Rig, bits, column};

/// Every type with every option, as recorded from the reference engine: the same ids, the same
/// refusals.
#[test]
fn columns_are_taken_and_refused_as_recorded() {
    let Some(shared) = jet_testkit::shared() else { return };
    let mut checked = 0;
    for name in ["ddl-add-column-matrix", "ddl-names-column"] {
        let mut rig = Rig::new(PageSize::KIB_4);
        let table = rig.create_table("tab");
        let path = shared.join(format!("transcripts/ddl/{name}.jsonl"));
        for line in fs::read_to_string(path).expect("readable").lines() {
            let line: Value = serde_json::from_str(line).expect("JSON lines");
            if line["call"] != "JetAddColumn" {
                continue;
            }
            let (given, def) = (&line["in"], &line["in"]["pcolumndef"]);
            let Some(name) = given["szColumnName"].as_str() else { continue };
            let mut wanted = column(name, bits(&def["coltyp"]), bits(&def["grbit"]));
            wanted.code_page = bits(&def["cp"]);
            wanted.max_len = bits(&def["cbMax"]);
            let added = rig.add_column(&table, &wanted);
            let context = line["n"].to_string();
            match added {
                Ok(id) => {
                    assert_eq!(Some(u64::from(id)), line["out"]["pcolumnid"].as_u64(), "{context}")
                }
                Err(error) => assert_eq!(error.code().name(), line["ret"].as_str(), "{context}"),
            }
            checked += 1;
        }
        rig.check(name);
        rig.ask_oracle(name);
    }
    assert!(checked > 150, "{checked} columns");
}

fn code(added: Result<u32, jet_table::TableError>) -> JetErr {
    added.expect_err("refused").code()
}

#[test]
fn counting_columns_are_one_each_and_need_the_table_alone() {
    let mut rig = Rig::new(PageSize::KIB_4);
    let table = rig.create_table("tab");
    let zero = 0_i32.to_le_bytes();
    let long = 4;
    let rows = grbit::Column::AUTOINCREMENT.bits();
    let version = grbit::Column::VERSION.bits();
    let escrow = grbit::Column::ESCROW_UPDATE.bits();
    rig.add_column(&table, &column("rows", 15, rows)).expect("64 bits");
    assert_eq!(code(rig.add_column(&table, &column("more", long, rows))), JetErr::COLUMN_REDUNDANT);
    rig.add_column(&table, &column("version", long, version)).expect("32 bits");
    let more = column("again", long, version);
    assert_eq!(code(rig.add_column(&table, &more)), JetErr::COLUMN_REDUNDANT);
    let wide = column("wide", 15, version);
    assert_eq!(code(rig.add_column(&table, &wide)), JetErr::INVALID_GRBIT);
    let no_default = column("e", long, escrow);
    assert_eq!(code(rig.add_column(&table, &no_default)), JetErr::INVALID_GRBIT);
    for name in ["e1", "e2"] {
        let counter = ddl::ColumnDef { default: Some(&zero), ..column(name, long, escrow) };
        rig.add_column(&table, &counter).expect("as many as one likes");
    }
    let shared = rig.alone(|cx, writer, tables| {
        let caller = ddl::Caller::default();
        let def = ddl::ColumnDef { default: Some(&zero), ..column("e3", long, escrow) };
        ddl::add_column(cx, writer, tables, &table, caller, &def)
    });
    let code = shared.expect_err("refused").code();
    assert_eq!(code, JetErr::EXCLUSIVE_TABLE_LOCK_REQUIRED);
    rig.check("counters");
    rig.ask_oracle("counters");
}

#[test]
fn defaults_are_checked_and_kept() {
    let mut rig = Rig::new(PageSize::KIB_4);
    let table = rig.create_table("tab");
    let text = |name, default| ddl::ColumnDef {
        default: Some(default),
        max_len: 5,
        ..column(name, 10, 0)
    };
    rig.add_column(&table, &text("five", b"12345")).expect("fits");
    let six = rig.add_column(&table, &text("six", b"123456"));
    assert_eq!(code(six), JetErr::DEFAULT_VALUE_TOO_BIG);
    let short = ddl::ColumnDef { default: Some(&[1, 2]), ..column("short", 4, 0) };
    assert_eq!(code(rig.add_column(&table, &short)), JetErr::INVALID_BUFFER_SIZE);
    let user = UserDefault { callback: "lib!fun", data: b"data", columns: &[] };
    let def = ddl::ColumnDef {
        user_default: Some(user),
        ..column(
            "computed",
            4,
            (grbit::Column::USER_DEFINED_DEFAULT | grbit::Column::TAGGED).bits(),
        )
    };
    rig.add_column(&table, &def).expect("computed");
    rig.alone(|cx, writer, tables| ddl::set_default(cx, writer, tables, &table, "five", b"xy"))
        .expect("another default");
    let whole = table.whole();
    assert_eq!(whole.column("five").and_then(|it| it.plain_default()), Some(&b"xy"[..]));
    let row = rig.rows("MSysObjects").into_iter().find(|row| row["Name"] == b"computed");
    let row = row.expect("a row");
    assert_eq!(row["TemplateTable"], b"lib!fun");
    assert_eq!(row["CallbackData"], b"data");
    rig.check("defaults");
    rig.ask_oracle("defaults");
}

#[test]
fn there_are_127_fixed_and_128_variable_columns() {
    let mut rig = Rig::new(PageSize::KIB_8);
    let table = rig.create_table("tab");
    for (coltyp, first, count) in [(1, 1, 127), (9, 128, 128)] {
        for number in 0..count {
            let id = rig.add_column(&table, &column(&format!("c{coltyp}_{number}"), coltyp, 0));
            assert_eq!(id.expect("room"), first + number);
        }
        let more = rig.add_column(&table, &column("more", coltyp, 0));
        assert_eq!(code(more), JetErr::TOO_MANY_COLUMNS);
    }
    rig.check("many columns");
    let mut rig = Rig::new(PageSize::KIB_4);
    let table = rig.create_table("tab");
    let fixed = grbit::Column::FIXED.bits();
    let refused = (0..127)
        .find_map(|number| rig.add_column(&table, &column(&format!("c{number}"), 9, fixed)).err());
    assert_eq!(refused.expect("4 KiB do not hold it").code(), JetErr::RECORD_TOO_BIG);
    rig.check("wide columns");
}

#[test]
fn deleted_columns_keep_their_numbers_and_free_their_names() {
    let mut rig = Rig::new(PageSize::KIB_4);
    let table = rig.create_table("tab");
    for name in ["a", "b", "c"] {
        rig.add_column(&table, &column(name, 4, 0)).expect("added");
    }
    let delete = |rig: &mut Rig, name: &str| {
        rig.alone(|cx, writer, tables| ddl::delete_column(cx, writer, tables, &table, name, false))
    };
    delete(&mut rig, "c").expect("deleted");
    let missing = delete(&mut rig, "c").expect_err("gone").code();
    assert_eq!(missing, JetErr::COLUMN_NOT_FOUND);
    assert_eq!(rig.add_column(&table, &column("c", 4, 0)).expect("a free name"), 4);
    rig.clean();
    let offset = table.whole().column("c").expect("there").offset;
    assert_eq!(offset, 16);
    // What a later start reads is the same.
    let read = jet_table::catalog::find_table(&rig.raw(), "tab").expect("readable").expect("there");
    assert_eq!((read.layout, read.columns.len()), (table.whole().layout, 3));
    let rename = |rig: &mut Rig, from: &str, to: &str| {
        rig.alone(|cx, writer, tables| ddl::rename_column(cx, writer, tables, &table, from, to))
    };
    rename(&mut rig, "a", "A").expect("the same in another case");
    assert_eq!(rename(&mut rig, "a", "b").expect_err("taken").code(), JetErr::KEY_DUPLICATE);
    rename(&mut rig, "a", "z").expect("free");
    rig.clean();
    assert!(table.whole().column("a").is_none() && table.whole().column("z").is_some());
    rig.clean();
    rig.check("deleted columns");
    rig.ask_oracle("deleted columns");
}
