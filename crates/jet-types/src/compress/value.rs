//! What values are compressed by, if by anything.
//!
//! Data that looks random is left alone. Longer data is tried with XPRESS first; seven bits per
//! symbol do for text that XPRESS does not make shorter than that.
//!
//! Source: ESE `compression.cxx`, `lv.cxx`.

use super::{SEVEN_BIT_ASCII, SEVEN_BIT_UNICODE, compress};

/// From this length on data is looked at before it is compressed.
const LOOKED_AT: usize = 128;
/// So much of it.
const SAMPLE: usize = 1024;
/// How far from random data must be.
const DISTANCE: u64 = 500;
/// Shorter data is not tried with XPRESS.
const XPRESS_MIN: usize = 1024;

/// Appends `plain`, compressed, if that makes it shorter. Otherwise `out` stays as it was and the
/// answer is `false`.
pub fn compress_value(plain: &[u8], out: &mut Vec<u8>) -> bool {
    if plain.len() >= LOOKED_AT && looks_random(plain.get(..SAMPLE).unwrap_or(plain)) {
        return false;
    }
    let start = out.len();
    let is_packed = plain.len() >= XPRESS_MIN && compress(plain, out);
    let wide_len = packed_len(plain.len() / 2);
    if is_packed && out.len().saturating_sub(start) <= wide_len {
        return true;
    }
    if plain.iter().any(|byte| *byte >= 0x80) {
        return is_packed;
    }
    let (units, rest) = plain.as_chunks::<2>();
    if rest.is_empty() && units.iter().all(|unit| unit[1] == 0) {
        if wide_len < plain.len() {
            out.truncate(start);
            pack(SEVEN_BIT_UNICODE, units.iter().map(|unit| unit[0]), out);
            return true;
        }
    } else if !is_packed && packed_len(plain.len()) < plain.len() {
        pack(SEVEN_BIT_ASCII, plain.iter().copied(), out);
        return true;
    }
    is_packed
}

/// Bytes that so many symbols of seven bits take, with the header.
fn packed_len(symbols: usize) -> usize {
    symbols.saturating_mul(7).div_ceil(8).saturating_add(1)
}

/// Whether all bytes are about as frequent: the chi-squared of their counts is small.
fn looks_random(sample: &[u8]) -> bool {
    let mut counts = [0_u64; 256];
    for byte in sample {
        if let Some(count) = counts.get_mut(usize::from(*byte)) {
            *count = count.saturating_add(1);
        }
    }
    // The sum of (count - n/256)^2 / (n/256) is 256/n times the sum of squares, less n.
    let squares: u64 = counts.iter().map(|count| count.saturating_mul(*count)).sum();
    let len = sample.len() as u64;
    squares.saturating_mul(256) < len.saturating_mul(DISTANCE.saturating_add(len))
}

/// Writes symbols below 0x80 in seven bits each.
fn pack(scheme: u8, symbols: impl Iterator<Item = u8>, out: &mut Vec<u8>) {
    let header = out.len();
    out.push(0);
    let (mut window, mut held) = (0_u32, 0_u32);
    for symbol in symbols {
        window |= u32::from(symbol) << held;
        held = held.saturating_add(7);
        if held >= 8 {
            out.push(window as u8);
            window >>= 8;
            held = held.saturating_sub(8);
        }
    }
    if held > 0 {
        out.push(window as u8);
    }
    // How many bits of the last byte are used, less one.
    let last = if held == 0 { 7 } else { held.saturating_sub(1) };
    if let Some(first) = out.get_mut(header) {
        *first = scheme << 3 | last as u8;
    }
}
