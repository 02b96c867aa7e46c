//! Programs in C and C++ against the library. Each checks for itself and ends with 0.

use super::build::{Language, Link, folder, run};

#[test]
fn sessions_from_several_threads_up_to_the_limit() {
    let told = run("sessions.c", Language::C11, Link::Shared, &[]);
    assert!(told.contains("60 sessions, then -1101"), "{told}");
}

#[test]
fn every_parameter_is_read_and_set_again() {
    run("params.c", Language::C11, Link::Shared, &[]);
}

#[test]
fn the_start_of_the_managed_layer_finds_a_new_version() {
    run("probe.c", Language::C11, Link::Static, &[]);
}

#[test]
fn owners_in_cpp_end_what_they_began() {
    run("owners.cpp", Language::Cpp17, Link::Shared, &[]);
}

#[test]
fn a_database_is_read_in_every_way() {
    assert_eq!(run_on_sample("reading.c"), "82 rows\n");
}

#[test]
fn what_there_is_is_told_in_both_widths() {
    run_on_sample("telling.c");
}

#[test]
fn a_database_is_made_filled_and_found_again() {
    run("writing.c", Language::C11, Link::Shared, &[]);
}

#[test]
fn the_sample_for_readers_tells_the_tables() {
    let told = run_on_sample("../../../../samples/c/tables.c");
    assert_eq!(told.lines().last(), Some("kv"), "{told}");
}

/// Nothing a program may do makes a call crash or meet a broken invariant.
#[test]
fn hostile_calls_get_an_answer() {
    let seed = std::env::var("JET_SEED").unwrap_or_else(|_| "1".to_owned());
    println!("JET_SEED={seed}");
    let (_dir, path) = sample();
    let told = run("hostile.c", Language::C11, Link::Shared, &[&path, &seed, "150"]);
    let with_success: u32 = told.trim().parse().expect("a number");
    assert!(with_success > 100, "{with_success} chunks of 150 had a call that succeeded");
}

/// A database of somebody else, and its path.
fn sample() -> (tempfile::TempDir, String) {
    let dir = tempfile::TempDir::new().expect("a folder for temporary files");
    let database = dir.path().join("kv.edb");
    std::fs::copy(folder().join("../../samples/kv.edb"), &database).expect("a sample");
    let path = database.to_str().expect("a path in UTF-8").to_owned();
    (dir, path)
}

/// Runs a program that takes a database of somebody else.
fn run_on_sample(file: &str) -> String {
    let (_dir, path) = sample();
    run(file, Language::C11, Link::Shared, &[&path])
}
