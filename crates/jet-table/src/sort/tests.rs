//! Sorts, in memory and spilled, against the standard library's.

use jet_os::Rng;
use jet_os::vfs::sim::SimVfs;

use super::*;

fn space(vfs: &Arc<SimVfs>, memory_bytes: usize) -> SortSpace {
    let vfs: Arc<dyn Vfs> = Arc::<SimVfs>::clone(vfs);
    SortSpace { vfs, prefix: PathBuf::from("/tmp/s"), memory_bytes }
}

/// Sorts `count` rows with keys below `keys` and compares; memory is for so many bytes.
fn check(seed: u64, count: u32, keys: u64, memory_bytes: usize, duplicates: Duplicates) {
    let place = format!("seed {seed}: {count} rows, {keys} keys, {memory_bytes} bytes");
    let vfs = Arc::new(SimVfs::new());
    vfs.create_dir_all(std::path::Path::new("/tmp")).expect("room");
    let mut rng = Rng::new(seed);
    let mut sort = Sort::new(space(&vfs, memory_bytes), duplicates);
    let mut model: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    for number in 0..count {
        let key = format!("{:06}", rng.next_u64() % keys).into_bytes();
        let mut data = number.to_le_bytes().to_vec();
        data.resize(4 + (rng.next_u64() % 300) as usize, 7);
        sort.add(&key, &data).expect("room");
        model.push((key, data));
    }
    model.sort_by(|a, b| a.0.cmp(&b.0));
    if duplicates == Duplicates::First {
        model.dedup_by(|again, first| again.0 == first.0);
    }
    let mut sorted = sort.finish().expect("room");
    assert_eq!(sorted.len(), model.len(), "{place}");
    for (number, (key, data)) in model.iter().enumerate() {
        assert_eq!(sorted.row(number).expect("it is there"), (&key[..], &data[..]), "{place}");
    }
    for _ in 0..200 {
        let key = format!("{:06}", rng.next_u64() % (keys + 2)).into_bytes();
        for past in [false, true] {
            let before = |row: &(Vec<u8>, Vec<u8>)| row.0 < key || (past && row.0 == key);
            let expected = model.partition_point(before);
            assert_eq!(sorted.find(&key, past).expect("readable"), expected, "{place}");
        }
    }
    drop(sorted);
    let left = vfs.list(std::path::Path::new("/tmp")).expect("a folder");
    assert!(left.is_empty(), "{place}: {left:?} left behind");
}

#[test]
fn rows_come_in_order_however_little_memory_there_is() {
    for seed in 0..4 {
        for duplicates in [Duplicates::Keep, Duplicates::First] {
            check(seed, 0, 1, 1 << 20, duplicates);
            check(seed, 1, 1, 0, duplicates);
            check(seed, 2_000, 500, 1 << 20, duplicates);
            check(seed, 2_000, 1_000_000, 64 << 10, duplicates);
            // More runs than are merged at once.
            check(seed, 2_000, 500, 8 << 10, duplicates);
            check(seed, 300, 3, 100, duplicates);
        }
    }
}
