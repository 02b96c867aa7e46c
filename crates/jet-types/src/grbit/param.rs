//! Values of parameters that are sets of bits.

use crate::name::Constant;

bits! {
    /// `JET_paramConfiguration`.
    Configuration {
        DEFAULT = 0x1, Public, "JET_configDefault", "reset every parameter to its default";
        REMOVE_QUOTAS = 0x2, Public, "JET_configRemoveQuotas", "lift handle quotas";
        LOW_DISK_FOOTPRINT = 0x4, Public, "JET_configLowDiskFootprint", "small disk use, circular log, 64 KiB logs";
        MEDIUM_DISK_FOOTPRINT = 0x8, Public, "JET_configMediumDiskFootprint", "medium disk use, circular log, 512 KiB logs";
        LOW_MEMORY = 0x10, Public, "JET_configLowMemory", "small memory use";
        DYNAMIC_MEDIUM_MEMORY = 0x20, Public, "JET_configDynamicMediumMemory", "modest memory, grows on bursts";
        LOW_POWER = 0x40, Public, "JET_configLowPower", "save power";
        SSD_PROFILE_IO = 0x80, Public, "JET_configSSDProfileIO", "I/O profile for flash";
        RUN_SILENT = 0x100, Public, "JET_configRunSilent", "no events, counters, traces";
        UNTHROTTLED_MEMORY = 0x200, Public, "JET_configUnthrottledMemory", "use most of memory";
        HIGH_CONCURRENCY_SCALING = 0x400, Public, "JET_configHighConcurrencyScaling", "scale for many CPUs";
        MASK = 0x7ff, Engine, "JET_configMask", "all config bits";
    }

    /// `JET_paramEnableOnlineDefrag`.
    OnlineDefrag {
        DISABLE = 0x0, Public, "JET_OnlineDefragDisable", "off";
        ALL_OBSOLETE = 0x1, Public, "JET_OnlineDefragAllOBSOLETE", "all, old value";
        DATABASES = 0x2, Public, "JET_OnlineDefragDatabases", "databases";
        SPACE_TREES = 0x4, Public, "JET_OnlineDefragSpaceTrees", "space trees";
        STREAMING_FILES = 0x8, Engine, "JET_OnlineDefragStreamingFiles", "removed feature";
        ALL = 0xffff, Public, "JET_OnlineDefragAll", "all";
    }

    /// `JET_paramLegacyFileNames`.
    LegacyFileNames {
        ESE98_FILE_NAMES = 0x1, Public, "JET_bitESE98FileNames", "keep .log and .chk extensions (otherwise .jtx and .jcp)";
        EIGHT_DOT_THREE_SOFT_COMPAT = 0x2, Public, "JET_bitEightDotThreeSoftCompat", "keep 8.3 names (5 generation digits) while they fit";
    }

    /// `JET_paramEnableShrinkDatabase`.
    ShrinkDatabase {
        OFF = 0x0, Public, "JET_bitShrinkDatabaseOff", "no shrinking";
        ON = 0x1, Public, "JET_bitShrinkDatabaseOn", "release space through sparse files";
        REALTIME = 0x2, Public, "JET_bitShrinkDatabaseRealtime", "release soon after freeing";
        PERIODICALLY = 0x8000, Engine, "JET_bitShrinkDatabasePeriodically", "release by a periodic task";
        TRIM = 0x1, Public, "JET_bitShrinkDatabaseTrim", "old name of the On bit";
    }

    /// `JET_paramHungIOActions`.
    HungIo {
        EVENT = 0x1, Public, "JET_bitHungIOEvent", "log an event past the threshold";
        CANCEL = 0x2, Engine, "JET_bitHungIOCancel", "cancel at 2x the threshold";
        DEBUG = 0x4, Engine, "JET_bitHungIODebug", "crash for debugging at 3x";
        ENFORCE = 0x8, Engine, "JET_bitHungIOEnforce", "crash at 3x";
        TIMEOUT = 0x10, Engine, "JET_bitHungIOTimeout", "report failure at 4x";
    }

    /// `JET_paramPersistedLostFlushDetection`.
    LostFlushDetection {
        ENABLED = 0x1, Engine, "JET_bitPersistedLostFlushDetectionEnabled", "enable flush map";
        CREATE_NEW = 0x2, Engine, "JET_bitPersistedLostFlushDetectionCreateNew", "recreate the map at each attach";
        FAIL_ON_RUNTIME_ONLY = 0x4, Engine, "JET_bitPersistedLostFlushDetectionFailOnRuntimeOnly", "fail only for states set in this run";
    }

    /// What the callback of `JET_paramDurableCommitCallback` is told.
    DurableCommit {
        LOG_UNAVAILABLE = 0x1, Public, "JET_bitDurableCommitCallbackLogUnavailable", "log is down, pending commits will not become durable";
    }

    /// How `JET_paramConfigStoreSpec` is read.
    ConfigStoreRead {
        INHIBIT_READ = 0x1, Public, "JET_bitConfigStoreReadControlInhibitRead", "pause reading the config store until cleared";
        DISABLE_ALL = 0x2, Public, "JET_bitConfigStoreReadControlDisableAll", "do not use the config store";
        DISABLE_SET_PARAM_READ = 0x4, Engine, "JET_bitConfigStoreReadControlDisableSetParamRead", "do not read the store when the spec is set";
        DISABLE_GLOBAL_INIT_READ = 0x8, Engine, "JET_bitConfigStoreReadControlDisableGlobalInitRead", "do not read the store at global init";
        DISABLE_INST_INIT_READ = 0x10, Engine, "JET_bitConfigStoreReadControlDisableInstInitRead", "do not read the store at instance init";
        DISABLE_LIVE_READ = 0x20, Engine, "JET_bitConfigStoreReadControlDisableLiveRead", "reserved: no live refresh";
        DEFAULT = 0x0, Public, "JET_bitConfigStoreReadControlDefault", "read as usual";
    }

    /// `JET_paramIOPriority` and `JET_sesparamIOPriority`.
    IoPriority {
        NORMAL = 0x0, Public, "JET_IOPriorityNormal", "normal";
        LOW = 0x1, Public, "JET_IOPriorityLow", "low";
        LOW_FOR_CHECKPOINT = 0x2, Engine, "JET_IOPriorityLowForCheckpoint", "low for checkpoint writes";
        LOW_FOR_SCAVENGE = 0x4, Engine, "JET_IOPriorityLowForScavenge", "low for eviction writes";
        USER_CLASS_ID_MASK = 0xf00_0000, Engine, "JET_IOPriorityUserClassIdMask", "user class id, tracing only";
        MARK_AS_MAINTENANCE = 0x4000_0000, Engine, "JET_IOPriorityMarkAsMaintenance", "mark as maintenance for counters";
    }

    /// `JET_sesparamIOSessTraceFlags`.
    IoTrace {
        READS = 0x1, Engine, "JET_bitIOSessTraceReads", "trace reads";
        WRITES = 0x2, Engine, "JET_bitIOSessTraceWrites", "trace writes";
        HDD = 0x4, Engine, "JET_bitIOSessTraceHDD", "trace disks";
        SSD = 0x8, Engine, "JET_bitIOSessTraceSSD", "trace flash";
    }

    /// `JET_paramExceptionAction`.
    Exception {
        MSG_BOX = 0x1, Public, "JET_ExceptionMsgBox", "message box";
        NONE = 0x2, Public, "JET_ExceptionNone", "let pass";
        FAIL_FAST = 0x4, Public, "JET_ExceptionFailFast", "fail fast";
    }

    /// `JET_paramAssertAction`.
    Assert {
        EXIT = 0x0, Engine, "JET_AssertExit", "exit";
        BREAK = 0x1, Engine, "JET_AssertBreak", "debugger";
        MSG_BOX = 0x2, Engine, "JET_AssertMsgBox", "message box";
        STOP = 0x4, Engine, "JET_AssertStop", "stop";
        SKIPPABLE_MSG_BOX = 0x8, Engine, "JET_AssertSkippableMsgBox", "skippable box";
        SKIP_ALL = 0x10, Engine, "JET_AssertSkipAll", "skip";
        CRASH = 0x20, Engine, "JET_AssertCrash", "crash";
        FAIL_FAST = 0x40, Engine, "JET_AssertFailFast", "fail fast";
    }
}
