//! A row of the catalog becomes a record.

use jet_types::{Objid, PageSize};

use super::row::{Row, RowType};
use super::system::CATALOG;
use crate::error::Result;
use crate::record::RecordBuffer;
use crate::schema::Segment;

impl RowType {
    /// The number rows have it by.
    pub(crate) fn number(self) -> u16 {
        match self {
            Self::Table => 1,
            Self::Column => 2,
            Self::Index => 3,
            Self::LongValues => 4,
            Self::Other => 5,
        }
    }
}

impl Row<'_> {
    /// The record of the row.
    ///
    /// # Errors
    /// [`Refusal::RecordTooBig`](crate::Refusal::RecordTooBig).
    pub(crate) fn encode(&self, page_size: PageSize) -> Result<Vec<u8>> {
        let mut record = RecordBuffer::new(page_size, &CATALOG);
        let mut set = |fid, value: Option<&[u8]>| match value {
            Some(value) => set_column(&mut record, fid, Some(value)),
            None => Ok(()),
        };
        let numbers = [
            (1, self.table),
            (3, self.id),
            (4, self.coltyp_or_root),
            (5, self.size_or_density),
            (6, self.flags),
            (7, self.code_page),
        ];
        for (fid, number) in numbers {
            set(fid, Some(&number.to_le_bytes()))?;
        }
        set(2, Some(&self.kind.number().to_le_bytes()))?;
        set(8, (self.kind == RowType::Table).then_some(&[0xFF]))?;
        set(9, self.offset.map(u16::to_le_bytes).as_ref().map(<[u8; 2]>::as_slice))?;
        let is_index = self.kind == RowType::Index;
        set(
            10,
            is_index.then(|| self.lcmap_flags.to_le_bytes()).as_ref().map(<[u8; 4]>::as_slice),
        )?;
        set(11, self.key_most.map(u16::to_le_bytes).as_ref().map(<[u8; 2]>::as_slice))?;
        set(12, self.long_value_chunk.map(u32::to_le_bytes).as_ref().map(<[u8; 4]>::as_slice))?;
        set(128, Some(self.name))?;
        set(130, self.template)?;
        set(131, self.default)?;
        set(132, Some(self.segments).filter(|bytes| !bytes.is_empty()))?;
        set(133, self.segment_most.map(u16::to_le_bytes).as_ref().map(<[u8; 2]>::as_slice))?;
        set(134, Some(self.conditions).filter(|bytes| !bytes.is_empty()))?;
        set(135, self.tuples)?;
        set(136, self.sort_version.map(u64::to_le_bytes).as_ref().map(<[u8; 8]>::as_slice))?;
        set(137, self.sort_id)?;
        set(256, self.callback_data)?;
        set(257, self.callback_columns)?;
        set(258, self.separate_most.map(u32::to_le_bytes).as_ref().map(<[u8; 4]>::as_slice))?;
        set(259, self.space_hints)?;
        set(260, self.long_value_hints)?;
        set(261, Some(self.locale).filter(|bytes| !bytes.is_empty()))?;
        Ok(record.bytes().to_vec())
    }

    /// The object of its table.
    pub(crate) fn table(&self) -> Objid {
        Objid(self.table)
    }
}

/// Sets a column of a row, or makes it NULL.
pub(crate) fn set_column(record: &mut RecordBuffer, fid: u16, value: Option<&[u8]>) -> Result<()> {
    let column = CATALOG.column_of_record(fid, false).expect("a column of the catalog");
    record.set(&CATALOG, column, 1, value).map(drop)
}

impl Segment {
    /// Key columns, or conditions, as rows have them.
    pub(crate) fn encode_all(segments: &[Self]) -> Vec<u8> {
        let encode = |segment: &Self| {
            let bit = |is_set, bit| if is_set { bit } else { 0 };
            let flags = bit(segment.is_derived, 0x80)
                | bit(segment.is_descending, 0x40)
                | bit(segment.must_be_null, 0x20);
            let [low, high] = segment.fid.to_le_bytes();
            [flags, 0, low, high]
        };
        segments.iter().flat_map(encode).collect()
    }
}

impl crate::schema::TupleLimits {
    /// The limits as rows have them.
    pub(crate) fn encode(self) -> [u8; 20] {
        let words = [self.min, self.max, self.to_index, self.step, self.start];
        let mut bytes = [0; 20];
        for (place, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(words) {
            *place = word.to_le_bytes();
        }
        bytes
    }
}
