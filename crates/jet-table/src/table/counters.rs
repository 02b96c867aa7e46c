//! Numbers that are drawn for a table: of rows without a primary key, of auto-increment columns, of
//! long values.
//!
//! A counter starts where the table says, when it is first drawn from, and is never set back: what
//! a transaction draws is lost when it is rolled back. Two may look for the start at once; both find
//! numbers that nobody drew yet, and the first one's counts.

use std::ops::ControlFlow;

use jet_btree::{ReadCx, Tree, WriteCx, Writer, space};
use jet_os::sync::atomic::{
    AtomicU32, AtomicU64,
    Ordering::{AcqRel, Acquire, Release},
};
use jet_types::Pgno;

use crate::error::{Result, TableError};
use crate::normalize::back::{self, KeyValue};
use crate::record::{Field, Record};
use crate::refusal::Refusal;
use crate::schema::{ColumnSchema, IndexSchema, Segment, TableSchema};

/// What is counted for one table, for all who have it open.
#[derive(Debug)]
pub struct Counters {
    rows: Counter,
    auto_increment: Counter,
    /// Values up to this one were given, or may have been, as the root of the table says.
    bound: AtomicU64,
    /// How far the bound is raised the next time; 0 when the root keeps none.
    batch: AtomicU32,
    /// Numbers of long values.
    pub(crate) lids: Counter,
    /// The root of the tree of long values, 0 while there is none.
    long_values: AtomicU32,
}

/// The next number, 0 while it is not known.
#[derive(Debug, Default)]
pub(crate) struct Counter {
    next: AtomicU64,
}

impl Counter {
    /// Draws a number, at most `most`. `start` finds the first.
    pub(crate) fn draw(
        &self,
        most: u64,
        start: impl FnOnce() -> Result<u64>,
        used_up: Refusal,
    ) -> Result<u64> {
        if self.next.load(Acquire) == 0 {
            // Whoever is first wins.
            let _ = self.next.compare_exchange(0, start()?, AcqRel, Acquire);
        }
        let next = |next: u64| if next > most { None } else { Some(next.saturating_add(1)) };
        self.next.fetch_update(AcqRel, Acquire, next).map_err(|_| used_up.into())
    }
}

impl Counters {
    pub(crate) fn new(long_values: Option<Pgno>) -> Self {
        Self {
            rows: Counter::default(),
            auto_increment: Counter::default(),
            bound: AtomicU64::new(0),
            batch: AtomicU32::new(0),
            lids: Counter::default(),
            long_values: AtomicU32::new(long_values.map_or(0, Pgno::get)),
        }
    }

    /// The root of the tree of long values, if there is one.
    pub fn long_values(&self) -> Option<Pgno> {
        Pgno::new(self.long_values.load(Acquire))
    }

    /// Tells that the table got a tree of long values.
    pub fn set_long_values(&self, root: Pgno) {
        self.long_values.store(root.get(), Release);
    }

    /// The key of a new row in a table without a primary index.
    pub(crate) fn draw_row(&self, cx: &ReadCx<'_>, tree: &Tree) -> Result<[u8; 4]> {
        let start = || {
            let last = tree.edge_key(cx, true)?;
            let last = last.and_then(|key| <[u8; 4]>::try_from(key).ok()).map(u32::from_be_bytes);
            Ok(u64::from(last.unwrap_or(0)).saturating_add(1))
        };
        let drawn = self.rows.draw(u32::MAX.into(), start, Refusal::OutOfRowNumbers)?;
        Ok((drawn as u32).to_be_bytes())
    }

    /// The next value of an auto-increment column.
    pub(crate) fn draw_auto_increment(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        tree: &Tree,
        table: &TableSchema,
        column: &ColumnSchema,
    ) -> Result<u64> {
        let most = if column.fixed_len() == 8 { i64::MAX as u64 } else { i32::MAX as u64 };
        // On the pages, not as a snapshot sees it: what others drew counts too.
        let raw = ReadCx::raw(cx.pool, cx.db);
        let start = || {
            let last = match Tree::open_with_header(&raw, tree.root)?.1.auto_increment {
                Some(bound) => {
                    self.bound.store(bound, Release);
                    self.batch.store(BATCH_FIRST, Release);
                    bound
                }
                None => highest(&raw, tree, table, column)?,
            };
            Ok(last.saturating_add(1))
        };
        let drawn = self.auto_increment.draw(most, start, Refusal::OutOfAutoIncrement)?;
        let batch = self.batch.load(Acquire);
        while batch > 0 && drawn > self.bound.load(Acquire) {
            // Several may raise it at once: it only gets higher than it need be.
            let by = u64::from(batch).max(drawn.saturating_sub(self.bound.load(Acquire)));
            let Some(old) = space::raise_auto_increment(cx, writer, tree, by)? else { break };
            self.bound.fetch_max(old.saturating_add(by), AcqRel);
            self.batch.store(batch.saturating_mul(2).min(BATCH_MOST), Release);
        }
        Ok(drawn)
    }
}

/// How far the bound is raised the first time, and at most.
const BATCH_FIRST: u32 = 2;
const BATCH_MOST: u32 = 1000;

/// The highest value of an auto-increment column: by an index that begins with it, else by looking
/// at every record.
fn highest(
    cx: &ReadCx<'_>,
    tree: &Tree,
    table: &TableSchema,
    column: &ColumnSchema,
) -> Result<u64> {
    let is_usable = |index: &&IndexSchema| {
        let has_all =
            index.has(IndexSchema::NO_NULL_SEGMENT) || index.has(IndexSchema::ALLOW_ALL_NULLS);
        let first = index.segments.first();
        has_all && index.conditions.is_empty() && first.is_some_and(|first| first.fid == column.fid)
    };
    if let Some(index) = table.indexes.iter().find(is_usable)
        && let Some((segment, root)) = index.segments.first().zip(index.root)
    {
        let by = if index.is_primary() { *tree } else { Tree::open(cx, root)? };
        return from_index(cx, &by, index, segment, column);
    }
    let mut highest = 0;
    tree.scan(cx, |node| {
        let record = Record::parse(node.data, cx.db.page_size());
        let record = record.ok_or(TableError::Record("contradicts itself"))?;
        let field = record.fixed(column.fid, column.offset.into(), column.fixed_len());
        if let Some(Field::Value(value)) = field {
            highest = highest.max(number(value));
        }
        Ok::<_, TableError>(ControlFlow::Continue(()))
    })?;
    Ok(highest)
}

fn from_index(
    cx: &ReadCx<'_>,
    tree: &Tree,
    index: &IndexSchema,
    segment: &Segment,
    column: &ColumnSchema,
) -> Result<u64> {
    let Some(key) = tree.edge_key(cx, !segment.is_descending)? else { return Ok(0) };
    let rule = crate::index::segment_rule(index, segment, column);
    let value = rule.and_then(|rule| back::value_at(&rule, Some(column.fixed_len()), &key));
    match value {
        Some((KeyValue::Value(value), _)) => Ok(number(&value)),
        Some((KeyValue::Null, _)) => Ok(0),
        _ => Err(Refusal::IndexCorrupted.into()),
    }
}

/// A number of four or eight bytes.
pub(crate) fn number(value: &[u8]) -> u64 {
    let mut raw = [0; 8];
    raw.iter_mut().zip(value).for_each(|(to, from)| *to = *from);
    u64::from_le_bytes(raw)
}
