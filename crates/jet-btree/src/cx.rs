//! What a call may see.

use jet_pager::{BufferPool, Db, ReadPage};
use jet_types::Pgno;

use crate::error::Result;
use crate::node::Node;

/// What a reading call needs, by reference: where pages come from, and which states it sees.
#[derive(Clone, Copy, Debug)]
pub struct ReadCx<'a> {
    /// Pages in memory.
    pub pool: &'a BufferPool,
    /// The database they are of.
    pub db: &'a Db,
    /// Which state of each node is seen.
    pub view: View,
}

/// Which state of each node a reader sees.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View {
    /// What is on the pages; deleted nodes are not there. Right for files nobody changes.
    Raw,
}

impl<'a> ReadCx<'a> {
    /// A reader of a file that nobody changes.
    pub fn raw(pool: &'a BufferPool, db: &'a Db) -> Self {
        Self { pool, db, view: View::Raw }
    }

    /// Latches a page to read.
    ///
    /// # Errors
    /// See [`BufferPool::read`].
    pub fn read(&self, pgno: Pgno) -> Result<ReadPage<'a>> {
        Ok(self.pool.read(self.db, pgno)?)
    }

    /// Whether a leaf node is there for this reader.
    pub(crate) fn sees(&self, node: &Node<'_>) -> bool {
        match self.view {
            View::Raw => !node.flags.is_deleted(),
        }
    }
}
