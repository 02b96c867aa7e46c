/* Written by `cargo xtask header`; do not edit. */

enum
{
    CALLS = 290
};

static JET_ERR call(uint32_t which, const char **name)
{
    switch (which)
    {
    case 0:
        *name = "JetAddColumn";
        return JetAddColumn(any_handle(), any_handle(), any_text(), any_memory(sizeof(JET_COLUMNDEF)), any_memory(0), any_len(), any_memory(sizeof(JET_COLUMNID)));
    case 1:
        *name = "JetAddColumnA";
        return JetAddColumnA(any_handle(), any_handle(), any_text(), any_memory(sizeof(JET_COLUMNDEF)), any_memory(0), any_len(), any_memory(sizeof(JET_COLUMNID)));
    case 2:
        *name = "JetAddColumnW";
        return JetAddColumnW(any_handle(), any_handle(), any_wide_text(), any_memory(sizeof(JET_COLUMNDEF)), any_memory(0), any_len(), any_memory(sizeof(JET_COLUMNID)));
    case 3:
        *name = "JetAttachDatabase";
        return JetAttachDatabase(any_handle(), any_text(), any_number());
    case 4:
        *name = "JetAttachDatabase2";
        return JetAttachDatabase2(any_handle(), any_text(), any_len(), any_number());
    case 5:
        *name = "JetAttachDatabase2A";
        return JetAttachDatabase2A(any_handle(), any_text(), any_len(), any_number());
    case 6:
        *name = "JetAttachDatabase2W";
        return JetAttachDatabase2W(any_handle(), any_wide_text(), any_len(), any_number());
    case 7:
        *name = "JetAttachDatabaseA";
        return JetAttachDatabaseA(any_handle(), any_text(), any_number());
    case 8:
        *name = "JetAttachDatabaseW";
        return JetAttachDatabaseW(any_handle(), any_wide_text(), any_number());
    case 9:
        *name = "JetBackup";
        return JetBackup(any_text(), any_number(), any_status());
    case 10:
        *name = "JetBackupA";
        return JetBackupA(any_text(), any_number(), any_status());
    case 11:
        *name = "JetBackupInstance";
        return JetBackupInstance(any_handle(), any_text(), any_number(), any_status());
    case 12:
        *name = "JetBackupInstanceA";
        return JetBackupInstanceA(any_handle(), any_text(), any_number(), any_status());
    case 13:
        *name = "JetBackupInstanceW";
        return JetBackupInstanceW(any_handle(), any_wide_text(), any_number(), any_status());
    case 14:
        *name = "JetBackupW";
        return JetBackupW(any_wide_text(), any_number(), any_status());
    case 15:
        *name = "JetBeginExternalBackup";
        return JetBeginExternalBackup(any_number());
    case 16:
        *name = "JetBeginExternalBackupInstance";
        return JetBeginExternalBackupInstance(any_handle(), any_number());
    case 17:
        *name = "JetBeginSession";
        return JetBeginSession(any_handle(), any_handle_place(), any_text(), any_text());
    case 18:
        *name = "JetBeginSessionA";
        return JetBeginSessionA(any_handle(), any_handle_place(), any_text(), any_text());
    case 19:
        *name = "JetBeginSessionW";
        return JetBeginSessionW(any_handle(), any_handle_place(), any_wide_text(), any_wide_text());
    case 20:
        *name = "JetBeginTransaction";
        return JetBeginTransaction(any_handle());
    case 21:
        *name = "JetBeginTransaction2";
        return JetBeginTransaction2(any_handle(), any_number());
    case 22:
        *name = "JetBeginTransaction3";
        return JetBeginTransaction3(any_handle(), any_number(), any_number());
    case 23:
        *name = "JetCloseDatabase";
        return JetCloseDatabase(any_handle(), any_dbid(), any_number());
    case 24:
        *name = "JetCloseFile";
        return JetCloseFile(any_word());
    case 25:
        *name = "JetCloseFileInstance";
        return JetCloseFileInstance(any_handle(), any_word());
    case 26:
        *name = "JetCloseTable";
        return JetCloseTable(any_handle(), any_handle());
    case 27:
        *name = "JetCommitTransaction";
        return JetCommitTransaction(any_handle(), any_number());
    case 28:
        *name = "JetCommitTransaction2";
        return JetCommitTransaction2(any_handle(), any_number(), any_len(), any_memory(sizeof(JET_COMMIT_ID)));
    case 29:
        *name = "JetCompact";
        return JetCompact(any_handle(), any_text(), any_text(), any_status(), any_memory(sizeof(JET_CONVERT_A)), any_number());
    case 30:
        *name = "JetCompactA";
        return JetCompactA(any_handle(), any_text(), any_text(), any_status(), any_memory(sizeof(JET_CONVERT_A)), any_number());
    case 31:
        *name = "JetCompactW";
        return JetCompactW(any_handle(), any_wide_text(), any_wide_text(), any_status(), any_memory(sizeof(JET_CONVERT_W)), any_number());
    case 32:
        *name = "JetComputeStats";
        return JetComputeStats(any_handle(), any_handle());
    case 33:
        *name = "JetConfigureProcessForCrashDump";
        return JetConfigureProcessForCrashDump(any_number());
    case 34:
        *name = "JetCreateDatabase";
        return JetCreateDatabase(any_handle(), any_text(), any_text(), any_dbid_place(), any_number());
    case 35:
        *name = "JetCreateDatabase2";
        return JetCreateDatabase2(any_handle(), any_text(), any_len(), any_dbid_place(), any_number());
    case 36:
        *name = "JetCreateDatabase2A";
        return JetCreateDatabase2A(any_handle(), any_text(), any_len(), any_dbid_place(), any_number());
    case 37:
        *name = "JetCreateDatabase2W";
        return JetCreateDatabase2W(any_handle(), any_wide_text(), any_len(), any_dbid_place(), any_number());
    case 38:
        *name = "JetCreateDatabaseA";
        return JetCreateDatabaseA(any_handle(), any_text(), any_text(), any_dbid_place(), any_number());
    case 39:
        *name = "JetCreateDatabaseW";
        return JetCreateDatabaseW(any_handle(), any_wide_text(), any_wide_text(), any_dbid_place(), any_number());
    case 40:
        *name = "JetCreateIndex";
        return JetCreateIndex(any_handle(), any_handle(), any_text(), any_number(), any_text(), any_len(), any_number());
    case 41:
        *name = "JetCreateIndex2";
        return JetCreateIndex2(any_handle(), any_handle(), any_memory(sizeof(JET_INDEXCREATE_A)), any_len());
    case 42:
        *name = "JetCreateIndex2A";
        return JetCreateIndex2A(any_handle(), any_handle(), any_memory(sizeof(JET_INDEXCREATE_A)), any_len());
    case 43:
        *name = "JetCreateIndex2W";
        return JetCreateIndex2W(any_handle(), any_handle(), any_memory(sizeof(JET_INDEXCREATE_W)), any_len());
    case 44:
        *name = "JetCreateIndex3A";
        return JetCreateIndex3A(any_handle(), any_handle(), any_memory(sizeof(JET_INDEXCREATE2_A)), any_len());
    case 45:
        *name = "JetCreateIndex3W";
        return JetCreateIndex3W(any_handle(), any_handle(), any_memory(sizeof(JET_INDEXCREATE2_W)), any_len());
    case 46:
        *name = "JetCreateIndex4A";
        return JetCreateIndex4A(any_handle(), any_handle(), any_memory(sizeof(JET_INDEXCREATE3_A)), any_len());
    case 47:
        *name = "JetCreateIndex4W";
        return JetCreateIndex4W(any_handle(), any_handle(), any_memory(sizeof(JET_INDEXCREATE3_W)), any_len());
    case 48:
        *name = "JetCreateIndexA";
        return JetCreateIndexA(any_handle(), any_handle(), any_text(), any_number(), any_text(), any_len(), any_number());
    case 49:
        *name = "JetCreateIndexW";
        return JetCreateIndexW(any_handle(), any_handle(), any_wide_text(), any_number(), any_wide_text(), any_len(), any_number());
    case 50:
        *name = "JetCreateInstance";
        return JetCreateInstance(any_handle_place(), any_text());
    case 51:
        *name = "JetCreateInstance2";
        return JetCreateInstance2(any_handle_place(), any_text(), any_text(), any_number());
    case 52:
        *name = "JetCreateInstance2A";
        return JetCreateInstance2A(any_handle_place(), any_text(), any_text(), any_number());
    case 53:
        *name = "JetCreateInstance2W";
        return JetCreateInstance2W(any_handle_place(), any_wide_text(), any_wide_text(), any_number());
    case 54:
        *name = "JetCreateInstanceA";
        return JetCreateInstanceA(any_handle_place(), any_text());
    case 55:
        *name = "JetCreateInstanceW";
        return JetCreateInstanceW(any_handle_place(), any_wide_text());
    case 56:
        *name = "JetCreateTable";
        return JetCreateTable(any_handle(), any_dbid(), any_text(), any_number(), any_number(), any_handle_place());
    case 57:
        *name = "JetCreateTableA";
        return JetCreateTableA(any_handle(), any_dbid(), any_text(), any_number(), any_number(), any_handle_place());
    case 58:
        *name = "JetCreateTableColumnIndex";
        return JetCreateTableColumnIndex(any_handle(), any_dbid(), any_memory(sizeof(JET_TABLECREATE_A)));
    case 59:
        *name = "JetCreateTableColumnIndex2";
        return JetCreateTableColumnIndex2(any_handle(), any_dbid(), any_memory(sizeof(JET_TABLECREATE2_A)));
    case 60:
        *name = "JetCreateTableColumnIndex2A";
        return JetCreateTableColumnIndex2A(any_handle(), any_dbid(), any_memory(sizeof(JET_TABLECREATE2_A)));
    case 61:
        *name = "JetCreateTableColumnIndex2W";
        return JetCreateTableColumnIndex2W(any_handle(), any_dbid(), any_memory(sizeof(JET_TABLECREATE2_W)));
    case 62:
        *name = "JetCreateTableColumnIndex3A";
        return JetCreateTableColumnIndex3A(any_handle(), any_dbid(), any_memory(sizeof(JET_TABLECREATE3_A)));
    case 63:
        *name = "JetCreateTableColumnIndex3W";
        return JetCreateTableColumnIndex3W(any_handle(), any_dbid(), any_memory(sizeof(JET_TABLECREATE3_W)));
    case 64:
        *name = "JetCreateTableColumnIndex4A";
        return JetCreateTableColumnIndex4A(any_handle(), any_dbid(), any_memory(sizeof(JET_TABLECREATE4_A)));
    case 65:
        *name = "JetCreateTableColumnIndex4W";
        return JetCreateTableColumnIndex4W(any_handle(), any_dbid(), any_memory(sizeof(JET_TABLECREATE4_W)));
    case 66:
        *name = "JetCreateTableColumnIndexA";
        return JetCreateTableColumnIndexA(any_handle(), any_dbid(), any_memory(sizeof(JET_TABLECREATE_A)));
    case 67:
        *name = "JetCreateTableColumnIndexW";
        return JetCreateTableColumnIndexW(any_handle(), any_dbid(), any_memory(sizeof(JET_TABLECREATE_W)));
    case 68:
        *name = "JetCreateTableW";
        return JetCreateTableW(any_handle(), any_dbid(), any_wide_text(), any_number(), any_number(), any_handle_place());
    case 69:
        *name = "JetDefragment";
        return JetDefragment(any_handle(), any_dbid(), any_text(), any_memory(0), any_memory(0), any_number());
    case 70:
        *name = "JetDefragment2";
        return JetDefragment2(any_handle(), any_dbid(), any_text(), any_memory(0), any_memory(0), any_callback(), any_number());
    case 71:
        *name = "JetDefragment2A";
        return JetDefragment2A(any_handle(), any_dbid(), any_text(), any_memory(0), any_memory(0), any_callback(), any_number());
    case 72:
        *name = "JetDefragment2W";
        return JetDefragment2W(any_handle(), any_dbid(), any_wide_text(), any_memory(0), any_memory(0), any_callback(), any_number());
    case 73:
        *name = "JetDefragment3";
        return JetDefragment3(any_handle(), any_text(), any_text(), any_memory(0), any_memory(0), any_callback(), any_memory(0), any_number());
    case 74:
        *name = "JetDefragment3A";
        return JetDefragment3A(any_handle(), any_text(), any_text(), any_memory(0), any_memory(0), any_callback(), any_memory(0), any_number());
    case 75:
        *name = "JetDefragment3W";
        return JetDefragment3W(any_handle(), any_wide_text(), any_wide_text(), any_memory(0), any_memory(0), any_callback(), any_memory(0), any_number());
    case 76:
        *name = "JetDefragmentA";
        return JetDefragmentA(any_handle(), any_dbid(), any_text(), any_memory(0), any_memory(0), any_number());
    case 77:
        *name = "JetDefragmentW";
        return JetDefragmentW(any_handle(), any_dbid(), any_wide_text(), any_memory(0), any_memory(0), any_number());
    case 78:
        *name = "JetDelete";
        return JetDelete(any_handle(), any_handle());
    case 79:
        *name = "JetDeleteColumn";
        return JetDeleteColumn(any_handle(), any_handle(), any_text());
    case 80:
        *name = "JetDeleteColumn2";
        return JetDeleteColumn2(any_handle(), any_handle(), any_text(), any_number());
    case 81:
        *name = "JetDeleteColumn2A";
        return JetDeleteColumn2A(any_handle(), any_handle(), any_text(), any_number());
    case 82:
        *name = "JetDeleteColumn2W";
        return JetDeleteColumn2W(any_handle(), any_handle(), any_wide_text(), any_number());
    case 83:
        *name = "JetDeleteColumnA";
        return JetDeleteColumnA(any_handle(), any_handle(), any_text());
    case 84:
        *name = "JetDeleteColumnW";
        return JetDeleteColumnW(any_handle(), any_handle(), any_wide_text());
    case 85:
        *name = "JetDeleteIndex";
        return JetDeleteIndex(any_handle(), any_handle(), any_text());
    case 86:
        *name = "JetDeleteIndexA";
        return JetDeleteIndexA(any_handle(), any_handle(), any_text());
    case 87:
        *name = "JetDeleteIndexW";
        return JetDeleteIndexW(any_handle(), any_handle(), any_wide_text());
    case 88:
        *name = "JetDeleteTable";
        return JetDeleteTable(any_handle(), any_dbid(), any_text());
    case 89:
        *name = "JetDeleteTableA";
        return JetDeleteTableA(any_handle(), any_dbid(), any_text());
    case 90:
        *name = "JetDeleteTableW";
        return JetDeleteTableW(any_handle(), any_dbid(), any_wide_text());
    case 91:
        *name = "JetDetachDatabase";
        return JetDetachDatabase(any_handle(), any_text());
    case 92:
        *name = "JetDetachDatabase2";
        return JetDetachDatabase2(any_handle(), any_text(), any_number());
    case 93:
        *name = "JetDetachDatabase2A";
        return JetDetachDatabase2A(any_handle(), any_text(), any_number());
    case 94:
        *name = "JetDetachDatabase2W";
        return JetDetachDatabase2W(any_handle(), any_wide_text(), any_number());
    case 95:
        *name = "JetDetachDatabaseA";
        return JetDetachDatabaseA(any_handle(), any_text());
    case 96:
        *name = "JetDetachDatabaseW";
        return JetDetachDatabaseW(any_handle(), any_wide_text());
    case 97:
        *name = "JetDupCursor";
        return JetDupCursor(any_handle(), any_handle(), any_handle_place(), any_number());
    case 98:
        *name = "JetDupSession";
        return JetDupSession(any_handle(), any_handle_place());
    case 99:
        *name = "JetEnableMultiInstance";
        return JetEnableMultiInstance(any_memory(sizeof(JET_SETSYSPARAM_A)), any_len(), any_memory(0));
    case 100:
        *name = "JetEnableMultiInstanceA";
        return JetEnableMultiInstanceA(any_memory(sizeof(JET_SETSYSPARAM_A)), any_len(), any_memory(0));
    case 101:
        *name = "JetEnableMultiInstanceW";
        return JetEnableMultiInstanceW(any_memory(sizeof(JET_SETSYSPARAM_W)), any_len(), any_memory(0));
    case 102:
        *name = "JetEndExternalBackup";
        return JetEndExternalBackup();
    case 103:
        *name = "JetEndExternalBackupInstance";
        return JetEndExternalBackupInstance(any_handle());
    case 104:
        *name = "JetEndExternalBackupInstance2";
        return JetEndExternalBackupInstance2(any_handle(), any_number());
    case 105:
        *name = "JetEndSession";
        return JetEndSession(any_handle(), any_number());
    case 106:
        *name = "JetEnumerateColumns";
        return JetEnumerateColumns(any_handle(), any_handle(), any_len(), any_memory(sizeof(JET_ENUMCOLUMNID)), any_memory(0), any_places(), any_realloc(), any_memory(0), any_len(), any_number());
    case 107:
        *name = "JetEscrowUpdate";
        return JetEscrowUpdate(any_handle(), any_handle(), any_number(), any_memory(0), any_len(), any_memory(0), any_len(), any_memory(0), any_number());
    case 108:
        *name = "JetExternalRestore";
        return JetExternalRestore(any_memory(0), any_memory(0), any_memory(sizeof(JET_RSTMAP_A)), any_len(), any_memory(0), any_number(), any_number(), any_status());
    case 109:
        *name = "JetExternalRestore2";
        return JetExternalRestore2(any_memory(0), any_memory(0), any_memory(sizeof(JET_RSTMAP_A)), any_len(), any_memory(0), any_memory(sizeof(JET_LOGINFO_A)), any_memory(0), any_memory(0), any_memory(0), any_status());
    case 110:
        *name = "JetExternalRestore2A";
        return JetExternalRestore2A(any_memory(0), any_memory(0), any_memory(sizeof(JET_RSTMAP_A)), any_len(), any_memory(0), any_memory(sizeof(JET_LOGINFO_A)), any_memory(0), any_memory(0), any_memory(0), any_status());
    case 111:
        *name = "JetExternalRestore2W";
        return JetExternalRestore2W(any_memory(0), any_memory(0), any_memory(sizeof(JET_RSTMAP_W)), any_len(), any_memory(0), any_memory(sizeof(JET_LOGINFO_W)), any_memory(0), any_memory(0), any_memory(0), any_status());
    case 112:
        *name = "JetExternalRestoreA";
        return JetExternalRestoreA(any_memory(0), any_memory(0), any_memory(sizeof(JET_RSTMAP_A)), any_len(), any_memory(0), any_number(), any_number(), any_status());
    case 113:
        *name = "JetExternalRestoreW";
        return JetExternalRestoreW(any_memory(0), any_memory(0), any_memory(sizeof(JET_RSTMAP_W)), any_len(), any_memory(0), any_number(), any_number(), any_status());
    case 114:
        *name = "JetFreeBuffer";
        return JetFreeBuffer(NULL);
    case 115:
        *name = "JetGetAttachInfo";
        return JetGetAttachInfo(any_memory(0), any_len(), any_memory(0));
    case 116:
        *name = "JetGetAttachInfoA";
        return JetGetAttachInfoA(any_memory(0), any_len(), any_memory(0));
    case 117:
        *name = "JetGetAttachInfoInstance";
        return JetGetAttachInfoInstance(any_handle(), any_memory(0), any_len(), any_memory(0));
    case 118:
        *name = "JetGetAttachInfoInstanceA";
        return JetGetAttachInfoInstanceA(any_handle(), any_memory(0), any_len(), any_memory(0));
    case 119:
        *name = "JetGetAttachInfoInstanceW";
        return JetGetAttachInfoInstanceW(any_handle(), any_memory(0), any_len(), any_memory(0));
    case 120:
        *name = "JetGetAttachInfoW";
        return JetGetAttachInfoW(any_memory(0), any_len(), any_memory(0));
    case 121:
        *name = "JetGetBookmark";
        return JetGetBookmark(any_handle(), any_handle(), any_memory(0), any_len(), any_memory(0));
    case 122:
        *name = "JetGetColumnInfo";
        return JetGetColumnInfo(any_handle(), any_dbid(), any_text(), any_text(), any_memory(0), any_len(), any_number());
    case 123:
        *name = "JetGetColumnInfoA";
        return JetGetColumnInfoA(any_handle(), any_dbid(), any_text(), any_text(), any_memory(0), any_len(), any_number());
    case 124:
        *name = "JetGetColumnInfoW";
        return JetGetColumnInfoW(any_handle(), any_dbid(), any_wide_text(), any_wide_text(), any_memory(0), any_len(), any_number());
    case 125:
        *name = "JetGetCurrentIndex";
        return JetGetCurrentIndex(any_handle(), any_handle(), any_memory(0), any_len());
    case 126:
        *name = "JetGetCurrentIndexA";
        return JetGetCurrentIndexA(any_handle(), any_handle(), any_memory(0), any_len());
    case 127:
        *name = "JetGetCurrentIndexW";
        return JetGetCurrentIndexW(any_handle(), any_handle(), any_memory(0), any_len());
    case 128:
        *name = "JetGetCursorInfo";
        return JetGetCursorInfo(any_handle(), any_handle(), any_memory(0), any_len(), any_number());
    case 129:
        *name = "JetGetDatabaseFileInfo";
        return JetGetDatabaseFileInfo(any_text(), any_memory(0), any_len(), any_number());
    case 130:
        *name = "JetGetDatabaseFileInfoA";
        return JetGetDatabaseFileInfoA(any_text(), any_memory(0), any_len(), any_number());
    case 131:
        *name = "JetGetDatabaseFileInfoW";
        return JetGetDatabaseFileInfoW(any_wide_text(), any_memory(0), any_len(), any_number());
    case 132:
        *name = "JetGetDatabaseInfo";
        return JetGetDatabaseInfo(any_handle(), any_dbid(), any_memory(0), any_len(), any_number());
    case 133:
        *name = "JetGetDatabaseInfoA";
        return JetGetDatabaseInfoA(any_handle(), any_dbid(), any_memory(0), any_len(), any_number());
    case 134:
        *name = "JetGetDatabaseInfoW";
        return JetGetDatabaseInfoW(any_handle(), any_dbid(), any_memory(0), any_len(), any_number());
    case 135:
        *name = "JetGetErrorInfoW";
        return JetGetErrorInfoW(any_memory(0), any_memory(0), any_len(), any_number(), any_number());
    case 136:
        *name = "JetGetIndexInfo";
        return JetGetIndexInfo(any_handle(), any_dbid(), any_text(), any_text(), any_memory(0), any_len(), any_number());
    case 137:
        *name = "JetGetIndexInfoA";
        return JetGetIndexInfoA(any_handle(), any_dbid(), any_text(), any_text(), any_memory(0), any_len(), any_number());
    case 138:
        *name = "JetGetIndexInfoW";
        return JetGetIndexInfoW(any_handle(), any_dbid(), any_wide_text(), any_wide_text(), any_memory(0), any_len(), any_number());
    case 139:
        *name = "JetGetInstanceInfo";
        return JetGetInstanceInfo(any_memory(0), any_places());
    case 140:
        *name = "JetGetInstanceInfoA";
        return JetGetInstanceInfoA(any_memory(0), any_places());
    case 141:
        *name = "JetGetInstanceInfoW";
        return JetGetInstanceInfoW(any_memory(0), any_places());
    case 142:
        *name = "JetGetInstanceMiscInfo";
        return JetGetInstanceMiscInfo(any_handle(), any_memory(0), any_len(), any_number());
    case 143:
        *name = "JetGetLS";
        return JetGetLS(any_handle(), any_handle(), any_memory(sizeof(JET_LS)), any_number());
    case 144:
        *name = "JetGetLock";
        return JetGetLock(any_handle(), any_handle(), any_number());
    case 145:
        *name = "JetGetLogInfo";
        return JetGetLogInfo(any_memory(0), any_len(), any_memory(0));
    case 146:
        *name = "JetGetLogInfoA";
        return JetGetLogInfoA(any_memory(0), any_len(), any_memory(0));
    case 147:
        *name = "JetGetLogInfoInstance";
        return JetGetLogInfoInstance(any_handle(), any_memory(0), any_len(), any_memory(0));
    case 148:
        *name = "JetGetLogInfoInstance2";
        return JetGetLogInfoInstance2(any_handle(), any_memory(0), any_len(), any_memory(0), any_memory(sizeof(JET_LOGINFO_A)));
    case 149:
        *name = "JetGetLogInfoInstance2A";
        return JetGetLogInfoInstance2A(any_handle(), any_memory(0), any_len(), any_memory(0), any_memory(sizeof(JET_LOGINFO_A)));
    case 150:
        *name = "JetGetLogInfoInstance2W";
        return JetGetLogInfoInstance2W(any_handle(), any_memory(0), any_len(), any_memory(0), any_memory(sizeof(JET_LOGINFO_W)));
    case 151:
        *name = "JetGetLogInfoInstanceA";
        return JetGetLogInfoInstanceA(any_handle(), any_memory(0), any_len(), any_memory(0));
    case 152:
        *name = "JetGetLogInfoInstanceW";
        return JetGetLogInfoInstanceW(any_handle(), any_memory(0), any_len(), any_memory(0));
    case 153:
        *name = "JetGetLogInfoW";
        return JetGetLogInfoW(any_memory(0), any_len(), any_memory(0));
    case 154:
        *name = "JetGetObjectInfo";
        return JetGetObjectInfo(any_handle(), any_dbid(), any_number(), any_text(), any_text(), any_memory(0), any_len(), any_number());
    case 155:
        *name = "JetGetObjectInfoA";
        return JetGetObjectInfoA(any_handle(), any_dbid(), any_number(), any_text(), any_text(), any_memory(0), any_len(), any_number());
    case 156:
        *name = "JetGetObjectInfoW";
        return JetGetObjectInfoW(any_handle(), any_dbid(), any_number(), any_wide_text(), any_wide_text(), any_memory(0), any_len(), any_number());
    case 157:
        *name = "JetGetRecordPosition";
        return JetGetRecordPosition(any_handle(), any_handle(), any_memory(sizeof(JET_RECPOS)), any_len());
    case 158:
        *name = "JetGetRecordSize";
        return JetGetRecordSize(any_handle(), any_handle(), any_memory(sizeof(JET_RECSIZE)), any_number());
    case 159:
        *name = "JetGetRecordSize2";
        return JetGetRecordSize2(any_handle(), any_handle(), any_memory(sizeof(JET_RECSIZE2)), any_number());
    case 160:
        *name = "JetGetSecondaryIndexBookmark";
        return JetGetSecondaryIndexBookmark(any_handle(), any_handle(), any_memory(0), any_len(), any_memory(0), any_memory(0), any_len(), any_memory(0), any_number());
    case 161:
        *name = "JetGetSessionParameter";
        return JetGetSessionParameter(any_handle(), any_number(), any_memory(0), any_len(), any_memory(0));
    case 162:
        *name = "JetGetSystemParameter";
        return JetGetSystemParameter(any_handle(), any_handle(), any_number(), any_memory(sizeof(JET_API_PTR)), any_memory(0), any_len());
    case 163:
        *name = "JetGetSystemParameterA";
        return JetGetSystemParameterA(any_handle(), any_handle(), any_number(), any_memory(sizeof(JET_API_PTR)), any_memory(0), any_len());
    case 164:
        *name = "JetGetSystemParameterW";
        return JetGetSystemParameterW(any_handle(), any_handle(), any_number(), any_memory(sizeof(JET_API_PTR)), any_memory(0), any_len());
    case 165:
        *name = "JetGetTableColumnInfo";
        return JetGetTableColumnInfo(any_handle(), any_handle(), any_text(), any_memory(0), any_len(), any_number());
    case 166:
        *name = "JetGetTableColumnInfoA";
        return JetGetTableColumnInfoA(any_handle(), any_handle(), any_text(), any_memory(0), any_len(), any_number());
    case 167:
        *name = "JetGetTableColumnInfoW";
        return JetGetTableColumnInfoW(any_handle(), any_handle(), any_wide_text(), any_memory(0), any_len(), any_number());
    case 168:
        *name = "JetGetTableIndexInfo";
        return JetGetTableIndexInfo(any_handle(), any_handle(), any_text(), any_memory(0), any_len(), any_number());
    case 169:
        *name = "JetGetTableIndexInfoA";
        return JetGetTableIndexInfoA(any_handle(), any_handle(), any_text(), any_memory(0), any_len(), any_number());
    case 170:
        *name = "JetGetTableIndexInfoW";
        return JetGetTableIndexInfoW(any_handle(), any_handle(), any_wide_text(), any_memory(0), any_len(), any_number());
    case 171:
        *name = "JetGetTableInfo";
        return JetGetTableInfo(any_handle(), any_handle(), any_memory(0), any_len(), any_number());
    case 172:
        *name = "JetGetTableInfoA";
        return JetGetTableInfoA(any_handle(), any_handle(), any_memory(0), any_len(), any_number());
    case 173:
        *name = "JetGetTableInfoW";
        return JetGetTableInfoW(any_handle(), any_handle(), any_memory(0), any_len(), any_number());
    case 174:
        *name = "JetGetThreadStats";
        return JetGetThreadStats(any_memory(0), any_len());
    case 175:
        *name = "JetGetTruncateLogInfoInstance";
        return JetGetTruncateLogInfoInstance(any_handle(), any_memory(0), any_len(), any_memory(0));
    case 176:
        *name = "JetGetTruncateLogInfoInstanceA";
        return JetGetTruncateLogInfoInstanceA(any_handle(), any_memory(0), any_len(), any_memory(0));
    case 177:
        *name = "JetGetTruncateLogInfoInstanceW";
        return JetGetTruncateLogInfoInstanceW(any_handle(), any_memory(0), any_len(), any_memory(0));
    case 178:
        *name = "JetGetVersion";
        return JetGetVersion(any_handle(), any_memory(0));
    case 179:
        *name = "JetGotoBookmark";
        return JetGotoBookmark(any_handle(), any_handle(), any_memory(0), any_len());
    case 180:
        *name = "JetGotoPosition";
        return JetGotoPosition(any_handle(), any_handle(), any_memory(sizeof(JET_RECPOS)));
    case 181:
        *name = "JetGotoSecondaryIndexBookmark";
        return JetGotoSecondaryIndexBookmark(any_handle(), any_handle(), any_memory(0), any_len(), any_memory(0), any_len(), any_number());
    case 182:
        *name = "JetGrowDatabase";
        return JetGrowDatabase(any_handle(), any_dbid(), any_len(), any_memory(0));
    case 183:
        *name = "JetIdle";
        return JetIdle(any_handle(), any_number());
    case 184:
        *name = "JetIndexRecordCount";
        return JetIndexRecordCount(any_handle(), any_handle(), any_memory(0), any_len());
    case 185:
        *name = "JetInit";
        return JetInit(any_handle_place());
    case 186:
        *name = "JetInit2";
        return JetInit2(any_handle_place(), any_number());
    case 187:
        *name = "JetInit3";
        return JetInit3(any_handle_place(), any_memory(sizeof(JET_RSTINFO_A)), any_number());
    case 188:
        *name = "JetInit3A";
        return JetInit3A(any_handle_place(), any_memory(sizeof(JET_RSTINFO_A)), any_number());
    case 189:
        *name = "JetInit3W";
        return JetInit3W(any_handle_place(), any_memory(sizeof(JET_RSTINFO_W)), any_number());
    case 190:
        *name = "JetIntersectIndexes";
        return JetIntersectIndexes(any_handle(), any_memory(sizeof(JET_INDEXRANGE)), any_len(), any_memory(sizeof(JET_RECORDLIST)), any_number());
    case 191:
        *name = "JetMakeKey";
        return JetMakeKey(any_handle(), any_handle(), any_memory(0), any_len(), any_number());
    case 192:
        *name = "JetMove";
        return JetMove(any_handle(), any_handle(), any_number(), any_number());
    case 193:
        *name = "JetOSSnapshotAbort";
        return JetOSSnapshotAbort(any_word(), any_number());
    case 194:
        *name = "JetOSSnapshotEnd";
        return JetOSSnapshotEnd(any_word(), any_number());
    case 195:
        *name = "JetOSSnapshotFreeze";
        return JetOSSnapshotFreeze(any_word(), any_memory(0), any_places(), any_number());
    case 196:
        *name = "JetOSSnapshotFreezeA";
        return JetOSSnapshotFreezeA(any_word(), any_memory(0), any_places(), any_number());
    case 197:
        *name = "JetOSSnapshotFreezeW";
        return JetOSSnapshotFreezeW(any_word(), any_memory(0), any_places(), any_number());
    case 198:
        *name = "JetOSSnapshotGetFreezeInfo";
        return JetOSSnapshotGetFreezeInfo(any_word(), any_memory(0), any_places(), any_number());
    case 199:
        *name = "JetOSSnapshotGetFreezeInfoA";
        return JetOSSnapshotGetFreezeInfoA(any_word(), any_memory(0), any_places(), any_number());
    case 200:
        *name = "JetOSSnapshotGetFreezeInfoW";
        return JetOSSnapshotGetFreezeInfoW(any_word(), any_memory(0), any_places(), any_number());
    case 201:
        *name = "JetOSSnapshotPrepare";
        return JetOSSnapshotPrepare(any_memory(sizeof(JET_OSSNAPID)), any_number());
    case 202:
        *name = "JetOSSnapshotPrepareInstance";
        return JetOSSnapshotPrepareInstance(any_word(), any_handle(), any_number());
    case 203:
        *name = "JetOSSnapshotThaw";
        return JetOSSnapshotThaw(any_word(), any_number());
    case 204:
        *name = "JetOSSnapshotTruncateLog";
        return JetOSSnapshotTruncateLog(any_word(), any_number());
    case 205:
        *name = "JetOSSnapshotTruncateLogInstance";
        return JetOSSnapshotTruncateLogInstance(any_word(), any_handle(), any_number());
    case 206:
        *name = "JetOpenDatabase";
        return JetOpenDatabase(any_handle(), any_text(), any_text(), any_dbid_place(), any_number());
    case 207:
        *name = "JetOpenDatabaseA";
        return JetOpenDatabaseA(any_handle(), any_text(), any_text(), any_dbid_place(), any_number());
    case 208:
        *name = "JetOpenDatabaseW";
        return JetOpenDatabaseW(any_handle(), any_wide_text(), any_wide_text(), any_dbid_place(), any_number());
    case 209:
        *name = "JetOpenFile";
        return JetOpenFile(any_text(), any_memory(sizeof(JET_HANDLE)), any_memory(0), any_memory(0));
    case 210:
        *name = "JetOpenFileA";
        return JetOpenFileA(any_text(), any_memory(sizeof(JET_HANDLE)), any_memory(0), any_memory(0));
    case 211:
        *name = "JetOpenFileInstance";
        return JetOpenFileInstance(any_handle(), any_text(), any_memory(sizeof(JET_HANDLE)), any_memory(0), any_memory(0));
    case 212:
        *name = "JetOpenFileInstanceA";
        return JetOpenFileInstanceA(any_handle(), any_text(), any_memory(sizeof(JET_HANDLE)), any_memory(0), any_memory(0));
    case 213:
        *name = "JetOpenFileInstanceW";
        return JetOpenFileInstanceW(any_handle(), any_wide_text(), any_memory(sizeof(JET_HANDLE)), any_memory(0), any_memory(0));
    case 214:
        *name = "JetOpenFileW";
        return JetOpenFileW(any_wide_text(), any_memory(sizeof(JET_HANDLE)), any_memory(0), any_memory(0));
    case 215:
        *name = "JetOpenTable";
        return JetOpenTable(any_handle(), any_dbid(), any_text(), any_memory(0), any_len(), any_number(), any_handle_place());
    case 216:
        *name = "JetOpenTableA";
        return JetOpenTableA(any_handle(), any_dbid(), any_text(), any_memory(0), any_len(), any_number(), any_handle_place());
    case 217:
        *name = "JetOpenTableW";
        return JetOpenTableW(any_handle(), any_dbid(), any_wide_text(), any_memory(0), any_len(), any_number(), any_handle_place());
    case 218:
        *name = "JetOpenTempTable";
        return JetOpenTempTable(any_handle(), any_memory(sizeof(JET_COLUMNDEF)), any_len(), any_number(), any_handle_place(), any_memory(sizeof(JET_COLUMNID)));
    case 219:
        *name = "JetOpenTempTable2";
        return JetOpenTempTable2(any_handle(), any_memory(sizeof(JET_COLUMNDEF)), any_len(), any_number(), any_number(), any_handle_place(), any_memory(sizeof(JET_COLUMNID)));
    case 220:
        *name = "JetOpenTempTable3";
        return JetOpenTempTable3(any_handle(), any_memory(sizeof(JET_COLUMNDEF)), any_len(), any_memory(sizeof(JET_UNICODEINDEX)), any_number(), any_handle_place(), any_memory(sizeof(JET_COLUMNID)));
    case 221:
        *name = "JetOpenTemporaryTable";
        return JetOpenTemporaryTable(any_handle(), any_memory(sizeof(JET_OPENTEMPORARYTABLE)));
    case 222:
        *name = "JetOpenTemporaryTable2";
        return JetOpenTemporaryTable2(any_handle(), any_memory(sizeof(JET_OPENTEMPORARYTABLE2)));
    case 223:
        *name = "JetPrepareUpdate";
        return JetPrepareUpdate(any_handle(), any_handle(), any_number());
    case 224:
        *name = "JetPrereadIndexRanges";
        return JetPrereadIndexRanges(any_handle(), any_handle(), any_memory(sizeof(JET_INDEX_RANGE)), any_len(), any_memory(0), any_memory(sizeof(JET_COLUMNID)), any_len(), any_number());
    case 225:
        *name = "JetPrereadKeys";
        return JetPrereadKeys(any_handle(), any_handle(), any_places(), any_memory(0), any_len(), any_memory(0), any_number());
    case 226:
        *name = "JetReadFile";
        return JetReadFile(any_word(), any_memory(0), any_len(), any_memory(0));
    case 227:
        *name = "JetReadFileInstance";
        return JetReadFileInstance(any_handle(), any_word(), any_memory(0), any_len(), any_memory(0));
    case 228:
        *name = "JetRegisterCallback";
        return JetRegisterCallback(any_handle(), any_handle(), any_len(), any_callback(), any_memory(0), any_memory(sizeof(JET_HANDLE)));
    case 229:
        *name = "JetRenameColumn";
        return JetRenameColumn(any_handle(), any_handle(), any_text(), any_text(), any_number());
    case 230:
        *name = "JetRenameColumnA";
        return JetRenameColumnA(any_handle(), any_handle(), any_text(), any_text(), any_number());
    case 231:
        *name = "JetRenameColumnW";
        return JetRenameColumnW(any_handle(), any_handle(), any_wide_text(), any_wide_text(), any_number());
    case 232:
        *name = "JetRenameTable";
        return JetRenameTable(any_handle(), any_dbid(), any_text(), any_text());
    case 233:
        *name = "JetRenameTableA";
        return JetRenameTableA(any_handle(), any_dbid(), any_text(), any_text());
    case 234:
        *name = "JetRenameTableW";
        return JetRenameTableW(any_handle(), any_dbid(), any_wide_text(), any_wide_text());
    case 235:
        *name = "JetResetSessionContext";
        return JetResetSessionContext(any_handle());
    case 236:
        *name = "JetResetTableSequential";
        return JetResetTableSequential(any_handle(), any_handle(), any_number());
    case 237:
        *name = "JetResizeDatabase";
        return JetResizeDatabase(any_handle(), any_dbid(), any_len(), any_memory(0), any_number());
    case 238:
        *name = "JetRestore";
        return JetRestore(any_text(), any_status());
    case 239:
        *name = "JetRestore2";
        return JetRestore2(any_text(), any_text(), any_status());
    case 240:
        *name = "JetRestore2A";
        return JetRestore2A(any_text(), any_text(), any_status());
    case 241:
        *name = "JetRestore2W";
        return JetRestore2W(any_wide_text(), any_wide_text(), any_status());
    case 242:
        *name = "JetRestoreA";
        return JetRestoreA(any_text(), any_status());
    case 243:
        *name = "JetRestoreInstance";
        return JetRestoreInstance(any_handle(), any_text(), any_text(), any_status());
    case 244:
        *name = "JetRestoreInstanceA";
        return JetRestoreInstanceA(any_handle(), any_text(), any_text(), any_status());
    case 245:
        *name = "JetRestoreInstanceW";
        return JetRestoreInstanceW(any_handle(), any_wide_text(), any_wide_text(), any_status());
    case 246:
        *name = "JetRestoreW";
        return JetRestoreW(any_wide_text(), any_status());
    case 247:
        *name = "JetRetrieveColumn";
        return JetRetrieveColumn(any_handle(), any_handle(), any_number(), any_memory(0), any_len(), any_memory(0), any_number(), any_memory(sizeof(JET_RETINFO)));
    case 248:
        *name = "JetRetrieveColumns";
        return JetRetrieveColumns(any_handle(), any_handle(), any_memory(sizeof(JET_RETRIEVECOLUMN)), any_len());
    case 249:
        *name = "JetRetrieveKey";
        return JetRetrieveKey(any_handle(), any_handle(), any_memory(0), any_len(), any_memory(0), any_number());
    case 250:
        *name = "JetRollback";
        return JetRollback(any_handle(), any_number());
    case 251:
        *name = "JetSeek";
        return JetSeek(any_handle(), any_handle(), any_number());
    case 252:
        *name = "JetSetColumn";
        return JetSetColumn(any_handle(), any_handle(), any_number(), any_memory(0), any_len(), any_number(), any_memory(sizeof(JET_SETINFO)));
    case 253:
        *name = "JetSetColumnDefaultValue";
        return JetSetColumnDefaultValue(any_handle(), any_dbid(), any_text(), any_text(), any_memory(0), any_len(), any_number());
    case 254:
        *name = "JetSetColumnDefaultValueA";
        return JetSetColumnDefaultValueA(any_handle(), any_dbid(), any_text(), any_text(), any_memory(0), any_len(), any_number());
    case 255:
        *name = "JetSetColumnDefaultValueW";
        return JetSetColumnDefaultValueW(any_handle(), any_dbid(), any_wide_text(), any_wide_text(), any_memory(0), any_len(), any_number());
    case 256:
        *name = "JetSetColumns";
        return JetSetColumns(any_handle(), any_handle(), any_memory(sizeof(JET_SETCOLUMN)), any_len());
    case 257:
        *name = "JetSetCurrentIndex";
        return JetSetCurrentIndex(any_handle(), any_handle(), any_text());
    case 258:
        *name = "JetSetCurrentIndex2";
        return JetSetCurrentIndex2(any_handle(), any_handle(), any_text(), any_number());
    case 259:
        *name = "JetSetCurrentIndex2A";
        return JetSetCurrentIndex2A(any_handle(), any_handle(), any_text(), any_number());
    case 260:
        *name = "JetSetCurrentIndex2W";
        return JetSetCurrentIndex2W(any_handle(), any_handle(), any_wide_text(), any_number());
    case 261:
        *name = "JetSetCurrentIndex3";
        return JetSetCurrentIndex3(any_handle(), any_handle(), any_text(), any_number(), any_number());
    case 262:
        *name = "JetSetCurrentIndex3A";
        return JetSetCurrentIndex3A(any_handle(), any_handle(), any_text(), any_number(), any_number());
    case 263:
        *name = "JetSetCurrentIndex3W";
        return JetSetCurrentIndex3W(any_handle(), any_handle(), any_wide_text(), any_number(), any_number());
    case 264:
        *name = "JetSetCurrentIndex4";
        return JetSetCurrentIndex4(any_handle(), any_handle(), any_text(), any_memory(sizeof(JET_INDEXID)), any_number(), any_number());
    case 265:
        *name = "JetSetCurrentIndex4A";
        return JetSetCurrentIndex4A(any_handle(), any_handle(), any_text(), any_memory(sizeof(JET_INDEXID)), any_number(), any_number());
    case 266:
        *name = "JetSetCurrentIndex4W";
        return JetSetCurrentIndex4W(any_handle(), any_handle(), any_wide_text(), any_memory(sizeof(JET_INDEXID)), any_number(), any_number());
    case 267:
        *name = "JetSetCurrentIndexA";
        return JetSetCurrentIndexA(any_handle(), any_handle(), any_text());
    case 268:
        *name = "JetSetCurrentIndexW";
        return JetSetCurrentIndexW(any_handle(), any_handle(), any_wide_text());
    case 269:
        *name = "JetSetCursorFilter";
        return JetSetCursorFilter(any_handle(), any_handle(), any_memory(sizeof(JET_INDEX_COLUMN)), any_len(), any_number());
    case 270:
        *name = "JetSetDatabaseSize";
        return JetSetDatabaseSize(any_handle(), any_text(), any_len(), any_memory(0));
    case 271:
        *name = "JetSetDatabaseSizeA";
        return JetSetDatabaseSizeA(any_handle(), any_text(), any_len(), any_memory(0));
    case 272:
        *name = "JetSetDatabaseSizeW";
        return JetSetDatabaseSizeW(any_handle(), any_wide_text(), any_len(), any_memory(0));
    case 273:
        *name = "JetSetIndexRange";
        return JetSetIndexRange(any_handle(), any_handle(), any_number());
    case 274:
        *name = "JetSetLS";
        return JetSetLS(any_handle(), any_handle(), any_word(), any_number());
    case 275:
        *name = "JetSetSessionContext";
        return JetSetSessionContext(any_handle(), any_word());
    case 276:
        *name = "JetSetSessionParameter";
        return JetSetSessionParameter(any_handle(), any_number(), any_memory(0), any_len());
    case 277:
        *name = "JetSetTableSequential";
        return JetSetTableSequential(any_handle(), any_handle(), any_number());
    case 278:
        *name = "JetStopBackup";
        return JetStopBackup();
    case 279:
        *name = "JetStopBackupInstance";
        return JetStopBackupInstance(any_handle());
    case 280:
        *name = "JetStopService";
        return JetStopService();
    case 281:
        *name = "JetStopServiceInstance";
        return JetStopServiceInstance(any_handle());
    case 282:
        *name = "JetStopServiceInstance2";
        return JetStopServiceInstance2(any_handle(), any_number());
    case 283:
        *name = "JetTerm";
        return JetTerm(any_handle());
    case 284:
        *name = "JetTerm2";
        return JetTerm2(any_handle(), any_number());
    case 285:
        *name = "JetTruncateLog";
        return JetTruncateLog();
    case 286:
        *name = "JetTruncateLogInstance";
        return JetTruncateLogInstance(any_handle());
    case 287:
        *name = "JetUnregisterCallback";
        return JetUnregisterCallback(any_handle(), any_handle(), any_len(), any_word());
    case 288:
        *name = "JetUpdate";
        return JetUpdate(any_handle(), any_handle(), any_memory(0), any_len(), any_memory(0));
    case 289:
        *name = "JetUpdate2";
        return JetUpdate2(any_handle(), any_handle(), any_memory(0), any_len(), any_memory(0), any_number());
    default:
        *name = "none";
        return JET_errSuccess;
    }
}
