//! Where a cursor stands, by name, by key, by position: `JetGetBookmark`, `JetGotoBookmark` and
//! their kin.

use jet_btree::Position;
use jet_types::JetErr;
use jet_types::grbit::{GotoSecondaryBookmark, Retrieve};

use crate::engine::Engine;
use crate::error::{InCall, Result, refuse};
use crate::handle::{Sesid, Tableid};

/// `JET_RECPOS`: about where an entry is among all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RecordPosition {
    /// Entries before it.
    pub before: u64,
    /// Entries it stands for.
    pub in_range: u64,
    /// Entries in all.
    pub total: u64,
}

/// A buffer, if there is one, and how many bytes would have filled it.
#[derive(Debug, Default)]
pub struct Place<'b> {
    /// The buffer.
    pub buffer: Option<&'b mut [u8]>,
    /// How many bytes there are, whether or not they fit; written with the buffer.
    pub actual: Option<usize>,
}

impl<'b> Place<'b> {
    /// A place of this buffer.
    pub fn new(buffer: Option<&'b mut [u8]>) -> Self {
        Self { buffer, actual: None }
    }

    /// Writes as much as fits; whether all did.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> bool {
        self.actual = Some(bytes.len());
        let buffer = self.buffer.as_deref_mut().unwrap_or_default();
        let len = buffer.len().min(bytes.len());
        buffer.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        len == bytes.len()
    }
}

impl Engine {
    /// Tells the name of the current record: its primary key. Source: `JetGetBookmark`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errNoCurrentRecord`; `JET_errBufferTooSmall`: what fits
    /// is written.
    pub fn get_bookmark(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        place: &mut Place<'_>,
    ) -> Result<()> {
        const CALL: &str = "JetGetBookmark";
        self.on_cursor(CALL, sesid, tableid, |call| {
            let fits = call.read(|cursor, _| Ok(place.put(cursor.bookmark()?)))?;
            if fits { Ok(()) } else { refuse(CALL, JetErr::BUFFER_TOO_SMALL) }
        })
    }

    /// Goes to the record of this name. Source: `JetGotoBookmark`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidBookmark`, `JET_errRecordDeleted`,
    /// `JET_errNoCurrentRecord`.
    pub fn goto_bookmark(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        bookmark: Option<&[u8]>,
    ) -> Result<()> {
        self.on_cursor("JetGotoBookmark", sesid, tableid, |call| {
            call.go(|cursor, cx| cursor.goto_bookmark(cx, bookmark.unwrap_or_default()))
        })
    }

    /// Tells the key of the current entry of a secondary index, and the name of its record. Source:
    /// `JetGetSecondaryIndexBookmark`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errNoCurrentIndex`, `JET_errNoCurrentRecord`,
    /// `JET_errRecordDeleted`; `JET_errBufferTooSmall`: what fits is written.
    pub fn get_secondary_index_bookmark(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        key: &mut Place<'_>,
        primary: &mut Place<'_>,
    ) -> Result<()> {
        const CALL: &str = "JetGetSecondaryIndexBookmark";
        self.on_cursor(CALL, sesid, tableid, |call| {
            let (key_bytes, primary_bytes) =
                call.read(|cursor, cx| cursor.secondary_bookmark(cx))?;
            let fits = [key.put(&key_bytes), primary.put(&primary_bytes)];
            if fits == [true; 2] { Ok(()) } else { refuse(CALL, JetErr::BUFFER_TOO_SMALL) }
        })
    }

    /// Goes to an entry of the current secondary index. Source: `JetGotoSecondaryIndexBookmark`;
    /// unknown bits are ignored.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errNoCurrentIndex`, `JET_errInvalidBookmark`,
    /// `JET_errRecordDeleted`.
    pub fn goto_secondary_index_bookmark(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        key: Option<&[u8]>,
        primary: Option<&[u8]>,
        grbit: GotoSecondaryBookmark,
    ) -> Result<()> {
        let permit = grbit.contains(GotoSecondaryBookmark::PERMIT_VIRTUAL_CURRENCY);
        let (key, primary) = (key.unwrap_or_default(), primary.unwrap_or_default());
        self.on_cursor("JetGotoSecondaryIndexBookmark", sesid, tableid, |call| {
            call.go(|cursor, cx| cursor.goto_secondary_bookmark(cx, key, primary, permit))
        })
    }

    /// Tells about where the current entry is among all of its index. Source:
    /// `JetGetRecordPosition`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errNoCurrentRecord`, `JET_errBadEmptyPage`.
    pub fn get_record_position(&self, sesid: Sesid, tableid: Tableid) -> Result<RecordPosition> {
        self.on_cursor("JetGetRecordPosition", sesid, tableid, |call| {
            let found = call.read(|cursor, cx| cursor.position(cx))?;
            Ok(RecordPosition { before: found.before, in_range: 1, total: found.total })
        })
    }

    /// Goes to about a position. Source: `JetGotoPosition`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidParameter`, `JET_errRecordNotFound`.
    pub fn goto_position(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        position: RecordPosition,
    ) -> Result<()> {
        let to = Position { before: position.before, total: position.total };
        self.on_cursor("JetGotoPosition", sesid, tableid, |call| {
            call.go(|cursor, cx| cursor.goto_position(cx, to))
        })
    }

    /// Tells the key of the current entry, or with `JET_bitRetrieveCopy` the search key last made.
    /// Returns success, or `JET_wrnBufferTruncated`; a search key is cut without a warning. Source:
    /// `JetRetrieveKey`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errKeyNotMade`, `JET_errNoCurrentRecord`,
    /// `JET_errRecordDeleted`.
    pub fn retrieve_key(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        place: &mut Place<'_>,
        grbit: Retrieve,
    ) -> Result<JetErr> {
        const CALL: &str = "JetRetrieveKey";
        self.on_cursor(CALL, sesid, tableid, |call| {
            if grbit.contains(Retrieve::COPY) {
                place.put(call.cursor().search_key().in_call(CALL)?);
                return Ok(JetErr::SUCCESS);
            }
            let key = call.read(|cursor, cx| cursor.current_key(cx))?;
            let fits = place.put(&key);
            Ok(if fits { JetErr::SUCCESS } else { JetErr::WRN_BUFFER_TRUNCATED })
        })
    }
}
