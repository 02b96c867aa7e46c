//! What there is, told: tables, columns, indexes, databases, instances.
#![allow(unsafe_code, reason = "pointers of C callers")]

use jet_api::bookmark::Place;
use jet_api::info::column::{COUNTRY, ColumnChoice, ColumnDef, ColumnInfo, LANGID};
use jet_api::info::index::IndexInfo;
use jet_api::info::table::{ObjectInfo, TableInfo};
use jet_api::level::{ColInfo, DbInfo, IdxInfo, TblInfo};
use jet_api::{ColumnId, Dbid, JetErr};

use super::session::handle;
use super::table::cursor;
use crate::abi::{
    JET_COLUMNBASE, JET_COLUMNDEF, JET_DBID, JET_INDEXID, JET_OBJECTINFO, JET_OBJTYP, JET_SESID,
    JET_TABLEID, c_void,
};
use crate::border::{DONE, Outcome, engine};
use crate::memory::{buffer, get, put};
use crate::text::{Unit, put_text, text};

/// Room for a text the engine tells, whose own form is 8-bit: more than any path or name has.
const TEXT_BYTES: usize = 4096;

/// `JetGetTableInfo`.
pub(crate) unsafe fn get_table_info<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    result: *mut c_void,
    size: u32,
    level: u32,
) -> Outcome {
    let (sesid, tableid) = (handle(sesid), cursor(tableid));
    if matches!(TblInfo::from_raw(level), Some(TblInfo::Name | TblInfo::TemplateTableName)) {
        // SAFETY: C1.
        return unsafe {
            told_text::<C>(result, size, |place| {
                engine().get_table_info(sesid, tableid, place, level)?;
                DONE
            })
        };
    }
    // SAFETY: C1.
    let mut place = Place::new(unsafe { buffer(result, size) });
    if let TableInfo::Object(info) = engine().get_table_info(sesid, tableid, &mut place, level)? {
        // SAFETY: C1; the engine saw that there is room.
        unsafe { put(result.cast(), object_info(&info)) };
    }
    DONE
}

/// `JetGetObjectInfo`.
pub(crate) unsafe fn get_object_info<C: Unit>(
    sesid: JET_SESID,
    dbid: JET_DBID,
    _kind: JET_OBJTYP,
    container: *const C,
    name: *const C,
    result: *mut c_void,
    size: u32,
    level: u32,
) -> Outcome {
    // SAFETY: C1.
    let (container, name) = unsafe { (text(container)?, text(name)?) };
    let room = if result.is_null() { 0 } else { size as usize };
    let info = engine().get_object_info(
        handle(sesid),
        Dbid(dbid),
        container.as_deref(),
        name.as_deref(),
        level,
        room,
    )?;
    // SAFETY: C1; the engine saw that there is room.
    unsafe { put(result.cast(), object_info(&info)) };
    DONE
}

fn object_info(info: &ObjectInfo) -> JET_OBJECTINFO {
    JET_OBJECTINFO {
        cbStruct: size_of::<JET_OBJECTINFO>() as u32,
        objtyp: 1,
        dtCreate: 0.0,
        dtUpdate: 0.0,
        grbit: info.grbit.bits(),
        flags: info.flags.bits(),
        cRecord: info.records,
        cPage: info.pages,
    }
}

/// `JetGetCursorInfo`.
pub(crate) unsafe fn get_cursor_info(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    _result: *mut c_void,
    size: u32,
    level: u32,
) -> Outcome {
    engine().get_cursor_info(handle(sesid), cursor(tableid), level, size as usize)?;
    DONE
}

/// `JetGetTableColumnInfo`.
pub(crate) unsafe fn get_table_column_info<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    name: *const C,
    result: *mut c_void,
    size: u32,
    level: u32,
) -> Outcome {
    // SAFETY: C1.
    unsafe {
        column_info(name, result, size, level, |choice, size| {
            engine().get_table_column_info(handle(sesid), cursor(tableid), choice, level, size)
        })
    }
}

/// `JetGetColumnInfo`.
pub(crate) unsafe fn get_column_info<C: Unit>(
    sesid: JET_SESID,
    dbid: JET_DBID,
    table: *const C,
    name: *const C,
    result: *mut c_void,
    size: u32,
    level: u32,
) -> Outcome {
    // SAFETY: C1.
    let table = unsafe { text(table)? };
    let table = table.as_deref();
    // SAFETY: C1.
    unsafe {
        column_info(name, result, size, level, |choice, size| {
            engine().get_column_info(handle(sesid), Dbid(dbid), table, choice, level, size)
        })
    }
}

/// Asks about a column and writes the answer. The name is an id where the level says so. Sizes are
/// told to the engine as those of 8-bit structures.
unsafe fn column_info<C: Unit>(
    name: *const C,
    result: *mut c_void,
    size: u32,
    level: u32,
    ask: impl FnOnce(ColumnChoice<'_>, usize) -> jet_api::Result<ColumnInfo>,
) -> Outcome {
    let mut words = None;
    let choice = match ColInfo::from_raw(level) {
        Some(ColInfo::ByColid | ColInfo::BaseByColid) => {
            // SAFETY: C1: the name is the address of an id.
            let id = unsafe { get(name.cast::<u32>()) };
            ColumnChoice::Id(ColumnId(id.ok_or(JetErr::INVALID_PARAMETER)?))
        }
        _ => {
            // SAFETY: C1.
            words = unsafe { text(name)? };
            ColumnChoice::Named(words.as_deref())
        }
    };
    let room = if result.is_null() { 0 } else { size as usize };
    let wide = size_of::<JET_COLUMNBASE<C>>() - size_of::<JET_COLUMNBASE<crate::abi::c_char>>();
    let is_base = matches!(ColInfo::from_raw(level), Some(ColInfo::Base | ColInfo::BaseByColid));
    let room = if is_base { room.saturating_sub(wide) } else { room };
    let answer = ask(choice, room);
    drop(words);
    // SAFETY: C1; the engine saw that there is room.
    unsafe {
        match answer? {
            ColumnInfo::Def(def) => put(result.cast(), column_def(&def)),
            ColumnInfo::Base(base) => {
                let def = column_def(&base.def);
                put(
                    result.cast(),
                    JET_COLUMNBASE::<C> {
                        cbStruct: size_of::<JET_COLUMNBASE<C>>() as u32,
                        columnid: def.columnid,
                        coltyp: def.coltyp,
                        wCountry: def.wCountry,
                        langid: def.langid,
                        cp: def.cp,
                        wFiller: 0,
                        cbMax: def.cbMax,
                        grbit: def.grbit,
                        szBaseTableName: field(&base.base_table),
                        szBaseColumnName: field(&base.base_column),
                    },
                );
            }
        }
    }
    DONE
}

/// A text in a field of a structure.
fn field<C: Unit, const LEN: usize>(text: &str) -> [C; LEN] {
    let mut field = [C::END; LEN];
    let units = C::encode(text);
    field.iter_mut().take(LEN - 1).zip(units).for_each(|(to, from)| *to = from);
    field
}

fn column_def(def: &ColumnDef) -> JET_COLUMNDEF {
    JET_COLUMNDEF {
        cbStruct: size_of::<JET_COLUMNDEF>() as u32,
        columnid: def.column.0,
        coltyp: def.coltyp as u32,
        wCountry: COUNTRY,
        langid: LANGID,
        cp: def.code_page,
        wCollate: 0,
        cbMax: def.max_bytes,
        grbit: def.grbit.bits(),
    }
}

/// `JetGetTableIndexInfo`.
pub(crate) unsafe fn get_table_index_info<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    index: *const C,
    result: *mut c_void,
    size: u32,
    level: u32,
) -> Outcome {
    // SAFETY: C1.
    let index = unsafe { text(index)? };
    let index = index.as_deref();
    // SAFETY: C1.
    unsafe {
        index_info(result, size, level, |place| {
            engine().get_table_index_info(handle(sesid), cursor(tableid), index, place, level)
        })
    }
}

/// `JetGetIndexInfo`.
pub(crate) unsafe fn get_index_info<C: Unit>(
    sesid: JET_SESID,
    dbid: JET_DBID,
    table: *const C,
    index: *const C,
    result: *mut c_void,
    size: u32,
    level: u32,
) -> Outcome {
    // SAFETY: C1.
    let (table, index) = unsafe { (text(table)?, text(index)?) };
    let (table, index) = (table.as_deref(), index.as_deref());
    // SAFETY: C1.
    unsafe {
        index_info(result, size, level, |place| {
            engine().get_index_info(handle(sesid), Dbid(dbid), table, index, place, level)
        })
    }
}

/// Asks about an index and writes the answer. Locales have names in UTF-16 whoever asks.
unsafe fn index_info(
    result: *mut c_void,
    size: u32,
    level: u32,
    ask: impl FnOnce(&mut Place<'_>) -> jet_api::Result<IndexInfo>,
) -> Outcome {
    if IdxInfo::from_raw(level) == Some(IdxInfo::LocaleName) {
        // SAFETY: C1.
        return unsafe {
            told_text::<u16>(result, size, |place| {
                ask(place)?;
                DONE
            })
        };
    }
    // SAFETY: C1.
    let mut place = Place::new(unsafe { buffer(result, size) });
    if let IndexInfo::Id(id) = ask(&mut place)? {
        if result.is_null() || (size as usize) < size_of::<JET_INDEXID>() {
            return Err(JetErr::BUFFER_TOO_SMALL);
        }
        let number = u128::from(id.number()).to_le_bytes();
        let told = JET_INDEXID { cbStruct: id.struct_bytes, rgbIndexId: number };
        // SAFETY: C1.
        unsafe { put(result.cast(), told) };
    }
    DONE
}

/// `JetGetDatabaseInfo`.
pub(crate) unsafe fn get_database_info<C: Unit>(
    sesid: JET_SESID,
    dbid: JET_DBID,
    result: *mut c_void,
    size: u32,
    level: u32,
) -> Outcome {
    // SAFETY: C1.
    unsafe {
        database_info::<C>(result, size, level, |place| {
            engine().get_database_info(handle(sesid), Dbid(dbid), place, level)
        })
    }
}

/// `JetGetDatabaseFileInfo`.
pub(crate) unsafe fn get_database_file_info<C: Unit>(
    path: *const C,
    result: *mut c_void,
    size: u32,
    level: u32,
) -> Outcome {
    // SAFETY: C1.
    let path = unsafe { text(path)? };
    // SAFETY: C1.
    unsafe {
        database_info::<C>(result, size, level, |place| {
            engine().get_database_file_info(path.as_deref(), place, level)
        })
    }
}

unsafe fn database_info<C: Unit>(
    result: *mut c_void,
    size: u32,
    level: u32,
    ask: impl FnOnce(&mut Place<'_>) -> jet_api::Result<()>,
) -> Outcome {
    if DbInfo::from_raw(level) == Some(DbInfo::Filename) {
        // SAFETY: C1.
        return unsafe {
            told_text::<C>(result, size, |place| {
                ask(place)?;
                DONE
            })
        };
    }
    // SAFETY: C1.
    ask(&mut Place::new(unsafe { buffer(result, size) }))?;
    DONE
}

/// Has the engine tell a text, and writes it in the caller's characters.
unsafe fn told_text<C: Unit>(
    result: *mut c_void,
    size: u32,
    ask: impl FnOnce(&mut Place<'_>) -> Outcome,
) -> Outcome {
    let mut room = vec![0; TEXT_BYTES];
    let code = ask(&mut Place::new(Some(&mut room)))?;
    let words = room.split(|byte| *byte == 0).next().unwrap_or_default();
    let words = String::from_utf8_lossy(words);
    // SAFETY: C1.
    let fits = !result.is_null() && unsafe { put_text::<C>(result.cast(), size, &words) };
    if fits { Ok(code) } else { Err(JetErr::BUFFER_TOO_SMALL) }
}
