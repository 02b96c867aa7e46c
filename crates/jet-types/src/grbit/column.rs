//! Options of columns: definition, deletion, renaming.

use crate::name::Constant;

bits! {
    /// `JET_COLUMNDEF::grbit`: of `JetAddColumn`, of temporary tables, and as told by `JetGetColumnInfo`.
    Column {
        FIXED = 0x1, Public, "JET_bitColumnFixed", "fixed size column";
        TAGGED = 0x2, Public, "JET_bitColumnTagged", "tagged column";
        NOT_NULL = 0x4, Public, "JET_bitColumnNotNULL", "NULL not allowed";
        VERSION = 0x8, Public, "JET_bitColumnVersion", "incremented at each replace (long only)";
        AUTOINCREMENT = 0x10, Public, "JET_bitColumnAutoincrement", "engine assigns increasing value at insert";
        MULTI_VALUED = 0x400, Public, "JET_bitColumnMultiValued", "several values allowed (tagged)";
        ESCROW_UPDATE = 0x800, Public, "JET_bitColumnEscrowUpdate", "allows JetEscrowUpdate; fixed long/longlong with default";
        FINALIZE = 0x4000, Public, "JET_bitColumnFinalize", "deprecated escrow finalizer";
        USER_DEFINED_DEFAULT = 0x8000, Public, "JET_bitColumnUserDefinedDefault", "default computed by callback";
        DELETE_ON_ZERO = 0x2_0000, Public, "JET_bitColumnDeleteOnZero", "delete record when escrow reaches zero";
        VARIABLE = 0x4_0000, Engine, "JET_bitColumnVariable", "variable column";
        COMPRESSED = 0x8_0000, Public, "JET_bitColumnCompressed", "compress long values";
        ENCRYPTED = 0x10_0000, Engine, "JET_bitColumnEncrypted", "encrypt values";
        UNVERSIONED = 0x1000, Public, "JET_bitColumnUnversioned", "add without versioning (exclusive table)";
        TT_KEY = 0x40, Public, "JET_bitColumnTTKey", "key column of the temp table";
        TT_DESCENDING = 0x80, Public, "JET_bitColumnTTDescending", "descending key column";
        UPDATABLE = 0x20, Public, "JET_bitColumnUpdatable", "column may be set";
        MAYBE_NULL = 0x2000, Public, "JET_bitColumnMaybeNull", "reserved";
    }

    /// Options of `JetDeleteColumn2`.
    DeleteColumn {
        IGNORE_TEMPLATE_COLUMNS = 0x1, Public, "JET_bitDeleteColumnIgnoreTemplateColumns", "only own columns of a derived table";
    }

    /// Options of `JetRenameColumn`.
    RenameColumn {
        CONVERT_TO_PRIMARY_INDEX_PLACEHOLDER = 0x1_0000, Engine, "JET_bitColumnRenameConvertToPrimaryIndexPlaceholder", "convert to primary placeholder";
    }

    /// Options in the level of `JetGetColumnInfo` and `JetGetTableColumnInfo`.
    ColInfoOptions {
        NON_DERIVED_COLUMNS_ONLY = 0x8000_0000, Public, "JET_ColInfoGrbitNonDerivedColumnsOnly", "list: own columns only (OR into InfoLevel)";
        MINIMAL_INFO = 0x4000_0000, Public, "JET_ColInfoGrbitMinimalInfo", "list: name and id only";
        SORT_BY_COLUMNID = 0x2000_0000, Public, "JET_ColInfoGrbitSortByColumnid", "list: order by id";
        COMPACTING = 0x1000_0000, Engine, "JET_ColInfoGrbitCompacting", "internal";
    }
}
