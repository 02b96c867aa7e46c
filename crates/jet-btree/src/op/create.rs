//! New trees, and trees that get space trees of their own.
//!
//! What a record says is all there is to the pages it makes, so the record is the operation: who
//! creates a tree fills it in, logs it and applies it, page by page, as redo does.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_log::record::{
    ChangeFlags, ConvertFdp2, CreateMultipleExtentFdp, CreateSingleExtentFdp, PageChange,
};
use jet_pager::{Blank, LineFlags, Page, PageFlags, PageMut};
use jet_types::{Objid, Pgno};

use super::Refused;
use crate::key::Key;
use crate::node::Stored;
use crate::space::{Form, PGNO_MAX, RootHeader, SpaceHeader, SpaceSize};

/// Pages behind the root that the bits of a root header cover.
const BITS: u32 = 32;

/// The pages that make a tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Its root.
    Root,
    /// The root of its owned extents.
    Owned,
    /// The root of its available extents.
    Available,
}

/// Flags that follow from the place of a page in its tree, or from how it was written.
const PLACE: PageFlags = PageFlags::ROOT
    .with(PageFlags::LEAF)
    .with(PageFlags::PARENT_OF_LEAF)
    .with(PageFlags::EMPTY)
    .with(PageFlags::SPACE_TREE)
    .with(PageFlags::NEW_CHECKSUM)
    .with(PageFlags::SCRUBBED)
    .with(PageFlags::FLUSH_TYPE)
    .with(PageFlags::PRE_INIT);

/// Whether a new tree can have these pages and flags.
///
/// # Errors
/// [`Refused::Unfit`].
pub fn check(root: Pgno, pages: u32, least: u32, flags: u32) -> Result<(), Refused> {
    super::check_flags(flags)?;
    let last = root.get().checked_add(pages).and_then(|end| end.checked_sub(1));
    if pages < least || last.is_none_or(|last| last > PGNO_MAX) {
        return Err(Refused::unfit(format!("a tree of {pages} pages from page {root} on")));
    }
    Ok(())
}

/// Makes one of the three pages of a tree with space trees.
pub fn apply_multiple(record: &CreateMultipleExtentFdp, part: Part, page: &mut PageMut<'_>) {
    let change = &record.page;
    let pages = record.primary_pages;
    let last = change.pgno.get().saturating_add(pages).saturating_sub(1);
    let pgno = part_pgno(change.pgno, record.owned, record.available, part);
    format(change, pgno, record.objid, record.page_flags, part, page);
    match part {
        Part::Root => {
            let header = SpaceHeader {
                form: Form::Multiple { owned_root: record.owned },
                parent: record.parent_fdp,
                is_non_unique: is_non_unique(change),
                size: SpaceSize::Primary(pages),
            };
            page.set_external_header(&[&header.encode()]);
        }
        Part::Owned => extents(page, &[(last, pages)]),
        // Root and space trees have taken three pages.
        Part::Available => extents(page, &[(last, pages.saturating_sub(3))]),
    }
}

/// Makes the one page of a tree without space trees.
pub fn apply_single(record: &CreateSingleExtentFdp, page: &mut PageMut<'_>) {
    let change = &record.page;
    let pages = record.primary_pages;
    format(change, change.pgno, record.objid, record.page_flags, Part::Root, page);
    let behind = pages.saturating_sub(1);
    let free = if behind >= BITS { u32::MAX } else { (1_u32 << behind).saturating_sub(1) };
    let header = SpaceHeader {
        form: Form::Single { pages, free },
        parent: record.parent_fdp,
        is_non_unique: is_non_unique(change),
        size: SpaceSize::Primary(pages),
    };
    page.set_external_header(&[&header.encode()]);
}

/// Whether the record of a conversion makes sense by itself.
///
/// # Errors
/// [`Refused::Unfit`].
pub fn check_extents(record: &ConvertFdp2) -> Result<(), Refused> {
    let convert = &record.convert;
    check(convert.page.pgno, convert.primary_pages, 1, record.page_flags)?;
    check(convert.secondary_first, convert.secondary_pages, 2, record.page_flags)
}

/// Whether a tree of one extent can get space trees as the record says.
///
/// # Errors
/// [`Refused`]; the root then is another one, or has no room for a longer header.
pub fn check_convert(record: &ConvertFdp2, root: Page<'_>) -> Result<(), Refused> {
    let convert = &record.convert;
    let old = root.external_header();
    let header = RootHeader::decode(old).map(|header| header.space.form);
    let Some(Form::Single { pages, .. }) = header else {
        return Err(Refused::unfit("the page is no root of a tree of one extent"));
    };
    if pages != convert.primary_pages {
        return Err(Refused::unfit(format!("the tree has {pages} pages")));
    }
    let new = RootHeader::with_space(old, &converted(record)).len();
    let (wanted, room) = (new.saturating_sub(old.len()), root.free_bytes());
    if wanted > room { Err(Refused::NoRoom { wanted, room }) } else { Ok(()) }
}

/// Changes the root of a tree that gets space trees, or makes one of these.
///
/// # Panics
/// When [`check_convert`] would refuse.
pub fn apply_convert(record: &ConvertFdp2, part: Part, page: &mut PageMut<'_>) {
    let convert = &record.convert;
    let change = &convert.page;
    let first = convert.secondary_first.get();
    let second =
        (first.saturating_add(convert.secondary_pages).saturating_sub(1), convert.secondary_pages);
    let root = change.pgno.get();
    if part == Part::Root {
        let header = RootHeader::with_space(page.page().external_header(), &converted(record));
        return page.set_external_header(&[&header]);
    }
    let pgno = part_pgno(change.pgno, convert.owned, convert.available, part);
    format(change, pgno, convert.objid, record.page_flags, part, page);
    let mut list = if part == Part::Owned {
        let last = root.saturating_add(convert.primary_pages).saturating_sub(1);
        vec![second, (last, convert.primary_pages)]
    } else {
        // The space trees have taken two pages.
        let mut list = free_runs(root, convert.primary_pages, record.free);
        list.push((second.0, second.1.saturating_sub(2)));
        list
    };
    list.sort_unstable();
    extents(page, &list);
}

fn converted(record: &ConvertFdp2) -> SpaceHeader {
    let convert = &record.convert;
    SpaceHeader {
        form: Form::Multiple { owned_root: convert.owned },
        parent: convert.parent_fdp,
        is_non_unique: is_non_unique(&convert.page),
        size: SpaceSize::Primary(convert.primary_pages),
    }
}

/// Runs of free pages of a tree of one extent: last page and count. Pages beyond the bits are free.
fn free_runs(root: u32, pages: u32, free: u32) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    let covered = pages.saturating_sub(1).min(BITS);
    for bit in 0..covered {
        let page = root.saturating_add(bit).saturating_add(1);
        if free >> bit & 1 == 0 {
            continue;
        }
        match runs.last_mut() {
            Some((last, count)) if last.saturating_add(1) == page => {
                *last = page;
                *count = count.saturating_add(1);
            }
            _ => runs.push((page, 1)),
        }
    }
    let behind = pages.saturating_sub(1).saturating_sub(covered);
    if behind > 0 {
        runs.push((root.saturating_add(pages).saturating_sub(1), behind));
    }
    runs
}

fn is_non_unique(change: &PageChange) -> bool {
    !change.flags.contains(ChangeFlags::UNIQUE)
}

fn part_pgno(root: Pgno, owned: Pgno, available: Pgno, part: Part) -> Pgno {
    match part {
        Part::Root => root,
        Part::Owned => owned,
        Part::Available => available,
    }
}

fn format(
    change: &PageChange,
    pgno: Pgno,
    objid: Objid,
    flags: u32,
    part: Part,
    page: &mut PageMut<'_>,
) {
    let flags = PageFlags::from_bits(flags).without(PLACE);
    let flags = flags.with(PageFlags::ROOT).with(PageFlags::LEAF);
    let flags = if part == Part::Root { flags } else { flags.with(PageFlags::SPACE_TREE) };
    page.format(Blank { pgno, objid, dbtime: change.dbtime, flags });
}

/// Fills the root of a space tree: an empty split buffer, and extents as last page and count.
fn extents(page: &mut PageMut<'_>, list: &[(u32, u32)]) {
    page.set_external_header(&[&[0; 16]]);
    for (last, count) in list.iter().filter(|(_, count)| *count > 0) {
        let (key, data) = (last.to_be_bytes(), count.to_le_bytes());
        let node = Stored::taking(0, Key::whole(&key), &data);
        let at = page.page().line_count();
        page.insert(at, LineFlags::NONE, &node.parts());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_pages_of_one_extent_come_in_runs() {
        assert_eq!(free_runs(10, 1, 0), []);
        assert_eq!(free_runs(10, 10, 0b1_1111_1100), [(19, 7)]);
        assert_eq!(free_runs(10, 10, 0b0_1010_0011), [(12, 2), (16, 1), (18, 1)]);
        assert_eq!(free_runs(10, 40, u32::MAX), [(42, 32), (49, 7)]);
        // Bits past the end mean nothing.
        assert_eq!(free_runs(10, 3, u32::MAX), [(12, 2)]);
    }
}
