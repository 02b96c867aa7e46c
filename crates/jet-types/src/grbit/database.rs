//! Options of databases: create, attach, open, detach, resize, maintain.

use crate::name::Constant;

bits! {
    /// Options of `JetCreateDatabase` and its kin.
    CreateDatabase {
        RECOVERY_OFF = 0x8, Public, "JET_bitDbRecoveryOff", "no logging for this database";
        VERSIONING_OFF = 0x40, Engine, "JET_bitDbVersioningOff", "internal: no versioning";
        SHADOWING_OFF = 0x80, Public, "JET_bitDbShadowingOff", "no shadow catalog";
        CREATE_STREAMING_FILE = 0x100, Engine, "JET_bitDbCreateStreamingFile", "removed feature";
        OVERWRITE_EXISTING = 0x200, Public, "JET_bitDbOverwriteExisting", "replace an existing file";
    }

    /// Options of `JetAttachDatabase` and its kin.
    AttachDatabase {
        READ_ONLY = 0x1, Public, "JET_bitDbReadOnly", "read-only";
        EXCLUSIVE = 0x2, Public, "JET_bitDbExclusive", "only this session may open";
        DELETE_CORRUPT_INDEXES = 0x10, Public, "JET_bitDbDeleteCorruptIndexes", "drop indexes outdated by sort changes";
        REBUILD_CORRUPT_INDEXES = 0x20, Engine, "JET_bitDbRebuildCorruptIndexes", "not implemented";
        DELETE_UNICODE_INDEXES = 0x400, Public, "JET_bitDbDeleteUnicodeIndexes", "drop every Unicode index";
        UPGRADE = 0x200, Public, "JET_bitDbUpgrade", "permit format upgrade";
        ENABLE_BACKGROUND_MAINTENANCE = 0x800, Public, "JET_bitDbEnableBackgroundMaintenance", "start background scan";
        PURGE_CACHE_ON_ATTACH = 0x1000, Public, "JET_bitDbPurgeCacheOnAttach", "drop cached pages first";
    }

    /// Options of `JetOpenDatabase`.
    OpenDatabase {
        READ_ONLY = 0x1, Public, "JET_bitDbReadOnly", "read-only";
        EXCLUSIVE = 0x2, Public, "JET_bitDbExclusive", "only this session may open";
        SINGLE_EXCLUSIVE = 0x2, Engine, "JET_bitDbSingleExclusive", "same as exclusive";
    }

    /// Options of `JetDetachDatabase2`.
    DetachDatabase {
        FORCE_DETACH = 0x1, Public, "JET_bitForceDetach", "detach even if failed earlier";
        FORCE_CLOSE_AND_DETACH = 0x3, Public, "JET_bitForceCloseAndDetach", "close users then detach";
    }

    /// Options of `JetResizeDatabase`.
    ResizeDatabase {
        ONLY_GROW = 0x1, Public, "JET_bitResizeDatabaseOnlyGrow", "only grow";
        ONLY_SHRINK = 0x2, Public, "JET_bitResizeDatabaseOnlyShrink", "only shrink";
    }

    /// Options of `JetCompact`.
    Compact {
        STATS = 0x20, Public, "JET_bitCompactStats", "write statistics";
        REPAIR = 0x40, Public, "JET_bitCompactRepair", "ignore duplicates, no pre-read";
        PRESERVE_ORIGINAL = 0x100, Engine, "JET_bitCompactPreserveOriginal", "keep the source";
    }

    /// Options of `JetDefragment` and its kin.
    Defragment {
        BATCH_START = 0x1, Public, "JET_bitDefragmentBatchStart", "start online defragmentation";
        BATCH_STOP = 0x2, Public, "JET_bitDefragmentBatchStop", "stop online defragmentation";
        AVAIL_SPACE_TREES_ONLY = 0x40, Public, "JET_bitDefragmentAvailSpaceTreesOnly", "only available-extent trees";
        NO_PARTIAL_MERGES = 0x80, Public, "JET_bitDefragmentNoPartialMerges", "no partial merges";
        B_TREE = 0x100, Public, "JET_bitDefragmentBTree", "one named tree (table)";
        B_TREE_BATCH = 0x200, Engine, "JET_bitDefragmentBTreeBatch", "option bits address tree defragmentation";
    }

    /// Options of `JetDatabaseScan`.
    DatabaseScan {
        BATCH_START = 0x10, Engine, "JET_bitDatabaseScanBatchStart", "start one scan pass";
        BATCH_STOP = 0x20, Engine, "JET_bitDatabaseScanBatchStop", "stop scanning";
        ZERO_PAGES = 0x40, Engine, "JET_bitDatabaseScanZeroPages", "deprecated";
        BATCH_START_CONTINUOUS = 0x80, Engine, "JET_bitDatabaseScanBatchStartContinuous", "scan continuously";
    }

    /// What online defragmentation tells its callback.
    DefragmentEvent {
        START = 0x1, Engine, "JET_bitOld2Start", "test: defrag action start";
        SUSPEND = 0x2, Engine, "JET_bitOld2Suspend", "test: defrag action pause";
        RESUME = 0x4, Engine, "JET_bitOld2Resume", "test: defrag action resume";
        END = 0x8, Engine, "JET_bitOld2End", "test: defrag action end";
    }

    /// `JET_dbparamShrinkDatabaseOptions`.
    ShrinkAtAttach {
        EOF_ON_ATTACH = 0x1, Engine, "JET_bitShrinkDatabaseEofOnAttach", "truncate at attach";
        FULL_CATEGORIZATION_ON_ATTACH = 0x2, Engine, "JET_bitShrinkDatabaseFullCategorizationOnAttach", "full categorisation";
        DONT_MOVE_ROOTS_ON_ATTACH = 0x4, Engine, "JET_bitShrinkDatabaseDontMoveRootsOnAttach", "do not move roots";
        DONT_TRUNCATE_LEAKED_PAGES_ON_ATTACH = 0x8, Engine, "JET_bitShrinkDatabaseDontTruncateLeakedPagesOnAttach", "keep leaked pages";
        DONT_TRUNCATE_INDETERMINATE_PAGES_ON_ATTACH = 0x10, Engine, "JET_bitShrinkDatabaseDontTruncateIndeterminatePagesOnAttach", "keep unknown pages";
    }
}
