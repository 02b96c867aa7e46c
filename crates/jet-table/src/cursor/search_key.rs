//! The key a cursor seeks with: made column by column, or given whole, perhaps open at its end.
//!
//! A key that is open at its end (a *limit*) is no key of any record. It sorts before or after all
//! keys that start alike: cut short, or filled up with 0xFF to one byte more than any key has.
//!
//! Source: `docs/format/keys.md`, search keys; ESE `fldnorm.cxx`.

use crate::error::{Result, TableError};
use crate::index;
use crate::normalize::{KeyBuilder, SegmentRule};
use crate::refusal::Refusal;
use crate::schema::{IndexSchema, TableSchema};

/// Fills a key up after all others that start alike.
const SENTINEL: u8 = 0xFF;
/// Keys given whole are at most this long in any index.
const NORMALIZED_MOST: usize = 255;

/// How the last column of a key is open at its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// Before all keys that have these columns.
    FullStart,
    /// After all keys that have these columns.
    FullEnd,
    /// Before all keys whose column starts with this value.
    PartialStart,
    /// After all keys whose column starts with this value.
    PartialEnd,
    /// After all keys whose text starts with this value; columns that are not text are as without
    /// a limit, or as with [`String`](Self::String).
    SubString {
        /// Which of the two.
        or_string: bool,
    },
    /// After all keys whose binary data starts with this value, or that have this value.
    String,
    /// Several at once.
    Contradictory,
}

impl Limit {
    /// The limit that option bits of `JetMakeKey` ask for.
    pub fn of_bits(bits: u32) -> Option<Self> {
        match bits & 0xF00 {
            0 => match bits & 0x6 {
                0 => None,
                0x2 => Some(Self::String),
                both => Some(Self::SubString { or_string: both == 0x6 }),
            },
            0x100 => Some(Self::FullStart),
            0x200 => Some(Self::FullEnd),
            0x400 => Some(Self::PartialStart),
            0x800 => Some(Self::PartialEnd),
            _ => Some(Self::Contradictory),
        }
    }

    /// Whether it does anything to a column that is text, or is not.
    fn applies_to(self, is_text: bool) -> bool {
        is_text || self != Self::SubString { or_string: false }
    }
}

/// One column of a key to be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KeyPart<'v> {
    /// The value; `None` is NULL.
    pub value: Option<&'v [u8]>,
    /// How long the caller says a value is that it did not give.
    pub absent_len: usize,
    /// It is the first column of a new key.
    pub is_new: bool,
    /// The key is open after it.
    pub limit: Option<Limit>,
}

/// A column of the index, for which a part is made.
#[derive(Clone, Copy, Debug)]
pub struct KeyColumn<'i> {
    /// How it is normalised; `None` for text whose keys cannot be made.
    pub rule: Option<SegmentRule<'i>>,
    /// Bytes of a fixed column.
    pub fixed_len: Option<usize>,
    /// Shortest and longest piece, in bytes, if a tuple index cuts it.
    pub tuple: Option<(usize, usize)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum State {
    /// None was made, or it was used up.
    #[default]
    Unmade,
    /// More columns may follow.
    Open,
    /// Complete.
    Limited,
}

/// The key a cursor seeks with.
#[derive(Clone, Debug)]
pub struct SearchKey {
    builder: KeyBuilder,
    /// What was made; stays readable after it was used up.
    bytes: Vec<u8>,
    columns: usize,
    state: State,
    key_most: usize,
}

impl SearchKey {
    /// No key yet, for an index whose keys have at most `key_most` bytes, text and binary columns
    /// at most `segment_most`.
    pub fn new(key_most: usize, segment_most: usize) -> Self {
        let builder = KeyBuilder::new(key_most, segment_most);
        Self { builder, bytes: Vec::new(), columns: 0, state: State::Unmade, key_most }
    }

    /// The key to seek with.
    ///
    /// # Errors
    /// [`Refusal::KeyNotMade`].
    pub fn get(&self) -> Result<&[u8], Refusal> {
        if self.state == State::Unmade {
            return Err(Refusal::KeyNotMade);
        }
        Ok(&self.bytes)
    }

    /// The key last made, even if it was used up since.
    ///
    /// # Errors
    /// [`Refusal::KeyNotMade`] when none was ever made.
    pub fn last_made(&self) -> Result<&[u8], Refusal> {
        if self.bytes.is_empty() { Err(Refusal::KeyNotMade) } else { Ok(&self.bytes) }
    }

    /// Uses the key up.
    pub fn consume(&mut self) {
        self.state = State::Unmade;
    }

    /// Which column comes next, of an index with `count` columns.
    ///
    /// # Errors
    /// [`Refusal::KeyNotMade`] unless a key was begun, [`Refusal::KeyIsMade`] when it is complete.
    pub fn next_column(&mut self, is_new: bool, count: usize) -> Result<usize, Refusal> {
        if is_new {
            self.clear();
        } else {
            match self.state {
                State::Unmade => return Err(Refusal::KeyNotMade),
                State::Limited => return Err(Refusal::KeyIsMade),
                State::Open => {}
            }
        }
        if self.columns < count { Ok(self.columns) } else { Err(Refusal::KeyIsMade) }
    }

    /// Takes a whole key as it is.
    ///
    /// # Errors
    /// [`Refusal::InvalidParameter`] when it is longer than any key of any index.
    pub fn set_normalized(&mut self, key: &[u8]) -> Result<(), Refusal> {
        let limit_most = self.key_most + 1;
        if key.len() > limit_most.max(NORMALIZED_MOST) {
            return Err(Refusal::InvalidParameter);
        }
        self.clear();
        let kept = key.get(..limit_most).unwrap_or(key);
        self.bytes.extend_from_slice(kept);
        self.columns = 1;
        self.state = if kept.len() > self.key_most { State::Limited } else { State::Open };
        Ok(())
    }

    /// Adds a column.
    ///
    /// # Errors
    /// [`Refusal::InvalidBufferSize`] for a value that a fixed column cannot have,
    /// [`Refusal::InvalidGrbit`] for limits that contradict each other or the column,
    /// [`Refusal::TupleTooShort`], and [`ValueError::Unsupported`](crate::ValueError::Unsupported)
    /// for text whose keys cannot be made.
    pub fn push(&mut self, column: &KeyColumn<'_>, part: &KeyPart<'_>) -> Result<()> {
        let mut padded = Vec::new();
        if part.absent_len > 0 && column.fixed_len.is_some_and(|len| len != part.absent_len) {
            return Err(Refusal::InvalidBufferSize.into());
        }
        let value = fitted(column, part.value, &mut padded)?;
        let (is_text, is_grouped) = column.kind();
        match part.limit {
            Some(Limit::Contradictory) => return Err(Refusal::InvalidGrbit.into()),
            Some(Limit::PartialStart | Limit::PartialEnd) if !is_text && !is_grouped => {
                return Err(Refusal::InvalidGrbit.into());
            }
            _ => {}
        }
        let value = tupled(column, value)?;
        let start = self.bytes.len();
        self.builder.resume(&self.bytes);
        self.state = State::Open;
        if !self.builder.is_full() {
            let unsupported = crate::ValueError::Unsupported;
            let rule = column.rule.as_ref().ok_or(unsupported)?;
            check_empty(column, value)?;
            self.builder.push(rule, value)?;
            self.bytes.extend_from_slice(self.builder.bytes().get(start..).unwrap_or(&[]));
            if let Some(limit) = part.limit.filter(|limit| limit.applies_to(is_text)) {
                self.open_end(rule, start, value, limit);
                self.state = State::Limited;
            }
        }
        self.columns += 1;
        Ok(())
    }

    fn clear(&mut self) {
        self.builder.clear();
        self.bytes.clear();
        self.columns = 0;
        self.state = State::Unmade;
    }

    /// Opens the end of the segment that starts at `start`.
    fn open_end(
        &mut self,
        rule: &SegmentRule<'_>,
        start: usize,
        value: Option<&[u8]>,
        limit: Limit,
    ) {
        let is_text = rule.coltyp.is_text();
        let (cut, fill) = match limit {
            Limit::FullStart | Limit::Contradictory => return,
            Limit::FullEnd => (None, true),
            Limit::PartialStart => (self.end_of_value(rule, start, value), false),
            Limit::PartialEnd => (self.end_of_value(rule, start, value), true),
            Limit::SubString { .. } if is_text => (self.end_of_value(rule, start, value), true),
            Limit::String if is_text => (None, true),
            Limit::SubString { .. } | Limit::String => {
                (self.end_of_value(rule, start, value), true)
            }
        };
        let in_group = rule.is_grouped() && cut.is_some();
        let end = self.bytes.len();
        if let Some(cut) = cut {
            self.bytes.truncate(cut);
        }
        if fill {
            // Within a group the rest of the group and one byte more; else all there is room for.
            let to = if in_group { end + 1 } else { self.key_most + 1 };
            self.bytes.resize(to, SENTINEL);
        }
    }

    /// Where the value ends in its segment, before what only ends the segment; `None` when the
    /// segment is NULL, empty, or cut, or its end is its value's.
    fn end_of_value(
        &self,
        rule: &SegmentRule<'_>,
        start: usize,
        value: Option<&[u8]>,
    ) -> Option<usize> {
        let segment = self.bytes.get(start..)?;
        let value = value.filter(|value| !value.is_empty() && segment.len() > 1)?;
        let flip = if rule.is_descending { 0xFF } else { 0 };
        if rule.is_grouped() {
            // Nine bytes per full group of eight, then what is left, after the first byte.
            let groups = (value.len() - 1) / 8;
            let end = 1 + groups * 9 + (value.len() - groups * 8);
            // A value that fills the room to the last byte has no delimiter.
            return (end < segment.len()).then_some(start + end);
        }
        if !rule.coltyp.is_text() {
            return None;
        }
        if rule.is_unicode() {
            let end = segment.iter().skip(1).position(|byte| byte ^ flip == 1);
            return Some(start + end.map_or(segment.len(), |end| end + 1));
        }
        let ends = segment.last().is_some_and(|byte| byte ^ flip == 0);
        Some(start + segment.len() - usize::from(ends))
    }
}

impl<'i> KeyColumn<'i> {
    /// The column at `number` of an index.
    ///
    /// # Errors
    /// [`Refusal::KeyIsMade`] when the index has fewer, [`TableError::NoColumn`] when the table
    /// does not have it.
    pub fn of(schema: &'i TableSchema, index: &'i IndexSchema, number: usize) -> Result<Self> {
        let segment = index.segments.get(number).ok_or(Refusal::KeyIsMade)?;
        let missing = || TableError::NoColumn(format!("number {}", segment.fid));
        let (_, column) = index::find(schema, segment).ok_or_else(missing)?;
        let unit = if column.coltyp.is_text() && column.code_page == 1200 { 2 } else { 1 };
        let tuple = index.tuples.filter(|_| number == 0);
        Ok(Self {
            rule: index::segment_rule(index, segment, column),
            fixed_len: (column.fid < 128).then(|| column.fixed_len()),
            tuple: tuple.map(|limits| (limits.min as usize * unit, limits.max as usize * unit)),
        })
    }

    /// Whether it is text, and whether it is binary data in groups.
    fn kind(&self) -> (bool, bool) {
        match &self.rule {
            Some(rule) => (rule.coltyp.is_text(), rule.is_grouped()),
            // Only text may be unknown.
            None => (true, false),
        }
    }
}

/// A value as a fixed column has it: text shorter than the column is padded with spaces.
fn fitted<'v>(
    column: &KeyColumn<'_>,
    value: Option<&'v [u8]>,
    padded: &'v mut Vec<u8>,
) -> Result<Option<&'v [u8]>, Refusal> {
    let (Some(value), Some(len)) = (value.filter(|value| !value.is_empty()), column.fixed_len)
    else {
        return Ok(value);
    };
    if value.len() == len {
        return Ok(Some(value));
    }
    if !column.kind().0 || value.len() > len {
        return Err(Refusal::InvalidBufferSize);
    }
    let is_unicode = column.rule.as_ref().is_none_or(SegmentRule::is_unicode);
    let fill = |at: usize| if is_unicode && at % 2 == 1 { 0 } else { b' ' };
    padded.extend_from_slice(value);
    padded.extend((value.len()..len).map(fill));
    Ok(Some(padded))
}

/// Only text and binary columns that are not fixed have values of no length.
fn check_empty(column: &KeyColumn<'_>, value: Option<&[u8]>) -> Result<(), Refusal> {
    let (is_text, is_grouped) = column.kind();
    let may_be_empty = column.fixed_len.is_none() && (is_text || is_grouped);
    match value {
        Some([]) if !may_be_empty => Err(Refusal::InvalidBufferSize),
        _ => Ok(()),
    }
}

/// A value as a tuple index looks for it.
fn tupled<'v>(
    column: &KeyColumn<'_>,
    value: Option<&'v [u8]>,
) -> Result<Option<&'v [u8]>, Refusal> {
    let Some((shortest, longest)) = column.tuple else { return Ok(value) };
    let value = value.filter(|value| !value.is_empty()).ok_or(Refusal::TupleTooShort)?;
    if column.kind().0 && value.len() < shortest {
        return Err(Refusal::TupleTooShort);
    }
    Ok(Some(if column.kind().0 { value.get(..longest).unwrap_or(value) } else { value }))
}
