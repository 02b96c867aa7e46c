//! Session parameters (`JET_sesparam...`), by number.
//!
//! Each line: constant and number, who sees it, name, kind, default, smallest and largest value,
//! whose it is, when it may be set, what may be done with it, whether it is for experts, meaning.

use super::{SesParamId, params};

params! {
    SesParamId
    COMMIT_DEFAULT = 4097, Public, "JET_sesparamCommitDefault", Grbit, Number(0), 0, u64::MAX, Session, AnyTime, ReadWrite, Plain, "default commit flags of the session";
    COMMIT_GENERIC_CONTEXT = 4098, Engine, "JET_sesparamCommitGenericContext", Binary, Absent, 0, u64::MAX, Session, AnyTime, ReadWrite, Plain, "blob logged with the outermost commit";
    TRANSACTION_LEVEL = 4099, Public, "JET_sesparamTransactionLevel", Int, Number(0), 0, u64::MAX, Session, Never, ReadOnly, Plain, "current nesting level; read-only";
    OPERATION_CONTEXT = 4100, Public, "JET_sesparamOperationContext", Struct, Absent, 0, u64::MAX, Session, AnyTime, ReadWrite, Plain, "JET_OPERATIONCONTEXT for tracing";
    CORRELATION_ID = 4101, Public, "JET_sesparamCorrelationID", Int, Absent, 0, u64::MAX, Session, AnyTime, ReadWrite, Plain, "32-bit tag for traces";
    CACHE_PRIORITY = 4102, Engine, "JET_sesparamCachePriority", Int, Number(100), 0, u64::MAX, Session, AnyTime, ReadWrite, Plain, "cache priority of pages the session touches";
    CLIENT_COMPONENT_DESC = 4103, Engine, "JET_sesparamClientComponentDesc", Text, Str(""), 0, u64::MAX, Session, AnyTime, ReadWrite, Plain, "client component text";
    CLIENT_ACTION_DESC = 4104, Engine, "JET_sesparamClientActionDesc", Text, Str(""), 0, u64::MAX, Session, AnyTime, ReadWrite, Plain, "client action text";
    CLIENT_ACTION_CONTEXT_DESC = 4105, Engine, "JET_sesparamClientActionContextDesc", Text, Str(""), 0, u64::MAX, Session, AnyTime, ReadWrite, Plain, "client action context text";
    CLIENT_ACTIVITY_ID = 4106, Engine, "JET_sesparamClientActivityId", Guid, Absent, 0, u64::MAX, Session, AnyTime, ReadWrite, Plain, "activity id";
    IO_SESS_TRACE_FLAGS = 4107, Engine, "JET_sesparamIOSessTraceFlags", Int, Number(0), 0, u64::MAX, Session, AnyTime, ReadWrite, Plain, "trace flags";
    IO_PRIORITY = 4108, Engine, "JET_sesparamIOPriority", Grbit, Number(0), 0, u64::MAX, Session, AnyTime, ReadWrite, Plain, "I/O priority flags";
    COMMIT_CONTEXT_CONTAINS_CUSTOMER_DATA = 4109, Engine, "JET_sesparamCommitContextContainsCustomerData", Bool, Number(0), 0, u64::MAX, Session, AnyTime, ReadWrite, Plain, "blob holds customer data";
    COMMIT_CONTEXT_NEED_PRE_COMMIT_CALLBACK = 4110, Engine, "JET_sesparamCommitContextNeedPreCommitCallback", Bool, Number(0), 0, u64::MAX, Session, AnyTime, ReadWrite, Plain, "call back around commit";
    MAX_VALUE_INVALID = 4111, Public, "JET_sesparamMaxValueInvalid", None, Absent, 0, u64::MAX, Session, Never, Illegal, Plain, "upper bound marker";
}
