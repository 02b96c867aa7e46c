//! How an engine starts: with a new log, or at the end of one that was closed properly, or one that
//! recovery has brought there.

use std::path::Path;
use std::sync::Arc;

use jet_log::file::DiskParams;
use jet_log::record::Init2;
use jet_log::{Checkpoint, Log, LogFile, LogOptions, LogSet, LogStart, Record};
use jet_os::{OpenMode, Vfs};
use jet_pager::header::Generation;
use jet_types::{JetErr, Lgpos, Logtime, PageSize, Signature};

use super::checkpoint::CheckpointFile;
use super::{Attachments, Engine, EngineLog, LogJournal};
use crate::config::{Config, Environment, LogConfig};
use crate::error::{EngineError, EngineResult};
use crate::lifecycle::Lifecycle;

/// What the log of an engine that starts is.
enum Found {
    /// There is none.
    Nothing,
    /// It was closed properly.
    Closed(Box<LogFile>),
    /// It was not.
    Open,
}

impl Engine {
    /// An engine in its environment, with its log open.
    ///
    /// # Errors
    /// [`EngineError::Refused`] for folders that are not there; what logs and recovery say.
    pub fn start(
        environment: Environment,
        config: Config,
        life: Arc<Lifecycle>,
    ) -> EngineResult<Arc<Self>> {
        let log = match &config.log {
            Some(log) => Some(open_log(&environment, &config, log, &life)?),
            None => None,
        };
        Ok(Arc::new(Self::new(environment, config, life, log)))
    }
}

fn open_log(
    environment: &Environment,
    config: &Config,
    log: &LogConfig,
    life: &Arc<Lifecycle>,
) -> EngineResult<EngineLog> {
    let vfs = &*environment.vfs;
    check_folder(vfs, &log.dir, log, JetErr::INVALID_LOG_DIRECTORY)?;
    check_folder(vfs, &log.system_dir, log, JetErr::INVALID_SYSTEM_PATH)?;
    let set = LogSet::find(vfs, &log.dir, &log.names)?;
    let checkpoint = CheckpointFile::new(&environment.vfs, log);
    let start = match look(vfs, &set, &checkpoint)? {
        Found::Nothing => {
            checkpoint.remove()?;
            LogStart::New { sign_log: environment.stamper(0).signature() }
        }
        Found::Closed(file) => behind(&file, config.page_size)?,
        Found::Open => recovered(environment, config, log)?,
    };
    begin(environment, config, log, life, start, checkpoint)
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

/// Looks at the end of a stream. It was closed properly when it ends with the record that says so,
/// and the checkpoint has come to that record.
fn look(vfs: &dyn Vfs, set: &LogSet, checkpoint: &CheckpointFile) -> EngineResult<Found> {
    let Some(name) = &set.current else {
        let is_new = set.archived.is_empty();
        return Ok(if is_new { Found::Nothing } else { Found::Open });
    };
    let file = LogFile::read(vfs, &set.path(name))?;
    if file.check().is_err() {
        return Ok(Found::Open);
    }
    let (quit, checkpoint) = (file.quit(), checkpoint.read()?);
    let is_closed = match (quit, checkpoint) {
        (Some(quit), Some(Checkpoint { checkpoint, sign_log, .. })) => {
            quit == checkpoint && sign_log == file.header().sign_log
        }
        _ => false,
    };
    Ok(if is_closed { Found::Closed(Box::new(file)) } else { Found::Open })
}

fn behind(file: &LogFile, page_size: PageSize) -> EngineResult<LogStart> {
    let found = file.header().page_size;
    if found != page_size {
        return Err(jet_log::LogError::PageSize { found, expected: page_size }.into());
    }
    Ok(LogStart::behind(file))
}

/// Recovers a stream that was not closed properly, and gives where it goes on.
fn recovered(_: &Environment, _: &Config, log: &LogConfig) -> EngineResult<LogStart> {
    let what = format!("{}: the log was not closed properly", log.dir.display());
    Err(EngineError::Refused { what, code: JetErr::DATABASE_DIRTY_SHUTDOWN })
}

/// Opens the log and notes that a run begins.
fn begin(
    environment: &Environment,
    config: &Config,
    log: &LogConfig,
    life: &Arc<Lifecycle>,
    start: LogStart,
    checkpoint: CheckpointFile,
) -> EngineResult<EngineLog> {
    let (sign_log, generation) = facts(&start);
    let params = params(config, log);
    let attachments = Attachments::new(generation, Lgpos::NONE);
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
    let opened = Log::open(options, attachments.hooks(), start)?;
    let journal = LogJournal::new(Arc::new(opened), Arc::clone(life));
    let time = Logtime::from_unix_ms(environment.clock.unix_ms());
    let init = Record::Init2(Init2 { params: &params, time });
    let began = journal.append_noting(&[init], |_, _| ())?.first;
    attachments.set_checkpoint(began);
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

impl CheckpointFile {
    /// The checkpoint, if there is one that can be read.
    fn read(&self) -> EngineResult<Option<Checkpoint>> {
        if !self.vfs().exists(self.path())? {
            return Ok(None);
        }
        let file = self.vfs().open(self.path(), OpenMode::Read)?;
        match Checkpoint::read(&*file) {
            Ok((checkpoint, _)) => Ok(Some(checkpoint)),
            Err(error) if error.is_damage() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes one that belongs to no log.
    fn remove(&self) -> EngineResult<()> {
        if self.vfs().exists(self.path())? {
            self.vfs().remove(self.path())?;
        }
        Ok(())
    }
}
