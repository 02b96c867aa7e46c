//! What all records of changed pages begin with.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_types::{DbId, Dbtime, Level, Objid, Pgno, Procid, Rceid, TrxId};

use crate::codec::{bits, choice, fixed};

fixed! {
    /// A change of a page. Source: ESE `logapi.hxx`, `LRPAGE_`.
    ///
    /// Redo compares dbtimes: a page that has `dbtime` or a later one has the change; any other
    /// must have `dbtime_before`.
    pub struct PageChange {
        /// The session.
        pub procid: Procid,
        /// The database.
        pub dbid: DbId,
        /// The page.
        pub pgno: Pgno,
        /// The page's dbtime after the change; [`Dbtime::NIL`] in a record that changes nothing.
        pub dbtime: Dbtime,
        /// The page's dbtime before the change. None for a new page, and for the row operation of
        /// a split, which shares the dbtime of the split.
        pub dbtime_before: Option<Dbtime>,
        /// The outermost begin of the transaction.
        pub begin0: TrxId,
        /// Level of the transaction.
        pub level: Level,
        /// Line on the page.
        pub line: u16,
        /// More about the change.
        pub flags: ChangeFlags,
    }
}

bits! {
    /// More about a change of a page.
    pub struct ChangeFlags(u8) {
        /// The change has a version, so that it can be undone.
        VERSIONED = 0x01,
        /// The node is deleted (not logged in our days).
        DELETED = 0x02,
        /// Keys of the tree are unique: bookmarks are keys alone.
        UNIQUE = 0x04,
        /// Part of the upkeep of a space tree.
        SPACE = 0x08,
        /// Done by a session that builds an index, for the transaction named.
        PROXY = 0x10,
        /// Done by a background task.
        SYSTEM_TASK = 0x20,
    }
}

fixed! {
    /// A change of a node. Source: ESE `logapi.hxx`, `LRNODE_`.
    pub struct NodeChange {
        /// The page it is on.
        pub page: PageChange,
        /// Ties the change to its version; 0 when it has none.
        pub rceid: Rceid,
        /// Root of the tree.
        pub fdp: Pgno,
        /// Object of the tree.
        pub objid: Objid,
    }
}

choice! {
    /// What a version is of. Source: ESE `ver.hxx`, `OPER`.
    pub enum VersionOper(u16) {
        /// A node was put in.
        Insert = 1,
        /// Data of a node was replaced.
        Replace = 2,
        /// A node was marked deleted.
        FlagDelete = 3,
        /// A 32-bit number was added to.
        Delta = 4,
        /// A node was locked for reading.
        ReadLock = 5,
        /// A node was locked for writing.
        WriteLock = 6,
        /// A 64-bit number was added to.
        Delta64 = 9,
    }
}
