//! Options of cursors: where they go, in which index, in what range.

use crate::name::Constant;

bits! {
    /// Options of `JetMove`.
    Move {
        KEY_NE = 0x1, Public, "JET_bitMoveKeyNE", "skip to the next different key";
    }

    /// Options of `JetSeek`.
    Seek {
        EQ = 0x1, Public, "JET_bitSeekEQ", "exact key";
        LT = 0x2, Public, "JET_bitSeekLT", "largest smaller key";
        LE = 0x4, Public, "JET_bitSeekLE", "equal else largest smaller";
        GE = 0x8, Public, "JET_bitSeekGE", "equal else smallest greater";
        GT = 0x10, Public, "JET_bitSeekGT", "smallest greater key";
        SET_INDEX_RANGE = 0x20, Public, "JET_bitSetIndexRange", "with EQ: set upper inclusive range on the key";
        CHECK_UNIQUENESS = 0x40, Public, "JET_bitCheckUniqueness", "with EQ: JET_wrnUniqueKey if only one entry";
    }

    /// Options of `JetMakeKey`.
    MakeKey {
        NEW_KEY = 0x1, Public, "JET_bitNewKey", "begin a new key";
        STR_LIMIT = 0x2, Public, "JET_bitStrLimit", "string end wildcard: limit after all matching values (text/binary column)";
        SUB_STR_LIMIT = 0x4, Public, "JET_bitSubStrLimit", "prefix wildcard on the last text column";
        NORMALIZED_KEY = 0x8, Public, "JET_bitNormalizedKey", "data is a complete normalised key";
        KEY_DATA_ZERO_LENGTH = 0x10, Public, "JET_bitKeyDataZeroLength", "zero-length rather than NULL when cbData is 0";
        KEY_OVERRIDE_PRIMARY_INDEX_PLACEHOLDER = 0x20, Engine, "JET_bitKeyOverridePrimaryIndexPlaceholder", "include placeholder column";
        FULL_COLUMN_START_LIMIT = 0x100, Public, "JET_bitFullColumnStartLimit", "start wildcard after whole columns";
        FULL_COLUMN_END_LIMIT = 0x200, Public, "JET_bitFullColumnEndLimit", "end wildcard after whole columns";
        PARTIAL_COLUMN_START_LIMIT = 0x400, Public, "JET_bitPartialColumnStartLimit", "start wildcard within a text column prefix";
        PARTIAL_COLUMN_END_LIMIT = 0x800, Public, "JET_bitPartialColumnEndLimit", "end wildcard within a text column prefix";
        LIMIT_OPTIONS = 0xf00, Engine, "JET_maskLimitOptions", "mask of the four limit bits";
    }

    /// Options of `JetSetIndexRange`.
    IndexRange {
        INCLUSIVE = 0x1, Public, "JET_bitRangeInclusive", "include entries equal to the limit";
        UPPER_LIMIT = 0x2, Public, "JET_bitRangeUpperLimit", "key is the upper limit (else lower)";
        INSTANT_DURATION = 0x4, Public, "JET_bitRangeInstantDuration", "only test the range, then drop it";
        REMOVE = 0x8, Public, "JET_bitRangeRemove", "remove the range";
    }

    /// `JET_INDEXRANGE::grbit`, of `JetIntersectIndexes`.
    RecordRange {
        IN_INDEX = 0x1, Public, "JET_bitRecordInIndex", "obsolete: record must be in the range";
        NOT_IN_INDEX = 0x2, Public, "JET_bitRecordNotInIndex", "obsolete: record must not be in the range";
    }

    /// Options of `JetSetCurrentIndex2` to `JetSetCurrentIndex4`.
    SetCurrentIndex {
        MOVE_FIRST = 0x0, Public, "JET_bitMoveFirst", "go to first entry of the new index";
        MOVE_BEFORE_FIRST = 0x1, Engine, "JET_bitMoveBeforeFirst", "unsupported";
        NO_MOVE = 0x2, Public, "JET_bitNoMove", "stay on the record if it has an entry in the new index";
    }

    /// Options of `JetGotoSecondaryIndexBookmark`.
    GotoSecondaryBookmark {
        PERMIT_VIRTUAL_CURRENCY = 0x1, Public, "JET_bitBookmarkPermitVirtualCurrency", "stay at the place if the entry vanished";
    }

    /// Options of `JetPrereadKeys` and `JetSetTableSequential`.
    PrereadKeys {
        FORWARD = 0x1, Public, "JET_bitPrereadForward", "forward order";
        BACKWARD = 0x2, Public, "JET_bitPrereadBackward", "backward order";
    }

    /// Options of `JetPrereadIndexRanges`.
    PrereadIndexRanges {
        FORWARD = 0x1, Public, "JET_bitPrereadForward", "forward order";
        BACKWARD = 0x2, Public, "JET_bitPrereadBackward", "backward order";
        FIRST_PAGE = 0x4, Public, "JET_bitPrereadFirstPage", "only first page of long values";
        NORMALIZED_KEY = 0x8, Public, "JET_bitPrereadNormalizedKey", "keys are normalised";
    }
}
