//! LMDB, through heed.

use std::ops::Bound;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use heed::types::Bytes;
use heed::{Database, Env, EnvFlags, EnvOpenOptions, FlagSetMode, RoTxn, WithTls};

use crate::store::{Budget, Keep, Result, Session, Store};

/// Address space, not memory.
const MAP_BYTES: usize = 16 << 30;

type Rows = Database<Bytes, Bytes>;

struct Lmdb {
    env: Env,
    rows: Rows,
    is_durable: AtomicBool,
}

#[allow(unsafe_code, reason = "a mapped file may not be changed by others; nobody else has it")]
pub fn open(dir: &Path, budget: Budget) -> Result<Box<dyn Store>> {
    let mut options = EnvOpenOptions::new();
    options.map_size(MAP_BYTES).max_readers(u32::try_from(budget.sessions)? + 8);
    // SAFETY: the folder is new and nobody else opens it.
    let env = unsafe { options.flags(EnvFlags::NO_SYNC).open(dir)? };
    let mut transaction = env.write_txn()?;
    let rows = env.create_database(&mut transaction, None)?;
    transaction.commit()?;
    Ok(Box::new(Lmdb { env, rows, is_durable: AtomicBool::new(false) }))
}

impl Lmdb {
    /// Whether commits sync is a property of the store; sessions of a run agree about it.
    #[allow(unsafe_code, reason = "flags may not change while others commit")]
    fn keep(&self, keep: Keep) -> Result<()> {
        let is_durable = keep == Keep::Durable;
        if self.is_durable.load(Relaxed) != is_durable {
            let mode = if is_durable { FlagSetMode::Disable } else { FlagSetMode::Enable };
            // SAFETY: called inside a write transaction, so nobody else commits.
            unsafe { self.env.set_flags(EnvFlags::NO_SYNC, mode)? };
            self.is_durable.store(is_durable, Relaxed);
        }
        Ok(())
    }
}

impl Store for Lmdb {
    fn session(&self) -> Result<Box<dyn Session + '_>> {
        Ok(Box::new(LmdbSession { store: self, reading: None }))
    }

    fn settle(&self) -> Result<()> {
        Ok(self.env.force_sync()?)
    }
}

struct LmdbSession<'a> {
    store: &'a Lmdb,
    reading: Option<RoTxn<'a, WithTls>>,
}

impl LmdbSession<'_> {
    fn read<T>(&self, read: impl FnOnce(&Rows, &RoTxn<'_, WithTls>) -> Result<T>) -> Result<T> {
        match &self.reading {
            Some(reading) => read(&self.store.rows, reading),
            None => read(&self.store.rows, &self.store.env.read_txn()?),
        }
    }
}

impl Session for LmdbSession<'_> {
    fn snapshot(&mut self) -> Result<()> {
        self.reading = Some(self.store.env.read_txn()?);
        Ok(())
    }

    fn release(&mut self) -> Result<()> {
        self.reading = None;
        Ok(())
    }

    fn get(&mut self, key: &[u8], value: &mut Vec<u8>) -> Result<bool> {
        self.read(|rows, reading| {
            let Some(found) = rows.get(reading, key)? else { return Ok(false) };
            value.clear();
            value.extend_from_slice(found);
            Ok(true)
        })
    }

    fn scan(
        &mut self,
        key: &[u8],
        count: usize,
        visit: &mut dyn FnMut(&[u8], &[u8]),
    ) -> Result<usize> {
        self.read(|rows, reading| {
            let range = (Bound::Included(key), Bound::Unbounded);
            let mut seen = 0;
            for row in rows.range(reading, &range)?.take(count) {
                let (key, value) = row?;
                visit(key, value);
                seen += 1;
            }
            Ok(seen)
        })
    }

    fn put(&mut self, rows: &[(&[u8], &[u8])], keep: Keep) -> Result<()> {
        let mut transaction = self.store.env.write_txn()?;
        self.store.keep(keep)?;
        for (key, value) in rows {
            self.store.rows.put(&mut transaction, key, value)?;
        }
        Ok(transaction.commit()?)
    }
}
