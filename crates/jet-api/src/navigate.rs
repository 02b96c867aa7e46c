//! `JetMove`, `JetMakeKey`, `JetSeek`, `JetSetIndexRange`, and counting.

use jet_table::cursor::{KeyPart, Limit, RangeLimit, SeekTo, Sought, Travel};
use jet_types::JetErr;
use jet_types::grbit::{IndexRange, MakeKey, Move, PrereadKeys, Seek};

use crate::engine::Engine;
use crate::error::{InCall, Result, refuse};
use crate::handle::{Sesid, Tableid};

/// `JET_MoveFirst`.
pub const MOVE_FIRST: i32 = i32::MIN;
/// `JET_MoveLast`.
pub const MOVE_LAST: i32 = i32::MAX;

impl Engine {
    /// Moves a cursor by so many entries of its index, or to an end of it. Source: `JetMove`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errNoCurrentRecord`, `JET_errRecordDeleted`.
    pub fn move_cursor(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        rows: i32,
        grbit: Move,
    ) -> Result<()> {
        let to = match rows {
            MOVE_FIRST => Travel::First,
            MOVE_LAST => Travel::Last,
            rows => Travel::By(rows),
        };
        let other_key = grbit.contains(Move::KEY_NE);
        self.on_cursor("JetMove", sesid, tableid, |call| {
            call.go(|cursor, cx| cursor.travel(cx, to, other_key))
        })
    }

    /// Makes the next column of a cursor's search key, or takes a whole key. `data` is NULL when it
    /// is empty, save with the bit for no length. Source: `JetMakeKey`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errNoCurrentIndex`, `JET_errKeyNotMade`,
    /// `JET_errKeyIsMade`, `JET_errInvalidBufferSize`, `JET_errInvalidGrbit`,
    /// `JET_errInvalidParameter`.
    pub fn make_key(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        data: Option<&[u8]>,
        size: usize,
        grbit: MakeKey,
    ) -> Result<()> {
        const CALL: &str = "JetMakeKey";
        self.on_cursor(CALL, sesid, tableid, |call| {
            if grbit.contains(MakeKey::NORMALIZED_KEY) {
                return call.cursor().set_normalized_key(data.unwrap_or_default()).in_call(CALL);
            }
            let is_empty = data.is_none_or(<[u8]>::is_empty);
            let value = match grbit.contains(MakeKey::KEY_DATA_ZERO_LENGTH) {
                true if is_empty => Some(&[][..]),
                _ => data.filter(|data| !data.is_empty()),
            };
            let is_new = grbit.contains(MakeKey::NEW_KEY);
            let absent_len = if data.is_none() { size } else { 0 };
            let part = KeyPart { value, absent_len, is_new, limit: Limit::of_bits(grbit.bits()) };
            call.cursor().make_key(&part).in_call(CALL)
        })
    }

    /// Goes where a cursor's search key leads. Returns success, `JET_wrnSeekNotEqual`,
    /// `wrnNDFoundGreater` or `JET_wrnUniqueKey`. Source: `JetSeek`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidParameter`, `JET_errKeyNotMade`,
    /// `JET_errRecordNotFound`.
    pub fn seek(&self, sesid: Sesid, tableid: Tableid, grbit: Seek) -> Result<JetErr> {
        const CALL: &str = "JetSeek";
        self.on_cursor(CALL, sesid, tableid, |call| {
            let Some((to, several)) = seek_to(grbit) else {
                return refuse(CALL, JetErr::INVALID_PARAMETER);
            };
            let is_exact = to == SeekTo::Equal;
            let set_range = is_exact && grbit.contains(Seek::SET_INDEX_RANGE);
            let check_unique = is_exact && grbit.contains(Seek::CHECK_UNIQUENESS);
            let sought = call.go(|cursor, cx| cursor.seek(cx, to, set_range, check_unique))?;
            Ok(match sought {
                Sought::Found => JetErr::SUCCESS,
                Sought::Unique => JetErr::WRN_UNIQUE_KEY,
                Sought::Greater if several => JetErr::WRN_ND_FOUND_GREATER,
                Sought::Less if several => JetErr::WRN_ND_FOUND_LESS,
                Sought::Greater | Sought::Less => JetErr::WRN_SEEK_NOT_EQUAL,
            })
        })
    }

    /// Limits the moves of a cursor by its search key, or drops the limit. Source:
    /// `JetSetIndexRange`; unknown bits are ignored.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidOperation`, `JET_errNoCurrentIndex`,
    /// `JET_errKeyNotMade`, `JET_errNoCurrentRecord`.
    pub fn set_index_range(&self, sesid: Sesid, tableid: Tableid, grbit: IndexRange) -> Result<()> {
        const CALL: &str = "JetSetIndexRange";
        self.on_cursor(CALL, sesid, tableid, |call| {
            if grbit.contains(IndexRange::REMOVE) {
                return call.cursor().remove_range().in_call(CALL);
            }
            let limit = RangeLimit {
                is_upper: grbit.contains(IndexRange::UPPER_LIMIT),
                is_inclusive: grbit.contains(IndexRange::INCLUSIVE),
                is_instant: grbit.contains(IndexRange::INSTANT_DURATION),
            };
            call.read(|cursor, cx| cursor.set_range(cx, limit))
        })
    }

    /// Counts entries from the current one to the end or the range's limit, at most `most`, where 0
    /// is no bound. Source: `JetIndexRecordCount2`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errNoCurrentRecord`, `JET_errRecordDeleted`. The count is
    /// 0 then.
    pub fn index_record_count(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        count: &mut u64,
        most: u64,
    ) -> Result<()> {
        self.on_cursor("JetIndexRecordCount", sesid, tableid, |call| {
            *count = 0;
            let most = if most == 0 { u64::MAX } else { most };
            *count = call.read(|cursor, cx| cursor.count(cx, most))?;
            Ok(())
        })
    }

    /// Told that rows will be read in order. Source: `JetSetTableSequential`: a hint.
    ///
    /// # Errors
    /// What a call on a cursor gets.
    pub fn set_table_sequential(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        grbit: PrereadKeys,
    ) -> Result<()> {
        const CALL: &str = "JetSetTableSequential";
        self.on_cursor(CALL, sesid, tableid, |_| {
            let both = PrereadKeys::FORWARD | PrereadKeys::BACKWARD;
            if grbit.contains(both) { refuse(CALL, JetErr::INVALID_GRBIT) } else { Ok(()) }
        })
    }

    /// Takes the hint back. Source: `JetResetTableSequential`.
    ///
    /// # Errors
    /// What a call on a cursor gets.
    pub fn reset_table_sequential(&self, sesid: Sesid, tableid: Tableid) -> Result<()> {
        self.on_cursor("JetResetTableSequential", sesid, tableid, |_| Ok(()))
    }

    /// Reads pages of keys ahead, and tells for how many keys. Source: `JetPrereadKeys`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidGrbit` unless one direction is given,
    /// `JET_errInvalidBufferSize` for keys of no or too great length, `JET_errInvalidParameter` for
    /// keys out of order.
    pub fn preread_keys(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        keys: &[&[u8]],
        grbit: PrereadKeys,
    ) -> Result<u32> {
        const CALL: &str = "JetPrereadKeys";
        self.on_cursor(CALL, sesid, tableid, |call| {
            if keys.is_empty() {
                return refuse(CALL, JetErr::INVALID_PARAMETER);
            }
            let is_forward = match grbit {
                PrereadKeys::FORWARD => true,
                PrereadKeys::BACKWARD => false,
                _ => return refuse(CALL, JetErr::INVALID_GRBIT),
            };
            let most = call.cursor().key_most();
            if keys.iter().any(|key| key.is_empty() || key.len() > most) {
                return refuse(CALL, JetErr::INVALID_BUFFER_SIZE);
            }
            let in_order = |pair: &[&[u8]]| match (pair, is_forward) {
                ([a, b], true) => a <= b,
                ([a, b], false) => a >= b,
                _ => true,
            };
            if !keys.windows(2).all(in_order) {
                return refuse(CALL, JetErr::INVALID_PARAMETER);
            }
            call.read(|cursor, cx| cursor.preread(cx, keys))
        })
    }
}

/// Where bits of `JetSeek` lead, and whether there are several of direction.
fn seek_to(grbit: Seek) -> Option<(SeekTo, bool)> {
    let all = Seek::EQ | Seek::LT | Seek::LE | Seek::GE | Seek::GT;
    let to = match grbit & all {
        Seek::EQ => SeekTo::Equal,
        Seek::LT => SeekTo::Before,
        Seek::LE => SeekTo::AtOrBefore,
        Seek::GE => SeekTo::AtOrAfter,
        Seek::GT => SeekTo::After,
        none if none.is_empty() => return None,
        _ => return Some((SeekTo::Nearest, true)),
    };
    Some((to, false))
}
