//! One call while it runs: what it is given, what it answers.
//!
//! A function under `calls/` reads its arguments here by the names of the C header, calls the
//! engine, and puts what was written. Arguments it did not read make the transcript unfit to be
//! replayed: nothing recorded is ignored in silence.

use std::cell::RefCell;
use std::collections::BTreeSet;

use jet_api::handle::{JetInstance, Sesid};
use jet_api::{ApiError, Engine};
use jet_types::JetErr;
use serde_json::{Map, Value};

use crate::bytes::{self, Bytes, OutBuffer};
use crate::constants;
use crate::process::Scratch;
use crate::symbols::{Kind, Symbols};

/// What an out variable holds before a call: a value that no call writes.
pub(crate) const SENTINEL: u64 = 0xA5A5_5A5A_A5A5_5A5A;

/// Why an argument cannot be passed on.
#[derive(Debug)]
pub(crate) struct Unfit(pub(crate) String);

/// The return code, unless an argument was unfit.
pub(crate) type Answer = Result<JetErr, Unfit>;

/// An out parameter that is given, or a null pointer.
#[derive(Debug)]
pub(crate) struct Place {
    argument: &'static str,
    symbol: Option<String>,
}

impl Place {
    /// A place whose symbol is known.
    pub(crate) fn at(argument: &'static str, symbol: Option<String>) -> Self {
        Self { argument, symbol }
    }

    /// The variable, unless the pointer is null.
    pub(crate) fn of<'v, T>(&self, variable: &'v mut T) -> Option<&'v mut T> {
        self.symbol.is_some().then_some(variable)
    }
}

/// A call while it runs.
pub(crate) struct Call<'a> {
    pub(crate) engine: &'a Engine,
    symbols: &'a mut Symbols,
    scratch: &'a Scratch,
    input: &'a Map<String, Value>,
    read: RefCell<BTreeSet<&'static str>>,
    out: Map<String, Value>,
}

impl<'a> Call<'a> {
    pub(crate) fn new(
        engine: &'a Engine,
        symbols: &'a mut Symbols,
        scratch: &'a Scratch,
        input: &'a Map<String, Value>,
    ) -> Self {
        Self { engine, symbols, scratch, input, read: RefCell::default(), out: Map::new() }
    }

    /// What was written; fails when the call did not look at all its arguments.
    pub(crate) fn finish(self) -> Result<Map<String, Value>, Unfit> {
        let read = self.read.into_inner();
        match self.input.keys().find(|key| !read.contains(key.as_str())) {
            Some(key) => Err(Unfit(format!("the argument {key} is not understood"))),
            None => Ok(self.out),
        }
    }

    /// An argument as it stands in the transcript.
    pub(crate) fn raw(&self, argument: &'static str) -> Option<&'a Value> {
        self.read.borrow_mut().insert(argument);
        self.input.get(argument)
    }

    /// Whether a pointer is null: `null`, where an absent argument is not.
    pub(crate) fn is_null(&self, argument: &'static str) -> bool {
        self.raw(argument).is_some_and(Value::is_null)
    }

    /// A number, a constant by name, or a handle; absent is 0.
    pub(crate) fn number(&self, argument: &'static str) -> Result<u64, Unfit> {
        match self.raw(argument) {
            None => Ok(0),
            Some(value) => self.number_in(value).ok_or_else(|| unfit(argument, value)),
        }
    }

    /// The same in 32 bits.
    pub(crate) fn number32(&self, argument: &'static str) -> Result<u32, Unfit> {
        self.number(argument).map(|number| number as u32)
    }

    /// What a variable holds before the call, or `None` for a null pointer.
    pub(crate) fn variable(&self, argument: &'static str) -> Result<Option<u64>, Unfit> {
        if self.is_null(argument) { Ok(None) } else { self.number(argument).map(Some) }
    }

    /// Options: names and numbers, combined; absent is 0.
    pub(crate) fn flags(&self, argument: &'static str) -> Result<u32, Unfit> {
        let Some(value) = self.raw(argument) else { return Ok(0) };
        let one = |value: &Value| self.number_in(value).ok_or_else(|| unfit(argument, value));
        let flags = match value {
            Value::Array(list) => {
                list.iter().try_fold(0, |flags, value| Ok(flags | one(value)?))?
            }
            value => one(value)?,
        };
        Ok(flags as u32)
    }

    /// Text; absent and `null` are a null pointer. The scratch folder's name is filled in.
    pub(crate) fn text(&self, argument: &'static str) -> Result<Option<String>, Unfit> {
        match self.raw(argument) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(self.scratch.filled_in(text))),
            Some(value) => Err(unfit(argument, value)),
        }
    }

    /// Bytes in one of their forms, padded with zeros to the size, if that is given; absent is a
    /// null pointer.
    pub(crate) fn sized_bytes(
        &self,
        argument: &'static str,
        size: &'static str,
    ) -> Result<Bytes, Unfit> {
        let value = self.raw(argument).unwrap_or(&Value::Null);
        let mut bytes = Bytes::read(value).ok_or_else(|| unfit(argument, value))?;
        if self.raw(size).is_some() {
            bytes.resize(self.size(size)?);
        }
        Ok(bytes)
    }

    /// A buffer to write into; `null` is a null pointer.
    pub(crate) fn buffer(
        &self,
        argument: &'static str,
        size: &'static str,
    ) -> Result<OutBuffer, Unfit> {
        Ok(OutBuffer::new(argument, self.size(size)?, self.is_null(argument)))
    }

    /// A size of an out buffer, 256 if absent.
    pub(crate) fn size(&self, argument: &'static str) -> Result<usize, Unfit> {
        match self.raw(argument) {
            None => Ok(256),
            Some(value) => {
                let size = value.as_u64().and_then(|size| usize::try_from(size).ok());
                size.ok_or_else(|| unfit(argument, value))
            }
        }
    }

    /// The argument `instance`.
    pub(crate) fn instance(&self) -> Result<JetInstance, Unfit> {
        self.number("instance").map(JetInstance)
    }

    /// The argument `sesid`.
    pub(crate) fn sesid(&self) -> Result<Sesid, Unfit> {
        self.number("sesid").map(Sesid)
    }

    /// An out parameter for a handle, with the symbol to bind.
    pub(crate) fn place(&self, argument: &'static str) -> Result<Place, Unfit> {
        let symbol = match self.raw(argument) {
            Some(Value::Null) => None,
            Some(Value::String(symbol)) if symbol.starts_with('$') => Some(symbol.clone()),
            value => return Err(unfit(argument, value.unwrap_or(&Value::Null))),
        };
        Ok(Place { argument, symbol })
    }

    /// The symbol in one argument, or else in another.
    pub(crate) fn symbol_or(
        &self,
        argument: &'static str,
        other: &'static str,
    ) -> Result<Option<String>, Unfit> {
        match self.raw(argument).or_else(|| self.raw(other)) {
            Some(Value::String(symbol)) if symbol.starts_with('$') => Ok(Some(symbol.clone())),
            None | Some(Value::Null | Value::Number(_)) => Ok(None),
            Some(value) => Err(unfit(argument, value)),
        }
    }

    /// Binds what a call wrote into a place, and shows it.
    pub(crate) fn bind(&mut self, place: Place, kind: Kind, value: u64) {
        let Some(symbol) = place.symbol.filter(|_| value != SENTINEL) else { return };
        let shown = match value {
            0 => Value::from(0),
            value if value == kind.nil() => Value::from("nil"),
            value => {
                self.symbols.bind(&symbol, kind, value);
                Value::from(symbol)
            }
        };
        self.put(place.argument, shown);
    }

    /// Shows something written.
    pub(crate) fn put(&mut self, argument: &'static str, value: impl Into<Value>) {
        self.out.insert(argument.to_owned(), value.into());
    }

    /// Shows text written; the scratch folder is shown by its name.
    pub(crate) fn put_text(&mut self, argument: &'static str, text: &str) {
        let text = self.scratch.left_out(text);
        self.put(argument, text);
    }

    /// Shows what was written into a buffer, if that is known to be so much.
    pub(crate) fn put_buffer(&mut self, buffer: &OutBuffer, actual: Option<usize>) {
        if let Some(written) = buffer.written(actual) {
            self.put(buffer.argument, bytes::shown(written));
        }
    }

    /// A number in any of its forms.
    pub(crate) fn number_in(&self, value: &Value) -> Option<u64> {
        match value {
            Value::Number(number) => {
                number.as_u64().or_else(|| number.as_i64().map(|number| number as u64))
            }
            Value::String(text) if text == "nil" => Some(u64::MAX),
            Value::String(text) if text.starts_with('$') => Some(self.symbols.value(text)),
            Value::String(name) => constants::number(name),
            _ => None,
        }
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

/// An argument that cannot be understood.
pub(crate) fn unfit(argument: &str, value: &Value) -> Unfit {
    Unfit(format!("the argument {argument} cannot be {value}"))
}
