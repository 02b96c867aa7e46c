//! A new database, against what the reference engine makes.

use jet_os::{OpenMode, RealVfs, Vfs};
use jet_pager::{BufferPool, DbHeader, PoolConfig};
use jet_types::PageSize;

use crate::rig::{Rig, Values, rows};

/// Rows that newer versions of the format have too.
fn is_newer(row: &Values) -> bool {
    let is = |column: &str, expected: &[u8]| row.get(column).is_some_and(|it| it == expected);
    let column = |name: &[u8]| is("Type", &[2, 0]) && is("Name", name);
    column(b"PgnoFDPLastSetTime") || column(b"i64Value") || column(b"rgbValue")
}

fn is_update_of_settings(row: &Values) -> bool {
    let name: Vec<u8> = ".Schema\\Internal\\Update".bytes().flat_map(|byte| [byte, 0]).collect();
    row.get("Key").is_some_and(|key| key.starts_with(&name))
}

#[test]
fn a_new_database_has_the_rows_the_reference_engine_writes() {
    for (case, size) in [("a_empty_4k", 4096), ("a_empty_8k", 8192), ("a_empty_32k", 32768)] {
        if jet_testkit::shared().is_none() {
            return;
        }
        let rig = Rig::new(PageSize::new(size).expect("a page size"));
        rig.check(case);
        let (_dir, root) = jet_testkit::golden(case);
        let path = root.join("db/t.edb");
        let file = RealVfs.open(&path, OpenMode::Read).expect("opens");
        let header = DbHeader::read(&*file, &path).expect("sound");
        let config = PoolConfig { page_size: header.page_size, max_bytes: 8 << 20 };
        let pool = BufferPool::new(config).expect("memory");
        let db = pool.open(file, &path, header).expect("opens");
        let cx = jet_btree::ReadCx::raw(&pool, &db);
        for table in ["MSysObjects", "MSysObjectsShadow", "MSysObjids", "MSysLocales"] {
            let mut theirs = rows(&cx, table);
            theirs.retain(|row| !is_newer(row));
            for row in &mut theirs {
                row.remove("PgnoFDPLastSetTime");
            }
            let mut ours = rig.rows(table);
            for settings in [&mut theirs, &mut ours] {
                settings.retain(|row| !is_update_of_settings(row));
            }
            assert_eq!(ours.len(), theirs.len(), "{case}, {table}");
            for (ours, theirs) in ours.iter().zip(&theirs) {
                assert_eq!(ours, theirs, "{case}, {table}");
            }
        }
        rig.ask_oracle(case);
    }
}
