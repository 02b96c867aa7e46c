//! A long value as a stream: one piece in memory at a time.

use std::io::{self, Read, Seek as IoSeek, SeekFrom};

use super::{Lid, LongValues, decompress, decompressed_len};
use crate::error::ValueError;

/// Reads a long value from any position on.
#[derive(Debug)]
pub struct LongValueReader<'a> {
    values: LongValues<'a>,
    lid: Lid,
    size: u32,
    position: u64,
    /// The piece last read, expanded, and its offset.
    piece: Vec<u8>,
    piece_offset: u64,
}

impl<'a> LongValueReader<'a> {
    /// A stream over the long value `lid`.
    ///
    /// # Errors
    /// [`ValueError::LongValueMissing`] and [`ValueError::Encrypted`].
    pub fn new(values: LongValues<'a>, lid: Lid) -> Result<Self, ValueError> {
        let root = values.root(lid)?;
        if root.is_encrypted {
            return Err(ValueError::Encrypted);
        }
        let (piece, size) = (Vec::new(), root.size);
        Ok(Self { values, lid, size, position: 0, piece, piece_offset: 0 })
    }

    /// Bytes in all.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// Makes `piece` the one that holds the position.
    fn load(&mut self) -> Result<(), ValueError> {
        let incomplete = ValueError::LongValueIncomplete;
        let wanted = u32::try_from(self.position).map_err(|_| incomplete)?;
        let piece = self.values.piece_at(self.lid, wanted)?.ok_or(incomplete)?;
        let offset = piece.offset;
        self.piece.clear();
        super::append_stored(&piece, &mut self.piece)?;
        let next = self.values.piece_after(self.lid, piece)?;
        let end = next.map_or(self.size, |next| next.offset);
        let room = end.checked_sub(offset).ok_or(incomplete)? as usize;
        if self.piece.len() < room {
            if decompressed_len(&self.piece)? != room {
                return Err(incomplete);
            }
            let packed = std::mem::take(&mut self.piece);
            decompress(&packed, &mut self.piece)?;
        }
        self.piece_offset = u64::from(offset);
        let holds = self.piece.len() == room && (offset..end).contains(&wanted);
        if holds { Ok(()) } else { Err(incomplete) }
    }

    /// What is left of the loaded piece at the position.
    fn rest(&self) -> &[u8] {
        let start = self.position.checked_sub(self.piece_offset);
        let start = start.and_then(|start| usize::try_from(start).ok());
        start.and_then(|start| self.piece.get(start..)).unwrap_or(&[])
    }
}

impl LongValueReader<'_> {
    /// Reads on, as much as there is at once; 0 at the end.
    ///
    /// # Errors
    /// Every [`ValueError`].
    pub fn read_value(&mut self, buffer: &mut [u8]) -> Result<usize, ValueError> {
        if !self.fill()? {
            return Ok(0);
        }
        let rest = self.rest();
        let len = rest.len().min(buffer.len());
        buffer[..len].copy_from_slice(&rest[..len]);
        self.position += len as u64;
        Ok(len)
    }

    /// Appends what is left of the current piece; `false` at the end.
    ///
    /// # Errors
    /// Every [`ValueError`].
    pub fn append_piece(&mut self, out: &mut Vec<u8>) -> Result<bool, ValueError> {
        if !self.fill()? {
            return Ok(false);
        }
        let rest = self.rest();
        out.extend_from_slice(rest);
        self.position += rest.len() as u64;
        Ok(true)
    }

    /// Makes sure that something of the piece at the position is there; `false` at the end.
    fn fill(&mut self) -> Result<bool, ValueError> {
        if self.position >= u64::from(self.size) {
            return Ok(false);
        }
        if self.rest().is_empty() {
            self.load()?;
        }
        Ok(true)
    }
}

impl Read for LongValueReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        self.read_value(buffer).map_err(io::Error::other)
    }
}

impl IoSeek for LongValueReader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (base, by) = match to {
            SeekFrom::Start(position) => (position, 0),
            SeekFrom::End(by) => (u64::from(self.size), by),
            SeekFrom::Current(by) => (self.position, by),
        };
        let position = base.checked_add_signed(by);
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}
