//! The header agrees with the tables, whatever compiles it.

use super::build::{Language, Link, compile, run};

#[test]
fn structures_have_the_layout_of_the_tables() {
    for language in [Language::C11, Language::Cpp17] {
        compile("layout.c", language, &[]);
        compile("layout.c", language, &["-DJET_UNICODE", "-fshort-wchar"]);
        compile("layout.c", language, &["-DJET_VERSION=0x0500", "-DJET_NO_WINDOWS_TYPES"]);
    }
}

#[test]
fn functions_have_the_types_of_the_tables_and_are_there() {
    for (language, link) in [(Language::C11, Link::Shared), (Language::Cpp17, Link::Static)] {
        run("signatures.c", language, link, &[]);
    }
}

/// An old program sees the names of its time, a wide one the wide functions by their plain names.
#[test]
fn names_follow_version_and_width() {
    for flags in [&["-DJET_VERSION=0x0500"][..], &["-DJET_UNICODE"], &[]] {
        compile("names.c", Language::C11, flags);
        compile("names.c", Language::Cpp17, flags);
    }
}
