//! `JetCreateInstance`, `JetInit`, `JetTerm`, `JetStopService` and their kin.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use jet_session::{Config, OwnWork, Phase, Term};
use jet_table::CursorSlots;
use jet_types::JetErr;
use jet_types::grbit::{self, StopService};
use jet_types::param::ParamId;

use crate::engine::{Engine, Entry, Mode};
use crate::error::{InCall, Result, refuse};
use crate::handle::{INSTANCE_NIL, JetInstance};

impl Engine {
    /// Makes an instance. Source: `JetCreateInstance`.
    ///
    /// # Errors
    /// `JET_errRunningInOneInstanceMode`, `JET_errTooManyInstances`, `JET_errInstanceNameInUse`.
    pub fn create_instance(&self, name: Option<&str>) -> Result<JetInstance> {
        const CALL: &str = "JetCreateInstance";
        let mut process = self.process();
        if process.mode == Mode::Single {
            return refuse(CALL, JetErr::RUNNING_IN_ONE_INSTANCE_MODE);
        }
        let entry = self.add(CALL, &mut process, name)?;
        process.mode = Mode::Multi;
        Ok(entry.handle())
    }

    /// The same into a variable, which is null after an error. Source: `JetCreateInstance2`, whose
    /// bits are ignored; its display name is for events, of which there are none.
    ///
    /// # Errors
    /// `JET_errInvalidParameter` without a variable, and as
    /// [`create_instance`](Self::create_instance).
    pub fn create_instance2(
        &self,
        instance: Option<&mut JetInstance>,
        name: Option<&str>,
    ) -> Result<()> {
        let Some(instance) = instance else {
            return refuse("JetCreateInstance2", JetErr::INVALID_PARAMETER);
        };
        *instance = INSTANCE_NIL;
        *instance = self.create_instance(name)?;
        Ok(())
    }

    /// Initialises an instance: the one named, or one made for the purpose. Source: `JetInit`.
    ///
    /// A variable without an instance is null after an error; one with an instance is 0, as the
    /// instance is gone, save when it was initialised already.
    ///
    /// # Errors
    /// `JET_errRunningInMultiInstanceMode`, `JET_errAlreadyInitialized`,
    /// `JET_errInvalidParameter`; others end the instance: `JET_errInvalidSettings`,
    /// `JET_errTempPathInUse`, `JET_errSystemPathInUse`, `JET_errLogFilePathInUse`.
    pub fn init(&self, instance: Option<&mut JetInstance>) -> Result<()> {
        const CALL: &str = "JetInit";
        let mut nowhere = INSTANCE_NIL;
        let is_given = instance.is_some();
        let variable = instance.unwrap_or(&mut nowhere);
        let wanted = *variable;
        if wanted.is_none() {
            *variable = INSTANCE_NIL;
        }
        let entry = self.to_init(CALL, is_given.then_some(wanted))?;
        let begun = self.init_entry(CALL, &entry);
        match &begun {
            Ok(()) => *variable = entry.handle(),
            Err(error) if error.code() == JetErr::ALREADY_INITIALIZED => {}
            Err(_) => {
                self.remove(&mut self.process(), &entry);
                *variable = JetInstance(0);
            }
        }
        begun
    }

    /// The instance to initialise: the one wanted, or a new one.
    fn to_init(&self, call: &'static str, wanted: Option<JetInstance>) -> Result<Arc<Entry>> {
        let mut process = self.process();
        match (process.mode, wanted) {
            (Mode::Multi, None) => refuse(call, JetErr::RUNNING_IN_MULTI_INSTANCE_MODE),
            (Mode::Single, _) if self.only().is_some() => refuse(call, JetErr::ALREADY_INITIALIZED),
            (Mode::Multi, Some(handle)) if !handle.is_none() => {
                self.entry(handle).map_or_else(|| refuse(call, JetErr::INVALID_PARAMETER), Ok)
            }
            (mode, _) => {
                let entry = self.add(call, &mut process, None)?;
                if mode == Mode::Unset {
                    process.mode = Mode::Single;
                }
                Ok(entry)
            }
        }
    }

    fn init_entry(&self, call: &'static str, entry: &Entry) -> Result<()> {
        if entry.instance.phase() != Phase::Created {
            return entry.instance.init(Config::default()).in_call(call);
        }
        // Two instances that want the same paths come one after the other.
        let _process = self.process();
        let mut params = entry.params.lock().clone();
        params.resolve(|path| self.full_path(path));
        let others = self.entries().into_iter().filter(|other| other.number != entry.number);
        for other in others.filter(|other| other.instance.phase() != Phase::Created) {
            params.check_paths(call, &other.params.lock())?;
        }
        let config = params.checked_config(call)?;
        let cursors = params.number(ParamId::MAX_CURSORS);
        entry.cursors.get_or_init(|| Arc::new(CursorSlots::new(cursors as u32)));
        *entry.params.lock() = params;
        entry.instance.init(config).in_call(call)
    }

    /// Ends an instance. Source: `JetTerm2`; `JetTerm` is the same with `JET_bitTermAbrupt`.
    ///
    /// # Errors
    /// `JET_errInvalidInstance`, `JET_errInvalidParameter`, `JET_errTooManyActiveUsers` when
    /// sessions are in transactions, `JET_errTermInProgress`; `JET_errDirtyShutdown` when it was
    /// ended with the dirty bit.
    pub fn term(&self, instance: JetInstance, grbit: u32) -> Result<()> {
        const CALL: &str = "JetTerm2";
        let entry = self.resolve(CALL, instance)?;
        let bits = grbit::Term::from_bits_retain(grbit);
        let term = if bits.contains(grbit::Term::DIRTY) {
            Term::Dirty
        } else if bits.contains(grbit::Term::COMPLETE) {
            Term::Orderly
        } else {
            Term::Abrupt
        };
        let was_initialised = entry.instance.phase() != Phase::Created;
        let is_clean = entry.instance.term(term).in_call(CALL)?;
        self.remove(&mut self.process(), &entry);
        if !is_clean && was_initialised {
            return refuse(CALL, JetErr::DIRTY_SHUTDOWN);
        }
        Ok(())
    }

    /// Tells the only instance to stop. Source: `JetStopService`.
    ///
    /// # Errors
    /// `JET_errRunningInMultiInstanceMode`, `JET_errInvalidParameter` without an instance.
    pub fn stop_service(&self) -> Result<()> {
        const CALL: &str = "JetStopService";
        if self.process().mode == Mode::Multi {
            return refuse(CALL, JetErr::RUNNING_IN_MULTI_INSTANCE_MODE);
        }
        match self.only() {
            Some(entry) => {
                entry.instance.stop();
                Ok(())
            }
            None => refuse(CALL, JetErr::INVALID_PARAMETER),
        }
    }

    /// Tells an instance to stop. Source: `JetStopServiceInstance`.
    ///
    /// # Errors
    /// `JET_errInvalidInstance`, `JET_errInvalidParameter`, `JET_errNotInitialized`.
    pub fn stop_service_instance(&self, instance: JetInstance) -> Result<()> {
        const CALL: &str = "JetStopServiceInstance";
        let instance = &self.resolve(CALL, instance)?.instance;
        if instance.phase() == Phase::Created {
            return refuse(CALL, JetErr::NOT_INITIALIZED);
        }
        instance.stop();
        Ok(())
    }

    /// Tells an instance to stop all or some work of its own, or to go on with it. Returns success,
    /// or `JET_wrnCallbackNotRegistered` when a last log is to be emitted to nobody.
    /// Source: `JetStopServiceInstance2`.
    ///
    /// # Errors
    /// As [`stop_service_instance`](Self::stop_service_instance); `JET_errInvalidGrbit`;
    /// `JET_errClientRequestToStopJetService` when a stop of all is to be resumed.
    pub fn stop_service_instance2(&self, instance: JetInstance, grbit: u32) -> Result<JetErr> {
        const CALL: &str = "JetStopServiceInstance2";
        let instance = &self.resolve(CALL, instance)?.instance;
        let bits = StopService::from_bits_retain(grbit);
        let only_emits = bits == StopService::STOP_AND_EMIT_LOG;
        let emits = bits.contains(StopService::STOP_AND_EMIT_LOG);
        if !StopService::all().contains(bits) || (emits && !only_emits) {
            return refuse(CALL, JetErr::INVALID_GRBIT);
        }
        if only_emits {
            return Ok(JetErr::WRN_CALLBACK_NOT_REGISTERED);
        }
        let named = |bit, work| if bits.contains(bit) { work } else { OwnWork::NONE };
        let work = named(StopService::BACKGROUND_USER_TASKS, OwnWork::BACKGROUND)
            .and(named(StopService::QUIESCE_CACHES, OwnWork::CACHES));
        let resumes = bits.contains(StopService::RESUME);
        if !resumes && instance.phase() == Phase::Created {
            return refuse(CALL, JetErr::NOT_INITIALIZED);
        }
        match (resumes, work) {
            (true, OwnWork::NONE) => instance.resume(None).in_call(CALL)?,
            (true, work) => instance.resume(Some(work)).in_call(CALL)?,
            (false, OwnWork::NONE) => instance.stop_with_work(),
            (false, work) => instance.pause(work),
        }
        Ok(JetErr::SUCCESS)
    }

    /// The version, in ESENT's layout: 10.0 build 10240, so that clients use their newest calls.
    /// Source: `JetGetVersion`.
    ///
    /// # Errors
    /// What a session call gets.
    pub fn version(&self, sesid: crate::handle::Sesid) -> Result<u32> {
        const CALL: &str = "JetGetVersion";
        let (entry, id) = self.entry_of(CALL, sesid)?;
        entry.instance.enter(id, false).in_call(CALL)?;
        Ok(10 << 28 | 10_240 << 8)
    }
}
