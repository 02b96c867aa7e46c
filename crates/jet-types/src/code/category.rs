//! Categories of errors: a tree, from "something failed" to "no memory".
//!
//! Source: the hierarchy of error categories that `JetGetErrorInfo` tells.
//!
//! ```text
//! Error
//! ├─ Operation ─┬─ Fatal
//! │             ├─ Io
//! │             └─ Resource ─┬─ Memory
//! │                          ├─ Quota
//! │                          └─ Disk
//! ├─ Data ──────┬─ Corruption
//! │             ├─ Inconsistent
//! │             └─ Fragmentation
//! └─ Api ───────┬─ Usage
//!               ├─ State
//!               └─ Obsolete
//! ```

use crate::name::Constant;

levels! {
    /// What kind of trouble a code tells of.
    Category {
        Unknown = 0, Public, "JET_errcatUnknown", "nobody knows, or it is no error";
        Error = 1, Public, "JET_errcatError", "the root of all others";
        Operation = 2, Public, "JET_errcatOperation", "the call was right, yet could not be done";
        Fatal = 3, Public, "JET_errcatFatal", "the engine cannot go on";
        Io = 4, Public, "JET_errcatIO", "a device failed, for now or for good";
        Resource = 5, Public, "JET_errcatResource", "something has run out";
        Memory = 6, Public, "JET_errcatMemory", "memory has run out";
        Quota = 7, Public, "JET_errcatQuota", "a limit that is set has been reached";
        Disk = 8, Public, "JET_errcatDisk", "room on a disk has run out";
        Data = 9, Public, "JET_errcatData", "a file is not as it should be";
        Corruption = 10, Public, "JET_errcatCorruption", "a file is damaged";
        Inconsistent = 11, Public, "JET_errcatInconsistent", "files do not belong together, or their state forbids it";
        Fragmentation = 12, Public, "JET_errcatFragmentation", "an offline defragmentation would help";
        Api = 13, Public, "JET_errcatApi", "the call was not right";
        Usage = 14, Public, "JET_errcatUsage", "the program is wrong";
        State = 15, Public, "JET_errcatState", "not now, or not here";
        Obsolete = 16, Public, "JET_errcatObsolete", "it is not done any more";
    }
}

impl Category {
    /// The category above; `None` for the root and for what is unknown.
    pub const fn parent(self) -> Option<Self> {
        match self {
            Self::Unknown | Self::Error => None,
            Self::Operation | Self::Data | Self::Api => Some(Self::Error),
            Self::Fatal | Self::Io | Self::Resource => Some(Self::Operation),
            Self::Memory | Self::Quota | Self::Disk => Some(Self::Resource),
            Self::Corruption | Self::Inconsistent | Self::Fragmentation => Some(Self::Data),
            Self::Usage | Self::State | Self::Obsolete => Some(Self::Api),
        }
    }

    /// The way from the root down to this category, filled up with `Unknown`: what
    /// `JET_ERRINFOBASIC` tells as `rgCategoricalHierarchy`.
    pub fn path(self) -> [Self; 8] {
        let up = std::iter::successors(Some(self), |category| category.parent());
        let mut path = [Self::Unknown; 8];
        for (place, category) in path.iter_mut().zip(up.collect::<Vec<_>>().into_iter().rev()) {
            *place = category;
        }
        path
    }
}
