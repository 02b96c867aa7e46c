//! Codes, their names and their categories.

use super::*;

#[test]
fn names_and_values_lead_to_each_other() {
    let code = JetErr::OUT_OF_SESSIONS;
    assert_eq!((code.raw(), code.name()), (-1101, Some("JET_errOutOfSessions")));
    assert_eq!(JetErr::from_name("JET_errOutOfSessions"), Some(code));
    assert_eq!(JetErr::from_raw(-99_999).info(), None);
}

#[test]
fn a_value_has_the_first_of_its_names() {
    let code = JetErr::from_name("JET_errDatabaseInconsistent").expect("an old name");
    assert_eq!(code.name(), Some("JET_errDatabaseDirtyShutdown"));
}

#[test]
fn paths_lead_from_the_root_to_the_category() {
    use Category::*;
    let path = [Error, Operation, Resource, Memory, Unknown, Unknown, Unknown, Unknown];
    assert_eq!(Memory.path(), path);
    assert_eq!(Error.path()[..2], [Error, Unknown]);
    assert_eq!(Unknown.path(), [Unknown; 8]);
    for raw in 1..crate::limit::CATEGORY_END {
        let category = Category::from_raw(raw).expect("below the end");
        assert_eq!(category.path()[0], Error, "{category:?}");
    }
}
