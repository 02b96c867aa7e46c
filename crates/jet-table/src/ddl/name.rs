//! Names of tables, columns and indexes.

use crate::ddl::Objection;
use crate::text;

/// The longest name.
const NAME_MOST: usize = 64;

/// A name as it is stored: without spaces at its end, in code page 1252.
///
/// # Errors
/// [`Objection::InvalidName`] for one that is empty or too long, begins with a space, has a
/// character that names must not have, or one that the code page does not have.
pub fn stored_name(name: &str) -> Result<Vec<u8>, Objection> {
    let name = name.trim_end_matches(' ');
    let is_bad = |letter: char| letter < ' ' || matches!(letter, '!' | '.' | '[' | ']');
    if name.is_empty() || name.starts_with(' ') || name.contains(is_bad) {
        return Err(Objection::InvalidName);
    }
    let bytes = text::to_1252(name);
    if bytes.len() > NAME_MOST || text::from_1252(&bytes) != name {
        return Err(Objection::InvalidName);
    }
    Ok(bytes.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_the_engine_takes_them() {
        for good in ["a", "a b", "a/b", "a:b", "a\u{7f}b", "-", "MSysObjects", "ä€"] {
            assert!(stored_name(good).is_ok(), "{good:?}");
        }
        assert_eq!(stored_name("a  ").as_deref(), Ok(&b"a"[..]));
        assert!(stored_name(&"x".repeat(64)).is_ok());
        let long = "x".repeat(65);
        for bad in ["", " ", " a", "a.b", "a!b", "a[b", "a]b", "..", "a\tb", "a\u{1}", "Ω", &long]
        {
            assert_eq!(stored_name(bad), Err(Objection::InvalidName), "{bad:?}");
        }
    }
}
