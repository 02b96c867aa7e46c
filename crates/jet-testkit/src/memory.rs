//! A file system of one read-only file in memory: a base that many files share, and pages of its
//! own put over it.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use jet_os::sync::atomic::{AtomicU64, Ordering::Relaxed};
use jet_os::vfs::Result;
use jet_os::{File, OpenMode, OsError, Vfs};

/// The file. It counts reads, and refuses them past a limit, so that whoever would read for ever
/// comes to an end and is found out.
#[derive(Debug)]
pub struct MemoryFile {
    base: Arc<[u8]>,
    page_bytes: usize,
    /// By number of the page in the file, the header being 0.
    pages: BTreeMap<usize, Vec<u8>>,
    len: usize,
    reads: AtomicU64,
    reads_most: u64,
}

/// The file system: every path leads to the one file.
#[derive(Clone, Debug)]
pub struct MemoryVfs(pub Arc<MemoryFile>);

impl MemoryFile {
    /// A file like `base` but for some pages and its length; what is past the base is zero.
    pub fn new(
        base: Arc<[u8]>,
        page_bytes: usize,
        pages: BTreeMap<usize, Vec<u8>>,
        len: usize,
    ) -> Self {
        let reads_most = u64::MAX;
        Self { base, page_bytes, pages, len, reads: AtomicU64::new(0), reads_most }
    }

    /// The same, refusing reads after so many.
    pub fn with_reads_most(self, reads_most: u64) -> Self {
        Self { reads_most, ..self }
    }

    /// Reads done so far.
    pub fn reads(&self) -> u64 {
        self.reads.load(Relaxed)
    }

    /// Whether reads were refused because there were too many.
    pub fn is_exhausted(&self) -> bool {
        self.reads() > self.reads_most
    }

    /// All bytes.
    pub fn to_vec(&self) -> Vec<u8> {
        let mut bytes = vec![0; self.len];
        self.copy(&mut bytes, 0);
        bytes
    }

    fn copy(&self, buffer: &mut [u8], offset: usize) {
        let from_base = self.base.get(offset..).unwrap_or(&[]);
        let known = from_base.len().min(buffer.len());
        buffer[..known].copy_from_slice(&from_base[..known]);
        buffer[known..].fill(0);
        let end = offset + buffer.len();
        let pages = offset / self.page_bytes..end.div_ceil(self.page_bytes);
        for (number, page) in self.pages.range(pages) {
            let start = number * self.page_bytes;
            let (low, high) = (start.max(offset), (start + page.len()).min(end));
            if low < high {
                buffer[low - offset..high - offset]
                    .copy_from_slice(&page[low - start..high - start]);
            }
        }
    }
}

fn refuse<T>(op: &'static str, kind: ErrorKind) -> Result<T> {
    Err(OsError { op, path: "memory".into(), source: io::Error::from(kind) })
}

impl File for MemoryFile {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> Result<()> {
        if self.reads.fetch_add(1, Relaxed) >= self.reads_most {
            return refuse("read", ErrorKind::QuotaExceeded);
        }
        let end = offset.checked_add(buffer.len() as u64).filter(|end| *end <= self.len as u64);
        if end.is_none() {
            return refuse("read", ErrorKind::UnexpectedEof);
        }
        self.copy(buffer, offset as usize);
        Ok(())
    }

    fn write_at(&self, _: &[u8], _: u64) -> Result<()> {
        refuse("write", ErrorKind::ReadOnlyFilesystem)
    }

    fn sync(&self) -> Result<()> {
        Ok(())
    }

    fn len(&self) -> Result<u64> {
        Ok(self.len as u64)
    }

    fn set_len(&self, _: u64) -> Result<()> {
        refuse("resize", ErrorKind::ReadOnlyFilesystem)
    }
}

impl Vfs for MemoryVfs {
    fn open(&self, _: &Path, mode: OpenMode) -> Result<Arc<dyn File>> {
        match mode {
            OpenMode::Read => Ok(self.0.clone()),
            _ => refuse("open", ErrorKind::ReadOnlyFilesystem),
        }
    }

    fn exists(&self, _: &Path) -> Result<bool> {
        Ok(true)
    }

    fn remove(&self, _: &Path) -> Result<()> {
        refuse("remove", ErrorKind::ReadOnlyFilesystem)
    }

    fn rename(&self, _: &Path, _: &Path) -> Result<()> {
        refuse("rename", ErrorKind::ReadOnlyFilesystem)
    }

    fn create_dir_all(&self, _: &Path) -> Result<()> {
        refuse("create", ErrorKind::ReadOnlyFilesystem)
    }

    fn list(&self, _: &Path) -> Result<Vec<String>> {
        Ok(Vec::new())
    }

    fn sync_dir(&self, _: &Path) -> Result<()> {
        Ok(())
    }
}
