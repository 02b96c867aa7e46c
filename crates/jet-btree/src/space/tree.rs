//! The two trees that hold a tree's extents, as they change.
//!
//! Whoever changes them holds the root of the tree whose space it is. Their own splits take pages
//! from a buffer in their root, filled beforehand (`reserve.rs`), so that writing space down never
//! needs space that is not written down.

use jet_log::record::ChangeFlags;
use jet_pager::WritePage;
use jet_types::Pgno;

use super::{Extent, Pool, available_node};
use crate::change::{self, Subject};
use crate::cx::ReadCx;
use crate::error::{BtreeError, Result};
use crate::op::split::Row;
use crate::op::{Edit, PageOp};
use crate::structure::{Job, RootLatch};
use crate::tree::{Seek, Tree, Versioning, insertion};
use crate::writer::{WriteCx, Writer};

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Owned,
    Available,
}

/// One of the two trees.
#[derive(Clone, Copy, Debug)]
pub(super) struct SpaceTree {
    pub(super) kind: Kind,
    /// The tree whose space it keeps.
    pub(super) owner: Pgno,
    pub(super) tree: Tree,
}

/// What is kept of two runs of pages in a space tree's root: last page and count of each.
pub(super) type Buffer = [(u32, u32); 2];

impl SpaceTree {
    pub(super) fn new(kind: Kind, owner: &Tree, root: Pgno) -> Self {
        Self { kind, owner: owner.root, tree: Tree::new(root, owner.objid, true) }
    }

    fn subject<'a>(&'a self, key: &'a [u8]) -> Subject<'a> {
        let flags = ChangeFlags::UNIQUE.with(ChangeFlags::SPACE);
        Subject { tree: &self.tree, fdp: self.owner, key, data: &[], flags }
    }

    /// Writes an extent of the general pool down.
    pub(super) fn insert(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        extent: Extent,
    ) -> Result<()> {
        let (key, data) = (extent.last().to_be_bytes(), extent.count.to_le_bytes());
        let subject = self.subject(&key);
        loop {
            let mut leaf = self.tree.leaf_for(&cx.raw(), cx, &key, &[])?;
            let place = self.tree.place(leaf.page(), leaf.pgno(), &subject)?;
            if place.is_there && !place.is_deleted {
                return Err(self.corrupt(format!("{extent:?} is there already")));
            }
            let (row, versioning) = (insertion(place, &key, &data), Versioning::Unversioned);
            let done = self
                .tree
                .perform_row(cx, writer, &mut leaf, &subject, place.line, row, versioning)?;
            drop(leaf);
            if done || self.split(cx, writer, &subject, row)? {
                return Ok(());
            }
        }
    }

    fn split(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        subject: &Subject<'_>,
        row: Row<'_>,
    ) -> Result<bool> {
        let mut root = RootLatch::take(cx, self.tree.root)?;
        let job = Job { subject, row, versioning: Versioning::Unversioned };
        job.split_from(cx, writer, &mut root, &mut |writer, root, _| {
            self.take_buffered(cx, writer, root)
        })
    }

    /// Changes how many pages an extent has; its last page, which is its key, stays.
    pub(super) fn set_count(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        last: u32,
        count: u32,
    ) -> Result<()> {
        let (key, data) = (last.to_be_bytes(), count.to_le_bytes());
        let row = Row::Replace { data: &data };
        self.on_node(cx, writer, &key, |writer, leaf, subject, line| {
            let versioning = Versioning::Unversioned;
            let done = self.tree.perform_row(cx, writer, leaf, subject, line, row, versioning)?;
            assert!(done, "a count of the same width needs no room");
            Ok(())
        })
    }

    /// Takes an extent out. The last node of a page is only marked, so that no page gets empty.
    pub(super) fn remove(&self, cx: &WriteCx<'_>, writer: &mut Writer, last: u32) -> Result<()> {
        self.remove_key(cx, writer, &last.to_be_bytes())
    }

    pub(super) fn remove_key(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        key: &[u8],
    ) -> Result<()> {
        self.on_node(cx, writer, key, |writer, leaf, subject, line| {
            let is_last = leaf.page().line_count() == 1 && !leaf.page().flags().is_root();
            let edit = if is_last { Edit::FlagDelete } else { Edit::Remove };
            let op = PageOp { line, is_versioned: false, edit };
            change::perform(cx, writer, leaf, subject, &op, [None, None]).map(drop)
        })
    }

    fn on_node(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        key: &[u8],
        change: impl FnOnce(&mut Writer, &mut WritePage<'_>, &Subject<'_>, usize) -> Result<()>,
    ) -> Result<()> {
        let subject = self.subject(key);
        let mut leaf = self.tree.leaf_for(&cx.raw(), cx, key, &[])?;
        let place = self.tree.place(leaf.page(), leaf.pgno(), &subject)?;
        if !place.is_there || place.is_deleted {
            return Err(self.corrupt(format!("no extent {key:02x?}")));
        }
        change(writer, &mut leaf, &subject, place.line)
    }

    /// The first extent of the general pool whose last page is at or after `from` and that is good
    /// enough.
    pub(super) fn find(
        &self,
        cx: &ReadCx<'_>,
        from: u32,
        is_good: impl Fn(Extent) -> bool,
    ) -> Result<Option<Extent>> {
        let mut at = self.tree.seek(cx, &from.to_be_bytes(), &[], Seek::AtOrAfter)?;
        while let Some(latched) = at {
            let node = latched.node()?;
            let mut key = [0; 5];
            let Some(key) = key.get_mut(..node.key.len()) else {
                return Err(self.corrupt(format!("key {:?}", node.key)));
            };
            key.iter_mut().zip(node.key.bytes()).for_each(|(to, from)| *to = from);
            match available_node(latched.page().pgno(), key, node.data)? {
                Some((extent, Pool::General)) if is_good(extent) => return Ok(Some(extent)),
                Some((_, Pool::General)) | None => {}
                Some(_) => return Ok(None),
            }
            at = self.tree.next(cx, latched)?;
        }
        Ok(None)
    }

    /// The last extent, in page order.
    pub(super) fn last(&self, cx: &ReadCx<'_>) -> Result<Option<Extent>> {
        let Some(latched) = self.tree.last(cx)? else { return Ok(None) };
        let node = latched.node()?;
        let found = available_node(latched.page().pgno(), &node.key.to_vec(), node.data)?;
        Ok(found.map(|(extent, _)| extent))
    }

    /// The buffer as the root has it; one of old files is empty.
    pub(super) fn buffer(&self, root: &RootLatch<'_>) -> Buffer {
        let bytes = root.page().external_header();
        let mut buffer = Buffer::default();
        for (place, [a, b, c, d, e, f, g, h]) in buffer.iter_mut().zip(bytes.as_chunks::<8>().0) {
            let last = u32::from_le_bytes([*a, *b, *c, *d]);
            *place = (last, u32::from_le_bytes([*e, *f, *g, *h]));
        }
        buffer
    }

    /// Writes the buffer down.
    pub(super) fn set_buffer(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        root: &mut RootLatch<'_>,
        buffer: Buffer,
    ) -> Result<()> {
        let words = buffer.iter().flat_map(|(last, count)| [*last, *count]);
        let data: Vec<u8> = words.flat_map(u32::to_le_bytes).collect();
        root.write(|page| set_header(cx, writer, page, &self.subject(&[]), &data))
    }

    /// A page for a split of this tree.
    fn take_buffered(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        root: &mut RootLatch<'_>,
    ) -> Result<Pgno> {
        let mut buffer = self.buffer(root);
        let [(_, first), (_, second)] = buffer;
        let use_first = first > 0 && (second == 0 || first <= second);
        let [one, two] = &mut buffer;
        let (last, count) = if use_first { one } else { two };
        let page = Extent::ending_at(*last, *count).map(|extent| extent.first);
        let page = page.ok_or_else(|| self.corrupt("its split buffer is empty".to_owned()))?;
        *count = count.saturating_sub(1);
        self.set_buffer(cx, writer, root, buffer)?;
        Ok(page)
    }

    pub(super) fn corrupt(&self, what: String) -> BtreeError {
        let pgno = self.tree.root;
        match self.kind {
            Kind::Owned => BtreeError::OwnedExtents { pgno, what },
            Kind::Available => BtreeError::AvailableExtents { pgno, what },
        }
    }
}

/// Replaces the external header of a latched page.
pub(super) fn set_header(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    page: &mut WritePage<'_>,
    subject: &Subject<'_>,
    data: &[u8],
) -> Result<()> {
    let op = PageOp { line: 0, is_versioned: false, edit: Edit::SetHeader { data } };
    match change::perform(cx, writer, page, subject, &op, [None, None])? {
        change::Attempt::Done => Ok(()),
        change::Attempt::NoRoom => {
            Err(BtreeError::corrupt(page.pgno(), "its root header finds no room"))
        }
    }
}
