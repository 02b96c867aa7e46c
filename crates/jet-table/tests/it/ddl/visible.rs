//! Who sees what is defined, and when; and what a rollback leaves.

use std::collections::BTreeSet;
use std::sync::Arc;

use jet_btree::Writer;
use jet_os::rng::Rng;
use jet_table::cursor::{Cursor, IndexChoice};
use jet_table::ddl::{self, Report};
use jet_table::table::Access;
use jet_table::{Table, TableError};
use jet_types::{JetErr, PageSize};

use crate::rig::{ALONE, Rig, column, index, table};

fn columns(rig: &Rig, table: &Table, writer: &Writer) -> BTreeSet<String> {
    let schema = table.schema(rig.cx().reader(writer.snapshot()).view);
    schema.columns.iter().map(|column| column.name.clone()).collect()
}

fn open(rig: &Rig, writer: &Writer, name: &str) -> Result<Arc<Table>, JetErr> {
    let found = rig.tables.open(&rig.cx().reader(writer.snapshot()), name);
    found.map_err(|error| error.code())
}

fn names(all: &[&str]) -> BTreeSet<String> {
    all.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn columns_are_seen_by_their_transaction_and_by_later_snapshots() {
    let mut rig = Rig::new(PageSize::KIB_4);
    let found = rig.create_table("tab");
    rig.add_column(&found, &column("k", 4, 0)).expect("added");
    let old = rig.begin();
    let mut own = rig.begin();
    rig.statement(&mut own, |cx, writer, tables| {
        ddl::add_column(cx, writer, tables, &found, ALONE, &column("n", 4, 0))
    })
    .expect("added");
    rig.statement(&mut own, |cx, writer, tables| {
        ddl::delete_column(cx, writer, tables, &found, "k", false)
    })
    .expect("deleted");
    let during = rig.begin();
    assert_eq!(columns(&rig, &found, &own), names(&["n"]));
    assert_eq!(columns(&rig, &found, &old), names(&["k"]));
    assert_eq!(columns(&rig, &found, &during), names(&["k"]));
    let mut other = rig.begin();
    let twice = rig.statement(&mut other, |cx, writer, tables| {
        ddl::add_column(cx, writer, tables, &found, ALONE, &column("N", 4, 0))
    });
    assert_eq!(twice.expect_err("taken").code(), JetErr::COLUMN_DUPLICATE);
    // Others may add columns meanwhile.
    rig.statement(&mut other, |cx, writer, tables| {
        ddl::add_column(cx, writer, tables, &found, ALONE, &column("o", 4, 0))
    })
    .expect("added");
    rig.commit(own);
    assert_eq!(columns(&rig, &found, &old), names(&["k"]));
    assert_eq!(columns(&rig, &found, &during), names(&["k"]));
    assert_eq!(columns(&rig, &found, &other), names(&["k", "o"]));
    let late = rig.begin();
    assert_eq!(columns(&rig, &found, &late), names(&["n"]));
    rig.abort(other);
    assert_eq!(columns(&rig, &found, &late), names(&["n"]));
    for writer in [old, during, late] {
        rig.commit(writer);
    }
    rig.clean();
    assert_eq!(found.whole().columns.len(), 1);
    // Numbers are given once, whatever became of the column: k, n, and twice that came to nothing.
    assert_eq!(rig.add_column(&found, &column("p", 4, 0)).expect("added"), 5);
    rig.check("columns");
}

#[test]
fn tables_are_seen_by_their_transaction_and_by_later_snapshots() {
    let mut rig = Rig::new(PageSize::KIB_4);
    let old = rig.begin();
    let mut own = rig.begin();
    let create = |rig: &Rig, writer: &mut Writer, name: &str| {
        rig.statement(writer, |cx, writer, tables| {
            ddl::create_table(cx, writer, tables, &table(name), &mut Report::default())
        })
    };
    create(&rig, &mut own, "tab").expect("made");
    assert!(open(&rig, &own, "tab").is_ok());
    assert_eq!(open(&rig, &old, "tab").err(), Some(JetErr::OBJECT_NOT_FOUND));
    let mut other = rig.begin();
    let twice = create(&rig, &mut other, "TAB").err().map(|error| error.code());
    assert_eq!(twice, Some(JetErr::TABLE_DUPLICATE));
    rig.commit(own);
    let twice = create(&rig, &mut other, "tab").err().map(|error| error.code());
    assert_eq!(twice, Some(JetErr::TABLE_DUPLICATE));
    assert_eq!(open(&rig, &old, "tab").err(), Some(JetErr::OBJECT_NOT_FOUND));
    rig.commit(other);
    rig.commit(old);
    // Deleted, and made anew by the same transaction.
    let old = rig.begin();
    let mut own = rig.begin();
    rig.statement(&mut own, |cx, writer, tables| ddl::delete_table(cx, writer, tables, 1, "tab"))
        .expect("deleted");
    assert_eq!(open(&rig, &own, "tab").err(), Some(JetErr::OBJECT_NOT_FOUND));
    assert_eq!(open(&rig, &old, "tab").err(), Some(JetErr::TABLE_LOCKED));
    create(&rig, &mut own, "tab").expect("made anew");
    assert!(open(&rig, &own, "tab").is_ok());
    assert_eq!(open(&rig, &old, "tab").err(), Some(JetErr::TABLE_LOCKED));
    rig.rollback(&mut own);
    own.begin();
    assert!(open(&rig, &old, "tab").is_ok() && open(&rig, &own, "tab").is_ok());
    rig.statement(&mut own, |cx, writer, tables| {
        ddl::rename_table(cx, writer, tables, "tab", "new")
    })
    .expect("renamed");
    assert!(open(&rig, &old, "tab").is_ok());
    assert_eq!(open(&rig, &old, "new").err(), Some(JetErr::OBJECT_NOT_FOUND));
    assert!(open(&rig, &own, "new").is_ok());
    rig.abort(own);
    assert!(open(&rig, &old, "tab").is_ok());
    rig.commit(old);
    rig.clean();
    rig.check("tables");
}

#[test]
fn indexes_are_chosen_by_those_who_see_them_and_not_deleted_while_chosen() {
    let mut rig = Rig::new(PageSize::KIB_4);
    let found = rig.create_table("tab");
    rig.add_column(&found, &column("k", 4, 0)).expect("added");
    let old = rig.begin();
    let mut own = rig.begin();
    rig.statement(&mut own, |cx, writer, tables| {
        ddl::create_index(cx, writer, tables, &found, ALONE, &index("i", b"+k\0\0", 0))
    })
    .expect("made");
    let mut cursor = Cursor::open(Arc::clone(&found), 1, Access::default()).expect("open");
    let choose = |rig: &Rig, cursor: &mut Cursor, writer: &Writer, choice| {
        let cx = rig.cx();
        let chosen = cursor.set_current_index(&cx.reader(writer.snapshot()), choice);
        chosen.err().map(|error| error.code())
    };
    let named = IndexChoice::Named("i");
    assert_eq!(choose(&rig, &mut cursor, &old, named), Some(JetErr::INDEX_NOT_FOUND));
    assert_eq!(choose(&rig, &mut cursor, &own, named), None);
    let mut other = rig.begin();
    let twice = rig.statement(&mut other, |cx, writer, tables| {
        ddl::create_index(cx, writer, tables, &found, ALONE, &index("I", b"-k\0\0", 0))
    });
    assert_eq!(twice.expect_err("taken").code(), JetErr::INDEX_DUPLICATE);
    rig.commit(own);
    assert!(found.whole().index("i").is_some());
    rig.commit(other);
    rig.commit(old);
    let mut own = rig.begin();
    let delete = |rig: &Rig, writer: &mut Writer| {
        let deleted = rig.statement(writer, |cx, writer, tables| {
            ddl::delete_index(cx, writer, tables, &found, "i")
        });
        deleted.err().map(|error: TableError| error.code())
    };
    assert_eq!(delete(&rig, &mut own), Some(JetErr::INDEX_IN_USE));
    assert_eq!(choose(&rig, &mut cursor, &own, IndexChoice::Primary), None);
    assert_eq!(delete(&rig, &mut own), None);
    let mut late = rig.begin();
    assert_eq!(delete(&rig, &mut late), Some(JetErr::WRITE_CONFLICT));
    assert_eq!(delete(&rig, &mut own), Some(JetErr::INDEX_NOT_FOUND));
    rig.commit(late);
    // Nobody can choose it at once, yet it is kept in step.
    let other = rig.begin();
    assert_eq!(choose(&rig, &mut cursor, &other, named), Some(JetErr::INDEX_NOT_FOUND));
    assert!(found.whole().index("i").is_some());
    rig.abort(own);
    assert_eq!(choose(&rig, &mut cursor, &other, named), None);
    rig.commit(other);
    drop(cursor);
    let mut own = rig.begin();
    assert_eq!(delete(&rig, &mut own), None);
    rig.commit(own);
    rig.clean();
    let view = rig.begin();
    assert_eq!(found.schema(rig.cx().reader(view.snapshot()).view).indexes.len(), 0);
    assert_eq!(found.whole().indexes.len(), 0);
    rig.commit(view);
    rig.check("indexes");
}

/// What a table should be.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
struct Model {
    columns: BTreeSet<String>,
    indexes: BTreeSet<String>,
}

type Models = std::collections::BTreeMap<String, Model>;

/// One random statement, done to the database and to the model.
fn step(rng: &mut Rng, rig: &Rig, writer: &mut Writer, models: &mut Models) {
    let name = format!("t{}", rng.below(4));
    let part = format!("p{}", rng.below(5));
    let found = open(rig, writer, &name);
    assert_eq!(found.is_ok(), models.contains_key(&name), "{name}");
    let Ok(found) = found else {
        let def = table(&name);
        let made = rig.statement(writer, |cx, writer, tables| {
            ddl::create_table(cx, writer, tables, &def, &mut Report::default())
        });
        made.expect("made");
        models.insert(name, Model::default());
        return;
    };
    let model = models.get_mut(&name).expect("there");
    let key = format!("+{part}\0\0");
    match rng.below(12) {
        0 => {
            let deleted = rig.statement(writer, |cx, writer, tables| {
                ddl::delete_table(cx, writer, tables, 1, &name)
            });
            deleted.expect("deleted");
            models.remove(&name);
        }
        1 => {
            let to = format!("t{}", rng.below(4));
            let renamed = rig.statement(writer, |cx, writer, tables| {
                ddl::rename_table(cx, writer, tables, &name, &to)
            });
            let is_free = to == name || !models.contains_key(&to);
            assert_eq!(renamed.is_ok(), is_free, "{name} to {to}: {renamed:?}");
            if is_free {
                let model = models.remove(&name).expect("there");
                models.insert(to, model);
            }
        }
        2..=5 => {
            let coltyp = [4, 10, 12, 9][rng.below(4) as usize];
            let added = rig.statement(writer, |cx, writer, tables| {
                ddl::add_column(cx, writer, tables, &found, ALONE, &column(&part, coltyp, 0))
            });
            assert_eq!(added.is_ok(), model.columns.insert(part), "{added:?}");
        }
        6 => {
            let deleted = rig.statement(writer, |cx, writer, tables| {
                ddl::delete_column(cx, writer, tables, &found, &part, false)
            });
            let may = model.columns.contains(&part) && !model.indexes.contains(&part);
            assert_eq!(deleted.is_ok(), may, "{deleted:?}");
            if may {
                model.columns.remove(&part);
            }
        }
        7..=9 => {
            let made = rig.statement(writer, |cx, writer, tables| {
                let def = index(&part, key.as_bytes(), 0);
                ddl::create_index(cx, writer, tables, &found, ALONE, &def)
            });
            let may = model.columns.contains(&part) && !model.indexes.contains(&part);
            assert_eq!(made.is_ok(), may, "{made:?}");
            if may {
                model.indexes.insert(part);
            }
        }
        _ => {
            let deleted = rig.statement(writer, |cx, writer, tables| {
                ddl::delete_index(cx, writer, tables, &found, &part)
            });
            assert_eq!(deleted.is_ok(), model.indexes.remove(&part), "{deleted:?}");
        }
    }
}

fn compare(rig: &Rig, writer: &Writer, models: &Models, context: &str) {
    for name in (0..4).map(|number| format!("t{number}")) {
        let found = open(rig, writer, &name).ok().map(|table| {
            let schema = table.schema(rig.cx().reader(writer.snapshot()).view);
            assert_eq!(schema.name, name, "{context}");
            Model {
                columns: schema.columns.iter().map(|column| column.name.clone()).collect(),
                indexes: schema.indexes.iter().map(|index| index.name.clone()).collect(),
            }
        });
        assert_eq!(found.as_ref(), models.get(&name), "{context}: {name}");
    }
}

/// Random definitions at two levels, some rolled back: what is seen is what the model has, in
/// memory and by who reads the catalog anew.
#[test]
fn random_definitions_are_as_the_model_has_them() {
    for seed in 0..12 {
        let mut rng = Rng::new(seed);
        let mut rig = Rig::new(PageSize::KIB_4);
        let mut models = Models::new();
        for round in 0..60 {
            let context = format!("seed {seed}, round {round}");
            let mut writer = rig.begin();
            let mut outer = models.clone();
            for _ in 0..rng.below(4) {
                writer.begin();
                let mut inner = outer.clone();
                for _ in 0..rng.below(6) {
                    step(&mut rng, &rig, &mut writer, &mut inner);
                }
                compare(&rig, &writer, &inner, &context);
                if rng.below(3) == 0 {
                    rig.rollback(&mut writer);
                } else {
                    writer.commit();
                    outer = inner;
                }
                compare(&rig, &writer, &outer, &context);
            }
            if rng.below(4) == 0 {
                rig.abort(writer);
            } else {
                rig.commit(writer);
                models = outer;
            }
            rig.clean();
            let reader = rig.begin();
            compare(&rig, &reader, &models, &context);
            rig.commit(reader);
            rig.tables = jet_table::TableCache::default();
            let reader = rig.begin();
            compare(&rig, &reader, &models, &context);
            rig.commit(reader);
        }
        rig.check(&format!("seed {seed}"));
        rig.ask_oracle(&format!("seed {seed}"));
    }
}
