//! The open tables of one database, by object.
//!
//! A name leads to an object through the catalog, as the reader sees it, so that tables are made,
//! renamed and deleted for everybody at the right moment. A schema is read when its table is first
//! opened, and kept while the database is attached. All who open a table share it, so that they also
//! meet in its share rules.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use jet_btree::ReadCx;
use jet_os::sync::{Rank, RwLock};
use jet_types::Objid;

use crate::catalog::{self, System};
use crate::error::{Result, TableError};
use crate::refusal::Refusal;
use crate::schema::TableSchema;
use crate::table::Table;
use crate::table::parts::{sees, snapshot_of};

/// The tables of one attached database that were opened.
#[derive(Debug)]
pub struct TableCache {
    tables: RwLock<HashMap<Objid, Arc<Table>>>,
    system: OnceLock<System>,
}

impl Default for TableCache {
    fn default() -> Self {
        let tables = RwLock::with_rank(Rank::Schema, HashMap::new());
        Self { tables, system: OnceLock::new() }
    }
}

impl TableCache {
    /// The table of this name, in any case.
    ///
    /// # Errors
    /// [`TableError::NoTable`]; [`Refusal::TableLocked`] while it is being deleted by somebody else,
    /// until nobody can see it any more; what reading the catalog gives.
    pub fn open(&self, cx: &ReadCx<'_>, name: &str) -> Result<Arc<Table>> {
        let Some(objid) = self.find(cx, name)? else {
            return Err(self.missing(cx, name));
        };
        let table = self.load(cx, objid)?;
        match table.leaving() {
            Some(_) => Err(Refusal::TableLocked.into()),
            None => Ok(table),
        }
    }

    /// The schema of the table of this name, for one who could open it.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn schema(&self, cx: &ReadCx<'_>, name: &str) -> Result<Arc<TableSchema>> {
        Ok(self.open(cx, name)?.schema(cx.view))
    }

    /// The schema of the table of this name, also of one that somebody else is about to delete.
    ///
    /// # Errors
    /// [`TableError::NoTable`]; what reading the catalog gives.
    pub fn describe(&self, cx: &ReadCx<'_>, name: &str) -> Result<Arc<TableSchema>> {
        let missing = || TableError::NoTable(name.to_owned());
        let objid = self.find(cx, name)?.ok_or_else(missing)?;
        Ok(self.load(cx, objid)?.schema(cx.view))
    }

    /// The object of a name.
    fn find(&self, cx: &ReadCx<'_>, name: &str) -> Result<Option<Objid>> {
        match self.system(cx) {
            Ok(system) => system.find(cx, name),
            // Not the catalog of any known engine; all of it then.
            Err(TableError::Catalog(_)) => {
                Ok(catalog::read(cx)?.table(name).map(|table| table.objid))
            }
            Err(error) => Err(error),
        }
    }

    /// Why there is no table of this name: another may be on its way out.
    fn missing(&self, cx: &ReadCx<'_>, name: &str) -> TableError {
        let is_others = |table: &&Arc<Table>| {
            let gone = table.leaving().filter(|gone| !is_own(cx, gone));
            gone.is_some() && table.whole().name.eq_ignore_ascii_case(name)
        };
        match self.all().iter().find(is_others) {
            Some(_) => Refusal::TableLocked.into(),
            None => TableError::NoTable(name.to_owned()),
        }
    }

    /// The table of an object that the reader sees.
    ///
    /// # Errors
    /// [`TableError::NoTable`]; what reading the catalog gives.
    pub(crate) fn load(&self, cx: &ReadCx<'_>, objid: Objid) -> Result<Arc<Table>> {
        if let Some(table) = self.tables.read().get(&objid) {
            return Ok(Arc::clone(table));
        }
        let missing = || TableError::NoTable(format!("of object {objid}"));
        let schema = catalog::load_table(cx, objid)?.ok_or_else(missing)?;
        let table = Arc::new(Table::new(cx, schema)?);
        // Whoever was first wins: all must share one table.
        let mut tables = self.tables.write();
        Ok(Arc::clone(tables.entry(objid).or_insert(table)))
    }

    /// Takes in a table just made, and forgets those that never came to be or are gone.
    pub(crate) fn add(&self, table: Arc<Table>) {
        let mut tables = self.tables.write();
        tables.retain(|_, table| !table.is_nothing());
        tables.insert(table.objid(), table);
    }

    /// The open tables that are made like the one of this name.
    pub(crate) fn derived_from(&self, template: &str) -> Vec<Arc<Table>> {
        let is_derived = |table: &Arc<Table>| {
            let whole = table.whole();
            whole.template.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(template))
        };
        let mut tables = self.all();
        tables.retain(is_derived);
        tables
    }

    fn all(&self) -> Vec<Arc<Table>> {
        self.tables.read().values().cloned().collect()
    }

    /// Where the catalog is written.
    ///
    /// # Errors
    /// What reading the catalog gives.
    pub fn system(&self, cx: &ReadCx<'_>) -> Result<&System> {
        if let Some(system) = self.system.get() {
            return Ok(system);
        }
        let system = System::open(cx)?;
        Ok(self.system.get_or_init(|| system))
    }
}

/// Whether the reader's own transaction made a version, or it is committed for it.
fn is_own(cx: &ReadCx<'_>, version: &jet_btree::version::Version) -> bool {
    let snapshot = snapshot_of(cx.view);
    snapshot.is_some_and(|snapshot| snapshot.owns(version.writer())) && sees(snapshot, version)
}
