//! Which pages a tree owns, and which of them are free.
//!
//! A small tree keeps both in its root header: one run of pages, and a bit for each that is free.
//! A larger one has two more trees, of owned and of available extents, keyed by the last page of
//! each extent. What a tree owns includes what its children own; what is available does not.
//!
//! Allocating is in `alloc.rs`, freeing in `free.rs`; both change the space trees through
//! `tree.rs` and keep their split buffers full (`reserve.rs`). New trees are made in `create.rs`.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod alloc;
mod counter;
mod create;
mod free;
mod header;
mod reserve;
#[cfg(test)]
mod tests;
mod tree;

use jet_pager::PageFlags;
use jet_types::Pgno;

use crate::cx::ReadCx;
use crate::error::{BtreeError, Result};
use crate::tree::Tree;

pub(crate) use alloc::get_page;
pub use counter::raise_auto_increment;
pub use create::{NewTree, create, create_database_root, create_versioned, delete_versioned};
pub(crate) use free::free_page;
pub use free::free_tree;
pub use header::{Form, RootHeader, SpaceHeader, SpaceSize};

/// The largest page number a database may have.
pub const PGNO_MAX: u32 = 0x7FEF_FFFF;

/// A run of pages.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Extent {
    /// Its first page.
    pub first: Pgno,
    /// How many pages, at least 1.
    pub count: u32,
}

impl Extent {
    /// The run that ends at `last`, or `None` when it would start before page 1 or be empty.
    pub fn ending_at(last: u32, count: u32) -> Option<Self> {
        if last > PGNO_MAX || count == 0 {
            return None;
        }
        let first = last.checked_sub(count)?.checked_add(1)?;
        Some(Self { first: Pgno::new(first)?, count })
    }

    /// Its last page.
    pub fn last(self) -> u32 {
        self.first.get().saturating_add(self.count).saturating_sub(1)
    }

    /// Its page numbers.
    pub fn pages(self) -> impl Iterator<Item = u32> {
        self.first.get()..=self.last()
    }
}

/// What an available extent is kept for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pool {
    /// Any use.
    General,
    /// Growing in one direction without gaps.
    Continuous,
    /// Pages past the end of a shrunk file.
    Shelved,
    /// A pool of a later format.
    Other(u8),
}

/// All that one tree owns.
#[derive(Clone, Debug, Default)]
pub struct Space {
    /// Owned extents, in page order.
    pub owned: Vec<Extent>,
    /// Available ones.
    pub available: Vec<(Extent, Pool)>,
    /// Pages kept for splits of the space trees themselves.
    pub split_buffers: Vec<Extent>,
    /// Roots of the trees of owned and available extents, when there are any.
    pub roots: Option<(Pgno, Pgno)>,
}

/// Reads what a tree owns.
///
/// # Errors
/// [`BtreeError::OwnedExtents`] and [`BtreeError::AvailableExtents`] for damaged space trees, and
/// what reading pages may give.
pub fn read(cx: &ReadCx<'_>, tree: &Tree) -> Result<Space> {
    let (_, root) = Tree::open_with_header(cx, tree.root)?;
    match root.space.form {
        Form::Single { pages, free } => Ok(single(tree.root, pages, free)),
        Form::Multiple { owned_root } => multiple(cx, tree, owned_root),
    }
}

/// The root of the tree of available extents: always the page after the other's.
pub fn available_root(owned_root: Pgno) -> Result<Pgno> {
    let next = owned_root.checked_add(1);
    next.ok_or_else(|| BtreeError::corrupt(owned_root, "leaves no room for the next space tree"))
}

fn single(root: Pgno, pages: u32, free: u32) -> Space {
    let mut space = Space { owned: vec![Extent { first: root, count: pages }], ..Space::default() };
    for page in 1..pages.min(33) {
        let is_free = free >> page.saturating_sub(1) & 1 == 1;
        if is_free && let Some(first) = root.checked_add(page) {
            space.available.push((Extent { first, count: 1 }, Pool::General));
        }
    }
    // Pages beyond the bitmap are free by definition.
    if pages > 33
        && let Some(first) = root.checked_add(33)
    {
        let count = pages.saturating_sub(33);
        space.available.push((Extent { first, count }, Pool::General));
    }
    space
}

fn multiple(cx: &ReadCx<'_>, tree: &Tree, owned_root: Pgno) -> Result<Space> {
    let free_root = available_root(owned_root)?;
    let mut space = Space { roots: Some((owned_root, free_root)), ..Space::default() };
    walk(cx, tree, owned_root, |pgno, key, data| {
        let bad = |what: String| BtreeError::OwnedExtents { pgno, what };
        let last: [u8; 4] = key.try_into().map_err(|_| bad(format!("key {key:02x?}")))?;
        let count: [u8; 4] = data.try_into().map_err(|_| bad(format!("data {data:02x?}")))?;
        let (last, count) = (u32::from_be_bytes(last), u32::from_le_bytes(count));
        let extent = Extent::ending_at(last, count);
        space.owned.push(extent.ok_or_else(|| bad(format!("{count} pages to {last}")))?);
        Ok(())
    })?;
    let mut available = Vec::new();
    walk(cx, tree, free_root, |pgno, key, data| {
        if let Some(extent) = available_node(pgno, key, data)? {
            available.push(extent);
        }
        Ok(())
    })?;
    space.available = available;
    for root in [owned_root, free_root] {
        space.split_buffers.extend(split_buffer(cx, root)?);
    }
    Ok(space)
}

/// An available extent, or `None` for a marker without pages.
fn available_node(pgno: Pgno, key: &[u8], data: &[u8]) -> Result<Option<(Extent, Pool)>> {
    let bad = |what: String| BtreeError::AvailableExtents { pgno, what };
    let (pool, last) = match *key {
        [a, b, c, d] => (Pool::General, u32::from_be_bytes([a, b, c, d])),
        [pool, a, b, c, d] if pool & 0xC0 == 0x80 => {
            let pool = match pool & 7 {
                0 => Pool::General,
                1 => Pool::Continuous,
                2 => Pool::Shelved,
                other => Pool::Other(other),
            };
            (pool, u32::from_be_bytes([a, b, c, d]))
        }
        _ => return Err(bad(format!("key {key:02x?}"))),
    };
    let count: [u8; 4] = data.try_into().map_err(|_| bad(format!("data {data:02x?}")))?;
    let count = u32::from_le_bytes(count);
    if count == 0 {
        return Ok(None);
    }
    let extent = Extent::ending_at(last, count);
    Ok(Some((extent.ok_or_else(|| bad(format!("{count} pages to {last}")))?, pool)))
}

/// The pages a space tree keeps for its own splits; two runs at most.
fn split_buffer(cx: &ReadCx<'_>, root: Pgno) -> Result<Vec<Extent>> {
    let guard = cx.read(root)?;
    let bytes = guard.page().external_header();
    let (entries, rest) = bytes.as_chunks::<8>();
    if !rest.is_empty() || entries.len() > 2 {
        return Err(BtreeError::corrupt(root, "has a malformed split buffer"));
    }
    let mut extents = Vec::new();
    for [a, b, c, d, e, f, g, h] in entries {
        let (last, count) =
            (u32::from_le_bytes([*a, *b, *c, *d]), u32::from_le_bytes([*e, *f, *g, *h]));
        if count > 0 {
            let extent = Extent::ending_at(last, count);
            let bad = || BtreeError::corrupt(root, format!("buffers {count} pages to {last}"));
            extents.push(extent.ok_or_else(bad)?);
        }
    }
    Ok(extents)
}

/// Visits the nodes of a space tree. Its keys are unique whatever its owner's are.
fn walk(
    cx: &ReadCx<'_>,
    owner: &Tree,
    root: Pgno,
    mut visit: impl FnMut(Pgno, &[u8], &[u8]) -> Result<()>,
) -> Result<()> {
    let tree = Tree::new(root, owner.objid, true);
    if !cx.read(root)?.page().flags().contains(PageFlags::SPACE_TREE.with(PageFlags::ROOT)) {
        return Err(BtreeError::corrupt(root, "is not the root of a space tree"));
    }
    let mut key = Vec::new();
    let mut at = tree.first(cx)?;
    while let Some(latched) = at {
        let node = latched.node()?;
        key.clear();
        node.key.append_to(&mut key);
        visit(latched.page().pgno(), &key, node.data)?;
        at = tree.next(cx, latched)?;
    }
    Ok(())
}
