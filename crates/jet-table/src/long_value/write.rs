//! Long values written: their pieces, and who refers to them.
//!
//! A value that several rows refer to, or that another transaction may come to share or to give up,
//! is never changed: a copy is. What one row alone refers to is changed in its place, piece by
//! piece; versions keep for others what it was.
//!
//! Source: ESE `lv.cxx`.

use jet_btree::op::Delta;
use jet_btree::{BtreeError, ReadCx, Seek, Tree, Versioning, WriteCx, Writer};
use jet_types::compress::{compress_value, decompress};
use jet_types::{PageSize, Pgno};

use super::{Lid, LongValueRoot};
use crate::error::{Result, ValueError};
use crate::refusal::Refusal;

/// The longest value.
pub(crate) const VALUE_MOST: u32 = 0x7FFF_FFFF;
/// Values of more pieces are not taken apart by whoever gives them up last: that would take a version
/// per piece. They wait without references to be reclaimed.
const PIECES_DELETED_MOST: u32 = 1024;
const VERSIONED: Versioning = Versioning::Versioned;

/// Bytes of a piece where the table does not say otherwise.
pub(crate) fn default_piece(size: PageSize) -> u32 {
    match size {
        PageSize::KIB_2 => 1966,
        PageSize::KIB_4 => 4014,
        PageSize::KIB_8 => 8110,
        PageSize::KIB_16 => 4050,
        _ => 8150,
    }
}

/// Writes the long values of one table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LongValueWriter<'c> {
    cx: &'c WriteCx<'c>,
    tree: Tree,
    /// Bytes of a piece.
    piece: u32,
}

/// A value and what is to become of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Edit<'d> {
    /// These bytes from an offset on; what is behind them stays or, `cut`, goes.
    Write { offset: u32, data: &'d [u8], cut: bool },
    /// So many bytes: the first ones as they are, zeros behind them.
    Size(u32),
}

impl Edit<'_> {
    /// How long a value of `size` bytes is afterwards.
    pub(crate) fn size_after(self, size: u32) -> Result<u32, Refusal> {
        let new = match self {
            Self::Size(size) => u64::from(size),
            Self::Write { offset, data, cut } => {
                if offset > size {
                    return Err(Refusal::ColumnNoChunk);
                }
                let end = u64::from(offset) + data.len() as u64;
                if cut { end } else { end.max(size.into()) }
            }
        };
        u32::try_from(new).ok().filter(|new| *new <= VALUE_MOST).ok_or(Refusal::ColumnTooBig)
    }

    /// Changes a value in memory, which is `size` bytes long afterwards. Zeros at its end may be
    /// left out of the answer.
    pub(crate) fn apply(self, value: &mut Vec<u8>, size: usize) -> &[u8] {
        match self {
            Self::Size(_) => value.truncate(size),
            Self::Write { offset, data, .. } => {
                value.resize(size, 0);
                let offset = offset as usize;
                if let Some(place) = value.get_mut(offset..offset + data.len()) {
                    place.copy_from_slice(data);
                }
            }
        }
        value
    }
}

impl<'c> LongValueWriter<'c> {
    /// The long values in the tree rooted at `root`, in pieces of so many bytes.
    pub(crate) fn open(cx: &'c WriteCx<'c>, root: Pgno, piece: u32) -> Result<Self> {
        let tree = Tree::open(&ReadCx::raw(cx.pool, cx.db), root)?;
        Ok(Self { cx, tree, piece: piece.max(1) })
    }

    /// The number of the last long value, and whether it has 64 bits; 0 in an empty tree.
    pub(crate) fn last_lid(&self) -> Result<u64> {
        let key = self.tree.edge_key(&ReadCx::raw(self.cx.pool, self.cx.db), true)?;
        let key = key.unwrap_or_default();
        let is_wide = key.first().is_some_and(|first| first & 0x80 != 0);
        let len = if is_wide { 8 } else { 4 };
        let lid = key.iter().take(len);
        Ok(lid.fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    /// Makes a new value of one reference: these bytes, and zeros up to a size.
    pub(crate) fn create(
        &self,
        writer: &mut Writer,
        lid: Lid,
        data: &[u8],
        size: u32,
        compressed: bool,
    ) -> Result<()> {
        // The first piece comes first: the root then lands on its page.
        let first = self.piece.min(data.len() as u32) as usize;
        let (first, rest) = data.split_at(first);
        if !first.is_empty() {
            self.insert_piece(writer, lid, 0, first, compressed)?;
        }
        self.insert_root(writer, lid, LongValueRoot { references: 1, size, is_encrypted: false })?;
        let mut offset = first.len() as u32;
        for piece in rest.chunks(self.piece as usize) {
            self.insert_piece(writer, lid, offset, piece, compressed)?;
            offset += piece.len() as u32;
        }
        self.extend(writer, lid, offset, size, compressed)
    }

    /// What the root of a value says to this transaction, and how many references there may be,
    /// whoever else commits or rolls back.
    pub(crate) fn root(&self, writer: &Writer, lid: Lid) -> Result<(LongValueRoot, u32)> {
        let reader = self.cx.reader(writer.snapshot());
        let latched = self.tree.seek(&reader, lid.key(), &[], Seek::AtOrAfter)?;
        let latched = latched.ok_or(ValueError::LongValueMissing)?;
        let node = latched.node()?;
        if node.key.compare(lid.key()).is_ne() {
            return Err(ValueError::LongValueMissing.into());
        }
        let root = LongValueRoot::decode(node.data).ok_or(ValueError::LongValueMissing)?;
        let by = reader.counter_correction(&self.tree, &node, 0);
        let seen = (root.references as i32).wrapping_add(by as i32) as u32;
        Ok((LongValueRoot { references: seen, ..root }, seen.max(root.references)))
    }

    /// Changes a value that this transaction may change in its place.
    pub(crate) fn edit(
        &self,
        writer: &mut Writer,
        lid: Lid,
        root: LongValueRoot,
        edit: Edit<'_>,
        compressed: bool,
    ) -> Result<()> {
        let size = edit.size_after(root.size)?;
        if size == root.size {
            let kind = jet_btree::version::Kind::WriteLock;
            self.tree.lock(self.cx, writer, lid.key(), &[], kind)?;
        } else {
            let data = LongValueRoot { references: 1, size, ..root }.encode();
            self.tree.replace(self.cx, writer, lid.key(), data.as_ref(), VERSIONED)?;
        }
        if size < root.size {
            self.truncate(writer, lid, root.size, size, compressed)?;
        }
        match edit {
            Edit::Size(_) => self.extend(writer, lid, root.size.min(size), size, compressed),
            Edit::Write { offset, data, .. } => {
                self.overwrite(writer, lid, root.size.min(size), offset, data, compressed)
            }
        }
    }

    /// Copies a value, as this transaction sees it, under another number, piece by piece as they are
    /// stored.
    pub(crate) fn copy(&self, writer: &mut Writer, from: Lid, to: Lid) -> Result<LongValueRoot> {
        let (root, _) = self.root(writer, from)?;
        let mut stored = Vec::new();
        let mut offset = 0;
        while offset < root.size {
            self.stored_piece(writer, from, offset, &mut stored)?;
            let mut buffer = [0; 12];
            let key = to.piece_key(offset, &mut buffer);
            self.tree.insert(self.cx, writer, key, &stored, VERSIONED)?;
            if offset == 0 {
                self.insert_root(writer, to, LongValueRoot { references: 1, ..root })?;
            }
            offset = offset.saturating_add(self.piece);
        }
        if root.size == 0 {
            self.insert_root(writer, to, LongValueRoot { references: 1, ..root })?;
        }
        Ok(LongValueRoot { references: 1, ..root })
    }

    /// One more row refers to a value. `false` when another transaction is about to change it or to
    /// give it up, so that it is to be copied instead.
    pub(crate) fn refer(&self, writer: &mut Writer, lid: Lid) -> Result<bool> {
        match self.add_references(writer, lid, 1) {
            Ok(()) => Ok(true),
            Err(BtreeError::WriteConflict | BtreeError::NodeDeleted) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// One row less refers to a value; the last one takes it along.
    pub(crate) fn give_up(&self, writer: &mut Writer, lid: Lid) -> Result<()> {
        let (root, most) = self.root(writer, lid)?;
        if most == 0 {
            return Err(BtreeError::WriteConflict.into());
        }
        let pieces = root.size.div_ceil(self.piece);
        if most > 1 || root.references != 1 || pieces > PIECES_DELETED_MOST {
            return Ok(self.add_references(writer, lid, -1)?);
        }
        self.delete_node(writer, lid.key())?;
        let mut buffer = [0; 12];
        for number in 0..pieces {
            let key = lid.piece_key(number * self.piece, &mut buffer);
            self.delete_node(writer, key)?;
        }
        Ok(())
    }

    fn add_references(&self, writer: &mut Writer, lid: Lid, by: i64) -> jet_btree::Result<()> {
        let delta = Delta { offset: 0, by, is_wide: false };
        self.tree.add(self.cx, writer, lid.key(), delta, VERSIONED)
    }

    fn delete_node(&self, writer: &mut Writer, key: &[u8]) -> Result<()> {
        match self.tree.flag_delete(self.cx, writer, key, &[], VERSIONED) {
            Err(BtreeError::NodeDeleted) => Err(ValueError::LongValueIncomplete.into()),
            done => Ok(done?),
        }
    }

    fn insert_root(&self, writer: &mut Writer, lid: Lid, root: LongValueRoot) -> Result<()> {
        let data = root.encode();
        Ok(self.tree.insert(self.cx, writer, lid.key(), data.as_ref(), VERSIONED)?)
    }

    fn insert_piece(
        &self,
        writer: &mut Writer,
        lid: Lid,
        offset: u32,
        plain: &[u8],
        compressed: bool,
    ) -> Result<()> {
        let mut packed = Vec::new();
        let stored = stored_form(plain, compressed, &mut packed);
        let mut buffer = [0; 12];
        let key = lid.piece_key(offset, &mut buffer);
        Ok(self.tree.insert(self.cx, writer, key, stored, VERSIONED)?)
    }

    fn replace_piece(
        &self,
        writer: &mut Writer,
        lid: Lid,
        offset: u32,
        plain: &[u8],
        compressed: bool,
    ) -> Result<()> {
        let mut packed = Vec::new();
        let stored = stored_form(plain, compressed, &mut packed);
        let mut buffer = [0; 12];
        let key = lid.piece_key(offset, &mut buffer);
        Ok(self.tree.replace(self.cx, writer, key, stored, VERSIONED)?)
    }

    /// Writes bytes over a value of `size` bytes, and on behind its end.
    fn overwrite(
        &self,
        writer: &mut Writer,
        lid: Lid,
        size: u32,
        mut offset: u32,
        mut data: &[u8],
        compressed: bool,
    ) -> Result<()> {
        let mut plain = Vec::new();
        while !data.is_empty() {
            let start = offset / self.piece * self.piece;
            let within = (offset - start) as usize;
            let len = (self.piece as usize - within).min(data.len());
            let (now, rest) = data.split_at(len);
            if start >= size {
                self.insert_piece(writer, lid, start, now, compressed)?;
            } else {
                plain.clear();
                let room = self.piece.min(size - start);
                // A piece that is written all over is not read.
                if within > 0 || len < room as usize {
                    self.plain_piece(writer, lid, start, room, &mut plain)?;
                }
                let end = within + len;
                plain.resize(plain.len().max(end), 0);
                plain[within..end].copy_from_slice(now);
                self.replace_piece(writer, lid, start, &plain, compressed)?;
            }
            offset += len as u32;
            data = rest;
        }
        Ok(())
    }

    /// Puts zeros behind a value of `size` bytes.
    fn extend(
        &self,
        writer: &mut Writer,
        lid: Lid,
        mut size: u32,
        to: u32,
        compressed: bool,
    ) -> Result<()> {
        let zeros = vec![0; self.piece.min(to.saturating_sub(size)) as usize];
        while size < to {
            let room = self.piece - size % self.piece;
            let len = room.min(to - size);
            let now = zeros.get(..len as usize).unwrap_or(&zeros);
            self.overwrite(writer, lid, size, size, now, compressed)?;
            size += len;
        }
        Ok(())
    }

    /// Cuts a value short.
    fn truncate(
        &self,
        writer: &mut Writer,
        lid: Lid,
        size: u32,
        to: u32,
        compressed: bool,
    ) -> Result<()> {
        let mut start = to / self.piece * self.piece;
        if start < to {
            let mut plain = Vec::new();
            self.plain_piece(writer, lid, start, self.piece.min(size - start), &mut plain)?;
            plain.truncate((to - start) as usize);
            self.replace_piece(writer, lid, start, &plain, compressed)?;
            start = start.saturating_add(self.piece);
        }
        let mut buffer = [0; 12];
        while start < size {
            let key = lid.piece_key(start, &mut buffer);
            self.delete_node(writer, key)?;
            start = start.saturating_add(self.piece);
        }
        Ok(())
    }

    /// A piece as it is stored.
    fn stored_piece(
        &self,
        writer: &Writer,
        lid: Lid,
        offset: u32,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        let reader = self.cx.reader(writer.snapshot());
        let mut buffer = [0; 12];
        let key = lid.piece_key(offset, &mut buffer);
        let latched = self.tree.seek(&reader, key, &[], Seek::AtOrAfter)?;
        let latched = latched.ok_or(ValueError::LongValueIncomplete)?;
        let node = latched.node()?;
        if node.key.compare(key).is_ne() {
            return Err(ValueError::LongValueIncomplete.into());
        }
        out.clear();
        out.extend_from_slice(node.data);
        Ok(())
    }

    /// The bytes of a piece that has so many.
    fn plain_piece(
        &self,
        writer: &Writer,
        lid: Lid,
        offset: u32,
        len: u32,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        self.stored_piece(writer, lid, offset, out)?;
        if out.len() < len as usize {
            let packed = std::mem::take(out);
            decompress(&packed, out).map_err(ValueError::from)?;
        }
        if out.len() != len as usize {
            return Err(ValueError::LongValueIncomplete.into());
        }
        Ok(())
    }
}

/// A piece as it is to be stored: compressed only if that is shorter, as only its length tells.
fn stored_form<'p>(plain: &'p [u8], compressed: bool, packed: &'p mut Vec<u8>) -> &'p [u8] {
    if compressed && compress_value(plain, packed) { packed } else { plain }
}
