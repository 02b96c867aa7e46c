//! RocksDB.

use std::path::Path;

use rocksdb::{
    BlockBasedOptions, Cache, DB, Direction, FlushOptions, IteratorMode, Options, ReadOptions,
    Snapshot, WriteBatch, WriteOptions,
};

use crate::store::{Budget, Keep, Result, Session, Store};

struct Rocks(DB);

pub fn open(dir: &Path, budget: Budget) -> Result<Box<dyn Store>> {
    let mut table = BlockBasedOptions::default();
    table.set_block_cache(&Cache::new_lru_cache(budget.cache));
    table.set_bloom_filter(10.0, false);
    let mut options = Options::default();
    options.create_if_missing(true);
    options.set_block_based_table_factory(&table);
    options.increase_parallelism(2);
    Ok(Box::new(Rocks(DB::open(&options, dir.join("rows.rocks"))?)))
}

impl Store for Rocks {
    fn session(&self) -> Result<Box<dyn Session + '_>> {
        Ok(Box::new(RocksSession { database: &self.0, reading: None }))
    }

    fn settle(&self) -> Result<()> {
        Ok(self.0.flush_opt(&FlushOptions::default())?)
    }
}

struct RocksSession<'a> {
    database: &'a DB,
    reading: Option<Snapshot<'a>>,
}

impl RocksSession<'_> {
    fn options(&self) -> ReadOptions {
        let mut options = ReadOptions::default();
        if let Some(snapshot) = &self.reading {
            options.set_snapshot(snapshot);
        }
        options
    }
}

impl Session for RocksSession<'_> {
    fn snapshot(&mut self) -> Result<()> {
        self.reading = Some(self.database.snapshot());
        Ok(())
    }

    fn release(&mut self) -> Result<()> {
        self.reading = None;
        Ok(())
    }

    fn get(&mut self, key: &[u8], value: &mut Vec<u8>) -> Result<bool> {
        let Some(found) = self.database.get_pinned_opt(key, &self.options())? else {
            return Ok(false);
        };
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
        let mode = IteratorMode::From(key, Direction::Forward);
        let mut seen = 0;
        for row in self.database.iterator_opt(mode, self.options()).take(count) {
            let (key, value) = row?;
            visit(&key, &value);
            seen += 1;
        }
        Ok(seen)
    }

    fn put(&mut self, rows: &[(&[u8], &[u8])], keep: Keep) -> Result<()> {
        let mut batch = WriteBatch::default();
        for (key, value) in rows {
            batch.put(key, value);
        }
        let mut options = WriteOptions::default();
        options.set_sync(keep == Keep::Durable);
        Ok(self.database.write_opt(&batch, &options)?)
    }
}
