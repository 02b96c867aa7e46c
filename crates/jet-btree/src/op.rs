//! Operations on pages: what changes, and nothing about when.
//!
//! Everything that changes a page of a tree is an operation, and every operation is a value. Work,
//! rollback and recovery end in the same code:
//!
//! 1. `check` looks at the latched pages and may refuse: no room, no such node.
//! 2. `record` writes the operation in the form of the log, `from_record` reads it back.
//! 3. `apply` changes the pages. It cannot fail, for the record is in the log by then.
//!
//! Operations are functions over the bytes of pages ([`Page`], [`PageMut`]). They know no pool, no
//! latch, no log and no transaction; whoever drives them does (`docs/write-path.md`).
//!
//! - [`PageOp`] changes one page. [`PageOp::record`] and [`PageOp::from_record`] are in `record.rs`;
//!   an [`Origin`] is what a record says beside the operation. Rollback makes its operations from
//!   what versions know ([`Undone`]).
//! - [`split`]: make a [`split::Plan`] from the latched path, give its levels their new pages,
//!   stamp it, log [`split::Level::record`] of each level and the record of the row operation
//!   (with the dbtime of the split and none before), then [`split::apply`] level by level, each
//!   with what [`split::Plan::incoming`] says comes in.
//! - [`merge`]: the same with [`merge::plan`]; levels are applied with [`merge::apply_branch`] and
//!   the last one with [`merge::apply_leaf`].
//! - [`create`]: the record is the operation.
//! - [`moves`]: for redo alone.
//! - [`redo`] takes records and macros and finds out, page by page, what is to be done.
//!
//! How many of a page's free bytes rollbacks may need back
//! ([`uncommitted_free_bytes`](Page::uncommitted_free_bytes)) is known to whoever knows the
//! versions. Splits and merges set it as planned; other operations only see to it that it is not
//! more than there is.
//!
//! Invariants, cited in code by number:
//! - O1. `apply` is called with the pages that `check` accepted, unchanged since.
//! - O2. Redo sees each page as `check` saw it: the dbtime before says so. What a record says is
//!   checked against the page all the same, for logs come from disk.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

pub mod create;
pub mod diff;
pub mod image;
mod lines;
pub mod merge;
pub mod moves;
mod prefix;
mod record;
pub mod redo;
pub mod split;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use jet_pager::{LineFlags, Page, PageFlags, PageMut};
use jet_types::{Dbtime, Pgno};

use crate::key::Key;
use crate::node::{Node, Stored, prefix_of};

pub use diff::Diff;
pub use record::{Origin, Undone};

/// The moments before and after an operation, on one page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// The page's dbtime before.
    pub before: Dbtime,
    /// Its dbtime after; all pages of one operation share it.
    pub after: Dbtime,
}

/// One change of one page.
#[derive(Clone, Debug)]
pub struct PageOp<'a> {
    /// The node, or where it is inserted, from 0. Operations on no node ignore it.
    pub line: usize,
    /// Whether the change leaves a version behind, which the node's flag then says.
    pub is_versioned: bool,
    /// What happens.
    pub edit: Edit<'a>,
}

/// What an operation does.
#[derive(Clone, Debug)]
pub enum Edit<'a> {
    /// A new node.
    Insert {
        /// Its key: what it takes from the page's prefix, as [`Stored::new`] chooses, and the rest.
        key: Key<'a>,
        /// Its data.
        data: &'a [u8],
    },
    /// A flag-deleted node lives again, as it was.
    Revive,
    /// A flag-deleted node lives again, with new data.
    ReviveWith {
        /// The new data.
        data: &'a [u8],
    },
    /// The node is marked deleted.
    FlagDelete,
    /// The node gets new data.
    Replace {
        /// The new data, whole or against the old.
        data: NewData<'a>,
    },
    /// The node goes. Only clean-up does this, when nobody sees the node any more.
    Remove,
    /// A number inside the data grows by `by`.
    Add(Delta),
    /// The external header is replaced: of a root its header, elsewhere the key prefix.
    SetHeader {
        /// The new one.
        data: &'a [u8],
    },
    /// Takes back an insert: the node is marked deleted.
    UndoInsert,
    /// Takes back a flag-delete.
    UndoFlagDelete,
    /// Takes back a replace.
    UndoReplace {
        /// The data before it.
        before: Cow<'a, [u8]>,
    },
    /// Takes back an addition.
    UndoAdd(Delta),
    /// Overwrites what is no longer needed. Recorded by older engines only.
    Scrub {
        /// Per node: 0 leave, 1 overwrite the data, 2 overwrite a piece of a long value. `None`: no
        /// node is needed.
        nodes: Option<&'a [u8]>,
    },
    /// The root, with one child left, becomes an empty leaf.
    EmptyRoot,
    /// The page is taken out of its tree.
    EmptyPage,
}

/// New data of a node.
#[derive(Clone, Copy, Debug)]
pub enum NewData<'a> {
    /// All of it.
    Whole(&'a [u8]),
    /// What differs from the old.
    Diff(Diff<'a>),
}

/// An addition to a number inside a node's data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Delta {
    /// Where the number is.
    pub offset: u16,
    /// What is added.
    pub by: i64,
    /// Whether it has 64 bits, else 32.
    pub is_wide: bool,
}

/// Why an operation does not fit a page.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refused {
    /// There is no room; a split makes some.
    #[error("{wanted} bytes into {room}")]
    NoRoom {
        /// Bytes needed.
        wanted: usize,
        /// Bytes there are.
        room: usize,
    },
    /// The page is not one this operation was made for.
    #[error("{0}")]
    Unfit(String),
}

impl Refused {
    fn unfit(what: impl Into<String>) -> Self {
        Self::Unfit(what.into())
    }
}

/// Whether a record's flags are those of a page in use. Pages with others are refused when read.
fn check_flags(bits: u32) -> Result<(), Refused> {
    let flags = PageFlags::from_bits(bits);
    let unused = [PageFlags::EMPTY, PageFlags::PRE_INIT, PageFlags::REPAIR];
    let is_both = flags.contains(PageFlags::LONG_VALUE.with(PageFlags::INDEX));
    if is_both || unused.into_iter().any(|unused| flags.contains(unused)) {
        return Err(Refused::unfit(format!("page flags {bits:#x}")));
    }
    Ok(())
}

/// Whether the pages that a record changes at once are different ones.
fn check_distinct(pages: &[Option<Pgno>]) -> Result<(), Refused> {
    let mut pages: Vec<Pgno> = pages.iter().copied().flatten().collect();
    let count = pages.len();
    pages.sort_unstable();
    pages.dedup();
    if pages.len() == count { Ok(()) } else { Err(Refused::unfit("one page in two places")) }
}

/// What scrubbing leaves of deleted data.
const SCRUBBED_DATA: u8 = b'D';
/// What it leaves of a piece of a long value, behind a byte that names a scheme of compression.
const SCRUBBED_PIECE: [u8; 2] = [4 << 3, b'L'];
/// What it leaves of bytes that no line uses, on a used and on an unused page.
const SCRUBBED_GAP: u8 = b'Z';
const SCRUBBED_PAGE: u8 = b'U';

impl<'a> Edit<'a> {
    /// A new node for this page, whose prefix it uses as far as it is worth it.
    pub fn insert(page: Page<'_>, key: &'a [u8], data: &'a [u8]) -> Self {
        let taken = Stored::new(prefix_of(page), Key::whole(key), data).taken();
        let (prefix, suffix) = key.split_at_checked(taken).unwrap_or((&[], key));
        Self::Insert { key: Key { prefix, suffix }, data }
    }
}

impl PageOp<'_> {
    /// Whether the operation fits the page, leaving `reserved` of its free bytes alone: those that
    /// rollbacks of others may need back. Rollback and redo reserve nothing.
    ///
    /// # Errors
    /// Why not. Nothing has happened then.
    pub fn check(&self, page: Page<'_>, reserved: usize) -> Result<(), Refused> {
        if page.tag_count() == 0 {
            return Err(Refused::unfit("the page is unused"));
        }
        let room = page.free_bytes().saturating_sub(reserved);
        match &self.edit {
            Edit::Insert { key, data } => check_insert(page, self.line, *key, data.len(), room),
            Edit::SetHeader { data } => grow(page.external_header().len(), data.len(), room),
            Edit::Scrub { nodes } => check_scrub(page, *nodes),
            Edit::EmptyRoot => check_empty_root(page),
            Edit::EmptyPage => Ok(()),
            Edit::Remove | Edit::Revive | Edit::FlagDelete => self.node(page).map(drop),
            Edit::UndoInsert | Edit::UndoFlagDelete => self.node(page).map(drop),
            Edit::ReviveWith { data } => self.check_data(page, data.len(), room),
            Edit::UndoReplace { before } => self.check_data(page, before.len(), room),
            Edit::Replace { data: NewData::Whole(data) } => self.check_data(page, data.len(), room),
            Edit::Replace { data: NewData::Diff(diff) } => {
                self.check_data(page, diff.new_len, room)?;
                let new = diff.apply(self.node(page)?.data);
                new.map(drop).ok_or_else(|| Refused::unfit("the edits do not fit the old data"))
            }
            Edit::Add(delta) | Edit::UndoAdd(delta) => {
                let number = delta.of(self.node(page)?.data);
                number.map(drop).ok_or_else(|| Refused::unfit("the number is outside the data"))
            }
        }
    }

    /// Does it (O1).
    ///
    /// # Panics
    /// When `check` would refuse.
    pub fn apply(&self, page: &mut PageMut<'_>) {
        let line = self.line;
        match &self.edit {
            Edit::Insert { key, data } => {
                let node = Stored::taking(key.prefix.len(), *key, data);
                page.insert(line, node.flags(self.mark(LineFlags::NONE)), &node.parts());
            }
            Edit::Revive => self.flag(page, LineFlags::NONE, LineFlags::DELETED),
            Edit::FlagDelete | Edit::UndoInsert => {
                self.flag(page, LineFlags::DELETED, LineFlags::NONE);
            }
            Edit::UndoFlagDelete => self.flag(page, LineFlags::NONE, LineFlags::DELETED),
            Edit::ReviveWith { data } => {
                self.set_data(page, data);
                self.flag(page, LineFlags::NONE, LineFlags::DELETED);
            }
            Edit::Replace { data: NewData::Whole(data) } => self.set_data(page, data),
            Edit::Replace { data: NewData::Diff(diff) } => {
                let new = self.here(page.page(), |node| diff.apply(node.data));
                self.set_data(page, &new.expect("O1: the edits fit"));
            }
            Edit::UndoReplace { before } => self.set_data(page, before),
            Edit::Remove => page.remove(line),
            Edit::Add(delta) => self.add(page, *delta),
            Edit::UndoAdd(delta) => self.add(page, Delta { by: delta.by.wrapping_neg(), ..*delta }),
            Edit::SetHeader { data } => page.set_external_header(&[data]),
            Edit::Scrub { nodes } => scrub(page, *nodes),
            Edit::EmptyRoot => {
                page.truncate(0);
                let flags = page.page().flags().without(PageFlags::PARENT_OF_LEAF);
                page.set_flags(flags.with(PageFlags::LEAF));
            }
            Edit::EmptyPage => empty_page(page),
        }
        keep_uncommitted_free_possible(page);
    }

    fn node<'p>(&self, page: Page<'p>) -> Result<Node<'p>, Refused> {
        let node = page.line(self.line).and_then(|line| Node::decode(line, page));
        let count = page.line_count();
        node.ok_or_else(|| Refused::unfit(format!("no node {} of {count}", self.line)))
    }

    fn check_data(&self, page: Page<'_>, len: usize, room: usize) -> Result<(), Refused> {
        let node = self.node(page)?;
        if len == 0 {
            return Err(Refused::unfit("a node without data"));
        }
        grow(node.data.len(), len, room)
    }

    /// Something of the node that `check` found.
    fn here<T>(&self, page: Page<'_>, f: impl FnOnce(Node<'_>) -> T) -> T {
        f(self.node(page).expect("O1: the node is there"))
    }

    fn mark(&self, flags: LineFlags) -> LineFlags {
        if self.is_versioned { flags.with(LineFlags::VERSIONED) } else { flags }
    }

    fn flag(&self, page: &mut PageMut<'_>, set: LineFlags, clear: LineFlags) {
        let flags = self.here(page.page(), |node| node.flags);
        page.set_line_flags(self.line, self.mark(flags.with(set).without(clear)));
    }

    fn set_data(&self, page: &mut PageMut<'_>, data: &[u8]) {
        let (keep, flags) = self.here(page.page(), |node| (node.key_bytes(), node.flags));
        page.replace(self.line, keep, self.mark(flags), &[data]);
    }

    fn add(&self, page: &mut PageMut<'_>, delta: Delta) {
        let (start, number) =
            self.here(page.page(), |node| (node.key_bytes(), delta.of(node.data)));
        let number = number.expect("O1: the number is there").wrapping_add(delta.by).to_le_bytes();
        let at = start.saturating_add(delta.offset.into());
        let (narrow, _) = number.split_at(4);
        page.overwrite(self.line, at, if delta.is_wide { &number } else { narrow });
        self.flag(page, LineFlags::NONE, LineFlags::NONE);
    }
}

impl Delta {
    /// The number in a node's data.
    fn of(self, data: &[u8]) -> Option<i64> {
        let bytes = data.get(usize::from(self.offset)..)?;
        if self.is_wide {
            return bytes.first_chunk().map(|bytes| i64::from_le_bytes(*bytes));
        }
        bytes.first_chunk().map(|bytes| i32::from_le_bytes(*bytes).into())
    }
}

fn check_insert(
    page: Page<'_>,
    line: usize,
    key: Key<'_>,
    data_len: usize,
    room: usize,
) -> Result<(), Refused> {
    let count = page.line_count();
    if line > count {
        return Err(Refused::unfit(format!("no place {line} among {count} nodes")));
    }
    if data_len == 0 {
        return Err(Refused::unfit("a node without data"));
    }
    if !prefix_of(page).starts_with(key.prefix) {
        return Err(Refused::unfit("the key takes what the page's prefix does not have"));
    }
    let node = Stored::taking(key.prefix.len(), key, &[]);
    let wanted = node.line_bytes().saturating_add(data_len);
    let wanted = wanted.saturating_add(4);
    if wanted > room { Err(Refused::NoRoom { wanted, room }) } else { Ok(()) }
}

/// Whether something may grow.
fn grow(from: usize, to: usize, room: usize) -> Result<(), Refused> {
    let wanted = to.saturating_sub(from);
    if wanted > room { Err(Refused::NoRoom { wanted, room }) } else { Ok(()) }
}

fn check_empty_root(page: Page<'_>) -> Result<(), Refused> {
    if page.flags().is_root() && !page.flags().is_leaf() && page.line_count() == 1 {
        return Ok(());
    }
    Err(Refused::unfit("the page is no root with a single child"))
}

fn check_scrub(page: Page<'_>, nodes: Option<&[u8]>) -> Result<(), Refused> {
    let Some(nodes) = nodes else { return Ok(()) };
    let all_nodes = (0..page.line_count())
        .all(|index| page.line(index).and_then(|line| Node::decode(line, page)).is_some());
    if nodes.len() == page.line_count() && all_nodes {
        return Ok(());
    }
    Err(Refused::unfit(format!("{} nodes to scrub of {}", nodes.len(), page.line_count())))
}

fn scrub(page: &mut PageMut<'_>, nodes: Option<&[u8]>) {
    for (index, action) in nodes.unwrap_or(&[]).iter().enumerate() {
        let op = PageOp { line: index, is_versioned: false, edit: Edit::Remove };
        let (start, len, flags) =
            op.here(page.page(), |node| (node.key_bytes(), node.data.len(), node.flags));
        let mut fill = match action {
            1 => vec![SCRUBBED_DATA; len],
            2 => vec![SCRUBBED_PIECE[1]; len],
            _ => continue,
        };
        if let (2, Some(first)) = (action, fill.first_mut()) {
            *first = SCRUBBED_PIECE[0];
        }
        page.overwrite(index, start, &fill);
        page.set_line_flags(index, flags.without(LineFlags::VERSIONED));
    }
    if nodes.is_none() {
        page.truncate(0);
    }
    page.fill_unused(if nodes.is_some() { SCRUBBED_GAP } else { SCRUBBED_PAGE });
    page.set_flags(page.page().flags().with(PageFlags::SCRUBBED));
}

/// Marks a page as taken out of its tree. Its links stay, stale.
pub(crate) fn empty_page(page: &mut PageMut<'_>) {
    page.truncate(0);
    if page.page().tag_count() > 0 {
        page.set_external_header(&[]);
    }
    page.set_flags(page.page().flags().with(PageFlags::EMPTY));
    keep_uncommitted_free_possible(page);
}

/// The count of free bytes that rollbacks may need is kept by whoever knows the versions. Here it
/// is only kept possible.
pub(crate) fn keep_uncommitted_free_possible(page: &mut PageMut<'_>) {
    let (kept, free) = (page.page().uncommitted_free_bytes(), page.page().free_bytes());
    if kept > free {
        page.set_uncommitted_free(free);
    }
}
