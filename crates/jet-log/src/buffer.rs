//! The log buffer: many appenders, no lock around the copy, no I/O.
//!
//! A group of records gets its place by one compare-exchange on the end of the log, with all that
//! the format asks for decided in it: segment headers, fragments, rests left empty, the next file.
//! The appender then encodes straight into that place, beside others, and publishes it. The writer
//! takes whole segments once every byte of them is published.
//!
//! The writer *closes* the buffer before it writes: it pads the last segment to its end, so that
//! every segment is written once and full, and needs no shadow.
//!
//! Invariants: those of [`jet_os::sync::ring`].

mod layout;
#[cfg(all(test, not(loom)))]
mod tests;

use jet_os::Clock;
use jet_os::sync::ring::{self, Drain, Full, Reservation, Ring};
use jet_os::sync::{Arc, thread};
use jet_types::{Lgpos, Logtime};
use zerocopy::IntoBytes;

use crate::error::{LogError, Result};
use crate::file::SEGMENT_BYTES;
use crate::record::fragment::{Fragment, FragmentBegin};
use crate::record::{Padding, Record};
pub use layout::Layout;
use layout::{HEADER, SEGMENT, data_at, place, room, segment_end};
/// Where the time of its first record lies in a segment.
const STARTED: std::ops::Range<usize> = 16..24;

/// The buffer, for appenders.
#[derive(Debug)]
pub struct LogBuffer {
    ring: Arc<Ring>,
    layout: Layout,
    clock: std::sync::Arc<dyn Clock>,
}

/// The buffer, for the writer.
#[derive(Debug)]
pub struct LogDrain {
    buffer: Arc<LogBuffer>,
    drain: Drain,
}

/// Where a group of records went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Appended {
    /// The position of its first record.
    pub first: Lgpos,
    /// The position of its last record.
    pub last: Lgpos,
    /// The first position after it.
    pub end: Lgpos,
}

/// A buffer of `segments` segments for a log that goes on at data segment `first` of the layout.
///
/// # Panics
/// When it has fewer than four segments: fewer do not hold any record wherever it starts.
pub fn log_buffer(
    segments: usize,
    layout: Layout,
    first: u64,
    clock: std::sync::Arc<dyn Clock>,
) -> (Arc<LogBuffer>, LogDrain) {
    assert!(segments >= 4, "a log buffer of {segments} segments");
    let (ring, drain) = ring::ring(segments, SEGMENT_BYTES as u32, first);
    let buffer = Arc::new(LogBuffer { ring, layout, clock });
    let drain = LogDrain { buffer: Arc::clone(&buffer), drain };
    (buffer, drain)
}

impl LogBuffer {
    /// The shape of files.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// The first free position. All that a thread did before it appended is seen by whoever finds
    /// this to be past the record.
    pub fn end(&self) -> u64 {
        self.ring.head()
    }

    /// The first segment not given back by the writer.
    pub fn tail(&self) -> u64 {
        self.ring.tail()
    }

    /// Whether so much waits to be written that the writer should start unasked.
    pub fn is_half_full(&self) -> bool {
        (self.end() / SEGMENT).saturating_sub(self.tail()) * 2 >= self.ring.slots()
    }

    /// Whether a group of records of these lengths fits at all.
    ///
    /// # Errors
    /// [`LogError::TooLong`].
    pub fn check(&self, lens: &[usize]) -> Result<()> {
        let segments = self.layout.segments_of(lens);
        if segments.is_some_and(|segments| segments <= self.ring.slots()) {
            return Ok(());
        }
        let bytes = lens.iter().fold(0, |sum: usize, len| sum.saturating_add(*len));
        Err(LogError::TooLong { bytes })
    }

    /// Appends records back to back, with nothing in between: `fill` is given each one's number,
    /// position and place, which it must fill, and must not wait for anything. The lengths were
    /// [checked](Self::check).
    ///
    /// # Errors
    /// [`Full`].
    pub fn try_append(
        &self,
        lens: &[usize],
        mut fill: impl FnMut(usize, Lgpos, &mut [u8]),
    ) -> std::result::Result<Appended, Full> {
        let range = self.ring.reserve(|at| self.layout.place_group(at, lens).1)?;
        let mut filler = self.filler(range);
        let start = self.layout.place_group(filler.at, lens).0;
        filler.zeros_to(start);
        let (mut first, mut last) = (None, start);
        for (number, len) in lens.iter().enumerate() {
            last = filler.at;
            first.get_or_insert(last);
            let lgpos = self.layout.lgpos(last);
            let place = place(last, *len);
            filler.zeros_to(place.start);
            if place.is_cut {
                // Its bytes do not lie side by side.
                let mut bytes = vec![0; *len];
                fill(number, lgpos, &mut bytes);
                filler.fragments(&bytes);
            } else {
                filler.bytes(*len, |bytes| fill(number, lgpos, bytes));
            }
        }
        let end = filler.publish();
        let lgpos = |position| self.layout.lgpos(position);
        Ok(Appended { first: lgpos(first.unwrap_or(start)), last: lgpos(last), end: lgpos(end) })
    }

    /// Leaves the rest of a file empty, or as much of it as half the buffer holds: to the end of
    /// the file that `position` is in, which must not be behind the end of the log.
    ///
    /// # Errors
    /// [`Full`].
    pub fn try_skip_file(&self, position: u64) -> std::result::Result<(), Full> {
        let file_end = self.layout.file_end(position);
        let step = (self.ring.slots() / 2).max(1) * SEGMENT;
        let range = self.ring.reserve(|at| {
            let end = file_end.min(at / SEGMENT * SEGMENT + step);
            end.max(at)
        })?;
        let end = range.range().end;
        let mut filler = self.filler(range);
        filler.zeros_to(end);
        filler.publish();
        Ok(())
    }

    fn filler<'a>(&self, range: Reservation<'a>) -> Filler<'a, '_> {
        Filler { at: range.range().start, range, clock: &*self.clock, started: None }
    }
}

impl LogDrain {
    /// The first segment not written.
    pub fn next(&self) -> u64 {
        self.drain.next()
    }

    /// Pads the last segment and gives the first one after it. What was closed before must have
    /// been released.
    pub fn close(&mut self) -> u64 {
        let end = |at: u64| at.next_multiple_of(SEGMENT);
        let range = self.buffer.ring.reserve(end);
        let range = range.expect("the rest of a segment that is in the buffer");
        let end = range.range().end;
        let mut filler = self.buffer.filler(range);
        if filler.at < end {
            filler.padding();
        }
        filler.publish() / SEGMENT
    }

    /// Waits until all before segment `end` is published: appenders are at most copying.
    ///
    /// # Errors
    /// [`LogError::Abandoned`] when one of them will never publish.
    pub fn wait(&self, end: u64) -> Result<()> {
        while !self.drain.is_full_to(end) {
            if self.buffer.ring.is_abandoned() {
                return Err(LogError::Abandoned);
            }
            thread::yield_now();
        }
        Ok(())
    }

    /// Hands out the first `count` segments, in two parts where the buffer wraps around.
    ///
    /// # Panics
    /// When they are not all published.
    pub fn look<R>(&mut self, count: u64, act: impl FnOnce(&mut [u8], &mut [u8]) -> R) -> R {
        self.drain.look(count, act)
    }

    /// Gives the first `count` segments back to appenders.
    ///
    /// # Panics
    /// When they are not all published.
    pub fn release(&mut self, count: u64) {
        self.drain.release(count);
    }
}

/// Writes a reserved range from its start to its end.
struct Filler<'a, 'c> {
    range: Reservation<'a>,
    at: u64,
    clock: &'c dyn Clock,
    /// The time, once asked for.
    started: Option<Logtime>,
}

impl Filler<'_, '_> {
    /// The header of a segment that this range is the first in; the writer adds the rest.
    fn open(&mut self) {
        if !self.at.is_multiple_of(SEGMENT) {
            return;
        }
        let now = || Logtime::from_unix_ms(self.clock.unix_ms());
        let started = *self.started.get_or_insert_with(now);
        self.range.fill(self.at, HEADER as usize, |header| {
            header.fill(0);
            header[STARTED].copy_from_slice(started.as_bytes());
        });
        self.at = data_at(self.at);
    }

    /// Bytes that lie in one segment.
    fn bytes(&mut self, len: usize, act: impl FnOnce(&mut [u8])) {
        self.open();
        self.range.fill(self.at, len, act);
        self.at += len as u64;
    }

    /// Empty space up to `end`: a zero means that nothing follows in the segment.
    fn zeros_to(&mut self, end: u64) {
        while self.at < end {
            self.open();
            let len = segment_end(self.at).min(end) - self.at;
            self.bytes(len as usize, |bytes| bytes.fill(0));
        }
    }

    /// Empty space to the end of the segment, as a record where there is room for one.
    fn padding(&mut self) {
        let room = room(self.at) as usize;
        self.bytes(room, |bytes| match Padding::of_len(bytes.len()) {
            Some(padding) => Record::Padding(padding).encode(bytes),
            None => bytes.fill(0),
        });
    }

    /// A record in pieces, each filling its segment but the last.
    fn fragments(&mut self, bytes: &[u8]) {
        let first = room(self.at) as usize - FragmentBegin::HEAD_BYTES;
        let (piece, mut rest) = bytes.split_at(first);
        self.bytes(FragmentBegin::HEAD_BYTES + first, |mut place| {
            let total_bytes = bytes.len() as u32;
            FragmentBegin { total_bytes, piece }.write_to(&mut place);
        });
        while !rest.is_empty() {
            let len = rest.len().min(room(self.at) as usize - Fragment::HEAD_BYTES);
            let (piece, after) = rest.split_at(len);
            self.bytes(Fragment::HEAD_BYTES + len, |mut place| {
                Fragment { piece }.write_to(&mut place);
            });
            rest = after;
        }
    }

    /// Publishes the range and gives its end.
    fn publish(self) -> u64 {
        let end = self.range.range().end;
        assert_eq!(self.at, end, "a range is filled to its end");
        self.range.publish();
        end
    }
}
