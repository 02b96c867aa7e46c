//! What a simulated disk holds: what programs see now, what is durable, and what lies between.
//!
//! All of it is shared between copies until changed, so that keeping the state before every
//! operation is cheap.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::blocks::Blocks;
use super::list::List;

/// The number of a file, whatever its names.
pub type Inode = u64;

/// A change of a file's bytes that no sync has made durable yet.
pub enum Change {
    /// Bytes were put at an offset.
    Write { offset: u64, bytes: Arc<[u8]> },
    /// The length was set.
    SetLen(u64),
}

/// A file.
#[derive(Clone)]
pub struct Content {
    /// What programs read.
    pub now: Blocks,
    /// What surely survives a crash.
    pub durable: Blocks,
    /// Changes since the last sync, oldest first.
    pub pending: List<Change>,
    /// Whether a failed sync lost changes, so that `now` is not `durable` plus `pending`.
    pub has_lost: bool,
}

/// What a path names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// A file.
    File(Inode),
    /// A folder.
    Dir,
}

/// A change of names that no sync of the folder has made durable yet.
#[derive(Clone, PartialEq, Debug)]
pub enum NameChange {
    /// A name appeared.
    Link { path: PathBuf, entry: Entry },
    /// A name went away.
    Unlink { path: PathBuf },
    /// A file changed its name, replacing what had the new one.
    Rename { from: PathBuf, to: PathBuf, inode: Inode },
}

/// All names.
pub type Names = BTreeMap<PathBuf, Entry>;

/// The whole disk.
#[derive(Clone)]
pub struct Disk {
    /// Names that programs see.
    pub names: Arc<Names>,
    /// Names that surely survive a crash.
    pub durable_names: Arc<Names>,
    /// Changes of names since, oldest first.
    pub pending_names: List<NameChange>,
    /// Files by number.
    pub files: Arc<BTreeMap<Inode, Arc<Content>>>,
    /// The number of the next new file.
    pub next_inode: Inode,
    /// Bytes that reach the disk together or not at all.
    pub sector: u64,
}

/// The folder a path lies in.
pub fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

impl NameChange {
    /// The folders whose sync makes it durable.
    pub fn dirs(&self) -> [&Path; 2] {
        match self {
            Self::Link { path, .. } | Self::Unlink { path } => [parent(path); 2],
            Self::Rename { from, to, .. } => [parent(from), parent(to)],
        }
    }

    /// Makes the change.
    pub fn apply(&self, names: &mut Names) {
        match self {
            Self::Link { path, entry } => {
                names.insert(path.clone(), *entry);
            }
            Self::Unlink { path } => {
                names.remove(path);
            }
            Self::Rename { from, to, inode } => {
                names.remove(from);
                names.insert(to.clone(), Entry::File(*inode));
            }
        }
    }
}

impl Content {
    /// A file whose bytes are all durable.
    pub fn settled(bytes: Blocks) -> Self {
        Self { now: bytes.clone(), durable: bytes, pending: List::new(), has_lost: false }
    }

    /// Changes what programs read; a crash may undo it.
    pub fn change(&mut self, change: Change) {
        change.apply(&mut self.now);
        self.pending.push(change);
    }

    /// Makes all changes durable.
    pub fn sync(&mut self) {
        if self.has_lost {
            let durable = &mut self.durable;
            self.pending.items().iter().for_each(|change| change.apply(durable));
        } else {
            self.durable = self.now.clone();
        }
        self.pending = List::new();
    }
}

impl Change {
    /// Makes the change.
    pub fn apply(&self, bytes: &mut Blocks) {
        match self {
            Self::Write { offset, bytes: new } => bytes.write(new, *offset),
            Self::SetLen(len) => bytes.set_len(*len),
        }
    }
}

impl Disk {
    /// An empty disk with the folders `/` and ``.
    pub fn new() -> Self {
        let roots = ["/", ""].map(|root| (PathBuf::from(root), Entry::Dir));
        let names = Arc::new(Names::from(roots));
        Self {
            durable_names: Arc::clone(&names),
            names,
            pending_names: List::new(),
            files: Arc::default(),
            next_inode: 1,
            sector: super::crash::SECTOR,
        }
    }

    /// Changes names; a crash may undo it.
    pub fn rename(&mut self, change: NameChange) {
        change.apply(Arc::make_mut(&mut self.names));
        self.pending_names.push(change);
    }

    /// Makes the changes of names in `dir` durable, and with one that touches another folder the
    /// earlier changes there.
    pub fn sync_dir(&mut self, dir: &Path) {
        let changes = self.pending_names.items();
        let mut dirs = BTreeSet::from([dir]);
        let mut goes = vec![false; changes.len()];
        for (change, goes) in changes.iter().zip(&mut goes).rev() {
            *goes = change.dirs().iter().any(|touched| dirs.contains(touched));
            if *goes {
                dirs.extend(change.dirs());
            }
        }
        let durable = Arc::make_mut(&mut self.durable_names);
        let mut rest = List::new();
        for (change, goes) in changes.into_iter().zip(goes) {
            if goes {
                change.apply(durable);
            } else {
                rest.push(change.clone());
            }
        }
        self.pending_names = rest;
    }

    /// The file of a number.
    pub fn file(&self, inode: Inode) -> &Content {
        self.files.get(&inode).expect("an open or named file has its content")
    }

    /// The file of a number, to change it.
    pub fn file_mut(&mut self, inode: Inode) -> &mut Content {
        let content = Arc::make_mut(&mut self.files).get_mut(&inode);
        Arc::make_mut(content.expect("an open or named file has its content"))
    }

    /// A new file without bytes or name.
    pub fn new_file(&mut self) -> Inode {
        let inode = self.next_inode;
        self.next_inode += 1;
        let content = Arc::new(Content::settled(Blocks::default()));
        Arc::make_mut(&mut self.files).insert(inode, content);
        inode
    }

    /// Forgets files that have no name, durable or not, and are not among `open`.
    pub fn forget_nameless(&mut self, open: impl Fn(Inode) -> bool) {
        let named = |names: &Names, inode| names.values().any(|at| *at == Entry::File(inode));
        let pending = self.pending_names.items();
        let is_pending = |inode| {
            pending.iter().any(|change| match change {
                NameChange::Link { entry, .. } => *entry == Entry::File(inode),
                NameChange::Rename { inode: renamed, .. } => *renamed == inode,
                NameChange::Unlink { .. } => false,
            })
        };
        let (now, durable) = (&self.names, &self.durable_names);
        Arc::make_mut(&mut self.files).retain(|inode, _| {
            let inode = *inode;
            open(inode) || named(now, inode) || named(durable, inode) || is_pending(inode)
        });
    }

    /// Bytes in use by files that have a name.
    pub fn used(&self) -> u64 {
        let named = self.names.values().filter_map(|entry| match entry {
            Entry::File(inode) => Some(*inode),
            Entry::Dir => None,
        });
        named.map(|inode| self.file(inode).now.allocated()).sum()
    }
}
