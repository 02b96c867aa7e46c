//! Where what lies in a page, told from its bytes alone.

use std::ops::Range;

use jet_pager::{Page, PageFlags};
use jet_types::PageSize;

/// Pages that are damaged in ways of their own. A page may be of several.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Class {
    /// Any page in use.
    Used,
    Leaf,
    Branch,
    /// A leaf with siblings.
    Linked,
    Root,
    Space,
    Catalog,
    /// Leaves of tables that are not the catalog's.
    Records,
    Index,
    LongValues,
}

impl Class {
    /// All classes of a page; none when it is not in use.
    pub(super) fn of(bytes: &[u8], size: PageSize) -> Vec<Class> {
        let page = Page::new(bytes, size);
        let flags = page.flags();
        if page.tag_count() == 0 || flags.contains(PageFlags::EMPTY) {
            return Vec::new();
        }
        let is_catalog = matches!(page.objid().get(), 2 | 3);
        let is_space = flags.contains(PageFlags::SPACE_TREE);
        let is_index = flags.contains(PageFlags::INDEX);
        let is_long = flags.contains(PageFlags::LONG_VALUE);
        let has_nodes = flags.is_leaf() && page.line_count() > 0 && !is_space;
        let is_record = has_nodes && !is_catalog && !is_index && !is_long;
        let tests = [
            (true, Class::Used),
            (flags.is_leaf(), Class::Leaf),
            (!flags.is_leaf(), Class::Branch),
            (page.next().is_some() || page.prev().is_some(), Class::Linked),
            (flags.is_root() && !is_space, Class::Root),
            (is_space, Class::Space),
            (is_catalog && has_nodes && !is_index, Class::Catalog),
            (is_record, Class::Records),
            (is_index && has_nodes, Class::Index),
            (is_long && has_nodes, Class::LongValues),
        ];
        tests.into_iter().filter(|(is, _)| *is).map(|(_, class)| class).collect()
    }
}

/// The tags of a page, reserved ones included.
pub(super) fn tag_count(page: &[u8]) -> usize {
    usize::from(u16::from_le_bytes([page[34], page[35]]) & 0x0FFF)
}

/// Where a tag lies in its page.
pub(super) fn tag_at(page: &[u8], index: usize) -> Option<Range<usize>> {
    let start = page.len().checked_sub(4 * (index + 1))?;
    Some(start..start + 4)
}

/// Where the line of a tag lies in its page, if it is inside.
pub(super) fn line(page: &[u8], size: PageSize, index: usize) -> Option<Range<usize>> {
    let raw: [u8; 4] = page.get(tag_at(page, index)?)?.try_into().ok()?;
    let raw = u32::from_le_bytes(raw);
    let mask = if size.is_large() { 0x7FFF } else { 0x1FFF };
    let (offset, len) = ((raw >> 16 & mask) as usize, (raw & mask) as usize);
    let start = size.header_bytes() + offset;
    (len > 0 && start + len <= page.len()).then_some(start..start + len)
}

/// Where the data of a node lies, after its key.
pub(super) fn node_data(page: &[u8], size: PageSize, index: usize) -> Option<Range<usize>> {
    let line = line(page, size, index)?;
    let bytes = &page[line.clone()];
    let count = |at: usize| {
        let raw = bytes.get(at..at + 2)?.try_into().ok()?;
        Some(usize::from(u16::from_le_bytes(raw) & 0x1FFF))
    };
    let flags = if size.is_large() { *bytes.get(1)? } else { page[tag_at(page, index)?.end - 1] };
    let is_compressed = flags >> 5 & 4 != 0;
    let key_end = if is_compressed { 4 + count(2)? } else { 2 + count(0)? };
    (key_end < bytes.len()).then(|| line.start + key_end..line.end)
}
