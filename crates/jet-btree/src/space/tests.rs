//! Headers and nodes taken from real files.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use super::*;

fn hex(text: &str) -> Vec<u8> {
    text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).expect("hex")).collect()
}

#[test]
fn root_headers_of_real_trees() {
    let root = |text| RootHeader::decode(&hex(text)).expect("a header");
    let database = root("fe 00 00 00 00 00 00 00 01 00 00 00 02 00 00 00");
    assert_eq!(database.space.size, SpaceSize::Primary(254));
    assert_eq!(database.space.parent, None);
    let owned_root = Pgno::new(2).expect("not 0");
    assert_eq!(database.space.form, Form::Multiple { owned_root });

    let table = root("0a 00 00 00 01 00 00 00 00 00 00 00 fc 01 00 00");
    assert_eq!(table.space.form, Form::Single { pages: 10, free: 0x1FC });

    let index = root("10 00 00 00 2f 00 00 00 07 00 00 00 bf 00 00 00");
    assert_eq!(index.space.size, SpaceSize::LastAllocated(16));
    assert!(index.space.is_non_unique);

    for header in [database, table, index] {
        let bytes = header.space.encode();
        assert_eq!(RootHeader::decode(&bytes), Some(header));
        assert_eq!(RootHeader::with_space(&[], &header.space), bytes);
        assert_eq!(RootHeader::with_space(&[0; 16], &header.space), bytes);
    }

    let extended =
        root("03 04 00 00 00 01 00 00 00 00 00 00 00 07 00 00 00 2a 00 00 00 00 00 00 00");
    assert_eq!(extended.auto_increment, Some(42));
    let text = "03 04 00 00 00 01 00 00 00 00 00 00 00 07 00 00 00 2a 00 00 00 00 00 00 00";
    let changed = RootHeader::with_space(&hex(text), &index.space);
    let changed = RootHeader::decode(&changed).expect("a header");
    assert_eq!((changed.space, changed.auto_increment), (index.space, Some(42)));
    for short in ["", "01", "02 00", "0a 00 00 00 01 00 00 00"] {
        assert!(RootHeader::decode(&hex(short)).is_none());
    }
}

#[test]
fn a_small_tree_names_its_free_pages_by_bits() {
    let root = Pgno::new(79).expect("not 0");
    let space = single(root, 10, 0x1FC);
    let free: Vec<u32> = space.available.iter().flat_map(|(extent, _)| extent.pages()).collect();
    assert_eq!(free, (82..=88).collect::<Vec<_>>());
}

#[test]
fn available_nodes_of_all_pools() {
    let pgno = Pgno::new(3).expect("not 0");
    let node = |key: &str, data: &str| available_node(pgno, &hex(key), &hex(data));
    let (extent, pool) = node("00 00 01 fe", "70 00 00 00").expect("good").expect("an extent");
    assert_eq!((extent.first.get(), extent.last(), pool), (399, 510, Pool::General));
    let (_, pool) = node("81 00 00 01 fe", "01 00 00 00").expect("good").expect("an extent");
    assert_eq!(pool, Pool::Continuous);
    assert!(node("81 00 00 01 fe", "00 00 00 00").expect("a marker").is_none());
    assert!(node("00 00 00 05", "06 00 00 00").is_err(), "starts before page 1");
    assert!(node("ff ff ff ff", "01 00 00 00").is_err(), "beyond every page");
    assert!(node("01", "01 00 00 00").is_err());
}
