//! A compressed value of any bytes: bounded output, and the length foretold.
#![no_main]

use jet_types::compress::{decompress, decompressed_len};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut out = Vec::new();
    if decompress(bytes, &mut out).is_ok() {
        assert_eq!(decompressed_len(bytes), Ok(out.len()));
    }
    assert!(out.len() <= 65_535 + 4 * bytes.len());
});
