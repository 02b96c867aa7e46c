//! Tagged columns: those a record need not have, which may have many values.
//!
//! The area starts with an entry of four bytes per column, sorted, derived columns first: its
//! number, and where its data starts. On small pages the entry tells too whether the column is
//! NULL and whether a header byte comes first; on large pages the header byte is always there.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

/// The entry is of a column of the template table.
pub(super) const DERIVED: u16 = 0x8000;
/// Small pages: a header byte comes first.
pub(super) const HAS_HEADER: u16 = 0x4000;
/// Small pages: the column is NULL.
pub(super) const NULL: u16 = 0x2000;

/// Header: the column may have long values.
pub(super) const LONG: u8 = 0x01;
/// Header: the data is compressed; of several values, only the first.
pub(super) const COMPRESSED: u8 = 0x02;
/// Header: the data is the number of a long value.
pub(super) const SEPARATED: u8 = 0x04;
/// Header: several values.
pub(super) const MULTIPLE: u8 = 0x08;
/// Header: just two values, the first one's length before it.
pub(super) const TWO: u8 = 0x10;
/// Header, large pages: the column is NULL.
pub(super) const HEADER_NULL: u8 = 0x20;
/// Header: the data is encrypted.
pub(super) const ENCRYPTED: u8 = 0x40;

/// All tagged columns of a record.
#[derive(Clone, Copy, Debug)]
pub struct TaggedColumns<'a> {
    area: &'a [u8],
    count: usize,
    is_large: bool,
}

/// One tagged column that the record has.
#[derive(Clone, Copy, Debug)]
pub struct Tagged<'a> {
    /// Its number, from 256.
    pub fid: u16,
    /// Whether it is a column of the template table.
    pub is_derived: bool,
    /// The header byte, 0 when there is none.
    header: u8,
    is_null: bool,
    data: &'a [u8],
}

/// One value of a tagged column, as stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Instance<'a> {
    /// These bytes.
    Plain(&'a [u8]),
    /// These, once decompressed.
    Compressed(&'a [u8]),
    /// The long value of this number, little-endian.
    Separated(&'a [u8]),
    /// These, once decrypted.
    Encrypted(&'a [u8]),
}

impl<'a> Instance<'a> {
    /// The bytes as they are in the record.
    pub fn raw(self) -> &'a [u8] {
        match self {
            Self::Plain(raw) | Self::Compressed(raw) => raw,
            Self::Separated(raw) | Self::Encrypted(raw) => raw,
        }
    }
}

impl<'a> TaggedColumns<'a> {
    pub(super) fn parse(area: &'a [u8], is_large: bool) -> Option<Self> {
        let mut columns = Self { area, count: 0, is_large };
        if area.len() >= 4 {
            let (_, start, _) = columns.entry(0)?;
            if start > area.len() || start < 4 {
                return None;
            }
            columns.count = start / 4;
        }
        Some(columns)
    }

    /// How many columns there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The column at `index`, in stored order; `None` when it is malformed or there is none.
    pub fn get(&self, index: usize) -> Option<Tagged<'a>> {
        if index >= self.count {
            return None;
        }
        let (fid, start, bits) = self.entry(index)?;
        let next = index.checked_add(1)?;
        let end = if next < self.count { self.entry(next)?.1 } else { self.area.len() };
        let data = self.area.get(start..end)?;
        let has_header = if self.is_large { !data.is_empty() } else { bits & HAS_HEADER != 0 };
        let (header, data) = if has_header {
            let (header, data) = data.split_first()?;
            (*header, data)
        } else {
            (0, data)
        };
        let is_null = if self.is_large { header & HEADER_NULL != 0 } else { bits & NULL != 0 };
        Some(Tagged { fid, is_derived: bits & DERIVED != 0, header, is_null, data })
    }

    /// A column by number. Entries are sorted, so this halves its way.
    pub fn find(&self, fid: u16, is_derived: bool) -> Option<Tagged<'a>> {
        self.get(self.place(fid, is_derived)?.ok()?)
    }

    /// Where a column's data starts, with its header.
    pub(super) fn start(&self, index: usize) -> Option<usize> {
        if index == self.count { Some(self.area.len()) } else { Some(self.entry(index)?.1) }
    }

    /// Where a column is among the others, or would be.
    pub(super) fn place(&self, fid: u16, is_derived: bool) -> Option<Result<usize, usize>> {
        let wanted = (!is_derived, fid);
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low.midpoint(high);
            let (fid, _, bits) = self.entry(middle)?;
            let found = (bits & DERIVED == 0, fid);
            match found.cmp(&wanted) {
                std::cmp::Ordering::Equal => return Some(Ok(middle)),
                std::cmp::Ordering::Less => low = middle.checked_add(1)?,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Some(Err(low))
    }

    /// Number, start of the data, and the bits above the start.
    fn entry(&self, index: usize) -> Option<(u16, usize, u16)> {
        let entry: &[u8; 4] = self.area.get(index.checked_mul(4)?..)?.first_chunk()?;
        let [a, b, c, d] = *entry;
        let (fid, word) = (u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d]));
        let mask = if self.is_large { 0x7FFF } else { 0x1FFF };
        Some((fid, usize::from(word & mask), word))
    }
}

impl<'a> Tagged<'a> {
    /// Whether its values are stored in the form for more than two, however many there are.
    pub fn is_in_long_form(&self) -> bool {
        self.header & MULTIPLE != 0 && self.header & TWO == 0
    }

    /// Whether its values are encrypted.
    pub(super) fn is_encrypted(&self) -> bool {
        self.header & ENCRYPTED != 0
    }

    /// Whether the column is NULL in spite of its default.
    pub fn is_null(&self) -> bool {
        self.is_null
    }

    /// Bytes it takes beside its values: its entry, its header, and what tells several apart. Headers
    /// that say nothing are not counted.
    pub fn overhead(&self) -> usize {
        const ENTRY: usize = 4;
        let inside = if self.is_null {
            0
        } else if self.header & TWO != 0 {
            2
        } else if self.header & MULTIPLE != 0 {
            self.offset(0).map_or(1, |start| usize::from(start & 0x7FFF).saturating_add(1))
        } else {
            usize::from(self.header & (LONG | SEPARATED) != 0)
        };
        inside.saturating_add(ENTRY)
    }

    /// How many values it has, or `None` when they are malformed.
    pub fn count(&self) -> Option<usize> {
        if self.is_null {
            return Some(0);
        }
        if self.header & TWO != 0 {
            return Some(2);
        }
        if self.header & MULTIPLE == 0 {
            return Some(1);
        }
        Some(usize::from(self.offset(0)? & 0x7FFF) / 2)
    }

    /// The value at `index`, from 0; `None` when it is malformed or there is none.
    pub fn instance(&self, index: usize) -> Option<Instance<'a>> {
        if index >= self.count()? {
            return None;
        }
        let (raw, is_separated) = self.raw(index)?;
        Some(if is_separated {
            Instance::Separated(raw)
        } else if self.header & ENCRYPTED != 0 {
            Instance::Encrypted(raw)
        } else if self.header & COMPRESSED != 0 && index == 0 {
            Instance::Compressed(raw)
        } else {
            Instance::Plain(raw)
        })
    }

    fn raw(&self, index: usize) -> Option<(&'a [u8], bool)> {
        if self.header & TWO != 0 {
            let (len, both) = self.data.split_first()?;
            let (first, second) = both.split_at_checked(usize::from(*len))?;
            return Some((if index == 0 { first } else { second }, false));
        }
        if self.header & MULTIPLE == 0 {
            return Some((self.data, self.header & SEPARATED != 0));
        }
        let start = self.offset(index)?;
        let end = match self.offset_within(index.checked_add(1)?) {
            Some(end) => usize::from(end & 0x7FFF),
            None => self.data.len(),
        };
        let raw = self.data.get(usize::from(start & 0x7FFF)..end)?;
        Some((raw, start & 0x8000 != 0))
    }

    fn offset_within(&self, index: usize) -> Option<u16> {
        let count = usize::from(self.offset(0)? & 0x7FFF) / 2;
        if index < count { self.offset(index) } else { None }
    }

    fn offset(&self, index: usize) -> Option<u16> {
        Some(u16::from_le_bytes(*self.data.get(index.checked_mul(2)?..)?.first_chunk()?))
    }
}
