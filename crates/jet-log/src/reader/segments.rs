//! The records of a file of segments.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::path::Path;

use jet_types::Lgpos;

use crate::error::{LogError, Result};
use crate::file::{SEGMENT_HEADER_BYTES, Segment};
use crate::record::fragment::{Fragment, FragmentBegin};
use crate::record::{FRAGMENT, FRAGMENT_BEGIN, NOP, Record};

/// Types of the records that may follow one that was torn: those that begin an undo pass. Images
/// of pages about to be written may be logged just before the mark.
const AFTER_TORN: [u8; 3] = [RECOVERY_UNDO, RECOVERY_UNDO2, UNDO_INFO];
/// Types of the records that an engine begins with, always in a segment of its own.
const BEGINNINGS: [u8; 4] = [1, 49, RECOVERY_UNDO, RECOVERY_UNDO2];
const RECOVERY_UNDO: u8 = 17;
const RECOVERY_UNDO2: u8 = 51;
const UNDO_INFO: u8 = 36;
/// Bytes at the end of a segment that are too few for a piece of a record.
/// Source: ESE `_logstream.hxx`, `LOG_MIN_FRAGMENT_SIZE`.
pub(crate) const SHORT_TAIL: usize = 32;

/// Walks over the records of a file of segments.
#[derive(Debug)]
pub(super) struct SegmentWalk<'f> {
    path: &'f Path,
    segments: &'f [Segment],
    /// The next byte to look at; its offset is that in the segment, from 40 on.
    at: Lgpos,
    /// Behind the last record: the position of the next one, even when a tail of its segment too
    /// short for any record lies between.
    behind: Lgpos,
    /// The first segment without data.
    end: Lgpos,
    /// A record whose first pieces were seen.
    begun: Option<Begun>,
    /// Its pieces so far.
    pieces: Vec<u8>,
    /// Pieces at the very start belong to a record that began before.
    skips_pieces: bool,
}

/// A record of several pieces.
#[derive(Clone, Copy, Debug)]
struct Begun {
    lgpos: Lgpos,
    total_bytes: usize,
}

/// A record found: in its segment, or in the buffer.
enum Found<'f> {
    InPlace(Record<'f>),
    Assembled,
}

impl<'f> SegmentWalk<'f> {
    pub(super) fn new(
        path: &'f Path,
        segments: &'f [Segment],
        first: Lgpos,
        end: Lgpos,
        from: Lgpos,
    ) -> Self {
        let from = from.clamp(first, end.max(first));
        let start = Lgpos { offset: 0, ..from };
        let (at, pieces) = (data_of(start), Vec::new());
        let (begun, behind, skips_pieces) = (None, start, true);
        let mut records = Self { path, segments, at, behind, end, begun, pieces, skips_pieces };
        if from > start {
            records.seek(from);
        }
        records.behind = records.here();
        records
    }

    /// Goes on to the first record of the segment at or behind `target`.
    fn seek(&mut self, target: Lgpos) {
        while self.at < target && self.at < self.end {
            let rest = self.rest();
            let used = match rest.first() {
                Some(&NOP) | None => rest.len(),
                Some(&FRAGMENT_BEGIN) => FragmentBegin::read(rest).map_or(0, |piece| piece.1),
                Some(&FRAGMENT) => Fragment::read(rest).map_or(0, |piece| piece.1),
                Some(_) => Record::decode(rest).map_or(0, |record| record.1),
            };
            if used == 0 {
                return; // The next call says what is wrong.
            }
            self.skip(used);
            if self.at.sector != target.sector {
                return;
            }
        }
    }

    /// See [`Records::next`](super::Records::next).
    pub fn next(&mut self) -> Result<Option<(Lgpos, Record<'_>)>> {
        let Some((lgpos, found)) = self.find()? else { return Ok(None) };
        match found {
            Found::InPlace(record) => Ok(Some((lgpos, record))),
            Found::Assembled => {
                let decoded = Record::decode(&self.pieces);
                let bad = |cause| LogError::Record { lgpos, cause }.at(self.path);
                decoded.map_err(bad).map(|(record, _)| Some((lgpos, record)))
            }
        }
    }

    /// The position behind the last record given.
    pub fn position(&self) -> Lgpos {
        self.behind
    }

    /// At the end of the file's data: the record whose last pieces are missing, if there is one.
    pub fn torn(&self) -> Option<Lgpos> {
        self.begun.map(|begun| begun.lgpos)
    }

    fn find(&mut self) -> Result<Option<(Lgpos, Found<'f>)>> {
        while self.at < self.end {
            let rest = self.rest();
            let Some(kind) = rest.first() else {
                self.skip(0);
                continue;
            };
            match *kind {
                NOP => self.skip_empty(rest),
                FRAGMENT_BEGIN => self.first_piece(rest)?,
                FRAGMENT => {
                    if let Some(begun) = self.other_piece(rest)? {
                        return Ok(Some((begun.lgpos, Found::Assembled)));
                    }
                }
                kind => {
                    self.drop_torn(AFTER_TORN.contains(&kind))?;
                    if self.is_first() && BEGINNINGS.contains(&kind) {
                        self.behind = self.here();
                    }
                    let lgpos = self.behind;
                    let decoded = Record::decode(rest);
                    let (record, used) =
                        decoded.map_err(|cause| LogError::Record { lgpos, cause }.at(self.path))?;
                    self.skips_pieces = false;
                    self.skip(used);
                    self.behind = self.here();
                    return Ok(Some((lgpos, Found::InPlace(record))));
                }
            }
        }
        Ok(None)
    }

    /// Forgets a record whose pieces are missing, if what follows begins an undo pass.
    fn drop_torn(&mut self, is_undo: bool) -> Result<()> {
        if self.begun.is_some() {
            if !(is_undo && self.is_first()) {
                return Err(self.pieces_error(self.here(), "a piece is missing"));
            }
            self.begun = None;
            self.behind = self.here();
        }
        Ok(())
    }

    /// Goes over empty bytes. A tail that is too short for a piece was left by a writer who went
    /// on in the next segment; any other by one who never came back, and so is what is left at the
    /// end of a group.
    fn skip_empty(&mut self, rest: &[u8]) {
        self.skip(rest.iter().take_while(|byte| **byte == NOP).count());
        if self.begun.is_none() && (rest.len() >= SHORT_TAIL || self.begins_group()) {
            self.behind = self.here();
        }
    }

    /// Whether the segment is the first of a group.
    fn begins_group(&self) -> bool {
        let segment = self.segments.get(usize::from(self.at.sector));
        segment.is_some_and(|segment| segment.header.group.get() == self.at.sector)
    }

    fn first_piece(&mut self, rest: &'f [u8]) -> Result<()> {
        let lgpos = self.here();
        let read = FragmentBegin::read(rest);
        let (first, used) =
            read.map_err(|cause| LogError::Record { lgpos, cause }.at(self.path))?;
        let total_bytes = first.total_bytes as usize;
        self.drop_torn(first.piece.first() == Some(&UNDO_INFO))?;
        if first.piece.len() >= total_bytes {
            return Err(self.pieces_error(lgpos, "a first piece that is the whole record"));
        }
        self.begun = Some(Begun { lgpos: self.behind, total_bytes });
        self.skips_pieces = false;
        self.pieces.clear();
        self.pieces.extend_from_slice(first.piece);
        self.skip(used);
        Ok(())
    }

    /// Takes another piece; gives the record's beginning when it was the last one.
    fn other_piece(&mut self, rest: &'f [u8]) -> Result<Option<Begun>> {
        let lgpos = self.here();
        let read = Fragment::read(rest);
        let (piece, used) =
            read.map_err(|cause| LogError::Record { lgpos, cause }.at(self.path))?;
        let Some(begun) = self.begun else {
            if self.skips_pieces {
                self.skip(used);
                self.behind = self.here();
                return Ok(None);
            }
            return Err(self.pieces_error(lgpos, "a piece without a first one"));
        };
        let bytes = self.pieces.len().saturating_add(piece.piece.len());
        if bytes > begun.total_bytes {
            return Err(self.pieces_error(lgpos, "pieces longer than their record"));
        }
        self.pieces.extend_from_slice(piece.piece);
        if bytes < begun.total_bytes {
            self.skip(used);
            return Ok(None);
        }
        match Record::decode(&self.pieces) {
            Ok((_, length)) if length == bytes => {}
            Ok(_) => return Err(self.pieces_error(lgpos, "pieces longer than their record")),
            Err(cause) => return Err(LogError::Record { lgpos: begun.lgpos, cause }.at(self.path)),
        }
        self.begun = None;
        self.skip(used);
        self.behind = self.here();
        Ok(Some(begun))
    }

    fn pieces_error(&self, lgpos: Lgpos, what: &'static str) -> LogError {
        LogError::Pieces { lgpos, what }.at(self.path)
    }

    /// What is left of the segment.
    fn rest(&self) -> &'f [u8] {
        let Some(segment) = self.segments.get(usize::from(self.at.sector)) else { return &[] };
        let offset = usize::from(self.at.offset).saturating_sub(SEGMENT_HEADER_BYTES);
        segment.records.get(offset..).unwrap_or(&[])
    }

    /// Whether nothing precedes in the segment.
    fn is_first(&self) -> bool {
        usize::from(self.at.offset) == SEGMENT_HEADER_BYTES
    }

    /// The position of the next byte: the first one of a segment's records counts as the
    /// segment's first.
    fn here(&self) -> Lgpos {
        if self.is_first() { Lgpos { offset: 0, ..self.at } } else { self.at }
    }

    /// Goes on by `bytes`; at the end of the segment, to the next one.
    fn skip(&mut self, bytes: usize) {
        let left = self.rest().len().saturating_sub(bytes);
        self.at = if left == 0 {
            data_of(Lgpos { sector: self.at.sector.saturating_add(1), ..self.at })
        } else {
            Lgpos { offset: self.at.offset.saturating_add(bytes as u16), ..self.at }
        };
    }
}

/// The first byte of a segment that is a record's.
fn data_of(segment: Lgpos) -> Lgpos {
    Lgpos { offset: SEGMENT_HEADER_BYTES as u16, ..segment }
}
