//! The one writer: takes what is published, writes it in whole segments, makes it durable, and
//! goes on in the next file when one is full.
//!
//! The writer is a value whose [`step`](Writer::step) does one round. A thread runs it when asked;
//! in simulations whoever waits runs it. While a round is at work everybody else appends, so that
//! the next round takes them all: commits share syncs without waiting for each other on purpose.
//!
//! Invariants:
//! - W1. A round starts only after the sync of the round before succeeded.
//! - W2. A segment is written once, when all of it is published.
//! - W3. A file gets records only when it has its name, durably, and all files before it are
//!   durable from end to end.

mod files;

use std::collections::BTreeMap;
use std::sync::Arc;

use jet_os::sync::atomic::{AtomicU32, Ordering::Relaxed};
use jet_os::vfs::workers::{Ticket, Workers};
use jet_os::{Clock, File};
use jet_types::{Lgpos, Logtime};
use zerocopy::FromBytes;

use crate::buffer::{Layout, LogDrain};
use crate::durability::{Durability, Work};
use crate::error::{LogError, Result};
use crate::file::{LogFlags, LogHeader, LogVersion, SEGMENT_BYTES, Segment};
use crate::log::{LogHooks, LogStats};
pub use files::Files;
use files::{Chores, Done, Prepared};

const SEGMENT: u64 = SEGMENT_BYTES as u64;
/// Full logs that are kept although the checkpoint has passed them.
const KEPT: u32 = 2;

/// The writer.
pub struct Writer {
    pub parts: Parts,
    pub layout: Layout,
    pub drain: LogDrain,
    pub durability: Arc<Durability>,
    pub stats: Arc<LogStats>,
}

/// The writer without what it takes from appenders: the files.
pub struct Parts {
    pub files: Arc<Files>,
    pub workers: Workers,
    pub clock: Arc<dyn Clock>,
    pub hooks: LogHooks,
    /// The header of the file being written; before the first one, what it shall have in common
    /// with others, and generation 0.
    pub header: LogHeader,
    /// The file being written.
    pub file: Option<Arc<dyn File>>,
    /// Its name, which in a stream from elsewhere may be spelled differently.
    pub current: String,
    /// XOR of the checksums of all data segments of the file.
    pub checksum: u64,
    /// Full files by generation.
    pub archived: BTreeMap<u32, String>,
    /// Generations below are needed by nobody.
    pub needed: Arc<AtomicU32>,
    pub next: Option<Ticket<Done>>,
}

impl Writer {
    /// Does rounds as long as asked for. An error, or a panic, is the death of the log.
    pub fn run(mut self) {
        let guard = DieOnPanic(Arc::clone(&self.durability));
        while self.durability.next_work() == Work::Write {
            if let Err(error) = self.step() {
                tracing::error!(%error, "the log is dead");
                self.durability.die(error);
                break;
            }
        }
        std::mem::forget(guard);
    }

    /// Writes all there is and makes it durable. Whoever calls it declares the log dead when it
    /// fails.
    ///
    /// # Errors
    /// Whatever fails: what was to be written may or may not be there.
    pub fn step(&mut self) -> Result<()> {
        let closed = self.drain.close();
        if closed == self.drain.next() {
            return Ok(());
        }
        self.drain.wait(closed)?;
        self.stats.groups.fetch_add(1, Relaxed);
        while self.drain.next() < closed {
            let first = self.drain.next();
            let file_end = self.layout.file_end(first * SEGMENT) / SEGMENT;
            let end = closed.min(file_end);
            self.write(end - first)?;
            // W2. What the system has taken need not stay here.
            self.drain.release(end - first);
            self.durability.publish_room(end);
            self.parts.sync(&self.stats)?;
            if end == file_end {
                // The last byte of a file is never a record's start: this covers all there are,
                // and whoever waits for the whole file waits for the roll.
                self.durability.publish(end * SEGMENT - 1);
                self.parts.roll(&self.stats)?;
            }
            self.durability.publish(end * SEGMENT);
        }
        Ok(())
    }

    /// Writes the first segments, which are all of one file and of one group.
    fn write(&mut self, count: u64) -> Result<()> {
        let first = self.layout.lgpos(self.drain.next() * SEGMENT);
        let Self { parts, drain, stats, .. } = self;
        drain.look(count, |head, tail| {
            let mut place = first;
            for part in [head, tail] {
                let offset = u64::from(place.sector) * SEGMENT;
                let (segments, _) = part.as_chunks_mut::<SEGMENT_BYTES>();
                for bytes in segments {
                    let segment = Segment::mut_from_bytes(bytes);
                    let segment = segment.expect("as many bytes as a segment has");
                    parts.checksum ^= segment.seal(place, segment.header.started, first.sector);
                    place.sector += 1;
                }
                if !part.is_empty() {
                    parts.file().write_at(part, offset)?;
                    stats.writes.fetch_add(1, Relaxed);
                }
            }
            stats.segments.fetch_add(count, Relaxed);
            Ok(())
        })
    }
}

impl Parts {
    fn file(&self) -> &dyn File {
        self.file.as_deref().expect("a log has a file, but while it rolls")
    }

    fn sync(&self, stats: &LogStats) -> Result<()> {
        self.file().sync()?;
        stats.syncs.fetch_add(1, Relaxed);
        Ok(())
    }

    /// Ends the file being written, if there is one, and starts the next generation.
    ///
    /// # Errors
    /// Whatever fails. Between the two renames there is no current log; recovery knows.
    ///
    /// Source: ESE `logstream.cxx`, `ErrLGNewLogFile`.
    pub fn roll(&mut self, stats: &LogStats) -> Result<()> {
        let Prepared { file, is_reserve } = self.take_next()?;
        let header = self.next_header(is_reserve)?;
        let generation = header.generation;
        file.write_at(&*header.encode()?, 0)?;
        file.sync()?;
        stats.syncs.fetch_add(1, Relaxed);
        let (vfs, names) = (&self.files.vfs, &self.files.names);
        if self.file.take().is_some() {
            let name = names.archived(self.header.generation);
            vfs.rename(&self.files.path(&self.current), &self.files.path(&name))?;
            self.archived.insert(self.header.generation, name);
        }
        self.current = names.current();
        vfs.rename(&self.files.path(&names.prepared()), &self.files.path(&self.current))?;
        // W3.
        vfs.sync_dir(&self.files.dir)?;
        (self.file, self.header, self.checksum) = (Some(file), header, 0);
        (self.hooks.rolled)(&self.header)?;
        stats.rolls.fetch_add(1, Relaxed);
        tracing::info!(generation, "log generation");
        self.start_chores();
        Ok(())
    }

    fn next_header(&self, is_reserve: bool) -> Result<LogHeader> {
        let last = &self.header;
        let generation = last.generation + 1;
        let first = Lgpos { generation, sector: 1, offset: 0 };
        let at_roll = (self.hooks.at_roll)(first);
        let mut flags = 0;
        if is_reserve {
            flags |= LogFlags::RESERVED.0;
        }
        if last.params.is_circular() {
            flags |= LogFlags::CIRCULAR.0;
        }
        if last.generation > 0
            && last.flags.0 & (LogFlags::CIRCULAR.0 | LogFlags::WAS_CIRCULAR.0) != 0
        {
            flags |= LogFlags::WAS_CIRCULAR.0;
        }
        Ok(LogHeader {
            generation,
            created: Logtime::from_unix_ms(self.clock.unix_ms()),
            previous_created: last.created,
            version: LogVersion::CURRENT.at_least(last.version),
            flags: LogFlags(flags),
            checkpoint: at_roll.checkpoint,
            previous_checksum: self.checksum,
            attached: at_roll.attached,
            ..last.clone()
        })
    }

    /// Removes what nobody needs and prepares the file after this one, beside everything else.
    pub fn start_chores(&mut self) {
        let mut chores = Chores::default();
        if self.header.params.is_circular() {
            let needed = self.needed.load(Relaxed);
            if let Some(oldest) = self.archived.first_entry()
                && *oldest.key() < needed
            {
                chores.reuse = Some(oldest.remove());
            }
            while let Some(oldest) = self.archived.first_entry()
                && oldest.key().saturating_add(KEPT) < needed
            {
                chores.remove.push(oldest.remove_entry());
            }
        }
        let files = Arc::clone(&self.files);
        self.next = Some(self.workers.submit(move || files.do_chores(chores)));
    }

    fn take_next(&mut self) -> Result<Prepared> {
        if let Some(ticket) = self.next.take() {
            let done = ticket.wait();
            self.archived.extend(done.left);
            match done.prepared {
                Ok(prepared) => return Ok(prepared),
                Err(error) => tracing::warn!(%error, "the next log was not prepared"),
            }
        }
        self.files.prepare(None)
    }
}

/// A panic of the writer is the death of the log: nobody may wait for ever.
struct DieOnPanic(Arc<Durability>);

impl Drop for DieOnPanic {
    fn drop(&mut self) {
        self.0.die(LogError::Abandoned);
    }
}
