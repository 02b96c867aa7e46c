//! Every parameter: default, range, and the time it may be set.

use super::*;
use crate::handle::{INSTANCE_NIL, SESID_NIL};

fn is_number(info: &ParamInfo) -> bool {
    matches!(info.kind, Kind::Int | Kind::Bool | Kind::Grbit | Kind::PowerOfTwo)
}

fn code<T>(result: Result<T>) -> JetErr {
    result.map_or_else(|error| error.code(), |_| JetErr::SUCCESS)
}

#[test]
fn every_readable_default_is_as_documented() {
    let engine = Engine::new();
    for info in parameters().iter().filter(|info| info.kind != Kind::None) {
        let got = engine.get_system_parameter(INSTANCE_NIL, SESID_NIL, info.id);
        match info.default {
            Initial::Number(number) if ParamId(info.id) != ParamId::TRANSACTION_LEVEL => {
                let computed =
                    [ParamId::KEY_MOST, ParamId::LV_CHUNK_SIZE_MOST, ParamId::RECORD_SIZE_MOST];
                if !computed.contains(&ParamId(info.id)) {
                    assert_eq!(got.expect(info.name), ParamValue::Number(number), "{}", info.name);
                }
            }
            Initial::Str(text) => {
                let text = text.replace('\\', std::path::MAIN_SEPARATOR_STR);
                assert_eq!(got.expect(info.name), ParamValue::Text(text));
            }
            _ => {}
        }
    }
}

#[test]
fn numbers_outside_their_range_are_refused() {
    let writable = |info: &&ParamInfo| {
        is_number(info) && info.access == Access::ReadWrite && info.kind != Kind::Bool
    };
    for info in parameters().iter().filter(writable) {
        let engine = Engine::new();
        let set = |number| {
            let value = ParamValue::Number(number);
            code(engine.set_system_parameter(None, SESID_NIL, info.id, value))
        };
        if info.kind == Kind::Int && info.when != When::Never {
            assert_eq!(set(info.min), JetErr::SUCCESS, "{} min", info.name);
            assert_eq!(set(info.max), JetErr::SUCCESS, "{} max", info.name);
        }
        if let Some(over) = info.max.checked_add(1) {
            assert_ne!(set(over), JetErr::SUCCESS, "{} above", info.name);
        }
        if let Some(under) = info.min.checked_sub(1) {
            assert_ne!(set(under), JetErr::SUCCESS, "{} below", info.name);
        }
    }
}

#[test]
fn what_is_fixed_by_init_is_refused_afterwards() {
    let engine = Engine::unlogged();
    let mut instance = engine.create_instance(Some("a")).expect("room");
    engine.init(Some(&mut instance)).expect("a new instance");
    for info in parameters().iter().filter(|info| info.access == Access::ReadWrite) {
        if info.when == When::BeforeInit && info.kind == Kind::Int {
            let other = if info.default == Initial::Number(info.max) { info.min } else { info.max };
            let value = ParamValue::Number(other);
            let got = engine.set_system_parameter(Some(instance), SESID_NIL, info.id, value);
            assert_eq!(code(got), JetErr::ALREADY_INITIALIZED, "{}", info.name);
            let present = engine.get_system_parameter(instance, SESID_NIL, info.id).expect("there");
            let again = engine.set_system_parameter(Some(instance), SESID_NIL, info.id, present);
            assert_eq!(code(again), JetErr::SUCCESS, "{}: the same value again", info.name);
        }
    }
}
