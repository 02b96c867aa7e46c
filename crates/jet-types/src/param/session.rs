//! Session parameters (`JET_sesparam...`), one line each: number, name, kind, default, range, scope,
//! when it may be set, access.

use super::{Access::*, Default::*, Kind::*, ParamInfo, Scope, When::*, param};

/// Session parameters (`JET_sesparam...`), by number.
#[rustfmt::skip]
pub static TABLE: &[ParamInfo] = &[
    param(4097, "JET_sesparamCommitDefault", Grbit, Number(0), 0, u64::MAX, Scope::Session, AnyTime, ReadWrite),
    param(4098, "JET_sesparamCommitGenericContext", Binary, Absent, 0, u64::MAX, Scope::Session, AnyTime, ReadWrite),
    param(4099, "JET_sesparamTransactionLevel", Int, Number(0), 0, u64::MAX, Scope::Session, Never, ReadOnly),
    param(4100, "JET_sesparamOperationContext", Struct, Absent, 0, u64::MAX, Scope::Session, AnyTime, ReadWrite),
    param(4101, "JET_sesparamCorrelationID", Int, Absent, 0, u64::MAX, Scope::Session, AnyTime, ReadWrite),
    param(4102, "JET_sesparamCachePriority", Int, Number(100), 0, u64::MAX, Scope::Session, AnyTime, ReadWrite),
    param(4103, "JET_sesparamClientComponentDesc", Text, Str(""), 0, u64::MAX, Scope::Session, AnyTime, ReadWrite),
    param(4104, "JET_sesparamClientActionDesc", Text, Str(""), 0, u64::MAX, Scope::Session, AnyTime, ReadWrite),
    param(4105, "JET_sesparamClientActionContextDesc", Text, Str(""), 0, u64::MAX, Scope::Session, AnyTime, ReadWrite),
    param(4106, "JET_sesparamClientActivityId", Guid, Absent, 0, u64::MAX, Scope::Session, AnyTime, ReadWrite),
    param(4107, "JET_sesparamIOSessTraceFlags", Int, Number(0), 0, u64::MAX, Scope::Session, AnyTime, ReadWrite),
    param(4108, "JET_sesparamIOPriority", Grbit, Number(0), 0, u64::MAX, Scope::Session, AnyTime, ReadWrite),
    param(4109, "JET_sesparamCommitContextContainsCustomerData", Bool, Number(0), 0, u64::MAX, Scope::Session, AnyTime, ReadWrite),
    param(4110, "JET_sesparamCommitContextNeedPreCommitCallback", Bool, Number(0), 0, u64::MAX, Scope::Session, AnyTime, ReadWrite),
    param(4111, "JET_sesparamMaxValueInvalid", None, Absent, 0, u64::MAX, Scope::Session, Never, Illegal),
];
