//! What an instance is made of: checked, typed, and fixed once it is initialised.

use std::path::PathBuf;
use std::sync::Arc;

use jet_log::LogNames;
use jet_os::{Clock, RealClock, RealVfs, Rng, Vfs};
use jet_pager::Stamper;
use jet_types::PageSize;

/// Memory for pages when nobody says how much.
pub const CACHE_BYTES_DEFAULT: usize = 64 << 20;
/// Memory for versions when nobody says how much: 64 buckets of 32 KiB.
pub const VERSION_BYTES_DEFAULT: usize = 64 * (32 << 10);
/// How far the checkpoint may lie behind when nobody says.
pub const CHECKPOINT_DEPTH_DEFAULT: u64 = 20 << 20;

/// Where an instance lives: its files, its time, its randomness.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The file system.
    pub vfs: Arc<dyn Vfs>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// What makes identities differ.
    pub rng: Rng,
}

/// What an instance is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// How many user sessions there may be, at most 30,000.
    pub max_sessions: u32,
    /// Commit bits every new session starts with; the only one that may change later.
    pub commit_default: u32,
    /// Bytes per page of every database.
    pub page_size: PageSize,
    /// Memory for pages, in bytes.
    pub cache_bytes: usize,
    /// Memory for versions, in bytes.
    pub version_bytes: usize,
    /// How much of that the oldest transaction may use, in percent.
    pub max_transaction_percent: u32,
    /// Files grow by so many pages at a time.
    pub growth_pages: u32,
    /// The log; `None` for an instance that cannot be recovered.
    pub log: Option<LogConfig>,
    /// Whether there are no threads: upkeep is done when somebody asks, and all that happens is the
    /// same every time. Such an instance serves one thread.
    pub is_inline: bool,
}

/// How an instance logs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogConfig {
    /// The folder of the logs.
    pub dir: PathBuf,
    /// The folder of the checkpoint.
    pub system_dir: PathBuf,
    /// What files are called.
    pub names: LogNames,
    /// Length of a log file in segments of 4096 bytes, 16 or more.
    pub segments: u16,
    /// Length of the log's buffer in segments.
    pub buffer_segments: usize,
    /// Whether logs that are not needed any more are used again.
    pub is_circular: bool,
    /// Files kept for when the log's disk is full.
    pub reserves: u32,
    /// Bytes of log that recovery may have to read.
    pub checkpoint_depth: u64,
    /// Whether folders that are missing are made.
    pub makes_folders: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            max_sessions: 16,
            commit_default: 0,
            page_size: PageSize::KIB_4,
            cache_bytes: CACHE_BYTES_DEFAULT,
            version_bytes: VERSION_BYTES_DEFAULT,
            max_transaction_percent: 100,
            growth_pages: 256,
            log: None,
            is_inline: false,
        }
    }
}

impl LogConfig {
    /// Logs of 5 MB in a folder, together with their checkpoint.
    pub fn in_folder(dir: impl Into<PathBuf>) -> Self {
        let dir = dir.into();
        Self {
            system_dir: dir.clone(),
            dir,
            names: LogNames::new("edb"),
            segments: 1280,
            buffer_segments: 126,
            is_circular: false,
            reserves: 0,
            checkpoint_depth: CHECKPOINT_DEPTH_DEFAULT,
            makes_folders: false,
        }
    }
}

impl Environment {
    /// The operating system's.
    pub fn real() -> Self {
        Self { vfs: Arc::new(RealVfs), clock: Arc::new(RealClock::new()), rng: Rng::from_os() }
    }

    /// What headers are stamped with; each stamper makes identities of its own.
    pub(crate) fn stamper(&self, salt: u64) -> Stamper {
        let mut rng = self.rng.clone();
        let seed = rng.next_u64() ^ salt;
        Stamper { clock: Arc::clone(&self.clock), rng: Rng::new(seed) }
    }
}

impl Default for Environment {
    fn default() -> Self {
        Self::real()
    }
}
