//! Column values become keys: byte strings that compare as the values do.
//!
//! A key is one segment per key column. A segment starts with a byte that says whether there is a
//! value; descending segments are complemented, that byte included. Segments delimit themselves,
//! so keys need no separators and a shorter key sorts before one that goes on.
//!
//! Source: `docs/format/keys.md`; ESE `fldnorm.cxx`.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

pub mod back;
mod fixed;
mod text;
pub mod unicode;

#[cfg(test)]
mod tests;

use jet_types::Coltyp;

use crate::error::ValueError;

/// The first byte of a segment.
mod prefix {
    pub const NULL: u8 = 0x00;
    pub const EMPTY: u8 = 0x40;
    pub const VALUE: u8 = 0x7F;
    pub const NULL_HIGH: u8 = 0xC0;
}

/// How a key column is normalised.
#[derive(Clone, Copy, Debug)]
pub struct SegmentRule<'a> {
    /// Its type.
    pub coltyp: Coltyp,
    /// Its code page; 1200 is Unicode.
    pub code_page: u16,
    /// Whether it is a fixed column: fixed binary is not grouped.
    pub is_fixed: bool,
    /// Whether keys go from high to low.
    pub is_descending: bool,
    /// Whether NULL comes after values.
    pub nulls_high: bool,
    /// Whether GUIDs sort as .NET does.
    pub dotnet_guid: bool,
    /// Flags of the mapping of Unicode text.
    pub lcmap_flags: u32,
    /// Locale of Unicode text.
    pub locale: &'a str,
}

impl SegmentRule<'_> {
    /// Whether the column is Unicode text.
    pub fn is_unicode(&self) -> bool {
        self.coltyp.is_text() && self.code_page == 1200
    }

    /// Whether the column is binary data cut into groups.
    pub(crate) fn is_grouped(&self) -> bool {
        matches!(self.coltyp, Coltyp::Binary | Coltyp::LongBinary) && !self.is_fixed
    }
}

/// A key as it grows, segment by segment.
#[derive(Clone, Debug)]
pub struct KeyBuilder {
    bytes: Vec<u8>,
    /// The longest key.
    key_most: usize,
    /// The longest segment of text or binary.
    segment_most: usize,
    is_full: bool,
}

impl KeyBuilder {
    /// An empty key of at most `key_most` bytes, whose text and binary segments have at most
    /// `segment_most` bytes each.
    pub fn new(key_most: usize, segment_most: usize) -> Self {
        Self { bytes: Vec::new(), key_most, segment_most, is_full: false }
    }

    /// The key.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether a segment was cut or left out because the key is full.
    pub fn is_truncated(&self) -> bool {
        self.is_full
    }

    /// Starts anew, keeping the memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.is_full = false;
    }

    /// Whether nothing more is taken in.
    pub fn is_full(&self) -> bool {
        self.is_full || self.bytes.len() >= self.key_most
    }

    /// Takes other limits.
    pub fn set_limits(&mut self, key_most: usize, segment_most: usize) {
        self.key_most = key_most;
        self.segment_most = segment_most;
        self.clear();
    }

    /// Goes on after other bytes.
    pub(crate) fn resume(&mut self, bytes: &[u8]) {
        self.bytes.clear();
        self.bytes.extend_from_slice(bytes);
    }

    /// Appends the segment of a value, or of NULL.
    ///
    /// # Errors
    /// [`ValueError::Corrupt`] for a value of the wrong size, [`ValueError::Compression`] never;
    /// text whose locale or flags are not known gives [`ValueError::Unsupported`].
    pub fn push(&mut self, rule: &SegmentRule<'_>, value: Option<&[u8]>) -> Result<(), ValueError> {
        let left = self.key_most.saturating_sub(self.bytes.len());
        if left == 0 || self.is_full {
            self.is_full = true;
            return Ok(());
        }
        let is_limited = rule.coltyp.fixed_bytes().is_none();
        let room = if is_limited { left.min(self.segment_most) } else { left };
        let start = self.bytes.len();
        let was_cut = self.segment(rule, value, room)?;
        if rule.is_descending {
            let segment = self.bytes.get_mut(start..).unwrap_or(&mut []);
            segment.iter_mut().for_each(|byte| *byte = !*byte);
        }
        // A segment cut by its own limit leaves room for the next.
        self.is_full = was_cut && room == left;
        Ok(())
    }

    /// Appends a segment of at most `room` bytes; `true` when it was cut.
    fn segment(
        &mut self,
        rule: &SegmentRule<'_>,
        value: Option<&[u8]>,
        room: usize,
    ) -> Result<bool, ValueError> {
        let Some(value) = value else {
            self.bytes.push(if rule.nulls_high { prefix::NULL_HIGH } else { prefix::NULL });
            return Ok(false);
        };
        if value.is_empty() && rule.coltyp.fixed_bytes().is_none() {
            self.bytes.push(prefix::EMPTY);
            return Ok(false);
        }
        let start = self.bytes.len();
        self.bytes.push(prefix::VALUE);
        match rule.coltyp {
            Coltyp::Text | Coltyp::LongText if rule.code_page == 1200 => {
                let source = self.considered(value);
                unicode::append(rule, source, &mut self.bytes)?;
            }
            Coltyp::Text | Coltyp::LongText => {
                return Ok(text::append(value, room.saturating_sub(1), &mut self.bytes));
            }
            Coltyp::Binary | Coltyp::LongBinary | Coltyp::Slv if rule.is_fixed => {
                self.bytes.extend_from_slice(value);
            }
            Coltyp::Binary | Coltyp::LongBinary | Coltyp::Slv => {
                fixed::append_groups(value, room, &mut self.bytes);
            }
            coltyp => fixed::append(coltyp, rule.dotnet_guid, value, &mut self.bytes)?,
        }
        let end = start.saturating_add(room);
        let was_cut = self.bytes.len() > end;
        self.bytes.truncate(end);
        Ok(was_cut)
    }

    /// How much of a text is looked at: with the smallest keys never more than 255 bytes.
    fn considered<'v>(&self, value: &'v [u8]) -> &'v [u8] {
        if self.key_most == 255 { value.get(..254).unwrap_or(value) } else { value }
    }
}
