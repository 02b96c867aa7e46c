//! A database under recovery: found, opened, closed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jet_btree::WriteCx;
use jet_btree::undo;
use jet_btree::version::VersionStore;
use jet_log::LogHeader;
use jet_os::{File, OpenMode, Vfs};
use jet_pager::{BufferPool, DbHeader, Flush, PoolConfig, PoolIo, WriteGate};
use jet_pager::{DbSlot, Refusal};
use jet_types::{DbId, JetErr, Lgpos, Logtime, Signature};

use super::error::{RecoveryError, Result};
use super::overlay::Overlay;
use super::pages::PoolPages;
use super::versions::Known;
use super::{DatabaseReport, Ending, Options, Target};

/// Bytes copied at a time.
const COPY_BYTES: usize = 1 << 20;

/// All that recovery replays is in the log already.
#[derive(Debug)]
struct AllLogged;

impl WriteGate for AllLogged {
    fn admit(&self, _: DbSlot, _: Lgpos) -> std::result::Result<(), Refusal> {
        Ok(())
    }
}

/// A database that is being replayed.
#[derive(Debug)]
pub(super) struct Database {
    /// As the log calls it.
    name: String,
    /// Where it was found.
    source: PathBuf,
    /// What is worked on.
    path: PathBuf,
    pub(super) header: DbHeader,
    pub(super) pages: PoolPages,
    /// The last generation the file may have changes of, as its header said; 0 when it was clean.
    pub(super) required: u32,
    /// The last generation with commits, as its header said.
    pub(super) committed: u32,
    file: Arc<dyn File>,
}

/// Where the file of a database is, by the name it has in the log: named by the caller, else in the
/// folder of the logs. The path in the log is never followed.
pub(super) fn find(
    vfs: &dyn Vfs,
    options: &Options,
    dir: &Path,
    name: &str,
) -> Result<Option<PathBuf>> {
    let has_name = |path: &&PathBuf| {
        path.file_name().is_some_and(|file| file.to_string_lossy().eq_ignore_ascii_case(name))
    };
    if let Some(named) = options.databases.iter().find(has_name) {
        return Ok(Some(named.clone()));
    }
    let beside = vfs.list(dir)?.into_iter().find(|file| file.eq_ignore_ascii_case(name));
    if let Some(file) = beside {
        return Ok(Some(dir.join(file)));
    }
    match &options.databases[..] {
        [only] => Ok(Some(only.clone())),
        _ => Ok(None),
    }
}

/// Opens what recovery works on: a copy, or the file with all changes kept in memory.
/// What is made is told to `copies`.
pub(super) fn open(
    vfs: &dyn Vfs,
    target: &Target,
    path: &Path,
    copies: &mut Vec<PathBuf>,
) -> Result<(PathBuf, Arc<dyn File>)> {
    match target {
        Target::Memory => {
            let file = vfs.open(path, OpenMode::Read)?;
            Ok((path.to_owned(), Arc::new(Overlay::new(file)?)))
        }
        Target::Folder(out) => {
            let copy = out.join(path.file_name().unwrap_or_default());
            let from = vfs.open(path, OpenMode::Read)?;
            vfs.create_dir_all(out)?;
            let to = vfs.open(&copy, OpenMode::CreateNew)?;
            copies.push(copy.clone());
            let len = from.len()?;
            let mut bytes = vec![0; COPY_BYTES];
            let mut at = 0;
            while at < len {
                let count = (len - at).min(COPY_BYTES as u64) as usize;
                from.read_at(&mut bytes[..count], at)?;
                to.write_at(&bytes[..count], at)?;
                at += count as u64;
            }
            Ok((copy, to))
        }
    }
}

impl Database {
    /// Prepares a file whose header was judged.
    pub(super) fn new(
        file: Arc<dyn File>,
        name: &str,
        (source, path): (PathBuf, PathBuf),
        header: DbHeader,
        options: &Options,
    ) -> Result<Self> {
        let config = PoolConfig { page_size: header.page_size, max_bytes: options.cache_bytes };
        let io = PoolIo { gate: Some(Arc::new(AllLogged)), ..PoolIo::default() };
        let pool = BufferPool::with_io(config, io)?;
        let stamper = options.stamper.clone();
        let db = pool.open_writer(Arc::clone(&file), &path, header.clone(), stamper)?;
        let number = |generation: i32| u32::try_from(generation).unwrap_or(0);
        let required = number(header.disk.generation_max_required.get());
        let committed = number(header.disk.generation_max_committed.get());
        let pages = PoolPages::new(pool, db, required > 0);
        let name = name.to_owned();
        Ok(Self { name, source, path, header, pages, required, committed, file })
    }

    /// The replay comes to a generation: is it the one that the header speaks of, and is all that
    /// was missing explained by now?
    pub(super) fn enter(&self, log: &LogHeader) -> Result<()> {
        if log.generation == self.required {
            let disk = &self.header.disk;
            let (exact, created) =
                (disk.time_generation_max_required, disk.time_generation_max_created);
            let expected = match exact.is_set() {
                true => Some(exact),
                false => (self.required == self.committed && created.is_set()).then_some(created),
            };
            if expected.is_some_and(|expected| expected != log.created) {
                let what = format!(
                    "it needs log generation {:#x} made at {}, not {}",
                    log.generation,
                    expected.unwrap_or_default(),
                    log.created
                );
                let code = JetErr::REQUIRED_LOG_FILES_MISSING;
                return Err(RecoveryError::database(&self.path, code, what));
            }
        }
        if log.generation > self.required { self.settle() } else { Ok(()) }
    }

    /// The logs have ended: were they all that the file needs?
    pub(super) fn check_end(&self, last: u32) -> Result<()> {
        let missing = |code, what| {
            let what = format!("{what}, and the logs end with generation {last:#x}");
            Err(RecoveryError::database(&self.path, code, what))
        };
        if self.required > last {
            let what = format!("generations up to {:#x} are required", self.required);
            return missing(JetErr::REQUIRED_LOG_FILES_MISSING, what);
        }
        if self.committed > last {
            let what = format!("generations up to {:#x} have commits", self.committed);
            return missing(JetErr::COMMITTED_LOG_FILES_MISSING, what);
        }
        self.settle()
    }

    fn settle(&self) -> Result<()> {
        self.pages.settle().map_err(|(gap, lgpos)| {
            RecoveryError::from(jet_btree::BtreeError::Gap { gap }).at(lgpos)
        })
    }

    /// Takes back a change whose transaction did not end.
    pub(super) fn undo(&self, dbid: DbId, versions: &VersionStore, known: &Known) -> Result<()> {
        let cx = WriteCx {
            pool: &self.pages.pool,
            db: &self.pages.db,
            dbid,
            journal: None,
            versions,
            growth_pages: 1,
            max_pages: None,
        };
        Ok(undo::unlogged(&cx, &known.lost())?)
    }

    /// Writes all pages and makes them durable, then the header: the database was closed here.
    pub(super) fn detach(&mut self, at: Lgpos) -> Result<()> {
        self.close()?;
        let disk = &mut self.header.disk;
        disk.lgpos_consistent = at.into();
        disk.lgpos_detach = at.into();
        self.write_header()
    }

    /// The same for a database that leaves its stream: to an engine it is one of no stream at all.
    pub(super) fn leave_stream(&mut self) -> Result<()> {
        self.close()?;
        let disk = &mut self.header.disk;
        disk.sign_log = Signature::default();
        for lgpos in [
            &mut disk.lgpos_attach,
            &mut disk.lgpos_consistent,
            &mut disk.lgpos_detach,
            &mut disk.lgpos_last_resize,
        ] {
            *lgpos = Lgpos::NONE.into();
        }
        self.write_header()
    }

    fn close(&mut self) -> Result<()> {
        let PoolPages { pool, db, .. } = &self.pages;
        pool.flush(Flush::All)?;
        pool.sync_database(db)?;
        let disk = &mut self.header.disk;
        disk.state = CLEAN.into();
        disk.dbtime = db.dbtime().get().into();
        disk.objid_last = db.objid().get().into();
        for generation in [
            &mut disk.generation_min_required,
            &mut disk.generation_max_required,
            &mut disk.generation_max_committed,
            &mut disk.generation_min_consistent,
            &mut disk.generation_recovering,
            &mut disk.generation_pre_redo_min_consistent,
            &mut disk.generation_pre_redo_min_required,
        ] {
            *generation = 0.into();
        }
        disk.time_generation_max_created = Logtime::default();
        disk.time_generation_max_required = Logtime::default();
        Ok(())
    }

    /// Both copies, the first durable before the second. What follows the fields we know stays.
    fn write_header(&self) -> Result<()> {
        let page = self.header.encode();
        for offset in [0, page.len() as u64] {
            self.file.write_at(&page, offset)?;
            self.file.sync()?;
        }
        Ok(())
    }

    /// What became of it.
    pub(super) fn report(self, ending: Ending) -> DatabaseReport {
        DatabaseReport::new(&self.name, self.source, self.path, self.file, ending)
    }
}

/// The state of a database that was closed properly.
const CLEAN: u32 = 3;
