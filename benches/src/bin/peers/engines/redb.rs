//! redb.

use std::path::Path;

use redb::{
    Database, Durability, ReadOnlyTable, ReadTransaction, ReadableDatabase, TableDefinition,
};

use crate::store::{Budget, Keep, Result, Session, Store};

const ROWS: TableDefinition<&[u8], &[u8]> = TableDefinition::new("rows");

struct Redb(Database);

pub fn open(dir: &Path, budget: Budget) -> Result<Box<dyn Store>> {
    let database =
        Database::builder().set_cache_size(budget.cache).create(dir.join("rows.redb"))?;
    let transaction = database.begin_write()?;
    transaction.open_table(ROWS)?;
    transaction.commit()?;
    Ok(Box::new(Redb(database)))
}

impl Store for Redb {
    fn session(&self) -> Result<Box<dyn Session + '_>> {
        Ok(Box::new(RedbSession { database: &self.0, reading: None }))
    }

    fn settle(&self) -> Result<()> {
        Ok(self.0.begin_write()?.commit()?)
    }
}

type Reading = (ReadOnlyTable<&'static [u8], &'static [u8]>, ReadTransaction);

struct RedbSession<'a> {
    database: &'a Database,
    reading: Option<Reading>,
}

impl RedbSession<'_> {
    fn read<T>(&self, read: impl FnOnce(&Reading) -> Result<T>) -> Result<T> {
        match &self.reading {
            Some(reading) => read(reading),
            None => read(&self.begin()?),
        }
    }

    fn begin(&self) -> Result<Reading> {
        let transaction = self.database.begin_read()?;
        Ok((transaction.open_table(ROWS)?, transaction))
    }
}

impl Session for RedbSession<'_> {
    fn snapshot(&mut self) -> Result<()> {
        self.reading = Some(self.begin()?);
        Ok(())
    }

    fn release(&mut self) -> Result<()> {
        self.reading = None;
        Ok(())
    }

    fn get(&mut self, key: &[u8], value: &mut Vec<u8>) -> Result<bool> {
        self.read(|(table, _)| {
            let Some(found) = table.get(key)? else { return Ok(false) };
            value.clear();
            value.extend_from_slice(found.value());
            Ok(true)
        })
    }

    fn scan(
        &mut self,
        key: &[u8],
        count: usize,
        visit: &mut dyn FnMut(&[u8], &[u8]),
    ) -> Result<usize> {
        self.read(|(table, _)| {
            let mut seen = 0;
            for row in table.range(key..)?.take(count) {
                let (key, value) = row?;
                visit(key.value(), value.value());
                seen += 1;
            }
            Ok(seen)
        })
    }

    fn put(&mut self, rows: &[(&[u8], &[u8])], keep: Keep) -> Result<()> {
        let mut transaction = self.database.begin_write()?;
        transaction.set_durability(match keep {
            Keep::Relaxed => Durability::None,
            Keep::Durable => Durability::Immediate,
        })?;
        {
            let mut table = transaction.open_table(ROWS)?;
            for (key, value) in rows {
                table.insert(*key, *value)?;
            }
        }
        Ok(transaction.commit()?)
    }
}
