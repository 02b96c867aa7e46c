//! Tables: made, renamed, deleted, made like others.

use jet_table::TableError;
use jet_table::ddl::{self, Report, SpaceHints, TableDef};
use jet_table::table::Access;
use jet_types::{JetErr, PageSize, grbit};

use crate::rig::{ALONE, Rig, column, index, table};

fn code<T>(done: Result<T, TableError>) -> JetErr {
    done.map(drop).expect_err("refused").code()
}

fn create(rig: &mut Rig, def: &TableDef<'_>) -> (Result<(), TableError>, Report) {
    let mut report = Report::default();
    let made = rig.alone(|cx, writer, tables| {
        ddl::create_table(cx, writer, tables, def, &mut report).map(drop)
    });
    (made, report)
}

fn delete(rig: &mut Rig, name: &str) -> Result<(), TableError> {
    rig.alone(|cx, writer, tables| ddl::delete_table(cx, writer, tables, 1, name))
}

fn rename(rig: &mut Rig, from: &str, to: &str) -> Result<(), TableError> {
    rig.alone(|cx, writer, tables| ddl::rename_table(cx, writer, tables, from, to))
}

#[test]
fn tables_come_and_go_with_all_their_pages() {
    for size in [PageSize::KIB_4, PageSize::KIB_32] {
        let mut rig = Rig::new(size);
        for round in 0..3 {
            for number in 0..40 {
                let name = format!("table {number}");
                let columns = [column("k", 4, 0), column("t", 12, 0)];
                let indexes = [index("pk", b"+k\0\0", 2), index("by t", b"-t\0\0", 0)];
                let pages = 1 + number % 20;
                let def = TableDef { pages, columns: &columns, indexes: &indexes, ..table(&name) };
                let (made, report) = create(&mut rig, &def);
                made.expect("made");
                assert_eq!(report.created, 5);
                let found = rig.tables.open(&rig.raw(), &name).expect("there");
                rig.alone(|cx, writer, tables| {
                    ddl::create_long_values(cx, writer, tables, &found).map(drop)
                })
                .expect("a tree of long values");
            }
            rig.check(&format!("{size:?}, round {round}, made"));
            for number in 0..40 {
                delete(&mut rig, &format!("TABLE {number}")).expect("deleted");
            }
            let locked = rig.tables.open(&rig.raw(), "table 1").expect_err("gone").code();
            assert_eq!(locked, JetErr::TABLE_LOCKED);
            rig.clean();
            let missing = rig.tables.open(&rig.raw(), "table 1").expect_err("gone").code();
            assert_eq!(missing, JetErr::OBJECT_NOT_FOUND);
            rig.check(&format!("{size:?}, round {round}, deleted"));
        }
        rig.ask_oracle("tables");
    }
}

#[test]
fn names_are_unique_in_any_case() {
    let mut rig = Rig::new(PageSize::KIB_4);
    rig.create_table("a");
    assert_eq!(code(create(&mut rig, &table("A ")).0), JetErr::TABLE_DUPLICATE);
    assert_eq!(code(create(&mut rig, &table("msysobjects")).0), JetErr::TABLE_DUPLICATE);
    assert_eq!(code(create(&mut rig, &table("a.b")).0), JetErr::INVALID_NAME);
    rig.create_table("b");
    assert_eq!(code(rename(&mut rig, "a", "B")), JetErr::KEY_DUPLICATE);
    rename(&mut rig, "a", "A").expect("the same in another case");
    rename(&mut rig, "a", "c").expect("free");
    assert_eq!(code(rename(&mut rig, "a", "d")), JetErr::OBJECT_NOT_FOUND);
    assert_eq!(code(rename(&mut rig, "MSysObjects", "d")), JetErr::FIXED_DDL);
    assert_eq!(code(delete(&mut rig, "MSysObjects")), JetErr::CANNOT_DELETE_SYSTEM_TABLE);
    assert_eq!(code(delete(&mut rig, "a")), JetErr::OBJECT_NOT_FOUND);
    assert_eq!(code(delete(&mut rig, "")), JetErr::INVALID_NAME);
    rig.create_table("a");
    assert_eq!(rig.tables.open(&rig.raw(), "C").expect("there").whole().name, "c");
    rig.clean();
    rig.check("names");
}

#[test]
fn a_table_in_use_is_not_deleted() {
    let mut rig = Rig::new(PageSize::KIB_4);
    let found = rig.create_table("tab");
    let access = Access { read_only: true, ..Access::default() };
    for (session, access, expected) in [
        (1, access, JetErr::TABLE_IN_USE),
        (2, access, JetErr::TABLE_IN_USE),
        (1, Access { deny_read: true, ..access }, JetErr::TABLE_IN_USE),
        (2, Access { deny_read: true, ..access }, JetErr::TABLE_LOCKED),
    ] {
        let opening = found.share().open(session, access).expect("open");
        assert_eq!(code(delete(&mut rig, "tab")), expected);
        found.share().close(opening);
    }
    delete(&mut rig, "tab").expect("nobody has it open");
}

#[test]
fn tables_are_made_like_templates() {
    let mut rig = Rig::new(PageSize::KIB_4);
    let template = grbit::CreateTable::TEMPLATE_TABLE.bits();
    let text = |name| ddl::ColumnDef { code_page: 1200, ..column(name, 10, 0) };
    let columns = [column("ta", 4, 1), text("tb"), column("tc", 12, 2)];
    let indexes = [index("tpk", b"+ta\0\0", 3), index("ti", b"+tb\0\0", 0)];
    let def = TableDef { grbit: template, columns: &columns, indexes: &indexes, ..table("tmpl") };
    create(&mut rig, &def).0.expect("a template");
    let like = |name, grbit| TableDef { template: Some("TMPL"), grbit, ..table(name) };
    assert_eq!(code(create(&mut rig, &like("x", template)).0), JetErr::CANNOT_NEST_DDL);
    let own = [column("x", 4, 0), text("y"), column("z", 11, 0x402)];
    let def = TableDef { columns: &own, ..like("d1", 0) };
    let (made, report) = create(&mut rig, &def);
    made.expect("made like the template");
    let ids: Vec<u32> = report.columns.iter().map(|added| added.expect("added").id.get()).collect();
    assert_eq!(ids, [2, 129, 256]);
    let derived = rig.tables.open(&rig.raw(), "d1").expect("there");
    let schema = derived.whole();
    assert_eq!(schema.columns.len(), 6);
    let found = schema.index("ti").expect("made like the template's");
    let own = found.root.is_some() && found.objid > schema.objid;
    assert!(own, "it has its own tree");
    let fresh = jet_table::catalog::find_table(&rig.raw(), "d1").expect("readable");
    let fresh = fresh.expect("there");
    assert_eq!(format!("{:?}", fresh.columns), format!("{:?}", schema.columns));
    assert_eq!(format!("{:?}", fresh.indexes), format!("{:?}", schema.indexes));
    assert_eq!(fresh.layout, schema.layout);
    let bad = TableDef { template: Some("d1"), ..table("x") };
    assert_eq!(code(create(&mut rig, &bad).0), JetErr::DDL_NOT_INHERITABLE);
    let bad = TableDef { template: Some("nope"), ..table("x") };
    assert_eq!(code(create(&mut rig, &bad).0), JetErr::OBJECT_NOT_FOUND);
    let twice = [column("tb", 4, 0)];
    let bad = TableDef { columns: &twice, ..like("x", 0) };
    assert_eq!(code(create(&mut rig, &bad).0), JetErr::COLUMN_DUPLICATE);
    assert_eq!(code(delete(&mut rig, "tmpl")), JetErr::CANNOT_DELETE_TEMPLATE_TABLE);
    assert_eq!(code(rename(&mut rig, "tmpl", "x")), JetErr::FIXED_DDL);
    rename(&mut rig, "d1", "d2").expect("tables made like templates have names of their own");
    let mut inherited = |act: &dyn Fn(&mut Rig) -> Result<(), TableError>| code(act(&mut rig));
    assert_eq!(
        inherited(&|rig| rig.alone(|cx, writer, tables| {
            ddl::delete_column(cx, writer, tables, &derived, "ta", false)
        })),
        JetErr::FIXED_INHERITED_DDL
    );
    assert_eq!(
        inherited(&|rig| rig.alone(|cx, writer, tables| {
            ddl::delete_column(cx, writer, tables, &derived, "ta", true)
        })),
        JetErr::COLUMN_NOT_FOUND
    );
    assert_eq!(
        inherited(&|rig| rig
            .alone(|cx, writer, tables| { ddl::delete_index(cx, writer, tables, &derived, "ti") })),
        JetErr::FIXED_INHERITED_DDL
    );
    rig.check("templates");
    rig.ask_oracle("templates");
}

#[test]
fn a_template_may_keep_others_to_tagged_columns() {
    let mut rig = Rig::new(PageSize::KIB_4);
    let bits = grbit::CreateTable::TEMPLATE_TABLE
        | grbit::CreateTable::NO_FIXED_VAR_COLUMNS_IN_DERIVED_TABLES;
    let def = TableDef { grbit: bits.bits(), ..table("tmpl") };
    create(&mut rig, &def).0.expect("a template");
    let derived = TableDef { template: Some("tmpl"), ..table("d") };
    create(&mut rig, &derived).0.expect("like it");
    let found = rig.tables.open(&rig.raw(), "d").expect("there");
    let fixed = rig.add_column(&found, &column("f", 4, 0));
    assert_eq!(code(fixed), JetErr::CANNOT_ADD_FIXED_VAR_COLUMN_TO_DERIVED_TABLE);
    rig.add_column(&found, &column("t", 4, 2)).expect("tagged");
    let only = grbit::CreateTable::NO_FIXED_VAR_COLUMNS_IN_DERIVED_TABLES.bits();
    let bad = TableDef { grbit: only, ..table("x") };
    assert_eq!(code(create(&mut rig, &bad).0), JetErr::INVALID_GRBIT);
    let template = rig.tables.open(&rig.raw(), "tmpl").expect("there");
    let frozen = rig.alone(|cx, writer, tables| {
        let caller = ddl::Caller { may_add_to_frozen: false, ..ALONE };
        ddl::add_column(cx, writer, tables, &template, caller, &column("n", 12, 0))
    });
    assert_eq!(code(frozen), JetErr::FIXED_DDL);
    rig.add_column(&template, &column("late", 12, 0)).expect("tagged");
    assert!(found.whole().column("late").is_some_and(|column| column.is_derived));
    rig.check("tagged only");
}

#[test]
fn space_hints_are_kept_and_followed() {
    let mut rig = Rig::new(PageSize::KIB_4);
    let space = SpaceHints {
        initial: 20 * 4096,
        growth: 150,
        extent_least: 0x4000,
        extent_most: 0x2_0000,
        ..SpaceHints::default()
    };
    let long_value_space = SpaceHints { density: 70, initial: 10 * 4096, ..space };
    let def = TableDef { pages: 20, density: 70, space, long_value_space, ..table("sp") };
    create(&mut rig, &def).0.expect("made");
    let row = rig.rows("MSysObjects").into_iter().find(|row| row["Name"] == b"sp");
    let row = row.expect("a row");
    // As the reference engine wrote them for the same hints.
    let expected = "010000000000000000960000000040000000000200";
    assert_eq!(hex::encode(&row["SpaceHints"]), expected);
    let expected = "014600000000a000000000000000000000960000000040000000000200";
    assert_eq!(hex::encode(&row["SpaceDeferredLVHints"]), expected);
    rig.check("space hints");
}

/// What was made before something failed is told, and gone with the statement.
#[test]
fn tables_with_columns_and_indexes_are_made_whole_or_not_at_all() {
    let mut rig = Rig::new(PageSize::KIB_4);
    let columns = [column("k", 4, 0), column("s", 10, 0), column("m", 11, 0x402)];
    let pk = index("pk", b"+k\0\0", 2);
    let make = |rig: &mut Rig, columns, indexes| {
        let (made, report) = create(rig, &TableDef { columns, indexes, ..table("t") });
        (code(made), report)
    };
    let bad = [pk, index("i", b"+nope\0\0", 0)];
    let (error, report) = make(&mut rig, &columns, &bad);
    assert_eq!((error, report.created), (JetErr::COLUMN_NOT_FOUND, 5));
    assert_eq!(report.indexes, [None, Some(JetErr::COLUMN_NOT_FOUND)]);
    let two = [pk, index("p2", b"+s\0\0", 2)];
    let (error, report) = make(&mut rig, &columns, &two);
    assert_eq!((error, report.created), (JetErr::INDEX_HAS_PRIMARY, 5));
    let (twice, pk) = ([columns[0], columns[0]], [pk]);
    let (error, report) = make(&mut rig, &twice, &pk);
    assert_eq!((error, report.created, report.columns.len()), (JetErr::COLUMN_DUPLICATE, 3, 2));
    let nil = [column("k", 0, 0)];
    let (error, report) = make(&mut rig, &nil, &pk);
    assert_eq!((error, report.created), (JetErr::INVALID_COLUMN_TYPE, 1));
    assert_eq!(report.columns, [Err(JetErr::INVALID_COLUMN_TYPE)]);
    let missing = rig.tables.open(&rig.raw(), "t").expect_err("nothing is left").code();
    assert_eq!(missing, JetErr::OBJECT_NOT_FOUND);
    rig.clean();
    rig.check("all or nothing");
}

/// Definitions in databases that the reference engine made, whose catalogs have columns and trees
/// of newer formats.
#[test]
fn databases_of_the_reference_engine_are_gone_on_with() {
    if jet_testkit::shared().is_none() {
        return;
    }
    for case in ["e_template_hints", "b_types_32k", "a_empty_16k"] {
        let mut rig = Rig::golden(case);
        let before = jet_table::catalog::table_names(&rig.raw()).expect("readable");
        rig.check(case);
        for number in 0..30 {
            let name = format!("new {number}");
            let text = ddl::ColumnDef { code_page: 1200, ..column("t", 10, 0) };
            let columns = [column("k", 4, 0), text];
            let indexes = [index("pk", b"+k\0\0", 2), index("by t", b"-t\0\0", 0)];
            let def = TableDef { columns: &columns, indexes: &indexes, ..table(&name) };
            create(&mut rig, &def).0.expect("made");
        }
        rig.check(&format!("{case}, made"));
        if case == "e_template_hints" {
            let derived = TableDef { template: Some("tmpl"), ..table("d3") };
            create(&mut rig, &derived).0.expect("made like their template");
            assert_eq!(code(delete(&mut rig, "tmpl")), JetErr::CANNOT_DELETE_TEMPLATE_TABLE);
        }
        for name in before.iter().filter(|name| !name.starts_with("MSys") && *name != "tmpl") {
            delete(&mut rig, name).expect("deleted");
        }
        rig.clean();
        rig.check(&format!("{case}, deleted"));
        rig.ask_oracle(case);
    }
}
