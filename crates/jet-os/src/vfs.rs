//! Files as the engine sees them: blocking and positional.

pub mod real;

use jet_types::JetErr;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How to open a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpenMode {
    /// Existing file, reads only.
    Read,
    /// Existing file, reads and writes.
    ReadWrite,
    /// New file; fails if it exists.
    CreateNew,
    /// New file, or an existing one cut to nothing.
    CreateOrTruncate,
}

/// A file-system operation that failed, with the path it failed on.
#[derive(Debug, thiserror::Error)]
#[error("{op} {}: {source}", path.display())]
pub struct OsError {
    /// What was tried: "open", "read", ...
    pub op: &'static str,
    /// On which file or folder.
    pub path: PathBuf,
    /// What the operating system said.
    pub source: io::Error,
}

/// Result of a file operation.
pub type Result<T> = std::result::Result<T, OsError>;

/// An open file. All calls block and may come from several threads at once.
pub trait File: Send + Sync + fmt::Debug {
    /// Fills `buffer` from `offset`; bytes past the end of the file are an error of kind
    /// `UnexpectedEof`.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> Result<()>;
    /// Writes all of `bytes` at `offset`, growing the file if needed.
    fn write_at(&self, bytes: &[u8], offset: u64) -> Result<()>;
    /// Makes every finished write and the length durable.
    fn sync(&self) -> Result<()>;
    /// The length in bytes.
    fn len(&self) -> Result<u64>;
    /// Cuts or zero-extends the file.
    fn set_len(&self, bytes: u64) -> Result<()>;
    /// Whether the file has no bytes.
    fn is_empty(&self) -> Result<bool> {
        Ok(self.len()? == 0)
    }
}

/// A file system.
pub trait Vfs: Send + Sync + fmt::Debug {
    /// Opens or creates a file.
    fn open(&self, path: &Path, mode: OpenMode) -> Result<Arc<dyn File>>;
    /// Whether a file or folder of this name exists.
    fn exists(&self, path: &Path) -> Result<bool>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> Result<()>;
    /// Renames a file, replacing an existing one.
    fn rename(&self, from: &Path, to: &Path) -> Result<()>;
    /// Creates a folder and its parents; an existing one is fine.
    fn create_dir_all(&self, path: &Path) -> Result<()>;
    /// Names in a folder, sorted.
    fn list(&self, path: &Path) -> Result<Vec<String>>;
    /// Makes creations, removals and renames in a folder durable.
    fn sync_dir(&self, path: &Path) -> Result<()>;
}

impl OsError {
    /// The code a JET caller sees.
    pub fn code(&self) -> JetErr {
        match self.source.kind() {
            io::ErrorKind::NotFound => JetErr::FILE_NOT_FOUND,
            io::ErrorKind::PermissionDenied => JetErr::FILE_ACCESS_DENIED,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => JetErr::DISK_FULL,
            io::ErrorKind::AlreadyExists => JetErr::FILE_ALREADY_EXISTS,
            io::ErrorKind::UnexpectedEof => JetErr::FILE_IO_BEYOND_EOF,
            io::ErrorKind::OutOfMemory => JetErr::OUT_OF_MEMORY,
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidFilename => JetErr::INVALID_PATH,
            _ => JetErr::DISK_IO,
        }
    }
}
