//! Real logs damaged in thousands of ways: whatever happens, reading ends with records or an error.

use std::hint::black_box;
use std::path::Path;

use jet_log::file::SEGMENT_BYTES;
use jet_log::{Checkpoint, LogFile, LogHeader, Record, Segment};
use jet_types::Lgpos;
use zerocopy::{FromBytes, IntoBytes};

use crate::material::{sets, visit};

/// Numbers that look random, the same for the same seed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit.max(1)
    }
}

/// Reads everything there is to read: how many records, and whether the file is sound. Records
/// cannot be more than bytes.
fn read(bytes: &[u8]) -> (usize, bool) {
    let Ok(file) = LogFile::from_bytes(Path::new("edb.log"), bytes) else { return (0, false) };
    let is_sound = file.check().is_ok() && file.scan().repaired.is_empty();
    let mut count = usize::from(file.quit().is_some());
    let mut records = file.all_records();
    while let Ok(Some((_, record))) = records.next() {
        count += 1;
        assert!(count <= bytes.len(), "more records than bytes");
        record.fields(&mut |name, value| {
            black_box((name, value));
        });
    }
    (count, is_sound)
}

/// Changes a few bytes, or whole segments. With `stamp`, checksums are made right again, so that
/// the lie reaches the records.
fn damage(random: &mut Random, bytes: &mut Vec<u8>, stamp: bool) {
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len());
        match random.below(if stamp { 4 } else { 8 }) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = random.next() as u8,
            2 => bytes[at] = [0, 1, 0x7F, 0x80, 0xFF][random.below(5)],
            3 => {
                let end = (at + random.below(64)).min(bytes.len());
                bytes[at..end].fill(random.next() as u8);
            }
            4 => bytes.truncate(at),
            5 | 6 => {
                let count = bytes.len() / SEGMENT_BYTES;
                let (from, to) = (random.below(count), random.below(count));
                let from = from * SEGMENT_BYTES..(from + 1) * SEGMENT_BYTES;
                if from.end <= bytes.len() {
                    bytes.copy_within(from, to * SEGMENT_BYTES);
                }
            }
            _ => {
                let start = at / SEGMENT_BYTES * SEGMENT_BYTES;
                let end = (start + SEGMENT_BYTES).min(bytes.len());
                bytes[start..end].fill(0);
            }
        }
    }
}

/// Gives every segment that had a sound checksum one again.
fn stamp(bytes: &mut [u8], original: &[u8]) {
    bytes[..SEGMENT_BYTES].copy_from_slice(&original[..SEGMENT_BYTES]);
    let pairs = bytes.chunks_exact_mut(SEGMENT_BYTES).zip(original.chunks_exact(SEGMENT_BYTES));
    for (sector, (bytes, original)) in pairs.enumerate().skip(1) {
        let original = Segment::ref_from_bytes(original).expect("a whole segment");
        let place = original.header.lgpos.get();
        if place.sector == sector as u16 && place != Lgpos::NONE {
            let segment = Segment::mut_from_bytes(bytes).expect("a whole segment");
            segment.stamp(place, original.header.started);
        }
    }
}

#[test]
fn damaged_logs_never_panic() {
    let seed = 0x5EED_1065;
    println!("seed {seed:#x}");
    let mut random = Random(seed);
    let wanted = ["e_shrunk", "f_split_storm", "h_backup", "j_efv_8020", "srum-win10-aptsim-clean"];
    for set in sets().into_iter().filter(|set| wanted.contains(&set.as_str())) {
        visit(&set, &["log"], &mut |path, original| {
            if path.to_string_lossy().contains("tmp") {
                return;
            }
            let sound = read(&original);
            assert!(sound.0 > 0 && sound.1, "{set}: {}", path.display());
            let mut reached = 0;
            for round in 0..120 {
                let mut bytes = original.clone();
                let is_stamped = round % 2 == 0;
                damage(&mut random, &mut bytes, is_stamped);
                if is_stamped {
                    stamp(&mut bytes, &original);
                }
                reached += usize::from(read(&bytes) != sound);
            }
            assert!(reached > 10, "{set}: {}: {reached} of 120 noticed", path.display());
        });
    }
}

/// The same for single records, headers and checkpoints of any bytes.
#[test]
fn any_bytes_are_read_without_panic() {
    let seed = 0x5EED_1066;
    println!("seed {seed:#x}");
    let mut random = Random(seed);
    for round in 0..20_000 {
        let length = random.below(600);
        let mut bytes: Vec<u8> = (0..length).map(|_| random.next() as u8).collect();
        if let Some(first) = bytes.first_mut() {
            *first = (round % 110) as u8;
        }
        if let Ok((record, used)) = Record::decode(&bytes) {
            assert!(used <= length);
            record.fields(&mut |_, value| assert!(!format!("{value:?}").is_empty()));
        }
    }
    for _ in 0..500 {
        let mut block = [0_u8; 4096];
        block.fill_with(|| random.next() as u8);
        let sum = jet_types::checksum::old_xor(&block);
        block.as_mut_bytes()[..4].copy_from_slice(&sum.to_le_bytes());
        assert!(LogHeader::decode(&block).is_err());
        assert!(Checkpoint::decode(&block).is_err());
    }
}
