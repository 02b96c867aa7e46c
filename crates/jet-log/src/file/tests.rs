//! Names, sets found in folders, and headers that lie.

use std::fs;

use jet_os::RealVfs;
use jet_types::checksum::old_xor;
use jet_types::{JetErr, Lgpos, Logtime, PageSize, Signature};
use zerocopy::{FromZeros, IntoBytes};

use super::*;

fn names(family: Family, digits: Digits) -> LogNames {
    LogNames { base: "edb".to_owned(), family, digits }
}

#[test]
fn names_are_those_of_the_rules() {
    let old = names(Family::Log, Digits::Five);
    assert_eq!(old.current(), "edb.log");
    assert_eq!(old.prepared(), "edbtmp.log");
    assert_eq!(old.archived(0x5A), "edb0005A.log");
    assert_eq!(old.archived(0xF_FFFF), "edbFFFFF.log");
    assert_eq!(old.archived(0x10_0000), "edb00100000.log");
    assert_eq!(old.reserve(2), "edbres00002.jrs");
    assert_eq!(old.checkpoint(), "edb.chk");
    let new = names(Family::Jtx, Digits::Eight);
    assert_eq!(new.archived(0x5A), "edb0000005A.jtx");
    assert_eq!(new.current(), "edb.jtx");
    assert_eq!(new.checkpoint(), "edb.jcp");
}

/// Makes empty files and finds the set among them.
fn found(files: &[&str], wanted: &LogNames) -> LogSet {
    let dir = tempfile::tempdir().expect("a folder for temporary files");
    files.iter().for_each(|name| fs::write(dir.path().join(name), []).expect("room"));
    LogSet::find(&RealVfs, dir.path(), wanted).expect("a readable folder")
}

#[test]
fn a_set_is_found_whatever_its_names() {
    let files = ["EDB.Log", "edb0000A.log", "EDB0000b.LOG", "edbtmp.log", "edbres00001.jrs"];
    let others = ["edb.chk", "x.edb", "edb1.log", "edb000000.log", "abc.log", "edbtmp.jsl"];
    let all: Vec<&str> = files.into_iter().chain(others).collect();
    let set = found(&all, &names(Family::Jtx, Digits::Eight));
    assert_eq!(set.names, names(Family::Log, Digits::Five));
    assert_eq!(set.current.as_deref(), Some("EDB.Log"));
    assert_eq!(set.prepared.as_deref(), Some("edbtmp.log"));
    assert_eq!(set.checkpoint.as_deref(), Some("edb.chk"));
    assert_eq!(set.reserves, ["edbres00001.jrs"]);
    let archived: Vec<_> = set.archived.iter().map(|(n, name)| (*n, name.as_str())).collect();
    assert_eq!(archived, [(10, "edb0000A.log"), (11, "EDB0000b.LOG")]);
}

/// The checkpoint decides between the families, then the current log, then archived ones.
#[test]
fn one_family_is_chosen() {
    let wanted = names(Family::Log, Digits::Five);
    let check = |files: &[&str], family| assert_eq!(found(files, &wanted).names.family, family);
    check(&["edb.jcp", "edb.log"], Family::Jtx);
    check(&["edb.jcp", "edb.chk", "edb.jtx"], Family::Log);
    check(&["edb.jtx", "edb00001.log"], Family::Jtx);
    check(&["edb00000001.jtx"], Family::Jtx);
    check(&[], Family::Log);
}

#[test]
fn both_widths_live_side_by_side() {
    let files = ["edb0000A.log", "edb0000000A.log", "edb0000000B.log", "edb00100000.log"];
    for digits in [Digits::Five, Digits::Eight] {
        let set = found(&files, &names(Family::Log, digits));
        assert_eq!(set.names.digits, digits);
        assert_eq!(set.archived[&10], set.names.archived(10));
        assert_eq!(set.archived.len(), 3);
    }
}

#[test]
fn base_names_are_found() {
    let dir = tempfile::tempdir().expect("a folder for temporary files");
    for name in ["SRU.log", "sru00001.log", "edb00000001.jtx", "abc.chk", "toolong.log"] {
        fs::write(dir.path().join(name), []).expect("room");
    }
    assert_eq!(LogSet::bases(&RealVfs, dir.path()).expect("readable"), ["SRU", "edb"]);
}

fn header() -> LogHeader {
    LogHeader {
        generation: 5,
        sectors: 32,
        sector_bytes: 4096,
        page_size: PageSize::KIB_16,
        created: Logtime { year: 120, month: 1, day: 1, ..Logtime::default() },
        previous_created: Logtime::default(),
        version: LogVersion::CURRENT,
        sign_log: Signature::default(),
        params: DiskParams { log_path: DiskParams::path("C:\\logs\\"), ..DiskParams::default() },
        flags: LogFlags::CIRCULAR,
        checkpoint: Lgpos { generation: 4, sector: 3, offset: 0 },
        sector_mismatch: 0,
        previous_checksum: 0x1234_5678_9ABC_DEF0,
        engine_version: 9180,
        attached: Vec::new(),
    }
}

#[test]
fn a_header_reads_as_it_was_written() {
    let bytes = header().encode().expect("no databases");
    assert_eq!(LogHeader::decode(&bytes).expect("sound"), header());
    assert_eq!(header().params.log_path(), "C:\\logs\\");
    assert_eq!(header().first_lgpos().to_string(), "00000005:0001:0000");
}

/// Each lie has its own code.
#[test]
fn headers_that_lie_are_refused() {
    let check = |offset: usize, byte: u8, with_checksum: bool, code: JetErr| {
        let mut bytes = header().encode().expect("no databases");
        bytes[offset] = byte;
        if with_checksum {
            let sum = old_xor(&*bytes);
            bytes[..4].copy_from_slice(&sum.to_le_bytes());
        }
        let error = LogHeader::decode(&bytes).expect_err("a lie");
        assert_eq!(error.code(), code, "{error}");
    };
    check(3000, 1, false, JetErr::LOG_FILE_CORRUPT);
    check(667, 4, true, JetErr::FILE_INVALID_TYPE);
    check(32, 6, true, JetErr::BAD_LOG_VERSION);
    check(40, 131, true, JetErr::BAD_LOG_VERSION);
    check(9, 2, true, JetErr::LOG_FILE_CORRUPT);
    check(10, 2, true, JetErr::LOG_FILE_CORRUPT);
    check(12, 2, true, JetErr::LOG_FILE_CORRUPT);
    check(15, 1, true, JetErr::LOG_FILE_CORRUPT);
    check(4, 0, true, JetErr::LOG_FILE_CORRUPT);
    check(7, 0x80, true, JetErr::LOG_FILE_CORRUPT);
    check(671, 7, true, JetErr::LOG_FILE_CORRUPT);
}

/// The checksum does not see that a sector of equal lines is missing; the seal does.
#[test]
fn a_seal_sees_what_the_checksum_does_not() {
    let place = Lgpos { generation: 5, sector: 9, offset: 0 };
    let mut segment = Segment::new_zeroed();
    segment.records.fill(b' ');
    let checksum = segment.seal(place, Logtime::default(), 7);
    assert!(segment.is_sealed() && segment.header.group.get() == 7);
    assert_eq!(segment.checksum_at(place.sector), checksum);
    segment.as_mut_bytes()[1024..1536].fill(0);
    assert_eq!(segment.checksum_at(place.sector), checksum, "unseen");
    assert!(!segment.is_sealed());
}
