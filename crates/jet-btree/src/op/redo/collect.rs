//! The records of a macro, kept until it commits: records of other sessions come in between.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_log::{BadRecord, Record};

/// The records of one macro so far, as written.
#[derive(Clone, Debug, Default)]
pub struct Collected {
    bytes: Vec<u8>,
}

impl Collected {
    /// Adds a record.
    pub fn push(&mut self, record: &Record<'_>) {
        let start = self.bytes.len();
        self.bytes.resize(start.saturating_add(record.encoded_len()), 0);
        record.encode(self.bytes.get_mut(start..).unwrap_or_default());
    }

    /// All of them, in order.
    ///
    /// # Errors
    /// Never, for what was added could be written.
    pub fn records(&self) -> Result<Vec<Record<'_>>, BadRecord> {
        let mut records = Vec::new();
        let mut rest = &self.bytes[..];
        while !rest.is_empty() {
            let (record, len) = Record::decode(rest)?;
            records.push(record);
            rest = rest.get(len..).unwrap_or(&[]);
        }
        Ok(records)
    }
}
