//! Arguments of a call, or fields of a structure among them, read by the names of the C header.
//!
//! What was read is remembered: nothing recorded is ignored in silence.

#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::BTreeSet;

use jet_api::{Dbid, JetInstance, Sesid, Tableid};
use serde_json::{Map, Value};

use crate::bytes::{Bytes, OutBuffer};
use crate::constants;
use crate::process::Scratch;
use crate::symbols::Symbols;

/// The size of an out buffer that a transcript does not tell.
const BUFFER_SIZE: usize = 256;
/// Buffers longer than this are not made; no transcript passes as many bytes.
const BUFFER_MAX: usize = 1 << 28;

/// Why an argument cannot be passed on.
#[derive(Debug)]
pub(crate) struct Unfit(pub(crate) String);

/// An out parameter that is given, or a null pointer.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) argument: &'static str,
    pub(crate) symbol: Option<String>,
}

impl Place {
    /// The variable, unless the pointer is null.
    pub(crate) fn of<'v, T>(&self, variable: &'v mut T) -> Option<&'v mut T> {
        self.symbol.is_some().then_some(variable)
    }
}

/// What arguments are read with: names, the scratch folder, and the note of what was read.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    symbols: &'a Symbols,
    scratch: &'a Scratch,
    read: RefCell<BTreeSet<String>>,
}

/// Named values: the arguments of a call or the fields of a structure.
#[derive(Debug)]
pub(crate) struct Args<'a> {
    reading: &'a Reading<'a>,
    /// Where the values are: empty, or the path to a structure with a dot at its end.
    path: String,
    values: &'a Map<String, Value>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(symbols: &'a Symbols, scratch: &'a Scratch) -> Self {
        Self { symbols, scratch, read: RefCell::default() }
    }

    /// Fails when something was not read.
    pub(crate) fn check_all_read(&self, input: &Map<String, Value>) -> Result<(), Unfit> {
        match self.first_unread("", input) {
            Some(path) => Err(Unfit(format!("the argument {path} is not understood"))),
            None => Ok(()),
        }
    }

    fn first_unread(&self, path: &str, values: &Map<String, Value>) -> Option<String> {
        values.iter().find_map(|(name, value)| {
            let path = format!("{path}{name}");
            if self.read.borrow().contains(&path) {
                return None;
            }
            match value {
                Value::Object(fields) => self.first_unread(&format!("{path}."), fields),
                Value::Array(list) if list.iter().all(Value::is_object) && !list.is_empty() => {
                    list.iter().enumerate().find_map(|(at, value)| {
                        self.first_unread(&format!("{path}[{at}]."), value.as_object()?)
                    })
                }
                _ => Some(path),
            }
        })
    }

    /// A number in any of its forms.
    fn number(&self, value: &Value) -> Option<u64> {
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

impl<'a> Args<'a> {
    pub(crate) fn new(reading: &'a Reading<'a>, values: &'a Map<String, Value>) -> Self {
        Self { reading, path: String::new(), values }
    }

    /// A value as it stands in the transcript.
    pub(crate) fn raw(&self, name: &'static str) -> Option<&'a Value> {
        let value = self.values.get(name)?;
        self.reading.read.borrow_mut().insert(format!("{}{name}", self.path));
        Some(value)
    }

    /// Whether it is in the transcript.
    pub(crate) fn is_given(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Whether a pointer is null: `null`, where an absent argument is not.
    pub(crate) fn is_null(&self, name: &'static str) -> bool {
        self.raw(name).is_some_and(Value::is_null)
    }

    /// A number, a constant by name, or a handle; absent is 0.
    pub(crate) fn number(&self, name: &'static str) -> Result<u64, Unfit> {
        match self.raw(name) {
            None => Ok(0),
            Some(value) => self.reading.number(value).ok_or_else(|| self.unfit(name, value)),
        }
    }

    /// The same, where an absent argument has another meaning.
    pub(crate) fn number_or(&self, name: &'static str, absent: u64) -> Result<u64, Unfit> {
        if self.is_given(name) { self.number(name) } else { Ok(absent) }
    }

    /// The same in 32 bits.
    pub(crate) fn number32(&self, name: &'static str) -> Result<u32, Unfit> {
        self.number(name).map(|number| number as u32)
    }

    /// What a variable holds before the call, or `None` for a null pointer.
    pub(crate) fn variable(&self, name: &'static str) -> Result<Option<u64>, Unfit> {
        if self.is_null(name) { Ok(None) } else { self.number(name).map(Some) }
    }

    /// Options: names and numbers, combined; absent is 0.
    pub(crate) fn flags(&self, name: &'static str) -> Result<u32, Unfit> {
        let Some(value) = self.raw(name) else { return Ok(0) };
        let one = |value| self.reading.number(value).ok_or_else(|| self.unfit(name, value));
        let flags = match value {
            Value::Array(list) => {
                list.iter().try_fold(0, |flags, value| Ok(flags | one(value)?))?
            }
            value => one(value)?,
        };
        Ok(flags as u32)
    }

    /// Text; absent and `null` are a null pointer. The scratch folder's name is filled in.
    pub(crate) fn text(&self, name: &'static str) -> Result<Option<String>, Unfit> {
        match self.raw(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(self.reading.scratch.filled_in(text))),
            Some(value) => Err(self.unfit(name, value)),
        }
    }

    /// Bytes in one of their forms, padded with zeros to the size, if that is given; absent is a
    /// null pointer.
    pub(crate) fn bytes(&self, name: &'static str, size: &'static str) -> Result<Bytes, Unfit> {
        let value = self.raw(name).unwrap_or(&Value::Null);
        let mut bytes = Bytes::read(value).ok_or_else(|| self.unfit(name, value))?;
        if self.is_given(size) {
            bytes.resize(self.size(size)?);
        }
        Ok(bytes)
    }

    /// An array of byte strings.
    pub(crate) fn byte_strings(&self, name: &'static str) -> Result<Vec<Bytes>, Unfit> {
        let list = self.raw(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let one = |value| Bytes::read(value).ok_or_else(|| self.unfit(name, value));
        list.iter().map(one).collect()
    }

    /// The segments of an index key, each with a terminator, and one more at the end; or bytes.
    pub(crate) fn key(&self, name: &'static str, size: &'static str) -> Result<Bytes, Unfit> {
        let Some(Value::Array(segments)) = self.values.get(name) else {
            return self.bytes(name, size);
        };
        let mut key = Vec::new();
        for segment in self.raw(name).and(Some(segments)).into_iter().flatten() {
            let text = segment.as_str().ok_or_else(|| self.unfit(name, segment))?;
            key.extend_from_slice(text.as_bytes());
            key.push(0);
        }
        key.push(0);
        let mut bytes = Bytes { size: key.len(), data: Some(key) };
        if self.is_given(size) {
            bytes.resize(self.size(size)?);
        }
        Ok(bytes)
    }

    /// Columns to enumerate: an id alone, or with the numbers of values.
    pub(crate) fn columns(&self, name: &'static str) -> Result<Vec<(u32, Vec<u32>)>, Unfit> {
        let list = self.raw(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let number = |value: &Value| {
            let number = self.reading.number(value).ok_or_else(|| self.unfit(name, value));
            number.map(|number| number as u32)
        };
        let one = |value: &Value| {
            let Some(fields) = value.as_object() else { return Ok((number(value)?, Vec::new())) };
            let tags = fields.get("rgtagSequence").and_then(Value::as_array);
            let tags = tags.map_or(&[][..], Vec::as_slice).iter().map(number);
            let columnid = fields.get("columnid").ok_or_else(|| self.unfit(name, value))?;
            Ok((number(columnid)?, tags.collect::<Result<_, _>>()?))
        };
        list.iter().map(one).collect()
    }

    /// How many there are of something: the number given, or else the length of the array.
    pub(crate) fn count(&self, name: &'static str, array: &str) -> Result<usize, Unfit> {
        if self.is_given(name) {
            return self.size(name);
        }
        Ok(self.values.get(array).and_then(Value::as_array).map_or(0, Vec::len))
    }

    /// A buffer to write into; `null` is a null pointer.
    pub(crate) fn buffer(
        &self,
        name: &'static str,
        size: &'static str,
    ) -> Result<OutBuffer, Unfit> {
        Ok(OutBuffer::new(name, self.size(size)?, self.is_null(name)))
    }

    /// A size of an out buffer, 256 if absent.
    pub(crate) fn size(&self, name: &'static str) -> Result<usize, Unfit> {
        let Some(value) = self.raw(name) else { return Ok(BUFFER_SIZE) };
        let size = value.as_u64().and_then(|size| usize::try_from(size).ok());
        size.filter(|size| *size <= BUFFER_MAX).ok_or_else(|| self.unfit(name, value))
    }

    /// A structure; absent and `null` are a null pointer.
    pub(crate) fn structure(&self, name: &'static str) -> Result<Option<Args<'a>>, Unfit> {
        match self.values.get(name) {
            None => Ok(None),
            Some(Value::Object(values)) => {
                let path = format!("{}{name}.", self.path);
                Ok(Some(Args { reading: self.reading, path, values }))
            }
            Some(Value::Null) => Ok(self.raw(name).and(None)),
            Some(value) => Err(self.unfit(name, value)),
        }
    }

    /// An array of structures; absent and `null` are a null pointer.
    pub(crate) fn structures(&self, name: &'static str) -> Result<Option<Vec<Args<'a>>>, Unfit> {
        let list = match self.values.get(name) {
            Some(Value::Array(list)) if !list.is_empty() => list,
            Some(Value::Array(_)) => return Ok(self.raw(name).map(|_| Vec::new())),
            None | Some(Value::Null) => return Ok(self.raw(name).and(None)),
            Some(value) => return Err(self.unfit(name, value)),
        };
        let one = |(at, value): (usize, &'a Value)| {
            let values = value.as_object().ok_or_else(|| self.unfit(name, value))?;
            let path = format!("{}{name}[{at}].", self.path);
            Ok(Args { reading: self.reading, path, values })
        };
        list.iter().enumerate().map(one).collect::<Result<_, _>>().map(Some)
    }

    /// The argument `instance`.
    pub(crate) fn instance(&self) -> Result<JetInstance, Unfit> {
        self.number("instance").map(JetInstance)
    }

    /// The argument `sesid`.
    pub(crate) fn sesid(&self) -> Result<Sesid, Unfit> {
        self.number("sesid").map(Sesid)
    }

    /// The arguments `sesid` and `tableid`.
    pub(crate) fn cursor(&self) -> Result<(Sesid, Tableid), Unfit> {
        Ok((self.sesid()?, Tableid(self.number("tableid")?)))
    }

    /// The argument `dbid`.
    pub(crate) fn dbid(&self) -> Result<Dbid, Unfit> {
        self.number32("dbid").map(Dbid)
    }

    /// An out parameter for a handle, with the symbol to bind.
    pub(crate) fn place(&self, name: &'static str) -> Result<Place, Unfit> {
        let symbol = match self.raw(name) {
            Some(Value::Null) => None,
            Some(Value::String(symbol)) if symbol.starts_with('$') => Some(symbol.clone()),
            value => return Err(self.unfit(name, value.unwrap_or(&Value::Null))),
        };
        Ok(Place { argument: name, symbol })
    }

    /// The symbol in an argument, if there is one.
    pub(crate) fn symbol(&self, name: &'static str) -> Option<String> {
        let symbol = self.raw(name)?.as_str().filter(|text| text.starts_with('$'))?;
        Some(symbol.to_owned())
    }

    /// Says that an argument cannot be understood.
    pub(crate) fn unfit(&self, name: &str, value: &Value) -> Unfit {
        Unfit(format!("the argument {}{name} cannot be {value}", self.path))
    }
}
