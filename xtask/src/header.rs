//! `cargo xtask header`: what of the C border is known from tables alone, written from them.
//!
//! The tables of facts about the C interface lie beside the repository (`../shared/api`, or
//! `$JET_SHARED/api`). What is made of them is committed, so that building needs no tables:
//!
//! | file                                   | what                                              |
//! |----------------------------------------|---------------------------------------------------|
//! | `include/esent.h`                      | the header                                        |
//! | `crates/jet-capi/tests/c/layout.c`     | size and offset of every structure, asserted      |
//! | `crates/jet-capi/tests/c/signatures.c` | every function through a type made of its table row |
//! | `crates/jet-capi/tests/c/hostile_calls.h` | every function with arguments of a random test |
//! | `crates/jet-capi/src/abi/*.rs`         | the structures in Rust, and their layout          |
//! | `crates/jet-capi/src/exports.rs`       | the exported names and what stands behind each    |
//! | `docs/libesent-functions.md`           | which functions are real                          |
//!
//! A function is real when `crates/jet-capi/src/calls/` has a function of its name.

mod c;
mod checks;
mod hostile;
mod layout;
mod rust;
mod tables;
#[cfg(test)]
mod tests;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::steps::root;
use tables::Tables;

/// Writes all files, and says which changed.
pub fn run() -> bool {
    let Some(tables) = Tables::find() else {
        eprintln!("no tables beside the repository; set JET_SHARED");
        return false;
    };
    for (name, text) in generated(&tables) {
        let path = root().join(&name);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        let folder = path.parent().map_or_else(PathBuf::new, Path::to_owned);
        if let Err(error) = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text)) {
            eprintln!("{name}: {error}");
            return false;
        }
        println!("wrote {name}");
    }
    true
}

/// Every generated file: its name from the root, and its text.
fn generated(tables: &Tables) -> Vec<(String, String)> {
    let real = real_calls(&root().join("crates/jet-capi/src/calls"));
    let (info, other) = rust::structures(tables);
    let named = |name: &str, text: String| {
        let text = if name.ends_with(".rs") { formatted(&text) } else { text };
        (name.to_owned(), text)
    };
    vec![
        named("include/esent.h", c::header(tables)),
        named("crates/jet-capi/tests/c/layout.c", checks::layout(tables)),
        named("crates/jet-capi/tests/c/signatures.c", checks::signatures(tables)),
        named("crates/jet-capi/tests/c/hostile_calls.h", hostile::calls(tables)),
        named("crates/jet-capi/src/abi/types.rs", rust::types(tables)),
        named("crates/jet-capi/src/abi/info.rs", info),
        named("crates/jet-capi/src/abi/data.rs", other),
        named("crates/jet-capi/src/abi/layout.rs", rust::layout(tables)),
        named("crates/jet-capi/src/exports.rs", rust::exports(tables, &real)),
        named("docs/libesent-functions.md", checks::list(tables, &real)),
    ]
}

/// Rust as the formatter wants it.
fn formatted(text: &str) -> String {
    let mut command = Command::new("rustfmt");
    command.args(["--edition", "2024", "--config-path"]).arg(root());
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the toolchain has a formatter");
    let mut input = child.stdin.take().expect("its input is a pipe");
    input.write_all(text.as_bytes()).expect("the formatter reads");
    drop(input);
    let done = child.wait_with_output().expect("the formatter ends");
    String::from_utf8(done.stdout).expect("the formatter writes text")
}

/// Names of the functions in `calls/`, as `JetAddColumn` would be called there: `add_column`.
fn real_calls(dir: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let module = entry.file_name().to_string_lossy().replace(".rs", "");
        let text = fs::read_to_string(entry.path()).unwrap_or_default();
        for line in text.lines() {
            let name = line.strip_prefix("pub(crate) unsafe fn ");
            let name = name.and_then(|rest| rest.split(['(', '<']).next());
            found.extend(name.map(|name| (name.to_owned(), module.clone())));
        }
    }
    found.sort();
    found
}

/// `JetGetLS` as `get_ls`, without the `Jet`.
fn snake(name: &str) -> String {
    let letters: Vec<char> = name.trim_start_matches("Jet").chars().collect();
    let mut out = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| letters[before]);
        let ends_word = before.is_some_and(|before| !before.is_uppercase())
            || letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && at > 0 && ends_word {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
    }
    // A word of Rust has to be told from it.
    if out == "move" { "r#move".to_owned() } else { out }
}
