//! What the information calls tell of databases of the reference engine.

use jet_api::bookmark::Place;
use jet_api::info::column::{ColumnChoice, ColumnInfo};
use jet_api::info::index::IndexInfo;
use jet_api::info::table::TableInfo;
use jet_types::JetErr;
use jet_types::grbit::{Column, Move, ObjectFlags, SetCurrentIndex};
use jet_types::level::{ColInfo, DbInfo, IdxInfo, ObjInfo, TblInfo};
use serde_json::Value;

use crate::reading::{Open, each_golden};

#[test]
fn columns_are_told_by_name_and_by_id() {
    let mut told = 0;
    each_golden(|case, path, expected| {
        let open = Open::new(path);
        for table in expected["tables"].as_array().expect("tables") {
            let name = table["name"].as_str().expect("a name");
            for column in table["columns"].as_array().expect("columns") {
                one_column(&open, name, column, &format!("{case}, {name}"));
                told += 1;
            }
        }
    });
    assert!(jet_testkit::shared().is_none() || told > 200, "{told} columns");
}

/// Asks for a column in all ways; all must agree with what was listed.
fn one_column(open: &Open, table: &str, listed: &Value, place: &str) {
    let (engine, sesid) = (&open.engine, open.sesid);
    let tableid = open.table(table);
    let name = listed["name"].as_str().expect("a name");
    let named = ColumnChoice::Named(Some(name));
    let ask = |choice, level: ColInfo| {
        engine.get_table_column_info(sesid, tableid, choice, level.raw(), 540).expect(place)
    };
    let ColumnInfo::Def(def) = ask(named, ColInfo::Column) else { panic!("not asked for") };
    assert_eq!(Some(u64::from(def.column.get())), listed["columnid"].as_u64(), "{place}, {name}");
    assert!(!def.grbit.contains(Column::UPDATABLE), "opened to be read");
    let by_id = ColumnChoice::Id(def.column);
    assert_eq!(ask(by_id, ColInfo::ByColid), ColumnInfo::Def(def), "{place}, {name}");
    let ColumnInfo::Base(base) = ask(by_id, ColInfo::BaseByColid) else { panic!("not asked for") };
    assert_eq!((base.def, &*base.base_column), (def, name), "{place}");
    let level = ColInfo::Base.raw();
    let by_table = engine.get_column_info(sesid, open.dbid, Some(table), named, level, 540);
    assert_eq!(by_table.expect(place), ColumnInfo::Base(base), "{place}");
    for (choice, level, size, code) in [
        (ColumnChoice::Named(None), 0, 540, JetErr::COLUMN_NOT_FOUND),
        (ColumnChoice::Named(Some("no such")), 0, 540, JetErr::COLUMN_NOT_FOUND),
        (named, 0, 27, JetErr::BUFFER_TOO_SMALL),
        (named, 4, 539, JetErr::BUFFER_TOO_SMALL),
        (named, 77, 540, JetErr::INVALID_PARAMETER),
        (named, 3, 540, JetErr::FEATURE_NOT_AVAILABLE),
    ] {
        let told = engine.get_table_column_info(sesid, tableid, choice, level, size);
        assert_eq!(told.expect_err("refused").code(), code, "{place}");
    }
    engine.close_table(sesid, tableid).expect("open");
}

#[test]
fn tables_indexes_and_databases_are_told() {
    if jet_testkit::shared().is_none() {
        return;
    }
    let (_dir, root) = jet_testkit::golden("c_index_8k");
    let open = Open::new(&root.join("db/t.edb"));
    let (engine, sesid) = (&open.engine, open.sesid);
    let tableid = open.table("MSysObjects");
    let mut buffer = [0; 64];
    let mut place = Place::new(Some(&mut buffer));
    let name = engine.get_table_info(sesid, tableid, &mut place, TblInfo::Name.raw());
    assert_eq!((name.expect("room"), place.actual), (TableInfo::Written, Some(12)));
    assert_eq!(&buffer[..12], b"MSysObjects\0");
    let told = |container, name, level: u32, size| {
        let told = engine.get_object_info(sesid, open.dbid, container, name, level, size);
        told.map(|info| info.flags).map_err(|error| error.code())
    };
    let level = ObjInfo::NoStats.raw();
    let flags = ObjectFlags::SYSTEM | ObjectFlags::TABLE_FIXED_DDL;
    assert_eq!(told(Some("tables"), Some("msysobjects"), level, 40), Ok(flags));
    assert_eq!(told(Some("Foo"), Some("MSysObjects"), level, 40), Err(JetErr::OBJECT_NOT_FOUND));
    assert_eq!(told(None, None, level, 40), Err(JetErr::OBJECT_NOT_FOUND));
    assert_eq!(told(None, Some("MSysObjects"), level, 39), Err(JetErr::BUFFER_TOO_SMALL));
    assert_eq!(told(None, Some("MSysObjects"), 77, 40), Err(JetErr::INVALID_PARAMETER));

    let mut count = [0; 4];
    let mut place = Place::new(Some(&mut count));
    let level = IdxInfo::Count.raw();
    let told = engine.get_table_index_info(sesid, tableid, None, &mut place, level);
    assert_eq!((told.expect("a count"), count), (IndexInfo::Written, [3, 0, 0, 0]));
    let level = IdxInfo::IndexId.raw();
    let mut nowhere = Place::default();
    let id = engine.get_table_index_info(sesid, tableid, Some("Name"), &mut nowhere, level);
    let IndexInfo::Id(id) = id.expect("it is there") else { panic!("not asked for") };
    let first = SetCurrentIndex::MOVE_FIRST;
    engine.set_current_index(sesid, tableid, Some("other"), Some(id), first, 1).expect("an id");
    let mut name = [0; 8];
    engine.get_current_index(sesid, tableid, Some(&mut name)).expect("room");
    assert_eq!(&name, b"Name\0\0\0\0");
    engine.move_cursor(sesid, tableid, 0, Move::empty()).expect("there are rows");
    engine.get_cursor_info(sesid, tableid, 0, 0).expect("nobody changes it");

    let mut misc = [0; 216];
    let mut place = Place::new(Some(&mut misc));
    let level = DbInfo::Misc.raw();
    engine.get_database_info(sesid, open.dbid, &mut place, level).expect("the size of one");
    assert_eq!((&misc[36..40], &misc[212..]), (&[3, 0, 0, 0][..], &8192_u32.to_le_bytes()[..]));
    let mut same = [0; 216];
    let mut place = Place::new(Some(&mut same));
    engine.get_database_file_info(Some(&open.path), &mut place, level).expect("a file");
    assert_eq!(misc, same);
    let mut place = Place::new(Some(&mut same[..5]));
    for (level, code) in [
        (DbInfo::PageSize.raw(), JetErr::INVALID_BUFFER_SIZE),
        (DbInfo::Filename.raw(), JetErr::BUFFER_TOO_SMALL),
        (DbInfo::Isam.raw(), JetErr::FEATURE_NOT_AVAILABLE),
        (99, JetErr::INVALID_PARAMETER),
    ] {
        let told = engine.get_database_info(sesid, open.dbid, &mut place, level);
        assert_eq!(told.expect_err("refused").code(), code);
    }
    let instances = engine.get_instance_info();
    assert_eq!(instances.len(), 1);
    assert_eq!(instances[0].databases, std::slice::from_ref(&open.path));
}
