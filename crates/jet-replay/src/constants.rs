//! Constants of `esent.h` by name.

use jet_types::{JetErr, param};

/// The value of a constant, a parameter's number or a code; `None` for an unknown name.
pub(crate) fn number(name: &str) -> Option<u64> {
    if let Some(code) = JetErr::from_name(name) {
        return Some(i64::from(code.raw()) as u64);
    }
    let of_param = [param::system(), param::session(), param::database()].into_iter().flatten();
    if let Some(info) = of_param.into_iter().find(|info| info.name == name) {
        return Some(info.id.into());
    }
    OTHERS.iter().find(|(other, _)| *other == name).map(|(_, value)| *value)
}

const OTHERS: &[(&str, u64)] = &[
    ("JET_bitTermComplete", 0x1),
    ("JET_bitTermAbrupt", 0x2),
    ("JET_bitTermStopBackup", 0x4),
    ("JET_bitTermDirty", 0x8),
    ("JET_bitStopServiceAll", 0),
    ("JET_bitStopServiceBackgroundUserTasks", 0x2),
    ("JET_bitStopServiceQuiesceCaches", 0x4),
    ("JET_bitStopServiceStopAndEmitLog", 0x8),
    ("JET_bitStopServiceResume", 0x8000_0000),
    ("JET_bitTransactionReadOnly", 0x1),
    ("JET_bitCommitLazyFlush", 0x1),
    ("JET_bitWaitLastLevel0Commit", 0x2),
    ("JET_bitWaitAllLevel0Commit", 0x8),
    ("JET_bitForceNewLog", 0x10),
    ("JET_bitRollbackAll", 0x1),
    ("JET_ErrorInfoSpecificErr", 1),
];
