//! Calls that recordings use and that `jet-api` does not have yet, with what they are given.
//!
//! Their arguments are read as they will be, so that a recording which cannot be understood shows
//! now. When a call comes, its line here becomes a function in the file of its family.

use super::awaited::How::{Bytes, Count, Flags, Key, List, Number, Place, Pointer, Struct, Text};
use crate::args::{Args, Unfit};

/// An argument or a field: its name, and what it is.
pub(crate) type Argument = (&'static str, How);

/// What an argument is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum How {
    /// A number, a constant, a handle.
    Number,
    /// Options.
    Flags,
    Text,
    /// Bytes, and the name of their size.
    Bytes(&'static str),
    /// The segments of an index key, and the name of their size.
    Key(&'static str),
    /// A handle to be written.
    Place,
    /// Something else to be written.
    Pointer,
    /// How many elements that array has.
    Count(&'static str),
    Struct(&'static [Argument]),
    List(&'static [Argument]),
}

const SESID: Argument = ("sesid", Number);
const TABLEID: Argument = ("tableid", Number);
const DBID: Argument = ("dbid", Number);
const INSTANCE: Argument = ("instance", Number);
const GRBIT: Argument = ("grbit", Flags);
const COLUMNID: Argument = ("columnid", Number);
const LEVEL: Argument = ("InfoLevel", Number);
const FILE: Argument = ("szFilename", Text);
const TABLE: Argument = ("szTableName", Text);
const COLUMN: Argument = ("szColumnName", Text);
const INDEX: Argument = ("szIndexName", Text);
const SIZE: Argument = ("cbStruct", Number);
/// How a raw result is shown.
const FMT: Argument = ("fmt", Text);

const COLUMN_DEF: &[Argument] = &[
    SIZE,
    ("coltyp", Number),
    ("wCountry", Number),
    ("langid", Number),
    ("cp", Number),
    ("wCollate", Number),
    ("cbMax", Number),
    GRBIT,
];
const COLUMN_CREATE: &[Argument] = &[
    SIZE,
    COLUMN,
    ("coltyp", Number),
    ("cbMax", Number),
    GRBIT,
    ("pvDefault", Bytes("cbDefault")),
    ("cp", Number),
    ("columnid", Place),
];
const UNICODE: &[Argument] = &[("lcid", Number), ("szLocaleName", Text), ("dwMapFlags", Number)];
const TUPLE_LIMITS: &[Argument] = &[
    ("chLengthMin", Number),
    ("chLengthMax", Number),
    ("chToIndexMax", Number),
    ("cchIncrement", Number),
    ("ichStart", Number),
];
const CONDITIONAL: &[Argument] = &[SIZE, COLUMN, GRBIT];
const SPACE_HINTS: &[Argument] = &[
    SIZE,
    ("ulInitialDensity", Number),
    ("cbInitial", Number),
    GRBIT,
    ("ulMaintDensity", Number),
    ("ulGrowth", Number),
    ("cbMinExtent", Number),
    ("cbMaxExtent", Number),
];
const INDEX_CREATE: &[Argument] = &[
    SIZE,
    INDEX,
    ("szKey", Key("cbKey")),
    GRBIT,
    ("ulDensity", Number),
    ("lcid", Number),
    ("pidxunicode", Struct(UNICODE)),
    ("cbVarSegMac", Number),
    ("ptuplelimits", Struct(TUPLE_LIMITS)),
    ("cConditionalColumn", Count("rgconditionalcolumn")),
    ("rgconditionalcolumn", List(CONDITIONAL)),
    ("cbKeyMost", Number),
    ("pSpacehints", Struct(SPACE_HINTS)),
];
const TABLE_CREATE: &[Argument] = &[
    SIZE,
    TABLE,
    ("szTemplateTableName", Text),
    ("ulPages", Number),
    ("ulDensity", Number),
    ("cColumns", Count("rgcolumncreate")),
    ("rgcolumncreate", List(COLUMN_CREATE)),
    ("cIndexes", Count("rgindexcreate")),
    ("rgindexcreate", List(INDEX_CREATE)),
    ("szCallback", Text),
    ("cbtyp", Number),
    GRBIT,
    ("pSeqSpacehints", Struct(SPACE_HINTS)),
    ("pLVSpacehints", Struct(SPACE_HINTS)),
    ("cbSeparateLV", Number),
    ("cbLVChunkMax", Number),
    ("tableid", Place),
];
const RANGE_COLUMN: &[Argument] = &[COLUMNID, ("pv", Bytes("cb")), GRBIT];
const RANGE: &[Argument] = &[
    ("rgStartColumns", List(RANGE_COLUMN)),
    ("cStartColumns", Count("rgStartColumns")),
    ("rgEndColumns", List(RANGE_COLUMN)),
    ("cEndColumns", Count("rgEndColumns")),
];
const FILTER: &[Argument] = &[COLUMNID, ("relop", Number), ("pv", Bytes("cb")), GRBIT];
const TABLE_INDEX: &[Argument] = &[SIZE, TABLEID, GRBIT];
const INDEX_CREATES: &[Argument] = &[
    SESID,
    TABLEID,
    ("pindexcreate", List(INDEX_CREATE)),
    ("cIndexCreate", Count("pindexcreate")),
];
const TABLE_CREATES: &[Argument] = &[SESID, DBID, ("ptablecreate", Struct(TABLE_CREATE))];
const ON_CURSOR: &[Argument] = &[SESID, TABLEID, GRBIT];
const ON_INSTANCE: &[Argument] = &[INSTANCE, GRBIT];

/// Calls by name.
const AWAITED: &[(&str, &[Argument])] = &[
    // Databases.
    ("JetCreateDatabase", &[SESID, FILE, ("szConnect", Text), ("pdbid", Place), GRBIT]),
    ("JetCreateDatabase2", &[SESID, FILE, ("cpgDatabaseSizeMax", Number), ("pdbid", Place), GRBIT]),
    ("JetGrowDatabase", &[SESID, DBID, ("cpg", Number)]),
    ("JetResizeDatabase", &[SESID, DBID, ("cpgTarget", Number), GRBIT]),
    ("JetSetDatabaseSize", &[SESID, ("szDatabaseName", Text), ("cpg", Number)]),
    ("JetCompact", &[SESID, ("szDatabaseSrc", Text), ("szDatabaseDest", Text), GRBIT]),
    ("JetInit2", &[("pinstance", Number), ("as", Text), GRBIT]),
    // Tables, columns, indexes.
    (
        "JetCreateTable",
        &[SESID, DBID, TABLE, ("lPages", Number), ("lDensity", Number), ("ptableid", Place)],
    ),
    ("JetCreateTableColumnIndex", TABLE_CREATES),
    ("JetCreateTableColumnIndex2", TABLE_CREATES),
    ("JetCreateTableColumnIndex3", TABLE_CREATES),
    ("JetCreateTableColumnIndex4", TABLE_CREATES),
    ("JetDeleteTable", &[SESID, DBID, TABLE]),
    ("JetRenameTable", &[SESID, DBID, ("szName", Text), ("szNameNew", Text)]),
    (
        "JetAddColumn",
        &[
            SESID,
            TABLEID,
            COLUMN,
            ("pcolumndef", Struct(COLUMN_DEF)),
            ("pvDefault", Bytes("cbDefault")),
            ("pcolumnid", Place),
        ],
    ),
    ("JetDeleteColumn", &[SESID, TABLEID, COLUMN]),
    ("JetDeleteColumn2", &[SESID, TABLEID, COLUMN, GRBIT]),
    ("JetRenameColumn", &[SESID, TABLEID, ("szName", Text), ("szNameNew", Text), GRBIT]),
    (
        "JetCreateIndex",
        &[SESID, TABLEID, INDEX, GRBIT, ("szKey", Key("cbKey")), ("lDensity", Number)],
    ),
    ("JetCreateIndex2", INDEX_CREATES),
    ("JetCreateIndex3", INDEX_CREATES),
    ("JetCreateIndex4", INDEX_CREATES),
    ("JetDeleteIndex", &[SESID, TABLEID, INDEX]),
    (
        "JetRegisterCallback",
        &[
            SESID,
            TABLEID,
            ("cbtyp", Number),
            ("callback", Text),
            ("returns", Number),
            ("pCallback", Pointer),
            ("phCallbackId", Place),
        ],
    ),
    ("JetUnregisterCallback", &[SESID, TABLEID, ("cbtyp", Number), ("hCallbackId", Number)]),
    // Temporary tables.
    (
        "JetOpenTempTable",
        &[
            SESID,
            ("prgcolumndef", List(COLUMN_DEF)),
            ("ccolumn", Count("prgcolumndef")),
            GRBIT,
            ("ptableid", Place),
        ],
    ),
    // Cursors.
    ("JetPrereadIndexRanges", &[SESID, TABLEID, ("rgIndexRanges", List(RANGE)), GRBIT]),
    ("JetSetCursorFilter", &[SESID, TABLEID, ("rgColumnFilters", List(FILTER)), GRBIT]),
    (
        "JetIntersectIndexes",
        &[SESID, ("rgindexrange", List(TABLE_INDEX)), SIZE, ("precordlist", Place), GRBIT],
    ),
    ("JetGetLS", ON_CURSOR),
    ("JetSetLS", &[SESID, TABLEID, ("ls", Number), GRBIT]),
    // Updates.
    // Retrieval.
    // Information.
    ("JetGetInstanceMiscInfo", &[INSTANCE, ("cbMax", Number), LEVEL, FMT]),
    ("JetGetThreadStats", &[("cbMax", Number)]),
    ("JetIdle", &[SESID, GRBIT]),
    ("JetPrepareToCommitTransaction", &[SESID, GRBIT]),
    // Backup and restore.
    ("JetBackupInstance", &[INSTANCE, ("szBackupPath", Text), GRBIT]),
    ("JetStopBackupInstance", ON_INSTANCE),
    ("JetBeginExternalBackupInstance", ON_INSTANCE),
    ("JetEndExternalBackupInstance", ON_INSTANCE),
    ("JetEndExternalBackupInstance2", ON_INSTANCE),
    ("JetGetAttachInfoInstance", ON_INSTANCE),
    ("JetRestoreInstance", &[INSTANCE, ("sz", Text), ("szDest", Text)]),
];

/// What the call of this name is given.
pub(super) fn find(name: &str) -> Option<&'static [Argument]> {
    AWAITED.iter().find(|(call, _)| *call == name).map(|(_, arguments)| *arguments)
}

/// All names.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    AWAITED.iter().map(|(name, _)| *name)
}

/// Reads all arguments.
pub(crate) fn read(args: &Args<'_>, arguments: &[Argument]) -> Result<(), Unfit> {
    for (name, how) in arguments {
        match how {
            Number => args.variable(name).map(drop)?,
            Flags => args.flags(name).map(drop)?,
            Text => args.text(name).map(drop)?,
            Bytes(size) => args.bytes(name, size).map(drop)?,
            Key(size) => args.key(name, size).map(drop)?,
            Place if args.is_given(name) => args.place(name).map(drop)?,
            Place => {}
            Pointer => drop(args.is_null(name)),
            Count(array) => args.count(name, array).map(drop)?,
            Struct(fields) => {
                args.structure(name)?.map_or(Ok(()), |inner| read(&inner, fields))?;
            }
            List(fields) => {
                let list = args.structures(name)?.unwrap_or_default();
                list.iter().try_for_each(|inner| read(inner, fields))?;
            }
        }
    }
    Ok(())
}
