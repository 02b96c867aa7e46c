//! `JetCreateInstance`, `JetInit`, `JetTerm`, `JetStopService` and their kin.

use jet_session::{SessionError, Term};
use jet_types::JetErr;
use jet_types::param::ParamId;

use crate::engine::{Engine, Mode};
use crate::error::{InCall, Result, refuse};
use crate::handle::JetInstance;

/// `JET_bitTermDirty`.
pub const TERM_DIRTY: u32 = 0x8;
/// `JET_bitStopServiceBackgroundUserTasks`, `JET_bitStopServiceQuiesceCaches`.
const STOP_PAUSES: u32 = 0x2 | 0x4;
/// `JET_bitStopServiceStopAndEmitLog`.
const STOP_AND_EMIT_LOG: u32 = 0x8;
/// `JET_bitStopServiceResume`.
const STOP_RESUME: u32 = 0x8000_0000;

impl Engine {
    /// Makes an instance. Source: `JetCreateInstance2`.
    ///
    /// # Errors
    /// `JET_errRunningInOneInstanceMode`, `JET_errTooManyInstances`, `JET_errInstanceNameInUse`.
    pub fn create_instance(&self, name: Option<&str>) -> Result<JetInstance> {
        const CALL: &str = "JetCreateInstance";
        let mut process = self.process();
        if process.mode == Mode::Single {
            return refuse(CALL, JetErr::RUNNING_IN_ONE_INSTANCE_MODE);
        }
        let live = self.entries();
        if live.len() as u64 >= process.globals.number(ParamId::MAX_INSTANCES) {
            return refuse(CALL, JetErr::TOO_MANY_INSTANCES);
        }
        if live.iter().any(|entry| entry.name.as_deref() == name) {
            return refuse(CALL, JetErr::INSTANCE_NAME_IN_USE);
        }
        process.mode = Mode::Multi;
        Ok(self.add(&mut process, name.map(str::to_owned)).handle())
    }

    /// Initialises an instance: the one named, or one made for the purpose. Source: `JetInit`.
    ///
    /// # Errors
    /// `JET_errRunningInMultiInstanceMode`, `JET_errAlreadyInitialized`,
    /// `JET_errInvalidParameter`; others end the instance and set the handle to 0.
    pub fn init(&self, instance: Option<&mut JetInstance>) -> Result<()> {
        const CALL: &str = "JetInit";
        let mode = self.process().mode;
        let wanted = instance.as_deref().copied();
        let entry = match (mode, wanted) {
            (Mode::Multi, None) => return refuse(CALL, JetErr::RUNNING_IN_MULTI_INSTANCE_MODE),
            (Mode::Single, _) if self.only().is_some() => {
                return refuse(CALL, JetErr::ALREADY_INITIALIZED);
            }
            (Mode::Multi, Some(handle)) if !handle.is_none() => match self.entry(handle) {
                Some(entry) => entry,
                None => return refuse(CALL, JetErr::INVALID_INSTANCE),
            },
            (mode, _) => {
                let mut process = self.process();
                if mode == Mode::Unset {
                    process.mode = Mode::Single;
                }
                self.add(&mut process, None)
            }
        };
        let config = entry.params.lock().config();
        let begun = entry.instance.init(config);
        let handle = match begun {
            Ok(()) => entry.handle(),
            Err(SessionError::AlreadyInitialized) => return begun.in_call(CALL),
            Err(_) => {
                self.remove(&mut self.process(), &entry);
                JetInstance(0)
            }
        };
        if let Some(instance) = instance {
            *instance = handle;
        }
        begun.in_call(CALL)
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
        let is_dirty = grbit & TERM_DIRTY != 0;
        let term = if is_dirty { Term::Dirty } else { Term::Orderly };
        let was_initialised = entry.instance.phase() != jet_session::Phase::Created;
        entry.instance.term(term).in_call(CALL)?;
        self.remove(&mut self.process(), &entry);
        if is_dirty && was_initialised {
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
    /// `JET_errInvalidInstance`, `JET_errInvalidParameter`.
    pub fn stop_service_instance(&self, instance: JetInstance) -> Result<()> {
        self.resolve("JetStopServiceInstance", instance)?.instance.stop();
        Ok(())
    }

    /// Tells an instance to stop some or all of its work, or to go on with it.
    /// Source: `JetStopServiceInstance2`.
    ///
    /// # Errors
    /// As [`stop_service_instance`](Self::stop_service_instance); `JET_errInvalidGrbit`;
    /// `JET_errClientRequestToStopJetService` when a stop for good is to be resumed.
    pub fn stop_service_instance2(&self, instance: JetInstance, grbit: u32) -> Result<()> {
        const CALL: &str = "JetStopServiceInstance2";
        let entry = self.resolve(CALL, instance)?;
        let is_known = grbit & !(STOP_PAUSES | STOP_AND_EMIT_LOG | STOP_RESUME) == 0;
        let is_alone = grbit & STOP_AND_EMIT_LOG == 0 || grbit == STOP_AND_EMIT_LOG;
        if !is_known || !is_alone {
            return refuse(CALL, JetErr::INVALID_GRBIT);
        }
        if grbit & STOP_RESUME != 0 {
            return entry.instance.resume().in_call(CALL);
        }
        if grbit == 0 {
            entry.instance.stop();
        }
        // Background work and caches to quiet come with the writing engine.
        Ok(())
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
