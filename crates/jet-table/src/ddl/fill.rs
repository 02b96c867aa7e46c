//! The entries of a new index.
//!
//! Records are read in their order, and entries sorted as far as memory goes; each run goes into the
//! tree in its order, so that only its last leaves are at work at a time. The first run makes the
//! tree; later ones find it in memory, or read it once from left to right. Nobody else sees the tree
//! yet, and a rollback gives it back whole, so entries make no versions.

use jet_btree::{ReadCx, Seek, Tree, Versioning, WriteCx, Writer};

use super::Objection;
use crate::error::Result;
use crate::index::{KeyList, KeyPlan, RecordValues, Source};
use crate::normalize::KeyBuilder;
use crate::schema::{IndexSchema, TableSchema};
use crate::table::Table;
use crate::values::RowReader;

/// Bytes of entries sorted at a time.
const RUN_BYTES: usize = 16 << 20;

/// Entries to be sorted.
#[derive(Default)]
struct Run {
    bytes: Vec<u8>,
    /// Where each begins, how long its key is, where it ends.
    entries: Vec<(usize, usize, usize)>,
}

impl Run {
    fn push(&mut self, key: &[u8], bookmark: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(bookmark);
        self.entries.push((start, key.len(), self.bytes.len()));
    }

    fn size(&self) -> usize {
        self.bytes.len() + self.entries.len() * size_of::<(usize, usize, usize)>()
    }

    /// Puts the entries into the tree.
    fn flush(&mut self, cx: &WriteCx<'_>, writer: &mut Writer, tree: &Tree) -> Result<()> {
        let Self { bytes, entries } = self;
        let parts = |&(start, key, end): &(usize, usize, usize)| bytes[start..end].split_at(key);
        entries.sort_unstable_by(|a, b| parts(a).cmp(&parts(b)));
        for entry in entries.iter() {
            let (key, bookmark) = parts(entry);
            tree.insert(cx, writer, key, bookmark, Versioning::Unversioned)?;
        }
        self.bytes.clear();
        self.entries.clear();
        Ok(())
    }
}

/// Makes the entries of all records that the writer sees.
pub(super) fn fill(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    table: &Table,
    schema: &TableSchema,
    index: &IndexSchema,
    tree: &Tree,
) -> Result<()> {
    fill_by(cx, writer, table, schema, index, tree, RUN_BYTES)
}

#[allow(clippy::too_many_arguments, reason = "the run's size is for tests")]
fn fill_by(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    table: &Table,
    schema: &TableSchema,
    index: &IndexSchema,
    tree: &Tree,
    run_bytes: usize,
) -> Result<()> {
    let snapshot = writer.snapshot().clone();
    let plan = KeyPlan::new(schema, index).ok_or(Objection::UnknownLocale)?;
    let mut values = RecordValues::new(schema.columns.len(), plan.positions());
    let (mut builder, mut keys) = (KeyBuilder::new(0, 0), KeyList::default());
    let mut reader = RowReader::new(cx.reader(&snapshot), schema);
    let mut run = Run::default();
    let mut last = None;
    loop {
        let read = Records { cx: cx.reader(&snapshot), tree: table.tree() };
        last = read.take(last.as_deref(), |key, data| {
            values.load(&mut reader, data)?;
            let source = Source { table: schema, index, values: &values };
            plan.keys(source, &mut builder, &mut keys)?;
            keys.iter().for_each(|entry| run.push(entry, key));
            Ok(run.size() < run_bytes)
        })?;
        // No record is latched here: a split may need the pages above.
        run.flush(cx, writer, tree)?;
        if last.is_none() {
            return Ok(());
        }
    }
}

/// The records of a table as a snapshot sees them.
struct Records<'a> {
    cx: ReadCx<'a>,
    tree: Tree,
}

impl Records<'_> {
    /// Visits records after a key until `visit` has enough; the key to go on after, if there are
    /// more.
    fn take(
        &self,
        after: Option<&[u8]>,
        mut visit: impl FnMut(&[u8], &[u8]) -> Result<bool>,
    ) -> Result<Option<Vec<u8>>> {
        let mut at = match after {
            Some(key) => self.tree.seek(&self.cx, key, &[], Seek::After)?,
            None => self.tree.first(&self.cx)?,
        };
        while let Some(latched) = at {
            let node = latched.node()?;
            let key = node.key.to_vec();
            if !visit(&key, node.data)? {
                return Ok(Some(key));
            }
            at = self.tree.next(&self.cx, latched)?;
        }
        Ok(None)
    }
}
