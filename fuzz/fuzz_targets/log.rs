//! A log file with a good header and any bytes in its segments, checksums made good; then the
//! same with one byte anywhere changed.
#![no_main]

use std::hint::black_box;
use std::path::Path;

use jet_log::file::{DiskParams, LogFlags, SEGMENT_DATA};
use jet_log::{LogFile, LogHeader, LogVersion, Segment};
use jet_types::{Lgpos, Logtime, PageSize, Signature};
use zerocopy::{FromZeros, IntoBytes};

const SECTORS: u16 = 8;

fn header() -> LogHeader {
    LogHeader {
        generation: 1,
        sectors: SECTORS,
        sector_bytes: 4096,
        page_size: PageSize::KIB_4,
        created: Logtime::default(),
        previous_created: Logtime::default(),
        version: LogVersion::CURRENT,
        sign_log: Signature::default(),
        params: DiskParams::default(),
        flags: LogFlags::default(),
        checkpoint: Lgpos::NONE,
        sector_mismatch: 0,
        previous_checksum: 0,
        engine_version: 9180,
        attached: Vec::new(),
    }
}

fn read(bytes: &[u8], from: Lgpos) {
    let Ok(file) = LogFile::from_bytes(Path::new("edb.log"), bytes) else { return };
    black_box((file.check().is_ok(), file.quit()));
    for from in [Lgpos::NONE, from] {
        let mut records = file.records(from);
        let mut last = Lgpos::NONE;
        while let Ok(Some((lgpos, record))) = records.next() {
            assert!(lgpos > last, "positions rise");
            last = lgpos;
            record.fields(&mut |name, value| {
                black_box((name, value));
            });
        }
        assert!(records.position() >= last && records.position() <= file.scan().end);
    }
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((&[change_low, change_high, value, sector], records)) = bytes.split_first_chunk()
    else {
        return;
    };
    // Short inputs reach the end of a segment, too.
    let skipped = usize::from(sector) % 64 * 64;
    let mut segments = vec![Segment::new_zeroed(); SECTORS.into()];
    let mut rest = records;
    for (sector, segment) in segments.iter_mut().enumerate().skip(1) {
        let place = segment.records.get_mut(skipped..).unwrap_or_default();
        let (part, after) = rest.split_at(rest.len().min(place.len()));
        if part.is_empty() {
            break;
        }
        let start = SEGMENT_DATA - place.len();
        segment.records[start..start + part.len()].copy_from_slice(part);
        if skipped > 4 {
            // A padding record up to where the input begins.
            segment.records[0] = 71;
            segment.records[1..5].copy_from_slice(&(skipped as u32 - 5).to_le_bytes());
        }
        let place = Lgpos { generation: 1, sector: sector as u16, offset: 0 };
        segment.stamp(place, Logtime::default());
        rest = after;
    }
    let mut file = segments.as_bytes().to_vec();
    file[..4096].copy_from_slice(&header().encode().expect("no databases")[..]);
    let from = Lgpos {
        generation: 1,
        sector: u16::from(sector % 8),
        offset: u16::from_le_bytes([change_low, value]),
    };
    read(&file, from);
    let at = usize::from(u16::from_le_bytes([change_low, change_high])) % file.len();
    file[at] ^= value;
    read(&file, from);
});
