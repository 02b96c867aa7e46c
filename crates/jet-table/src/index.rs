//! The entries a record has in an index.
//!
//! Mostly one; none when a condition or the index's rules for NULLs say so; several when a key
//! column has several values, or text is cut into tuples. Equal keys of one record are one entry.

#[cfg(test)]
mod tests;
mod values;

use crate::error::ValueError;
use crate::normalize::{KeyBuilder, SegmentRule, unicode};
use crate::schema::{ColumnFlags, ColumnSchema, IndexSchema, Segment, TableSchema, TupleLimits};

pub use values::RecordValues;

/// Makes the keys of one index.
#[derive(Debug)]
pub struct IndexKeys<'a> {
    index: &'a IndexSchema,
    /// Key columns: position among the table's columns, how to normalise, several values.
    segments: Vec<KeyColumn<'a>>,
    conditions: Vec<(usize, bool)>,
    builder: KeyBuilder,
}

#[derive(Debug)]
struct KeyColumn<'a> {
    position: usize,
    rule: SegmentRule<'a>,
    is_multi_valued: bool,
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

/// Which columns' several values are gone through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Expansion {
    /// Of the first such column only.
    First,
    /// Every combination.
    Cross,
    /// Values of the same number go together.
    Nested,
}

impl<'a> IndexKeys<'a> {
    /// The keys of an index of `table`; `None` when it uses a column that is not there, or text in
    /// a way whose keys cannot be made.
    pub fn new(table: &'a TableSchema, index: &'a IndexSchema) -> Option<Self> {
        let segment = |segment: &Segment| {
            let (position, column) = find(table, segment)?;
            let rule = segment_rule(index, segment, column)?;
            let is_multi_valued = column.flags.has(ColumnFlags::MULTI_VALUED);
            Some(KeyColumn { position, rule, is_multi_valued })
        };
        let condition = |segment: &Segment| Some((find(table, segment)?.0, segment.must_be_null));
        let key_most = usize::from(index.key_most);
        Some(Self {
            index,
            segments: index.segments.iter().map(segment).collect::<Option<_>>()?,
            conditions: index.conditions.iter().map(condition).collect::<Option<_>>()?,
            builder: KeyBuilder::new(key_most, usize::from(index.segment_most).min(key_most)),
        })
    }

    /// The index.
    pub fn index(&self) -> &'a IndexSchema {
        self.index
    }

    /// Calls `visit` with the key of every entry of a record, in key order and without repeats.
    ///
    /// # Errors
    /// [`ValueError::Corrupt`] for a fixed value of the wrong size.
    pub fn visit(
        &mut self,
        values: &RecordValues,
        mut visit: impl FnMut(&[u8]),
    ) -> Result<(), ValueError> {
        if !self.meets_conditions(values) {
            return Ok(());
        }
        let mut picks = Picks::new(self, values);
        // By far the most indexes: one entry, nothing to sort.
        if picks.is_single() && self.index.tuples.is_none() {
            if self.build(values, &picks.chosen, None)? {
                visit(self.builder.bytes());
            }
            return Ok(());
        }
        let mut keys = Keys::default();
        loop {
            if !self.expand_tuples(values, &picks.chosen, &mut keys)? {
                break;
            }
            if !picks.advance() {
                break;
            }
        }
        let mut keys = keys.list;
        keys.sort_unstable();
        keys.dedup();
        keys.iter().for_each(|key| visit(key));
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
        if !self.meets_conditions(values) {
            return Ok(EntryKey::NotIndexed);
        }
        let mut picks = Picks::new(self, values);
        if number > 0 && !picks.choose(self, values, number) {
            return Ok(EntryKey::NoSuchValue);
        }
        if self.index.tuples.is_none() {
            let kept = self.build(values, &picks.chosen, None)?;
            return Ok(if kept {
                EntryKey::Key(self.builder.bytes())
            } else {
                EntryKey::NotIndexed
            });
        }
        let mut keys = Keys::default();
        self.expand_tuples(values, &picks.chosen, &mut keys)?;
        let Some(first) = keys.list.first() else { return Ok(EntryKey::NotIndexed) };
        self.builder.clear();
        self.builder.resume(first);
        Ok(EntryKey::Key(self.builder.bytes()))
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
        let mut picks = Picks::new(self, values);
        let segment = self.segments.iter().position(|column| column.position == position);
        let mut keys = Keys::default();
        loop {
            // Their bytes still count: there are no more rounds than entries.
            keys.list.clear();
            let goes_on = self.expand_tuples(values, &picks.chosen, &mut keys)?;
            if keys.list.iter().any(|made| made == key) {
                let chosen = segment.and_then(|at| picks.chosen.get(at).copied().flatten());
                return Ok(Some(chosen.unwrap_or(0)));
            }
            if !goes_on || !picks.advance() {
                return Ok(None);
            }
        }
    }

    /// Whether the index's conditions hold for a record.
    fn meets_conditions(&self, values: &RecordValues) -> bool {
        self.conditions
            .iter()
            .all(|(position, must_be_null)| values.get(*position, 0).is_none() == *must_be_null)
    }

    /// Adds the keys of one combination; `false` when the rules for NULLs drop it, which ends the
    /// record.
    fn expand_tuples(
        &mut self,
        values: &RecordValues,
        chosen: &[Option<usize>],
        keys: &mut Keys,
    ) -> Result<bool, ValueError> {
        let Some(limits) = self.index.tuples else {
            let kept = self.build(values, chosen, None)?;
            if kept {
                keys.push(self.builder.bytes())?;
            }
            return Ok(kept);
        };
        let first = self.segments.first().zip(chosen.first());
        let Some((column, Some(number))) = first else { return Ok(false) };
        let unit = if column.rule.code_page == 1200 { 2 } else { 1 };
        let Some(text) = values.get(column.position, *number) else { return Ok(false) };
        let text = text.to_vec();
        for piece in tuples(&text, limits, unit) {
            if !self.build(values, chosen, Some(piece))? {
                return Ok(false);
            }
            keys.push(self.builder.bytes())?;
        }
        Ok(true)
    }

    /// Builds the key of one combination; `false` when the rules for NULLs drop it. `tuple` takes
    /// the place of the first column's value.
    fn build(
        &mut self,
        values: &RecordValues,
        chosen: &[Option<usize>],
        tuple: Option<&[u8]>,
    ) -> Result<bool, ValueError> {
        self.builder.clear();
        let (mut nulls, mut first_is_null) = (0, false);
        for (at, (column, number)) in self.segments.iter().zip(chosen).enumerate() {
            let stored = number.and_then(|number| values.get(column.position, number));
            let value = if at == 0 { tuple.or(stored) } else { stored };
            nulls += usize::from(value.is_none());
            first_is_null |= at == 0 && value.is_none();
            self.builder.push(&column.rule, value)?;
        }
        let needed = if nulls == 0 {
            return Ok(true);
        } else if self.index.has(IndexSchema::NO_NULL_SEGMENT) {
            return Ok(false);
        } else if nulls == self.segments.len() {
            IndexSchema::ALLOW_ALL_NULLS
        } else if first_is_null {
            IndexSchema::ALLOW_FIRST_NULL
        } else {
            IndexSchema::ALLOW_SOME_NULLS
        };
        Ok(self.index.has(needed))
    }

    fn expansion(&self) -> Expansion {
        if self.index.has(IndexSchema::CROSS_PRODUCT) {
            Expansion::Cross
        } else if self.index.has(IndexSchema::NESTED_TABLE) {
            Expansion::Nested
        } else {
            Expansion::First
        }
    }
}

/// How a key column is normalised; `None` for text whose keys cannot be made.
pub(crate) fn segment_rule<'a>(
    index: &'a IndexSchema,
    segment: &Segment,
    column: &ColumnSchema,
) -> Option<SegmentRule<'a>> {
    let rule = SegmentRule {
        coltyp: column.coltyp,
        code_page: column.code_page,
        is_fixed: column.fid < 128,
        is_descending: segment.is_descending,
        nulls_high: index.has(IndexSchema::SORT_NULLS_HIGH),
        dotnet_guid: index.has(IndexSchema::DOTNET_GUID),
        lcmap_flags: index.lcmap_flags,
        locale: &index.locale,
    };
    let is_known = !rule.is_unicode() || knows_text(index);
    is_known.then_some(rule)
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
    let is_it = |(_, column): &(usize, &ColumnSchema)| {
        column.fid == segment.fid && (column.fid < 256 || column.is_derived == segment.is_derived)
    };
    table.columns.iter().map(|column| &**column).enumerate().find(is_it)
}

/// Keys of one record, with a bound on their memory.
#[derive(Default)]
struct Keys {
    list: Vec<Vec<u8>>,
    bytes: usize,
}

/// Bytes of all keys one record may have in an index: more than the longest text cut into the most
/// tuples makes. Every combination of several values could be more than there is memory.
const KEYS_BYTES_MOST: usize = 16 << 20;

impl Keys {
    fn push(&mut self, key: &[u8]) -> Result<(), ValueError> {
        self.bytes += key.len() + size_of::<Vec<u8>>();
        if self.bytes > KEYS_BYTES_MOST {
            return Err(ValueError::TooManyKeys);
        }
        self.list.push(key.to_vec());
        Ok(())
    }
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

/// Goes through the combinations of several values; per segment the number of the value, or `None`
/// for NULL.
struct Picks {
    chosen: Vec<Option<usize>>,
    counts: Vec<usize>,
    expansion: Expansion,
    round: usize,
}

impl Picks {
    fn new(keys: &IndexKeys<'_>, values: &RecordValues) -> Self {
        let expansion = keys.expansion();
        let is_multi_valued = keys.index.has(IndexSchema::MULTI_VALUED);
        let mut seen = false;
        let count = |column: &KeyColumn<'_>| {
            if !is_multi_valued || !column.is_multi_valued {
                return 1;
            }
            let is_first = !std::mem::replace(&mut seen, true);
            if expansion == Expansion::First && !is_first {
                return 1;
            }
            values.count(column.position).max(1)
        };
        let counts: Vec<usize> = keys.segments.iter().map(count).collect();
        Self { chosen: vec![Some(0); counts.len()], counts, expansion, round: 0 }
    }

    fn is_single(&self) -> bool {
        self.counts.iter().all(|count| *count == 1)
    }

    /// Chooses the value at `number` of the first multi-valued column; in a nested table of all of
    /// them. `false` when there is none.
    fn choose(&mut self, keys: &IndexKeys<'_>, values: &RecordValues, number: usize) -> bool {
        let mut found = false;
        for (column, chosen) in keys.segments.iter().zip(&mut self.chosen) {
            if !column.is_multi_valued {
                continue;
            }
            let has = number < values.count(column.position);
            found |= has;
            *chosen = Some(number).filter(|_| has);
            if self.expansion != Expansion::Nested {
                break;
            }
        }
        found
    }

    /// The next combination; `false` when there is none.
    fn advance(&mut self) -> bool {
        self.round += 1;
        if self.expansion == Expansion::Nested {
            let round = self.round;
            for (chosen, count) in self.chosen.iter_mut().zip(&self.counts) {
                if *count > 1 {
                    *chosen = Some(round).filter(|round| round < count);
                }
            }
            return self.counts.iter().any(|count| round < *count);
        }
        // The last column turns fastest.
        for (chosen, count) in self.chosen.iter_mut().zip(&self.counts).rev() {
            let next = chosen.map_or(0, |number| number + 1);
            if next < *count {
                *chosen = Some(next);
                return true;
            }
            *chosen = Some(0);
        }
        false
    }
}
