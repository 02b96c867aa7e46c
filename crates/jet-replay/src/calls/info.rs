//! What calls tell of columns, tables, indexes, databases, instances.

use jet_api::bookmark::Place;
use jet_api::info::column::{COUNTRY, ColumnChoice, ColumnDef, ColumnInfo, LANGID};
use jet_api::info::index::IndexInfo;
use jet_api::info::table::{ObjectInfo, TableInfo};
use jet_types::{ColumnId, JetErr};
use serde_json::{Value, json};

use super::Run;
use crate::args::Unfit;
use crate::bytes::{self, OutBuffer};
use crate::call::{Answer, Call, code};
use crate::symbols::Kind;

pub(super) const CALLS: &[(&str, Run)] = &[
    ("JetGetTableColumnInfo", get_table_column_info),
    ("JetGetColumnInfo", get_column_info),
    ("JetGetTableIndexInfo", get_table_index_info),
    ("JetGetIndexInfo", get_index_info),
    ("JetGetTableInfo", get_table_info),
    ("JetGetObjectInfo", get_object_info),
    ("JetGetCursorInfo", get_cursor_info),
    ("JetGetDatabaseInfo", get_database_info),
    ("JetGetDatabaseFileInfo", get_database_file_info),
    ("JetGetInstanceInfo", get_instance_info),
];

/// Sizes of structures that absent sizes stand for.
const COLUMN_BYTES: u64 = 540;
const OBJECT_BYTES: u64 = 40;
const MISC_BYTES: u64 = 300;

fn get_table_column_info(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let name = call.text("szColumnName")?;
    let id = ColumnId(call.number32("columnid")?);
    let choice = match call.is_given("columnid") {
        true => ColumnChoice::Id(id),
        false => ColumnChoice::Named(name.as_deref()),
    };
    let (level, size) = (call.number32("InfoLevel")?, call.number_or("cbMax", COLUMN_BYTES)?);
    let engine = call.engine;
    let told = engine.get_table_column_info(sesid, tableid, choice, level, size as usize);
    put_column(call, told.as_ref().ok());
    Ok(code(told))
}

fn get_column_info(call: &mut Call<'_>) -> Answer {
    let (sesid, dbid, table) = (call.sesid()?, call.dbid()?, call.text("szTableName")?);
    let column = call.text("pColumnNameOrId")?;
    let choice = ColumnChoice::Named(column.as_deref());
    let (level, size) = (call.number32("InfoLevel")?, call.number_or("cbMax", COLUMN_BYTES)?);
    let engine = call.engine;
    let told = engine.get_column_info(sesid, dbid, table.as_deref(), choice, level, size as usize);
    put_column(call, told.as_ref().ok());
    Ok(code(told))
}

/// Shows a column, and binds it if a symbol is given.
fn put_column(call: &mut Call<'_>, told: Option<&ColumnInfo>) {
    call.symbol("list");
    let symbol = call.symbol("as");
    let def = match told {
        Some(ColumnInfo::Def(def)) => {
            call.put("columndef", shown_def(def, &[("wCollate", json!(0))]));
            def
        }
        Some(ColumnInfo::Base(base)) => {
            let names = [
                ("szBaseTableName", json!(base.base_table)),
                ("szBaseColumnName", json!(base.base_column)),
            ];
            call.put("columnbase", shown_def(&base.def, &names));
            &base.def
        }
        None => return,
    };
    if let Some(symbol) = symbol {
        call.name(symbol, Kind::Column, def.column.get().into());
    }
}

fn shown_def(def: &ColumnDef, more: &[(&str, Value)]) -> Value {
    let mut shown = json!({
        "columnid": def.column.get(),
        "coltyp": def.coltyp.raw(),
        "wCountry": COUNTRY,
        "langid": LANGID,
        "cp": def.code_page,
        "cbMax": def.max_bytes,
        "grbit": def.grbit.bits(),
    });
    for (name, value) in more {
        shown[*name] = value.clone();
    }
    shown
}

fn get_table_index_info(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let index = call.text("szIndexName")?;
    let level = call.number32("InfoLevel")?;
    let mut buffer = call.buffer("pvResult", "cbResult")?;
    let mut place = Place::new(buffer.place());
    let engine = call.engine;
    let told = engine.get_table_index_info(sesid, tableid, index.as_deref(), &mut place, level);
    let actual = place.actual;
    put_index(call, told.as_ref().ok(), &buffer, actual)?;
    Ok(code(told))
}

fn get_index_info(call: &mut Call<'_>) -> Answer {
    let (sesid, dbid, table) = (call.sesid()?, call.dbid()?, call.text("szTableName")?);
    let index = call.text("szIndexName")?;
    let level = call.number32("InfoLevel")?;
    let mut buffer = call.buffer("pvResult", "cbResult")?;
    let mut place = Place::new(buffer.place());
    let engine = call.engine;
    let (table, index) = (table.as_deref(), index.as_deref());
    let told = engine.get_index_info(sesid, dbid, table, index, &mut place, level);
    let actual = place.actual;
    put_index(call, told.as_ref().ok(), &buffer, actual)?;
    Ok(code(told))
}

fn put_index(
    call: &mut Call<'_>,
    told: Option<&IndexInfo>,
    buffer: &OutBuffer,
    actual: Option<usize>,
) -> Result<(), Unfit> {
    call.symbol("list");
    let symbol = call.text("as")?;
    match told {
        Some(IndexInfo::Id(id)) => {
            call.put("indexid", id.number());
            if let Some(symbol) = symbol {
                call.name(symbol, Kind::Index, id.number().into());
            }
        }
        Some(IndexInfo::Written) => put_raw(call, buffer, actual)?,
        None => {
            call.text("fmt")?;
        }
    }
    Ok(())
}

/// Shows raw bytes as the transcript asks for.
fn put_raw(call: &mut Call<'_>, buffer: &OutBuffer, actual: Option<usize>) -> Result<(), Unfit> {
    let data = buffer.written(actual).unwrap_or_default();
    let number = data.iter().rev().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let u32_at = |at: usize| {
        let bytes = data.get(at..at + 4).unwrap_or_default();
        bytes.iter().rev().fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
    };
    let shown = match call.text("fmt")?.as_deref() {
        Some("u8" | "u16" | "u32") => json!(number),
        Some("sz") => {
            let text = data.split(|byte| *byte == 0).next().unwrap_or_default();
            json!(String::from_utf8_lossy(text))
        }
        Some("dbstate") => json!({
            "ulVersion": u32_at(0),
            "dbstate": u32_at(36),
            "fShadowingDisabled": u32_at(188),
            "cbPageSize": u32_at(212),
        }),
        _ => bytes::shown(data),
    };
    call.put("pvResult", shown);
    Ok(())
}

fn get_table_info(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let level = call.number32("InfoLevel")?;
    let mut buffer = call.buffer("pvResult", "cbMax")?;
    let mut place = Place::new(buffer.place());
    let told = call.engine.get_table_info(sesid, tableid, &mut place, level);
    let actual = place.actual;
    match &told {
        Ok(TableInfo::Object(info)) => put_object(call, info),
        Ok(TableInfo::Written) => put_raw(call, &buffer, actual)?,
        Err(_) => drop(call.text("fmt")?),
    }
    Ok(code(told))
}

fn put_object(call: &mut Call<'_>, info: &ObjectInfo) {
    let shown = json!({
        "objtyp": 1,
        "dtCreate": 0,
        "dtUpdate": 0,
        "grbit": info.grbit.bits(),
        "flags": info.flags.bits(),
        "cRecord": info.records,
        "cPage": info.pages,
    });
    call.put("objectinfo", shown);
}

fn get_object_info(call: &mut Call<'_>) -> Answer {
    let (sesid, dbid) = (call.sesid()?, call.dbid()?);
    // Not looked at by the engine.
    call.number("objtyp")?;
    call.symbol("list");
    let (container, name) = (call.text("szContainerName")?, call.text("szObjectName")?);
    let (level, size) = (call.number32("InfoLevel")?, call.number_or("cbMax", OBJECT_BYTES)?);
    let engine = call.engine;
    let (container, name) = (container.as_deref(), name.as_deref());
    let told = engine.get_object_info(sesid, dbid, container, name, level, size as usize);
    if let Ok(info) = &told {
        put_object(call, info);
    }
    Ok(code(told))
}

fn get_cursor_info(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let (level, size) = (call.number32("InfoLevel")?, call.number("cbMax")? as usize);
    Ok(code(call.engine.get_cursor_info(sesid, tableid, level, size)))
}

fn get_database_info(call: &mut Call<'_>) -> Answer {
    let (sesid, dbid) = (call.sesid()?, call.dbid()?);
    let level = call.number32("InfoLevel")?;
    let mut buffer = call.buffer("pvResult", "cbMax")?;
    let mut place = Place::new(buffer.place());
    let told = call.engine.get_database_info(sesid, dbid, &mut place, level);
    let actual = place.actual;
    put_told(call, told, &buffer, actual)
}

fn get_database_file_info(call: &mut Call<'_>) -> Answer {
    let path = call.text("szDatabaseName")?;
    let level = call.number32("InfoLevel")?;
    let size = call.number_or("cbMax", MISC_BYTES)? as usize;
    let mut buffer = OutBuffer::new("pvResult", size, false);
    let mut place = Place::new(buffer.place());
    let told = call.engine.get_database_file_info(path.as_deref(), &mut place, level);
    let actual = place.actual;
    put_told(call, told, &buffer, actual)
}

fn put_told(
    call: &mut Call<'_>,
    told: Result<(), jet_api::ApiError>,
    buffer: &OutBuffer,
    actual: Option<usize>,
) -> Answer {
    if told.is_ok() {
        put_raw(call, buffer, actual)?;
    } else {
        call.text("fmt")?;
    }
    Ok(code(told))
}

fn get_instance_info(call: &mut Call<'_>) -> Answer {
    if call.is_null("pcInstanceInfo") || call.is_null("paInstanceInfo") {
        return Ok(JetErr::INVALID_PARAMETER);
    }
    let told = call.engine.get_instance_info();
    let mut shown = Vec::new();
    for info in &told {
        let databases: Vec<_> = info.databases.iter().map(|path| call.left_out(path)).collect();
        shown.push(json!({
            "szInstanceName": info.name,
            "cDatabases": databases.len(),
            "szDatabaseFileName": databases,
        }));
    }
    call.put("pcInstanceInfo", told.len());
    call.put("paInstanceInfo", shown);
    Ok(JetErr::SUCCESS)
}
