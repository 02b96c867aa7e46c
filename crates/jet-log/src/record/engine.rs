//! The engine itself: starts and ends, recovery, backup, notes.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_types::{BackupInfo, DbId, Lgpos, Logtime, Procid};

use super::Value;
use crate::codec::{Decoded, Decoder, Fixed, Place, See, Tail, choice, fixed, record};
use crate::file::DiskParams;

record! {
    /// The engine starts, as logged by very old ones. Source: ESE `logapi.hxx`, `LRINIT`.
    pub struct Init<'a> {
        /// What it runs with.
        pub params: &'a DiskParams,
    }
    tail: ;
}

record! {
    /// The engine starts. Source: ESE `logapi.hxx`, `LRINIT2`.
    pub struct Init2<'a> {
        /// What it runs with.
        pub params: &'a DiskParams,
        /// When.
        pub time: Logtime,
    }
    tail: ;
}

fixed! {
    /// The engine ends, as logged by very old ones. Source: ESE `logapi.hxx`, `LRTERMREC`.
    pub struct Term {
        /// Where the run began: its [`Init2`], or the [`RecoveryUndo2`] of recovery.
        pub began: Lgpos,
        /// Where redo began, if it was recovery.
        pub redo_from: Lgpos,
        /// Whether it was the recovery of a backup: 0 or 1.
        pub is_hard: u8,
    }
}

fixed! {
    /// The engine ends, or recovery does. Source: ESE `logapi.hxx`, `LRTERMREC2`.
    pub struct Term2 {
        /// What ends.
        pub term: Term,
        /// When.
        pub time: Logtime,
    }
}

fixed! {
    /// Recovery begins to undo. Source: ESE `logapi.hxx`, `LRRECOVERYUNDO2`.
    pub struct RecoveryUndo2 {
        /// When.
        pub time: Logtime,
    }
}

/// A record whose type says it all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bare;

impl Fixed<'_> for Bare {
    const BYTES: usize = 0;

    fn get(_: &mut Decoder<'_>) -> Decoded<Self> {
        Ok(Self)
    }

    fn put(&self, _: &mut impl Place) {}

    fn show(&self, _: &'static str, _: See<'_>) {}
}

record! {
    /// A backup or a restore, noted with a path. Source: ESE `logapi.hxx`, `LRLOGRESTORE`,
    /// `LREXTRESTORE`.
    pub struct PathNote<'a> {
        /// The path, or a name and a path.
        pub text: Text<'a> => u16,
    }
    tail: text;
}

record! {
    /// A note for people. Source: ESE `logapi.hxx`, `LRTRACE`, `LRFORCELOGROLLOVER`.
    pub struct Trace<'a> {
        /// The session.
        pub procid: Procid,
        /// The note.
        pub text: Text<'a> => u16,
    }
    tail: text;
}

fixed! {
    /// A call, noted for people. Source: ESE `logapi.hxx`, `LRJETOP`.
    pub struct JetOp {
        /// The session.
        pub procid: Procid,
        /// The call.
        pub op: u8,
    }
}

record! {
    /// A backup, as noted by old engines. Source: ESE `logapi.hxx`, `LRLOGBACKUP_OBSOLETE`.
    pub struct Backup<'a> {
        /// Its kind.
        pub kind: u8,
        /// 0.
        pub reserved: u8,
        /// The path.
        pub path: Text<'a> => u16,
    }
    tail: path;
}

record! {
    /// A step of a backup. Source: ESE `logapi.hxx`, `LRLOGBACKUP`.
    pub struct Backup2<'a> {
        /// The step.
        pub phase: BackupPhase,
        /// 0 streaming, 1 snapshot of the volume, 2 snapshot, 3 surrogate.
        pub kind: u32,
        /// Of what.
        pub scope: BackupScope,
        /// The database.
        pub dbid: DbId,
        /// What goes into the database's header, in the step `Update`.
        pub info: BackupInfo,
        /// 0.
        pub reserved: u8,
        /// The path.
        pub path: Text<'a> => u16,
    }
    tail: path;
}

choice! {
    /// A step of a backup. Only `Update` changes anything: the database's header.
    pub enum BackupPhase(u8) {
        /// It begins.
        Begin = 1,
        /// Logs are about to be read.
        PrepareLogs = 2,
        /// Logs are about to be removed.
        Truncate = 3,
        /// The header is updated.
        Update = 4,
        /// It was given up.
        Abort = 5,
        /// It is complete.
        Stop = 6,
    }
}

choice! {
    /// What is backed up.
    pub enum BackupScope(u8) {
        /// All.
        Full = 1,
        /// Logs since the last one.
        Incremental = 2,
        /// All, as a mere copy.
        Copy = 5,
        /// Logs since the last full one.
        Differential = 6,
    }
}

/// 8-bit text, up to a NUL if there is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Text<'a>(pub &'a [u8]);

impl<'a> Tail<'a> for Text<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        Some(Self(bytes))
    }

    fn as_bytes(&self) -> &'a [u8] {
        self.0
    }

    fn show(&self, name: &'static str, see: See<'_>) {
        see(name, Value::Path(crate::file::PathName { bytes: self.0, is_unicode: false }));
    }
}

fixed! {
    /// Checksum of the sectors since the last such record, in logs before 1998.
    /// Source: ESE `logapi.hxx`, `LRMS`.
    pub struct MultiSector {
        /// Bytes into the sector of the next such record.
        pub forward_offset: u16,
        /// The checksum.
        pub checksum: u32,
        /// Sector of the next such record.
        pub forward_sector: u16,
    }
}

fixed! {
    /// Checksum of the bytes around it, in logs of major version 7.
    /// Source: ESE `logapi.hxx`, `LRCHECKSUM`.
    pub struct Checksum {
        /// Bytes before the record that it covers.
        pub backward_bytes: u32,
        /// Bytes behind the record that it covers.
        pub forward_bytes: u32,
        /// Bytes from the end of the record to the next such record, 0 in the last one.
        pub next_bytes: u32,
        /// The checksum of both ranges.
        pub checksum: u32,
        /// The checksum of the record's sector.
        pub short_checksum: u32,
        /// 0x9A when the checksum of the sector counts, 0xD1 when it does not.
        pub use_short: u8,
    }
}
