//! Text of the two families ESE stores: Windows code page 1252, and UTF-16.

use std::borrow::Cow;

/// Text of code page 1252, as the WHATWG defines it: every byte has a character.
pub fn from_1252(bytes: &[u8]) -> Cow<'_, str> {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0
}

/// Text as code page 1252 has it; `?` stands for what it does not have.
pub fn to_1252(text: &str) -> Cow<'_, [u8]> {
    if text.is_ascii() {
        return Cow::Borrowed(text.as_bytes());
    }
    let mut buffer = [0; 4];
    let byte = |letter: char| {
        let (bytes, _, failed) = encoding_rs::WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
        bytes.first().copied().filter(|_| !failed).unwrap_or(b'?')
    };
    Cow::Owned(text.chars().map(byte).collect())
}

/// UTF-16LE text; what is not valid becomes U+FFFD.
pub fn from_utf16(bytes: &[u8]) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// UTF-16LE text.
pub fn to_utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
