//! `JetPrepareUpdate`, `JetSetColumn`, `JetUpdate`, `JetDelete`, `JetEscrowUpdate`, `JetGetLock`.

use jet_table::record::Fit;
use jet_table::table::Table;
use jet_table::update::{LongValueAccess, Prepare, Setting, Writing};
use jet_table::{Refusal, TableError, ddl};
use jet_types::grbit::{EscrowUpdate, Lock, SetColumn, Update};
use jet_types::{ColumnId, JetErr};

use crate::bookmark::Place;
use crate::call::CursorCall;
use crate::engine::Engine;
use crate::error::{ApiError, InCall, Result, refuse};
use crate::handle::{Sesid, Tableid};

/// `JET_prepCancel`.
const CANCEL: u32 = 3;

/// `JET_SETINFO`: which value is set, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SetInfo {
    /// The size the caller says it has; [`SetInfo::BYTES`] or more.
    pub struct_bytes: u32,
    /// Where in a long value to write.
    pub offset: u32,
    /// Which value, from 1; 0 adds one.
    pub number: u32,
}

impl SetInfo {
    /// The size of the structure.
    pub const BYTES: u32 = 12;
}

impl std::default::Default for SetInfo {
    /// The first value, from its start.
    fn default() -> Self {
        Self { struct_bytes: Self::BYTES, offset: 0, number: 1 }
    }
}

/// `JET_SETCOLUMN`: a value to set, and what became of it.
#[derive(Debug)]
pub struct SetElement<'d> {
    /// The column.
    pub column: ColumnId,
    /// The value; none is a null pointer.
    pub data: Option<&'d [u8]>,
    /// The size the caller says it has.
    pub size: usize,
    /// How.
    pub grbit: SetColumn,
    /// Where in a long value to write.
    pub offset: u32,
    /// Which value, from 1; 0 adds one.
    pub number: u32,
    /// Written with success or a warning; what fails ends the call.
    pub code: Option<JetErr>,
}

impl Engine {
    /// Prepares an update, or forgets what was prepared. `prep` is a number of `JET_prep...`.
    /// Source: `JetPrepareUpdate`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errPermissionDenied`, `JET_errTransReadOnly`,
    /// `JET_errAlreadyPrepared`, `JET_errUpdateNotPrepared`, `JET_errInvalidParameter`,
    /// `JET_errNotInTransaction`, `JET_errNoCurrentRecord`, `JET_errRecordDeleted`,
    /// `JET_errWriteConflict`, `JET_errOutOfAutoincrementValues`.
    pub fn prepare_update(&self, sesid: Sesid, tableid: Tableid, prep: u32) -> Result<()> {
        const CALL: &str = "JetPrepareUpdate";
        self.on_cursor(CALL, sesid, tableid, |call| {
            let prepare = match prep {
                0 => Prepare::Insert,
                2 => Prepare::Replace,
                CANCEL => {
                    call.check_updatable()?;
                    if !call.cursor().is_update_prepared() {
                        return Err(Refusal::UpdateNotPrepared).in_call(CALL);
                    }
                    return call.forget_update();
                }
                4 => Prepare::ReplaceNoLock,
                5 => Prepare::InsertCopy,
                7 => Prepare::InsertCopyDeleteOriginal,
                8 => Prepare::ReadOnlyCopy,
                9 => Prepare::InsertCopyReplaceOriginal,
                _ => {
                    call.check_updatable()?;
                    return refuse(CALL, JetErr::INVALID_PARAMETER);
                }
            };
            if prepare != Prepare::ReadOnlyCopy {
                call.check_updatable()?;
            }
            let is_in_transaction = call.level() > 0;
            call.open.levels.prepared = call.level();
            call.write_unowned(|cursor, cx, writer| {
                cursor.prepare(cx, writer, prepare, is_in_transaction)
            })
        })
    }

    /// Sets a value in the row that is prepared. Returns success, or `JET_wrnColumnMaxTruncated`.
    /// Source: `JetSetColumn`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errPermissionDenied`, `JET_errTransReadOnly`,
    /// `JET_errUpdateNotPrepared`, `JET_errInvalidParameter`, `JET_errBadColumnId`,
    /// `JET_errColumnNotFound`, `JET_errInvalidColumnType`, `JET_errNotInTransaction`,
    /// `JET_errInvalidGrbit`, `JET_errNullInvalid`, `JET_errInvalidBufferSize`,
    /// `JET_errColumnTooBig`, `JET_errRecordTooBig`, `JET_errColumnNoChunk`,
    /// `JET_errMultiValuedDuplicate`.
    #[expect(clippy::too_many_arguments, reason = "those of the JET function")]
    pub fn set_column(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        column: ColumnId,
        data: Option<&[u8]>,
        size: usize,
        grbit: SetColumn,
        info: Option<&SetInfo>,
    ) -> Result<JetErr> {
        const CALL: &str = "JetSetColumn";
        self.on_cursor(CALL, sesid, tableid, |call| {
            call.check_updatable()?;
            if info.is_some_and(|info| info.struct_bytes < SetInfo::BYTES) {
                return refuse(CALL, JetErr::INVALID_PARAMETER);
            }
            let SetInfo { offset, number, .. } = info.copied().unwrap_or_default();
            let setting = Setting { column, number, offset, size: 0, options: grbit };
            set(call, setting, data, size)
        })
    }

    /// Sets several values; the first that fails ends the call. Returns success, or the last
    /// warning. Source: `JetSetColumns`.
    ///
    /// # Errors
    /// As [`set_column`](Self::set_column).
    pub fn set_columns(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        elements: &mut [SetElement<'_>],
    ) -> Result<JetErr> {
        const CALL: &str = "JetSetColumns";
        self.on_cursor(CALL, sesid, tableid, |call| {
            call.check_updatable()?;
            let mut last = JetErr::SUCCESS;
            for element in elements {
                let SetElement { column, number, offset, grbit: options, .. } = *element;
                let setting = Setting { column, number, offset, size: 0, options };
                let code = set(call, setting, element.data, element.size)?;
                element.code = Some(code);
                if code != JetErr::SUCCESS {
                    last = code;
                }
            }
            // A truncated value of one of several is told in its place only.
            Ok(if last == JetErr::WRN_COLUMN_MAX_TRUNCATED { JetErr::SUCCESS } else { last })
        })
    }

    /// Writes what is prepared; the bookmark goes to `place`. Source: `JetUpdate2`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errUpdateNotPrepared`, `JET_errNullInvalid`,
    /// `JET_errKeyDuplicate`, `JET_errNullKeyDisallowed`, `JET_errKeyTruncated`,
    /// `JET_errWriteConflict`, `JET_errRecordPrimaryChanged`, `JET_errRecordDeleted`,
    /// `JET_errBufferTooSmall`, `JET_errRecordTooBig`, `JET_errVersionStoreOutOfMemory`,
    /// `JET_errDiskFull`, `JET_errSessionSharingViolation`, `JET_errUpdateMustVersion`. The update
    /// is still prepared then.
    pub fn update(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        place: &mut Place<'_>,
        grbit: Update,
    ) -> Result<()> {
        const CALL: &str = "JetUpdate";
        self.on_cursor(CALL, sesid, tableid, |call| {
            if !call.cursor().is_update_prepared() {
                return Err(Refusal::UpdateNotPrepared).in_call(CALL);
            }
            if grbit.contains(Update::NO_VERSION) {
                return refuse(CALL, JetErr::UPDATE_MUST_VERSION);
            }
            let writing = Writing {
                bookmark_room: place.buffer.as_ref().map(|buffer| buffer.len()),
                enforce_optional: grbit.contains(Update::ENFORCE_OPTIONALLY_UNIQUE_INDICES),
            };
            let written = call.write(|cursor, cx, writer| cursor.update(cx, writer, writing));
            if let Some(bookmark) = call.cursor().written_bookmark() {
                place.put(bookmark);
            }
            written.map(drop)
        })
    }

    /// Deletes the current record. Source: `JetDelete`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errPermissionDenied`, `JET_errTransReadOnly`,
    /// `JET_errNoCurrentRecord`, `JET_errRecordDeleted`, `JET_errWriteConflict`,
    /// `JET_errAlreadyPrepared`, `JET_errVersionStoreOutOfMemory`,
    /// `JET_errSessionSharingViolation`.
    pub fn delete(&self, sesid: Sesid, tableid: Tableid) -> Result<()> {
        self.on_cursor("JetDelete", sesid, tableid, |call| {
            call.check_updatable()?;
            if !call.cursor().is_move_prepared() {
                call.forget_update()?;
            }
            call.write(|cursor, cx, writer| cursor.delete(cx, writer))
        })
    }

    /// Adds to a counter of the current record; what it was for this session goes to `old`. Source:
    /// `JetEscrowUpdate`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errNotInTransaction`, `JET_errPermissionDenied`,
    /// `JET_errTransReadOnly`, `JET_errAlreadyPrepared`, `JET_errInvalidBufferSize`,
    /// `JET_errInvalidOperation`, `JET_errNoCurrentRecord`, `JET_errRecordDeleted`,
    /// `JET_errWriteConflict`.
    pub fn escrow_update(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        column: ColumnId,
        by: &[u8],
        old: &mut Place<'_>,
        grbit: EscrowUpdate,
    ) -> Result<()> {
        const CALL: &str = "JetEscrowUpdate";
        let is_lasting = grbit.contains(EscrowUpdate::NO_ROLLBACK);
        self.on_cursor(CALL, sesid, tableid, |call| {
            if call.level() == 0 {
                return refuse(CALL, JetErr::NOT_IN_TRANSACTION);
            }
            call.check_updatable()?;
            let was = call.write(|cursor, cx, writer| {
                cursor.escrow_update(cx, writer, column, by, is_lasting)
            })?;
            old.put(was.to_le_bytes().get(..by.len()).unwrap_or_default());
            Ok(())
        })
    }

    /// Locks the current record to the end of the transaction. Source: `JetGetLock`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errNotInTransaction`, `JET_errInvalidGrbit`,
    /// `JET_errPermissionDenied`, `JET_errTransReadOnly`, `JET_errNoCurrentRecord`,
    /// `JET_errRecordDeleted`, `JET_errWriteConflict`.
    pub fn get_lock(&self, sesid: Sesid, tableid: Tableid, grbit: Lock) -> Result<()> {
        const CALL: &str = "JetGetLock";
        self.on_cursor(CALL, sesid, tableid, |call| {
            if call.level() == 0 {
                return refuse(CALL, JetErr::NOT_IN_TRANSACTION);
            }
            let to_write = match grbit {
                Lock::READ_LOCK => false,
                Lock::WRITE_LOCK => true,
                _ => return refuse(CALL, JetErr::INVALID_GRBIT),
            };
            if to_write {
                call.check_updatable()?;
            }
            call.write_unowned(|cursor, cx, writer| cursor.lock(cx, writer, to_write))
        })
    }
}

/// Sets a value.
fn set(
    call: &mut CursorCall<'_>,
    setting: Setting,
    data: Option<&[u8]>,
    size: usize,
) -> Result<JetErr> {
    if size > i32::MAX as usize {
        return refuse(call.caller.name, JetErr::INVALID_PARAMETER);
    }
    // Without data only a long value has a size.
    let setting = Setting { size: if data.is_none() { size as u32 } else { 0 }, ..setting };
    let fit = if call.level() == 0 {
        call.cursor().set_column(None, &setting, data).in_call(call.caller.name)?
    } else {
        match set_in_transaction(call, &setting, data) {
            // The first long value of the table that does not stay in its record.
            Err(ApiError::Table { source: TableError::Refused(Refusal::NoLongValues), .. }) => {
                call.define(|tables, table, cx, writer| {
                    ddl::create_long_values(cx, writer, tables, table).map(drop)
                })?;
                set_in_transaction(call, &setting, data)?
            }
            set => set?,
        }
    };
    Ok(if fit == Fit::Cut { JetErr::WRN_COLUMN_MAX_TRUNCATED } else { JetErr::SUCCESS })
}

fn set_in_transaction(
    call: &mut CursorCall<'_>,
    setting: &Setting,
    data: Option<&[u8]>,
) -> Result<Fit> {
    call.write_unowned(|cursor, cx, writer| {
        let mut new_tree = |_: &Table| Err(Refusal::NoLongValues.into());
        let access = LongValueAccess { cx, writer, new_tree: &mut new_tree };
        cursor.set_column(Some(access), setting, data)
    })
}
