//! Levels of information: what the `JetGet...Info` calls tell.

use crate::name::Constant;

levels! {
    /// What `JetGetObjectInfo` tells.
    ObjInfo {
        Object = 0, Public, "JET_ObjInfo", "JET_OBJECTINFO of one object";
        ListNoStats = 1, Public, "JET_ObjInfoListNoStats", "list table without statistics";
        List = 2, Public, "JET_ObjInfoList", "list table with statistics";
        SysTabCursor = 3, Public, "JET_ObjInfoSysTabCursor", "obsolete";
        ListAcm = 4, Public, "JET_ObjInfoListACM", "obsolete";
        NoStats = 5, Public, "JET_ObjInfoNoStats", "JET_OBJECTINFO without statistics";
        SysTabReadOnly = 6, Public, "JET_ObjInfoSysTabReadOnly", "obsolete";
        RulesLoaded = 7, Public, "JET_ObjInfoRulesLoaded", "obsolete";
    }

    /// What `JetGetTableInfo` tells.
    TblInfo {
        Table = 0, Public, "JET_TblInfo", "JET_OBJECTINFO";
        Name = 1, Public, "JET_TblInfoName", "table name";
        Dbid = 2, Public, "JET_TblInfoDbid", "database id";
        MostMany = 3, Public, "JET_TblInfoMostMany", "obsolete";
        Rvt = 4, Public, "JET_TblInfoRvt", "obsolete";
        Olc = 5, Public, "JET_TblInfoOLC", "obsolete compaction state";
        ResetOlc = 6, Public, "JET_TblInfoResetOLC", "obsolete";
        SpaceUsage = 7, Public, "JET_TblInfoSpaceUsage", "owned and available extents";
        DumpTable = 8, Public, "JET_TblInfoDumpTable", "debug dump";
        SpaceAlloc = 9, Public, "JET_TblInfoSpaceAlloc", "initial pages and density";
        SpaceOwned = 10, Public, "JET_TblInfoSpaceOwned", "owned pages incl. indexes and long values";
        SpaceAvailable = 11, Public, "JET_TblInfoSpaceAvailable", "available pages incl. indexes and long values";
        TemplateTableName = 12, Public, "JET_TblInfoTemplateTableName", "template table name";
        LvChunkMax = 13, Engine, "JET_TblInfoLVChunkMax", "chunk size";
        EncryptionKey = 14, Engine, "JET_TblInfoEncryptionKey", "column encryption key";
        RetrieveAndReserveAutoIncrement = 16, Engine, "JET_TblInfoRetrieveAndReserveAutoIncrement", "take an auto-increment value";
        SpaceOwnedLv = 17, Public, "JET_TblInfoSpaceOwnedLV", "owned pages of long values";
        SpaceAvailableLv = 18, Public, "JET_TblInfoSpaceAvailableLV", "available pages of long values";
        ObjectId = 19, Engine, "JET_TblInfoObjectId", "object id";
    }

    /// What `JetGetIndexInfo` and `JetGetTableIndexInfo` tell.
    IdxInfo {
        Index = 0, Public, "JET_IdxInfo", "JET_INDEXLIST, one index or all";
        List = 1, Public, "JET_IdxInfoList", "JET_INDEXLIST of all";
        SysTabCursor = 2, Public, "JET_IdxInfoSysTabCursor", "obsolete";
        Olc = 3, Public, "JET_IdxInfoOLC", "obsolete";
        ResetOlc = 4, Public, "JET_IdxInfoResetOLC", "obsolete";
        SpaceAlloc = 5, Public, "JET_IdxInfoSpaceAlloc", "density";
        Lcid = 6, Public, "JET_IdxInfoLCID", "LCID";
        Count = 7, Public, "JET_IdxInfoCount", "number of indexes";
        VarSegMac = 8, Public, "JET_IdxInfoVarSegMac", "cbVarSegMac";
        IndexId = 9, Public, "JET_IdxInfoIndexId", "JET_INDEXID";
        KeyMost = 10, Public, "JET_IdxInfoKeyMost", "key limit";
        CreateIndex = 11, Public, "JET_IdxInfoCreateIndex", "JET_INDEXCREATE";
        CreateIndex2 = 12, Public, "JET_IdxInfoCreateIndex2", "JET_INDEXCREATE2";
        CreateIndex3 = 13, Public, "JET_IdxInfoCreateIndex3", "JET_INDEXCREATE3";
        LocaleName = 14, Public, "JET_IdxInfoLocaleName", "locale name";
        SortVersion = 15, Engine, "JET_IdxInfoSortVersion", "sort version";
        DefinedSortVersion = 16, Engine, "JET_IdxInfoDefinedSortVersion", "defined sort version";
        SortId = 17, Engine, "JET_IdxInfoSortId", "sort GUID";
        SpaceOwned = 18, Public, "JET_IdxInfoSpaceOwned", "owned pages of the index";
        SpaceAvailable = 19, Public, "JET_IdxInfoSpaceAvailable", "available pages of the index";
    } + {
        LANGID = Lcid, Public, "JET_IdxInfoLangid", "old name, 16-bit";
    }

    /// What `JetGetColumnInfo` and `JetGetTableColumnInfo` tell.
    ColInfo {
        Column = 0, Public, "JET_ColInfo", "JET_COLUMNDEF by name";
        List = 1, Public, "JET_ColInfoList", "JET_COLUMNLIST of all";
        SysTabCursor = 3, Public, "JET_ColInfoSysTabCursor", "obsolete";
        Base = 4, Public, "JET_ColInfoBase", "JET_COLUMNBASE by name";
        ListCompact = 5, Public, "JET_ColInfoListCompact", "internal list";
        ByColid = 6, Public, "JET_ColInfoByColid", "JET_COLUMNDEF by id";
        ListSortColumnid = 7, Public, "JET_ColInfoListSortColumnid", "list by id";
        BaseByColid = 8, Public, "JET_ColInfoBaseByColid", "JET_COLUMNBASE by id";
    }

    /// What `JetGetDatabaseInfo` and `JetGetDatabaseFileInfo` tell.
    DbInfo {
        Filename = 0, Public, "JET_DbInfoFilename", "file path string";
        Connect = 1, Public, "JET_DbInfoConnect", "connect string (always empty)";
        Country = 2, Public, "JET_DbInfoCountry", "default country";
        Lcid = 3, Public, "JET_DbInfoLCID", "default LCID";
        Cp = 4, Public, "JET_DbInfoCp", "default code page";
        Collate = 5, Public, "JET_DbInfoCollate", "obsolete collate flag";
        Options = 6, Public, "JET_DbInfoOptions", "exclusive-open flag bits";
        Transactions = 7, Public, "JET_DbInfoTransactions", "transaction level limit";
        Version = 8, Public, "JET_DbInfoVersion", "format version";
        Isam = 9, Public, "JET_DbInfoIsam", "engine kind string (obsolete)";
        Filesize = 10, Public, "JET_DbInfoFilesize", "size: pages (open db) or 64-bit bytes (file)";
        SpaceOwned = 11, Public, "JET_DbInfoSpaceOwned", "owned pages";
        SpaceAvailable = 12, Public, "JET_DbInfoSpaceAvailable", "free pages";
        Upgrade = 13, Public, "JET_DbInfoUpgrade", "JET_DBINFOUPGRADE";
        Misc = 14, Public, "JET_DbInfoMisc", "JET_DBINFOMISC* by buffer size";
        DbInUse = 15, Public, "JET_DbInfoDBInUse", "whether an instance uses the file";
        HasSlvFileObsolete = 16, Engine, "JET_DbInfoHasSLVFile_Obsolete", "removed feature";
        PageSize = 17, Public, "JET_DbInfoPageSize", "page size";
        StreamingFileSpaceObsolete = 18, Engine, "JET_DbInfoStreamingFileSpace_Obsolete", "removed feature";
        FileType = 19, Public, "JET_DbInfoFileType", "JET_filetype value";
        StreamingFileSizeObsolete = 20, Engine, "JET_DbInfoStreamingFileSize_Obsolete", "removed feature";
        FilesizeOnDisk = 21, Public, "JET_DbInfoFilesizeOnDisk", "allocated size on disk";
        SplitBuffers = 23, Engine, "JET_DbInfoSplitBuffers", "split buffer pages";
    } + {
        LANGID = Lcid, Public, "JET_DbInfoLangid", "old name of LCID level";
    }

    /// What `JetGetInstanceMiscInfo` tells.
    InstanceMiscInfo {
        LogSignature = 0, Public, "JET_InstanceMiscInfoLogSignature", "JET_SIGNATURE of the logs";
        Checkpoint = 1, Engine, "JET_InstanceMiscInfoCheckpoint", "checkpoint";
        Rbs = 2, Public, "JET_InstanceMiscInfoRBS", "revert-snapshot state";
    }

    /// What `JetGetErrorInfo` tells.
    ErrorInfo {
        SpecificErr = 1, Public, "JET_ErrorInfoSpecificErr", "info on the error in pvContext";
    }
}
