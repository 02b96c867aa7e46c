//! What others did to records, done to a new index.
//!
//! The index was made of what its maker sees. Records have versions of others that the maker does
//! not see, some open, some committed: each is a step from one state of a record to the next, and is
//! repeated in the index on behalf of who made it. From then on everybody keeps the index in step.

use std::sync::Arc;

use jet_btree::version::{Change, History, Version};
use jet_btree::{BtreeError, ReadCx, Tree, Versioning, WriteCx, Writer};

use super::Objection;
use crate::error::{Result, TableError};
use crate::index::{KeyList, KeyPlan, RecordValues, Source};
use crate::normalize::KeyBuilder;
use crate::refusal::Refusal;
use crate::schema::{IndexSchema, TableSchema};
use crate::table::Table;
use crate::values::RowReader;

/// A record before and after a change; `None` for none.
struct Step {
    cause: Arc<Version>,
    key: Vec<u8>,
    before: Option<Vec<u8>>,
    after: Option<Vec<u8>>,
}

/// The index to be brought up to date.
pub(super) struct Target<'a> {
    pub(super) schema: &'a TableSchema,
    pub(super) index: &'a IndexSchema,
    pub(super) tree: &'a Tree,
}

/// Brings an index up to what others did. Nobody changes records now.
///
/// # Errors
/// [`BtreeError::KeyDuplicate`] when that gives equal keys; what reading and writing gives.
pub(super) fn catch_up(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    table: &Table,
    target: &Target<'_>,
) -> Result<()> {
    let mut held = cx.versions.hold_fates();
    let snapshot = writer.snapshot().clone();
    let is_unseen = |version: &Version| version.is_of_content() && !snapshot.sees(version.writer());
    let mut steps = Vec::new();
    for history in cx.versions.histories(cx.dbid, table.tree().root, is_unseen) {
        let (is_there, data) = table.tree().on_page(cx, &history.0)?;
        steps.extend(steps_of(history, is_there, data).filter(|step| is_unseen(&step.cause)));
    }
    // In the order they were done, so that a key is free when another record gets it.
    steps.sort_by(|a, b| (a.cause.id().0.wrapping_sub(b.cause.id().0) as i32).cmp(&0));
    let plan = KeyPlan::new(target.schema, target.index).ok_or(Objection::UnknownLocale)?;
    let mut keys = Keys::new(target, &plan);
    let raw = ReadCx::raw(cx.pool, cx.db);
    for step in &steps {
        let old = keys.of(raw, step.before.as_deref())?;
        let new = keys.of(raw, step.after.as_deref())?;
        let (tree, bookmark) = (target.tree, &step.key);
        held.on_behalf(cx, writer, &step.cause, |cx, writer| {
            for key in old.iter().filter(|key| !new.contains(key)) {
                tree.flag_delete(cx, writer, key, bookmark, Versioning::Versioned)?;
            }
            for key in new.iter().filter(|key| !old.contains(key)) {
                tree.insert(cx, writer, key, bookmark, Versioning::Versioned)?;
            }
            Ok(())
        })
        .map_err(|error| match error {
            BtreeError::NodeDeleted => Refusal::IndexCorrupted.into(),
            error => TableError::from(error),
        })?;
    }
    Ok(())
}

/// The steps a record went through, oldest first, told from what it is now.
fn steps_of(
    (key, versions): History,
    mut is_there: bool,
    mut data: Vec<u8>,
) -> impl Iterator<Item = Step> {
    let mut steps: Vec<Step> = Vec::new();
    for version in versions.into_iter().rev().filter(|version| version.is_of_content()) {
        let after = is_there.then(|| data.clone());
        match version.change() {
            Change::Insert => is_there = false,
            Change::FlagDelete => is_there = true,
            Change::Replace { before } => data = before.to_vec(),
            _ => {}
        }
        let before = is_there.then(|| data.clone());
        // A record that came to life anew in place of a deleted one: two versions, one step.
        let is_one = matches!(version.change(), Change::Insert)
            && steps.last().is_some_and(|later| {
                let next = version.id().0.wrapping_add(2);
                matches!(later.cause.change(), Change::Replace { .. }) && later.cause.id().0 == next
            });
        match steps.last_mut().filter(|_| is_one) {
            Some(later) => (later.cause, later.before) = (version, before),
            None => steps.push(Step { cause: version, key: key.clone(), before, after }),
        }
    }
    steps.into_iter().rev()
}

/// Makes the keys of records.
struct Keys<'a> {
    target: &'a Target<'a>,
    plan: &'a KeyPlan,
    values: RecordValues,
    builder: KeyBuilder,
    list: KeyList,
}

impl<'a> Keys<'a> {
    fn new(target: &'a Target<'a>, plan: &'a KeyPlan) -> Self {
        let values = RecordValues::new(target.schema.columns.len(), plan.positions());
        let (builder, list) = (KeyBuilder::new(0, 0), KeyList::default());
        Self { target, plan, values, builder, list }
    }

    fn of(&mut self, cx: ReadCx<'_>, record: Option<&[u8]>) -> Result<Vec<Vec<u8>>> {
        let Some(record) = record else { return Ok(Vec::new()) };
        let Target { schema, index, .. } = self.target;
        self.values.load(&mut RowReader::new(cx, schema), record)?;
        let source = Source { table: schema, index, values: &self.values };
        self.plan.keys(source, &mut self.builder, &mut self.list)?;
        Ok(self.list.iter().map(<[u8]>::to_vec).collect())
    }
}
