//! The files of a stream, one after the other.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_os::Vfs;
use jet_types::{Logtime, PageSize, Signature};

use super::file::LogFile;
use crate::error::{LogError, Result};
use crate::file::{LogHeader, LogSet};

/// Gives the files of a stream by rising generation, each checked to follow the one before.
///
/// The last one is the log being written, or, after a crash between two renames, the last full
/// one.
#[derive(Debug)]
pub struct LogStream<'v> {
    vfs: &'v dyn Vfs,
    set: LogSet,
    /// The generation to come.
    next: u32,
    previous: Option<Link>,
    end: Option<StreamEnd>,
    has_failed: bool,
}

/// Where a stream ended that ended well.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StreamEnd {
    /// With the log being written.
    Current,
    /// With the last full log. The next one was being made when the engine died: what is prepared
    /// is there, or was never needed.
    Archived,
}

/// What the next log must fit to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link {
    generation: u32,
    created: Logtime,
    sign_log: Signature,
    page_size: PageSize,
    checksum: u64,
}

impl Link {
    /// What the log after this one must fit to.
    pub fn to_next(file: &LogFile) -> Self {
        let header = file.header();
        Self {
            generation: header.generation,
            created: header.created,
            sign_log: header.sign_log,
            page_size: header.page_size,
            checksum: file.scan().checksum,
        }
    }

    /// Whether `header` is of the log that follows, in the order the reference engine asks.
    ///
    /// # Errors
    /// [`LogError::Signature`], [`LogError::PageSize`].
    pub fn check_stream(&self, header: &LogHeader) -> Result<()> {
        let (found, expected) = (header.sign_log, self.sign_log);
        if found != expected {
            return Err(LogError::Signature { found, expected });
        }
        let (found, expected) = (header.page_size, self.page_size);
        if found != expected {
            return Err(LogError::PageSize { found, expected });
        }
        Ok(())
    }

    /// Whether `header` follows without a gap.
    ///
    /// # Errors
    /// [`LogError::Sequence`] or [`LogError::SequenceChecksum`].
    ///
    /// Source: ESE `logredo.cxx`, `ErrLGRedoFill`.
    pub fn check_sequence(&self, header: &LogHeader) -> Result<()> {
        let (generation, previous) = (header.generation, self.generation);
        if self.generation.checked_add(1) != Some(generation) {
            let what = "it has another number";
            return Err(LogError::Sequence { generation, previous, what });
        }
        if header.previous_created != self.created {
            let what = "it names another creation time";
            return Err(LogError::Sequence { generation, previous, what });
        }
        let (stored, computed) = (header.previous_checksum, self.checksum);
        if header.version.has_previous_checksum() && stored != computed {
            return Err(LogError::SequenceChecksum { stored, computed });
        }
        Ok(())
    }
}

impl<'v> LogStream<'v> {
    /// The files of a set from generation `first` on.
    pub fn new(vfs: &'v dyn Vfs, set: LogSet, first: u32) -> Self {
        Self { vfs, set, next: first, previous: None, end: None, has_failed: false }
    }

    /// The lowest generation of a set: where to begin without a checkpoint. `None` when the set
    /// has no logs.
    ///
    /// # Errors
    /// Those of reading the header of the current log, when there is no other.
    pub fn lowest(vfs: &dyn Vfs, set: &LogSet) -> Result<Option<u32>> {
        if let Some(lowest) = set.archived.keys().next() {
            return Ok(Some(*lowest));
        }
        let Some(current) = &set.current else { return Ok(None) };
        LogFile::read_header(vfs, &set.path(current)).map(|header| Some(header.generation))
    }

    /// The next file, read whole. Damage behind its header is the caller's to look for
    /// ([`LogFile::check`]), after its records or before. `None` at the end of the stream.
    ///
    /// # Errors
    /// Those of [`LogFile::read`] and [`Link`]; [`LogError::FileSize`]; [`LogError::Missing`] when
    /// a generation is not there. The stream is over then.
    ///
    /// Source: ESE `logredo.cxx`, `ErrLGRedoFill`.
    pub fn next_file(&mut self) -> Result<Option<LogFile>> {
        if self.end.is_some() || self.has_failed {
            return Ok(None);
        }
        let opened = self.open();
        self.has_failed = opened.is_err();
        opened
    }

    /// The files it was given.
    pub fn set(&self) -> &LogSet {
        &self.set
    }

    /// Where the stream ended; `None` while it has not, or when it could not be read further.
    pub fn end(&self) -> Option<StreamEnd> {
        self.end
    }

    fn open(&mut self) -> Result<Option<LogFile>> {
        let archived = self.set.archived.get(&self.next);
        let Some(name) = archived.or(self.set.current.as_ref()) else {
            return self.without_current();
        };
        let is_current = archived.is_none();
        let path = self.set.path(name);
        let file = LogFile::read(self.vfs, &path)?;
        let checked = match self.previous {
            Some(previous) => previous
                .check_stream(file.header())
                .and_then(|()| file.check_size())
                .and_then(|()| previous.check_sequence(file.header())),
            None => file.check_size().and_then(|()| self.check_first(file.header(), is_current)),
        };
        checked.map_err(|error| error.at(&path))?;
        self.previous = Some(Link::to_next(&file));
        self.next = self.next.saturating_add(1);
        if is_current {
            self.end = Some(StreamEnd::Current);
        }
        Ok(Some(file))
    }

    /// The first file must be the generation asked for.
    fn check_first(&self, header: &LogHeader, is_current: bool) -> Result<()> {
        let (found, expected) = (header.generation, self.next);
        match (found == expected, is_current) {
            (true, _) => Ok(()),
            (false, true) => Err(LogError::Missing { generation: expected }),
            (false, false) => Err(LogError::Generation { found, expected }),
        }
    }

    /// Neither the next full log is there nor the one being written: well, if the engine died
    /// while it renamed them.
    fn without_current(&mut self) -> Result<Option<LogFile>> {
        let has_gap = self.set.archived.keys().next_back().is_none_or(|last| *last > self.next);
        if has_gap || self.previous.is_none() || self.set.prepared.is_none() {
            return Err(LogError::Missing { generation: self.next });
        }
        self.end = Some(StreamEnd::Archived);
        Ok(None)
    }
}
