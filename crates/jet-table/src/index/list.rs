//! Keys of one record, in one piece of memory that is kept.

use crate::error::ValueError;
use crate::refusal::Refusal;

/// Bytes of all keys one record may have in an index: more than the longest text cut into the most
/// tuples makes. Every combination of several values could be more than there is memory.
const KEYS_BYTES_MOST: usize = 16 << 20;

/// Keys of one record.
#[derive(Clone, Debug, Default)]
pub struct KeyList {
    bytes: Vec<u8>,
    ranges: Vec<(u32, u32)>,
    /// Bytes of keys since the list was emptied, those that were dropped as well.
    total: usize,
    /// Why the index does not allow the record.
    pub(super) refused: Option<Refusal>,
}

impl KeyList {
    /// Forgets all keys.
    pub fn clear(&mut self) {
        self.total = 0;
        self.refused = None;
        self.drop_keys();
    }

    /// Forgets the keys, not how many bytes there were.
    pub(super) fn drop_keys(&mut self) {
        self.bytes.clear();
        self.ranges.clear();
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The keys.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.ranges.iter().map(|range| of(&self.bytes, *range))
    }

    /// Whether this key is among sorted ones.
    pub fn contains(&self, key: &[u8]) -> bool {
        self.ranges.binary_search_by(|range| of(&self.bytes, *range).cmp(key)).is_ok()
    }

    pub(super) fn push(&mut self, key: &[u8]) -> Result<(), ValueError> {
        self.total += key.len() + size_of::<Vec<u8>>();
        if self.total > KEYS_BYTES_MOST {
            return Err(ValueError::TooManyKeys);
        }
        let start = self.bytes.len() as u32;
        self.bytes.extend_from_slice(key);
        self.ranges.push((start, self.bytes.len() as u32));
        Ok(())
    }

    /// Brings the keys in order, each once.
    pub(super) fn sort(&mut self) {
        if self.ranges.len() > 1 {
            let Self { bytes, ranges, .. } = self;
            ranges.sort_unstable_by(|a, b| of(bytes, *a).cmp(of(bytes, *b)));
            ranges.dedup_by(|a, b| of(bytes, *a) == of(bytes, *b));
        }
    }
}

fn of(bytes: &[u8], (start, end): (u32, u32)) -> &[u8] {
    bytes.get(start as usize..end as usize).unwrap_or(&[])
}
