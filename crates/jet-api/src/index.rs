//! `JetSetCurrentIndex`, `JetGetCurrentIndex`.

use jet_table::cursor::IndexChoice;
use jet_types::JetErr;
use jet_types::grbit::SetCurrentIndex;

use crate::bookmark::Place;
use crate::engine::Engine;
use crate::error::{Result, refuse};
use crate::handle::{Sesid, Tableid};

/// `JET_INDEXID`: an index, found faster than by name. It is good for as long as the index is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IndexId {
    /// The size the caller says it has; [`IndexId::BYTES`] is right.
    pub struct_bytes: u32,
    /// The object of the index's tree; of the table's for its primary order.
    pub(crate) objid: u32,
}

impl IndexId {
    /// The size of the structure.
    pub const BYTES: u32 = 20;

    /// The id made of its number; whether there is such an index shows when it is used.
    pub fn from_number(number: u32) -> Self {
        Self { struct_bytes: Self::BYTES, objid: number }
    }

    /// The number that the structure carries.
    pub fn number(self) -> u32 {
        self.objid
    }
}

impl Engine {
    /// Makes an index current: by its id if that is given, else by name, where none or an empty
    /// one is the primary index. The cursor goes to the first entry, or stays on its record: at the
    /// entry for value `number` of the first multi-valued key column. Source:
    /// `JetSetCurrentIndex4`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidGrbit`, `JET_errInvalidIndexId`,
    /// `JET_errIndexNotFound`, `JET_errNoCurrentRecord`, `JET_errRecordDeleted`,
    /// `JET_errBadItagSequence`.
    pub fn set_current_index(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        name: Option<&str>,
        id: Option<IndexId>,
        grbit: SetCurrentIndex,
        number: u32,
    ) -> Result<()> {
        const CALL: &str = "JetSetCurrentIndex";
        self.on_cursor(CALL, sesid, tableid, |call| {
            let stays = match grbit {
                SetCurrentIndex::MOVE_FIRST => false,
                SetCurrentIndex::NO_MOVE => true,
                _ => return refuse(CALL, JetErr::INVALID_GRBIT),
            };
            if id.is_some_and(|id| id.struct_bytes != IndexId::BYTES) {
                return refuse(CALL, JetErr::INVALID_INDEX_ID);
            }
            let schema = call.schema()?;
            let choice = match (id, name) {
                (Some(id), _) if id.objid == schema.objid.0 => IndexChoice::Primary,
                (Some(id), _) => {
                    let at = schema.indexes.iter().position(|index| index.objid.0 == id.objid);
                    let Some(at) = at else { return refuse(CALL, JetErr::INVALID_INDEX_ID) };
                    IndexChoice::At(at)
                }
                (None, None | Some("")) => IndexChoice::Primary,
                (None, Some(name)) => IndexChoice::Named(name),
            };
            call.choose_index(|cursor, cx| match stays {
                true => cursor.set_current_index_here(cx, choice, number as usize),
                false => cursor.set_current_index(cx, choice),
            })
        })
    }

    /// Tells the name of the current index, empty for the order of records; it is cut to fit, with
    /// a terminator. Returns success, or `JET_wrnBufferTruncated` without room for anything.
    /// Source: `JetGetCurrentIndex`.
    ///
    /// # Errors
    /// What a call on a cursor gets.
    pub fn get_current_index(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        buffer: Option<&mut [u8]>,
    ) -> Result<JetErr> {
        self.on_cursor("JetGetCurrentIndex", sesid, tableid, |call| {
            let Some(buffer) = buffer.filter(|buffer| !buffer.is_empty()) else {
                return Ok(JetErr::WRN_BUFFER_TRUNCATED);
            };
            let index = call.cursor().current_index();
            let name = index.map_or(&[][..], |index| &index.raw_name);
            let len = name.len().min(buffer.len() - 1);
            let mut place = Place::new(buffer.get_mut(..len));
            place.put(name);
            buffer.iter_mut().skip(len).take(1).for_each(|byte| *byte = 0);
            Ok(JetErr::SUCCESS)
        })
    }
}
