//! Options of records: retrieve, set, lock, update.

use crate::name::Constant;

bits! {
    /// Options of `JetRetrieveColumn`, `JetRetrieveColumns` and `JetRetrieveKey`.
    Retrieve {
        COPY = 0x1, Public, "JET_bitRetrieveCopy", "from the copy buffer (or the search key for JetRetrieveKey)";
        FROM_INDEX = 0x2, Public, "JET_bitRetrieveFromIndex", "from the index entry when possible";
        FROM_PRIMARY_BOOKMARK = 0x4, Public, "JET_bitRetrieveFromPrimaryBookmark", "from the primary bookmark when possible";
        TAG = 0x8, Public, "JET_bitRetrieveTag", "report value number from the index entry";
        NULL = 0x10, Public, "JET_bitRetrieveNull", "with column id 0: include NULL columns";
        IGNORE_DEFAULT = 0x20, Public, "JET_bitRetrieveIgnoreDefault", "treat default as NULL; with column id 0 skip defaults";
        LONG_ID = 0x40, Engine, "JET_bitRetrieveLongId", "internal: long-value id";
        LONG_VALUE_REF_COUNT = 0x80, Engine, "JET_bitRetrieveLongValueRefCount", "test: reference count";
        TUPLE = 0x800, Public, "JET_bitRetrieveTuple", "tuple fragment of the entry";
        PAGE_NUMBER = 0x1000, Engine, "JET_bitRetrievePageNumber", "internal: page list";
        COPY_INTRINSIC = 0x2000, Engine, "JET_bitRetrieveCopyIntrinsic", "internal: space left in record";
        PREREAD_ONLY = 0x4000, Engine, "JET_bitRetrievePrereadOnly", "internal: pre-read only";
        PREREAD_MANY = 0x8000, Engine, "JET_bitRetrievePrereadMany", "internal: pre-read many";
        PHYSICAL_SIZE = 0x1_0000, Engine, "JET_bitRetrievePhysicalSize", "only stored size";
        AS_REF_IF_NOT_IN_RECORD = 0x2_0000, Engine, "JET_bitRetrieveAsRefIfNotInRecord", "reference if stored apart";
    }

    /// Options of `JetEnumerateColumns`.
    Enumerate {
        COPY = 0x1, Public, "JET_bitEnumerateCopy", "from the copy buffer";
        IGNORE_DEFAULT = 0x20, Public, "JET_bitEnumerateIgnoreDefault", "skip default values";
        LOCAL = 0x1_0000, Engine, "JET_bitEnumerateLocal", "only data in the record";
        PRESENCE_ONLY = 0x2_0000, Public, "JET_bitEnumeratePresenceOnly", "existence only, no data";
        TAGGED_ONLY = 0x4_0000, Public, "JET_bitEnumerateTaggedOnly", "tagged columns only";
        COMPRESS_OUTPUT = 0x8_0000, Public, "JET_bitEnumerateCompressOutput", "single values returned inline";
        IGNORE_USER_DEFINED_DEFAULT = 0x10_0000, Public, "JET_bitEnumerateIgnoreUserDefinedDefault", "skip callback defaults";
        IN_RECORD_ONLY = 0x20_0000, Public, "JET_bitEnumerateInRecordOnly", "skip values stored apart";
        AS_REF_IF_NOT_IN_RECORD = 0x40_0000, Engine, "JET_bitEnumerateAsRefIfNotInRecord", "references for values stored apart";
    }

    /// Options of `JetSetColumn` and `JetSetColumns`.
    SetColumn {
        APPEND_LV = 0x1, Public, "JET_bitSetAppendLV", "append to the long value";
        OVERWRITE_LV = 0x4, Public, "JET_bitSetOverwriteLV", "overwrite range at ibLongValue";
        SIZE_LV = 0x8, Public, "JET_bitSetSizeLV", "set length to cbData";
        ZERO_LENGTH = 0x20, Public, "JET_bitSetZeroLength", "zero-length rather than NULL";
        SEPARATE_LV = 0x40, Public, "JET_bitSetSeparateLV", "store outside the record";
        UNIQUE_MULTI_VALUES = 0x80, Public, "JET_bitSetUniqueMultiValues", "fail on equal multivalue";
        UNIQUE_NORMALIZED_MULTI_VALUES = 0x100, Public, "JET_bitSetUniqueNormalizedMultiValues", "fail on equal normalised multivalue";
        REVERT_TO_DEFAULT_VALUE = 0x200, Public, "JET_bitSetRevertToDefaultValue", "NULL of last value restores the default";
        INTRINSIC_LV = 0x400, Public, "JET_bitSetIntrinsicLV", "store inside the record or fail";
        UNCOMPRESSED = 0x1_0000, Public, "JET_bitSetUncompressed", "do not compress";
        COMPRESSED = 0x2_0000, Public, "JET_bitSetCompressed", "try to compress";
        CONTIGUOUS_LV = 0x4_0000, Public, "JET_bitSetContiguousLV", "place chunks contiguously";
    }

    /// Options of `JetGetRecordSize` and its kin.
    RecordSize {
        IN_COPY_BUFFER = 0x1, Public, "JET_bitRecordSizeInCopyBuffer", "measure the copy buffer";
        RUNNING_TOTAL = 0x2, Public, "JET_bitRecordSizeRunningTotal", "add to the output struct";
        LOCAL = 0x4, Public, "JET_bitRecordSizeLocal", "ignore values stored apart";
        INCLUDE_DEFAULT_VALUES = 0x8, Engine, "JET_bitRecordSizeIncludeDefaultValues", "unsupported";
        SECONDARY_INDEX_KEY_ONLY = 0x10, Engine, "JET_bitRecordSizeSecondaryIndexKeyOnly", "unsupported";
        INTRINSIC_PHYSICAL_ONLY = 0x20, Engine, "JET_bitRecordSizeIntrinsicPhysicalOnly", "physical size of in-record data only";
        EXTRINSIC_LOGICAL_ONLY = 0x40, Engine, "JET_bitRecordSizeExtrinsicLogicalOnly", "logical size of apart data only";
    }

    /// Options of `JetGetLock`.
    Lock {
        READ_LOCK = 0x1, Public, "JET_bitReadLock", "read lock";
        WRITE_LOCK = 0x2, Public, "JET_bitWriteLock", "write lock";
        KEY_LOCK = 0x4, Engine, "JET_bitKeyLock", "key lock without record";
    }

    /// Options of `JetUpdate2`.
    Update {
        CHECK_ESE97_COMPATIBILITY = 0x1, Public, "JET_bitUpdateCheckESE97Compatibility", "fail if record too big for the old format";
        NO_VERSION = 0x2, Engine, "JET_bitUpdateNoVersion", "unversioned update";
        ENFORCE_OPTIONALLY_UNIQUE_INDICES = 0x4, Engine, "JET_bitUpdateEnforceOptionallyUniqueIndices", "treat optionally unique indexes as unique in this update";
    }

    /// Options of `JetEscrowUpdate`.
    EscrowUpdate {
        NO_ROLLBACK = 0x1, Public, "JET_bitEscrowNoRollback", "change survives rollback";
    }

    /// Kinds of callbacks (`JET_CBTYP`), as registered by `JetRegisterCallback` and as told to them.
    Callback {
        NONE = 0x0, Public, "JET_cbtypNull", "no reason";
        FINALIZE = 0x1, Public, "JET_cbtypFinalize", "obsolete escrow-to-zero event";
        BEFORE_INSERT = 0x2, Public, "JET_cbtypBeforeInsert", "insert about to happen";
        AFTER_INSERT = 0x4, Public, "JET_cbtypAfterInsert", "insert happened";
        BEFORE_REPLACE = 0x8, Public, "JET_cbtypBeforeReplace", "replace about to happen";
        AFTER_REPLACE = 0x10, Public, "JET_cbtypAfterReplace", "replace happened";
        BEFORE_DELETE = 0x20, Public, "JET_cbtypBeforeDelete", "delete about to happen";
        AFTER_DELETE = 0x40, Public, "JET_cbtypAfterDelete", "delete happened";
        USER_DEFINED_DEFAULT_VALUE = 0x80, Public, "JET_cbtypUserDefinedDefaultValue", "compute a callback default";
        ONLINE_DEFRAG_COMPLETED = 0x100, Public, "JET_cbtypOnlineDefragCompleted", "online defragmentation ended";
        FREE_CURSOR_LS = 0x200, Public, "JET_cbtypFreeCursorLS", "free the cursor's local storage";
        FREE_TABLE_LS = 0x400, Public, "JET_cbtypFreeTableLS", "free the table's local storage";
        SCAN_PROGRESS = 0x4000, Engine, "JET_cbtypScanProgress", "scan progress";
        SCAN_COMPLETED = 0x8000, Engine, "JET_cbtypScanCompleted", "scan pass ended";
        DTC_QUERY_PREPARED_TRANSACTION = 0x1000, Engine, "JET_cbtypDTCQueryPreparedTransaction", "removed: ask coordinator verdict";
        ONLINE_DEFRAG_PROGRESS = 0x2000, Engine, "JET_cbtypOnlineDefragProgress", "online defrag progress";
        OLD2_ACTION = 0x4000, Engine, "JET_cbtypOld2Action", "test: tree defrag action";
        INDEX_DEFERRED_POPULATE_THROTTLE = 0x8000, Engine, "JET_cbtypIndexDeferredPopulateThrottle", "throttle question of deferred population";
    }
}
