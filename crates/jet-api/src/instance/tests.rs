//! Handles after errors, paths of two instances, stops.

use super::*;
use crate::handle::SESID_NIL;
use crate::param::ParamValue;
use jet_types::param::ParamId;

fn code<T>(result: Result<T>) -> JetErr {
    result.map_or_else(|error| error.code(), |_| JetErr::SUCCESS)
}

fn created(engine: &Engine, name: &str) -> JetInstance {
    engine.create_instance(Some(name)).expect("room")
}

#[test]
fn a_variable_tells_what_became_of_its_instance() {
    let engine = Engine::unlogged();
    let mut variable = JetInstance(77);
    let mut none = JetInstance(0);
    assert_eq!(code(engine.init(Some(&mut none))), JetErr::SUCCESS);
    assert!(!none.is_none(), "an instance was made");
    let made = engine.create_instance2(Some(&mut variable), Some("x"));
    assert_eq!(code(made), JetErr::RUNNING_IN_ONE_INSTANCE_MODE);
    assert_eq!(variable, INSTANCE_NIL);
    let mut other = JetInstance(0);
    assert_eq!(code(engine.init(Some(&mut other))), JetErr::ALREADY_INITIALIZED);
    assert_eq!(other, INSTANCE_NIL);
    assert_eq!(code(engine.create_instance2(None, None)), JetErr::INVALID_PARAMETER);
}

/// Two instances of a process have a log, a checkpoint and a temporary database each.
#[test]
fn paths_belong_to_one_instance() {
    let set = |engine: &Engine, instance, id: ParamId, text: &str| {
        let value = ParamValue::Text(text.to_owned());
        engine.set_system_parameter(Some(instance), SESID_NIL, id.0, value).expect("a path");
    };
    for (differing, expected) in [
        (&[][..], JetErr::TEMP_PATH_IN_USE),
        (&[ParamId::TEMP_PATH][..], JetErr::SYSTEM_PATH_IN_USE),
        (&[ParamId::TEMP_PATH, ParamId::SYSTEM_PATH][..], JetErr::LOG_FILE_PATH_IN_USE),
        (&[ParamId::TEMP_PATH, ParamId::SYSTEM_PATH, ParamId::LOG_FILE_PATH][..], JetErr::SUCCESS),
    ] {
        let folder = tempfile::TempDir::new().expect("a folder for temporary files");
        std::fs::create_dir(folder.path().join("b")).expect("fresh");
        let engine = Engine::in_folder(folder.path());
        let (mut first, mut second) = (created(&engine, "a"), created(&engine, "b"));
        engine.init(Some(&mut first)).expect("the first");
        differing.iter().for_each(|id| set(&engine, second, *id, "b/"));
        assert_eq!(code(engine.init(Some(&mut second))), expected, "{differing:?}");
        let is_gone = second == JetInstance(0);
        assert_eq!(is_gone, expected != JetErr::SUCCESS, "the instance is over after an error");
    }
}

#[test]
fn a_log_file_must_hold_a_record_of_two_pages() {
    let folder = tempfile::TempDir::new().expect("a folder for temporary files");
    let engine = Engine::in_folder(folder.path());
    let set = |id: ParamId, number| {
        let value = ParamValue::Number(number);
        engine.set_system_parameter(None, SESID_NIL, id.0, value).expect("in range");
    };
    set(ParamId::DATABASE_PAGE_SIZE, 32_768);
    set(ParamId::LOG_FILE_SIZE, 64);
    let mut instance = created(&engine, "a");
    assert_eq!(code(engine.init(Some(&mut instance))), JetErr::INVALID_SETTINGS);
    set(ParamId::LOG_FILE_SIZE, 128);
    let mut instance = created(&engine, "a");
    assert_eq!(code(engine.init(Some(&mut instance))), JetErr::SUCCESS);
}

#[test]
fn stops_are_checked_in_order() {
    let engine = Engine::unlogged();
    let mut instance = created(&engine, "a");
    let (pause, resume) = (StopService::QUIESCE_CACHES, StopService::RESUME);
    let stop = |instance, bits: u32| engine.stop_service_instance2(instance, bits);
    assert_eq!(code(stop(instance, 0x40)), JetErr::INVALID_GRBIT);
    assert_eq!(code(stop(instance, 0x8 | 0x2)), JetErr::INVALID_GRBIT);
    assert_eq!(code(stop(instance, resume.bits())), JetErr::SUCCESS);
    assert_eq!(code(stop(instance, 0)), JetErr::NOT_INITIALIZED);
    assert_eq!(code(engine.stop_service_instance(instance)), JetErr::NOT_INITIALIZED);
    engine.init(Some(&mut instance)).expect("a new instance");
    assert_eq!(code(stop(instance, pause.bits())), JetErr::SUCCESS);
    let mut sesid = SESID_NIL;
    assert_eq!(code(engine.begin_session(instance, Some(&mut sesid))), JetErr::SUCCESS);
    assert_eq!(code(stop(instance, 0)), JetErr::SUCCESS);
    let stopped = JetErr::CLIENT_REQUEST_TO_STOP_JET_SERVICE;
    assert_eq!(code(stop(instance, resume.bits())), stopped);
    assert_eq!(code(stop(instance, (resume | pause).bits())), JetErr::SUCCESS);
    assert_eq!(code(engine.dup_session(sesid, Some(&mut sesid.clone()))), stopped);
}
