//! How much room a record takes.

use jet_btree::ReadCx;
use jet_types::grbit::RecordSize;

use super::{Stored, malformed, record, tagged_value};
use crate::cursor::Cursor;
use crate::error::{Result, ValueError};
use crate::record::HEADER;
use crate::refusal::Refusal;

/// Bytes and counts of a record, as `JET_RECSIZE2` has them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Size {
    /// User data in the record, expanded.
    pub data: u64,
    /// User data outside the record, expanded.
    pub long_value_data: u64,
    /// What else the record takes, its key included.
    pub overhead: u64,
    /// What else values outside the record take.
    pub long_value_overhead: u64,
    /// Fixed and variable columns stored.
    pub non_tagged_columns: u64,
    /// Tagged columns stored.
    pub tagged_columns: u64,
    /// Values outside the record.
    pub long_values: u64,
    /// Values of tagged columns beyond the first of each.
    pub multi_values: u64,
    /// Values in the record that are compressed.
    pub compressed_columns: u64,
    /// User data in the record, as stored.
    pub data_compressed: u64,
    /// User data outside the record, as stored.
    pub long_value_data_compressed: u64,
}

/// Bytes of a node beside key and data: its place in the page, and the length of its key.
const NODE_OVERHEAD: usize = 4 + 2;

impl Cursor {
    /// Adds the size of the current record to `size`.
    ///
    /// # Errors
    /// [`Refusal::InvalidGrbit`], [`Refusal::NoCurrentRecord`], [`Refusal::RecordDeleted`], and
    /// [`TableError::Value`](crate::TableError::Value) for values that cannot be decoded.
    pub fn add_size(
        &mut self,
        cx: &ReadCx<'_>,
        options: RecordSize,
        size: &mut Size,
    ) -> Result<()> {
        let known = RecordSize::IN_COPY_BUFFER | RecordSize::RUNNING_TOTAL | RecordSize::LOCAL;
        if !known.contains(options) {
            return Err(Refusal::InvalidGrbit.into());
        }
        let schema = std::sync::Arc::clone(self.schema());
        let (key_len, data) = if options.contains(RecordSize::IN_COPY_BUFFER) {
            (0, self.copy_buffer().ok_or(Refusal::UpdateNotPrepared)?.to_vec())
        } else {
            let latched = self.record(cx)?;
            let node = latched.node()?;
            (node.key.len(), node.data.to_vec())
        };
        let record = record(&data, cx.db.page_size())?;
        let (count, bytes, overhead) = record.untagged_size().ok_or_else(malformed)?;
        size.overhead += (NODE_OVERHEAD + HEADER + key_len + overhead) as u64;
        size.data += bytes as u64;
        size.data_compressed += bytes as u64;
        size.non_tagged_columns += count as u64;
        let columns = record.tagged().ok_or_else(malformed)?;
        for index in 0..columns.len() {
            let tagged = columns.get(index).ok_or_else(malformed)?;
            let column = schema.column_of_record(tagged.fid, tagged.is_derived);
            // A deleted column takes room all the same, yet nothing tells its values.
            let Some(column) = column else { continue };
            let count = tagged.count().ok_or_else(malformed)?;
            size.overhead += tagged.overhead() as u64;
            size.tagged_columns += 1;
            size.multi_values += count.saturating_sub(1) as u64;
            for number in 1..=count {
                let value = tagged_value(column, &tagged, number as u32, Default::default())?;
                add_value(self, cx, value, options.contains(RecordSize::LOCAL), size)?;
            }
        }
        Ok(())
    }
}

fn add_value(
    cursor: &Cursor,
    cx: &ReadCx<'_>,
    value: Stored<'_>,
    is_local: bool,
    size: &mut Size,
) -> Result<()> {
    let (data, stored) = match value {
        Stored::Null | Stored::SetNull => (0, 0),
        Stored::Plain(bytes) | Stored::Long(bytes) => (bytes.len(), bytes.len()),
        Stored::Compressed(packed) => {
            size.compressed_columns += 1;
            let plain = jet_types::compress::decompressed_len(packed).map_err(ValueError::from)?;
            (plain, packed.len())
        }
        Stored::Encrypted => return Err(ValueError::Encrypted.into()),
        Stored::Separated(lid) => {
            size.long_values += 1;
            size.overhead += lid.len() as u64;
            if !is_local {
                let stored = cursor.long_values(cx)?.stored_size(lid)?;
                size.long_value_data += stored.logical;
                size.long_value_data_compressed += stored.physical;
                size.long_value_overhead += stored.overhead;
            }
            (0, 0)
        }
    };
    size.data += data as u64;
    size.data_compressed += stored as u64;
    Ok(())
}
