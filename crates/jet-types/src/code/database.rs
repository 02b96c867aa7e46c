//! Codes of databases.

use super::{JetErr, codes};

codes! {
    DATABASE_DUPLICATE = -1201, Public, Usage, "JET_errDatabaseDuplicate", "a file of that name is there already";
    DATABASE_IN_USE = -1202, Public, Usage, "JET_errDatabaseInUse", "database held by another session or instance";
    DATABASE_NOT_FOUND = -1203, Public, Usage, "JET_errDatabaseNotFound", "database not attached or not found";
    DATABASE_INVALID_NAME = -1204, Public, Usage, "JET_errDatabaseInvalidName", "database name not valid";
    DATABASE_INVALID_PAGES = -1205, Public, Usage, "JET_errDatabaseInvalidPages", "page count not valid";
    DATABASE_CORRUPTED = -1206, Public, Corruption, "JET_errDatabaseCorrupted", "file is no database or is damaged";
    DATABASE_LOCKED = -1207, Public, Usage, "JET_errDatabaseLocked", "database opened exclusively";
    CANNOT_DISABLE_VERSIONING = -1208, Public, Usage, "JET_errCannotDisableVersioning", "versioning cannot be off here";
    INVALID_DATABASE_VERSION = -1209, Public, Inconsistent, "JET_errInvalidDatabaseVersion", "database format incompatible";
    DATABASE200_FORMAT = -1210, Public, Unknown, "JET_errDatabase200Format", "database in the 200 format";
    DATABASE400_FORMAT = -1211, Public, Unknown, "JET_errDatabase400Format", "database in the 400 format";
    DATABASE500_FORMAT = -1212, Public, Unknown, "JET_errDatabase500Format", "database in the 500 format";
    PAGE_SIZE_MISMATCH = -1213, Public, Inconsistent, "JET_errPageSizeMismatch", "page size of the file differs from the parameter";
    TOO_MANY_INSTANCES = -1214, Public, Quota, "JET_errTooManyInstances", "instance limit reached";
    DATABASE_SHARING_VIOLATION = -1215, Public, Usage, "JET_errDatabaseSharingViolation", "another instance uses the file";
    ATTACHED_DATABASE_MISMATCH = -1216, Public, Inconsistent, "JET_errAttachedDatabaseMismatch", "attached database missing or different at recovery";
    DATABASE_INVALID_PATH = -1217, Public, Usage, "JET_errDatabaseInvalidPath", "database path not valid";
    DATABASE_ID_IN_USE = -1218, Public, Unknown, "JET_errDatabaseIdInUse", "database id already assigned";
    FORCE_DETACH_NOT_ALLOWED = -1219, Public, Usage, "JET_errForceDetachNotAllowed", "forced detach only after a failed normal detach";
    CATALOG_CORRUPTED = -1220, Public, Corruption, "JET_errCatalogCorrupted", "schema catalog damaged";
    PARTIALLY_ATTACHED_DB = -1221, Public, Usage, "JET_errPartiallyAttachedDB", "attach left half done";
    DATABASE_SIGN_IN_USE = -1222, Public, Usage, "JET_errDatabaseSignInUse", "database with equal signature is attached";
    ERR_SKIPPED_DB_HEADER_UPDATE = -1223, Internal, Unknown, "errSkippedDbHeaderUpdate", "header update skipped during detach";
    DATABASE_CORRUPTED_NO_REPAIR = -1224, Public, Usage, "JET_errDatabaseCorruptedNoRepair", "damaged and repair not permitted";
    INVALID_CREATE_DB_VERSION = -1225, Public, Inconsistent, "JET_errInvalidCreateDbVersion", "replayed database creation has an incompatible version";
    DATABASE_INCOMPLETE_INCREMENTAL_RESEED = -1226, Engine, Inconsistent, "JET_errDatabaseIncompleteIncrementalReseed", "incremental reseed not finished on this file";
    DATABASE_INVALID_INCREMENTAL_RESEED = -1227, Engine, Usage, "JET_errDatabaseInvalidIncrementalReseed", "file state unsuitable for incremental reseed";
    DATABASE_FAILED_INCREMENTAL_RESEED = -1228, Engine, State, "JET_errDatabaseFailedIncrementalReseed", "incremental reseed failed fatally";
    NO_ATTACHMENTS_FAILED_INCREMENTAL_RESEED = -1229, Engine, State, "JET_errNoAttachmentsFailedIncrementalReseed", "needed log lists no attachments";
    DATABASE_NOT_READY = -1230, Public, Usage, "JET_errDatabaseNotReady", "recovery has not opened this database for reads yet";
    DATABASE_ATTACHED_FOR_RECOVERY = -1231, Public, Usage, "JET_errDatabaseAttachedForRecovery", "attached only for recovery; attach explicitly";
    TRANSACTIONS_NOT_READY_DURING_RECOVERY = -1232, Public, State, "JET_errTransactionsNotReadyDuringRecovery", "recovery knows no transaction time yet";
}
