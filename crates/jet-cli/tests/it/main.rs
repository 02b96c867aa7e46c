//! The tool as its user runs it, on real databases: what it prints is what independent readers
//! print.

mod corruption;
mod log;
mod recover;
mod refused;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn jet(args: &[&str], file: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jet"));
    command.args(args).arg(file).output().expect("the tool runs")
}

/// `expected/NAME`, or `expected/NAME.gz` unpacked.
fn expected(name: &str) -> Vec<u8> {
    if let Some(plain) = jet_testkit::expected(name) {
        return plain;
    }
    let packed = jet_testkit::expected(&format!("{name}.gz")).expect("an expected output");
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut plain).expect("valid gzip");
    plain
}

#[test]
fn summaries_of_real_databases_are_as_expected() {
    for name in jet_testkit::real_databases() {
        let (_dir, path) = jet_testkit::real_file(&name);
        let output = jet(&["summary"], &path);
        assert!(output.stdout == expected(&format!("{name}.json")), "{name}");
        let sound = name != "museum-ntds-temp.edb";
        assert_eq!(output.status.code(), Some(i32::from(!sound)), "{name}");
    }
}

#[test]
fn rows_of_real_databases_are_as_expected() {
    for name in jet_testkit::real_databases() {
        let (_dir, path) = jet_testkit::real_file(&name);
        let output = jet(&["dump", "--format", "canonical"], &path);
        assert!(output.stdout == expected(&format!("{name}.rows.jsonl")), "{name}");
    }
}

/// All but one are sound: the temporary database of a domain controller has no checksums.
#[test]
fn real_databases_are_sound() {
    for name in jet_testkit::real_databases() {
        let (_dir, path) = jet_testkit::real_file(&name);
        let output = jet(&["check", "--json"], &path);
        let sound = name != "museum-ntds-temp.edb";
        let text = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(i32::from(!sound)), "{name}: {text}");
        assert!(text.contains(&format!("\"sound\": {sound}")), "{name}: {text}");
    }
}

/// A dirty file is shown as it stands, with a warning.
#[test]
fn a_dirty_file_is_read_with_a_warning() {
    if jet_testkit::real_databases().is_empty() {
        return;
    }
    let (_dir, path) = jet_testkit::real_file("srum-win10-belkasoft-dirty.dat");
    let output = jet(&["tables"], &path);
    assert!(output.status.success());
    let warning = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(warning.contains("warning") && warning.contains("DirtyShutdown"), "{warning}");
}

/// Damage made on purpose, judged by the reference engine's own check. A single wrong bit it puts
/// right in passing; we put it right too, and report it.
#[test]
fn damage_made_on_purpose_is_found() {
    for case in jet_testkit::golden_cases("i_") {
        let (_dir, folder) = jet_testkit::golden(&case);
        let manifest = jet_testkit::manifest(&folder);
        if manifest["apply"].is_null() {
            continue;
        }
        let file = damaged_file(&folder, &manifest);
        let output = jet(&["check"], &file);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        let sound = manifest["integrity"] == "ok" && !case.contains("flip1bit");
        let expected: &[i32] = if sound { &[0] } else { &[1, 2] };
        let code = output.status.code().expect("no signal");
        assert!(expected.contains(&code), "{case}: exit {code}: {text} {errors}");
    }
}

/// The base file of a case with the case's patches applied.
const INIT: &str = r#"{"n":1,"call":"JetInit","in":{"pinstance":null},"ret":"JET_errSuccess"}"#;

/// Exit codes of replay: 0 all as recorded, 1 a difference, 2 could not run.
/// A pager that is closed at once used to make `jet info` panic, and would have made a damaged file
/// look sound.
#[test]
fn a_reader_that_stops_early_changes_no_verdict() {
    let cases = jet_testkit::golden_cases("i_4k_flip_byte_ff");
    for case in cases {
        let (_dir, folder) = jet_testkit::golden(&case);
        let file = damaged_file(&folder, &jet_testkit::manifest(&folder));
        for (verb, code) in [("info", 0), ("tables", 0), ("check", 1)] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_jet"));
            command.args([verb]).arg(&file).stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut child = command.spawn().expect("jet runs");
            drop(child.stdout.take());
            let output = child.wait_with_output().expect("jet ends");
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(code), "{verb}: {said}");
            assert!(!said.contains("panicked"), "{verb}: {said}");
        }
    }
}

#[test]
fn recordings_are_replayed() {
    let folder = tempfile::tempdir().expect("room for a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("room for a file");
        path
    };
    let good = write("sessions-good.jsonl", INIT);
    let bad = write("sessions-bad.jsonl", &INIT.replace("Success", "InvalidParameter"));
    let missing = write("sessions-missing.jsonl", r#"{"n":1,"call":"JetFly","ret":"0"}"#);
    for (path, code, text) in [
        (&good, 0, "passed sessions-good (1 lines equal)"),
        (&bad, 1, "ret: expected \"JET_errInvalidParameter\", got \"JET_errSuccess\""),
        (&missing, 1, "call not there yet: JetFly at line 1"),
    ] {
        let output = jet(&["replay"], path);
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(code), "{printed}");
        assert!(printed.contains(text), "{printed}");
    }
    let output = jet(&["replay", "--summary", "--json"], folder.path());
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let counts = &json["summary"]["areas"]["sessions"];
    assert_eq!((&counts["files"], &counts["passed"]), (&3.into(), &1.into()));
    assert_eq!(json["summary"]["first_missing_call"]["JetFly"], 1);
    write("sessions-broken.jsonl", "{");
    assert_eq!(jet(&["replay"], folder.path()).status.code(), Some(2));
}

fn damaged_file(folder: &Path, manifest: &serde_json::Value) -> PathBuf {
    let base = manifest["base"].as_str().expect("a base file");
    let name = base.trim_start_matches("../").split('/').next().expect("a case");
    let (_dir, base_folder) = jet_testkit::golden(name);
    let original = std::fs::read(base_folder.join("db/t.edb")).expect("the base file");
    let page = manifest["page_size"].as_u64().expect("a page size") as usize;
    let mut bytes = original.clone();
    for patch in manifest["apply"].as_array().expect("patches") {
        let number = |name: &str| patch[name].as_u64().map(|number| number as usize);
        if let (Some(offset), Some(text)) = (number("offset"), patch["bytes"].as_str()) {
            let new = hex::decode(text).expect("hex");
            bytes[offset..offset + new.len()].copy_from_slice(&new);
        } else if let (Some(offset), Some(len)) = (number("offset"), number("zero")) {
            bytes[offset..offset + len].fill(0);
        } else if let Some(len) = number("truncate_to") {
            bytes.truncate(len);
        } else if let Some(from) = number("copy_from_page_index") {
            let to = number("to_page_index").expect("a target") * page;
            bytes[to..to + page].copy_from_slice(&original[from * page..(from + 1) * page]);
        } else {
            panic!("unknown patch {patch}");
        }
    }
    let path = folder.join("t.edb");
    std::fs::write(&path, bytes).expect("room for temporary files");
    path
}
