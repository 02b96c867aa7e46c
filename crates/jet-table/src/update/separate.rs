//! Long values that leave the row they belong to: numbered, written to the tree, shared, given up.

use jet_btree::{WriteCx, Writer};
use jet_pager::header::FormatVersion;
use jet_types::Pgno;
use jet_types::compress::decompress;

use super::{Mode, Update, lock_row};
use crate::error::{Result, TableError, ValueError};
use crate::long_value::Lid;
use crate::long_value::write::{Edit, LongValueWriter, default_piece};
use crate::record::{Instance, Record};
use crate::refusal::Refusal;
use crate::table::{Table, WritePlan};

/// The highest number of 32 bits.
const LID_MOST: u64 = 0x7FFF_FEFF;
/// The first and the highest of 64 bits.
const WIDE_LIDS: (u64, u64) = (0x8000_0000_8000_0001, 0x80FF_FFFE_FFFF_FFFF);

/// Makes the tree of long values of a table that has none, in a transaction of its own. Whoever
/// comes second finds the first one's.
pub type NewTree<'a> = dyn FnMut(&Table) -> Result<Pgno> + 'a;

/// What long values are written with.
#[allow(missing_debug_implementations, reason = "holds a closure")]
pub struct LongValueAccess<'a> {
    /// The database.
    pub cx: &'a WriteCx<'a>,
    /// The caller's transaction.
    pub writer: &'a mut Writer,
    /// Makes the table's tree when the first long value comes.
    pub new_tree: &'a mut NewTree<'a>,
}

/// The long values of an update's table.
pub(super) struct Values<'u, 'a> {
    pub(super) table: &'u Table,
    pub(super) access: &'u mut LongValueAccess<'a>,
}

/// Whether new long values of a table have numbers of 64 bits.
pub(super) fn lids_are_wide(cx: &WriteCx<'_>) -> bool {
    cx.db.header().version() >= FormatVersion::WIDE_LONG_VALUES
}

/// The tree of long values, to write.
pub(super) fn tree<'c>(
    cx: &'c WriteCx<'c>,
    table: &Table,
    root: Pgno,
) -> Result<LongValueWriter<'c>> {
    let piece = table.whole().long_value_chunk;
    LongValueWriter::open(cx, root, piece.unwrap_or_else(|| default_piece(cx.db.page_size())))
}

impl Values<'_, '_> {
    /// The tree, made if need be.
    fn tree(&mut self) -> Result<LongValueWriter<'_>> {
        let root = match self.table.counters().long_values() {
            Some(root) => root,
            None => (self.access.new_tree)(self.table)?,
        };
        tree(self.access.cx, self.table, root)
    }

    /// A number nobody has.
    fn draw(&mut self) -> Result<Lid> {
        let is_wide = lids_are_wide(self.access.cx);
        let table = self.table;
        let tree = self.tree()?;
        let start = || {
            let next = tree.last_lid()?.saturating_add(1);
            Ok(if is_wide { next.max(WIDE_LIDS.0) } else { next })
        };
        let drawn = table.counters().lids.draw(WIDE_LIDS.1, start, Refusal::OutOfLids)?;
        if (LID_MOST..1 << 63).contains(&drawn) {
            return Err(Refusal::OutOfLids.into());
        }
        Ok(Lid::of_number(drawn))
    }

    /// Writes a new long value: bytes, and zeros up to a size.
    pub(super) fn create(&mut self, data: &[u8], size: u32, compressed: bool) -> Result<Lid> {
        let lid = self.draw()?;
        let tree = tree(self.access.cx, self.table, self.root()?)?;
        tree.create(self.access.writer, lid, data, size, compressed)?;
        Ok(lid)
    }

    /// Changes a long value, or a copy of it if others have it too. Gives the number it has then.
    pub(super) fn edit(
        &mut self,
        lid: Lid,
        edit: Edit<'_>,
        max_len: u32,
        compressed: bool,
        always_copy: bool,
    ) -> Result<Lid> {
        let tree = tree(self.access.cx, self.table, self.root()?)?;
        let (root, most) = tree.root(self.access.writer, lid)?;
        if root.is_encrypted {
            return Err(ValueError::Encrypted.into());
        }
        let size = edit.size_after(root.size)?;
        if max_len > 0 && size > max_len {
            return Err(Refusal::ColumnTooBig.into());
        }
        if most <= 1 && !always_copy {
            tree.edit(self.access.writer, lid, root, edit, compressed)?;
            return Ok(lid);
        }
        let copy = self.draw()?;
        let root = tree.copy(self.access.writer, lid, copy)?;
        tree.edit(self.access.writer, copy, root, edit, compressed)?;
        tree.give_up(self.access.writer, lid)?;
        Ok(copy)
    }

    /// How long a value is.
    pub(super) fn size(&mut self, lid: Lid) -> Result<u32> {
        let tree = tree(self.access.cx, self.table, self.root()?)?;
        Ok(tree.root(self.access.writer, lid)?.0.size)
    }

    /// The row does not refer to a value any more.
    pub(super) fn give_up(&mut self, lid: Lid) -> Result<()> {
        let root = self.root()?;
        tree(self.access.cx, self.table, root)?.give_up(self.access.writer, lid)
    }

    fn root(&self) -> Result<Pgno> {
        Ok(self.table.counters().long_values().ok_or(ValueError::LongValueMissing)?)
    }

    /// Moves values of the row that take more than so many bytes out of it.
    pub(super) fn separate_all(&mut self, update: &mut Update, threshold: usize) -> Result<()> {
        let schema = std::sync::Arc::clone(&update.plan.schema);
        let mut plain = Vec::new();
        for column in schema.columns.iter().filter(|column| column.coltyp.is_long()) {
            for number in 1.. {
                let value = value_of(&update.buffer.record(), column, number)?;
                let Some(value) = value else { break };
                plain.clear();
                let compressed = match value {
                    Instance::Plain(bytes) if bytes.len() > threshold => {
                        plain.extend_from_slice(bytes);
                        false
                    }
                    Instance::Compressed(packed) if packed.len() > threshold => {
                        decompress(packed, &mut plain).map_err(ValueError::from)?;
                        true
                    }
                    _ => continue,
                };
                let lid = self.create(&plain, plain.len() as u32, compressed)?;
                let mut raw = [0; 8];
                let separated = Instance::Separated(lid.in_record(&mut raw));
                update.buffer.set_tagged(column, number, Some(separated), false)?;
            }
        }
        Ok(())
    }
}

/// A value of a tagged column of a record.
pub(super) fn value_of<'r>(
    record: &Record<'r>,
    column: &crate::ColumnSchema,
    number: u32,
) -> Result<Option<Instance<'r>>> {
    let malformed = || TableError::Record("contradicts itself");
    let tagged = record.tagged().ok_or_else(malformed)?;
    let Some(tagged) = tagged.find(column.fid, column.is_derived) else { return Ok(None) };
    let Some(index) = (number as usize).checked_sub(1) else { return Ok(None) };
    if index >= tagged.count().ok_or_else(malformed)? {
        return Ok(None);
    }
    tagged.instance(index).ok_or_else(malformed).map(Some)
}

/// Calls `visit` with every long value that a record refers to: column, number, and the value's.
fn each_separated(
    plan: &WritePlan,
    record: &[u8],
    mut visit: impl FnMut(&crate::ColumnSchema, u32, Lid) -> Result<()>,
) -> Result<()> {
    let malformed = || TableError::Record("contradicts itself");
    let record = Record::parse(record, plan.page_size).ok_or_else(malformed)?;
    let columns = record.tagged().ok_or_else(malformed)?;
    for at in 0..columns.len() {
        let tagged = columns.get(at).ok_or_else(malformed)?;
        let column = plan.schema.column_of_record(tagged.fid, tagged.is_derived);
        let Some(column) = column else { continue };
        for index in 0..tagged.count().ok_or_else(malformed)? {
            if let Instance::Separated(raw) = tagged.instance(index).ok_or_else(malformed)? {
                let lid = Lid::from_record(raw).ok_or(ValueError::LongValueMissing)?;
                visit(column, index as u32 + 1, lid)?;
            }
        }
    }
    Ok(())
}

/// Gives up all long values of a row that goes.
pub(super) fn give_up_all(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    table: &Table,
    update: &Update,
) -> Result<()> {
    each_separated(&update.plan, &update.before, |_, _, lid| {
        let root = table.counters().long_values().ok_or(ValueError::LongValueMissing)?;
        tree(cx, table, root)?.give_up(writer, lid)
    })
}

/// A copied row refers to the long values of its original; those that somebody is about to change
/// are copied.
pub(super) fn share_all(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    table: &Table,
    update: &mut Update,
) -> Result<()> {
    let mut separated = Vec::new();
    each_separated(&update.plan, update.buffer.bytes(), |column, number, lid| {
        separated.push((column.fid, column.is_derived, number, lid));
        Ok(())
    })?;
    if separated.is_empty() {
        return Ok(());
    }
    let part = update.part_of(writer);
    let schema = std::sync::Arc::clone(&update.plan.schema);
    writer.in_part(Some(part), |writer| {
        for (fid, is_derived, number, lid) in separated {
            let root = table.counters().long_values().ok_or(ValueError::LongValueMissing)?;
            if tree(cx, table, root)?.refer(writer, lid)? {
                continue;
            }
            let column = schema.column_of_record(fid, is_derived).ok_or(Refusal::ColumnNotFound)?;
            let mut none = |_: &Table| Err(ValueError::LongValueMissing.into());
            let mut access = LongValueAccess { cx, writer: &mut *writer, new_tree: &mut none };
            let copy = Values { table, access: &mut access }.draw()?;
            tree(cx, table, root)?.copy(writer, lid, copy)?;
            let mut raw = [0; 8];
            let value = Instance::Separated(copy.in_record(&mut raw));
            update.buffer.set_tagged(column, number, Some(value), false)?;
        }
        Ok(())
    })
}

/// Before a long value of the row changes: what indexes depend on is taken as it was, and the row is
/// locked.
pub(super) fn before_change(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    table: &Table,
    update: &mut Update,
    position: usize,
) -> Result<()> {
    let is_of_row =
        matches!(update.mode, Some(Mode::Replace | Mode::ReplaceNoLock { .. } | Mode::Move));
    if !is_of_row {
        return Ok(());
    }
    if matches!(update.mode, Some(Mode::ReplaceNoLock { .. })) {
        lock_row(cx, writer, update, jet_btree::version::Kind::WriteLock)?;
    }
    if update.plan.indexed.binary_search(&position).is_ok() {
        let reader = cx.reader(writer.snapshot());
        let (plan, before) = (&*update.plan, &update.before);
        update.upkeep.take_old(&reader, plan, table.counters(), before)?;
    }
    Ok(())
}
