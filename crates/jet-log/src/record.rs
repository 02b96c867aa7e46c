//! Log records: what changed, byte for byte as ESE writes it.
//!
//! A [`Record`] borrows its variable parts, so that neither reading nor writing copies them twice.
//! Its length is known before it is written: the log buffer reserves [`Record::encoded_len`]
//! bytes, and [`Record::encode`] fills them.
//!
//! Not here: pieces of records that are cut at a segment's end are put together by the reader;
//! the diffs inside [`Replace`] and the page images inside [`Split2`], [`Merge2`] and [`PageMove`]
//! are for those who know pages.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod change;
mod database;
mod engine;
pub mod fragment;
mod ignorable;
mod node;
mod space;
mod tree;
mod trx;
mod value;

#[cfg(test)]
mod tests;

use std::fmt;

pub use change::{ChangeFlags, NodeChange, PageChange, VersionOper};
pub use database::{
    AttachDb, AttachFlags, CreateDb, CreateDbFinish, DetachDb, DetachFlags, PagePatchRequest,
    ReattachDb, ScanCheck, ScanCheck2, ScanFlags, SetDbVersion, SignalAttachDb, StoredPath,
};
pub use engine::{
    Backup, Backup2, BackupPhase, BackupScope, Bare, Checksum, Init, Init2, JetOp, MultiSector,
    PathNote, RecoveryUndo2, Term, Term2, Text, Trace,
};
pub use ignorable::{CommitContext, Ignored, MacroInfo, MacroInfo2, Padding, Skippable};
pub use node::{
    Delete, Delta, Delta64, FlagInsert, FlagInsertAndReplaceData, Insert, Replace, Scrub,
    ScrubFlags, SetExternalHeader, Undo, UndoInfo,
};
pub use space::{
    ConvertFdp, ConvertFdp2, CreateMultipleExtentFdp, CreateSingleExtentFdp, ExtendDb, ExtentFreed,
    ExtentFreed2, FdpKind, FreeFdp, FreedFlags, ShrinkDb, ShrinkDb3, TrimDb,
};
pub use tree::{
    EmptiedPage, EmptyTree, ImageFlags, Merge, Merge2, MergeFlags, MergeKind, MergePlan, MoveFlags,
    NewPage, PageMove, PrefixLine, RootPageMove, Split, Split2, SplitKind, SplitOper, SplitPlan,
};
pub use trx::{
    Begin, Begin0, Commit, Commit0, CommitContextFlags, Levels, Macro, PrepareCommit, Refresh,
    Rollback, SessionNote,
};
pub use value::{FlagBit, Value};

use crate::codec::{BadRecord, Decoder, Flaw, Layout, Place, See};
use crate::file::LogVersion;

/// The type of the record that fills the rest of a segment, byte for byte.
pub const NOP: u8 = 0;
/// The type of a record's first piece.
pub const FRAGMENT_BEGIN: u8 = 76;
/// The type of a record's other pieces.
pub const FRAGMENT: u8 = 77;

macro_rules! records {
    ($($(#[$about:meta])* $variant:ident = $kind:literal: $ty:ty,)*) => {
        /// A log record.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[non_exhaustive]
        pub enum Record<'a> {
            $($(#[$about])* $variant($ty),)*
            /// One that has no meaning, and that any engine may skip.
            Ignored(Ignored<'a>),
        }

        impl<'a> Record<'a> {
            /// Its type, as stored.
            pub fn kind(&self) -> u8 {
                match self {
                    $(Self::$variant(_) => $kind,)*
                    Self::Ignored(record) => record.kind,
                }
            }

            /// Its type in words.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => stringify!($variant),)*
                    Self::Ignored(_) => "Ignored",
                }
            }

            /// Bytes it takes.
            pub fn encoded_len(&self) -> usize {
                let length = match self {
                    $(Self::$variant(record) => record.encoded_len(),)*
                    Self::Ignored(record) => record.encoded_len(),
                };
                length.saturating_add(1)
            }

            /// Gives its bytes, piece by piece.
            ///
            /// # Panics
            /// When a variable part is longer than its record can say.
            pub fn write_to(&self, place: &mut impl Place) {
                place.put(&[self.kind()]);
                match self {
                    $(Self::$variant(record) => record.encode(place),)*
                    Self::Ignored(record) => record.encode(place),
                }
            }

            /// Shows it field by field.
            pub fn fields(&self, see: See<'_>) {
                match self {
                    $(Self::$variant(record) => record.fields(see),)*
                    Self::Ignored(record) => record.fields(see),
                }
            }

            fn decode_kind(kind: u8, from: &mut Decoder<'a>) -> Result<Self, BadRecord> {
                Ok(match kind {
                    $($kind => Self::$variant(from.get()?),)*
                    75 | 82..=91 => Self::Ignored(Ignored::decode(kind, from)?),
                    _ => return Err(BadRecord { kind, offset: 0, flaw: Flaw::UnknownKind }),
                })
            }
        }
    };
}

records! {
    /// The engine starts (very old).
    Init = 1: Init<'a>,
    /// The engine ends (very old).
    Term = 2: Term,
    /// Checksum of sectors (very old).
    MultiSector = 3: MultiSector,
    /// The log ends (very old).
    End = 4: Bare,
    /// A session opens levels above 1.
    Begin = 5: Begin,
    /// A session commits levels above 1.
    Commit = 6: Commit,
    /// A session has undone levels.
    Rollback = 7: Rollback,
    /// A session begins a transaction.
    Begin0 = 8: Begin0,
    /// A session commits its transaction.
    Commit0 = 9: Commit0,
    /// A session takes a new snapshot (never logged).
    Refresh = 10: Refresh,
    /// A change of several pages begins.
    MacroBegin = 11: Macro,
    /// A change of several pages is complete.
    MacroCommit = 12: Macro,
    /// A change of several pages was given up.
    MacroAbort = 13: Macro,
    /// A database is made.
    CreateDb = 14: CreateDb<'a>,
    /// A database is attached.
    AttachDb = 15: AttachDb<'a>,
    /// A database is detached.
    DetachDb = 16: DetachDb<'a>,
    /// Recovery begins to undo (very old).
    RecoveryUndo = 17: Bare,
    /// Recovery ends (very old).
    RecoveryQuit = 18: Term,
    /// A full backup (old).
    FullBackup = 19: PathNote<'a>,
    /// An incremental backup (old).
    IncrementalBackup = 20: PathNote<'a>,
    /// A call, noted for people.
    JetOp = 21: JetOp,
    /// A note for people.
    Trace = 22: Trace<'a>,
    /// A clean end begins: all databases are detached.
    ShutDownMark = 23: Bare,
    /// A tree with space trees is made.
    CreateMultipleExtentFdp = 24: CreateMultipleExtentFdp,
    /// A tree without space trees is made.
    CreateSingleExtentFdp = 25: CreateSingleExtentFdp,
    /// A tree gets space trees (old; cannot be replayed).
    ConvertFdp = 26: ConvertFdp,
    /// A page is split (old; cannot be replayed).
    Split = 27: Split<'a>,
    /// A page is merged (old; cannot be replayed).
    Merge = 28: Merge<'a>,
    /// A node is put on a page.
    Insert = 29: Insert<'a>,
    /// A deleted node is deleted no more.
    FlagInsert = 30: FlagInsert<'a>,
    /// A deleted node is deleted no more, with new data.
    FlagInsertAndReplaceData = 31: FlagInsertAndReplaceData<'a>,
    /// A node is marked deleted.
    FlagDelete = 32: Delete,
    /// Data of a node is replaced.
    Replace = 33: Replace<'a>,
    /// Data of a node is replaced; the record holds the differences.
    ReplaceD = 34: Replace<'a>,
    /// A node is taken off its page.
    Delete = 35: Delete,
    /// What data of a node was before.
    UndoInfo = 36: UndoInfo<'a>,
    /// A 32-bit number in a node is added to.
    Delta = 37: Delta<'a>,
    /// The external header of a page is replaced.
    SetExternalHeader = 38: SetExternalHeader<'a>,
    /// A change is undone.
    Undo = 39: Undo<'a>,
    /// Checksum of sectors (major 7).
    Checksum = 42: Checksum,
    /// A restore (old).
    ExternalRestore = 45: PathNote<'a>,
    /// A backup (old).
    Backup = 46: Backup<'a>,
    /// A tree loses all pages but its root.
    EmptyTree = 48: EmptyTree<'a>,
    /// The engine starts.
    Init2 = 49: Init2<'a>,
    /// The engine ends.
    Term2 = 50: Term2,
    /// Recovery begins to undo.
    RecoveryUndo2 = 51: RecoveryUndo2,
    /// Recovery ends.
    RecoveryQuit2 = 52: Term2,
    /// A session begins a distributed transaction (gone).
    BeginDistributed = 53: Begin0,
    /// First half of a distributed commit (gone).
    PrepareCommit = 54: PrepareCommit<'a>,
    /// First half of a distributed rollback (gone).
    PrepareRollback = 55: SessionNote,
    /// A session wanted the log written.
    ForceWriteLog = 57: SessionNote,
    /// A tree gets space trees.
    ConvertFdp2 = 58: ConvertFdp2,
    /// A restore.
    ExternalRestore2 = 59: PathNote<'a>,
    /// A step of a backup.
    Backup2 = 60: Backup2<'a>,
    /// A generation was ended before it was full.
    ForceLogRollover = 61: Trace<'a>,
    /// A page is split.
    Split2 = 62: Split2<'a>,
    /// A page is merged.
    Merge2 = 63: Merge2<'a>,
    /// Bytes that nothing uses are overwritten.
    Scrub = 64: Scrub<'a>,
    /// A page moves.
    PageMove = 65: PageMove<'a>,
    /// A page is damaged.
    PagePatchRequest = 66: PagePatchRequest,
    /// The pages of a macro, in database 1.
    MacroInfo = 67: MacroInfo<'a>,
    /// The file grows.
    ExtendDb = 68: Skippable<ExtendDb>,
    /// What a client wants remembered with a commit.
    CommitContext = 69: CommitContext<'a>,
    /// What a page looked like (old).
    ScanCheck = 70: Skippable<ScanCheck>,
    /// Fills a segment.
    Padding = 71: Padding<'a>,
    /// A database that recovery left attached is in use again.
    ReattachDb = 72: Skippable<ReattachDb>,
    /// The pages of a macro, in another database.
    MacroInfo2 = 73: MacroInfo2<'a>,
    /// A tree is gone.
    FreeFdp = 74: Skippable<FreeFdp>,
    /// The file shrinks.
    ShrinkDb = 78: ShrinkDb,
    /// A database has all it begins with.
    CreateDbFinish = 79: CreateDbFinish,
    /// Recovery ends and leaves databases attached.
    RecoveryQuitKeepAttachments = 80: Term2,
    /// Pages become a hole in the file.
    TrimDb = 81: TrimDb,
    /// The format version of a database is raised.
    SetDbVersion = 92: SetDbVersion,
    /// A 64-bit number in a node is added to.
    Delta64 = 93: Delta64<'a>,
    /// The file shrinks.
    ShrinkDb2 = 94: ShrinkDb,
    /// A page is taken into use.
    NewPage = 95: NewPage,
    /// The root of a tree moves.
    RootPageMove = 96: RootPageMove,
    /// A database is about to be attached.
    SignalAttachDb = 97: SignalAttachDb,
    /// What a page looked like.
    ScanCheck2 = 98: ScanCheck2,
    /// The file shrinks.
    ShrinkDb3 = 99: ShrinkDb3,
    /// Pages are free.
    ExtentFreed = 100: ExtentFreed,
    /// Pages are free.
    ExtentFreed2 = 101: ExtentFreed2,
}

impl<'a> Record<'a> {
    /// The record that begins `bytes`, and its length.
    ///
    /// # Errors
    /// What is wrong, and where in the record. A type of [`NOP`] or of a fragment is not a record.
    pub fn decode(bytes: &'a [u8]) -> Result<(Self, usize), BadRecord> {
        let nothing = BadRecord { kind: NOP, offset: 0, flaw: Flaw::Cut(1) };
        let (kind, mut from) = Decoder::new(bytes).ok_or(nothing)?;
        let record = Self::decode_kind(kind, &mut from)?;
        Ok((record, from.offset()))
    }

    /// Writes the record.
    ///
    /// # Panics
    /// When `place` is not of its [`encoded_len`](Self::encoded_len), or when a variable part is
    /// longer than the record can say.
    pub fn encode(&self, mut place: &mut [u8]) {
        let bytes = self.encoded_len();
        assert!(place.len() == bytes, "a record of {bytes} bytes, a place of {}", place.len());
        self.write_to(&mut place);
    }

    /// The page change it begins with, if it is a change of a page.
    pub fn page(&self) -> Option<&PageChange> {
        Some(match self {
            Self::CreateMultipleExtentFdp(record) => &record.page,
            Self::CreateSingleExtentFdp(record) => &record.page,
            Self::ConvertFdp(record) => &record.page,
            Self::ConvertFdp2(record) => &record.convert.page,
            Self::Split(record) => &record.plan.page,
            Self::Split2(record) => &record.plan.page,
            Self::Merge(record) => &record.plan.page,
            Self::Merge2(record) => &record.plan.page,
            Self::PageMove(record) => &record.page,
            Self::Scrub(record) => &record.page,
            other => &other.node()?.page,
        })
    }

    /// The node change it begins with, if it is a change of a node.
    pub fn node(&self) -> Option<&NodeChange> {
        Some(match self {
            Self::Insert(record) => &record.node,
            Self::FlagInsert(record) => &record.node,
            Self::FlagInsertAndReplaceData(record) => &record.node,
            Self::FlagDelete(record) | Self::Delete(record) => &record.node,
            Self::Replace(record) | Self::ReplaceD(record) => &record.node,
            Self::UndoInfo(record) => &record.node,
            Self::Delta(record) => &record.node,
            Self::Delta64(record) => &record.node,
            Self::SetExternalHeader(record) => &record.node,
            Self::Undo(record) => &record.node,
            Self::EmptyTree(record) => &record.node,
            _ => return None,
        })
    }

    /// Whether it ends a run of the engine: a log that ends with it was closed properly.
    pub fn is_quit(&self) -> bool {
        matches!(
            self,
            Self::Term(_)
                | Self::Term2(_)
                | Self::RecoveryQuit(_)
                | Self::RecoveryQuit2(_)
                | Self::RecoveryQuitKeepAttachments(_)
        )
    }

    /// The first version of the log in which a record of this type may stand.
    pub fn since(&self) -> LogVersion {
        const SEGMENTS: LogVersion = LogVersion::segments(0, 0);
        match self {
            Self::ShrinkDb(_) => LogVersion::segments(1, 0),
            Self::CreateDbFinish(_) => LogVersion::segments(3, 0),
            Self::RecoveryQuitKeepAttachments(_) => LogVersion::segments(4, 0),
            Self::CommitContext(_) => LogVersion::segments(4, 1),
            Self::ScanCheck(_) => LogVersion::segments(4, 2),
            Self::Padding(_) => LogVersion::PADDING,
            Self::TrimDb(_) => LogVersion::segments(4, 4),
            Self::ReattachDb(_) => LogVersion::segments(5, 1),
            Self::MacroInfo2(_) => LogVersion::segments(5, 14),
            Self::FreeFdp(_) => LogVersion::segments(5, 16),
            Self::SetDbVersion(_) => LogVersion::segments(6, 20),
            Self::Delta64(_) => LogVersion::segments(20, 60),
            Self::ShrinkDb2(_) => LogVersion::segments(30, 80),
            Self::NewPage(_) => LogVersion::segments(40, 100),
            Self::RootPageMove(_) | Self::SignalAttachDb(_) => LogVersion::segments(50, 120),
            Self::ScanCheck2(_) => LogVersion::segments(60, 140),
            Self::ShrinkDb3(_) => LogVersion::segments(70, 160),
            Self::ExtentFreed(_) => LogVersion::segments(90, 200),
            Self::ExtentFreed2(_) => LogVersion::segments(120, 260),
            _ => SEGMENTS,
        }
    }
}

impl fmt::Display for Record<'_> {
    /// Its name alone; for its fields see [`Record::fields`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
