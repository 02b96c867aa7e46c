//! Which copy counts.

#![allow(clippy::arithmetic_side_effects, reason = "tests may panic")]

use zerocopy::IntoBytes;

use super::*;

fn file(size: PageSize) -> Vec<u8> {
    let mut page = vec![0; size.bytes()];
    let (header, _) = DiskHeader::mut_from_prefix(&mut page).expect("long enough");
    header.magic = MAGIC.into();
    header.version = FORMAT_MAJOR.into();
    header.state = 3.into();
    header.page_bytes = size.get().into();
    header.file_type = 1.into();
    seal(&mut page);
    [page.clone(), page, vec![0; size.bytes()]].concat()
}

fn seal(page: &mut [u8]) {
    let sum = checksum::old_xor(page);
    page[..4].copy_from_slice(sum.to_le_bytes().as_bytes());
}

#[test]
fn either_copy_is_enough() {
    for size in PageSize::ALL {
        let good = file(size);
        let check = |bytes: &[u8], expected| {
            let header = DbHeader::of(bytes).expect("a sound copy");
            assert_eq!((header.copies, header.page_size), (expected, size));
            assert_eq!(header.state(), DbState::CleanShutdown);
        };
        check(&good, HeaderCopies::Equal);
        let mut bad = good.clone();
        bad[60] ^= 1;
        check(&bad, HeaderCopies::OnlyShadow);
        let mut bad = good.clone();
        bad[size.bytes() + 60] ^= 1;
        check(&bad, HeaderCopies::OnlyFirst);
        let mut newer = good.clone();
        newer[60] ^= 1;
        seal(&mut newer[..size.bytes()]);
        check(&newer, HeaderCopies::Different);
        let mut both = good;
        both[60] ^= 1;
        both[size.bytes() + 60] ^= 1;
        assert!(DbHeader::of(&both).is_none());
    }
}

#[test]
fn short_files_have_no_header() {
    let good = file(PageSize::KIB_4);
    for len in [0, 1, 747, 4095] {
        assert!(DbHeader::of(&good[..len]).is_none());
    }
}
