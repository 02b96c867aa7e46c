//! Damage made on purpose, finding by finding against what the reference engine's own tools said;
//! one wrong bit is put right; databases of file sets read as expected.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{damaged_file, expected, jet};

/// What a check of checksums says: bad pages, wrong bits that can be put right, blank pages.
#[derive(PartialEq, Eq, Debug, Default)]
struct Checksums {
    bad: BTreeSet<u64>,
    one_bit: BTreeSet<(u64, u64)>,
    blank: u64,
    pages: u64,
}

/// What the reference engine's tool printed.
fn theirs(manifest: &Value) -> Option<Checksums> {
    let mut found = Checksums::default();
    let mut is_done = false;
    for line in manifest["eseutil_k"].as_array()?.iter().filter_map(Value::as_str) {
        let numbers: Vec<u64> = line
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|word| word.parse().ok())
            .collect();
        if line.ends_with("checksum failed") {
            found.bad.insert(*numbers.first()?);
        } else if line.ends_with("can be corrected") {
            found.one_bit.insert((*numbers.first()?, *numbers.get(1)?));
        } else if line.ends_with("uninitialized pages") {
            found.blank = *numbers.first()?;
        } else if line.ends_with("pages seen") {
            // It counts the two header pages.
            found.pages = numbers.first()?.checked_sub(2)?;
            is_done = true;
        }
    }
    is_done.then_some(found)
}

fn ours(report: &Value) -> Checksums {
    let number = |name: &str| report[name].as_u64().expect("a number");
    let (blank, pages) = (number("blank_pages"), number("pages"));
    let mut found = Checksums { blank, pages, ..Checksums::default() };
    for finding in report["findings"].as_array().expect("a list") {
        let (Some(page), Some(what)) = (finding["page"].as_u64(), finding["what"].as_str()) else {
            continue;
        };
        if finding["code"] != "JET_errReadVerifyFailure" {
            continue;
        }
        match what.split_once("bit ").and_then(|(_, rest)| rest.split_once(" is wrong")) {
            Some((bit, _)) => found.one_bit.insert((page, bit.parse().expect("a number"))),
            None => found.bad.insert(page),
        };
    }
    found
}

#[test]
fn findings_are_those_of_the_reference() {
    let (mut compared, mut repaired) = (0, 0);
    for case in jet_testkit::golden_cases("i_") {
        let (_dir, folder) = jet_testkit::golden(&case);
        let manifest = jet_testkit::manifest(&folder);
        let Some(theirs) = theirs(&manifest) else { continue };
        // That tool counts the headers as pages; here either copy of the header will do.
        if manifest["apply"].is_null() || case.contains("header") {
            continue;
        }
        let output = jet(&["check", "--json"], &damaged_file(&folder, &manifest));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let report: Value = serde_json::from_str(&text).expect(&case);
        assert_eq!(ours(&report), theirs, "{case}: {text}");
        let pages = report["findings"].as_array().expect("a list").iter();
        let pages: BTreeSet<u64> = pages.filter_map(|finding| finding["page"].as_u64()).collect();
        if case.ends_with("zeropage") {
            assert!(pages.contains(&manifest["pgno"].as_u64().expect("a page")), "{case}: {text}");
        }
        compared += 1;
        repaired += theirs.one_bit.len();
    }
    let is_there = jet_testkit::shared().is_some();
    assert!(!is_there || compared >= 20 && repaired >= 8, "{compared} cases, {repaired} bits");
}

/// Rows of a file with one wrong bit are those of the sound file.
#[test]
fn one_wrong_bit_is_put_right() {
    for case in jet_testkit::golden_cases("i_").iter().filter(|case| case.contains("flip1bit")) {
        let (_dir, folder) = jet_testkit::golden(case);
        let manifest = jet_testkit::manifest(&folder);
        let base = manifest["base"].as_str().expect("a base").trim_start_matches("../").to_owned();
        let (name, file) = base.split_once('/').expect("a case and a file");
        let (_base_dir, base_folder) = jet_testkit::golden(name);
        let dump = ["dump", "--format", "canonical"];
        let sound = jet(&dump, &base_folder.join(file));
        let damaged = jet(&dump, &damaged_file(&folder, &manifest));
        assert!(sound.status.success() && !sound.stdout.is_empty(), "{name}");
        if manifest["integrity"] == "ok" {
            assert!(damaged.status.success() && damaged.stdout == sound.stdout, "{case}");
        }
    }
}

#[test]
fn databases_of_sets_are_as_expected() {
    let mut count = 0;
    for set in jet_testkit::real_sets() {
        let (_dir, folder) = jet_testkit::real_set(&set);
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let Some(extension) = path.extension().and_then(|e| e.to_str()) else { continue };
            let name = format!("{set}.{extension}");
            if jet_testkit::expected(&format!("{name}.json")).is_none() {
                continue;
            }
            let summary = jet(&["summary"], &path).stdout;
            // The summary begins with the file's name.
            let renamed = folder.join(&name);
            std::fs::copy(&path, &renamed).expect("room for temporary files");
            assert!(!summary.is_empty(), "{name}");
            assert!(
                jet(&["summary"], &renamed).stdout == expected(&format!("{name}.json")),
                "{name}"
            );
            let rows = jet(&["dump", "--format", "canonical"], &path);
            assert!(rows.stdout == expected(&format!("{name}.rows.jsonl")), "{name}");
            count += 1;
        }
    }
    assert!(jet_testkit::shared().is_none() || count >= 8, "{count} databases");
}
