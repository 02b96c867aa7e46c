//! Views of hand-made pages.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use super::*;
use crate::error::PagerError;

fn pgno(raw: u32) -> Pgno {
    Pgno::new(raw).expect("not 0")
}

/// A page with the given lines (flags, data); line 0 is the external header.
pub(crate) fn build(size: PageSize, number: u32, lines: &[(u8, &[u8])]) -> Vec<u8> {
    let mut page = vec![0; size.bytes()];
    let mut end = 0;
    for (index, (flags, data)) in lines.iter().enumerate() {
        let start = size.header_bytes() + end;
        page[start..start + data.len()].copy_from_slice(data);
        let mut tag = (end as u32) << 16 | data.len() as u32;
        if index > 0 && size.is_large() {
            page[start + 1] |= flags << 5;
        } else {
            tag |= u32::from(*flags) << 29;
        }
        let at = size.bytes() - 4 * (index + 1);
        page[at..at + 4].copy_from_slice(&tag.to_le_bytes());
        end += data.len();
    }
    let free = size.bytes() - size.header_bytes() - end - 4 * lines.len();
    page[28..30].copy_from_slice(&(free as u16).to_le_bytes());
    page[32..34].copy_from_slice(&(end as u16).to_le_bytes());
    page[34..36].copy_from_slice(&(lines.len() as u16).to_le_bytes());
    page[36..40].copy_from_slice(&0x2802_u32.to_le_bytes());
    if size.is_large() {
        page[64..68].copy_from_slice(&number.to_le_bytes());
    }
    page
}

#[test]
fn lines_come_with_their_flags_on_every_size() {
    for size in PageSize::ALL {
        let bytes =
            build(size, 9, &[(0, b"prefix"), (1, &[1, 0, b'a', b'x']), (6, &[1, 0, b'b', b'y'])]);
        let page = Page::new(&bytes, size);
        page.check(pgno(9)).expect("sound");
        assert_eq!(page.external_header(), b"prefix");
        assert_eq!(page.line_count(), 2);
        let second = page.line(1).expect("two lines");
        assert!(second.flags.is_deleted() && second.flags.is_compressed());
        assert!(!second.flags.is_versioned());
        assert_eq!(&second.bytes[2..], b"by");
        assert!(page.line(2).is_none());
    }
}

#[test]
fn contradictions_are_named() {
    let size = PageSize::KIB_4;
    let good = build(size, 9, &[(0, b""), (0, &[1, 0, b'a', b'x'])]);
    Page::new(&good, size).check(pgno(9)).expect("sound");
    let broken = |offset: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[offset] = byte;
        match Page::new(&bytes, size).check(pgno(9)) {
            Err(PagerError::Corrupt { what, .. }) => what,
            other => panic!("{other:?}"),
        }
    };
    assert!(broken(28, 1).contains("free of"));
    assert!(broken(31, 255).contains("uncommitted"));
    assert!(broken(34, 0).contains("no tags"));
    assert!(broken(4088, 200).contains("ends at"));
}

#[test]
fn overlapping_lines_are_found() {
    let size = PageSize::KIB_4;
    let mut bytes = build(size, 9, &[(0, b""), (0, &[1, 0, 7, 8]), (0, &[1, 0, 9, 10])]);
    // The second node's tag points at the first one's data; all sums still hold.
    bytes[4086] = 0;
    let what = Page::new(&bytes, size).check(pgno(9)).expect_err("overlap").to_string();
    assert!(what.contains("overlap"), "{what}");
}

#[test]
fn a_large_page_knows_its_number() {
    let size = PageSize::KIB_16;
    let bytes = build(size, 9, &[(0, b""), (0, &[1, 0, 7, 8])]);
    let error = Page::new(&bytes, size).check(pgno(10)).expect_err("page 9");
    assert_eq!(error.code(), jet_types::JetErr::READ_PGNO_VERIFY_FAILURE);
}

#[test]
fn the_reserved_tag_count_of_newer_files_is_not_part_of_the_tags() {
    let size = PageSize::KIB_4;
    let mut bytes = build(size, 9, &[(0, b"p"), (0, &[1, 0, 7, 8])]);
    bytes[35] |= 0x10;
    let page = Page::new(&bytes, size);
    page.check(pgno(9)).expect("sound");
    assert_eq!((page.tag_count(), page.line_count()), (2, 1));
}
