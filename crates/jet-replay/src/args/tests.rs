//! Every form of argument, and what is left unread.

use serde_json::json;

use super::*;
use crate::symbols::Kind;

/// Reads from these arguments, with `$s` standing for 77.
fn with<T>(values: &Value, read: impl FnOnce(&Args<'_>) -> T) -> (T, Result<(), Unfit>) {
    let mut symbols = Symbols::default();
    symbols.bind("$s".to_owned(), Kind::Session, 77);
    let scratch = Scratch::new().expect("room for a folder");
    let reading = Reading::new(&symbols, &scratch);
    let values = values.as_object().expect("an object");
    let result = read(&Args::new(&reading, values));
    (result, reading.check_all_read(values))
}

#[test]
fn numbers_come_in_many_forms() {
    for (value, number) in [
        (json!(7), 7),
        (json!(-1), u64::MAX),
        (json!("nil"), u64::MAX),
        (json!("$s"), 77),
        (json!("$never"), 0),
        (json!("JET_paramMaxSessions"), 5),
    ] {
        let (read, all) = with(&json!({"x": value}), |args| args.number("x"));
        assert_eq!(read.expect("a number"), number, "{value}");
        all.expect("it was read");
    }
    assert!(with(&json!({"x": "JET_bitNone"}), |args| args.number("x")).0.is_err());
    assert_eq!(with(&json!({}), |args| args.number("x")).0.expect("absent is 0"), 0);
    let flags = json!({"x": ["JET_bitTermAbrupt", 8]});
    assert_eq!(with(&flags, |args| args.flags("x")).0.expect("flags"), 10);
}

#[test]
fn keys_end_in_two_terminators() {
    let read = |key: Value| with(&key, |args| args.key("szKey", "cbKey")).0.expect("a key");
    let key = read(json!({"szKey": ["+a", "-b"]}));
    assert_eq!((key.data.as_deref(), key.size), (Some(&b"+a\0-b\0\0"[..]), 7));
    assert_eq!(read(json!({"szKey": []})).size, 1);
    assert_eq!(read(json!({"szKey": ["+a"], "cbKey": 2})).slice(), Some(&b"+a"[..]));
    assert_eq!(read(json!({"szKey": null})).data, None);
}

#[test]
fn buffers_have_the_size_that_is_told() {
    let values = json!({"pv": "01", "cb": 3});
    let bytes = with(&values, |args| args.bytes("pv", "cb")).0.expect("bytes");
    assert_eq!(bytes.slice(), Some(&[1, 0, 0][..]));
    let mut buffer = with(&values, |args| args.buffer("out", "cb")).0.expect("a buffer");
    let place = buffer.place().expect("no null pointer");
    assert_eq!(place.len(), 3);
    place[..2].copy_from_slice(&[8, 9]);
    assert_eq!(buffer.written(None), Some(&[8, 9][..]));
    assert_eq!(buffer.written(Some(7)).map(<[u8]>::len), Some(3));
    let null = json!({"out": null});
    assert!(with(&null, |args| args.buffer("out", "cb")).0.expect("null").place().is_none());
}

#[test]
fn structures_are_read_field_by_field() {
    let values = json!({"one": {"a": 1}, "list": [{"b": 2}, {"b": 3, "c": 4}], "n": null});
    let (sum, all) = with(&values, |args| {
        let one = args.structure("one").expect("a structure").expect("there");
        let list = args.structures("list").expect("an array").expect("there");
        assert!(args.structure("n").expect("null").is_none());
        assert_eq!(args.count("count", "list").expect("its length"), 2);
        let b: u64 = list.iter().map(|args| args.number("b").expect("a number")).sum();
        one.number("a").expect("a number") + b
    });
    assert_eq!(sum, 6);
    assert_eq!(all.expect_err("c").0, "the argument list[1].c is not understood");
}

#[test]
fn whole_values_must_be_read() {
    for value in [json!("x"), json!(["+a"]), json!([]), json!({"u8": 1}), json!(null)] {
        let (_, all) = with(&json!({"x": value}), |_| ());
        assert!(all.is_err(), "{value}");
        let (_, all) = with(&json!({"x": value}), |args| args.raw("x").is_some());
        all.expect("read");
    }
}

#[test]
fn columns_to_enumerate_may_name_values() {
    let values = json!({"c": ["$s", {"columnid": 2, "rgtagSequence": [1, 3]}]});
    let columns = with(&values, |args| args.columns("c")).0.expect("columns");
    assert_eq!(columns, [(77, vec![]), (2, vec![1, 3])]);
}
