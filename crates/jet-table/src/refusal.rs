//! Why a cursor would not do what it was asked, though nothing is wrong with the data.

macro_rules! refusals {
    (
        $(#[$of:meta])* $name:ident:
        $($(#[$doc:meta])* $id:ident = $code:ident, $text:literal;)*
    ) => {
        $(#[$of])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
        pub enum $name {
            $($(#[$doc])* #[error($text)] $id,)*
        }

        impl $name {
            /// The code a JET caller sees.
            pub fn code(self) -> jet_types::JetErr {
                match self {
                    $(Self::$id => jet_types::JetErr::$code,)*
                }
            }
        }
    };
}
pub(crate) use refusals;

refusals! {
    /// Why a cursor would not do what it was asked.
    Refusal:

    /// The cursor stands on no record.
    NoCurrentRecord = NO_CURRENT_RECORD, "the cursor is on no record";
    /// The record the cursor stands on is gone, or not to be seen.
    RecordDeleted = RECORD_DELETED, "the record is deleted";
    /// No entry is where the seek should land.
    RecordNotFound = RECORD_NOT_FOUND, "no record has such a key";
    /// The table is in sequential order, or no secondary index is current.
    NoCurrentIndex = NO_CURRENT_INDEX, "no index is current";
    /// No key was made, or it was used up.
    KeyNotMade = KEY_NOT_MADE, "no key was made";
    /// The key is complete.
    KeyIsMade = KEY_IS_MADE, "the key is complete";
    /// The bookmark is empty.
    InvalidBookmark = INVALID_BOOKMARK, "the bookmark is empty";
    /// Data of a fixed column has another size.
    InvalidBufferSize = INVALID_BUFFER_SIZE, "the data does not have the column's size";
    /// Option bits contradict each other or the state.
    InvalidGrbit = INVALID_GRBIT, "the option bits are not allowed here";
    /// An argument is out of range.
    InvalidParameter = INVALID_PARAMETER, "an argument is out of range";
    /// There is nothing to remove.
    InvalidOperation = INVALID_OPERATION, "the operation makes no sense here";
    /// There is no value of this number.
    BadItagSequence = BAD_ITAG_SEQUENCE, "there is no value of this number";
    /// The number is not one of a column.
    BadColumnId = BAD_COLUMN_ID, "the column id is no column's";
    /// The table, or the index, does not have the column.
    ColumnNotFound = COLUMN_NOT_FOUND, "there is no such column";
    /// The tree has no entries, so nothing has a position in it.
    EmptyTree = BAD_EMPTY_PAGE, "the tree is empty";
    /// A tuple index holds pieces of the column only.
    TupleColumn = INDEX_TUPLES_CANNOT_RETRIEVE_FROM_INDEX, "a tuple index holds pieces only";
    /// Text to look for in a tuple index is shorter than its tuples.
    TupleTooShort = INDEX_TUPLES_KEY_TOO_SMALL, "the text is shorter than the index's tuples";
    /// Another session has the table for itself, or denies writing.
    TableLocked = TABLE_LOCKED, "another session denies it";
    /// Others use the table in ways that were to be denied to them.
    TableInUse = TABLE_IN_USE, "the table is in use";
    /// The index entry leads to no record.
    IndexCorrupted = SECONDARY_INDEX_CORRUPTED, "the index entry and the record disagree";
    /// A callback that is not there computes the column's default.
    NoDefaultCallback = CALLBACK_NOT_RESOLVED, "a callback that is not there computes the default";
    /// Columns of the table have defaults that a callback computes.
    CallbackFailed = CALLBACK_FAILED, "defaults computed by callbacks cannot be enumerated";
    /// A value is required.
    NullInvalid = NULL_INVALID, "the column must have a value";
    /// The record would get larger than a page allows.
    RecordTooBig = RECORD_TOO_BIG, "the record is too big";
    /// The value is longer than the column may be.
    ColumnTooBig = COLUMN_TOO_BIG, "the value is longer than the column may be";
    /// The value may not leave the record, and does not fit in.
    ColumnDoesNotFit = COLUMN_DOES_NOT_FIT, "the value does not fit into the record";
    /// The cursor may only read.
    PermissionDenied = PERMISSION_DENIED, "the cursor may only read";
    /// An update is prepared already.
    AlreadyPrepared = ALREADY_PREPARED, "an update is prepared already";
    /// No update is prepared.
    UpdateNotPrepared = UPDATE_NOT_PREPARED, "no update is prepared";
    /// It takes a transaction.
    NotInTransaction = NOT_IN_TRANSACTION, "it takes a transaction";
    /// The engine sets the column itself.
    InvalidColumnType = INVALID_COLUMN_TYPE, "the engine sets this column itself";
    /// The table has no tree of long values, and nobody makes one.
    NoLongValues = FEATURE_NOT_AVAILABLE, "the table has no tree of long values";
    /// A long value is written beyond its end.
    ColumnNoChunk = COLUMN_NO_CHUNK, "the long value ends before";
    /// No more long values can be numbered.
    OutOfLids = OUT_OF_LONG_VALUE_I_DS, "all numbers of long values are used up";
    /// A key column is NULL, which the index does not allow.
    NullKeyDisallowed = NULL_KEY_DISALLOWED, "a key column is NULL, which the index does not allow";
    /// The key is longer than the index allows, which does not cut keys.
    KeyTruncated = KEY_TRUNCATED, "the key is longer than the index allows";
    /// The primary key of a row is never changed.
    RecordPrimaryChanged = RECORD_PRIMARY_CHANGED, "the primary key would change";
    /// The caller has no room for the answer.
    BufferTooSmall = BUFFER_TOO_SMALL, "the buffer is too small";
    /// Another value of the column equals this one.
    MultiValuedDuplicate = MULTI_VALUED_DUPLICATE, "the column has such a value";
    /// Another value of the column equals this one, as far as both are looked at.
    MultiValuedDuplicateAfterTruncation = MULTI_VALUED_DUPLICATE_AFTER_TRUNCATION,
        "the column has a value that begins so";
    /// No more rows can be numbered in a table without a primary index.
    OutOfRowNumbers = OUT_OF_SEQUENTIAL_INDEX_VALUES, "all numbers of rows are used up";
    /// The auto-increment column has had its highest value.
    OutOfAutoIncrement = OUT_OF_AUTOINCREMENT_VALUES, "all auto-increment values are used up";
    /// There are as many open cursors as there may be.
    OutOfCursors = OUT_OF_CURSORS, "all cursors are in use";
}
