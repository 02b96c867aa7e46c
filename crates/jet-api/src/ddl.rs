//! Tables, columns and indexes: made, renamed, deleted.

use std::sync::Arc;

use jet_session::Database;
use jet_table::ddl::{self, Report};
use jet_table::table::{Access, Table};
use jet_table::{Cursor, TableCache};
use jet_types::grbit::{self, DeleteColumn, RenameColumn};
use jet_types::{ColumnId, JetErr};

pub use jet_table::ddl::{ColumnDef, Condition, IndexDef, Locale, SpaceHints, TableDef};
pub use jet_table::schema::TupleLimits;

use crate::call::{CursorCall, SessionCall};
use crate::engine::Engine;
use crate::error::{InCall, Result, refuse};
use crate::handle::{Dbid, Sesid, TABLEID_NIL, Tableid};

/// `JET_TABLECREATE`, in one of its versions.
#[derive(Clone, Copy, Debug)]
pub struct TableCreate<'a> {
    /// Which version of the call it is for.
    pub version: u32,
    /// The size the caller says it has, if that is not the right one.
    pub struct_bytes: Option<u32>,
    /// The table; its columns and indexes are those below.
    pub def: TableDef<'a>,
    /// Its columns; `None` for a null pointer to some.
    pub columns: Option<&'a [ColumnCreate<'a>]>,
    /// Its indexes; `None` for a null pointer to some.
    pub indexes: Option<&'a [IndexCreate<'a>]>,
}

/// `JET_COLUMNCREATE`, or `JET_COLUMNDEF` with what belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct ColumnCreate<'a> {
    /// The size the caller says it has, if that is not the right one.
    pub struct_bytes: Option<u32>,
    /// The column.
    pub def: ColumnDef<'a>,
}

/// `JET_INDEXCREATE`, in one of its versions.
#[derive(Clone, Copy, Debug)]
pub struct IndexCreate<'a> {
    /// The size the caller says it has, if that is not the right one.
    pub struct_bytes: Option<u32>,
    /// The index.
    pub def: IndexDef<'a>,
}

/// What was made, also when something failed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TableReport {
    /// Tables, columns and indexes; `None` when nobody came to count.
    pub created: Option<u32>,
    /// What became of each column looked at: its id, and success or a warning.
    pub columns: Vec<std::result::Result<(ColumnId, JetErr), JetErr>>,
    /// What became of each index looked at.
    pub indexes: Vec<JetErr>,
}

impl Engine {
    /// Makes a table without columns, and opens it for the session alone. Source: `JetCreateTable`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidDatabaseId`, `JET_errPermissionDenied`,
    /// `JET_errTransReadOnly`, `JET_errInvalidName`, `JET_errDensityInvalid`,
    /// `JET_errTableDuplicate`, `JET_errWriteConflict`, `JET_errOutOfCursors`. The cursor is null
    /// then.
    pub fn create_table(
        &self,
        sesid: Sesid,
        dbid: Dbid,
        name: Option<&str>,
        pages: u32,
        density: u32,
        tableid: Option<&mut Tableid>,
    ) -> Result<()> {
        const CALL: &str = "JetCreateTable";
        self.in_session(CALL, sesid, false, |call| {
            call.opened(dbid)?;
            let Some(tableid) = tableid else { return refuse(CALL, JetErr::INVALID_PARAMETER) };
            *tableid = TABLEID_NIL;
            let name = name.unwrap_or_default();
            ddl::stored_name(name).map_err(jet_table::TableError::from).in_call(CALL)?;
            let density = ddl::table_density(density).map_err(jet_table::TableError::from);
            let density = density.in_call(CALL)?;
            let def = TableDef { name, pages, density, ..PLAIN };
            *tableid = create(call, dbid, &def, &mut Report::default())?;
            Ok(())
        })
    }

    /// Makes a table with its columns and indexes, as a whole or not at all, and opens it for the
    /// session alone. `report` tells how far it came. Source: `JetCreateTableColumnIndex4`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidDatabaseId`, `JET_errInvalidParameter`,
    /// `JET_errInvalidCreateIndex`, `JET_errPermissionDenied`, `JET_errTransReadOnly`; all that
    /// tables, columns and indexes are refused for. The cursor is null then.
    pub fn create_table_column_index(
        &self,
        sesid: Sesid,
        dbid: Dbid,
        create: &TableCreate<'_>,
        report: &mut TableReport,
        tableid: &mut Tableid,
    ) -> Result<()> {
        const CALL: &str = "JetCreateTableColumnIndex";
        self.in_session(CALL, sesid, false, |call| {
            call.opened(dbid)?;
            *tableid = create_all(call, dbid, create, report, tableid)?;
            Ok(())
        })
    }

    /// Deletes a table that nobody has open. Source: `JetDeleteTable`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidDatabaseId`, `JET_errPermissionDenied`,
    /// `JET_errTransReadOnly`, `JET_errInvalidName`, `JET_errObjectNotFound`,
    /// `JET_errTableInUse`, `JET_errTableLocked`, `JET_errCannotDeleteSystemTable`,
    /// `JET_errCannotDeleteTemplateTable`, `JET_errWriteConflict`.
    pub fn delete_table(&self, sesid: Sesid, dbid: Dbid, name: Option<&str>) -> Result<()> {
        const CALL: &str = "JetDeleteTable";
        self.in_session(CALL, sesid, false, |call| {
            let number = call.caller.id.parts().0;
            let name = name.unwrap_or_default();
            let database = Arc::clone(call.opened(dbid)?);
            call.write(&database, |cx, writer| {
                ddl::delete_table(cx, writer, &database.layer, number, name)
            })
        })
    }

    /// Gives a table another name. Source: `JetRenameTable`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidDatabaseId`, `JET_errInvalidParameter` without
    /// names, `JET_errPermissionDenied`, `JET_errTransReadOnly`, `JET_errInvalidName`,
    /// `JET_errObjectNotFound`, `JET_errKeyDuplicate`, `JET_errFixedDDL`.
    pub fn rename_table(
        &self,
        sesid: Sesid,
        dbid: Dbid,
        name: Option<&str>,
        new_name: Option<&str>,
    ) -> Result<()> {
        const CALL: &str = "JetRenameTable";
        self.in_session(CALL, sesid, false, |call| {
            let database = Arc::clone(call.opened(dbid)?);
            let (Some(name), Some(new_name)) = (name, new_name) else {
                return refuse(CALL, JetErr::INVALID_PARAMETER);
            };
            call.write(&database, |cx, writer| {
                ddl::rename_table(cx, writer, &database.layer, name, new_name)
            })
        })
    }

    /// Adds a column to a cursor's table. Returns success, or `JET_wrnColumnMaxTruncated`. Source:
    /// `JetAddColumn`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errPermissionDenied`, `JET_errTransReadOnly`; all that a
    /// column is refused for.
    pub fn add_column(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        create: &ColumnCreate<'_>,
        column: &mut Option<ColumnId>,
    ) -> Result<JetErr> {
        const CALL: &str = "JetAddColumn";
        self.on_cursor(CALL, sesid, tableid, |call| {
            call.check_updatable()?;
            if create.struct_bytes.is_some() {
                return refuse(CALL, JetErr::INVALID_PARAMETER);
            }
            let caller = call.ddl_caller();
            let added = call.redefine(|tables, table, cx, writer| {
                ddl::add_column(cx, writer, tables, table, caller, &create.def)
            })?;
            *column = Some(added.id);
            Ok(added.warning.unwrap_or(JetErr::SUCCESS))
        })
    }

    /// Deletes a column of a cursor's table. Source: `JetDeleteColumn2`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errPermissionDenied`, `JET_errTransReadOnly`,
    /// `JET_errInvalidName`, `JET_errColumnNotFound`, `JET_errColumnInUse`, `JET_errFixedDDL`,
    /// `JET_errFixedInheritedDDL`, `JET_errWriteConflict`.
    pub fn delete_column(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        name: Option<&str>,
        grbit: DeleteColumn,
    ) -> Result<()> {
        let name = name.unwrap_or_default();
        let own_only = grbit.contains(DeleteColumn::IGNORE_TEMPLATE_COLUMNS);
        self.on_cursor("JetDeleteColumn", sesid, tableid, |call| {
            call.check_updatable()?;
            call.redefine(|tables, table, cx, writer| {
                ddl::delete_column(cx, writer, tables, table, name, own_only)
            })
        })
    }

    /// Gives a column of a cursor's table another name; unknown bits are ignored. Source:
    /// `JetRenameColumn`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidParameter` without names,
    /// `JET_errInTransaction`, `JET_errPermissionDenied`, `JET_errInvalidName`,
    /// `JET_errColumnNotFound`, `JET_errKeyDuplicate`, `JET_errFixedInheritedDDL`.
    pub fn rename_column(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        name: Option<&str>,
        new_name: Option<&str>,
        _grbit: RenameColumn,
    ) -> Result<()> {
        const CALL: &str = "JetRenameColumn";
        self.on_cursor(CALL, sesid, tableid, |call| {
            let (Some(name), Some(new_name)) = (name, new_name) else {
                return refuse(CALL, JetErr::INVALID_PARAMETER);
            };
            if call.level() > 0 {
                return refuse(CALL, JetErr::IN_TRANSACTION);
            }
            call.check_updatable()?;
            call.define(|tables, table, cx, writer| {
                ddl::rename_column(cx, writer, tables, table, name, new_name)
            })
        })
    }

    /// Makes indexes of a cursor's table, all or none. Source: `JetCreateIndex4`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidParameter`, `JET_errPermissionDenied`,
    /// `JET_errTransReadOnly`; for several `JET_errInTransaction`,
    /// `JET_errExclusiveTableLockRequired`, `JET_errInvalidGrbit`; all that an index is refused for.
    pub fn create_indexes(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        indexes: Option<&[IndexCreate<'_>]>,
    ) -> Result<()> {
        const CALL: &str = "JetCreateIndex";
        self.on_cursor(CALL, sesid, tableid, |call| {
            let Some(indexes) = indexes else { return refuse(CALL, JetErr::INVALID_PARAMETER) };
            if indexes.iter().any(|index| index.struct_bytes.is_some()) {
                return refuse(CALL, JetErr::INVALID_PARAMETER);
            }
            call.check_updatable()?;
            let caller = call.ddl_caller();
            if indexes.len() > 1 {
                check_several(call, indexes)?;
            }
            call.define(|tables, table, cx, writer| {
                indexes.iter().try_for_each(|index| {
                    ddl::create_index(cx, writer, tables, table, caller, &index.def)
                })
            })
        })
    }

    /// Deletes an index of a cursor's table. Source: `JetDeleteIndex`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errPermissionDenied`, `JET_errTransReadOnly`,
    /// `JET_errInvalidName`, `JET_errIndexNotFound`, `JET_errIndexMustStay`,
    /// `JET_errIndexInUse`, `JET_errFixedDDL`, `JET_errFixedInheritedDDL`,
    /// `JET_errWriteConflict`.
    pub fn delete_index(&self, sesid: Sesid, tableid: Tableid, name: Option<&str>) -> Result<()> {
        let name = name.unwrap_or_default();
        self.on_cursor("JetDeleteIndex", sesid, tableid, |call| {
            call.check_updatable()?;
            call.define(|tables, table, cx, writer| {
                ddl::delete_index(cx, writer, tables, table, name)
            })
        })
    }
}

/// A table without anything special.
const PLAIN: TableDef<'static> = TableDef {
    name: "",
    template: None,
    pages: 0,
    density: 0,
    grbit: 0,
    columns: &[],
    indexes: &[],
    separate_most: 0,
    long_value_chunk: 0,
    space: SPACE,
    long_value_space: SPACE,
};

/// Space as the engine sees fit.
const SPACE: SpaceHints = SpaceHints {
    density: 0,
    initial: 0,
    grbit: 0,
    maintained_density: 0,
    growth: 0,
    extent_least: 0,
    extent_most: 0,
};

/// Makes a table and opens it for the session alone.
fn create(
    call: &mut SessionCall<'_>,
    dbid: Dbid,
    def: &TableDef<'_>,
    report: &mut Report,
) -> Result<Tableid> {
    let database = Arc::clone(call.opened(dbid)?);
    let table = call.write(&database, |cx, writer| {
        ddl::create_table(cx, writer, &database.layer, def, report)
    })?;
    let access = Access { updatable: true, deny_read: true, ..Access::default() };
    call.open_cursor(&database, |number| Cursor::open(table, number, access))
}

/// The versions of the call from which on the structures of indexes are looked at after the table
/// and its columns were made.
const INDEXES_LATE: u32 = 3;

/// Makes a table with all that belongs to it. What is wrong with structures is found where the
/// reference engine finds it.
fn create_all(
    call: &mut SessionCall<'_>,
    dbid: Dbid,
    create: &TableCreate<'_>,
    report: &mut TableReport,
    tableid: &mut Tableid,
) -> Result<Tableid> {
    let name = call.caller.name;
    let invalid = || refuse(name, JetErr::INVALID_PARAMETER);
    if create.struct_bytes.is_some() {
        return invalid();
    }
    let is_late = create.version >= INDEXES_LATE;
    let (columns, indexes) =
        (create.columns.unwrap_or_default(), create.indexes.unwrap_or_default());
    let is_bad_index = indexes.iter().any(|index| index.struct_bytes.is_some());
    if is_bad_index && !is_late {
        *tableid = TABLEID_NIL;
        return invalid();
    }
    let bad_column = columns.iter().position(|column| column.struct_bytes.is_some());
    let columns: Vec<_> = columns.iter().map(|column| column.def).collect();
    let indexes: Vec<_> = indexes.iter().map(|index| index.def).collect();
    let sound = columns.get(..bad_column.unwrap_or(columns.len())).unwrap_or_default();
    let def = TableDef { columns: sound, indexes: &indexes, ..create.def };
    let mut made = Report::default();
    let is_broken = bad_column.is_some()
        || create.columns.is_none()
        || create.indexes.is_none()
        || is_bad_index;
    let database = Arc::clone(call.opened(dbid)?);
    let mut stop = None;
    let table = call.write(&database, |cx, writer| {
        let def = if is_broken { TableDef { indexes: &[], ..def } } else { def };
        let table = ddl::create_table(cx, writer, &database.layer, &def, &mut made)?;
        if is_broken {
            // As a whole or not at all.
            let is_before_indexes = bad_column.is_some() || create.columns.is_none();
            let code = match is_late && !is_before_indexes {
                true => JetErr::INVALID_CREATE_INDEX,
                false => JetErr::INVALID_PARAMETER,
            };
            stop = Some(code);
            return Err(jet_table::Refusal::InvalidParameter.into());
        }
        Ok(table)
    });
    if !matches!(&table, Err(error) if is_before_creation(error.code()) && made.created == 0) {
        *tableid = TABLEID_NIL;
    }
    if matches!(&table, Err(error) if error.code() == JetErr::TABLE_DUPLICATE) {
        made.created = made.created.max(1);
    }
    told(report, made);
    let table = match (table, stop) {
        (Err(_), Some(code)) => return refuse(name, code),
        (table, _) => table?,
    };
    open_made(call, &database, table, create)
}

/// Opens a cursor on a new table, if it gets one.
fn open_made(
    call: &mut SessionCall<'_>,
    database: &Arc<Database<TableCache>>,
    table: Arc<Table>,
    create: &TableCreate<'_>,
) -> Result<Tableid> {
    let access = Access { updatable: true, deny_read: true, ..Access::default() };
    let opened = call.open_cursor(database, |number| Cursor::open(table, number, access))?;
    if create.def.grbit & grbit::CreateTable::IMMUTABLE_STRUCTURE.bits() != 0 {
        let cursor = opened.parts().map(|(_, cursor)| cursor);
        cursor.map(|cursor| call.layer.cursors.close(cursor));
        return Ok(TABLEID_NIL);
    }
    Ok(opened)
}

/// Whether a table is refused before anything is written, the place for its cursor included.
fn is_before_creation(code: JetErr) -> bool {
    matches!(code, JetErr::INVALID_GRBIT | JetErr::INVALID_NAME)
}

/// Tells what was made.
fn told(report: &mut TableReport, made: Report) {
    report.created = Some(made.created);
    let column = |column: std::result::Result<ddl::Added, JetErr>| {
        column.map(|added| (added.id, added.warning.unwrap_or(JetErr::SUCCESS)))
    };
    report.columns = made.columns.into_iter().map(column).collect();
    let index = |code: Option<JetErr>| code.unwrap_or(JetErr::SUCCESS);
    report.indexes = made.indexes.into_iter().map(index).collect();
}

/// What several indexes at once take.
fn check_several(call: &mut CursorCall<'_>, indexes: &[IndexCreate<'_>]) -> Result<()> {
    let name = call.caller.name;
    if call.level() > 0 {
        return refuse(name, JetErr::IN_TRANSACTION);
    }
    if !call.ddl_caller().is_alone {
        return refuse(name, JetErr::EXCLUSIVE_TABLE_LOCK_REQUIRED);
    }
    use grbit::CreateIndex as Bits;
    let refused = Bits::PRIMARY | Bits::UNVERSIONED | Bits::EMPTY;
    let is_refused = |index: &IndexCreate<'_>| index.def.grbit & refused.bits() != 0;
    if indexes.iter().any(is_refused) { refuse(name, JetErr::INVALID_GRBIT) } else { Ok(()) }
}
