//! How the keys of one index are made: which columns, in which order, under which conditions.
//!
//! A plan is made once per index. It knows columns by their places among the table's, so making a
//! key looks nothing up and, but for indexes of several values, allocates nothing.

use super::list::KeyList;
use super::picks::Picks;
use super::{RecordValues, find, segment_rule, tuples};
use crate::error::{Result, ValueError};
use crate::normalize::{KeyBuilder, SegmentRule};
use crate::refusal::Refusal;
use crate::schema::{ColumnFlags, IndexSchema, Segment, TableSchema};

/// How the keys of one index are made.
#[derive(Clone, Debug)]
pub struct KeyPlan {
    pub(super) segments: Vec<KeyColumn>,
    /// Columns, and whether they must be NULL.
    pub(super) conditions: Vec<(usize, bool)>,
    has_several: bool,
}

/// A key column.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeyColumn {
    /// Its place among the table's columns.
    pub(super) position: usize,
    pub(super) is_multi_valued: bool,
}

/// What the keys of a record are made from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The table.
    pub table: &'a TableSchema,
    /// The index.
    pub index: &'a IndexSchema,
    /// The record.
    pub values: &'a RecordValues,
}

/// What the rules for NULLs say about a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Built {
    Kept,
    Dropped,
    /// A key column is NULL, which the index does not allow.
    NullDisallowed,
}

/// Values of columns without several: all the first.
static FIRSTS: [Option<usize>; 32] = [Some(0); 32];

impl KeyPlan {
    /// The plan of an index; `None` when it uses a column that is not there, or text in a way whose
    /// keys cannot be made.
    pub fn new(table: &TableSchema, index: &IndexSchema) -> Option<Self> {
        let segment = |segment: &Segment| {
            let (position, column) = find(table, segment)?;
            segment_rule(index, segment, column)?;
            let is_multi_valued = column.flags.has(ColumnFlags::MULTI_VALUED);
            Some(KeyColumn { position, is_multi_valued })
        };
        let condition = |segment: &Segment| Some((find(table, segment)?.0, segment.must_be_null));
        let segments: Vec<KeyColumn> = index.segments.iter().map(segment).collect::<Option<_>>()?;
        let is_multi_valued = segments.iter().any(|column| column.is_multi_valued);
        Some(Self {
            has_several: is_multi_valued || index.tuples.is_some() || segments.len() > FIRSTS.len(),
            segments,
            conditions: index.conditions.iter().map(condition).collect::<Option<_>>()?,
        })
    }

    /// Positions of the columns the keys depend on.
    pub fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        let segments = self.segments.iter().map(|column| column.position);
        segments.chain(self.conditions.iter().map(|(position, _)| *position))
    }

    /// The keys of a record's entries, in order and without repeats.
    ///
    /// # Errors
    /// [`Refusal::NullKeyDisallowed`], [`Refusal::KeyTruncated`] when the index does not allow
    /// them; [`ValueError::Corrupt`] for a fixed value of the wrong size.
    pub fn keys(
        &self,
        source: Source<'_>,
        builder: &mut KeyBuilder,
        keys: &mut KeyList,
    ) -> Result<()> {
        self.lenient_keys(source, builder, keys)?;
        keys.refused.map_or(Ok(()), |refused| Err(refused.into()))
    }

    /// As [`keys`](Self::keys), of a record that is there, whether or not the index allows it.
    pub(super) fn lenient_keys(
        &self,
        source: Source<'_>,
        builder: &mut KeyBuilder,
        keys: &mut KeyList,
    ) -> Result<(), ValueError> {
        keys.clear();
        let key_most = usize::from(source.index.key_most);
        builder.set_limits(key_most, usize::from(source.index.segment_most).min(key_most));
        if !self.meets_conditions(source.values) {
            return Ok(());
        }
        if !self.has_several {
            if self.checked(source, &FIRSTS, None, builder, keys)? {
                keys.push(builder.bytes())?;
            }
            return Ok(());
        }
        let mut picks = Picks::new(self, source.index, source.values);
        while self.expand(source, &picks.chosen, builder, keys)? && picks.advance() {}
        keys.sort();
        Ok(())
    }

    /// Whether the index's conditions hold for a record.
    pub(super) fn meets_conditions(&self, values: &RecordValues) -> bool {
        self.conditions
            .iter()
            .all(|(position, must_be_null)| values.get(*position, 0).is_none() == *must_be_null)
    }

    /// Adds the keys of one combination; `false` when the rules for NULLs drop it, which ends the
    /// record.
    pub(super) fn expand(
        &self,
        source: Source<'_>,
        chosen: &[Option<usize>],
        builder: &mut KeyBuilder,
        keys: &mut KeyList,
    ) -> Result<bool, ValueError> {
        let Some(limits) = source.index.tuples else {
            let kept = self.checked(source, chosen, None, builder, keys)?;
            if kept {
                keys.push(builder.bytes())?;
            }
            return Ok(kept);
        };
        let first = self.segments.first().zip(chosen.first());
        let Some((column, Some(number))) = first else { return Ok(false) };
        let text = source.values.get(column.position, *number);
        let schema = source.table.columns.get(column.position);
        let (Some(text), Some(schema)) = (text, schema) else { return Ok(false) };
        let unit = if schema.code_page == 1200 { 2 } else { 1 };
        for piece in tuples(text, limits, unit) {
            if !self.checked(source, chosen, Some(piece), builder, keys)? {
                return Ok(false);
            }
            keys.push(builder.bytes())?;
        }
        Ok(true)
    }

    /// Builds a key; `false` when the record has no such entry.
    fn checked(
        &self,
        source: Source<'_>,
        chosen: &[Option<usize>],
        tuple: Option<&[u8]>,
        builder: &mut KeyBuilder,
        keys: &mut KeyList,
    ) -> Result<bool, ValueError> {
        let built = self.build(source, chosen, tuple, builder)?;
        if built == Built::NullDisallowed {
            keys.refused = Some(Refusal::NullKeyDisallowed);
        } else if builder.is_truncated() && source.index.has(IndexSchema::NO_TRUNCATION) {
            keys.refused = Some(Refusal::KeyTruncated);
        }
        Ok(built == Built::Kept)
    }

    /// Builds the key of one combination. `tuple` takes the place of the first column's value.
    pub(super) fn build(
        &self,
        source: Source<'_>,
        chosen: &[Option<usize>],
        tuple: Option<&[u8]>,
        builder: &mut KeyBuilder,
    ) -> Result<Built, ValueError> {
        builder.clear();
        let (mut nulls, mut first_is_null) = (0, false);
        let index = source.index;
        for (at, (column, number)) in self.segments.iter().zip(chosen).enumerate() {
            let stored = number.and_then(|number| source.values.get(column.position, number));
            let value = if at == 0 { tuple.or(stored) } else { stored };
            nulls += usize::from(value.is_none());
            first_is_null |= at == 0 && value.is_none();
            let rule = self.rule(source, at).ok_or(ValueError::Unsupported)?;
            builder.push(&rule, value)?;
        }
        let needed = if nulls == 0 {
            return Ok(Built::Kept);
        } else if index.has(IndexSchema::NO_NULL_SEGMENT) {
            return Ok(Built::NullDisallowed);
        } else if nulls == self.segments.len() {
            // Its first column is NULL, too.
            IndexSchema::ALLOW_ALL_NULLS | IndexSchema::ALLOW_FIRST_NULL
        } else if first_is_null {
            IndexSchema::ALLOW_FIRST_NULL
        } else {
            IndexSchema::ALLOW_SOME_NULLS
        };
        Ok(if index.has(needed) { Built::Kept } else { Built::Dropped })
    }

    /// How a key column is normalised. That its text is known was seen when the plan was made.
    fn rule<'a>(&self, source: Source<'a>, at: usize) -> Option<SegmentRule<'a>> {
        let column = source.table.columns.get(self.segments.get(at)?.position)?;
        Some(super::rule_of(source.index, source.index.segments.get(at)?, column))
    }
}
