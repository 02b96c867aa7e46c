//! Headers as the reference engine wrote them.

use std::path::{Path, PathBuf};

use jet_os::{OpenMode, RealVfs, Vfs};
use jet_pager::DbHeader;
use jet_pager::header::{AttachedTo, FormatVersion, Generation, NewDb};
use jet_types::{DbId, Lgpos, Logtime};

fn header_of(dir: &Path) -> Option<DbHeader> {
    let path: PathBuf = dir.join("t.edb");
    let file = RealVfs.open(&path, OpenMode::Read).ok()?;
    Some(DbHeader::read(&*file, &path).expect("a sound header"))
}

/// What no transition decides: counters, and what is drawn for each write.
fn take_counters(header: &mut DbHeader, from: &DbHeader) {
    header.disk.dbtime = from.disk.dbtime;
    header.disk.objid_last = from.disk.objid_last;
    header.disk.sign_header_flush = from.disk.sign_header_flush;
    header.disk.sign_flush_map_flush = from.disk.sign_flush_map_flush;
}

/// What recovery makes of a dirty header: attached again if the record was replayed, longer if the
/// file was, and detached. The result is the reference engine's, bit for bit.
#[test]
fn dirty_headers_become_clean_as_the_reference_engine_does_it() {
    let mut compared = 0;
    for case in jet_testkit::golden_cases("f_") {
        let (_dir, root) = jet_testkit::golden(&case);
        let (Some(dirty), Some(clean)) =
            (header_of(&root.join("db")), header_of(&root.join("recovered")))
        else {
            continue;
        };
        if dirty.state() != jet_pager::DbState::DirtyShutdown {
            continue;
        }
        let mut header = dirty.clone();
        if dirty.disk.time_attach != clean.disk.time_attach {
            let generation = Generation {
                number: dirty.required().1,
                created: dirty.disk.time_generation_max_created,
            };
            let (sign_log, lgpos) = (dirty.disk.sign_log, clean.disk.lgpos_attach.get());
            let to = AttachedTo { sign_log, lgpos, generation, is_redo: true };
            header.attach(&to, DbId(1), clean.disk.time_attach);
        }
        while header.disk.extend_count.get() < clean.disk.extend_count.get() {
            header.note_extended(header.disk.lgpos_attach.get(), clean.disk.time_last_extend);
        }
        header.detach(Some(clean.disk.lgpos_detach.get()), clean.disk.time_detach);
        take_counters(&mut header, &clean);
        assert!(header.encode() == clean.encode(), "{case}: {header:#?}\n{clean:#?}");
        compared += 1;
    }
    assert!(compared >= 15 || jet_testkit::shared().is_none(), "{compared} cases");
}

/// A life from creation to a clean end gives the reference engine's header, but for what it knows
/// of the system it ran on.
#[test]
fn a_new_database_has_the_header_of_the_reference_engine() {
    for case in jet_testkit::golden_cases("a_empty_") {
        let (_dir, root) = jet_testkit::golden(&case);
        let golden = header_of(&root.join("db")).expect("a database");
        let disk = &golden.disk;
        let log = Some((disk.sign_log, disk.lgpos_attach.get()));
        let (page_size, sign_db) = (golden.page_size, disk.sign_db);
        let mut header = DbHeader::create(&NewDb { page_size, dbid: DbId(1), sign_db, log });
        header.note_extended(Lgpos::NONE, disk.time_last_extend);
        header.raise_version(golden.version());
        let created = Logtime::from_unix_ms(0);
        header.finish_create(Some(Generation { number: 1, created }), disk.time_attach);
        header.detach(Some(disk.lgpos_detach.get()), disk.time_detach);
        take_counters(&mut header, &golden);
        header.disk.sort_version = disk.sort_version;
        header.disk.flags = disk.flags;
        header.disk.max_engine_version_attached = disk.max_engine_version_attached;
        header.disk.os_major = disk.os_major;
        header.disk.os_minor = disk.os_minor;
        header.disk.os_build = disk.os_build;
        assert!(header.encode() == golden.encode(), "{case}: {header:#?}\n{golden:#?}");
        assert!(golden.version() > FormatVersion::CREATED);
    }
}

/// Every header there is encodes to the page it was read from.
#[test]
fn headers_encode_to_what_was_decoded() {
    for name in jet_testkit::real_databases() {
        let bytes = jet_testkit::real_bytes(&name);
        let Some(header) = DbHeader::of(&bytes) else { continue };
        let page = header.encode();
        let size = header.page_size.bytes();
        let first = bytes.get(..size) == Some(&page[..]);
        let shadow = bytes.get(size..2 * size) == Some(&page[..]);
        assert!(first || shadow, "{name}");
    }
}
