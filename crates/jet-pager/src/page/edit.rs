//! Changes to the bytes of a page.
//!
//! A [`PageMut`] is to a [`Page`] what `&mut` is to `&`. Data comes as a list of parts, so that a
//! node is never joined in a buffer first. The counts follow ESE's exactly: `free_bytes` is every
//! byte that neither a line nor a tag uses, holes included; `data_end` only shrinks when the line
//! at the end goes.
//!
//! Invariants:
//! - E1. The page was just formatted, or passed [`Page::check`]; every edit leaves one that does.
//!   So edits index without looking twice: a page that breaks this is a bug, not bad input.
//! - E2. Whoever edits asked first whether there is room ([`Page::has_room`]); edits cannot refuse.
//!
//! Not here: what a line means, the checksum, and who may edit (the latched guards).
#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "E1: offsets and counts of a sound page are in range"
)]

#[cfg(test)]
mod tests;

use jet_types::{Dbtime, Objid, PageSize, Pgno};
use zerocopy::FromBytes;

use super::{LineFlags, Page, PageFlags, PageHeader, TAG_BYTES, Tag};

/// A page to change.
pub struct PageMut<'a> {
    bytes: &'a mut [u8],
    size: PageSize,
}

/// What a fresh page is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Blank {
    /// Its own number.
    pub pgno: Pgno,
    /// The tree it belongs to.
    pub objid: Objid,
    /// When it was made.
    pub dbtime: Dbtime,
    /// Its flags; that records have the present format is added.
    pub flags: PageFlags,
}

impl Page<'_> {
    /// Free bytes in one piece, between the lines and the tags.
    pub fn contiguous_free_bytes(self) -> usize {
        let data_end = usize::from(self.header().data_end.get());
        let tags = self.tag_count().saturating_mul(TAG_BYTES);
        self.size.body_bytes().saturating_sub(data_end).saturating_sub(tags)
    }

    /// Whether another line of `len` bytes fits, ignoring what rollbacks may need back.
    pub fn has_room(self, len: usize) -> bool {
        len.saturating_add(TAG_BYTES) <= self.free_bytes()
    }
}

impl<'a> PageMut<'a> {
    /// A view of bytes that hold a sound page (E1), or are about to be formatted.
    ///
    /// # Panics
    /// When there are not exactly as many bytes as the page has.
    pub fn new(bytes: &'a mut [u8], size: PageSize) -> Self {
        assert!(bytes.len() == size.bytes(), "{} bytes are no page of {size}", bytes.len());
        Self { bytes, size }
    }

    /// The page as it is now.
    pub fn page(&self) -> Page<'_> {
        Page::new(self.bytes, self.size)
    }

    /// A shorter borrow of the same page.
    pub fn reborrow(&mut self) -> PageMut<'_> {
        PageMut { bytes: self.bytes, size: self.size }
    }

    /// Makes it a blank page: no node, an empty external header, no siblings.
    pub fn format(&mut self, blank: Blank) {
        self.zero(blank, blank.flags.without(PageFlags::PRE_INIT));
        self.set_tag(0, Tag { len: 0, offset: 0, high_bits: 0 });
        let body = self.size.body_bytes();
        let header = self.header_mut();
        header.tag_state.set(1);
        header.free_bytes.set((body - TAG_BYTES) as u16);
    }

    /// Makes it an allocated page that nobody uses yet: no tag at all. `blank.flags` are not used.
    pub fn format_unused(&mut self, blank: Blank) {
        self.zero(blank, PageFlags::PRE_INIT);
        let body = self.size.body_bytes();
        self.header_mut().free_bytes.set(body as u16);
    }

    fn zero(&mut self, blank: Blank, flags: PageFlags) {
        self.bytes.fill(0);
        let header = self.header_mut();
        header.dbtime.set(blank.dbtime.get());
        header.objid.set(blank.objid.get());
        header.flags.set(flags.with(PageFlags::NEW_RECORD_FORMAT).bits());
        if self.size.is_large() {
            self.bytes[64..68].copy_from_slice(&blank.pgno.get().to_le_bytes());
        }
    }

    /// Copies another page of the same size over this one, own number included.
    pub fn copy_from(&mut self, other: Page<'_>) {
        self.bytes.copy_from_slice(other.bytes());
    }

    /// Sets the page's own number, which only large pages store.
    pub fn set_own_pgno(&mut self, pgno: Pgno) {
        if self.size.is_large() {
            self.bytes[64..68].copy_from_slice(&pgno.get().to_le_bytes());
        }
    }

    /// Inserts a node at `index`; the nodes from there on move up by one. On large pages the flags
    /// go into the three highest bits of the first 16-bit number, whatever is there.
    ///
    /// # Panics
    /// When there is no such place, no room (E2), or fewer than two bytes.
    pub fn insert(&mut self, index: usize, flags: LineFlags, parts: &[&[u8]]) {
        let len = total(parts);
        let count = self.page().line_count();
        assert!(index <= count, "line {index} of {count}");
        assert!(len >= 2, "a node of {len} bytes");
        let free = self.page().free_bytes();
        assert!(self.page().has_room(len), "a node of {len} bytes into {free}");
        if self.page().contiguous_free_bytes() < len + TAG_BYTES {
            self.reorganize();
        }
        let at = index + self.page().reserved_tags();
        self.open_tag(at);
        let end = self.data_end();
        self.copy_parts(end, parts);
        self.set_tag(at, Tag { len, offset: end, high_bits: 0 });
        self.set_data_end(end + len);
        self.set_free(free - len - TAG_BYTES);
        self.set_tag_flags(at, flags);
    }

    /// Replaces a node: the first `keep` bytes stay, `parts` come behind them.
    ///
    /// # Panics
    /// When there is no such node, it has no `keep` bytes, there is no room (E2), or fewer than
    /// two bytes are left.
    pub fn replace(&mut self, index: usize, keep: usize, flags: LineFlags, parts: &[&[u8]]) {
        let at = self.tag_index(index);
        assert!(keep + total(parts) >= 2, "a node of {} bytes", keep + total(parts));
        self.replace_tag(at, keep, parts);
        self.set_tag_flags(at, flags);
    }

    /// Removes a node; the nodes behind it move down by one.
    ///
    /// # Panics
    /// When there is no such node.
    pub fn remove(&mut self, index: usize) {
        let at = self.tag_index(index);
        let tag = self.tag(at);
        if tag.offset + tag.len == self.data_end() {
            self.set_data_end(tag.offset);
        }
        self.close_tag(at);
        let free = self.page().free_bytes() + tag.len + TAG_BYTES;
        self.set_free(free);
        if free + TAG_BYTES == self.size.body_bytes() {
            self.set_data_end(0);
        }
    }

    /// Removes the node at `index` and all behind it.
    pub fn truncate(&mut self, index: usize) {
        while self.page().line_count() > index {
            self.remove(self.page().line_count() - 1);
        }
    }

    /// Sets the flags of a node.
    ///
    /// # Panics
    /// When there is no such node.
    pub fn set_line_flags(&mut self, index: usize, flags: LineFlags) {
        let at = self.tag_index(index);
        self.set_tag_flags(at, flags);
    }

    /// Overwrites bytes of a node in place, from `offset` on. The first two bytes of a node hold
    /// its flags on large pages and are not for this function.
    ///
    /// # Panics
    /// When the node has no such bytes.
    pub fn overwrite(&mut self, index: usize, offset: usize, bytes: &[u8]) {
        let tag = self.tag(self.tag_index(index));
        let inside = offset >= 2 && offset + bytes.len() <= tag.len;
        assert!(inside, "{} bytes at {offset} of {}", bytes.len(), tag.len);
        let start = self.size.header_bytes() + tag.offset + offset;
        self.bytes[start..start + bytes.len()].copy_from_slice(bytes);
    }

    /// Sets tag 0: a root's header, or the key prefix of a page that is no root.
    ///
    /// # Panics
    /// When there is no room (E2), or the page has no tag 0.
    pub fn set_external_header(&mut self, parts: &[&[u8]]) {
        assert!(self.page().tag_count() > 0, "an unused page has no external header");
        self.replace_tag(0, 0, parts);
    }

    /// Moves all lines together, in the order they lie in, so that the free bytes are in one
    /// piece.
    pub fn reorganize(&mut self) {
        self.pack(None);
    }

    /// Overwrites all bytes that neither lines nor tags use.
    pub fn fill_unused(&mut self, fill: u8) {
        self.reorganize();
        let start = self.size.header_bytes() + self.data_end();
        let len = self.page().contiguous_free_bytes();
        self.bytes[start..start + len].fill(fill);
    }

    /// Sets the time of the last change. What was scrubbed before that change no longer is.
    pub fn set_dbtime(&mut self, dbtime: Dbtime) {
        self.header_mut().dbtime.set(dbtime.get());
        self.set_flags(self.page().flags().without(PageFlags::SCRUBBED));
    }

    /// Sets the page's flags.
    pub fn set_flags(&mut self, flags: PageFlags) {
        self.header_mut().flags.set(flags.bits());
    }

    /// Sets the left sibling.
    pub fn set_prev(&mut self, pgno: Option<Pgno>) {
        self.header_mut().pgno_prev.set(pgno.map_or(0, Pgno::get));
    }

    /// Sets the right sibling.
    pub fn set_next(&mut self, pgno: Option<Pgno>) {
        self.header_mut().pgno_next.set(pgno.map_or(0, Pgno::get));
    }

    /// Sets how many of the free bytes a rollback may need back.
    ///
    /// # Panics
    /// When there are not that many free bytes.
    pub fn set_uncommitted_free(&mut self, bytes: usize) {
        let free = self.page().free_bytes();
        assert!(bytes <= free, "{bytes} bytes uncommitted of {free} free");
        self.header_mut().uncommitted_free_bytes.set(bytes as u16);
    }

    /// Gives tag `at` new data: its first `keep` bytes, then `parts`.
    fn replace_tag(&mut self, at: usize, keep: usize, parts: &[&[u8]]) {
        let mut old = self.tag(at);
        let len = keep + total(parts);
        let free = self.page().free_bytes() + old.len;
        assert!(keep <= old.len, "{keep} bytes of {} kept", old.len);
        assert!(len <= free, "{len} bytes into {free}");
        let mut at_end = old.offset + old.len == self.data_end();
        if len > old.len {
            let grow = len - old.len;
            let room = self.page().contiguous_free_bytes();
            if !(at_end && room >= grow) {
                if room < len {
                    self.pack(Some(at));
                } else {
                    self.move_to_end(at, keep);
                }
                old = self.tag(at);
                at_end = true;
            }
        }
        self.copy_parts(old.offset + keep, parts);
        self.set_tag(at, Tag { len, ..old });
        if at_end {
            self.set_data_end(old.offset + len);
        }
        self.set_free(free - len);
    }

    /// Moves the first `keep` bytes of a tag's data behind all other data, where it may grow. The
    /// tag says so; counts are the caller's.
    fn move_to_end(&mut self, at: usize, keep: usize) {
        let tag = self.tag(at);
        let end = self.data_end();
        let header = self.size.header_bytes();
        let from = header + tag.offset;
        self.bytes.copy_within(from..from + keep, header + end);
        self.set_tag(at, Tag { offset: end, ..tag });
    }

    /// Moves all lines together; `last` ends up behind all others.
    fn pack(&mut self, last: Option<usize>) {
        let count = self.page().tag_count();
        let mut order: Vec<u32> = Vec::with_capacity(count);
        for at in 0..count {
            let offset = if last == Some(at) { 0x8000 } else { self.tag(at).offset };
            order.push((offset as u32) << 12 | at as u32);
        }
        order.sort_unstable();
        let header = self.size.header_bytes();
        let before = self.bytes[header..header + self.data_end()].to_vec();
        let mut end = 0;
        for at in order.into_iter().map(|key| (key & 0xFFF) as usize) {
            let tag = self.tag(at);
            if tag.len > 0 {
                let data = &before[tag.offset..tag.offset + tag.len];
                self.bytes[header + end..header + end + tag.len].copy_from_slice(data);
            }
            self.set_tag(at, Tag { offset: end, ..tag });
            end += tag.len;
        }
        self.set_data_end(end);
    }

    fn copy_parts(&mut self, offset: usize, parts: &[&[u8]]) {
        let mut start = self.size.header_bytes() + offset;
        for part in parts {
            self.bytes[start..start + part.len()].copy_from_slice(part);
            start += part.len();
        }
    }

    /// Makes room for a tag at `at`; its contents are stale.
    fn open_tag(&mut self, at: usize) {
        let count = self.page().tag_count();
        let end = self.bytes.len();
        let tags = end - TAG_BYTES * count..end - TAG_BYTES * at;
        self.bytes.copy_within(tags.clone(), tags.start - TAG_BYTES);
        self.set_tag_count(count + 1);
    }

    fn close_tag(&mut self, at: usize) {
        let count = self.page().tag_count();
        let end = self.bytes.len();
        let behind = end - TAG_BYTES * count..end - TAG_BYTES * (at + 1);
        self.bytes.copy_within(behind.clone(), behind.start + TAG_BYTES);
        self.set_tag_count(count - 1);
    }

    fn tag_index(&self, index: usize) -> usize {
        let count = self.page().line_count();
        assert!(index < count, "line {index} of {count}");
        index + self.page().reserved_tags()
    }

    fn tag(&self, at: usize) -> Tag {
        self.page().tag(at).expect("E1: all tags are in the page")
    }

    fn set_tag(&mut self, at: usize, tag: Tag) {
        let high_bits = if self.size.is_large() { 0 } else { u32::from(tag.high_bits) };
        let raw = tag.len as u32 | (tag.offset as u32) << 16 | high_bits << 29;
        let start = self.bytes.len() - TAG_BYTES * (at + 1);
        self.bytes[start..start + TAG_BYTES].copy_from_slice(&raw.to_le_bytes());
    }

    /// Sets the flags of a tag that is a node's.
    fn set_tag_flags(&mut self, at: usize, flags: LineFlags) {
        let tag = self.tag(at);
        if self.size.is_large() {
            let high = &mut self.bytes[self.size.header_bytes() + tag.offset + 1];
            *high = *high & 0x1F | flags.bits() << 5;
        } else {
            self.set_tag(at, Tag { high_bits: flags.bits(), ..tag });
        }
    }

    fn data_end(&self) -> usize {
        usize::from(self.page().header().data_end.get())
    }

    fn set_data_end(&mut self, data_end: usize) {
        self.header_mut().data_end.set(data_end as u16);
    }

    fn set_free(&mut self, free: usize) {
        self.header_mut().free_bytes.set(free as u16);
    }

    fn set_tag_count(&mut self, count: usize) {
        let state = &mut self.header_mut().tag_state;
        state.set(state.get() & 0xF000 | count as u16);
    }

    fn header_mut(&mut self) -> &mut PageHeader {
        let (header, _) =
            PageHeader::mut_from_prefix(self.bytes).expect("a page is longer than its header");
        header
    }
}

fn total(parts: &[&[u8]]) -> usize {
    parts.iter().map(|part| part.len()).sum()
}
