//! A file system in memory that crashes, fails and fills up on demand, the same way every time.
//!
//! - Every operation has a number, from 0. [`SimVfs::log`] lists them; a test plays a workload
//!   once, then picks the operations to fail or to cut at.
//! - A write is not durable until its file is synced, a name not until its folder is; `crash.rs`
//!   says what may survive. [`SimVfs::crash_at`] makes a new disk as found after the power went
//!   off just before an operation. Keeping the state before each operation costs a few pointers,
//!   and a crash as much as there are unsynced changes, so cutting everywhere is cheap.
//! - [`SimVfs::inject`] makes an operation fail; [`SimVfs::set_capacity`] makes the disk small.
//!
//! Locks are as in the real file system: one writer, or readers.

mod blocks;
mod crash;
mod disk;
mod list;
#[cfg(all(test, not(loom)))]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::blocks::BLOCK;
pub use self::crash::SECTOR;
use self::disk::{Change, Disk, Entry, Inode, NameChange, parent};
use super::{File, OpenMode, OsError, Result, Vfs};
use crate::sync::{Mutex, Rank};

/// A simulated file system. Clones are the same file system.
#[derive(Clone)]
pub struct SimVfs {
    state: Arc<Mutex<State>>,
}

/// An operation as it was asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Op {
    /// Its place in the log, from 0.
    pub number: u64,
    /// What was asked.
    pub kind: OpKind,
    /// Of which file or folder; a rename's old name.
    pub path: Arc<Path>,
    /// Where in the file; for [`OpKind::SetLen`] the new length.
    pub offset: u64,
    /// How many bytes.
    pub len: usize,
    /// Whether it was done.
    pub is_ok: bool,
}

/// What an operation does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs, reason = "named as the functions of the traits")]
pub enum OpKind {
    Open,
    Create,
    Exists,
    Remove,
    Rename,
    CreateDir,
    List,
    SyncDir,
    Read,
    Write,
    Sync,
    Len,
    SetLen,
}

/// How an operation fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// An I/O error, and nothing is done.
    Io,
    /// The disk is full, and nothing is done.
    DiskFull,
    /// A write puts only so many bytes, then says that the disk is full.
    ShortWrite(usize),
    /// A sync fails with an I/O error, and by this seed some of the unsynced changes are lost for
    /// good, although reads still find them; a later sync succeeds.
    LostSync(u64),
}

struct State {
    disk: Disk,
    log: Vec<Op>,
    /// The disk before each operation from `history_start` on, when asked for.
    history: Option<Vec<Disk>>,
    history_start: u64,
    faults: BTreeMap<u64, Fault>,
    /// From this operation on all fail.
    dead_from: u64,
    capacity: u64,
    users: BTreeMap<Inode, Users>,
}

/// Who has a file open.
#[derive(Clone, Copy, Default)]
struct Users {
    readers: u32,
    writers: u32,
    unlocked: u32,
}

struct SimFile {
    vfs: SimVfs,
    inode: Inode,
    path: Arc<Path>,
    mode: OpenMode,
}

impl OpKind {
    /// Whether the operation can change what a crash leaves; cutting before others is in vain.
    pub fn changes_disk(self) -> bool {
        !matches!(self, Self::Open | Self::Exists | Self::List | Self::Read | Self::Len)
    }
}

impl SimVfs {
    /// An empty disk. The folders `/` and `` (of relative paths) exist.
    pub fn new() -> Self {
        Self::of(Disk::new())
    }

    fn of(disk: Disk) -> Self {
        let state = State {
            disk,
            log: Vec::new(),
            history: None,
            history_start: 0,
            faults: BTreeMap::new(),
            dead_from: u64::MAX,
            capacity: u64::MAX,
            users: BTreeMap::new(),
        };
        Self { state: Arc::new(Mutex::with_rank(Rank::Device, state)) }
    }

    /// How many operations there were: the number of the next one.
    pub fn ops(&self) -> u64 {
        self.state.lock().log.len() as u64
    }

    /// All operations so far.
    pub fn log(&self) -> Vec<Op> {
        self.state.lock().log.clone()
    }

    /// From now on keeps the disk before each operation, for [`SimVfs::crash_at`].
    pub fn keep_history(&self) {
        let mut state = self.state.lock();
        state.history_start = state.log.len() as u64;
        state.history = Some(Vec::new());
    }

    /// The disk as found if the power goes off now. This one goes on.
    pub fn crash(&self, seed: u64) -> Self {
        let disk = self.state.lock().disk.clone();
        Self::of(crash::crash(&disk, seed))
    }

    /// The disk as found if the power had gone off just before operation `number`.
    ///
    /// # Panics
    /// When history was not kept then.
    pub fn crash_at(&self, number: u64, seed: u64) -> Self {
        let disk = {
            let state = self.state.lock();
            let index = number.checked_sub(state.history_start);
            let history = state.history.as_deref().unwrap_or_default();
            let kept = index.and_then(|index| history.get(index as usize));
            let is_next = number == state.log.len() as u64 && state.history.is_some();
            let disk = kept.or(is_next.then_some(&state.disk));
            disk.expect("history is kept from before this operation on").clone()
        };
        Self::of(crash::crash(&disk, seed))
    }

    /// The disk as it is now, unsynced changes and all, as an independent copy: what another
    /// process finds after this one was killed.
    pub fn fork(&self) -> Self {
        Self::of(self.state.lock().disk.clone())
    }

    /// Makes operation `number` fail.
    pub fn inject(&self, number: u64, fault: Fault) {
        self.state.lock().faults.insert(number, fault);
    }

    /// From operation `number` on, all fail with an I/O error: the disk is gone, or the power is.
    pub fn fail_from(&self, number: u64) {
        self.state.lock().dead_from = number;
    }

    /// Writes reach the disk by sectors of so many bytes: a crash leaves each whole or not at all.
    pub fn set_sector(&self, bytes: u64) {
        self.state.lock().disk.sector = bytes;
    }

    /// How many bytes the disk holds; blocks of 4096 bytes count when first written.
    pub fn set_capacity(&self, bytes: u64) {
        self.state.lock().capacity = bytes;
    }

    /// Bytes in use.
    pub fn used(&self) -> u64 {
        self.state.lock().disk.used()
    }

    /// Numbers and does an operation.
    fn operate<T>(
        &self,
        (op, kind): (&'static str, OpKind),
        path: &Path,
        (offset, len): (u64, usize),
        act: impl FnOnce(&mut State, Option<Fault>) -> io::Result<T>,
    ) -> Result<T> {
        let mut state = self.state.lock();
        let number = state.log.len() as u64;
        let before = state.history.is_some().then(|| state.disk.clone());
        if let (Some(history), Some(before)) = (&mut state.history, before) {
            history.push(before);
        }
        let mut fault = state.faults.get(&number).copied();
        if number >= state.dead_from {
            fault = Some(Fault::Io);
        }
        let result = match (fault, kind) {
            (Some(Fault::ShortWrite(_)), OpKind::Write) => act(&mut state, fault),
            (Some(Fault::LostSync(_)), OpKind::Sync) => act(&mut state, fault),
            (Some(Fault::DiskFull | Fault::ShortWrite(_)), _) => Err(disk_full()),
            (Some(Fault::Io | Fault::LostSync(_)), _) => Err(io_error()),
            (None, _) => act(&mut state, None),
        };
        let is_ok = result.is_ok();
        state.log.push(Op { number, kind, path: path.into(), offset, len, is_ok });
        drop(state);
        result.map_err(|source| OsError { op, path: path.to_owned(), source })
    }
}

impl Default for SimVfs {
    fn default() -> Self {
        Self::new()
    }
}

impl Vfs for SimVfs {
    fn open(&self, path: &Path, mode: OpenMode) -> Result<Arc<dyn File>> {
        let creates = matches!(mode, OpenMode::CreateNew | OpenMode::CreateOrTruncate);
        let kind = if creates { OpKind::Create } else { OpKind::Open };
        let inode = self.operate(("open", kind), path, (0, 0), |state, _| {
            let found = state.disk.names.get(path).copied();
            let inode = match (found, mode) {
                (Some(Entry::Dir), _) => Err(io::ErrorKind::IsADirectory.into()),
                (Some(Entry::File(_)), OpenMode::CreateNew) => {
                    Err(io::ErrorKind::AlreadyExists.into())
                }
                (Some(Entry::File(inode)), _) => Ok(inode),
                (None, _) if creates => state.create(path),
                (None, _) => state.need_parent(path).and(Err(io::ErrorKind::NotFound.into())),
            }?;
            state.enter(inode, mode)?;
            if mode == OpenMode::CreateOrTruncate && found.is_some() {
                state.disk.file_mut(inode).change(Change::SetLen(0));
            }
            Ok(inode)
        })?;
        Ok(Arc::new(SimFile { vfs: self.clone(), inode, path: path.into(), mode }))
    }

    fn exists(&self, path: &Path) -> Result<bool> {
        let act = |state: &mut State, _| Ok(state.disk.names.contains_key(path));
        self.operate(("look for", OpKind::Exists), path, (0, 0), act)
    }

    fn remove(&self, path: &Path) -> Result<()> {
        self.operate(("remove", OpKind::Remove), path, (0, 0), |state, _| {
            state.file_at(path)?;
            state.disk.rename(NameChange::Unlink { path: path.to_owned() });
            Ok(())
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        self.operate(("rename", OpKind::Rename), from, (0, 0), |state, _| {
            let inode = state.file_at(from)?;
            state.need_parent(to)?;
            if state.disk.names.get(to) == Some(&Entry::Dir) {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            if from != to {
                let (from, to) = (from.to_owned(), to.to_owned());
                state.disk.rename(NameChange::Rename { from, to, inode });
            }
            Ok(())
        })
    }

    fn create_dir_all(&self, path: &Path) -> Result<()> {
        self.operate(("create", OpKind::CreateDir), path, (0, 0), |state, _| {
            let mut all: Vec<&Path> = path.ancestors().collect();
            all.reverse();
            for dir in all {
                match state.disk.names.get(dir) {
                    Some(Entry::Dir) => {}
                    Some(Entry::File(_)) => return Err(io::ErrorKind::NotADirectory.into()),
                    None => {
                        let path = dir.to_owned();
                        state.disk.rename(NameChange::Link { path, entry: Entry::Dir });
                    }
                }
            }
            Ok(())
        })
    }

    fn list(&self, path: &Path) -> Result<Vec<String>> {
        self.operate(("list", OpKind::List), path, (0, 0), |state, _| {
            state.need_dir(path)?;
            let inside = state.disk.names.keys().filter(|name| name.parent() == Some(path));
            let text =
                |name: &PathBuf| name.file_name().and_then(|name| name.to_str().map(String::from));
            Ok(inside.filter_map(text).collect())
        })
    }

    fn sync_dir(&self, path: &Path) -> Result<()> {
        self.operate(("sync", OpKind::SyncDir), path, (0, 0), |state, _| {
            state.need_dir(path)?;
            state.disk.sync_dir(path);
            let users = &state.users;
            state.disk.forget_nameless(|inode| users.contains_key(&inode));
            Ok(())
        })
    }
}

impl State {
    fn need_dir(&self, path: &Path) -> io::Result<()> {
        match self.disk.names.get(path) {
            Some(Entry::Dir) => Ok(()),
            Some(Entry::File(_)) => Err(io::ErrorKind::NotADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// A path through a folder that does not exist is wrong, not merely absent.
    fn need_parent(&self, path: &Path) -> io::Result<()> {
        self.need_dir(parent(path)).map_err(|_| io::ErrorKind::NotADirectory.into())
    }

    fn file_at(&self, path: &Path) -> io::Result<Inode> {
        match self.disk.names.get(path) {
            Some(Entry::File(inode)) => Ok(*inode),
            Some(Entry::Dir) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn create(&mut self, path: &Path) -> io::Result<Inode> {
        self.need_parent(path)?;
        let inode = self.disk.new_file();
        let entry = Entry::File(inode);
        self.disk.rename(NameChange::Link { path: path.to_owned(), entry });
        Ok(inode)
    }

    /// Takes the lock of a file, or tells that others hold it.
    fn enter(&mut self, inode: Inode, mode: OpenMode) -> io::Result<()> {
        let users = self.users.get(&inode).copied().unwrap_or_default();
        let is_free = match mode {
            OpenMode::ReadUnlocked => true,
            OpenMode::Read => users.writers == 0,
            _ => users.writers == 0 && users.readers == 0,
        };
        if !is_free {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        *self.users.entry(inode).or_default().of(mode) += 1;
        Ok(())
    }

    fn leave(&mut self, inode: Inode, mode: OpenMode) {
        if let Some(users) = self.users.get_mut(&inode) {
            *users.of(mode) -= 1;
            if users.readers + users.writers + users.unlocked == 0 {
                self.users.remove(&inode);
            }
        }
    }

    /// How many of `len` bytes at `offset` fit on the disk.
    fn room(&self, inode: Inode, offset: u64, len: usize) -> usize {
        if self.capacity == u64::MAX {
            return len;
        }
        let free = self.capacity.saturating_sub(self.disk.used());
        let bytes = &self.disk.file(inode).now;
        let mut fits = 0;
        while fits < len {
            let at = offset + fits as u64;
            let step = (BLOCK - (at % BLOCK as u64) as usize).min(len - fits);
            if bytes.missing(offset, fits + step) > free {
                break;
            }
            fits += step;
        }
        fits
    }
}

impl Users {
    fn of(&mut self, mode: OpenMode) -> &mut u32 {
        match mode {
            OpenMode::Read => &mut self.readers,
            OpenMode::ReadUnlocked => &mut self.unlocked,
            _ => &mut self.writers,
        }
    }
}

impl SimFile {
    fn need_write(&self) -> io::Result<()> {
        match self.mode {
            OpenMode::Read | OpenMode::ReadUnlocked => Err(io::ErrorKind::PermissionDenied.into()),
            _ => Ok(()),
        }
    }
}

impl File for SimFile {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> Result<()> {
        let len = buffer.len();
        self.vfs.operate(("read", OpKind::Read), &self.path, (offset, len), |state, _| {
            let bytes = &state.disk.file(self.inode).now;
            if offset.checked_add(len as u64).is_none_or(|end| end > bytes.len()) {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            bytes.read(buffer, offset);
            Ok(())
        })
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> Result<()> {
        let len = bytes.len();
        self.vfs.operate(("write", OpKind::Write), &self.path, (offset, len), |state, fault| {
            self.need_write()?;
            let mut fits = state.room(self.inode, offset, len);
            if let Some(Fault::ShortWrite(most)) = fault {
                fits = fits.min(most);
            }
            if fits > 0 {
                let bytes = Arc::from(&bytes[..fits]);
                state.disk.file_mut(self.inode).change(Change::Write { offset, bytes });
            }
            if fits == len && fault.is_none() { Ok(()) } else { Err(disk_full()) }
        })
    }

    fn sync(&self) -> Result<()> {
        self.vfs.operate(("sync", OpKind::Sync), &self.path, (0, 0), |state, fault| {
            let sector = state.disk.sector;
            let content = state.disk.file_mut(self.inode);
            if let Some(Fault::LostSync(seed)) = fault {
                crash::fail_sync(content, sector, seed);
                return Err(io_error());
            }
            content.sync();
            Ok(())
        })
    }

    fn len(&self) -> Result<u64> {
        let act = |state: &mut State, _| Ok(state.disk.file(self.inode).now.len());
        self.vfs.operate(("measure", OpKind::Len), &self.path, (0, 0), act)
    }

    fn set_len(&self, bytes: u64) -> Result<()> {
        self.vfs.operate(("resize", OpKind::SetLen), &self.path, (bytes, 0), |state, _| {
            self.need_write()?;
            state.disk.file_mut(self.inode).change(Change::SetLen(bytes));
            Ok(())
        })
    }
}

impl Drop for SimFile {
    fn drop(&mut self) {
        self.vfs.state.lock().leave(self.inode, self.mode);
    }
}

impl fmt::Debug for SimVfs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SimVfs({} operations)", self.ops())
    }
}

impl fmt::Debug for SimFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SimFile({}, {:?})", self.path.display(), self.mode)
    }
}

fn io_error() -> io::Error {
    io::Error::other("simulated I/O error")
}

fn disk_full() -> io::Error {
    io::Error::new(io::ErrorKind::StorageFull, "simulated disk is full")
}
