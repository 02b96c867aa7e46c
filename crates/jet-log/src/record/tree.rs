//! Changes of several pages at once: splits, merges, moves. All but emptying a tree stand between
//! a [`Macro`](super::Macro) begin and commit, and are replayed there as one.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_types::{DbId, Dbtime, Objid, Pgno, Procid};
use zerocopy::little_endian::{U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use super::Value;
use super::change::{NodeChange, PageChange};
use crate::codec::{Decoded, Decoder, Element, Fixed, Place, See, bits, choice, fixed, record};

fixed! {
    /// How a page is split. Source: ESE `logapi.hxx`, `LRSPLIT_`.
    ///
    /// One record for each level, the one nearest the root first. A level that only gets a pointer
    /// to a new page has no new page itself and no lines.
    pub struct SplitPlan {
        /// The page to be split, or to get a pointer.
        pub page: PageChange,
        /// The new page.
        pub new: Option<Pgno>,
        /// The page to the right, on leaves.
        pub right: Option<Pgno>,
        /// Its dbtime before.
        pub right_before: Option<Dbtime>,
        /// The parent.
        pub parent: Option<Pgno>,
        /// Its dbtime before.
        pub parent_before: Option<Dbtime>,
        /// Root of the tree.
        pub fdp: Pgno,
        /// Object of the tree.
        pub objid: Objid,
        /// Where lines go.
        pub kind: SplitKind,
        /// What the row operation is, which follows the record of the leaf.
        pub oper: SplitOper,
        /// The line the row operation is about; in a parent, the line of the child.
        pub oper_line: u16,
        /// The first line that goes to the new page.
        pub split_line: u16,
        /// Lines of both pages after the row operation.
        pub line_count: u16,
        /// Flags of the new page.
        pub new_page_flags: u32,
        /// Flags of the page that is split.
        pub split_page_flags: u32,
        /// Uncommitted free bytes of the page that is split, afterwards.
        pub split_uncommitted_free: i16,
        /// Uncommitted free bytes of the new page.
        pub new_uncommitted_free: i16,
        /// The line whose key becomes the prefix of the page that is split.
        pub split_prefix_line: Option<PrefixLine>,
        /// The line, from `split_line` on, whose key becomes the prefix of the new page.
        pub new_prefix_line: Option<PrefixLine>,
    }
}

choice! {
    /// Where the lines of a page go when it is split.
    pub enum SplitKind(u8) {
        /// All to a new page below: the tree grows by a level.
        Vertical = 0,
        /// Some to a new page at the right.
        Right = 1,
        /// None: the new page at the right end of the tree takes the new row alone.
        Append = 2,
    }
}

choice! {
    /// What the row operation of a split is.
    pub enum SplitOper(u8) {
        /// There is none.
        None = 0,
        /// [`Insert`](super::Insert).
        Insert = 1,
        /// [`Replace`](super::Replace).
        Replace = 2,
        /// [`FlagInsertAndReplaceData`](super::FlagInsertAndReplaceData).
        FlagInsertAndReplaceData = 3,
    }
}

/// The line whose key becomes the prefix of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PrefixLine(pub u32);

/// All ones are none.
impl Fixed<'_> for Option<PrefixLine> {
    const BYTES: usize = 4;

    fn get(from: &mut Decoder<'_>) -> Decoded<Self> {
        let line = <u32 as Fixed>::get(from)?;
        Ok((line != u32::MAX).then_some(PrefixLine(line)))
    }

    fn put(&self, to: &mut impl Place) {
        Fixed::put(&self.map_or(u32::MAX, |line| line.0), to);
    }

    fn show(&self, name: &'static str, see: See<'_>) {
        see(name, self.map_or(Value::None, |line| Value::Number(line.0.into())));
    }
}

record! {
    /// A page is split. Source: ESE `logapi.hxx`, `LRSPLITNEW`.
    pub struct Split2<'a> {
        /// How.
        pub plan: SplitPlan,
        /// The prefix of the page before.
        pub old_prefix: &'a [u8] => u16,
        /// The prefix of the page afterwards.
        pub new_prefix: &'a [u8] => u16,
        /// The separator to be put into the parent.
        pub parent_key: &'a [u8] => u16,
        /// How the image is packed.
        pub image_flags: ImageFlags,
        /// The page before the change, but with its dbtime after it; see `docs/format/log.md`.
        pub image: &'a [u8] => u32,
    }
    tail: parent_key, old_prefix, new_prefix, image;
}

record! {
    /// A page is split, as logged by engines before Windows 7. Cannot be replayed.
    /// Source: ESE `logapi.hxx`, `LRSPLITOLD`.
    pub struct Split<'a> {
        /// How.
        pub plan: SplitPlan,
        /// The prefix of the page before.
        pub old_prefix: &'a [u8] => u16,
        /// The prefix of the page afterwards.
        pub new_prefix: &'a [u8] => u16,
        /// The separator to be put into the parent.
        pub parent_key: &'a [u8] => u16,
    }
    tail: parent_key, old_prefix, new_prefix;
}

bits! {
    /// How the image of a page is packed.
    pub struct ImageFlags(u32) {
        /// Free bytes in the middle were left out.
        DEHYDRATED = 1,
        /// The rest was compressed.
        COMPRESSED = 2,
    }
}

fixed! {
    /// How a page is merged with its neighbour. Source: ESE `logapi.hxx`, `LRMERGE_`.
    ///
    /// One record for each level that changes, the one nearest the root first.
    pub struct MergePlan {
        /// The page to be emptied, at least in part; its line is the one that led to the merge.
        pub page: PageChange,
        /// The page to the right.
        pub right: Option<Pgno>,
        /// Its dbtime before.
        pub right_before: Option<Dbtime>,
        /// The page to the left.
        pub left: Option<Pgno>,
        /// Its dbtime before.
        pub left_before: Option<Dbtime>,
        /// The parent.
        pub parent: Option<Pgno>,
        /// Its dbtime before.
        pub parent_before: Option<Dbtime>,
        /// Root of the tree.
        pub fdp: Pgno,
        /// Object of the tree.
        pub objid: Objid,
        /// Bytes that move.
        pub moved_bytes: u16,
        /// Bytes that moved lines may need if their transactions are undone.
        pub moved_max_bytes: u16,
        /// Uncommitted free bytes of the page that takes the lines.
        pub dest_uncommitted_free: u16,
        /// The first line to move right, or the last to move left.
        pub merge_line: u16,
        /// What happens to the page in an inner level.
        pub flags: MergeFlags as "merge_flags",
        /// What happens to the page on the leaf level.
        pub kind: MergeKind,
    }
}

bits! {
    /// What happens to a page in a merge.
    pub struct MergeFlags(u8) {
        /// The key of its line changes.
        KEY_CHANGE = 1,
        /// Its line goes.
        DELETE_NODE = 2,
        /// It becomes empty.
        EMPTY_PAGE = 4,
    }
}

choice! {
    /// What happens to the leaf of a merge.
    pub enum MergeKind(u8) {
        /// Not a leaf.
        None = 0,
        /// It had nothing left and goes.
        EmptyPage = 1,
        /// Its lines move right and it goes.
        FullRight = 2,
        /// Some lines move right.
        PartialRight = 3,
        /// The tree had nothing left.
        EmptyTree = 4,
        /// Its lines move left and it goes.
        FullLeft = 5,
        /// Some lines move left.
        PartialLeft = 6,
        /// It moves to another place.
        PageMove = 7,
    }
}

record! {
    /// A page is merged with its neighbour. Source: ESE `logapi.hxx`, `LRMERGENEW`.
    pub struct Merge2<'a> {
        /// How.
        pub plan: MergePlan,
        /// The new separator, in the record of the leaf alone.
        pub parent_key: &'a [u8] => u16,
        /// How the image is packed.
        pub image_flags: ImageFlags,
        /// The page before the change, but with its dbtime after it.
        pub image: &'a [u8] => u32,
    }
    tail: parent_key, image;
}

record! {
    /// A page is merged, as logged by engines before Windows 7. Cannot be replayed.
    /// Source: ESE `logapi.hxx`, `LRMERGEOLD`.
    pub struct Merge<'a> {
        /// How.
        pub plan: MergePlan,
        /// The new separator, in the record of the leaf alone.
        pub parent_key: &'a [u8] => u16,
    }
    tail: parent_key;
}

record! {
    /// A tree loses all its pages but the root. Source: ESE `logapi.hxx`, `LREMPTYTREE`.
    pub struct EmptyTree<'a> {
        /// The root.
        pub node: NodeChange,
        /// The other pages.
        pub pages: &'a [EmptiedPage] => u16,
    }
    tail: pages;
}

/// A page taken out of its tree. Source: ESE `btsplit.hxx`, `EMPTYPAGE`.
///
/// | bytes  | field           | meaning                |
/// |--------|-----------------|------------------------|
/// | 0..8   | `dbtime_before` | its dbtime before      |
/// | 8..12  | `pgno`          | its number             |
/// | 12..16 | `flags`         | its flags              |
#[derive(
    FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Clone, Copy, PartialEq, Eq, Debug,
)]
#[repr(C)]
pub struct EmptiedPage {
    /// See the table.
    pub dbtime_before: U64,
    /// See the table.
    pub pgno: U32,
    /// See the table.
    pub flags: U32,
}
const _: () = assert!(size_of::<EmptiedPage>() == 16);

impl Element for EmptiedPage {
    fn value(list: &[Self]) -> Value<'_> {
        Value::EmptiedPages(list)
    }
}

record! {
    /// A page moves to another place. Source: ESE `logapi.hxx`, `LRPAGEMOVE`.
    pub struct PageMove<'a> {
        /// The page that moves, and its dbtimes.
        pub page: PageChange,
        /// Where it goes.
        pub dest: Pgno,
        /// The page to the left.
        pub left: Option<Pgno>,
        /// The page to the right.
        pub right: Option<Pgno>,
        /// The parent.
        pub parent: Option<Pgno>,
        /// Dbtime of the page to the left before.
        pub left_before: Option<Dbtime>,
        /// Dbtime of the page to the right before.
        pub right_before: Option<Dbtime>,
        /// Dbtime of the parent before.
        pub parent_before: Option<Dbtime>,
        /// Root of the tree.
        pub fdp: Pgno,
        /// Object of the tree.
        pub objid: Objid,
        /// Line of the page in its parent.
        pub parent_line: i32,
        /// Whether it is a root, and of what.
        pub flags: MoveFlags as "move_flags",
        /// The page up to its free bytes, before the change.
        pub head: &'a [u8] => u32,
        /// The page from its free bytes on.
        pub trailer: &'a [u8] => u32,
    }
    tail: head, trailer;
}

bits! {
    /// Whether a page that moves is a root.
    pub struct MoveFlags(u32) {
        /// The root of a tree.
        ROOT = 1,
        /// The root of its owned extents.
        ROOT_OWNED = 2,
        /// The root of its available extents.
        ROOT_AVAILABLE = 4,
    }
}

fixed! {
    /// The root of a tree moves, with those of its space trees: the records up to the commit of
    /// the macro say how. Source: ESE `logapi.hxx`, `LRROOTPAGEMOVE`.
    pub struct RootPageMove {
        /// Dbtime of all pages afterwards.
        pub dbtime: Dbtime,
        /// The database.
        pub dbid: DbId,
        /// The tree.
        pub objid: Objid,
        /// The session.
        pub procid: Procid,
    }
}

fixed! {
    /// A page is taken into use. Source: ESE `logapi.hxx`, `LRNEWPAGE`.
    pub struct NewPage {
        /// The session.
        pub procid: Procid,
        /// The database.
        pub dbid: DbId,
        /// The page.
        pub pgno: Pgno,
        /// The object it belongs to.
        pub objid: Objid,
        /// Its dbtime afterwards.
        pub dbtime: Dbtime,
    }
}
