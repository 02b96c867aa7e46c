//! A transcript: JSON lines, each a call and what the reference engine answered, or a pseudo-call.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// Why a transcript could not be replayed.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// The transcript.
        path: PathBuf,
        /// What the file system said.
        source: std::io::Error,
    },
    /// A line is not as a transcript's line must be.
    #[error("line {line}: {what}")]
    Malformed {
        /// The line's number, from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// There is no scratch folder to be had, or it cannot be changed as the transcript says.
    #[error("the scratch folder: {0}")]
    Scratch(#[from] std::io::Error),
}

/// A recorded sequence of calls.
#[derive(Debug)]
pub struct Transcript {
    /// The file's name without its extension.
    pub name: String,
    /// What it is about: the name up to the first hyphen.
    pub area: String,
    pub(crate) lines: Vec<Line>,
}

/// One line.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) n: u64,
    /// The worker thread, or `None` for the main one.
    pub(crate) thread: Option<String>,
    pub(crate) step: Step,
}

/// What a line does.
#[derive(Debug)]
pub(crate) enum Step {
    Call(Recorded),
    Op(Op),
}

/// A call with its arguments and all that the reference engine answered.
#[derive(Debug)]
pub(crate) struct Recorded {
    pub(crate) call: String,
    pub(crate) input: Map<String, Value>,
    pub(crate) ret: String,
    pub(crate) out: Map<String, Value>,
}

/// A pseudo-call.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Comment,
    Crash,
    NewProcess,
    /// A pause. Calls never overlap and nothing recorded depends on time, so none is made.
    Sleep,
    File {
        path: String,
        exists: bool,
    },
    Delete {
        path: String,
    },
    Copy {
        from: String,
        to: String,
    },
    Mkdir {
        path: String,
    },
}

impl Transcript {
    /// Reads a transcript.
    ///
    /// # Errors
    /// [`ReplayError::Read`], [`ReplayError::Malformed`].
    pub fn read(path: &Path) -> Result<Self, ReplayError> {
        let text = fs::read_to_string(path)
            .map_err(|source| ReplayError::Read { path: path.to_owned(), source })?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Self::parse(name, &text)
    }

    /// What the transcript in this file is about, by the file's name.
    pub fn area_of(path: &Path) -> String {
        area(&path.file_stem().unwrap_or_default().to_string_lossy())
    }

    /// A transcript of this name from its text.
    ///
    /// # Errors
    /// [`ReplayError::Malformed`].
    pub fn parse(name: String, text: &str) -> Result<Self, ReplayError> {
        let area = area(&name);
        let mut lines = Vec::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let n = at as u64 + 1;
            let malformed = |what: String| ReplayError::Malformed { line: n, what };
            let json: Value =
                serde_json::from_str(line).map_err(|error| malformed(error.to_string()))?;
            lines.push(Line::from_json(json).map_err(malformed)?);
        }
        Ok(Self { name, area, lines })
    }
}

impl Line {
    fn from_json(json: Value) -> Result<Self, String> {
        let Value::Object(mut line) = json else { return Err("no object".to_owned()) };
        let n = line.get("n").and_then(Value::as_u64).ok_or("no line number")?;
        let thread = line.get("th").and_then(Value::as_str).map(str::to_owned);
        let step = match (text(&line, "call"), text(&line, "op")) {
            (Some(call), None) => Step::Call(Recorded {
                call,
                ret: text(&line, "ret").ok_or("a call without a return code")?,
                input: object(&mut line, "in")?,
                out: object(&mut line, "out")?,
            }),
            (None, Some(op)) => Step::Op(Op::from_json(&op, &line)?),
            _ => return Err("neither a call nor a pseudo-call".to_owned()),
        };
        Ok(Self { n, thread, step })
    }
}

impl Op {
    fn from_json(op: &str, line: &Map<String, Value>) -> Result<Self, String> {
        let need = |keys: &[&str]| {
            let found = keys.iter().find_map(|key| text(line, key));
            found.ok_or_else(|| format!("{op}: no {}", keys[0]))
        };
        Ok(match op {
            "comment" => Self::Comment,
            "crash" => Self::Crash,
            "newprocess" => Self::NewProcess,
            "sleep" => Self::Sleep,
            "file" => {
                let exists = line.get("exists").and_then(Value::as_bool);
                Self::File { path: need(&["path"])?, exists: exists.ok_or("file: no exists")? }
            }
            "delete" => Self::Delete { path: need(&["path"])? },
            "mkdir" => Self::Mkdir { path: need(&["path"])? },
            "copy" => {
                Self::Copy { from: need(&["from", "src", "path"])?, to: need(&["to", "dst"])? }
            }
            _ => return Err(format!("{op} is no pseudo-call")),
        })
    }
}

fn area(name: &str) -> String {
    name.split('-').next().unwrap_or_default().to_owned()
}

fn text(line: &Map<String, Value>, key: &str) -> Option<String> {
    line.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn object(line: &mut Map<String, Value>, key: &str) -> Result<Map<String, Value>, String> {
    match line.remove(key) {
        None => Ok(Map::new()),
        Some(Value::Object(map)) => Ok(map),
        Some(_) => Err(format!("{key} is no object")),
    }
}
