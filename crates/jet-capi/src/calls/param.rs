//! System parameters.
#![allow(unsafe_code, reason = "pointers of C callers")]

use jet_api::JetErr;
use jet_api::handle::JetInstance;
use jet_api::param::{ParamId, ParamValue, SetSysParam, UnicodeIndex};

use super::session::handle;
use crate::abi::{JET_API_PTR, JET_INSTANCE, JET_SESID, JET_SETSYSPARAM, JET_UNICODEINDEX};
use crate::border::{DONE, Outcome, engine};
use crate::memory::{elements, get, put};
use crate::text::{Unit, put_text, text};

/// `JetSetSystemParameter`.
pub(crate) unsafe fn set_system_parameter<C: Unit>(
    pinstance: *mut JET_INSTANCE,
    sesid: JET_SESID,
    id: u32,
    number: JET_API_PTR,
    string: *const C,
) -> Outcome {
    // SAFETY: C1.
    let (instance, value) = unsafe { (get(pinstance), value(id, number, string)?) };
    let instance = instance.map(|instance| JetInstance(instance as u64));
    engine().set_system_parameter(instance, handle(sesid), id, value)?;
    DONE
}

/// `JetGetSystemParameter`.
pub(crate) unsafe fn get_system_parameter<C: Unit>(
    instance: JET_INSTANCE,
    sesid: JET_SESID,
    id: u32,
    pnumber: *mut JET_API_PTR,
    string: *mut C,
    size: u32,
) -> Outcome {
    // SAFETY: C1.
    let number = unsafe { get(pnumber) }.map(|number| number as u64);
    let instance = JetInstance(instance as u64);
    let fits = match engine().get_system_parameter_with(instance, handle(sesid), id, number)? {
        ParamValue::Number(value) if !pnumber.is_null() => {
            // SAFETY: C1.
            unsafe { put(pnumber, value as JET_API_PTR) };
            true
        }
        ParamValue::UnicodeIndex(index) if !pnumber.is_null() => {
            let fits = size as usize >= size_of::<JET_UNICODEINDEX>();
            if fits {
                let index = JET_UNICODEINDEX { lcid: index.lcid, dwMapFlags: index.map_flags };
                // SAFETY: C1: the number's place is that of a structure, whose size is told.
                unsafe { put(pnumber.cast(), index) };
            }
            fits
        }
        // SAFETY: C1.
        ParamValue::Text(value) if !string.is_null() && size > 0 => unsafe {
            put_text(string, size, &value)
        },
        _ => return Err(JetErr::INVALID_PARAMETER),
    };
    if fits { DONE } else { Err(JetErr::BUFFER_TOO_SMALL) }
}

/// `JetEnableMultiInstance`.
pub(crate) unsafe fn enable_multi_instance<C: Unit>(
    params: *mut JET_SETSYSPARAM<C>,
    count: u32,
    psucceeded: *mut u32,
) -> Outcome {
    let mut list = Vec::new();
    for place in elements(params, count) {
        // SAFETY: C1.
        let Some(param) = (unsafe { get(place) }) else { continue };
        // SAFETY: C1.
        let value = unsafe { value(param.paramid, param.lParam, param.sz)? };
        list.push(SetSysParam { id: param.paramid, value, err: None });
    }
    let is_missing = params.is_null() && count > 0;
    let mut succeeded = 0;
    let result = engine().enable_multi_instance((!is_missing).then_some(&mut list), &mut succeeded);
    for (place, err) in elements(params, count).zip(list.iter().filter_map(|param| param.err)) {
        // SAFETY: C1: the element was read from there.
        unsafe { put(&raw mut (*place).err, err.raw()) };
    }
    if !is_missing {
        // SAFETY: C1.
        unsafe { put(psucceeded, succeeded as u32) };
    }
    result?;
    DONE
}

/// The value among two arguments. Texts and structures are read for parameters that are such, and
/// for no other: programs pass anything in the argument that is not looked at.
unsafe fn value<C: Unit>(
    id: u32,
    number: JET_API_PTR,
    string: *const C,
) -> Result<ParamValue, JetErr> {
    let id = ParamId(id);
    if id == ParamId::UNICODE_INDEX_DEFAULT {
        // SAFETY: C1: the number is the address of a structure.
        let index = unsafe { get(number as *const JET_UNICODEINDEX) };
        return Ok(index.map_or(ParamValue::Number(0), |index| {
            ParamValue::UnicodeIndex(UnicodeIndex { lcid: index.lcid, map_flags: index.dwMapFlags })
        }));
    }
    let is_text = id.info().is_some_and(|info| info.kind.is_text());
    // SAFETY: C1.
    let string = if is_text { unsafe { text(string)? } } else { None };
    Ok(ParamValue::from_arguments(id.0, number as u64, string.as_deref()))
}
