//! Where a cursor stands in a tree between calls: a bookmark, a hint where it was last seen, and
//! whether that is a node, a place between nodes, or an end.

use jet_pager::{PageVersion, ReadPage};
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

/// What is where a bookmark points.
#[derive(Debug)]
pub enum Found<'a> {
    /// The node, seen by this reader.
    Seen(Latched<'a>),
    /// The node, but not for this reader: deleted, or not there yet.
    Unseen,
    /// No such node.
    Missing,
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

    /// Points to a node that may or may not exist.
    pub fn assign(&mut self, key: &[u8], data: &[u8]) {
        self.key.clear();
        self.key.extend_from_slice(key);
        self.data.clear();
        self.data.extend_from_slice(data);
        self.hint = None;
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

    /// Latches the node again, if it is there and seen.
    ///
    /// # Errors
    /// What reading a page may give.
    pub fn find<'a>(&self, cx: &ReadCx<'a>, tree: &Tree) -> Result<Found<'a>> {
        let (page, index, is_there) = match self.hinted(cx)? {
            Some((page, index)) => (page, index, true),
            None => tree.spot(cx, &self.key, &self.data)?,
        };
        if !is_there {
            return Ok(Found::Missing);
        }
        Ok(Latched::on(cx, tree, page, index)?.map_or(Found::Unseen, Found::Seen))
    }

    /// The first seen node after this place, whether or not a node is here.
    ///
    /// # Errors
    /// What reading a page may give.
    pub fn next<'a>(&self, cx: &ReadCx<'a>, tree: &Tree) -> Result<Option<Latched<'a>>> {
        match self.hinted(cx)? {
            Some((page, index)) => tree.forward(cx, page, index + 1),
            None => tree.seek(cx, &self.key, &self.data, Seek::After),
        }
    }

    /// The last seen node before this place, whether or not a node is here.
    ///
    /// # Errors
    /// What reading a page may give.
    pub fn prev<'a>(&self, cx: &ReadCx<'a>, tree: &Tree) -> Result<Option<Latched<'a>>> {
        match self.hinted(cx)? {
            Some((page, index)) => tree.backward(cx, page, index),
            None => tree.seek(cx, &self.key, &self.data, Seek::Before),
        }
    }

    /// The page and line of the node, if the page has not changed since.
    fn hinted<'a>(&self, cx: &ReadCx<'a>) -> Result<Option<(ReadPage<'a>, usize)>> {
        let Some(hint) = self.hint.filter(|hint| cx.pool.is_current(hint.version)) else {
            return Ok(None);
        };
        let page = cx.read(hint.pgno)?;
        let is_same = page.version() == hint.version;
        Ok(is_same.then_some((page, hint.index)))
    }
}

/// Where a cursor stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Place {
    /// Before all nodes.
    #[default]
    BeforeFirst,
    /// On a node, or where it was.
    On,
    /// Between nodes: where a node would be that was looked for.
    Between,
    /// After all nodes.
    AfterLast,
}

/// What a cursor finds when it looks where it stands.
#[derive(Debug)]
pub enum Standing<'a> {
    /// Its node.
    Here(Latched<'a>),
    /// Its node is not there any more, or not for this reader.
    Deleted,
    /// It stands on no node.
    Nowhere,
}

/// Where a cursor stands, with what names the place.
#[derive(Clone, Debug, Default)]
pub struct Currency {
    place: Place,
    bookmark: Bookmark,
}

impl Currency {
    /// Where it stands.
    pub fn place(&self) -> Place {
        self.place
    }

    /// What names the place, unless it is an end.
    pub fn bookmark(&self) -> Option<&Bookmark> {
        matches!(self.place, Place::On | Place::Between).then_some(&self.bookmark)
    }

    /// The node it is on, or was last on before it went to an end.
    pub fn last_bookmark(&self) -> &Bookmark {
        &self.bookmark
    }

    /// Goes before all nodes.
    pub fn before_first(&mut self) {
        self.place = Place::BeforeFirst;
    }

    /// Goes after all nodes.
    pub fn after_last(&mut self) {
        self.place = Place::AfterLast;
    }

    /// Goes to a node that is believed to exist; whether it does shows when it is looked for.
    pub fn goto(&mut self, key: &[u8], data: &[u8]) {
        self.bookmark.assign(key, data);
        self.place = Place::On;
    }

    /// Goes where a node would be that is not there.
    pub fn stand_between(&mut self, key: &[u8], data: &[u8]) {
        self.bookmark.assign(key, data);
        self.place = Place::Between;
    }

    /// Goes to a latched node.
    ///
    /// # Errors
    /// [`BtreeError::Corrupt`](crate::BtreeError::Corrupt).
    pub fn set(&mut self, tree: &Tree, latched: &Latched<'_>) -> Result<()> {
        self.bookmark.set(tree, latched)?;
        self.place = Place::On;
        Ok(())
    }

    /// Latches the node it stands on.
    ///
    /// # Errors
    /// What reading a page may give.
    pub fn look<'a>(&self, cx: &ReadCx<'a>, tree: &Tree) -> Result<Standing<'a>> {
        if self.place != Place::On {
            return Ok(Standing::Nowhere);
        }
        Ok(match self.bookmark.find(cx, tree)? {
            Found::Seen(latched) => Standing::Here(latched),
            Found::Unseen | Found::Missing => Standing::Deleted,
        })
    }

    /// The node after the place. The currency stays.
    ///
    /// # Errors
    /// What reading a page may give.
    pub fn next<'a>(&self, cx: &ReadCx<'a>, tree: &Tree) -> Result<Option<Latched<'a>>> {
        match self.place {
            Place::BeforeFirst => tree.first(cx),
            Place::On | Place::Between => self.bookmark.next(cx, tree),
            Place::AfterLast => Ok(None),
        }
    }

    /// The node before the place. The currency stays.
    ///
    /// # Errors
    /// What reading a page may give.
    pub fn prev<'a>(&self, cx: &ReadCx<'a>, tree: &Tree) -> Result<Option<Latched<'a>>> {
        match self.place {
            Place::BeforeFirst => Ok(None),
            Place::On | Place::Between => self.bookmark.prev(cx, tree),
            Place::AfterLast => tree.last(cx),
        }
    }
}
