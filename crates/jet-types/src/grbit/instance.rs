//! Options of the life of an instance: start, stop, dumps.

use crate::name::Constant;

bits! {
    /// Options of `JetInit2` to `JetInit4`.
    Init {
        REPLAY_REPLICATED_LOG_FILES = 0x1, Engine, "JET_bitReplayReplicatedLogFiles", "unsupported";
        REPLAY_IGNORE_MISSING_DB = 0x4, Public, "JET_bitReplayIgnoreMissingDB", "skip missing databases in recovery";
        RECOVERY_WITHOUT_UNDO = 0x8, Public, "JET_bitRecoveryWithoutUndo", "stop before undo; ends with JET_errRecoveredWithoutUndo";
        TRUNCATE_LOGS_AFTER_RECOVERY = 0x10, Public, "JET_bitTruncateLogsAfterRecovery", "delete logs after clean recovery";
        REPLAY_MISSING_MAP_ENTRY_DB = 0x20, Public, "JET_bitReplayMissingMapEntryDB", "unmapped databases keep their place";
        LOG_STREAM_MUST_EXIST = 0x40, Public, "JET_bitLogStreamMustExist", "fail rather than start a new log stream";
        REPLAY_IGNORE_LOST_LOGS = 0x80, Public, "JET_bitReplayIgnoreLostLogs", "accept lost logs at the end";
        ALLOW_MISSING_CURRENT_LOG = 0x100, Engine, "JET_bitAllowMissingCurrentLog", "accept missing current log";
        ALLOW_SOFT_RECOVERY_ON_BACKUP = 0x200, Engine, "JET_bitAllowSoftRecoveryOnBackup", "replay onto a backup copy";
        SKIP_LOST_LOGS_EVENT = 0x400, Engine, "JET_bitSkipLostLogsEvent", "no event about lost logs";
        EXTERNAL_RECOVERY_CONTROL = 0x800, Engine, "JET_bitExternalRecoveryControl", "ask the callback at each recovery step";
        KEEP_DB_ATTACHED_AT_END_OF_RECOVERY = 0x1000, Public, "JET_bitKeepDbAttachedAtEndOfRecovery", "leave databases attached after recovery";
        REPLAY_IGNORE_LOG_RECORDS_BEFORE_MIN_REQUIRED_LOG = 0x2000, Engine, "JET_bitReplayIgnoreLogRecordsBeforeMinRequiredLog", "ignore records before the needed log";
        REPLAY_INFER_CHECKPOINT_FROM_RSTMAP_DBS = 0x4000, Engine, "JET_bitReplayInferCheckpointFromRstmapDbs", "take checkpoint from mapped databases";
    }

    /// Options of `JetTerm2`.
    Term {
        COMPLETE = 0x1, Public, "JET_bitTermComplete", "clean up fully: version clean-up done, files consistent";
        ABRUPT = 0x2, Public, "JET_bitTermAbrupt", "quick end: skip optional clean-up, still consistent (roll back open work)";
        STOP_BACKUP = 0x4, Public, "JET_bitTermStopBackup", "end running backups";
        DIRTY = 0x8, Public, "JET_bitTermDirty", "do not flush: leave databases dirty, returns JET_errDirtyShutdown";
    }

    /// Options of `JetStopServiceInstance2`.
    StopService {
        ALL = 0x0, Public, "JET_bitStopServiceAll", "stop all (not resumable)";
        BACKGROUND_USER_TASKS = 0x2, Public, "JET_bitStopServiceBackgroundUserTasks", "stop background tasks";
        QUIESCE_CACHES = 0x4, Public, "JET_bitStopServiceQuiesceCaches", "flush caches";
        RESUME = 0x8000_0000, Public, "JET_bitStopServiceResume", "undo an earlier resumable stop";
        STOP_AND_EMIT_LOG = 0x8, Engine, "JET_bitStopServiceStopAndEmitLog", "stop logging and emit the rest";
    }

    /// Options of `JetConfigureProcessForCrashDump`.
    ProcessDump {
        MINIMUM = 0x1, Public, "JET_bitDumpMinimum", "least dump";
        MAXIMUM = 0x2, Public, "JET_bitDumpMaximum", "full dump";
        CACHE_MINIMUM = 0x4, Public, "JET_bitDumpCacheMinimum", "least cache";
        CACHE_MAXIMUM = 0x8, Public, "JET_bitDumpCacheMaximum", "whole cache";
        CACHE_INCLUDE_DIRTY_PAGES = 0x10, Public, "JET_bitDumpCacheIncludeDirtyPages", "dirty pages";
        CACHE_INCLUDE_CACHED_PAGES = 0x20, Public, "JET_bitDumpCacheIncludeCachedPages", "cached pages";
        CACHE_INCLUDE_CORRUPTED_PAGES = 0x40, Public, "JET_bitDumpCacheIncludeCorruptedPages", "corrupt pages";
        CACHE_NO_DECOMMIT = 0x80, Public, "JET_bitDumpCacheNoDecommit", "do not decommit";
        UNIT_TEST = 0x8000_0000, Engine, "JET_bitDumpUnitTest", "test";
    }
}
