//! Kinds and states: of files, databases, objects, updates, progress.

use crate::name::Constant;

levels! {
    /// What `JetPrepareUpdate` prepares.
    Prep {
        Insert = 0, Public, "JET_prepInsert", "new record";
        Replace = 2, Public, "JET_prepReplace", "change current record, take write lock";
        Cancel = 3, Public, "JET_prepCancel", "drop the update";
        ReplaceNoLock = 4, Public, "JET_prepReplaceNoLock", "change current record, lock at JetUpdate";
        InsertCopy = 5, Public, "JET_prepInsertCopy", "new record from a copy of the current";
        InsertCopyDeleteOriginal = 7, Public, "JET_prepInsertCopyDeleteOriginal", "move record to a new primary key; new auto-increment";
        ReadOnlyCopy = 8, Engine, "JET_prepReadOnlyCopy", "read-only copy";
        InsertCopyReplaceOriginal = 9, Public, "JET_prepInsertCopyReplaceOriginal", "move record to a new primary key keeping auto-increment";
        InsertMustSetAutoIncrement = 10, Engine, "JET_prepInsertMustSetAutoIncrement", "insert with caller's auto-increment";
    }

    /// The state of a database file.
    DbState {
        JustCreated = 1, Public, "JET_dbstateJustCreated", "being created";
        DirtyShutdown = 2, Public, "JET_dbstateDirtyShutdown", "needs recovery";
        CleanShutdown = 3, Public, "JET_dbstateCleanShutdown", "consistent";
        BeingConverted = 4, Public, "JET_dbstateBeingConverted", "in conversion";
        ForceDetach = 5, Public, "JET_dbstateForceDetach", "force-detached";
        IncrementalReseedInProgress = 6, Engine, "JET_dbstateIncrementalReseedInProgress", "incremental reseed";
        DirtyAndPatchedShutdown = 7, Engine, "JET_dbstateDirtyAndPatchedShutdown", "dirty and patched";
        RevertInProgress = 8, Engine, "JET_dbstateRevertInProgress", "revert running";
    }

    /// What kind of file it is.
    FileType {
        Unknown = 0, Public, "JET_filetypeUnknown", "unknown";
        Database = 1, Public, "JET_filetypeDatabase", "database";
        StreamingFile = 2, Engine, "JET_filetypeStreamingFile", "streaming file (removed)";
        Log = 3, Public, "JET_filetypeLog", "log";
        Checkpoint = 4, Public, "JET_filetypeCheckpoint", "checkpoint";
        TempDatabase = 5, Public, "JET_filetypeTempDatabase", "temp database";
        Ftl = 6, Engine, "JET_filetypeFTL", "trace log";
        FlushMap = 7, Public, "JET_filetypeFlushMap", "flush map";
        CachedFile = 8, Engine, "JET_filetypeCachedFile", "block-cached file";
        CachingFile = 9, Engine, "JET_filetypeCachingFile", "block cache file";
        Snapshot = 10, Engine, "JET_filetypeSnapshot", "revert snapshot";
        RbsRevertCheckpoint = 11, Engine, "JET_filetypeRBSRevertCheckpoint", "revert checkpoint";
    }

    /// What kind of object it is.
    ObjType {
        Nil = 0, Public, "JET_objtypNil", "any type";
        Table = 1, Public, "JET_objtypTable", "table";
        Db = 2, Engine, "JET_objtypDb", "database (internal)";
        Container = 3, Engine, "JET_objtypContainer", "container (internal)";
        LongRoot = 9, Engine, "JET_objtypLongRoot", "long-value root (internal)";
    }

    /// The operation whose progress is told.
    Snp {
        Repair = 2, Public, "JET_snpRepair", "repair";
        Compact = 4, Public, "JET_snpCompact", "compact";
        Restore = 8, Public, "JET_snpRestore", "restore or recovery";
        Backup = 9, Public, "JET_snpBackup", "backup";
        Upgrade = 10, Public, "JET_snpUpgrade", "upgrade";
        Scrub = 11, Public, "JET_snpScrub", "scrub";
        UpgradeRecordFormat = 12, Public, "JET_snpUpgradeRecordFormat", "record upgrade";
        RecoveryControl = 18, Engine, "JET_snpRecoveryControl", "recovery control";
        ExternalAutoHealing = 19, Engine, "JET_snpExternalAutoHealing", "page healing";
        SpaceCategorization = 20, Engine, "JET_snpSpaceCategorization", "space categories";
    }

    /// What is told of an operation.
    Snt {
        Begin = 5, Public, "JET_sntBegin", "begin";
        Requirements = 7, Public, "JET_sntRequirements", "requirements";
        Progress = 0, Public, "JET_sntProgress", "progress (JET_SNPROG)";
        Complete = 6, Public, "JET_sntComplete", "complete";
        Fail = 3, Public, "JET_sntFail", "failure";
    }

    /// How `JET_INDEX_COLUMN` compares.
    Relop {
        Equals = 0, Public, "JET_relopEquals", "equal";
        PrefixEquals = 1, Public, "JET_relopPrefixEquals", "starts with";
        NotEquals = 2, Public, "JET_relopNotEquals", "not equal";
        LessThanOrEqual = 3, Public, "JET_relopLessThanOrEqual", "less or equal";
        LessThan = 4, Public, "JET_relopLessThan", "less";
        GreaterThanOrEqual = 5, Public, "JET_relopGreaterThanOrEqual", "greater or equal";
        GreaterThan = 6, Public, "JET_relopGreaterThan", "greater";
        BitmaskEqualsZero = 7, Public, "JET_relopBitmaskEqualsZero", "masked bits all clear";
        BitmaskNotEqualsZero = 8, Public, "JET_relopBitmaskNotEqualsZero", "some masked bit set";
    }

    /// `JET_paramEnableIndexChecking`.
    IndexChecking {
        Off = 0, Public, "JET_IndexCheckingOff", "no checking";
        On = 1, Public, "JET_IndexCheckingOn", "check at attach";
        DeferToOpenTable = 2, Public, "JET_IndexCheckingDeferToOpenTable", "check when a table is opened";
    }

    /// `JET_paramEventLoggingLevel`.
    EventLogging {
        Disable = 0, Public, "JET_EventLoggingDisable", "log nothing";
        LevelMin = 1, Public, "JET_EventLoggingLevelMin", "least logging";
        LevelLow = 25, Public, "JET_EventLoggingLevelLow", "low level";
        LevelMedium = 50, Public, "JET_EventLoggingLevelMedium", "medium level";
        LevelHigh = 75, Public, "JET_EventLoggingLevelHigh", "high level";
        LevelMax = 100, Public, "JET_EventLoggingLevelMax", "log all";
    }

    /// `JET_paramEnableSqm`.
    Sqm {
        Disable = 0, Public, "JET_sqmDisable", "ignored";
        Enable = 1, Public, "JET_sqmEnable", "ignored";
        FromCeip = 2, Public, "JET_sqmFromCEIP", "ignored";
    }
}
