//! Databases created, tables, columns and indexes made, renamed, deleted.

use jet_api::ddl::{
    ColumnCreate, ColumnDef, Condition, IndexCreate, IndexDef, Locale, SpaceHints, TableCreate,
    TableDef, TableReport, TupleLimits,
};
use jet_api::{Dbid, Tableid};
use jet_types::ColumnId;
use jet_types::grbit::{CreateDatabase, DeleteColumn, RenameColumn};
use serde_json::{Map, Value, json};

use super::Run;
use crate::args::{Args, Unfit};
use crate::bytes::Bytes;
use crate::call::{Answer, Call, SENTINEL, code, shown_code, warned};
use crate::symbols::Kind;

pub(super) const CALLS: &[(&str, Run)] = &[
    ("JetCreateDatabase", create_database),
    ("JetCreateDatabase2", create_database),
    ("JetCreateTable", create_table),
    ("JetCreateTableColumnIndex", |call| create_table_column_index(call, 1)),
    ("JetCreateTableColumnIndex2", |call| create_table_column_index(call, 2)),
    ("JetCreateTableColumnIndex3", |call| create_table_column_index(call, 3)),
    ("JetCreateTableColumnIndex4", |call| create_table_column_index(call, 4)),
    ("JetDeleteTable", delete_table),
    ("JetRenameTable", rename_table),
    ("JetAddColumn", add_column),
    ("JetDeleteColumn", delete_column),
    ("JetDeleteColumn2", delete_column),
    ("JetRenameColumn", rename_column),
    ("JetCreateIndex", create_index),
    ("JetCreateIndex2", create_indexes),
    ("JetCreateIndex3", create_indexes),
    ("JetCreateIndex4", create_indexes),
    ("JetDeleteIndex", delete_index),
];

fn create_database(call: &mut Call<'_>) -> Answer {
    let (sesid, path) = (call.sesid()?, call.text("szFilename")?);
    // Ignored by the engine.
    call.text("szConnect")?;
    let most = call.number32("cpgDatabaseSizeMax")?;
    let (place, mut dbid) = (call.place("pdbid")?, Dbid(SENTINEL as u32));
    let grbit = CreateDatabase::from_bits_retain(call.flags("grbit")?);
    let place_of = place.of(&mut dbid);
    let result = call.engine.create_database(sesid, path.as_deref(), most, place_of, grbit);
    call.bind(place, Kind::Database, dbid.0.into());
    Ok(code(result))
}

fn create_table(call: &mut Call<'_>) -> Answer {
    let (sesid, dbid, name) = (call.sesid()?, call.dbid()?, call.text("szTableName")?);
    let (pages, density) = (call.number_or("lPages", 0)? as u32, call.number32("lDensity")?);
    let (place, mut tableid) = (call.place("ptableid")?, Tableid(SENTINEL));
    let place_of = place.of(&mut tableid);
    let engine = call.engine;
    let result = engine.create_table(sesid, dbid, name.as_deref(), pages, density, place_of);
    call.bind(place, Kind::Table, tableid.0);
    Ok(code(result))
}

/// A column as it is read, before it can be lent out.
struct Column {
    struct_bytes: Option<u32>,
    name: Option<String>,
    coltyp: u32,
    max_len: u32,
    code_page: u32,
    grbit: u32,
    default: Bytes,
    symbol: Option<String>,
}

impl Column {
    fn read(args: &Args<'_>) -> Result<Self, Unfit> {
        Ok(Self {
            struct_bytes: struct_bytes(args)?,
            name: args.text("szColumnName")?,
            coltyp: args.number32("coltyp")?,
            max_len: args.number32("cbMax")?,
            code_page: args.number32("cp")?,
            grbit: args.flags("grbit")?,
            default: args.bytes("pvDefault", "cbDefault")?,
            symbol: args.symbol("columnid"),
        })
    }

    fn def(&self) -> ColumnDef<'_> {
        ColumnDef {
            name: self.name.as_deref().unwrap_or_default(),
            coltyp: self.coltyp,
            max_len: self.max_len,
            code_page: self.code_page,
            grbit: self.grbit,
            default: self.default.slice().filter(|default| !default.is_empty()),
            user_default: None,
        }
    }
}

/// The size that a structure says it has, if that is not the right one.
fn struct_bytes(args: &Args<'_>) -> Result<Option<u32>, Unfit> {
    if args.is_given("cbStruct") { args.number32("cbStruct").map(Some) } else { Ok(None) }
}

/// An index as it is read, before it can be lent out.
struct Index {
    struct_bytes: Option<u32>,
    name: Option<String>,
    key: Bytes,
    grbit: u32,
    density: u32,
    locale: Option<ReadLocale>,
    segment_most: u32,
    key_most: u32,
    tuples: Option<TupleLimits>,
    conditions: Vec<(Option<String>, u32)>,
    space: SpaceHints,
}

enum ReadLocale {
    Default,
    Named(String, u32),
}

impl Index {
    fn read(args: &Args<'_>) -> Result<Self, Unfit> {
        let conditions = args.structures("rgconditionalcolumn")?.unwrap_or_default();
        let condition = |args: &Args<'_>| {
            args.number("cbStruct")?;
            Ok((args.text("szColumnName")?, args.flags("grbit")?))
        };
        args.count("cConditionalColumn", "rgconditionalcolumn")?;
        args.number("lcid")?;
        let tuples = args.structure("ptuplelimits")?;
        Ok(Self {
            struct_bytes: struct_bytes(args)?,
            name: args.text("szIndexName")?,
            key: args.key("szKey", "cbKey")?,
            grbit: args.flags("grbit")?,
            density: args.number32("ulDensity")?,
            locale: locale(args)?,
            segment_most: args.number32("cbVarSegMac")?,
            key_most: args.number32("cbKeyMost")?,
            tuples: tuples.map(|limits| tuple_limits(&limits)).transpose()?,
            conditions: conditions.iter().map(condition).collect::<Result<_, Unfit>>()?,
            space: space_hints(args, "pSpacehints")?,
        })
    }

    fn conditions(&self) -> Vec<Condition<'_>> {
        let named = self.conditions.iter();
        named
            .map(|(column, grbit)| Condition {
                column: column.as_deref().unwrap_or_default(),
                grbit: *grbit,
            })
            .collect()
    }

    fn def<'a>(&'a self, conditions: &'a [Condition<'a>]) -> IndexDef<'a> {
        IndexDef {
            name: self.name.as_deref().unwrap_or_default(),
            key: self.key.slice().unwrap_or_default(),
            grbit: self.grbit,
            density: self.density,
            locale: self.locale.as_ref().map(|locale| match locale {
                ReadLocale::Default => Locale::Default,
                ReadLocale::Named(name, flags) => Locale::Named { name, flags: *flags },
            }),
            segment_most: self.segment_most,
            key_most: self.key_most,
            tuples: self.tuples,
            conditions,
            space: self.space,
        }
    }
}

fn locale(args: &Args<'_>) -> Result<Option<ReadLocale>, Unfit> {
    if args.is_null("pidxunicode") {
        return Ok(None);
    }
    let Some(unicode) = args.structure("pidxunicode")? else {
        return Ok(Some(ReadLocale::Default));
    };
    let name = unicode.text("szLocaleName")?.unwrap_or_default();
    unicode.number("lcid")?;
    Ok(Some(ReadLocale::Named(name, unicode.number32("dwMapFlags")?)))
}

fn tuple_limits(args: &Args<'_>) -> Result<TupleLimits, Unfit> {
    Ok(TupleLimits {
        min: args.number32("chLengthMin")?,
        max: args.number32("chLengthMax")?,
        to_index: args.number32("chToIndexMax")?,
        step: args.number32("cchIncrement")?,
        start: args.number32("ichStart")?,
    })
}

fn space_hints(args: &Args<'_>, name: &'static str) -> Result<SpaceHints, Unfit> {
    let Some(hints) = args.structure(name)? else { return Ok(SpaceHints::default()) };
    hints.number("cbStruct")?;
    Ok(SpaceHints {
        density: hints.number32("ulInitialDensity")?,
        initial: hints.number32("cbInitial")?,
        grbit: hints.flags("grbit")?,
        maintained_density: hints.number32("ulMaintDensity")?,
        growth: hints.number32("ulGrowth")?,
        extent_least: hints.number32("cbMinExtent")?,
        extent_most: hints.number32("cbMaxExtent")?,
    })
}

fn create_table_column_index(call: &mut Call<'_>, version: u32) -> Answer {
    let (sesid, dbid) = (call.sesid()?, call.dbid()?);
    let Some(args) = call.structure("ptablecreate")? else {
        return Ok(jet_types::JetErr::INVALID_PARAMETER);
    };
    let list = args.structures("rgcolumncreate")?.unwrap_or_default();
    let columns = list.iter().map(Column::read).collect::<Result<Vec<_>, _>>()?;
    let column_count = args.count("cColumns", "rgcolumncreate")?;
    let list = args.structures("rgindexcreate")?.unwrap_or_default();
    let indexes = list.iter().map(Index::read).collect::<Result<Vec<_>, _>>()?;
    let index_count = args.count("cIndexes", "rgindexcreate")?;
    args.text("szCallback")?;
    args.number("cbtyp")?;
    let (name, template) = (args.text("szTableName")?, args.text("szTemplateTableName")?);
    let place = args.symbol("tableid");
    let conditions: Vec<_> = indexes.iter().map(Index::conditions).collect();
    let column_defs: Vec<_> = columns
        .iter()
        .map(|column| ColumnCreate { struct_bytes: column.struct_bytes, def: column.def() })
        .collect();
    let index_defs: Vec<_> = indexes
        .iter()
        .zip(&conditions)
        .map(|(index, conditions)| IndexCreate {
            struct_bytes: index.struct_bytes,
            def: index.def(conditions),
        })
        .collect();
    let create = TableCreate {
        version,
        struct_bytes: struct_bytes(&args)?,
        def: TableDef {
            name: name.as_deref().unwrap_or_default(),
            template: template.as_deref(),
            pages: args.number32("ulPages")?,
            density: args.number32("ulDensity")?,
            grbit: args.flags("grbit")?,
            columns: &[],
            indexes: &[],
            separate_most: args.number32("cbSeparateLV")?,
            long_value_chunk: args.number32("cbLVChunkMax")?,
            space: space_hints(&args, "pSeqSpacehints")?,
            long_value_space: space_hints(&args, "pLVSpacehints")?,
        },
        columns: (column_count == columns.len()).then_some(&column_defs[..]),
        indexes: (index_count == indexes.len()).then_some(&index_defs[..]),
    };
    let (mut report, mut tableid) = (TableReport::default(), Tableid(SENTINEL));
    let engine = call.engine;
    let result = engine.create_table_column_index(sesid, dbid, &create, &mut report, &mut tableid);
    let place = crate::args::Place { argument: "tableid", symbol: place };
    call.bind(place, Kind::Table, tableid.0);
    put_report(call, &report, &columns, indexes.len());
    Ok(code(result))
}

fn put_report(call: &mut Call<'_>, report: &TableReport, columns: &[Column], indexes: usize) {
    if let Some(created) = report.created {
        call.put("cCreated", created);
    }
    let mut shown = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        shown.push(match report.columns.get(at) {
            None => Value::Null,
            Some(Err(error)) => json!({ "err": shown_code(*error) }),
            Some(Ok((id, warning))) => {
                if let Some(symbol) = &column.symbol {
                    call.name(symbol.clone(), Kind::Column, id.get().into());
                }
                let mut shown = Map::new();
                shown.insert("columnid".to_owned(), id.get().into());
                shown.insert("err".to_owned(), shown_code(*warning));
                Value::Object(shown)
            }
        });
    }
    if !shown.is_empty() {
        call.put("rgcolumncreate", shown);
    }
    if indexes > 0 {
        let codes = (0..indexes).map(|at| report.indexes.get(at).map(|code| shown_code(*code)));
        call.put("rgindexcreate.err", codes.collect::<Vec<_>>());
    }
}

fn delete_table(call: &mut Call<'_>) -> Answer {
    let (sesid, dbid, name) = (call.sesid()?, call.dbid()?, call.text("szTableName")?);
    Ok(code(call.engine.delete_table(sesid, dbid, name.as_deref())))
}

fn rename_table(call: &mut Call<'_>) -> Answer {
    let (sesid, dbid) = (call.sesid()?, call.dbid()?);
    let (name, new) = (call.text("szName")?, call.text("szNameNew")?);
    Ok(code(call.engine.rename_table(sesid, dbid, name.as_deref(), new.as_deref())))
}

fn add_column(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let name = call.text("szColumnName")?;
    let default = call.bytes("pvDefault", "cbDefault")?;
    let place = call.place("pcolumnid")?;
    let Some(args) = call.structure("pcolumndef")? else {
        return Ok(jet_types::JetErr::INVALID_PARAMETER);
    };
    for unused in ["wCountry", "langid", "wCollate"] {
        args.number(unused)?;
    }
    let mut column = Column::read(&args)?;
    column.name = name;
    column.default = default;
    let mut id = None;
    let create = ColumnCreate { struct_bytes: column.struct_bytes, def: column.def() };
    let result = call.engine.add_column(sesid, tableid, &create, &mut id);
    if let Some(id) = id {
        call.bind(place, Kind::Column, ColumnId::get(id).into());
    }
    Ok(warned(result))
}

fn delete_column(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let name = call.text("szColumnName")?;
    let grbit = DeleteColumn::from_bits_retain(call.flags("grbit")?);
    Ok(code(call.engine.delete_column(sesid, tableid, name.as_deref(), grbit)))
}

fn rename_column(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let (name, new) = (call.text("szName")?, call.text("szNameNew")?);
    let grbit = RenameColumn::from_bits_retain(call.flags("grbit")?);
    let engine = call.engine;
    Ok(code(engine.rename_column(sesid, tableid, name.as_deref(), new.as_deref(), grbit)))
}

fn create_index(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let name = call.text("szIndexName")?;
    let key = call.key("szKey", "cbKey")?;
    let def = IndexDef {
        name: name.as_deref().unwrap_or_default(),
        key: key.slice().unwrap_or_default(),
        grbit: call.flags("grbit")?,
        density: call.number32("lDensity")?,
        locale: Some(Locale::Default),
        segment_most: 0,
        key_most: 0,
        tuples: None,
        conditions: &[],
        space: SpaceHints::default(),
    };
    let create = IndexCreate { struct_bytes: None, def };
    Ok(code(call.engine.create_indexes(sesid, tableid, Some(&[create]))))
}

fn create_indexes(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let list = call.structures("pindexcreate")?;
    let count = call.count("cIndexCreate", "pindexcreate")?;
    let indexes = list.iter().flatten().map(Index::read).collect::<Result<Vec<_>, _>>()?;
    let conditions: Vec<_> = indexes.iter().map(Index::conditions).collect();
    let creates: Vec<_> = indexes
        .iter()
        .zip(&conditions)
        .map(|(index, conditions)| IndexCreate {
            struct_bytes: index.struct_bytes,
            def: index.def(conditions),
        })
        .collect();
    let creates = (count == creates.len()).then_some(&creates[..]);
    let result = call.engine.create_indexes(sesid, tableid, creates);
    call.put("err", vec![Value::Null; indexes.len()]);
    Ok(code(result))
}

fn delete_index(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let name = call.text("szIndexName")?;
    Ok(code(call.engine.delete_index(sesid, tableid, name.as_deref())))
}
