//! What a process is to JET: its running mode, its global parameters, its instances.
//!
//! There is no such thing as *the* process here: callers make an [`Engine`] and own it, and two of
//! them share nothing. Each JET function is a method, in a file per family. Methods take handles,
//! check them, and do what the function does; out-parameters that a C caller may leave out are
//! `Option`s.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crossbeam::sync::ShardedLock;
use jet_os::sync::{Mutex, MutexGuard, Rank};
use jet_session::Instance;
use jet_table::{CursorSlots, TableCache};
use jet_types::JetErr;
use jet_types::param::ParamId;

use crate::call::Layer;
use crate::error::{Result, refuse};
use crate::handle::{INSTANCE_NUMBERS, JetInstance, Sesid};
use crate::param::Params;

/// Whether the process has one instance or many.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Mode {
    /// Nobody has said.
    #[default]
    Unset,
    /// One: instance arguments are ignored.
    Single,
    /// Many.
    Multi,
}

/// A process as JET sees it.
///
/// Dropping it is what a crash is: nothing is written, files are let go of.
#[derive(Debug, Default)]
pub struct Engine {
    process: Mutex<Process>,
    /// Where relative paths start; `None` is the current folder of the operating system's process.
    folder: Option<PathBuf>,
    /// Read at every call: a shard per thread, so that readers do not meet.
    instances: ShardedLock<Vec<Arc<Entry>>>,
}

/// What changes only when instances come and go.
#[derive(Debug, Default)]
pub(crate) struct Process {
    pub(crate) mode: Mode,
    /// Defaults of the process: instances start as copies.
    pub(crate) globals: Params,
    /// Number last given to an instance.
    last_number: u16,
}

/// An instance and what the API knows of it.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) number: u16,
    pub(crate) name: Option<String>,
    pub(crate) params: Mutex<Params>,
    pub(crate) instance: Instance<Layer, TableCache>,
    /// The names of its cursors, from initialisation on.
    pub(crate) cursors: OnceLock<Arc<CursorSlots>>,
}

impl Entry {
    pub(crate) fn handle(&self) -> JetInstance {
        JetInstance::new(self.number)
    }
}

impl Engine {
    /// A process that has not called JET yet.
    pub fn new() -> Self {
        Self { process: Mutex::with_rank(Rank::Instance, Process::default()), ..Self::default() }
    }

    /// The same with a current folder of its own.
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()), ..Self::new() }
    }

    /// A path in full.
    pub(crate) fn full_path(&self, path: &Path) -> PathBuf {
        let path = self.folder.as_ref().map_or_else(|| path.to_owned(), |folder| folder.join(path));
        std::path::absolute(&path).unwrap_or(path)
    }

    pub(crate) fn process(&self) -> MutexGuard<'_, Process> {
        self.process.lock()
    }

    /// The instance that lives under this handle.
    pub(crate) fn entry(&self, handle: JetInstance) -> Option<Arc<Entry>> {
        self.by_number(handle.number()?)
    }

    /// The only instance, in single mode.
    pub(crate) fn only(&self) -> Option<Arc<Entry>> {
        self.instances.read().ok()?.first().cloned()
    }

    /// All live instances.
    pub(crate) fn entries(&self) -> Vec<Arc<Entry>> {
        self.instances.read().map(|instances| instances.clone()).unwrap_or_default()
    }

    /// The instance of a session, whether or not the session lives.
    pub(crate) fn entry_of(
        &self,
        call: &'static str,
        sesid: Sesid,
    ) -> Result<(Arc<Entry>, jet_session::SessionId)> {
        let found = sesid.parts().and_then(|(number, id)| Some((self.by_number(number)?, id)));
        found.map_or_else(|| refuse(call, JetErr::INVALID_SESID), Ok)
    }

    /// The instance that a call with an instance argument means.
    pub(crate) fn resolve(&self, call: &'static str, handle: JetInstance) -> Result<Arc<Entry>> {
        if !handle.is_none() && self.entry(handle).is_none() {
            return refuse(call, JetErr::INVALID_INSTANCE);
        }
        let mode = self.process().mode;
        let found = match mode {
            Mode::Single => self.only(),
            Mode::Multi => self.entry(handle),
            Mode::Unset => None,
        };
        found.map_or_else(|| refuse(call, JetErr::INVALID_PARAMETER), Ok)
    }

    /// Adds an instance. The caller holds the process, so numbers and names cannot collide.
    pub(crate) fn add(
        &self,
        call: &'static str,
        process: &mut Process,
        name: Option<&str>,
    ) -> Result<Arc<Entry>> {
        let live = self.entries();
        if live.len() as u64 >= process.globals.number(ParamId::MAX_INSTANCES) {
            return refuse(call, JetErr::TOO_MANY_INSTANCES);
        }
        if live.iter().any(|entry| entry.name.as_deref() == name) {
            return refuse(call, JetErr::INSTANCE_NAME_IN_USE);
        }
        let mut number = process.last_number;
        loop {
            number = number % (INSTANCE_NUMBERS - 1) + 1;
            if live.iter().all(|entry| entry.number != number) {
                break;
            }
        }
        process.last_number = number;
        let entry = Arc::new(Entry {
            number,
            name: name.map(str::to_owned),
            params: Mutex::new(process.globals.clone()),
            instance: Instance::new(),
            cursors: OnceLock::new(),
        });
        if let Ok(mut instances) = self.instances.write() {
            instances.push(Arc::clone(&entry));
        }
        Ok(entry)
    }

    /// Removes an instance; with the last one the mode is unset again.
    pub(crate) fn remove(&self, process: &mut Process, entry: &Entry) {
        if let Ok(mut instances) = self.instances.write() {
            instances.retain(|other| other.number != entry.number);
            if instances.is_empty() {
                process.mode = Mode::Unset;
            }
        }
    }

    fn by_number(&self, number: u16) -> Option<Arc<Entry>> {
        let instances = self.instances.read().ok()?;
        instances.iter().find(|entry| entry.number == number).cloned()
    }
}
