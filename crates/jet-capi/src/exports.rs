//! Names of the library: each with the call that does its work, or with none.
//!
//! Written by `cargo xtask header` from the tables; do not edit.

#![allow(unsafe_code, non_snake_case, reason = "exported names, with arguments as in C")]

use crate::abi::*;
use crate::border::{absent, export};
use crate::calls;

export! {
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
    JetCommitTransaction(sesid: JET_SESID, grbit: JET_GRBIT) = calls::session::commit_transaction;
    JetCommitTransaction2(sesid: JET_SESID, grbit: JET_GRBIT, cmsecDurableCommit: u32,
        pCommitId: *mut JET_COMMIT_ID) = calls::session::commit_transaction2;
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
    JetDupSession(sesid: JET_SESID, psesid: *mut JET_SESID) = calls::session::dup_session;
    JetEnableMultiInstance(psetsysparam: *mut JET_SETSYSPARAM<c_char>, csetsysparam: u32,
        pcsetsucceed: *mut u32) = calls::param::enable_multi_instance;
    JetEnableMultiInstanceA(psetsysparam: *mut JET_SETSYSPARAM<c_char>, csetsysparam: u32,
        pcsetsucceed: *mut u32) = calls::param::enable_multi_instance;
    JetEnableMultiInstanceW(psetsysparam: *mut JET_SETSYSPARAM<u16>, csetsysparam: u32,
        pcsetsucceed: *mut u32) = calls::param::enable_multi_instance;
    JetEndSession(sesid: JET_SESID, grbit: JET_GRBIT) = calls::session::end_session;
    JetFreeBuffer(pbBuf: *mut c_char) = calls::instance::free_buffer;
    JetGetErrorInfoW(pvContext: *mut c_void, pvResult: *mut c_void, cbMax: u32, InfoLevel: u32,
        grbit: JET_GRBIT) = calls::instance::get_error_info;
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
    JetGetVersion(sesid: JET_SESID, pwVersion: *mut u32) = calls::session::get_version;
    JetInit(pinstance: *mut JET_INSTANCE) = calls::instance::init;
    JetInit2(pinstance: *mut JET_INSTANCE, grbit: JET_GRBIT) = calls::instance::init2;
    JetInit3(pinstance: *mut JET_INSTANCE, prstInfo: *mut JET_RSTINFO<c_char>,
        grbit: JET_GRBIT) = calls::instance::init3;
    JetInit3A(pinstance: *mut JET_INSTANCE, prstInfo: *mut JET_RSTINFO<c_char>,
        grbit: JET_GRBIT) = calls::instance::init3;
    JetInit3W(pinstance: *mut JET_INSTANCE, prstInfo: *mut JET_RSTINFO<u16>,
        grbit: JET_GRBIT) = calls::instance::init3;
    JetResetSessionContext(sesid: JET_SESID) = calls::session::reset_session_context;
    JetRollback(sesid: JET_SESID, grbit: JET_GRBIT) = calls::session::rollback;
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
    JetStopService() = calls::instance::stop_service;
    JetStopServiceInstance(instance: JET_INSTANCE) = calls::instance::stop_service_instance;
    JetStopServiceInstance2(instance: JET_INSTANCE,
        grbit: JET_GRBIT) = calls::instance::stop_service_instance2;
    JetTerm(instance: JET_INSTANCE) = calls::instance::term;
    JetTerm2(instance: JET_INSTANCE, grbit: JET_GRBIT) = calls::instance::term2;
}

absent! {
    JetAddColumn, JetAddColumnA, JetAddColumnW, JetAttachDatabase, JetAttachDatabase2,
    JetAttachDatabase2A, JetAttachDatabase2W, JetAttachDatabase3, JetAttachDatabase3A,
    JetAttachDatabase3W, JetAttachDatabaseA, JetAttachDatabaseW, JetAttachDatabaseWithStreaming,
    JetAttachDatabaseWithStreamingA, JetAttachDatabaseWithStreamingW, JetBackup, JetBackupA,
    JetBackupInstance, JetBackupInstanceA, JetBackupInstanceW, JetBackupW,
    JetBeginDatabaseIncrementalReseed, JetBeginDatabaseIncrementalReseedA,
    JetBeginDatabaseIncrementalReseedW, JetBeginExternalBackup, JetBeginExternalBackupInstance,
    JetBeginSurrogateBackup, JetCloseDatabase, JetCloseFile, JetCloseFileInstance, JetCloseTable,
    JetCompact, JetCompactA, JetCompactW, JetComputeStats, JetConfigureProcessForCrashDump,
    JetConsumeLogData, JetConvertDDL, JetConvertDDLA, JetConvertDDLW, JetCreateDatabase,
    JetCreateDatabase2, JetCreateDatabase2A, JetCreateDatabase2W, JetCreateDatabase3,
    JetCreateDatabase3A, JetCreateDatabase3W, JetCreateDatabaseA, JetCreateDatabaseW,
    JetCreateDatabaseWithStreaming, JetCreateDatabaseWithStreamingA,
    JetCreateDatabaseWithStreamingW, JetCreateEncryptionKey, JetCreateIndex, JetCreateIndex2,
    JetCreateIndex2A, JetCreateIndex2W, JetCreateIndex3A, JetCreateIndex3W, JetCreateIndex4A,
    JetCreateIndex4W, JetCreateIndexA, JetCreateIndexW, JetCreateTable, JetCreateTableA,
    JetCreateTableColumnIndex, JetCreateTableColumnIndex2, JetCreateTableColumnIndex2A,
    JetCreateTableColumnIndex2W, JetCreateTableColumnIndex3A, JetCreateTableColumnIndex3W,
    JetCreateTableColumnIndex4A, JetCreateTableColumnIndex4W, JetCreateTableColumnIndex5A,
    JetCreateTableColumnIndex5W, JetCreateTableColumnIndexA, JetCreateTableColumnIndexW,
    JetCreateTableW, JetDBUtilities, JetDBUtilitiesA, JetDBUtilitiesW, JetDatabaseScan,
    JetDefragment, JetDefragment2, JetDefragment2A, JetDefragment2W, JetDefragment3,
    JetDefragment3A, JetDefragment3W, JetDefragmentA, JetDefragmentW, JetDelete, JetDeleteColumn,
    JetDeleteColumn2, JetDeleteColumn2A, JetDeleteColumn2W, JetDeleteColumnA, JetDeleteColumnW,
    JetDeleteIndex, JetDeleteIndexA, JetDeleteIndexW, JetDeleteTable, JetDeleteTable2,
    JetDeleteTable2A, JetDeleteTable2W, JetDeleteTableA, JetDeleteTableW, JetDetachDatabase,
    JetDetachDatabase2, JetDetachDatabase2A, JetDetachDatabase2W, JetDetachDatabaseA,
    JetDetachDatabaseW, JetDupCursor, JetEndDatabaseIncrementalReseed,
    JetEndDatabaseIncrementalReseedA, JetEndDatabaseIncrementalReseedW, JetEndExternalBackup,
    JetEndExternalBackupInstance, JetEndExternalBackupInstance2, JetEndSurrogateBackup,
    JetEnumerateColumns, JetEscrowUpdate, JetExternalRestore, JetExternalRestore2,
    JetExternalRestore2A, JetExternalRestore2W, JetExternalRestoreA, JetExternalRestoreW,
    JetGetAttachInfo, JetGetAttachInfoA, JetGetAttachInfoInstance, JetGetAttachInfoInstanceA,
    JetGetAttachInfoInstanceW, JetGetAttachInfoW, JetGetBookmark, JetGetColumnInfo,
    JetGetColumnInfoA, JetGetColumnInfoW, JetGetCounter, JetGetCurrentIndex, JetGetCurrentIndexA,
    JetGetCurrentIndexW, JetGetCursorInfo, JetGetDatabaseFileInfo, JetGetDatabaseFileInfoA,
    JetGetDatabaseFileInfoW, JetGetDatabaseInfo, JetGetDatabaseInfoA, JetGetDatabaseInfoW,
    JetGetDatabasePages, JetGetIndexInfo, JetGetIndexInfoA, JetGetIndexInfoW, JetGetInstanceInfo,
    JetGetInstanceInfoA, JetGetInstanceInfoW, JetGetInstanceMiscInfo, JetGetLS, JetGetLock,
    JetGetLogFileInfo, JetGetLogFileInfoA, JetGetLogFileInfoW, JetGetLogInfo, JetGetLogInfoA,
    JetGetLogInfoInstance, JetGetLogInfoInstance2, JetGetLogInfoInstance2A, JetGetLogInfoInstance2W,
    JetGetLogInfoInstanceA, JetGetLogInfoInstanceW, JetGetLogInfoW, JetGetMaxDatabaseSize,
    JetGetObjectInfo, JetGetObjectInfoA, JetGetObjectInfoW, JetGetPageInfo, JetGetPageInfo2,
    JetGetRBSFileInfoA, JetGetRBSFileInfoW, JetGetRecordPosition, JetGetRecordSize,
    JetGetRecordSize2, JetGetRecordSize3, JetGetResourceParam, JetGetSecondaryIndexBookmark,
    JetGetSessionInfo, JetGetTableColumnInfo, JetGetTableColumnInfoA, JetGetTableColumnInfoW,
    JetGetTableIndexInfo, JetGetTableIndexInfoA, JetGetTableIndexInfoW, JetGetTableInfo,
    JetGetTableInfoA, JetGetTableInfoW, JetGetThreadStats, JetGetTruncateLogInfoInstance,
    JetGetTruncateLogInfoInstanceA, JetGetTruncateLogInfoInstanceW, JetGotoBookmark,
    JetGotoPosition, JetGotoSecondaryIndexBookmark, JetGrowDatabase, JetIdle, JetIndexRecordCount,
    JetIndexRecordCount2, JetInit4, JetInit4A, JetInit4W, JetIntersectIndexes, JetMakeKey, JetMove,
    JetOSSnapshotAbort, JetOSSnapshotEnd, JetOSSnapshotFreeze, JetOSSnapshotFreezeA,
    JetOSSnapshotFreezeW, JetOSSnapshotGetFreezeInfo, JetOSSnapshotGetFreezeInfoA,
    JetOSSnapshotGetFreezeInfoW, JetOSSnapshotPrepare, JetOSSnapshotPrepareInstance,
    JetOSSnapshotThaw, JetOSSnapshotTruncateLog, JetOSSnapshotTruncateLogInstance,
    JetOnlinePatchDatabasePage, JetOpenDatabase, JetOpenDatabaseA, JetOpenDatabaseW, JetOpenFile,
    JetOpenFileA, JetOpenFileInstance, JetOpenFileInstanceA, JetOpenFileInstanceW,
    JetOpenFileSectionInstance, JetOpenFileSectionInstanceA, JetOpenFileSectionInstanceW,
    JetOpenFileW, JetOpenTable, JetOpenTableA, JetOpenTableW, JetOpenTempTable, JetOpenTempTable2,
    JetOpenTempTable3, JetOpenTemporaryTable, JetOpenTemporaryTable2, JetPatchDatabasePages,
    JetPatchDatabasePagesA, JetPatchDatabasePagesW, JetPrepareToCommitTransaction, JetPrepareUpdate,
    JetPrereadColumnsByReference, JetPrereadIndexRange, JetPrereadIndexRanges, JetPrereadKeys,
    JetPrereadTablesW, JetRBSCancelRevert, JetRBSExecuteRevert, JetRBSPrepareRevert, JetReadFile,
    JetReadFileInstance, JetRegisterCallback, JetRemoveLogfileA, JetRemoveLogfileW, JetRenameColumn,
    JetRenameColumnA, JetRenameColumnW, JetRenameTable, JetRenameTableA, JetRenameTableW,
    JetResetCounter, JetResetTableSequential, JetResizeDatabase, JetRestore, JetRestore2,
    JetRestore2A, JetRestore2W, JetRestoreA, JetRestoreInstance, JetRestoreInstanceA,
    JetRestoreInstanceW, JetRestoreW, JetRetrieveColumn, JetRetrieveColumnByReference,
    JetRetrieveColumnFromRecordStream, JetRetrieveColumns, JetRetrieveKey,
    JetRetrieveTaggedColumnList, JetSeek, JetSetColumn, JetSetColumnDefaultValue,
    JetSetColumnDefaultValueA, JetSetColumnDefaultValueW, JetSetColumns, JetSetCurrentIndex,
    JetSetCurrentIndex2, JetSetCurrentIndex2A, JetSetCurrentIndex2W, JetSetCurrentIndex3,
    JetSetCurrentIndex3A, JetSetCurrentIndex3W, JetSetCurrentIndex4, JetSetCurrentIndex4A,
    JetSetCurrentIndex4W, JetSetCurrentIndexA, JetSetCurrentIndexW, JetSetCursorFilter,
    JetSetDatabaseSize, JetSetDatabaseSizeA, JetSetDatabaseSizeW, JetSetIndexRange, JetSetLS,
    JetSetMaxDatabaseSize, JetSetResourceParam, JetSetTableInfo, JetSetTableInfoA, JetSetTableInfoW,
    JetSetTableSequential, JetSnapshotStart, JetSnapshotStartA, JetSnapshotStartW, JetSnapshotStop,
    JetStopBackup, JetStopBackupInstance, JetStreamRecords, JetTestHook, JetTracing, JetTruncateLog,
    JetTruncateLogInstance, JetUnregisterCallback, JetUpdate, JetUpdate2, JetUpgradeDatabase,
    JetUpgradeDatabaseA, JetUpgradeDatabaseW
}
