//! Every record of every real log reads, and is written again byte for byte.

use std::collections::BTreeMap;

use jet_log::file::SEGMENT_BYTES;
use jet_log::record::fragment::{Fragment, FragmentBegin};
use jet_log::record::{FRAGMENT, FRAGMENT_BEGIN, NOP};
use jet_log::{Record, Segment};
use zerocopy::FromBytes;

use crate::material::{sets, visit};

/// The records of a log's good segments as bytes, put together from their pieces. Independent of
/// the reader: it knows nothing of torn ends.
fn records(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut begun: Option<(usize, Vec<u8>)> = None;
    for (sector, bytes) in bytes.chunks_exact(SEGMENT_BYTES).enumerate().skip(1) {
        let segment = Segment::ref_from_bytes(bytes).expect("a whole segment");
        let sector = sector as u16;
        let good = segment.checksum_at(sector) == segment.header.checksum.get();
        if !good || segment.header.lgpos.sector.get() != sector {
            continue;
        }
        let mut rest = &segment.records[..];
        while let Some(kind) = rest.first().filter(|kind| **kind != NOP) {
            let used = match *kind {
                FRAGMENT_BEGIN => {
                    let (piece, used) = FragmentBegin::read(rest).expect("whole");
                    begun = Some((piece.total_bytes as usize, piece.piece.to_vec()));
                    used
                }
                FRAGMENT => {
                    let (piece, used) = Fragment::read(rest).expect("whole");
                    if let Some((_, whole)) = &mut begun {
                        whole.extend(piece.piece);
                    }
                    used
                }
                _ => {
                    let (_, used) = Record::decode(rest).expect("a record");
                    found.push(rest[..used].to_vec());
                    used
                }
            };
            found.extend(begun.take_if(|(total, whole)| whole.len() >= *total).map(|b| b.1));
            rest = &rest[used..];
        }
    }
    found
}

#[test]
fn records_of_real_logs_round_trip() {
    let mut kinds = BTreeMap::new();
    for set in sets().into_iter().filter(|set| !set.starts_with("g_")) {
        visit(&set, &["log", "jtx"], &mut |path, bytes| {
            for bytes in records(&bytes) {
                let (record, used) = Record::decode(&bytes).expect("a record");
                assert_eq!(used, bytes.len(), "{set}: {}: {record:?}", path.display());
                let mut again = vec![0xAA; record.encoded_len()];
                record.encode(&mut again);
                assert!(again == bytes, "{set}: {}: {record:?}", path.display());
                *kinds.entry(record.name()).or_insert(0) += 1;
            }
        });
    }
    println!("{kinds:?}");
    assert!(sets().is_empty() || kinds.len() > 40, "{} types", kinds.len());
}
