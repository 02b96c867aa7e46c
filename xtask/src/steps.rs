//! The steps of continuous integration.

use std::path::PathBuf;
use std::process::Command;

use crate::{header, install, tidy};

/// One check.
pub struct Step {
    /// How it is called.
    pub name: &'static str,
    /// What it checks.
    pub what: &'static str,
    /// Does it; `false` when it failed.
    pub run: fn() -> bool,
}

/// All checks, cheapest first.
pub const STEPS: &[Step] = &[
    Step { name: "fmt", what: "formatting", run: fmt },
    Step { name: "tidy", what: "house rules", run: tidy::run },
    Step { name: "clippy", what: "lints, warnings denied", run: clippy },
    Step { name: "test", what: "tests", run: test },
    Step { name: "docs", what: "documentation, warnings denied", run: docs },
    Step { name: "loom", what: "models of the concurrent parts", run: loom },
    Step { name: "bench-check", what: "benches compile", run: bench_check },
];

/// What is done when somebody wants it.
pub const CHORES: &[Step] = &[
    Step { name: "header", what: "files of the C border, from the tables", run: header::run },
    Step { name: "install", what: "libesent, built and put under --prefix DIR", run: install::run },
];

/// Crates with loom models.
const LOOM: &[&str] = &["jet-os", "jet-pager", "jet-log", "jet-session"];

/// The root of the workspace that `cargo run` was called in. What was compiled in may be another
/// one: a build directory may have been copied.
pub fn root() -> PathBuf {
    let called = std::env::var_os("CARGO_MANIFEST_DIR");
    let here = called.map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent().map(PathBuf::from).unwrap_or(here)
}

/// Cargo with these arguments, in the workspace.
pub fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(root());
    command
}

/// Runs a command; whether it succeeded.
pub fn succeeds(command: &mut Command) -> bool {
    match command.status() {
        Ok(status) => status.success(),
        Err(error) => {
            eprintln!("{command:?}: {error}");
            false
        }
    }
}

fn fmt() -> bool {
    succeeds(&mut cargo(&["fmt", "--all", "--", "--check"]))
}

fn clippy() -> bool {
    succeeds(&mut cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]))
}

fn test() -> bool {
    succeeds(&mut cargo(&["test", "--workspace", "--locked"]))
}

fn docs() -> bool {
    let mut command = cargo(&["doc", "--workspace", "--no-deps", "--locked"]);
    succeeds(command.env("RUSTDOCFLAGS", "-D warnings"))
}

/// Models run in release, in a target directory of their own, as the flag changes every crate.
fn loom() -> bool {
    let mut command = cargo(&["test", "--release", "--lib", "--locked", "--target-dir"]);
    command.arg(root().join("target/loom"));
    LOOM.iter().for_each(|name| {
        command.args(["-p", name]);
    });
    command.args(["--", "loom_"]);
    let flags = std::env::var("RUSTFLAGS").unwrap_or_default();
    succeeds(command.env("RUSTFLAGS", format!("{flags} --cfg loom")))
}

fn bench_check() -> bool {
    succeeds(&mut cargo(&["check", "--workspace", "--benches", "--locked"]))
        && succeeds(&mut cargo(&[
            "check",
            "-p",
            "jet-bench",
            "--bin",
            "peers",
            "--features",
            "peers",
            "--locked",
        ]))
}
