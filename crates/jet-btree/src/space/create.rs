//! New trees.

use jet_log::Record;
use jet_log::record::{CreateMultipleExtentFdp, CreateSingleExtentFdp};
use jet_pager::{PageFlags, WritePage};
use jet_types::{Objid, Pgno};

use super::alloc::{allocate, mark};
use super::{Extent, available_root, free_tree};
use crate::change::{self, Subject};
use crate::error::{BtreeError, Result};
use crate::journal;
use crate::op::create::{self, Part};
use crate::tree::Tree;
use crate::version::{Change, Users};
use crate::writer::{WriteCx, Writer};

/// What a new tree is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NewTree {
    /// Its object.
    pub objid: Objid,
    /// Whether its keys are unique.
    pub is_unique: bool,
    /// [`PageFlags::INDEX`], [`PageFlags::LONG_VALUE`], or none.
    pub kind: PageFlags,
    /// Pages it begins with; it may get a few more.
    pub pages: u32,
    /// Whether it has space trees from the start, which take two of at least three pages.
    pub has_space_trees: bool,
}

/// Makes a tree with space from the tree rooted at `parent`.
///
/// # Errors
/// [`BtreeError::OutOfSpace`]; what log and pages may give.
pub fn create(cx: &WriteCx<'_>, writer: &mut Writer, parent: Pgno, new: NewTree) -> Result<Tree> {
    let least = if new.has_space_trees { 3 } else { 1 };
    let pages = new.pages.max(least);
    let extent = allocate(cx, writer, parent, (pages, pages), true)?;
    create_at(cx, writer, Some(parent), extent, new)
}

/// Makes a tree that a rollback gives back. `users` is locked by those who change it though they do
/// not see its maker's changes, if there are such.
///
/// # Errors
/// As [`create()`], and [`BtreeError::VersionStoreFull`].
pub fn create_versioned(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    parent: Pgno,
    new: NewTree,
    users: Option<Users>,
) -> Result<Tree> {
    let tree = create(cx, writer, parent, new)?;
    if let Err(error) = note(cx, writer, &tree, Change::CreateTree { users }) {
        free_tree(cx, writer, &tree)?;
        return Err(error);
    }
    Ok(tree)
}

/// Deletes a tree: its pages are given back when its transaction has committed and nobody sees it
/// any more.
///
/// # Errors
/// [`BtreeError::WriteConflict`] when another transaction has, or made it and is not seen;
/// [`BtreeError::VersionStoreFull`].
pub fn delete_versioned(cx: &WriteCx<'_>, writer: &mut Writer, tree: &Tree) -> Result<()> {
    note(cx, writer, tree, Change::DeleteTree)
}

fn note(cx: &WriteCx<'_>, writer: &mut Writer, tree: &Tree, change: Change) -> Result<()> {
    let subject = Subject::new(tree, &[], &[]);
    let versions = change::add_versions(cx, writer, &subject, [Some(change), None])?;
    versions.into_iter().flatten().for_each(|version| writer.push_made(version));
    Ok(())
}

/// Makes the root of a database, at page 1, in a file that has `pages` pages.
///
/// # Errors
/// What log and pages may give.
pub fn create_database_root(cx: &WriteCx<'_>, writer: &mut Writer, pages: u32) -> Result<Tree> {
    let extent = Extent { first: Pgno::DATABASE_ROOT, count: pages };
    let new = NewTree {
        objid: Objid(1),
        is_unique: true,
        kind: PageFlags::default(),
        pages,
        has_space_trees: true,
    };
    create_at(cx, writer, None, extent, new)
}

fn create_at(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    parent: Option<Pgno>,
    extent: Extent,
    new: NewTree,
) -> Result<Tree> {
    let tree = Tree::new(extent.first, new.objid, new.is_unique);
    let mut root = cx.pool.new_page(cx.db, tree.root)?;
    if new.has_space_trees {
        let owned = available_root(tree.root)?;
        let available = available_root(owned)?;
        let pages = [cx.pool.new_page(cx.db, owned)?, cx.pool.new_page(cx.db, available)?];
        multiple(cx, writer, &tree, (parent, extent.count, new.kind), root, pages)?;
        return Ok(tree);
    }
    let mut node =
        Subject::new(&tree, &[], &[]).node_change(cx, writer, tree.root, change::NO_VERSION);
    node.page.dbtime = mark([&mut root], cx, writer);
    node.page.dbtime_before = None;
    let record = CreateSingleExtentFdp {
        page: node.page,
        objid: new.objid,
        parent_fdp: parent,
        primary_pages: extent.count,
        page_flags: flags(&tree, new.kind).bits(),
    };
    let lgpos = journal::append(cx, writer, &[Record::CreateSingleExtentFdp(record)])?;
    create::apply_single(&record, &mut root.edit());
    root.stamp(record.page.dbtime, lgpos);
    Ok(tree)
}

fn multiple<'p>(
    cx: &WriteCx<'p>,
    writer: &mut Writer,
    tree: &Tree,
    (parent, count, kind): (Option<Pgno>, u32, PageFlags),
    mut root: WritePage<'p>,
    [mut owned, mut available]: [WritePage<'p>; 2],
) -> Result<()> {
    if count < 3 {
        return Err(BtreeError::corrupt(tree.root, format!("{count} pages for three")));
    }
    let mut node =
        Subject::new(tree, &[], &[]).node_change(cx, writer, tree.root, change::NO_VERSION);
    node.page.dbtime = mark([&mut root, &mut owned, &mut available], cx, writer);
    node.page.dbtime_before = None;
    let record = CreateMultipleExtentFdp {
        page: node.page,
        objid: tree.objid,
        owned: owned.pgno(),
        available: available.pgno(),
        parent_fdp: parent,
        primary_pages: count,
        page_flags: flags(tree, kind).bits(),
    };
    let lgpos = journal::append(cx, writer, &[Record::CreateMultipleExtentFdp(record)])?;
    let parts =
        [(Part::Root, &mut root), (Part::Owned, &mut owned), (Part::Available, &mut available)];
    for (part, page) in parts {
        create::apply_multiple(&record, part, &mut page.edit());
        page.stamp(record.page.dbtime, lgpos);
    }
    Ok(())
}

fn flags(tree: &Tree, kind: PageFlags) -> PageFlags {
    if tree.is_unique { kind } else { kind.with(PageFlags::NON_UNIQUE) }
}
