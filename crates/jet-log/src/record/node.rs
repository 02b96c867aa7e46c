//! Changes of single nodes.
//!
//! Replaying a record of a versioned change recreates its version, whether or not the page needs
//! the change: the undo pass finds versions, not pages.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_types::{Level, Pgno, Rceid};

use super::change::{NodeChange, PageChange, VersionOper};
use crate::codec::{Decoded, Decoder, Fixed, Layout, Place, See, Tail, bits, fixed, record};

record! {
    /// A node is put on a page. Source: ESE `logapi.hxx`, `LRINSERT`.
    pub struct Insert<'a> {
        /// Where.
        pub node: NodeChange,
        /// The rest of the key.
        pub suffix: &'a [u8] => u16,
        /// The part of the key that the node shares with the page's prefix and does not store.
        pub prefix: &'a [u8] => u16,
        /// The data.
        pub data: &'a [u8] => u16,
    }
    tail: prefix, suffix, data;
}

record! {
    /// A node marked deleted is deleted no more. Source: ESE `logapi.hxx`, `LRFLAGINSERT`.
    pub struct FlagInsert<'a> {
        /// Where.
        pub node: NodeChange,
        /// Its key.
        pub key: &'a [u8] => u16,
        /// Its data, unchanged.
        pub data: &'a [u8] => u16,
    }
    tail: key, data;
}

record! {
    /// A node marked deleted is deleted no more, and has new data.
    /// Source: ESE `logapi.hxx`, `LRFLAGINSERTANDREPLACEDATA`.
    pub struct FlagInsertAndReplaceData<'a> {
        /// Where.
        pub node: NodeChange,
        /// Its key.
        pub key: &'a [u8] => u16,
        /// Its new data.
        pub data: &'a [u8] => u16,
        /// Ties the replacement to its version; the insertion has that of `node`.
        pub rceid_replace: Rceid,
    }
    tail: key, data;
}

fixed! {
    /// A node is marked deleted, or taken off its page.
    /// Source: ESE `logapi.hxx`, `LRFLAGDELETE` and `LRDELETE`.
    pub struct Delete {
        /// Where.
        pub node: NodeChange,
    }
}

/// Data of a node is replaced. Source: ESE `logapi.hxx`, `LRREPLACE`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Replace<'a> {
    /// Where.
    pub node: NodeChange,
    /// Length of the data before.
    pub old_bytes: u16,
    /// Length of the data after.
    pub new_bytes: u16,
    /// The data after, in `Replace`; how it differs from the data before, in `ReplaceD`.
    pub data: &'a [u8],
    /// Whether differences are in the form for pages above 8 KiB.
    pub is_diff2: bool,
}

/// The bit of the length that tells the form of differences.
const DIFF2: u16 = 0x8000;

impl<'a> Layout<'a> for Replace<'a> {
    fn decode(from: &mut Decoder<'a>) -> Decoded<Self> {
        let node = from.get()?;
        let length: u16 = from.get()?;
        Ok(Self {
            node,
            old_bytes: from.get()?,
            new_bytes: from.get()?,
            data: from.bytes(usize::from(length & !DIFF2))?,
            is_diff2: length & DIFF2 != 0,
        })
    }

    fn encoded_len(&self) -> usize {
        const { NodeChange::BYTES + 6 }.saturating_add(self.data.len())
    }

    fn encode(&self, to: &mut impl Place) {
        let length = u16::try_from(self.data.len()).ok().filter(|length| length & DIFF2 == 0);
        let length = length.expect("data is shorter than a page");
        self.node.put(to);
        Fixed::put(&(if self.is_diff2 { length | DIFF2 } else { length }), to);
        self.old_bytes.put(to);
        self.new_bytes.put(to);
        to.put(self.data);
    }

    fn fields(&self, see: See<'_>) {
        self.node.fields(see);
        self.old_bytes.show("old_bytes", see);
        self.new_bytes.show("new_bytes", see);
        see("is_diff2", super::Value::Flag(self.is_diff2));
        self.data.show("data", see);
    }
}

record! {
    /// What data of a node was before: the page may go to disk now, changed as it is.
    /// Source: ESE `logapi.hxx`, `LRUNDOINFO`.
    pub struct UndoInfo<'a> {
        /// Where; without a line and without dbtimes, as no page changes.
        pub node: NodeChange,
        /// Key of the node.
        pub key: &'a [u8] => u16,
        /// Data of the node as far as it is part of its bookmark.
        pub bookmark_data: &'a [u8] => u16,
        /// What was done to it.
        pub oper: VersionOper,
        /// Room that the transaction needs to undo: the longest the data was in it.
        pub max_bytes: i16,
        /// How much longer the data is now than it was.
        pub delta_bytes: i16,
        /// The data before.
        pub before: &'a [u8] => u16,
    }
    tail: key, bookmark_data, before;
}

record! {
    /// A 32-bit number in a node is added to. Source: ESE `logapi.hxx`, `LRDELTA32`.
    pub struct Delta<'a> {
        /// Where.
        pub node: NodeChange,
        /// Key of the node.
        pub key: &'a [u8] => u16,
        /// Data of the node as far as it is part of its bookmark.
        pub bookmark_data: &'a [u8] => u16,
        /// What is added.
        pub delta: i32,
        /// Bytes into the data.
        pub offset: u16,
    }
    tail: key, bookmark_data;
}

record! {
    /// A 64-bit number in a node is added to. Source: ESE `logapi.hxx`, `LRDELTA64`.
    pub struct Delta64<'a> {
        /// Where.
        pub node: NodeChange,
        /// Key of the node.
        pub key: &'a [u8] => u16,
        /// Data of the node as far as it is part of its bookmark.
        pub bookmark_data: &'a [u8] => u16,
        /// What is added.
        pub delta: i64,
        /// Bytes into the data.
        pub offset: u16,
    }
    tail: key, bookmark_data;
}

record! {
    /// The external header of a page (tag 0) is replaced.
    /// Source: ESE `logapi.hxx`, `LRSETEXTERNALHEADER`.
    pub struct SetExternalHeader<'a> {
        /// Where.
        pub node: NodeChange,
        /// The new header.
        pub data: &'a [u8] => u16,
    }
    tail: data;
}

record! {
    /// A change is undone. Source: ESE `logapi.hxx`, `LRUNDO`.
    pub struct Undo<'a> {
        /// Where.
        pub node: NodeChange,
        /// Key of the node.
        pub key: &'a [u8] => u16,
        /// Data of the node as far as it is part of its bookmark.
        pub bookmark_data: &'a [u8] => u16,
        /// What had been done.
        pub oper: VersionOper,
        /// Level of what had been done.
        pub level: Level as "undone_level",
    }
    tail: key, bookmark_data;
}

record! {
    /// Bytes of a page that nothing uses are overwritten. Source: ESE `logapi.hxx`, `LRSCRUB`.
    pub struct Scrub<'a> {
        /// Where.
        pub page: PageChange,
        /// Not used.
        pub rceid: Rceid,
        /// Root of the tree; none when the page belongs to none.
        pub fdp: Option<Pgno>,
        /// Object of the tree.
        pub objid: jet_types::Objid,
        /// How.
        pub flags: ScrubFlags as "scrub_flags",
        /// How many operations follow.
        pub oper_count: u32,
        /// The operations, one byte-packed struct each.
        pub opers: &'a [u8] => u16,
    }
    tail: opers;
}

bits! {
    /// How a page is overwritten.
    pub struct ScrubFlags(u32) {
        /// All of it: it is not in use.
        UNUSED_PAGE = 1,
    }
}
