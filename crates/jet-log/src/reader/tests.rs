//! Ends, tears and gaps, on logs made for the purpose.

#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "tests may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use jet_os::RealVfs;
use jet_types::{JetErr, Level, Lgpos, Logtime, PageSize, Procid, Signature};
use tempfile::TempDir;
use zerocopy::{FromZeros, IntoBytes};

use super::*;
use crate::file::{
    DiskParams, LogFlags, LogHeader, LogNames, LogSet, LogVersion, SEGMENT_DATA, Segment,
};
use crate::record::fragment::{Fragment, FragmentBegin};
use crate::record::{
    Commit, MacroInfo, Padding, Record, RecoveryUndo2, SessionNote, Term, Term2, Trace,
};
use crate::{LogError, Result};

const SECTORS: u16 = 16;

fn header(generation: u32) -> LogHeader {
    let time = |generation| Logtime { second: generation as u8, year: 120, ..Logtime::default() };
    LogHeader {
        generation,
        sectors: SECTORS,
        sector_bytes: 4096,
        page_size: PageSize::KIB_4,
        created: time(generation),
        previous_created: if generation == 1 { Logtime::default() } else { time(generation - 1) },
        version: LogVersion::CURRENT,
        sign_log: Signature { random: 7.into(), ..Signature::default() },
        params: DiskParams::default(),
        flags: LogFlags::default(),
        checkpoint: Lgpos::NONE,
        sector_mismatch: 0,
        previous_checksum: 0,
        engine_version: 9180,
        attached: Vec::new(),
    }
}

/// A log file under construction.
struct Log {
    header: LogHeader,
    segments: Vec<Segment>,
}

impl Log {
    fn new(generation: u32) -> Self {
        let segments = vec![Segment::new_zeroed(); SECTORS.into()];
        Self { header: header(generation), segments }
    }

    /// Puts bytes of records into a segment and stamps it.
    fn put(&mut self, sector: u16, parts: &[Vec<u8>]) -> &mut Self {
        self.put_as(sector, sector, self.header.generation, parts)
    }

    /// The same, stamped as a segment of another place or generation.
    fn put_as(&mut self, at: u16, sector: u16, generation: u32, parts: &[Vec<u8>]) -> &mut Self {
        let bytes = parts.concat();
        let segment = &mut self.segments[usize::from(at)];
        *segment = Segment::new_zeroed();
        segment.records[..bytes.len()].copy_from_slice(&bytes);
        segment.stamp(Lgpos { generation, sector, offset: 0 }, self.header.created);
        self
    }

    fn shadow(&mut self, sector: u16) -> &mut Self {
        self.segments[usize::from(sector) + 1] = self.segments[usize::from(sector)];
        self
    }

    fn spoil(&mut self, sector: u16) -> &mut Self {
        self.segments[usize::from(sector)].records[100..200].fill(0x5A);
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.segments.as_bytes().to_vec();
        bytes[..4096].copy_from_slice(&self.header.encode().expect("no databases")[..]);
        bytes
    }

    fn file(&self) -> LogFile {
        LogFile::from_bytes(Path::new("edb.log"), &self.bytes()).expect("a good header")
    }
}

fn bytes(record: &Record<'_>) -> Vec<u8> {
    let mut bytes = vec![0; record.encoded_len()];
    record.encode(&mut bytes);
    bytes
}

/// A record of four bytes that tells its number.
fn mark(number: u16) -> Vec<u8> {
    bytes(&Record::Commit(Commit { procid: Procid(number), to: Level(1) }))
}

fn undo_mark() -> Vec<u8> {
    bytes(&Record::RecoveryUndo2(RecoveryUndo2 { time: Logtime::default() }))
}

fn quit() -> Vec<u8> {
    let term = Term { began: Lgpos::NONE, redo_from: Lgpos::NONE, is_hard: 0 };
    bytes(&Record::Term2(Term2 { term, time: Logtime::default() }))
}

fn padding(bytes_left: usize) -> Vec<u8> {
    bytes(&Record::Padding(Padding::of_len(bytes_left).expect("room for padding")))
}

/// Pieces of a record longer than a segment; the first follows `used` bytes of its segment.
fn pieces(used: usize, record: &Record<'_>) -> Vec<Vec<u8>> {
    let whole = bytes(record);
    let room = SEGMENT_DATA - used - FragmentBegin::HEAD_BYTES;
    let (first, mut rest) = whole.split_at(room);
    let mut out = Vec::new();
    FragmentBegin { total_bytes: whole.len() as u32, piece: first }.write_to(&mut Out(&mut out));
    let mut all = vec![out];
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.len().min(SEGMENT_DATA - Fragment::HEAD_BYTES));
        let mut out = Vec::new();
        Fragment { piece }.write_to(&mut Out(&mut out));
        all.push(out);
        rest = after;
    }
    all
}

struct Out<'v>(&'v mut Vec<u8>);

impl crate::Place for Out<'_> {
    fn put(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }
}

/// Position and, of marks, number; of others, length.
fn read(records: &mut Records<'_>) -> Result<Vec<(String, usize)>> {
    let mut found = Vec::new();
    while let Some((lgpos, record)) = records.next()? {
        let number = match record {
            Record::Commit(commit) => commit.procid.get().into(),
            other => other.encoded_len(),
        };
        found.push((format!("{:X},{:X}", lgpos.sector, lgpos.offset), number));
    }
    Ok(found)
}

fn check(file: &LogFile, expected: &[(&str, usize)]) {
    let found = read(&mut file.all_records()).expect("sound records");
    let found: Vec<_> = found.iter().map(|(lgpos, number)| (lgpos.as_str(), *number)).collect();
    assert_eq!(found, expected);
}

/// The first record of a segment counts as beginning with the segment.
#[test]
fn positions_are_those_of_the_reference_engine() {
    let mut log = Log::new(1);
    log.put(1, &[mark(1), mark(2), padding(SEGMENT_DATA - 8)]).put(2, &[mark(3)]);
    let file = log.file();
    check(&file, &[("1,0", 1), ("1,2C", 2), ("1,30", SEGMENT_DATA - 8), ("2,0", 3)]);
    assert_eq!(file.scan().end.sector, 3);
    assert_eq!(file.quit(), None);
    let mut records = file.all_records();
    records.next().expect("a record").expect("there is one");
    assert_eq!(records.position(), Lgpos { generation: 1, sector: 1, offset: 0x2C });
}

/// A tail too short for a record or a piece is left empty; the next record's position is still
/// where the last one ended.
#[test]
fn a_short_tail_belongs_to_the_next_record() {
    let mut log = Log::new(1);
    log.put(1, &[padding(SEGMENT_DATA - 24), mark(1)]).put(2, &[mark(2), mark(3)]);
    let file = log.file();
    let mut undone = Log::new(1);
    undone.put(1, &[padding(SEGMENT_DATA - 4)]).put(2, &[undo_mark()]);
    check(&undone.file(), &[("1,0", SEGMENT_DATA - 4), ("2,0", 9)]);
    check(&file, &[("1,0", SEGMENT_DATA - 24), ("1,FE8", 1), ("1,FEC", 2), ("2,2C", 3)]);
    let from = |sector, offset| {
        let mut records = file.records(Lgpos { generation: 1, sector, offset });
        read(&mut records).expect("sound").len()
    };
    assert_eq!(
        [from(1, 0xFE8), from(1, 0xFEC), from(2, 0), from(2, 40), from(2, 44)],
        [3, 2, 2, 2, 1]
    );
}

/// Reading begins at the record asked for, or the next one, whatever that position's form.
#[test]
fn reading_begins_anywhere() {
    let mut log = Log::new(2);
    let long = vec![0x41; 6000];
    let text = MacroInfo { pages: &[] };
    let trace = Record::Trace(Trace { procid: Procid(1), text: crate::record::Text(&long) });
    let cut = pieces(4, &trace);
    log.put(1, &[mark(1), cut[0].clone()])
        .put(2, &[cut[1].clone(), mark(2), bytes(&Record::MacroInfo(text)), mark(3)]);
    let file = log.file();
    let total = trace.encoded_len();
    let all = [("1,0", 1), ("1,2C", total), ("2,7D3", 2), ("2,7D7", 5), ("2,7DC", 3)];
    check(&file, &all);
    let from = |generation, sector, offset| {
        let from = Lgpos { generation, sector, offset };
        read(&mut file.records(from)).expect("sound").len()
    };
    assert_eq!([from(1, 9, 9), from(2, 0, 0), from(2, 1, 0), from(2, 1, 40)], [5; 4]);
    assert_eq!([from(2, 1, 0x2C), from(2, 1, 0x2B)], [4; 2]);
    // The pieces at the start of the second segment belong to a record that began before.
    assert_eq!([from(2, 2, 0), from(2, 2, 0x7D3), from(2, 2, 0x7D7)], [3, 3, 2]);
    assert_eq!([from(2, 2, 0x7DD), from(2, 3, 0), from(3, 1, 0)], [0; 3]);
}

#[test]
fn stale_segments_and_shadows_end_a_log() {
    let mut log = Log::new(5);
    log.put(1, &[mark(1)]).put(2, &[mark(2)]).shadow(2);
    log.put_as(4, 4, 3, &[mark(9)]).put_as(5, 4, 3, &[mark(9)]).put_as(6, 6, 3, &[mark(9)]);
    let file = log.file();
    check(&file, &[("1,0", 1), ("2,0", 2)]);
    file.check().expect("nothing wrong");
    assert_eq!(file.scan().from_shadow, None);
}

#[test]
fn a_torn_segment_is_read_from_its_shadow() {
    let mut log = Log::new(5);
    log.put(1, &[mark(1)]).put(2, &[mark(2)]).shadow(2).spoil(2);
    let file = log.file();
    check(&file, &[("1,0", 1), ("2,0", 2)]);
    file.check().expect("nothing lost");
    assert_eq!(file.scan().from_shadow, Some(2));
    assert_eq!(file.segment(2).map(Segment::is_blank), Some(false));
}

#[test]
fn one_wrong_bit_is_put_right() {
    let mut log = Log::new(5);
    log.put(1, &[mark(1)]).put(2, &[mark(2)]);
    let sound = log.file();
    log.segments[1].records[77] ^= 4;
    let file = log.file();
    check(&file, &[("1,0", 1), ("2,0", 2)]);
    assert_eq!(file.scan().repaired, [1]);
    assert_eq!(file.scan().checksum, sound.scan().checksum);
}

/// Each way a segment can be damaged, with what precedes still there.
#[test]
fn damage_has_its_reason_and_place() {
    let expect = |log: &Log, sector: u16, what: &str| {
        let file = log.file();
        let (at, damage) = file.scan().damage.expect("damage");
        assert_eq!((at, format!("{damage:?}").contains(what)), (sector, true), "{damage:?}");
        let error = file.check().expect_err("damage");
        assert_eq!(error.code(), JetErr::LOG_FILE_CORRUPT);
        assert!(error.to_string().contains(&format!("00000005:{sector:04X}:0000")), "{error}");
        check(&file, &[("1,0", 1)]);
    };
    let mut log = Log::new(5);
    log.put(1, &[mark(1)]).put(2, &[mark(2)]).put(3, &[mark(3)]).spoil(2);
    expect(&log, 2, "Corrupt ");
    let mut log = Log::new(5);
    log.put(1, &[mark(1)]).put_as(2, 2, 6, &[mark(2)]);
    expect(&log, 2, "BadLgpos");
    let mut log = Log::new(5);
    log.put(1, &[mark(1)]).put(3, &[mark(3)]);
    expect(&log, 3, "DataAfterEnd");
    let mut log = Log::new(5);
    log.put(1, &[mark(1)]).put(4, &[mark(3)]).spoil(4);
    expect(&log, 4, "CorruptAfterEnd");
    // The flag that tells the kind of checksum is not put right.
    let mut log = Log::new(5);
    log.put(1, &[mark(1)]).put(2, &[mark(2)]);
    log.segments[2].header.flags = 0.into();
    expect(&log, 2, "Corrupt ");
}

/// Pieces missing at the end were never acknowledged; the next run's undo may follow them.
#[test]
fn a_record_torn_at_the_end_is_dropped() {
    let long = vec![0x41; 9000];
    let trace = Record::Trace(Trace { procid: Procid(1), text: crate::record::Text(&long) });
    let cut = pieces(4, &trace);
    let mut log = Log::new(5);
    log.put(1, &[mark(1), cut[0].clone()]).put(2, &[cut[1].clone()]);
    let file = log.file();
    check(&file, &[("1,0", 1)]);
    let mut records = file.all_records();
    while records.next().expect("sound").is_some() {}
    let torn = Lgpos { generation: 5, sector: 1, offset: 0x2C };
    assert_eq!((records.torn(), records.position()), (Some(torn), torn));
    log.put(3, &[undo_mark(), mark(2)]);
    check(&log.file(), &[("1,0", 1), ("3,0", 9), ("3,31", 2)]);
}

/// Pieces missing anywhere else, or too many, are damage.
#[test]
fn pieces_that_do_not_fit_are_damage() {
    let long = vec![0x41; 9000];
    let trace = Record::Trace(Trace { procid: Procid(1), text: crate::record::Text(&long) });
    let cut = pieces(0, &trace);
    let expect = |parts: &[&[Vec<u8>]], what: &str| {
        let mut log = Log::new(5);
        for (index, parts) in parts.iter().enumerate() {
            log.put(index as u16 + 1, parts);
        }
        let file = log.file();
        let error = read(&mut file.all_records()).expect_err("damage");
        assert!(error.to_string().contains(what), "{error}");
        assert_eq!(error.code(), JetErr::LOG_FILE_CORRUPT);
    };
    let begin = [cut[0].clone()];
    expect(&[&begin, &[mark(2)]], "a piece is missing");
    expect(&[&begin, &[mark(1), undo_mark()]], "a piece is missing");
    expect(&[&begin, &begin], "a piece is missing");
    expect(&[&[mark(1)], &[cut[1].clone()]], "a piece without a first one");
    expect(&[&begin, &cut[1..2], &cut[1..2]], "pieces longer than their record");
    // The record inside is shorter than its pieces.
    let mut lie = cut[0].clone();
    lie[7 + 3] -= 1;
    expect(&[&[lie], &cut[1..2], &cut[2..]], "pieces longer than their record");
    expect(&[&[vec![120, 0, 0]]], "record 00000005:0001:0000: unknown record type 120");
    expect(&[&[padding(SEGMENT_DATA - 2), vec![50, 1]]], "00000005:0001:0FFE");
}

#[test]
fn a_log_closed_properly_ends_with_a_quit() {
    let mut log = Log::new(5);
    log.put(1, &[mark(1), padding(SEGMENT_DATA - 4)]).put(2, &[quit()]);
    assert_eq!(log.file().quit(), Some(Lgpos { generation: 5, sector: 2, offset: 0 }));
    log.put(2, &[mark(2), quit(), padding(100)]);
    assert_eq!(log.file().quit(), Some(Lgpos { generation: 5, sector: 2, offset: 0x2C }));
    log.put(2, &[quit(), mark(2)]);
    assert_eq!(log.file().quit(), None);
    let note = Record::ForceWriteLog(SessionNote { procid: Procid(1) });
    log.put(2, &[quit()]).put(3, &[bytes(&note)]);
    assert_eq!(log.file().quit(), None);
}

/// A file cut short or grown is refused, yet what is there can be had.
#[test]
fn the_length_of_a_file_counts() {
    let mut log = Log::new(5);
    log.put(1, &[mark(1)]).put(2, &[mark(2)]);
    for length in [4096 * 2, 4096 * 2 + 100, 4096 * 17] {
        let mut bytes = log.bytes();
        bytes.resize(length, 0);
        let file = LogFile::from_bytes(Path::new("edb.log"), &bytes).expect("a good header");
        let error = file.check().expect_err("another length");
        assert_eq!(error.code(), JetErr::LOG_FILE_SIZE_MISMATCH, "{length}");
    }
    let error = LogFile::from_bytes(Path::new("edb.log"), &[0; 100]).expect_err("no header");
    assert_eq!(error.code(), JetErr::LOG_FILE_CORRUPT);
}

/// Generations 3 to 5 in a folder, 5 the current one, chained.
fn stream() -> (TempDir, Vec<Log>) {
    let dir = tempfile::tempdir().expect("a folder for temporary files");
    let mut logs: Vec<Log> = (3..=5).map(Log::new).collect();
    for index in 0..logs.len() {
        logs[index].put(1, &[mark(index as u16)]);
        if index > 0 {
            logs[index].header.previous_checksum = logs[index - 1].file().scan().checksum;
        }
    }
    write(&dir, &logs);
    (dir, logs)
}

fn path(dir: &TempDir, generation: u32) -> PathBuf {
    let names = LogNames::new("edb");
    let name = if generation == 5 { names.current() } else { names.archived(generation) };
    dir.path().join(name)
}

fn write(dir: &TempDir, logs: &[Log]) {
    for log in logs {
        fs::write(path(dir, log.header.generation), log.bytes()).expect("room");
    }
}

/// Generations read, and how the stream ended.
fn follow(dir: &TempDir, first: u32) -> (Vec<u32>, std::result::Result<StreamEnd, JetErr>) {
    let set = LogSet::find(&RealVfs, dir.path(), &LogNames::new("EDB")).expect("readable");
    let mut stream = LogStream::new(&RealVfs, set, first);
    let mut seen = Vec::new();
    loop {
        match stream.next_file() {
            Ok(Some(file)) => seen.push(file.header().generation),
            Ok(None) => return (seen, Ok(stream.end().expect("it ended well"))),
            Err(error) => {
                assert!(matches!(stream.next_file(), Ok(None)), "no way past an error");
                return (seen, Err(error.code()));
            }
        }
    }
}

#[test]
fn a_stream_is_followed_to_its_end() {
    let (dir, _) = stream();
    assert_eq!(follow(&dir, 3), (vec![3, 4, 5], Ok(StreamEnd::Current)));
    assert_eq!(follow(&dir, 5), (vec![5], Ok(StreamEnd::Current)));
    let set = LogSet::find(&RealVfs, dir.path(), &LogNames::new("edb")).expect("readable");
    assert_eq!(LogStream::lowest(&RealVfs, &set).expect("readable"), Some(3));
}

#[test]
fn logs_that_are_missing_have_their_codes() {
    let (dir, _) = stream();
    assert_eq!(follow(&dir, 2), (vec![], Err(JetErr::MISSING_LOG_FILE)));
    assert_eq!(follow(&dir, 6), (vec![], Err(JetErr::MISSING_LOG_FILE)));
    // A gap before the current log: the next file by name does not follow.
    fs::remove_file(path(&dir, 4)).expect("it was there");
    assert_eq!(follow(&dir, 3), (vec![3], Err(JetErr::INVALID_LOG_SEQUENCE)));
    // The engine died between two renames, if there is a log prepared.
    let (dir, _) = stream();
    fs::remove_file(path(&dir, 5)).expect("it was there");
    assert_eq!(follow(&dir, 3), (vec![3, 4], Err(JetErr::MISSING_LOG_FILE)));
    fs::write(dir.path().join("edbtmp.log"), []).expect("room");
    assert_eq!(follow(&dir, 3), (vec![3, 4], Ok(StreamEnd::Archived)));
    // A gap, and no current log.
    fs::remove_file(path(&dir, 3)).expect("it was there");
    fs::copy(path(&dir, 4), dir.path().join("edb00002.log")).expect("room");
    assert_eq!(follow(&dir, 4), (vec![4], Ok(StreamEnd::Archived)));
}

#[test]
fn logs_that_do_not_belong_have_their_codes() {
    let lie = |change: fn(&mut LogHeader), expected: JetErr| {
        let (dir, mut logs) = stream();
        change(&mut logs[1].header);
        fs::write(path(&dir, 4), logs[1].bytes()).expect("room");
        assert_eq!(follow(&dir, 3), (vec![3], Err(expected)));
    };
    lie(|header| header.sign_log.random = 8.into(), JetErr::BAD_LOG_SIGNATURE);
    lie(|header| header.page_size = PageSize::KIB_8, JetErr::PAGE_SIZE_MISMATCH);
    lie(|header| header.sectors = 17, JetErr::LOG_FILE_SIZE_MISMATCH);
    lie(|header| header.generation = 9, JetErr::INVALID_LOG_SEQUENCE);
    lie(|header| header.previous_created.hour = 5, JetErr::INVALID_LOG_SEQUENCE);
    lie(|header| header.previous_checksum ^= 1, JetErr::LOG_SEQUENCE_CHECKSUM_MISMATCH);
    // The first one is asked for by number.
    let (dir, mut logs) = stream();
    logs[0].header.generation = 9;
    fs::write(path(&dir, 3), logs[0].bytes()).expect("room");
    assert_eq!(follow(&dir, 3), (vec![], Err(JetErr::LOG_GENERATION_MISMATCH)));
}

/// Old headers have no checksum of the log before.
#[test]
fn old_logs_are_not_asked_for_a_checksum() {
    let (dir, mut logs) = stream();
    for log in &mut logs {
        log.header.version = LogVersion::segments(4, 3);
        log.header.previous_checksum = 0;
    }
    write(&dir, &logs);
    assert_eq!(follow(&dir, 3), (vec![3, 4, 5], Ok(StreamEnd::Current)));
}

/// The error says which file.
#[test]
fn errors_name_their_file() {
    let (dir, mut logs) = stream();
    logs[1].header.sign_log.random = 8.into();
    write(&dir, &logs);
    let set = LogSet::find(&RealVfs, dir.path(), &LogNames::new("edb")).expect("readable");
    let mut stream = LogStream::new(&RealVfs, set, 3);
    stream.next_file().expect("the first is sound");
    let error = stream.next_file().expect_err("another stream");
    assert!(matches!(&error, LogError::In { .. }), "{error:?}");
    assert!(error.to_string().contains("edb00004.log: the log stream is 00000008"), "{error}");
}
