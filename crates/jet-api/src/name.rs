//! Names that callers give to tables, columns and indexes.

use jet_types::JetErr;

use crate::error::{Result, refuse};

/// The longest name, in characters of the engine's 8-bit form.
const NAME_MOST: usize = 64;

/// Whether a name keeps to the rules: 1 to 64 characters, no space in front, no control
/// characters, none of `! . [ ]`. Spaces at its end do not count.
///
/// # Errors
/// `JET_errInvalidName`.
pub(crate) fn checked<'n>(call: &'static str, name: Option<&'n str>) -> Result<&'n str> {
    let name = name.unwrap_or_default().trim_end_matches(' ');
    let is_bad = |c: char| c.is_ascii_control() || matches!(c, '!' | '.' | '[' | ']');
    let len = name.chars().count();
    if !(1..=NAME_MOST).contains(&len) || name.starts_with(' ') || name.contains(is_bad) {
        return refuse(call, JetErr::INVALID_NAME);
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_to_the_rules() {
        let long = "x".repeat(65);
        for (name, expected) in [
            (Some("a"), Some("a")),
            (Some("a b "), Some("a b")),
            (Some(&long[..64]), Some(&long[..64])),
            (Some("é"), Some("é")),
            (None, None),
            (Some(""), None),
            (Some("  "), None),
            (Some(" a"), None),
            (Some("a.b"), None),
            (Some("a\tb"), None),
            (Some("[a"), None),
            (Some("a]"), None),
            (Some("a!"), None),
            (Some(&long), None),
        ] {
            let found = checked("JetOpenTable", name);
            assert_eq!(found.as_ref().ok().copied(), expected, "{name:?}");
            assert!(found.is_ok() || found.is_err_and(|e| e.code() == JetErr::INVALID_NAME));
        }
    }
}
