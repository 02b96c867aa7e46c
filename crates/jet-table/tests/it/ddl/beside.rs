//! Indexes made while others are at work on the records.

use std::collections::BTreeMap;
use std::sync::Arc;

use jet_btree::Writer;
use jet_btree::version::UNCOMMITTED;
use jet_os::rng::Rng;
use jet_table::cursor::Cursor;
use jet_table::ddl;
use jet_table::table::Access;
use jet_table::update::{Prepare, Setting, Writing};
use jet_table::{Table, TableError};
use jet_types::{JetErr, PageSize};

use crate::rig::{ALONE, Rig, column, index};

/// One of those at work.
struct Session {
    writer: Writer,
    cursor: Cursor,
    /// What it did, to be told from what others see.
    rows: BTreeMap<i32, i32>,
}

fn bookmark(k: i32) -> Vec<u8> {
    let mut key = vec![0x7F];
    key.extend_from_slice(&(k as u32 ^ 0x8000_0000).to_be_bytes());
    key
}

/// Puts a row in, or gives it another value, or takes it out.
fn write(
    rig: &Rig,
    writer: &mut Writer,
    cursor: &mut Cursor,
    k: i32,
    v: Option<i32>,
    is_there: bool,
) -> Result<(), TableError> {
    let done = rig.statement(writer, |cx, writer, _| {
        if is_there {
            let reader = cx.reader(writer.snapshot());
            cursor.goto_bookmark(&reader, &bookmark(k))?;
        }
        let Some(v) = v else { return cursor.delete(cx, writer) };
        let prepare = if is_there { Prepare::Replace } else { Prepare::Insert };
        cursor.prepare(cx, writer, prepare, true)?;
        let schema = Arc::clone(cursor.schema());
        let id = |name| schema.column_id(schema.column(name).expect("there"));
        if !is_there {
            cursor.set_column(None, &Setting::first(id("k")), Some(&k.to_le_bytes()))?;
        }
        cursor.set_column(None, &Setting::first(id("v")), Some(&v.to_le_bytes()))?;
        cursor.update(cx, writer, Writing::default()).map(drop)
    });
    if done.is_err() && cursor.is_update_prepared() {
        cursor.cancel_update().expect("prepared");
    }
    done
}

fn filled(rig: &mut Rig, rows: &BTreeMap<i32, i32>) -> Arc<Table> {
    let table = rig.create_table("tab");
    for name in ["k", "v"] {
        rig.add_column(&table, &column(name, 4, 0)).expect("added");
    }
    rig.create_index(&table, &index("pk", b"+k\0\0", 2)).expect("primary");
    let mut cursor = Cursor::open(Arc::clone(&table), 1, Access::default()).expect("open");
    let mut writer = rig.begin();
    for (k, v) in rows {
        write(rig, &mut writer, &mut cursor, *k, Some(*v), false).expect("inserted");
    }
    rig.commit(writer);
    table
}

/// The values of rows, in the order of the index over them.
fn by_index(rig: &Rig, table: &Table, name: &str) -> Vec<i32> {
    let whole = table.whole();
    let found = whole.index(name).expect("there");
    let tree = table.index_tree(&rig.raw(), found).expect("a tree");
    let nodes = crate::rig::nodes(&rig.raw(), &tree);
    let value = |key: &[u8]| {
        let raw: [u8; 4] = key[1..5].try_into().expect("four bytes");
        (u32::from_be_bytes(raw) ^ 0x8000_0000) as i32
    };
    nodes.iter().map(|(key, _)| value(key)).collect()
}

/// As recorded from the reference engine: one replaces a row and does not commit; another makes a
/// unique index; the first meets it at once, and both commit.
#[test]
fn a_unique_index_is_met_by_those_who_do_not_see_it() {
    let mut rig = Rig::new(PageSize::KIB_4);
    let table = filled(&mut rig, &BTreeMap::from([(1, 10), (2, 20), (3, 30)]));
    let mut theirs = rig.begin();
    let mut cursor = Cursor::open(Arc::clone(&table), 2, Access::default()).expect("open");
    write(&rig, &mut theirs, &mut cursor, 2, Some(200), true).expect("replaced");
    let mut own = rig.begin();
    rig.statement(&mut own, |cx, writer, tables| {
        ddl::create_index(cx, writer, tables, &table, ALONE, &index("i", b"+v\0\0", 1))
    })
    .expect("made");
    let twice = write(&rig, &mut theirs, &mut cursor, 4, Some(10), false);
    assert_eq!(twice.expect_err("refused").code(), JetErr::KEY_DUPLICATE);
    write(&rig, &mut theirs, &mut cursor, 5, Some(55), false).expect("inserted");
    rig.commit(own);
    rig.commit(theirs);
    drop(cursor);
    rig.clean();
    assert_eq!(by_index(&rig, &table, "i"), [10, 30, 55, 200]);
    rig.check("unique");
}

/// A rollback of who changed records takes back what was done to the index for it; one of who made
/// the index leaves nothing.
#[test]
fn rollbacks_beside_a_new_index_take_back_their_part() {
    for is_maker_first in [false, true] {
        let mut rig = Rig::new(PageSize::KIB_4);
        let table = filled(&mut rig, &BTreeMap::from([(1, 10), (2, 20), (3, 30)]));
        let mut theirs = rig.begin();
        let mut cursor = Cursor::open(Arc::clone(&table), 2, Access::default()).expect("open");
        write(&rig, &mut theirs, &mut cursor, 2, Some(200), true).expect("replaced");
        write(&rig, &mut theirs, &mut cursor, 3, None, true).expect("deleted");
        write(&rig, &mut theirs, &mut cursor, 4, Some(40), false).expect("inserted");
        let mut own = rig.begin();
        rig.statement(&mut own, |cx, writer, tables| {
            ddl::create_index(cx, writer, tables, &table, ALONE, &index("i", b"+v\0\0", 0))
        })
        .expect("made");
        assert_eq!(by_index(&rig, &table, "i"), [10, 40, 200]);
        drop(cursor);
        if is_maker_first {
            rig.abort(own);
            rig.abort(theirs);
            assert!(table.whole().index("i").is_none());
        } else {
            rig.abort(theirs);
            assert_eq!(by_index(&rig, &table, "i"), [10, 20, 30]);
            rig.commit(own);
        }
        rig.clean();
        rig.check("rollbacks");
        assert_eq!(rig.versions.bytes_used(), 0);
    }
}

/// Several at work, in any order, each ending in either way, while indexes are made: in the end
/// indexes and records agree.
#[test]
fn indexes_made_beside_others_agree_with_the_records() {
    for seed in 0..40 {
        let mut rng = Rng::new(seed);
        let context = format!("seed {seed}");
        let mut rig = Rig::new(PageSize::KIB_4);
        let rows: BTreeMap<i32, i32> = (0..40).map(|k| (k, k * 10)).collect();
        let table = filled(&mut rig, &rows);
        let mut committed = rows;
        let mut sessions: Vec<Session> = Vec::new();
        let mut makers: Vec<(Writer, bool)> = Vec::new();
        let mut made = 0;
        for _ in 0..60 {
            match rng.below(10) {
                0 if sessions.len() < 4 => {
                    let number = 2 + sessions.len() as u32;
                    let cursor = Cursor::open(Arc::clone(&table), number, Access::default());
                    let cursor = cursor.expect("open");
                    sessions.push(Session { writer: rig.begin(), cursor, rows: committed.clone() });
                }
                1 if !sessions.is_empty() => {
                    let at = rng.below(sessions.len() as u64) as usize;
                    let Session { writer, cursor, rows } = sessions.swap_remove(at);
                    drop(cursor);
                    if rng.below(2) == 0 {
                        rig.abort(writer);
                    } else {
                        // What it did to rows it could change; others' are as they were.
                        let before = rig_rows(&rig, &writer);
                        rig.commit(writer);
                        assert_eq!(before, rows, "{context}");
                    }
                    committed = latest(&mut rig);
                }
                2 if makers.len() < 2 => {
                    let mut writer = rig.begin();
                    let name = format!("i{made}");
                    made += 1;
                    let def =
                        index(&name, if made % 2 == 0 { b"+v\0\0" } else { b"-v\0+k\0\0" }, 0);
                    let done = rig.statement(&mut writer, |cx, writer, tables| {
                        ddl::create_index(cx, writer, tables, &table, ALONE, &def)
                    });
                    done.expect(&context);
                    makers.push((writer, rng.below(3) > 0));
                }
                3 if !makers.is_empty() => {
                    let at = rng.below(makers.len() as u64) as usize;
                    let (writer, commits) = makers.swap_remove(at);
                    if commits { rig.commit(writer) } else { rig.abort(writer) }
                }
                4 => {
                    let writers = sessions.iter().map(|session| &session.writer);
                    let writers = writers.chain(makers.iter().map(|(writer, _)| writer));
                    let oldest = writers.map(|writer| writer.snapshot().limit).min();
                    rig.clean_before(oldest.unwrap_or(UNCOMMITTED));
                }
                _ if !sessions.is_empty() => {
                    let at = rng.below(sessions.len() as u64) as usize;
                    let Session { writer, cursor, rows } = &mut sessions[at];
                    let k = rng.below(50) as i32;
                    let v = (rng.below(4) > 0).then(|| rng.below(500) as i32);
                    let is_there = rows.contains_key(&k);
                    if !is_there && v.is_none() {
                        continue;
                    }
                    match write(&rig, writer, cursor, k, v, is_there) {
                        Ok(()) => {
                            match v {
                                Some(v) => rows.insert(k, v),
                                None => rows.remove(&k),
                            };
                        }
                        Err(error) => {
                            let expected = [JetErr::WRITE_CONFLICT, JetErr::KEY_DUPLICATE];
                            assert!(expected.contains(&error.code()), "{context}: {error}");
                        }
                    }
                }
                _ => {}
            }
        }
        for Session { writer, cursor, .. } in sessions {
            drop(cursor);
            if rng.below(2) == 0 { rig.abort(writer) } else { rig.commit(writer) }
        }
        for (writer, commits) in makers {
            if commits { rig.commit(writer) } else { rig.abort(writer) }
        }
        rig.clean();
        rig.check(&context);
        assert_eq!(rig.versions.bytes_used(), 0, "{context}");
    }
}

/// The rows as a session sees them.
fn rig_rows(rig: &Rig, writer: &Writer) -> BTreeMap<i32, i32> {
    let cx = rig.cx();
    let rows = crate::rig::rows(&cx.reader(writer.snapshot()), "tab");
    let number = |bytes: &Vec<u8>| i32::from_le_bytes(bytes[..].try_into().expect("four bytes"));
    rows.iter().map(|row| (number(&row["k"]), number(&row["v"]))).collect()
}

/// The rows as a new transaction sees them.
fn latest(rig: &mut Rig) -> BTreeMap<i32, i32> {
    let writer = rig.begin();
    let rows = rig_rows(rig, &writer);
    rig.commit(writer);
    rows
}
