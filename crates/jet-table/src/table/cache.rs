//! The open tables of one database, by name.
//!
//! A schema is read when its table is first opened, and kept while the database is attached. All who
//! open a table share it, so that they also meet in its share rules.

use std::collections::HashMap;
use std::sync::Arc;

use jet_btree::ReadCx;
use jet_os::sync::{Rank, RwLock};

use crate::catalog;
use crate::error::{Result, TableError};
use crate::table::Table;

/// The tables of one attached database that were opened.
#[derive(Debug)]
pub struct TableCache {
    /// By name in ASCII lower case, which is how far names are alike.
    tables: RwLock<HashMap<String, Arc<Table>>>,
}

impl Default for TableCache {
    fn default() -> Self {
        Self { tables: RwLock::with_rank(Rank::Schema, HashMap::new()) }
    }
}

impl TableCache {
    /// The table of this name, in any case.
    ///
    /// # Errors
    /// [`TableError::NoTable`], and what reading the catalog gives.
    pub fn open(&self, cx: &ReadCx<'_>, name: &str) -> Result<Arc<Table>> {
        let key = name.to_ascii_lowercase();
        if let Some(table) = self.tables.read().get(&key) {
            return Ok(Arc::clone(table));
        }
        let missing = || TableError::NoTable(name.to_owned());
        let schema = catalog::find_table(cx, name)?.ok_or_else(missing)?;
        let table = Arc::new(Table::new(schema)?);
        // Whoever was first wins: all must share one table.
        let mut tables = self.tables.write();
        Ok(Arc::clone(tables.entry(key).or_insert(table)))
    }
}
