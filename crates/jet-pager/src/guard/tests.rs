//! Latch modes, versions, and the protocol of a change.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::page::{Blank, PageFlags};
use crate::pool::tests::{file, open, open_writer, pgno, pool};
use crate::{DbWriter, PagerError, WritePage};

use super::*;

const BEGIN: Lgpos = Lgpos { generation: 1, sector: 2, offset: 3 };
const RECORD: Lgpos = Lgpos { generation: 1, sector: 9, offset: 0 };

/// Makes it a blank leaf of another object.
fn change(db: &DbWriter, page: &mut WritePage<'_>, objid: u32) -> Dbtime {
    page.mark_dirty(BEGIN);
    let dbtime = db.next_dbtime(page);
    let (pgno, objid) = (page.pgno(), jet_types::Objid(objid));
    page.edit().format(Blank { pgno, objid, dbtime: Dbtime(0), flags: PageFlags::LEAF });
    page.stamp(dbtime, RECORD);
    dbtime
}

fn panics(action: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(action)).expect_err("a panic");
    panic.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[test]
fn modes_exclude_each_other_as_they_should() {
    let pool = pool(32);
    let db = open_writer(&pool, file(3));
    assert!(pool.try_read(&db, pgno(1)).is_none(), "not in memory");
    let read = pool.read(&db, pgno(1)).expect("page");
    assert!(pool.try_write(&db, pgno(1)).is_none());
    let reserved = pool.reserve(&db, pgno(1)).expect("page");
    assert!(pool.try_reserve(&db, pgno(1)).is_none(), "one at a time");
    assert!(pool.try_read(&db, pgno(1)).is_some());
    drop(read);
    let write = reserved.upgrade();
    assert!(pool.try_read(&db, pgno(1)).is_none());
    let reserved = write.downgrade_to_reserved();
    assert!(pool.try_read(&db, pgno(1)).is_some() && pool.try_write(&db, pgno(1)).is_none());
    let read = reserved.downgrade();
    assert!(pool.try_reserve(&db, pgno(1)).is_some());
    drop(read);
    let read = pool.write(&db, pgno(1)).expect("page").downgrade();
    assert!(pool.try_read(&db, pgno(1)).is_some());
    drop(read);
    assert!(pool.try_write(&db, pgno(1)).is_some(), "every hold was given up");
}

#[test]
fn a_change_is_seen_and_counted() {
    let pool = pool(32);
    let db = open_writer(&pool, file(3));
    let before = pool.read(&db, pgno(1)).expect("page").version();
    assert!(pool.is_current(before));
    let mut page = pool.write(&db, pgno(1)).expect("page");
    let dbtime = change(&db, &mut page, 77);
    assert!(!pool.is_current(before), "counted while it goes on");
    let after = page.version();
    drop(page);
    assert!(pool.is_current(after));
    let page = pool.read(&db, pgno(1)).expect("page");
    assert_eq!((page.page().objid().get(), page.page().dbtime()), (77, dbtime));
    assert_eq!(page.version(), after);
    assert!(db.dbtime() == dbtime && dbtime > Dbtime(0));
}

#[test]
fn a_writer_that_changes_nothing_is_not_counted() {
    let pool = pool(32);
    let db = open_writer(&pool, file(3));
    let before = pool.read(&db, pgno(1)).expect("page").version();
    drop(pool.write(&db, pgno(1)).expect("page"));
    drop(pool.reserve(&db, pgno(1)).expect("page").upgrade().downgrade());
    assert!(pool.is_current(before));
}

#[test]
fn a_page_that_left_the_pool_is_out_of_date() {
    let pool = pool(crate::pool::FRAMES_MIN);
    let (db, _) = open(&pool, file(100));
    let before = pool.read(&db, pgno(1)).expect("page").version();
    for raw in 2..=100 {
        pool.read(&db, pgno(raw)).expect("page");
    }
    assert!(!pool.is_current(before));
    assert_ne!(pool.read(&db, pgno(1)).expect("page").version(), before);
}

#[test]
fn a_dirty_page_stays_in_the_pool() {
    let pool = pool(crate::pool::FRAMES_MIN);
    let db = open_writer(&pool, file(100));
    change(&db, &mut pool.write(&db, pgno(1)).expect("page"), 77);
    for raw in 2..=100 {
        pool.read(&db, pgno(raw)).expect("page");
    }
    let page = pool.try_read(&db, pgno(1)).expect("in memory");
    assert_eq!(page.page().objid().get(), 77);
}

#[test]
fn a_new_page_is_blank_whatever_was_there() {
    let pool = pool(32);
    let db = open_writer(&pool, file(3));
    drop(pool.read(&db, pgno(1)).expect("page"));
    for raw in [1, 2] {
        let mut page = pool.new_page(&db, pgno(raw)).expect("page");
        assert!(page.page().bytes().iter().all(|byte| *byte == 0), "page {raw}");
        page.mark_dirty(BEGIN);
        assert!(page.page().bytes().iter().all(|byte| *byte == 0), "page {raw}");
        page.stamp(Dbtime(5), RECORD);
        drop(page);
        assert_eq!(pool.read(&db, pgno(raw)).expect("page").page().dbtime(), Dbtime(5));
    }
    let error = pool.new_page(&db, pgno(4)).expect_err("the file has three pages");
    assert!(matches!(error, PagerError::BeyondEof { .. }), "{error}");
}

#[test]
fn a_new_page_that_came_to_nothing_is_what_it_was() {
    let pool = pool(32);
    let db = open_writer(&pool, file(3));
    drop(pool.read(&db, pgno(1)).expect("page"));
    for raw in [1, 2] {
        drop(pool.new_page(&db, pgno(raw)).expect("page"));
        assert_eq!(pool.read(&db, pgno(raw)).expect("page").page().objid().get(), raw);
    }
}

#[test]
fn a_change_has_an_order() {
    let pool = pool(32);
    let db = open_writer(&pool, file(9));
    let write = |raw| pool.write(&db, pgno(raw)).expect("page");
    let mut page = write(1);
    let said = panics(|| page.edit().set_prev(None));
    assert!(said.contains("changed before it was marked"), "{said}");
    let said = panics(|| page.stamp(Dbtime(9), RECORD));
    assert!(said.contains("stamped before it was marked"), "{said}");
    change(&db, &mut page, 5);
    page.mark_dirty(BEGIN);
    let said = panics(|| page.stamp(page.page().dbtime(), RECORD));
    assert!(said.contains("stamped"), "{said}");
    page.edit().set_prev(None);
    let said = panics(|| page.mark_dirty(BEGIN));
    assert!(said.contains("not stamped yet"), "{said}");
    let said = panics(|| drop(page));
    assert!(said.contains("changed and not stamped"), "{said}");
}
