//! Byte strings as transcripts write them.

use serde_json::{Map, Value, json};

/// Byte strings longer than this are recorded by length, hash and head.
const PLAIN_MAX: usize = 512;
/// So many bytes of a long one are shown.
const HEAD: usize = 32;

/// A buffer passed to a call: a pointer, perhaps null, and a size.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Bytes {
    pub(crate) data: Option<Vec<u8>>,
    pub(crate) size: usize,
}

impl Bytes {
    /// The buffer with its size; `None` for a null pointer whose size is not 0.
    pub(crate) fn slice(&self) -> Option<&[u8]> {
        match &self.data {
            Some(data) => data.get(..self.size),
            None => (self.size == 0).then_some(&[]),
        }
    }

    /// Says another size; bytes that are missing are zeros.
    pub(crate) fn resize(&mut self, size: usize) {
        self.size = size;
        if let Some(data) = &mut self.data
            && data.len() < size
        {
            data.resize(size, 0);
        }
    }

    /// Reads one of the forms of the format; `None` for anything else.
    pub(crate) fn read(value: &Value) -> Option<Self> {
        if value.is_null() {
            return Some(Self { data: None, size: 0 });
        }
        if let Value::Object(form) = value
            && let Some(size) = form.get("null")
        {
            return Some(Self { data: None, size: usize::try_from(size.as_u64()?).ok()? });
        }
        let data = match value {
            Value::String(text) => hex::decode(text).ok()?,
            Value::Object(form) => written(form)?,
            _ => return None,
        };
        Some(Self { size: data.len(), data: Some(data) })
    }
}

/// A buffer for a call to write into, or a null pointer.
#[derive(Debug)]
pub(crate) struct OutBuffer {
    pub(crate) argument: &'static str,
    data: Option<Vec<u8>>,
}

/// What fills a buffer before a call.
const FILLER: u8 = 0xA5;

impl OutBuffer {
    /// A buffer of this size, or a null pointer.
    pub(crate) fn new(argument: &'static str, size: usize, is_null: bool) -> Self {
        Self { argument, data: (!is_null).then(|| vec![FILLER; size]) }
    }

    /// The buffer, for the call.
    pub(crate) fn place(&mut self) -> Option<&mut [u8]> {
        self.data.as_deref_mut()
    }

    /// Text that was written, up to its terminator.
    pub(crate) fn text(&self) -> Option<String> {
        let data = self.data.as_deref().filter(|data| data.first() != Some(&FILLER))?;
        let text = data.split(|byte| *byte == 0).next()?;
        Some(String::from_utf8_lossy(text).into_owned())
    }

    /// What was written: as much as was said to be, or, if that is not known, up to the last byte
    /// that changed.
    pub(crate) fn written(&self, actual: Option<usize>) -> Option<&[u8]> {
        let data = self.data.as_deref()?;
        match actual {
            Some(actual) => data.get(..actual.min(data.len())),
            None => {
                let last = data.iter().rposition(|byte| *byte != FILLER)?;
                data.get(..=last)
            }
        }
    }
}

/// The bytes of a form with a single key.
fn written(form: &Map<String, Value>) -> Option<Vec<u8>> {
    let (kind, value) = form.iter().next().filter(|_| form.len() == 1)?;
    let integer = |len: usize| {
        let number = value.as_i64().or_else(|| value.as_u64().map(|n| n as i64))?;
        number.to_le_bytes().get(..len).map(<[u8]>::to_vec)
    };
    match kind.as_str() {
        "u8" => integer(1),
        "i16" | "u16" => integer(2),
        "i32" | "u32" => integer(4),
        "i64" | "u64" => integer(8),
        "f32" | "f64" => {
            hex::decode(value.as_str()?).ok().map(|bytes| bytes.into_iter().rev().collect())
        }
        "text" => Some(value.as_str()?.as_bytes().to_vec()),
        "utf16" => Some(value.as_str()?.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        "rep" => {
            let pattern = hex::decode(value.get(0)?.as_str()?).ok()?;
            let len = usize::try_from(value.get(1)?.as_u64()?).ok()?;
            Some(pattern.iter().copied().cycle().take(len).collect())
        }
        "seq" => {
            let len = value.as_u64()?;
            Some((0..len).map(|at| (7 * at + at / 251) as u8).collect())
        }
        _ => None,
    }
}

/// Bytes as `out` shows them.
pub(crate) fn shown(bytes: &[u8]) -> Value {
    match bytes.get(..HEAD).filter(|_| bytes.len() > PLAIN_MAX) {
        None => Value::String(hex::encode(bytes)),
        Some(head) => json!({
            "cb": bytes.len(),
            "fnv1a64": format!("{:016x}", fnv1a64(bytes)),
            "head": hex::encode(head),
        }),
    }
}

fn fnv1a64(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        let cases = [
            (json!(null), None, 0),
            (json!({"null": 7}), None, 7),
            (json!("0aff"), Some(vec![0x0a, 0xff]), 2),
            (json!({"u8": 255}), Some(vec![255]), 1),
            (json!({"i16": -2}), Some(vec![0xfe, 0xff]), 2),
            (json!({"u32": 4_294_967_295_u32}), Some(vec![0xff; 4]), 4),
            (json!({"u64": u64::MAX}), Some(vec![0xff; 8]), 8),
            (json!({"f32": "3f800000"}), Some(vec![0, 0, 0x80, 0x3f]), 4),
            (json!({"text": "é"}), Some(vec![0xc3, 0xa9]), 2),
            (json!({"utf16": "ab"}), Some(vec![0x61, 0, 0x62, 0]), 4),
            (json!({"rep": ["6162", 5]}), Some(b"ababa".to_vec()), 5),
        ];
        for (form, data, size) in cases {
            assert_eq!(Bytes::read(&form), Some(Bytes { data, size }), "{form}");
        }
        let seq = Bytes::read(&json!({"seq": 300})).and_then(|bytes| bytes.data);
        assert_eq!(seq.map(|data| (data[1], data[250], data[251])), Some((7, 214, 222)));
        for form in
            [json!(7), json!("0"), json!({"u8": "x"}), json!({"u8": 1, "u16": 2}), json!([])]
        {
            assert_eq!(Bytes::read(&form), None, "{form}");
        }
    }

    #[test]
    fn long_bytes_are_shown_by_length_hash_and_head() {
        assert_eq!(shown(&[0xab; 2]), json!("abab"));
        assert_eq!(shown(&[0; 512]).as_str().map(str::len), Some(1024));
        let long = shown(&[0; 513]);
        assert_eq!(long["cb"], 513);
        assert_eq!(long["head"].as_str().map(str::len), Some(64));
        // The hash of one byte is known from the algorithm's publication.
        assert_eq!(fnv1a64(b"a"), 0xaf63_dc4c_8601_ec8c);
    }
}
