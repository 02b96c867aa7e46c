//! Where databases are found, and what recovery works on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jet_log::LogSet;
use jet_log::file::PathName;
use jet_os::{File, OpenMode, Vfs};

use super::error::Result;
use super::overlay::Overlay;
use super::{Lookup, Options, Target};

/// Bytes copied at a time.
const COPY_BYTES: usize = 1 << 20;

/// Where a database is.
#[derive(Debug)]
pub(super) struct Place {
    /// Its file.
    pub(super) source: PathBuf,
    /// What is worked on.
    pub(super) path: PathBuf,
    pub(super) is_there: bool,
}

/// Where things are found and go to.
#[derive(Debug)]
pub(super) struct Places<'r> {
    pub(super) vfs: &'r dyn Vfs,
    /// The folder of the logs that were found.
    pub(super) dir: &'r Path,
    pub(super) options: &'r Options,
    /// Databases worked on so far, by path.
    open: BTreeMap<PathBuf, Arc<dyn File>>,
    /// Files made, in case all was in vain.
    made: Vec<PathBuf>,
}

impl<'r> Places<'r> {
    pub(super) fn new(vfs: &'r dyn Vfs, dir: &'r Path, options: &'r Options) -> Self {
        Self { vfs, dir, options, open: BTreeMap::new(), made: Vec::new() }
    }

    /// Where the database with this path in the log is, or would be made.
    pub(super) fn find(&self, name: PathName<'_>) -> Result<Place> {
        let (source, is_there) = match &self.options.lookup {
            Lookup::AtPath => {
                let path = PathBuf::from(name.to_string());
                let is_there = self.vfs.exists(&path)?;
                (path, is_there)
            }
            Lookup::ByName(named) => {
                let file_name = name.file_name();
                match self.by_name(named, &file_name)? {
                    Some(path) => (path, true),
                    None => (self.dir.join(file_name), false),
                }
            }
        };
        let place = self.beside(source);
        let is_there = is_there || self.open.contains_key(&place.path);
        Ok(Place { is_there, ..place })
    }

    /// Files that may be databases, if they are looked for by name.
    pub(super) fn candidates(&self) -> Result<Vec<PathBuf>> {
        let Lookup::ByName(named) = &self.options.lookup else { return Ok(Vec::new()) };
        let beside = self.vfs.list(self.dir)?.into_iter().map(|name| self.dir.join(name));
        Ok(beside.chain(named.iter().cloned()).collect())
    }

    /// The place of a file found.
    pub(super) fn beside(&self, source: PathBuf) -> Place {
        let path = match self.out() {
            Some(out) => out.join(source.file_name().unwrap_or_default()),
            None => source.clone(),
        };
        Place { source, path, is_there: true }
    }

    fn by_name(&self, named: &[PathBuf], name: &str) -> Result<Option<PathBuf>> {
        let has_name = |path: &&PathBuf| {
            path.file_name().is_some_and(|file| file.to_string_lossy().eq_ignore_ascii_case(name))
        };
        if let Some(path) = named.iter().find(has_name) {
            return Ok(Some(path.clone()));
        }
        let beside = self.vfs.list(self.dir)?;
        if let Some(file) = beside.into_iter().find(|file| file.eq_ignore_ascii_case(name)) {
            return Ok(Some(self.dir.join(file)));
        }
        match named {
            [only] => Ok(Some(only.clone())),
            _ => Ok(None),
        }
    }

    /// The folder that results go to, if not in place.
    pub(super) fn out(&self) -> Option<&'r Path> {
        match &self.options.target {
            Target::Copy(out) | Target::Detached(out) => Some(out),
            Target::InPlace | Target::Memory => None,
        }
    }

    /// Opens a database that is there: itself, a copy of it, or with all changes kept in memory;
    /// what was made of it before, if the log speaks of it again.
    pub(super) fn open(&mut self, place: &Place) -> Result<Arc<dyn File>> {
        if let Some(file) = self.open.get(&place.path) {
            return Ok(Arc::clone(file));
        }
        let file: Arc<dyn File> = match &self.options.target {
            Target::InPlace => self.vfs.open(&place.path, OpenMode::ReadWrite)?,
            Target::Memory => {
                let file = self.vfs.open(&place.path, OpenMode::Read)?;
                Arc::new(Overlay::new(Some(file))?)
            }
            Target::Copy(_) | Target::Detached(_) => self.copy(&place.source, &place.path)?,
        };
        self.open.insert(place.path.clone(), Arc::clone(&file));
        Ok(file)
    }

    /// Makes the file of a database anew, empty. One that is there has nothing of worth.
    pub(super) fn make(&mut self, place: &Place) -> Result<Arc<dyn File>> {
        let file: Arc<dyn File> = match self.open.remove(&place.path) {
            Some(file) => {
                file.set_len(0)?;
                file
            }
            None if self.options.target == Target::Memory => Arc::new(Overlay::new(None)?),
            None => self.vfs.open(&place.path, OpenMode::CreateOrTruncate)?,
        };
        if self.options.target != Target::Memory {
            self.sync_folder_of(&place.path)?;
            if self.options.target != Target::InPlace {
                self.made.push(place.path.clone());
            }
        }
        self.open.insert(place.path.clone(), Arc::clone(&file));
        Ok(file)
    }

    /// Removes the file of a database again.
    pub(super) fn remove(&mut self, path: &Path) -> Result<()> {
        self.open.remove(path);
        if self.options.target != Target::Memory {
            self.vfs.remove(path)?;
            self.sync_folder_of(path)?;
        }
        Ok(())
    }

    /// Makes names in the folder of a file durable.
    pub(super) fn sync_folder_of(&self, path: &Path) -> Result<()> {
        match path.parent() {
            Some(dir) => Ok(self.vfs.sync_dir(dir)?),
            None => Ok(()),
        }
    }

    /// Copies the files of a stream; gives the set of the copies.
    pub(super) fn copy_set(&mut self, set: &LogSet, out: &Path) -> Result<LogSet> {
        self.vfs.create_dir_all(out)?;
        let logs = set.archived.values().chain(&set.current).chain(&set.prepared);
        for name in logs.chain(&set.checkpoint) {
            self.copy(&set.path(name), &out.join(name))?;
        }
        Ok(LogSet { dir: out.to_owned(), ..set.clone() })
    }

    fn copy(&mut self, from: &Path, to: &Path) -> Result<Arc<dyn File>> {
        if let Some(out) = to.parent() {
            self.vfs.create_dir_all(out)?;
        }
        let from = self.vfs.open(from, OpenMode::Read)?;
        let copy = self.vfs.open(to, OpenMode::CreateNew)?;
        self.made.push(to.to_owned());
        let len = from.len()?;
        let mut bytes = vec![0; COPY_BYTES.min(usize::try_from(len).unwrap_or(COPY_BYTES))];
        let mut at = 0;
        while at < len {
            let count = (len - at).min(COPY_BYTES as u64) as usize;
            from.read_at(&mut bytes[..count], at)?;
            copy.write_at(&bytes[..count], at)?;
            at += count as u64;
        }
        copy.sync()?;
        Ok(copy)
    }

    /// Removes what was made.
    pub(super) fn abandon(&self) {
        for path in &self.made {
            // The error that led here is the one to tell.
            let _ = self.vfs.remove(path);
        }
    }
}
