//! Rows of the catalog, of any bytes, and the schema they make; then a record read by it.
#![no_main]

use jet_fuzz::Input;
use jet_table::catalog::SchemaBuilder;
use jet_table::index::IndexKeys;
use jet_table::record::Record;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut input = Input(bytes);
    let size = input.page_size();
    let record = input.run();
    let mut builder = SchemaBuilder::default();
    while input.has_more() {
        let _ = builder.add(input.run(), size);
    }
    let Ok(schema) = builder.finish() else { return };
    for table in &schema.tables {
        let record = Record::parse(record, size);
        for column in &table.columns {
            let _ = (column.plain_default(), column.fixed_len());
            let _ = record.map(|r| r.fixed(column.fid, column.offset.into(), column.fixed_len()));
        }
        for index in &table.indexes {
            let _ = IndexKeys::new(table, index).map(|keys| keys.positions().count());
        }
        assert!(schema.table(&table.name).is_some());
    }
});
