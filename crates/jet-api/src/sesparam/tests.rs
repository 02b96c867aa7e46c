//! Sizes, values that are refused, and texts that are cut.

use super::*;
use crate::handle::SESID_NIL;

fn started() -> (Engine, Sesid) {
    let engine = Engine::unlogged();
    let mut instance = engine.create_instance(Some("i")).expect("room");
    engine.init(Some(&mut instance)).expect("a new instance");
    let mut sesid = SESID_NIL;
    engine.begin_session(instance, Some(&mut sesid)).expect("room");
    (engine, sesid)
}

fn read(engine: &Engine, sesid: Sesid, id: u32) -> Vec<u8> {
    let mut size = 0;
    engine.get_session_parameter(sesid, id, None, Some(&mut size)).expect("a known parameter");
    let mut buffer = vec![0xEE; size as usize];
    engine.get_session_parameter(sesid, id, Some(&mut buffer), None).expect("the right size");
    buffer
}

fn code<T>(result: Result<T>) -> JetErr {
    result.map_or_else(|error| error.code(), |_| JetErr::SUCCESS)
}

#[test]
fn what_is_set_is_read() {
    let (engine, sesid) = started();
    let values: [(u32, &[u8]); 10] = [
        (id::COMMIT_DEFAULT, &[1, 0, 0, 0]),
        (id::COMMIT_CONTEXT, &[7; 300]),
        (id::OPERATION_CONTEXT, &[1, 2, 3, 4, 5, 6, 7, 8]),
        (id::CORRELATION_ID, &[9, 0, 0, 9]),
        (id::CACHE_PRIORITY, &[0xE8, 3, 0, 0]),
        (id::COMPONENT, b"mail\0"),
        (id::ACTIVITY_ID, &[6; 16]),
        (id::IO_TRACE_FLAGS, &[5, 0, 0, 0]),
        (id::IO_PRIORITY, &[1, 0, 0, 0x40]),
        (id::WANTS_PRE_COMMIT_CALL, &[1, 0, 0, 0]),
    ];
    for (id, value) in values {
        let set = engine.set_session_parameter(sesid, id, Some(value)).expect("in range");
        assert_eq!(set, JetErr::SUCCESS, "{id}");
        assert_eq!(read(&engine, sesid, id), value, "{id}");
    }
    // Without a context there is nothing to be called about.
    engine.set_session_parameter(sesid, id::COMMIT_CONTEXT, Some(&[])).expect("empty");
    assert_eq!(read(&engine, sesid, id::WANTS_PRE_COMMIT_CALL), [0; 4]);
}

#[test]
fn what_is_out_of_range_is_refused() {
    let (engine, sesid) = started();
    let set = |id, data| code(engine.set_session_parameter(sesid, id, data));
    for id in [id::COMMIT_DEFAULT, id::CORRELATION_ID, id::ACTIVITY_ID, id::OPERATION_CONTEXT] {
        assert_eq!(set(id, Some(&[0; 5])), JetErr::INVALID_BUFFER_SIZE, "{id}");
    }
    assert_eq!(set(id::CACHE_PRIORITY, Some(&[0xE9, 3, 0, 0])), JetErr::INVALID_PARAMETER);
    assert_eq!(set(id::IO_PRIORITY, Some(&[2, 0, 0, 0])), JetErr::INVALID_GRBIT);
    assert_eq!(set(id::COMMIT_CONTEXT, Some(&[0; 30_001])), JetErr::INVALID_BUFFER_SIZE);
    assert_eq!(set(id::TRANSACTION_LEVEL, Some(&[])), JetErr::FEATURE_NOT_AVAILABLE);
    assert_eq!(set(id::TRANSACTION_LEVEL, None), JetErr::INVALID_PARAMETER);
    assert_eq!(set(4111, Some(&[0; 4])), JetErr::INVALID_SESPARAM_ID);
}

#[test]
fn a_long_description_ends_in_dots() {
    let (engine, sesid) = started();
    let set = engine.set_session_parameter(sesid, id::ACTION, Some(&[b'a'; 32]));
    assert_eq!(set.expect("cut short"), JetErr::WRN_BUFFER_TRUNCATED);
    let kept = read(&engine, sesid, id::ACTION);
    assert_eq!(kept, [&[b'a'; 28], b"...\0".as_slice()].concat());
}

#[test]
fn buffers_must_fit() {
    let (engine, sesid) = started();
    let get = |id, size: usize| {
        let (mut buffer, mut actual) = (vec![0; size], 77);
        let got = engine.get_session_parameter(sesid, id, Some(&mut buffer), Some(&mut actual));
        (code(got), actual)
    };
    for (id, size, expected) in [
        (id::COMMIT_DEFAULT, 4, (JetErr::SUCCESS, 4)),
        (id::COMMIT_DEFAULT, 8, (JetErr::INVALID_BUFFER_SIZE, 4)),
        (id::CORRELATION_ID, 8, (JetErr::SUCCESS, 4)),
        (id::CORRELATION_ID, 3, (JetErr::INVALID_BUFFER_SIZE, 4)),
        (id::COMPONENT, 0, (JetErr::BUFFER_TOO_SMALL, 1)),
        (4096, 4, (JetErr::INVALID_SESPARAM_ID, 77)),
    ] {
        assert_eq!(get(id, size), expected, "{id} in {size} bytes");
    }
    let nowhere = engine.get_session_parameter(sesid, 4096, None, None);
    assert_eq!(code(nowhere), JetErr::INVALID_PARAMETER, "the places are looked at first");
}
