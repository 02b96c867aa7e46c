//! What is wrong with a set of logs and databases, and which error says so: a table.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jet_log::Checkpoint;
use jet_pager::{DbHeader, DbState};
use jet_types::{Lgpos, Logtime, Signature};
use serde_json::Value;

/// Begins redo at generation 9 of 16, all of which its database needs.
const SET: &str = "f_random_merge_smallcache";

fn jet(args: &[&str], dir: &Path) -> (Option<i32>, Value) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jet"));
    let output = command.args(args).arg(dir).output().expect("the tool runs");
    let json = serde_json::from_slice(&output.stdout);
    (output.status.code(), json.unwrap_or_else(|error| panic!("{args:?}: {error}")))
}

/// What a dry run says: the error, or the warning, or nothing.
fn said(args: &[&str], dir: &Path) -> String {
    let (code, answer) = jet(&[&["recover", "--json", "--dry-run"], args].concat(), dir);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match code {
        Some(0) => text(&answer["warning"]),
        _ => text(&answer["error"]),
    }
}

/// A set to be damaged.
struct Set(PathBuf);

impl Set {
    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).expect("it was there");
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).expect("it was there");
    }

    fn edit(&self, name: &str, edit: impl FnOnce(&mut Vec<u8>)) {
        let mut bytes = fs::read(self.path(name)).expect("readable");
        edit(&mut bytes);
        fs::write(self.path(name), bytes).expect("room");
    }

    fn flip(&self, name: &str, range: std::ops::Range<usize>) {
        // No two words alike: the checksum of headers does not see a pair of equal changes.
        let noise = (1..).map(|index: u32| (index * index).wrapping_mul(0x9E37_79B9) >> 24);
        self.edit(name, |bytes| {
            bytes[range].iter_mut().zip(noise).for_each(|(byte, noise)| *byte ^= noise as u8);
        });
    }

    fn header(&self, change: impl FnOnce(&mut DbHeader)) {
        self.edit("t.edb", |bytes| {
            let mut header = DbHeader::of(bytes).expect("sound");
            change(&mut header);
            let page = header.encode();
            bytes[..page.len()].copy_from_slice(&page);
            bytes[page.len()..2 * page.len()].copy_from_slice(&page);
        });
    }

    fn checkpoint(&self, change: impl FnOnce(&mut Checkpoint)) {
        self.edit("edb.chk", |bytes| {
            let (mut checkpoint, _) = Checkpoint::decode(bytes).expect("sound");
            change(&mut checkpoint);
            *bytes = checkpoint.encode().expect("it fits").repeat(2);
        });
    }

    fn pages(&self, change: impl Fn(&mut [u8])) {
        self.edit("t.edb", |bytes| bytes.chunks_exact_mut(PAGE).skip(2).for_each(change));
    }
}

const PAGE: usize = 4096;
const CURRENT: &str = "edb.log";
const PREPARED: &str = "edbtmp.log";

type Case = (&'static str, fn(&Set), &'static str);

const FINE: &str = "";
const MISSING: &str = "JET_errMissingLogFile";
const REQUIRED: &str = "JET_errRequiredLogFilesMissing";
const CORRUPT: &str = "JET_errLogFileCorrupt";
const MISMATCH: &str = "JET_errAttachedDatabaseMismatch";

fn other() -> Signature {
    Signature { random: 1.into(), created: Logtime::default(), computer: [0; 16] }
}

fn at(generation: u32, sector: u16) -> Lgpos {
    Lgpos { generation, sector, offset: 0 }
}

/// The last two generations hold commits, and no page of the file needs them.
fn need_less(set: &Set) {
    set.header(|header| {
        header.disk.generation_max_required = 0xE.into();
        header.disk.time_generation_max_required = Logtime::default();
    });
}

const LOGS: &[Case] = &[
    ("untouched", |_| {}, FINE),
    ("no checkpoint", |set| set.remove("edb.chk"), FINE),
    ("a checkpoint of nonsense", |set| set.flip("edb.chk", 0..8192), FINE),
    ("one copy of the checkpoint", |set| set.flip("edb.chk", 0..100), FINE),
    (
        "a checkpoint of another stream",
        |set| set.checkpoint(|it| it.sign_log = other()),
        "JET_errBadCheckpointSignature",
    ),
    ("a log from before the checkpoint is gone", |set| set.remove("edb00000008.log"), FINE),
    (
        "the current log has an archive's name",
        |set| {
            set.rename(CURRENT, "edb00000010.log");
            fs::write(set.path(PREPARED), []).expect("room");
        },
        FINE,
    ),
    (
        "the current log is gone, the next one prepared",
        |set| set.rename(CURRENT, PREPARED),
        REQUIRED,
    ),
    ("the current log is gone", |set| set.remove(CURRENT), MISSING),
    ("the log of the checkpoint is gone", |set| set.remove("edb00000009.log"), MISSING),
    (
        "a log in the middle is gone",
        |set| set.remove("edb0000000C.log"),
        "JET_errInvalidLogSequence",
    ),
    (
        "a log has the name of another",
        |set| {
            set.remove("edb0000000C.log");
            fs::copy(set.path("edb0000000B.log"), set.path("edb0000000C.log")).expect("room");
        },
        "JET_errInvalidLogSequence",
    ),
    ("a segment is damaged", |set| set.flip("edb0000000C.log", 16384..20480), CORRUPT),
    ("a header is damaged", |set| set.flip("edb0000000C.log", 100..200), CORRUPT),
    (
        "a log is cut short",
        |set| set.edit(CURRENT, |bytes| bytes.truncate(bytes.len() / 2)),
        "JET_errLogFileSizeMismatch",
    ),
    (
        "a log that holds only commits is damaged",
        |set| {
            need_less(set);
            set.flip("edb0000000F.log", 16384..20480);
        },
        "JET_errCommittedLogFileCorrupt",
    ),
    (
        "the header of a log that holds only commits is damaged",
        |set| {
            need_less(set);
            set.flip("edb0000000F.log", 100..200);
        },
        "JET_errCommittedLogFileCorrupt",
    ),
    (
        "a log that holds only commits is gone",
        |set| {
            need_less(set);
            set.rename(CURRENT, PREPARED);
        },
        "JET_errCommittedLogFilesMissing",
    ),
];

const DATABASES: &[Case] = &[
    ("the database is gone", |set| set.remove("t.edb"), MISMATCH),
    ("the first header is damaged", |set| set.flip("t.edb", 0..PAGE), FINE),
    ("both headers are damaged", |set| set.flip("t.edb", 0..2 * PAGE), "JET_errReadVerifyFailure"),
    (
        "pages are damaged",
        |set| set.pages(|page| page[PAGE - 8] ^= 0x5A ^ page[PAGE - 9]),
        "JET_errReadVerifyFailure",
    ),
    ("pages are zeros", |set| set.pages(|page| page.fill(0)), "JET_errPageNotInitialized"),
    (
        "pages are being replaced",
        |set| set.header(|it| it.disk.state = 6.into()),
        "JET_errDatabaseIncompleteIncrementalReseed",
    ),
    (
        "it is being taken back",
        |set| set.header(|it| it.disk.state = DbState::RevertInProgress.raw().into()),
        "JET_errDatabaseIncompleteRevert",
    ),
    (
        "its state makes no sense",
        |set| set.header(|it| it.disk.state = 77.into()),
        "JET_errDatabaseCorrupted",
    ),
    (
        "its generations make no sense",
        |set| set.header(|it| it.disk.generation_min_consistent = 5.into()),
        "JET_errDatabaseCorrupted",
    ),
    ("its creation was not finished", |set| set.header(|it| it.disk.state = 1.into()), MISMATCH),
    (
        "its format is unknown",
        |set| set.header(|it| it.disk.update_major = 9999.into()),
        "JET_errInvalidDatabaseVersion",
    ),
    (
        "it is a backup",
        |set| set.header(|it| it.disk.backup_full_current.generation_low = 1.into()),
        "JET_errSoftRecoveryOnBackupDatabase",
    ),
    ("it is another database", |set| set.header(|it| it.disk.sign_db = other()), MISMATCH),
    ("it is of another stream", |set| set.header(|it| it.disk.sign_log = other()), MISMATCH),
    (
        "it was attached earlier",
        |set| set.header(|it| it.disk.lgpos_attach = at(1, 1).into()),
        MISMATCH,
    ),
    (
        "it was attached later",
        |set| {
            set.header(|it| {
                it.disk.lgpos_attach = at(16, 31).into();
                it.disk.lgpos_last_resize = at(16, 31).into();
            });
        },
        MISMATCH,
    ),
    (
        "it was closed at another position",
        |set| set.header(|it| it.disk.lgpos_consistent = at(2, 1).into()),
        "JET_errConsistentTimeMismatch",
    ),
    (
        "it needs earlier logs",
        |set| {
            set.header(|it| {
                it.disk.generation_min_required = 8.into();
                it.disk.generation_min_consistent = 8.into();
            });
        },
        REQUIRED,
    ),
    (
        "it needs another log of this number",
        |set| {
            set.header(|it| {
                let other = Logtime { second: 61, ..it.disk.time_generation_max_created };
                it.disk.time_generation_max_created = other;
                it.disk.time_generation_max_required = other;
            });
        },
        REQUIRED,
    ),
    (
        "it needs later logs",
        |set| {
            set.header(|it| {
                it.disk.generation_max_required = 0x20.into();
                it.disk.generation_max_committed = 0x20.into();
            });
        },
        REQUIRED,
    ),
    (
        "later logs had commits",
        |set| set.header(|it| it.disk.generation_max_committed = 0x20.into()),
        "JET_errCommittedLogFilesMissing",
    ),
];

fn fresh() -> Option<(tempfile::TempDir, PathBuf)> {
    (!jet_testkit::golden_cases(SET).is_empty()).then(|| jet_testkit::golden(SET))
}

fn check(cases: &[Case]) {
    for (what, damage, expected) in cases {
        let Some((_dir, case)) = fresh() else { return };
        let set = Set(case.join("db"));
        damage(&set);
        assert_eq!(said(&[], &set.0), *expected, "{what}");
    }
}

#[test]
fn logs_are_refused_by_the_error_of_what_is_wrong_with_them() {
    check(LOGS);
}

#[test]
fn databases_are_refused_by_the_error_of_what_is_wrong_with_them() {
    check(DATABASES);
}

#[test]
fn a_log_of_another_stream_is_refused() {
    let Some((_dir, case)) = fresh() else { return };
    let (_other, stranger) = jet_testkit::golden("f_kill9_2");
    let set = Set(case.join("db"));
    let stranger = stranger.join("db/edb00000009.log");
    fs::copy(stranger, set.path("edb0000000C.log")).expect("room");
    assert_eq!(said(&[], &set.0), "JET_errBadLogSignature");
}

/// Lost commits are accepted only when asked for, and only where no page needs the logs.
#[test]
fn only_who_asks_for_it_loses_commits() {
    let Some((_dir, case)) = fresh() else { return };
    let set = Set(case.join("db"));
    set.header(|it| it.disk.generation_max_committed = 0x20.into());
    assert_eq!(said(&["--lossy"], &set.0), "JET_wrnCommittedLogFilesLost");
    set.remove("edb0000000C.log");
    assert_eq!(said(&["--lossy"], &set.0), "JET_errInvalidLogSequence");
}

/// A stream that is given up from somewhere in the middle on ends there, and goes on from there.
#[test]
fn a_stream_can_be_given_up_from_its_damage_on() {
    let gone: fn(&Set) = |set| set.remove("edb00000008.log");
    let damaged: fn(&Set) = |set| set.flip("edb00000008.log", 16384..20480);
    for (damage, error, files, last) in
        [(gone, "JET_errInvalidLogSequence", 8, "00000007"), (damaged, CORRUPT, 8, "00000008")]
    {
        let Some((_dir, case)) = fresh() else { return };
        let set = Set(case.join("db"));
        // The database is made anew by these logs, so it needs none in particular.
        set.remove("t.edb");
        set.remove("edb.chk");
        damage(&set);
        assert_eq!(said(&[], &set.0), error);
        let out = case.join("out");
        let args = ["recover", "--json", "--lossy", "--out", out.to_str().expect("text")];
        let (code, answer) = jet(&args, &set.0);
        assert_eq!(code, Some(0), "{answer}");
        assert_eq!(answer["warning"], "JET_wrnCommittedLogFilesRemoved");
        let dropped = &answer["dropped"];
        assert!(dropped["from"].as_str().expect("text").starts_with(last), "{dropped}");
        assert_eq!(dropped["files"].as_array().map(Vec::len), Some(files), "{dropped}");
        let (code, verified) = jet(&["log", "--verify", "--json"], &out);
        assert_eq!(code, Some(0), "{verified}");
        let (code, checked) = jet(&["check", "--json"], &out.join("t.edb"));
        assert_eq!(code, Some(0), "{checked}");
        assert_eq!(said(&[], &out), FINE);
    }
}

/// Redo alone can be repeated, and recovery gone on with from there.
#[test]
fn redo_alone_leaves_a_set_that_can_be_recovered() {
    let name = "f_sessions_interleaved";
    if jet_testkit::golden_cases(name).is_empty() {
        return;
    }
    let (_dir, case) = jet_testkit::golden(name);
    let set = case.join("db");
    for _ in 0..2 {
        let (code, answer) = jet(&["recover", "--json", "--no-undo"], &set);
        assert_eq!(code, Some(0), "{answer}");
        assert_eq!(answer["warning"], "JET_errRecoveredWithoutUndo");
        assert_eq!(answer["databases"][0]["state"], "redone");
        let bytes = fs::read(set.join("t.edb")).expect("readable");
        let header = DbHeader::of(&bytes).expect("sound");
        assert_eq!(header.state(), DbState::DirtyShutdown);
    }
    let (code, answer) = jet(&["recover", "--json"], &set);
    assert_eq!(code, Some(0), "{answer}");
    assert_eq!(answer["undone"].as_array().map(Vec::len), Some(3));
    let (_, summary) = jet(&["summary"], &set.join("t.edb"));
    let (_, reference) = jet(&["summary"], &case.join("recovered/t.edb"));
    assert_eq!(summary["tables"], reference["tables"]);
}
