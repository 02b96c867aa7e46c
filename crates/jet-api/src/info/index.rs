//! `JetGetTableIndexInfo`, `JetGetIndexInfo`.

use std::sync::Arc;

use jet_table::{IndexSchema, TableSchema};
use jet_types::JetErr;
use jet_types::level::IdxInfo;

use crate::bookmark::Place;
use crate::engine::Engine;
use crate::error::{Result, refuse};
use crate::handle::{Dbid, Sesid, Tableid};
use crate::index::IndexId;
use crate::info::column::LANGID;
use crate::name;

/// What was asked about an index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IndexInfo {
    /// Raw bytes, written into the caller's buffer.
    Written,
    /// `JET_IdxInfoIndexId`.
    Id(IndexId),
}

impl Engine {
    /// Tells about an index of a cursor's table; none or an empty name is the primary one. Source:
    /// `JetGetTableIndexInfo`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidParameter`, `JET_errFeatureNotAvailable`,
    /// `JET_errIndexNotFound`, `JET_errBufferTooSmall`.
    pub fn get_table_index_info(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        index: Option<&str>,
        place: &mut Place<'_>,
        level: u32,
    ) -> Result<IndexInfo> {
        const CALL: &str = "JetGetTableIndexInfo";
        self.on_cursor(CALL, sesid, tableid, |call| {
            let schema = call.schema()?;
            tell(CALL, &schema, index, place, level)
        })
    }

    /// Tells about an index of a table. Source: `JetGetIndexInfo`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidDatabaseId`, `JET_errInvalidName`,
    /// `JET_errObjectNotFound`, and as [`get_table_index_info`](Self::get_table_index_info).
    pub fn get_index_info(
        &self,
        sesid: Sesid,
        dbid: Dbid,
        table: Option<&str>,
        index: Option<&str>,
        place: &mut Place<'_>,
        level: u32,
    ) -> Result<IndexInfo> {
        const CALL: &str = "JetGetIndexInfo";
        self.in_session(CALL, sesid, false, |call| {
            let database = Arc::clone(call.opened(dbid)?);
            let table = name::checked(CALL, table)?;
            let schema = call.read(&database, |cx| database.layer.schema(cx, table))?;
            tell(CALL, &schema, index, place, level)
        })
    }
}

/// Writes what a level asks for.
fn tell(
    call: &'static str,
    schema: &TableSchema,
    name: Option<&str>,
    place: &mut Place<'_>,
    level: u32,
) -> Result<IndexInfo> {
    let Some(level) = IdxInfo::from_raw(level) else {
        return refuse(call, JetErr::INVALID_PARAMETER);
    };
    let bytes = match level {
        IdxInfo::Count => {
            let unnamed = usize::from(schema.primary_index().is_none());
            ((schema.indexes.len() + unnamed) as u32).to_le_bytes().to_vec()
        }
        IdxInfo::IndexId => {
            let objid = find(call, schema, name)?.map_or(schema.objid, |index| index.objid).0;
            return Ok(IndexInfo::Id(IndexId { struct_bytes: IndexId::BYTES, objid }));
        }
        IdxInfo::SpaceAlloc => {
            let density = find(call, schema, name)?.map_or(schema.density, |index| index.density);
            density.to_le_bytes().to_vec()
        }
        IdxInfo::Lcid => u32::from(LANGID).to_le_bytes().to_vec(),
        IdxInfo::VarSegMac => {
            let most = find(call, schema, name)?.map_or(0, |index| index.segment_most);
            most.to_le_bytes().to_vec()
        }
        IdxInfo::KeyMost => {
            let most = find(call, schema, name)?.map_or(0, |index| index.key_most);
            most.to_le_bytes().to_vec()
        }
        IdxInfo::LocaleName => {
            let locale = find(call, schema, name)?.map_or("", |index| &index.locale);
            [locale.as_bytes(), &[0]].concat()
        }
        _ => return refuse(call, JetErr::FEATURE_NOT_AVAILABLE),
    };
    if place.put(&bytes) { Ok(IndexInfo::Written) } else { refuse(call, JetErr::BUFFER_TOO_SMALL) }
}

/// An index by name; `None` for the order of records, which has none.
fn find<'s>(
    call: &'static str,
    schema: &'s TableSchema,
    name: Option<&str>,
) -> Result<Option<&'s IndexSchema>> {
    let Some(name) = name.filter(|name| !name.is_empty()) else {
        return Ok(schema.primary_index());
    };
    let index = schema.index(name);
    index.map_or_else(|| refuse(call, JetErr::INDEX_NOT_FOUND), |index| Ok(Some(index)))
}
