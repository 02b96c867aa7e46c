//! Logs of sectors made by the rules: no real one is in the test material.

#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "tests may panic")]

use std::path::Path;

use jet_types::{JetErr, Level, Logtime, PageSize, Procid, Signature};

use super::*;
use crate::file::{DiskParams, LogFlags, LogVersion};
use crate::reader::LogFile;
use crate::record::{Bare, Commit, Term, Term2};

const SECTOR: usize = 512;
const SECTORS: u16 = 16;
const GENERATION: u32 = 0x2A;
/// First byte of the sector of this number behind the header.
const fn sector(number: usize) -> usize {
    HEADER_BYTES + number * SECTOR
}

fn header() -> LogHeader {
    LogHeader {
        generation: GENERATION,
        sectors: SECTORS,
        sector_bytes: SECTOR as u16,
        page_size: PageSize::KIB_8,
        created: Logtime::default(),
        previous_created: Logtime::default(),
        version: LogVersion { major: 7, minor: 3704, update_major: 17, update_minor: 0 },
        sign_log: Signature::default(),
        params: DiskParams::default(),
        flags: LogFlags::default(),
        checkpoint: Lgpos::NONE,
        sector_mismatch: 0,
        previous_checksum: 0,
        engine_version: 0,
        attached: Vec::new(),
    }
}

struct Log(Vec<u8>);

impl Log {
    fn new() -> Self {
        let mut bytes = vec![0; usize::from(SECTORS) * SECTOR];
        bytes[..HEADER_BYTES].copy_from_slice(&header().encode().expect("no databases")[..]);
        Self(bytes)
    }

    /// Puts records; gives where they end.
    fn put(&mut self, mut at: usize, records: &[Record<'_>]) -> usize {
        for record in records {
            let bytes = record.encoded_len();
            record.encode(&mut self.0[at..at + bytes]);
            at += bytes;
        }
        at
    }

    /// Puts the checksum record of a write that ends at `end`.
    fn link(&mut self, at: usize, end: usize, next: Option<usize>) {
        let is_short = end - at / SECTOR * SECTOR > SECTOR;
        let mut record = Checksum {
            backward_bytes: (at % SECTOR) as u32,
            forward_bytes: (end - at - CHECKSUM_BYTES) as u32,
            next_bytes: next.map_or(0, |next| (next - at - CHECKSUM_BYTES) as u32),
            checksum: 0,
            short_checksum: 0,
            use_short: if is_short { SHORT_ON } else { SHORT_OFF },
        };
        let bytes = &self.0[..];
        let link = Link { bytes, at, sector_bytes: SECTOR, generation: GENERATION, record };
        record.checksum = link.sum();
        record.short_checksum = if is_short { link.short_sum() } else { 0 };
        self.put(at, &[Record::Checksum(record)]);
    }

    /// Copies a sector into the next one as its shadow; `at` is its checksum record.
    fn shadow(&mut self, at: usize) {
        let start = at / SECTOR * SECTOR;
        self.0.copy_within(start..start + SECTOR, start + SECTOR);
        let sum = at + SECTOR + SUM_OFFSET;
        let value = u32::from_le_bytes(self.0[sum..sum + 4].try_into().expect("4 bytes")) ^ SHADOW;
        self.0[sum..sum + 4].copy_from_slice(&value.to_le_bytes());
    }

    fn file(&self) -> LogFile {
        LogFile::from_bytes(Path::new("edb.log"), &self.0).expect("a good header")
    }
}

fn mark(number: u16) -> Record<'static> {
    Record::Commit(Commit { procid: Procid(number), to: Level(1) })
}

/// A write over two sectors, one that fills a sector behind a record, and one within a sector.
fn three_writes() -> Log {
    let mut log = Log::new();
    log.put(sector(0) + 22, &[mark(1); 100]);
    log.put(sector(2), &[mark(2); 5]);
    let second = sector(2) + 20;
    log.put(second + 22, &[mark(3)]);
    let third = sector(3) + 8;
    log.put(sector(3), &[mark(4), mark(5)]);
    let end = log.put(third + 22, &[mark(6)]);
    log.link(sector(0), sector(2), Some(second));
    log.link(second, sector(3), Some(third));
    log.link(third, end, None);
    log
}

fn numbers(file: &LogFile, from: Lgpos) -> Vec<u16> {
    let mut records = file.records(from);
    let mut found = Vec::new();
    while let Some((_, record)) = records.next().expect("sound") {
        if let Record::Commit(commit) = record {
            found.push(commit.procid.get());
        }
    }
    found.dedup();
    found
}

fn at(offset: usize) -> Lgpos {
    lgpos_of(&header(), offset)
}

#[test]
fn writes_are_followed_by_their_checksums() {
    let file = three_writes().file();
    file.check().expect("sound");
    assert_eq!(file.scan().end, at(sector(3) + 8 + 22 + 4));
    assert_eq!(file.scan().end.to_string(), "0000002A:000B:0022");
    assert_eq!(numbers(&file, Lgpos::NONE), [1, 2, 3, 4, 5, 6]);
    assert_eq!(numbers(&file, at(sector(2) + 42)), [3, 4, 5, 6]);
    assert_eq!(numbers(&file, at(sector(2) + 43)), [4, 5, 6]);
    assert_eq!(numbers(&file, at(sector(9))), [] as [u16; 0]);
    let mut records = file.all_records();
    let (lgpos, _) = records.next().expect("sound").expect("a record");
    assert_eq!(lgpos.to_string(), "0000002A:0008:0016");
}

#[test]
fn a_log_closed_properly_ends_with_a_quit() {
    let mut log = Log::new();
    let term = Term { began: Lgpos::NONE, redo_from: Lgpos::NONE, is_hard: 0 };
    let quit = Record::Term2(Term2 { term, time: Logtime::default() });
    let end = log.put(sector(0) + 22, &[Record::ShutDownMark(Bare), quit]);
    log.link(sector(0), end, None);
    assert_eq!(log.file().quit(), Some(at(sector(0) + 23)));
    assert_eq!(three_writes().file().quit(), None);
}

/// The last sector is damaged: its shadow counts.
#[test]
fn a_torn_sector_is_read_from_its_shadow() {
    let mut log = three_writes();
    log.shadow(sector(3) + 8);
    log.0[sector(3)..sector(3) + 300].fill(0x5A);
    let file = log.file();
    file.check().expect("nothing lost");
    assert_eq!(file.scan().from_shadow, Some(11));
    assert_eq!(numbers(&file, Lgpos::NONE), [1, 2, 3, 4, 5, 6]);
}

/// The write that was announced never came; where it would be, there is a shadow still.
#[test]
fn a_write_that_never_came_ends_a_log() {
    let mut log = Log::new();
    log.put(sector(0) + 22, &[mark(1); 100]);
    log.put(sector(0) + 22, &[mark(1)]);
    log.link(sector(0), sector(1), Some(sector(1) + 30));
    log.0[sector(1)..].fill(0);
    log.shadow(sector(0));
    let file = log.file();
    file.check().expect("nothing lost");
    assert_eq!((file.scan().end, file.scan().from_shadow), (at(sector(1)), None));
    assert_eq!(numbers(&file, Lgpos::NONE), [1]);
}

/// Whatever else is wrong is damage, in the sector of the checksum record that tells.
#[test]
fn damage_is_found_where_it_is() {
    let expect = |change: &dyn Fn(&mut Log), sector: u16, read: &[u16]| {
        let mut log = three_writes();
        change(&mut log);
        let file = log.file();
        let error = file.check().expect_err("damage");
        assert_eq!(error.code(), JetErr::LOG_FILE_CORRUPT);
        assert_eq!(file.scan().damage.map(|damage| damage.0), Some(sector), "{error}");
        assert_eq!(numbers(&file, Lgpos::NONE), read, "{error}");
    };
    expect(&|log| log.0[sector(0) + 100] ^= 1, 8, &[]);
    expect(&|log| log.0[sector(1) + 100] ^= 1, 8, &[]);
    expect(&|log| log.0[sector(2) + 1] ^= 1, 10, &[1]);
    expect(&|log| log.0[sector(2) + 500] ^= 1, 10, &[1]);
    expect(&|log| log.0[sector(3)..].fill(0), 11, &[1, 2, 3]);
    // The flag, a length, a checksum that is not in use.
    expect(&|log| log.0[sector(3) + 8 + 21] = SHORT_ON, 11, &[1, 2, 3]);
    expect(&|log| log.0[sector(2) + 20 + 9] ^= 0x80, 10, &[1]);
    expect(&|log| log.0[sector(3) + 8 + 17] ^= 1, 11, &[1, 2, 3]);
    // The same write of an earlier generation.
    let old = |log: &mut Log| {
        log.0[sector(3) + 8 + SUM_OFFSET] ^= (GENERATION ^ 0x29) as u8;
    };
    expect(&old, 11, &[1, 2, 3]);
}

#[test]
fn any_change_is_read_without_panic() {
    let seed = 0x5EED_0512_u64;
    println!("seed {seed:#x}");
    let mut state = seed;
    let mut next = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 20) as usize % limit
    };
    let sound = three_writes();
    for _ in 0..4000 {
        let mut log = Log(sound.0.clone());
        for _ in 0..=next(3) {
            let place = HEADER_BYTES + next(sector(5) - HEADER_BYTES);
            log.0[place] = [0, 1, 0x2A, 0x9A, 0xFF, next(256) as u8][next(6)];
        }
        let file = log.file();
        let _ = (file.check(), file.quit());
        let mut records = file.all_records();
        let mut count = 0;
        while let Ok(Some(_)) = records.next() {
            count += 1;
        }
        assert!(count <= 8192, "{count} records");
    }
}
