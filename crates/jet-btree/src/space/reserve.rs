//! The split buffers of space trees: pages that are written down as owned before a split of a space
//! tree needs them.

use super::Extent;
use super::alloc::{Trees, allocate, extend_file, header};
use super::tree::{Kind, SpaceTree};
use crate::error::Result;
use crate::structure::RootLatch;
use crate::tree::Tree;
use crate::writer::{WriteCx, Writer};
use jet_pager::PageFlags;

/// Room in a root that is a leaf under which a split is near.
const NEAR_SPLIT_BYTES: usize = 100;
/// The database's own space trees get at least so many pages at a time.
const FROM_FILE: u32 = 4;

/// Fills the split buffers of a tree's space trees, before anything is put into these. The caller
/// holds the tree's root.
///
/// # Errors
/// As getting pages.
pub(super) fn reserve<'p>(
    cx: &WriteCx<'p>,
    writer: &mut Writer,
    tree: &Tree,
    root: &RootLatch<'p>,
) -> Result<()> {
    let space = header(root)?.space;
    let Some(trees) = Trees::of(tree, &space)? else { return Ok(()) };
    // Filling one puts an extent into the tree of owned ones, which may then need more itself.
    loop {
        let mut is_full = true;
        for space_tree in [&trees.owned, &trees.available] {
            let Some((least, wanted)) = missing(cx, space_tree)? else { continue };
            is_full = false;
            let extent = match space.parent {
                Some(parent) => allocate(cx, writer, parent, (least, wanted), false)?,
                None => extend_file(cx, writer, &trees, wanted.max(FROM_FILE), 1)?,
            };
            trees.owned.insert(cx, writer, extent)?;
            fill(cx, writer, &trees, space_tree, extent)?;
        }
        if is_full {
            return Ok(());
        }
    }
}

/// How many pages a space tree's buffer lacks: at least, and for some time to come.
fn missing(cx: &WriteCx<'_>, space_tree: &SpaceTree) -> Result<Option<(u32, u32)>> {
    let root = RootLatch::take(cx, space_tree.tree.root)?;
    let (page, flags) = (root.page(), root.page().flags());
    let (least, wanted): (u32, u32) = if flags.contains(PageFlags::LEAF) {
        if page.free_bytes() >= NEAR_SPLIT_BYTES {
            return Ok(None);
        }
        (2, 2)
    } else if flags.contains(PageFlags::PARENT_OF_LEAF) {
        (3, 8)
    } else {
        (4, 16)
    };
    // Writing the refill down may take a split of the same tree.
    let least: u32 = if space_tree.kind == Kind::Owned { least.saturating_mul(2) } else { least };
    let [(_, first), (_, second)] = space_tree.buffer(&root);
    let wanted = if least > wanted { least.next_power_of_two() } else { wanted };
    Ok((first.saturating_add(second) < least).then_some((least, wanted)))
}

/// Puts an extent into a buffer, in place of the shorter run, which becomes available.
fn fill(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    trees: &Trees,
    space_tree: &SpaceTree,
    extent: Extent,
) -> Result<()> {
    let mut root = RootLatch::take(cx, space_tree.tree.root)?;
    let mut buffer = space_tree.buffer(&root);
    let [one, two] = &mut buffer;
    let place = if two.1 < one.1 { two } else { one };
    let replaced = Extent::ending_at(place.0, place.1);
    *place = (extent.last(), extent.count);
    space_tree.set_buffer(cx, writer, &mut root, buffer)?;
    drop(root);
    match replaced {
        Some(extent) => trees.available.insert(cx, writer, extent),
        None => Ok(()),
    }
}
