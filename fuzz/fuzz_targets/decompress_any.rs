//! A compressed value of any scheme, known or not.
#![no_main]

use jet_types::compress::{decompress, decompressed_len};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut out = Vec::new();
    let done = decompress(bytes, &mut out);
    assert!(done.is_err() || decompressed_len(bytes) == Ok(out.len()));
    assert!(out.len() <= 65_535 + 3 * bytes.len());
});
