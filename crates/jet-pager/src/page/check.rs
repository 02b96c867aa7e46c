//! The rules every page keeps, checked after a page is read and before it is written.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_types::Pgno;

use super::{Page, PageFlags, TAG_BYTES};
use crate::error::{PagerError, Result};

impl Page<'_> {
    /// Checks that the page does not contradict itself: its number, its counts, and that its tags
    /// share the body without overlap.
    ///
    /// # Errors
    /// [`PagerError::WrongPage`] and [`PagerError::Corrupt`].
    pub fn check(self, pgno: Pgno) -> Result<()> {
        if let Some(found) = self.own_pgno()
            && found != pgno.get()
        {
            return Err(PagerError::WrongPage { pgno, found });
        }
        self.contradiction().map_or(Ok(()), |what| Err(PagerError::Corrupt { pgno, what }))
    }

    fn contradiction(self) -> Option<String> {
        let body = self.bytes().len().saturating_sub(self.size().header_bytes());
        let header = self.header();
        let data_end = usize::from(header.data_end.get());
        let tags = self.tag_count();
        let flags = self.flags();
        if self.bytes().len() != self.size().bytes() {
            return Some(format!("{} bytes are no page", self.bytes().len()));
        }
        if self.free_bytes() > body || data_end > body {
            return Some(format!("{} bytes free, data to {data_end}", self.free_bytes()));
        }
        if self.uncommitted_free_bytes() > self.free_bytes() {
            return Some(format!("{} bytes uncommitted free", self.uncommitted_free_bytes()));
        }
        if tags >= body / TAG_BYTES || tags < self.reserved_tags_stored() {
            return Some(format!("{tags} tags"));
        }
        let unused = flags.contains(PageFlags::EMPTY) || flags.contains(PageFlags::PRE_INIT);
        if tags == 0 && !unused {
            return Some("no tags".to_owned());
        }
        if flags.contains(PageFlags::LONG_VALUE.with(PageFlags::INDEX)) {
            return Some(format!("flags {:#x}", flags.bits()));
        }
        self.tag_contradiction(body, data_end)
    }

    /// Sums up the lines; with the free bytes and the tags they are the whole body.
    fn tag_contradiction(self, body: usize, data_end: usize) -> Option<String> {
        let mut used = self.tag_count().saturating_mul(TAG_BYTES);
        if data_end.saturating_add(used) > body {
            return Some(format!("data to {data_end} runs into {} tags", self.tag_count()));
        }
        let mut overlap = Overlap::default();
        for index in 0..self.tag_count() {
            let Some(tag) = self.tag(index) else { return Some(format!("tag {index} is missing")) };
            if tag.len == 0 {
                if index >= self.reserved_tags() {
                    return Some(format!("tag {index} is empty"));
                }
                continue;
            }
            let end = tag.offset.saturating_add(tag.len);
            if end > data_end {
                return Some(format!("tag {index} ends at {end}, the data at {data_end}"));
            }
            used = used.saturating_add(tag.len);
            overlap.add(tag.offset, end);
        }
        let total = used.saturating_add(self.free_bytes());
        if total != body {
            return Some(format!("{used} bytes used, {} free of {body}", self.free_bytes()));
        }
        overlap.found().then(|| "lines overlap".to_owned())
    }

    fn reserved_tags_stored(self) -> usize {
        usize::from(self.header().tag_state.get() >> 12 & 7)
    }
}

/// Whether any two of some ranges in a page overlap: one bit per byte of the largest page.
struct Overlap {
    taken: [u64; 512],
    found: bool,
}

impl Default for Overlap {
    fn default() -> Self {
        Self { taken: [0; 512], found: false }
    }
}

impl Overlap {
    fn add(&mut self, start: usize, end: usize) {
        for word in start / 64..end.div_ceil(64) {
            let base = word.saturating_mul(64);
            let low = start.saturating_sub(base).min(64) as u32;
            let high = end.saturating_sub(base).min(64) as u32;
            let upto = |bits: u32| 1_u64.checked_shl(bits).map_or(u64::MAX, |b| b.wrapping_sub(1));
            let mask = upto(high) & !upto(low);
            if let Some(taken) = self.taken.get_mut(word) {
                self.found |= *taken & mask != 0;
                *taken |= mask;
            }
        }
    }

    fn found(&self) -> bool {
        self.found
    }
}
