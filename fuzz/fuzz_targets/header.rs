//! A database header of any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some(header) = jet_pager::DbHeader::of(bytes) {
        let _ = (header.state(), header.check_version("x".as_ref()));
    }
});
