//! Where a cursor stands between calls: a bookmark, and a hint where it was last seen.

use jet_pager::PageVersion;
use jet_types::Pgno;

use crate::cx::ReadCx;
use crate::error::Result;
use crate::node::Node;
use crate::tree::{Latched, Seek, Tree};

/// The name of a node: its key, and in a non-unique tree its data. Reused without allocation.
#[derive(Clone, Debug, Default)]
pub struct Bookmark {
    key: Vec<u8>,
    data: Vec<u8>,
    hint: Option<Hint>,
}

/// The node was on this line when the page was at this version; while it still is, it is.
#[derive(Clone, Copy, Debug)]
struct Hint {
    pgno: Pgno,
    version: PageVersion,
    index: usize,
}

impl Bookmark {
    /// A bookmark of a node that may or may not exist.
    pub fn new(key: &[u8], data: &[u8]) -> Self {
        Self { key: key.to_vec(), data: data.to_vec(), hint: None }
    }

    /// The key.
    pub fn key(&self) -> &[u8] {
        &self.key
    }

    /// The data; empty in a unique tree.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Remembers a latched node.
    ///
    /// # Errors
    /// [`BtreeError::Corrupt`](crate::BtreeError::Corrupt).
    pub fn set(&mut self, tree: &Tree, latched: &Latched<'_>) -> Result<()> {
        self.set_node(tree, &latched.node()?);
        let page = latched.page();
        let (pgno, version) = (page.pgno(), page.version());
        self.hint = Some(Hint { pgno, version, index: latched.index() });
        Ok(())
    }

    /// Takes the name of a node, without a hint.
    pub(crate) fn set_node(&mut self, tree: &Tree, node: &Node<'_>) {
        self.key.clear();
        node.key.append_to(&mut self.key);
        self.data.clear();
        if !tree.is_unique {
            self.data.extend_from_slice(node.data);
        }
        self.hint = None;
    }

    /// Latches the node again, or `None` when it is not there any more.
    ///
    /// # Errors
    /// What reading a page may give.
    pub fn latch<'a>(&self, cx: &ReadCx<'a>, tree: &Tree) -> Result<Option<Latched<'a>>> {
        if let Some(hint) = self.hint
            && cx.pool.is_current(hint.version)
        {
            let page = cx.read(hint.pgno)?;
            if page.version() == hint.version {
                return Ok(Latched::on(cx, tree, page, hint.index)?.ok());
            }
        }
        let Some(found) = tree.seek(cx, &self.key, &self.data, Seek::AtOrAfter)? else {
            return Ok(None);
        };
        let node = found.node()?;
        let same = node.key.compare(&self.key).is_eq()
            && (tree.is_unique || node.data == self.data.as_slice());
        Ok(same.then_some(found))
    }
}
