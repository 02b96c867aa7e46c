//! `JetEnableMultiInstance`: parameters of the process, set once by whoever comes first.

use jet_types::JetErr;
use jet_types::param::{ParamId, Scope, When};

use super::{ParamValue, parameters};
use crate::engine::{Engine, Mode, Process};
use crate::error::{ApiError, Result, refuse};
use crate::handle::SESID_NIL;

const CALL: &str = "JetEnableMultiInstance";

/// `JET_SETSYSPARAM`: a parameter to set, and how that went.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetSysParam {
    /// The parameter's number.
    pub id: u32,
    /// Its value.
    pub value: ParamValue,
    /// What came of it; `None` when a parameter before it failed.
    pub err: Option<JetErr>,
}

impl Engine {
    /// Sets global parameters and makes the process one of many instances; a second time it only
    /// compares. `list` is `None` for a null pointer to some parameters; `set` counts the
    /// parameters that were set or found equal.
    ///
    /// # Errors
    /// `JET_errInvalidParameter` without a list, `JET_errRunningInOneInstanceMode`,
    /// `JET_errSystemParamsAlreadySet` or `JET_errSystemParameterConflict` in multi mode, and what
    /// [`set_system_parameter`](Self::set_system_parameter) gives.
    pub fn enable_multi_instance(
        &self,
        list: Option<&mut [SetSysParam]>,
        set: &mut usize,
    ) -> Result<()> {
        let Some(list) = list else { return refuse(CALL, JetErr::INVALID_PARAMETER) };
        *set = 0;
        let mode = self.process().mode;
        match mode {
            Mode::Single => return refuse(CALL, JetErr::RUNNING_IN_ONE_INSTANCE_MODE),
            Mode::Multi => {
                each(list, set, |param| same(&self.process(), param))?;
                return all_given(&self.process(), list);
            }
            Mode::Unset => {}
        }
        each(list, set, |param| {
            self.set_system_parameter(None, SESID_NIL, param.id, param.value.clone())
        })?;
        self.process().mode = Mode::Multi;
        Ok(())
    }
}

/// Does something with each parameter until it fails with one.
fn each(
    list: &mut [SetSysParam],
    set: &mut usize,
    mut work: impl FnMut(&SetSysParam) -> Result<()>,
) -> Result<()> {
    for param in list {
        let result = work(param);
        param.err = Some(result.as_ref().map_or_else(ApiError::code, |()| JetErr::SUCCESS));
        result?;
        *set += 1;
    }
    Ok(())
}

/// Whether a parameter has this value.
fn same(process: &Process, param: &SetSysParam) -> Result<()> {
    let Some(info) = ParamId(param.id).info() else {
        return refuse(CALL, JetErr::INVALID_PARAMETER);
    };
    let is_same = is_fixed_early(info) <= process.globals.is_set(param.id)
        && process.globals.get(info) == param.value;
    if is_same { Ok(()) } else { refuse(CALL, JetErr::SYSTEM_PARAMETER_CONFLICT) }
}

/// Whether the list has all parameters that were set and are fixed by the first instance.
fn all_given(process: &Process, list: &[SetSysParam]) -> Result<()> {
    let is_left_out = |info: &&jet_types::param::ParamInfo| {
        is_fixed_early(info)
            && process.globals.is_set(info.id)
            && list.iter().all(|param| param.id != info.id)
    };
    match parameters().iter().find(is_left_out) {
        Some(_) => refuse(CALL, JetErr::SYSTEM_PARAMETER_CONFLICT),
        None => refuse(CALL, JetErr::SYSTEM_PARAMS_ALREADY_SET),
    }
}

fn is_fixed_early(info: &jet_types::param::ParamInfo) -> bool {
    info.scope == Scope::Global && info.when == When::BeforeFirstInstance
}
