//! Every clean database there is, open.

use std::path::{Path, PathBuf};

use jet_btree::ReadCx;
use jet_os::{OpenMode, RealVfs, Vfs};
use jet_pager::{BufferPool, Db, DbHeader, DbState, PoolConfig};
use jet_table::catalog;
use jet_table::cursor::Cursor;
use jet_table::table::{Access, TableCache};
use serde_json::Value;

/// An open database and its tables.
pub struct Open {
    pool: BufferPool,
    db: Db,
    tables: TableCache,
}

impl Open {
    fn new(path: &Path) -> Option<Self> {
        let file = RealVfs.open(path, OpenMode::Read).expect("the file opens");
        let header = DbHeader::read(&*file, path).ok()?;
        if header.state() != DbState::CleanShutdown {
            return None;
        }
        let config = PoolConfig { page_size: header.page_size, max_bytes: 8 << 20 };
        let pool = BufferPool::new(config).expect("memory");
        let db = pool.open(file, path, header).expect("the file opens");
        Some(Self { pool, db, tables: TableCache::default() })
    }

    /// What reads need.
    pub fn cx(&self) -> ReadCx<'_> {
        ReadCx::raw(&self.pool, &self.db)
    }

    /// A cursor on a table.
    pub fn cursor(&self, table: &str) -> Cursor {
        let table = self.tables.open(&self.cx(), table).expect("the table is there");
        let access = Access { read_only: true, ..Access::default() };
        Cursor::open(table, 1, access).expect("nobody denies it")
    }
}

/// Clean databases of the reference engine, with what it listed of them.
pub fn each_golden(mut check: impl FnMut(&str, &Open, &Value)) {
    let mut checked = 0;
    for case in jet_testkit::golden_cases("") {
        if case.starts_with(['g', 'i']) && !case.starts_with("i_base") {
            continue; // Patches to other cases.
        }
        let (_dir, root) = jet_testkit::golden(&case);
        let manifest = jet_testkit::manifest(&root);
        let listed = [("db", "expected"), ("recovered", "expected_after_recovery")];
        for (folder, list) in listed {
            let path: PathBuf = root.join(folder).join("t.edb");
            if manifest[list]["tables"].is_array()
                && path.is_file()
                && let Some(open) = Open::new(&path)
            {
                check(&format!("{case}/{folder}"), &open, &manifest[list]);
                checked += 1;
            }
        }
    }
    assert!(jet_testkit::shared().is_none() || checked >= 27, "{checked} databases");
}

/// Clean databases made by Windows.
pub fn each_real(mut check: impl FnMut(&str, &Open)) {
    for name in jet_testkit::real_databases() {
        let (_dir, path) = jet_testkit::real_file(&name);
        if let Some(open) = Open::new(&path)
            && catalog::table_names(&open.cx()).is_ok()
        {
            check(&name, &open);
        }
    }
}
