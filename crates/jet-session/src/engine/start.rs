//! How an engine starts: with a new log, or behind the end of one that was closed properly, or that
//! recovery has closed ([`recovery::start`]).

use std::path::Path;
use std::sync::Arc;

use jet_log::file::DiskParams;
use jet_log::record::Init2;
use jet_log::{Log, LogOptions, LogSet, LogStart, Record};
use jet_os::Vfs;
use jet_pager::header::Generation;
use jet_types::{JetErr, Logtime, Signature};

use super::checkpoint::CheckpointFile;
use super::{Attachments, Bell, Engine, EngineLog, LogJournal};
use crate::config::{Config, Environment, LogConfig};
use crate::error::{EngineError, EngineResult};
use crate::lifecycle::SharedLife;
use crate::recovery::{self, Lookup, Start, Target};

impl Engine {
    /// An engine in its environment, with its log open.
    ///
    /// # Errors
    /// [`EngineError::Refused`] for folders that are not there; what logs and recovery say.
    pub fn start(
        environment: Environment,
        config: Config,
        life: SharedLife,
    ) -> EngineResult<Arc<Self>> {
        let bell = Arc::default();
        let log = match &config.log {
            Some(log) => Some(open_log(&environment, &config, log, (&life, &bell))?),
            None => None,
        };
        Ok(Arc::new(Self::new(environment, config, life, log, bell)))
    }
}

fn open_log(
    environment: &Environment,
    config: &Config,
    log: &LogConfig,
    (life, bell): (&SharedLife, &Arc<Bell>),
) -> EngineResult<EngineLog> {
    let vfs = &*environment.vfs;
    check_folder(vfs, &log.dir, log, JetErr::INVALID_LOG_DIRECTORY)?;
    check_folder(vfs, &log.system_dir, log, JetErr::INVALID_SYSTEM_PATH)?;
    let set = LogSet::find(vfs, &log.dir, &log.names)?;
    let options = recovery::Options {
        lookup: Lookup::AtPath,
        checkpoint_dir: Some(log.system_dir.clone()),
        target: Target::InPlace,
        undo: true,
        lossy: false,
        without_databases: false,
        cache_bytes: config.cache_bytes,
        stamper: environment.stamper(0),
    };
    let start = recovery::start(&environment.vfs, &set, config.page_size, &options)?;
    begin(environment, config, log, (life, bell), start)
}

fn check_folder(vfs: &dyn Vfs, dir: &Path, log: &LogConfig, code: JetErr) -> EngineResult<()> {
    if log.makes_folders {
        return Ok(vfs.create_dir_all(dir)?);
    }
    if vfs.exists(dir)? {
        return Ok(());
    }
    let what = format!("{}: there is no such folder", dir.display());
    Err(EngineError::Refused { what, code })
}

/// Opens the log and notes that a run begins.
fn begin(
    environment: &Environment,
    config: &Config,
    log: &LogConfig,
    (life, bell): (&SharedLife, &Arc<Bell>),
    start: Start,
) -> EngineResult<EngineLog> {
    let (sign_log, generation) = facts(&start.log);
    let params = params(config, log);
    let attachments = Attachments::with_bell(generation, start.checkpoint, Arc::clone(bell));
    let options = LogOptions {
        vfs: Arc::clone(&environment.vfs),
        clock: Arc::clone(&environment.clock),
        dir: log.dir.clone(),
        names: log.names.clone(),
        page_size: config.page_size,
        segments: log.segments,
        buffer_segments: log.buffer_segments,
        params,
        reserves: log.reserves,
        is_inline: config.is_inline,
    };
    let opened = Log::open(options, attachments.hooks(), start.log)?;
    let journal = LogJournal::new(Arc::new(opened), life.clone());
    let time = Logtime::from_unix_ms(environment.clock.unix_ms());
    let init = Record::Init2(Init2 { params: &params, time });
    let began = journal.append_noting(&[init], |_, _| ())?.first;
    let checkpoint = CheckpointFile::new(&environment.vfs, log);
    Ok(EngineLog { journal, attachments, sign_log, began, params, checkpoint })
}

/// The stream's identity, and the generation it goes on in; none when the next one is a new one,
/// which the log tells about.
fn facts(start: &LogStart) -> (Signature, Generation) {
    let none = Generation { number: 0, created: Logtime::default() };
    match start {
        LogStart::New { sign_log } => (*sign_log, none),
        LogStart::Continue { header, .. } | LogStart::Next { header, .. } => {
            let generation = Generation { number: header.generation, created: header.created };
            (header.sign_log, generation)
        }
    }
}

/// What the engine runs with, as headers tell people.
fn params(config: &Config, log: &LogConfig) -> DiskParams {
    let pages = (config.cache_bytes / config.page_size.bytes()) as u32;
    DiskParams {
        system_path: DiskParams::path(&log.system_dir.to_string_lossy()),
        log_path: DiskParams::path(&log.dir.to_string_lossy()),
        flags: u8::from(log.is_circular),
        sessions: config.max_sessions.into(),
        log_buffers: (log.buffer_segments as u32).into(),
        log_sectors: u32::from(log.segments).into(),
        cache_pages: pages.into(),
        ..DiskParams::default()
    }
}
