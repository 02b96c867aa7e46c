//! What runs in an instance: the log, the pages, the versions, and their upkeep.
//!
//! Read in this order: how trees write to the log (`journal.rs`), what keeps pages back until the
//! log covers them (`gate.rs`), which databases the log knows of (`attachments.rs`), how all of it
//! starts (`start.rs`), how transactions run on it (`work.rs`), what is done to databases
//! (`database.rs`), what is tidied up meanwhile and by whom (`cleanup.rs`, `checkpoint.rs`,
//! `housekeeper.rs`), and how it ends (`stop.rs`).
//!
//! Not here: sessions and what layers above keep with them (`instance.rs`), which session has
//! which database open (`attach.rs`).

mod attachments;
mod checkpoint;
mod cleanup;
mod database;
mod gate;
mod housekeeper;
mod journal;
mod slots;
mod start;
mod stop;
#[cfg(all(test, not(loom)))]
mod tests;
mod work;

use std::sync::{Arc, OnceLock};

use jet_btree::version::{CleanupQueue, DeadNode, Snapshot, VersionStore};
use jet_btree::{Journal, WriteCx};
use jet_log::file::DiskParams;
use jet_os::sync::atomic::{AtomicU64, AtomicUsize};
use jet_os::sync::{Mutex, Rank};
use jet_pager::{BufferPool, DbWriter, PoolConfig, PoolIo, WriteGate};
use jet_types::{DbId, Lgpos, Signature};

pub use attachments::{Attachments, Follower, NewAttachment};
pub use database::{CreateError, NewDatabase};
pub use gate::LogGate;
pub use housekeeper::{Bell, Housekeeper};
pub use journal::LogJournal;
pub use work::{Durability, Pin, Wait, Work};

use crate::config::{Config, Environment};
use crate::error::{Cause, EngineError, EngineResult};
use crate::lifecycle::SharedLife;
use crate::snapshot::Snapshots;
use slots::Slots;

/// Sessions the engine keeps for itself, beside the users'.
pub const ENGINE_SESSIONS: u32 = 69;
/// Bytes of versions per bucket of the store when it is full.
const BYTES_PER_BUCKET: usize = 512;
/// The most buckets of the version store.
const BUCKETS_MAX: usize = 1 << 17;

/// What runs in an instance.
#[derive(Debug)]
pub struct Engine {
    life: SharedLife,
    environment: Environment,
    config: Config,
    log: Option<EngineLog>,
    /// Made when the first database is opened.
    pool: OnceLock<BufferPool>,
    versions: VersionStore,
    snapshots: Snapshots,
    slots: Slots,
    /// Committed transactions whose versions may still be seen.
    committed: CleanupQueue,
    /// Nodes that nobody sees and that are still on their pages.
    dead: Mutex<Vec<DeadNode>>,
    /// Databases that may be written, by id.
    writables: Mutex<Vec<Writable>>,
    /// Held while the engine does work of its own on databases.
    upkeep: Mutex<()>,
    /// Held while versions are forgotten.
    forgetting: Mutex<()>,
    /// Calls the housekeeper.
    bell: Arc<Bell>,
    /// What the clock showed lately, in milliseconds.
    lately_ms: AtomicU64,
    /// How many transactions' versions the last clean-up had to leave.
    left: AtomicUsize,
}

/// The log of an instance, and what belongs to it.
#[derive(Debug)]
struct EngineLog {
    journal: LogJournal,
    attachments: Arc<Attachments>,
    sign_log: Signature,
    /// The record that began this run.
    began: Lgpos,
    /// What it runs with.
    params: DiskParams,
    checkpoint: checkpoint::CheckpointFile,
}

/// A database that may be written.
#[derive(Clone, Debug)]
pub struct Writable {
    /// Its number.
    pub dbid: DbId,
    /// The database.
    pub db: Arc<DbWriter>,
    /// Its last page may not be behind this one.
    pub max_pages: Option<u32>,
}

impl Engine {
    /// An engine around a log, without databases.
    fn new(
        environment: Environment,
        config: Config,
        life: SharedLife,
        log: Option<EngineLog>,
        bell: Arc<Bell>,
    ) -> Self {
        let slots = config.max_sessions as usize + ENGINE_SESSIONS as usize;
        let buckets = (config.version_bytes / BYTES_PER_BUCKET).clamp(64, BUCKETS_MAX);
        Self {
            life,
            environment,
            log,
            pool: OnceLock::new(),
            versions: VersionStore::new(config.version_bytes, buckets),
            snapshots: Snapshots::new(jet_types::TrxId(0), slots),
            slots: Slots::new(config.max_sessions as usize, ENGINE_SESSIONS as usize),
            committed: CleanupQueue::new(),
            dead: Mutex::default(),
            writables: Mutex::default(),
            upkeep: Mutex::with_rank(Rank::Upkeep, ()),
            forgetting: Mutex::with_rank(Rank::Garbage, ()),
            bell,
            lately_ms: AtomicU64::new(0),
            left: AtomicUsize::new(0),
            config,
        }
    }

    /// What the instance is made of.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Where the instance lives.
    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// The log, if there is one.
    pub fn journal(&self) -> Option<&LogJournal> {
        self.log.as_ref().map(|log| &log.journal)
    }

    /// The identity of the log stream.
    pub fn sign_log(&self) -> Option<Signature> {
        self.log.as_ref().map(|log| log.sign_log)
    }

    /// The pages in memory.
    ///
    /// # Errors
    /// When there is no memory for them.
    pub fn pool(&self) -> jet_pager::Result<&BufferPool> {
        if let Some(pool) = self.pool.get() {
            return Ok(pool);
        }
        let gate = |log: &EngineLog| LogGate::new(log.journal.clone()) as Arc<dyn WriteGate>;
        let gate = self.log.as_ref().map(gate);
        let config =
            PoolConfig { page_size: self.config.page_size, max_bytes: self.config.cache_bytes };
        let pool = BufferPool::with_io(config, PoolIo { gate, ..PoolIo::default() })?;
        Ok(self.pool.get_or_init(|| pool))
    }

    /// What nodes were before.
    pub fn versions(&self) -> &VersionStore {
        &self.versions
    }

    /// What an operation outside any transaction sees.
    pub fn now(&self) -> Snapshot {
        Snapshot { limit: self.snapshots.current_limit(), own: None }
    }

    /// What changing a database takes, beside a transaction.
    ///
    /// # Panics
    /// When no database was ever opened.
    pub fn write_cx<'a>(&'a self, writable: &'a Writable) -> WriteCx<'a> {
        WriteCx {
            pool: self.pool.get().expect("made when the first database was opened"),
            db: &writable.db,
            dbid: writable.dbid,
            journal: self.journal().map(|journal| journal as &dyn Journal),
            versions: &self.versions,
            growth_pages: self.config.growth_pages,
            max_pages: writable.max_pages,
        }
    }

    /// The writable database of this number.
    pub fn writable(&self, dbid: DbId) -> Option<Writable> {
        self.writables.lock().iter().find(|writable| writable.dbid == dbid).cloned()
    }

    /// All writable databases.
    fn writables(&self) -> Vec<Writable> {
        self.writables.lock().clone()
    }

    /// The instance is over, as what must not fail failed.
    fn fatal(&self, error: EngineError) -> EngineError {
        let cause = match error.code() {
            jet_types::JetErr::LOG_DISK_FULL => Cause::LogDiskFull,
            _ => Cause::Failure,
        };
        tracing::error!(%error, "the instance is unavailable");
        self.life.get().become_unavailable(cause);
        error
    }

    /// Whether updates may start now.
    ///
    /// # Errors
    /// What the log says.
    fn check_update(&self) -> EngineResult<()> {
        match self.journal() {
            Some(journal) => Ok(journal.heed(journal.log().check_update())?),
            None => Ok(()),
        }
    }
}
