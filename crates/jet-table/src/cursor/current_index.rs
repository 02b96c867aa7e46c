//! Choosing the index a cursor goes by.

use jet_btree::{Currency, ReadCx};

use super::{Cursor, Secondary, search_key};
use crate::error::{Result, TableError};

/// Which index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IndexChoice<'n> {
    /// The primary one, or the order of records.
    Primary,
    /// The one of this name.
    Named(&'n str),
    /// The one at this place among the table's.
    At(usize),
}

impl Cursor {
    /// Makes an index current and goes to its first entry, which is deferred. The range and the
    /// search key are dropped.
    ///
    /// # Errors
    /// [`TableError::NoIndex`], and what reading the index's root gives.
    pub fn set_current_index(&mut self, cx: &ReadCx<'_>, choice: IndexChoice<'_>) -> Result<()> {
        self.choose(cx, choice)?;
        self.range = None;
        self.search.consume();
        self.is_deferred = true;
        Ok(())
    }

    /// Makes an index current and goes to the entry of the current record: that of value `number`,
    /// from 1, of the first multi-valued key column.
    ///
    /// # Errors
    /// As [`set_current_index`](Self::set_current_index) and
    /// [`goto_bookmark`](Self::goto_bookmark); [`BadItagSequence`](crate::Refusal::BadItagSequence)
    /// when there is no such value.
    pub fn set_current_index_here(
        &mut self,
        cx: &ReadCx<'_>,
        choice: IndexChoice<'_>,
        number: usize,
    ) -> Result<()> {
        let bookmark = self.bookmark()?.to_vec();
        let (primary, secondary) = (self.primary.clone(), self.secondary.clone());
        let (search, range) = (self.search.clone(), self.range.clone());
        self.choose(cx, choice)?;
        let gone = self.goto_value(cx, &bookmark, number.max(1));
        if gone.is_err() {
            self.put_secondary(secondary);
            (self.primary, self.search, self.range) = (primary, search, range);
        }
        gone
    }

    /// The place of an index among the table's; `None` is the primary one.
    fn resolve(&self, choice: IndexChoice<'_>) -> Result<Option<usize>> {
        let position = match choice {
            IndexChoice::Primary => return Ok(None),
            IndexChoice::Named(name) => {
                let mut indexes = self.schema.indexes.iter();
                indexes.position(|index| index.name.eq_ignore_ascii_case(name))
            }
            IndexChoice::At(position) => Some(position),
        };
        let found = position.and_then(|at| Some((at, self.schema.indexes.get(at)?)));
        let (position, index) = found.ok_or_else(|| TableError::NoIndex(format!("{choice:?}")))?;
        Ok((!index.is_primary()).then_some(position))
    }

    /// Makes an index current; if it was not, the cursor stands before all.
    fn choose(&mut self, cx: &ReadCx<'_>, choice: IndexChoice<'_>) -> Result<()> {
        self.refresh(cx);
        let position = self.resolve(choice)?;
        if position == self.secondary.as_ref().map(|secondary| secondary.position) {
            return Ok(());
        }
        let secondary = match position {
            None => None,
            Some(position) => {
                let index = self.schema.indexes.get(position);
                let index = index.ok_or_else(|| TableError::NoIndex(format!("{choice:?}")))?;
                let tree = self.table.index_tree(cx, index)?;
                Some(Secondary { position, tree, currency: Currency::default() })
            }
        };
        self.put_secondary(secondary);
        self.search = search_key(self.current_index());
        self.range = None;
        self.leave(false);
        Ok(())
    }
}
