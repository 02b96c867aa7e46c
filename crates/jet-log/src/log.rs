//! The log as the engine sees it: append, and wait until it is durable.
//!
//! `append` encodes into the buffer and returns where; nothing is durable by that. Whoever needs
//! durability waits for the position of a record, or asks for it without waiting. The log runs on
//! a thread of its own, or *inline*: then there is none, whoever waits does the writing, and all
//! that happens is the same every time; an inline log serves one thread.
//!
//! Appending may wait for room in the buffer, with latches and locks of ranks before
//! `LogBuffer` held; the log's thread takes none of those, and neither may the [`LogHooks`].

mod open;
mod stats;
#[cfg(all(test, not(loom)))]
mod tests;

use std::fmt;
use std::sync::Arc;

use jet_os::sync::atomic::{AtomicU32, Ordering::Relaxed};
use jet_os::sync::ring::Full;
use jet_os::sync::{Mutex, Rank, thread};
use jet_os::vfs::workers::Workers;
use jet_types::{JetErr, Lgpos};

use crate::buffer::{Appended, LogBuffer};
use crate::durability::Durability;
use crate::error::{LogError, Result};
use crate::file::{Attachment, LogHeader};
use crate::record::Record;
use crate::writer::{Files, Writer};
pub use open::{LogOptions, LogStart, secure_end};
pub use stats::{LogCounts, LogStats};

/// Updates are refused from this generation on, so that the rest is left for rolling back.
/// Source: ESE `daedef.hxx`, `lGenerationMax`.
const GENERATION_MAX: u32 = 0x7FFF_F800;
/// Nothing can be appended from this generation on.
const GENERATION_END: u32 = 0x7FFF_FFF0;

/// A log being written.
pub struct Log {
    buffer: jet_os::sync::Arc<LogBuffer>,
    durability: Arc<Durability>,
    stats: Arc<LogStats>,
    files: Arc<Files>,
    needed: Arc<AtomicU32>,
    runner: Runner,
}

/// Who does the writing.
enum Runner {
    /// A thread; `None` once it ended.
    Thread(Mutex<Option<thread::JoinHandle<()>>>),
    /// Whoever waits. `None` while somebody does. No lock is held during a round.
    Inline(Mutex<Option<Box<Writer>>>),
}

/// What the log asks of the engine above. Both are called between two generations, on the log's
/// thread, inline by whoever appends or waits; so they take no lock of a rank before `LogBuffer`
/// and no latch, and do not append.
pub struct LogHooks {
    /// What the header of a generation shall say, given the position where it begins.
    pub at_roll: Box<dyn Fn(Lgpos) -> AtRoll + Send>,
    /// The generation with this header exists and will get records as soon as this returns: the
    /// time to tell the headers of databases.
    pub rolled: Box<Rolled>,
}

/// Is told the header of a generation that begins.
pub type Rolled = dyn Fn(&LogHeader) -> std::result::Result<(), HookError> + Send;

/// What the header of a generation says of the engine's state.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct AtRoll {
    /// The databases attached where the generation begins: attached before, and not detached
    /// before.
    pub attached: Vec<Attachment>,
    /// Where the checkpoint is.
    pub checkpoint: Lgpos,
}

/// Why a hook failed, which is the death of the log.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{what}")]
pub struct HookError {
    /// The code a JET caller sees.
    pub code: JetErr,
    /// What failed.
    pub what: String,
}

impl Log {
    /// Appends a record. Gives its position.
    ///
    /// # Errors
    /// As [`append_with`](Self::append_with).
    pub fn append(&self, record: &Record<'_>) -> Result<Lgpos> {
        self.append_group(&[record]).map(|appended| appended.first)
    }

    /// Appends records side by side, with none of another thread between them and all in one
    /// generation.
    ///
    /// # Errors
    /// As [`append_with`](Self::append_with).
    pub fn append_group(&self, records: &[&Record<'_>]) -> Result<Appended> {
        let fill = |number: usize, _, place: &mut [u8]| {
            if let Some(record) = records.get(number) {
                record.encode(place);
            }
        };
        match records {
            [one] => self.append_with(&[one.encoded_len()], fill),
            _ => {
                let lens: Vec<usize> = records.iter().map(|record| record.encoded_len()).collect();
                self.append_with(&lens, fill)
            }
        }
    }

    /// Appends records of these lengths side by side. `fill` is given the number of each, its
    /// position and its place, and must fill that without waiting for anything. Waits for room in
    /// the buffer when there is none.
    ///
    /// # Errors
    /// [`LogError::Dead`]; [`LogError::TooLong`] when the group does not fit the buffer or a file;
    /// [`LogError::SequenceEnd`]. Nothing was appended then.
    ///
    /// # Panics
    /// When there is no record, or one without bytes.
    pub fn append_with(
        &self,
        lens: &[usize],
        mut fill: impl FnMut(usize, Lgpos, &mut [u8]),
    ) -> Result<Appended> {
        assert!(!lens.is_empty() && !lens.contains(&0), "records of {lens:?} bytes");
        self.buffer.check(lens)?;
        loop {
            self.durability.check()?;
            if self.generation() >= GENERATION_END {
                return Err(LogError::SequenceEnd);
            }
            match self.buffer.try_append(lens, &mut fill) {
                Ok(appended) => {
                    let is_in_one = appended.first.sector == appended.end.sector;
                    if !is_in_one && self.buffer.is_half_full() {
                        self.press();
                    }
                    return Ok(appended);
                }
                Err(full) => self.wait_for_room(full)?,
            }
        }
    }

    /// Waits until the record at `lgpos`, and all before it, are durable.
    ///
    /// # Errors
    /// [`LogError::Dead`]: it may or may not be.
    pub fn wait_durable(&self, lgpos: Lgpos) -> Result<()> {
        self.wait(self.end_of(lgpos))
    }

    /// Asks that the record at `lgpos`, and all before it, become durable soon. An inline log does
    /// it when somebody waits.
    pub fn request_flush(&self, lgpos: Lgpos) {
        self.durability.request(self.end_of(lgpos));
    }

    /// Waits until all that was appended is durable.
    ///
    /// # Errors
    /// [`LogError::Dead`].
    pub fn flush_all(&self) -> Result<()> {
        self.wait(self.buffer.end())
    }

    /// Records that start before this position are durable.
    pub fn durable(&self) -> Lgpos {
        self.buffer.layout().lgpos(self.durability.durable())
    }

    /// The tip of the log: records appended from now on start here or later. Whatever a thread did
    /// before it appended a record is seen by whoever finds the tip to be past it.
    pub fn tip(&self) -> Lgpos {
        self.buffer.layout().lgpos(self.buffer.end())
    }

    /// The generation of the tip.
    pub fn generation(&self) -> u32 {
        self.tip().generation
    }

    /// Why the log is dead, if it is. It then stays so.
    pub fn cause_of_death(&self) -> Option<Arc<LogError>> {
        self.durability.cause()
    }

    /// Whether the engine may start an update now. What ends one, commit and rollback, need not
    /// ask.
    ///
    /// # Errors
    /// [`LogError::Dead`]; [`LogError::DiskFull`] while a reserve file is in use;
    /// [`LogError::SequenceEnd`].
    pub fn check_update(&self) -> Result<()> {
        self.durability.check()?;
        if self.files.is_low.load(Relaxed) {
            return Err(LogError::DiskFull);
        }
        if self.generation() >= GENERATION_MAX {
            return Err(LogError::SequenceEnd);
        }
        Ok(())
    }

    /// Tries to make the reserve files that were used; does nothing when none were. With success
    /// updates may go on.
    ///
    /// # Errors
    /// [`LogError::DiskFull`] as long as it is, or what the file system says.
    pub fn restore_reserves(&self) -> Result<()> {
        if self.files.is_low.load(Relaxed) { self.files.make_reserves() } else { Ok(()) }
    }

    /// Tells that generations before this one are needed neither for recovery nor for a backup.
    /// With circular logging they are then used again or removed at the next roll.
    pub fn set_needed(&self, generation: u32) {
        self.needed.store(generation, Relaxed);
    }

    /// Ends the current generation, unless it is empty, and waits until it bears the name of a
    /// full one. Its rest is left empty.
    ///
    /// # Errors
    /// [`LogError::Dead`].
    pub fn roll(&self) -> Result<()> {
        let layout = self.buffer.layout();
        let end = self.buffer.end();
        let file_end = layout.file_end(end);
        let is_first_segment = layout.lgpos(end).sector == 1;
        if is_first_segment && self.durability.durable() == end {
            return Ok(());
        }
        while self.buffer.end() < file_end {
            self.durability.check()?;
            if let Err(full) = self.buffer.try_skip_file(end) {
                self.wait_for_room(full)?;
            }
        }
        self.wait(file_end)
    }

    /// Makes all durable, ends the log's thread and lets go of its files. Nothing can be appended
    /// from here on.
    ///
    /// # Errors
    /// [`LogError::Dead`].
    pub fn close(&self) -> Result<()> {
        let result = self.flush_all();
        self.abandon();
        result
    }

    /// As [`close`](Self::close) without making anything durable: as a crash would.
    pub fn abandon(&self) {
        self.end();
        self.durability.die(LogError::Closed);
    }

    /// What the log did so far.
    pub fn stats(&self) -> LogCounts {
        self.stats.counts()
    }

    /// Up to where the log must be durable for the record at `lgpos` to be: writes end with
    /// records, so its first byte is enough. Nobody waits for what was not appended.
    fn end_of(&self, lgpos: Lgpos) -> u64 {
        (self.buffer.layout().position(lgpos) + 1).min(self.buffer.end())
    }

    fn wait(&self, end: u64) -> Result<()> {
        match &self.runner {
            Runner::Thread(_) => {
                if self.durability.wait(end)? {
                    self.stats.waits.fetch_add(1, Relaxed);
                }
                Ok(())
            }
            Runner::Inline(writer) => {
                while self.durability.durable() < end {
                    self.durability.check()?;
                    self.step(writer);
                }
                Ok(())
            }
        }
    }

    fn wait_for_room(&self, full: Full) -> Result<()> {
        self.stats.room_waits.fetch_add(1, Relaxed);
        match &self.runner {
            Runner::Thread(_) => self.durability.wait_for_room(full.tail, || self.buffer.tail()),
            Runner::Inline(writer) => {
                self.step(writer);
                self.durability.check()
            }
        }
    }

    fn press(&self) {
        match &self.runner {
            Runner::Thread(_) => self.durability.press(),
            // Room is made when it is needed.
            Runner::Inline(_) => {}
        }
    }

    /// One round in this thread.
    fn step(&self, place: &Mutex<Option<Box<Writer>>>) {
        let writer = place.lock().take();
        let mut writer = writer.expect("an inline log serves one thread, and hooks do not append");
        if let Err(error) = writer.step() {
            tracing::error!(%error, "the log is dead");
            self.durability.die(error);
        }
        *place.lock() = Some(writer);
    }

    fn end(&self) {
        self.durability.end();
        match &self.runner {
            Runner::Thread(handle) => {
                let handle = handle.lock().take();
                // A panic of the writer was the death of the log, which waiters were told.
                drop(handle.map(thread::JoinHandle::join));
            }
            Runner::Inline(writer) => drop(writer.lock().take()),
        }
    }
}

impl Drop for Log {
    /// Ends the thread after the round it is at; what was not asked for is not written.
    fn drop(&mut self) {
        self.end();
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Log(tip {}, durable {})", self.tip(), self.durable())
    }
}

impl fmt::Debug for LogHooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LogHooks")
    }
}

/// Threads of an inline log: none.
fn workers(is_inline: bool) -> Workers {
    if is_inline { Workers::inline() } else { Workers::new(1) }
}

fn start(writer: Writer, is_inline: bool) -> Runner {
    if is_inline {
        Runner::Inline(Mutex::with_rank(Rank::LogBuffer, Some(Box::new(writer))))
    } else {
        let handle = thread::spawn(move || writer.run());
        Runner::Thread(Mutex::with_rank(Rank::LogBuffer, Some(handle)))
    }
}
