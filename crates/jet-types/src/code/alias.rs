//! Second names of codes.

use super::{JetErr, codes};

codes! {
    WRN_RECORD_FOUND_GREATER = 1039, Public, State, "JET_wrnRecordFoundGreater", "old alias of JET_wrnSeekNotEqual";
    WRN_RECORD_FOUND_LESS = 1039, Public, State, "JET_wrnRecordFoundLess", "old alias of JET_wrnSeekNotEqual";
    COLUMN_ILLEGAL_NULL = -1504, Public, Usage, "JET_errColumnIllegalNull", "old alias of JET_errNullInvalid";
    DATABASE_INCONSISTENT = -550, Public, Inconsistent, "JET_errDatabaseInconsistent", "obsolete alias of JET_errDatabaseDirtyShutdown";
    INDEX_TUPLES_ONE_COLUMN_ONLY = -1431, Public, Usage, "JET_errIndexTuplesOneColumnOnly", "obsolete alias of JET_errIndexTuplesTooManyColumns";
    INDEX_TUPLES_TEXT_COLUMNS_ONLY = -1433, Public, Usage, "JET_errIndexTuplesTextColumnsOnly", "obsolete alias of JET_errIndexTuplesTextBinaryColumnsOnly";
}
