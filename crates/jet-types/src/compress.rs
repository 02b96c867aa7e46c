//! Compression of long values, and of page images in the log.
//!
//! The first byte names the scheme in its five high bits. Two schemes pack symbols below 0x80 into
//! seven bits; XPRESS is the plain LZ77 of MS-XCA section 2.4. What a value may expand to follows
//! from its header, so no input makes us allocate more than 64 KiB beyond its own size.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

#[cfg(test)]
mod tests;
mod value;
mod xpress;

pub use value::compress_value;

/// Why a value could not be decompressed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
pub enum CompressError {
    /// It is compressed in a way not supported.
    #[error("compression scheme {0} is not supported")]
    Scheme(u8),
    /// The bytes make no sense.
    #[error("the compressed bytes are damaged")]
    Corrupt,
}

const SEVEN_BIT_ASCII: u8 = 1;
const SEVEN_BIT_UNICODE: u8 = 2;
const XPRESS: u8 = 3;

/// Appends what `packed` expands to.
///
/// # Errors
/// [`CompressError::Scheme`] for other schemes, [`CompressError::Corrupt`] for bytes that make no
/// sense; `out` may have grown then.
pub fn decompress(packed: &[u8], out: &mut Vec<u8>) -> Result<(), CompressError> {
    let (first, rest) = packed.split_first().ok_or(CompressError::Corrupt)?;
    match first >> 3 {
        SEVEN_BIT_ASCII => unpack_seven_bits(*first, rest, out, |out, symbol| out.push(symbol)),
        SEVEN_BIT_UNICODE => {
            unpack_seven_bits(*first, rest, out, |out, symbol| out.extend([symbol, 0]))
        }
        XPRESS => {
            let (len, stream) = rest.split_first_chunk().ok_or(CompressError::Corrupt)?;
            xpress::expand(stream, usize::from(u16::from_le_bytes(*len)), out)
                .ok_or(CompressError::Corrupt)
        }
        scheme => Err(CompressError::Scheme(scheme)),
    }
}

/// Appends `plain`, compressed by XPRESS, if that makes it shorter. Otherwise `out` stays as it was
/// and the answer is `false`.
pub fn compress(plain: &[u8], out: &mut Vec<u8>) -> bool {
    let Ok(len) = u16::try_from(plain.len()) else { return false };
    let start = out.len();
    out.push(XPRESS << 3);
    out.extend(len.to_le_bytes());
    xpress::pack(plain, out);
    let is_shorter = out.len().saturating_sub(start) < plain.len();
    if !is_shorter {
        out.truncate(start);
    }
    is_shorter
}

/// How many bytes [`decompress`] yields, without doing it.
///
/// # Errors
/// As [`decompress`], as far as the header tells.
pub fn decompressed_len(packed: &[u8]) -> Result<usize, CompressError> {
    let (first, rest) = packed.split_first().ok_or(CompressError::Corrupt)?;
    let symbols = || symbol_count(*first, rest).ok_or(CompressError::Corrupt);
    match first >> 3 {
        SEVEN_BIT_ASCII => symbols(),
        SEVEN_BIT_UNICODE => Ok(symbols()?.saturating_mul(2)),
        XPRESS => {
            let len = rest.first_chunk().ok_or(CompressError::Corrupt)?;
            Ok(usize::from(u16::from_le_bytes(*len)))
        }
        scheme => Err(CompressError::Scheme(scheme)),
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
) -> Result<(), CompressError> {
    let count = symbol_count(first, packed).ok_or(CompressError::Corrupt)?;
    let mut bytes = packed.iter();
    let (mut window, mut held) = (0_u32, 0_u32);
    for _ in 0..count {
        if held < 7 {
            let byte = bytes.next().ok_or(CompressError::Corrupt)?;
            window |= u32::from(*byte) << held;
            held = held.saturating_add(8);
        }
        push(out, (window & 0x7F) as u8);
        window >>= 7;
        held = held.saturating_sub(7);
    }
    Ok(())
}
