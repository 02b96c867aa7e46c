//! Limits, bounds, marks of nothing, and names: constants that are neither bits nor levels.

use crate::name::Constant;

limits! {
    Number(u32) {
        NAME_MAX_CHARS = 64, Public, "JET_cbNameMost", "longest name of an object; twice this for wide characters, in bytes";
        FULL_NAME_MAX_CHARS = 255, Public, "JET_cbFullNameMost", "longest name in the style of a path; twice this for wide characters, in bytes";
        COLUMNS_MAX = 65248, Public, "JET_ccolMost", "most columns of a table";
        FIXED_COLUMNS_MAX = 127, Public, "JET_ccolFixedMost", "most fixed columns of a table";
        VARIABLE_COLUMNS_MAX = 128, Public, "JET_ccolVarMost", "most variable columns of a table";
        TAGGED_COLUMNS_MAX = 64993, Public, "JET_ccolTaggedMost", "most tagged columns of a table";
        COLUMN_MAX_BYTES = 255, Public, "JET_cbColumnMost", "largest value of a fixed or variable column";
        LONG_COLUMN_MAX_BYTES = 0x7fff_ffff, Public, "JET_cbLVColumnMost", "largest long value";
        LONG_DEFAULT_MAX_BYTES = 255, Public, "JET_cbLVDefaultValueMost", "largest default of a long column";
        LONG_CHUNK_OVERHEAD_BYTES = 82, Public, "JET_cbColumnLVPageOverhead", "what a piece of a long value leaves free on a small page";

        KEY_COLUMNS_MAX = 16, Public, "JET_ccolKeyMost", "most columns of a key";
        KEY_MAX_BYTES_2K = 500, Public, "JET_cbKeyMost2KBytePage", "largest key at 2 KiB pages";
        KEY_MAX_BYTES_4K = 1000, Public, "JET_cbKeyMost4KBytePage", "largest key at 4 KiB pages";
        KEY_MAX_BYTES_8K = 2000, Public, "JET_cbKeyMost8KBytePage", "largest key at 8 KiB pages";
        KEY_MAX_BYTES_16K = 2000, Public, "JET_cbKeyMost16KBytePage", "largest key at 16 KiB pages";
        KEY_MAX_BYTES_32K = 2000, Public, "JET_cbKeyMost32KBytePage", "largest key at 32 KiB pages";
        KEY_MAX_BYTES_ANY = 2000, Public, "JET_cbKeyMostMost", "largest key at any page size";
        KEY_MAX_BYTES_DEFAULT = 255, Public, "JET_cbKeyMostMin", "largest key of an index that does not say otherwise";
        KEY_MAX_BYTES_OLD = 255, Public, "JET_cbKeyMost", "largest key before it depended on the page size";
        PRIMARY_KEY_MAX_BYTES_OLD = 255, Public, "JET_cbPrimaryKeyMost", "as JET_cbKeyMost, of a primary index";
        SECONDARY_KEY_MAX_BYTES_OLD = 255, Public, "JET_cbSecondaryKeyMost", "as JET_cbKeyMost, of a secondary index";
        LIMIT_KEY_MAX_BYTES_OLD = 256, Public, "JET_cbLimitKeyMost", "as JET_cbKeyMost, of a key with a wildcard";
        BOOKMARK_MAX_BYTES_OLD = 256, Public, "JET_cbBookmarkMost", "largest bookmark before it depended on the page size";
        BOOKMARK_MAX_BYTES_ANY = 2000, Public, "JET_cbBookmarkMostMost", "largest bookmark at any page size";

        BASE_NAME_CHARS = 3, Public, "JET_BASE_NAME_LENGTH", "length of the prefix of log and checkpoint files";
        COMPUTER_NAME_MAX_CHARS = 15, Public, "JET_MAX_COMPUTERNAME_LENGTH", "longest name of a computer in a signature";
        COLUMN_INFO_COLUMNS = 14, Public, "cColumnInfoCols", "columns of the table that lists columns";
        INDEX_INFO_COLUMNS = 15, Public, "cIndexInfoCols", "columns of the table that lists indexes";
        OBJECT_INFO_COLUMNS = 9, Public, "cObjectInfoCols", "columns of the table that lists objects";

        COLTYP_NIL = 0, Public, "JET_coltypNil", "no column type: the mark of a deleted column";
        COLTYP_END = 19, Public, "JET_coltypMax", "one past the last column type";
        OBJ_INFO_END = 8, Public, "JET_ObjInfoMax", "one past the last level of JetGetObjectInfo";
        CATEGORY_END = 17, Public, "JET_errcatMax", "one past the last category of errors";
        INDEX_CHECKING_END = 3, Public, "JET_IndexCheckingMax", "one past the last value of JET_paramEnableIndexChecking";

        MOVE_FIRST = 0x8000_0000, Public, "JET_MoveFirst", "to the first entry";
        MOVE_PREVIOUS = 0xffff_ffff, Public, "JET_MovePrevious", "one entry back";
        MOVE_NEXT = 1, Public, "JET_MoveNext", "one entry on";
        MOVE_LAST = 0x7fff_ffff, Public, "JET_MoveLast", "to the last entry";

        DBID_NIL = 0xffff_ffff, Public, "JET_dbidNil", "no database";
        COLUMNID_NIL = 0xffff_ffff, Engine, "JET_columnidNil", "no column";
    }
    Handle(u64) {
        INSTANCE_NIL = 0xffff_ffff_ffff_ffff, Public, "JET_instanceNil", "no instance";
        SESID_NIL = 0xffff_ffff_ffff_ffff, Public, "JET_sesidNil", "no session";
        TABLEID_NIL = 0xffff_ffff_ffff_ffff, Public, "JET_tableidNil", "no cursor";
        LS_NIL = 0xffff_ffff_ffff_ffff, Public, "JET_LSNil", "no value in local storage";
    }
    Text(&str) {
        CONFIG_STORE_READ_CONTROL = "CsReadControl", Public, "JET_wszConfigStoreReadControl", "the value that controls how the configuration store is read";
        CONFIG_STORE_DEFAULTS = "SysParamDefault", Public, "JET_wszConfigStoreRelPathSysParamDefault", "the folder of defaults in the configuration store";
        CONFIG_STORE_OVERRIDES = "SysParamOverride", Public, "JET_wszConfigStoreRelPathSysParamOverride", "the folder of overrides in the configuration store";
    }
}
