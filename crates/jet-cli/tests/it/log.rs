//! `jet log` beside the dumps of the reference engine: the same records in the same places, field
//! by field; and its verdicts on sets damaged on purpose.

mod reference;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn jet_log(args: &[&str], path: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jet"));
    command.arg("log").args(args).arg(path).output().expect("the tool runs")
}

/// The objects `jet log --json` prints of a file.
fn objects(path: &Path) -> Vec<Value> {
    let output = jet_log(&["--json"], path);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{}: {errors}", path.display());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Files of a case whose names end with `suffix`, without it.
fn dumps(folder: &Path, suffix: &str) -> Vec<String> {
    let names = fs::read_dir(folder).expect("a readable folder").map(|entry| {
        let name = entry.expect("a readable folder").file_name();
        name.into_string().expect("a plain name")
    });
    let mut names: Vec<String> =
        names.filter_map(|name| Some(name.strip_suffix(suffix)?.to_owned())).collect();
    names.sort();
    names
}

/// Every record, segment and header field of 22 logs as the reference engine dumps them.
#[test]
fn log_dumps_are_those_of_the_reference_engine() {
    let mut records = 0;
    let cases = ["f_", "j_"].map(jet_testkit::golden_cases).concat();
    let is_absent = cases.is_empty();
    for case in cases {
        let (_dir, folder) = jet_testkit::golden(&case);
        for name in dumps(&folder, ".mlv.txt") {
            let dump = fs::read(folder.join(format!("{name}.mlv.txt"))).expect("a readable dump");
            let dump = String::from_utf8_lossy(&dump).into_owned();
            let objects = objects(&folder.join("db").join(&name));
            records += reference::compare_log(&format!("{case}/{name}"), &dump, &objects);
        }
    }
    assert!(is_absent || records > 15_000, "{records} records");
}

#[test]
fn checkpoint_dumps_are_those_of_the_reference_engine() {
    for case in ["f_", "j_"].map(jet_testkit::golden_cases).concat() {
        let (_dir, folder) = jet_testkit::golden(&case);
        for name in dumps(&folder, ".chk.txt") {
            let name = format!("{name}.chk");
            let dump = fs::read_to_string(folder.join(format!("{name}.txt"))).expect("a dump");
            let objects = objects(&folder.join("db").join(&name));
            reference::compare_checkpoint(&case, &dump, &objects[0]["checkpoint"]);
        }
    }
}

fn verify(path: &Path) -> (i32, Value) {
    let output = jet_log(&["--verify", "--json"], path);
    let code = output.status.code().expect("no signal");
    (code, serde_json::from_slice(&output.stdout).unwrap_or(Value::Null))
}

/// The set a case is about, with its damage done.
fn damaged(case: &str) -> (impl Drop, PathBuf, String) {
    let (_dir, folder) = jet_testkit::golden(case);
    let manifest = jet_testkit::manifest(&folder);
    let base = manifest["base"].as_str().expect("a base").trim_start_matches("../");
    let (dir, base) = jet_testkit::golden(base.trim_end_matches("/db"));
    let overlay = folder.join("overlay/edb.log");
    if overlay.exists() {
        fs::copy(overlay, base.join("db/edb.log")).expect("room");
    } else {
        fs::remove_file(base.join("db/edb.log")).expect("it was there");
    }
    let said = manifest["recovery_output"].as_str().expect("a result").to_owned();
    (dir, base.join("db"), said)
}

/// What the reference engine refuses to recover is damaged, with its code; what it recovers is
/// sound. Whether the last log is missing, only the database knows.
#[test]
fn verdicts_on_damaged_sets() {
    for case in jet_testkit::golden_cases("g_") {
        let (_dir, folder, said) = damaged(&case);
        let (code, report) = verify(&folder);
        if case.ends_with("_missing_current") {
            let no_logs = case.contains("midtrx_logged");
            assert_eq!(code, if no_logs { 2 } else { 0 }, "{case}: {report}");
            assert!(no_logs || report.to_string().contains("there is no current log"));
            continue;
        }
        let is_sound = said.contains("\"init\":0");
        assert_eq!(code, i32::from(!is_sound), "{case}: {report}");
        assert_eq!(report["sound"], is_sound, "{case}");
        for finding in report["findings"].as_array().expect("findings") {
            let error = finding["error"].as_str().expect("a code");
            assert!(said.contains(error), "{case}: {error}, but {said}");
            assert_eq!(finding["file"], "edb.log", "{case}");
        }
        // The records before the damage are shown nevertheless.
        let output = jet_log(&["--json"], &folder);
        assert_eq!(output.status.code(), Some(i32::from(!is_sound)), "{case}");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let is_shown = text.contains("\"type\":\"Insert\"");
        assert!(is_shown || case == "g_midtrx_logged_hdrflip", "{case}");
    }
}

#[test]
fn sets_of_windows_are_sound() {
    for set in jet_testkit::real_sets() {
        let (_dir, folder) = jet_testkit::real_set(&set);
        if !folder.join("SRU.log").exists() {
            continue;
        }
        let (code, report) = verify(&folder);
        assert_eq!((code, &report["sound"]), (0, &Value::Bool(true)), "{set}: {report}");
        assert!(report["files"].as_array().expect("files").len() >= 3, "{set}: {report}");
    }
}

/// Gaps and strangers in a stream are found, each with its code, and the rest is looked at.
#[test]
fn gaps_and_strangers_are_found() {
    if jet_testkit::golden_cases("f_split_storm").is_empty() {
        return;
    }
    let codes = |change: &dyn Fn(&Path)| {
        let (_dir, folder) = jet_testkit::golden("f_split_storm");
        let db = folder.join("db");
        change(&db);
        let (code, report) = verify(&db);
        let findings = report["findings"].as_array().expect("findings").clone();
        assert_eq!(code, i32::from(!findings.is_empty()), "{report}");
        let code = |finding: &Value| finding["error"].as_str().expect("a code").to_owned();
        findings.iter().map(code).collect::<Vec<_>>().join(" ")
    };
    let copy = |db: &Path, from: &str, to: &str| {
        fs::copy(db.join(from), db.join(to)).expect("room");
    };
    assert_eq!(codes(&|_| {}), "");
    let gap = |db: &Path| fs::remove_file(db.join("edb00000004.log")).expect("it was there");
    assert_eq!(codes(&gap), "JET_errMissingLogFile");
    let name = |db: &Path| copy(db, "edb00000003.log", "edb00000004.log");
    assert_eq!(
        codes(&name),
        "JET_errLogGenerationMismatch JET_errInvalidLogSequence JET_errMissingLogFile"
    );
    let stranger = |db: &Path| {
        let (_dir, other) = jet_testkit::golden("f_longvalues");
        fs::copy(other.join("db/edb00000004.log"), db.join("edb00000004.log")).expect("room");
    };
    assert_eq!(codes(&stranger), "JET_errBadLogSignature JET_errBadLogSignature");
    let lost = |db: &Path| {
        // The last segment of a full log and its shadow were never written.
        let path = db.join("edb00000004.log");
        let mut bytes = fs::read(&path).expect("readable");
        let data = bytes.chunks(4096).rposition(|segment| segment.iter().any(|byte| *byte != 0));
        let from = data.expect("data") - 1;
        bytes[from * 4096..].fill(0);
        fs::write(path, bytes).expect("room");
    };
    assert_eq!(codes(&lost), "JET_errLogSequenceChecksumMismatch");
    let checkpoint = |db: &Path| {
        let mut bytes = fs::read(db.join("edb.chk")).expect("readable");
        bytes[100] ^= 1;
        bytes[5000] ^= 1;
        fs::write(db.join("edb.chk"), bytes).expect("room");
    };
    assert_eq!(codes(&checkpoint), "JET_errCheckpointCorrupt");
}

/// What cannot be done exits with 2 and says why.
#[test]
fn what_is_not_a_log_cannot_be_shown() {
    let dir = tempfile::tempdir().expect("a folder for temporary files");
    let says = |args: &[&str], path: &Path, what: &str| {
        let output = jet_log(args, path);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{errors}");
        assert!(errors.contains(what), "{errors}");
    };
    says(&[], dir.path(), "no log files");
    says(&["--verify"], &dir.path().join("edb.log"), "edb.log");
    for name in ["abc.log", "edb.log"] {
        fs::write(dir.path().join(name), []).expect("room");
    }
    says(&["--verify"], dir.path(), "say --base NAME");
    says(&["--base", "xyz"], dir.path(), "no log files of a stream xyz");
    let output = jet_log(&["--verify", "--base", "edb"], dir.path());
    assert_eq!(output.status.code(), Some(1), "an empty log is damaged");
}
