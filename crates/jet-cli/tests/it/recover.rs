//! `jet recover` beside the reference engine: sets left by a crash come out with the rows that its
//! own recovery gave, damaged ones with its error.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn jet(args: &[&str], paths: &[&Path]) -> (Option<i32>, Value) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jet"));
    let output = command.args(args).args(paths).output().expect("the tool runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    let json = serde_json::from_slice(&output.stdout);
    let json = json.unwrap_or_else(|error| panic!("{args:?} {paths:?}: {error}: {errors}"));
    (output.status.code(), json)
}

fn recover(dir: &Path, out: &Path) -> (Option<i32>, Value) {
    jet(&["recover", "--json", "--out"], &[out, dir])
}

fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(dir).expect("a readable folder");
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| {
            let path = entry.expect("a readable folder").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("a readable file"))
        })
        .collect();
    files.sort();
    files
}

/// The recovered database, clean and sound. Pages that nobody uses are no damage: a transaction
/// took them and never came to link them.
fn recovered(name: &str, answer: &(Option<i32>, Value), out: &Path) -> PathBuf {
    let (code, answer) = answer;
    assert_eq!(*code, Some(0), "{name}: {answer}");
    assert_eq!(answer["recovered"], true, "{name}");
    let path = answer["databases"][0]["path"].as_str().expect("a path");
    let path = PathBuf::from(path);
    assert_eq!(path.parent(), Some(out), "{name}");
    let (code, check) = jet(&["check", "--json"], &[&path]);
    assert_eq!(code, Some(0), "{name}: {check}");
    path
}

fn tables(path: &Path) -> Value {
    let (code, summary) = jet(&["summary"], &[path]);
    assert_eq!(code, Some(0), "{}", path.display());
    assert_eq!(summary["header"]["state"], "CleanShutdown", "{}", path.display());
    summary["tables"].clone()
}

/// Rows of each table as the manifest of a case counts them.
fn assert_rows(name: &str, tables: &Value, expected: &Value) {
    let tables = tables.as_array().expect("a list");
    for table in expected["tables"].as_array().expect("a list of tables") {
        let rows = tables.iter().find(|found| found["name"] == table["name"]);
        let rows = rows.map(|found| &found["rows"]);
        assert_eq!(rows, Some(&table["rowcount"]), "{name}: {}", table["name"]);
    }
}

#[test]
fn crashed_sets_have_the_rows_of_the_reference_recovery() {
    let cases = [jet_testkit::golden_cases("f_"), jet_testkit::golden_cases("j_")].concat();
    for name in cases {
        let (_dir, case) = jet_testkit::golden(&name);
        let (set, out) = (case.join("db"), case.join("out"));
        let before = files(&set);
        let path = recovered(&name, &recover(&set, &out), &out);
        assert!(files(&set) == before, "{name}: the set was changed");
        let found = tables(&path);
        let expected = &jet_testkit::manifest(&case)["expected_after_recovery"];
        let reference = case.join("recovered").join(path.file_name().expect("a name"));
        // One case has no rows in its manifest, some have no recovered file; each has one of them.
        if expected["tables"].is_array() {
            assert_rows(&name, &found, expected);
        } else {
            assert!(reference.exists(), "{name}: nothing to compare with");
        }
        if reference.exists() {
            assert_eq!(found, tables(&reference), "{name}");
        }
    }
}

/// The set that a damaged case describes: the set it is based on, less what was deleted, with the
/// files that were damaged.
fn damaged_set(name: &str, case: &Path, into: &Path) {
    let manifest = jet_testkit::manifest(case);
    let base = manifest["base"].as_str().expect("a base").split('/').nth(1).expect("a name");
    let (_dir, base) = jet_testkit::golden(base);
    let overlay = case.join("overlay");
    let overlaid = if overlay.is_dir() { files(&overlay) } else { Vec::new() };
    for (file, bytes) in files(&base.join("db")).into_iter().chain(overlaid) {
        fs::write(into.join(file), bytes).expect("room");
    }
    if name.ends_with("missing_current") {
        fs::remove_file(into.join("edb.log")).expect("it was there");
    }
}

#[test]
fn damaged_sets_are_refused_with_the_error_of_the_reference_engine() {
    for name in jet_testkit::golden_cases("g_") {
        let (_dir, case) = jet_testkit::golden(&name);
        let set = tempfile::tempdir().expect("a folder");
        damaged_set(&name, &case, set.path());
        let manifest = jet_testkit::manifest(&case);
        let said = manifest["recovery_output"].as_str().expect("an output");
        let said: Value = serde_json::from_str(said.lines().next().expect("a line")).expect("JSON");
        let out = case.join("out");
        let answer = recover(set.path(), &out);
        // All logs gone: the reference engine begins a new stream and leaves the database dirty.
        let no_logs = name == "g_midtrx_logged_missing_current";
        let expected =
            if no_logs { "JET_errMissingLogFile" } else { said["name"].as_str().expect("a name") };
        if expected == "JET_errSuccess" {
            let path = recovered(&name, &answer, &out);
            assert_rows(&name, &tables(&path), &manifest["expected_after_recovery"]);
        } else {
            assert_eq!(answer.0, Some(1), "{name}");
            assert_eq!(answer.1["recovered"], false, "{name}");
            assert_eq!(answer.1["error"], expected, "{name}: {}", answer.1["what"]);
            assert!(!out.exists() || files(&out).is_empty(), "{name}: something was left");
        }
    }
}

#[test]
fn a_set_from_windows_is_recovered() {
    let name = "srum-win10-belkasoft-dirty";
    if !jet_testkit::real_sets().iter().any(|set| set == name) {
        return;
    }
    let (dir, set) = jet_testkit::real_set(name);
    let out = dir.path().join("out");
    let path = recovered(name, &recover(&set, &out), &out);
    let expected = jet_testkit::expected(&format!("{name}.recovered.json")).expect("rows");
    let expected: Value = serde_json::from_slice(&expected).expect("JSON");
    assert_eq!(tables(&path), expected["tables"]);
}

/// A dry run gives the same account, and writes nothing.
#[test]
fn a_dry_run_changes_nothing() {
    let name = "f_split_storm";
    if jet_testkit::golden_cases(name).is_empty() {
        return;
    }
    let (_dir, case) = jet_testkit::golden(name);
    let (set, out) = (case.join("db"), case.join("out"));
    let before = files(&set);
    let (code, mut dry) = jet(&["recover", "--json", "--dry-run"], &[&set]);
    assert_eq!(code, Some(0), "{dry}");
    assert!(files(&set) == before);
    assert_eq!(dry["databases"][0]["path"], Value::Null);
    let (_, mut wet) = recover(&set, &out);
    for answer in [&mut dry, &mut wet] {
        answer["dry_run"] = Value::Null;
        answer["databases"][0]["path"] = Value::Null;
    }
    assert_eq!(dry, wet);
    assert_eq!(dry["undone"].as_array().map(Vec::len), Some(1));
}

/// Without its database a set is refused; told where it is, not.
#[test]
fn a_database_is_found_by_name_or_where_it_is_said_to_be() {
    let name = "f_random_merge_smallcache";
    if jet_testkit::golden_cases(name).is_empty() {
        return;
    }
    let (_dir, case) = jet_testkit::golden(name);
    let (set, out) = (case.join("db"), case.join("out"));
    let moved = case.join("moved.edb");
    fs::rename(set.join("t.edb"), &moved).expect("renamed");
    let (code, answer) = recover(&set, &out);
    assert_eq!(
        (code, answer["error"].as_str()),
        (Some(1), Some("JET_errAttachedDatabaseMismatch"))
    );
    let answer = jet(&["recover", "--json", "--out"], &[&out, Path::new("--db"), &moved, &set]);
    let path = recovered(name, &answer, &out);
    assert_eq!(path, out.join("moved.edb"));
    let expected = &jet_testkit::manifest(&case)["expected_after_recovery"];
    assert_rows(name, &tables(&path), expected);
}

/// A database that was created in the logs at hand is made anew, with all rows.
#[test]
fn a_database_is_made_anew_from_its_logs() {
    for name in ["f_midtrx_logged", "f_split_storm", "f_longvalues"] {
        if jet_testkit::golden_cases(name).is_empty() {
            return;
        }
        let (_dir, case) = jet_testkit::golden(name);
        let (set, out) = (case.join("db"), case.join("out"));
        fs::remove_file(set.join("t.edb")).expect("it was there");
        fs::remove_file(set.join("edb.chk")).expect("it was there");
        let path = recovered(name, &recover(&set, &out), &out);
        let expected = &jet_testkit::manifest(&case)["expected_after_recovery"];
        assert_rows(name, &tables(&path), expected);
    }
}

/// Recovered files are a clean set: nothing is left to recover, in whatever mode, and databases can
/// be had of it alone.
#[test]
fn what_was_recovered_is_clean() {
    let name = "f_kill9_2";
    if jet_testkit::golden_cases(name).is_empty() {
        return;
    }
    let (_dir, case) = jet_testkit::golden(name);
    let (set, out, again) = (case.join("db"), case.join("out"), case.join("again"));
    let (code, first) = recover(&set, &out);
    assert_eq!(code, Some(0), "{first}");
    assert!(!first["undone"].as_array().expect("a list").is_empty());
    let (code, verified) = jet(&["log", "--verify", "--json"], &[&out]);
    assert_eq!(code, Some(0), "{verified}");
    let before = files(&out);
    let (code, second) = jet(&["recover", "--json"], &[&out]);
    assert_eq!(code, Some(0), "{second}");
    assert_eq!(second["undone"].as_array().map(Vec::len), Some(0), "{second}");
    let (log, database) = (
        |files: &[(String, Vec<u8>)], suffix: &str| {
            files.iter().find(|(name, _)| name.ends_with(suffix)).cloned()
        },
        "t.edb",
    );
    assert!(log(&files(&out), "edb.log") == log(&before, "edb.log"), "the log was gone on with");
    assert!(log(&files(&out), database) == log(&before, database), "the database was touched");
    let answer = jet(&["recover", "--json", "--detach", "--out"], &[&again, &out]);
    let path = recovered(name, &answer, &again);
    assert_eq!(tables(&path), tables(&out.join(database)));
    assert_eq!(files(&again).len(), 1);
}
