//! Log files and checkpoints of all real sets.

use std::fs;
use std::path::{Path, PathBuf};

/// Names of the cases and sets with logs.
pub fn sets() -> Vec<String> {
    let golden = ["a_", "b_", "c_", "e_", "f_", "g_", "h_", "j_"];
    let mut names: Vec<String> = golden.iter().flat_map(|p| jet_testkit::golden_cases(p)).collect();
    names.extend(jet_testkit::real_sets());
    names
}

/// Unpacks a set and visits its files whose extension is one of `extensions`.
pub fn visit(name: &str, extensions: &[&str], see: &mut dyn FnMut(&Path, Vec<u8>)) {
    let (_dir, folder) = unpack(name);
    for path in files(&folder) {
        let extension = path.extension().and_then(|text| text.to_str()).unwrap_or_default();
        if extensions.contains(&extension) {
            let bytes = fs::read(&path).expect("a readable file");
            see(path.strip_prefix(&folder).expect("inside"), bytes);
        }
    }
}

/// Unpacks a set; the folder goes with the first value.
pub fn unpack(name: &str) -> (impl Drop, PathBuf) {
    let is_real = jet_testkit::real_sets().iter().any(|real| real == name);
    if is_real { jet_testkit::real_set(name) } else { jet_testkit::golden(name) }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).expect("a readable folder") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
