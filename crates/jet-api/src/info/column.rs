//! `JetGetTableColumnInfo`, `JetGetColumnInfo`.

use std::sync::Arc;

use jet_table::schema::ColumnFlags;
use jet_table::{ColumnSchema, TableSchema};
use jet_types::grbit::Column;
use jet_types::level::ColInfo;
use jet_types::{Coltyp, ColumnId, JetErr};

use crate::engine::Engine;
use crate::error::{Result, refuse};
use crate::handle::{Dbid, Sesid, Tableid};
use crate::name;

/// Which column is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ColumnChoice<'n> {
    /// By name.
    Named(Option<&'n str>),
    /// By its id.
    Id(ColumnId),
}

/// `JET_COLUMNDEF`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ColumnDef {
    /// Its id.
    pub column: ColumnId,
    /// Its type.
    pub coltyp: Coltyp,
    /// Code page of text, else 0.
    pub code_page: u16,
    /// The longest value in bytes, 0 for no limit but the type's.
    pub max_bytes: u32,
    /// Its options.
    pub grbit: Column,
}

/// `JET_COLUMNBASE`: a column and where it is defined.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ColumnBase {
    /// The column.
    pub def: ColumnDef,
    /// The table that defines it.
    pub base_table: String,
    /// Its name there.
    pub base_column: String,
}

/// What was asked about a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ColumnInfo {
    /// `JET_ColInfo`, `JET_ColInfoByColid`.
    Def(ColumnDef),
    /// `JET_ColInfoBase`, `JET_ColInfoBaseByColid`.
    Base(ColumnBase),
}

/// The language that definitions tell, whatever was said of them.
pub const LANGID: u16 = 1033;
/// The country that definitions tell.
pub const COUNTRY: u16 = 1;

/// The size of `JET_COLUMNDEF`.
const DEF_BYTES: usize = 28;
/// The size of `JET_COLUMNBASE`.
const BASE_BYTES: usize = 540;

impl Engine {
    /// Tells about a column of a cursor's table. `size` is that of the caller's buffer. Source:
    /// `JetGetTableColumnInfo`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidParameter`, `JET_errFeatureNotAvailable`,
    /// `JET_errBufferTooSmall`, `JET_errColumnNotFound`.
    pub fn get_table_column_info(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        column: ColumnChoice<'_>,
        level: u32,
        size: usize,
    ) -> Result<ColumnInfo> {
        const CALL: &str = "JetGetTableColumnInfo";
        self.on_cursor(CALL, sesid, tableid, |call| {
            let is_base = is_base(CALL, level, size)?;
            let updatable = call.cursor().is_updatable();
            let schema = call.schema()?;
            told(CALL, &schema, column, is_base, updatable)
        })
    }

    /// Tells about a column of a table. Source: `JetGetColumnInfo`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidDatabaseId`, `JET_errInvalidParameter`,
    /// `JET_errFeatureNotAvailable`, `JET_errBufferTooSmall`, `JET_errInvalidName`,
    /// `JET_errObjectNotFound`, `JET_errColumnNotFound`.
    pub fn get_column_info(
        &self,
        sesid: Sesid,
        dbid: Dbid,
        table: Option<&str>,
        column: ColumnChoice<'_>,
        level: u32,
        size: usize,
    ) -> Result<ColumnInfo> {
        const CALL: &str = "JetGetColumnInfo";
        self.in_session(CALL, sesid, false, |call| {
            let database = Arc::clone(call.opened(dbid)?);
            let Some(table) = table else { return refuse(CALL, JetErr::INVALID_PARAMETER) };
            let table = name::checked(CALL, Some(table))?;
            let is_base = is_base(CALL, level, size)?;
            let schema = call.read(&database, |cx| database.layer.schema(cx, table))?;
            told(CALL, &schema, column, is_base, false)
        })
    }
}

/// Whether a level is one of the two that tell where a column is defined.
fn is_base(call: &'static str, level: u32, size: usize) -> Result<bool> {
    let (is_base, bytes) = match ColInfo::from_raw(level) {
        Some(ColInfo::Column | ColInfo::ByColid) => (false, DEF_BYTES),
        Some(ColInfo::Base | ColInfo::BaseByColid) => (true, BASE_BYTES),
        Some(ColInfo::SysTabCursor) => return refuse(call, JetErr::FEATURE_NOT_AVAILABLE),
        _ => return refuse(call, JetErr::INVALID_PARAMETER),
    };
    if size < bytes { refuse(call, JetErr::BUFFER_TOO_SMALL) } else { Ok(is_base) }
}

fn told(
    call: &'static str,
    schema: &TableSchema,
    choice: ColumnChoice<'_>,
    is_base: bool,
    updatable: bool,
) -> Result<ColumnInfo> {
    let column = match choice {
        ColumnChoice::Named(name) => name.and_then(|name| schema.column(name)),
        ColumnChoice::Id(id) => schema.column_by_id(id).ok(),
    };
    let Some(column) = column else { return refuse(call, JetErr::COLUMN_NOT_FOUND) };
    let def = column_def(schema, column, updatable);
    if !is_base {
        return Ok(ColumnInfo::Def(def));
    }
    let is_inherited = column.is_derived || column.flags.has(ColumnFlags::TEMPLATE);
    let template = schema.template.as_ref().filter(|_| is_inherited);
    let base_table = template.unwrap_or(&schema.name).clone();
    Ok(ColumnInfo::Base(ColumnBase { def, base_table, base_column: column.name.clone() }))
}

/// A column as callers define one.
pub(crate) fn column_def(
    schema: &TableSchema,
    column: &ColumnSchema,
    updatable: bool,
) -> ColumnDef {
    let flag = |flag, bit| if column.flags.has(flag) { bit } else { Column::empty() };
    let place = match column.fid {
        ..128 => Column::FIXED,
        128..256 => Column::empty(),
        256.. => Column::TAGGED,
    };
    let grbit = place
        | if updatable { Column::UPDATABLE } else { Column::empty() }
        | flag(ColumnFlags::NOT_NULL, Column::NOT_NULL)
        | flag(ColumnFlags::VERSION, Column::VERSION)
        | flag(ColumnFlags::AUTO_INCREMENT, Column::AUTOINCREMENT)
        | flag(ColumnFlags::MULTI_VALUED, Column::MULTI_VALUED)
        | flag(ColumnFlags::ESCROW, Column::ESCROW_UPDATE)
        | flag(ColumnFlags::USER_DEFINED_DEFAULT, Column::USER_DEFINED_DEFAULT)
        | flag(ColumnFlags::COMPRESSED, Column::COMPRESSED);
    let max_bytes = match column.fid {
        ..128 => column.fixed_len() as u32,
        _ => column.max_len,
    };
    ColumnDef {
        column: schema.column_id(column),
        coltyp: column.coltyp,
        code_page: column.code_page,
        max_bytes,
        grbit,
    }
}
