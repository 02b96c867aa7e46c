//! Creation of trees, and the size of the file.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_types::{DbId, Dbtime, Objid, Pgno, TrxId};

use super::change::PageChange;
use crate::codec::{bits, choice, fixed};

fixed! {
    /// A tree with space trees of its own is made.
    /// Source: ESE `logapi.hxx`, `LRCREATEMEFDP`.
    pub struct CreateMultipleExtentFdp {
        /// The root, a new page.
        pub page: PageChange,
        /// The object.
        pub objid: Objid,
        /// Root of the owned extents, a new page.
        pub owned: Pgno,
        /// Root of the available extents, a new page.
        pub available: Pgno,
        /// Root of the tree that the pages came from; none for that of the database.
        pub parent_fdp: Option<Pgno>,
        /// Pages it begins with, the three above among them.
        pub primary_pages: u32,
        /// Flags of the pages.
        pub page_flags: u32,
    }
}

fixed! {
    /// A tree without space trees is made. Source: ESE `logapi.hxx`, `LRCREATESEFDP`.
    pub struct CreateSingleExtentFdp {
        /// The root, a new page.
        pub page: PageChange,
        /// The object.
        pub objid: Objid,
        /// Root of the tree that the pages came from.
        pub parent_fdp: Option<Pgno>,
        /// Pages it begins with, the root among them.
        pub primary_pages: u32,
        /// Flags of the page.
        pub page_flags: u32,
    }
}

fixed! {
    /// A tree gets space trees. Source: ESE `logapi.hxx`, `LRCONVERTFDP_OBSOLETE`.
    pub struct ConvertFdp {
        /// The root.
        pub page: PageChange,
        /// The object.
        pub objid: Objid,
        /// Root of the owned extents, a new page.
        pub owned: Pgno,
        /// Root of the available extents, a new page.
        pub available: Pgno,
        /// Root of the tree that the pages came from.
        pub parent_fdp: Option<Pgno>,
        /// First page of the second extent.
        pub secondary_first: Pgno,
        /// Pages of the first extent.
        pub primary_pages: u32,
        /// Pages of the second extent.
        pub secondary_pages: u32,
    }
}

fixed! {
    /// The same, and what is free. Source: ESE `logapi.hxx`, `LRCONVERTFDP`.
    pub struct ConvertFdp2 {
        /// What gets space trees, and where they are.
        pub convert: ConvertFdp,
        /// The pages of the first extent behind the root that are free, one bit each.
        pub free: u32,
        /// Flags of the pages.
        pub page_flags: u32,
    }
}

fixed! {
    /// The file loses its last pages. Source: ESE `logapi.hxx`, `LRSHRINKDB`.
    pub struct ShrinkDb {
        /// The database.
        pub dbid: DbId,
        /// Its last page afterwards.
        pub last_pgno: Pgno,
        /// Pages it loses.
        pub pages: u32,
    }
}

fixed! {
    /// The file loses its last pages. Source: ESE `logapi.hxx`, `LRSHRINKDB3`.
    pub struct ShrinkDb3 {
        /// What it loses.
        pub shrink: ShrinkDb,
        /// When, on the clock of the database.
        pub dbtime: Option<Dbtime>,
    }
}

fixed! {
    /// Pages become a hole in the file. Source: ESE `logapi.hxx`, `LRTRIMDB`.
    pub struct TrimDb {
        /// The database.
        pub dbid: DbId,
        /// The first page.
        pub first_pgno: Pgno,
        /// How many.
        pub pages: u32,
    }
}

fixed! {
    /// Pages are free; of use to revert snapshots alone.
    /// Source: ESE `logapi.hxx`, `LREXTENTFREED`.
    pub struct ExtentFreed {
        /// The database.
        pub dbid: DbId,
        /// The first page.
        pub first_pgno: Pgno,
        /// How many.
        pub pages: u32,
        /// What they were.
        pub flags: FreedFlags,
    }
}

bits! {
    /// What pages that are free were.
    pub struct FreedFlags(u8) {
        /// The root of a table.
        TABLE_ROOT = 1,
        /// Pages of a tree that was deleted.
        EMPTY_PAGE_FDP_DELETED = 2,
    }
}

fixed! {
    /// The same, and when. Source: ESE `logapi.hxx`, `LREXTENTFREED2`.
    pub struct ExtentFreed2 {
        /// The pages.
        pub freed: ExtentFreed,
        /// When, on the clock of the database.
        pub dbtime: Option<Dbtime>,
    }
}

fixed! {
    /// The file grows. Source: ESE `logapi.hxx`, `LREXTENDDB`.
    pub struct ExtendDb {
        /// The database.
        pub dbid: DbId,
        /// Its last page afterwards.
        pub last_pgno: Pgno,
    }
}

fixed! {
    /// A tree is gone: what is cached of it, is to be forgotten.
    /// Source: ESE `logapi.hxx`, `LRFREEFDP`.
    pub struct FreeFdp {
        /// The database.
        pub dbid: DbId,
        /// Its root.
        pub fdp: Pgno,
        /// The transaction that deleted it.
        pub commit0: TrxId,
        /// What it was.
        pub kind: FdpKind,
    }
}

choice! {
    /// What a tree that is gone was.
    pub enum FdpKind(u8) {
        /// Not known.
        Unknown = 0,
        /// A table.
        Table = 1,
        /// An index.
        Index = 2,
    }
}
