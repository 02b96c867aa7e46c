//! The files of a log that is being written: making, reusing and removing them.
//!
//! A file is made at full size and filled with zeros before it is needed, so that a commit changes
//! bytes that are there already and its sync has no lengths or allocations to make durable.

use std::path::PathBuf;
use std::sync::Arc;

use jet_os::sync::atomic::{AtomicBool, Ordering::Relaxed};
use jet_os::{File, OpenMode, OsError, Vfs};
use jet_types::JetErr;

use crate::error::{LogError, Result};
use crate::file::LogNames;

/// Bytes written at a time when a file is filled with zeros.
const ZEROS: usize = 1 << 18;

/// Where the files are, what they are called, how long they are.
#[derive(Debug)]
pub struct Files {
    pub vfs: Arc<dyn Vfs>,
    pub dir: PathBuf,
    pub names: LogNames,
    /// Length of a log file.
    pub bytes: u64,
    /// How many reserve files there should be.
    pub reserves: u32,
    /// Whether a reserve file was used and not replaced: the disk is full.
    pub is_low: AtomicBool,
}

/// A file for the next generation, under the name for such.
#[derive(Debug)]
pub struct Prepared {
    pub file: Arc<dyn File>,
    /// Whether it was a reserve file.
    pub is_reserve: bool,
}

/// What the log has to do between two generations.
#[derive(Debug, Default)]
pub struct Chores {
    /// Archived files to remove, by generation, oldest first.
    pub remove: Vec<(u32, String)>,
    /// An archived file to use again.
    pub reuse: Option<String>,
}

/// What came of it.
#[derive(Debug)]
pub struct Done {
    /// The next file.
    pub prepared: Result<Prepared>,
    /// Files that are still there.
    pub left: Vec<(u32, String)>,
}

impl Files {
    /// The path of a file.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// Removes files, and prepares the next one.
    pub fn do_chores(&self, chores: Chores) -> Done {
        let mut left = Vec::new();
        for (generation, name) in chores.remove {
            // Files are removed oldest first, without gaps: after one that stays, all do.
            if left.is_empty()
                && let Err(error) = self.vfs.remove(&self.path(&name))
            {
                tracing::warn!(generation, %error, "an old log stays");
                left.push((generation, name));
            } else if !left.is_empty() {
                left.push((generation, name));
            }
        }
        Done { prepared: self.prepare(chores.reuse.as_deref()), left }
    }

    /// The next file: an old one, a new one, or when the disk is full a reserve file.
    ///
    /// # Errors
    /// [`LogError::DiskFull`] when there is no reserve left, or what the file system says.
    pub fn prepare(&self, reuse: Option<&str>) -> Result<Prepared> {
        let name = self.names.prepared();
        if let Some(old) = reuse {
            match self.reuse(old) {
                Ok(Some(file)) => return Ok(Prepared { file, is_reserve: false }),
                Ok(None) => {}
                Err(error) => tracing::warn!(old, %error, "an old log is not used again"),
            }
        }
        match self.create(&name) {
            Ok(file) => Ok(Prepared { file, is_reserve: false }),
            Err(error) if error.code() == JetErr::DISK_FULL => {
                tracing::error!(%error, "the log's disk is full: a reserve file is used");
                // What was made of it takes room. If it was not even made, it cannot go.
                self.vfs.remove(&self.path(&name)).ok();
                self.is_low.store(true, Relaxed);
                let file = self.take_reserve()?;
                Ok(Prepared { file, is_reserve: true })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Makes a file of zeros, durable up to its name.
    ///
    /// # Errors
    /// What the file system says.
    pub fn create(&self, name: &str) -> std::result::Result<Arc<dyn File>, OsError> {
        let file = self.vfs.open(&self.path(name), OpenMode::CreateOrTruncate)?;
        let zeros = vec![0; ZEROS.min(self.bytes as usize)];
        let mut at = 0;
        while at < self.bytes {
            let len = (self.bytes - at).min(zeros.len() as u64) as usize;
            file.write_at(&zeros[..len], at)?;
            at += len as u64;
        }
        file.sync()?;
        Ok(file)
    }

    /// Makes the reserve files that are missing. Succeeds when all are there; then the disk is not
    /// full any more.
    ///
    /// # Errors
    /// [`LogError::DiskFull`], or what the file system says.
    pub fn make_reserves(&self) -> Result<()> {
        for number in 1..=self.reserves {
            let name = self.names.reserve(number);
            let path = self.path(&name);
            if self.vfs.exists(&path)? {
                if self.vfs.open(&path, OpenMode::Read)?.len()? == self.bytes {
                    continue;
                }
                self.vfs.remove(&path)?;
            }
            if let Err(error) = self.create(&name) {
                // Half a reserve is none, and takes room. If it was not even made, it cannot go.
                self.vfs.remove(&path).ok();
                return Err(match error.code() {
                    JetErr::DISK_FULL => LogError::DiskFull,
                    _ => error.into(),
                });
            }
        }
        self.is_low.store(false, Relaxed);
        Ok(())
    }

    /// `None` when it has another length.
    fn reuse(&self, old: &str) -> std::result::Result<Option<Arc<dyn File>>, OsError> {
        let name = self.path(&self.names.prepared());
        self.vfs.rename(&self.path(old), &name)?;
        let file = self.vfs.open(&name, OpenMode::ReadWrite)?;
        Ok((file.len()? == self.bytes).then_some(file))
    }

    fn take_reserve(&self) -> Result<Arc<dyn File>> {
        for number in (1..=self.reserves).rev() {
            let path = self.path(&self.names.reserve(number));
            if self.vfs.exists(&path)? {
                let name = self.path(&self.names.prepared());
                self.vfs.rename(&path, &name)?;
                return Ok(self.vfs.open(&name, OpenMode::ReadWrite)?);
            }
        }
        Err(LogError::DiskFull)
    }
}
