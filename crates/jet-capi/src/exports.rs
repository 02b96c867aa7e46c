//! Names of the library: each with the call that does its work, or with none.
//!
//! Written by `cargo xtask header` from the tables; do not edit.

#![allow(unsafe_code, non_snake_case, reason = "exported names, with arguments as in C")]

use crate::abi::*;
use crate::border::{absent, export};
use crate::calls;

export! {
    JetAddColumn(sesid: JET_SESID, tableid: JET_TABLEID, szColumnName: JET_PCSTR,
        pcolumndef: *const JET_COLUMNDEF, pvDefault: *const c_void, cbDefault: u32,
        pcolumnid: *mut JET_COLUMNID) = calls::ddl::add_column;
    JetAddColumnA(sesid: JET_SESID, tableid: JET_TABLEID, szColumnName: JET_PCSTR,
        pcolumndef: *const JET_COLUMNDEF, pvDefault: *const c_void, cbDefault: u32,
        pcolumnid: *mut JET_COLUMNID) = calls::ddl::add_column;
    JetAddColumnW(sesid: JET_SESID, tableid: JET_TABLEID, szColumnName: JET_PCWSTR,
        pcolumndef: *const JET_COLUMNDEF, pvDefault: *const c_void, cbDefault: u32,
        pcolumnid: *mut JET_COLUMNID) = calls::ddl::add_column;
    JetAttachDatabase(sesid: JET_SESID, szFilename: JET_PCSTR,
        grbit: JET_GRBIT) = calls::database::attach_database;
    JetAttachDatabase2(sesid: JET_SESID, szFilename: JET_PCSTR, cpgDatabaseSizeMax: u32,
        grbit: JET_GRBIT) = calls::database::attach_database2;
    JetAttachDatabase2A(sesid: JET_SESID, szFilename: JET_PCSTR, cpgDatabaseSizeMax: u32,
        grbit: JET_GRBIT) = calls::database::attach_database2;
    JetAttachDatabase2W(sesid: JET_SESID, szFilename: JET_PCWSTR, cpgDatabaseSizeMax: u32,
        grbit: JET_GRBIT) = calls::database::attach_database2;
    JetAttachDatabaseA(sesid: JET_SESID, szFilename: JET_PCSTR,
        grbit: JET_GRBIT) = calls::database::attach_database;
    JetAttachDatabaseW(sesid: JET_SESID, szFilename: JET_PCWSTR,
        grbit: JET_GRBIT) = calls::database::attach_database;
    JetBeginSession(instance: JET_INSTANCE, psesid: *mut JET_SESID, szUserName: JET_PCSTR,
        szPassword: JET_PCSTR) = calls::session::begin_session;
    JetBeginSessionA(instance: JET_INSTANCE, psesid: *mut JET_SESID, szUserName: JET_PCSTR,
        szPassword: JET_PCSTR) = calls::session::begin_session;
    JetBeginSessionW(instance: JET_INSTANCE, psesid: *mut JET_SESID, szUserName: JET_PCWSTR,
        szPassword: JET_PCWSTR) = calls::session::begin_session;
    JetBeginTransaction(sesid: JET_SESID) = calls::session::begin_transaction;
    JetBeginTransaction2(sesid: JET_SESID, grbit: JET_GRBIT) = calls::session::begin_transaction2;
    JetBeginTransaction3(sesid: JET_SESID, trxid: i64,
        grbit: JET_GRBIT) = calls::session::begin_transaction3;
    JetCloseDatabase(sesid: JET_SESID, dbid: JET_DBID,
        grbit: JET_GRBIT) = calls::database::close_database;
    JetCloseTable(sesid: JET_SESID, tableid: JET_TABLEID) = calls::table::close_table;
    JetCommitTransaction(sesid: JET_SESID, grbit: JET_GRBIT) = calls::session::commit_transaction;
    JetCommitTransaction2(sesid: JET_SESID, grbit: JET_GRBIT, cmsecDurableCommit: u32,
        pCommitId: *mut JET_COMMIT_ID) = calls::session::commit_transaction2;
    JetCreateDatabase(sesid: JET_SESID, szFilename: JET_PCSTR, szConnect: JET_PCSTR,
        pdbid: *mut JET_DBID, grbit: JET_GRBIT) = calls::database::create_database;
    JetCreateDatabase2(sesid: JET_SESID, szFilename: JET_PCSTR, cpgDatabaseSizeMax: u32,
        pdbid: *mut JET_DBID, grbit: JET_GRBIT) = calls::database::create_database2;
    JetCreateDatabase2A(sesid: JET_SESID, szFilename: JET_PCSTR, cpgDatabaseSizeMax: u32,
        pdbid: *mut JET_DBID, grbit: JET_GRBIT) = calls::database::create_database2;
    JetCreateDatabase2W(sesid: JET_SESID, szFilename: JET_PCWSTR, cpgDatabaseSizeMax: u32,
        pdbid: *mut JET_DBID, grbit: JET_GRBIT) = calls::database::create_database2;
    JetCreateDatabaseA(sesid: JET_SESID, szFilename: JET_PCSTR, szConnect: JET_PCSTR,
        pdbid: *mut JET_DBID, grbit: JET_GRBIT) = calls::database::create_database;
    JetCreateDatabaseW(sesid: JET_SESID, szFilename: JET_PCWSTR, szConnect: JET_PCWSTR,
        pdbid: *mut JET_DBID, grbit: JET_GRBIT) = calls::database::create_database;
    JetCreateIndex(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCSTR,
        grbit: JET_GRBIT, szKey: *const c_char, cbKey: u32,
        lDensity: u32) = calls::ddl::create_index;
    JetCreateIndex2(sesid: JET_SESID, tableid: JET_TABLEID,
        pindexcreate: *mut JET_INDEXCREATE<c_char>, cIndexCreate: u32) = calls::ddl::create_index2;
    JetCreateIndex2A(sesid: JET_SESID, tableid: JET_TABLEID,
        pindexcreate: *mut JET_INDEXCREATE<c_char>, cIndexCreate: u32) = calls::ddl::create_index2;
    JetCreateIndex2W(sesid: JET_SESID, tableid: JET_TABLEID,
        pindexcreate: *mut JET_INDEXCREATE<u16>, cIndexCreate: u32) = calls::ddl::create_index2;
    JetCreateIndex3A(sesid: JET_SESID, tableid: JET_TABLEID,
        pindexcreate: *mut JET_INDEXCREATE2<c_char>, cIndexCreate: u32) = calls::ddl::create_index3;
    JetCreateIndex3W(sesid: JET_SESID, tableid: JET_TABLEID,
        pindexcreate: *mut JET_INDEXCREATE2<u16>, cIndexCreate: u32) = calls::ddl::create_index3;
    JetCreateIndex4A(sesid: JET_SESID, tableid: JET_TABLEID,
        pindexcreate: *mut JET_INDEXCREATE3<c_char>, cIndexCreate: u32) = calls::ddl::create_index4;
    JetCreateIndex4W(sesid: JET_SESID, tableid: JET_TABLEID,
        pindexcreate: *mut JET_INDEXCREATE3<u16>, cIndexCreate: u32) = calls::ddl::create_index4;
    JetCreateIndexA(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCSTR,
        grbit: JET_GRBIT, szKey: *const c_char, cbKey: u32,
        lDensity: u32) = calls::ddl::create_index;
    JetCreateIndexW(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCWSTR,
        grbit: JET_GRBIT, szKey: *const u16, cbKey: u32, lDensity: u32) = calls::ddl::create_index;
    JetCreateInstance(pinstance: *mut JET_INSTANCE,
        szInstanceName: JET_PCSTR) = calls::instance::create_instance;
    JetCreateInstance2(pinstance: *mut JET_INSTANCE, szInstanceName: JET_PCSTR,
        szDisplayName: JET_PCSTR, grbit: JET_GRBIT) = calls::instance::create_instance2;
    JetCreateInstance2A(pinstance: *mut JET_INSTANCE, szInstanceName: JET_PCSTR,
        szDisplayName: JET_PCSTR, grbit: JET_GRBIT) = calls::instance::create_instance2;
    JetCreateInstance2W(pinstance: *mut JET_INSTANCE, szInstanceName: JET_PCWSTR,
        szDisplayName: JET_PCWSTR, grbit: JET_GRBIT) = calls::instance::create_instance2;
    JetCreateInstanceA(pinstance: *mut JET_INSTANCE,
        szInstanceName: JET_PCSTR) = calls::instance::create_instance;
    JetCreateInstanceW(pinstance: *mut JET_INSTANCE,
        szInstanceName: JET_PCWSTR) = calls::instance::create_instance;
    JetCreateTable(sesid: JET_SESID, dbid: JET_DBID, szTableName: JET_PCSTR, lPages: u32,
        lDensity: u32, ptableid: *mut JET_TABLEID) = calls::ddl::create_table;
    JetCreateTableA(sesid: JET_SESID, dbid: JET_DBID, szTableName: JET_PCSTR, lPages: u32,
        lDensity: u32, ptableid: *mut JET_TABLEID) = calls::ddl::create_table;
    JetCreateTableColumnIndex(sesid: JET_SESID, dbid: JET_DBID,
        ptablecreate: *mut JET_TABLECREATE<c_char>) = calls::ddl::create_table_column_index;
    JetCreateTableColumnIndex2(sesid: JET_SESID, dbid: JET_DBID,
        ptablecreate: *mut JET_TABLECREATE2<c_char>) = calls::ddl::create_table_column_index2;
    JetCreateTableColumnIndex2A(sesid: JET_SESID, dbid: JET_DBID,
        ptablecreate: *mut JET_TABLECREATE2<c_char>) = calls::ddl::create_table_column_index2;
    JetCreateTableColumnIndex2W(sesid: JET_SESID, dbid: JET_DBID,
        ptablecreate: *mut JET_TABLECREATE2<u16>) = calls::ddl::create_table_column_index2;
    JetCreateTableColumnIndex3A(sesid: JET_SESID, dbid: JET_DBID,
        ptablecreate: *mut JET_TABLECREATE3<c_char>) = calls::ddl::create_table_column_index3;
    JetCreateTableColumnIndex3W(sesid: JET_SESID, dbid: JET_DBID,
        ptablecreate: *mut JET_TABLECREATE3<u16>) = calls::ddl::create_table_column_index3;
    JetCreateTableColumnIndex4A(sesid: JET_SESID, dbid: JET_DBID,
        ptablecreate: *mut JET_TABLECREATE4<c_char>) = calls::ddl::create_table_column_index4;
    JetCreateTableColumnIndex4W(sesid: JET_SESID, dbid: JET_DBID,
        ptablecreate: *mut JET_TABLECREATE4<u16>) = calls::ddl::create_table_column_index4;
    JetCreateTableColumnIndexA(sesid: JET_SESID, dbid: JET_DBID,
        ptablecreate: *mut JET_TABLECREATE<c_char>) = calls::ddl::create_table_column_index;
    JetCreateTableColumnIndexW(sesid: JET_SESID, dbid: JET_DBID,
        ptablecreate: *mut JET_TABLECREATE<u16>) = calls::ddl::create_table_column_index;
    JetCreateTableW(sesid: JET_SESID, dbid: JET_DBID, szTableName: JET_PCWSTR, lPages: u32,
        lDensity: u32, ptableid: *mut JET_TABLEID) = calls::ddl::create_table;
    JetDelete(sesid: JET_SESID, tableid: JET_TABLEID) = calls::update::delete;
    JetDeleteColumn(sesid: JET_SESID, tableid: JET_TABLEID,
        szColumnName: JET_PCSTR) = calls::ddl::delete_column;
    JetDeleteColumn2(sesid: JET_SESID, tableid: JET_TABLEID, szColumnName: JET_PCSTR,
        grbit: JET_GRBIT) = calls::ddl::delete_column2;
    JetDeleteColumn2A(sesid: JET_SESID, tableid: JET_TABLEID, szColumnName: JET_PCSTR,
        grbit: JET_GRBIT) = calls::ddl::delete_column2;
    JetDeleteColumn2W(sesid: JET_SESID, tableid: JET_TABLEID, szColumnName: JET_PCWSTR,
        grbit: JET_GRBIT) = calls::ddl::delete_column2;
    JetDeleteColumnA(sesid: JET_SESID, tableid: JET_TABLEID,
        szColumnName: JET_PCSTR) = calls::ddl::delete_column;
    JetDeleteColumnW(sesid: JET_SESID, tableid: JET_TABLEID,
        szColumnName: JET_PCWSTR) = calls::ddl::delete_column;
    JetDeleteIndex(sesid: JET_SESID, tableid: JET_TABLEID,
        szIndexName: JET_PCSTR) = calls::ddl::delete_index;
    JetDeleteIndexA(sesid: JET_SESID, tableid: JET_TABLEID,
        szIndexName: JET_PCSTR) = calls::ddl::delete_index;
    JetDeleteIndexW(sesid: JET_SESID, tableid: JET_TABLEID,
        szIndexName: JET_PCWSTR) = calls::ddl::delete_index;
    JetDeleteTable(sesid: JET_SESID, dbid: JET_DBID,
        szTableName: JET_PCSTR) = calls::ddl::delete_table;
    JetDeleteTableA(sesid: JET_SESID, dbid: JET_DBID,
        szTableName: JET_PCSTR) = calls::ddl::delete_table;
    JetDeleteTableW(sesid: JET_SESID, dbid: JET_DBID,
        szTableName: JET_PCWSTR) = calls::ddl::delete_table;
    JetDetachDatabase(sesid: JET_SESID, szFilename: JET_PCSTR) = calls::database::detach_database;
    JetDetachDatabase2(sesid: JET_SESID, szFilename: JET_PCSTR,
        grbit: JET_GRBIT) = calls::database::detach_database2;
    JetDetachDatabase2A(sesid: JET_SESID, szFilename: JET_PCSTR,
        grbit: JET_GRBIT) = calls::database::detach_database2;
    JetDetachDatabase2W(sesid: JET_SESID, szFilename: JET_PCWSTR,
        grbit: JET_GRBIT) = calls::database::detach_database2;
    JetDetachDatabaseA(sesid: JET_SESID, szFilename: JET_PCSTR) = calls::database::detach_database;
    JetDetachDatabaseW(sesid: JET_SESID,
        szFilename: JET_PCWSTR) = calls::database::detach_database;
    JetDupCursor(sesid: JET_SESID, tableid: JET_TABLEID, ptableid: *mut JET_TABLEID,
        grbit: JET_GRBIT) = calls::table::dup_cursor;
    JetDupSession(sesid: JET_SESID, psesid: *mut JET_SESID) = calls::session::dup_session;
    JetEnableMultiInstance(psetsysparam: *mut JET_SETSYSPARAM<c_char>, csetsysparam: u32,
        pcsetsucceed: *mut u32) = calls::param::enable_multi_instance;
    JetEnableMultiInstanceA(psetsysparam: *mut JET_SETSYSPARAM<c_char>, csetsysparam: u32,
        pcsetsucceed: *mut u32) = calls::param::enable_multi_instance;
    JetEnableMultiInstanceW(psetsysparam: *mut JET_SETSYSPARAM<u16>, csetsysparam: u32,
        pcsetsucceed: *mut u32) = calls::param::enable_multi_instance;
    JetEndSession(sesid: JET_SESID, grbit: JET_GRBIT) = calls::session::end_session;
    JetEnumerateColumns(sesid: JET_SESID, tableid: JET_TABLEID, cEnumColumnId: u32,
        rgEnumColumnId: *mut JET_ENUMCOLUMNID, pcEnumColumn: *mut u32,
        prgEnumColumn: *mut *mut JET_ENUMCOLUMN, pfnRealloc: JET_PFNREALLOC,
        pvReallocContext: *mut c_void, cbDataMost: u32,
        grbit: JET_GRBIT) = calls::enumerate::enumerate_columns;
    JetEscrowUpdate(sesid: JET_SESID, tableid: JET_TABLEID, columnid: JET_COLUMNID,
        pv: *mut c_void, cbMax: u32, pvOld: *mut c_void, cbOldMax: u32, pcbOldActual: *mut u32,
        grbit: JET_GRBIT) = calls::update::escrow_update;
    JetFreeBuffer(pbBuf: *mut c_char) = calls::instance::free_buffer;
    JetGetBookmark(sesid: JET_SESID, tableid: JET_TABLEID, pvBookmark: *mut c_void, cbMax: u32,
        pcbActual: *mut u32) = calls::bookmark::get_bookmark;
    JetGetColumnInfo(sesid: JET_SESID, dbid: JET_DBID, szTableName: JET_PCSTR,
        pColumnNameOrId: JET_PCSTR, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_column_info;
    JetGetColumnInfoA(sesid: JET_SESID, dbid: JET_DBID, szTableName: JET_PCSTR,
        pColumnNameOrId: JET_PCSTR, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_column_info;
    JetGetColumnInfoW(sesid: JET_SESID, dbid: JET_DBID, szTableName: JET_PCWSTR,
        pwColumnNameOrId: JET_PCWSTR, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_column_info;
    JetGetCurrentIndex(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PSTR,
        cbIndexName: u32) = calls::navigate::get_current_index;
    JetGetCurrentIndexA(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PSTR,
        cbIndexName: u32) = calls::navigate::get_current_index;
    JetGetCurrentIndexW(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PWSTR,
        cbIndexName: u32) = calls::navigate::get_current_index;
    JetGetCursorInfo(sesid: JET_SESID, tableid: JET_TABLEID, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_cursor_info;
    JetGetDatabaseFileInfo(szDatabaseName: JET_PCSTR, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_database_file_info;
    JetGetDatabaseFileInfoA(szDatabaseName: JET_PCSTR, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_database_file_info;
    JetGetDatabaseFileInfoW(szDatabaseName: JET_PCWSTR, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_database_file_info;
    JetGetDatabaseInfo(sesid: JET_SESID, dbid: JET_DBID, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_database_info::<c_char>;
    JetGetDatabaseInfoA(sesid: JET_SESID, dbid: JET_DBID, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_database_info::<c_char>;
    JetGetDatabaseInfoW(sesid: JET_SESID, dbid: JET_DBID, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_database_info::<u16>;
    JetGetErrorInfoW(pvContext: *mut c_void, pvResult: *mut c_void, cbMax: u32, InfoLevel: u32,
        grbit: JET_GRBIT) = calls::instance::get_error_info;
    JetGetIndexInfo(sesid: JET_SESID, dbid: JET_DBID, szTableName: JET_PCSTR,
        szIndexName: JET_PCSTR, pvResult: *mut c_void, cbResult: u32,
        InfoLevel: u32) = calls::info::get_index_info;
    JetGetIndexInfoA(sesid: JET_SESID, dbid: JET_DBID, szTableName: JET_PCSTR,
        szIndexName: JET_PCSTR, pvResult: *mut c_void, cbResult: u32,
        InfoLevel: u32) = calls::info::get_index_info;
    JetGetIndexInfoW(sesid: JET_SESID, dbid: JET_DBID, szTableName: JET_PCWSTR,
        szIndexName: JET_PCWSTR, pvResult: *mut c_void, cbResult: u32,
        InfoLevel: u32) = calls::info::get_index_info;
    JetGetInstanceInfo(pcInstanceInfo: *mut u32,
        paInstanceInfo: *mut *mut JET_INSTANCE_INFO<c_char>) = calls::instance::get_instance_info;
    JetGetInstanceInfoA(pcInstanceInfo: *mut u32,
        paInstanceInfo: *mut *mut JET_INSTANCE_INFO<c_char>) = calls::instance::get_instance_info;
    JetGetInstanceInfoW(pcInstanceInfo: *mut u32,
        paInstanceInfo: *mut *mut JET_INSTANCE_INFO<u16>) = calls::instance::get_instance_info;
    JetGetLock(sesid: JET_SESID, tableid: JET_TABLEID, grbit: JET_GRBIT) = calls::update::get_lock;
    JetGetObjectInfo(sesid: JET_SESID, dbid: JET_DBID, objtyp: JET_OBJTYP,
        szContainerName: JET_PCSTR, szObjectName: JET_PCSTR, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_object_info;
    JetGetObjectInfoA(sesid: JET_SESID, dbid: JET_DBID, objtyp: JET_OBJTYP,
        szContainerName: JET_PCSTR, szObjectName: JET_PCSTR, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_object_info;
    JetGetObjectInfoW(sesid: JET_SESID, dbid: JET_DBID, objtyp: JET_OBJTYP,
        szContainerName: JET_PCWSTR, szObjectName: JET_PCWSTR, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_object_info;
    JetGetRecordPosition(sesid: JET_SESID, tableid: JET_TABLEID, precpos: *mut JET_RECPOS,
        cbRecpos: u32) = calls::bookmark::get_record_position;
    JetGetRecordSize(sesid: JET_SESID, tableid: JET_TABLEID, precsize: *mut JET_RECSIZE,
        grbit: JET_GRBIT) = calls::retrieve::get_record_size;
    JetGetRecordSize2(sesid: JET_SESID, tableid: JET_TABLEID, precsize: *mut JET_RECSIZE2,
        grbit: JET_GRBIT) = calls::retrieve::get_record_size2;
    JetGetSecondaryIndexBookmark(sesid: JET_SESID, tableid: JET_TABLEID,
        pvSecondaryKey: *mut c_void, cbSecondaryKeyMax: u32, pcbSecondaryKeyActual: *mut u32,
        pvPrimaryBookmark: *mut c_void, cbPrimaryBookmarkMax: u32,
        pcbPrimaryBookmarkActual: *mut u32,
        grbit: JET_GRBIT) = calls::bookmark::get_secondary_index_bookmark;
    JetGetSessionParameter(sesid: JET_SESID, sesparamid: u32, pvParam: *mut c_void,
        cbParamMax: u32, pcbParamActual: *mut u32) = calls::session::get_session_parameter;
    JetGetSystemParameter(instance: JET_INSTANCE, sesid: JET_SESID, paramid: u32,
        plParam: *mut JET_API_PTR, szParam: JET_PSTR,
        cbMax: u32) = calls::param::get_system_parameter;
    JetGetSystemParameterA(instance: JET_INSTANCE, sesid: JET_SESID, paramid: u32,
        plParam: *mut JET_API_PTR, szParam: JET_PSTR,
        cbMax: u32) = calls::param::get_system_parameter;
    JetGetSystemParameterW(instance: JET_INSTANCE, sesid: JET_SESID, paramid: u32,
        plParam: *mut JET_API_PTR, szParam: JET_PWSTR,
        cbMax: u32) = calls::param::get_system_parameter;
    JetGetTableColumnInfo(sesid: JET_SESID, tableid: JET_TABLEID, szColumnName: JET_PCSTR,
        pvResult: *mut c_void, cbMax: u32, InfoLevel: u32) = calls::info::get_table_column_info;
    JetGetTableColumnInfoA(sesid: JET_SESID, tableid: JET_TABLEID, szColumnName: JET_PCSTR,
        pvResult: *mut c_void, cbMax: u32, InfoLevel: u32) = calls::info::get_table_column_info;
    JetGetTableColumnInfoW(sesid: JET_SESID, tableid: JET_TABLEID, szColumnName: JET_PCWSTR,
        pvResult: *mut c_void, cbMax: u32, InfoLevel: u32) = calls::info::get_table_column_info;
    JetGetTableIndexInfo(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCSTR,
        pvResult: *mut c_void, cbResult: u32, InfoLevel: u32) = calls::info::get_table_index_info;
    JetGetTableIndexInfoA(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCSTR,
        pvResult: *mut c_void, cbResult: u32, InfoLevel: u32) = calls::info::get_table_index_info;
    JetGetTableIndexInfoW(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCWSTR,
        pvResult: *mut c_void, cbResult: u32, InfoLevel: u32) = calls::info::get_table_index_info;
    JetGetTableInfo(sesid: JET_SESID, tableid: JET_TABLEID, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_table_info::<c_char>;
    JetGetTableInfoA(sesid: JET_SESID, tableid: JET_TABLEID, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_table_info::<c_char>;
    JetGetTableInfoW(sesid: JET_SESID, tableid: JET_TABLEID, pvResult: *mut c_void, cbMax: u32,
        InfoLevel: u32) = calls::info::get_table_info::<u16>;
    JetGetVersion(sesid: JET_SESID, pwVersion: *mut u32) = calls::session::get_version;
    JetGotoBookmark(sesid: JET_SESID, tableid: JET_TABLEID, pvBookmark: *mut c_void,
        cbBookmark: u32) = calls::bookmark::goto_bookmark;
    JetGotoPosition(sesid: JET_SESID, tableid: JET_TABLEID,
        precpos: *mut JET_RECPOS) = calls::bookmark::goto_position;
    JetGotoSecondaryIndexBookmark(sesid: JET_SESID, tableid: JET_TABLEID,
        pvSecondaryKey: *mut c_void, cbSecondaryKey: u32, pvPrimaryBookmark: *mut c_void,
        cbPrimaryBookmark: u32, grbit: JET_GRBIT) = calls::bookmark::goto_secondary_index_bookmark;
    JetIndexRecordCount(sesid: JET_SESID, tableid: JET_TABLEID, pcrec: *mut u32,
        crecMax: u32) = calls::navigate::index_record_count;
    JetInit(pinstance: *mut JET_INSTANCE) = calls::instance::init;
    JetInit2(pinstance: *mut JET_INSTANCE, grbit: JET_GRBIT) = calls::instance::init2;
    JetInit3(pinstance: *mut JET_INSTANCE, prstInfo: *mut JET_RSTINFO<c_char>,
        grbit: JET_GRBIT) = calls::instance::init3;
    JetInit3A(pinstance: *mut JET_INSTANCE, prstInfo: *mut JET_RSTINFO<c_char>,
        grbit: JET_GRBIT) = calls::instance::init3;
    JetInit3W(pinstance: *mut JET_INSTANCE, prstInfo: *mut JET_RSTINFO<u16>,
        grbit: JET_GRBIT) = calls::instance::init3;
    JetMakeKey(sesid: JET_SESID, tableid: JET_TABLEID, pvData: *const c_void, cbData: u32,
        grbit: JET_GRBIT) = calls::navigate::make_key;
    JetMove(sesid: JET_SESID, tableid: JET_TABLEID, cRow: i32,
        grbit: JET_GRBIT) = calls::navigate::r#move;
    JetOpenDatabase(sesid: JET_SESID, szFilename: JET_PCSTR, szConnect: JET_PCSTR,
        pdbid: *mut JET_DBID, grbit: JET_GRBIT) = calls::database::open_database;
    JetOpenDatabaseA(sesid: JET_SESID, szFilename: JET_PCSTR, szConnect: JET_PCSTR,
        pdbid: *mut JET_DBID, grbit: JET_GRBIT) = calls::database::open_database;
    JetOpenDatabaseW(sesid: JET_SESID, szFilename: JET_PCWSTR, szConnect: JET_PCWSTR,
        pdbid: *mut JET_DBID, grbit: JET_GRBIT) = calls::database::open_database;
    JetOpenTable(sesid: JET_SESID, dbid: JET_DBID, szTableName: JET_PCSTR,
        pvParameters: *const c_void, cbParameters: u32, grbit: JET_GRBIT,
        ptableid: *mut JET_TABLEID) = calls::table::open_table;
    JetOpenTableA(sesid: JET_SESID, dbid: JET_DBID, szTableName: JET_PCSTR,
        pvParameters: *const c_void, cbParameters: u32, grbit: JET_GRBIT,
        ptableid: *mut JET_TABLEID) = calls::table::open_table;
    JetOpenTableW(sesid: JET_SESID, dbid: JET_DBID, szTableName: JET_PCWSTR,
        pvParameters: *const c_void, cbParameters: u32, grbit: JET_GRBIT,
        ptableid: *mut JET_TABLEID) = calls::table::open_table;
    JetPrepareUpdate(sesid: JET_SESID, tableid: JET_TABLEID,
        prep: u32) = calls::update::prepare_update;
    JetPrereadKeys(sesid: JET_SESID, tableid: JET_TABLEID, rgpvKeys: *mut *const c_void,
        rgcbKeys: *const u32, ckeys: i32, pckeysPreread: *mut i32,
        grbit: JET_GRBIT) = calls::navigate::preread_keys;
    JetRenameColumn(sesid: JET_SESID, tableid: JET_TABLEID, szName: JET_PCSTR,
        szNameNew: JET_PCSTR, grbit: JET_GRBIT) = calls::ddl::rename_column;
    JetRenameColumnA(sesid: JET_SESID, tableid: JET_TABLEID, szName: JET_PCSTR,
        szNameNew: JET_PCSTR, grbit: JET_GRBIT) = calls::ddl::rename_column;
    JetRenameColumnW(sesid: JET_SESID, tableid: JET_TABLEID, szName: JET_PCWSTR,
        szNameNew: JET_PCWSTR, grbit: JET_GRBIT) = calls::ddl::rename_column;
    JetRenameTable(sesid: JET_SESID, dbid: JET_DBID, szName: JET_PCSTR,
        szNameNew: JET_PCSTR) = calls::ddl::rename_table;
    JetRenameTableA(sesid: JET_SESID, dbid: JET_DBID, szName: JET_PCSTR,
        szNameNew: JET_PCSTR) = calls::ddl::rename_table;
    JetRenameTableW(sesid: JET_SESID, dbid: JET_DBID, szName: JET_PCWSTR,
        szNameNew: JET_PCWSTR) = calls::ddl::rename_table;
    JetResetSessionContext(sesid: JET_SESID) = calls::session::reset_session_context;
    JetResetTableSequential(sesid: JET_SESID, tableid: JET_TABLEID,
        grbit: JET_GRBIT) = calls::navigate::reset_table_sequential;
    JetRetrieveColumn(sesid: JET_SESID, tableid: JET_TABLEID, columnid: JET_COLUMNID,
        pvData: *mut c_void, cbData: u32, pcbActual: *mut u32, grbit: JET_GRBIT,
        pretinfo: *mut JET_RETINFO) = calls::retrieve::retrieve_column;
    JetRetrieveColumns(sesid: JET_SESID, tableid: JET_TABLEID,
        pretrievecolumn: *mut JET_RETRIEVECOLUMN,
        cretrievecolumn: u32) = calls::retrieve::retrieve_columns;
    JetRetrieveKey(sesid: JET_SESID, tableid: JET_TABLEID, pvKey: *mut c_void, cbMax: u32,
        pcbActual: *mut u32, grbit: JET_GRBIT) = calls::bookmark::retrieve_key;
    JetRollback(sesid: JET_SESID, grbit: JET_GRBIT) = calls::session::rollback;
    JetSeek(sesid: JET_SESID, tableid: JET_TABLEID, grbit: JET_GRBIT) = calls::navigate::seek;
    JetSetColumn(sesid: JET_SESID, tableid: JET_TABLEID, columnid: JET_COLUMNID,
        pvData: *const c_void, cbData: u32, grbit: JET_GRBIT,
        psetinfo: *mut JET_SETINFO) = calls::update::set_column;
    JetSetColumns(sesid: JET_SESID, tableid: JET_TABLEID, psetcolumn: *mut JET_SETCOLUMN,
        csetcolumn: u32) = calls::update::set_columns;
    JetSetCurrentIndex(sesid: JET_SESID, tableid: JET_TABLEID,
        szIndexName: JET_PCSTR) = calls::navigate::set_current_index;
    JetSetCurrentIndex2(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCSTR,
        grbit: JET_GRBIT) = calls::navigate::set_current_index2;
    JetSetCurrentIndex2A(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCSTR,
        grbit: JET_GRBIT) = calls::navigate::set_current_index2;
    JetSetCurrentIndex2W(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCWSTR,
        grbit: JET_GRBIT) = calls::navigate::set_current_index2;
    JetSetCurrentIndex3(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCSTR,
        grbit: JET_GRBIT, itagSequence: u32) = calls::navigate::set_current_index3;
    JetSetCurrentIndex3A(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCSTR,
        grbit: JET_GRBIT, itagSequence: u32) = calls::navigate::set_current_index3;
    JetSetCurrentIndex3W(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCWSTR,
        grbit: JET_GRBIT, itagSequence: u32) = calls::navigate::set_current_index3;
    JetSetCurrentIndex4(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCSTR,
        pindexid: *mut JET_INDEXID, grbit: JET_GRBIT,
        itagSequence: u32) = calls::navigate::set_current_index4;
    JetSetCurrentIndex4A(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCSTR,
        pindexid: *mut JET_INDEXID, grbit: JET_GRBIT,
        itagSequence: u32) = calls::navigate::set_current_index4;
    JetSetCurrentIndex4W(sesid: JET_SESID, tableid: JET_TABLEID, szIndexName: JET_PCWSTR,
        pindexid: *mut JET_INDEXID, grbit: JET_GRBIT,
        itagSequence: u32) = calls::navigate::set_current_index4;
    JetSetCurrentIndexA(sesid: JET_SESID, tableid: JET_TABLEID,
        szIndexName: JET_PCSTR) = calls::navigate::set_current_index;
    JetSetCurrentIndexW(sesid: JET_SESID, tableid: JET_TABLEID,
        szIndexName: JET_PCWSTR) = calls::navigate::set_current_index;
    JetSetIndexRange(sesid: JET_SESID, tableidSrc: JET_TABLEID,
        grbit: JET_GRBIT) = calls::navigate::set_index_range;
    JetSetSessionContext(sesid: JET_SESID,
        ulContext: JET_API_PTR) = calls::session::set_session_context;
    JetSetSessionParameter(sesid: JET_SESID, sesparamid: u32, pvParam: *mut c_void,
        cbParam: u32) = calls::session::set_session_parameter;
    JetSetSystemParameter(pinstance: *mut JET_INSTANCE, sesid: JET_SESID, paramid: u32,
        lParam: JET_API_PTR, szParam: JET_PCSTR) = calls::param::set_system_parameter;
    JetSetSystemParameterA(pinstance: *mut JET_INSTANCE, sesid: JET_SESID, paramid: u32,
        lParam: JET_API_PTR, szParam: JET_PCSTR) = calls::param::set_system_parameter;
    JetSetSystemParameterW(pinstance: *mut JET_INSTANCE, sesid: JET_SESID, paramid: u32,
        lParam: JET_API_PTR, szParam: JET_PCWSTR) = calls::param::set_system_parameter;
    JetSetTableSequential(sesid: JET_SESID, tableid: JET_TABLEID,
        grbit: JET_GRBIT) = calls::navigate::set_table_sequential;
    JetStopService() = calls::instance::stop_service;
    JetStopServiceInstance(instance: JET_INSTANCE) = calls::instance::stop_service_instance;
    JetStopServiceInstance2(instance: JET_INSTANCE,
        grbit: JET_GRBIT) = calls::instance::stop_service_instance2;
    JetTerm(instance: JET_INSTANCE) = calls::instance::term;
    JetTerm2(instance: JET_INSTANCE, grbit: JET_GRBIT) = calls::instance::term2;
    JetUpdate(sesid: JET_SESID, tableid: JET_TABLEID, pvBookmark: *mut c_void, cbBookmark: u32,
        pcbActual: *mut u32) = calls::update::update;
    JetUpdate2(sesid: JET_SESID, tableid: JET_TABLEID, pvBookmark: *mut c_void, cbBookmark: u32,
        pcbActual: *mut u32, grbit: JET_GRBIT) = calls::update::update2;
}

absent! {
    JetAttachDatabase3, JetAttachDatabase3A, JetAttachDatabase3W, JetAttachDatabaseWithStreaming,
    JetAttachDatabaseWithStreamingA, JetAttachDatabaseWithStreamingW, JetBackup, JetBackupA,
    JetBackupInstance, JetBackupInstanceA, JetBackupInstanceW, JetBackupW,
    JetBeginDatabaseIncrementalReseed, JetBeginDatabaseIncrementalReseedA,
    JetBeginDatabaseIncrementalReseedW, JetBeginExternalBackup, JetBeginExternalBackupInstance,
    JetBeginSurrogateBackup, JetCloseFile, JetCloseFileInstance, JetCompact, JetCompactA,
    JetCompactW, JetComputeStats, JetConfigureProcessForCrashDump, JetConsumeLogData, JetConvertDDL,
    JetConvertDDLA, JetConvertDDLW, JetCreateDatabase3, JetCreateDatabase3A, JetCreateDatabase3W,
    JetCreateDatabaseWithStreaming, JetCreateDatabaseWithStreamingA,
    JetCreateDatabaseWithStreamingW, JetCreateEncryptionKey, JetCreateTableColumnIndex5A,
    JetCreateTableColumnIndex5W, JetDBUtilities, JetDBUtilitiesA, JetDBUtilitiesW, JetDatabaseScan,
    JetDefragment, JetDefragment2, JetDefragment2A, JetDefragment2W, JetDefragment3,
    JetDefragment3A, JetDefragment3W, JetDefragmentA, JetDefragmentW, JetDeleteTable2,
    JetDeleteTable2A, JetDeleteTable2W, JetEndDatabaseIncrementalReseed,
    JetEndDatabaseIncrementalReseedA, JetEndDatabaseIncrementalReseedW, JetEndExternalBackup,
    JetEndExternalBackupInstance, JetEndExternalBackupInstance2, JetEndSurrogateBackup,
    JetExternalRestore, JetExternalRestore2, JetExternalRestore2A, JetExternalRestore2W,
    JetExternalRestoreA, JetExternalRestoreW, JetGetAttachInfo, JetGetAttachInfoA,
    JetGetAttachInfoInstance, JetGetAttachInfoInstanceA, JetGetAttachInfoInstanceW,
    JetGetAttachInfoW, JetGetCounter, JetGetDatabasePages, JetGetInstanceMiscInfo, JetGetLS,
    JetGetLogFileInfo, JetGetLogFileInfoA, JetGetLogFileInfoW, JetGetLogInfo, JetGetLogInfoA,
    JetGetLogInfoInstance, JetGetLogInfoInstance2, JetGetLogInfoInstance2A, JetGetLogInfoInstance2W,
    JetGetLogInfoInstanceA, JetGetLogInfoInstanceW, JetGetLogInfoW, JetGetMaxDatabaseSize,
    JetGetPageInfo, JetGetPageInfo2, JetGetRBSFileInfoA, JetGetRBSFileInfoW, JetGetRecordSize3,
    JetGetResourceParam, JetGetSessionInfo, JetGetThreadStats, JetGetTruncateLogInfoInstance,
    JetGetTruncateLogInfoInstanceA, JetGetTruncateLogInfoInstanceW, JetGrowDatabase, JetIdle,
    JetIndexRecordCount2, JetInit4, JetInit4A, JetInit4W, JetIntersectIndexes, JetOSSnapshotAbort,
    JetOSSnapshotEnd, JetOSSnapshotFreeze, JetOSSnapshotFreezeA, JetOSSnapshotFreezeW,
    JetOSSnapshotGetFreezeInfo, JetOSSnapshotGetFreezeInfoA, JetOSSnapshotGetFreezeInfoW,
    JetOSSnapshotPrepare, JetOSSnapshotPrepareInstance, JetOSSnapshotThaw, JetOSSnapshotTruncateLog,
    JetOSSnapshotTruncateLogInstance, JetOnlinePatchDatabasePage, JetOpenFile, JetOpenFileA,
    JetOpenFileInstance, JetOpenFileInstanceA, JetOpenFileInstanceW, JetOpenFileSectionInstance,
    JetOpenFileSectionInstanceA, JetOpenFileSectionInstanceW, JetOpenFileW, JetOpenTempTable,
    JetOpenTempTable2, JetOpenTempTable3, JetOpenTemporaryTable, JetOpenTemporaryTable2,
    JetPatchDatabasePages, JetPatchDatabasePagesA, JetPatchDatabasePagesW,
    JetPrepareToCommitTransaction, JetPrereadColumnsByReference, JetPrereadIndexRange,
    JetPrereadIndexRanges, JetPrereadTablesW, JetRBSCancelRevert, JetRBSExecuteRevert,
    JetRBSPrepareRevert, JetReadFile, JetReadFileInstance, JetRegisterCallback, JetRemoveLogfileA,
    JetRemoveLogfileW, JetResetCounter, JetResizeDatabase, JetRestore, JetRestore2, JetRestore2A,
    JetRestore2W, JetRestoreA, JetRestoreInstance, JetRestoreInstanceA, JetRestoreInstanceW,
    JetRestoreW, JetRetrieveColumnByReference, JetRetrieveColumnFromRecordStream,
    JetRetrieveTaggedColumnList, JetSetColumnDefaultValue, JetSetColumnDefaultValueA,
    JetSetColumnDefaultValueW, JetSetCursorFilter, JetSetDatabaseSize, JetSetDatabaseSizeA,
    JetSetDatabaseSizeW, JetSetLS, JetSetMaxDatabaseSize, JetSetResourceParam, JetSetTableInfo,
    JetSetTableInfoA, JetSetTableInfoW, JetSnapshotStart, JetSnapshotStartA, JetSnapshotStartW,
    JetSnapshotStop, JetStopBackup, JetStopBackupInstance, JetStreamRecords, JetTestHook,
    JetTracing, JetTruncateLog, JetTruncateLogInstance, JetUnregisterCallback, JetUpgradeDatabase,
    JetUpgradeDatabaseA, JetUpgradeDatabaseW
}
