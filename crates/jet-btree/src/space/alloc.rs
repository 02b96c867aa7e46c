//! Getting pages: for a tree from its own space, for its space from the tree above, for the
//! database's from the file.
//!
//! The caller holds the root of the tree reserved. Roots are taken child before parent, up to page
//! 1, and given up when the pages have changed hands. Every step is logged by itself, in an order
//! such that a crash in between can only leave pages owned and unused: owned before available when
//! growing, away from available before linked.

use jet_log::Record;
use jet_log::record::{ConvertFdp, ConvertFdp2, ExtendDb, Skippable};
use jet_pager::{PageFlags, WritePage};
use jet_types::{Lgpos, Pgno};

use super::tree::{Kind, SpaceTree, set_header};
use super::{Extent, Form, PGNO_MAX, RootHeader, SpaceHeader, SpaceSize, available_root};
use crate::change::{self, Subject};
use crate::cx::ReadCx;
use crate::error::{BtreeError, Result};
use crate::journal;
use crate::op::create::{self, Part};
use crate::structure::RootLatch;
use crate::tree::Tree;
use crate::writer::{WriteCx, Writer};

/// Trees this small grow by [`SMALL_GROWTH`] pages.
const SMALL: u32 = 16;
const SMALL_GROWTH: u32 = 4;
/// Others by at least so many.
const GROWTH: u32 = 16;
/// No remainder smaller than this is left of an extent: of the database's, and of other trees'.
const REMAINDER_OF_DATABASE: u32 = 4;
const REMAINDER: u32 = 8;
/// In a database of fewer pages, new trees below page [`PACKED_BELOW`] are packed tightly.
const SMALL_DATABASE: u32 = 254;
const PACKED_BELOW: u32 = 128;

/// The two trees of a tree with more than one extent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trees {
    pub(super) owned: SpaceTree,
    pub(super) available: SpaceTree,
}

/// What the root of a tree says of its space.
pub(super) fn header(root: &RootLatch<'_>) -> Result<RootHeader> {
    let header = RootHeader::decode(root.page().external_header());
    header.ok_or_else(|| BtreeError::corrupt(root.pgno(), "has a malformed root header"))
}

impl Trees {
    /// The two trees, if there are two.
    pub(super) fn of(tree: &Tree, header: &SpaceHeader) -> Result<Option<Self>> {
        let Form::Multiple { owned_root } = header.form else { return Ok(None) };
        let owned = SpaceTree::new(Kind::Owned, tree, owned_root);
        let available = SpaceTree::new(Kind::Available, tree, available_root(owned_root)?);
        Ok(Some(Self { owned, available }))
    }

    /// The two trees of a tree that was just seen to have, or given, more than one extent.
    fn at(tree: &Tree, root: &RootLatch<'_>) -> Result<Self> {
        let trees = Self::of(tree, &header(root)?.space)?;
        trees.ok_or_else(|| BtreeError::corrupt(tree.root, "has no space trees"))
    }

    /// Takes pages from the front of an available extent, so that its key stays.
    fn take(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        extent: Extent,
        count: u32,
    ) -> Result<Extent> {
        if count == extent.count {
            self.available.remove(cx, writer, extent.last())?;
        } else {
            let left = extent.count.saturating_sub(count);
            self.available.set_count(cx, writer, extent.last(), left)?;
        }
        Ok(Extent { count, ..extent })
    }
}

/// A page of the tree's space, if possible behind `near`.
///
/// # Errors
/// [`BtreeError::OutOfSpace`], damage of space trees; what log and pages may give.
pub(crate) fn get_page<'p>(
    cx: &WriteCx<'p>,
    writer: &mut Writer,
    tree: &Tree,
    root: &mut RootLatch<'p>,
    near: Pgno,
) -> Result<Pgno> {
    if let Form::Single { pages, free } = header(root)?.space.form {
        if let Some(run) = free_run(tree.root, pages, free, 1) {
            take_bits(cx, writer, tree, root, Extent { count: 1, ..run })?;
            return Ok(run.first);
        }
        convert(cx, writer, tree, root, 1)?;
    }
    let raw = cx.raw();
    loop {
        let trees = Trees::at(tree, root)?;
        let available = &trees.available;
        let behind = available.find(&raw, near.get().saturating_add(1), |_| true)?;
        let found = match behind {
            None => available.find(&raw, 0, |_| true)?,
            found => found,
        };
        if let Some(extent) = found {
            return Ok(trees.take(cx, writer, extent, 1)?.first);
        }
        grow(cx, writer, tree, root, 1)?;
    }
}

/// Gives the tree another extent, of which at least `least` pages are wanted now.
fn grow<'p>(
    cx: &WriteCx<'p>,
    writer: &mut Writer,
    tree: &Tree,
    root: &mut RootLatch<'p>,
    least: u32,
) -> Result<()> {
    let old = header(root)?;
    let trees = Trees::at(tree, root)?;
    let Some(parent) = old.space.parent else { return grow_file(cx, writer, tree, root, least) };
    let wanted = growth(&cx.raw(), &trees, &old.space, least)?;
    if let Some(wanted) = wanted.remembered {
        let space = SpaceHeader { size: SpaceSize::LastAllocated(wanted), ..old.space };
        put_space(cx, writer, tree, root, &space)?;
    }
    super::reserve::reserve(cx, writer, tree, root)?;
    let extent = allocate(cx, writer, parent, (least, wanted.pages), false)?;
    trees.owned.insert(cx, writer, extent)?;
    trees.available.insert(cx, writer, extent)
}

/// How much a tree grows by.
struct Growth {
    pages: u32,
    /// Noted in the root header, if it is another number than before.
    remembered: Option<u32>,
}

fn growth(cx: &ReadCx<'_>, trees: &Trees, space: &SpaceHeader, least: u32) -> Result<Growth> {
    let floor = match space.size {
        SpaceSize::Primary(pages) if pages < SMALL => {
            let mut owned = 0_u32;
            let mut from = 0;
            while let Some(extent) = trees.owned.find(cx, from, |_| true)? {
                owned = owned.saturating_add(extent.count);
                from = extent.last().saturating_add(1);
            }
            if owned <= SMALL {
                let pages = least.max(SMALL_GROWTH);
                return Ok(Growth { pages, remembered: None });
            }
            pages / 4
        }
        SpaceSize::Primary(pages) => pages / 4,
        SpaceSize::LastAllocated(pages) => pages,
    };
    let pages = least.max(GROWTH).max(floor);
    let is_known = space.size == SpaceSize::LastAllocated(pages);
    Ok(Growth { pages, remembered: (!is_known).then_some(pages) })
}

/// Takes an extent out of the space of `parent` for a tree below it: at least `least` pages, about
/// `wanted`. The extent stays owned by the parent too.
///
/// # Errors
/// As [`get_page`].
pub(super) fn allocate(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    parent: Pgno,
    (least, wanted): (u32, u32),
    is_new_tree: bool,
) -> Result<Extent> {
    let mut root = RootLatch::take(cx, parent)?;
    let tree = Tree::new(parent, root.page().objid(), true);
    if let Form::Single { pages, free } = header(&root)?.space.form {
        if let Some(run) = free_run(parent, pages, free, least) {
            let count = run.count.min(wanted);
            take_bits(cx, writer, &tree, &mut root, Extent { count, ..run })?;
            return Ok(Extent { count, ..run });
        }
        convert(cx, writer, &tree, &mut root, least)?;
    }
    loop {
        let space = header(&root)?.space;
        let trees = Trees::at(&tree, &root)?;
        let found = trees.available.find(&cx.raw(), 0, |extent| extent.count >= least)?;
        if let Some(extent) = found {
            let is_packed = is_new_tree && is_packed(&cx.raw(), &trees, extent)?;
            let count = portion(extent.count, wanted, space.parent.is_none(), is_packed);
            return trees.take(cx, writer, extent, count);
        }
        let Some(above) = space.parent else {
            grow_file(cx, writer, &tree, &mut root, wanted)?;
            continue;
        };
        // Straight from the tree above that one, passing through.
        super::reserve::reserve(cx, writer, &tree, &root)?;
        let extent = allocate(cx, writer, above, (least, wanted), is_new_tree)?;
        trees.owned.insert(cx, writer, extent)?;
        return Ok(extent);
    }
}

/// Whether a new tree at this place takes just what it asks for, as the database is small.
fn is_packed(cx: &ReadCx<'_>, trees: &Trees, extent: Extent) -> Result<bool> {
    let last = trees.owned.last(cx)?.map_or(0, Extent::last);
    Ok(last < SMALL_DATABASE && extent.first.get() < PACKED_BELOW)
}

/// How much of an extent of `size` pages is taken when `wanted` are asked for.
fn portion(size: u32, wanted: u32, is_database: bool, is_packed: bool) -> u32 {
    let leaves = |remainder: u32| size >= wanted.saturating_add(remainder);
    let just = if is_database {
        leaves(REMAINDER_OF_DATABASE) || is_packed
    } else {
        wanted < REMAINDER || leaves(REMAINDER)
    };
    if size <= wanted || !just { size } else { wanted }
}

/// Makes the file longer, and the new pages the database's.
fn grow_file<'p>(
    cx: &WriteCx<'p>,
    writer: &mut Writer,
    tree: &Tree,
    root: &mut RootLatch<'p>,
    least: u32,
) -> Result<()> {
    super::reserve::reserve(cx, writer, tree, root)?;
    let space = header(root)?.space;
    let trees = Trees::at(tree, root)?;
    let floor = match space.size {
        SpaceSize::Primary(pages) => pages / 4,
        SpaceSize::LastAllocated(pages) => pages,
    };
    let extent = extend_file(cx, writer, &trees, least.max(floor), cx.growth_pages.max(1))?;
    trees.owned.insert(cx, writer, extent)?;
    trees.available.insert(cx, writer, extent)
}

/// Makes the file longer by at least `least` pages, so that its length is a multiple of `step`
/// pages. The extent is in no tree yet.
pub(super) fn extend_file(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    trees: &Trees,
    least: u32,
    step: u32,
) -> Result<Extent> {
    let last = trees.owned.last(&cx.raw())?.map_or(0, Extent::last);
    // Two pages of the file are headers.
    let end = last.saturating_add(2).saturating_add(least).next_multiple_of(step);
    let new_last = end.saturating_sub(2);
    let full = || BtreeError::OutOfSpace { pages: least };
    if new_last > PGNO_MAX || cx.max_pages.is_some_and(|max| new_last > max) {
        return Err(full());
    }
    let last_pgno = Pgno::new(new_last).ok_or_else(full)?;
    cx.db.extend(last_pgno)?;
    let record = ExtendDb { dbid: cx.dbid, last_pgno };
    journal::append(cx, writer, &[Record::ExtendDb(Skippable(record))])?;
    Extent::ending_at(new_last, new_last.saturating_sub(last)).ok_or_else(full)
}

/// The longest run of free pages in the bits of a root header that starts lowest and is long
/// enough. Pages beyond the bits can only be reached after a conversion.
fn free_run(root: Pgno, pages: u32, free: u32, least: u32) -> Option<Extent> {
    let is_free = |bit: u32| bit < pages.saturating_sub(1).min(32) && free >> bit & 1 == 1;
    let mut bit = 0;
    while bit < 32 {
        let count = (bit..32).take_while(|bit| is_free(*bit)).count() as u32;
        if count >= least.max(1) {
            return Some(Extent { first: root.checked_add(bit.saturating_add(1))?, count });
        }
        bit = bit.saturating_add(count.max(1));
    }
    None
}

/// The bits of an extent in a root header.
pub(super) fn bits(root: Pgno, extent: Extent) -> Option<u32> {
    let from = extent.first.get().checked_sub(root.get())?.checked_sub(1)?;
    let to = from.checked_add(extent.count).filter(|to| *to <= 32)?;
    Some((from..to).fold(0, |bits, bit| bits | 1 << bit))
}

fn take_bits(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tree: &Tree,
    root: &mut RootLatch<'_>,
    extent: Extent,
) -> Result<()> {
    let space = header(root)?.space;
    let (Form::Single { pages, free }, Some(bits)) = (space.form, bits(tree.root, extent)) else {
        return Err(BtreeError::corrupt(tree.root, "has no such free pages"));
    };
    let form = Form::Single { pages, free: free & !bits };
    put_space(cx, writer, tree, root, &SpaceHeader { form, ..space })
}

/// Writes a root's space header down.
pub(super) fn put_space(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tree: &Tree,
    root: &mut RootLatch<'_>,
    space: &SpaceHeader,
) -> Result<()> {
    let data = RootHeader::with_space(root.page().external_header(), space);
    let subject = Subject::of_space(tree);
    root.write(|page| set_header(cx, writer, page, &subject, &data))
}

/// Gives a tree of one extent space trees, in a second extent, with `least` pages more.
fn convert<'p>(
    cx: &WriteCx<'p>,
    writer: &mut Writer,
    tree: &Tree,
    root: &mut RootLatch<'p>,
    least: u32,
) -> Result<()> {
    let space = header(root)?.space;
    let (Form::Single { pages, free }, Some(parent)) = (space.form, space.parent) else {
        return Err(BtreeError::corrupt(tree.root, "has one extent, yet no tree above it"));
    };
    let wanted = least.saturating_add(2);
    let extent = allocate(cx, writer, parent, (wanted, wanted), false)?;
    let available = available_root(extent.first)?;
    let place = PageFlags::ROOT.with(PageFlags::LEAF).with(PageFlags::PARENT_OF_LEAF);
    let mut new = [extent.first, available].map(|pgno| cx.pool.new_page(cx.db, pgno));
    let subject = Subject::of_space(tree);
    root.write(|page| {
        let [Ok(owned_page), Ok(available_page)] = &mut new else {
            let failed = new.into_iter().find_map(std::result::Result::err);
            return Err(failed.map_or_else(
                || BtreeError::corrupt(tree.root, "its new pages cannot be had"),
                BtreeError::from,
            ));
        };
        let mut node = subject.node_change(cx, writer, tree.root, change::NO_VERSION);
        let dbtime = mark([&mut *page, owned_page, available_page], cx, writer);
        node.page.dbtime = dbtime;
        node.page.dbtime_before = Some(page.page().dbtime());
        let record = ConvertFdp2 {
            convert: ConvertFdp {
                page: node.page,
                objid: tree.objid,
                owned: extent.first,
                available,
                parent_fdp: Some(parent),
                secondary_first: extent.first,
                primary_pages: pages,
                secondary_pages: extent.count,
            },
            free,
            page_flags: page.page().flags().without(place).bits(),
        };
        let lgpos = journal::append(cx, writer, &[Record::ConvertFdp2(record)])?;
        let parts = [(Part::Owned, owned_page), (Part::Available, available_page)];
        for (part, page) in [(Part::Root, page)].into_iter().chain(parts) {
            create::apply_convert(&record, part, &mut page.edit());
            page.stamp(dbtime, lgpos);
        }
        Ok(())
    })
}

/// Announces a change of several pages, and draws its moment.
pub(super) fn mark<const N: usize>(
    pages: [&mut WritePage<'_>; N],
    cx: &WriteCx<'_>,
    writer: &Writer,
) -> jet_types::Dbtime {
    let oldest: Lgpos = journal::oldest(cx, writer);
    let mut dbtime = jet_types::Dbtime::NIL;
    for (index, page) in pages.into_iter().enumerate() {
        page.mark_dirty(oldest);
        if index == 0 {
            dbtime = cx.db.next_dbtime(page);
        }
    }
    dbtime
}
