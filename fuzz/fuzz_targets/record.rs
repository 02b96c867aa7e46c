//! A record of any bytes: fixed, variable and tagged columns, all values.
#![no_main]

use jet_fuzz::Input;
use jet_table::record::Record;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut input = Input(bytes);
    let size = input.page_size();
    let Some(record) = Record::parse(input.0, size) else { return };
    for fid in 1..130_u16 {
        let _ = (record.fixed(fid, usize::from(fid) * 3, 4), record.variable(fid + 126));
    }
    let Some(tagged) = record.tagged() else { return };
    for index in 0..tagged.len() {
        let Some(column) = tagged.get(index) else { continue };
        let _ = tagged.find(column.fid, column.is_derived);
        for value in 0..column.count().unwrap_or(0) {
            let raw = column.instance(value).map(|instance| instance.raw().len());
            assert!(raw.is_none_or(|len| len <= bytes.len()));
        }
    }
});
