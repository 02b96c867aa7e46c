//! What was recorded against what was got.

use serde_json::{Map, Value};

use crate::outcome::Mismatch;

/// Depends on time, address, build or platform: only that it was written counts.
pub(crate) const ANYTHING: &str = "*";

/// The first place where the values written differ.
pub(crate) fn first_mismatch(
    expected: &Map<String, Value>,
    got: &Map<String, Value>,
) -> Option<Mismatch> {
    in_object("out", expected, got)
}

fn in_value(path: &str, expected: &Value, got: &Value) -> Option<Mismatch> {
    match (expected, got) {
        (Value::String(text), _) if text == ANYTHING => None,
        (Value::Object(expected), Value::Object(got)) => in_object(path, expected, got),
        (Value::Array(expected), Value::Array(got)) if expected.len() == got.len() => {
            let pairs = expected.iter().zip(got).enumerate();
            pairs
                .into_iter()
                .find_map(|(at, (expected, got))| in_value(&format!("{path}[{at}]"), expected, got))
        }
        _ if expected == got => None,
        _ => Some(Mismatch::new(path, Some(expected), Some(got))),
    }
}

fn in_object(
    path: &str,
    expected: &Map<String, Value>,
    got: &Map<String, Value>,
) -> Option<Mismatch> {
    let wanted = expected.iter().find_map(|(key, expected)| {
        let path = format!("{path}.{key}");
        match got.get(key) {
            Some(got) => in_value(&path, expected, got),
            None => Some(Mismatch::new(&path, Some(expected), None)),
        }
    });
    wanted.or_else(|| {
        let (key, value) = got.iter().find(|(key, _)| !expected.contains_key(*key))?;
        Some(Mismatch::new(&format!("{path}.{key}"), None, Some(value)))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(expected: Value, got: Value, place: Option<&str>) {
        let (Value::Object(expected), Value::Object(got)) = (expected, got) else {
            panic!("a case is two objects");
        };
        let found = first_mismatch(&expected, &got).map(|mismatch| mismatch.place);
        assert_eq!(found.as_deref(), place);
    }

    #[test]
    fn keys_and_values_are_compared_completely() {
        check(json!({}), json!({}), None);
        check(json!({"a": 1}), json!({"a": 1}), None);
        check(json!({"a": 1}), json!({}), Some("out.a"));
        check(json!({}), json!({"a": 1}), Some("out.a"));
        check(json!({"a": 1}), json!({"a": "1"}), Some("out.a"));
        check(json!({"a": [1, {"b": 2}]}), json!({"a": [1, {"b": 3}]}), Some("out.a[1].b"));
        check(json!({"a": [1]}), json!({"a": [1, 2]}), Some("out.a"));
    }

    #[test]
    fn a_star_stands_for_whatever_was_written() {
        check(json!({"a": "*", "b": {"c": "*"}}), json!({"a": [1], "b": {"c": null}}), None);
        check(json!({"a": "*"}), json!({}), Some("out.a"));
    }
}
