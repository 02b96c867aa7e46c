//! What a crash leaves on the disk.
//!
//! What was synced stays. Of the rest anything may happen that a journalling file system allows:
//! - Changes of names in one folder become durable in order, so that some first ones stay. Each is
//!   atomic. Folders do not wait for each other, and a file's sync does not make its name durable.
//! - Changes of a file's bytes stay, go, or stay in part by sectors (of 512 bytes, if nobody says
//!   otherwise), in any order between two changes of the length; a write that goes may leave the length it gave, and zeros.
//!
//! The seed decides. Extremes (all of it, none of it, the first few in order) are drawn as often
//! as arbitrary mixtures, because they are what mixtures of many changes never come near.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::blocks::Blocks;
use super::disk::{Change, Content, Disk, Entry, Names, parent};
use super::list::List;
use crate::rng::Rng;

/// Bytes that reach the disk together or not at all, if nobody says otherwise.
pub const SECTOR: u64 = 512;

/// The disk as found after a crash.
pub fn crash(disk: &Disk, seed: u64) -> Disk {
    let mut rng = Rng::new(seed);
    let names = surviving_names(disk, &mut rng);
    let mut files = BTreeMap::new();
    for entry in names.values() {
        if let Entry::File(inode) = entry {
            let bytes = surviving_bytes(disk.file(*inode), disk.sector, &mut rng);
            files.insert(*inode, Arc::new(Content::settled(bytes)));
        }
    }
    let names = Arc::new(names);
    Disk {
        durable_names: Arc::clone(&names),
        names,
        pending_names: List::new(),
        files: Arc::new(files),
        next_inode: disk.next_inode,
        sector: disk.sector,
    }
}

/// What a failed sync leaves: some changes became durable, the others never will.
pub fn fail_sync(content: &mut Content, sector: u64, seed: u64) {
    content.durable = surviving_bytes(content, sector, &mut Rng::new(seed));
    content.pending = List::new();
    content.has_lost = true;
}

fn surviving_names(disk: &Disk, rng: &mut Rng) -> Names {
    let mut names = Names::clone(&disk.durable_names);
    let changes = disk.pending_names.items();
    // Of each folder the first changes stay, as many as drawn when it is first met.
    let mut left: BTreeMap<&Path, u64> = BTreeMap::new();
    let all_in = |dir| changes.iter().filter(|change| change.dirs().contains(&dir)).count() as u64;
    for change in &changes {
        let dirs = BTreeSet::from(change.dirs());
        for dir in &dirs {
            left.entry(dir).or_insert_with(|| {
                let all = all_in(*dir);
                if rng.chance(1, 3) { all } else { rng.below(all + 1) }
            });
        }
        let stays = dirs.iter().all(|dir| left[dir] > 0);
        for dir in dirs {
            // Once one is lost, so are all later ones in its folders.
            left.entry(dir).and_modify(|left| *left = if stays { *left - 1 } else { 0 });
        }
        if stays {
            change.apply(&mut names);
        }
    }
    forget_orphans(&mut names);
    names
}

/// A folder that was lost takes along what was in it.
fn forget_orphans(names: &mut Names) {
    let orphan = |names: &Names| {
        let is_root = |path: &PathBuf| path.parent().is_none();
        let mut paths = names.keys().filter(|path| !is_root(path));
        paths.find(|path| !names.contains_key(parent(path))).cloned()
    };
    while let Some(path) = orphan(names) {
        names.remove(&path);
    }
}

fn surviving_bytes(content: &Content, sector: u64, rng: &mut Rng) -> Blocks {
    let mut bytes = content.durable.clone();
    let changes = content.pending.items();
    if changes.is_empty() {
        return bytes;
    }
    match rng.below(5) {
        0 => {}
        1 => changes.iter().for_each(|change| change.apply(&mut bytes)),
        2 => {
            let whole = rng.index(changes.len());
            changes[..whole].iter().for_each(|change| change.apply(&mut bytes));
            tear(changes[whole], &mut bytes, sector, rng);
        }
        _ => {
            for run in changes.split_inclusive(|change| matches!(change, Change::SetLen(_))) {
                let mut run = run.to_vec();
                let writes = run.len() - usize::from(matches!(run.last(), Some(Change::SetLen(_))));
                rng.shuffle(&mut run[..writes]);
                run.iter().for_each(|change| keep_or_not(change, &mut bytes, sector, rng));
            }
        }
    }
    bytes
}

fn keep_or_not(change: &Change, bytes: &mut Blocks, sector: u64, rng: &mut Rng) {
    match rng.below(3) {
        0 => change.apply(bytes),
        1 => tear(change, bytes, sector, rng),
        _ => grow_only(change, bytes, rng),
    }
}

/// A lost write may have made the file longer all the same.
fn grow_only(change: &Change, bytes: &mut Blocks, rng: &mut Rng) {
    if let Change::Write { offset, bytes: new } = change {
        let end = offset + new.len() as u64;
        if end > bytes.len() && rng.chance(1, 2) {
            bytes.set_len(end);
        }
    }
}

/// Applies some sectors of a write; a change of length is whole or not at all.
fn tear(change: &Change, bytes: &mut Blocks, sector: u64, rng: &mut Rng) {
    let Change::Write { offset, bytes: new } = change else {
        if rng.chance(1, 2) {
            change.apply(bytes);
        }
        return;
    };
    // Few sectors missing and few sectors there are as likely as half of them.
    let there = 1 + rng.below(7);
    let (mut at, end) = (*offset, offset + new.len() as u64);
    while at < end {
        let next = end.min((at / sector + 1) * sector);
        if rng.chance(there, 8) {
            bytes.write(&new[(at - offset) as usize..(next - offset) as usize], at);
        }
        at = next;
    }
    grow_only(change, bytes, rng);
}
