//! Opening a log for writing: a new stream, the next generation, or where a stream ends.

use std::path::PathBuf;
use std::sync::Arc;

use jet_os::sync::atomic::{AtomicBool, AtomicU32};
use jet_os::{Clock, File, OpenMode, Vfs};
use jet_types::{Lgpos, Logtime, PageSize, Signature};
use zerocopy::{FromZeros, IntoBytes};

use super::{Log, LogHooks, LogStats, start, workers};
use crate::buffer::{self, Layout};
use crate::durability::Durability;
use crate::error::{LogError, Result};
use crate::file::{
    self, DiskParams, LogFlags, LogHeader, LogNames, LogSet, LogVersion, SEGMENT_BYTES, Segment,
};
use crate::reader::LogFile;
use crate::writer::{Files, Parts, Writer};

/// How a log is written.
#[derive(Clone, Debug)]
pub struct LogOptions {
    /// The file system.
    pub vfs: Arc<dyn Vfs>,
    /// For stamps in headers.
    pub clock: Arc<dyn Clock>,
    /// The folder, which exists.
    pub dir: PathBuf,
    /// What files are called.
    pub names: LogNames,
    /// Page size of the databases.
    pub page_size: PageSize,
    /// Length of a file in segments of 4096 bytes, 16 or more. A stream that is continued keeps
    /// that of its current file.
    pub segments: u16,
    /// Length of the buffer in segments, 4 or more. Twice the longest group of records must fit.
    pub buffer_segments: usize,
    /// What the engine runs with, for headers; whether logging is circular is obeyed.
    pub params: DiskParams,
    /// Reserve files, for when the disk is full.
    pub reserves: u32,
    /// Whether there are no threads, and whoever waits writes.
    pub is_inline: bool,
}

/// Where a log starts.
#[derive(Clone, Debug)]
pub enum LogStart {
    /// A new stream, at generation 1.
    New {
        /// Its identity.
        sign_log: Signature,
    },
    /// In the current file, which is of segments, at the first one that holds nothing. What lies there and behind
    /// must not be found later, and is cleared.
    Continue {
        /// The header of the current file.
        header: LogHeader,
        /// The first segment that holds nothing.
        sector: u16,
        /// XOR of the checksums of all segments before.
        checksum: u64,
        /// A segment that was replaced by its shadow, and where it goes.
        repaired: Option<(u16, Box<Segment>)>,
    },
    /// A new file after the last one, which is the current one or has just been archived.
    Next {
        /// The header of the last file.
        header: LogHeader,
        /// XOR of the checksums of all its segments.
        checksum: u64,
    },
}

impl LogStart {
    /// Behind the last segment of the last file of a stream. If the file ends with a torn record
    /// ([`Records::torn`](crate::Records::torn)), the first record appended must be one that begins
    /// an undo pass: that is what tells readers to drop the torn one.
    pub fn behind(file: &LogFile) -> Self {
        let scan = file.scan();
        Self::Continue {
            header: file.header().clone(),
            sector: scan.end.sector,
            checksum: scan.checksum,
            repaired: repaired(file),
        }
    }
}

/// Makes durable what was found in the last file of a stream, before anything is done because of
/// it: a run that was killed may have left what only reads find, and not the disk.
///
/// # Errors
/// What the file system says; [`LogError::FileSize`].
pub fn secure_end(vfs: &dyn Vfs, last: &LogFile) -> Result<()> {
    let file = vfs.open(last.path(), OpenMode::ReadWrite)?;
    let is_whole = last.scan().damage.is_none();
    if is_whole && last.header().version.layout() == Some(file::Layout::Segments) {
        let end = last.scan().end.sector;
        return prepare_end(&*file, last.header(), end, repaired(last))
            .map_err(|error| error.at(last.path()));
    }
    Ok(file.sync()?)
}

/// A segment that was replaced by its shadow, and where it goes.
fn repaired(file: &LogFile) -> Option<(u16, Box<Segment>)> {
    let sector = file.scan().from_shadow?;
    Some((sector, Box::new(*file.segment(sector)?)))
}

impl Log {
    /// Opens a log for writing. Hooks are called before this returns when a generation is started.
    ///
    /// # Errors
    /// [`LogError::Exists`] when a new stream would bury an old one; [`LogError::FileSize`] when a
    /// file that is continued has not the length of its header; [`LogError::DiskFull`] when there
    /// is no room for the reserve files; [`LogError::Version`] when a file of old is to be continued;
    /// or what the file system says.
    pub fn open(options: LogOptions, hooks: LogHooks, start_at: LogStart) -> Result<Self> {
        let set = LogSet::find(&*options.vfs, &options.dir, &options.names)?;
        let is_inline = options.is_inline;
        let buffer_segments = options.buffer_segments;
        let clock = Arc::clone(&options.clock);
        let stats = Arc::new(LogStats::default());
        let needed = Arc::new(AtomicU32::new(0));
        let (mut parts, first_sector) =
            Opening { options, set, hooks, needed: Arc::clone(&needed) }.parts(start_at)?;
        if first_sector.is_none() {
            parts.roll(&stats)?;
        } else {
            parts.start_chores();
        }
        let header = &parts.header;
        let layout = Layout::new(header.generation, header.sectors);
        let first = u64::from(first_sector.unwrap_or(1)) - 1;
        let (buffer, drain) = buffer::log_buffer(buffer_segments, layout, first, clock);
        let durability = Arc::new(Durability::new(buffer.end()));
        let files = Arc::clone(&parts.files);
        let writer = Writer {
            parts,
            layout,
            drain,
            durability: Arc::clone(&durability),
            stats: Arc::clone(&stats),
        };
        let runner = start(writer, is_inline);
        Ok(Self { buffer, durability, stats, files, needed, runner })
    }
}

struct Opening {
    options: LogOptions,
    set: LogSet,
    hooks: LogHooks,
    needed: Arc<AtomicU32>,
}

impl Opening {
    /// The files, and the segment of the current one to go on at; `None` to start the next one.
    fn parts(mut self, start_at: LogStart) -> Result<(Parts, Option<u16>)> {
        if let LogStart::Continue { header, .. } = &start_at {
            self.options.segments = header.sectors;
        }
        let bytes = u64::from(self.options.segments) * SEGMENT_BYTES as u64;
        let files = Files {
            vfs: Arc::clone(&self.options.vfs),
            dir: self.options.dir.clone(),
            names: self.set.names.clone(),
            bytes,
            reserves: self.options.reserves,
            is_low: AtomicBool::new(false),
        };
        let (header, checksum, file, sector) = match start_at {
            LogStart::New { sign_log } => {
                self.refuse_old()?;
                let header = LogHeader { sign_log, ..self.header() };
                (header, 0, None, None)
            }
            LogStart::Next { header, checksum } => {
                let file = self.set.current.as_ref().map(|name| self.open_current(name));
                (self.after(&header), checksum, file.transpose()?, None)
            }
            LogStart::Continue { header, sector, checksum, repaired } => {
                let name = self.set.current.clone().unwrap_or_else(|| files.names.current());
                let file = self.open_current(&name)?;
                prepare_end(&*file, &header, sector, repaired)
                    .map_err(|error| error.at(&files.path(&name)))?;
                // Whether segments are sealed, the header tells for all of the file.
                let is_ours = header.params.is_sealed() && sector < header.sectors - 1;
                (self.after(&header), checksum, Some(file), is_ours.then_some(sector))
            }
        };
        files.make_reserves()?;
        // What the last run renamed was perhaps not durable when it ended.
        files.vfs.sync_dir(&files.dir)?;
        let current = self.set.current.unwrap_or_else(|| files.names.current());
        let parts = Parts {
            current,
            files: Arc::new(files),
            workers: workers(self.options.is_inline),
            clock: self.options.clock,
            hooks: self.hooks,
            header,
            file,
            checksum,
            archived: self.set.archived,
            needed: self.needed,
            next: None,
        };
        Ok((parts, sector))
    }

    fn refuse_old(&self) -> Result<()> {
        let mut old = self.set.current.iter().chain(self.set.archived.values());
        match old.next() {
            Some(name) => Err(LogError::Exists.at(&self.set.path(name))),
            None => Ok(()),
        }
    }

    fn open_current(&self, name: &str) -> Result<Arc<dyn File>> {
        let file = self.options.vfs.open(&self.set.path(name), OpenMode::ReadWrite)?;
        // A run that was killed may have left what only reads find.
        file.sync()?;
        Ok(file)
    }

    /// What all headers of this run have in common.
    fn header(&self) -> LogHeader {
        LogHeader {
            generation: 0,
            sectors: self.options.segments,
            sector_bytes: SEGMENT_BYTES as u16,
            page_size: self.options.page_size,
            created: Logtime::default(),
            previous_created: Logtime::default(),
            version: LogVersion::CURRENT,
            sign_log: Signature::default(),
            params: self.options.params.sealed(),
            flags: LogFlags::default(),
            checkpoint: Lgpos::NONE,
            sector_mismatch: 0,
            previous_checksum: 0,
            engine_version: ENGINE_VERSION,
            attached: Vec::new(),
        }
    }

    /// The header of the last file, as far as it matters for the one after it.
    fn after(&self, last: &LogHeader) -> LogHeader {
        LogHeader {
            generation: last.generation,
            created: last.created,
            version: last.version,
            sign_log: last.sign_log,
            flags: last.flags,
            ..self.header()
        }
    }
}

/// The format version that Windows gives itself in files of our version.
const ENGINE_VERSION: u32 = 9180;

/// Makes the end of the current file fit to be gone on with.
///
/// - What was repaired is written to its place.
/// - The last group is written again: its sync may have failed in the run before, after which reads
///   find what the disk has not, and only another write makes it so.
/// - What a torn write left from `first` on is cleared. Were it found behind what is written next,
///   it would be taken for a part of the log, or for damage. Segments of an earlier life of the
///   file are known by their positions and stay.
fn prepare_end(
    file: &dyn File,
    header: &LogHeader,
    first: u16,
    repaired: Option<(u16, Box<Segment>)>,
) -> Result<()> {
    if header.version.layout() != Some(file::Layout::Segments) {
        return Err(LogError::Version { version: header.version });
    }
    let (found, expected) = (file.len()?, header.file_bytes());
    if found != expected {
        return Err(LogError::FileSize { found, expected });
    }
    if let Some((sector, segment)) = repaired {
        file.write_at(segment.as_bytes(), offset_of(sector))?;
    }
    if header.params.is_sealed() && first > 1 {
        let last = read_segment(file, first - 1)?;
        for sector in last.header.group.get().max(1)..first {
            let segment = read_segment(file, sector)?;
            file.write_at(segment.as_bytes(), offset_of(sector))?;
        }
    }
    for sector in first..header.sectors {
        let segment = read_segment(file, sector)?;
        let stored = segment.header.checksum.get();
        let is_whole = |sector| stored == segment.checksum_at(sector);
        let place = Lgpos { generation: header.generation, sector, offset: 0 };
        let is_old = is_whole(sector) && segment.header.lgpos.get() < place;
        let is_shadow = is_whole(sector.saturating_sub(1));
        if !(segment.is_blank() || is_old || is_shadow) {
            file.write_at(&[0; SEGMENT_BYTES], offset_of(sector))?;
        }
    }
    Ok(file.sync()?)
}

fn read_segment(file: &dyn File, sector: u16) -> Result<Box<Segment>> {
    let mut segment = Box::new(Segment::new_zeroed());
    file.read_at(segment.as_mut_bytes(), offset_of(sector))?;
    Ok(segment)
}

fn offset_of(sector: u16) -> u64 {
    u64::from(sector) * SEGMENT_BYTES as u64
}
