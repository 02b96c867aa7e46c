//! Every record type on random bytes, and the lengths of all of them.

#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "tests may panic")]

use std::collections::BTreeMap;

use super::*;

/// Type, and bytes of a record whose variable parts are empty.
const LENGTHS: &[(u8, usize)] = &[
    (1, 568),
    (2, 18),
    (3, 9),
    (4, 1),
    (5, 4),
    (6, 4),
    (7, 4),
    (8, 8),
    (9, 8),
    (10, 7),
    (11, 11),
    (12, 11),
    (13, 11),
    (14, 43),
    (15, 75),
    (16, 7),
    (17, 1),
    (18, 18),
    (19, 3),
    (20, 3),
    (21, 4),
    (22, 5),
    (23, 1),
    (24, 56),
    (25, 48),
    (26, 60),
    (27, 102),
    (28, 88),
    (29, 50),
    (30, 48),
    (31, 52),
    (32, 44),
    (33, 50),
    (34, 50),
    (35, 44),
    (36, 56),
    (37, 54),
    (38, 46),
    (39, 51),
    (42, 22),
    (45, 3),
    (46, 5),
    (48, 46),
    (49, 576),
    (50, 26),
    (51, 9),
    (52, 26),
    (53, 8),
    (54, 7),
    (55, 3),
    (57, 3),
    (58, 68),
    (59, 3),
    (60, 35),
    (61, 5),
    (62, 110),
    (63, 96),
    (64, 54),
    (65, 96),
    (66, 46),
    (67, 5),
    (68, 10),
    (69, 7),
    (70, 44),
    (71, 5),
    (72, 50),
    (73, 10),
    (74, 15),
    (75, 5),
    (78, 10),
    (79, 4),
    (80, 26),
    (81, 10),
    (82, 5),
    (83, 5),
    (84, 5),
    (85, 5),
    (86, 5),
    (87, 5),
    (88, 5),
    (89, 5),
    (90, 5),
    (91, 5),
    (92, 14),
    (93, 58),
    (94, 10),
    (95, 20),
    (96, 16),
    (97, 2),
    (98, 27),
    (99, 18),
    (100, 11),
    (101, 19),
];

/// Small numbers, half of them 0, so that lengths, choices and pages often come out right.
struct Noise(u64);

impl Noise {
    fn byte(&mut self) -> u8 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let random = self.0 >> 24;
        if random & 0x300 == 0 { (random & 7) as u8 } else { 0 }
    }

    /// Bytes that begin with this type. Page numbers and lengths that must have some value get it.
    fn record(&mut self, kind: u8) -> Vec<u8> {
        let mut bytes: Vec<u8> = std::iter::repeat_with(|| self.byte()).take(800).collect();
        bytes[0] = kind;
        let exact = match kind {
            68 => 5,
            70 => 39,
            72 => 45,
            74 => 10,
            69 => 2 + bytes[20],
            73 => 5 + 4 * bytes[6],
            _ => return bytes,
        };
        bytes[1..5].copy_from_slice(&[exact, 0, 0, 0]);
        bytes
    }
}

#[test]
fn any_bytes_that_are_a_record_are_written_again_as_they_were() {
    let seed = 0x5EED_0001;
    println!("seed {seed:#x}");
    let mut noise = Noise(seed);
    let mut shortest = BTreeMap::new();
    for (kind, _) in LENGTHS {
        let mut good = 0;
        for _ in 0..60_000 {
            let bytes = noise.record(*kind);
            let Ok((record, length)) = Record::decode(&bytes) else { continue };
            assert_eq!((record.kind(), record.encoded_len()), (*kind, length), "{record:?}");
            let mut again = vec![0xAA; length];
            record.encode(&mut again);
            assert!(again == bytes[..length], "{record:?}");
            assert_eq!(Record::decode(&again), Ok((record, length)));
            let least = shortest.entry(*kind).or_insert(usize::MAX);
            *least = length.min(*least);
            good += 1;
            if good == 300 {
                break;
            }
        }
    }
    let lengths: Vec<(u8, usize)> = shortest.into_iter().collect();
    assert_eq!(lengths, LENGTHS);
}

/// Fields are told apart by their names, so no record has one twice.
#[test]
fn names_of_fields_are_unique() {
    let mut noise = Noise(0x5EED_0003);
    for (kind, _) in LENGTHS {
        let found = (0..60_000).find_map(|_| {
            let bytes = noise.record(*kind);
            let mut names = Vec::new();
            let (record, _) = Record::decode(&bytes).ok()?;
            record.fields(&mut |name, _| names.push(name));
            Some((record.name(), names))
        });
        let (record, names) = found.expect("a record among so many");
        let unique: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(unique.len(), names.len(), "{record}: {names:?}");
        assert!(names.iter().all(|name| !["", "lgpos", "type", "length"].contains(name)));
    }
}

/// A record that is cut off says so, whatever is left of it.
#[test]
fn cut_records_are_refused() {
    let seed = 0x5EED_0002;
    println!("seed {seed:#x}");
    let mut noise = Noise(seed);
    for (kind, _) in LENGTHS {
        let found = (0..60_000).find_map(|_| {
            let bytes = noise.record(*kind);
            let length = Record::decode(&bytes).ok()?.1;
            Some(bytes[..length].to_vec())
        });
        let bytes = found.expect("a record among so many");
        for cut in 0..bytes.len() {
            let error = Record::decode(&bytes[..cut]).expect_err("a piece is missing");
            assert!(matches!(error.flaw, Flaw::Cut(missing) if missing > 0), "{kind}: {error}");
        }
    }
}

#[test]
fn unknown_types_are_refused() {
    let known: Vec<u8> = LENGTHS.iter().map(|(kind, _)| *kind).collect();
    for kind in (0..=u8::MAX).filter(|kind| !known.contains(kind)) {
        let mut bytes = [0; 100];
        bytes[0] = kind;
        let error = Record::decode(&bytes).expect_err("an unknown type");
        assert_eq!(error, BadRecord { kind, offset: 0, flaw: Flaw::UnknownKind });
    }
}

/// What is wrong is told by name, value and place.
#[test]
fn errors_say_what_and_where() {
    let mut bytes = [0; 44];
    bytes[0] = 32;
    let error = Record::decode(&bytes).expect_err("page 0");
    assert_eq!(error.to_string(), "record of type 32, byte 8: page 0x0");
    let error = Record::decode(&bytes[..30]).expect_err("page 0 comes first");
    assert_eq!(error.offset, 8);
    let error = Record::decode(&[5, 1]).expect_err("one byte of a session");
    assert_eq!(error.to_string(), "record of type 5: 1 bytes missing");
}

/// The bytes of the first row of a catalog, as the reference engine logged them.
#[test]
fn a_real_insert_reads_as_what_it_is() {
    let mut bytes = Vec::new();
    bytes.extend([0x1D, 5, 0, 1, 4, 0, 0, 0, 0x72, 0, 0, 0, 0, 0, 0, 0, 0x53, 0, 0, 0, 0, 0, 0, 0]);
    bytes.extend([0x0C, 0, 0, 0, 2, 0, 0, 5, 0xAF, 0xFF, 0xFF, 0xFF, 4, 0, 0, 0, 2, 0, 0, 0]);
    bytes.extend([2, 0, 1, 0, 3, 0, b'p', b's', b'f', b'd', b'a', b't']);
    let (record, length) = Record::decode(&bytes).expect("whole");
    assert_eq!(length, bytes.len());
    let Record::Insert(insert) = record else { panic!("{record:?}") };
    let page = insert.node.page;
    assert_eq!((page.pgno.get(), page.dbtime.get(), page.begin0.get()), (4, 0x72, 0xC));
    assert!(page.flags.contains(ChangeFlags::VERSIONED.with(ChangeFlags::UNIQUE)));
    assert_eq!((insert.prefix, insert.suffix, insert.data), (&b"p"[..], &b"sf"[..], &b"dat"[..]));
    assert_eq!(record.node(), Some(&insert.node));
}
