//! What came of replaying a transcript.

use std::fmt;

use serde_json::{Value, json};

/// What came of one transcript.
#[derive(Debug)]
pub struct Outcome {
    /// The transcript's name.
    pub name: String,
    /// What it is about.
    pub area: String,
    /// Lines replayed and found equal.
    pub equal: usize,
    /// Differences: the first, or all that were asked for.
    pub differences: Vec<Difference>,
    /// Where less was compared than was recorded, and why.
    pub notes: Vec<String>,
}

/// A line that did not go as recorded.
#[derive(Debug)]
pub struct Difference {
    /// The line's number.
    pub line: u64,
    /// What was called.
    pub call: String,
    /// With which arguments, as the transcript has them.
    pub input: Value,
    /// How it differs.
    pub found: Found,
}

/// How a line differs.
#[derive(Debug)]
pub enum Found {
    /// `jet-api` does not have the call.
    NotThere,
    /// Another return code, or other values written.
    Mismatches(Vec<Mismatch>),
    /// The call panicked.
    Panicked(String),
}

/// A value that is not as recorded; `None` stands for a value not written.
#[derive(Debug)]
pub struct Mismatch {
    /// Where it is: `ret`, or a path that starts with `out`.
    pub place: String,
    /// What was recorded.
    pub expected: Option<Value>,
    /// What was got.
    pub got: Option<Value>,
}

impl Mismatch {
    pub(crate) fn new(place: &str, expected: Option<&Value>, got: Option<&Value>) -> Self {
        Self { place: place.to_owned(), expected: expected.cloned(), got: got.cloned() }
    }
}

impl Outcome {
    /// Whether everything compared is as recorded.
    pub fn is_passed(&self) -> bool {
        self.differences.is_empty()
    }

    /// The call that `jet-api` does not have, if that is the first difference.
    pub fn missing_call(&self) -> Option<&str> {
        let first = self.differences.first()?;
        matches!(first.found, Found::NotThere).then_some(first.call.as_str())
    }

    /// The outcome as JSON.
    pub fn to_json(&self) -> Value {
        json!({
            "name": self.name,
            "area": self.area,
            "passed": self.is_passed(),
            "equal": self.equal,
            "differences": self.differences.iter().map(Difference::to_json).collect::<Vec<_>>(),
            "notes": self.notes,
        })
    }
}

impl Difference {
    fn to_json(&self) -> Value {
        let mut json = json!({"line": self.line, "call": self.call, "in": self.input});
        match &self.found {
            Found::NotThere => json["found"] = json!("not there"),
            Found::Panicked(message) => json["found"] = json!({"panicked": message}),
            Found::Mismatches(list) => {
                let one = |found: &Mismatch| json!({"place": found.place, "expected": found.expected, "got": found.got});
                json["found"] = list.iter().map(one).collect();
            }
        }
        json
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.is_passed() { "passed" } else { "DIFFERS" };
        write!(f, "{word} {} ({} lines equal)", self.name, self.equal)?;
        self.notes.iter().try_for_each(|note| write!(f, "\n  note: {note}"))?;
        self.differences.iter().try_for_each(|difference| write!(f, "\n{difference}"))
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, call, input, found } = self;
        match found {
            Found::NotThere => write!(f, "  call not there yet: {call} at line {line}"),
            Found::Panicked(message) => {
                write!(f, "  line {line}: {call} {input}\n    panicked: {message}")
            }
            Found::Mismatches(list) => {
                write!(f, "  line {line}: {call} {input}")?;
                list.iter().try_for_each(|mismatch| {
                    let show = |value: &Option<Value>| {
                        value.as_ref().map_or_else(|| "nothing".to_owned(), Value::to_string)
                    };
                    let (expected, got) = (show(&mismatch.expected), show(&mismatch.got));
                    write!(f, "\n    {}: expected {expected}, got {got}", mismatch.place)
                })
            }
        }
    }
}
