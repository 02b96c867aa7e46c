//! The entries of secondary indexes, kept in step with the rows.

use jet_btree::{BtreeError, ReadCx, Seek, WriteCx, Writer};

use super::VERSIONED;
use super::changed::Changed;
use crate::error::{Result, TableError, ValueError};
use crate::index::{KeyList, RecordValues, Source};
use crate::long_value::{Lid, LongValues};
use crate::normalize::KeyBuilder;
use crate::refusal::Refusal;
use crate::table::counters::Counters;
use crate::table::plan::{KeyedTree, WritePlan};

/// Makes the keys of rows. Its memory is kept from row to row.
#[derive(Debug)]
pub(super) struct Upkeep {
    old: RecordValues,
    new: RecordValues,
    /// Values of the row as it was, taken before long values changed in their places.
    has_old: bool,
    builder: KeyBuilder,
    old_keys: KeyList,
    new_keys: KeyList,
}

/// What upkeep is done for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub(super) plan: &'a WritePlan,
    /// The row's primary key.
    pub(super) bookmark: &'a [u8],
    /// Indexes that are unique only when they are asked to be, are.
    pub(super) enforce_optional: bool,
}

impl Upkeep {
    pub(super) fn new(plan: &WritePlan) -> Self {
        let values = RecordValues::new(plan.schema.columns.len(), plan.indexed.iter().copied());
        Self {
            old: values.clone(),
            new: values,
            has_old: false,
            builder: KeyBuilder::new(255, 255),
            old_keys: KeyList::default(),
            new_keys: KeyList::default(),
        }
    }

    pub(super) fn forget_old(&mut self) {
        self.has_old = false;
    }

    /// Takes the values of the row as it was, unless that was done.
    pub(super) fn take_old(
        &mut self,
        cx: &ReadCx<'_>,
        plan: &WritePlan,
        counters: &Counters,
        record: &[u8],
    ) -> Result<()> {
        if !self.has_old {
            load(&mut self.old, cx, plan, counters, record)?;
            self.has_old = true;
        }
        Ok(())
    }

    pub(super) fn take_new(
        &mut self,
        cx: &ReadCx<'_>,
        plan: &WritePlan,
        counters: &Counters,
        record: &[u8],
    ) -> Result<()> {
        load(&mut self.new, cx, plan, counters, record)
    }

    /// The primary key of the new row.
    pub(super) fn primary_key(
        &mut self,
        plan: &WritePlan,
        primary: &KeyedTree,
        key: &mut Vec<u8>,
    ) -> Result<()> {
        make(plan, primary, &self.new, &mut self.builder, &mut self.new_keys)?;
        let made = self.new_keys.iter().next().ok_or(Refusal::NullKeyDisallowed)?;
        key.clear();
        key.extend_from_slice(made);
        Ok(())
    }

    /// Puts in the entries of a new row.
    pub(super) fn insert(
        &mut self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        row: Row<'_>,
    ) -> Result<()> {
        for keyed in &row.plan.secondary {
            make(row.plan, keyed, &self.new, &mut self.builder, &mut self.new_keys)?;
            for key in self.new_keys.iter() {
                add(cx, writer, row, keyed, key)?;
            }
        }
        Ok(())
    }

    /// Takes out the entries of a row.
    pub(super) fn delete(
        &mut self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        row: Row<'_>,
    ) -> Result<()> {
        for keyed in &row.plan.secondary {
            make(row.plan, keyed, &self.old, &mut self.builder, &mut self.old_keys)?;
            for key in self.old_keys.iter() {
                remove(cx, writer, row, keyed, key)?;
            }
        }
        Ok(())
    }

    /// Exchanges the entries that differ, in indexes that depend on columns that were set.
    pub(super) fn replace(
        &mut self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        row: Row<'_>,
        changed: &Changed,
    ) -> Result<()> {
        for keyed in &row.plan.secondary {
            if !changed.has_any(&keyed.columns) {
                continue;
            }
            make(row.plan, keyed, &self.old, &mut self.builder, &mut self.old_keys)?;
            make(row.plan, keyed, &self.new, &mut self.builder, &mut self.new_keys)?;
            for key in self.old_keys.iter().filter(|key| !self.new_keys.contains(key)) {
                remove(cx, writer, row, keyed, key)?;
            }
            for key in self.new_keys.iter().filter(|key| !self.old_keys.contains(key)) {
                add(cx, writer, row, keyed, key)?;
            }
        }
        Ok(())
    }
}

/// Takes the values of a row that indexes depend on.
fn load(
    values: &mut RecordValues,
    cx: &ReadCx<'_>,
    plan: &WritePlan,
    counters: &Counters,
    record: &[u8],
) -> Result<()> {
    values.load_wanted(&plan.schema, plan.page_size, record, |lid, out| {
        let missing = ValueError::LongValueMissing;
        let root = counters.long_values().ok_or(missing)?;
        let lid = Lid::from_record(lid).ok_or(missing)?;
        Ok(LongValues::open(*cx, root)?.append_to(lid, out)?)
    })
}

/// Makes the keys of a row in one index.
fn make(
    plan: &WritePlan,
    keyed: &KeyedTree,
    values: &RecordValues,
    builder: &mut KeyBuilder,
    keys: &mut KeyList,
) -> Result<()> {
    let source = Source { table: &plan.schema, index: plan.index(keyed)?, values };
    keyed.keys.keys(source, builder, keys)
}

fn add(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    row: Row<'_>,
    keyed: &KeyedTree,
    key: &[u8],
) -> Result<()> {
    let is_unique = keyed.tree.is_unique;
    if row.enforce_optional && !is_unique && row.plan.index(keyed)?.is_optionally_unique() {
        check_alone(&cx.reader(writer.snapshot()), keyed, key, row.bookmark)?;
    }
    match keyed.tree.insert(cx, writer, key, row.bookmark, VERSIONED) {
        // The entry is there although its row is not.
        Err(BtreeError::KeyDuplicate) if !is_unique => Err(Refusal::IndexCorrupted.into()),
        done => Ok(done?),
    }
}

fn remove(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    row: Row<'_>,
    keyed: &KeyedTree,
    key: &[u8],
) -> Result<()> {
    match keyed.tree.flag_delete(cx, writer, key, row.bookmark, VERSIONED) {
        Err(BtreeError::NodeDeleted) => Err(Refusal::IndexCorrupted.into()),
        done => Ok(done?),
    }
}

/// Whether no other row has this key.
fn check_alone(cx: &ReadCx<'_>, keyed: &KeyedTree, key: &[u8], bookmark: &[u8]) -> Result<()> {
    let mut at = keyed.tree.seek(cx, key, &[], Seek::AtOrAfter)?;
    while let Some(latched) = at {
        let node = latched.node()?;
        if node.key.compare(key).is_ne() {
            break;
        }
        if node.data != bookmark {
            return Err(TableError::Btree(BtreeError::KeyDuplicate));
        }
        at = keyed.tree.next(cx, latched)?;
    }
    Ok(())
}
