//! Records of real files.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use super::*;

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let pair = |pair: &[u8]| {
        u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("hex")
    };
    digits.chunks(2).map(pair).collect()
}

#[test]
fn fixed_columns() {
    let bytes = hex("0d7f4c00 01000000 00 d5 c7fa 37f833ff c9b000b41dc00400 0000803f
        43614724f9806941 0000000080afe140 c907cc00 37f833ffffffffff
        f10a363f6667dc469af20dacf295c2a1 3905 00e0");
    let record = Record::parse(&bytes, PageSize::KIB_4).expect("sound");
    assert_eq!(record.fixed(1, 4, 4), Some(Field::Value(&[1, 0, 0, 0])));
    assert_eq!(record.fixed(3, 9, 1), Some(Field::Value(&[0xD5])));
    assert_eq!(record.fixed(13, 72, 2), Some(Field::Value(&[0x39, 5])));
    assert_eq!(record.fixed(14, 74, 2), Some(Field::Absent));
    assert_eq!(record.variable(128), Some(Field::Absent));
    assert!(record.tagged().expect("sound").is_empty());
}

/// A catalog row: NULLs among fixed and variable columns.
#[test]
fn nulls_and_variable_columns() {
    let bytes = hex("09832300 08000000 0200 04000000 03000000 02000000 10000000 00000000
        2a 0a00 80fe 0500 0580 0580 0700 53686f7274 3412");
    let record = Record::parse(&bytes, PageSize::KIB_4).expect("sound");
    assert_eq!(record.fixed(8, 30, 1), Some(Field::Null));
    assert_eq!(record.fixed(9, 31, 2), Some(Field::Value(&[0x0A, 0])));
    assert_eq!(record.variable(128), Some(Field::Value(b"Short")));
    assert_eq!(record.variable(129), Some(Field::Null));
    assert_eq!(record.variable(131), Some(Field::Value(&[0x34, 0x12])));
    assert_eq!(record.variable(132), Some(Field::Absent));
}

/// Tagged columns on a small page: plain, two values, several, separated ones, NULL.
#[test]
fn tagged_columns_of_small_pages() {
    let area = hex("0001 1400 0101 1540 0201 1940 0301 2340 0401 3660
        07  18 01 00 ff  08 0600 0700 0800 00 7f ff
        09 0680 0a80 0e80 01000000 02000000 03000000");
    let mut bytes = hex("007f0400");
    bytes.extend(area);
    let record = Record::parse(&bytes, PageSize::KIB_4).expect("sound");
    let columns = record.tagged().expect("sound");
    let values = |fid: u16| {
        let column = columns.find(fid, false).expect("there");
        let count = column.count().expect("sound");
        (0..count).map(|i| column.instance(i).expect("sound")).collect::<Vec<_>>()
    };
    assert_eq!(columns.len(), 5);
    assert_eq!(values(256), [Instance::Plain(&[7])]);
    assert_eq!(values(257), [Instance::Plain(&[0]), Instance::Plain(&[0xFF])]);
    assert_eq!(values(258), [&[0][..], &[0x7F], &[0xFF]].map(Instance::Plain));
    let lids = [[1, 0, 0, 0], [2, 0, 0, 0], [3, 0, 0, 0]];
    assert_eq!(values(259), lids.each_ref().map(|lid| Instance::Separated(lid)));
    assert!(columns.find(260, false).is_none_or(|column| column.is_null()));
    assert!(columns.find(256, true).is_none() && columns.find(999, false).is_none());
}

#[test]
fn bytes_that_make_no_sense_are_refused_or_read_as_nothing() {
    for text in ["", "007f", "807f0400", "007f0300", "097f0400", "00ff0400", "007f0900"] {
        assert!(Record::parse(&hex(text), PageSize::KIB_4).is_none(), "{text}");
    }
    for cut in 0..40 {
        let bytes = hex("09832300 08000000 0200 04000000 03000000 02000000 10000000 00000000
            2a 0a00 80fe 0500 0580 0580 0700 53686f7274 3412");
        if let Some(record) = Record::parse(&bytes[..cut], PageSize::KIB_32) {
            record.variable(131);
            record.tagged();
        }
    }
}
