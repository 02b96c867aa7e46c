//! The nodes of a page whose lines are any bytes: keys in two pieces compare as in one.
#![no_main]

use jet_btree::Node;
use jet_fuzz::{Input, page};
use jet_pager::Page;
use jet_types::Pgno;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut input = Input(bytes);
    let size = input.page_size();
    let mut lines = vec![(0, input.run().to_vec())];
    while input.has_more() && lines.len() < 200 {
        lines.push((input.byte() & 7, input.run().to_vec()));
    }
    let bytes = page(size, 1, 7, 0x2802, &lines);
    let (view, pgno) = (Page::new(&bytes, size), Pgno::DATABASE_ROOT);
    let nodes: Vec<Node<'_>> =
        (0..view.line_count()).filter_map(|index| Node::at(view, pgno, index).ok()).collect();
    for pair in nodes.windows(2) {
        let (a, b) = (pair[0].key.to_vec(), pair[1].key.to_vec());
        assert_eq!(pair[0].key.cmp(&pair[1].key), a.cmp(&b));
        assert_eq!(pair[0].key.compare(&b), a.cmp(&b));
        let (first, second) = b.split_at(b.len() / 2);
        assert_eq!(pair[0].key.compare_joined(first, second), a.cmp(&b));
        let common = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        assert_eq!(pair[0].key.common_prefix(pair[1].key), common);
        let _ = pair[0].child(pgno);
    }
});
