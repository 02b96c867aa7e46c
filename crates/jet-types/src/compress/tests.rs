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

fn unpacked(packed: &[u8]) -> Result<Vec<u8>, CompressError> {
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
    assert_eq!(unpacked(&packed), Err(CompressError::Corrupt));
}

#[test]
fn other_schemes_are_named() {
    for scheme in [0, 4, 5, 6, 7, 31] {
        assert_eq!(unpacked(&[scheme << 3, 0, 0]), Err(CompressError::Scheme(scheme)));
    }
}

#[test]
fn cut_streams_are_refused() {
    assert_eq!(unpacked(&[]), Err(CompressError::Corrupt));
    for len in 1..7 {
        let packed = [XPRESS << 3, 200, 0, 0, 0, 0, 0];
        assert_eq!(unpacked(&packed[..len]), Err(CompressError::Corrupt), "{len}");
    }
}

/// Numbers from a seed (SplitMix64).
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut x = *seed;
    x = (x ^ x >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ x >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ x >> 31
}

/// Bytes with runs, repeats near and far, and noise.
fn mixed(seed: u64) -> Vec<u8> {
    let mut state = seed;
    let len = next(&mut state) as usize % 65_536;
    let mut bytes: Vec<u8> = Vec::new();
    while bytes.len() < len {
        let count = next(&mut state) as usize % [4, 40, 400, 40_000][next(&mut state) as usize % 4];
        match next(&mut state) % 3 {
            0 => bytes.extend((0..count % 300).map(|_| next(&mut state) as u8)),
            1 => bytes.extend(std::iter::repeat_n(next(&mut state) as u8, count)),
            _ => {
                let from = next(&mut state) as usize % (bytes.len() + 1);
                let count = count.min(bytes.len() - from);
                bytes.extend_from_within(from..from + count);
            }
        }
    }
    bytes.truncate(len);
    bytes
}

#[test]
fn what_is_compressed_comes_back() {
    for seed in 0..300 {
        println!("seed {seed}");
        let plain = mixed(seed);
        let mut packed = b"before".to_vec();
        if compress(&plain, &mut packed) {
            assert!(packed.len() - 6 < plain.len());
            assert_eq!(unpacked(&packed[6..]), Ok(plain));
        } else {
            assert_eq!(packed, b"before");
        }
    }
}

#[test]
fn every_length_of_match_comes_back() {
    for len in (1..400).chain([1000, 65_000, 65_535]) {
        let plain = vec![7; len];
        let mut packed = Vec::new();
        assert_eq!(compress(&plain, &mut packed), len > 11, "{len}");
        if len > 11 {
            assert_eq!(unpacked(&packed), Ok(plain), "{len}");
            assert!(packed.len() <= 15, "{len}: {}", packed.len());
        }
    }
    assert!(!compress(&vec![7; 65_536], &mut Vec::new()), "the length has 16 bits");
}

/// What is compressed comes back, by the scheme that fits it.
#[test]
fn values_are_compressed_by_what_fits() {
    let scheme = |plain: &[u8]| {
        let mut packed = vec![0xEE];
        if !compress_value(plain, &mut packed) {
            assert_eq!(packed, [0xEE]);
            return None;
        }
        assert!(packed.len() - 1 < plain.len());
        let mut back = Vec::new();
        decompress(&packed[1..], &mut back).expect("just packed");
        assert_eq!(back, plain);
        assert_eq!(decompressed_len(&packed[1..]), Ok(plain.len()));
        Some(packed[1] >> 3)
    };
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    assert_eq!(scheme(b""), None);
    assert_eq!(scheme(b"short"), None);
    for len in 16..200 {
        let text: String = ('a'..='z').cycle().take(len).collect();
        assert_eq!(scheme(text.as_bytes()), Some(SEVEN_BIT_ASCII), "{len}");
        assert_eq!(scheme(&wide(&text)), Some(SEVEN_BIT_UNICODE), "{len}");
    }
    assert_eq!(scheme(&[b'x'; 5000]), Some(XPRESS));
    assert_eq!(scheme(&wide(&"x".repeat(3000))), Some(XPRESS));
    assert_eq!(scheme(&[0xFF; 1000]), None, "too short for XPRESS");
    assert_eq!(scheme(&[0xFF; 1024]), Some(XPRESS));
    assert_eq!(scheme(&[0xFF; 0x1_0000]), None, "too long for XPRESS");
    let random: Vec<u8> =
        (0..3000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(scheme(&random), None);
}

/// A value of a real file is packed as it was there.
#[test]
fn seven_bits_are_packed_as_in_real_files() {
    let packed = hex("16 d2f2f82d2783402010080402814030");
    let mut again = Vec::new();
    assert!(compress_value(&unpacked(&packed).expect("valid"), &mut again));
    assert_eq!(again, packed);
}
