//! Instances: `JetCreateInstance`, `JetInit`, `JetTerm`, `JetStopService` and their kin.

use jet_api::Engine;
use jet_api::handle::JetInstance;
use jet_types::JetErr;
use jet_types::code::Category;
use jet_types::grbit::Term;

use super::Run;
use crate::args::Place;
use crate::call::{Answer, Call, SENTINEL, code, shown_code, warned};
use crate::constants;
use crate::symbols::Kind;

pub(super) const CALLS: &[(&str, Run)] = &[
    ("JetCreateInstance", create_instance),
    ("JetCreateInstance2", create_instance),
    ("JetInit", init),
    ("JetTerm", term),
    ("JetTerm2", term2),
    ("JetStopService", |call| Ok(code(call.engine.stop_service()))),
    ("JetStopServiceInstance", stop_service_instance),
    ("JetStopServiceInstance2", stop_service_instance2),
    ("JetGetVersion", version),
    ("JetGetErrorInfo", error_info),
    ("JetFreeBuffer", |_| Ok(JetErr::SUCCESS)),
];

fn create_instance(call: &mut Call<'_>) -> Answer {
    let (place, mut instance) = (call.place("pinstance")?, JetInstance(SENTINEL));
    let name = call.text("szInstanceName")?;
    // For events and counters, of which there are none.
    call.text("szDisplayName")?;
    call.flags("grbit")?;
    let result = call.engine.create_instance2(place.of(&mut instance), name.as_deref());
    call.bind(place, Kind::Instance, instance.0);
    Ok(code(result))
}

fn init(call: &mut Call<'_>) -> Answer {
    with_variable(call, |call, instance| Ok(code(call.engine.init(instance))))
}

/// Runs a call with an instance variable that it reads and may write.
fn with_variable(
    call: &mut Call<'_>,
    run: impl FnOnce(&mut Call<'_>, Option<&mut JetInstance>) -> Answer,
) -> Answer {
    let symbol = call.symbol("as").or_else(|| call.symbol("pinstance"));
    let Some(before) = call.variable("pinstance")?.map(JetInstance) else {
        return run(call, None);
    };
    let mut instance = before;
    let answer = run(call, Some(&mut instance))?;
    if instance != before {
        let place = Place { argument: "pinstance", symbol };
        call.bind(place, Kind::Instance, instance.0);
    }
    Ok(answer)
}

fn term(call: &mut Call<'_>) -> Answer {
    let instance = call.instance()?;
    Ok(code(call.engine.term(instance, Term::ABRUPT.bits())))
}

fn term2(call: &mut Call<'_>) -> Answer {
    let (instance, grbit) = (call.instance()?, call.flags("grbit")?);
    Ok(code(call.engine.term(instance, grbit)))
}

fn stop_service_instance(call: &mut Call<'_>) -> Answer {
    let instance = call.instance()?;
    Ok(code(call.engine.stop_service_instance(instance)))
}

fn stop_service_instance2(call: &mut Call<'_>) -> Answer {
    let (instance, grbit) = (call.instance()?, call.flags("grbit")?);
    Ok(warned(call.engine.stop_service_instance2(instance, grbit)))
}

fn version(call: &mut Call<'_>) -> Answer {
    let sesid = call.sesid()?;
    let result = call.engine.version(sesid);
    if let Ok(version) = &result {
        call.put("pwVersion", *version);
    }
    Ok(code(result))
}

fn error_info(call: &mut Call<'_>) -> Answer {
    let context = call.variable("pvContext")?.map(|code| JetErr::from_raw(code as i32));
    let (level, grbit) = (call.number32("InfoLevel")?, call.flags("grbit")?);
    let size = call.size("cbMax")?;
    // What the caller says of the structure's size is not looked at.
    call.number("cbStruct")?;
    let result = Engine::error_info(context, level, grbit, size);
    if let Ok(info) = &result {
        let name = |category: Category| constants::name("JET_errcat", category.raw());
        call.put("errValue", shown_code(info.code));
        call.put("errcatMostSpecific", name(info.category));
        call.put("rgCategoricalHierarchy", info.hierarchy.map(name).to_vec());
        call.put("lSourceLine", 0);
    }
    Ok(code(result))
}
