//! Segments of real files, and what published tables say.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use super::*;

fn rule(coltyp: Coltyp, code_page: u16) -> SegmentRule<'static> {
    SegmentRule {
        coltyp,
        code_page,
        is_fixed: false,
        is_descending: false,
        nulls_high: false,
        dotnet_guid: false,
        lcmap_flags: 0x0003_0401,
        locale: "en-US",
    }
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    let pair = |pair: &[u8]| {
        u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("hex")
    };
    digits.chunks(2).map(pair).collect()
}

fn segment(rule: &SegmentRule<'_>, value: Option<&[u8]>) -> Vec<u8> {
    let mut key = KeyBuilder::new(255, 255);
    key.push(rule, value).expect("a good value");
    key.bytes().to_vec()
}

#[test]
fn fixed_types_as_in_real_files() {
    let cases = [
        (Coltyp::Bit, "00", "7F00"),
        (Coltyp::UnsignedByte, "D5", "7FD5"),
        (Coltyp::Short, "C7FA", "7F7AC7"),
        (Coltyp::UnsignedShort, "3905", "7F0539"),
        (Coltyp::Long, "37F833FF", "7F7F33F837"),
        (Coltyp::UnsignedLong, "C907CC00", "7F00CC07C9"),
        (Coltyp::Currency, "C9B000B41DC00400", "7F8004C01DB400B0C9"),
        (Coltyp::IeeeSingle, "0000803F", "7FBF800000"),
        (Coltyp::IeeeDouble, "0000000080AFE140", "7FC0E1AF8000000000"),
        (Coltyp::Guid, "F10A363F6667DC469AF20DACF295C2A1", "7F0DACF295C2A19AF2DC466667F10A363F"),
    ];
    for (coltyp, stored, expected) in cases {
        let rule = rule(coltyp, 0);
        assert_eq!(segment(&rule, Some(&hex(stored))), hex(expected), "{coltyp}");
        let descending = SegmentRule { is_descending: true, ..rule };
        let flipped: Vec<u8> = hex(expected).iter().map(|byte| !byte).collect();
        assert_eq!(segment(&descending, Some(&hex(stored))), flipped, "{coltyp} descending");
        let mut key = KeyBuilder::new(255, 255);
        assert_eq!(key.push(&rule, Some(&[1, 2, 3])), Err(ValueError::Corrupt));
    }
}

#[test]
fn null_and_nothing() {
    let text = rule(Coltyp::Text, 1252);
    assert_eq!(segment(&text, None), [0x00]);
    assert_eq!(segment(&text, Some(&[])), [0x40]);
    assert_eq!(segment(&SegmentRule { nulls_high: true, ..text }, None), [0xC0]);
    assert_eq!(segment(&SegmentRule { is_descending: true, ..text }, None), [0xFF]);
}

#[test]
fn binary_comes_in_groups() {
    let binary = rule(Coltyp::Binary, 0);
    let expected = hex("7F 746573742062696E 09 6172792064617461 08");
    assert_eq!(segment(&binary, Some(b"test binary data")), expected);
    assert_eq!(segment(&binary, Some(b"ab")), hex("7F 6162000000000000 02"));
    let mut key = KeyBuilder::new(12, 12);
    key.push(&binary, Some(b"test binary data")).expect("a good value");
    assert_eq!(key.bytes(), &expected[..12]);
    assert!(key.is_truncated());
}

#[test]
fn ascii_text_and_its_old_mistake() {
    let text = rule(Coltyp::Text, 1252);
    let expected = hex("7F 53494D504C452041534349492054455854 00");
    assert_eq!(segment(&text, Some(b"Simple ASCII text")), expected);
    assert_eq!(segment(&text, Some(b"ab\0cd")), b"\x7FAB\0");
    let mut key = KeyBuilder::new(4, 4);
    key.push(&text, Some(b"abCd")).expect("a good value");
    assert_eq!(key.bytes(), [0x7F, b'A', b'B', b'C' - 0x20]);
    assert!(key.is_truncated());
}

#[test]
fn unicode_text_as_in_real_files() {
    let text = rule(Coltyp::Text, 1200);
    let utf16 =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let expected = hex("7F 0E48 0E02 0E09 0741 0E1A 0E0A 0D1A 0721 01 01 01 01 FFF9 8212 00");
    assert_eq!(segment(&text, Some(&utf16("lab\\dc-1$\0"))), expected);
    let expected = hex("7F 0D1A 0D03 0733 0D03 0733 0D03 0733 0D1A 0D03 01 01 01 01 00");
    assert_eq!(segment(&text, Some(&utf16("10.0.0.10\0"))), expected);
}

#[test]
fn a_full_key_takes_no_more() {
    let long = rule(Coltyp::Long, 0);
    let mut key = KeyBuilder::new(5, 5);
    key.push(&long, Some(&[0; 4])).expect("a good value");
    assert!(!key.is_truncated());
    key.push(&long, None).expect("NULL");
    assert!(key.is_truncated() && key.bytes().len() == 5);
}

#[test]
fn the_weights_are_the_published_ones() {
    let Some(shared) = jet_testkit::shared() else { return };
    let text = std::fs::read_to_string(shared.join("unicode/sort-weights-windows10.csv"));
    let mut published = vec![[0_u8; 4]; 0x1_0000];
    for line in text.expect("the table").lines().skip(1) {
        let mut fields = line.split(',').map(|field| u32::from_str_radix(field.trim(), 16));
        let mut next = || fields.next().expect("five fields").expect("hex");
        let unit = next() as usize;
        published[unit] = [next() as u8, next() as u8, next() as u8, next() as u8];
    }
    for (unit, expected) in published.into_iter().enumerate() {
        let unicode::Weights { script, alphabetic, diacritic, case } =
            unicode::weights(unit as u16);
        assert_eq!([script, alphabetic, diacritic, case], expected, "unit {unit:04X}");
    }
}

/// Values come back from their segments, ascending and descending, with bytes after them.
#[test]
fn values_come_back_from_keys() {
    use back::{KeyValue, value_at};
    let numbers: [(Coltyp, Vec<Vec<u8>>); 6] = [
        (Coltyp::Bit, vec![vec![0], vec![0xFF]]),
        (Coltyp::Short, [-5_i16, 0, 300].map(|n| n.to_le_bytes().to_vec()).to_vec()),
        (Coltyp::UnsignedLong, [0_u32, 1, u32::MAX].map(|n| n.to_le_bytes().to_vec()).to_vec()),
        (Coltyp::IeeeDouble, [-1.5_f64, 0.0, 2.25].map(|n| n.to_le_bytes().to_vec()).to_vec()),
        (Coltyp::Guid, vec![(0..16).collect(), vec![0xFF; 16]]),
        (Coltyp::LongBinary, [0, 1, 8, 9, 16, 200].map(|len| vec![0xA5; len]).to_vec()),
    ];
    for (coltyp, values) in numbers {
        for is_descending in [false, true] {
            let rule = SegmentRule { is_descending, ..rule(coltyp, 0) };
            for value in values.iter().map(Some).chain([None]) {
                let value = value.map(Vec::as_slice);
                let mut key = segment(&rule, value);
                let len = key.len();
                key.extend([0x7F, 1, 2]);
                let expected = value.map_or(KeyValue::Null, |v| KeyValue::Value(v.to_vec()));
                assert_eq!(value_at(&rule, None, &key), Some((expected, len)), "{coltyp}");
            }
        }
    }
    assert_eq!(value_at(&rule(Coltyp::Long, 0), None, &[0x7F, 1]), None);
    let text = segment(&rule(Coltyp::Text, 1252), Some(b"ab"));
    assert_eq!(value_at(&rule(Coltyp::Text, 1252), None, &text), Some((KeyValue::Lost, 4)));
}
