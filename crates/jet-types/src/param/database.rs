//! Database parameters (`JET_dbparam...`), one line each: number, name, kind, default, range, scope,
//! when it may be set, access.

use super::{Access::*, Default::*, Kind::*, ParamInfo, Scope, When::*, param};

/// Database parameters (`JET_dbparam...`), by number.
#[rustfmt::skip]
pub static TABLE: &[ParamInfo] = &[
    param(8193, "JET_dbparamDbSizeMaxPages", Int, Number(0), 0, u64::MAX, Scope::Database, AtAttach, ReadWrite),
    param(8194, "JET_dbparamCachePriority", Int, Number(100), 0, u64::MAX, Scope::Database, AtAttach, ReadWrite),
    param(8195, "JET_dbparamShrinkDatabaseOptions", Grbit, Number(0), 0, u64::MAX, Scope::Database, AtAttach, ReadWrite),
    param(8196, "JET_dbparamShrinkDatabaseTimeQuota", Int, Number(u64::MAX), 0, u64::MAX, Scope::Database, AtAttach, ReadWrite),
    param(8197, "JET_dbparamShrinkDatabaseSizeLimit", Int, Number(0), 0, u64::MAX, Scope::Database, AtAttach, ReadWrite),
    param(8198, "JET_dbparamLeakReclaimerEnabled", Bool, Number(0), 0, u64::MAX, Scope::Database, AtAttach, ReadWrite),
    param(8199, "JET_dbparamLeakReclaimerTimeQuota", Int, Number(u64::MAX), 0, u64::MAX, Scope::Database, AtAttach, ReadWrite),
    param(8200, "JET_dbparamMaintainExtentPageCountCache", Bool, Number(0), 0, u64::MAX, Scope::Database, AtAttach, ReadWrite),
    param(8201, "JET_dbparamFlight_SelfAllocSpBufReservationEnabled", Bool, Number(0), 0, u64::MAX, Scope::Database, AtAttach, ReadWrite),
    param(8202, "JET_dbparamMaxValueInvalid", None, Absent, 0, u64::MAX, Scope::Database, Never, Illegal),
];
