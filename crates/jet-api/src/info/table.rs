//! `JetGetTableInfo`, `JetGetObjectInfo`, `JetGetCursorInfo`.

use std::sync::Arc;

use jet_table::TableSchema;
use jet_types::JetErr;
use jet_types::grbit::{ObjectAccess, ObjectFlags};
use jet_types::level::{ObjInfo, TblInfo};

use crate::bookmark::Place;
use crate::engine::Engine;
use crate::error::{Result, refuse};
use crate::handle::{Dbid, Sesid, Tableid};
use crate::param;

/// `JET_OBJECTINFO`, as far as it says anything: times are not kept, counts not either.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ObjectInfo {
    /// What can be done with it.
    pub grbit: ObjectAccess,
    /// What it is.
    pub flags: ObjectFlags,
    /// Records, where they are counted.
    pub records: u32,
    /// Pages, where they are counted.
    pub pages: u32,
}

/// What was asked about a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TableInfo {
    /// `JET_TblInfo`.
    Object(ObjectInfo),
    /// Raw bytes, written into the caller's buffer.
    Written,
}

/// The size of `JET_OBJECTINFO`.
const OBJECT_INFO_BYTES: usize = 40;
/// The only container.
const TABLES: &str = "Tables";

impl Engine {
    /// Tells about a cursor's table: names are terminated, numbers have the size of C's. Source:
    /// `JetGetTableInfo`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errBufferTooSmall`, `JET_errInvalidParameter`,
    /// `JET_errFeatureNotAvailable`.
    pub fn get_table_info(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        place: &mut Place<'_>,
        level: u32,
    ) -> Result<TableInfo> {
        const CALL: &str = "JetGetTableInfo";
        self.on_cursor(CALL, sesid, tableid, |call| {
            let schema = call.schema()?;
            let size = place.buffer.as_ref().map_or(0, |buffer| buffer.len());
            let text = |name: &[u8]| [name, &[0]].concat();
            let bytes = match TblInfo::from_raw(level) {
                Some(TblInfo::Table) if size < OBJECT_INFO_BYTES => {
                    return refuse(CALL, JetErr::BUFFER_TOO_SMALL);
                }
                Some(TblInfo::Table) => {
                    let mut info = object_info(&schema);
                    info.grbit.set(ObjectAccess::UPDATABLE, call.cursor().is_updatable());
                    return Ok(TableInfo::Object(info));
                }
                Some(TblInfo::Name) => text(&schema.raw_name),
                Some(TblInfo::TemplateTableName) => {
                    text(schema.template.as_deref().unwrap_or_default().as_bytes())
                }
                Some(TblInfo::Dbid) => {
                    Dbid::new(call.caller.entry.number, call.dbid()).0.to_le_bytes().to_vec()
                }
                Some(TblInfo::ObjectId) => schema.objid.0.to_le_bytes().to_vec(),
                Some(TblInfo::LvChunkMax) => {
                    let size = call.caller.databases()?.page_size();
                    let chunk = schema.long_value_chunk;
                    let chunk = chunk.unwrap_or_else(|| param::long_value_chunk_most(size));
                    chunk.to_le_bytes().to_vec()
                }
                Some(TblInfo::SpaceAlloc) => {
                    [1, schema.density].into_iter().flat_map(u32::to_le_bytes).collect()
                }
                Some(
                    TblInfo::MostMany
                    | TblInfo::Rvt
                    | TblInfo::Olc
                    | TblInfo::ResetOlc
                    | TblInfo::DumpTable
                    | TblInfo::EncryptionKey
                    | TblInfo::RetrieveAndReserveAutoIncrement
                    | TblInfo::SpaceUsage
                    | TblInfo::SpaceOwned
                    | TblInfo::SpaceAvailable
                    | TblInfo::SpaceOwnedLv
                    | TblInfo::SpaceAvailableLv,
                ) => return refuse(CALL, JetErr::FEATURE_NOT_AVAILABLE),
                None => return refuse(CALL, JetErr::INVALID_PARAMETER),
            };
            match place.put(&bytes) {
                true => Ok(TableInfo::Written),
                false => refuse(CALL, JetErr::BUFFER_TOO_SMALL),
            }
        })
    }

    /// Tells about a table by its name. Source: `JetGetObjectInfo`, whose object type is not looked
    /// at.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidDatabaseId`, `JET_errInvalidParameter`,
    /// `JET_errBufferTooSmall`, `JET_errObjectNotFound`.
    pub fn get_object_info(
        &self,
        sesid: Sesid,
        dbid: Dbid,
        container: Option<&str>,
        name: Option<&str>,
        level: u32,
        size: usize,
    ) -> Result<ObjectInfo> {
        const CALL: &str = "JetGetObjectInfo";
        self.in_session(CALL, sesid, false, |call| {
            let database = Arc::clone(call.opened(dbid)?);
            if !matches!(ObjInfo::from_raw(level), Some(ObjInfo::Object | ObjInfo::NoStats)) {
                return refuse(CALL, JetErr::INVALID_PARAMETER);
            }
            if size < OBJECT_INFO_BYTES {
                return refuse(CALL, JetErr::BUFFER_TOO_SMALL);
            }
            let is_tables = container.is_none_or(|name| name.eq_ignore_ascii_case(TABLES));
            let name = name.filter(|name| is_tables && !name.is_empty());
            let Some(name) = name else { return refuse(CALL, JetErr::OBJECT_NOT_FOUND) };
            let schema = call.read(&database, |cx| database.layer.describe(cx, name))?;
            Ok(object_info(&schema))
        })
    }

    /// Whether the current record may be changed: another session's transaction may have. Source:
    /// `JetGetCursorInfo`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidParameter` for any level or size but 0,
    /// `JET_errNoCurrentRecord`, `JET_errWriteConflict`.
    pub fn get_cursor_info(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        level: u32,
        size: usize,
    ) -> Result<()> {
        const CALL: &str = "JetGetCursorInfo";
        self.on_cursor(CALL, sesid, tableid, |call| {
            if (level, size) != (0, 0) {
                return refuse(CALL, JetErr::INVALID_PARAMETER);
            }
            call.read(|cursor, cx| cursor.check_changeable(cx))
        })
    }
}

/// What a table is.
pub(crate) fn object_info(schema: &TableSchema) -> ObjectInfo {
    ObjectInfo {
        grbit: ObjectAccess::UPDATABLE | ObjectAccess::BOOKMARK | ObjectAccess::ROLLBACK,
        flags: ObjectFlags::from_bits_retain(schema.flags),
        records: 0,
        pages: 0,
    }
}
