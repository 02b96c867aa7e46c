//! `JetSetSystemParameter`, `JetGetSystemParameter`: parameters by number.
//!
//! The process has a set of values, and every instance a copy of its own made when it was created.
//! Inside the engine nobody sees a number: `Params::config` turns them into typed fields.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jet_session::{Config, Phase};
use jet_types::param::{Access, Default as Initial, Kind, ParamId, ParamInfo, Scope, When};
use jet_types::{JetErr, PageSize, param};

use crate::engine::{Engine, Entry, Mode, Process};
use crate::error::{Result, refuse};
use crate::handle::{JetInstance, Sesid};

/// A value of a parameter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ParamValue {
    /// A number, a truth value, option bits.
    Number(u64),
    /// Text.
    Text(String),
}

/// Values that differ from the defaults.
#[derive(Clone, Debug, Default)]
pub(crate) struct Params {
    values: BTreeMap<u32, ParamValue>,
}

/// Commit bits that may be a default: lazy flush and the two waits.
const COMMIT_BITS: u64 = 0x1 | 0x2 | 0x8 | 0x10 | 0x20;
/// Bits of `JET_paramEnableShrinkDatabase`.
const SHRINK_BITS: u64 = 0x1 | 0x2;

impl Params {
    fn get(&self, info: &ParamInfo) -> ParamValue {
        self.values.get(&info.id).cloned().unwrap_or_else(|| match info.default {
            Initial::Number(number) => ParamValue::Number(number),
            Initial::Str(text) => ParamValue::Text(text.to_owned()),
            Initial::Absent if info.kind.is_text() => ParamValue::Text(String::new()),
            Initial::Absent => ParamValue::Number(0),
        })
    }

    /// The number under `id`, 0 for text.
    pub(crate) fn number(&self, id: ParamId) -> u64 {
        match id.info().map(|info| self.get(info)) {
            Some(ParamValue::Number(number)) => number,
            _ => 0,
        }
    }

    /// What an instance is made of.
    pub(crate) fn config(&self) -> Config {
        Config {
            max_sessions: self.number(ParamId::MAX_SESSIONS) as u32,
            commit_default: self.number(ParamId::COMMIT_DEFAULT) as u32,
        }
    }

    /// The page size.
    pub(crate) fn page_size(&self) -> Option<PageSize> {
        PageSize::new(self.number(ParamId::DATABASE_PAGE_SIZE) as u32)
    }
}

impl Engine {
    /// Sets a parameter of the process, of an instance, or of a session's instance.
    ///
    /// # Errors
    /// `JET_errInvalidSesid`, `JET_errInvalidInstance`, `JET_errInvalidParameter`,
    /// `JET_errAlreadyInitialized` when it is too late, `JET_errInvalidGrbit`,
    /// `JET_errInvalidPath`, `JET_errInitInProgress`, `JET_errTermInProgress`,
    /// `JET_errRestoreInProgress`.
    pub fn set_system_parameter(
        &self,
        instance: Option<JetInstance>,
        sesid: Sesid,
        id: u32,
        value: ParamValue,
    ) -> Result<()> {
        const CALL: &str = "JetSetSystemParameter";
        let info = ParamId(id).info();
        let Some(info) = info.filter(|info| info.kind != Kind::None) else {
            return refuse(CALL, JetErr::INVALID_PARAMETER);
        };
        let target = self.target(CALL, info, instance, sesid)?;
        if ParamId(id) == ParamId::COMMIT_DEFAULT && sesid_is_given(sesid) {
            return self.set_session_commit_default(CALL, sesid, &value);
        }
        let has_instances = !self.entries().is_empty();
        match target {
            Some(entry) => {
                let phase = entry.instance.phase();
                admit(CALL, phase)?;
                let mut params = entry.params.lock();
                set(CALL, &mut params, info, value, phase != Phase::Created, has_instances)
            }
            None => {
                let mut process = self.process();
                set(CALL, &mut process.globals, info, value, false, has_instances)
            }
        }
    }

    /// Reads a parameter of the process, of an instance, or of a session's instance.
    ///
    /// # Errors
    /// `JET_errInvalidSesid`, `JET_errInvalidInstance`, `JET_errInvalidParameter`.
    pub fn get_system_parameter(
        &self,
        instance: JetInstance,
        sesid: Sesid,
        id: u32,
    ) -> Result<ParamValue> {
        const CALL: &str = "JetGetSystemParameter";
        let info = ParamId(id).info();
        let readable = |info: &&ParamInfo| info.kind != Kind::None;
        let Some(info) = info.filter(readable) else {
            return refuse(CALL, JetErr::INVALID_PARAMETER);
        };
        let target = self.target(CALL, info, Some(instance), sesid)?;
        if ParamId(id) == ParamId::TRANSACTION_LEVEL {
            return self.transaction_level(CALL, sesid);
        }
        if ParamId(id) == ParamId::COMMIT_DEFAULT && sesid_is_given(sesid) {
            let (entry, id) = self.entry_of(CALL, sesid)?;
            let mut inside = enter(CALL, &entry, id)?;
            return Ok(ParamValue::Number(inside.payload().commit_default().into()));
        }
        let params = match target {
            Some(entry) => entry.params.lock().clone(),
            None => self.process().globals.clone(),
        };
        Ok(computed(info, &params).unwrap_or_else(|| params.get(info)))
    }

    /// The name and text of a code, as `JET_paramErrorToString` gives them.
    pub fn error_to_string(code: JetErr) -> Option<String> {
        Some(format!("{}, {}", code.name()?, code.text()?))
    }

    /// Sets global parameters and makes the process one of many instances; a second time it only
    /// compares. Returns how many were set.
    ///
    /// # Errors
    /// `JET_errRunningInOneInstanceMode`; `JET_errSystemParamsAlreadySet` or
    /// `JET_errSystemParameterConflict` in multi mode; what setting gives, with the count before.
    pub fn enable_multi_instance(
        &self,
        list: &[(u32, ParamValue)],
    ) -> std::result::Result<usize, (usize, crate::ApiError)> {
        const CALL: &str = "JetEnableMultiInstance";
        let fail = |count, code| refuse(CALL, code).map_err(|error| (count, error));
        let mode = self.process().mode;
        match mode {
            Mode::Single => fail(0, JetErr::RUNNING_IN_ONE_INSTANCE_MODE),
            Mode::Multi => {
                let process = self.process();
                let same = |(id, value): &(u32, ParamValue)| is_value(&process, *id, value);
                let equal = list.iter().all(same);
                fail(
                    0,
                    if equal {
                        JetErr::SYSTEM_PARAMS_ALREADY_SET
                    } else {
                        JetErr::SYSTEM_PARAMETER_CONFLICT
                    },
                )
            }
            Mode::Unset => {
                for (count, (id, value)) in list.iter().enumerate() {
                    let none = crate::handle::SESID_NIL;
                    self.set_system_parameter(None, none, *id, value.clone())
                        .map_err(|error| (count, error))?;
                }
                self.process().mode = Mode::Multi;
                Ok(list.len())
            }
        }
    }

    /// Whose value is meant; `None` is the process.
    fn target(
        &self,
        call: &'static str,
        info: &ParamInfo,
        instance: Option<JetInstance>,
        sesid: Sesid,
    ) -> Result<Option<Arc<Entry>>> {
        let mode = self.process().mode;
        let is_global = info.scope == Scope::Global;
        match mode {
            Mode::Unset => Ok(None),
            Mode::Single => Ok(if is_global { None } else { self.only() }),
            Mode::Multi => {
                let entry = if sesid_is_given(sesid) {
                    Some(self.entry_of(call, sesid)?.0)
                } else {
                    match instance {
                        Some(handle) if !handle.is_none() => match self.entry(handle) {
                            Some(entry) => Some(entry),
                            None => return refuse(call, JetErr::INVALID_INSTANCE),
                        },
                        _ => None,
                    }
                };
                Ok(entry.filter(|_| !is_global))
            }
        }
    }

    fn set_session_commit_default(
        &self,
        call: &'static str,
        sesid: Sesid,
        value: &ParamValue,
    ) -> Result<()> {
        let (entry, id) = self.entry_of(call, sesid)?;
        match value {
            ParamValue::Number(bits) if bits & !COMMIT_BITS == 0 => {
                enter(call, &entry, id)?.payload().set_commit_default(*bits as u32);
                Ok(())
            }
            _ => refuse(call, JetErr::INVALID_PARAMETER),
        }
    }

    fn transaction_level(&self, call: &'static str, sesid: Sesid) -> Result<ParamValue> {
        let (entry, id) = self.entry_of(call, sesid)?;
        let level = enter(call, &entry, id)?.payload().level();
        Ok(ParamValue::Number(level.into()))
    }
}

fn enter<'a>(
    call: &'static str,
    entry: &'a Entry,
    id: jet_session::SessionId,
) -> Result<jet_session::Checkout<'a, jet_session::Session>> {
    use crate::error::InCall;
    entry.instance.enter(id, true).in_call(call)
}

fn sesid_is_given(sesid: Sesid) -> bool {
    sesid.0 != 0 && sesid != crate::handle::SESID_NIL
}

fn is_value(process: &Process, id: u32, value: &ParamValue) -> bool {
    ParamId(id).info().is_some_and(|info| process.globals.get(info) == *value)
}

/// Whether an instance takes parameters now.
fn admit(call: &'static str, phase: Phase) -> Result<()> {
    match phase {
        Phase::Created | Phase::Running => Ok(()),
        Phase::Initialising => refuse(call, JetErr::INIT_IN_PROGRESS),
        Phase::Restoring => refuse(call, JetErr::RESTORE_IN_PROGRESS),
        Phase::Terminating | Phase::Terminated => refuse(call, JetErr::TERM_IN_PROGRESS),
    }
}

/// Sets a value, checked in the documented order.
fn set(
    call: &'static str,
    params: &mut Params,
    info: &ParamInfo,
    value: ParamValue,
    is_initialised: bool,
    has_instances: bool,
) -> Result<()> {
    if matches!(info.access, Access::Illegal | Access::ReadOnly) {
        return refuse(call, JetErr::INVALID_PARAMETER);
    }
    let Some(value) = converted(info, value) else {
        return refuse(call, JetErr::INVALID_PARAMETER);
    };
    let is_same = params.get(info) == value;
    if is_same && !matches!(info.kind, Kind::Folder | Kind::Path) {
        return Ok(());
    }
    let is_late = match info.when {
        When::BeforeInit => is_initialised,
        When::BeforeFirstInstance => has_instances,
        When::AnyTime | When::AtAttach => false,
        When::Never => return refuse(call, JetErr::INVALID_PARAMETER),
    };
    if is_late {
        return refuse(call, JetErr::ALREADY_INITIALIZED);
    }
    let value = checked(call, info, value)?;
    params.values.insert(info.id, value);
    Ok(())
}

/// The value in the parameter's own form, or `None` when it is of another.
fn converted(info: &ParamInfo, value: ParamValue) -> Option<ParamValue> {
    match value {
        ParamValue::Text(text) => info.kind.is_text().then_some(ParamValue::Text(text)),
        ParamValue::Number(_) if info.kind.is_text() => None,
        ParamValue::Number(number) if info.kind == Kind::Bool => {
            Some(ParamValue::Number(u64::from(number != 0)))
        }
        number => Some(number),
    }
}

/// The value, if it lies in the parameter's range.
fn checked(call: &'static str, info: &ParamInfo, value: ParamValue) -> Result<ParamValue> {
    let invalid = || refuse(call, JetErr::INVALID_PARAMETER);
    match value {
        ParamValue::Text(text) => {
            let text = match info.kind {
                Kind::Folder => full_path(&text, true),
                Kind::Path => full_path(&text, false),
                _ => text,
            };
            let len = text.chars().count() as u64;
            let fits = (info.min..=info.max).contains(&len);
            if fits { Ok(ParamValue::Text(text)) } else { invalid() }
        }
        ParamValue::Number(number) => {
            let id = ParamId(info.id);
            if id == ParamId::ENABLE_SHRINK_DATABASE && number & !SHRINK_BITS != 0 {
                return refuse(call, JetErr::INVALID_GRBIT);
            }
            let is_bad = !(info.min..=info.max).contains(&number)
                || (info.kind == Kind::PowerOfTwo && !number.is_power_of_two())
                || (id == ParamId::COMMIT_DEFAULT && number & !COMMIT_BITS != 0);
            if is_bad { invalid() } else { Ok(ParamValue::Number(number)) }
        }
    }
}

/// A full path: a folder ends in a separator; a bare file name stays as it is.
fn full_path(text: &str, is_folder: bool) -> String {
    let path = Path::new(text);
    let is_bare = !is_folder && path.components().count() <= 1 && !text.ends_with(['/', '\\']);
    if text.is_empty() || is_bare {
        return text.to_owned();
    }
    let full: PathBuf = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut full = full.to_string_lossy().into_owned();
    let wants_separator = is_folder || text.ends_with(['/', '\\']);
    if wants_separator && !full.ends_with(std::path::MAIN_SEPARATOR) {
        full.push(std::path::MAIN_SEPARATOR);
    }
    full
}

/// Parameters that follow from others.
fn computed(info: &ParamInfo, params: &Params) -> Option<ParamValue> {
    let size = params.page_size()?;
    let number = match ParamId(info.id) {
        ParamId::KEY_MOST => match size {
            PageSize::KIB_2 => 500,
            PageSize::KIB_4 => 1000,
            _ => 2000,
        },
        ParamId::LV_CHUNK_SIZE_MOST => match size {
            PageSize::KIB_2 => 1966,
            PageSize::KIB_4 => 4014,
            PageSize::KIB_8 => 8110,
            PageSize::KIB_16 => 4050,
            _ => 8150,
        },
        ParamId::RECORD_SIZE_MOST => match size {
            PageSize::KIB_2 => 1741,
            PageSize::KIB_4 => 3789,
            PageSize::KIB_8 => 7885,
            PageSize::KIB_16 => 16037,
            _ => 32421,
        },
        _ => return None,
    };
    Some(ParamValue::Number(number))
}

/// All system parameters.
pub fn parameters() -> &'static [ParamInfo] {
    param::system()
}
