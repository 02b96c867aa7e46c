//! Long values: kept outside their records, in pieces, in a tree of their own.
//!
//! A record holds the number of the long value. The tree has a root node under that number, with
//! the size and a count of references, and a node per piece under the number and the piece's
//! offset. A piece shorter than the room to the next one is compressed.

mod reader;
pub(crate) mod write;

use jet_btree::{Latched, ReadCx, Seek, Tree};
use jet_types::Pgno;

use crate::error::ValueError;
use jet_types::compress::{decompress, decompressed_len};

pub use reader::LongValueReader;

/// The long values of one table.
#[derive(Clone, Copy, Debug)]
pub struct LongValues<'a> {
    cx: ReadCx<'a>,
    tree: Tree,
}

/// What the root node of a long value says.
///
/// | bytes | field        | meaning                                       |
/// |-------|--------------|-----------------------------------------------|
/// | 0..4  | `references` | records that use it; 0 waits to be removed    |
/// | 4..8  | `size`       | bytes, uncompressed                           |
/// | 8     | flags        | optional; 1 encrypted                         |
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LongValueRoot {
    /// Records that use the value.
    pub references: u32,
    /// Bytes, uncompressed.
    pub size: u32,
    /// Whether the pieces are encrypted.
    pub is_encrypted: bool,
}

impl LongValueRoot {
    /// What the data of a root node says.
    fn decode(data: &[u8]) -> Option<Self> {
        let (references, rest) = data.split_first_chunk()?;
        let (size, flags) = rest.split_first_chunk()?;
        Some(Self {
            references: u32::from_le_bytes(*references),
            size: u32::from_le_bytes(*size),
            is_encrypted: flags.first().is_some_and(|flags| flags & 1 != 0),
        })
    }

    /// The data of the root node of a value that is not encrypted.
    fn encode(&self) -> [u8; 8] {
        let mut data = [0; 8];
        data[..4].copy_from_slice(&self.references.to_le_bytes());
        data[4..].copy_from_slice(&self.size.to_le_bytes());
        data
    }
}

/// Bytes a node takes beside key and data: its place in the page, and the length of its key.
const NODE_OVERHEAD: usize = 4 + 2;

/// What a long value takes in the tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StoredSize {
    /// Bytes of the value.
    pub logical: u64,
    /// Bytes of its pieces as stored, compressed where they are.
    pub physical: u64,
    /// Bytes of keys, root and nodes beside.
    pub overhead: u64,
}

/// The number of a long value, as keys have it: 4 or 8 bytes, big-endian.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lid {
    bytes: [u8; 8],
    len: u8,
}

impl Lid {
    /// The number in a record, little-endian; `None` when it has an impossible length.
    pub fn from_record(raw: &[u8]) -> Option<Self> {
        if raw.len() != 4 && raw.len() != 8 {
            return None;
        }
        let mut bytes = [0; 8];
        for (to, from) in bytes.iter_mut().zip(raw.iter().rev()) {
            *to = *from;
        }
        Some(Self { bytes, len: raw.len() as u8 })
    }

    /// A number that was drawn: of 64 bits if the highest is set.
    pub(crate) fn of_number(number: u64) -> Self {
        let wide = number.to_be_bytes();
        let mut bytes = [0; 8];
        if number >> 63 == 1 {
            return Self { bytes: wide, len: 8 };
        }
        bytes[..4].copy_from_slice(&wide[4..]);
        Self { bytes, len: 4 }
    }

    /// The number as records have it, in `buffer`.
    pub(crate) fn in_record<'b>(&self, buffer: &'b mut [u8; 8]) -> &'b [u8] {
        let len = usize::from(self.len);
        for (to, from) in buffer.iter_mut().zip(self.key().iter().rev()) {
            *to = *from;
        }
        &buffer[..len]
    }

    /// Its bytes, 4 or 8.
    pub fn len(&self) -> usize {
        self.len.into()
    }

    /// Never: a number has bytes.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The key of the root node.
    fn key(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }

    /// The key of the piece at `offset`, in `buffer`.
    fn piece_key<'b>(&self, offset: u32, buffer: &'b mut [u8; 12]) -> &'b [u8] {
        let len = usize::from(self.len);
        buffer[..len].copy_from_slice(self.key());
        buffer[len..len + 4].copy_from_slice(&offset.to_be_bytes());
        &buffer[..len + 4]
    }
}

/// A piece of a long value, as stored.
struct Piece<'a> {
    offset: u32,
    node: Latched<'a>,
}

impl<'a> LongValues<'a> {
    /// The long values in the tree rooted at `root`.
    ///
    /// # Errors
    /// When the root page cannot be read.
    pub fn open(cx: ReadCx<'a>, root: Pgno) -> jet_btree::Result<Self> {
        Ok(Self { cx, tree: Tree::open(&cx, root)? })
    }

    /// The root node of a long value.
    ///
    /// # Errors
    /// [`ValueError::LongValueMissing`].
    pub fn root(&self, lid: Lid) -> Result<LongValueRoot, ValueError> {
        let missing = ValueError::LongValueMissing;
        let found = self.tree.seek(&self.cx, lid.key(), &[], Seek::AtOrAfter);
        let latched = found.ok().flatten().ok_or(missing)?;
        let node = latched.node().map_err(|_| missing)?;
        if node.key.compare(lid.key()).is_ne() {
            return Err(missing);
        }
        LongValueRoot::decode(node.data).ok_or(missing)
    }

    /// What a long value takes in the tree.
    ///
    /// # Errors
    /// [`ValueError::LongValueMissing`], [`ValueError::LongValueIncomplete`].
    pub fn stored_size(&self, lid: Lid) -> Result<StoredSize, ValueError> {
        let root = self.root(lid)?;
        let root_data = if root.is_encrypted { 9 } else { 8 };
        let mut size = StoredSize {
            logical: root.size.into(),
            physical: 0,
            overhead: (NODE_OVERHEAD + lid.key().len() + root_data) as u64,
        };
        let mut at = self.piece_at(lid, 0)?;
        while let Some(piece) = at {
            let incomplete = |_| ValueError::LongValueIncomplete;
            let node = piece.node.node().map_err(incomplete)?;
            size.physical += node.data.len() as u64;
            size.overhead += (NODE_OVERHEAD + node.key.len()) as u64;
            at = self.piece_after(lid, piece)?;
        }
        Ok(size)
    }

    /// Appends a whole long value to `out`, which grows only as pieces are found.
    ///
    /// # Errors
    /// Every [`ValueError`]; `out` may have grown then.
    pub fn append_to(&self, lid: Lid, out: &mut Vec<u8>) -> Result<(), ValueError> {
        let root = self.root(lid)?;
        if root.is_encrypted {
            return Err(ValueError::Encrypted);
        }
        let mut done = 0;
        let mut at = self.piece_at(lid, 0)?;
        while let Some(piece) = at {
            if piece.offset != done {
                return Err(ValueError::LongValueIncomplete);
            }
            let start = out.len();
            let stored = append_stored(&piece, out)?;
            let next = self.piece_after(lid, piece)?;
            let end = next.as_ref().map_or(root.size, |next| next.offset);
            let room = end.checked_sub(done).ok_or(ValueError::LongValueIncomplete)? as usize;
            if stored < room && decompressed_len(&out[start..])? == room {
                let packed = out.split_off(start);
                decompress(&packed, out)?;
            }
            if out.len() - start != room {
                return Err(ValueError::LongValueIncomplete);
            }
            done = end;
            at = next;
        }
        if done == root.size { Ok(()) } else { Err(ValueError::LongValueIncomplete) }
    }

    /// The piece that holds byte `offset`, or the last one before it.
    fn piece_at(&self, lid: Lid, offset: u32) -> Result<Option<Piece<'a>>, ValueError> {
        let mut buffer = [0; 12];
        let key = lid.piece_key(offset, &mut buffer);
        let seek = if offset == 0 { Seek::AtOrAfter } else { Seek::AtOrBefore };
        let found = self.tree.seek(&self.cx, key, &[], seek);
        piece(lid, found.map_err(|_| ValueError::LongValueIncomplete)?)
    }

    fn piece_after(&self, lid: Lid, from: Piece<'a>) -> Result<Option<Piece<'a>>, ValueError> {
        let next = self.tree.next(&self.cx, from.node);
        piece(lid, next.map_err(|_| ValueError::LongValueIncomplete)?)
    }
}

/// A node, if it is a piece of this long value.
fn piece<'a>(lid: Lid, node: Option<Latched<'a>>) -> Result<Option<Piece<'a>>, ValueError> {
    let Some(latched) = node else { return Ok(None) };
    let node = latched.node().map_err(|_| ValueError::LongValueIncomplete)?;
    let len = lid.key().len();
    if node.key.len() != len + 4 {
        return Ok(None);
    }
    let mut key = [0; 12];
    key.iter_mut().zip(node.key.bytes()).for_each(|(to, from)| *to = from);
    if !key.starts_with(lid.key()) {
        return Ok(None);
    }
    let offset = key[len..].first_chunk().copied().map_or(0, u32::from_be_bytes);
    Ok(Some(Piece { offset, node: latched }))
}

fn append_stored(piece: &Piece<'_>, out: &mut Vec<u8>) -> Result<usize, ValueError> {
    let node = piece.node.node().map_err(|_| ValueError::LongValueIncomplete)?;
    out.extend_from_slice(node.data);
    Ok(node.data.len())
}
