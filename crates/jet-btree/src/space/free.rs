//! Giving pages back: to the tree, and what makes a whole extent of it to the tree above.

use jet_types::Pgno;

use super::alloc::{Trees, bits, header, put_space};
use super::reserve::reserve;
use super::{Extent, Form, SpaceHeader};
use crate::error::{BtreeError, Result};
use crate::structure::RootLatch;
use crate::tree::Tree;
use crate::writer::{WriteCx, Writer};

/// Gives a page back that was taken out of its tree. The caller holds the tree's root.
///
/// # Errors
/// Damage of space trees; what log and pages may give.
pub(crate) fn free_page<'p>(
    cx: &WriteCx<'p>,
    writer: &mut Writer,
    tree: &Tree,
    root: &mut RootLatch<'p>,
    pgno: Pgno,
) -> Result<()> {
    free(cx, writer, tree, root, Extent { first: pgno, count: 1 })
}

fn free<'p>(
    cx: &WriteCx<'p>,
    writer: &mut Writer,
    tree: &Tree,
    root: &mut RootLatch<'p>,
    extent: Extent,
) -> Result<()> {
    let space = header(root)?.space;
    if let Form::Single { pages, free } = space.form {
        let bits = bits(tree.root, extent)
            .filter(|_| extent.last() < tree.root.get().saturating_add(pages));
        let outside = || BtreeError::corrupt(tree.root, format!("does not own {extent:?}"));
        let form = Form::Single { pages, free: free | bits.ok_or_else(outside)? };
        return put_space(cx, writer, tree, root, &SpaceHeader { form, ..space });
    }
    let Some(trees) = Trees::of(tree, &space)? else { return Ok(()) };
    let raw = cx.raw();
    let first = extent.first.get();
    let Some(owned) =
        trees.owned.find(&raw, first, |_| true)?.filter(|owned| owned.first.get() <= first)
    else {
        // Not owned any more: given back before.
        return Ok(());
    };
    if extent.last() > owned.last() {
        return Err(trees.owned.corrupt(format!("{extent:?} crosses the border of {owned:?}")));
    }
    reserve(cx, writer, tree, root)?;
    let whole = join(cx, writer, &trees, owned, extent)?;
    let Some(parent) = space.parent.filter(|_| whole == owned) else { return Ok(()) };
    // First out of here, then into the tree above: a crash in between can only lose pages.
    trees.available.remove(cx, writer, whole.last())?;
    trees.owned.remove(cx, writer, owned.last())?;
    free_in(cx, writer, parent, owned)
}

/// Makes an extent available, joined with its neighbours inside the owned extent.
fn join(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    trees: &Trees,
    owned: Extent,
    extent: Extent,
) -> Result<Extent> {
    let raw = cx.raw();
    let (available, mut whole) = (&trees.available, extent);
    let inside = |found: &Extent| found.first >= owned.first && found.last() <= owned.last();
    let before = extent.first.get().saturating_sub(1);
    let left = available.find(&raw, before, |_| true)?.filter(inside);
    if let Some(left) = left.filter(|left| left.last() == before) {
        available.remove(cx, writer, left.last())?;
        whole = Extent { first: left.first, count: left.count.saturating_add(whole.count) };
    }
    let behind = extent.last().saturating_add(1);
    let right = available.find(&raw, behind, |_| true)?.filter(inside);
    match right.filter(|right| right.first.get() == behind) {
        Some(right) => {
            let count = whole.count.saturating_add(right.count);
            available.set_count(cx, writer, right.last(), count)?;
            Ok(Extent { first: whole.first, count })
        }
        None => {
            available.insert(cx, writer, whole)?;
            Ok(whole)
        }
    }
}

/// Gives an extent back to the tree rooted at `parent`.
fn free_in(cx: &WriteCx<'_>, writer: &mut Writer, parent: Pgno, extent: Extent) -> Result<()> {
    let mut root = RootLatch::take(cx, parent)?;
    let tree = Tree::new(parent, root.page().objid(), true);
    free(cx, writer, &tree, &mut root, extent)
}

/// Gives back all that a tree owns, which includes what its children own. Nobody uses the tree any
/// more, and what is on its pages means nothing from now on.
///
/// # Errors
/// Damage of space trees; what log and pages may give.
pub fn free_tree(cx: &WriteCx<'_>, writer: &mut Writer, tree: &Tree) -> Result<()> {
    let raw = cx.raw();
    let (_, root) = Tree::open_with_header(&raw, tree.root)?;
    let parent = root.space.parent;
    let parent = parent.ok_or_else(|| BtreeError::corrupt(tree.root, "is the database's root"))?;
    let mut owned = super::read(&raw, tree)?.owned;
    // The root's extent goes last, so that the list can be read again until then.
    owned.sort_by_key(|extent| extent.pages().any(|pgno| pgno == tree.root.get()));
    for extent in owned {
        free_in(cx, writer, parent, extent)?;
    }
    Ok(())
}
