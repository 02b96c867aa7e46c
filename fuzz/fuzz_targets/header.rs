//! The first pages of a file, of any bytes: which copy of the header counts, and what it says.
#![no_main]

use jet_pager::{DbHeader, checksum};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut bytes = bytes.to_vec();
    // Half of the inputs get past the checksum.
    if bytes.len() >= 4 && bytes[bytes.len() - 1] & 1 == 1 {
        bytes.resize(8192, 0);
        for copy in bytes.chunks_exact_mut(4096) {
            let sum = checksum::old_xor(copy);
            copy[..4].copy_from_slice(&sum.to_le_bytes());
        }
    }
    if let Some(header) = DbHeader::of(&bytes) {
        let disk = &header.disk;
        let _ = (header.state().to_string(), header.check_version("x".as_ref()));
        let _ = (disk.time_attach.to_string(), disk.sign_db.to_string(), format!("{disk:?}"));
    }
});
