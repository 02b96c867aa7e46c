//! SQLite, with its write-ahead log, through rusqlite.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

use crate::store::{Budget, Keep, Result, Session, Store};

struct Sqlite {
    path: PathBuf,
    budget: Budget,
}

pub fn open(dir: &Path, budget: Budget) -> Result<Box<dyn Store>> {
    let store = Sqlite { path: dir.join("rows.sqlite"), budget };
    let connection = store.connect()?;
    connection.execute_batch(
        "CREATE TABLE rows(key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID, STRICT",
    )?;
    Ok(Box::new(store))
}

impl Sqlite {
    fn connect(&self) -> Result<Connection> {
        let connection = Connection::open(&self.path)?;
        connection.busy_timeout(Duration::from_secs(60))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        let kib = i64::try_from(self.budget.cache / 1024)?;
        connection.pragma_update(None, "cache_size", -kib)?;
        connection.set_prepared_statement_cache_capacity(16);
        Ok(connection)
    }
}

impl Store for Sqlite {
    fn session(&self) -> Result<Box<dyn Session + '_>> {
        Ok(Box::new(SqliteSession { connection: self.connect()?, keep: Keep::Relaxed }))
    }

    fn settle(&self) -> Result<()> {
        let connection = self.connect()?;
        Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }
}

struct SqliteSession {
    connection: Connection,
    keep: Keep,
}

impl SqliteSession {
    fn run(&self, sql: &str) -> Result<()> {
        self.connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    }
}

impl Session for SqliteSession {
    fn snapshot(&mut self) -> Result<()> {
        self.run("BEGIN")
    }

    fn release(&mut self) -> Result<()> {
        self.run("COMMIT")
    }

    fn get(&mut self, key: &[u8], value: &mut Vec<u8>) -> Result<bool> {
        let mut query = self.connection.prepare_cached("SELECT value FROM rows WHERE key = ?")?;
        let found = query.query_row([key], |row| {
            value.clear();
            value.extend_from_slice(row.get_ref(0)?.as_blob()?);
            Ok(())
        });
        Ok(found.optional()?.is_some())
    }

    fn scan(
        &mut self,
        key: &[u8],
        count: usize,
        visit: &mut dyn FnMut(&[u8], &[u8]),
    ) -> Result<usize> {
        let sql = "SELECT key, value FROM rows WHERE key >= ? ORDER BY key LIMIT ?";
        let mut query = self.connection.prepare_cached(sql)?;
        let mut rows = query.query(params![key, i64::try_from(count)?])?;
        let mut seen = 0;
        while let Some(row) = rows.next()? {
            visit(row.get_ref(0)?.as_blob()?, row.get_ref(1)?.as_blob()?);
            seen += 1;
        }
        Ok(seen)
    }

    fn put(&mut self, rows: &[(&[u8], &[u8])], keep: Keep) -> Result<()> {
        if keep != self.keep {
            let how = if keep == Keep::Durable { "FULL" } else { "NORMAL" };
            self.connection.pragma_update(None, "synchronous", how)?;
            self.keep = keep;
        }
        self.run("BEGIN IMMEDIATE")?;
        {
            let sql = "INSERT INTO rows VALUES(?, ?) \
                       ON CONFLICT(key) DO UPDATE SET value = excluded.value";
            let mut insert = self.connection.prepare_cached(sql)?;
            for (key, value) in rows {
                insert.execute([key, value])?;
            }
        }
        self.run("COMMIT")
    }
}
