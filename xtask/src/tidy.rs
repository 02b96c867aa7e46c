//! House rules that neither the compiler nor clippy knows.
//!
//! - Crates import only crates below them ([`EDGES`]).
//! - Every module says what it is.
//! - Files and functions stay small; what is larger is listed and may only shrink.
//! - `unsafe` only in listed files.
//! - No paths of the machine the code was written on.

use std::fs;
use std::path::{Path, PathBuf};

use crate::steps::root;

/// Which workspace crates a crate may use. Tests may use `jet-testkit` besides.
const EDGES: &[(&str, &[&str])] = &[
    ("jet-types", &[]),
    ("jet-os", &["jet-types"]),
    ("jet-pager", &["jet-types", "jet-os"]),
    ("jet-log", &["jet-types", "jet-os"]),
    ("jet-btree", &["jet-types", "jet-os", "jet-pager", "jet-log"]),
    ("jet-session", &["jet-types", "jet-os", "jet-pager", "jet-log", "jet-btree"]),
    ("jet-table", &["jet-types", "jet-os", "jet-pager", "jet-log", "jet-btree", "jet-session"]),
    (
        "jet-api",
        &["jet-types", "jet-os", "jet-pager", "jet-log", "jet-btree", "jet-session", "jet-table"],
    ),
    ("jet-capi", &["jet-api"]),
    ("jet-testkit", &["jet-types", "jet-os", "jet-pager"]),
];
/// Crates beside the stack: they may use any layer, and none may use them.
const BESIDE: &[&str] = &["jet-cli", "jet-sim", "jet-replay", "jet-bench", "jet-fuzz", "xtask"];

/// Files that may contain `unsafe`.
const UNSAFE: &[&str] = &[
    "benches/benches/border.rs",
    "benches/src/bin/peers/engines/lmdb.rs",
    "benches/src/bin/peers/syncs.rs",
    "crates/jet-capi/src/border.rs",
    "crates/jet-capi/src/calls/bookmark.rs",
    "crates/jet-capi/src/calls/database.rs",
    "crates/jet-capi/src/calls/ddl.rs",
    "crates/jet-capi/src/calls/enumerate.rs",
    "crates/jet-capi/src/calls/info.rs",
    "crates/jet-capi/src/calls/instance.rs",
    "crates/jet-capi/src/calls/navigate.rs",
    "crates/jet-capi/src/calls/param.rs",
    "crates/jet-capi/src/calls/retrieve.rs",
    "crates/jet-capi/src/calls/session.rs",
    "crates/jet-capi/src/calls/table.rs",
    "crates/jet-capi/src/calls/update.rs",
    "crates/jet-capi/src/define.rs",
    "crates/jet-capi/src/exports.rs",
    "crates/jet-capi/src/memory.rs",
    "crates/jet-capi/src/text.rs",
    "crates/jet-os/src/sync/latch.rs",
    "crates/jet-os/src/sync/places.rs",
    "crates/jet-os/src/sync/places/gate.rs",
    "crates/jet-os/src/sync/ring.rs",
    "crates/jet-pager/src/flush.rs",
    "crates/jet-pager/src/guard.rs",
    "crates/jet-pager/src/pool/latch.rs",
    "crates/jet-pager/src/region.rs",
    "crates/jet-testkit/src/allocator.rs",
];

const FILE_LINES_MAX: usize = 600;
const FUNCTION_LINES_MAX: usize = 60;
/// Longer files and functions: path, then lines, or path:function, then lines.
const EXCESS: &str = include_str!("../excess.txt");

/// Checks all rules and prints what breaks them.
pub fn run() -> bool {
    let mut broken = edges();
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let name = relative(&path);
        broken.extend(file(&name, &text));
    }
    broken.iter().for_each(|line| eprintln!("tidy: {line}"));
    broken.is_empty()
}

fn relative(path: &Path) -> String {
    let short = path.strip_prefix(root()).unwrap_or(path);
    short.to_string_lossy().replace('\\', "/")
}

fn edges() -> Vec<String> {
    let mut broken = Vec::new();
    for dir in ["crates", ""] {
        for entry in fs::read_dir(root().join(dir)).into_iter().flatten().flatten() {
            if let Ok(manifest) = fs::read_to_string(entry.path().join("Cargo.toml")) {
                let name = manifest.lines().find_map(|line| line.strip_prefix("name = \""));
                let name = name.map(|rest| rest.trim_end_matches('"').to_owned());
                broken.extend(name.map(|name| edges_of(&name, &manifest)).unwrap_or_default());
            }
        }
    }
    broken
}

fn edges_of(name: &str, manifest: &str) -> Vec<String> {
    if BESIDE.contains(&name) {
        return Vec::new();
    }
    let Some((_, allowed)) = EDGES.iter().find(|(known, _)| *known == name) else {
        return vec![format!("{name} is not in the table of crates")];
    };
    let mut section = "";
    let mut broken = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        }
        let used = line.split(['.', ' ', '=']).next().unwrap_or_default();
        let for_tests = section == "[dev-dependencies]" && used == "jet-testkit";
        let is_edge = section.contains("dependencies") && used.starts_with("jet-");
        if is_edge && !for_tests && !allowed.contains(&used) {
            broken.push(format!("{name} may not use {used}"));
        }
    }
    broken
}

/// All Rust files but those made by tools.
fn sources() -> Vec<PathBuf> {
    let mut todo = vec![root().join("crates"), root().join("xtask"), root().join("benches")];
    let mut files = Vec::new();
    while let Some(dir) = todo.pop() {
        for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() && entry.file_name() != "target" {
                todo.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn file(name: &str, text: &str) -> Vec<String> {
    let mut broken = Vec::new();
    let is_test = name.contains("/tests/") || name.ends_with("tests.rs");
    if !text.starts_with("//!") {
        broken.push(format!("{name}: does not start by saying what it is (//!)"));
    }
    let lines = text.lines().count();
    if !is_test && lines > limit(name, FILE_LINES_MAX) {
        broken.push(format!("{name}: {lines} lines"));
    }
    let allows = format!("allow({}", "unsafe_code");
    if text.contains(&allows) && !UNSAFE.contains(&name) {
        broken.push(format!("{name}: unsafe, yet not listed"));
    }
    if !is_test {
        for (function, lines) in functions(text) {
            if lines > limit(&format!("{name}:{function}"), FUNCTION_LINES_MAX) {
                broken.push(format!("{name}: fn {function} has {lines} lines"));
            }
        }
    }
    let machine = ["/wo", "rk/"].concat();
    if text.contains(&machine) || text.contains(&["/ro", "ot/"].concat()) {
        broken.push(format!("{name}: a path of one machine"));
    }
    broken
}

/// What a file or function may have: the usual, or what is listed.
fn limit(name: &str, usual: usize) -> usize {
    let listed = EXCESS.lines().filter_map(|line| line.rsplit_once(' '));
    let found = listed.filter(|(path, _)| *path == name).find_map(|(_, n)| n.parse().ok());
    found.unwrap_or(usual)
}

/// Functions and their lengths. The formatter puts the end of each in the column of its start.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let indent = line.len() - code.len();
        let Some(name) = function_name(code) else { continue };
        let end = format!("{}}}", " ".repeat(indent));
        let len = lines[at..].iter().position(|line| **line == end);
        let one_line = code.ends_with('}') || code.ends_with(';');
        if let (Some(len), false) = (len, one_line) {
            found.push((name.to_owned(), len + 1));
        }
    }
    found
}

fn function_name(code: &str) -> Option<&str> {
    let mut rest = code;
    for word in ["pub(crate) ", "pub(super) ", "pub ", "const ", "unsafe ", "extern \"C\" "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let name = rest.strip_prefix("fn ")?;
    name.split(['(', '<']).next()
}
