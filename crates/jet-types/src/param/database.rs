//! Database parameters (`JET_dbparam...`), by number.
//!
//! Each line: constant and number, who sees it, name, kind, default, smallest and largest value,
//! whose it is, when it may be set, what may be done with it, whether it is for experts, meaning.

use super::{DbParamId, params};

params! {
    DbParamId
    DB_SIZE_MAX_PAGES = 8193, Engine, "JET_dbparamDbSizeMaxPages", Int, Number(0), 0, u64::MAX, Database, AtAttach, ReadWrite, Plain, "size limit in pages; 0 none";
    CACHE_PRIORITY = 8194, Engine, "JET_dbparamCachePriority", Int, Number(100), 0, u64::MAX, Database, AtAttach, ReadWrite, Plain, "cache priority of the database";
    SHRINK_DATABASE_OPTIONS = 8195, Engine, "JET_dbparamShrinkDatabaseOptions", Grbit, Number(0), 0, u64::MAX, Database, AtAttach, ReadWrite, Plain, "shrink options";
    SHRINK_DATABASE_TIME_QUOTA = 8196, Engine, "JET_dbparamShrinkDatabaseTimeQuota", Int, Number(u64::MAX), 0, u64::MAX, Database, AtAttach, ReadWrite, Plain, "ms for shrink at attach; -1 unlimited";
    SHRINK_DATABASE_SIZE_LIMIT = 8197, Engine, "JET_dbparamShrinkDatabaseSizeLimit", Int, Number(0), 0, u64::MAX, Database, AtAttach, ReadWrite, Plain, "stop shrinking at this page count";
    LEAK_RECLAIMER_ENABLED = 8198, Engine, "JET_dbparamLeakReclaimerEnabled", Bool, Number(0), 0, u64::MAX, Database, AtAttach, ReadWrite, Plain, "reclaim leaked space at attach";
    LEAK_RECLAIMER_TIME_QUOTA = 8199, Engine, "JET_dbparamLeakReclaimerTimeQuota", Int, Number(u64::MAX), 0, u64::MAX, Database, AtAttach, ReadWrite, Plain, "ms for leak reclaim; -1 unlimited";
    MAINTAIN_EXTENT_PAGE_COUNT_CACHE = 8200, Engine, "JET_dbparamMaintainExtentPageCountCache", Bool, Number(0), 0, u64::MAX, Database, AtAttach, ReadWrite, Plain, "keep the extent count table";
    FLIGHT_SELF_ALLOC_SP_BUF_RESERVATION_ENABLED = 8201, Engine, "JET_dbparamFlight_SelfAllocSpBufReservationEnabled", Bool, Number(0), 0, u64::MAX, Database, AtAttach, ReadWrite, Plain, "self-allocate split buffers";
    MAX_VALUE_INVALID = 8202, Engine, "JET_dbparamMaxValueInvalid", None, Absent, 0, u64::MAX, Database, Never, Illegal, Plain, "upper bound marker";
}
