//! Every JET error and warning code.
//!
//! One table (`codes!`) is the only place a code is written down: the constants, the names and the
//! texts come from it.

use std::fmt;

/// A JET return code: negative an error, positive a warning, 0 success.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JetErr(i32);

macro_rules! codes {
    ($($(#[$attr:meta])* $id:ident = $value:literal, $name:literal, $text:literal;)*) => {
        impl JetErr {
            $(#[doc = concat!("`", $name, "`: ", $text, ".")] $(#[$attr])*
            pub const $id: JetErr = JetErr($value);)*
        }

        /// Every code with its name and text; the first entry of a value is its primary name.
        const TABLE: &[(i32, &str, &str)] = &[$(($value, $name, $text),)*];
    };
}

impl JetErr {
    /// The code with this value, whether or not it has a name.
    pub const fn from_raw(value: i32) -> Self {
        Self(value)
    }

    /// The value a C caller sees.
    pub const fn raw(self) -> i32 {
        self.0
    }

    /// Whether the call failed.
    pub const fn is_error(self) -> bool {
        self.0 < 0
    }

    /// The name in `esent.h`, such as `JET_errOutOfSessions`, or `None` for an unknown value.
    pub fn name(self) -> Option<&'static str> {
        TABLE.iter().find(|entry| entry.0 == self.0).map(|entry| entry.1)
    }

    /// What the code means, in a few words.
    pub fn text(self) -> Option<&'static str> {
        TABLE.iter().find(|entry| entry.0 == self.0).map(|entry| entry.2)
    }

    /// The code of this name, or `None`.
    pub fn from_name(name: &str) -> Option<Self> {
        TABLE.iter().find(|entry| entry.1 == name).map(|entry| Self(entry.0))
    }
}

impl fmt::Display for JetErr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => write!(f, "{name} ({})", self.0),
            None => write!(f, "JET code {}", self.0),
        }
    }
}

impl fmt::Debug for JetErr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for JetErr {}

codes! {
    SUCCESS = 0, "JET_errSuccess", "call completed";
    WRN_NYI = -1, "JET_wrnNyi", "feature has no implementation (historic warning with a negative value)";
    RFS_FAILURE = -100, "JET_errRfsFailure", "fault-injection simulator forced a failure (obsolete test code)";
    RFS_NOT_ARMED = -101, "JET_errRfsNotArmed", "fault-injection simulator used while not armed (obsolete test code)";
    FILE_CLOSE = -102, "JET_errFileClose", "closing a file failed (obsolete)";
    OUT_OF_THREADS = -103, "JET_errOutOfThreads", "engine could not start a worker thread";
    TOO_MANY_IO = -105, "JET_errTooManyIO", "too many I/O requests outstanding";
    TASK_DROPPED = -106, "JET_errTaskDropped", "an asynchronous task had to be abandoned";
    INTERNAL_ERROR = -107, "JET_errInternalError", "unexpected internal failure; invariant broken";
    ERR_CODE_INCONSISTENCY = -108, "errCodeInconsistency", "internal: code-path invariant violated";
    ERR_NOT_FOUND = -109, "errNotFound", "internal: generic lookup miss";
    WRN_SLOW = 110, "wrnSlow", "internal: slower fallback path was taken";
    WRN_LOSSY = 111, "wrnLossy", "internal: some fidelity lost";
    DISABLED_FUNCTIONALITY = -112, "JET_errDisabledFunctionality", "function not compiled into this build of the engine";
    UNLOADABLE_OS_FUNCTIONALITY = -113, "JET_errUnloadableOSFunctionality", "required OS library or entry could not be loaded";
    DEVICE_MISSING = -114, "JET_errDeviceMissing", "required hardware (e.g. compression accelerator) absent";
    DEVICE_MISCONFIGURED = -115, "JET_errDeviceMisconfigured", "required hardware wrongly configured";
    DEVICE_TIMEOUT = -116, "JET_errDeviceTimeout", "hardware did not answer in time";
    ERR_DEVICE_BUSY = -117, "errDeviceBusy", "internal: hardware occupied by other work";
    DEVICE_FAILURE = -118, "JET_errDeviceFailure", "hardware returned an unexpected failure";
    WRN_BF_CACHE_MISS = 200, "wrnBFCacheMiss", "internal: page latch missed the cache";
    ERR_BF_PAGE_NOT_CACHED = -201, "errBFPageNotCached", "internal: page absent from the cache";
    ERR_BF_LATCH_CONFLICT = -202, "errBFLatchConflict", "internal: page latch contended";
    ERR_BF_PAGE_CACHED = -203, "errBFPageCached", "internal: page already in the cache";
    WRN_BF_PAGE_FLUSH_PENDING = 204, "wrnBFPageFlushPending", "internal: page write under way";
    WRN_BF_PAGE_FAULT = 205, "wrnBFPageFault", "internal: latching caused a page read";
    WRN_BF_BAD_LATCH_HINT = 206, "wrnBFBadLatchHint", "internal: latch hint wrong";
    WRN_BF_LATCH_MAINT_CONFLICT = 207, "wrnBFLatchMaintConflict", "internal: latch met a maintenance latch";
    WRN_BFI_WRITE_IO_COMPLETE = 208, "wrnBFIWriteIOComplete", "internal: write completion signal";
    ERR_BFI_PAGE_EVICTED = -250, "errBFIPageEvicted", "internal: page got evicted";
    ERR_BFI_PAGE_CACHED = -251, "errBFIPageCached", "internal: page is cached already";
    ERR_BFI_OUT_OF_OL_PS = -252, "errBFIOutOfOLPs", "internal: no overlapped structures left";
    ERR_BFI_OUT_OF_BATCH_IO_BUFFERS = -253, "errBFIOutOfBatchIOBuffers", "internal: no buffers left for batch write";
    ERR_BFI_NO_BUFFER_AVAILABLE = -254, "errBFINoBufferAvailable", "internal: no buffer free at once";
    DATABASE_BUFFER_DEPENDENCIES_CORRUPTED = -255, "JET_errDatabaseBufferDependenciesCorrupted", "write-order dependencies between buffers are wrong (found at recovery)";
    ERR_BFI_REMAINING_DEPENDENCIES = -256, "errBFIRemainingDependencies", "internal: buffer has open dependencies";
    ERR_BFI_PAGE_FLUSH_PENDING = -257, "errBFIPageFlushPending", "internal: buffer write under way";
    ERR_BFI_PAGE_DIRTY = -258, "errBFIPageDirty", "internal: buffer too dirty to evict";
    ERR_BFI_PAGE_FLUSHED = -259, "errBFIPageFlushed", "internal: buffer write was started";
    ERR_BFI_PAGE_FAULT_PENDING = -260, "errBFIPageFaultPending", "internal: buffer read under way";
    ERR_BFI_PAGE_NOT_VERIFIED = -261, "errBFIPageNotVerified", "internal: page contents not yet checked";
    ERR_BFI_DEPENDENT_PURGED = -262, "errBFIDependentPurged", "internal: flush blocked by purged dependency";
    ERR_BFI_PAGE_FLUSH_DISALLOWED_ON_IO_THREAD = -263, "errBFIPageFlushDisallowedOnIOThread", "internal: flush may not run on the I/O thread";
    ERR_BFI_PAGE_TOUCH_TOO_RECENT = -264, "errBFIPageTouchTooRecent", "internal: flush would violate the waypoint";
    ERR_BFI_CHECKPOINT_WORK_REMAINING = -266, "errBFICheckpointWorkRemaining", "internal: checkpoint upkeep not finished";
    ERR_BFI_PAGE_REMAP_NOT_RE_VERIFIED = -267, "errBFIPageRemapNotReVerified", "internal: remapped page awaits re-check";
    ERR_BFI_REQ_SYNC_FLUSH_MAP_WRITE_FAILED = -268, "errBFIReqSyncFlushMapWriteFailed", "internal: unused";
    ERR_BFI_PAGE_FLUSH_PENDING_HUNG_IO = -269, "errBFIPageFlushPendingHungIO", "internal: buffer write appears hung";
    ERR_BFI_PAGE_FAULT_PENDING_HUNG_IO = -270, "errBFIPageFaultPendingHungIO", "internal: buffer read appears hung";
    ERR_BFI_PAGE_FLUSH_PENDING_SLOW_IO = -271, "errBFIPageFlushPendingSlowIO", "internal: buffer write is slow";
    ERR_BFI_PAGE_ABANDONED = -272, "errBFIPageAbandoned", "internal: buffer was abandoned";
    WRN_VERRCE_MOVED = 275, "wrnVERRCEMoved", "internal: version entry moved rather than cleaned";
    ERR_PM_OUT_OF_PAGE_SPACE = -300, "errPMOutOfPageSpace", "internal: page has no room";
    ERR_PM_ITAG_TOO_BIG = -301, "errPMItagTooBig", "internal: tag number too large (dead code)";
    ERR_PM_REC_DELETED = -302, "errPMRecDeleted", "internal: record gone (dead code)";
    ERR_PM_TAGS_USED_UP = -303, "errPMTagsUsedUp", "internal: no page tags left (dead code)";
    WRN_BM_CONFLICT = 304, "wrnBMConflict", "internal: bookmark clean-up conflict";
    ERR_DIR_NO_SHORT_CIRCUIT = -305, "errDIRNoShortCircuit", "internal: navigation shortcut unavailable";
    ERR_DIR_CANNOT_SPLIT = -306, "errDIRCannotSplit", "internal: root page cannot be split sideways";
    ERR_DIR_TOP = -307, "errDIRTop", "internal: already at tree top";
    ERR_DIRFDP = 308, "errDIRFDP", "internal: positioned on a tree root (positive value although named err)";
    ERR_DIR_NOT_SYNCHRONOUS = -309, "errDIRNotSynchronous", "internal: critical section may have been left";
    WRN_DIR_EMPTY_PAGE = 310, "wrnDIREmptyPage", "internal: passed an empty page";
    ERR_SP_CONFLICT = -311, "errSPConflict", "internal: extent growth already running";
    WRN_ND_FOUND_LESS = 312, "wrnNDFoundLess", "internal: seek landed on a smaller key";
    WRN_ND_FOUND_GREATER = 313, "wrnNDFoundGreater", "internal: seek landed on a larger key";
    WRN_ND_NOT_FOUND_IN_PAGE = 314, "wrnNDNotFoundInPage", "internal: target not on this page";
    ERR_ND_OUT_ITEM_RANGE = -315, "errNDOutItemRange", "internal: item number out of range";
    ERR_ND_GREATER_THAN_ALL_ITEMS = -316, "errNDGreaterThanAllItems", "internal: beyond every item";
    ERR_ND_LAST_ITEM_NODE = -317, "errNDLastItemNode", "internal: last item";
    ERR_ND_FIRST_ITEM_NODE = -318, "errNDFirstItemNode", "internal: first item";
    WRN_ND_DUPLICATE_ITEM = 319, "wrnNDDuplicateItem", "internal: item exists already";
    ERR_ND_NO_ITEM = -320, "errNDNoItem", "internal: item absent";
    WRN_REMAINING_VERSIONS = 321, "JET_wrnRemainingVersions", "version store still holds entries";
    PREVIOUS_VERSION = -322, "JET_errPreviousVersion", "version already present during recovery";
    PAGE_BOUNDARY = -323, "JET_errPageBoundary", "navigation hit a page boundary";
    KEY_BOUNDARY = -324, "JET_errKeyBoundary", "navigation hit a key boundary";
    ERR_DIR_IN_PAGE_FATHER = -325, "errDIRInPageFather", "internal: father node on a page being freed";
    ERR_BM_MAX_KEY_IN_PAGE = -326, "errBMMaxKeyInPage", "internal: largest key on page, skip parent clean-up";
    BAD_PAGE_LINK = -327, "JET_errBadPageLink", "sibling page pointer is inconsistent: corruption";
    BAD_BOOKMARK = -328, "JET_errBadBookmark", "bookmark names no entry";
    WRN_BM_CLEAN_NULL_OP = 329, "wrnBMCleanNullOp", "internal: clean-up found nothing to do";
    ERR_BT_OPER_NONE = -330, "errBTOperNone", "internal: split without a companion operation";
    ERR_SP_OUT_OF_AVAIL_EXT_CACHE_SPACE = -331, "errSPOutOfAvailExtCacheSpace", "internal: cannot update the available-extent tree";
    ERR_SP_OUT_OF_OWN_EXT_CACHE_SPACE = -332, "errSPOutOfOwnExtCacheSpace", "internal: cannot update the owned-extent tree";
    WRN_BT_MULTIPAGE_OLC = 333, "wrnBTMultipageOLC", "internal: multi-page compaction needed";
    NT_SYSTEM_CALL_FAILED = -334, "JET_errNTSystemCallFailed", "an OS call failed";
    WRN_BT_SHALLOW_TREE = 335, "wrnBTShallowTree", "internal: tree has at most two levels";
    ERR_BT_MERGE_NOT_SYNCHRONOUS = -336, "errBTMergeNotSynchronous", "internal: two threads merging/splitting one page";
    WRN_SP_RESERVED_PAGES = 337, "wrnSPReservedPages", "internal: pages set aside for space-tree splits";
    BAD_PARENT_PAGE_LINK = -338, "JET_errBadParentPageLink", "parent pointer to child page is inconsistent: corruption";
    WRN_SP_BUILD_AVAIL_EXT_CACHE = 339, "wrnSPBuildAvailExtCache", "internal: extent tree worth caching";
    SP_AVAIL_EXT_CACHE_OUT_OF_SYNC = -340, "JET_errSPAvailExtCacheOutOfSync", "extent cache disagrees with its tree";
    SP_AVAIL_EXT_CORRUPTED = -341, "JET_errSPAvailExtCorrupted", "available-extent tree corrupt";
    SP_AVAIL_EXT_CACHE_OUT_OF_MEMORY = -342, "JET_errSPAvailExtCacheOutOfMemory", "no memory for an extent cache node";
    SP_OWN_EXT_CORRUPTED = -343, "JET_errSPOwnExtCorrupted", "owned-extent tree corrupt";
    DB_TIME_CORRUPTED = -344, "JET_errDbTimeCorrupted", "page dbtime exceeds that of the database";
    WRN_UNIQUE_KEY = 345, "JET_wrnUniqueKey", "seek hit a key that occurs once in a non-unique index";
    KEY_TRUNCATED = -346, "JET_errKeyTruncated", "key was cut although the index forbids truncation";
    ERR_SP_NO_SPACE_FOR_YOU = -347, "errSPNoSpaceForYou", "internal: requested kind of space absent";
    DATABASE_LEAK_IN_SPACE = -348, "JET_errDatabaseLeakInSpace", "pages leaked; only offline defragmentation gets them back";
    ERR_ND_NOT_FOUND = -349, "errNDNotFound", "internal: node absent";
    ERR_ND_OUT_SON_RANGE = -350, "errNDOutSonRange", "internal: child index out of range";
    BAD_EMPTY_PAGE = -351, "JET_errBadEmptyPage", "search reached a page that must not be empty: corruption";
    WRN_BT_NOT_VISIBLE_REJECTED = 352, "wrnBTNotVisibleRejected", "entry hidden because a move filter rejected it";
    WRN_BT_NOT_VISIBLE_ACCUMULATED = 353, "wrnBTNotVisibleAccumulated", "entry hidden because a move filter is collecting it";
    BAD_LINE_COUNT = -354, "JET_errBadLineCount", "page has fewer lines than the operation needs: corruption";
    ERR_SP_NO_SPACE_BELOW_SHRINK_TARGET = -355, "errSPNoSpaceBelowShrinkTarget", "internal: no free page under the shrink target";
    WRN_SP_REQUEST_SP_BUF_REFILL = 356, "wrnSPRequestSpBufRefill", "internal: split buffers need another refill";
    PAGE_TAG_CORRUPTED = -357, "JET_errPageTagCorrupted", "page tag offset, size or count invalid: corruption";
    NODE_CORRUPTED = -358, "JET_errNodeCorrupted", "node or prefix sizes inconsistent: corruption";
    WRN_FLD_KEY_TOO_BIG = 400, "wrnFLDKeyTooBig", "internal: key cut to the limit";
    ERR_FLD_TOO_MANY_SEGMENTS = -401, "errFLDTooManySegments", "internal: index key has excess segments";
    WRN_FLD_NULL_KEY = 402, "wrnFLDNullKey", "internal: whole key is NULL";
    WRN_FLD_OUT_OF_KEYS = 403, "wrnFLDOutOfKeys", "internal: multivalue key enumeration ended";
    WRN_FLD_NULL_SEG = 404, "wrnFLDNullSeg", "internal: a key segment is NULL";
    WRN_FLD_NOT_PRESENT_IN_INDEX = 405, "wrnFLDNotPresentInIndex", "internal: record yields no entry for this index";
    WRN_SEPARATE_LONG_VALUE = 406, "JET_wrnSeparateLongValue", "column data is kept in the long-value tree";
    WRN_REC_LONG_FIELD = 407, "wrnRECLongField", "internal: long value met";
    KEY_TOO_BIG = -408, "JET_errKeyTooBig", "key exceeds the maximum key size";
    WRN_REC_USER_DEFINED_DEFAULT = 409, "wrnRECUserDefinedDefault", "internal: default comes from a callback";
    WRN_REC_SEPARATED_LV = 410, "wrnRECSeparatedLV", "internal: value kept in the long-value tree";
    WRN_REC_INTRINSIC_LV = 411, "wrnRECIntrinsicLV", "internal: value kept in the record";
    WRN_FLD_INDEX_UPDATED = 414, "wrnFLDIndexUpdated", "internal: an index was updated";
    WRN_FLD_OUT_OF_TUPLES = 415, "wrnFLDOutOfTuples", "internal: tuple enumeration ended";
    CANNOT_SEPARATE_INTRINSIC_LV = -416, "JET_errCannotSeparateIntrinsicLV", "value demanded as separate must stay in the record";
    WRN_REC_COMPRESSED = 417, "wrnRECCompressed", "internal: in-record value is compressed";
    ERR_REC_CANNOT_COMPRESS = -418, "errRECCannotCompress", "internal: column not compressible";
    ERR_REC_COMPRESSION_NOT_POSSIBLE = -419, "errRECCompressionNotPossible", "internal: compression did not help";
    WRN_REC_COMPRESSION_SCRUB_DETECTED = 420, "wrnRECCompressionScrubDetected", "internal: record was scrubbed";
    SEPARATED_LONG_VALUE = -421, "JET_errSeparatedLongValue", "operation not possible on a value kept in the long-value tree";
    WRN_FLD_NULL_FIRST_SEG = 422, "wrnFLDNullFirstSeg", "internal: first key segment is NULL";
    MUST_BE_SEPARATE_LONG_VALUE = -423, "JET_errMustBeSeparateLongValue", "only columns that can be stored separately may be pre-read";
    INVALID_PREREAD = -424, "JET_errInvalidPreread", "long values cannot be pre-read while on a secondary index";
    WRN_REC_SEPARATED_ENCRYPTED_LV = 425, "wrnRECSeparatedEncryptedLV", "internal: encrypted value in the long-value tree";
    INVALID_COLUMN_REFERENCE = -426, "JET_errInvalidColumnReference", "column reference blob malformed";
    STALE_COLUMN_REFERENCE = -427, "JET_errStaleColumnReference", "column reference no longer matches the data";
    WRN_NO_MORE_RECORDS = 428, "JET_wrnNoMoreRecords", "record stream ended";
    ERR_REC_COLUMN_NOT_FOUND = -429, "errRECColumnNotFound", "internal: column value absent from record";
    ERR_REC_NO_CURRENT_COLUMN_VALUE = -430, "errRECNoCurrentColumnValue", "internal: iterator holds no value";
    COMPRESSION_INTEGRITY_CHECK_FAILED = -431, "JET_errCompressionIntegrityCheckFailed", "decompressed data failed its checksum";
    WRN_INDEX_DEFERRED_POPULATE_INCOMPLETE = 432, "JET_wrnIndexDeferredPopulateIncomplete", "deferred index population not finished";
    WRN_INDEX_DEFERRED_POPULATE_HALTED = 433, "JET_wrnIndexDeferredPopulateHalted", "deferred index population stopped early";
    INDEX_DEFERRED_POPULATE_CURRENTLY_UNAVAILABLE = -434, "JET_errIndexDeferredPopulateCurrentlyUnavailable", "deferred index population not permitted now";
    INVALID_LOGGED_OPERATION = -500, "JET_errInvalidLoggedOperation", "a log record cannot be replayed";
    LOG_FILE_CORRUPT = -501, "JET_errLogFileCorrupt", "log file damaged";
    ERR_LG_NO_MORE_RECORDS = -502, "errLGNoMoreRecords", "internal: end of log reached";
    NO_BACKUP_DIRECTORY = -503, "JET_errNoBackupDirectory", "backup directory missing from the call";
    BACKUP_DIRECTORY_NOT_EMPTY = -504, "JET_errBackupDirectoryNotEmpty", "target backup directory has contents";
    BACKUP_IN_PROGRESS = -505, "JET_errBackupInProgress", "a backup is already running";
    RESTORE_IN_PROGRESS = -506, "JET_errRestoreInProgress", "a restore is running";
    MISSING_PREVIOUS_LOG_FILE = -509, "JET_errMissingPreviousLogFile", "a log generation at or before the needed range is missing";
    LOG_WRITE_FAIL = -510, "JET_errLogWriteFail", "writing the log failed";
    LOG_DISABLED_DUE_TO_RECOVERY_FAILURE = -511, "JET_errLogDisabledDueToRecoveryFailure", "logging blocked after failed recovery";
    CANNOT_LOG_DURING_RECOVERY_REDO = -512, "JET_errCannotLogDuringRecoveryRedo", "attempt to log during redo";
    LOG_GENERATION_MISMATCH = -513, "JET_errLogGenerationMismatch", "log file name and its generation number disagree";
    BAD_LOG_VERSION = -514, "JET_errBadLogVersion", "log format version unsupported";
    INVALID_LOG_SEQUENCE = -515, "JET_errInvalidLogSequence", "timestamps of consecutive logs do not chain";
    LOGGING_DISABLED = -516, "JET_errLoggingDisabled", "operation needs logging, which is off";
    LOG_BUFFER_TOO_SMALL = -517, "JET_errLogBufferTooSmall", "log record larger than the log buffer or one log file";
    ERR_LG_NOT_SYNCHRONOUS = -518, "errLGNotSynchronous", "internal: retry logging";
    LOG_SEQUENCE_END = -519, "JET_errLogSequenceEnd", "log generation numbers exhausted";
    NO_BACKUP = -520, "JET_errNoBackup", "no backup is running";
    INVALID_BACKUP_SEQUENCE = -521, "JET_errInvalidBackupSequence", "backup calls out of order";
    BACKUP_NOT_ALLOWED_YET = -523, "JET_errBackupNotAllowedYet", "backup not permitted at this moment";
    DELETE_BACKUP_FILE_FAIL = -524, "JET_errDeleteBackupFileFail", "old backup file could not be removed";
    MAKE_BACKUP_DIRECTORY_FAIL = -525, "JET_errMakeBackupDirectoryFail", "temporary backup directory could not be made";
    INVALID_BACKUP = -526, "JET_errInvalidBackup", "incremental backup while circular logging is on";
    RECOVERED_WITH_ERRORS = -527, "JET_errRecoveredWithErrors", "restore ended but not everything went well";
    MISSING_LOG_FILE = -528, "JET_errMissingLogFile", "the log being written at the end of the stream does not exist";
    LOG_DISK_FULL = -529, "JET_errLogDiskFull", "log volume full";
    BAD_LOG_SIGNATURE = -530, "JET_errBadLogSignature", "log signature mismatch";
    BAD_DB_SIGNATURE = -531, "JET_errBadDbSignature", "database signature mismatch";
    BAD_CHECKPOINT_SIGNATURE = -532, "JET_errBadCheckpointSignature", "checkpoint signature mismatch";
    CHECKPOINT_CORRUPT = -533, "JET_errCheckpointCorrupt", "checkpoint file damaged or missing";
    MISSING_PATCH_PAGE = -534, "JET_errMissingPatchPage", "recovery needs a page the patch file lacks";
    BAD_PATCH_PAGE = -535, "JET_errBadPatchPage", "a page in the patch file fails its checks";
    REDO_ABRUPT_ENDED = -536, "JET_errRedoAbruptEnded", "redo stopped by a log read failure";
    PATCH_FILE_MISSING = -538, "JET_errPatchFileMissing", "patch file absent from the backup set";
    DATABASE_LOG_SET_MISMATCH = -539, "JET_errDatabaseLogSetMismatch", "database belongs to another log sequence";
    DATABASE_STREAMING_FILE_MISMATCH = -540, "JET_errDatabaseStreamingFileMismatch", "database and streaming file differ (feature removed)";
    LOG_FILE_SIZE_MISMATCH = -541, "JET_errLogFileSizeMismatch", "log size on disk differs from the parameter";
    CHECKPOINT_FILE_NOT_FOUND = -542, "JET_errCheckpointFileNotFound", "checkpoint file not found";
    REQUIRED_LOG_FILES_MISSING = -543, "JET_errRequiredLogFilesMissing", "logs required for recovery are missing";
    SOFT_RECOVERY_ON_BACKUP_DATABASE = -544, "JET_errSoftRecoveryOnBackupDatabase", "ordinary recovery met a backup copy; restore is required";
    LOG_FILE_SIZE_MISMATCH_DATABASES_CONSISTENT = -545, "JET_errLogFileSizeMismatchDatabasesConsistent", "recovery done, but configured log size differs from the logs";
    LOG_SECTOR_SIZE_MISMATCH = -546, "JET_errLogSectorSizeMismatch", "log sector size differs from that of the volume";
    LOG_SECTOR_SIZE_MISMATCH_DATABASES_CONSISTENT = -547, "JET_errLogSectorSizeMismatchDatabasesConsistent", "recovery done, but the sector sizes differ";
    LOG_SEQUENCE_END_DATABASES_CONSISTENT = -548, "JET_errLogSequenceEndDatabasesConsistent", "recovery done, but no generation numbers remain";
    STREAMING_DATA_NOT_LOGGED = -549, "JET_errStreamingDataNotLogged", "replay needs streaming data that was never logged (removed feature)";
    DATABASE_DIRTY_SHUTDOWN = -550, "JET_errDatabaseDirtyShutdown", "database not cleanly closed; recovery needed first";
    CONSISTENT_TIME_MISMATCH = -551, "JET_errConsistentTimeMismatch", "last-consistent position of the database does not match the logs";
    DATABASE_PATCH_FILE_MISMATCH = -552, "JET_errDatabasePatchFileMismatch", "patch file from a different backup";
    ENDING_RESTORE_LOG_TOO_LOW = -553, "JET_errEndingRestoreLogTooLow", "restore end generation too small";
    STARTING_RESTORE_LOG_TOO_HIGH = -554, "JET_errStartingRestoreLogTooHigh", "restore start generation too large";
    GIVEN_LOG_FILE_HAS_BAD_SIGNATURE = -555, "JET_errGivenLogFileHasBadSignature", "restore log signature mismatch";
    GIVEN_LOG_FILE_IS_NOT_CONTIGUOUS = -556, "JET_errGivenLogFileIsNotContiguous", "gap in the generations handed to restore";
    MISSING_RESTORE_LOG_FILES = -557, "JET_errMissingRestoreLogFiles", "logs of the restore range missing";
    WRN_EXISTING_LOG_FILE_HAS_BAD_SIGNATURE = 558, "JET_wrnExistingLogFileHasBadSignature", "log already present stems from another stream";
    WRN_EXISTING_LOG_FILE_IS_NOT_CONTIGUOUS = 559, "JET_wrnExistingLogFileIsNotContiguous", "gap among the logs already present";
    MISSING_FULL_BACKUP = -560, "JET_errMissingFullBackup", "incremental backup without the earlier full one";
    BAD_BACKUP_DATABASE_SIZE = -561, "JET_errBadBackupDatabaseSize", "backup copy size not page aligned";
    DATABASE_ALREADY_UPGRADED = -562, "JET_errDatabaseAlreadyUpgraded", "database format already current";
    DATABASE_INCOMPLETE_UPGRADE = -563, "JET_errDatabaseIncompleteUpgrade", "database format conversion was interrupted";
    WRN_SKIP_THIS_RECORD = 564, "JET_wrnSkipThisRecord", "internal: skip this record";
    MISSING_CURRENT_LOG_FILES = -565, "JET_errMissingCurrentLogFiles", "logs needed to continue the restore missing";
    DB_TIME_TOO_OLD = -566, "JET_errDbTimeTooOld", "page dbtime older than the log record expects (lost flush)";
    DB_TIME_TOO_NEW = -567, "JET_errDbTimeTooNew", "page dbtime newer than the log record expects";
    MISSING_FILE_TO_BACKUP = -569, "JET_errMissingFileToBackup", "a file to be backed up vanished";
    LOG_TORN_WRITE_DURING_HARD_RESTORE = -570, "JET_errLogTornWriteDuringHardRestore", "torn log write in the backup set";
    LOG_TORN_WRITE_DURING_HARD_RECOVERY = -571, "JET_errLogTornWriteDuringHardRecovery", "torn log write in a log outside the backup set";
    LOG_CORRUPT_DURING_HARD_RESTORE = -573, "JET_errLogCorruptDuringHardRestore", "corrupt log in the backup set";
    LOG_CORRUPT_DURING_HARD_RECOVERY = -574, "JET_errLogCorruptDuringHardRecovery", "corrupt log outside the backup set";
    MUST_DISABLE_LOGGING_FOR_DB_UPGRADE = -575, "JET_errMustDisableLoggingForDbUpgrade", "format upgrade demands logging off";
    ERR_LG_RECORD_DATA_INACCESSIBLE = -576, "errLGRecordDataInaccessible", "internal: data for the log record unreadable";
    BAD_RESTORE_TARGET_INSTANCE = -577, "JET_errBadRestoreTargetInstance", "restore target instance absent or logs differ";
    WRN_TARGET_INSTANCE_RUNNING = 578, "JET_wrnTargetInstanceRunning", "restore target instance is running";
    RECOVERED_WITHOUT_UNDO = -579, "JET_errRecoveredWithoutUndo", "redo done, undo skipped as requested";
    DATABASES_NOT_FROM_SAME_SNAPSHOT = -580, "JET_errDatabasesNotFromSameSnapshot", "databases come from different shadow copies";
    SOFT_RECOVERY_ON_SNAPSHOT = -581, "JET_errSoftRecoveryOnSnapshot", "ordinary recovery on a shadow-copy database";
    COMMITTED_LOG_FILES_MISSING = -582, "JET_errCommittedLogFilesMissing", "logs with committed work missing; tolerable only with lost-log replay option";
    SECTOR_SIZE_NOT_SUPPORTED = -583, "JET_errSectorSizeNotSupported", "volume sector size unsupported for this file type";
    RECOVERED_WITHOUT_UNDO_DATABASES_CONSISTENT = -584, "JET_errRecoveredWithoutUndoDatabasesConsistent", "undo was to be skipped but was not needed";
    WRN_COMMITTED_LOG_FILES_LOST = 585, "JET_wrnCommittedLogFilesLost", "some committed logs lost, database still consistent";
    COMMITTED_LOG_FILE_CORRUPT = -586, "JET_errCommittedLogFileCorrupt", "log with committed work corrupt; tolerable only with lost-log option";
    WRN_COMMITTED_LOG_FILES_REMOVED = 587, "JET_wrnCommittedLogFilesRemoved", "corrupt committed logs removed, database still consistent";
    WRN_FINISH_WITH_UNDO = 588, "JET_wrnFinishWithUndo", "recovery client signal: finish with undo";
    ERR_SKIP_LOG_REDO_OPERATION = -589, "errSkipLogRedoOperation", "internal: skip this redo step";
    LOG_SEQUENCE_CHECKSUM_MISMATCH = -590, "JET_errLogSequenceChecksumMismatch", "chained checksum of consecutive logs differs";
    WRN_DATABASE_REPAIRED = 595, "JET_wrnDatabaseRepaired", "corruption was repaired";
    PAGE_INITIALIZED_MISMATCH = -596, "JET_errPageInitializedMismatch", "page initialised here but not on the other copy";
    UNICODE_TRANSLATION_BUFFER_TOO_SMALL = -601, "JET_errUnicodeTranslationBufferTooSmall", "conversion to or from UTF-16 lacked room";
    UNICODE_TRANSLATION_FAIL = -602, "JET_errUnicodeTranslationFail", "text could not be converted or normalised";
    UNICODE_NORMALIZATION_NOT_SUPPORTED = -603, "JET_errUnicodeNormalizationNotSupported", "OS offers no normalisation and no callback was set";
    UNICODE_LANGUAGE_VALIDATION_FAILURE = -604, "JET_errUnicodeLanguageValidationFailure", "language cannot be verified";
    EXISTING_LOG_FILE_HAS_BAD_SIGNATURE = -610, "JET_errExistingLogFileHasBadSignature", "log already present stems from another stream";
    EXISTING_LOG_FILE_IS_NOT_CONTIGUOUS = -611, "JET_errExistingLogFileIsNotContiguous", "gap among the logs already present";
    LOG_READ_VERIFY_FAILURE = -612, "JET_errLogReadVerifyFailure", "log checksum error during backup";
    CHECKPOINT_DEPTH_TOO_DEEP = -614, "JET_errCheckpointDepthTooDeep", "checkpoint lags the log tip by more than the limit";
    RESTORE_OF_NON_BACKUP_DATABASE = -615, "JET_errRestoreOfNonBackupDatabase", "hard recovery on a database that is no backup copy";
    LOG_FILE_NOT_COPIED = -616, "JET_errLogFileNotCopied", "truncation refused: some needed logs were never read by the backup";
    SURROGATE_BACKUP_IN_PROGRESS = -617, "JET_errSurrogateBackupInProgress", "surrogate backup running";
    TRANSACTION_TOO_LONG = -618, "JET_errTransactionTooLong", "transaction has stayed open across too many generations";
    ENGINE_FORMAT_VERSION_NO_LONGER_SUPPORTED_TOO_LOW = -619, "JET_errEngineFormatVersionNoLongerSupportedTooLow", "requested format version too old for the engine";
    ENGINE_FORMAT_VERSION_NOT_YET_IMPLEMENTED_TOO_HIGH = -620, "JET_errEngineFormatVersionNotYetImplementedTooHigh", "requested format version newer than the engine";
    ENGINE_FORMAT_VERSION_PARAM_TOO_LOW_FOR_REQUESTED_FEATURE = -621, "JET_errEngineFormatVersionParamTooLowForRequestedFeature", "feature needs a higher format version parameter";
    ENGINE_FORMAT_VERSION_SPECIFIED_TOO_LOW_FOR_LOG_VERSION = -622, "JET_errEngineFormatVersionSpecifiedTooLowForLogVersion", "existing logs are ahead of the requested format version";
    ENGINE_FORMAT_VERSION_SPECIFIED_TOO_LOW_FOR_DATABASE_VERSION = -623, "JET_errEngineFormatVersionSpecifiedTooLowForDatabaseVersion", "existing database is ahead of the requested format version";
    ERR_LOG_SERVICE_STOPPED = -624, "errLogServiceStopped", "internal: logging stopped through the stop-service call";
    DB_TIME_BEYOND_MAX_REQUIRED = -625, "JET_errDbTimeBeyondMaxRequired", "page dbtime ahead of a record outside the required range";
    LOG_OPERATION_INCONSISTENT_WITH_DATABASE = -626, "JET_errLogOperationInconsistentWithDatabase", "log record contradicts the database state";
    ERR_BACKUP_ABORT_BY_CALLER = -800, "errBackupAbortByCaller", "internal: backup client went away";
    BACKUP_ABORT_BY_SERVER = -801, "JET_errBackupAbortByServer", "backup ended by termination or JetStopBackup";
    ERR_TOO_MANY_PATCH_REQUESTS = -802, "errTooManyPatchRequests", "internal: page patch queue full";
    INVALID_GRBIT = -900, "JET_errInvalidGrbit", "flag combination not valid for the call";
    TERM_IN_PROGRESS = -1000, "JET_errTermInProgress", "instance is shutting down";
    FEATURE_NOT_AVAILABLE = -1001, "JET_errFeatureNotAvailable", "feature not supported";
    INVALID_NAME = -1002, "JET_errInvalidName", "object name violates naming rules";
    INVALID_PARAMETER = -1003, "JET_errInvalidParameter", "argument not acceptable";
    WRN_COLUMN_NULL = 1004, "JET_wrnColumnNull", "column value is NULL";
    WRN_BUFFER_TRUNCATED = 1006, "JET_wrnBufferTruncated", "output did not fit; prefix returned and real size reported";
    WRN_DATABASE_ATTACHED = 1007, "JET_wrnDatabaseAttached", "attach was a no-op, this instance has the file";
    DATABASE_FILE_READ_ONLY = -1008, "JET_errDatabaseFileReadOnly", "file is read-only but write access was asked";
    WRN_SORT_OVERFLOW = 1009, "JET_wrnSortOverflow", "sort spilled out of memory";
    INVALID_DATABASE_ID = -1010, "JET_errInvalidDatabaseId", "database id not open in the session";
    OUT_OF_MEMORY = -1011, "JET_errOutOfMemory", "allocation failed";
    OUT_OF_DATABASE_SPACE = -1012, "JET_errOutOfDatabaseSpace", "database reached its size limit";
    OUT_OF_CURSORS = -1013, "JET_errOutOfCursors", "cursor limit reached";
    OUT_OF_BUFFERS = -1014, "JET_errOutOfBuffers", "page cache exhausted";
    TOO_MANY_INDEXES = -1015, "JET_errTooManyIndexes", "index count limit";
    TOO_MANY_KEYS = -1016, "JET_errTooManyKeys", "more key columns than allowed";
    RECORD_DELETED = -1017, "JET_errRecordDeleted", "current record was deleted";
    READ_VERIFY_FAILURE = -1018, "JET_errReadVerifyFailure", "page checksum wrong";
    PAGE_NOT_INITIALIZED = -1019, "JET_errPageNotInitialized", "page is blank";
    OUT_OF_FILE_HANDLES = -1020, "JET_errOutOfFileHandles", "OS file handles exhausted";
    DISK_READ_VERIFICATION_FAILURE = -1021, "JET_errDiskReadVerificationFailure", "OS reported a CRC error";
    DISK_IO = -1022, "JET_errDiskIO", "disk I/O failed";
    INVALID_PATH = -1023, "JET_errInvalidPath", "path not valid";
    INVALID_SYSTEM_PATH = -1024, "JET_errInvalidSystemPath", "system path not valid";
    INVALID_LOG_DIRECTORY = -1025, "JET_errInvalidLogDirectory", "log path not valid";
    RECORD_TOO_BIG = -1026, "JET_errRecordTooBig", "record exceeds the page-bound maximum";
    TOO_MANY_OPEN_DATABASES = -1027, "JET_errTooManyOpenDatabases", "open database limit";
    INVALID_DATABASE = -1028, "JET_errInvalidDatabase", "not a database file";
    NOT_INITIALIZED = -1029, "JET_errNotInitialized", "engine or instance not started";
    ALREADY_INITIALIZED = -1030, "JET_errAlreadyInitialized", "engine or instance already started";
    INIT_IN_PROGRESS = -1031, "JET_errInitInProgress", "another initialisation is running";
    FILE_ACCESS_DENIED = -1032, "JET_errFileAccessDenied", "file locked, in use or forbidden";
    QUERY_NOT_SUPPORTED = -1034, "JET_errQueryNotSupported", "obsolete: query layer absent";
    SQL_LINK_NOT_SUPPORTED = -1035, "JET_errSQLLinkNotSupported", "obsolete: SQL link absent";
    BUFFER_TOO_SMALL = -1038, "JET_errBufferTooSmall", "buffer too small for the minimum result";
    WRN_SEEK_NOT_EQUAL = 1039, "JET_wrnSeekNotEqual", "seek landed on a neighbouring key";
    TOO_MANY_COLUMNS = -1040, "JET_errTooManyColumns", "column count limit";
    CONTAINER_NOT_EMPTY = -1043, "JET_errContainerNotEmpty", "container still has objects";
    INVALID_FILENAME = -1044, "JET_errInvalidFilename", "file name not valid";
    INVALID_BOOKMARK = -1045, "JET_errInvalidBookmark", "bookmark malformed";
    COLUMN_IN_USE = -1046, "JET_errColumnInUse", "an index depends on the column";
    INVALID_BUFFER_SIZE = -1047, "JET_errInvalidBufferSize", "data length wrong for the column type";
    COLUMN_NOT_UPDATABLE = -1048, "JET_errColumnNotUpdatable", "column may not be set";
    INDEX_IN_USE = -1051, "JET_errIndexInUse", "index in use";
    LINK_NOT_SUPPORTED = -1052, "JET_errLinkNotSupported", "obsolete: links unsupported";
    NULL_KEY_DISALLOWED = -1053, "JET_errNullKeyDisallowed", "index forbids NULL key";
    NOT_IN_TRANSACTION = -1054, "JET_errNotInTransaction", "call demands an open transaction";
    WRN_NO_ERROR_INFO = 1055, "JET_wrnNoErrorInfo", "nothing more is known about the failure";
    MUST_ROLLBACK = -1057, "JET_errMustRollback", "unversioned update failed; roll back";
    WRN_NO_IDLE_ACTIVITY = 1058, "JET_wrnNoIdleActivity", "idle call found nothing to do";
    TOO_MANY_ACTIVE_USERS = -1059, "JET_errTooManyActiveUsers", "active user limit";
    INVALID_COUNTRY = -1061, "JET_errInvalidCountry", "unknown country code";
    INVALID_LANGUAGE_ID = -1062, "JET_errInvalidLanguageId", "unknown LCID or locale";
    INVALID_CODE_PAGE = -1063, "JET_errInvalidCodePage", "code page must be 1200 or 1252";
    INVALID_LC_MAP_STRING_FLAGS = -1064, "JET_errInvalidLCMapStringFlags", "normalisation flags not supported";
    VERSION_STORE_ENTRY_TOO_BIG = -1065, "JET_errVersionStoreEntryTooBig", "version entry larger than a bucket";
    VERSION_STORE_OUT_OF_MEMORY_AND_CLEANUP_TIMED_OUT = -1066, "JET_errVersionStoreOutOfMemoryAndCleanupTimedOut", "version store full and clean-up timed out";
    WRN_NO_WRITE_LOCK = 1067, "JET_wrnNoWriteLock", "lock request had no effect outside a transaction";
    WRN_COLUMN_SET_NULL = 1068, "JET_wrnColumnSetNull", "column was set to NULL";
    VERSION_STORE_OUT_OF_MEMORY = -1069, "JET_errVersionStoreOutOfMemory", "version store full";
    CURRENCY_STACK_OUT_OF_MEMORY = -1070, "JET_errCurrencyStackOutOfMemory", "unused";
    CANNOT_INDEX = -1071, "JET_errCannotIndex", "escrow (or otherwise unindexable) column in an index";
    RECORD_NOT_DELETED = -1072, "JET_errRecordNotDeleted", "record is not deleted";
    TOO_MANY_MEMPOOL_ENTRIES = -1073, "JET_errTooManyMempoolEntries", "table descriptor string pool full";
    OUT_OF_OBJECT_I_DS = -1074, "JET_errOutOfObjectIDs", "tree object ids exhausted";
    OUT_OF_LONG_VALUE_I_DS = -1075, "JET_errOutOfLongValueIDs", "long-value ids exhausted";
    OUT_OF_AUTOINCREMENT_VALUES = -1076, "JET_errOutOfAutoincrementValues", "auto-increment exhausted";
    OUT_OF_DBTIME_VALUES = -1077, "JET_errOutOfDbtimeValues", "dbtime exhausted";
    OUT_OF_SEQUENTIAL_INDEX_VALUES = -1078, "JET_errOutOfSequentialIndexValues", "sequential index ids exhausted";
    RUNNING_IN_ONE_INSTANCE_MODE = -1080, "JET_errRunningInOneInstanceMode", "call needs multi-instance mode";
    RUNNING_IN_MULTI_INSTANCE_MODE = -1081, "JET_errRunningInMultiInstanceMode", "call works only in single-instance mode";
    SYSTEM_PARAMS_ALREADY_SET = -1082, "JET_errSystemParamsAlreadySet", "global parameters already fixed";
    SYSTEM_PATH_IN_USE = -1083, "JET_errSystemPathInUse", "system path owned by another instance";
    LOG_FILE_PATH_IN_USE = -1084, "JET_errLogFilePathInUse", "log path owned by another instance";
    TEMP_PATH_IN_USE = -1085, "JET_errTempPathInUse", "temp path owned by another instance";
    INSTANCE_NAME_IN_USE = -1086, "JET_errInstanceNameInUse", "instance name taken";
    SYSTEM_PARAMETER_CONFLICT = -1087, "JET_errSystemParameterConflict", "global parameters already fixed to other values";
    INSTANCE_UNAVAILABLE = -1090, "JET_errInstanceUnavailable", "instance hit a fatal error; only termination is possible";
    DATABASE_UNAVAILABLE = -1091, "JET_errDatabaseUnavailable", "database hit a fatal error";
    INSTANCE_UNAVAILABLE_DUE_TO_FATAL_LOG_DISK_FULL = -1092, "JET_errInstanceUnavailableDueToFatalLogDiskFull", "instance dead because the log volume filled at an intolerable point";
    INVALID_SESPARAM_ID = -1093, "JET_errInvalidSesparamId", "unknown session parameter";
    TOO_MANY_RECORDS = -1094, "JET_errTooManyRecords", "count overflows 32 bits; use the 64-bit call";
    INVALID_DBPARAM_ID = -1095, "JET_errInvalidDbparamId", "unknown database parameter";
    OUT_OF_SESSIONS = -1101, "JET_errOutOfSessions", "session limit reached";
    WRITE_CONFLICT = -1102, "JET_errWriteConflict", "another transaction holds a conflicting change";
    TRANS_TOO_DEEP = -1103, "JET_errTransTooDeep", "nesting limit of 7 levels reached";
    INVALID_SESID = -1104, "JET_errInvalidSesid", "session handle not valid";
    WRITE_CONFLICT_PRIMARY_INDEX = -1105, "JET_errWriteConflictPrimaryIndex", "table's primary index not yet committed";
    IN_TRANSACTION = -1108, "JET_errInTransaction", "call not allowed inside a transaction";
    ROLLBACK_REQUIRED = -1109, "JET_errRollbackRequired", "session must roll back first";
    TRANS_READ_ONLY = -1110, "JET_errTransReadOnly", "write in a read-only transaction";
    SESSION_WRITE_CONFLICT = -1111, "JET_errSessionWriteConflict", "two cursors of one session update the same record";
    RECORD_TOO_BIG_FOR_BACKWARD_COMPATIBILITY = -1112, "JET_errRecordTooBigForBackwardCompatibility", "record too large for an older format";
    CANNOT_MATERIALIZE_FORWARD_ONLY_SORT = -1113, "JET_errCannotMaterializeForwardOnlySort", "temp table options contradict forward-only";
    SESID_TABLE_ID_MISMATCH = -1114, "JET_errSesidTableIdMismatch", "cursor belongs to another session";
    INVALID_INSTANCE = -1115, "JET_errInvalidInstance", "instance handle not valid";
    DIRTY_SHUTDOWN = -1116, "JET_errDirtyShutdown", "terminated leaving databases dirty as requested";
    READ_PGNO_VERIFY_FAILURE = -1118, "JET_errReadPgnoVerifyFailure", "page carries a different page number";
    READ_LOST_FLUSH_VERIFY_FAILURE = -1119, "JET_errReadLostFlushVerifyFailure", "page misses an earlier write";
    ERR_CANT_RETRIEVE_DEBUGGEE_MEMORY = -1120, "errCantRetrieveDebuggeeMemory", "internal: debugger extension could not read memory";
    FILE_SYSTEM_CORRUPTION = -1121, "JET_errFileSystemCorruption", "file system reports itself corrupt";
    WRN_SHRINK_NOT_POSSIBLE = 1122, "JET_wrnShrinkNotPossible", "file cannot be shrunk";
    RECOVERY_VERIFY_FAILURE = -1123, "JET_errRecoveryVerifyFailure", "page state wrong during recovery";
    FILTERED_MOVE_NOT_SUPPORTED = -1124, "JET_errFilteredMoveNotSupported", "cursor filter not usable here";
    MUST_COMMIT_DISTRIBUTED_TRANSACTION_TO_LEVEL0 = -1150, "JET_errMustCommitDistributedTransactionToLevel0", "distributed transactions only at level 0 (removed)";
    DISTRIBUTED_TRANSACTION_ALREADY_PREPARED_TO_COMMIT = -1151, "JET_errDistributedTransactionAlreadyPreparedToCommit", "write after prepare (removed)";
    NOT_IN_DISTRIBUTED_TRANSACTION = -1152, "JET_errNotInDistributedTransaction", "prepare without a distributed transaction (removed)";
    DISTRIBUTED_TRANSACTION_NOT_YET_PREPARED_TO_COMMIT = -1153, "JET_errDistributedTransactionNotYetPreparedToCommit", "commit before prepare (removed)";
    CANNOT_NEST_DISTRIBUTED_TRANSACTIONS = -1154, "JET_errCannotNestDistributedTransactions", "distributed transaction begun inside another (removed)";
    DTC_MISSING_CALLBACK = -1160, "JET_errDTCMissingCallback", "no coordinator callback (removed)";
    DTC_MISSING_CALLBACK_ON_RECOVERY = -1161, "JET_errDTCMissingCallbackOnRecovery", "no coordinator callback at recovery (removed)";
    DTC_CALLBACK_UNEXPECTED_ERROR = -1162, "JET_errDTCCallbackUnexpectedError", "coordinator callback failed (removed)";
    WRN_DTC_COMMIT_TRANSACTION = 1163, "JET_wrnDTCCommitTransaction", "coordinator verdict: commit (removed)";
    WRN_DTC_ROLLBACK_TRANSACTION = 1164, "JET_wrnDTCRollbackTransaction", "coordinator verdict: roll back (removed)";
    DATABASE_DUPLICATE = -1201, "JET_errDatabaseDuplicate", "a file of that name is there already";
    DATABASE_IN_USE = -1202, "JET_errDatabaseInUse", "database held by another session or instance";
    DATABASE_NOT_FOUND = -1203, "JET_errDatabaseNotFound", "database not attached or not found";
    DATABASE_INVALID_NAME = -1204, "JET_errDatabaseInvalidName", "database name not valid";
    DATABASE_INVALID_PAGES = -1205, "JET_errDatabaseInvalidPages", "page count not valid";
    DATABASE_CORRUPTED = -1206, "JET_errDatabaseCorrupted", "file is no database or is damaged";
    DATABASE_LOCKED = -1207, "JET_errDatabaseLocked", "database opened exclusively";
    CANNOT_DISABLE_VERSIONING = -1208, "JET_errCannotDisableVersioning", "versioning cannot be off here";
    INVALID_DATABASE_VERSION = -1209, "JET_errInvalidDatabaseVersion", "database format incompatible";
    DATABASE200_FORMAT = -1210, "JET_errDatabase200Format", "database in the 200 format";
    DATABASE400_FORMAT = -1211, "JET_errDatabase400Format", "database in the 400 format";
    DATABASE500_FORMAT = -1212, "JET_errDatabase500Format", "database in the 500 format";
    PAGE_SIZE_MISMATCH = -1213, "JET_errPageSizeMismatch", "page size of the file differs from the parameter";
    TOO_MANY_INSTANCES = -1214, "JET_errTooManyInstances", "instance limit reached";
    DATABASE_SHARING_VIOLATION = -1215, "JET_errDatabaseSharingViolation", "another instance uses the file";
    ATTACHED_DATABASE_MISMATCH = -1216, "JET_errAttachedDatabaseMismatch", "attached database missing or different at recovery";
    DATABASE_INVALID_PATH = -1217, "JET_errDatabaseInvalidPath", "database path not valid";
    DATABASE_ID_IN_USE = -1218, "JET_errDatabaseIdInUse", "database id already assigned";
    FORCE_DETACH_NOT_ALLOWED = -1219, "JET_errForceDetachNotAllowed", "forced detach only after a failed normal detach";
    CATALOG_CORRUPTED = -1220, "JET_errCatalogCorrupted", "schema catalog damaged";
    PARTIALLY_ATTACHED_DB = -1221, "JET_errPartiallyAttachedDB", "attach left half done";
    DATABASE_SIGN_IN_USE = -1222, "JET_errDatabaseSignInUse", "database with equal signature is attached";
    ERR_SKIPPED_DB_HEADER_UPDATE = -1223, "errSkippedDbHeaderUpdate", "internal: header update skipped during detach";
    DATABASE_CORRUPTED_NO_REPAIR = -1224, "JET_errDatabaseCorruptedNoRepair", "damaged and repair not permitted";
    INVALID_CREATE_DB_VERSION = -1225, "JET_errInvalidCreateDbVersion", "replayed database creation has an incompatible version";
    DATABASE_INCOMPLETE_INCREMENTAL_RESEED = -1226, "JET_errDatabaseIncompleteIncrementalReseed", "incremental reseed not finished on this file";
    DATABASE_INVALID_INCREMENTAL_RESEED = -1227, "JET_errDatabaseInvalidIncrementalReseed", "file state unsuitable for incremental reseed";
    DATABASE_FAILED_INCREMENTAL_RESEED = -1228, "JET_errDatabaseFailedIncrementalReseed", "incremental reseed failed fatally";
    NO_ATTACHMENTS_FAILED_INCREMENTAL_RESEED = -1229, "JET_errNoAttachmentsFailedIncrementalReseed", "needed log lists no attachments";
    DATABASE_NOT_READY = -1230, "JET_errDatabaseNotReady", "recovery has not opened this database for reads yet";
    DATABASE_ATTACHED_FOR_RECOVERY = -1231, "JET_errDatabaseAttachedForRecovery", "attached only for recovery; attach explicitly";
    TRANSACTIONS_NOT_READY_DURING_RECOVERY = -1232, "JET_errTransactionsNotReadyDuringRecovery", "recovery knows no transaction time yet";
    WRN_TABLE_EMPTY = 1301, "JET_wrnTableEmpty", "opened table has no records";
    TABLE_LOCKED = -1302, "JET_errTableLocked", "table exclusively held";
    TABLE_DUPLICATE = -1303, "JET_errTableDuplicate", "table name exists";
    TABLE_IN_USE = -1304, "JET_errTableInUse", "table has other users";
    OBJECT_NOT_FOUND = -1305, "JET_errObjectNotFound", "table or object absent";
    DENSITY_INVALID = -1307, "JET_errDensityInvalid", "density outside 20..100";
    TABLE_NOT_EMPTY = -1308, "JET_errTableNotEmpty", "table has records";
    INVALID_TABLE_ID = -1310, "JET_errInvalidTableId", "cursor handle not valid";
    TOO_MANY_OPEN_TABLES = -1311, "JET_errTooManyOpenTables", "table descriptor limit, after clean-up";
    ILLEGAL_OPERATION = -1312, "JET_errIllegalOperation", "operation not supported on this kind of table";
    TOO_MANY_OPEN_TABLES_AND_CLEANUP_TIMED_OUT = -1313, "JET_errTooManyOpenTablesAndCleanupTimedOut", "table descriptor limit and clean-up timed out";
    OBJECT_DUPLICATE = -1314, "JET_errObjectDuplicate", "object name exists";
    INVALID_OBJECT = -1316, "JET_errInvalidObject", "object unfit for the operation";
    CANNOT_DELETE_TEMP_TABLE = -1317, "JET_errCannotDeleteTempTable", "temp tables end by closing, not deletion";
    CANNOT_DELETE_SYSTEM_TABLE = -1318, "JET_errCannotDeleteSystemTable", "system table protected";
    CANNOT_DELETE_TEMPLATE_TABLE = -1319, "JET_errCannotDeleteTemplateTable", "template table protected";
    ERR_FCB_TOO_MANY_OPEN = -1320, "errFCBTooManyOpen", "internal: descriptor limit, clean-up not tried";
    ERR_FCB_ABOVE_THRESHOLD = -1321, "errFCBAboveThreshold", "internal: descriptor only available above preferred count";
    EXCLUSIVE_TABLE_LOCK_REQUIRED = -1322, "JET_errExclusiveTableLockRequired", "table must be open exclusively";
    FIXED_DDL = -1323, "JET_errFixedDDL", "table schema is frozen";
    FIXED_INHERITED_DDL = -1324, "JET_errFixedInheritedDDL", "inherited schema part is frozen";
    CANNOT_NEST_DDL = -1325, "JET_errCannotNestDDL", "hierarchical schema may not nest";
    DDL_NOT_INHERITABLE = -1326, "JET_errDDLNotInheritable", "named base is not a template table";
    WRN_TABLE_IN_USE_BY_SYSTEM = 1327, "JET_wrnTableInUseBySystem", "clean-up holds the table";
    INVALID_SETTINGS = -1328, "JET_errInvalidSettings", "parameter set inconsistent";
    CLIENT_REQUEST_TO_STOP_JET_SERVICE = -1329, "JET_errClientRequestToStopJetService", "stop-service was requested; new work refused";
    CANNOT_ADD_FIXED_VAR_COLUMN_TO_DERIVED_TABLE = -1330, "JET_errCannotAddFixedVarColumnToDerivedTable", "template forbids more fixed/variable columns in derived tables";
    ERR_FCB_EXISTS = -1331, "errFCBExists", "internal: descriptor exists";
    ERR_FCB_UNUSABLE = -1332, "errFCBUnusable", "internal: descriptor awaiting purge";
    WRN_CAT_NO_MORE_RECORDS = 1333, "wrnCATNoMoreRecords", "internal: catalog scan ended";
    INDEX_CANT_BUILD = -1401, "JET_errIndexCantBuild", "index could not be built";
    INDEX_HAS_PRIMARY = -1402, "JET_errIndexHasPrimary", "table already has a primary index";
    INDEX_DUPLICATE = -1403, "JET_errIndexDuplicate", "index name exists";
    INDEX_NOT_FOUND = -1404, "JET_errIndexNotFound", "index absent";
    INDEX_MUST_STAY = -1405, "JET_errIndexMustStay", "primary index cannot be dropped";
    INDEX_INVALID_DEF = -1406, "JET_errIndexInvalidDef", "index definition illegal";
    INVALID_CREATE_INDEX = -1409, "JET_errInvalidCreateIndex", "index create structure illegal";
    TOO_MANY_OPEN_INDEXES = -1410, "JET_errTooManyOpenIndexes", "index descriptor limit";
    MULTI_VALUED_INDEX_VIOLATION = -1411, "JET_errMultiValuedIndexViolation", "multivalued columns give equal keys between records in a unique index";
    INDEX_BUILD_CORRUPTED = -1412, "JET_errIndexBuildCorrupted", "built index disagrees with the primary data";
    PRIMARY_INDEX_CORRUPTED = -1413, "JET_errPrimaryIndexCorrupted", "primary index damaged or built under another sort order";
    SECONDARY_INDEX_CORRUPTED = -1414, "JET_errSecondaryIndexCorrupted", "secondary index damaged or built under another sort order";
    WRN_CORRUPT_INDEX_DELETED = 1415, "JET_wrnCorruptIndexDeleted", "out-of-date index was dropped";
    INVALID_INDEX_ID = -1416, "JET_errInvalidIndexId", "index id not valid";
    WRN_PRIMARY_INDEX_OUT_OF_DATE = 1417, "JET_wrnPrimaryIndexOutOfDate", "primary index built under another sort order version";
    WRN_SECONDARY_INDEX_OUT_OF_DATE = 1418, "JET_wrnSecondaryIndexOutOfDate", "secondary index built under another sort order version";
    CANT_USE_DEFERRED_POPULATE_INDEX = -1419, "JET_errCantUseDeferredPopulateIndex", "index population pending";
    INDEX_TUPLES_SECONDARY_INDEX_ONLY = -1430, "JET_errIndexTuplesSecondaryIndexOnly", "tuple index cannot be primary";
    INDEX_TUPLES_TOO_MANY_COLUMNS = -1431, "JET_errIndexTuplesTooManyColumns", "tuple index has too many columns";
    INDEX_TUPLES_NON_UNIQUE_ONLY = -1432, "JET_errIndexTuplesNonUniqueOnly", "tuple index cannot be unique";
    INDEX_TUPLES_TEXT_BINARY_COLUMNS_ONLY = -1433, "JET_errIndexTuplesTextBinaryColumnsOnly", "tuple index needs a text or binary first column";
    INDEX_TUPLES_VAR_SEG_MAC_NOT_ALLOWED = -1434, "JET_errIndexTuplesVarSegMacNotAllowed", "tuple index cannot set cbVarSegMac";
    INDEX_TUPLES_INVALID_LIMITS = -1435, "JET_errIndexTuplesInvalidLimits", "tuple length limits not valid";
    INDEX_TUPLES_CANNOT_RETRIEVE_FROM_INDEX = -1436, "JET_errIndexTuplesCannotRetrieveFromIndex", "tuple index cannot supply the column from the key";
    INDEX_TUPLES_KEY_TOO_SMALL = -1437, "JET_errIndexTuplesKeyTooSmall", "search key shorter than the minimum tuple";
    INVALID_LV_CHUNK_SIZE = -1438, "JET_errInvalidLVChunkSize", "long-value chunk size unsupported";
    COLUMN_CANNOT_BE_ENCRYPTED = -1439, "JET_errColumnCannotBeEncrypted", "encryption only for long columns without default";
    CANNOT_INDEX_ON_ENCRYPTED_COLUMN = -1440, "JET_errCannotIndexOnEncryptedColumn", "encrypted column in an index";
    COLUMN_LONG = -1501, "JET_errColumnLong", "long value not allowed here";
    COLUMN_NO_CHUNK = -1502, "JET_errColumnNoChunk", "long-value chunk missing";
    COLUMN_DOES_NOT_FIT = -1503, "JET_errColumnDoesNotFit", "value does not fit in the record";
    NULL_INVALID = -1504, "JET_errNullInvalid", "column forbids NULL";
    COLUMN_INDEXED = -1505, "JET_errColumnIndexed", "column is indexed";
    COLUMN_TOO_BIG = -1506, "JET_errColumnTooBig", "value or definition longer than the column maximum";
    COLUMN_NOT_FOUND = -1507, "JET_errColumnNotFound", "column absent";
    COLUMN_DUPLICATE = -1508, "JET_errColumnDuplicate", "column name exists";
    MULTI_VALUED_COLUMN_MUST_BE_TAGGED = -1509, "JET_errMultiValuedColumnMustBeTagged", "multivalued demands tagged";
    COLUMN_REDUNDANT = -1510, "JET_errColumnRedundant", "table may hold one auto-increment and one version column";
    INVALID_COLUMN_TYPE = -1511, "JET_errInvalidColumnType", "column type not valid";
    WRN_COLUMN_MAX_TRUNCATED = 1512, "JET_wrnColumnMaxTruncated", "requested maximum size lowered to the limit";
    TAGGED_NOT_NULL = -1514, "JET_errTaggedNotNULL", "tagged column cannot be NOT NULL";
    NO_CURRENT_INDEX = -1515, "JET_errNoCurrentIndex", "cursor has no current index";
    KEY_IS_MADE = -1516, "JET_errKeyIsMade", "search key already complete";
    BAD_COLUMN_ID = -1517, "JET_errBadColumnId", "column id not valid for the table";
    BAD_ITAG_SEQUENCE = -1518, "JET_errBadItagSequence", "value number not valid";
    COLUMN_IN_RELATIONSHIP = -1519, "JET_errColumnInRelationship", "obsolete: column part of a relation";
    WRN_COPY_LONG_VALUE = 1520, "JET_wrnCopyLongValue", "single-instanced value was copied on write";
    CANNOT_BE_TAGGED = -1521, "JET_errCannotBeTagged", "this kind of column (auto-increment, version, escrow) must be untagged";
    WRN_LV_NO_LONG_VALUES = 1522, "wrnLVNoLongValues", "internal: table has no long-value tree";
    WRN_TAGGED_COLUMNS_REMAINING = 1523, "JET_wrnTaggedColumnsRemaining", "copy buffer ended before all tagged columns were given";
    DEFAULT_VALUE_TOO_BIG = -1524, "JET_errDefaultValueTooBig", "default longer than allowed";
    MULTI_VALUED_DUPLICATE = -1525, "JET_errMultiValuedDuplicate", "duplicate among unique multivalues";
    LV_CORRUPTED = -1526, "JET_errLVCorrupted", "long-value tree damaged";
    WRN_LV_NO_MORE_DATA = 1527, "wrnLVNoMoreData", "internal: end of long value";
    MULTI_VALUED_DUPLICATE_AFTER_TRUNCATION = -1528, "JET_errMultiValuedDuplicateAfterTruncation", "duplicate among unique multivalues after truncated normalisation";
    DERIVED_COLUMN_CORRUPTION = -1529, "JET_errDerivedColumnCorruption", "derived table column inconsistent";
    INVALID_PLACEHOLDER_COLUMN = -1530, "JET_errInvalidPlaceholderColumn", "column unfit as primary placeholder";
    WRN_COLUMN_SKIPPED = 1531, "JET_wrnColumnSkipped", "enumeration: column or value id was zero, skipped";
    WRN_COLUMN_NOT_LOCAL = 1532, "JET_wrnColumnNotLocal", "enumeration: value not stored in the record";
    WRN_COLUMN_MORE_TAGS = 1533, "JET_wrnColumnMoreTags", "enumeration: further values exist";
    WRN_COLUMN_TRUNCATED = 1534, "JET_wrnColumnTruncated", "enumeration: value cut at the limit";
    WRN_COLUMN_PRESENT = 1535, "JET_wrnColumnPresent", "enumeration: value exists, data not asked";
    WRN_COLUMN_SINGLE_VALUE = 1536, "JET_wrnColumnSingleValue", "enumeration: single value in compact form";
    WRN_COLUMN_DEFAULT = 1537, "JET_wrnColumnDefault", "enumeration: value equals default and was omitted";
    COLUMN_CANNOT_BE_COMPRESSED = -1538, "JET_errColumnCannotBeCompressed", "compression only for long columns";
    WRN_COLUMN_NOT_IN_RECORD = 1539, "JET_wrnColumnNotInRecord", "enumeration: value cannot be rebuilt from the record";
    COLUMN_NO_ENCRYPTION_KEY = -1540, "JET_errColumnNoEncryptionKey", "encrypted column touched without key";
    WRN_COLUMN_REFERENCE = 1541, "JET_wrnColumnReference", "value given as a reference";
    RECORD_NOT_FOUND = -1601, "JET_errRecordNotFound", "no record matches";
    RECORD_NO_COPY = -1602, "JET_errRecordNoCopy", "no copy buffer exists";
    NO_CURRENT_RECORD = -1603, "JET_errNoCurrentRecord", "cursor stands on no entry";
    RECORD_PRIMARY_CHANGED = -1604, "JET_errRecordPrimaryChanged", "update tried to alter the primary key";
    KEY_DUPLICATE = -1605, "JET_errKeyDuplicate", "key exists in a unique index";
    ALREADY_PREPARED = -1607, "JET_errAlreadyPrepared", "update already prepared";
    KEY_NOT_MADE = -1608, "JET_errKeyNotMade", "search key not built";
    UPDATE_NOT_PREPARED = -1609, "JET_errUpdateNotPrepared", "no update prepared";
    WRN_DATA_HAS_CHANGED = 1610, "JET_wrnDataHasChanged", "data changed meanwhile";
    DATA_HAS_CHANGED = -1611, "JET_errDataHasChanged", "data changed meanwhile; call aborted";
    WRN_KEY_CHANGED = 1618, "JET_wrnKeyChanged", "navigation crossed to a new key";
    LANGUAGE_NOT_SUPPORTED = -1619, "JET_errLanguageNotSupported", "OS lacks the language";
    DECOMPRESSION_FAILED = -1620, "JET_errDecompressionFailed", "stored data cannot be decompressed";
    UPDATE_MUST_VERSION = -1621, "JET_errUpdateMustVersion", "versioning may be skipped only while the table is uncommitted";
    DECRYPTION_FAILED = -1622, "JET_errDecryptionFailed", "stored data cannot be decrypted";
    ENCRYPTION_BAD_ITAG = -1623, "JET_errEncryptionBadItag", "only the first value of a column can be encrypted";
    SET_AUTO_INCREMENT_TOO_HIGH = -1624, "JET_errSetAutoIncrementTooHigh", "explicit auto-increment value too large";
    AUTO_INCREMENT_NOT_SET = -1625, "JET_errAutoIncrementNotSet", "explicit auto-increment value missing";
    TOO_MANY_SORTS = -1701, "JET_errTooManySorts", "sort limit";
    INVALID_ON_SORT = -1702, "JET_errInvalidOnSort", "operation not allowed on a sort";
    TEMP_FILE_OPEN_ERROR = -1803, "JET_errTempFileOpenError", "opening the temp database failed";
    TOO_MANY_ATTACHED_DATABASES = -1805, "JET_errTooManyAttachedDatabases", "attachment limit (6 databases + temp)";
    DISK_FULL = -1808, "JET_errDiskFull", "volume full";
    PERMISSION_DENIED = -1809, "JET_errPermissionDenied", "permission refused";
    FILE_NOT_FOUND = -1811, "JET_errFileNotFound", "file absent";
    FILE_INVALID_TYPE = -1812, "JET_errFileInvalidType", "file is of another type";
    WRN_FILE_OPEN_READ_ONLY = 1813, "JET_wrnFileOpenReadOnly", "file could only be opened read-only";
    FILE_ALREADY_EXISTS = -1814, "JET_errFileAlreadyExists", "file exists";
    AFTER_INITIALIZATION = -1850, "JET_errAfterInitialization", "restore only before initialisation";
    LOG_CORRUPTED = -1852, "JET_errLogCorrupted", "logs cannot be understood";
    INVALID_OPERATION = -1906, "JET_errInvalidOperation", "operation invalid";
    ACCESS_DENIED = -1907, "JET_errAccessDenied", "access refused";
    WRN_IDLE_FULL = 1908, "JET_wrnIdleFull", "idle registry full (obsolete)";
    TOO_MANY_SPLITS = -1909, "JET_errTooManySplits", "split loop guard tripped";
    SESSION_SHARING_VIOLATION = -1910, "JET_errSessionSharingViolation", "session used from another thread while in a transaction";
    ENTRY_POINT_NOT_FOUND = -1911, "JET_errEntryPointNotFound", "entry point of a required library absent";
    SESSION_CONTEXT_ALREADY_SET = -1912, "JET_errSessionContextAlreadySet", "session already has a context";
    SESSION_CONTEXT_NOT_SET_BY_THIS_THREAD = -1913, "JET_errSessionContextNotSetByThisThread", "context was set by another thread";
    SESSION_IN_USE = -1914, "JET_errSessionInUse", "session busy, cannot be ended";
    RECORD_FORMAT_CONVERSION_FAILED = -1915, "JET_errRecordFormatConversionFailed", "record format conversion failed";
    ONE_DATABASE_PER_SESSION = -1916, "JET_errOneDatabasePerSession", "second database opened although one-per-session is set";
    ROLLBACK_ERROR = -1917, "JET_errRollbackError", "roll back failed";
    FLUSH_MAP_VERSION_UNSUPPORTED = -1918, "JET_errFlushMapVersionUnsupported", "flush-map version unsupported";
    FLUSH_MAP_DATABASE_MISMATCH = -1919, "JET_errFlushMapDatabaseMismatch", "flush map belongs to another database";
    FLUSH_MAP_UNRECOVERABLE = -1920, "JET_errFlushMapUnrecoverable", "flush map cannot be rebuilt";
    RBS_FILE_CORRUPT = -1921, "JET_errRBSFileCorrupt", "revert-snapshot file damaged";
    RBS_HEADER_CORRUPT = -1922, "JET_errRBSHeaderCorrupt", "revert-snapshot header damaged";
    RBS_DB_MISMATCH = -1923, "JET_errRBSDbMismatch", "revert snapshot out of step with the database";
    ERR_RBS_ATTACH_INFO_NOT_FOUND = -1924, "errRBSAttachInfoNotFound", "internal: attach entry absent in revert snapshot";
    BAD_RBS_VERSION = -1925, "JET_errBadRBSVersion", "revert-snapshot version unsupported";
    OUT_OF_RBS_SPACE = -1926, "JET_errOutOfRBSSpace", "revert snapshot at its size limit";
    RBS_INVALID_SIGN = -1927, "JET_errRBSInvalidSign", "revert-snapshot signature unset";
    RBS_INVALID_RECORD = -1928, "JET_errRBSInvalidRecord", "revert snapshot holds malformed data";
    RBSRC_INVALID_RBS = -1929, "JET_errRBSRCInvalidRBS", "snapshot chain to the target time is broken";
    RBSRC_NO_RBS_FOUND = -1930, "JET_errRBSRCNoRBSFound", "no snapshot reaches the target time";
    RBSRC_BAD_DB_STATE = -1931, "JET_errRBSRCBadDbState", "database state prevents revert";
    RBS_MISSING_REQ_LOGS = -1932, "JET_errRBSMissingReqLogs", "logs required by the snapshot missing";
    RBS_LOG_DIVERGENCE_FAILED = -1933, "JET_errRBSLogDivergenceFailed", "snapshot logs diverge from the log directory";
    RBSRC_COPY_LOGS_REVERT_STATE = -1934, "JET_errRBSRCCopyLogsRevertState", "earlier revert is copying logs; no further revert back";
    DATABASE_INCOMPLETE_REVERT = -1935, "JET_errDatabaseIncompleteRevert", "database is in mid-revert";
    RBSRC_REVERT_CANCELLED = -1936, "JET_errRBSRCRevertCancelled", "revert was cancelled";
    RBSRC_INVALID_DB_FORMAT_VERSION = -1937, "JET_errRBSRCInvalidDbFormatVersion", "format version lacks revert support";
    RBS_CANNOT_DETERMINE_DIVERGENCE = -1938, "JET_errRBSCannotDetermineDivergence", "divergence undecidable, logs missing";
    ERR_RBS_REQUIRED_RANGE_TOO_LARGE = -1939, "errRBSRequiredRangeTooLarge", "internal: required log range too large for a snapshot";
    ERR_RBS_PATCHING = -1940, "errRBSPatching", "internal: snapshot not made because of patching";
    RBS_DELETE_TABLE_TOO_BIG = -1941, "JET_errRBSDeleteTableTooBig", "table too large for a revertable delete here";
    RBS_DELETE_TABLE_TOO_SOON = -1942, "JET_errRBSDeleteTableTooSoon", "table too young for a non-revertable delete";
    RBSFDP_TO_BE_DELETED = -1943, "JET_errRBSFDPToBeDeleted", "table root awaits re-deletion after a revert";
    RBS_REVERTABLE_DELETE_NOT_POSSIBLE = -1944, "JET_errRBSRevertableDeleteNotPossible", "revertable delete impossible after a partial revert";
    ERR_RBS_DELETE_TABLE_TOO_SOON_TIME_NULL = -1945, "errRBSDeleteTableTooSoonTimeNull", "internal: table age unknown";
    ERR_RBS_CORRUPT_UNINITIALIZED_RBS_REMOVED = -1946, "errRBSCorruptUninitializedRBSRemoved", "internal: damaged uninitialised snapshot removed";
    RBS_REDELETE_FDP_UNEXPECTED = -1947, "JET_errRBSRedeleteFDPUnexpected", "re-deletion mark unexpected";
    RBSRC_PAGE_FDP_DELETE_FILE_CORRUPT = -1948, "JET_errRBSRCPageFDPDeleteFileCorrupt", "state file of the revert damaged";
    WRN_DEFRAG_ALREADY_RUNNING = 2000, "JET_wrnDefragAlreadyRunning", "online defragmentation already running";
    WRN_DEFRAG_NOT_RUNNING = 2001, "JET_wrnDefragNotRunning", "online defragmentation not running";
    WRN_DATABASE_SCAN_ALREADY_RUNNING = 2002, "JET_wrnDatabaseScanAlreadyRunning", "database scan already running";
    WRN_DATABASE_SCAN_NOT_RUNNING = 2003, "JET_wrnDatabaseScanNotRunning", "database scan not running";
    DATABASE_ALREADY_RUNNING_MAINTENANCE = -2004, "JET_errDatabaseAlreadyRunningMaintenance", "maintenance already running on the database";
    WRN_OLD2_TASK_SLOT_FULL = 2005, "wrnOLD2TaskSlotFull", "internal: no defrag task slot";
    ROOT_SPACE_LEAK_ESTIMATION_ALREADY_RUNNING = -2006, "JET_errRootSpaceLeakEstimationAlreadyRunning", "leak estimate already running";
    WRN_CALLBACK_NOT_REGISTERED = 2100, "JET_wrnCallbackNotRegistered", "callback to remove was never registered";
    CALLBACK_FAILED = -2101, "JET_errCallbackFailed", "callback returned failure";
    CALLBACK_NOT_RESOLVED = -2102, "JET_errCallbackNotResolved", "callback library or function not found";
    SPACE_HINTS_INVALID = -2103, "JET_errSpaceHintsInvalid", "space hints unusable";
    OS_SNAPSHOT_INVALID_SEQUENCE = -2401, "JET_errOSSnapshotInvalidSequence", "shadow-copy calls out of order";
    OS_SNAPSHOT_TIME_OUT = -2402, "JET_errOSSnapshotTimeOut", "shadow-copy freeze timed out";
    OS_SNAPSHOT_NOT_ALLOWED = -2403, "JET_errOSSnapshotNotAllowed", "shadow copy refused (backup or recovery running)";
    OS_SNAPSHOT_INVALID_SNAP_ID = -2404, "JET_errOSSnapshotInvalidSnapId", "shadow-copy id not valid";
    ERR_OS_SNAPSHOT_NEW_LOG_STOPPED = -2405, "errOSSnapshotNewLogStopped", "internal: new-log creation paused by freeze";
    TOO_MANY_TEST_INJECTIONS = -2501, "JET_errTooManyTestInjections", "fault-injection table full";
    TEST_INJECTION_NOT_SUPPORTED = -2502, "JET_errTestInjectionNotSupported", "fault injection absent from this build";
    INVALID_LOG_DATA_SEQUENCE = -2601, "JET_errInvalidLogDataSequence", "pushed log data out of order";
    WRN_PREVIOUS_LOG_FILE_INCOMPLETE = 2602, "JET_wrnPreviousLogFileIncomplete", "pushed data skipped to a new log; incomplete one removed";
    WRN_KVP_ENTRY_ALREADY_NOT_PRESENT = 2626, "wrnKVPEntryAlreadyNotPresent", "internal: key to delete absent";
    LS_CALLBACK_NOT_SPECIFIED = -3000, "JET_errLSCallbackNotSpecified", "local storage needs the runtime callback parameter";
    LS_ALREADY_SET = -3001, "JET_errLSAlreadySet", "local storage value already set";
    LS_NOT_SET = -3002, "JET_errLSNotSet", "local storage value never set";
    FILE_IO_SPARSE = -4000, "JET_errFileIOSparse", "I/O to a sparse range (obsolete)";
    FILE_IO_BEYOND_EOF = -4001, "JET_errFileIOBeyondEOF", "read past end of file";
    FILE_IO_ABORT = -4002, "JET_errFileIOAbort", "callback verdict: abort the I/O (obsolete)";
    FILE_IO_RETRY = -4003, "JET_errFileIORetry", "callback verdict: retry the I/O (obsolete)";
    FILE_IO_FAIL = -4004, "JET_errFileIOFail", "callback verdict: fail the I/O (obsolete)";
    FILE_COMPRESSED = -4005, "JET_errFileCompressed", "file is NTFS-compressed";
    ERR_DISK_TILT = -4006, "errDiskTilt", "internal: too much I/O outstanding";
    WRN_IO_PENDING = 4009, "wrnIOPending", "internal: I/O pending in the OS";
    WRN_IO_SLOW = 4010, "wrnIOSlow", "internal: I/O finished slowly";
    CLIENT_SPACE_BEGIN = -10000, "JET_errClientSpaceBegin", "first value reserved for client-defined errors";
    CLIENT_SPACE_END = -11999, "JET_errClientSpaceEnd", "last value reserved for client-defined errors";
    BAD_SLV_SIGNATURE = -537, "JET_errBadSLVSignature", "streaming-file signature mismatch (feature removed after Windows 2000/XP)";
    SLV_READ_VERIFY_FAILURE = -613, "JET_errSLVReadVerifyFailure", "streaming-file checksum error during backup (feature removed)";
    WRN_RECORD_FOUND_GREATER = 1039, "JET_wrnRecordFoundGreater", "old alias of JET_wrnSeekNotEqual";
    WRN_RECORD_FOUND_LESS = 1039, "JET_wrnRecordFoundLess", "old alias of JET_wrnSeekNotEqual";
    COLUMN_ILLEGAL_NULL = -1504, "JET_errColumnIllegalNull", "old alias of JET_errNullInvalid";
    DATABASE_INCONSISTENT = -550, "JET_errDatabaseInconsistent", "obsolete alias of JET_errDatabaseDirtyShutdown";
    INDEX_TUPLES_ONE_COLUMN_ONLY = -1431, "JET_errIndexTuplesOneColumnOnly", "obsolete alias of JET_errIndexTuplesTooManyColumns";
    INDEX_TUPLES_TEXT_COLUMNS_ONLY = -1433, "JET_errIndexTuplesTextColumnsOnly", "obsolete alias of JET_errIndexTuplesTextBinaryColumnsOnly";
}
