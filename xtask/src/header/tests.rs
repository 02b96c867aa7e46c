//! What is committed is what the tables give.

use super::tables::CType;
use super::*;

#[test]
fn what_is_committed_is_what_the_tables_give() {
    let Some(tables) = Tables::find() else {
        eprintln!("SKIPPED: the tables are absent; set JET_SHARED");
        return;
    };
    for (name, text) in generated(&tables) {
        let committed = fs::read_to_string(root().join(&name)).unwrap_or_default();
        let differs = committed.lines().zip(text.lines()).position(|(a, b)| a != b);
        assert!(committed == text, "{name}, line {differs:?}: run `cargo xtask header`");
    }
}

#[test]
fn names_of_calls() {
    for (name, call) in [
        ("JetGetLS", "get_ls"),
        ("JetOSSnapshotAbort", "os_snapshot_abort"),
        ("JetDBUtilities", "db_utilities"),
        ("JetCreateTableColumnIndex2", "create_table_column_index2"),
        ("JetInit", "init"),
    ] {
        assert_eq!(snake(name), call);
    }
}

#[test]
fn types_are_read_as_the_tables_write_them() {
    let read = CType::read("const void* const*");
    assert_eq!((read.base.as_str(), read.is_const), ("void", true));
    assert_eq!(read.stars, [true, false]);
    assert_eq!(c::spell(&read, "p"), "const void *const *p");
    assert_eq!(c::spell(&CType::read("WCHAR[64]"), "name"), "JET_WCHAR name[64]");
    assert_eq!(c::spell(&CType::read("unsigned long"), "ul"), "uint32_t ul");
}
