//! Decompression of long values.
//!
//! The first byte names the scheme in its five high bits. Two schemes pack symbols below 0x80 into
//! seven bits; XPRESS is the plain LZ77 of MS-XCA section 2.4. What a value may expand to follows
//! from its header, so no input makes us allocate more than 64 KiB beyond its own size.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

#[cfg(test)]
mod tests;

use crate::error::ValueError;

const SEVEN_BIT_ASCII: u8 = 1;
const SEVEN_BIT_UNICODE: u8 = 2;
const XPRESS: u8 = 3;

/// Appends what `packed` expands to.
///
/// # Errors
/// [`ValueError::Compression`] for other schemes, [`ValueError::Corrupt`] for bytes that make no
/// sense; `out` may have grown then.
pub fn decompress(packed: &[u8], out: &mut Vec<u8>) -> Result<(), ValueError> {
    let (first, rest) = packed.split_first().ok_or(ValueError::Corrupt)?;
    match first >> 3 {
        SEVEN_BIT_ASCII => unpack_seven_bits(*first, rest, out, |out, symbol| out.push(symbol)),
        SEVEN_BIT_UNICODE => {
            unpack_seven_bits(*first, rest, out, |out, symbol| out.extend([symbol, 0]))
        }
        XPRESS => {
            let (len, stream) = rest.split_first_chunk().ok_or(ValueError::Corrupt)?;
            expand(stream, usize::from(u16::from_le_bytes(*len)), out).ok_or(ValueError::Corrupt)
        }
        scheme => Err(ValueError::Compression(scheme)),
    }
}

/// How many bytes [`decompress`] yields, without doing it.
///
/// # Errors
/// As [`decompress`], as far as the header tells.
pub fn decompressed_len(packed: &[u8]) -> Result<usize, ValueError> {
    let (first, rest) = packed.split_first().ok_or(ValueError::Corrupt)?;
    let symbols = || symbol_count(*first, rest).ok_or(ValueError::Corrupt);
    match first >> 3 {
        SEVEN_BIT_ASCII => symbols(),
        SEVEN_BIT_UNICODE => Ok(symbols()?.saturating_mul(2)),
        XPRESS => {
            let len = rest.first_chunk().ok_or(ValueError::Corrupt)?;
            Ok(usize::from(u16::from_le_bytes(*len)))
        }
        scheme => Err(ValueError::Compression(scheme)),
    }
}

/// Symbols in a seven-bit stream; the low bits of the first byte tell how much of the last byte is
/// used.
fn symbol_count(first: u8, packed: &[u8]) -> Option<usize> {
    let last_bits = usize::from(first & 7).checked_add(1)?;
    let bits = packed.len().checked_sub(1)?.checked_mul(8)?.checked_add(last_bits)?;
    Some(bits / 7)
}

fn unpack_seven_bits(
    first: u8,
    packed: &[u8],
    out: &mut Vec<u8>,
    push: impl Fn(&mut Vec<u8>, u8),
) -> Result<(), ValueError> {
    let count = symbol_count(first, packed).ok_or(ValueError::Corrupt)?;
    let mut bytes = packed.iter();
    let (mut window, mut held) = (0_u32, 0_u32);
    for _ in 0..count {
        if held < 7 {
            let byte = bytes.next().ok_or(ValueError::Corrupt)?;
            window |= u32::from(*byte) << held;
            held = held.saturating_add(8);
        }
        push(out, (window & 0x7F) as u8);
        window >>= 7;
        held = held.saturating_sub(7);
    }
    Ok(())
}

/// Bytes of a stream, one after the other.
struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    fn u16(&mut self) -> Option<u16> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u16::from_le_bytes(*bytes))
    }

    fn u32(&mut self) -> Option<u32> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u32::from_le_bytes(*bytes))
    }
}

/// Expands a plain LZ77 stream to exactly `len` bytes.
fn expand(stream: &[u8], len: usize, out: &mut Vec<u8>) -> Option<()> {
    let start = out.len();
    let end = start.checked_add(len)?;
    out.reserve(len);
    let mut input = Input(stream);
    let (mut flags, mut flags_left) = (0_u32, 0_u32);
    // Two lengths share a byte: its high half waits here for the second.
    let mut half: Option<u8> = None;
    while out.len() < end {
        if flags_left == 0 {
            flags = input.u32()?;
            flags_left = 32;
        }
        flags_left = flags_left.saturating_sub(1);
        if flags >> flags_left & 1 == 0 {
            out.push(input.byte()?);
            continue;
        }
        let word = input.u16()?;
        let distance = usize::from(word >> 3).checked_add(1)?;
        let match_len = match_length(u32::from(word & 7), &mut input, &mut half)?;
        let from = out.len().checked_sub(distance).filter(|from| *from >= start)?;
        copy_match(out, from, (match_len as usize).min(end.checked_sub(out.len())?))?;
    }
    Some(())
}

fn match_length(short: u32, input: &mut Input<'_>, half: &mut Option<u8>) -> Option<u32> {
    if short < 7 {
        return short.checked_add(3);
    }
    let nibble = match half.take() {
        Some(high) => high,
        None => {
            let byte = input.byte()?;
            *half = Some(byte >> 4);
            byte & 15
        }
    };
    if nibble < 15 {
        return u32::from(nibble).checked_add(7 + 3);
    }
    let byte = input.byte()?;
    if byte < 255 {
        return u32::from(byte).checked_add(15 + 7 + 3);
    }
    // The long forms count from 0, but never less than the short form could say.
    let long = match input.u16()? {
        0 => input.u32()?,
        long => u32::from(long),
    };
    long.checked_sub(15 + 7)?.checked_add(15 + 7 + 3)
}

/// Appends `len` bytes from `from` on; source and target may overlap.
fn copy_match(out: &mut Vec<u8>, from: usize, len: usize) -> Option<()> {
    let end = from.checked_add(len)?;
    if end <= out.len() {
        out.extend_from_within(from..end);
        return Some(());
    }
    for index in from..end {
        let byte = *out.get(index)?;
        out.push(byte);
    }
    Some(())
}
