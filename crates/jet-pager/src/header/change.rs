//! How a database header changes: one method per event in the life of a database.
//!
//! The methods change the header in memory; writing it is `write.rs`. What they assert are our own
//! mistakes: whether a header found on disk may be attached is asked first
//! ([`DbHeader::check_attachable`]).
//!
//! Source: ESE `daedef.hxx` (`DBFILEHDR::SetDbstate`), `db.cxx` (create, attach, detach), `log.cxx`
//! (`ErrLGUpdateGenRequired`).

use std::path::Path;

use jet_types::{BackupInfo, DbId, Dbtime, JetErr, Lgpos, Logtime, Objid, PageSize, Signature};
use zerocopy::FromZeros;
use zerocopy::little_endian::U32;

use super::{DbHeader, DbState, DiskHeader, FORMAT_MAJOR, HeaderCopies, MAGIC};
use crate::error::{PagerError, Result};

/// A format version; features need a certain one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FormatVersion {
    /// Major version, 0x620 ever since.
    pub major: u32,
    /// Update, for changes that older engines must not touch.
    pub update: u32,
    /// Minor update, for changes that older engines may ignore.
    pub minor: u32,
}

impl FormatVersion {
    /// What every file is created as, and the newest that every engine since Windows 8 accepts.
    pub const CREATED: Self = Self { major: FORMAT_MAJOR, update: 20, minor: 0 };
    /// From here on new long values have numbers of 64 bits.
    pub const WIDE_LONG_VALUES: Self = Self { major: FORMAT_MAJOR, update: 70, minor: 160 };
    /// From here on the header keeps the position of the last change of the file's size.
    pub const LAST_RESIZE: Self = Self { major: FORMAT_MAJOR, update: 110, minor: 240 };
    /// From here on the header keeps when the last required generation was created.
    pub const TIME_MAX_REQUIRED: Self = Self { major: FORMAT_MAJOR, update: 150, minor: 320 };
}

/// What a new database is.
#[derive(Clone, Debug)]
pub struct NewDb {
    /// Bytes per page.
    pub page_size: PageSize,
    /// Its number among the attached ones.
    pub dbid: DbId,
    /// Its identity, fresh.
    pub sign_db: Signature,
    /// The log stream, and the position of the record that creates the database in it; `None` for
    /// a database without a log.
    pub log: Option<(Signature, Lgpos)>,
}

/// A log generation, as headers know it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Generation {
    /// Its number, from 1.
    pub number: u32,
    /// When its file was created.
    pub created: Logtime,
}

/// An attachment to a log stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AttachedTo {
    /// The stream.
    pub sign_log: Signature,
    /// The record of the attachment.
    pub lgpos: Lgpos,
    /// The generation the database needs from now on; the one of the record, but when recovery
    /// repeats an attachment, the one it is at.
    pub generation: Generation,
    /// Whether recovery does it.
    pub is_redo: bool,
}

impl DbState {
    /// Its number.
    pub fn raw(self) -> u32 {
        match self {
            Self::JustCreated => 1,
            Self::DirtyShutdown => 2,
            Self::CleanShutdown => 3,
            Self::BeingConverted => 4,
            Self::ForceDetach => 5,
            Self::IncrementalReseedInProgress => 6,
            Self::DirtyAndPatchedShutdown => 7,
            Self::RevertInProgress => 8,
            Self::Unknown(raw) => raw,
        }
    }

    /// Whether a database may go from this state to that.
    pub fn may_become(self, next: Self) -> bool {
        use DbState::{
            BeingConverted, CleanShutdown, DirtyAndPatchedShutdown, DirtyShutdown,
            IncrementalReseedInProgress, JustCreated, RevertInProgress, Unknown,
        };
        match self {
            Unknown(0) => next == JustCreated,
            JustCreated => next == DirtyShutdown,
            DirtyShutdown => {
                matches!(next, CleanShutdown | IncrementalReseedInProgress | RevertInProgress)
            }
            CleanShutdown => matches!(next, DirtyShutdown | RevertInProgress),
            BeingConverted => next == CleanShutdown,
            IncrementalReseedInProgress => next == DirtyAndPatchedShutdown,
            DirtyAndPatchedShutdown => {
                matches!(next, DirtyShutdown | IncrementalReseedInProgress | RevertInProgress)
            }
            RevertInProgress => {
                matches!(
                    next,
                    DirtyAndPatchedShutdown | CleanShutdown | DirtyShutdown | JustCreated
                )
            }
            DbState::ForceDetach | Unknown(_) => false,
        }
    }
}

impl DbHeader {
    /// The header of a new database, just created.
    pub fn create(new: &NewDb) -> Self {
        let mut disk = DiskHeader::new_zeroed();
        disk.magic = MAGIC.into();
        disk.version = FormatVersion::CREATED.major.into();
        disk.update_major = FormatVersion::CREATED.update.into();
        disk.create_version = FormatVersion::CREATED.major.into();
        disk.create_update = FormatVersion::CREATED.update.into();
        disk.file_type = 1.into();
        disk.page_bytes = new.page_size.get().into();
        disk.dbid = u32::from(new.dbid.get()).into();
        disk.sign_db = new.sign_db;
        disk.dbtime = Dbtime::START.get().into();
        let copies = HeaderCopies::Equal;
        let mut header = Self { disk, page_size: new.page_size, copies, rest: Vec::new() };
        header.set_state(DbState::JustCreated);
        if let Some((sign_log, lgpos)) = new.log {
            header.disk.sign_log = sign_log;
            header.disk.lgpos_attach = lgpos.into();
            header.set_all_generations(lgpos.generation);
        }
        header
    }

    /// The first tables are in the log, or in the file if there is no log: in use from here on.
    /// `current` is the generation the log is at.
    pub fn finish_create(&mut self, current: Option<Generation>, now: Logtime) {
        self.set_state(DbState::DirtyShutdown);
        self.disk.time_attach = now;
        if let Some(current) = current {
            self.set_max_generations(current);
            self.raise_last_resize(self.disk.lgpos_attach.get());
        }
    }

    /// Whether a database with this header may be attached for writing.
    ///
    /// # Errors
    /// [`PagerError::NotADatabase`] with the code of what is in the way.
    pub fn check_attachable(&self, path: &Path) -> Result<()> {
        self.check_version(path)?;
        let code = match self.state() {
            DbState::CleanShutdown => return Ok(()),
            DbState::JustCreated | DbState::ForceDetach | DbState::Unknown(_) => {
                JetErr::DATABASE_CORRUPTED
            }
            DbState::BeingConverted => JetErr::DATABASE_INCOMPLETE_UPGRADE,
            DbState::IncrementalReseedInProgress => JetErr::DATABASE_INCOMPLETE_INCREMENTAL_RESEED,
            DbState::RevertInProgress => JetErr::DATABASE_INCOMPLETE_REVERT,
            DbState::DirtyShutdown | DbState::DirtyAndPatchedShutdown => {
                match self.disk.backup_full_current.generation_low.get() {
                    0 => JetErr::DATABASE_DIRTY_SHUTDOWN,
                    _ => JetErr::SOFT_RECOVERY_ON_BACKUP_DATABASE,
                }
            }
        };
        let what = format!("its state is {}", self.state());
        Err(PagerError::NotADatabase { path: path.to_owned(), what, code })
    }

    /// The record of an attachment is durable: in use from here on. Recovery calls it for a
    /// database that was clean, or is dirty and attached again.
    pub fn attach(&mut self, to: &AttachedTo, dbid: DbId, now: Logtime) {
        if self.state() != DbState::DirtyShutdown {
            assert!(to.is_redo || self.state() == DbState::CleanShutdown, "{}", self.state());
            self.set_state(DbState::DirtyShutdown);
            self.set_all_generations(to.generation.number);
            self.set_max_generations(to.generation);
        }
        let is_other_stream = self.disk.sign_log != to.sign_log;
        self.forget_backups(is_other_stream);
        self.disk.lgpos_attach = to.lgpos.into();
        self.disk.time_last_reattach = Logtime::default();
        self.disk.lgpos_last_reattach = Lgpos::NONE.into();
        if is_other_stream {
            self.disk.lgpos_consistent = Lgpos::NONE.into();
            self.disk.lgpos_last_resize = Lgpos::NONE.into();
            self.disk.sign_log = to.sign_log;
        }
        self.raise_last_resize(to.lgpos);
        let recovering = if to.is_redo { to.lgpos.generation } else { 0 };
        self.disk.generation_recovering = signed(recovering).into();
        self.note_attached(dbid, now);
    }

    /// In use from here on, without a log: the file has no past in any log stream any more, so its
    /// identity is new.
    pub fn attach_unlogged(&mut self, sign_db: Signature, dbid: DbId, now: Logtime) {
        self.set_state(DbState::DirtyShutdown);
        self.forget_backups(true);
        self.disk.sign_db = sign_db;
        self.disk.generation_recovering = 0.into();
        self.note_attached(dbid, now);
    }

    fn note_attached(&mut self, dbid: DbId, now: Logtime) {
        self.disk.time_attach = now;
        self.disk.lgpos_detach = Lgpos::NONE.into();
        self.disk.time_detach = Logtime::default();
        self.disk.dbid = u32::from(dbid.get()).into();
    }

    /// All pages are durable, and so is the record that says so, if there is a log: the database
    /// is clean.
    pub fn detach(&mut self, lgpos: Option<Lgpos>, now: Logtime) {
        self.set_state(DbState::CleanShutdown);
        if let Some(lgpos) = lgpos {
            self.disk.lgpos_detach = lgpos.into();
            self.disk.lgpos_consistent = lgpos.into();
            self.raise_last_resize(lgpos);
        }
        self.disk.time_detach = now;
        self.disk.time_consistent = now;
        self.disk.generation_recovering = 0.into();
        self.disk.backup_snapshot_current = BackupInfo::new_zeroed();
    }

    /// All pages are durable, and the database is clean, as one of no log stream at all: what an
    /// engine that has other logs, or none, can attach.
    pub fn detach_from_stream(&mut self, now: Logtime) {
        self.detach(None, now);
        self.disk.sign_log = Signature::default();
        let none = Lgpos::NONE.into();
        self.disk.lgpos_attach = none;
        self.disk.lgpos_consistent = none;
        self.disk.lgpos_detach = none;
        self.disk.lgpos_last_resize = none;
    }

    /// A generation is about to take records, or to be replayed: pages with changes of it may be
    /// written, and recovery needs it.
    pub fn require(&mut self, generation: Generation) {
        let number = signed(generation.number);
        if number >= self.disk.generation_max_required.get() {
            self.disk.generation_max_required = number.into();
            self.set_time_max_required(generation.created);
        }
        if number >= self.disk.generation_max_committed.get() {
            self.disk.generation_max_committed = number.into();
            self.disk.time_generation_max_created = generation.created;
        }
    }

    /// The checkpoint has moved: recovery starts there.
    pub fn start_at(&mut self, generation: u32) {
        let attached = self.disk.lgpos_attach.get().generation;
        let least = generation.max(attached).min(self.required().1);
        for field in
            [&mut self.disk.generation_min_required, &mut self.disk.generation_min_consistent]
        {
            *field = signed(least.max(u32_of(field.get()))).into();
        }
        let least = self.disk.generation_min_required.get();
        for field in [
            &mut self.disk.generation_pre_redo_min_required,
            &mut self.disk.generation_pre_redo_min_consistent,
        ] {
            if field.get() <= least {
                *field = 0.into();
            }
        }
    }

    /// Recovery has come to this generation.
    pub fn recover(&mut self, generation: Generation) {
        self.require(generation);
        self.disk.generation_recovering = signed(generation.number).into();
    }

    /// Generations after this one are lost, with the commits in them, and nobody asks for them any
    /// more.
    pub fn give_up_after(&mut self, last: Generation) {
        assert!(self.required().1 <= last.number, "required up to {}", self.required().1);
        self.disk.generation_max_committed = signed(last.number).into();
        self.disk.time_generation_max_created = last.created;
        self.disk.generation_recovering = 0.into();
    }

    /// The file has grown, by the record at this position.
    pub fn note_extended(&mut self, lgpos: Lgpos, now: Logtime) {
        count_up(&mut self.disk.extend_count);
        self.disk.time_last_extend = now;
        self.raise_last_resize(lgpos);
    }

    /// The file was cut, by the record at this position.
    pub fn note_shrunk(&mut self, lgpos: Lgpos, now: Logtime) {
        count_up(&mut self.disk.shrink_count);
        self.disk.time_last_shrink = now;
        self.raise_last_resize(lgpos);
    }

    /// Raises the format version; never lowers it.
    pub fn raise_version(&mut self, version: FormatVersion) {
        if version > self.version() {
            self.disk.version = version.major.into();
            self.disk.update_major = version.update.into();
            self.disk.update_minor = version.minor.into();
        }
    }

    /// The format version.
    pub fn version(&self) -> FormatVersion {
        FormatVersion {
            major: self.disk.version.get(),
            update: self.disk.update_major.get(),
            minor: self.disk.update_minor.get(),
        }
    }

    /// The first and the last generation recovery needs; 0 when none.
    pub fn required(&self) -> (u32, u32) {
        let (first, last) =
            (&self.disk.generation_min_required, &self.disk.generation_max_required);
        (u32_of(first.get()), u32_of(last.get()))
    }

    /// Takes over what the running engine has handed out.
    pub(crate) fn set_counters(&mut self, dbtime: Dbtime, objid: Objid) {
        self.disk.dbtime = dbtime.get().max(self.disk.dbtime.get()).into();
        self.disk.objid_last = objid.get().max(self.disk.objid_last.get()).into();
    }

    /// Whether the generations and positions make sense beside each other.
    ///
    /// # Errors
    /// [`PagerError::NotADatabase`] with `JET_errDatabaseCorrupted`.
    pub fn check_sound(&self, path: &Path) -> Result<()> {
        let Some(what) = self.flaw() else { return Ok(()) };
        let code = JetErr::DATABASE_CORRUPTED;
        Err(PagerError::NotADatabase { path: path.to_owned(), what, code })
    }

    /// What must hold of every header that is written.
    pub(crate) fn assert_sound(&self) {
        let flaw = self.flaw();
        assert!(flaw.is_none(), "{}", flaw.unwrap_or_default());
    }

    fn flaw(&self) -> Option<String> {
        let disk = &self.disk;
        let (first, last) = self.required();
        let committed = u32_of(disk.generation_max_committed.get());
        let consistent = u32_of(disk.generation_min_consistent.get());
        let (resized, attach) = (disk.lgpos_last_resize.get(), disk.lgpos_attach.get());
        if first > last || last > committed {
            return Some(format!("generations {first} {last} {committed}"));
        }
        if consistent > last || (consistent != 0 && consistent < first) {
            return Some(format!("consistent from {consistent}, required {first} to {last}"));
        }
        if !resized.is_none() && resized < attach {
            return Some(format!("resized at {resized}, attached at {attach}"));
        }
        let is_state = (1..=8).contains(&disk.state.get());
        (!is_state).then(|| format!("state {}", self.state()))
    }

    fn set_state(&mut self, next: DbState) {
        assert!(self.state().may_become(next), "{} does not become {next}", self.state());
        self.disk.state = next.raw().into();
        self.disk.generation_pre_redo_min_required = 0.into();
        self.disk.generation_pre_redo_min_consistent = 0.into();
        if next != DbState::DirtyShutdown {
            self.set_all_generations(0);
            self.disk.time_generation_max_created = Logtime::default();
            self.disk.time_generation_max_required = Logtime::default();
        }
    }

    fn set_all_generations(&mut self, generation: u32) {
        let generation = signed(generation).into();
        self.disk.generation_min_required = generation;
        self.disk.generation_min_consistent = generation;
        self.disk.generation_max_required = generation;
        self.disk.generation_max_committed = generation;
    }

    fn set_max_generations(&mut self, generation: Generation) {
        self.disk.generation_max_required = signed(generation.number).into();
        self.disk.generation_max_committed = signed(generation.number).into();
        self.disk.time_generation_max_created = generation.created;
        self.set_time_max_required(generation.created);
    }

    fn set_time_max_required(&mut self, created: Logtime) {
        if self.version() >= FormatVersion::TIME_MAX_REQUIRED {
            self.disk.time_generation_max_required = created;
        }
    }

    fn raise_last_resize(&mut self, lgpos: Lgpos) {
        let has_it = self.version() >= FormatVersion::LAST_RESIZE;
        if has_it && lgpos > self.disk.lgpos_last_resize.get() {
            self.disk.lgpos_last_resize = lgpos.into();
        }
    }

    /// Backups of another stream mean nothing here; those in progress are over.
    fn forget_backups(&mut self, all: bool) {
        let disk = &mut self.disk;
        disk.backup_full_current = BackupInfo::new_zeroed();
        disk.backup_snapshot_current = BackupInfo::new_zeroed();
        if all {
            for prev in [
                &mut disk.backup_full_prev,
                &mut disk.backup_incremental_prev,
                &mut disk.backup_copy_prev,
                &mut disk.backup_differential_prev,
            ] {
                *prev = BackupInfo::new_zeroed();
            }
            for kind in [
                &mut disk.backup_full_prev_type,
                &mut disk.backup_incremental_prev_type,
                &mut disk.backup_copy_prev_type,
                &mut disk.backup_differential_prev_type,
            ] {
                *kind = 0.into();
            }
        }
    }
}

fn count_up(count: &mut U32) {
    count.set(count.get().saturating_add(1));
}

fn signed(generation: u32) -> i32 {
    i32::try_from(generation).unwrap_or(i32::MAX)
}

/// Damage may have made it negative.
fn u32_of(generation: i32) -> u32 {
    u32::try_from(generation).unwrap_or(0)
}
