//! The checkpoint: where recovery would start.
//!
//! Invariants, cited in code by number:
//! - K1. The tip is read first, then the databases on the move, the sessions, the pages and files:
//!   what the tip covers is seen.
//! - K2. All that was appended before the sessions were looked at is durable before the checkpoint
//!   moves: a transaction that was not seen any more has its last record in there, and without it
//!   would have to be undone from before the checkpoint.
//! - K3. Headers are durable before the checkpoint file. Ahead of it they do no harm.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jet_log::Checkpoint;
use jet_os::sync::atomic::{AtomicU64, Ordering::Relaxed};
use jet_os::sync::{Mutex, Rank};
use jet_os::{File, OpenMode, Vfs};
use jet_pager::Flush;
use jet_types::Lgpos;

use super::{Engine, EngineLog};
use crate::config::LogConfig;
use crate::error::EngineResult;

/// Bytes of a log segment.
const SEGMENT_BYTES: u64 = jet_log::file::SEGMENT_BYTES as u64;

/// The file of the checkpoint, open once it was written.
#[derive(Debug)]
pub(super) struct CheckpointFile {
    vfs: Arc<dyn Vfs>,
    path: PathBuf,
    /// Segments of a log file that hold records.
    segments: u64,
    /// How far the checkpoint may lie behind.
    depth: u64,
    /// Bytes of log there were when it was last tried to move it.
    tried: AtomicU64,
    file: Mutex<Option<Arc<dyn File>>>,
}

impl CheckpointFile {
    pub(super) fn new(vfs: &Arc<dyn Vfs>, log: &LogConfig) -> Self {
        Self {
            vfs: Arc::clone(vfs),
            path: log.system_dir.join(log.names.checkpoint()),
            segments: u64::from(log.segments) - 1,
            depth: log.checkpoint_depth,
            tried: AtomicU64::new(0),
            file: Mutex::with_rank(Rank::DbHeader, None),
        }
    }

    /// Writes both copies, durable one after the other.
    fn write(&self, checkpoint: &Checkpoint) -> EngineResult<()> {
        let mut open = self.file.lock();
        let file = match &*open {
            Some(file) => Arc::clone(file),
            None => self.open()?,
        };
        checkpoint.write(&*file)?;
        if open.is_none() {
            // Its name too.
            let dir = self.path.parent().unwrap_or(Path::new(""));
            self.vfs.sync_dir(dir)?;
            *open = Some(file);
        }
        Ok(())
    }

    fn open(&self) -> EngineResult<Arc<dyn File>> {
        let is_there = self.vfs.exists(&self.path)?;
        let mode = if is_there { OpenMode::ReadWrite } else { OpenMode::CreateNew };
        Ok(self.vfs.open(&self.path, mode)?)
    }

    /// Whether a checkpoint lies further behind than it should.
    fn is_deep(&self, tip: u64, checkpoint: Lgpos) -> bool {
        tip.saturating_sub(self.bytes_to(checkpoint)) > self.depth
    }

    /// Bytes of log up to a position, counted from somewhere.
    fn bytes_to(&self, lgpos: Lgpos) -> u64 {
        let segments = u64::from(lgpos.generation) * self.segments + u64::from(lgpos.sector);
        segments * SEGMENT_BYTES + u64::from(lgpos.offset)
    }

    /// The position of the segment so many bytes before another one.
    fn before(&self, lgpos: Lgpos, bytes: u64) -> Lgpos {
        let at = self.bytes_to(lgpos).saturating_sub(bytes) / SEGMENT_BYTES;
        // Segment 0 is a header: of the numbers, 1 to `segments` are of one generation.
        let from_first = at.saturating_sub(1);
        Lgpos {
            generation: (from_first / self.segments) as u32,
            sector: (from_first % self.segments) as u16 + 1,
            offset: 0,
        }
    }

    /// Lets go of the file.
    pub(super) fn close(&self) {
        *self.file.lock() = None;
    }
}

impl Engine {
    /// Moves the checkpoint as far as it can go now, writing pages back where it lies too far
    /// behind. Gives where it is.
    ///
    /// # Errors
    /// What log and files may give. The checkpoint is where it was.
    pub fn checkpoint(&self) -> EngineResult<Lgpos> {
        let Some(log) = &self.log else { return Ok(Lgpos::NONE) };
        let _upkeep = self.upkeep.lock();
        self.write_back(log)?;
        self.advance(log)
    }

    /// Writes all pages back, and moves the checkpoint as far as that lets it.
    ///
    /// # Errors
    /// As [`checkpoint`](Self::checkpoint).
    pub fn flush(&self) -> EngineResult<Lgpos> {
        let _upkeep = self.upkeep.lock();
        if let Some(pool) = self.pool.get() {
            pool.flush(Flush::All)?;
        }
        self.log.as_ref().map_or(Ok(Lgpos::NONE), |log| self.advance(log))
    }

    /// Whether the checkpoint lies further behind than it should, and the log has grown since it was
    /// last tried to move it: what holds it may be a transaction that goes on and on.
    pub fn wants_checkpoint(&self) -> bool {
        self.log.as_ref().is_some_and(|log| {
            let file = &log.checkpoint;
            let tip = file.bytes_to(log.journal.log().tip());
            let has_grown = tip.saturating_sub(file.tried.load(Relaxed)) > file.depth / 8;
            has_grown && file.is_deep(tip, log.attachments.checkpoint())
        })
    }

    /// Writes back the pages that keep the checkpoint from coming within half of its depth.
    fn write_back(&self, log: &EngineLog) -> EngineResult<()> {
        let file = &log.checkpoint;
        let tip = file.bytes_to(log.journal.log().tip());
        file.tried.store(tip, Relaxed);
        let is_deep = file.is_deep(tip, log.attachments.checkpoint());
        if let (true, Some(pool)) = (is_deep, self.pool.get()) {
            pool.flush(Flush::UpTo(file.before(log.journal.log().tip(), file.depth / 2)))?;
        }
        Ok(())
    }

    fn advance(&self, log: &EngineLog) -> EngineResult<Lgpos> {
        let now = log.attachments.checkpoint();
        let Some(pool) = self.pool.get() else { return Ok(now) };
        for writable in self.writables() {
            pool.sync_database(&writable.db)?;
        }
        let tip = log.journal.log().tip(); // K1.
        if log.attachments.is_moving() {
            return Ok(now);
        }
        let begin = self.slots.oldest_begin();
        let page = pool.oldest(None);
        let candidate = [begin, page].into_iter().flatten().fold(tip, Lgpos::min);
        if candidate <= now {
            return Ok(now);
        }
        log.journal.flush_all()?; // K2.
        log.attachments.with_followers(|followers| {
            let start = |db: &jet_pager::DbWriter| {
                db.write_header(|header, _| header.start_at(candidate.generation))
            };
            followers.iter().try_for_each(|follower| start(&follower.writer))
        })?;
        self.set_checkpoint(log, candidate, true)?; // K3.
        Ok(candidate)
    }

    /// Writes the checkpoint file. The list of databases goes along while there is one.
    pub(super) fn set_checkpoint(
        &self,
        log: &EngineLog,
        at: Lgpos,
        has_list: bool,
    ) -> EngineResult<()> {
        let attached = has_list.then(|| log.attachments.at(at));
        log.checkpoint.write(&Checkpoint {
            checkpoint: at,
            db_consistency: at,
            sign_log: log.sign_log,
            params: log.params,
            attached,
            ..Checkpoint::default()
        })?;
        log.attachments.set_checkpoint(at);
        log.journal.log().set_needed(at.generation);
        Ok(())
    }
}
