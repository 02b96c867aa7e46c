//! The entries a record has in an index.
//!
//! Mostly one; none when a condition or the index's rules for NULLs say so; several when a key
//! column has several values, or text is cut into tuples. Equal keys of one record are one entry.

mod list;
mod picks;
mod plan;
#[cfg(test)]
mod tests;
mod values;

use crate::error::ValueError;
use crate::normalize::{KeyBuilder, SegmentRule, unicode};
use crate::schema::{ColumnSchema, IndexSchema, Segment, TableSchema, TupleLimits};

pub use list::KeyList;
use picks::Picks;
use plan::Built;
pub use plan::{KeyPlan, Source};
pub use values::RecordValues;

/// Makes the keys of one index.
#[derive(Debug)]
pub struct IndexKeys<'a> {
    table: &'a TableSchema,
    index: &'a IndexSchema,
    plan: KeyPlan,
    builder: KeyBuilder,
    list: KeyList,
}

/// The entry of a record in an index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryKey<'k> {
    /// It has this key.
    Key(&'k [u8]),
    /// The record has none.
    NotIndexed,
    /// The record has no value of this number.
    NoSuchValue,
}

impl<'a> IndexKeys<'a> {
    /// The keys of an index of `table`; `None` when it uses a column that is not there, or text in
    /// a way whose keys cannot be made.
    pub fn new(table: &'a TableSchema, index: &'a IndexSchema) -> Option<Self> {
        let plan = KeyPlan::new(table, index)?;
        let key_most = usize::from(index.key_most);
        let builder = KeyBuilder::new(key_most, usize::from(index.segment_most).min(key_most));
        Some(Self { table, index, plan, builder, list: KeyList::default() })
    }

    /// The index.
    pub fn index(&self) -> &'a IndexSchema {
        self.index
    }

    /// Positions of the columns the keys depend on.
    pub fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        self.plan.positions()
    }

    /// Calls `visit` with the key of every entry of a record, in key order and without repeats.
    ///
    /// # Errors
    /// [`ValueError::Corrupt`] for a fixed value of the wrong size.
    pub fn visit(
        &mut self,
        values: &RecordValues,
        visit: impl FnMut(&[u8]),
    ) -> Result<(), ValueError> {
        let source = Source { table: self.table, index: self.index, values };
        self.plan.lenient_keys(source, &mut self.builder, &mut self.list)?;
        self.list.iter().for_each(visit);
        Ok(())
    }

    /// The key of the entry that a record has for the value at `number` of its first multi-valued
    /// key column; for a tuple index that of the first tuple.
    ///
    /// # Errors
    /// As [`visit`](Self::visit).
    pub fn entry_of(
        &mut self,
        values: &RecordValues,
        number: usize,
    ) -> Result<EntryKey<'_>, ValueError> {
        if !self.plan.meets_conditions(values) {
            return Ok(EntryKey::NotIndexed);
        }
        let mut picks = Picks::new(&self.plan, self.index, values);
        if number > 0 && !picks.choose(&self.plan, values, number) {
            return Ok(EntryKey::NoSuchValue);
        }
        let source = Source { table: self.table, index: self.index, values };
        if self.index.tuples.is_none() {
            let built = self.plan.build(source, &picks.chosen, None, &mut self.builder)?;
            let is_kept = built == Built::Kept;
            return Ok(if is_kept {
                EntryKey::Key(self.builder.bytes())
            } else {
                EntryKey::NotIndexed
            });
        }
        self.list.clear();
        self.plan.expand(source, &picks.chosen, &mut self.builder, &mut self.list)?;
        Ok(self.list.iter().next().map_or(EntryKey::NotIndexed, EntryKey::Key))
    }

    /// Which value of the column at `position`, from 0, goes into the entry with this key; `None`
    /// when the record has no such entry.
    ///
    /// # Errors
    /// As [`visit`](Self::visit).
    pub fn number_of(
        &mut self,
        values: &RecordValues,
        position: usize,
        key: &[u8],
    ) -> Result<Option<usize>, ValueError> {
        let source = Source { table: self.table, index: self.index, values };
        let mut picks = Picks::new(&self.plan, self.index, values);
        let segment = self.plan.segments.iter().position(|column| column.position == position);
        self.list.clear();
        loop {
            // Their bytes still count: there are no more rounds than entries.
            self.list.drop_keys();
            let (builder, list) = (&mut self.builder, &mut self.list);
            let goes_on = self.plan.expand(source, &picks.chosen, builder, list)?;
            if self.list.iter().any(|made| made == key) {
                let chosen = segment.and_then(|at| picks.chosen.get(at).copied().flatten());
                return Ok(Some(chosen.unwrap_or(0)));
            }
            if !goes_on || !picks.advance() {
                return Ok(None);
            }
        }
    }
}

/// How a key column is normalised; `None` for text whose keys cannot be made.
pub(crate) fn segment_rule<'a>(
    index: &'a IndexSchema,
    segment: &Segment,
    column: &ColumnSchema,
) -> Option<SegmentRule<'a>> {
    let rule = rule_of(index, segment, column);
    let is_known = !rule.is_unicode() || knows_text(index);
    is_known.then_some(rule)
}

/// How a key column is normalised, whether or not its text is known.
fn rule_of<'a>(
    index: &'a IndexSchema,
    segment: &Segment,
    column: &ColumnSchema,
) -> SegmentRule<'a> {
    SegmentRule {
        coltyp: column.coltyp,
        code_page: column.code_page,
        is_fixed: column.fid < 128,
        is_descending: segment.is_descending,
        nulls_high: index.has(IndexSchema::SORT_NULLS_HIGH),
        dotnet_guid: index.has(IndexSchema::DOTNET_GUID),
        lcmap_flags: index.lcmap_flags,
        locale: &index.locale,
    }
}

/// Whether keys of Unicode text in this index are made with the weights that are known.
fn knows_text(index: &IndexSchema) -> bool {
    let version = index.sort_version.map(|version| (version >> 32) as u32);
    version == Some(unicode::NLS_VERSION) && unicode::is_supported(&index.locale, index.lcmap_flags)
}

/// The column of a segment, and its position.
pub(crate) fn find<'a>(
    table: &'a TableSchema,
    segment: &Segment,
) -> Option<(usize, &'a ColumnSchema)> {
    let position = table.position_of_segment(segment)?;
    Some((position, &**table.columns.get(position)?))
}

/// Pieces of a text, as a tuple index cuts it.
fn tuples(text: &[u8], limits: TupleLimits, unit: usize) -> impl Iterator<Item = &[u8]> {
    let (min, max) = (limits.min as usize * unit, limits.max as usize * unit);
    let start = limits.start as usize * unit;
    let step = (limits.step as usize).max(1) * unit;
    let pieces = (0..limits.to_index as usize).map_while(move |number| {
        let from = number.checked_mul(step)?.checked_add(start)?;
        let rest = text.get(from..)?;
        Some(rest.get(..max).unwrap_or(rest))
    });
    pieces.take_while(move |piece| piece.len() >= min.max(1))
}
