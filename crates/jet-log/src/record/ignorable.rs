//! Records that engines may skip without knowing them: behind the type comes a length.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_types::{DbId, Procid};
use zerocopy::IntoBytes;
use zerocopy::little_endian::U32;

use crate::codec::{Decoded, Decoder, Fixed, Layout, Length, Place, See, Tail, record};
use crate::file::SEGMENT_BYTES;

/// A record of the family whose contents have a fixed length, which comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Skippable<T>(pub T);

impl<'a, T: Fixed<'a>> Layout<'a> for Skippable<T> {
    fn decode(from: &mut Decoder<'a>) -> Decoded<Self> {
        let length = <u32 as Length>::get(from)?;
        if length != T::BYTES {
            return Err(from.value("length", length as u64));
        }
        T::get(from).map(Self)
    }

    fn encoded_len(&self) -> usize {
        T::BYTES.saturating_add(4)
    }

    fn encode(&self, to: &mut impl Place) {
        <u32 as Length>::put(T::BYTES, to);
        self.0.put(to);
    }

    fn fields(&self, see: See<'_>) {
        self.0.show("", see);
    }
}

record! {
    /// Fills a segment that is written before it is full. Source: ESE `logwrite.cxx`, `lrtypNOP2`.
    pub struct Padding<'a> {
        /// Zeros.
        pub zeros: &'a [u8] => u32,
    }
    tail: zeros;
}

impl Padding<'static> {
    /// Length of the shortest one: its type and a length of 0.
    pub const MIN_BYTES: usize = 5;

    /// The record that takes `bytes` bytes in all; `None` when there is none that short or long.
    pub fn of_len(bytes: usize) -> Option<Self> {
        static ZEROS: [u8; SEGMENT_BYTES] = [0; SEGMENT_BYTES];
        let zeros = ZEROS.get(..bytes.checked_sub(Self::MIN_BYTES)?)?;
        Some(Self { zeros })
    }
}

record! {
    /// The pages that a macro touched, in database 1; follows the commit of the macro.
    /// Source: ESE `logapi.hxx`, `LRMACROINFO`.
    pub struct MacroInfo<'a> {
        /// The pages.
        pub pages: &'a [U32] => u32,
    }
    tail: pages;
}

/// The pages that a macro touched, in another database; follows the commit of the macro.
/// Source: ESE `logapi.hxx`, `LRMACROINFO2`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MacroInfo2<'a> {
    /// The database.
    pub dbid: DbId,
    /// The pages.
    pub pages: &'a [U32],
}

/// Bytes of the contents before the pages.
const MACRO_INFO2_HEAD: usize = 5;

impl<'a> Layout<'a> for MacroInfo2<'a> {
    fn decode(from: &mut Decoder<'a>) -> Decoded<Self> {
        let length = <u32 as Length>::get(from)?;
        let dbid = from.get()?;
        let count = <u32 as Length>::get(from)?;
        let bytes = count.saturating_mul(size_of::<U32>());
        if length != bytes.saturating_add(MACRO_INFO2_HEAD) {
            return Err(from.value("count of pages", count as u64));
        }
        Ok(Self { dbid, pages: from.tail(bytes)? })
    }

    fn encoded_len(&self) -> usize {
        self.pages.as_bytes().len().saturating_add(const { 4 + MACRO_INFO2_HEAD })
    }

    fn encode(&self, to: &mut impl Place) {
        let bytes = self.pages.as_bytes();
        <u32 as Length>::put(bytes.len().saturating_add(MACRO_INFO2_HEAD), to);
        self.dbid.put(to);
        <u32 as Length>::put(self.pages.len(), to);
        to.put(bytes);
    }

    fn fields(&self, see: See<'_>) {
        self.dbid.show("dbid", see);
        self.pages.show("pages", see);
    }
}

/// What a client wants remembered with a commit. Source: ESE `logapi.hxx`, `LRCOMMITCTX`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CommitContext<'a> {
    /// The session.
    pub procid: Procid,
    /// From log version 5.2 on one byte of [`CommitContextFlags`](super::CommitContextFlags),
    /// then what the client gave.
    pub data: &'a [u8],
}

impl<'a> Layout<'a> for CommitContext<'a> {
    fn decode(from: &mut Decoder<'a>) -> Decoded<Self> {
        let length = <u32 as Length>::get(from)?;
        let procid = from.get()?;
        let Some(length) = length.checked_sub(Procid::BYTES) else {
            return Err(from.value("length", length as u64));
        };
        Ok(Self { procid, data: from.bytes(length)? })
    }

    fn encoded_len(&self) -> usize {
        self.data.len().saturating_add(const { 4 + Procid::BYTES })
    }

    fn encode(&self, to: &mut impl Place) {
        <u32 as Length>::put(self.data.len().saturating_add(Procid::BYTES), to);
        self.procid.put(to);
        to.put(self.data);
    }

    fn fields(&self, see: See<'_>) {
        self.procid.show("procid", see);
        self.data.show("data", see);
    }
}

/// A record of the family that has no meaning yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ignored<'a> {
    /// Its type: 75, or 82 to 91.
    pub kind: u8,
    /// Its contents.
    pub data: &'a [u8],
}

impl<'a> Ignored<'a> {
    pub(super) fn decode(kind: u8, from: &mut Decoder<'a>) -> Decoded<Self> {
        let length = <u32 as Length>::get(from)?;
        Ok(Self { kind, data: from.bytes(length)? })
    }

    pub(super) fn encoded_len(&self) -> usize {
        self.data.len().saturating_add(4)
    }

    pub(super) fn encode(&self, to: &mut impl Place) {
        <u32 as Length>::put(self.data.len(), to);
        to.put(self.data);
    }

    pub(super) fn fields(&self, see: See<'_>) {
        self.data.show("data", see);
    }
}
