//! Texts of C callers: bytes in UTF-8, or units of UTF-16.
#![allow(unsafe_code, reason = "pointers of C callers")]

use jet_api::JetErr;

use crate::abi::c_char;

/// A character of a caller's texts, by which the two forms of a call differ.
pub(crate) trait Unit: Copy + PartialEq + 'static {
    /// What ends a text.
    const END: Self;

    /// The text, or `None` when it is none.
    fn decode(units: &[Self]) -> Option<String>;

    /// The bytes that a list of texts has in 8-bit form, terminators and whatever follows included.
    fn bytes(units: &[Self]) -> Option<Vec<u8>>;

    /// The units of a text, without a terminator.
    fn encode(text: &str) -> Vec<Self>;
}

impl Unit for c_char {
    const END: Self = 0;

    fn decode(units: &[Self]) -> Option<String> {
        String::from_utf8(units.iter().map(|unit| *unit as u8).collect()).ok()
    }

    fn bytes(units: &[Self]) -> Option<Vec<u8>> {
        Some(units.iter().map(|unit| *unit as u8).collect())
    }

    fn encode(text: &str) -> Vec<Self> {
        text.bytes().map(|byte| byte as Self).collect()
    }
}

impl Unit for u16 {
    const END: Self = 0;

    fn decode(units: &[Self]) -> Option<String> {
        String::from_utf16(units).ok()
    }

    fn bytes(units: &[Self]) -> Option<Vec<u8>> {
        Self::decode(units).map(String::into_bytes)
    }

    fn encode(text: &str) -> Vec<Self> {
        text.encode_utf16().collect()
    }
}

/// A caller's text, up to its terminator; `None` for a null pointer.
///
/// # Errors
/// `JET_errUnicodeTranslationFail` for what is no text.
///
/// # Safety
/// C1.
pub(crate) unsafe fn text<C: Unit>(start: *const C) -> Result<Option<String>, JetErr> {
    if start.is_null() {
        return Ok(None);
    }
    let mut units = Vec::new();
    loop {
        // SAFETY: C1: there is a terminator, and everything up to it may be read.
        let unit = unsafe { start.add(units.len()).read_unaligned() };
        if unit == C::END {
            break;
        }
        units.push(unit);
    }
    C::decode(&units).map(Some).ok_or(JetErr::UNICODE_TRANSLATION_FAIL)
}

/// Writes a text and its terminator into a buffer of so many bytes: as much as fits. Whether all
/// did.
///
/// # Safety
/// C1.
pub(crate) unsafe fn put_text<C: Unit>(place: *mut C, bytes: u32, text: &str) -> bool {
    let units = C::encode(text);
    let room = bytes as usize / size_of::<C>();
    let Some(last) = room.checked_sub(1) else { return false };
    let fitting = units.len().min(last);
    for (at, unit) in units.iter().take(fitting).chain([&C::END]).enumerate() {
        // SAFETY: C1: the place has room for `room` units, and `at` is at most `last`.
        unsafe { place.add(at).write_unaligned(*unit) };
    }
    fitting == units.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a text into a buffer of so many bytes and reads it back.
    fn through<C: Unit>(words: &str, bytes: u32) -> (bool, String) {
        let mut place = vec![C::END; 16];
        // SAFETY: the buffer is larger than any size the tests tell.
        let fits = unsafe { put_text(place.as_mut_ptr(), bytes, words) };
        // SAFETY: the buffer has a terminator, as it was full of them.
        let back = unsafe { text(place.as_ptr()) };
        (fits, back.expect("a text").expect("not null"))
    }

    #[test]
    fn texts_are_cut_where_the_buffer_ends() {
        assert_eq!(through::<c_char>("räume", 7), (true, "räume".to_owned()));
        assert_eq!(through::<c_char>("raum", 4), (false, "rau".to_owned()));
        assert_eq!(through::<u16>("räume", 12), (true, "räume".to_owned()));
        assert_eq!(through::<u16>("räume", 11), (false, "räum".to_owned()));
        assert_eq!(through::<u16>("r", 1), (false, String::new()));
        assert_eq!(through::<c_char>("", 0), (false, String::new()));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let halves = [0xD800_u16, 0];
        let bytes = [-1 as c_char, 0];
        // SAFETY: both end in a terminator.
        let (wide, narrow) = unsafe { (text(halves.as_ptr()), text(bytes.as_ptr())) };
        assert_eq!(wide, Err(JetErr::UNICODE_TRANSLATION_FAIL));
        assert_eq!(narrow, Err(JetErr::UNICODE_TRANSLATION_FAIL));
        // SAFETY: null is a text that is not there.
        assert_eq!(unsafe { text::<u16>(std::ptr::null()) }, Ok(None));
    }
}
