//! Files as the engine sees them: blocking and positional.

pub mod real;
pub mod sim;
pub mod workers;

use jet_types::JetErr;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How to open a file.
///
/// A file open for writes is locked: others can open it [`ReadUnlocked`](Self::ReadUnlocked) only.
/// One open for reads can be read by others, not written. Where the system's locks are advisory
/// (Unix), this holds among programs that open files this way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpenMode {
    /// Existing file, reads only.
    Read,
    /// Existing file, reads only, beside whoever writes it.
    ReadUnlocked,
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
    /// Writes all of `bytes` at `offset`, growing the file if needed. After an error some of them
    /// may be written.
    fn write_at(&self, bytes: &[u8], offset: u64) -> Result<()>;
    /// Makes every finished write and the length durable, but not the file's name; see
    /// [`Vfs::sync_dir`]. After an error unsynced writes may be lost although reads find them, and
    /// a later success says nothing about them.
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
    /// Creates a folder and its parents; an existing one is fine. Durable when the parents are
    /// synced.
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
            io::ErrorKind::PermissionDenied
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::ResourceBusy => JetErr::FILE_ACCESS_DENIED,
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => JetErr::DISK_FULL,
            io::ErrorKind::AlreadyExists => JetErr::FILE_ALREADY_EXISTS,
            io::ErrorKind::UnexpectedEof => JetErr::FILE_IO_BEYOND_EOF,
            io::ErrorKind::OutOfMemory => JetErr::OUT_OF_MEMORY,
            io::ErrorKind::InvalidInput
            | io::ErrorKind::InvalidFilename
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::IsADirectory => JetErr::INVALID_PATH,
            _ if real::is_out_of_handles(&self.source) => JetErr::OUT_OF_FILE_HANDLES,
            _ => JetErr::DISK_IO,
        }
    }
}
