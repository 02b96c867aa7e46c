//! A database under recovery: its pages and its header.

use std::path::PathBuf;
use std::sync::Arc;

use jet_btree::WriteCx;
use jet_btree::version::VersionStore;
use jet_log::LogHeader;
use jet_log::file::PathName;
use jet_os::File;
use jet_pager::header::{AttachedTo, Generation};
use jet_pager::{BufferPool, DbHeader, Flush, PoolConfig, PoolIo, WriteGate};
use jet_types::{DbId, JetErr, Lgpos, Signature};

use super::error::{RecoveryError, Result};
use super::pages::PoolPages;
use super::place::Place;
use super::{DatabaseReport, Ending, Options, Target};
use crate::engine::NewAttachment;

/// A database that is being replayed.
#[derive(Debug)]
pub(super) struct Database {
    /// What the log says of its attachment.
    pub(super) attached: NewAttachment,
    /// Where it was attached.
    pub(super) lgpos_attach: Lgpos,
    place: Place,
    pub(super) pages: PoolPages,
    /// The last generation the file may have changes of, as its header said; 0 when it was clean.
    pub(super) required: u32,
    /// The last generation with commits, as its header said.
    pub(super) committed: u32,
    /// Whether the records that create it are still to come.
    pub(super) is_unfinished: bool,
}

/// Which attachment of which database.
#[derive(Debug)]
pub(super) struct Attaching<'a> {
    pub(super) attached: NewAttachment,
    /// The record of the attachment.
    pub(super) lgpos: Lgpos,
    pub(super) stream: Signature,
    /// The log that redo is at.
    pub(super) log: &'a LogHeader,
}

/// What a pool of recovery is made of.
pub(super) struct PoolParts<'a> {
    pub(super) options: &'a Options,
    pub(super) gate: Arc<dyn WriteGate>,
}

impl PoolParts<'_> {
    fn pool(&self, header: &DbHeader) -> Result<BufferPool> {
        let max_bytes = self.options.cache_bytes;
        let config = PoolConfig { page_size: header.page_size, max_bytes };
        let io = PoolIo { gate: Some(Arc::clone(&self.gate)), ..PoolIo::default() };
        Ok(BufferPool::with_io(config, io)?)
    }
}

impl Database {
    /// Takes a file whose header was judged into use.
    pub(super) fn attach(
        file: Arc<dyn File>,
        place: Place,
        header: DbHeader,
        parts: &PoolParts<'_>,
        attaching: Attaching<'_>,
    ) -> Result<Self> {
        let Attaching { attached, lgpos, stream, log } = attaching;
        let generation = generation_of(log);
        let to = AttachedTo { sign_log: stream, lgpos, generation, is_redo: true };
        let required = header.required().1;
        let committed = u32::try_from(header.disk.generation_max_committed.get()).unwrap_or(0);
        let change = |header: &mut DbHeader, now| {
            header.attach(&to, attached.dbid, now);
            header.recover(generation);
        };
        // Damage is refused before anything relies on it.
        let mut next = header.clone();
        change(&mut next, header.disk.time_attach);
        next.check_sound(&place.path)?;
        let pool = parts.pool(&header)?;
        let stamper = parts.options.stamper.clone();
        let db = pool.open_writer(file, &place.path, header, stamper)?;
        db.note_in_header(|_, _| ()); // A failed write of old may be found, and not on the disk.
        db.write_header(change)?;
        let rewrites = parts.options.target == Target::InPlace;
        let pages = PoolPages::new(pool, Arc::new(db), required > 0, rewrites);
        let is_unfinished = false;
        Ok(Self { attached, lgpos_attach: lgpos, place, pages, required, committed, is_unfinished })
    }

    /// Makes a database of an empty file, as the log tells it was made.
    pub(super) fn create(
        file: Arc<dyn File>,
        place: Place,
        header: DbHeader,
        parts: &PoolParts<'_>,
        attaching: Attaching<'_>,
    ) -> Result<Self> {
        let Attaching { attached, lgpos, log, .. } = attaching;
        let pool = parts.pool(&header)?;
        let db = pool.create_writer(file, &place.path, header, parts.options.stamper.clone())?;
        db.write_header(|header, _| header.require(generation_of(log)))?;
        let pages = PoolPages::new(pool, Arc::new(db), false, false);
        let (required, committed, is_unfinished) = (0, 0, true);
        Ok(Self { attached, lgpos_attach: lgpos, place, pages, required, committed, is_unfinished })
    }

    /// All that a new database begins with is in the log.
    pub(super) fn finish_create(&mut self, log: &LogHeader) -> Result<()> {
        if std::mem::take(&mut self.is_unfinished) {
            let current = Some(generation_of(log));
            self.pages.db.write_header(|header, now| header.finish_create(current, now))?;
        }
        Ok(())
    }

    /// The replay comes to a generation: is it the one that the header speaks of, and is all that
    /// was missing explained by now?
    pub(super) fn enter(&self, log: &LogHeader) -> Result<()> {
        if log.generation == self.required {
            let disk = &self.pages.db.header().disk;
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
                return Err(RecoveryError::database(&self.place.path, code, what));
            }
        }
        if log.generation > self.required {
            self.settle()?;
            // Before any page of it may be written.
            self.pages.db.write_header(|header, _| header.require(generation_of(log)))?;
        }
        Ok(())
    }

    /// The logs have ended: were they all that the file needs? Gives whether commits are missing,
    /// if that is allowed.
    pub(super) fn check_end(&self, last: u32, is_lossy: bool) -> Result<bool> {
        let missing = |code, what| {
            let what = format!("{what}, and the logs end with generation {last:#x}");
            Err(RecoveryError::database(&self.place.path, code, what))
        };
        if self.required > last {
            let what = format!("generations up to {:#x} are required", self.required);
            return missing(JetErr::REQUIRED_LOG_FILES_MISSING, what);
        }
        if self.committed > last && !is_lossy {
            let what = format!("generations up to {:#x} have commits", self.committed);
            return missing(JetErr::COMMITTED_LOG_FILES_MISSING, what);
        }
        self.settle()?;
        Ok(self.committed > last)
    }

    /// Commits after this log are lost for good.
    pub(super) fn give_up_after(&self, last: &LogHeader) -> Result<()> {
        let last = generation_of(last);
        Ok(self.pages.db.write_header(|header, _| {
            if header.required().1 <= last.number {
                header.give_up_after(last);
            }
        })?)
    }

    /// The file has no changes from later in the log: each gap is damage.
    pub(super) fn settle(&self) -> Result<()> {
        self.pages.settle().map_err(|(gap, lgpos)| {
            RecoveryError::from(jet_btree::BtreeError::Gap { gap }).at(lgpos)
        })
    }

    /// What a change needs that takes another back.
    pub(super) fn write_cx<'a>(
        &'a self,
        journal: Option<&'a dyn jet_btree::Journal>,
        versions: &'a VersionStore,
    ) -> WriteCx<'a> {
        WriteCx {
            pool: &self.pages.pool,
            db: &self.pages.db,
            dbid: self.attached.dbid,
            journal,
            versions,
            growth_pages: 1,
            max_pages: None,
        }
    }

    /// Writes all pages and makes them durable.
    pub(super) fn flush(&self) -> Result<()> {
        let PoolPages { pool, db, .. } = &self.pages;
        pool.flush(Flush::All)?;
        Ok(pool.sync_database(db)?)
    }

    /// Writes all pages and makes them durable, then the header: the database was closed here.
    pub(super) fn detach(&self, at: Lgpos) -> Result<()> {
        self.flush()?;
        Ok(self.pages.db.write_header(|header, now| header.detach(Some(at), now))?)
    }

    /// The same for a database that leaves its stream: to an engine it is one of no stream at all.
    pub(super) fn leave_stream(&self) -> Result<()> {
        self.flush()?;
        Ok(self.pages.db.write_header(|header, now| header.detach_from_stream(now))?)
    }

    /// What became of it.
    pub(super) fn report(&self, ending: Ending) -> DatabaseReport {
        let Place { source, path, .. } = &self.place;
        let name = file_name(&self.attached);
        DatabaseReport { name, source: source.clone(), path: path.clone(), ending }
    }

    /// The file that is worked on.
    pub(super) fn path(&self) -> &PathBuf {
        &self.place.path
    }
}

/// The file name of a database in the log.
pub(super) fn file_name(attached: &NewAttachment) -> String {
    PathName { bytes: &attached.name, is_unicode: true }.file_name()
}

/// What headers say of a generation.
fn generation_of(log: &LogHeader) -> Generation {
    Generation { number: log.generation, created: log.created }
}

/// What is known of a database from a record or list.
pub(super) fn attachment(
    dbid: DbId,
    max_pages: u32,
    lgpos_consistent: Lgpos,
    sign_db: Signature,
    name: PathName<'_>,
) -> NewAttachment {
    // Old logs have 8-bit paths.
    let name = PathName::to_utf16(&name.to_string());
    NewAttachment { dbid, max_pages, lgpos_consistent, sign_db, name }
}
