//! Options of indexes and their columns.

use crate::name::Constant;

bits! {
    /// `JET_INDEXCREATE::grbit`, and options of `JetCreateIndex`.
    CreateIndex {
        UNIQUE = 0x1, Public, "JET_bitIndexUnique", "keys unique";
        PRIMARY = 0x2, Public, "JET_bitIndexPrimary", "primary (clustered) index";
        DISALLOW_NULL = 0x4, Public, "JET_bitIndexDisallowNull", "no NULL key column";
        IGNORE_NULL = 0x8, Public, "JET_bitIndexIgnoreNull", "no entry if all key columns NULL";
        CLUSTERED40 = 0x10, Engine, "JET_bitIndexClustered40", "ignored";
        IGNORE_ANY_NULL = 0x20, Public, "JET_bitIndexIgnoreAnyNull", "no entry if any key column NULL";
        IGNORE_FIRST_NULL = 0x40, Public, "JET_bitIndexIgnoreFirstNull", "no entry if first key column NULL";
        LAZY_FLUSH = 0x80, Public, "JET_bitIndexLazyFlush", "build with lazy commit";
        EMPTY = 0x100, Public, "JET_bitIndexEmpty", "skip build; table has no entries for it (needs IgnoreAnyNull)";
        UNVERSIONED = 0x200, Public, "JET_bitIndexUnversioned", "build unversioned (exclusive table)";
        SORT_NULLS_HIGH = 0x400, Public, "JET_bitIndexSortNullsHigh", "NULL sorts last";
        UNICODE = 0x800, Public, "JET_bitIndexUnicode", "union holds pointer to JET_UNICODEINDEX";
        TUPLES = 0x1000, Public, "JET_bitIndexTuples", "substring tuple index";
        TUPLE_LIMITS = 0x2000, Public, "JET_bitIndexTupleLimits", "union holds pointer to JET_TUPLELIMITS";
        CROSS_PRODUCT = 0x4000, Public, "JET_bitIndexCrossProduct", "all combinations of multivalues";
        KEY_MOST = 0x8000, Public, "JET_bitIndexKeyMost", "cbKeyMost is given";
        DISALLOW_TRUNCATION = 0x1_0000, Public, "JET_bitIndexDisallowTruncation", "fail update instead of cutting the key";
        NESTED_TABLE = 0x2_0000, Public, "JET_bitIndexNestedTable", "pair multivalues with equal number";
        DOT_NET_GUID = 0x4_0000, Public, "JET_bitIndexDotNetGuid", ".NET GUID order";
        IMMUTABLE_STRUCTURE = 0x8_0000, Public, "JET_bitIndexImmutableStructure", "do not write to input structs";
        DEFERRED_POPULATE_CREATE = 0x10_0000, Engine, "JET_bitIndexDeferredPopulateCreate", "create unpopulated";
        DEFERRED_POPULATE_PROCESS = 0x20_0000, Engine, "JET_bitIndexDeferredPopulateProcess", "populate such an index";
        OPTIONALLY_UNIQUE = 0x40_0000, Engine, "JET_bitIndexOptionallyUnique", "unique only for updates that ask";
    }

    /// The order of one column in an index, as `JetCreateIndex` reads it from the key description.
    KeySegment {
        ASCENDING = 0x0, Public, "JET_bitKeyAscending", "ascending segment";
        DESCENDING = 0x1, Public, "JET_bitKeyDescending", "descending segment";
    }

    /// `JET_CONDITIONALCOLUMN::grbit`.
    ConditionalColumn {
        MUST_BE_NULL = 0x1, Public, "JET_bitIndexColumnMustBeNull", "index entry only if column is NULL";
        MUST_BE_NON_NULL = 0x2, Public, "JET_bitIndexColumnMustBeNonNull", "index entry only if column is not NULL";
    }

    /// `JET_INDEX_COLUMN::grbit`.
    IndexColumn {
        ZERO_LENGTH = 0x1, Public, "JET_bitZeroLength", "zero-length rather than NULL";
    }
}
