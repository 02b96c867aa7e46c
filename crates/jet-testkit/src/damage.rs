//! Damages databases in ways that mean something: not any bits, but fields of headers, tags,
//! nodes, links, space trees, catalog rows, records and long values. Checksums are made good
//! afterwards, so that the damage gets past them.

mod kind;
mod place;

use std::collections::BTreeMap;
use std::sync::Arc;

use jet_pager::checksum;
use jet_types::{PageSize, Pgno};

use crate::choices::Choices;
use crate::memory::MemoryFile;
use place::Class;

pub use kind::Kind;

/// A sound database to damage, and where what lies in it.
#[derive(Clone, Debug)]
pub struct Base {
    /// What it is called in reports.
    pub name: String,
    bytes: Arc<[u8]>,
    size: PageSize,
    /// Pages in use, by class.
    classes: BTreeMap<Class, Vec<usize>>,
}

/// Damage done to a base so far.
#[derive(Clone, Debug)]
pub struct Damage<'b> {
    base: &'b Base,
    /// Changed pages, by number in the file (the header is 0).
    pages: BTreeMap<usize, Changed>,
    len: usize,
    story: Vec<String>,
}

#[derive(Clone, Debug)]
struct Changed {
    bytes: Vec<u8>,
    /// Its checksum is made good in the end.
    is_stamped: bool,
}

impl Base {
    /// The database in `bytes`.
    ///
    /// # Panics
    /// When there is no database header.
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        let header = jet_pager::DbHeader::of(&bytes).expect("a database header");
        let size = header.page_size;
        let mut classes: BTreeMap<Class, Vec<usize>> = BTreeMap::new();
        for (number, page) in bytes.chunks_exact(size.bytes()).enumerate().skip(2) {
            for class in Class::of(page, size) {
                classes.entry(class).or_default().push(number);
            }
        }
        Self { name: name.to_owned(), bytes: bytes.into(), size, classes }
    }

    /// Bytes per page.
    pub fn page_size(&self) -> PageSize {
        self.size
    }

    /// Pages in the file, headers included.
    pub fn page_count(&self) -> usize {
        self.bytes.len() / self.size.bytes()
    }
}

impl<'b> Damage<'b> {
    /// No damage yet.
    pub fn new(base: &'b Base) -> Self {
        Self { base, pages: BTreeMap::new(), len: base.bytes.len(), story: Vec::new() }
    }

    /// Does one more damage.
    pub fn strike(&mut self, choices: &mut Choices<'_>) {
        let kind = choices.pick(Kind::ALL);
        let what = self.apply(kind, choices);
        self.story.push(format!("{kind:?}: {}", what.unwrap_or_else(|| "nothing".to_owned())));
    }

    /// What was done.
    pub fn story(&self) -> String {
        format!("{}: {}", self.base.name, self.story.join("; "))
    }

    /// The damaged file, its checksums made good where they are to be.
    pub fn finish(&self) -> MemoryFile {
        let size = self.base.size;
        let finished = self.pages.iter().map(|(number, changed)| {
            let mut bytes = changed.bytes.clone();
            if changed.is_stamped {
                stamp(&mut bytes, size, *number);
            }
            (*number, bytes)
        });
        let base = Arc::clone(&self.base.bytes);
        MemoryFile::new(base, size.bytes(), finished.collect(), self.len)
    }

    /// A page of the file, to change.
    fn page(&mut self, number: usize) -> &mut Vec<u8> {
        let Self { base, pages, .. } = self;
        let fresh = || {
            let start = number * base.size.bytes();
            let bytes = base.bytes.get(start..start + base.size.bytes());
            let bytes = bytes.map_or_else(|| vec![0; base.size.bytes()], <[u8]>::to_vec);
            Changed { bytes, is_stamped: true }
        };
        &mut pages.entry(number).or_insert_with(fresh).bytes
    }

    /// Leaves a page's checksum as it will be.
    fn leave_checksum(&mut self, number: usize) {
        self.page(number);
        if let Some(changed) = self.pages.get_mut(&number) {
            changed.is_stamped = false;
        }
    }
}

/// Makes a page's checksum good: a header's at 0 and 1, any other's elsewhere.
fn stamp(bytes: &mut [u8], size: PageSize, number: usize) {
    let pgno = (number as u32).checked_sub(1).and_then(Pgno::new);
    match pgno {
        Some(pgno) if number >= 2 => checksum::stamp(bytes, size, pgno),
        _ => {
            let sum = checksum::old_xor(bytes);
            bytes[..4].copy_from_slice(&sum.to_le_bytes());
        }
    }
}
