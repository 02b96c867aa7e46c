//! The root header of a tree.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_types::Pgno;

/// What tag 0 of a tree's root page says.
///
/// It is 16 bytes, a [`SpaceHeader`] alone; or, in newer files, a byte that tells which fields
/// follow. Source: ESE `space.hxx`, and `node.hxx` for the extended form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RootHeader {
    /// The tree's space.
    pub space: SpaceHeader,
    /// The last value handed out by an auto-increment column kept here.
    pub auto_increment: Option<u64>,
}

/// How a tree's space is kept.
///
/// | bytes  | field                                                                        |
/// |--------|------------------------------------------------------------------------------|
/// | 0..4   | pages of the first extent, or (flag 4) of the last one got from the parent   |
/// | 4..8   | root of the tree the space came from, 0 for the database's own               |
/// | 8..12  | flags: 1 space trees, 2 keys not unique, 4 meaning of the first field        |
/// | 12..16 | root of the tree of owned extents; without space trees a bit per free page   |
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SpaceHeader {
    /// Where owned and free pages are written down.
    pub form: Form,
    /// The tree the space came from.
    pub parent: Option<Pgno>,
    /// Keys are not unique, as page flags say too.
    pub is_non_unique: bool,
    /// Pages of the first extent, or of the last one got.
    pub size: SpaceSize,
}

/// Where owned and free pages are written down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// In this header: `pages` pages from the root on; bit i of `free` is page root + 1 + i.
    Single {
        /// Pages owned, the root included.
        pages: u32,
        /// Which of them are free.
        free: u32,
    },
    /// In two trees; the one of available extents is rooted at the page after this one.
    Multiple {
        /// Root of the tree of owned extents.
        owned_root: Pgno,
    },
}

/// What the first field counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpaceSize {
    /// Pages of the first extent.
    Primary(u32),
    /// Pages of the extent last got from the parent.
    LastAllocated(u32),
}

const MULTIPLE: u32 = 1;
const NON_UNIQUE: u32 = 2;
const LAST_ALLOCATED: u32 = 4;

impl RootHeader {
    /// Decodes tag 0 of a root page, or `None` when it is malformed.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        if bytes.len() == 16 {
            let space = SpaceHeader::decode(bytes.first_chunk()?)?;
            return Some(Self { space, auto_increment: None });
        }
        let (fields, rest) = bytes.split_first()?;
        if fields & 1 == 0 {
            return None;
        }
        let (space, rest) = rest.split_first_chunk()?;
        let auto_increment =
            if fields & 2 == 0 { None } else { Some(u64::from_le_bytes(*rest.first_chunk()?)) };
        Some(Self { space: SpaceHeader::decode(space)?, auto_increment })
    }
}

impl RootHeader {
    /// Tag 0 of a root page with another space header; other fields stay as they are.
    pub fn with_space(old: &[u8], space: &SpaceHeader) -> Vec<u8> {
        let space = space.encode();
        let (fields, rest) = match old.split_first() {
            Some((fields, rest)) if old.len() != space.len() => (*fields, rest),
            _ => return space.to_vec(),
        };
        let behind = if fields & 1 == 0 { rest } else { rest.get(space.len()..).unwrap_or(&[]) };
        [&[fields | 1], &space[..], behind].concat()
    }

    /// Tag 0 of a root page that keeps the bound of an auto-increment column, with another one.
    pub fn with_auto_increment(old: &[u8], bound: u64) -> Vec<u8> {
        // A byte that tells the fields, the space header, the bound.
        const PLACE: std::ops::Range<usize> = 17..25;
        let mut new = old.to_vec();
        if let Some(place) = new.get_mut(PLACE) {
            place.copy_from_slice(&bound.to_le_bytes());
        }
        new
    }
}

impl SpaceHeader {
    /// The sixteen bytes as stored.
    pub fn encode(&self) -> [u8; 16] {
        let (form, last) = match self.form {
            Form::Single { free, .. } => (0, free),
            Form::Multiple { owned_root } => (MULTIPLE, owned_root.get()),
        };
        let (meaning, size) = match self.size {
            SpaceSize::Primary(pages) => (0, pages),
            SpaceSize::LastAllocated(pages) => (LAST_ALLOCATED, pages),
        };
        let unique = if self.is_non_unique { NON_UNIQUE } else { 0 };
        let parent = self.parent.map_or(0, Pgno::get);
        let mut bytes = [0; 16];
        let words = [size, parent, form | meaning | unique, last];
        for (place, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(words) {
            *place = word.to_le_bytes();
        }
        bytes
    }

    fn decode(bytes: &[u8; 16]) -> Option<Self> {
        let (words, _) = bytes.as_chunks::<4>();
        let [size, parent, flags, last] = words else { return None };
        let [size, parent, flags, last] =
            [size, parent, flags, last].map(|word| u32::from_le_bytes(*word));
        let form = if flags & MULTIPLE == 0 {
            if size == 0 || size > super::PGNO_MAX {
                return None;
            }
            Form::Single { pages: size, free: last }
        } else {
            Form::Multiple { owned_root: Pgno::new(last)? }
        };
        let size = if flags & LAST_ALLOCATED == 0 {
            SpaceSize::Primary(size)
        } else {
            SpaceSize::LastAllocated(size)
        };
        let is_non_unique = flags & NON_UNIQUE != 0;
        Some(Self { form, parent: Pgno::new(parent), is_non_unique, size })
    }
}
