//! One call while it runs: what it is given, what it answers.
//!
//! A function under `calls/` reads its arguments, calls the engine, and puts what was written.

#[cfg(test)]
mod tests;

use std::ops::Deref;

use jet_api::{ApiError, Engine};
use jet_types::JetErr;
use serde_json::{Map, Value};

use crate::args::{Args, Place, Unfit};
use crate::bytes::{self, OutBuffer};
use crate::process::Scratch;
use crate::symbols::{Kind, Symbols};

/// What an out variable holds before a call: a value that no call writes.
pub(crate) const SENTINEL: u64 = 0xA5A5_5A5A_A5A5_5A5A;

/// The return code, unless an argument cannot be passed on.
pub(crate) type Answer = Result<JetErr, Unfit>;

/// A call while it runs.
pub(crate) struct Call<'a> {
    pub(crate) engine: &'a Engine,
    args: Args<'a>,
    symbols: &'a Symbols,
    scratch: &'a Scratch,
    written: Written,
}

/// What a call wrote, and the names it gave.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) out: Map<String, Value>,
    pub(crate) bound: Vec<(String, Kind, u64)>,
}

impl<'a> Deref for Call<'a> {
    type Target = Args<'a>;

    fn deref(&self) -> &Args<'a> {
        &self.args
    }
}

impl<'a> Call<'a> {
    pub(crate) fn new(
        engine: &'a Engine,
        args: Args<'a>,
        symbols: &'a Symbols,
        scratch: &'a Scratch,
    ) -> Self {
        Self { engine, args, symbols, scratch, written: Written::default() }
    }

    pub(crate) fn into_written(self) -> Written {
        self.written
    }

    /// Shows something written.
    pub(crate) fn put(&mut self, argument: &'static str, value: impl Into<Value>) {
        self.written.out.insert(argument.to_owned(), value.into());
    }

    /// Shows text written; the scratch folder is shown by its name.
    pub(crate) fn put_text(&mut self, argument: &'static str, text: &str) {
        let text = self.scratch.left_out(text);
        self.put(argument, text);
    }

    /// Text with the scratch folder's name for its path.
    pub(crate) fn left_out(&self, text: &str) -> String {
        self.scratch.left_out(text)
    }

    /// The value of a name.
    pub(crate) fn bound(&self, symbol: &str) -> u64 {
        self.symbols.value(symbol)
    }

    /// Gives a name to a value.
    pub(crate) fn name(&mut self, symbol: String, kind: Kind, value: u64) {
        self.written.bound.push((symbol, kind, value));
    }

    /// Shows what was written into a buffer, if that is known to be so much.
    pub(crate) fn put_buffer(&mut self, buffer: &OutBuffer, actual: Option<usize>) {
        if let Some(written) = buffer.written(actual) {
            self.put(buffer.argument, bytes::shown(written));
        }
    }

    /// Binds what a call wrote into a place, and shows it.
    pub(crate) fn bind(&mut self, place: Place, kind: Kind, value: u64) {
        let Some(symbol) = place.symbol.filter(|_| value != kind.cut(SENTINEL)) else { return };
        let shown = match value {
            0 => Value::from(0),
            value if value == kind.nil() => Value::from("nil"),
            value => match kind {
                // The number of a column is the same on every run.
                Kind::Column => Value::from(value),
                // The same database again is shown by its first name.
                Kind::Database => {
                    let first = self.symbols.first_of(kind, value);
                    Value::from(first.map_or(symbol.as_str(), String::as_str))
                }
                _ => Value::from(symbol.as_str()),
            },
        };
        if value != 0 && value != kind.nil() {
            self.written.bound.push((symbol, kind, value));
        }
        self.put(place.argument, shown);
    }
}

/// The code of a call that has no warnings.
pub(crate) fn code<T>(result: Result<T, ApiError>) -> JetErr {
    result.map_or_else(|error| error.code(), |_| JetErr::SUCCESS)
}

/// The code of a call that may have a warning.
pub(crate) fn warned(result: Result<JetErr, ApiError>) -> JetErr {
    result.unwrap_or_else(|error| error.code())
}

/// A code as transcripts show it.
pub(crate) fn shown_code(code: JetErr) -> Value {
    match code.name() {
        Some(name) => Value::from(name),
        None => Value::from(code.raw().to_string()),
    }
}
