//! The log on the simulated disk and on a real one.

mod crash;
mod faults;
mod threads;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jet_os::vfs::sim::SimVfs;
use jet_os::{Clock, Rng, SimClock, Vfs};
use jet_types::{DbId, Dbtime, Logtime, Objid, PageSize, Procid, Signature};

use super::*;
use crate::file::{DiskParams, LogFlags, LogNames, LogSet, PathName, SEGMENT_BYTES};
use crate::reader::{LogFile, LogStream, StreamEnd};
use crate::record::{self, RecoveryUndo2, Text};

const SEGMENTS: u16 = 16;
const MS: u64 = 1_720_041_578_313;

fn dir() -> &'static Path {
    Path::new("/logs")
}

fn sim() -> SimVfs {
    let vfs = SimVfs::new();
    vfs.create_dir_all(dir()).expect("fresh");
    vfs.sync_dir(Path::new("/")).expect("exists");
    vfs
}

fn options(vfs: &SimVfs) -> LogOptions {
    LogOptions {
        vfs: Arc::new(vfs.clone()),
        clock: Arc::new(SimClock::new(MS)),
        dir: dir().to_owned(),
        names: LogNames::new("edb"),
        page_size: PageSize::KIB_4,
        segments: SEGMENTS,
        buffer_segments: 8,
        params: DiskParams::default(),
        reserves: 0,
        is_inline: true,
    }
}

fn hooks() -> LogHooks {
    LogHooks { at_roll: Box::new(|_| AtRoll::default()), rolled: Box::new(|_| Ok(())) }
}

fn sign_log() -> Signature {
    Signature { random: 7.into(), created: Logtime::from_unix_ms(MS), ..Signature::default() }
}

fn new_log(options: LogOptions) -> Result<Log> {
    Log::open(options, hooks(), LogStart::New { sign_log: sign_log() })
}

/// A note with a number, of some length.
fn text(number: u32, len: usize) -> Vec<u8> {
    let mut text = vec![number as u8; len.max(4)];
    text[..4].copy_from_slice(&number.to_le_bytes());
    text
}

fn note(text: &[u8]) -> Record<'_> {
    Record::Trace(record::Trace { procid: Procid(1), text: Text(text) })
}

/// Notes found in a log.
type Notes = Vec<(Lgpos, Vec<u8>)>;

/// What a reader finds: all notes, and the last file. `None` when there is no log yet.
fn read(vfs: &dyn Vfs, dir: &Path) -> Result<(Notes, Option<(LogFile, StreamEnd)>)> {
    let set = LogSet::find(vfs, dir, &LogNames::new("edb"))?;
    let Some(first) = LogStream::lowest(vfs, &set)? else { return Ok((Vec::new(), None)) };
    let mut stream = LogStream::new(vfs, set, first);
    let (mut notes, mut last) = (Vec::new(), None);
    while let Some(file) = stream.next_file()? {
        file.check()?;
        let mut records = file.all_records();
        while let Some((lgpos, record)) = records.next()? {
            match record {
                Record::Trace(trace) => notes.push((lgpos, trace.text.0.to_vec())),
                Record::Padding(_) | Record::RecoveryUndo2(_) => {}
                other => panic!("nobody wrote a {other:?}"),
            }
        }
        last = Some(file);
    }
    let end = stream.end().expect("the stream ended well");
    Ok((notes, last.map(|file| (file, end))))
}

/// Opens a log where it ended, as recovery would.
fn reopen(options: LogOptions) -> Result<(Notes, Log)> {
    let (notes, last) = read(&*options.vfs, &options.dir)?;
    let (start, is_torn) = match last {
        None => (LogStart::New { sign_log: sign_log() }, false),
        Some((file, StreamEnd::Archived)) => {
            let (header, checksum) = (file.header().clone(), file.scan().checksum);
            (LogStart::Next { header, checksum }, false)
        }
        Some((file, StreamEnd::Current)) => {
            let mut records = file.all_records();
            while records.next()?.is_some() {}
            (LogStart::behind(&file), records.torn().is_some())
        }
    };
    let log = Log::open(options, hooks(), start)?;
    if is_torn {
        let time = Logtime::from_unix_ms(MS);
        log.append(&Record::RecoveryUndo2(RecoveryUndo2 { time }))?;
    }
    Ok((notes, log))
}

/// Appends notes one after the other, some longer than a segment.
struct Script {
    rng: Rng,
    number: u32,
    notes: Notes,
}

impl Script {
    fn new(seed: u64) -> Self {
        Self { rng: Rng::new(seed), number: 0, notes: Vec::new() }
    }

    /// One group of one to three notes.
    fn append(&mut self, log: &Log) -> Result<()> {
        let count = 1 + self.rng.index(3);
        let texts: Vec<Vec<u8>> = (0..count)
            .map(|_| {
                self.number += 1;
                let long = self.rng.chance(1, 12);
                text(self.number, if long { self.rng.index(5000) } else { self.rng.index(300) })
            })
            .collect();
        let records: Vec<Record<'_>> = texts.iter().map(|text| note(text)).collect();
        let refs: Vec<&Record<'_>> = records.iter().collect();
        let appended = log.append_group(&refs)?;
        for (number, text) in texts.into_iter().enumerate() {
            // Positions between the first and the last are for the reader to find.
            let lgpos = if number == 0 { appended.first } else { appended.last };
            self.notes.push((lgpos, text));
        }
        Ok(())
    }
}

/// Whether what was found are the first of what was written.
fn is_prefix(found: &Notes, written: &Notes) -> bool {
    found.len() <= written.len()
        && found.iter().zip(written).all(|((_, found), (_, written))| found == written)
}

/// Through several files; every header follows the one before, which the reader checks.
#[test]
fn what_the_writer_writes_the_reader_reads() {
    let vfs = sim();
    let log = new_log(options(&vfs)).expect("opens");
    let mut script = Script::new(1);
    for _ in 0..600 {
        script.append(&log).expect("lives");
        if script.rng.chance(1, 20) {
            log.flush_all().expect("lives");
            assert_eq!(log.durable(), log.tip());
        }
    }
    let (first, last) = (script.notes[0].0, log.tip());
    log.close().expect("lives");
    let (found, end) = read(&vfs, dir()).expect("reads");
    assert!(is_prefix(&found, &script.notes));
    assert_eq!(found.len(), script.notes.len());
    assert_eq!((found[0].0, first), (first, Lgpos { generation: 1, sector: 1, offset: 0 }));
    let (file, end) = end.expect("a log");
    assert_eq!((end, file.header().generation), (StreamEnd::Current, last.generation));
    assert!(last.generation > 4 && file.header().params.is_sealed());
    assert_eq!(file.header().sign_log, sign_log());
}

/// The positions of single records are those at which the reader finds them.
#[test]
fn a_record_is_found_where_it_was_appended() {
    let vfs = sim();
    let log = new_log(options(&vfs)).expect("opens");
    let mut rng = Rng::new(2);
    let mut written = Vec::new();
    for number in 0..500 {
        let len = if rng.chance(1, 9) { rng.index(9000) } else { rng.index(200) };
        let text = text(number, len);
        let lgpos = log.append(&note(&text)).expect("lives");
        written.push((lgpos, text));
        if rng.chance(1, 9) {
            log.wait_durable(lgpos).expect("lives");
            assert!(log.durable() > lgpos);
        }
    }
    log.close().expect("lives");
    assert!(read(&vfs, dir()).expect("reads").0 == written);
}

#[test]
fn nobody_waits_for_what_does_not_exist() {
    let vfs = sim();
    let log = new_log(options(&vfs)).expect("opens");
    let far = Lgpos { generation: 9, sector: 1, offset: 0 };
    log.wait_durable(far).expect("nothing to wait for");
    log.flush_all().expect("nothing to wait for");
    assert_eq!(log.stats().segments, 0);
    log.append(&note(&text(1, 10))).expect("lives");
    log.wait_durable(far).expect("what there is");
    assert_eq!((log.stats().segments, log.stats().groups), (1, 1));
}

#[test]
fn groups_that_fit_nowhere_are_refused_and_nothing_else() {
    let vfs = sim();
    let log = new_log(options(&vfs)).expect("opens");
    let long = text(1, 20_000);
    let error = log.append(&note(&long)).expect_err("longer than the buffer");
    assert_eq!(error.code(), JetErr::LOG_BUFFER_TOO_SMALL);
    let wide = LogOptions { buffer_segments: 64, dir: PathBuf::from("/"), ..options(&vfs) };
    let log = new_log(wide).expect("opens");
    log.append(&note(&long)).expect("fits");
    let error = log.append(&note(&text(1, 60_000))).expect_err("longer than a file");
    assert_eq!(error.code(), JetErr::LOG_BUFFER_TOO_SMALL);
    log.flush_all().expect("lives");
}

/// The header of each generation says what the engine says, and the engine is told in order.
#[test]
fn hooks_are_asked_and_told_at_each_roll() {
    let vfs = sim();
    let told = Arc::new(Mutex::new(Vec::new()));
    let attachment = |first: Lgpos| Attachment {
        dbid: DbId(1),
        dbtime: Dbtime(u64::from(first.generation) * 100),
        objid_last: Objid(9),
        max_pages: 0,
        lgpos_attach: first,
        lgpos_consistent: Lgpos::NONE,
        sign_db: Signature::default(),
        is_sparse: false,
        name: PathName::to_utf16("C:\\a.edb"),
        is_unicode: true,
    };
    let hooks = LogHooks {
        at_roll: Box::new(move |first| AtRoll {
            attached: vec![attachment(first)],
            checkpoint: Lgpos { generation: 1, sector: 1, offset: 0 },
        }),
        rolled: {
            let told = Arc::clone(&told);
            Box::new(move |header| {
                let generation = header.generation;
                told.lock().push(generation);
                let error = HookError { code: JetErr::DISK_IO, what: "on purpose".to_owned() };
                if generation < 4 { Ok(()) } else { Err(error) }
            })
        },
    };
    let start = LogStart::New { sign_log: sign_log() };
    let log = Log::open(options(&vfs), hooks, start).expect("opens");
    for _ in 0..2 {
        log.append(&note(&text(1, 10))).expect("lives");
        log.roll().expect("lives");
    }
    log.append(&note(&text(1, 10))).expect("lives");
    assert_eq!(log.roll().expect_err("the hook fails").code(), JetErr::LOG_WRITE_FAIL);
    assert_eq!(*told.lock(), [1, 2, 3, 4]);
    assert!(log.append(&note(&text(1, 10))).is_err(), "dead for good");
    let path = dir().join("edb00002.log");
    let file = LogFile::read(&vfs, &path).expect("reads");
    let header = file.header();
    assert_eq!(header.attached[0].dbtime, Dbtime(200));
    assert_eq!(header.checkpoint, Lgpos { generation: 1, sector: 1, offset: 0 });
}

/// A forced roll ends the file wherever it is, and an empty file is left alone.
#[test]
fn a_roll_ends_a_file_that_is_not_empty() {
    let vfs = sim();
    let log = new_log(options(&vfs)).expect("opens");
    log.roll().expect("nothing to do");
    assert_eq!(log.generation(), 1);
    log.append(&note(&text(1, 10))).expect("lives");
    log.roll().expect("lives");
    assert_eq!((log.generation(), vfs.exists(&dir().join("edb00001.log")).ok()), (2, Some(true)));
    log.roll().expect("nothing to do");
    assert_eq!(log.generation(), 2);
    let lgpos = log.append(&note(&text(2, 10))).expect("lives");
    assert_eq!((lgpos.generation, lgpos.sector), (2, 1));
    log.wait_durable(lgpos).expect("lives");
    log.roll().expect("lives");
    log.close().expect("lives");
    let (found, end) = read(&vfs, dir()).expect("reads");
    assert_eq!(found.len(), 2);
    assert_eq!(end.map(|(file, _)| file.header().generation), Some(3));
}

/// Circular logging: what is needed stays, without gaps; the oldest is used again.
#[test]
fn old_files_go_once_nobody_needs_them() {
    let vfs = sim();
    let params = DiskParams { flags: 1, ..DiskParams::default() };
    let log = new_log(LogOptions { params, ..options(&vfs) }).expect("opens");
    let mut script = Script::new(3);
    let mut most = 0;
    while log.generation() < 30 {
        script.append(&log).expect("lives");
        log.set_needed(log.generation().saturating_sub(4));
        let set = LogSet::find(&vfs, dir(), &LogNames::new("edb")).expect("reads");
        let generations: Vec<u32> = set.archived.keys().copied().collect();
        assert!(generations.windows(2).all(|pair| pair[0] + 1 == pair[1]), "{generations:?}");
        let needed = log.generation().saturating_sub(4).max(1);
        assert!(generations.first().is_none_or(|first| *first <= needed), "{generations:?}");
        most = most.max(generations.len());
    }
    assert!(most <= 10, "{most} full files");
    log.close().expect("lives");
    let (found, end) = read(&vfs, dir()).expect("reads");
    assert!(script.notes.ends_with(&[]) && found.len() > 50);
    let kept = &script.notes[script.notes.len() - found.len()..];
    assert!(is_prefix(&found, &kept.to_vec()), "stale segments are not found");
    let flags = end.map(|(file, _)| file.header().flags);
    assert_eq!(flags, Some(LogFlags(6)));
    let log = vfs.log();
    let created = log.iter().filter(|op| op.kind == jet_os::vfs::sim::OpKind::Create && op.is_ok);
    let created: BTreeSet<_> = created.map(|op| op.number).collect();
    assert!(created.len() < 12, "{} files were made for 30 generations", created.len());
}

/// A file of another writer, without seals, is not gone on with.
#[test]
fn a_foreign_file_is_followed_not_continued() {
    let vfs = sim();
    let log = new_log(options(&vfs)).expect("opens");
    log.append(&note(&text(1, 10))).expect("lives");
    log.close().expect("lives");
    let (_, last) = read(&vfs, dir()).expect("reads");
    let (file, _) = last.expect("a log");
    let mut start = LogStart::behind(&file);
    if let LogStart::Continue { header, .. } = &mut start {
        header.params = DiskParams::default();
    }
    let log = Log::open(options(&vfs), hooks(), start).expect("opens");
    assert_eq!(log.generation(), 2);
    log.append(&note(&text(2, 10))).expect("lives");
    log.close().expect("lives");
    assert_eq!(read(&vfs, dir()).expect("reads").0.len(), 2);
}

#[test]
fn a_new_stream_does_not_bury_an_old_one() {
    let vfs = sim();
    new_log(options(&vfs)).expect("opens").close().expect("lives");
    let error = new_log(options(&vfs)).expect_err("there is one");
    assert_eq!(error.code(), JetErr::FILE_ALREADY_EXISTS);
}

/// Damage of what was durable is told from what a crash tore: by a later group behind it.
#[test]
fn damage_of_durable_segments_is_no_torn_end() {
    let vfs = sim();
    let log = new_log(options(&vfs)).expect("opens");
    for number in 0..3 {
        log.append(&note(&text(number, 5000))).expect("lives");
        log.flush_all().expect("lives");
    }
    log.close().expect("lives");
    // Two segments for each note: 1 and 2, 3 and 4, 5 and 6.
    let path = dir().join("edb.log");
    let damage = |sector: u64| {
        let vfs = vfs.fork();
        let file = vfs.open(&path, jet_os::OpenMode::ReadWrite).expect("exists");
        file.write_at(b"damage", sector * SEGMENT_BYTES as u64 + 1024).expect("works");
        drop(file);
        read(&vfs, dir()).map(|(notes, _)| notes.len()).map_err(|error| error.code())
    };
    assert_eq!(damage(1), Err(JetErr::LOG_FILE_CORRUPT));
    assert_eq!(damage(4), Err(JetErr::LOG_FILE_CORRUPT));
    assert_eq!(damage(5), Ok(2), "nothing tells that this was finished");
    assert_eq!(damage(6), Ok(2));
}

/// Times in headers are the clock's.
#[test]
fn headers_bear_the_time() {
    let vfs = sim();
    let clock = Arc::new(SimClock::new(MS));
    let dyn_clock: Arc<dyn Clock> = Arc::<SimClock>::clone(&clock);
    let log = new_log(LogOptions { clock: dyn_clock, ..options(&vfs) }).expect("opens");
    clock.advance(std::time::Duration::from_secs(60));
    log.append(&note(&text(1, 10))).expect("lives");
    log.roll().expect("lives");
    let file = LogFile::read(&vfs, &dir().join("edb00001.log")).expect("reads");
    let started = file.segment(1).map(|segment| segment.header.started);
    assert_eq!(started, Some(Logtime::from_unix_ms(MS + 60_000)));
    assert_eq!(file.header().created, Logtime::from_unix_ms(MS));
}
