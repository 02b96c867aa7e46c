//! Indexes in memory.

use jet_types::{Objid, Pgno};

/// An index, primary or secondary.
#[derive(Clone, Debug)]
pub struct IndexSchema {
    /// Its name.
    pub name: String,
    /// The name as stored.
    pub raw_name: Vec<u8>,
    /// The object its tree belongs to; the table's for the primary index.
    pub objid: Objid,
    /// The root of its tree; the table's for the primary index.
    pub root: Option<Pgno>,
    /// Flags of the catalog row.
    pub flags: u32,
    /// Percent of a page that appending fills.
    pub density: u32,
    /// Key columns, most significant first.
    pub segments: Vec<Segment>,
    /// Conditions on columns; all must hold for a record to be in the index.
    pub conditions: Vec<Segment>,
    /// Limits of a tuple index.
    pub tuples: Option<TupleLimits>,
    /// How text is mapped to keys.
    pub lcmap_flags: u32,
    /// Locale of text, such as `en-US`; empty for the invariant one.
    pub locale: String,
    /// The longest key in bytes.
    pub key_most: u16,
    /// The longest key segment of a variable or tagged column, in bytes.
    pub segment_most: u16,
    /// Version of the sort order of text: NLS version above, defined version below.
    pub sort_version: Option<u64>,
}

/// A key column of an index, or a condition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Segment {
    /// The column's number.
    pub fid: u16,
    /// It is a column of the template table.
    pub is_derived: bool,
    /// Keys sort from high to low.
    pub is_descending: bool,
    /// Condition: the column must be NULL, rather than must not.
    pub must_be_null: bool,
}

/// How a tuple index cuts text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TupleLimits {
    /// Shortest tuple.
    pub min: u32,
    /// Longest tuple.
    pub max: u32,
    /// Characters of the value that are indexed.
    pub to_index: u32,
    /// Characters from one tuple to the next.
    pub step: u32,
    /// Where the first tuple starts.
    pub start: u32,
}

impl IndexSchema {
    /// Keys are unique.
    pub const UNIQUE: u32 = 0x0001;
    /// Records whose key columns are all NULL have an entry.
    pub const ALLOW_ALL_NULLS: u32 = 0x0002;
    /// Records whose first key column is NULL have an entry.
    pub const ALLOW_FIRST_NULL: u32 = 0x0004;
    /// Records with some key column NULL have an entry.
    pub const ALLOW_SOME_NULLS: u32 = 0x0008;
    /// No key column may be NULL.
    pub const NO_NULL_SEGMENT: u32 = 0x0010;
    /// The index is the table's primary one.
    pub const PRIMARY: u32 = 0x0020;
    /// The definition named a locale.
    pub const LOCALE_SET: u32 = 0x0040;
    /// A key column may have several values.
    pub const MULTI_VALUED: u32 = 0x0080;
    /// The index is a template's.
    pub const TEMPLATE: u32 = 0x0100;
    /// The index was made like a template's.
    pub const DERIVED: u32 = 0x0200;
    /// A key column is Unicode text.
    pub const LOCALIZED: u32 = 0x0400;
    /// NULLs sort after values.
    pub const SORT_NULLS_HIGH: u32 = 0x0800;
    /// Every combination of values of multi-valued key columns has an entry.
    pub const CROSS_PRODUCT: u32 = 0x2000;
    /// Keys are never cut.
    pub const NO_TRUNCATION: u32 = 0x4000;
    /// Values of the same number of multi-valued key columns go together.
    pub const NESTED_TABLE: u32 = 0x8000;
    /// Key columns are stored in four bytes each.
    pub const LONG_SEGMENTS: u32 = 0x0001_0000;
    /// GUIDs sort as .NET does.
    pub const DOTNET_GUID: u32 = 0x0002_0000;
    /// Keys are unique when the session asks for it.
    pub const OPTIONALLY_UNIQUE: u32 = 0x0008_0000;

    /// Whether all bits of `flag` are set.
    pub fn has(&self, flag: u32) -> bool {
        self.flags & flag == flag
    }

    /// Whether it is the table's primary index.
    pub fn is_primary(&self) -> bool {
        self.has(Self::PRIMARY)
    }

    /// Whether keys are unique when the session asks for it.
    pub fn is_optionally_unique(&self) -> bool {
        self.has(Self::OPTIONALLY_UNIQUE)
    }

    /// Whether keys are unique.
    pub fn is_unique(&self) -> bool {
        self.has(Self::UNIQUE)
    }
}

impl Segment {
    /// Decodes the key columns of a catalog row; `long` tells the four-byte form.
    pub(crate) fn decode_all(bytes: &[u8], long: bool) -> Vec<Self> {
        if !long {
            return bytes.as_chunks::<2>().0.iter().map(|raw| Self::short(*raw)).collect();
        }
        let decode = |raw: &[u8; 4]| {
            let [flags, _, low, high] = *raw;
            Self {
                fid: u16::from_le_bytes([low, high]),
                is_derived: flags & 0x80 != 0,
                is_descending: flags & 0x40 != 0,
                must_be_null: flags & 0x20 != 0,
            }
        };
        bytes.as_chunks::<4>().0.iter().map(decode).collect()
    }

    /// Very old files: the number, negative for descending.
    fn short(raw: [u8; 2]) -> Self {
        let number = i16::from_le_bytes(raw);
        Self {
            fid: number.unsigned_abs(),
            is_derived: false,
            is_descending: number < 0,
            must_be_null: false,
        }
    }
}

impl TupleLimits {
    /// Decodes three numbers, or five.
    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        let (words, _) = bytes.as_chunks::<4>();
        let word = |index: usize| words.get(index).map(|raw| u32::from_le_bytes(*raw));
        Some(Self {
            min: word(0)?,
            max: word(1)?,
            to_index: word(2)?,
            step: word(3).unwrap_or(1),
            start: word(4).unwrap_or(0),
        })
    }
}
