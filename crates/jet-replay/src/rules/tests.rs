//! What is left out of comparison, and what is not.

use serde_json::json;

use super::*;
use crate::compare;

fn line(call: &str, input: Value, out: Value) -> Recorded {
    let object = |value: Value| value.as_object().cloned().expect("an object");
    let ret = "JET_errSuccess".to_owned();
    Recorded { call: call.to_owned(), input: object(input), ret, out: object(out) }
}

/// Whether `got` is as good as what was recorded.
fn is_equal(rules: &mut Rules, line: &Recorded, got: Value) -> bool {
    let mut expected = line.out.clone();
    let mut got = got.as_object().cloned().expect("an object");
    rules.adjust(line, &mut expected, &mut got);
    compare::first_mismatch(&expected, &got).is_none()
}

#[test]
fn descriptions_of_codes_are_not_compared() {
    let mut rules = Rules::new("params");
    let input = json!({"paramid": "JET_paramErrorToString"});
    let recorded = line("JetGetSystemParameter", input, json!({"szParam": "JET_errX, reason"}));
    assert!(is_equal(&mut rules, &recorded, json!({"szParam": "JET_errX, why"})));
    assert!(!is_equal(&mut rules, &recorded, json!({"szParam": "JET_errY, reason"})));
    let other = line("JetGetSystemParameter", json!({"paramid": 0}), json!({"szParam": "a, b"}));
    assert!(!is_equal(&mut rules, &other, json!({"szParam": "a, c"})));
}

#[test]
fn sort_keys_are_compared_outside_their_area_only() {
    let recorded = line("JetRetrieveKey", json!({}), json!({"pvKey": "7f", "pcbActual": 1}));
    let mut unicode = Rules::new("unicode");
    assert!(is_equal(&mut unicode, &recorded, json!({"pvKey": "7f0e", "pcbActual": 2})));
    assert!(!is_equal(&mut unicode, &recorded, json!({"pcbActual": 2})), "nothing was written");
    let got = json!({"pvKey": "7f0e", "pcbActual": 2});
    assert!(!is_equal(&mut Rules::new("keys"), &recorded, got));
}

#[test]
fn rows_may_come_in_another_order_but_must_come() {
    let row = |text: &str| json!({"pretrievecolumn": [{"pvData": text}]});
    let check = |got: [&str; 2]| {
        let mut rules = Rules::new("unicode");
        for (expected, got) in ["01", "02"].into_iter().zip(got) {
            let recorded = line("JetRetrieveColumns", json!({}), row(expected));
            assert!(is_equal(&mut rules, &recorded, row(got)));
        }
        rules.at_the_end().is_none()
    };
    assert!(check(["01", "02"]) && check(["02", "01"]));
    assert!(!check(["01", "01"]));
}

#[test]
fn only_sessions_beyond_the_limit_end_a_transcript() {
    let begin = line("JetBeginSession", json!({}), json!({}));
    let limits = Rules::new("limits");
    assert!(limits.end_of_promise(&begin, JetErr::OUT_OF_SESSIONS).is_some());
    assert_eq!(limits.end_of_promise(&begin, JetErr::INVALID_INSTANCE), None);
    assert_eq!(Rules::new("txn").end_of_promise(&begin, JetErr::OUT_OF_SESSIONS), None);
    let table = line("JetOpenTable", json!({}), json!({}));
    assert_eq!(limits.end_of_promise(&table, JetErr::OUT_OF_SESSIONS), None);
}
