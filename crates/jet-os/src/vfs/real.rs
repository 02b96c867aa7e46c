//! The operating system's files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{File, OpenMode, OsError, Result, Vfs};

/// The operating system's file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealVfs;

/// A file of the operating system.
#[derive(Debug)]
struct RealFile {
    file: fs::File,
    path: PathBuf,
}

/// Tells an error what was tried, and on what.
fn on<T>(op: &'static str, path: &Path, result: io::Result<T>) -> Result<T> {
    result.map_err(|source| OsError { op, path: path.to_owned(), source })
}

impl Vfs for RealVfs {
    fn open(&self, path: &Path, mode: OpenMode) -> Result<Arc<dyn File>> {
        let file = on("open", path, open_locked(path, mode))?;
        Ok(Arc::new(RealFile { file, path: path.to_owned() }))
    }

    fn exists(&self, path: &Path) -> Result<bool> {
        on("look for", path, path.try_exists())
    }

    fn remove(&self, path: &Path) -> Result<()> {
        on("remove", path, fs::remove_file(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        on("rename", from, fs::rename(from, to))
    }

    fn create_dir_all(&self, path: &Path) -> Result<()> {
        on("create", path, fs::create_dir_all(path))
    }

    fn list(&self, path: &Path) -> Result<Vec<String>> {
        let names = |path: &Path| -> io::Result<Vec<String>> {
            let entries = fs::read_dir(path)?;
            // A name that is no text cannot be a file of ours.
            let name = |entry: io::Result<fs::DirEntry>| entry.map(|e| e.file_name().into_string());
            entries.map(name).filter_map(|name| name.map(|text| text.ok()).transpose()).collect()
        };
        let mut names = on("list", path, names(path))?;
        names.sort_unstable();
        Ok(names)
    }

    #[cfg(unix)]
    fn sync_dir(&self, path: &Path) -> Result<()> {
        on("sync", path, fs::File::open(path).and_then(|dir| dir.sync_all()))
    }

    /// Windows has no such call; its directory changes are journalled.
    #[cfg(not(unix))]
    fn sync_dir(&self, _path: &Path) -> Result<()> {
        Ok(())
    }
}

fn open_locked(path: &Path, mode: OpenMode) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(!matches!(mode, OpenMode::Read | OpenMode::ReadUnlocked));
    match mode {
        OpenMode::Read | OpenMode::ReadUnlocked | OpenMode::ReadWrite => {}
        OpenMode::CreateNew => {
            options.create_new(true);
        }
        // What is there is cut only once it is known that nobody else has it open.
        OpenMode::CreateOrTruncate => {
            options.create(true).truncate(false);
        }
    }
    let file = options.open(path).map_err(|error| match path.parent() {
        // A path through a folder that does not exist is wrong, not merely absent.
        Some(dir) if error.kind() == io::ErrorKind::NotFound && !is_dir(dir) => {
            io::ErrorKind::NotADirectory.into()
        }
        // Sharing and lock violations of Windows.
        _ if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) => {
            io::ErrorKind::ResourceBusy.into()
        }
        _ => error,
    })?;
    let locked = match mode {
        OpenMode::ReadUnlocked => Ok(()),
        OpenMode::Read => file.try_lock_shared(),
        OpenMode::ReadWrite | OpenMode::CreateNew | OpenMode::CreateOrTruncate => file.try_lock(),
    };
    match locked {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => return Err(io::ErrorKind::ResourceBusy.into()),
        // Some network file systems have no locks.
        Err(fs::TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
        Err(fs::TryLockError::Error(error)) => return Err(error),
    }
    if mode == OpenMode::CreateOrTruncate {
        file.set_len(0)?;
    }
    Ok(file)
}

fn is_dir(dir: &Path) -> bool {
    dir.as_os_str().is_empty() || dir.is_dir()
}

/// Whether the process or the system has too many files open; the standard library has no stable
/// name for it.
pub(super) fn is_out_of_handles(error: &io::Error) -> bool {
    let codes: &[i32] = if cfg!(windows) { &[4] } else { &[23, 24] };
    error.raw_os_error().is_some_and(|code| codes.contains(&code))
}

impl File for RealFile {
    #[cfg(unix)]
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> Result<()> {
        use std::os::unix::fs::FileExt;
        on("read", &self.path, self.file.read_exact_at(buffer, offset))
    }

    #[cfg(windows)]
    fn read_at(&self, mut buffer: &mut [u8], mut offset: u64) -> Result<()> {
        use std::os::windows::fs::FileExt;
        while !buffer.is_empty() {
            let read = on("read", &self.path, self.file.seek_read(buffer, offset))?;
            if read == 0 {
                return on("read", &self.path, Err(io::ErrorKind::UnexpectedEof.into()));
            }
            buffer = &mut buffer[read..];
            offset += read as u64;
        }
        Ok(())
    }

    #[cfg(unix)]
    fn write_at(&self, bytes: &[u8], offset: u64) -> Result<()> {
        use std::os::unix::fs::FileExt;
        on("write", &self.path, self.file.write_all_at(bytes, offset))
    }

    #[cfg(windows)]
    fn write_at(&self, mut bytes: &[u8], mut offset: u64) -> Result<()> {
        use std::os::windows::fs::FileExt;
        while !bytes.is_empty() {
            let written = on("write", &self.path, self.file.seek_write(bytes, offset))?;
            if written == 0 {
                return on("write", &self.path, Err(io::ErrorKind::WriteZero.into()));
            }
            bytes = &bytes[written..];
            offset += written as u64;
        }
        Ok(())
    }

    fn sync(&self) -> Result<()> {
        on("sync", &self.path, self.file.sync_data())
    }

    fn len(&self) -> Result<u64> {
        on("measure", &self.path, self.file.metadata().map(|metadata| metadata.len()))
    }

    fn set_len(&self, bytes: u64) -> Result<()> {
        on("resize", &self.path, self.file.set_len(bytes))
    }
}
