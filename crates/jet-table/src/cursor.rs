//! A cursor: where a session reads in a table, along one of its indexes.
//!
//! A cursor has two currencies when a secondary index is current: one in the index, which moves and
//! seeks go by, and one in the table, which columns are read from. They move together, yet may come
//! apart: a range that excludes the current entry takes the index's away and leaves the record.
//!
//! A new cursor, or one whose index was just chosen, goes to the first entry only when somebody
//! looks (*deferred*): most are moved or seek first.
//!
//! Nothing here holds a latch between calls. Every call gets a [`ReadCx`], which says which states
//! of nodes it sees; what was there at one call may be gone at the next.
//!
//! Source: ESE `rec.cxx`, `dir.cxx`; what the documentation leaves open is as recorded from the
//! reference engine.

mod bookmark;
mod current_index;
mod measure;
mod range;
pub mod search_key;
mod seek;
mod travel;

use std::sync::Arc;

use jet_btree::{Currency, Latched, Place, ReadCx, Standing, Tree};

use crate::error::Result;
use crate::refusal::Refusal;
use crate::schema::{IndexSchema, TableSchema};
use crate::table::{Access, Opening, Table};
use crate::update::Update;

pub use current_index::IndexChoice;
use range::Range;
pub use range::RangeLimit;
pub use search_key::{KeyPart, Limit, SearchKey};
pub use seek::{SeekTo, Sought};
pub use travel::Travel;

/// An open cursor.
#[derive(Debug)]
pub struct Cursor {
    table: Arc<Table>,
    /// As it was when somebody last looked.
    schema: Arc<TableSchema>,
    /// When that was, if everybody sees the same.
    epoch: Option<u64>,
    opening: Opening,
    /// In the table.
    primary: Currency,
    /// In the current index, if that is not the primary one.
    secondary: Option<Secondary>,
    /// It has yet to go to the first entry.
    is_deferred: bool,
    search: SearchKey,
    range: Option<Range>,
    /// What is prepared, or the memory for it.
    pub(crate) update: Option<Box<Update>>,
}

/// A secondary index that is current.
#[derive(Clone, Debug)]
struct Secondary {
    /// Its place among the table's indexes.
    position: usize,
    tree: Tree,
    currency: Currency,
}

impl Drop for Cursor {
    fn drop(&mut self) {
        self.put_secondary(None);
        self.table.share().close(self.opening);
    }
}

impl Cursor {
    /// Opens a cursor on a table for a session, known by any number of its own.
    ///
    /// # Errors
    /// [`Refusal::TableLocked`], [`Refusal::TableInUse`].
    pub fn open(table: Arc<Table>, session: u32, access: Access) -> Result<Self> {
        let opening = table.share().open(session, access)?;
        // Whoever deletes it has it for itself meanwhile, and marks it before it lets go.
        if table.leaving().is_some() {
            table.share().close(opening);
            return Err(Refusal::TableLocked.into());
        }
        Ok(Self::new(table, opening))
    }

    /// A cursor on the same table, with the primary index current and deferred to the first record:
    /// neither position nor key nor range are taken over.
    pub fn dup(&self) -> Self {
        let opening = self.table.share().open_again(self.opening);
        Self::new(Arc::clone(&self.table), opening)
    }

    fn new(table: Arc<Table>, opening: Opening) -> Self {
        let schema = table.whole();
        let search = search_key(schema.primary_index());
        Self {
            table,
            schema,
            epoch: None,
            opening,
            primary: Currency::default(),
            secondary: None,
            is_deferred: true,
            search,
            range: None,
            update: None,
        }
    }

    /// The table.
    pub fn table(&self) -> &Arc<Table> {
        &self.table
    }

    /// The table's schema.
    pub fn schema(&self) -> &Arc<TableSchema> {
        &self.schema
    }

    /// Looks at the table's schema as this reader sees it, if it may have changed. An index that is
    /// no more to be seen is current no more.
    pub fn refresh(&mut self, cx: &ReadCx<'_>) {
        if self.table.is_current(self.epoch) {
            return;
        }
        (self.schema, self.epoch) = self.table.look(cx.view);
        let Some(secondary) = &mut self.secondary else { return };
        let objid = secondary.tree.objid;
        match self.schema.indexes.iter().position(|index| index.objid == objid) {
            Some(position) => secondary.position = position,
            None => {
                self.put_secondary(None);
                self.search = search_key(self.current_index());
                self.range = None;
                self.leave(false);
            }
        }
    }

    /// Makes a secondary index current, or none. An index that is current cannot be deleted.
    fn put_secondary(&mut self, secondary: Option<Secondary>) {
        if let Some(new) = &secondary {
            self.table.use_index(new.tree.objid);
        }
        if let Some(old) = std::mem::replace(&mut self.secondary, secondary) {
            self.table.leave_index(old.tree.objid);
        }
    }

    /// Whether records may be changed through it.
    pub fn is_updatable(&self) -> bool {
        self.opening.is_updatable
    }

    /// Whether no other session may have the table open.
    pub fn is_exclusive(&self) -> bool {
        self.opening.denies_read()
    }

    /// The current index; `None` for the order of records in a table without a primary index.
    pub fn current_index(&self) -> Option<&IndexSchema> {
        match &self.secondary {
            Some(secondary) => self.schema.indexes.get(secondary.position),
            None => self.schema.primary_index(),
        }
    }

    /// Whether a secondary index is current.
    pub fn is_on_secondary(&self) -> bool {
        self.secondary.is_some()
    }

    /// The tree moves and seeks go by.
    fn tree(&self) -> Tree {
        self.secondary.as_ref().map_or_else(|| self.table.tree(), |secondary| secondary.tree)
    }

    /// Where it stands in that tree.
    fn currency(&self) -> &Currency {
        self.secondary.as_ref().map_or(&self.primary, |secondary| &secondary.currency)
    }

    fn currency_mut(&mut self) -> &mut Currency {
        match &mut self.secondary {
            Some(secondary) => &mut secondary.currency,
            None => &mut self.primary,
        }
    }

    /// Where it stands in the table; `None` while it has yet to go there.
    pub(crate) fn settled_place(&self) -> Option<Place> {
        (!self.is_deferred).then(|| self.primary.place())
    }

    /// Goes to the first entry if that was deferred.
    pub(crate) fn settle(&mut self, cx: &ReadCx<'_>) -> Result<()> {
        if self.is_deferred {
            let first = self.tree().first(cx)?;
            self.land(&first.ok_or(Refusal::NoCurrentRecord)?)?;
        }
        Ok(())
    }

    /// What names the record it is on, or was last on before it went to an end.
    pub(crate) fn last_bookmark(&self) -> &jet_btree::Bookmark {
        self.primary.last_bookmark()
    }

    /// Goes to an entry of the current index, and to its record.
    fn land(&mut self, latched: &Latched<'_>) -> Result<()> {
        match &mut self.secondary {
            Some(secondary) => {
                secondary.currency.set(&secondary.tree, latched)?;
                // Whether the record is there shows when it is read.
                self.primary.goto(latched.node()?.data, &[]);
            }
            None => self.primary.set(&self.table.tree(), latched)?,
        }
        self.is_deferred = false;
        Ok(())
    }

    /// Leaves all entries and records, at one end or the other.
    fn leave(&mut self, forward: bool) {
        self.is_deferred = false;
        for currency in
            self.secondary.as_mut().map(|s| &mut s.currency).into_iter().chain([&mut self.primary])
        {
            if forward {
                currency.after_last();
            } else {
                currency.before_first();
            }
        }
    }

    /// Stands before the first entry of its index: it was moved in a level that was rolled back. A
    /// record reached through a secondary index stays.
    pub fn lose_place(&mut self) {
        self.is_deferred = false;
        self.range = None;
        self.currency_mut().before_first();
    }

    /// Goes by the primary index: another one was chosen in a level that was rolled back.
    pub(crate) fn leave_index(&mut self) {
        if self.secondary.is_some() {
            self.put_secondary(None);
            self.search = search_key(self.current_index());
            self.range = None;
        }
    }

    /// The current entry of the current index, latched.
    ///
    /// # Errors
    /// [`Refusal::NoCurrentRecord`], [`Refusal::RecordDeleted`].
    fn entry<'a>(&mut self, cx: &ReadCx<'a>) -> Result<Latched<'a>> {
        self.refresh(cx);
        self.settle(cx)?;
        here(self.currency().look(cx, &self.tree())?)
    }

    /// The current record, latched.
    ///
    /// # Errors
    /// [`Refusal::NoCurrentRecord`], [`Refusal::RecordDeleted`].
    pub fn record<'a>(&mut self, cx: &ReadCx<'a>) -> Result<Latched<'a>> {
        self.refresh(cx);
        self.settle(cx)?;
        here(self.primary.look(cx, &self.table.tree())?)
    }

    /// Whether the current record may be read.
    ///
    /// # Errors
    /// [`Refusal::NoCurrentRecord`], [`Refusal::RecordDeleted`].
    pub fn check_record(&mut self, cx: &ReadCx<'_>) -> Result<()> {
        self.record(cx).map(drop)
    }

    /// Whether the current record may be changed: nobody else has changed it so that this session
    /// does not see it.
    ///
    /// # Errors
    /// [`Refusal::NoCurrentRecord`], [`Refusal::RecordDeleted`], write conflicts.
    pub fn check_changeable(&mut self, cx: &ReadCx<'_>) -> Result<()> {
        let latched = self.record(cx)?;
        let may_change = cx.may_change(&self.table.tree(), &latched.node()?);
        if may_change { Ok(()) } else { Err(jet_btree::BtreeError::WriteConflict.into()) }
    }
}

/// The node a currency stands on.
fn here(standing: Standing<'_>) -> Result<Latched<'_>> {
    match standing {
        Standing::Here(latched) => Ok(latched),
        Standing::Deleted => Err(Refusal::RecordDeleted.into()),
        Standing::Nowhere => Err(Refusal::NoCurrentRecord.into()),
    }
}

/// No key yet for an index; the order of records has the shortest.
fn search_key(index: Option<&IndexSchema>) -> SearchKey {
    let (key, segment) = index.map_or((255, 255), |index| (index.key_most, index.segment_most));
    SearchKey::new(key.into(), segment.min(key).into())
}

/// Whether a place is one in a tree, on a node or between two.
fn is_inside(place: Place) -> bool {
    matches!(place, Place::On | Place::Between)
}
