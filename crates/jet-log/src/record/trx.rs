//! Transactions and macros.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_types::{Dbtime, Level, Procid, TrxId};

use super::Value;
use crate::codec::{Decoded, Decoder, Fixed, Place, See, bits, fixed, record};

fixed! {
    /// A session opens levels of transactions. Logged when it changes something first, so that one
    /// record may stand for several calls. Source: ESE `logapi.hxx`, `LRBEGIN`.
    pub struct Begin {
        /// The session.
        pub procid: Procid,
        /// The levels.
        pub levels: Levels,
    }
}

fixed! {
    /// A session opens level 1 and perhaps more. Source: ESE `logapi.hxx`, `LRBEGIN0`.
    pub struct Begin0 {
        /// The session.
        pub procid: Procid,
        /// The levels; they begin from 0.
        pub levels: Levels,
        /// The transaction.
        pub begin0: TrxId,
    }
}

/// Levels that a session opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Levels {
    /// The level it had.
    pub from: Level,
    /// How many more it has now.
    pub count: u8,
}

/// One byte: `from` in the low half, `count` in the high one.
impl Fixed<'_> for Levels {
    const BYTES: usize = 1;

    fn get(from: &mut Decoder<'_>) -> Decoded<Self> {
        let byte = <u8 as Fixed>::get(from)?;
        Ok(Self { from: Level(byte & 0xF), count: byte >> 4 })
    }

    fn put(&self, to: &mut impl Place) {
        assert!(self.from.get() < 16 && self.count < 16, "{self:?}: each has four bits");
        Fixed::put(&(self.count << 4 | self.from.get()), to);
    }

    fn show(&self, _: &'static str, see: See<'_>) {
        see("from_level", Value::Number(self.from.get().into()));
        see("level_count", Value::Number(self.count.into()));
    }
}

fixed! {
    /// A session commits levels above 1. Source: ESE `logapi.hxx`, `LRCOMMIT`.
    pub struct Commit {
        /// The session.
        pub procid: Procid,
        /// The level it has then.
        pub to: Level,
    }
}

fixed! {
    /// A session commits its transaction. Records of this type are in the order of `commit0`.
    /// Source: ESE `logapi.hxx`, `LRCOMMIT0`.
    pub struct Commit0 {
        /// The session.
        pub procid: Procid,
        /// 0.
        pub to: Level,
        /// When, among begins and commits.
        pub commit0: TrxId,
    }
}

fixed! {
    /// A session has undone levels. Source: ESE `logapi.hxx`, `LRROLLBACK`.
    pub struct Rollback {
        /// The session.
        pub procid: Procid,
        /// How many levels.
        pub levels: Level,
    }
}

fixed! {
    /// A session takes a new snapshot (never logged). Source: ESE `logapi.hxx`, `LRREFRESH`.
    pub struct Refresh {
        /// The session.
        pub procid: Procid,
        /// The transaction.
        pub begin0: TrxId,
    }
}

fixed! {
    /// Records of this session and dbtime, up to the end of the macro, are one change.
    /// Source: ESE `logapi.hxx`, `LRMACROBEGIN`, `LRMACROEND`.
    pub struct Macro {
        /// The session.
        pub procid: Procid,
        /// Dbtime of all pages of the change.
        pub dbtime: Dbtime,
    }
}

fixed! {
    /// A note of a session. Source: ESE `logapi.hxx`, `LRFORCEWRITELOG`, `LRPREPROLLBACK`.
    pub struct SessionNote {
        /// The session.
        pub procid: Procid,
    }
}

record! {
    /// First half of a commit over several systems (long gone).
    /// Source: ESE `logapi.hxx`, `LRPREPCOMMIT`.
    pub struct PrepareCommit<'a> {
        /// The session.
        pub procid: Procid,
        /// What the coordinator wanted kept.
        pub data: &'a [u8] => u32,
    }
    tail: data;
}

bits! {
    /// What the context of a commit is for.
    pub struct CommitContextFlags(u8) {
        /// Somebody wants to be called.
        CALLBACK = 1,
        /// It holds data of a customer.
        CUSTOMER_DATA = 2,
        /// Somebody wants to be called before the commit; the record precedes it then.
        PRE_COMMIT = 4,
    }
}
