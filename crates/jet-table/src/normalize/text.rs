//! Text of an 8-bit code page: upper-cased in ASCII, ended by a zero.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

/// Appends the text within `room` bytes; `true` when it was cut.
///
/// The last byte of a text that does not fit is lowered by 0x20 whatever it is: an old mistake of
/// the reference engine that all its files share.
pub(super) fn append(value: &[u8], room: usize, out: &mut Vec<u8>) -> bool {
    let text = value.split(|byte| *byte == 0).next().unwrap_or(&[]);
    if text.len() < room {
        out.extend(text.iter().map(u8::to_ascii_uppercase));
        out.push(0);
        return false;
    }
    let Some(kept) = room.checked_sub(1) else { return true };
    out.extend(text.iter().take(kept).map(u8::to_ascii_uppercase));
    match text.get(kept) {
        Some(byte) => out.push(byte.wrapping_sub(0x20)),
        None => out.push(0),
    }
    true
}
