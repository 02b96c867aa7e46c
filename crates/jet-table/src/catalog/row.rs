//! One row of the catalog.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_types::PageSize;

use crate::record::{Field, Instance, Record, TaggedColumns};

/// What a row describes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum RowType {
    Table,
    Column,
    Index,
    LongValues,
    /// Callbacks, and kinds no longer in use.
    #[default]
    Other,
}

/// A row, taken apart. Columns it lacks are 0 or empty.
#[derive(Debug, Default)]
pub(crate) struct Row<'a> {
    pub table: u32,
    pub kind: RowType,
    pub id: u32,
    /// Type of a column, root page of anything else.
    pub coltyp_or_root: u32,
    /// Longest value of a column, density of anything else.
    pub size_or_density: u32,
    pub flags: u32,
    /// Code page of a column; locale of an index in old files.
    pub code_page: u32,
    pub offset: Option<u16>,
    pub lcmap_flags: u32,
    pub key_most: Option<u16>,
    pub long_value_chunk: Option<u32>,
    pub name: &'a [u8],
    pub template: Option<&'a [u8]>,
    pub default: Option<&'a [u8]>,
    pub segments: &'a [u8],
    pub segment_most: Option<u16>,
    pub conditions: &'a [u8],
    pub tuples: Option<&'a [u8]>,
    pub sort_version: Option<u64>,
    pub sort_id: Option<&'a [u8]>,
    /// What a callback that computes a default is given.
    pub callback_data: Option<&'a [u8]>,
    /// The columns it looks at.
    pub callback_columns: Option<&'a [u8]>,
    pub separate_most: Option<u32>,
    pub space_hints: Option<&'a [u8]>,
    pub long_value_hints: Option<&'a [u8]>,
    /// Locale of an index, UTF-16LE.
    pub locale: &'a [u8],
}

/// Offsets of the fixed columns follow from their sizes, whatever their rows say.
mod offset {
    pub const TABLE: usize = 4;
    pub const TYPE: usize = 8;
    pub const ID: usize = 10;
    pub const COLTYP: usize = 14;
    pub const SPACE_USAGE: usize = 18;
    pub const FLAGS: usize = 22;
    pub const PAGES: usize = 26;
    pub const RECORD_OFFSET: usize = 31;
    pub const LCMAP: usize = 33;
    pub const KEY_MOST: usize = 37;
    pub const LV_CHUNK: usize = 39;
}

impl<'a> Row<'a> {
    /// The row in a record, or `None` when the record is malformed.
    pub(crate) fn parse(bytes: &'a [u8], size: PageSize) -> Option<Self> {
        let record = Record::parse(bytes, size)?;
        let tagged = record.tagged()?;
        let number = |fid, at| u32_of(record.fixed(fid, at, 4)?);
        let short = |fid, at| u16_of(record.fixed(fid, at, 2)?);
        let variable = |fid| bytes_of(record.variable(fid)?);
        Some(Self {
            table: number(1, offset::TABLE)?,
            kind: match short(2, offset::TYPE)? {
                1 => RowType::Table,
                2 => RowType::Column,
                3 => RowType::Index,
                4 => RowType::LongValues,
                _ => RowType::Other,
            },
            id: number(3, offset::ID)?,
            coltyp_or_root: number(4, offset::COLTYP)?,
            size_or_density: number(5, offset::SPACE_USAGE).unwrap_or(0),
            flags: number(6, offset::FLAGS).unwrap_or(0),
            code_page: number(7, offset::PAGES).unwrap_or(0),
            offset: short(9, offset::RECORD_OFFSET),
            lcmap_flags: number(10, offset::LCMAP).unwrap_or(0),
            key_most: short(11, offset::KEY_MOST),
            long_value_chunk: number(12, offset::LV_CHUNK),
            name: variable(128).unwrap_or(&[]),
            template: variable(130).filter(|name| !name.is_empty()),
            default: variable(131),
            segments: variable(132).unwrap_or(&[]),
            segment_most: variable(133)
                .and_then(<[u8]>::first_chunk)
                .copied()
                .map(u16::from_le_bytes),
            conditions: variable(134).unwrap_or(&[]),
            tuples: variable(135),
            sort_version: variable(136)
                .and_then(<[u8]>::first_chunk)
                .copied()
                .map(u64::from_le_bytes),
            sort_id: variable(137),
            callback_data: tagged_value(&tagged, 256),
            callback_columns: tagged_value(&tagged, 257),
            separate_most: tagged_value(&tagged, 258)
                .and_then(<[u8]>::first_chunk)
                .copied()
                .map(u32::from_le_bytes),
            space_hints: tagged_value(&tagged, 259),
            long_value_hints: tagged_value(&tagged, 260),
            locale: tagged_value(&tagged, 261).unwrap_or(&[]),
        })
    }
}

fn bytes_of(field: Field<'_>) -> Option<&[u8]> {
    match field {
        Field::Value(bytes) => Some(bytes),
        Field::Absent | Field::Null => None,
    }
}

fn u32_of(field: Field<'_>) -> Option<u32> {
    bytes_of(field)?.first_chunk().copied().map(u32::from_le_bytes)
}

fn u16_of(field: Field<'_>) -> Option<u16> {
    bytes_of(field)?.first_chunk().copied().map(u16::from_le_bytes)
}

fn tagged_value<'a>(columns: &TaggedColumns<'a>, fid: u16) -> Option<&'a [u8]> {
    match columns.find(fid, false)?.instance(0)? {
        Instance::Plain(bytes) => Some(bytes),
        _ => None,
    }
}
