//! A page of any bytes: its header, tags, nodes, root header and checksum.
#![no_main]

use jet_btree::Node;
use jet_btree::space::RootHeader;
use jet_pager::{Page, checksum};
use jet_types::{PageSize, Pgno};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let size = PageSize::ALL[usize::from(*first) % 5];
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
    for index in 0..view.line_count() {
        if let Ok(node) = Node::at(view, pgno, index) {
            let _ = (node.key.to_vec(), node.child(pgno), node.key.compare(node.data));
        }
    }
    let _ = RootHeader::decode(view.external_header());
    if checked.is_ok() {
        checksum::stamp(&mut page, size, pgno);
        assert_eq!(checksum::verify(&page, size, pgno), checksum::Verdict::Good);
    }
});
