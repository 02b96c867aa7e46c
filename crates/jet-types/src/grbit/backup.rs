//! Options of backups, restores and snapshots of volumes.

use crate::name::Constant;

bits! {
    /// Options of `JetBackup` and `JetBackupInstance`.
    Backup {
        INCREMENTAL = 0x1, Public, "JET_bitBackupIncremental", "only logs";
        KEEP_OLD_LOGS = 0x2, Engine, "JET_bitKeepOldLogs", "keep logs";
        ATOMIC = 0x4, Public, "JET_bitBackupAtomic", "overwrite the previous backup atomically (new folder then swap)";
        SNAPSHOT = 0x10, Public, "JET_bitBackupSnapshot", "obsolete snapshot mode";
    }

    /// Options of `JetBeginExternalBackup` and its kin.
    BeginExternalBackup {
        INCREMENTAL = 0x1, Public, "JET_bitBackupIncremental", "only logs";
        FULL_WITH_ALL_LOGS = 0x8, Engine, "JET_bitBackupFullWithAllLogs", "full with all logs";
        INTERNAL_COPY = 0x40, Engine, "JET_bitInternalCopy", "copy for seeding";
    }

    /// Options of `JetEndExternalBackupInstance2`.
    EndExternalBackup {
        NORMAL = 0x1, Public, "JET_bitBackupEndNormal", "backup succeeded";
        ABORT = 0x2, Public, "JET_bitBackupEndAbort", "backup failed";
        TRUNCATE_DONE = 0x100, Public, "JET_bitBackupTruncateDone", "logs were truncated";
    }

    /// `JET_RSTMAP2::grbit`.
    RestoreMap {
        IGNORE_WHEN_MISSING = 0x1, Engine, "JET_bitRestoreMapIgnoreWhenMissing", "ignore missing database";
        FAIL_WHEN_MISSING = 0x2, Engine, "JET_bitRestoreMapFailWhenMissing", "fail on missing database";
        OVERWRITE_ON_CREATE = 0x4, Engine, "JET_bitRestoreMapOverwriteOnCreate", "overwrite when a creation is replayed";
    }

    /// Options of `JetOSSnapshotPrepare`.
    PrepareSnapshot {
        INCREMENTAL = 0x1, Public, "JET_bitIncrementalSnapshot", "incremental (logs only)";
        COPY = 0x2, Public, "JET_bitCopySnapshot", "copy: no truncation, no history";
        CONTINUE_AFTER_THAW = 0x4, Public, "JET_bitContinueAfterThaw", "session stays open after thaw";
        EXPLICIT_PREPARE = 0x8, Public, "JET_bitExplicitPrepare", "only instances named by PrepareInstance";
    }

    /// Options of `JetOSSnapshotTruncateLog` and its kin.
    TruncateSnapshotLog {
        ALL_DATABASES = 0x1, Public, "JET_bitAllDatabasesSnapshot", "snapshot holds all databases";
    }

    /// Options of `JetOSSnapshotEnd`.
    EndSnapshot {
        ABORT = 0x1, Public, "JET_bitAbortSnapshot", "snapshot failed";
    }
}
