//! A log file, whole and judged.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::path::{Path, PathBuf};

use jet_os::{OpenMode, Vfs};
use jet_types::Lgpos;
use zerocopy::{FromZeros, IntoBytes};

use super::records::Records;
use super::scan::Scan;
use super::sectors::{self, SectorWalk};
use super::segments::SegmentWalk;
use crate::error::{LogError, Result};
use crate::file::{HEADER_BYTES, Layout, LogHeader, SEGMENT_BYTES, Segment};

/// A log file in memory, its segments judged.
#[derive(Debug)]
pub struct LogFile {
    path: PathBuf,
    header: LogHeader,
    /// Length of the file on disk.
    file_bytes: u64,
    body: Body,
    scan: Scan,
}

/// All of the file, the header included.
#[derive(Debug)]
enum Body {
    Segments(Vec<Segment>),
    Sectors(Vec<u8>),
}

impl LogFile {
    /// Reads a log file.
    ///
    /// Damage behind the header is not an error yet, so that what precedes it can be had; see
    /// [`check`](Self::check).
    ///
    /// # Errors
    /// Those of [`LogHeader::decode`], or what the file system says.
    pub fn read(vfs: &dyn Vfs, path: &Path) -> Result<Self> {
        let file = vfs.open(path, OpenMode::Read)?;
        let file_bytes = file.len()?;
        let mut first = vec![0; usize::try_from(file_bytes).map_or(HEADER_BYTES, of_header)];
        file.read_at(&mut first, 0)?;
        let header = Self::decode_header(&first).map_err(|error| error.at(path))?;
        // Memory follows the bytes that are there, not those the header claims.
        let bytes = usize::try_from(file_bytes.min(header.file_bytes())).unwrap_or(0);
        let body = if header.version.layout() == Some(Layout::Segments) {
            let mut segments = vec![Segment::new_zeroed(); bytes / SEGMENT_BYTES];
            file.read_at(segments.as_mut_bytes(), 0)?;
            Body::Segments(segments)
        } else {
            let mut sectors = vec![0; bytes];
            file.read_at(&mut sectors, 0)?;
            Body::Sectors(sectors)
        };
        Ok(Self::judged(path, header, file_bytes, body))
    }

    /// Reads only the header of a log file, of whatever layout.
    ///
    /// # Errors
    /// Those of [`LogHeader::decode`], or what the file system says.
    pub fn read_header(vfs: &dyn Vfs, path: &Path) -> Result<LogHeader> {
        let file = vfs.open(path, OpenMode::Read)?;
        let mut first = vec![0; usize::try_from(file.len()?).map_or(HEADER_BYTES, of_header)];
        file.read_at(&mut first, 0)?;
        Self::decode_header(&first).map_err(|error| error.at(path))
    }

    /// The same as [`read`](Self::read) from bytes in memory.
    ///
    /// # Errors
    /// Those of [`LogHeader::decode`].
    pub fn from_bytes(path: &Path, bytes: &[u8]) -> Result<Self> {
        let header = Self::decode_header(bytes).map_err(|error| error.at(path))?;
        let count = usize::try_from(header.file_bytes()).unwrap_or(0).min(bytes.len());
        let there = bytes.get(..count).unwrap_or_default();
        let body = if header.version.layout() == Some(Layout::Segments) {
            let (segments, _) = there.as_chunks::<SEGMENT_BYTES>();
            let segments = segments.iter().map(|bytes| zerocopy::transmute!(*bytes));
            Body::Segments(segments.collect())
        } else {
            Body::Sectors(there.to_vec())
        };
        Ok(Self::judged(path, header, bytes.len() as u64, body))
    }

    fn decode_header(first: &[u8]) -> Result<LogHeader> {
        let short = || LogError::Header { what: format!("a file of {} bytes", first.len()) };
        first.first_chunk().ok_or_else(short).and_then(LogHeader::decode)
    }

    fn judged(path: &Path, header: LogHeader, file_bytes: u64, mut body: Body) -> Self {
        let scan = match &mut body {
            Body::Segments(segments) => Scan::of(&header, segments),
            Body::Sectors(sectors) => sectors::scan(&header, sectors),
        };
        Self { path: path.to_owned(), header, file_bytes, body, scan }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its header.
    pub fn header(&self) -> &LogHeader {
        &self.header
    }

    /// What its segments are.
    pub fn scan(&self) -> &Scan {
        &self.scan
    }

    /// A segment as it should be on disk, with wrong bits put right and shadows in place; `None`
    /// in a file of sectors.
    pub fn segment(&self, sector: u16) -> Option<&Segment> {
        match &self.body {
            Body::Segments(segments) => segments.get(usize::from(sector)),
            Body::Sectors(_) => None,
        }
    }

    /// Whether the file is as long as its header says.
    ///
    /// # Errors
    /// [`LogError::FileSize`].
    pub fn check_size(&self) -> Result<()> {
        let (found, expected) = (self.file_bytes, self.header.file_bytes());
        if found == expected {
            return Ok(());
        }
        Err(LogError::FileSize { found, expected }.at(&self.path))
    }

    /// Whether all of the file's data can be had.
    ///
    /// # Errors
    /// [`LogError::FileSize`] or [`LogError::Segment`].
    pub fn check(&self) -> Result<()> {
        self.check_size()?;
        let Some((sector, damage)) = self.scan.damage else { return Ok(()) };
        let lgpos = Lgpos { sector, offset: 0, ..self.scan.end };
        Err(LogError::Segment { lgpos, damage }.at(&self.path))
    }

    /// The records from the first one at or behind `from`, up to the end of good segments.
    pub fn records(&self, from: Lgpos) -> Records<'_> {
        let (first, end) = (self.header.first_lgpos(), self.scan.end);
        match &self.body {
            Body::Segments(segments) => {
                Records::of_segments(SegmentWalk::new(&self.path, segments, first, end, from))
            }
            Body::Sectors(bytes) => {
                Records::of_sectors(SectorWalk::new(&self.path, &self.header, bytes, end, from))
            }
        }
    }

    /// All records.
    pub fn all_records(&self) -> Records<'_> {
        self.records(Lgpos::NONE)
    }

    /// The position of the record that ended a run of the engine, if the file ends with one and
    /// padding at most: the log was closed properly then.
    ///
    /// Source: ESE `logread.cxx`, `ErrLGCheckReadLastLogRecordFF`.
    pub fn quit(&self) -> Option<Lgpos> {
        let mut records = match &self.body {
            // A quit is short: it is all in the last segment.
            Body::Segments(_) => {
                let sector = self.scan.end.sector.checked_sub(1)?;
                self.records(Lgpos { sector, offset: 0, ..self.scan.end })
            }
            Body::Sectors(_) => self.all_records(),
        };
        let mut quit = None;
        loop {
            match records.next() {
                Ok(Some((lgpos, record))) if record.is_quit() => quit = Some(lgpos),
                Ok(Some((_, crate::Record::Padding(_)))) => {}
                Ok(Some(_)) => quit = None,
                Ok(None) => return quit.filter(|_| records.torn().is_none()),
                Err(_) => return None,
            }
        }
    }
}

fn of_header(bytes: usize) -> usize {
    bytes.min(HEADER_BYTES)
}
