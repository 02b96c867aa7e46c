//! The schemas of the system tables every database has, hard-wired: rows of the catalog cannot be
//! made without them. The catalog describes them too, so that nobody makes tables of their names.
//!
//! Source: `docs/format/catalog.md`; ESE `cat.hxx`, `_cat.cxx`.

use std::sync::{Arc, LazyLock};

use jet_types::{Coltyp, Objid, Pgno};

use super::{CATALOG_ROOT, SHADOW_ROOT};
use crate::schema::{ColumnFlags, ColumnLayout, ColumnSchema, IndexSchema, Segment, TableSchema};

/// Flags of tables.
pub(crate) mod table_flag {
    /// The engine's own.
    pub(crate) const SYSTEM: u32 = 0x8000_0000;
    /// Columns and indexes stay as they were made.
    pub(crate) const FIXED_DDL: u32 = 0x4000_0000;
    /// Others may be made like it.
    pub(crate) const TEMPLATE: u32 = 0x2000_0000;
    /// Made like another.
    pub(crate) const DERIVED: u32 = 0x1000_0000;
    /// The engine's own, made when needed.
    pub(crate) const DYNAMIC: u32 = 0x0800_0000;
    /// Tables made like it have no fixed and variable columns of their own.
    pub(crate) const TAGGED_ONLY_IN_DERIVED: u32 = 0x0400_0000;
}

/// How text is mapped to keys where nobody says otherwise: without regard to case, kind of kana and
/// width.
pub(crate) const LCMAP_DEFAULT: u32 = 0x0003_0401;
/// The locale of indexes where nobody says otherwise.
pub(crate) const LOCALE_DEFAULT: &str = "en-US";
/// The order of text that is known here, as Windows names it.
pub(crate) const SORT_ID: [u8; 16] = [
    0x01, 0x00, 0x00, 0x00, 0xEE, 0x57, 0x5C, 0x1E, 0x00, 0xB4, 0xD0, 0x00, 0x0B, 0xB1, 0xE1, 0x1E,
];
/// Of catalog columns: no code page is meant.
const CATALOG_CODE_PAGE: u16 = 1252;

/// A column: number, name, type, longest value, flags.
type Column = (u16, &'static str, Coltyp, u32, u32);

const NOT_NULL: u32 = ColumnFlags::NOT_NULL;

/// Columns of the catalog.
#[rustfmt::skip]
const OBJECTS: [Column; 28] = [
    (1, "ObjidTable", Coltyp::Long, 4, NOT_NULL),
    (2, "Type", Coltyp::Short, 2, NOT_NULL),
    (3, "Id", Coltyp::Long, 4, NOT_NULL),
    (4, "ColtypOrPgnoFDP", Coltyp::Long, 4, NOT_NULL),
    (5, "SpaceUsage", Coltyp::Long, 4, NOT_NULL),
    (6, "Flags", Coltyp::Long, 4, NOT_NULL),
    (7, "PagesOrLocale", Coltyp::Long, 4, NOT_NULL),
    (8, "RootFlag", Coltyp::Bit, 1, 0),
    (9, "RecordOffset", Coltyp::Short, 2, 0),
    (10, "LCMapFlags", Coltyp::Long, 4, 0),
    (11, "KeyMost", Coltyp::UnsignedShort, 2, 0),
    (12, "LVChunkMax", Coltyp::Long, 4, 0),
    (128, "Name", Coltyp::Text, 255, NOT_NULL),
    (129, "Stats", Coltyp::Binary, 255, 0),
    (130, "TemplateTable", Coltyp::Text, 255, 0),
    (131, "DefaultValue", Coltyp::Binary, 255, 0),
    (132, "KeyFldIDs", Coltyp::Binary, 255, 0),
    (133, "VarSegMac", Coltyp::Binary, 255, 0),
    (134, "ConditionalColumns", Coltyp::Binary, 255, 0),
    (135, "TupleLimits", Coltyp::Binary, 255, 0),
    (136, "Version", Coltyp::Binary, 255, 0),
    (137, "SortID", Coltyp::Binary, 255, 0),
    (256, "CallbackData", Coltyp::LongBinary, 0, 0),
    (257, "CallbackDependencies", Coltyp::LongBinary, 0, 0),
    (258, "SeparateLV", Coltyp::LongBinary, 0, 0),
    (259, "SpaceHints", Coltyp::LongBinary, 0, 0),
    (260, "SpaceDeferredLVHints", Coltyp::LongBinary, 0, 0),
    (261, "LocaleName", Coltyp::LongBinary, 0, 0),
];

/// Columns of the table of objects.
const IDS: [Column; 3] = [
    (256, "objid", Coltyp::Long, 4, 0),
    (257, "objidTable", Coltyp::Long, 4, 0),
    (258, "type", Coltyp::Short, 2, 0),
];

/// Columns of the table of locales.
const LOCALES: [Column; 3] = [
    (1, "Type", Coltyp::UnsignedByte, 1, NOT_NULL),
    (2, "iValue", Coltyp::Long, 4, ColumnFlags::ESCROW | ColumnFlags::DEFAULT),
    (128, "Key", Coltyp::Binary, 255, 0),
];

/// The catalog.
pub(crate) static CATALOG: LazyLock<TableSchema> = LazyLock::new(|| {
    let indexes = vec![
        index("Id", (2, CATALOG_ROOT), 0x0001_0031, 80, &[1, 2, 3]),
        index("Name", (4, 7), 0x0001_0011, 80, &[1, 2, 128]),
        index("RootObjects", (5, 10), 0x0001_0009, 80, &[8, 128]),
    ];
    let flags = table_flag::SYSTEM | table_flag::FIXED_DDL;
    let place = (2, CATALOG_ROOT);
    table("MSysObjects", place, flags, 80, (&OBJECTS, CATALOG_CODE_PAGE), indexes)
});

/// Its copy.
pub(crate) static SHADOW: LazyLock<TableSchema> = LazyLock::new(|| {
    let indexes = vec![index("Id", (3, SHADOW_ROOT), 0x0001_0031, 80, &[1, 2, 3])];
    let flags = table_flag::SYSTEM | table_flag::FIXED_DDL;
    let place = (3, SHADOW_ROOT);
    table("MSysObjectsShadow", place, flags, 80, (&OBJECTS, CATALOG_CODE_PAGE), indexes)
});

/// Which table an object is of.
pub(crate) static OBJIDS: LazyLock<TableSchema> = LazyLock::new(|| {
    let indexes = vec![index("primary", (6, 29), 0x0001_002F, 100, &[256])];
    let flags = table_flag::SYSTEM | table_flag::FIXED_DDL | table_flag::DYNAMIC;
    table("MSysObjids", (6, 29), flags, 100, (&IDS, 0), indexes)
});

/// Which sort orders of text are in use, and settings of the database.
pub(crate) static LOCALE_USES: LazyLock<TableSchema> = LazyLock::new(|| {
    let indexes = vec![index("KeyPrimary", (7, 30), 0x0001_402F, 92, &[128])];
    let flags = table_flag::SYSTEM | table_flag::DYNAMIC;
    table("MSysLocales", (7, 30), flags, 92, (&LOCALES, 0), indexes)
});

fn table(
    name: &str,
    (objid, root): (u32, u32),
    flags: u32,
    density: u32,
    (columns, code_page): (&[Column], u16),
    indexes: Vec<IndexSchema>,
) -> TableSchema {
    let mut offset = 4;
    let mut layout = ColumnLayout::default();
    let mut column = |(fid, name, coltyp, max_len, flags): &Column| {
        let column = ColumnSchema {
            name: (*name).to_owned(),
            raw_name: name.as_bytes().to_vec(),
            fid: *fid,
            is_derived: false,
            coltyp: *coltyp,
            code_page,
            max_len: *max_len,
            flags: ColumnFlags(*flags),
            default: (flags & ColumnFlags::DEFAULT != 0).then(|| vec![0; *max_len as usize]),
            offset,
        };
        if *fid < 128 {
            offset += *max_len as u16;
        }
        layout.take(&column);
        Arc::new(column)
    };
    TableSchema {
        name: name.to_owned(),
        raw_name: name.as_bytes().to_vec(),
        objid: Objid(objid),
        root: Pgno::new(root),
        flags,
        density,
        template: None,
        columns: columns.iter().map(&mut column).collect(),
        indexes,
        long_values: None,
        long_value_chunk: None,
        separate_most: None,
        layout,
    }
}

fn index(
    name: &str,
    (objid, root): (u32, u32),
    flags: u32,
    density: u32,
    fids: &[u16],
) -> IndexSchema {
    let segment = |fid: &u16| Segment {
        fid: *fid,
        is_derived: false,
        is_descending: false,
        must_be_null: false,
    };
    IndexSchema {
        name: name.to_owned(),
        raw_name: name.as_bytes().to_vec(),
        objid: Objid(objid),
        root: Pgno::new(root),
        flags,
        density,
        segments: fids.iter().map(segment).collect(),
        conditions: Vec::new(),
        tuples: None,
        lcmap_flags: LCMAP_DEFAULT,
        locale: LOCALE_DEFAULT.to_owned(),
        key_most: 255,
        segment_most: 255,
        sort_version: None,
    }
}
