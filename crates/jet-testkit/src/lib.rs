//! Finds and unpacks the shared test material: real databases, and file sets made by the reference
//! engine. Only tests depend on this crate.
//!
//! The material lies in `../shared` beside the repository, or where the variable `JET_SHARED` says.
//! Without it tests that need it say so and pass, unless `JET_REQUIRE_SHARED` is set.
//!
//! Besides, files in memory ([`memory`]) and structured damage done to them ([`damage`]), and memory
//! that is counted and refused ([`allocator`]).

pub mod allocator;
pub mod choices;
pub mod damage;
pub mod memory;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// The folder of the shared material, or `None`, said loudly, when there is none.
///
/// # Panics
/// When there is none and `JET_REQUIRE_SHARED` is set.
pub fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let dir = std::env::var_os("JET_SHARED").map_or(beside, PathBuf::from);
    if dir.join("corpus").is_dir() {
        return Some(dir);
    }
    let required = std::env::var_os("JET_REQUIRE_SHARED").is_some();
    assert!(!required, "the shared material is required, yet absent: {}", dir.display());
    eprintln!("SKIPPED: the shared material is absent ({}); set JET_SHARED", dir.display());
    None
}

/// Names of the real databases, without `.zst`.
pub fn real_databases() -> Vec<String> {
    let Some(shared) = shared() else { return Vec::new() };
    names_in(&shared.join("corpus/real"), ".zst")
}

/// Names of the cases made by the reference engine whose name starts with `prefix`.
pub fn golden_cases(prefix: &str) -> Vec<String> {
    let Some(shared) = shared() else { return Vec::new() };
    let mut names = names_in(&shared.join("corpus/golden"), ".tar.zst");
    names.retain(|name| name.starts_with(prefix));
    names
}

/// Names of the sets of real files (logs, checkpoint, database).
pub fn real_sets() -> Vec<String> {
    let Some(shared) = shared() else { return Vec::new() };
    names_in(&shared.join("corpus/real/sets"), ".tar.zst")
}

fn names_in(dir: &Path, suffix: &str) -> Vec<String> {
    let entries = fs::read_dir(dir).expect("the shared material is readable");
    let name = |entry: std::io::Result<fs::DirEntry>| {
        let name = entry.expect("the shared material is readable").file_name();
        Some(name.to_str()?.strip_suffix(suffix)?.to_owned())
    };
    let mut names: Vec<String> = entries.filter_map(name).collect();
    names.sort_unstable();
    names
}

/// A real database, unpacked.
pub fn real_bytes(name: &str) -> Vec<u8> {
    let path = material().join("corpus/real").join(format!("{name}.zst"));
    let packed = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    zstd::decode_all(&packed[..]).expect("valid zstd")
}

/// A real database as a file of its own name in a folder of its own.
pub fn real_file(name: &str) -> (TempDir, PathBuf) {
    let dir = TempDir::new().expect("a folder for temporary files");
    let path = dir.path().join(name);
    fs::write(&path, real_bytes(name)).expect("room for temporary files");
    (dir, path)
}

/// What `expected/` has under this name, unpacked if need be; `None` when it has nothing.
pub fn expected(name: &str) -> Option<Vec<u8>> {
    let dir = material().join("corpus/real/expected");
    fs::read(dir.join(name)).ok()
}

/// The path of a file in `expected/`.
pub fn expected_path(name: &str) -> PathBuf {
    material().join("corpus/real/expected").join(name)
}

/// A case made by the reference engine, unpacked; the folder holds `manifest.json`, `db` and more.
pub fn golden(case: &str) -> (TempDir, PathBuf) {
    unpack(&material().join("corpus/golden").join(format!("{case}.tar.zst")), case)
}

/// A set of real files (logs, checkpoint, database), unpacked.
pub fn real_set(name: &str) -> (TempDir, PathBuf) {
    unpack(&material().join("corpus/real/sets").join(format!("{name}.tar.zst")), name)
}

/// The manifest of an unpacked case.
pub fn manifest(case: &Path) -> serde_json::Value {
    let bytes = fs::read(case.join("manifest.json")).expect("a case has a manifest");
    serde_json::from_slice(&bytes).expect("a manifest is JSON")
}

/// A row of a table, by the names of its columns.
pub type Row = BTreeMap<String, String>;

/// A table of facts about the reference engine's interface, such as `errors.csv`.
pub fn api_table(name: &str) -> Vec<Row> {
    let Some(shared) = shared() else { return Vec::new() };
    let mut table = csv::Reader::from_path(shared.join("api").join(name)).expect("readable");
    table.deserialize().map(|row| row.expect("rows fit their head")).collect()
}

fn unpack(path: &Path, name: &str) -> (TempDir, PathBuf) {
    let packed = fs::File::open(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let dir = TempDir::new().expect("a folder for temporary files");
    let plain = zstd::Decoder::new(packed).expect("valid zstd");
    tar::Archive::new(plain).unpack(dir.path()).expect("a valid archive");
    let inner = dir.path().join(name);
    let root = if inner.is_dir() { inner } else { dir.path().to_owned() };
    (dir, root)
}

fn material() -> PathBuf {
    shared().expect("callers took the names from the shared material")
}
