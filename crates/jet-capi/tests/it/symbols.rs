//! The library exports what the table lists, and nothing else.

use std::collections::BTreeSet;
use std::process::Command;

use super::build::library;

#[test]
fn exports_are_those_of_the_table() {
    let listed: BTreeSet<String> =
        jet_testkit::api_table("functions.csv").iter().map(|row| row["name"].clone()).collect();
    if listed.is_empty() {
        return;
    }
    let output = Command::new("nm")
        .args(["-D", "--defined-only", "--format=posix"])
        .arg(library())
        .output()
        .expect("nm comes with the compiler");
    let text = String::from_utf8(output.stdout).expect("nm prints text");
    let exported: BTreeSet<String> =
        text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    let missing: Vec<_> = listed.difference(&exported).collect();
    let besides: Vec<_> = exported.difference(&listed).collect();
    assert!(missing.is_empty() && besides.is_empty(), "missing {missing:?}, besides {besides:?}");
    assert_eq!(exported.len(), 379);
}
