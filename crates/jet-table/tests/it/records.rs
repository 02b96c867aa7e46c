//! Records of the reference engine, put together again from their values.

use std::ops::ControlFlow;

use jet_btree::Tree;
use jet_table::record::{Field, Record, RecordBuffer, Tagged};
use jet_table::{TableError, TableSchema, catalog};

use crate::open::{Open, each_golden, each_real};

/// What became of the records.
#[derive(Default, Debug)]
struct Counts {
    equal: usize,
    /// They have values of columns that were deleted since.
    undetermined: usize,
}

/// Every record of every clean file is put together again from its values, byte for byte. What the
/// values do not determine is taken from the record: which columns are stored, whether two values
/// once were more, and what lies where a fixed column is NULL.
#[test]
fn records_are_put_together_as_they_were() {
    let mut counts = Counts::default();
    each_golden(|name, open, _| each_record(name, open, &mut counts));
    each_real(|name, open| each_record(name, open, &mut counts));
    println!("{counts:?}");
    let has_material = jet_testkit::shared().is_some();
    assert!(!has_material || counts.equal > 200_000, "{counts:?}");
    assert!(!has_material || counts.undetermined * 1000 < counts.equal, "{counts:?}");
}

fn each_record(name: &str, open: &Open, counts: &mut Counts) {
    let cx = open.cx();
    let size = cx.db.page_size();
    for table in catalog::read(&cx).expect("readable").tables {
        let Some(root) = table.root else { continue };
        let mut buffer = RecordBuffer::new(size, &table);
        let tree = Tree::new(root, table.objid, true);
        let scanned = tree.scan(&cx, |node| {
            let record = Record::parse(node.data, size).expect("sound");
            if has_deleted_columns(&table, &record) {
                counts.undetermined += 1;
                return Ok::<_, TableError>(ControlFlow::Continue(()));
            }
            buffer.load(node.data)?;
            assert_eq!(buffer.bytes(), node.data);
            rebuild(&mut buffer, &table, &record)?;
            let mut expected = node.data.to_vec();
            copy_undefined(&table, &record, buffer.bytes(), &mut expected);
            let key = &node.key;
            assert_eq!(buffer.bytes(), expected, "{name}, {:?}: {key:?}", table.name);
            counts.equal += 1;
            Ok(ControlFlow::Continue(()))
        });
        scanned.unwrap_or_else(|error| panic!("{name}, table {:?}: {error}", table.name));
    }
}

fn rebuild(
    buffer: &mut RecordBuffer,
    table: &TableSchema,
    record: &Record<'_>,
) -> Result<(), TableError> {
    buffer.clear();
    let tagged = record.tagged().expect("sound");
    for column in &table.columns {
        let field = match column.fid {
            ..128 => record.fixed(column.fid, usize::from(column.offset), column.fixed_len()),
            128..256 => record.variable(column.fid),
            256.. => {
                if let Some(tagged) = tagged.find(column.fid, column.is_derived) {
                    rebuild_tagged(buffer, column, &tagged)?;
                }
                continue;
            }
        };
        match field.expect("sound") {
            Field::Absent => {}
            Field::Null => drop(buffer.set(table, column, 1, None)?),
            Field::Value(value) => drop(buffer.set(table, column, 1, Some(value))?),
        }
    }
    Ok(())
}

fn rebuild_tagged(
    buffer: &mut RecordBuffer,
    column: &jet_table::ColumnSchema,
    tagged: &Tagged<'_>,
) -> Result<(), TableError> {
    let count = tagged.count().expect("sound");
    if count == 0 {
        return buffer.set_tagged(column, 1, None, false);
    }
    for index in 0..count {
        buffer.set_tagged(column, 0, tagged.instance(index), false)?;
    }
    if count == 2 && tagged.is_in_long_form() {
        buffer.set_tagged(column, 0, tagged.instance(0), false)?;
        buffer.set_tagged(column, 3, None, false)?;
    }
    Ok(())
}

/// Whether the record stores columns the table does not have any more.
fn has_deleted_columns(table: &TableSchema, record: &Record<'_>) -> bool {
    let has = |fid, is_derived| table.column_of_record(fid, is_derived).is_some();
    let (fixed, variable) = record.last_stored();
    let mut tagged = (0..).map_while(|index| record.tagged().expect("sound").get(index));
    (1..=fixed).chain(128..=variable).any(|fid| !has(fid, false))
        || tagged.any(|tagged| !has(tagged.fid, tagged.is_derived))
}

/// Takes over what lies where fixed columns are NULL.
fn copy_undefined(table: &TableSchema, record: &Record<'_>, from: &[u8], to: &mut [u8]) {
    for column in table.columns.iter().filter(|column| column.fid < 128) {
        let (start, len) = (usize::from(column.offset), column.fixed_len());
        if record.fixed(column.fid, start, len) == Some(Field::Null) {
            to[start..start + len].copy_from_slice(&from[start..start + len]);
        }
    }
}
