//! Pieces of records that do not fit into what is left of their segment.
//!
//! The log buffer cuts, the reader puts together; nobody else sees fragments.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use super::{FRAGMENT, FRAGMENT_BEGIN};
use crate::codec::{BadRecord, Decoder, Flaw, Layout, Place, record};

record! {
    /// The first piece of a record. Source: ESE `logapi.hxx`, `LRFRAGMENTBEGIN`.
    pub struct FragmentBegin<'a> {
        /// Length of the whole record.
        pub total_bytes: u32,
        /// The piece.
        pub piece: &'a [u8] => u16,
    }
    tail: piece;
}

record! {
    /// Another piece, the first thing in its segment. Source: ESE `logapi.hxx`, `LRFRAGMENT`.
    pub struct Fragment<'a> {
        /// The piece.
        pub piece: &'a [u8] => u16,
    }
    tail: piece;
}

impl<'a> FragmentBegin<'a> {
    /// Bytes it takes beside its piece.
    pub const HEAD_BYTES: usize = 7;

    /// The piece that begins `bytes`, and how many of them it takes.
    ///
    /// # Errors
    /// What is wrong.
    pub fn read(bytes: &'a [u8]) -> Result<(Self, usize), BadRecord> {
        read(FRAGMENT_BEGIN, bytes)
    }

    /// Gives its bytes, piece by piece.
    ///
    /// # Panics
    /// When its piece is longer than a segment.
    pub fn write_to(&self, place: &mut impl Place) {
        place.put(&[FRAGMENT_BEGIN]);
        self.encode(place);
    }
}

impl<'a> Fragment<'a> {
    /// Bytes it takes beside its piece.
    pub const HEAD_BYTES: usize = 3;

    /// The piece that begins `bytes`, and how many of them it takes.
    ///
    /// # Errors
    /// What is wrong.
    pub fn read(bytes: &'a [u8]) -> Result<(Self, usize), BadRecord> {
        read(FRAGMENT, bytes)
    }

    /// Gives its bytes, piece by piece.
    ///
    /// # Panics
    /// When its piece is longer than a segment.
    pub fn write_to(&self, place: &mut impl Place) {
        place.put(&[FRAGMENT]);
        self.encode(place);
    }
}

fn read<'a, T: Layout<'a>>(wanted: u8, bytes: &'a [u8]) -> Result<(T, usize), BadRecord> {
    let nothing = BadRecord { kind: wanted, offset: 0, flaw: Flaw::Cut(1) };
    let (kind, mut from) = Decoder::new(bytes).ok_or(nothing)?;
    if kind != wanted {
        return Err(BadRecord { kind, offset: 0, flaw: Flaw::UnknownKind });
    }
    let piece = from.get()?;
    Ok((piece, from.offset()))
}
