//! Constants of `esent.h` by name.

use std::collections::HashMap;
use std::sync::OnceLock;

use jet_types::name::{self, Value};

/// The value of a constant as a call takes it; `None` for an unknown name.
pub(crate) fn number(name: &str) -> Option<u64> {
    static BY_NAME: OnceLock<HashMap<&str, Value>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| {
        name::constants().map(|constant| (constant.name, constant.value)).collect()
    });
    match by_name.get(name)? {
        Value::Code(code) => Some(i64::from(*code) as u64),
        value => value.bits(),
    }
}

/// The name of a number among those that begin with `family`.
pub(crate) fn name(family: &str, number: u32) -> Option<&'static str> {
    let mut constants = name::constants();
    let found = constants.find(|constant| {
        constant.value == Value::Number(number) && constant.name.starts_with(family)
    })?;
    Some(found.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_of_all_kinds_have_numbers() {
        for (name, value) in [
            ("JET_errOutOfSessions", -1101_i64 as u64),
            ("JET_paramMaxSessions", 5),
            ("JET_sesparamCommitDefault", 4097),
            ("JET_bitStopServiceResume", 0x8000_0000),
            ("JET_coltypLongText", 12),
            ("JET_ErrorInfoSpecificErr", 1),
        ] {
            assert_eq!(number(name), Some(value), "{name}");
        }
        assert_eq!(number("JET_noSuchThing"), None);
        assert_eq!(name("JET_errcat", 15), Some("JET_errcatState"));
        assert_eq!(name("JET_errcat", 99), None);
    }
}
