//! The kinds of damage.

use jet_types::PageSize;

use super::Damage;
use super::place::{self, Class};
use crate::choices::Choices;

/// A kind of damage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A field of the database header, in one copy or both.
    HeaderField,
    /// A field of a page header.
    PageField,
    /// Offset, length or flags of a tag.
    Tag,
    /// Two tags change places: keys out of order.
    SwapTags,
    /// A tag repeats its neighbour.
    RepeatTag,
    /// One node less, with all counts right.
    DropLast,
    /// The counts of key bytes at the start of a node.
    NodeCounts,
    /// The child of a branch node: itself, its parent, any page, none.
    Child,
    /// Links between leaves: to itself, in a ring, anywhere.
    Siblings,
    /// The root header: sizes, parents, free pages, roots of space trees.
    RootHeader,
    /// An extent of a space tree: its last page, its length.
    Extent,
    /// A column of a catalog row.
    CatalogRow,
    /// The counts and offsets a record starts with.
    RecordHead,
    /// Entries of tagged columns, near the end of a record.
    RecordTail,
    /// The root or a piece of a long value.
    LongValue,
    /// Key or data of an index entry.
    IndexEntry,
    /// Any bytes of any line.
    LineBytes,
    /// Two pages change places.
    SwapPages,
    /// A page over another one.
    CopyPage,
    /// A page of zeros, or of ones.
    BlankPage,
    /// Bits that the checksum tells.
    Bits,
    /// The file ends sooner, or later.
    Length,
}

impl Kind {
    /// All kinds.
    pub const ALL: &[Kind] = &[
        Kind::HeaderField,
        Kind::PageField,
        Kind::Tag,
        Kind::SwapTags,
        Kind::RepeatTag,
        Kind::DropLast,
        Kind::NodeCounts,
        Kind::Child,
        Kind::Siblings,
        Kind::RootHeader,
        Kind::Extent,
        Kind::CatalogRow,
        Kind::RecordHead,
        Kind::RecordTail,
        Kind::LongValue,
        Kind::IndexEntry,
        Kind::LineBytes,
        Kind::SwapPages,
        Kind::CopyPage,
        Kind::BlankPage,
        Kind::Bits,
        Kind::Length,
    ];
}

/// Fields of a page header: offset and bytes.
const PAGE_FIELDS: &[(usize, usize)] =
    &[(8, 8), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (34, 2), (36, 4), (64, 4)];
/// Columns of a catalog row: offset in the record and bytes.
const CATALOG_FIELDS: &[(usize, usize)] = &[
    (0, 1),
    (1, 1),
    (2, 2),
    (4, 4),
    (8, 2),
    (10, 4),
    (14, 4),
    (18, 4),
    (22, 4),
    (26, 4),
    (31, 2),
    (33, 4),
    (37, 2),
    (39, 4),
];
/// Fields of the database header that readers go by.
const HEADER_FIELDS: &[usize] = &[4, 8, 12, 16, 52, 212, 232, 236, 296, 300, 508, 644, 667];

impl Damage<'_> {
    /// Does damage of a kind; `None` when the base has nothing to do it to.
    pub(super) fn apply(&mut self, kind: Kind, choices: &mut Choices<'_>) -> Option<String> {
        match kind {
            Kind::HeaderField => self.header_field(choices),
            Kind::Tag => self.tag(choices),
            Kind::SwapTags => self.two_tags(choices, |page, a, b| {
                (0..4).for_each(|byte| page.swap(a + byte, b + byte));
            }),
            Kind::RepeatTag => self.two_tags(choices, |page, a, b| page.copy_within(a..a + 4, b)),
            Kind::DropLast => self.drop_last(choices),
            Kind::Child => self.child(choices),
            Kind::Siblings => self.siblings(choices),
            Kind::LineBytes => self.line_bytes(choices),
            Kind::SwapPages | Kind::CopyPage => self.two_pages(kind, choices),
            Kind::BlankPage => {
                let number = self.choose(Class::Used, choices)?;
                let byte = choices.pick(&[0, 0xFF]);
                self.page(number).fill(byte);
                self.leave_checksum(number);
                Some(format!("page {number} of {byte:#x}"))
            }
            Kind::Bits => self.bits(choices),
            Kind::Length => Some(self.length(choices)),
            _ => {
                let (number, at, bytes) = self.field(kind, choices)?;
                self.change(number, at, bytes, choices)
            }
        }
    }

    /// A field to change: page, offset and bytes.
    fn field(&mut self, kind: Kind, choices: &mut Choices<'_>) -> Option<(usize, usize, usize)> {
        match kind {
            Kind::PageField => {
                let number = self.choose(Class::Used, choices)?;
                let (at, bytes) = choices.pick(PAGE_FIELDS);
                Some((number, at, bytes))
            }
            Kind::NodeCounts => {
                let (number, line) = self.line(Class::Used, choices)?;
                Some((number, line.start + 2 * choices.below(2), 2))
            }
            Kind::RootHeader => {
                let (number, size) = (self.choose(Class::Root, choices)?, self.base.size);
                let line = place::line(self.page(number), size, 0)?;
                Some((number, line.start + 4 * choices.below(line.len().div_ceil(4)), 4))
            }
            Kind::Extent => {
                let (number, line) = self.line(Class::Space, choices)?;
                Some((number, line.end.checked_sub(4 + choices.below(8))?, 4))
            }
            Kind::CatalogRow => {
                let (number, data) = self.data(Class::Catalog, choices)?;
                let (at, bytes) = choices.pick(CATALOG_FIELDS);
                Some((number, data.start + at, bytes))
            }
            Kind::RecordHead => {
                let (number, data) = self.data(Class::Records, choices)?;
                let (at, bytes) = choices.pick(&[(0, 1), (1, 1), (2, 2), (4, 2), (8, 2)]);
                Some((number, data.start + at, bytes))
            }
            Kind::RecordTail => {
                let (number, data) = self.data(Class::Records, choices)?;
                Some((number, data.end.saturating_sub(2 + choices.below(64)).max(data.start), 2))
            }
            Kind::LongValue => {
                let (number, line) = self.line(Class::LongValues, choices)?;
                let bytes = choices.pick(&[1, 4]);
                Some((number, line.start + choices.below(24), bytes))
            }
            _ => {
                let (number, line) = self.line(Class::Index, choices)?;
                Some((number, line.start + choices.below(line.len()), 1))
            }
        }
    }

    fn length(&mut self, choices: &mut Choices<'_>) -> String {
        let (now, page) = (self.len, self.base.size.bytes());
        self.len = match choices.below(4) {
            0 => choices.below(now + 1),
            1 => choices.below(now / page + 1) * page,
            2 => now.saturating_sub(choices.below(64)),
            _ => now + choices.below(3 * page),
        };
        format!("{now} bytes become {}", self.len)
    }

    /// A page of a class, by its number in the file.
    fn choose(&self, class: Class, choices: &mut Choices<'_>) -> Option<usize> {
        let pages = self.base.classes.get(&class)?;
        Some(choices.pick(pages))
    }

    /// A line of a page of a class; never the external header.
    fn line(
        &mut self,
        class: Class,
        choices: &mut Choices<'_>,
    ) -> Option<(usize, std::ops::Range<usize>)> {
        let number = self.choose(class, choices)?;
        let size = self.base.size;
        let page = self.page(number);
        let index = 1 + choices.below(place::tag_count(page).max(2) - 1);
        Some((number, place::line(page, size, index)?))
    }

    /// The data of a node of a page of a class.
    fn data(
        &mut self,
        class: Class,
        choices: &mut Choices<'_>,
    ) -> Option<(usize, std::ops::Range<usize>)> {
        let number = self.choose(class, choices)?;
        let size = self.base.size;
        let page = self.page(number);
        let index = 1 + choices.below(place::tag_count(page).max(2) - 1);
        Some((number, place::node_data(page, size, index)?))
    }

    /// Gives a little-endian field of a page another value.
    fn change(
        &mut self,
        number: usize,
        at: usize,
        bytes: usize,
        choices: &mut Choices<'_>,
    ) -> Option<String> {
        let (size, pages) = (self.base.size, self.base.page_count());
        let field = self.page(number).get_mut(at..at + bytes)?;
        let mut wide = [0; 8];
        wide[..bytes].copy_from_slice(field);
        let old = u64::from_le_bytes(wide);
        let new = value(old, size, pages, choices);
        field.copy_from_slice(&new.to_le_bytes()[..bytes]);
        Some(format!("page {number} at {at}: {old:#x} becomes {new:#x} ({bytes} bytes)"))
    }

    fn header_field(&mut self, choices: &mut Choices<'_>) -> Option<String> {
        let at = match choices.below(2) {
            0 => choices.pick(HEADER_FIELDS),
            _ => choices.below(740),
        };
        let number = choices.below(2);
        let what = self.change(number, at, 4, choices)?;
        if choices.below(2) == 0 {
            let copy: [u8; 4] = self.page(number)[at..at + 4].try_into().ok()?;
            self.page(1 - number)[at..at + 4].copy_from_slice(&copy);
            return Some(format!("{what}, and in the other copy"));
        }
        if choices.one_in(4) {
            self.leave_checksum(number);
        }
        Some(what)
    }

    fn tag(&mut self, choices: &mut Choices<'_>) -> Option<String> {
        let number = self.choose(Class::Used, choices)?;
        let page = self.page(number);
        let tag = place::tag_at(page, choices.below(place::tag_count(page).max(1)))?;
        self.change(number, tag.start + choices.pick(&[0, 2]), 2, choices)
    }

    fn two_tags(
        &mut self,
        choices: &mut Choices<'_>,
        change: impl Fn(&mut [u8], usize, usize),
    ) -> Option<String> {
        let number = self.choose(Class::Used, choices)?;
        let page = self.page(number);
        let count = place::tag_count(page).max(1);
        let (a, b) = (choices.below(count), choices.below(count));
        let (first, second) = (place::tag_at(page, a)?, place::tag_at(page, b)?);
        change(page, first.start, second.start);
        Some(format!("page {number}, tags {a} and {b}"))
    }

    fn drop_last(&mut self, choices: &mut Choices<'_>) -> Option<String> {
        let number = self.choose(Class::Used, choices)?;
        let size = self.base.size;
        let page = self.page(number);
        let count = place::tag_count(page);
        let last = count.checked_sub(1).filter(|last| *last > 0)?;
        let line = place::line(page, size, last)?;
        let free = u16::from_le_bytes([page[28], page[29]]).wrapping_add(line.len() as u16 + 4);
        page[28..30].copy_from_slice(&free.to_le_bytes());
        let state = u16::from_le_bytes([page[34], page[35]]) - 1;
        page[34..36].copy_from_slice(&state.to_le_bytes());
        Some(format!("page {number} loses tag {last}"))
    }

    fn child(&mut self, choices: &mut Choices<'_>) -> Option<String> {
        let (number, line) = self.line(Class::Branch, choices)?;
        let target = match choices.below(4) {
            0 => number as u32 - 1,
            1 => self.choose(Class::Branch, choices)? as u32 - 1,
            2 => self.choose(Class::Used, choices)? as u32 - 1,
            _ => return self.change(number, line.end - 4, 4, choices),
        };
        self.page(number)[line.end - 4..line.end].copy_from_slice(&target.to_le_bytes());
        Some(format!("page {number}: a child becomes page {target}"))
    }

    fn siblings(&mut self, choices: &mut Choices<'_>) -> Option<String> {
        let number = self.choose(Class::Linked, choices)?;
        let at = choices.pick(&[16, 20]);
        let target = match choices.below(4) {
            0 => number as u32 - 1,
            1 => self.choose(Class::Linked, choices)? as u32 - 1,
            2 => self.choose(Class::Leaf, choices)? as u32 - 1,
            _ => return self.change(number, at, 4, choices),
        };
        self.page(number)[at..at + 4].copy_from_slice(&target.to_le_bytes());
        // Half of the time both ways, as a sound link is.
        if choices.below(2) == 0 && (target as usize + 1) < self.base.page_count() {
            let back = (number as u32 - 1).to_le_bytes();
            self.page(target as usize + 1)[36 - at..40 - at].copy_from_slice(&back);
        }
        Some(format!("page {number} at {at}: sibling becomes page {target}"))
    }

    fn line_bytes(&mut self, choices: &mut Choices<'_>) -> Option<String> {
        let (number, line) = self.line(Class::Used, choices)?;
        let at = line.start + choices.below(line.len());
        let count = (1 + choices.below(8)).min(line.end - at);
        let bytes: Vec<u8> = (0..count).map(|_| choices.draw() as u8).collect();
        self.page(number)[at..at + count].copy_from_slice(&bytes);
        Some(format!("page {number} at {at}: {bytes:02x?}"))
    }

    fn two_pages(&mut self, kind: Kind, choices: &mut Choices<'_>) -> Option<String> {
        let size = self.base.size;
        let (a, b) = (self.choose(Class::Used, choices)?, self.choose(Class::Used, choices)?);
        let (first, second) = (self.page(a).clone(), self.page(b).clone());
        *self.page(b) = first;
        if kind == Kind::SwapPages {
            *self.page(a) = second;
        }
        let is_numbered = choices.below(2) == 0;
        for number in [a, b] {
            if size.is_large() && is_numbered {
                let own = (number as u32 - 1).to_le_bytes();
                self.page(number)[64..68].copy_from_slice(&own);
            }
            if choices.one_in(8) {
                self.leave_checksum(number);
            }
        }
        Some(format!("pages {a} and {b}"))
    }

    fn bits(&mut self, choices: &mut Choices<'_>) -> Option<String> {
        let number = match choices.below(8) {
            0 => choices.below(2),
            _ => self.choose(Class::Used, choices)?,
        };
        let count = choices.pick(&[1, 1, 2, 3, 64]);
        let bytes = self.base.size.bytes();
        let mut first = 0;
        for index in 0..count {
            let bit = choices.wide() as usize % (8 * bytes);
            self.page(number)[bit / 8] ^= 1 << (bit % 8);
            first = if index == 0 { bit } else { first };
        }
        self.leave_checksum(number);
        Some(format!("page {number}: {count} bits from bit {first}"))
    }
}

/// Another value for a field: what breaks programs.
fn value(old: u64, size: PageSize, pages: usize, choices: &mut Choices<'_>) -> u64 {
    match choices.below(12) {
        0 => 0,
        1 => 1,
        2 => u64::MAX,
        3 => 0x7FFF_FFFF_7FFF_7FFF,
        4 => 0x8000_0000_8000_8000,
        5 => old.wrapping_add(1),
        6 => old.wrapping_sub(1),
        7 => old ^ 1 << choices.below(32),
        8 => choices.below(pages + 2) as u64,
        9 => u64::from(size.get()) - choices.below(128) as u64,
        10 => choices.below(300) as u64,
        _ => u64::from(choices.wide()),
    }
}
