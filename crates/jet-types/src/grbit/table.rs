//! Options of tables: open, create, delete, what is told of them, temporary ones.

use crate::name::Constant;

bits! {
    /// Options of `JetOpenTable`; the class of the table is a number in bits 16 to 20.
    OpenTable {
        DENY_WRITE = 0x1, Public, "JET_bitTableDenyWrite", "others may not open for write";
        DENY_READ = 0x2, Public, "JET_bitTableDenyRead", "others may not open";
        READ_ONLY = 0x4, Public, "JET_bitTableReadOnly", "cursor cannot update";
        UPDATABLE = 0x8, Public, "JET_bitTableUpdatable", "cursor may update";
        PERMIT_DDL = 0x10, Public, "JET_bitTablePermitDDL", "allow schema change on frozen table (with DenyRead)";
        NO_CACHE = 0x20, Public, "JET_bitTableNoCache", "hint: do not keep pages";
        PREREAD = 0x40, Public, "JET_bitTablePreread", "hint: pre-read";
        OPPORTUNE_READ = 0x80, Public, "JET_bitTableOpportuneRead", "hint: larger physical reads";
        ALLOW_OUT_OF_DATE = 0x100, Engine, "JET_bitTableAllowOutOfDate", "open with outdated sort version";
        ALLOW_PGNO_FDP_LAST_SET_TIME = 0x200, Engine, "JET_bitAllowPgnoFDPLastSetTime", "internal";
        SEQUENTIAL = 0x8000, Public, "JET_bitTableSequential", "hint: sequential scan";
        TRY_PURGE_ON_CLOSE = 0x100_0000, Engine, "JET_bitTableTryPurgeOnClose", "internal";
        ALLOW_SENSITIVE_OPERATION = 0x800_0000, Engine, "JET_bitTableAllowSensitiveOperation", "internal";
        DELETE = 0x1000_0000, Engine, "JET_bitTableDelete", "internal";
        CREATE = 0x2000_0000, Engine, "JET_bitTableCreate", "internal";
        CLASS_MASK = 0x1f_0000, Public, "JET_bitTableClassMask", "mask of the class bits";
        CLASS_NONE = 0x0, Public, "JET_bitTableClassNone", "no class";
        CLASS1 = 0x1_0000, Public, "JET_bitTableClass1", "statistics class 1";
        CLASS2 = 0x2_0000, Public, "JET_bitTableClass2", "statistics class 2";
        CLASS3 = 0x3_0000, Public, "JET_bitTableClass3", "statistics class 3";
        CLASS4 = 0x4_0000, Public, "JET_bitTableClass4", "statistics class 4";
        CLASS5 = 0x5_0000, Public, "JET_bitTableClass5", "statistics class 5";
        CLASS6 = 0x6_0000, Public, "JET_bitTableClass6", "statistics class 6";
        CLASS7 = 0x7_0000, Public, "JET_bitTableClass7", "statistics class 7";
        CLASS8 = 0x8_0000, Public, "JET_bitTableClass8", "statistics class 8";
        CLASS9 = 0x9_0000, Public, "JET_bitTableClass9", "statistics class 9";
        CLASS10 = 0xa_0000, Public, "JET_bitTableClass10", "statistics class 10";
        CLASS11 = 0xb_0000, Public, "JET_bitTableClass11", "statistics class 11";
        CLASS12 = 0xc_0000, Public, "JET_bitTableClass12", "statistics class 12";
        CLASS13 = 0xd_0000, Public, "JET_bitTableClass13", "statistics class 13";
        CLASS14 = 0xe_0000, Public, "JET_bitTableClass14", "statistics class 14";
        CLASS15 = 0xf_0000, Public, "JET_bitTableClass15", "statistics class 15";
        CLASS16 = 0x10_0000, Engine, "JET_bitTableClass16", "statistics class 16";
        CLASS17 = 0x11_0000, Engine, "JET_bitTableClass17", "statistics class 17";
        CLASS18 = 0x12_0000, Engine, "JET_bitTableClass18", "statistics class 18";
        CLASS19 = 0x13_0000, Engine, "JET_bitTableClass19", "statistics class 19";
        CLASS20 = 0x14_0000, Engine, "JET_bitTableClass20", "statistics class 20";
        CLASS21 = 0x15_0000, Engine, "JET_bitTableClass21", "statistics class 21";
        CLASS22 = 0x16_0000, Engine, "JET_bitTableClass22", "statistics class 22";
        CLASS23 = 0x17_0000, Engine, "JET_bitTableClass23", "statistics class 23";
        CLASS24 = 0x18_0000, Engine, "JET_bitTableClass24", "statistics class 24";
        CLASS25 = 0x19_0000, Engine, "JET_bitTableClass25", "statistics class 25";
        CLASS26 = 0x1a_0000, Engine, "JET_bitTableClass26", "statistics class 26";
        CLASS27 = 0x1b_0000, Engine, "JET_bitTableClass27", "statistics class 27";
        CLASS28 = 0x1c_0000, Engine, "JET_bitTableClass28", "statistics class 28";
        CLASS29 = 0x1d_0000, Engine, "JET_bitTableClass29", "statistics class 29";
        CLASS30 = 0x1e_0000, Engine, "JET_bitTableClass30", "statistics class 30";
        CLASS31 = 0x1f_0000, Engine, "JET_bitTableClass31", "statistics class 31";
    }

    /// `JET_TABLECREATE::grbit`.
    CreateTable {
        FIXED_DDL = 0x1, Public, "JET_bitTableCreateFixedDDL", "freeze schema";
        TEMPLATE_TABLE = 0x2, Public, "JET_bitTableCreateTemplateTable", "make a template (implies frozen)";
        NO_FIXED_VAR_COLUMNS_IN_DERIVED_TABLES = 0x4, Public, "JET_bitTableCreateNoFixedVarColumnsInDerivedTables", "with template: derived tables may add only tagged columns";
        IMMUTABLE_STRUCTURE = 0x8, Public, "JET_bitTableCreateImmutableStructure", "do not write to input structs; no cursor returned";
        SYSTEM_TABLE = 0x8000_0000, Engine, "JET_bitTableCreateSystemTable", "internal";
    }

    /// Options of `JetDeleteTable2`.
    DeleteTable {
        NON_REVERTABLE_TABLE_DELETE = 0x1, Engine, "JET_bitNonRevertableTableDelete", "no snapshot of the deleted table";
        REVERTABLE_TABLE_DELETE_IF_TOO_SOON = 0x2, Engine, "JET_bitRevertableTableDeleteIfTooSoon", "fall back to revertable delete";
    }

    /// `JET_OBJECTINFO::flags`.
    ObjectFlags {
        SYSTEM = 0x8000_0000, Public, "JET_bitObjectSystem", "system table";
        TABLE_FIXED_DDL = 0x4000_0000, Public, "JET_bitObjectTableFixedDDL", "schema frozen";
        TABLE_TEMPLATE = 0x2000_0000, Public, "JET_bitObjectTableTemplate", "template table (implies frozen schema)";
        TABLE_DERIVED = 0x1000_0000, Public, "JET_bitObjectTableDerived", "derived from a template";
        SYSTEM_DYNAMIC = 0x8800_0000, Engine, "JET_bitObjectSystemDynamic", "dynamic system object";
        TABLE_NO_FIXED_VAR_COLUMNS_IN_DERIVED_TABLES = 0x400_0000, Public, "JET_bitObjectTableNoFixedVarColumnsInDerivedTables", "template lets derived tables add only tagged columns";
    }

    /// `JET_OBJECTINFO::grbit`.
    ObjectAccess {
        UPDATABLE = 0x1, Public, "JET_bitTableInfoUpdatable", "table can be updated";
        BOOKMARK = 0x2, Public, "JET_bitTableInfoBookmark", "table supports bookmarks";
        ROLLBACK = 0x4, Public, "JET_bitTableInfoRollback", "table supports rollback";
    }

    /// `JET_SPACEHINTS::grbit`.
    SpaceHints {
        UTILIZE_PARENT_SPACE = 0x1, Public, "JET_bitSpaceHintsUtilizeParentSpace", "take space from the parent tree";
        CREATE_HINT_APPEND_SEQUENTIAL = 0x2, Public, "JET_bitCreateHintAppendSequential", "grow on append splits";
        CREATE_HINT_HOTPOINT_SEQUENTIAL = 0x4, Public, "JET_bitCreateHintHotpointSequential", "grow on hotpoint splits";
        RETRIEVE_HINT_RESERVE1 = 0x8, Public, "JET_bitRetrieveHintReserve1", "reserved";
        RETRIEVE_HINT_TABLE_SCAN_FORWARD = 0x10, Public, "JET_bitRetrieveHintTableScanForward", "forward scans expected";
        RETRIEVE_HINT_TABLE_SCAN_BACKWARD = 0x20, Public, "JET_bitRetrieveHintTableScanBackward", "backward scans expected";
        RETRIEVE_HINT_RESERVE2 = 0x40, Public, "JET_bitRetrieveHintReserve2", "reserved";
        RETRIEVE_HINT_RESERVE3 = 0x80, Public, "JET_bitRetrieveHintReserve3", "reserved";
        DELETE_HINT_TABLE_SEQUENTIAL = 0x100, Public, "JET_bitDeleteHintTableSequential", "deletes in key order expected";
        UTILIZE_EXACT_EXTENTS = 0x200, Engine, "JET_bitSpaceHintsUtilizeExactExtents", "exact extent sizes";
    }

    /// Options of `JetOpenTempTable` and its kin.
    TempTable {
        INDEXED = 0x1, Public, "JET_bitTTIndexed", "seek and ranges allowed";
        UNIQUE = 0x2, Public, "JET_bitTTUnique", "duplicates removed";
        UPDATABLE = 0x4, Public, "JET_bitTTUpdatable", "updates allowed after insert phase";
        SCROLLABLE = 0x8, Public, "JET_bitTTScrollable", "backward moves allowed";
        SORT_NULLS_HIGH = 0x10, Public, "JET_bitTTSortNullsHigh", "NULL sorts last";
        FORCE_MATERIALIZATION = 0x20, Public, "JET_bitTTForceMaterialization", "make a tree at once";
        ERROR_ON_DUPLICATE_INSERTION = 0x20, Public, "JET_bitTTErrorOnDuplicateInsertion", "duplicates fail at insert (same value)";
        FORWARD_ONLY = 0x40, Public, "JET_bitTTForwardOnly", "never make a tree; single pass; duplicates kept";
        INTRINSIC_LVS_ONLY = 0x80, Public, "JET_bitTTIntrinsicLVsOnly", "long columns must stay in the record";
        DOT_NET_GUID = 0x100, Public, "JET_bitTTDotNetGuid", ".NET GUID order";
    }
}
