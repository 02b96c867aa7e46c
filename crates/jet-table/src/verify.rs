//! Can every value be decoded, and do indexes and records agree?
//!
//! One pass over the records makes every entry each index should have, and adds up a fingerprint of
//! them; one pass over each index adds up its entries. Equal sums mean equal sets, so a sound table
//! costs two scans and no memory. Only when sums differ are entries looked up one by one, to say
//! which.

use std::hash::{BuildHasher, RandomState};
use std::ops::ControlFlow;

use jet_btree::verify::{Finding, Severity};
use jet_btree::{Node, ReadCx, Seek, Tree};
use jet_types::JetErr;

use crate::error::{Result, TableError, ValueError};
use crate::index::{IndexKeys, RecordValues};
use crate::schema::TableSchema;
use crate::values::RowReader;

/// Findings per index; more of the same say nothing new.
const FINDINGS_MAX: usize = 100;

/// A sum over entries that does not depend on their order.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
struct Sum {
    count: u64,
    low: u64,
    high: u64,
}

/// One index under examination.
struct Examined<'a> {
    keys: IndexKeys<'a>,
    /// Its own tree; `None` for the primary index, whose entries are the records.
    tree: Option<Tree>,
    expected: Sum,
}

/// Hashes entries; two independent halves make accidents out of the question.
struct Hasher(RandomState, RandomState);

impl Sum {
    fn add(&mut self, hasher: &Hasher, key: &[u8], data: &[u8]) {
        self.count += 1;
        self.low = self.low.wrapping_add(hasher.0.hash_one((key, data)));
        self.high = self.high.wrapping_add(hasher.1.hash_one((key, data)));
    }
}

/// Decodes every value of a table's records, compares all its indexes with them, and reports what
/// does not agree. Indexes whose keys cannot be made here are left out; the result tells how many
/// were compared.
///
/// # Errors
/// When the table itself cannot be read.
pub fn table(
    cx: &ReadCx<'_>,
    table: &TableSchema,
    report: &mut dyn FnMut(Finding),
) -> Result<usize> {
    let Some(root) = table.root else { return Ok(0) };
    let primary = Tree::new(root, table.objid, true);
    let mut indexes = examine(cx, table);
    let hasher = Hasher(RandomState::new(), RandomState::new());
    let positions: Vec<usize> = indexes.iter().flat_map(|index| index.keys.positions()).collect();
    let mut values = RecordValues::new(table.columns.len(), positions);
    let mut reader = RowReader::new(*cx, table);
    let mut all_decoded = true;
    primary.scan(cx, |node| {
        all_decoded &= record(node, &mut reader, &mut values, &mut indexes, &hasher, report);
        Ok::<_, TableError>(ControlFlow::Continue(()))
    })?;
    if !all_decoded {
        return Ok(0);
    }
    for index in &mut indexes {
        let Some(tree) = index.tree else { continue };
        let mut found = Sum::default();
        let scanned = tree.scan(cx, |node| {
            found.add(&hasher, &node.key.to_vec(), node.data);
            Ok::<_, TableError>(ControlFlow::Continue(()))
        });
        // An unreadable tree was reported by the check of its structure.
        if scanned.is_ok() && found != index.expected {
            explain(cx, &primary, table, index, found, report)?;
        }
    }
    Ok(indexes.len())
}

fn examine<'a>(cx: &ReadCx<'_>, table: &'a TableSchema) -> Vec<Examined<'a>> {
    let index = |index| {
        let keys = IndexKeys::new(table, index)?;
        let tree = if index.is_primary() { None } else { Some(Tree::open(cx, index.root?).ok()?) };
        Some(Examined { keys, tree, expected: Sum::default() })
    };
    table.indexes.iter().filter_map(index).collect()
}

/// Adds the entries of one record, and compares its own key with the primary index. `false` when a
/// key column is compressed or encrypted in a way unknown here.
fn record(
    node: &Node<'_>,
    reader: &mut RowReader<'_>,
    values: &mut RecordValues,
    indexes: &mut [Examined<'_>],
    hasher: &Hasher,
    report: &mut dyn FnMut(Finding),
) -> bool {
    let bookmark = node.key.to_vec();
    let mut is_told = false;
    let loaded = values.load_and_tell(reader, node.data, |column, error| {
        if !is_unknown(error) {
            let (name, key) = (&column.name, node.key);
            let what = format!("column {name:?} of the record of key {key:?}: {error}");
            report(damage(error.code(), what));
            is_told = true;
        }
    });
    match loaded {
        Ok(()) => {}
        Err(TableError::Value(error)) if is_unknown(error) => return false,
        Err(_) if is_told => return true,
        Err(error) => {
            report(damage(error.code(), format!("the record of key {:?}: {error}", node.key)));
            return true;
        }
    }
    for index in indexes {
        let Examined { keys, tree, expected } = index;
        let is_primary = tree.is_none();
        let made = keys.visit(values, |key| {
            if !is_primary {
                expected.add(hasher, key, &bookmark);
            } else if key != bookmark.as_slice() {
                let what = format!("the record of key {:?} should have key {key:02x?}", node.key);
                report(damage(JetErr::PRIMARY_INDEX_CORRUPTED, what));
            }
        });
        if let Err(error) = made {
            let what = format!("the record of key {:?}: {error}", node.key);
            report(damage(error.code(), what));
        }
    }
    true
}

/// Whether a value may well be sound, only we cannot decode it.
fn is_unknown(error: ValueError) -> bool {
    matches!(error, ValueError::Compression(_) | ValueError::Encrypted)
}

/// Finds the entries that are missing, then those that are too many.
fn explain(
    cx: &ReadCx<'_>,
    primary: &Tree,
    table: &TableSchema,
    index: &mut Examined<'_>,
    found: Sum,
    report: &mut dyn FnMut(Finding),
) -> Result<()> {
    let Some(tree) = index.tree else { return Ok(()) };
    let name = &index.keys.index().name;
    let code = JetErr::SECONDARY_INDEX_CORRUPTED;
    let (has, should) = (found.count, index.expected.count);
    let what =
        format!("index {name:?} of table {:?}: {has} entries, {should} expected", table.name);
    report(damage(code, what));
    let mut left = FINDINGS_MAX;
    let mut values = RecordValues::new(table.columns.len(), index.keys.positions());
    let mut reader = RowReader::new(*cx, table);
    primary.scan(cx, |node| {
        let bookmark = node.key.to_vec();
        if values.load(&mut reader, node.data).is_ok() {
            let keys = &mut index.keys;
            let _ = keys.visit(&values, |key| {
                if left > 0 && !has_entry(cx, &tree, key, &bookmark) {
                    left -= 1;
                    let what = format!("index {name:?} lacks key {key:02x?} of {bookmark:02x?}");
                    report(damage(code, what));
                }
            });
        }
        let go_on = if left > 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
        Ok::<_, TableError>(go_on)
    })?;
    let mut left = FINDINGS_MAX;
    tree.scan(cx, |node| {
        if !belongs(cx, primary, &mut reader, &mut values, &mut index.keys, node) {
            left -= 1;
            let what = format!("index {name:?} has key {:?} of no such record", node.key);
            report(damage(code, what));
        }
        let go_on = if left > 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
        Ok::<_, TableError>(go_on)
    })
}

fn has_entry(cx: &ReadCx<'_>, tree: &Tree, key: &[u8], bookmark: &[u8]) -> bool {
    let found = tree.seek(cx, key, bookmark, Seek::AtOrAfter).ok().flatten();
    found.is_some_and(|latched| {
        latched.node().is_ok_and(|node| node.key.compare(key).is_eq() && node.data == bookmark)
    })
}

/// Whether the record an entry points at is there and has such an entry.
fn belongs(
    cx: &ReadCx<'_>,
    primary: &Tree,
    reader: &mut RowReader<'_>,
    values: &mut RecordValues,
    keys: &mut IndexKeys<'_>,
    entry: &Node<'_>,
) -> bool {
    let found = primary.seek(cx, entry.data, &[], Seek::AtOrAfter).ok().flatten();
    let Some(latched) = found else { return false };
    let Ok(node) = latched.node() else { return false };
    if node.key.compare(entry.data).is_ne() || values.load(reader, node.data).is_err() {
        return false;
    }
    let mut has = false;
    let made = keys.visit(values, |key| has |= entry.key.compare(key).is_eq());
    made.is_ok() && has
}

fn damage(code: JetErr, what: String) -> Finding {
    Finding { pgno: None, severity: Severity::Damage, code, what }
}
