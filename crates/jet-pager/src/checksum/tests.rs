//! The worked examples of real pages, and repair.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use super::*;

fn pgno(raw: u32) -> Pgno {
    Pgno::new(raw).expect("not 0")
}

/// Cheap, repeatable bytes.
fn noise(len: usize, seed: u64) -> Vec<u8> {
    let mut state = seed | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as u8
    };
    std::iter::repeat_with(next).take(len).collect()
}

fn page(size: usize, pieces: &[(usize, &str)]) -> Vec<u8> {
    let mut page = vec![0; size];
    for (offset, hex) in pieces {
        for (index, byte) in hex.split_whitespace().enumerate() {
            page[offset + index] = u8::from_str_radix(byte, 16).expect("hex");
        }
    }
    page
}

/// Root pages of real files, one of each size; all bytes not given are zero.
#[test]
fn real_pages_are_good() {
    let small = page(
        4096,
        &[
            (0, "7c a7 01 00 df 7f df 7f 46"),
            (24, "01 00 00 00 c4 0f 00 00 10 00 01 00 03 a8 00 00 fe"),
            (48, "01 00 00 00 02"),
            (0xFFC, "10"),
        ],
    );
    let medium = page(
        8192,
        &[
            (0, "d4 49 ec 00 7e 01 81 fe 46"),
            (24, "01 00 00 00 b6 1f 00 00 1a 00 02 00 23 a8"),
            (0x38, "04 00 00 00 00 fe fe"),
            (0x1FF8, "0a 00 10 00 10"),
        ],
    );
    let large = page(
        16384,
        &[
            (0, "1f e8 1a 00 b5 02 4a 7d 49"),
            (24, "01 00 00 00 9c 3f 00 00 10 00 01 00 03 a8 00 00 01 00 00 00 00 00 00 00"),
            (48, "01 00 00 00 00 00 00 00 11 00 00 00 e4 7f 1b 00 01"),
            (0x50, "2e 00 00 00 00 00 00 00 01 00 00 00 02"),
            (0x3FFC, "10"),
        ],
    );
    let largest = page(
        32768,
        &[
            (0, "c0 28 1a 00 31 01 31 01 46"),
            (24, "01 00 00 00 9c 7f 00 00 10 00 01 00 03 a8 00 00 01 00 00 00 00 00 00 00"),
            (48, "01 00 00 00 00 00 00 00 11 00 00 00 e4 ff 1b 00 01"),
            (0x50, "fe 00 00 00 00 00 00 00 01 00 00 00 02"),
            (0x7FFC, "10"),
        ],
    );
    for (bytes, number) in [(small, 1), (medium, 2), (large, 1), (largest, 1)] {
        let size = PageSize::new(bytes.len() as u32).expect("a page size");
        assert_eq!(verify(&bytes, size, pgno(number)), Verdict::Good, "{size} bytes");
        let mut stamped = bytes.clone();
        stamp(&mut stamped, size, pgno(number));
        assert!(stamped == bytes, "stamping a good page changes nothing, {size} bytes");
        assert!(matches!(verify(&bytes, size, pgno(number + 1)), Verdict::Bad { .. }));
    }
}

#[test]
fn every_single_bit_can_be_found_and_repaired() {
    for size in PageSize::ALL {
        let mut good = noise(size.bytes(), 77);
        stamp(&mut good, size, pgno(99));
        let step = 61;
        for bit in (64..size.get() * 8).step_by(step) {
            // The stored checksums themselves and the format flag are not repaired.
            let byte = bit as usize / 8;
            let stored = size.is_large() && (40..64).contains(&byte);
            if stored || bit == 36 * 8 + 13 {
                continue;
            }
            let mut bad = good.clone();
            flip(&mut bad, bit);
            assert_eq!(verify(&bad, size, pgno(99)), Verdict::OneBit { bit }, "{size}");
            flip(&mut bad, bit);
            assert_eq!(verify(&bad, size, pgno(99)), Verdict::Good);
        }
    }
}

#[test]
fn two_wrong_bits_are_bad() {
    for size in PageSize::ALL {
        let mut bad = noise(size.bytes(), 5);
        stamp(&mut bad, size, pgno(3));
        flip(&mut bad, 9000);
        flip(&mut bad, 9001);
        assert!(matches!(verify(&bad, size, pgno(3)), Verdict::Bad { .. }));
    }
}

#[test]
fn a_page_of_zeros_is_blank_and_not_damaged() {
    for size in PageSize::ALL {
        assert_eq!(verify(&vec![0; size.bytes()], size, pgno(7)), Verdict::Blank);
    }
}

#[test]
fn any_length_is_safe() {
    for len in [0, 1, 7, 39, 100, 4095] {
        let bytes = noise(len, 3);
        for size in PageSize::ALL {
            verify(&bytes, size, pgno(1));
            stamp(&mut bytes.clone(), size, pgno(1));
        }
    }
}
