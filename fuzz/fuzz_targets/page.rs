//! A page of any bytes: its header, tags, lines and checksum.
#![no_main]

use jet_btree::space::RootHeader;
use jet_fuzz::Input;
use jet_pager::{Page, checksum};
use jet_types::Pgno;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut input = Input(bytes);
    let size = input.page_size();
    let rest = input.0;
    let mut page = vec![0; size.bytes()];
    let len = rest.len().min(page.len());
    // Header and tags are what matters: half of the input goes to each end.
    page[..len / 2].copy_from_slice(&rest[..len / 2]);
    let tail = page.len() - (len - len / 2);
    page[tail..].copy_from_slice(&rest[len / 2..len]);
    let pgno = Pgno::DATABASE_ROOT;
    let _ = checksum::verify(&page, size, pgno);
    let view = Page::new(&page, size);
    let checked = view.check(pgno);
    let mut total = 0;
    for index in 0..view.line_count() {
        total += view.line(index).map_or(0, |line| line.bytes.len());
    }
    let _ = RootHeader::decode(view.external_header());
    if checked.is_ok() {
        assert!(total + view.free_bytes() <= size.bytes());
        checksum::stamp(&mut page, size, pgno);
        assert_eq!(checksum::verify(&page, size, pgno), checksum::Verdict::Good);
        let bit = u32::from(bytes.last().copied().unwrap_or(0)) * 97 % (8 * size.get());
        checksum::flip(&mut page, bit);
        // One bit is found again, unless it is of the checksum or tells which kind it is.
        if bit / 8 >= 8 && bit / 8 != 37 {
            assert_eq!(checksum::verify(&page, size, pgno), checksum::Verdict::OneBit { bit });
        }
    }
});
