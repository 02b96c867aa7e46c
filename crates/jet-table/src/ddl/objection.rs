//! Why a definition is refused.

use crate::refusal::refusals;

refusals! {
    /// Why a table, column or index cannot be made, changed or deleted as was asked.
    Objection:

    /// The name is not one.
    InvalidName = INVALID_NAME, "the name is not one that objects may have";
    /// There is a table of this name, seen or not.
    TableDuplicate = TABLE_DUPLICATE, "there is a table of this name";
    /// There is a column of this name, seen or not.
    ColumnDuplicate = COLUMN_DUPLICATE, "there is a column of this name";
    /// There is an index of this name, seen or not.
    IndexDuplicate = INDEX_DUPLICATE, "there is an index of this name";
    /// There is an object of the new name.
    NameTaken = KEY_DUPLICATE, "there is an object of the new name";
    /// The density is out of range.
    DensityInvalid = DENSITY_INVALID, "the density is not from 20 to 100 percent";
    /// The table's columns and indexes stay as they were made.
    FixedDdl = FIXED_DDL, "the table's definition is frozen";
    /// The column or index is the template's.
    FixedInheritedDdl = FIXED_INHERITED_DDL, "it is inherited from a template";
    /// Templates have no template.
    CannotNest = CANNOT_NEST_DDL, "a template cannot have a template";
    /// The named table is no template.
    NotATemplate = DDL_NOT_INHERITABLE, "the named table is no template";
    /// The template lets tables made like it have tagged columns only.
    TaggedOnly = CANNOT_ADD_FIXED_VAR_COLUMN_TO_DERIVED_TABLE, "the template allows tagged columns only";
    /// System tables stay.
    SystemTable = CANNOT_DELETE_SYSTEM_TABLE, "it is a system table";
    /// Templates stay.
    TemplateTable = CANNOT_DELETE_TEMPLATE_TABLE, "it is a template";
    /// There is no such type.
    InvalidColumnType = INVALID_COLUMN_TYPE, "there is no such type of column";
    /// Text has code page 1252 or 1200.
    InvalidCodePage = INVALID_CODE_PAGE, "text has code page 1252 or 1200";
    /// Only long values are compressed.
    CannotCompress = COLUMN_CANNOT_BE_COMPRESSED, "only long columns can be compressed";
    /// Only long values are encrypted.
    CannotEncrypt = COLUMN_CANNOT_BE_ENCRYPTED, "only long columns without a default can be encrypted";
    /// Several values need a tagged column.
    MustBeTagged = MULTI_VALUED_COLUMN_MUST_BE_TAGGED, "a column of several values must be tagged";
    /// Counters are fixed columns.
    CannotBeTagged = CANNOT_BE_TAGGED, "a counting column cannot be tagged";
    /// Somebody else may have the table open.
    NeedsExclusive = EXCLUSIVE_TABLE_LOCK_REQUIRED, "the table must be open exclusively";
    /// A table has one such column at most.
    ColumnRedundant = COLUMN_REDUNDANT, "the table has such a column already";
    /// The default is longer than the column may be.
    DefaultTooBig = DEFAULT_VALUE_TOO_BIG, "the default is too long";
    /// NULL is no default.
    NullDefault = NULL_INVALID, "a default is a value";
    /// There are records.
    TableNotEmpty = TABLE_NOT_EMPTY, "the table has records";
    /// There is no number left.
    TooManyColumns = TOO_MANY_COLUMNS, "the table can have no more columns of this kind";
    /// Fixed columns would not fit into a record.
    RecordTooBig = RECORD_TOO_BIG, "fixed columns do not fit into a record";
    /// An index uses it.
    ColumnInUse = COLUMN_IN_USE, "an index uses the column";
    /// The definition of the index contradicts itself.
    IndexInvalid = INDEX_INVALID_DEF, "the definition of the index makes no sense";
    /// There is a primary index.
    HasPrimary = INDEX_HAS_PRIMARY, "the table has a primary index";
    /// Primary indexes stay.
    MustStay = INDEX_MUST_STAY, "a primary index cannot be deleted";
    /// A cursor goes by it.
    IndexInUse = INDEX_IN_USE, "the index is current for a cursor";
    /// Escrow columns are not indexed.
    CannotIndex = CANNOT_INDEX, "the column cannot be indexed";
    /// Encrypted columns are not indexed.
    CannotIndexEncrypted = CANNOT_INDEX_ON_ENCRYPTED_COLUMN, "an encrypted column cannot be indexed";
    /// Tuples are not for primary indexes.
    TuplesSecondaryOnly = INDEX_TUPLES_SECONDARY_INDEX_ONLY, "a primary index has no tuples";
    /// Tuples are not unique.
    TuplesNonUniqueOnly = INDEX_TUPLES_NON_UNIQUE_ONLY, "a unique index has no tuples";
    /// Tuples are of text or binary.
    TuplesTextOnly = INDEX_TUPLES_TEXT_BINARY_COLUMNS_ONLY, "tuples are pieces of text or binary data";
    /// Tuples have limits of their own.
    TuplesSegment = INDEX_TUPLES_VAR_SEG_MAC_NOT_ALLOWED, "tuples have limits of their own";
    /// The limits are out of range.
    TuplesLimits = INDEX_TUPLES_INVALID_LIMITS, "the limits of tuples are out of range";
    /// There are no such flags of mapping.
    InvalidMapFlags = INVALID_LC_MAP_STRING_FLAGS, "text cannot be mapped in this way";
    /// Text of this locale cannot be made into keys.
    UnknownLocale = UNICODE_NORMALIZATION_NOT_SUPPORTED, "text of this locale cannot be sorted here";
}
