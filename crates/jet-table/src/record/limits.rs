//! How large a record may be, and a value within it.

use jet_types::PageSize;

use crate::schema::TableSchema;

/// Bytes of a page's body that its first two tags take.
const TAGS: usize = 8;
/// Key bytes every record on a small page must leave room for.
const KEY_ROOM: usize = 255;
/// The longest key of a table without a primary index: a counter.
const COUNTER_KEY: usize = 4;

/// The largest record of a table: what a page has for a node, less the longest key.
pub fn record_most(size: PageSize, table: &TableSchema) -> usize {
    let node = size.body_bytes().saturating_sub(TAGS);
    let key = table.primary_index().map_or(COUNTER_KEY, |index| usize::from(index.key_most));
    let beside = if size.is_large() {
        key.saturating_add(4)
    } else {
        key.saturating_add(2).max(KEY_ROOM).saturating_add(2)
    };
    node.saturating_sub(beside)
}

/// The longest value of a tagged column in a record of at most `record_most` bytes.
pub fn value_most(record_most: usize) -> usize {
    const ENTRY_AND_HEADER: usize = 5;
    record_most.saturating_sub(super::HEADER).saturating_sub(ENTRY_AND_HEADER)
}
