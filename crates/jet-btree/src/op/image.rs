//! Page images inside split and merge records: without the free bytes in the middle, and
//! compressed, when that makes them shorter.
//!
//! A dehydrated image is header, line data and tags moved together; the header's count of free
//! bytes is smaller by what was left out.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_pager::{Page, PageMut};
use jet_types::compress::{compress, decompress};
use jet_types::{Dbtime, PageSize, Pgno};

/// A page as a record carries it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Image<'a> {
    /// Free bytes between lines and tags are left out.
    pub is_dehydrated: bool,
    /// The rest went through the column compressor.
    pub is_compressed: bool,
    /// The bytes; none when there is no image.
    pub bytes: &'a [u8],
}

/// Where the header has the dbtime.
const DBTIME: std::ops::Range<usize> = 8..16;
/// Where it counts free bytes.
const FREE_BYTES: std::ops::Range<usize> = 28..30;
const TAG_BYTES: usize = 4;

/// The image of a page, shortened.
#[derive(Clone, Default, Debug)]
pub struct Packed {
    bytes: Vec<u8>,
    is_dehydrated: bool,
    is_compressed: bool,
}

impl Packed {
    /// Takes a sound page, without its free bytes.
    pub fn new(page: Page<'_>) -> Self {
        let whole = page.bytes();
        // Not worth the trouble for less than a tenth.
        let enough = whole.len().saturating_sub(whole.len() / 10);
        let dry = dehydrate(page).filter(|dry| dry.len() <= enough);
        let is_dehydrated = dry.is_some();
        let bytes = dry.unwrap_or_else(|| whole.to_vec());
        Self { bytes, is_dehydrated, is_compressed: false }
    }

    /// Compresses it, once the dbtime of the change is known: in the log an image is that of the
    /// page before, but with the dbtime after.
    pub fn seal(&mut self, after: Dbtime) {
        if let Some(dbtime) = self.bytes.get_mut(DBTIME) {
            dbtime.copy_from_slice(&after.get().to_le_bytes());
            let mut packed = Vec::with_capacity(self.bytes.len());
            if compress(&self.bytes, &mut packed) {
                self.bytes = packed;
                self.is_compressed = true;
            }
        }
    }

    /// What the record carries.
    pub fn image(&self) -> Image<'_> {
        Image {
            is_dehydrated: self.is_dehydrated,
            is_compressed: self.is_compressed,
            bytes: &self.bytes,
        }
    }
}

impl Image<'_> {
    /// The whole page again, or `None` when the bytes are no image of a sound page with this number
    /// and of this size.
    pub fn unpack(self, size: PageSize, pgno: Pgno) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(size.bytes());
        if self.is_compressed {
            decompress(self.bytes, &mut bytes).ok()?;
        } else {
            bytes.extend_from_slice(self.bytes);
        }
        if self.is_dehydrated {
            bytes = rehydrate(&bytes, size)?;
        }
        Page::new(&bytes, size).check(pgno).is_ok().then_some(bytes)
    }
}

/// Leaves out the free bytes, or `None` when there are hardly any.
fn dehydrate(page: Page<'_>) -> Option<Vec<u8>> {
    let mut compact = page.bytes().to_vec();
    let mut view = PageMut::new(&mut compact, page.size());
    if page.tag_count() > 0 {
        view.reorganize();
    }
    // Tags start at even offsets.
    let gap = view.page().contiguous_free_bytes() & !1;
    let tags = page.tag_count().checked_mul(TAG_BYTES)?;
    let tags_at = compact.len().checked_sub(tags)?;
    let free = (page.free_bytes()).checked_sub(gap)?;
    compact.get_mut(FREE_BYTES)?.copy_from_slice(&(free as u16).to_le_bytes());
    let mut dry = compact.get(..tags_at.checked_sub(gap)?)?.to_vec();
    dry.extend_from_slice(compact.get(tags_at..)?);
    Some(dry)
}

fn rehydrate(dry: &[u8], size: PageSize) -> Option<Vec<u8>> {
    let view = Page::new(dry, size);
    let gap = size.bytes().checked_sub(dry.len())?;
    let tags_at = dry.len().checked_sub(view.tag_count().checked_mul(TAG_BYTES)?)?;
    let (front, tags) = dry.split_at_checked(tags_at)?;
    let mut page = Vec::with_capacity(size.bytes());
    page.extend_from_slice(front);
    page.resize(front.len().checked_add(gap)?, 0);
    page.extend_from_slice(tags);
    let free = u16::try_from(view.free_bytes().checked_add(gap)?).ok()?;
    page.get_mut(FREE_BYTES)?.copy_from_slice(&free.to_le_bytes());
    Some(page)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, reason = "tests")]

    use jet_pager::{Blank, LineFlags, PageFlags};
    use jet_types::Objid;

    use super::*;

    fn page(size: PageSize, lines: usize) -> Vec<u8> {
        let mut bytes = vec![0; size.bytes()];
        let mut page = PageMut::new(&mut bytes, size);
        let pgno = Pgno::DATABASE_ROOT;
        page.format(Blank { pgno, objid: Objid(1), dbtime: Dbtime(2), flags: PageFlags::LEAF });
        for index in 0..lines {
            let key = (index as u32).wrapping_mul(0x9E37_79B1).to_be_bytes();
            page.insert(index, LineFlags::NONE, &[&[4, 0], &key, b"some data", &key]);
        }
        page.remove(lines / 2);
        bytes
    }

    #[test]
    fn images_unpack_to_the_same_lines() {
        for size in PageSize::ALL {
            for lines in [1, 10, 40, 60, 100] {
                let bytes = page(size, lines.min(size.bytes() / 40));
                let before = Page::new(&bytes, size);
                let mut packed = Packed::new(before);
                packed.seal(Dbtime(77));
                let image = packed.image();
                assert!(image.bytes.len() < bytes.len());
                let after = image.unpack(size, Pgno::DATABASE_ROOT).expect("our own image");
                let after = Page::new(&after, size);
                after.check(Pgno::DATABASE_ROOT).expect("sound");
                assert_eq!(after.dbtime(), Dbtime(77));
                assert_eq!(before.free_bytes(), after.free_bytes());
                assert_eq!(before.line_count(), after.line_count());
                for index in 0..before.line_count() {
                    let line = |page: Page<'_>| page.line(index).map(|line| line.bytes.to_vec());
                    assert_eq!(line(before), line(after));
                }
            }
        }
    }

    #[test]
    fn what_is_no_image_is_refused() {
        let size = PageSize::KIB_4;
        for (is_dehydrated, is_compressed) in [(false, false), (true, false), (true, true)] {
            let image = Image { is_dehydrated, is_compressed, bytes: &[1, 2, 3] };
            assert_eq!(image.unpack(size, Pgno::DATABASE_ROOT), None);
        }
        let long = vec![0xFF; size.bytes() + 1];
        let image = Image { is_dehydrated: true, is_compressed: false, bytes: &long };
        assert_eq!(image.unpack(size, Pgno::DATABASE_ROOT), None);
    }
}
