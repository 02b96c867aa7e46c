//! Streams of logs, sound and damaged: what is read, where it ends, and why.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jet_log::reader::StreamEnd;
use jet_log::{Checkpoint, LogError, LogNames, LogSet, LogStream, Record};
use jet_os::RealVfs;
use jet_types::{JetErr, Lgpos};

use crate::material::{sets, unpack};

/// What reading a whole stream gives.
struct Outcome {
    /// Where the data of the last file ends.
    end: Lgpos,
    /// Where the last file's clean end is, if it has one.
    quit: Option<Lgpos>,
    records: usize,
    why: Option<StreamEnd>,
}

/// Reads all records of the set in a folder, from its lowest generation on. What other records and
/// headers say of the positions of records must be true.
fn read(dir: &Path) -> Result<Option<Outcome>, LogError> {
    let bases = LogSet::bases(&RealVfs, dir)?;
    let [base] = &bases[..] else { return Ok(None) };
    let set = LogSet::find(&RealVfs, dir, &LogNames::new(base))?;
    let Some(first) = LogStream::lowest(&RealVfs, &set)? else { return Ok(None) };
    let mut stream = LogStream::new(&RealVfs, set, first);
    let mut outcome = Outcome { end: Lgpos::NONE, quit: None, records: 0, why: None };
    let mut starts = BTreeSet::new();
    let is_start = |starts: &BTreeSet<Lgpos>, lgpos: Lgpos| {
        assert!(lgpos.generation < first || starts.contains(&lgpos), "nothing starts at {lgpos}");
    };
    while let Some(file) = stream.next_file()? {
        file.check()?;
        file.header().attached.iter().for_each(|entry| is_start(&starts, entry.lgpos_attach));
        let mut records = file.all_records();
        let mut last = Lgpos::NONE;
        while let Some((lgpos, record)) = records.next()? {
            assert!(lgpos > last, "{lgpos} after {last}");
            assert_eq!(lgpos.generation, file.header().generation);
            match record {
                Record::Init2(_) | Record::RecoveryUndo2(_) => _ = starts.insert(lgpos),
                Record::AttachDb(_) | Record::CreateDb(_) => _ = starts.insert(lgpos),
                Record::Term2(end) | Record::RecoveryQuit2(end) => {
                    is_start(&starts, end.term.began);
                }
                _ => {}
            }
            last = lgpos;
            outcome.records += 1;
        }
        assert!(records.position() > last && records.position() <= file.scan().end);
        outcome.end = file.scan().end;
        outcome.quit = file.quit();
    }
    outcome.why = stream.end();
    Ok(Some(outcome))
}

/// Streams the reference engine made, killed or ended well, are sound from first to last. After a
/// clean end the checkpoint is where the last record is.
#[test]
fn sound_streams_are_read_to_their_end() {
    let mut records = 0;
    let mut clean = 0;
    for set in sets().into_iter().filter(|set| !set.starts_with("g_")) {
        let (_dir, folder) = unpack(&set);
        for part in ["db", "recovered", "bk_full", "restored_full", ""] {
            let dir = folder.join(part);
            if !dir.is_dir() || (part.is_empty() && folder.join("db").is_dir()) {
                continue;
            }
            let outcome = match read(&dir) {
                Ok(Some(outcome)) => outcome,
                Ok(None) => continue,
                // A backup has full logs only: their stream goes on elsewhere.
                Err(error) if part == "bk_full" => {
                    assert_eq!(error.code(), JetErr::MISSING_LOG_FILE, "{set}: {error}");
                    continue;
                }
                Err(error) => panic!("{set}/{part}: {error}"),
            };
            assert_eq!(outcome.why, Some(StreamEnd::Current), "{set}/{part}");
            records += outcome.records;
            // The logs of one set are those of before its database was made clean by repair.
            let is_repaired = set == "srum-win10-belkasoft-clean";
            let must_be_clean = part == "recovered" || (set.ends_with("-clean") && !is_repaired);
            if let Some(quit) = outcome.quit {
                let chk = fs::read(dir.join(checkpoint_name(&dir))).expect("a checkpoint");
                let (checkpoint, _) = Checkpoint::decode(&chk).expect("sound");
                assert_eq!(checkpoint.checkpoint, quit, "{set}/{part}");
                assert_eq!(checkpoint.attached, None, "{set}/{part}");
                clean += 1;
            } else {
                assert!(!must_be_clean, "{set}/{part}: no clean end");
            }
        }
    }
    assert!(sets().is_empty() || (records > 200_000 && clean > 30), "{records}, {clean}");
}

fn checkpoint_name(dir: &Path) -> String {
    let bases = LogSet::bases(&RealVfs, dir).expect("readable");
    let set = LogSet::find(&RealVfs, dir, &LogNames::new(&bases[0])).expect("readable");
    set.checkpoint.expect("a checkpoint")
}

/// Logs damaged on purpose end as the reference engine says they do.
#[test]
fn damaged_streams_fail_as_in_the_reference_engine() {
    for case in jet_testkit::golden_cases("g_") {
        let (_dir, folder) = jet_testkit::golden(&case);
        let manifest = jet_testkit::manifest(&folder);
        let text = |name: &str| manifest[name].as_str().expect("a text").to_owned();
        let base = text("base");
        let (_base_dir, base) =
            jet_testkit::golden(base.trim_matches(['.', '/']).trim_end_matches("/db"));
        let dir = base.join("db");
        let overlay = folder.join("overlay/edb.log");
        if overlay.exists() {
            fs::copy(overlay, dir.join("edb.log")).expect("room");
        } else {
            fs::remove_file(dir.join("edb.log")).expect("it was there");
        }
        let said = text("recovery_output");
        match read(&dir) {
            Ok(None) => assert!(said.contains("\"init\":0"), "{case}: a stream without logs"),
            Ok(Some(outcome)) => {
                assert!(said.contains("\"init\":0"), "{case}: no error, but {said}");
                let end = outcome.end;
                let end = format!("({:#x},{:X},{:X})", end.generation, end.sector, end.offset);
                let same = text("last_lgpos").ends_with(&end);
                assert_eq!(same, !case.ends_with("_zerolast"), "{case}: {end}");
            }
            Err(error) => {
                let name = error.code().name().expect("a known code");
                assert!(said.contains(name), "{case}: {error}: {name}, but {said}");
            }
        }
    }
}
