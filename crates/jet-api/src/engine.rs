//! What a process is to JET: its running mode, its global parameters, its instances.
//!
//! There is no such thing as *the* process here: callers make an [`Engine`] and own it, and two of
//! them share nothing. Each JET function is a method, in a file per family. Methods take handles,
//! check them, and do what the function does; out-parameters that a C caller may leave out are
//! `Option`s.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crossbeam::sync::ShardedLock;
use jet_os::sync::{Mutex, MutexGuard, Rank};
use jet_session::{Environment, Instance, Seats, SessionId};
use jet_table::{CursorSlots, TableCache};
use jet_types::JetErr;
use jet_types::param::ParamId;

use crate::call::Layer;
use crate::error::{Result, refuse};
use crate::handle::{INSTANCE_NUMBERS, JetInstance, Sesid};
use crate::param::Params;

/// Instances that come and go before a number comes again: cursors are told apart by it.
const SEATS_APART: usize = 64;

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
#[derive(Debug)]
pub struct Engine {
    process: Mutex<Process>,
    /// Where relative paths start; `None` is the current folder of the operating system's process.
    folder: Option<PathBuf>,
    /// Read at every call: a shard per thread, so that readers do not meet.
    instances: ShardedLock<Vec<Arc<Entry>>>,
    /// By number. They stay for as long as the process: beginning and ending a session takes no
    /// lock and counts nobody.
    seats: Box<[OnceLock<Arc<Seats<Layer>>>]>,
}

/// What changes only when instances come and go.
#[derive(Debug, Default)]
pub(crate) struct Process {
    pub(crate) mode: Mode,
    /// Defaults of the process: instances start as copies.
    pub(crate) globals: Params,
    /// Numbers of seats that no instance has, and how many have been used.
    free_seats: VecDeque<u16>,
    seats: u16,
}

/// An instance and what the API knows of it.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The number of its seats.
    pub(crate) number: u16,
    pub(crate) name: Option<String>,
    pub(crate) params: Mutex<Params>,
    pub(crate) instance: Instance<Layer, TableCache>,
    /// The names of its cursors, from initialisation on.
    pub(crate) cursors: OnceLock<Arc<CursorSlots>>,
}

impl Process {
    /// The number of seats for an instance; too high when there are no more.
    fn next_seats(&mut self) -> u16 {
        let is_used_again =
            self.free_seats.len() > SEATS_APART || self.seats + 1 >= INSTANCE_NUMBERS;
        let free = if is_used_again { self.free_seats.pop_front() } else { None };
        free.unwrap_or_else(|| {
            self.seats = (self.seats + 1).min(INSTANCE_NUMBERS);
            self.seats
        })
    }
}

impl Entry {
    pub(crate) fn handle(&self) -> JetInstance {
        JetInstance::new(self.number, self.instance.life_number())
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

impl Engine {
    /// A process that has not called JET yet.
    pub fn new() -> Self {
        let process = Mutex::with_rank(Rank::Instance, Process::default());
        let seats = (0..INSTANCE_NUMBERS).map(|_| OnceLock::new()).collect();
        Self { process, folder: None, instances: ShardedLock::default(), seats }
    }

    /// The same for tests that need no log, so that none is left in the folder they run in.
    #[cfg(test)]
    pub(crate) fn unlogged() -> Self {
        let engine = Self::new();
        let off = crate::param::ParamValue::Text("off".to_owned());
        let (nobody, id) = (crate::handle::SESID_NIL, ParamId::RECOVERY.0);
        engine.set_system_parameter(None, nobody, id, off).expect("a known parameter");
        engine
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
        let (number, _) = handle.parts()?;
        self.by_number(number).filter(|entry| entry.handle() == handle)
    }

    /// The only instance, in single mode.
    pub(crate) fn only(&self) -> Option<Arc<Entry>> {
        self.instances.read().ok()?.first().cloned()
    }

    /// All live instances.
    pub(crate) fn entries(&self) -> Vec<Arc<Entry>> {
        self.instances.read().map(|instances| instances.clone()).unwrap_or_default()
    }

    /// The seats that a handle names, whoever has them.
    #[inline]
    fn seats(&self, number: u16) -> Option<&Seats<Layer>> {
        self.seats.get(usize::from(number))?.get().map(|seats| &**seats)
    }

    /// The seats of an instance that lives, their number, and the instance's life there.
    #[inline]
    pub(crate) fn living(&self, handle: JetInstance) -> Option<(u16, &Seats<Layer>, u32)> {
        let (number, life) = handle.parts()?;
        self.seats(number).filter(|seats| seats.is_lived(life)).map(|seats| (number, seats, life))
    }

    /// The same for what is no handle of an instance that lives, which may be good enough.
    #[cold]
    pub(crate) fn living_by_default(
        &self,
        call: &'static str,
        handle: JetInstance,
    ) -> Result<(u16, &Seats<Layer>, u32)> {
        let handle = self.resolve(call, handle)?.handle();
        self.living(handle).map_or_else(|| refuse(call, JetErr::TERM_IN_PROGRESS), Ok)
    }

    /// The seats that a session's handle names, whether or not the session lives.
    #[inline]
    pub(crate) fn seats_of(
        &self,
        call: &'static str,
        sesid: Sesid,
    ) -> Result<(u16, &Seats<Layer>, SessionId)> {
        let found = sesid.parts().and_then(|(number, id)| Some((number, self.seats(number)?, id)));
        found.map_or_else(|| refuse(call, JetErr::INVALID_SESID), Ok)
    }

    /// The instance of a session, whether or not the session lives.
    pub(crate) fn entry_of(
        &self,
        call: &'static str,
        sesid: Sesid,
    ) -> Result<(Arc<Entry>, SessionId)> {
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
        let number = process.next_seats();
        let Some(place) = self.seats.get(usize::from(number)) else {
            return refuse(call, JetErr::TOO_MANY_INSTANCES);
        };
        let seats = Arc::clone(place.get_or_init(|| Arc::new(Seats::new())));
        let entry = Arc::new(Entry {
            number,
            name: name.map(str::to_owned),
            params: Mutex::new(process.globals.clone()),
            instance: Instance::seated(Environment::real(), seats),
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
        entry.instance.vacate();
        process.free_seats.push_back(entry.number);
    }

    fn by_number(&self, number: u16) -> Option<Arc<Entry>> {
        let instances = self.instances.read().ok()?;
        instances.iter().find(|entry| entry.number == number).cloned()
    }
}
