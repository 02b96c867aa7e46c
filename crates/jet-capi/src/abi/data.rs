//! Structures in which callers say what they want.
//!
//! Written by `cargo xtask header` from the tables; do not edit.

use super::info::*;
use super::types::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_INDEXID {
    pub cbStruct: u32,
    pub rgbIndexId: [u8; 16],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_RSTMAP<C> {
    pub szDatabaseName: *mut C,
    pub szNewDatabaseName: *mut C,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_CONVERT<C> {
    pub szOldDll: *mut C,
    pub fFlags: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_COLUMNDEF {
    pub cbStruct: u32,
    pub columnid: JET_COLUMNID,
    pub coltyp: JET_COLTYP,
    pub wCountry: u16,
    pub langid: u16,
    pub cp: u16,
    pub wCollate: u16,
    pub cbMax: u32,
    pub grbit: JET_GRBIT,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_COLUMNBASE<C> {
    pub cbStruct: u32,
    pub columnid: JET_COLUMNID,
    pub coltyp: JET_COLTYP,
    pub wCountry: u16,
    pub langid: u16,
    pub cp: u16,
    pub wFiller: u16,
    pub cbMax: u32,
    pub grbit: JET_GRBIT,
    pub szBaseTableName: [C; 256],
    pub szBaseColumnName: [C; 256],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_COLUMNCREATE<C> {
    pub cbStruct: u32,
    pub szColumnName: *mut C,
    pub coltyp: JET_COLTYP,
    pub cbMax: u32,
    pub grbit: JET_GRBIT,
    pub pvDefault: *mut c_void,
    pub cbDefault: u32,
    pub cp: u32,
    pub columnid: JET_COLUMNID,
    pub err: JET_ERR,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_USERDEFINEDDEFAULT<C> {
    pub szCallback: *mut C,
    pub pbUserData: *mut u8,
    pub cbUserData: u32,
    pub szDependantColumns: *mut C,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_CONDITIONALCOLUMN<C> {
    pub cbStruct: u32,
    pub szColumnName: *mut C,
    pub grbit: JET_GRBIT,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_UNICODEINDEX {
    pub lcid: u32,
    pub dwMapFlags: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_UNICODEINDEX2 {
    pub szLocaleName: *mut u16,
    pub dwMapFlags: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_TUPLELIMITS {
    pub chLengthMin: u32,
    pub chLengthMax: u32,
    pub chToIndexMax: u32,
    pub cchIncrement: u32,
    pub ichStart: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_SPACEHINTS {
    pub cbStruct: u32,
    pub ulInitialDensity: u32,
    pub cbInitial: u32,
    pub grbit: JET_GRBIT,
    pub ulMaintDensity: u32,
    pub ulGrowth: u32,
    pub cbMinExtent: u32,
    pub cbMaxExtent: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union INDEXCREATE_cbVarSegMac_or_ptuplelimits {
    pub cbVarSegMac: u32,
    pub ptuplelimits: *mut JET_TUPLELIMITS,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union INDEXCREATE_lcid_or_pidxunicode {
    pub lcid: u32,
    pub pidxunicode: *mut JET_UNICODEINDEX,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_INDEXCREATE<C> {
    pub cbStruct: u32,
    pub szIndexName: *mut C,
    pub szKey: *mut C,
    pub cbKey: u32,
    pub grbit: JET_GRBIT,
    pub ulDensity: u32,
    pub lcid_or_pidxunicode: INDEXCREATE_lcid_or_pidxunicode,
    pub cbVarSegMac_or_ptuplelimits: INDEXCREATE_cbVarSegMac_or_ptuplelimits,
    pub rgconditionalcolumn: *mut JET_CONDITIONALCOLUMN<C>,
    pub cConditionalColumn: u32,
    pub err: JET_ERR,
    pub cbKeyMost: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union INDEXCREATE2_cbVarSegMac_or_ptuplelimits {
    pub cbVarSegMac: u32,
    pub ptuplelimits: *mut JET_TUPLELIMITS,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union INDEXCREATE2_lcid_or_pidxunicode {
    pub lcid: u32,
    pub pidxunicode: *mut JET_UNICODEINDEX,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_INDEXCREATE2<C> {
    pub cbStruct: u32,
    pub szIndexName: *mut C,
    pub szKey: *mut C,
    pub cbKey: u32,
    pub grbit: JET_GRBIT,
    pub ulDensity: u32,
    pub lcid_or_pidxunicode: INDEXCREATE2_lcid_or_pidxunicode,
    pub cbVarSegMac_or_ptuplelimits: INDEXCREATE2_cbVarSegMac_or_ptuplelimits,
    pub rgconditionalcolumn: *mut JET_CONDITIONALCOLUMN<C>,
    pub cConditionalColumn: u32,
    pub err: JET_ERR,
    pub cbKeyMost: u32,
    pub pSpacehints: *mut JET_SPACEHINTS,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union INDEXCREATE3_cbVarSegMac_or_ptuplelimits {
    pub cbVarSegMac: u32,
    pub ptuplelimits: *mut JET_TUPLELIMITS,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_INDEXCREATE3<C> {
    pub cbStruct: u32,
    pub szIndexName: *mut C,
    pub szKey: *mut C,
    pub cbKey: u32,
    pub grbit: JET_GRBIT,
    pub ulDensity: u32,
    pub pidxunicode: *mut JET_UNICODEINDEX2,
    pub cbVarSegMac_or_ptuplelimits: INDEXCREATE3_cbVarSegMac_or_ptuplelimits,
    pub rgconditionalcolumn: *mut JET_CONDITIONALCOLUMN<C>,
    pub cConditionalColumn: u32,
    pub err: JET_ERR,
    pub cbKeyMost: u32,
    pub pSpacehints: *mut JET_SPACEHINTS,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_TABLECREATE<C> {
    pub cbStruct: u32,
    pub szTableName: *mut C,
    pub szTemplateTableName: *mut C,
    pub ulPages: u32,
    pub ulDensity: u32,
    pub rgcolumncreate: *mut JET_COLUMNCREATE<C>,
    pub cColumns: u32,
    pub rgindexcreate: *mut JET_INDEXCREATE<C>,
    pub cIndexes: u32,
    pub grbit: JET_GRBIT,
    pub tableid: JET_TABLEID,
    pub cCreated: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_TABLECREATE2<C> {
    pub cbStruct: u32,
    pub szTableName: *mut C,
    pub szTemplateTableName: *mut C,
    pub ulPages: u32,
    pub ulDensity: u32,
    pub rgcolumncreate: *mut JET_COLUMNCREATE<C>,
    pub cColumns: u32,
    pub rgindexcreate: *mut JET_INDEXCREATE<C>,
    pub cIndexes: u32,
    pub szCallback: *mut C,
    pub cbtyp: JET_CBTYP,
    pub grbit: JET_GRBIT,
    pub tableid: JET_TABLEID,
    pub cCreated: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_TABLECREATE3<C> {
    pub cbStruct: u32,
    pub szTableName: *mut C,
    pub szTemplateTableName: *mut C,
    pub ulPages: u32,
    pub ulDensity: u32,
    pub rgcolumncreate: *mut JET_COLUMNCREATE<C>,
    pub cColumns: u32,
    pub rgindexcreate: *mut JET_INDEXCREATE2<C>,
    pub cIndexes: u32,
    pub szCallback: *mut C,
    pub cbtyp: JET_CBTYP,
    pub grbit: JET_GRBIT,
    pub pSeqSpacehints: *mut JET_SPACEHINTS,
    pub pLVSpacehints: *mut JET_SPACEHINTS,
    pub cbSeparateLV: u32,
    pub tableid: JET_TABLEID,
    pub cCreated: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_TABLECREATE4<C> {
    pub cbStruct: u32,
    pub szTableName: *mut C,
    pub szTemplateTableName: *mut C,
    pub ulPages: u32,
    pub ulDensity: u32,
    pub rgcolumncreate: *mut JET_COLUMNCREATE<C>,
    pub cColumns: u32,
    pub rgindexcreate: *mut JET_INDEXCREATE3<C>,
    pub cIndexes: u32,
    pub szCallback: *mut C,
    pub cbtyp: JET_CBTYP,
    pub grbit: JET_GRBIT,
    pub pSeqSpacehints: *mut JET_SPACEHINTS,
    pub pLVSpacehints: *mut JET_SPACEHINTS,
    pub cbSeparateLV: u32,
    pub tableid: JET_TABLEID,
    pub cCreated: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_OPENTEMPORARYTABLE {
    pub cbStruct: u32,
    pub prgcolumndef: *const JET_COLUMNDEF,
    pub ccolumn: u32,
    pub pidxunicode: *mut JET_UNICODEINDEX,
    pub grbit: JET_GRBIT,
    pub prgcolumnid: *mut JET_COLUMNID,
    pub cbKeyMost: u32,
    pub cbVarSegMac: u32,
    pub tableid: JET_TABLEID,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_OPENTEMPORARYTABLE2 {
    pub cbStruct: u32,
    pub prgcolumndef: *const JET_COLUMNDEF,
    pub ccolumn: u32,
    pub pidxunicode: *mut JET_UNICODEINDEX2,
    pub grbit: JET_GRBIT,
    pub prgcolumnid: *mut JET_COLUMNID,
    pub cbKeyMost: u32,
    pub cbVarSegMac: u32,
    pub tableid: JET_TABLEID,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_INDEXRANGE {
    pub cbStruct: u32,
    pub tableid: JET_TABLEID,
    pub grbit: JET_GRBIT,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_INDEX_COLUMN {
    pub columnid: JET_COLUMNID,
    pub relop: JET_RELOP,
    pub pv: *mut c_void,
    pub cb: u32,
    pub grbit: JET_GRBIT,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_INDEX_RANGE {
    pub rgStartColumns: *mut JET_INDEX_COLUMN,
    pub cStartColumns: u32,
    pub rgEndColumns: *mut JET_INDEX_COLUMN,
    pub cEndColumns: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_RSTINFO<C> {
    pub cbStruct: u32,
    pub rgrstmap: *mut JET_RSTMAP<C>,
    pub crstmap: i32,
    pub lgposStop: JET_LGPOS,
    pub logtimeStop: JET_LOGTIME,
    pub pfnStatus: JET_PFNSTATUS,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_OPERATIONCONTEXT {
    pub ulUserID: u32,
    pub nOperationID: u8,
    pub nOperationType: u8,
    pub nClientType: u8,
    pub fFlags: u8,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_SETCOLUMN {
    pub columnid: JET_COLUMNID,
    pub pvData: *const c_void,
    pub cbData: u32,
    pub grbit: JET_GRBIT,
    pub ibLongValue: u32,
    pub itagSequence: u32,
    pub err: JET_ERR,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_SETSYSPARAM<C> {
    pub paramid: u32,
    pub lParam: JET_API_PTR,
    pub sz: *const C,
    pub err: JET_ERR,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_RETRIEVECOLUMN {
    pub columnid: JET_COLUMNID,
    pub pvData: *mut c_void,
    pub cbData: u32,
    pub cbActual: u32,
    pub grbit: JET_GRBIT,
    pub ibLongValue: u32,
    pub itagSequence: u32,
    pub columnidNextTagged: JET_COLUMNID,
    pub err: JET_ERR,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_ENUMCOLUMNID {
    pub columnid: JET_COLUMNID,
    pub ctagSequence: u32,
    pub rgtagSequence: *mut u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_ENUMCOLUMNVALUE {
    pub itagSequence: u32,
    pub err: JET_ERR,
    pub cbData: u32,
    pub pvData: *mut c_void,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JET_ENUMCOLUMN {
    pub columnid: JET_COLUMNID,
    pub err: JET_ERR,
    pub cEnumColumnValue: u32,
    pub rgEnumColumnValue: *mut JET_ENUMCOLUMNVALUE,
}
