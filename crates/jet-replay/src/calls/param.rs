//! System parameters.

use jet_api::handle::JetInstance;
use jet_api::param::{ParamPlace, ParamValue, SetSysParam, UnicodeIndex};
use serde_json::Value;

use super::Run;
use crate::args::{Args, Unfit};
use crate::call::{Answer, Call, SENTINEL, code, shown_code};

pub(super) const CALLS: &[(&str, Run)] = &[
    ("JetSetSystemParameter", set_system_parameter),
    ("JetGetSystemParameter", get_system_parameter),
    ("JetEnableMultiInstance", enable_multi_instance),
];

fn set_system_parameter(call: &mut Call<'_>) -> Answer {
    let instance = call.variable("pinstance")?.map(JetInstance);
    let (sesid, id) = (call.sesid()?, call.number32("paramid")?);
    let (number, text) = (call.number("lParam")?, call.text("szParam")?);
    let value = match unicode_index(call)? {
        Some(index) => ParamValue::UnicodeIndex(index),
        None => ParamValue::from_arguments(id, number, text.as_deref()),
    };
    Ok(code(call.engine.set_system_parameter(instance, sesid, id, value)))
}

fn get_system_parameter(call: &mut Call<'_>) -> Answer {
    let (instance, sesid) = (call.instance()?, call.sesid()?);
    let id = call.number32("paramid")?;
    let before = if call.is_given("plParamIn") { call.number("plParamIn")? } else { SENTINEL };
    let size = call.size("cbMax")?;
    let has_text = !call.is_null("szParam") && size > 0;
    let index = unicode_index(call)?;
    let mut place = ParamPlace {
        number: (!call.is_null("plParam")).then_some(before),
        text_size: if has_text { size } else { 0 },
        ..ParamPlace::default()
    };
    let result = call.engine.get_system_parameter_into(instance, sesid, id, &mut place);
    if let (Some(number), None) = (place.number, index)
        && number != before
    {
        call.put("plParam", number);
    }
    if let (Some(before), Some(index)) = (index, place.unicode_index)
        && index != before
    {
        call.put("lcid", index.lcid);
        call.put("dwMapFlags", index.map_flags);
    }
    // Transcripts use the 8-bit form, which passes no text on after an error, and an empty one if
    // none was written.
    if result.is_ok() && has_text {
        call.put_text("szParam", &place.text.unwrap_or_default());
    }
    Ok(code(result))
}

fn unicode_index(call: &Call<'_>) -> Result<Option<UnicodeIndex>, Unfit> {
    let Some(index) = call.structure("unicodeindex")? else { return Ok(None) };
    let (lcid, map_flags) = (index.number32("lcid")?, index.number32("dwMapFlags")?);
    Ok(Some(UnicodeIndex { lcid, map_flags }))
}

fn enable_multi_instance(call: &mut Call<'_>) -> Answer {
    let mut list = match call.structures("psetsysparam")? {
        Some(list) => Some(list.iter().map(set_sys_param).collect::<Result<Vec<_>, _>>()?),
        // A null list of no parameters is an empty list.
        None => (call.number("csetsysparam")? == 0).then(Vec::new),
    };
    let mut set = usize::MAX;
    let result = call.engine.enable_multi_instance(list.as_deref_mut(), &mut set);
    if set != usize::MAX {
        call.put("pcsetsucceed", set);
        let errors = list.into_iter().flatten().map(|param| param.err.map(shown_code));
        let errors: Vec<Value> = errors.map(Option::unwrap_or_default).collect();
        if errors.iter().any(|error| !error.is_null()) {
            call.put("err", errors);
        }
    }
    Ok(code(result))
}

fn set_sys_param(param: &Args<'_>) -> Result<SetSysParam, Unfit> {
    let (id, number, text) =
        (param.number32("paramid")?, param.number("lParam")?, param.text("sz")?);
    let value = ParamValue::from_arguments(id, number, text.as_deref());
    Ok(SetSysParam { id, value, err: None })
}
