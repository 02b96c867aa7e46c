//! Programs in C and C++ against the library. Each checks for itself and ends with 0.

use super::build::{Language, Link, run};

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
