//! `JetRetrieveColumn`, `JetRetrieveColumns`, `JetEnumerateColumns`, `JetGetRecordSize`.

use jet_table::Cursor;
pub use jet_table::retrieve::enumerate::{EnumColumn, EnumValue, EnumWanted, Enumerated};
pub use jet_table::retrieve::size::Size;
use jet_table::retrieve::{Retrieved, Target, ValueState, Wanted};
use jet_types::grbit::{Enumerate, RecordSize, Retrieve};
use jet_types::{ColumnId, JetErr};

use crate::call::CursorCall;
use crate::engine::Engine;
use crate::error::{Result, refuse};
use crate::handle::{Sesid, Tableid};

/// `JET_RETINFO`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RetInfo {
    /// The size the caller says it has; [`RetInfo::BYTES`] or more.
    pub struct_bytes: u32,
    /// The byte of a long value to start at.
    pub offset: u32,
    /// Which value, from 1; written with the one retrieved.
    pub number: u32,
    /// Written with the column retrieved.
    pub column: Option<ColumnId>,
}

impl RetInfo {
    /// The size of the structure.
    pub const BYTES: u32 = 16;
}

impl std::default::Default for RetInfo {
    /// The first value, from its start.
    fn default() -> Self {
        Self { struct_bytes: Self::BYTES, offset: 0, number: 1, column: None }
    }
}

/// `JET_RETRIEVECOLUMN`: a value wanted, and what became of it.
#[derive(Debug)]
pub struct RetrieveElement<'b> {
    /// The column.
    pub column: ColumnId,
    /// Where the value goes.
    pub buffer: Option<&'b mut [u8]>,
    /// How to retrieve it.
    pub grbit: Retrieve,
    /// The byte of a long value to start at.
    pub offset: u32,
    /// Which value, from 1; 0 counts them. Written with the count or the value retrieved.
    pub number: u32,
    /// Written with the value's bytes, from the offset on.
    pub actual: Option<usize>,
    /// Written with the column retrieved.
    pub next: Option<ColumnId>,
    /// Written with success or a warning; what fails ends the call.
    pub code: Option<JetErr>,
}

impl Engine {
    /// Retrieves a value. Returns success, `JET_wrnColumnNull`, `JET_wrnBufferTruncated`. `actual`
    /// is 0 after an error of the cursor's. Source: `JetRetrieveColumn`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidParameter`, `JET_errInvalidGrbit`,
    /// `JET_errBadColumnId`, `JET_errColumnNotFound`, `JET_errBadItagSequence`,
    /// `JET_errNoCurrentRecord`, `JET_errRecordDeleted`,
    /// `JET_errIndexTuplesCannotRetrieveFromIndex`.
    #[expect(clippy::too_many_arguments, reason = "those of the JET function")]
    pub fn retrieve_column(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        column: ColumnId,
        buffer: Option<&mut [u8]>,
        actual: &mut usize,
        grbit: Retrieve,
        info: Option<&mut RetInfo>,
    ) -> Result<JetErr> {
        const CALL: &str = "JetRetrieveColumn";
        self.on_cursor(CALL, sesid, tableid, |call| {
            *actual = 0;
            if info.as_ref().is_some_and(|info| info.struct_bytes < RetInfo::BYTES) {
                return refuse(CALL, JetErr::INVALID_PARAMETER);
            }
            let (number, offset) = info.as_ref().map_or((1, 0), |info| (info.number, info.offset));
            let wanted = Wanted { column, number, offset, options: grbit };
            let target = Target::Buffer(buffer.unwrap_or_default());
            let found = call.read(|cursor, cx| cursor.retrieve(cx, &wanted, target))?;
            *actual = found.actual;
            if let Some(info) = info {
                info.number = found.number;
                if !found.is_from_key {
                    info.column = Some(found.column);
                }
            }
            Ok(code_of(&found))
        })
    }

    /// Retrieves several values; the first that fails ends the call. Returns success, or
    /// `JET_wrnBufferTruncated` if one did not fit. Source: `JetRetrieveColumns`.
    ///
    /// # Errors
    /// As [`retrieve_column`](Self::retrieve_column). Nothing is written without a current record.
    pub fn retrieve_columns(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        elements: &mut [RetrieveElement<'_>],
    ) -> Result<JetErr> {
        self.on_cursor("JetRetrieveColumns", sesid, tableid, |call| {
            let mut worst = JetErr::SUCCESS;
            for element in elements {
                let code = retrieve_element(call, element)?;
                element.code = Some(code);
                if code == JetErr::WRN_BUFFER_TRUNCATED {
                    worst = code;
                }
            }
            Ok(worst)
        })
    }

    /// All columns of the current record, or those wanted. Source: `JetEnumerateColumns`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidGrbit`, `JET_errNoCurrentRecord`,
    /// `JET_errRecordDeleted`. What is wrong with a column is told in its place.
    pub fn enumerate_columns(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        wanted: &[EnumWanted],
        data_most: u32,
        grbit: Enumerate,
    ) -> Result<Enumerated> {
        self.on_cursor("JetEnumerateColumns", sesid, tableid, |call| {
            // 0 is no limit.
            let most = if data_most == 0 { usize::MAX } else { data_most as usize };
            call.read(|cursor, cx| cursor.enumerate(cx, wanted, most, grbit))
        })
    }

    /// How much room the current record takes; added to what `size` has, if that is asked for.
    /// Source: `JetGetRecordSize2`.
    ///
    /// # Errors
    /// What a call on a cursor gets; `JET_errInvalidGrbit`, `JET_errNoCurrentRecord`,
    /// `JET_errRecordDeleted`.
    pub fn get_record_size(
        &self,
        sesid: Sesid,
        tableid: Tableid,
        size: &mut Size,
        grbit: RecordSize,
    ) -> Result<()> {
        self.on_cursor("JetGetRecordSize", sesid, tableid, |call| {
            let goes_on = grbit.contains(RecordSize::RUNNING_TOTAL);
            let mut sum = if goes_on { *size } else { Size::default() };
            call.read(|cursor, cx| cursor.add_size(cx, grbit, &mut sum))?;
            *size = sum;
            Ok(())
        })
    }
}

fn retrieve_element(
    call: &mut CursorCall<'_>,
    element: &mut RetrieveElement<'_>,
) -> Result<JetErr> {
    let column = element.column;
    if element.number == 0 {
        element.number = call.read(|cursor, cx| cursor.count_values(cx, column))?;
        element.actual = Some(0);
        element.next = Some(column);
        return Ok(JetErr::SUCCESS);
    }
    let wanted =
        Wanted { column, number: element.number, offset: element.offset, options: element.grbit };
    let target = Target::Buffer(element.buffer.as_deref_mut().unwrap_or_default());
    let found = call.read(|cursor: &mut Cursor, cx| cursor.retrieve(cx, &wanted, target))?;
    element.number = found.number;
    element.actual = Some(found.actual);
    element.next = Some(found.column);
    Ok(code_of(&found))
}

fn code_of(found: &Retrieved) -> JetErr {
    match found.state {
        ValueState::Whole => JetErr::SUCCESS,
        ValueState::Truncated => JetErr::WRN_BUFFER_TRUNCATED,
        ValueState::Null => JetErr::WRN_COLUMN_NULL,
        ValueState::SetNull => JetErr::WRN_COLUMN_SET_NULL,
    }
}
