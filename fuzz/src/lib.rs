//! What the targets share: choices from bytes, values, pages and files made of them.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jet_pager::checksum;
use jet_testkit::damage::Base;
use jet_testkit::memory::MemoryFile;
use jet_types::{PageSize, Pgno};

/// Bytes of the input, taken piece by piece; zeros once they are used up.
pub struct Input<'a>(pub &'a [u8]);

impl<'a> Input<'a> {
    /// Whether there is more.
    pub fn has_more(&self) -> bool {
        !self.0.is_empty()
    }

    /// One byte.
    pub fn byte(&mut self) -> u8 {
        self.bytes(1).first().copied().unwrap_or(0)
    }

    /// Two bytes.
    pub fn short(&mut self) -> u16 {
        u16::from(self.byte()) | u16::from(self.byte()) << 8
    }

    /// Four bytes.
    pub fn long(&mut self) -> u32 {
        u32::from(self.short()) | u32::from(self.short()) << 16
    }

    /// At most so many bytes.
    pub fn bytes(&mut self, most: usize) -> &'a [u8] {
        let (now, rest) = self.0.split_at(self.0.len().min(most));
        self.0 = rest;
        now
    }

    /// A run of bytes whose length comes first.
    pub fn run(&mut self) -> &'a [u8] {
        let len = usize::from(self.byte());
        self.bytes(len)
    }

    /// A page size.
    pub fn page_size(&mut self) -> PageSize {
        PageSize::ALL[usize::from(self.byte()) % PageSize::ALL.len()]
    }
}

/// Real databases to damage: the sample, and what lies in the folder `bases` (see
/// `docs/testing.md`).
pub static BASES: LazyLock<Vec<Base>> = LazyLock::new(|| {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![here.join("../samples/kv.edb")];
    let more = std::fs::read_dir(here.join("bases")).into_iter().flatten().flatten();
    paths.extend(more.map(|entry| entry.path()));
    paths.sort();
    let base = |path: &std::path::PathBuf| {
        Base::new(&path.display().to_string(), std::fs::read(path).expect("a database"))
    };
    paths.iter().map(base).collect()
});

/// A page of these lines (flags, bytes), the first being the external header. Lines that do not
/// fit are left out.
pub fn page(size: PageSize, pgno: u32, objid: u32, flags: u32, lines: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut page = vec![0; size.bytes()];
    let (mut end, mut tags) = (0, 0);
    for (flags, line) in lines {
        if size.header_bytes() + end + line.len() + 4 * (tags + 2) > size.bytes() {
            break;
        }
        let start = size.header_bytes() + end;
        page[start..start + line.len()].copy_from_slice(line);
        let mut tag = (end as u32) << 16 | line.len() as u32;
        if size.is_large() && tags > 0 && line.len() > 1 {
            page[start + 1] |= flags << 5;
        } else {
            tag |= u32::from(*flags) << 29;
        }
        let at = size.bytes() - 4 * (tags + 1);
        page[at..at + 4].copy_from_slice(&tag.to_le_bytes());
        end += line.len();
        tags += 1;
    }
    let free = size.bytes() - size.header_bytes() - end - 4 * tags;
    page[24..28].copy_from_slice(&objid.to_le_bytes());
    page[28..30].copy_from_slice(&(free as u16).to_le_bytes());
    page[32..34].copy_from_slice(&(end as u16).to_le_bytes());
    page[34..36].copy_from_slice(&(tags as u16).to_le_bytes());
    page[36..40].copy_from_slice(&flags.to_le_bytes());
    if size.is_large() {
        page[64..68].copy_from_slice(&pgno.to_le_bytes());
    }
    checksum::stamp(&mut page, size, Pgno::new(pgno).expect("a page number"));
    page
}

/// A node with its whole key.
pub fn node(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut line = (key.len() as u16 & 0x1FFF).to_le_bytes().to_vec();
    line.extend_from_slice(key);
    line.extend_from_slice(data);
    line
}

/// A file with a sound header and these pages, by page number.
pub fn file(size: PageSize, pages: BTreeMap<u32, Vec<u8>>) -> Arc<MemoryFile> {
    static HEADER: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/kv.edb");
        std::fs::read(path).expect("the sample")[..748].to_vec()
    });
    let mut header = vec![0; size.bytes()];
    header[..748].copy_from_slice(&HEADER);
    header[236..240].copy_from_slice(&size.get().to_le_bytes());
    let sum = checksum::old_xor(&header);
    header[..4].copy_from_slice(&sum.to_le_bytes());
    let last = pages.keys().next_back().copied().unwrap_or(0);
    let mut all: BTreeMap<usize, Vec<u8>> =
        pages.into_iter().map(|(pgno, page)| (pgno as usize + 1, page)).collect();
    all.insert(0, header.clone());
    all.insert(1, header);
    let len = (last as usize + 2) * size.bytes();
    Arc::new(MemoryFile::new(Arc::from([]), size.bytes(), all, len))
}
