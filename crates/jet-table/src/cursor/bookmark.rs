//! Going to a record or entry by its name.

use jet_btree::currency::Found;
use jet_btree::{Bookmark, Place, ReadCx};

use super::Cursor;
use crate::error::Result;
use crate::index::{EntryKey, IndexKeys, RecordValues};
use crate::refusal::Refusal;
use crate::values::RowReader;

impl Cursor {
    /// The name of the current record: its primary key. A cursor that has yet to go to its first
    /// record is on none.
    ///
    /// # Errors
    /// [`Refusal::NoCurrentRecord`].
    pub fn bookmark(&self) -> Result<&[u8]> {
        let is_there = !self.is_deferred && self.primary.place() == Place::On;
        let bookmark = self.primary.bookmark().filter(|_| is_there);
        Ok(bookmark.ok_or(Refusal::NoCurrentRecord)?.key())
    }

    /// The key of the current entry of the current index, and the primary key it leads to.
    ///
    /// # Errors
    /// [`Refusal::NoCurrentIndex`] unless a secondary index is current,
    /// [`Refusal::NoCurrentRecord`], [`Refusal::RecordDeleted`].
    pub fn secondary_bookmark(&mut self, cx: &ReadCx<'_>) -> Result<(Vec<u8>, Vec<u8>)> {
        if self.secondary.is_none() {
            return Err(Refusal::NoCurrentIndex.into());
        }
        let latched = self.entry(cx)?;
        let node = latched.node()?;
        Ok((node.key.to_vec(), node.data.to_vec()))
    }

    /// The key of the current entry.
    ///
    /// # Errors
    /// [`Refusal::NoCurrentRecord`], [`Refusal::RecordDeleted`].
    pub fn current_key(&mut self, cx: &ReadCx<'_>) -> Result<Vec<u8>> {
        let latched = self.entry(cx)?;
        Ok(latched.node()?.key.to_vec())
    }

    /// Goes to the record of this name, and to its entry in the current index. Drops the range and
    /// the search key.
    ///
    /// # Errors
    /// [`Refusal::InvalidBookmark`] when it is empty. [`Refusal::RecordDeleted`]: the cursor stays
    /// where it was, or takes the place of the record while that is still there, deleted.
    /// [`Refusal::NoCurrentRecord`] when the record has no entry in the current index.
    pub fn goto_bookmark(&mut self, cx: &ReadCx<'_>, bookmark: &[u8]) -> Result<()> {
        self.goto_value(cx, bookmark, 1)
    }

    /// As [`goto_bookmark`](Self::goto_bookmark), to the entry of a certain value, from 1, of the
    /// first multi-valued key column.
    pub(super) fn goto_value(
        &mut self,
        cx: &ReadCx<'_>,
        bookmark: &[u8],
        number: usize,
    ) -> Result<()> {
        if bookmark.is_empty() {
            return Err(Refusal::InvalidBookmark.into());
        }
        self.range = None;
        self.search.consume();
        let tree = self.table.tree();
        match Bookmark::new(bookmark, &[]).find(cx, &tree)? {
            Found::Seen(latched) => {
                self.primary.set(&tree, &latched)?;
                self.is_deferred = false;
            }
            Found::Unseen => {
                if self.primary.place() == Place::On {
                    self.primary.goto(bookmark, &[]);
                }
                return Err(Refusal::RecordDeleted.into());
            }
            Found::Missing => return Err(Refusal::RecordDeleted.into()),
        }
        self.goto_entry(cx, bookmark, number)
    }

    /// Goes to the entry of the current record in the current index.
    fn goto_entry(&mut self, cx: &ReadCx<'_>, bookmark: &[u8], number: usize) -> Result<()> {
        let Some(secondary) = &self.secondary else { return Ok(()) };
        let position = secondary.position;
        let schema = &*self.schema;
        let index = schema.indexes.get(position).ok_or(Refusal::NoCurrentIndex)?;
        let unsupported = crate::ValueError::Unsupported;
        let mut keys = IndexKeys::new(schema, index).ok_or(unsupported)?;
        let mut values = RecordValues::new(schema.columns.len(), keys.positions());
        // Key columns may be long values, which are not fetched under the record's latch.
        let latched = super::here(self.primary.look(cx, &self.table.tree())?)?;
        let record = latched.node()?.data.to_vec();
        drop(latched);
        values.load(
            &mut RowReader::with_long_values(*cx, schema, self.table.counters().long_values()),
            &record,
        )?;
        let key = match keys.entry_of(&values, number - 1)? {
            EntryKey::Key(key) => key.to_vec(),
            EntryKey::NoSuchValue => return Err(Refusal::BadItagSequence.into()),
            EntryKey::NotIndexed => {
                self.currency_mut().before_first();
                return Err(Refusal::NoCurrentRecord.into());
            }
        };
        let data: &[u8] = if self.tree().is_unique { &[] } else { bookmark };
        self.currency_mut().goto(&key, data);
        Ok(())
    }

    /// Goes to an entry of the current secondary index by its key and, where keys are not unique or
    /// it is given, its primary key. Drops the range and the search key.
    ///
    /// # Errors
    /// [`Refusal::NoCurrentIndex`] unless a secondary index is current;
    /// [`Refusal::InvalidBookmark`] when a part is missing. [`Refusal::RecordDeleted`] when the
    /// entry is gone: with `permit_virtual` the cursor takes its place all the same.
    pub fn goto_secondary_bookmark(
        &mut self,
        cx: &ReadCx<'_>,
        key: &[u8],
        primary: &[u8],
        permit_virtual: bool,
    ) -> Result<()> {
        let secondary = self.secondary.as_mut().ok_or(Refusal::NoCurrentIndex)?;
        let is_unique = secondary.tree.is_unique;
        if key.is_empty() || (!is_unique && primary.is_empty()) {
            return Err(Refusal::InvalidBookmark.into());
        }
        self.range = None;
        self.search.consume();
        let data = if is_unique { &[] } else { primary };
        match Bookmark::new(key, data).find(cx, &secondary.tree)? {
            Found::Seen(latched) => {
                self.land(&latched)?;
                let differs = latched.node()?.data != primary;
                let is_other = is_unique && !primary.is_empty() && differs;
                return if is_other { Err(Refusal::RecordDeleted.into()) } else { Ok(()) };
            }
            _ if permit_virtual => {
                secondary.currency.stand_between(key, data);
                self.primary.before_first();
                self.is_deferred = false;
            }
            Found::Unseen if secondary.currency.place() == Place::On => {
                secondary.currency.goto(key, data);
            }
            Found::Unseen | Found::Missing => {}
        }
        Err(Refusal::RecordDeleted.into())
    }
}
