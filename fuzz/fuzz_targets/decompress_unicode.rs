//! seven-bit Unicode of any bytes: bounded output, and the length foretold.
#![no_main]

use jet_types::compress::{decompress, decompressed_len};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut packed = bytes.to_vec();
    let Some(first) = packed.first_mut() else { return };
    *first = *first & 7 | 2 << 3;
    let mut out = b"before".to_vec();
    if decompress(&packed, &mut out).is_ok() {
        assert_eq!(decompressed_len(&packed), Ok(out.len() - 6));
    }
    assert!(out.starts_with(b"before"));
    assert!(out.capacity() <= 2 * (65_535 + 3 * bytes.len()) + 64);
});
