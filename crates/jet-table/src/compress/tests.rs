//! Values of real files, and bytes that make no sense.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use super::*;

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let pair = |pair: &[u8]| {
        u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("hex")
    };
    digits.chunks(2).map(pair).collect()
}

fn unpacked(packed: &[u8]) -> Result<Vec<u8>, ValueError> {
    let mut out = Vec::new();
    decompress(packed, &mut out)?;
    assert_eq!(decompressed_len(packed)?, out.len());
    Ok(out)
}

/// "Record", spaces, "0" in UTF-16, as an application stored it.
#[test]
fn a_real_seven_bit_value() {
    let out = unpacked(&hex("16 d2f2f82d2783402010080402814030")).expect("valid");
    let units: Vec<u16> = out.chunks(2).map(|u| u16::from_le_bytes([u[0], u[1]])).collect();
    let text = String::from_utf16(&units).expect("text");
    assert!(text.starts_with("Record") && text.ends_with('0'), "{text:?}");
}

#[test]
fn literals_and_an_overlapping_match() {
    // Three literals, then a match of length 9 at distance 3: "abcabcabcabc".
    let mut stream = 0b0001_0000_0000_0000_0000_0000_0000_0000_u32.to_le_bytes().to_vec();
    stream.extend(b"abc");
    stream.extend((2_u16 << 3 | 6).to_le_bytes());
    let mut packed = vec![XPRESS << 3, 12, 0];
    packed.extend(stream);
    assert_eq!(unpacked(&packed).expect("valid"), b"abcabcabcabc");
}

#[test]
fn a_match_before_the_start_is_refused() {
    let mut packed = vec![XPRESS << 3, 12, 0];
    packed.extend(0x8000_0000_u32.to_le_bytes());
    packed.extend((9_u16 << 3).to_le_bytes());
    assert_eq!(unpacked(&packed), Err(ValueError::Corrupt));
}

#[test]
fn other_schemes_are_named() {
    for scheme in [0, 4, 5, 6, 7, 31] {
        assert_eq!(unpacked(&[scheme << 3, 0, 0]), Err(ValueError::Compression(scheme)));
    }
}

#[test]
fn cut_streams_are_refused() {
    assert_eq!(unpacked(&[]), Err(ValueError::Corrupt));
    for len in 1..7 {
        let packed = [XPRESS << 3, 200, 0, 0, 0, 0, 0];
        assert_eq!(unpacked(&packed[..len]), Err(ValueError::Corrupt), "{len}");
    }
}
