//! fjall.

use std::path::Path;

use fjall::{Database, Keyspace, KeyspaceCreateOptions, PersistMode, Readable, Snapshot};

use crate::store::{Budget, Keep, Result, Session, Store};

struct Fjall {
    database: Database,
    rows: Keyspace,
}

pub fn open(dir: &Path, budget: Budget) -> Result<Box<dyn Store>> {
    let database =
        Database::builder(dir.join("rows.fjall")).cache_size(budget.cache as u64).open()?;
    let rows = database.keyspace("rows", KeyspaceCreateOptions::default)?;
    Ok(Box::new(Fjall { database, rows }))
}

impl Store for Fjall {
    fn session(&self) -> Result<Box<dyn Session + '_>> {
        Ok(Box::new(FjallSession { store: self, reading: None }))
    }

    fn settle(&self) -> Result<()> {
        self.rows.rotate_memtable_and_wait()?;
        Ok(self.database.persist(PersistMode::SyncAll)?)
    }
}

struct FjallSession<'a> {
    store: &'a Fjall,
    reading: Option<Snapshot>,
}

impl Session for FjallSession<'_> {
    fn snapshot(&mut self) -> Result<()> {
        self.reading = Some(self.store.database.snapshot());
        Ok(())
    }

    fn release(&mut self) -> Result<()> {
        self.reading = None;
        Ok(())
    }

    fn get(&mut self, key: &[u8], value: &mut Vec<u8>) -> Result<bool> {
        let found = match &self.reading {
            Some(reading) => reading.get(&self.store.rows, key)?,
            None => self.store.rows.get(key)?,
        };
        let Some(found) = found else { return Ok(false) };
        value.clear();
        value.extend_from_slice(&found);
        Ok(true)
    }

    fn scan(
        &mut self,
        key: &[u8],
        count: usize,
        visit: &mut dyn FnMut(&[u8], &[u8]),
    ) -> Result<usize> {
        let rows = match &self.reading {
            Some(reading) => reading.range(&self.store.rows, key..),
            None => self.store.rows.range(key..),
        };
        let mut seen = 0;
        for row in rows.take(count) {
            let (key, value) = row.into_inner()?;
            visit(&key, &value);
            seen += 1;
        }
        Ok(seen)
    }

    fn put(&mut self, rows: &[(&[u8], &[u8])], keep: Keep) -> Result<()> {
        let mode = match keep {
            Keep::Relaxed => PersistMode::Buffer,
            Keep::Durable => PersistMode::SyncData,
        };
        let mut batch = self.store.database.batch().durability(Some(mode));
        for (key, value) in rows {
            batch.insert(&self.store.rows, *key, *value);
        }
        Ok(batch.commit()?)
    }
}
