//! Headers, segments and checkpoints read as they are and are written as they were.

use jet_log::checkpoint::CheckpointCopies;
use jet_log::file::{ATTACH_LIST_BYTES, HEADER_BYTES, SEGMENT_BYTES};
use jet_log::{Checkpoint, LogHeader, Segment};
use jet_types::Lgpos;
use jet_types::checksum::old_xor;
use zerocopy::FromBytes;

use crate::material::{sets, visit};

/// Behind the end of an attach list the reference engine leaves what was there before; we leave
/// zeros.
fn without_residue(block: &[u8; 4096], list: usize) -> Box<[u8; 4096]> {
    let mut block = Box::new(*block);
    let mut end = list;
    while block[end] != 0 {
        end += 64 + usize::from(u16::from_le_bytes([block[end + 2], block[end + 3]]));
    }
    block[end..list + ATTACH_LIST_BYTES].fill(0);
    let sum = old_xor(&block[..]);
    block[..4].copy_from_slice(&sum.to_le_bytes());
    block
}

/// Every header of every set, byte for byte; but one set has headers damaged on purpose.
#[test]
fn headers_of_real_logs_round_trip() {
    let mut logs = 0;
    for set in sets() {
        visit(&set, &["log", "jtx"], &mut |path, bytes| {
            let first = bytes.first_chunk::<HEADER_BYTES>().expect("a whole header");
            if path.ends_with("SRUtmp.log") {
                return; // Being prepared: anything may be in it.
            }
            match LogHeader::decode(first) {
                Ok(header) => {
                    let again = header.encode().expect("the list fitted");
                    let first = without_residue(first, 671);
                    assert!(again == first, "{set}: {}", path.display());
                    logs += 1;
                }
                Err(error) => {
                    assert!(set.ends_with("_hdrflip"), "{set}: {}: {error}", path.display());
                }
            }
        });
    }
    assert!(sets().is_empty() || logs > 200, "{logs} logs");
}

#[test]
fn checkpoints_of_real_sets_round_trip() {
    let mut count = 0;
    for set in sets() {
        visit(&set, &["chk"], &mut |path, bytes| {
            let (checkpoint, copies) = Checkpoint::decode(&bytes).expect("sound");
            assert_eq!(copies, CheckpointCopies::Equal);
            let block = checkpoint.encode().expect("the list fitted");
            let first = bytes.first_chunk().expect("a whole block");
            assert!(block == without_residue(first, 679), "{set}: {}", path.display());
            assert!(bytes[..4096] == bytes[4096..], "{set}: {}", path.display());
            count += 1;
        });
    }
    assert!(sets().is_empty() || count > 40, "{count} checkpoints");
}

/// Stamping a segment of a real log changes nothing.
#[test]
fn segments_of_real_logs_are_stamped_as_they_were() {
    let mut count = 0;
    for set in sets().into_iter().filter(|set| set.starts_with("f_s")) {
        visit(&set, &["log"], &mut |path, bytes| {
            let first = bytes.first_chunk::<HEADER_BYTES>().expect("a whole header");
            let generation = LogHeader::decode(first).expect("sound").generation;
            for (sector, bytes) in bytes.chunks(SEGMENT_BYTES).enumerate().skip(1) {
                let mut segment = Segment::read_from_bytes(bytes).expect("a whole segment");
                let place = Lgpos { generation, sector: sector as u16, offset: 0 };
                if segment.header.lgpos.get() == place {
                    segment.stamp(place, segment.header.started);
                    let at = path.display();
                    assert!(zerocopy::IntoBytes::as_bytes(&segment) == bytes, "{at} {place}");
                    count += 1;
                }
            }
        });
    }
    assert!(sets().is_empty() || count > 200, "{count} segments");
}
