//! Compiles programs with the system's compilers and links them to the built library.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A language, by its compiler and standard.
#[derive(Clone, Copy, Debug)]
pub enum Language {
    C11,
    Cpp17,
}

/// How a program takes the library in.
#[derive(Clone, Copy, Debug)]
pub enum Link {
    Shared,
    Static,
}

impl Language {
    fn compiler(self) -> Command {
        let (variable, usual, standard) = match self {
            Self::C11 => ("CC", "cc", "-std=c11"),
            Self::Cpp17 => ("CXX", "c++", "-std=c++17"),
        };
        let mut command = Command::new(std::env::var_os(variable).unwrap_or_else(|| usual.into()));
        command.args([standard, "-Wall", "-Wextra", "-pedantic", "-Werror"]);
        command.arg("-I").arg(folder().join("../../include"));
        command
    }

    fn name(self) -> &'static str {
        match self {
            Self::C11 => "c",
            Self::Cpp17 => "c++",
        }
    }
}

/// The folder of this crate.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder with the libraries that this test was built with.
pub fn libraries() -> PathBuf {
    let here = std::env::current_exe().expect("a test knows where it is");
    here.parent().expect("it is in a folder").to_owned()
}

/// The shared library.
pub fn library() -> PathBuf {
    libraries().join(format!(
        "{}esent{}",
        std::env::consts::DLL_PREFIX,
        std::env::consts::DLL_SUFFIX
    ))
}

/// Compiles a file without linking it.
pub fn compile(file: &str, language: Language, flags: &[&str]) {
    let dir = TempDir::new().expect("a folder for temporary files");
    let mut command = language.compiler();
    command.args(flags).args(["-c", "-x", language.name()]);
    command.arg(folder().join("tests/c").join(file)).arg("-o").arg(dir.path().join("out.o"));
    succeed(&mut command);
}

/// Compiles a program, runs it in a folder of its own, and gives what it printed. It has to end
/// with 0.
pub fn run(file: &str, language: Language, link: Link, args: &[&str]) -> String {
    let dir = TempDir::new().expect("a folder for temporary files");
    let program = dir.path().join("program");
    let mut command = language.compiler();
    command.args(["-O1", "-g", "-pthread", "-x", language.name()]);
    command.arg(folder().join("tests/c").join(file)).args(["-x", "none", "-o"]).arg(&program);
    match link {
        Link::Shared => {
            command.arg("-L").arg(libraries()).arg("-lesent");
            command.arg(format!("-Wl,-rpath,{}", libraries().display()));
        }
        Link::Static => {
            command.arg(libraries().join("libesent.a")).args(["-ldl", "-lm"]);
        }
    }
    succeed(&mut command);
    let output = succeed(Command::new(&program).args(args).current_dir(dir.path()));
    String::from_utf8(output.stdout).expect("programs print text")
}

fn succeed(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (out, err) = (&output.stdout, &output.stderr);
    let told = [String::from_utf8_lossy(out), String::from_utf8_lossy(err)].concat();
    assert!(output.status.success(), "{command:?}: {}\n{told}", output.status);
    output
}
