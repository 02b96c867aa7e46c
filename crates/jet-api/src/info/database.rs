//! `JetGetDatabaseInfo`, `JetGetDatabaseFileInfo`.

use std::path::Path;
use std::sync::Arc;

use jet_os::{OpenMode, RealVfs, Vfs};
use jet_pager::DbHeader;
use jet_session::DatabaseError;
use jet_types::level::DbInfo;
use jet_types::{JetErr, Pgno};
use zerocopy::IntoBytes as _;

use crate::bookmark::Place;
use crate::engine::Engine;
use crate::error::{ApiError, Result, refuse};
use crate::handle::{Dbid, Sesid};
use crate::info::column::{COUNTRY, LANGID};

/// The code page that databases tell, whatever their columns have.
const CODE_PAGE: u32 = 1252;
/// The sizes of `JET_DBINFOMISC`, and of its two successors.
const MISC_BYTES: [usize; 3] = [216, 296, 300];
/// What every database is to begin with, and to `JetGetDatabaseInfo` for ever.
const OPTIONS: u32 = 0;

/// What an open database, or a file, is told of.
struct Subject<'a> {
    path: &'a Path,
    header: &'a DbHeader,
    size: Size,
}

/// How large it is: of an open database in pages, of a file in bytes.
#[derive(Clone, Copy)]
enum Size {
    Pages(u32),
    Bytes(u64),
}

impl Engine {
    /// Tells about an open database, in C's layout. Source: `JetGetDatabaseInfo`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidDatabaseId`, `JET_errInvalidParameter`,
    /// `JET_errFeatureNotAvailable`, `JET_errInvalidBufferSize`, `JET_errBufferTooSmall`.
    pub fn get_database_info(
        &self,
        sesid: Sesid,
        dbid: Dbid,
        place: &mut Place<'_>,
        level: u32,
    ) -> Result<()> {
        const CALL: &str = "JetGetDatabaseInfo";
        self.in_session(CALL, sesid, false, |call| {
            let database = Arc::clone(call.opened(dbid)?);
            let db = database.db();
            let size = Size::Pages(db.last_pgno().map_or(0, Pgno::get));
            tell(CALL, &Subject { path: database.path(), header: db.header(), size }, place, level)
        })
    }

    /// Tells about a database file, attached or not, in C's layout. Source:
    /// `JetGetDatabaseFileInfo`, which needs no instance.
    ///
    /// # Errors
    /// `JET_errDatabaseInvalidPath`, `JET_errFileNotFound`, what opening the file and its header
    /// say, and as [`get_database_info`](Self::get_database_info).
    pub fn get_database_file_info(
        &self,
        path: Option<&str>,
        place: &mut Place<'_>,
        level: u32,
    ) -> Result<()> {
        const CALL: &str = "JetGetDatabaseFileInfo";
        let path = self.database_path(CALL, path)?;
        let failed = |source| ApiError::Database { call: CALL, source };
        if !RealVfs.exists(&path).map_err(|error| failed(error.into()))? {
            return Err(failed(DatabaseError::NotFound(path)));
        }
        let file = RealVfs.open(&path, OpenMode::Read).map_err(|error| failed(error.into()))?;
        let header = DbHeader::read(&*file, &path).map_err(|error| failed(error.into()))?;
        let size = Size::Bytes(file.len().map_err(|error| failed(error.into()))?);
        tell(CALL, &Subject { path: &path, header: &header, size }, place, level)
    }
}

/// Writes what a level asks for.
fn tell(
    call: &'static str,
    subject: &Subject<'_>,
    place: &mut Place<'_>,
    level: u32,
) -> Result<()> {
    let size = place.buffer.as_ref().map_or(0, |buffer| buffer.len());
    let number = |value: u32| value.to_le_bytes().to_vec();
    let bytes = match DbInfo::from_raw(level) {
        Some(DbInfo::Filename) => {
            let path = [subject.path.to_string_lossy().as_bytes(), &[0]].concat();
            let fits = place.put(&path);
            return if fits { Ok(()) } else { refuse(call, JetErr::BUFFER_TOO_SMALL) };
        }
        Some(DbInfo::Connect) => vec![0],
        Some(DbInfo::Country) => number(COUNTRY.into()),
        Some(DbInfo::Lcid) => number(LANGID.into()),
        Some(DbInfo::Cp) => number(CODE_PAGE),
        Some(DbInfo::Collate) => number(0),
        Some(DbInfo::Options) => number(OPTIONS),
        Some(DbInfo::Transactions) => number(jet_session::transaction::LEVEL_MAX.into()),
        Some(DbInfo::Version) => number(subject.header.disk.version.get()),
        Some(DbInfo::PageSize) => number(subject.header.page_size.get()),
        Some(DbInfo::Filesize | DbInfo::FilesizeOnDisk) => match subject.size {
            Size::Pages(pages) => number(pages),
            Size::Bytes(bytes) => bytes.to_le_bytes().to_vec(),
        },
        Some(DbInfo::FileType) => number(1),
        Some(DbInfo::DbInUse) => number(0),
        Some(DbInfo::Misc) if MISC_BYTES.contains(&size) => misc(subject.header, size),
        Some(DbInfo::Misc) => return refuse(call, JetErr::INVALID_BUFFER_SIZE),
        Some(_) => return refuse(call, JetErr::FEATURE_NOT_AVAILABLE),
        None => return refuse(call, JetErr::INVALID_PARAMETER),
    };
    if size != bytes.len() {
        return refuse(call, JetErr::INVALID_BUFFER_SIZE);
    }
    place.put(&bytes);
    Ok(())
}

/// `JET_DBINFOMISC`, as far as it goes in so many bytes. Source: the structures of `esent.h`, which
/// follow each other in one layout.
fn misc(header: &DbHeader, size: usize) -> Vec<u8> {
    let disk = &header.disk;
    let mut out = Vec::with_capacity(MISC_BYTES[2]);
    let mut put = |bytes: &[u8]| out.extend_from_slice(bytes);
    put(disk.version.as_bytes());
    put(disk.update_major.as_bytes());
    put(disk.sign_db.as_bytes());
    put(disk.state.as_bytes());
    put(disk.lgpos_consistent.as_bytes());
    put(disk.time_consistent.as_bytes());
    put(disk.time_attach.as_bytes());
    put(disk.lgpos_attach.as_bytes());
    put(disk.time_detach.as_bytes());
    put(disk.lgpos_detach.as_bytes());
    put(disk.sign_log.as_bytes());
    put(disk.backup_full_prev.as_bytes());
    put(disk.backup_incremental_prev.as_bytes());
    put(disk.backup_full_current.as_bytes());
    // Neither without a shadow catalog nor being upgraded.
    put(&[0; 8]);
    put(disk.os_major.as_bytes());
    put(disk.os_minor.as_bytes());
    put(disk.os_build.as_bytes());
    put(disk.os_service_pack.as_bytes());
    put(&header.page_size.get().to_le_bytes());
    put(disk.generation_min_required.as_bytes());
    put(disk.generation_max_required.as_bytes());
    put(disk.time_generation_max_created.as_bytes());
    put(disk.repair_count.as_bytes());
    put(disk.time_repair.as_bytes());
    put(disk.repair_count_old.as_bytes());
    put(disk.ecc_fixed.as_bytes());
    put(disk.time_ecc_fixed.as_bytes());
    put(disk.ecc_fixed_old.as_bytes());
    put(disk.ecc_failed.as_bytes());
    put(disk.time_ecc_failed.as_bytes());
    put(disk.ecc_failed_old.as_bytes());
    put(disk.bad_checksums.as_bytes());
    put(disk.time_bad_checksum.as_bytes());
    put(disk.bad_checksums_old.as_bytes());
    put(disk.generation_max_committed.as_bytes());
    out.truncate(size);
    out
}
