//! Calls that recordings use and that `jet-api` does not have yet, with what they are given.
//!
//! Their arguments are read as they will be, so that a recording which cannot be understood shows
//! now. When a call comes, its line here becomes a function in the file of its family.

use super::awaited::How::{Bytes, Count, Flags, List, Number, Place, Pointer, Text};
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
    /// A handle to be written.
    Place,
    /// Something else to be written.
    Pointer,
    /// How many elements that array has.
    Count(&'static str),
    List(&'static [Argument]),
}

const SESID: Argument = ("sesid", Number);
const TABLEID: Argument = ("tableid", Number);
const DBID: Argument = ("dbid", Number);
const INSTANCE: Argument = ("instance", Number);
const GRBIT: Argument = ("grbit", Flags);
const COLUMNID: Argument = ("columnid", Number);
const LEVEL: Argument = ("InfoLevel", Number);
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
const RANGE_COLUMN: &[Argument] = &[COLUMNID, ("pv", Bytes("cb")), GRBIT];
const RANGE: &[Argument] = &[
    ("rgStartColumns", List(RANGE_COLUMN)),
    ("cStartColumns", Count("rgStartColumns")),
    ("rgEndColumns", List(RANGE_COLUMN)),
    ("cEndColumns", Count("rgEndColumns")),
];
const FILTER: &[Argument] = &[COLUMNID, ("relop", Number), ("pv", Bytes("cb")), GRBIT];
const TABLE_INDEX: &[Argument] = &[SIZE, TABLEID, GRBIT];
const ON_CURSOR: &[Argument] = &[SESID, TABLEID, GRBIT];
const ON_INSTANCE: &[Argument] = &[INSTANCE, GRBIT];

/// Calls by name.
const AWAITED: &[(&str, &[Argument])] = &[
    // Databases.
    ("JetGrowDatabase", &[SESID, DBID, ("cpg", Number)]),
    ("JetResizeDatabase", &[SESID, DBID, ("cpgTarget", Number), GRBIT]),
    ("JetSetDatabaseSize", &[SESID, ("szDatabaseName", Text), ("cpg", Number)]),
    ("JetCompact", &[SESID, ("szDatabaseSrc", Text), ("szDatabaseDest", Text), GRBIT]),
    ("JetInit2", &[("pinstance", Number), ("as", Text), GRBIT]),
    // Tables, columns, indexes.
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
            Place if args.is_given(name) => args.place(name).map(drop)?,
            Place => {}
            Pointer => drop(args.is_null(name)),
            Count(array) => args.count(name, array).map(drop)?,
            List(fields) => {
                let list = args.structures(name)?.unwrap_or_default();
                list.iter().try_for_each(|inner| read(inner, fields))?;
            }
        }
    }
    Ok(())
}
