//! The five page sizes a database may have.

use std::fmt;

/// Bytes per page: a power of two from 2 KiB to 32 KiB.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PageSize(u32);

impl PageSize {
    /// 2 KiB, legal up to Windows 8.1.
    pub const KIB_2: PageSize = PageSize(2048);
    /// 4 KiB, the default.
    pub const KIB_4: PageSize = PageSize(4096);
    /// 8 KiB, the largest "small" page.
    pub const KIB_8: PageSize = PageSize(8192);
    /// 16 KiB.
    pub const KIB_16: PageSize = PageSize(16384);
    /// 32 KiB, the largest.
    pub const KIB_32: PageSize = PageSize(32768);
    /// All sizes, ascending.
    pub const ALL: [PageSize; 5] =
        [Self::KIB_2, Self::KIB_4, Self::KIB_8, Self::KIB_16, Self::KIB_32];

    /// The size of `bytes` bytes, or `None` if no database may have it.
    pub fn new(bytes: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.0 == bytes)
    }

    /// The size in bytes.
    pub const fn bytes(self) -> usize {
        self.0 as usize
    }

    /// The size in bytes, as stored in headers.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Whether pages have the long header, flags inside lines and four checksum blocks.
    pub const fn is_large(self) -> bool {
        self.0 > 8192
    }

    /// Bytes of page header: 40 on small pages, 80 on large ones.
    pub const fn header_bytes(self) -> usize {
        if self.is_large() { 80 } else { 40 }
    }

    /// Bytes of a page behind its header, for lines and tags.
    pub const fn body_bytes(self) -> usize {
        self.bytes() - self.header_bytes()
    }
}

impl fmt::Display for PageSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
