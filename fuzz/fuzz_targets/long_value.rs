//! A tree of long values made of any roots and pieces: whole and as a stream.
#![no_main]

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use jet_btree::ReadCx;
use jet_fuzz::{Input, file, node, page};
use jet_os::{OpenMode, Vfs};
use jet_pager::{BufferPool, DbHeader, PoolConfig};
use jet_table::long_value::{Lid, LongValueReader, LongValues};
use jet_testkit::memory::MemoryVfs;
use jet_types::Pgno;

const OBJID: u32 = 9;
const ROOT: u32 = 4;
/// Flags of a leaf of long values.
const LEAF: u32 = 0x2882;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut input = Input(bytes);
    let size = input.page_size();
    let is_sorted = input.byte() % 4 != 0;
    let mut nodes: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    while input.has_more() && nodes.len() < 64 {
        nodes.push(one(&mut input));
    }
    if is_sorted {
        nodes.sort();
        nodes.dedup_by(|a, b| a.0 == b.0);
    }
    let file = file(size, tree(size, &nodes));
    let vfs = MemoryVfs(file);
    let path = Path::new("memory");
    let opened = vfs.open(path, OpenMode::Read).expect("memory");
    let header = DbHeader::read(&*opened, path).expect("a sound header");
    let pool = BufferPool::new(PoolConfig { page_size: size, max_bytes: 0 }).expect("memory");
    let db = pool.open(opened, path, header).expect("the same page size");
    let root = Pgno::new(ROOT).expect("not 0");
    let Ok(values) = LongValues::open(ReadCx::raw(&pool, &db), root) else { return };
    for lid in 0..4_u32 {
        let lid = Lid::from_record(&lid.to_le_bytes()).expect("four bytes");
        let mut whole = Vec::new();
        let read = values.append_to(lid, &mut whole);
        assert!(whole.len() <= 64 * (65_535 + 4 * bytes.len()));
        let Ok(mut stream) = LongValueReader::new(values, lid) else { continue };
        let mut pieces = Vec::new();
        let streamed = stream.read_to_end(&mut pieces);
        assert!(read.is_err() || !is_sorted || (streamed.is_ok() && whole == pieces));
    }
});

/// A root node or a piece.
fn one(input: &mut Input<'_>) -> (Vec<u8>, Vec<u8>) {
    let shape = input.byte();
    let mut key = u32::from(shape & 3).to_be_bytes().to_vec();
    if shape & 4 != 0 {
        let mut data = u32::from(input.byte()).to_le_bytes().to_vec();
        data.extend(input.long().to_le_bytes());
        data.extend_from_slice(if shape & 8 != 0 { input.bytes(1) } else { &[] });
        return (key, data);
    }
    let offset = if shape & 8 != 0 { u32::from(input.byte()) } else { input.long() };
    key.extend(offset.to_be_bytes());
    let data = input.run();
    // A piece may be long without the input being so.
    let times = if shape & 16 != 0 { 1 + usize::from(input.byte()) / 16 } else { 1 };
    (key, data.repeat(times))
}

/// Leaves of at most sixteen nodes below a root, or a root that is a leaf.
fn tree(size: jet_types::PageSize, nodes: &[(Vec<u8>, Vec<u8>)]) -> BTreeMap<u32, Vec<u8>> {
    let lines = |nodes: &[(Vec<u8>, Vec<u8>)]| {
        let mut lines = vec![(0, Vec::new())];
        lines.extend(nodes.iter().map(|(key, data)| (0, node(key, data))));
        lines
    };
    let mut pages = BTreeMap::new();
    if nodes.len() <= 16 {
        let mut lines = lines(nodes);
        lines[0].1 = vec![0; 16];
        pages.insert(ROOT, page(size, ROOT, OBJID, LEAF | 1, &lines));
        return pages;
    }
    let mut children = vec![(0, vec![0; 16])];
    let groups: Vec<_> = nodes.chunks(16).collect();
    for (number, group) in groups.iter().enumerate() {
        let pgno = ROOT + 1 + number as u32;
        let mut bytes = page(size, pgno, OBJID, LEAF, &lines(group));
        let has_next = number + 1 < groups.len();
        let next = if has_next { pgno + 1 } else { 0 };
        let prev = if number > 0 { pgno - 1 } else { 0 };
        bytes[16..20].copy_from_slice(&u32::to_le_bytes(prev));
        bytes[20..24].copy_from_slice(&u32::to_le_bytes(next));
        jet_pager::checksum::stamp(&mut bytes, size, Pgno::new(pgno).expect("not 0"));
        pages.insert(pgno, bytes);
        let separator = groups.get(number + 1).map_or(&[][..], |group| &group[0].0);
        children.push((0, node(separator, &pgno.to_le_bytes())));
    }
    // Above leaves, of long values, the root.
    pages.insert(ROOT, page(size, ROOT, OBJID, 0x2885, &children));
    pages
}
