//! A record of any bytes: fixed, variable and tagged columns, all values.
#![no_main]

use jet_table::record::Record;
use jet_types::PageSize;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let size = PageSize::ALL[usize::from(*first) % 5];
    let Some(record) = Record::parse(rest, size) else { return };
    for fid in 0..130_u16 {
        let _ = (record.fixed(fid, usize::from(fid) * 3, 4), record.variable(fid + 126));
    }
    let Some(tagged) = record.tagged() else { return };
    for index in 0..tagged.len() {
        let Some(column) = tagged.get(index) else { continue };
        let _ = tagged.find(column.fid, column.is_derived);
        for value in 0..column.count().unwrap_or(0) {
            let _ = column.instance(value).map(|instance| instance.raw());
        }
    }
});
