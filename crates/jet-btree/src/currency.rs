//! Where a cursor stands between calls: a bookmark, and a hint where it was last seen.

use jet_types::{Dbtime, Pgno};

use crate::cx::ReadCx;
use crate::error::Result;
use crate::tree::{Latched, Seek, Tree};

/// The name of a node: its key, and in a non-unique tree its data. Reused without allocation.
#[derive(Clone, Debug, Default)]
pub struct Bookmark {
    key: Vec<u8>,
    data: Vec<u8>,
    hint: Option<Hint>,
}

/// The node was on this line when the page had this dbtime; while it still has, it is.
#[derive(Clone, Copy, Debug)]
struct Hint {
    pgno: Pgno,
    dbtime: Dbtime,
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
        let node = latched.node()?;
        self.key.clear();
        node.key.append_to(&mut self.key);
        self.data.clear();
        if !tree.is_unique {
            self.data.extend_from_slice(node.data);
        }
        let page = latched.page();
        self.hint =
            Some(Hint { pgno: page.pgno(), dbtime: page.page().dbtime(), index: latched.index() });
        Ok(())
    }

    /// Latches the node again, or `None` when it is not there any more.
    ///
    /// # Errors
    /// What reading a page may give.
    pub fn latch<'a>(&self, cx: &ReadCx<'a>, tree: &Tree) -> Result<Option<Latched<'a>>> {
        if let Some(hint) = self.hint {
            let page = cx.read(hint.pgno)?;
            let view = page.page();
            if view.dbtime() == hint.dbtime && view.objid() == tree.objid {
                return Ok(Some(Latched::on(page, hint.index)));
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
