//! Replays all transcripts of the reference engine that are at hand.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use jet_replay::{Options, Transcript, replay};

/// Transcripts that pass. The list can only grow: see [`what_passed_once_passes_for_good`].
const PASSING: &str = include_str!("../passing.txt");

/// All transcripts, sorted.
fn transcripts() -> Vec<PathBuf> {
    let Some(shared) = jet_testkit::shared() else { return Vec::new() };
    let mut found = Vec::new();
    for area in entries(&shared.join("transcripts")).into_iter().filter(|path| path.is_dir()) {
        let files = entries(&area).into_iter();
        found.extend(files.filter(|path| path.extension().is_some_and(|ext| ext == "jsonl")));
    }
    found.sort_unstable();
    found
}

fn entries(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).expect("the shared material is readable");
    entries.map(|entry| entry.expect("the shared material is readable").path()).collect()
}

/// A transcript in the list must pass, and one that passes must be in the list; with `JET_BLESS`
/// set, those are added to it.
#[test]
fn what_passed_once_passes_for_good() {
    let files = transcripts();
    if files.is_empty() {
        return;
    }
    let listed: BTreeSet<&str> = PASSING.lines().filter(|line| !line.starts_with('#')).collect();
    let mut passed = BTreeSet::new();
    for path in &files {
        let transcript = Transcript::read(path).expect("a transcript");
        let outcome = replay(&transcript, Options::default());
        let outcome = outcome.unwrap_or_else(|error| panic!("{}: {error}", transcript.name));
        let is_listed = listed.contains(outcome.name.as_str());
        assert!(outcome.is_passed() || !is_listed, "it passed before\n{outcome}");
        if outcome.is_passed() {
            passed.insert(outcome.name);
        }
    }
    let gone: Vec<_> = listed.iter().filter(|name| !passed.contains(**name)).collect();
    assert!(gone.is_empty(), "listed, but not there: {gone:?}");
    let new: Vec<_> = passed.iter().filter(|name| !listed.contains(name.as_str())).collect();
    if env::var_os("JET_BLESS").is_some() {
        let names: String = passed.iter().map(|name| format!("{name}\n")).collect();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passing.txt");
        let head =
            "# Transcripts that pass; `JET_BLESS=1 cargo test -p jet-replay` adds to them.\n";
        fs::write(path, format!("{head}{names}")).expect("the list can be written");
    } else {
        assert!(new.is_empty(), "these pass now; run again with JET_BLESS=1 to list them: {new:?}");
    }
}

/// Also where the engine does not have a call yet: its arguments are known.
#[test]
fn every_line_is_understood() {
    for path in transcripts() {
        let transcript = Transcript::read(&path).expect("a transcript");
        let outcome = replay(&transcript, Options { keep_going: true });
        outcome.unwrap_or_else(|error| panic!("{}: {error}", transcript.name));
    }
}
