//! Does to a file what readers do, and what its checks do.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use jet_api::{Check, Reader, ReaderOptions, TableError};
use jet_btree::{BtreeError, Seek, Tree};
use jet_table::long_value::{Lid, LongValueReader, LongValues};
use jet_table::{TableSchema, catalog};
use jet_testkit::memory::{MemoryFile, MemoryVfs};
use jet_types::JetErr;

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The file was not opened.
    Refused(JetErr),
    /// It was read, and judged sound.
    Sound,
    /// It was read as far as it goes; the check has findings.
    Damaged,
    /// Reading met damage that the check did not.
    Unnoticed(String),
}

/// Opens, reads and checks a file with a cache of a few pages.
pub fn exercise(file: &Arc<MemoryFile>) -> Outcome {
    let vfs = MemoryVfs(Arc::clone(file));
    let options = ReaderOptions { cache_bytes: 0 };
    let reader = match Reader::open_in(&vfs, Path::new("memory"), &options) {
        Ok(reader) => reader,
        Err(error) => return Outcome::Refused(error.code()),
    };
    let mut failed = None;
    let _ = catalog::table_names(&reader.cx());
    match reader.schema() {
        Ok(schema) => {
            for table in &schema.tables {
                let read = rows(&reader, table);
                failed = failed.or(read.err().map(|error| format!("{}: {error}", table.name)));
                let _ = catalog::find_table(&reader.cx(), &table.name);
                let _ = entries(&reader, table);
                long_values(&reader, table);
            }
        }
        Err(error) => failed = Some(error.to_string()),
    }
    let report = Check::new(&reader).run(&mut |_| {});
    match failed {
        _ if report.is_damaged() => Outcome::Damaged,
        Some(what) => Outcome::Unnoticed(what),
        None => Outcome::Sound,
    }
}

fn rows(reader: &Reader, table: &TableSchema) -> Result<u64, TableError> {
    let mut bytes = 0;
    reader.scan(table, |row| {
        row.visit(|_, _, value| bytes += value.bytes.map_or(0, |value| value.len() as u64))
    })?;
    Ok(bytes)
}

/// Walks the indexes from both ends, and seeks some of their keys.
fn entries(reader: &Reader, table: &TableSchema) -> Result<(), BtreeError> {
    let cx = reader.cx();
    for root in table.indexes.iter().filter_map(|index| index.root) {
        let Ok(tree) = Tree::open(&cx, root) else { continue };
        let mut at = tree.last(&cx)?;
        for step in 0..200 {
            let Some(latched) = at else { break };
            let node = latched.node()?;
            let (key, data) = (node.key.to_vec(), node.data.to_vec());
            at = tree.prev(&cx, latched)?;
            if step % 20 == 0 {
                for seek in [Seek::AtOrAfter, Seek::After, Seek::AtOrBefore, Seek::Before] {
                    drop(at.take());
                    tree.seek(&cx, &key, &data, seek)?;
                }
                at = tree.seek(&cx, &key, &data, Seek::Before)?;
            }
        }
    }
    Ok(())
}

/// Reads every long value whole and in pieces; both ways must agree if they succeed.
fn long_values(reader: &Reader, table: &TableSchema) {
    let cx = reader.cx();
    let Some(root) = table.long_values else { return };
    let (Ok(tree), Ok(values)) = (Tree::open(&cx, root), LongValues::open(cx, root)) else {
        return;
    };
    let mut lids = Vec::new();
    let _ = tree.scan(&cx, |node| {
        let mut raw = node.key.to_vec();
        raw.reverse();
        lids.extend(Lid::from_record(&raw));
        let is_enough = lids.len() >= 200;
        let flow = if is_enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        Ok::<_, BtreeError>(flow)
    });
    for lid in lids {
        let mut whole = Vec::new();
        let read = values.append_to(lid, &mut whole);
        let Ok(mut stream) = LongValueReader::new(values, lid) else { continue };
        let mut pieces = Vec::new();
        let streamed = std::io::Read::read_to_end(&mut stream, &mut pieces);
        // In a tree that contradicts itself seeking may fail where walking does not.
        assert!(read.is_err() || streamed.is_err() || whole == pieces, "{lid:?}");
    }
}
