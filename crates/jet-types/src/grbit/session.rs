//! Options of sessions and transactions.

use crate::name::Constant;

bits! {
    /// No options: for calls that have none.
    Nil {
        NONE = 0x0, Public, "JET_bitNil", "no flags";
    }

    /// Options of `JetEndSession`.
    EndSession {
        FORCE_SESSION_CLOSED = 0x1, Engine, "JET_bitForceSessionClosed", "force the end (unused)";
    }

    /// Options of `JetBeginTransaction2` and `JetBeginTransaction3`.
    BeginTransaction {
        READ_ONLY = 0x1, Public, "JET_bitTransactionReadOnly", "transaction will not write";
        DISTRIBUTED_TRANSACTION = 0x2, Engine, "JET_bitDistributedTransaction", "removed two-phase";
    }

    /// Options of `JetCommitTransaction` and `JetCommitTransaction2`.
    CommitTransaction {
        LAZY_FLUSH = 0x1, Public, "JET_bitCommitLazyFlush", "do not wait for the log write";
        WAIT_LAST_LEVEL0_COMMIT = 0x2, Public, "JET_bitWaitLastLevel0Commit", "wait for this session's last commit; begins nothing, level must be 0";
        WAIT_ALL_LEVEL0_COMMIT = 0x8, Public, "JET_bitWaitAllLevel0Commit", "wait for all sessions' commits; level must be 0";
        FORCE_NEW_LOG = 0x10, Public, "JET_bitForceNewLog", "roll to a new log";
        REDO_CALLBACK = 0x20, Engine, "JET_bitCommitRedoCallback", "call back at redo";
    }

    /// Options of `JetRollback`.
    Rollback {
        ALL = 0x1, Public, "JET_bitRollbackAll", "undo all levels";
        REDO_CALLBACK = 0x20, Engine, "JET_bitRollbackRedoCallback", "call back at redo";
    }

    /// Options of `JetIdle`.
    Idle {
        FLUSH_BUFFERS = 0x1, Public, "JET_bitIdleFlushBuffers", "obsolete: flush buffers";
        COMPACT = 0x2, Public, "JET_bitIdleCompact", "clean the version store";
        STATUS = 0x4, Public, "JET_bitIdleStatus", "report JET_wrnIdleFull when version store is over half full";
        VERSION_STORE_TEST = 0x8, Engine, "JET_bitIdleVersionStoreTest", "internal check";
        COMPACT_ASYNC = 0x10, Engine, "JET_bitIdleCompactAsync", "clean asynchronously";
        AVAIL_BUFFERS_STATUS = 0x20, Engine, "JET_bitIdleAvailBuffersStatus", "report low free buffers";
        WAIT_FOR_ASYNC_ACTIVITY = 0x40, Engine, "JET_bitIdleWaitForAsyncActivity", "wait for background work";
    }

    /// Options of `JetSetLS` and `JetGetLS`.
    LocalStorage {
        RESET = 0x1, Public, "JET_bitLSReset", "read and clear";
        CURSOR = 0x2, Public, "JET_bitLSCursor", "cursor storage";
        TABLE = 0x4, Public, "JET_bitLSTable", "table storage";
    }
}
