//! A whole file: a real database with any bytes written over any places, checksums made good
//! again, then everything a reader does.
#![no_main]

use std::cell::RefCell;
use std::io::Write;

use jet_api::{Check, Reader, ReaderOptions, TableError};
use jet_pager::checksum;
use jet_types::{PageSize, Pgno};

thread_local! {
    static BASE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

fn base() -> Vec<u8> {
    BASE.with_borrow_mut(|base| {
        if base.is_empty() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/kv.edb");
            *base = std::fs::read(path).expect("the sample");
        }
        base.clone()
    })
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut file = base();
    let size = PageSize::KIB_4;
    for patch in bytes.chunks(8) {
        let &[a, b, c, len, ref new @ ..] = patch else { continue };
        let page = usize::from(a) % 64;
        let offset = (usize::from(b) << 8 | usize::from(c)) % size.bytes();
        let at = page * size.bytes() + offset;
        for (index, byte) in new.iter().cycle().take(usize::from(len % 16) + 1).enumerate() {
            if let Some(place) = file.get_mut(at + index) {
                *place = *byte;
            }
        }
        if let Some(pgno) = (page as u32).checked_sub(1).and_then(Pgno::new) {
            let start = page * size.bytes();
            if let Some(bytes) = file.get_mut(start..start + size.bytes()) {
                checksum::stamp(bytes, size, pgno);
            }
        }
    }
    let mut temp = tempfile::NamedTempFile::new_in("/dev/shm").expect("room");
    temp.write_all(&file).expect("room");
    let Ok(reader) = Reader::open(temp.path(), &ReaderOptions { cache_bytes: 1 << 16 }) else {
        return;
    };
    if let Ok(schema) = reader.schema() {
        for table in &schema.tables {
            let _ = reader.scan(table, |row| {
                let _ = row.visit(|_, _, _| {});
                Ok::<_, TableError>(())
            });
        }
    }
    let _ = Check::new(&reader).run(&mut |_| {});
});
