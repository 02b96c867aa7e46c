//! The definition bit by bit.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use super::*;

/// The definition: every bit that is one adds its number and its complement.
fn by_definition(block: &[u8], number: u32, header: bool) -> u64 {
    let mut bytes = block.to_vec();
    if header {
        bytes[..8].fill(0);
    }
    let words = bytes.chunks_exact(4).map(|w| u32::from_le_bytes(w.try_into().expect("4 bytes")));
    let xor = words.fold(0, |sum, word| sum ^ word);
    let mut ecc = 0_u32;
    for bit in 0..bytes.len() * 8 {
        if bytes[bit / 8] >> (bit % 8) & 1 == 1 {
            let bit = bit as u32;
            ecc ^= (!bit & 0xFFFF) << 16 | bit & 0xFFFF;
        }
    }
    ecc &= (((bytes.len() as u64) << 19) - 1) as u32;
    u64::from(ecc) << 32 | u64::from(xor ^ number)
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

#[test]
fn the_fast_fold_is_the_definition() {
    for bytes in [2048, 4096, 8192] {
        for seed in 1..20 {
            let bytes = noise(bytes, seed);
            let number = seed as u32 * 7919;
            assert_eq!(first_block(&bytes, number), by_definition(&bytes, number, true));
            assert_eq!(block(&bytes, number), by_definition(&bytes, number, false));
        }
    }
}

#[test]
fn one_wrong_bit_is_told_from_two() {
    let mut bytes = noise(4096, 4);
    let good = block(&bytes, 9);
    bytes[1000] ^= 0x10;
    assert_eq!(wrong_bit(4096, good, block(&bytes, 9)), Some(8004));
    bytes[1001] ^= 1;
    assert_eq!(wrong_bit(4096, good, block(&bytes, 9)), None);
    assert_eq!(wrong_bit(4096, good, good), None);
}
