//! Columns: what may be one, and adding it.

use std::sync::Arc;

use jet_btree::{WriteCx, Writer};
use jet_types::{Coltyp, ColumnId, JetErr, grbit};

use super::{Caller, Objection, check_frozen, stamp, stored_name, taken};
use crate::catalog::{Row, RowKey, RowType, set_column, table_flag};
use crate::error::{Result, TableError};
use crate::record::limits::record_most;
use crate::refusal::Refusal;
use crate::schema::{ColumnFlags, ColumnLayout, ColumnSchema, TableSchema};
use crate::table::parts::Part;
use crate::table::{Table, TableCache};
use crate::text;

/// The longest value that is not a long value, and the longest default.
const VALUE_MOST: u32 = 255;
/// The longest long value.
const LONG_MOST: u32 = 0x7FFF_FFFF;

/// A column to be.
#[derive(Clone, Copy, Debug)]
pub struct ColumnDef<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its type, by number.
    pub coltyp: u32,
    /// The longest value in bytes; 0 for the type's own limit.
    pub max_len: u32,
    /// Code page of text; 0 for 1252.
    pub code_page: u32,
    /// Bits of [`grbit::Column`], known or not.
    pub grbit: u32,
    /// What records have that do not have the column.
    pub default: Option<&'a [u8]>,
    /// Who computes that.
    pub user_default: Option<UserDefault<'a>>,
}

/// A default that a callback computes.
#[derive(Clone, Copy, Debug)]
pub struct UserDefault<'a> {
    /// The callback, as `library!function`.
    pub callback: &'a str,
    /// What it is given.
    pub data: &'a [u8],
    /// Columns it depends on.
    pub columns: &'a [ColumnId],
}

/// A column that was added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Added {
    /// Its id.
    pub id: ColumnId,
    /// [`JetErr::WRN_COLUMN_MAX_TRUNCATED`] when values may not be as long as was asked.
    pub warning: Option<JetErr>,
}

/// Where a column is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Fixed,
    Variable,
    Tagged,
}

/// Adds a column to a table.
///
/// # Errors
/// An [`Objection`] for every way in which a definition makes no sense; [`Refusal::InvalidGrbit`],
/// [`Refusal::InvalidParameter`], [`Refusal::InvalidBufferSize`]; what reading and writing gives.
pub fn add_column(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tables: &TableCache,
    table: &Table,
    caller: Caller,
    def: &ColumnDef<'_>,
) -> Result<Added> {
    add_column_telling(cx, writer, tables, table, caller, def, &mut None)
}

/// The same, telling the id as soon as the column has one: ids are given for good, also when the
/// column comes to nothing.
///
/// # Errors
/// As [`add_column`].
pub fn add_column_telling(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tables: &TableCache,
    table: &Table,
    caller: Caller,
    def: &ColumnDef<'_>,
    id: &mut Option<ColumnId>,
) -> Result<Added> {
    let schema = table.schema(cx.reader(writer.snapshot()).view);
    check_frozen(&schema, caller)?;
    let raw_name = stored_name(def.name)?;
    if schema.column(def.name.trim_end_matches(' ')).is_some() {
        return Err(Objection::ColumnDuplicate.into());
    }
    let planned = plan(&schema, caller, def, raw_name)?;
    if planned.column.flags.has(ColumnFlags::ESCROW)
        && table.tree().first(&cx.reader(writer.snapshot()))?.is_some()
    {
        return Err(Objection::TableNotEmpty.into());
    }
    if schema.is_template() && !caller.may_add_to_frozen && planned.kind != Kind::Tagged {
        return Err(Objection::FixedDdl.into());
    }
    if planned.kind != Kind::Tagged && is_tagged_only(cx, writer, tables, &schema)? {
        return Err(Objection::TaggedOnly.into());
    }
    let page_size = cx.db.page_size();
    let most = record_most(page_size, &schema);
    let column = table.change(|parts| planned.number(parts.layout(), most))?;
    *id = Some(schema.column_id(&column));
    check_redundant(&schema, &column)?;
    insert(cx, writer, tables, &schema, &column, def)?;
    let stamp = stamp(writer);
    let column = Arc::new(column);
    table.change(|parts| parts.columns.push(Part::made(Arc::clone(&column), stamp.clone())));
    if schema.is_template() {
        let inherited =
            Arc::new(ColumnSchema { is_derived: column.fid >= 256, ..(*column).clone() });
        for derived in tables.derived_from(&schema.name) {
            let part = Part::made(Arc::clone(&inherited), stamp.clone());
            derived.change(|parts| parts.columns.push(part));
        }
    }
    Ok(Added { id: schema.column_id(&column), warning: planned.warning })
}

/// Writes the row of a column.
pub(super) fn insert(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tables: &TableCache,
    schema: &TableSchema,
    column: &ColumnSchema,
    def: &ColumnDef<'_>,
) -> Result<()> {
    let callback = def.user_default.as_ref().map(|it| text::to_1252(it.callback));
    let columns: Vec<u8> =
        def.user_default.iter().flat_map(|it| it.columns).flat_map(id_bytes).collect();
    let row = Row {
        template: callback.as_deref(),
        callback_data: def.user_default.map(|it| it.data).filter(|data| !data.is_empty()),
        callback_columns: Some(&columns[..]).filter(|columns| !columns.is_empty()),
        ..Row::of_column(schema, column)
    };
    let system = tables.system(&cx.reader(writer.snapshot()))?.clone();
    system.insert(cx, writer, &row).map_err(taken(Objection::ColumnDuplicate))
}

fn id_bytes(id: &ColumnId) -> [u8; 4] {
    id.get().to_le_bytes()
}

/// Whether the template of a table lets it have tagged columns only.
fn is_tagged_only(
    cx: &WriteCx<'_>,
    writer: &Writer,
    tables: &TableCache,
    schema: &TableSchema,
) -> Result<bool> {
    let Some(template) = &schema.template else { return Ok(false) };
    let template = tables.open(&cx.reader(writer.snapshot()), template)?;
    Ok(template.whole().flags & table_flag::TAGGED_ONLY_IN_DERIVED != 0)
}

/// A column that may be, but for its number.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    column: ColumnSchema,
    kind: Kind,
    warning: Option<JetErr>,
}

/// Checks the definition of a column.
///
/// # Errors
/// As [`add_column`].
pub(super) fn plan(
    schema: &TableSchema,
    caller: Caller,
    def: &ColumnDef<'_>,
    raw_name: Vec<u8>,
) -> Result<Planned> {
    let coltyp = Coltyp::from_raw(def.coltyp).filter(|coltyp| *coltyp != Coltyp::Slv);
    let coltyp = coltyp.ok_or(Objection::InvalidColumnType)?;
    let has = |bit: grbit::Column| def.grbit & bit.bits() != 0;
    let code_page = code_page(coltyp, def.code_page)?;
    let kind = kind(coltyp, def.grbit)?;
    check_counting(caller, coltyp, kind, def)?;
    check_default(coltyp, kind, def)?;
    let (max_len, warning) = max_len(coltyp, def.max_len);
    if let Some(default) = def.default.filter(|_| def.user_default.is_none()) {
        check_default_len(coltyp, max_len, default)?;
    }
    let flags = [
        (grbit::Column::NOT_NULL, ColumnFlags::NOT_NULL),
        (grbit::Column::VERSION, ColumnFlags::VERSION),
        (grbit::Column::AUTOINCREMENT, ColumnFlags::AUTO_INCREMENT),
        (grbit::Column::MULTI_VALUED, ColumnFlags::MULTI_VALUED),
        (grbit::Column::ESCROW_UPDATE, ColumnFlags::ESCROW),
        (grbit::Column::FINALIZE, ColumnFlags::FINALIZE),
        (grbit::Column::DELETE_ON_ZERO, ColumnFlags::DELETE_ON_ZERO),
        (grbit::Column::USER_DEFINED_DEFAULT, ColumnFlags::USER_DEFINED_DEFAULT),
        (grbit::Column::COMPRESSED, ColumnFlags::COMPRESSED),
        (grbit::Column::ENCRYPTED, ColumnFlags::ENCRYPTED),
    ];
    let mut bits = flags.iter().filter(|(bit, _)| has(*bit)).fold(0, |all, (_, flag)| all | flag);
    let default = def.default.filter(|value| !value.is_empty() && def.user_default.is_none());
    if default.is_some() || def.user_default.is_some() {
        bits |= ColumnFlags::DEFAULT;
    }
    if schema.is_template() {
        bits |= ColumnFlags::TEMPLATE;
    }
    let column = ColumnSchema {
        name: text::from_1252(&raw_name).into_owned(),
        raw_name,
        fid: 0,
        is_derived: false,
        coltyp,
        code_page,
        max_len,
        flags: ColumnFlags(bits),
        default: default.map(|value| stored_default(coltyp, value)),
        offset: 0,
    };
    Ok(Planned { column, kind, warning })
}

/// A default as records would have it.
fn stored_default(coltyp: Coltyp, value: &[u8]) -> Vec<u8> {
    match (coltyp, value) {
        (Coltyp::Bit, [byte, ..]) => vec![if *byte == 0 { 0 } else { 0xFF }],
        _ => value.to_vec(),
    }
}

fn code_page(coltyp: Coltyp, wanted: u32) -> Result<u16, Objection> {
    match (coltyp.is_text(), wanted) {
        (false, _) => Ok(0),
        (true, 0 | 1252) => Ok(1252),
        (true, 1200) => Ok(1200),
        (true, _) => Err(Objection::InvalidCodePage),
    }
}

/// Where a column of these options is stored.
fn kind(coltyp: Coltyp, bits: u32) -> Result<Kind> {
    let has = |bit: grbit::Column| bits & bit.bits() != 0;
    if has(grbit::Column::COMPRESSED) && !coltyp.is_long() {
        return Err(Objection::CannotCompress.into());
    }
    if has(grbit::Column::ENCRYPTED) && !coltyp.is_long() {
        return Err(Objection::CannotEncrypt.into());
    }
    if coltyp.is_long() {
        return match has(grbit::Column::FIXED) {
            true => Err(Refusal::InvalidGrbit.into()),
            false => Ok(Kind::Tagged),
        };
    }
    match (has(grbit::Column::FIXED), has(grbit::Column::TAGGED)) {
        (true, true) => Err(Refusal::InvalidGrbit.into()),
        (false, true) => Ok(Kind::Tagged),
        _ if has(grbit::Column::MULTI_VALUED) => Err(Objection::MustBeTagged.into()),
        (false, false) if coltyp.fixed_bytes().is_none() => Ok(Kind::Variable),
        _ => Ok(Kind::Fixed),
    }
}

/// Columns that count: updates, rows, or what sessions add.
fn check_counting(caller: Caller, coltyp: Coltyp, kind: Kind, def: &ColumnDef<'_>) -> Result<()> {
    let has = |bit: grbit::Column| def.grbit & bit.bits() != 0;
    let escrow = has(grbit::Column::ESCROW_UPDATE);
    let (version, rows) = (has(grbit::Column::VERSION), has(grbit::Column::AUTOINCREMENT));
    let counts = if escrow {
        let is_odd = version || rows || def.default.is_none_or(<[u8]>::is_empty);
        matches!(coltyp, Coltyp::Long | Coltyp::LongLong).then_some(is_odd)
    } else if version {
        (coltyp == Coltyp::Long).then_some(rows)
    } else if rows {
        let whole = [Coltyp::Long, Coltyp::LongLong, Coltyp::Currency, Coltyp::UnsignedLongLong];
        whole.contains(&coltyp).then_some(false)
    } else {
        return match has(grbit::Column::FINALIZE) || has(grbit::Column::DELETE_ON_ZERO) {
            true => Err(Refusal::InvalidGrbit.into()),
            false => Ok(()),
        };
    };
    let is_odd = counts.ok_or(Refusal::InvalidGrbit)?;
    if kind == Kind::Tagged {
        return Err(Objection::CannotBeTagged.into());
    }
    if is_odd {
        return Err(Refusal::InvalidGrbit.into());
    }
    if caller.is_alone { Ok(()) } else { Err(Objection::NeedsExclusive.into()) }
}

/// Whether the table has such a column already, of those it has one of.
pub(super) fn check_redundant(
    schema: &TableSchema,
    column: &ColumnSchema,
) -> Result<(), Objection> {
    let is_taken = |flag| {
        let has = |other: &ColumnSchema| other.flags.has(flag) && other.fid != column.fid;
        column.flags.has(flag) && schema.columns.iter().any(|other| has(other))
    };
    match is_taken(ColumnFlags::VERSION) || is_taken(ColumnFlags::AUTO_INCREMENT) {
        true => Err(Objection::ColumnRedundant),
        false => Ok(()),
    }
}

/// Defaults that callbacks compute.
fn check_default(coltyp: Coltyp, kind: Kind, def: &ColumnDef<'_>) -> Result<()> {
    let has = |bit: grbit::Column| def.grbit & bit.bits() != 0;
    if !has(grbit::Column::USER_DEFINED_DEFAULT) {
        let encrypted = has(grbit::Column::ENCRYPTED) && def.default.is_some();
        return if encrypted { Err(Objection::CannotEncrypt.into()) } else { Ok(()) };
    }
    let others = [grbit::Column::NOT_NULL, grbit::Column::VERSION, grbit::Column::AUTOINCREMENT];
    let others = others.iter().any(|bit| has(*bit)) || has(grbit::Column::ESCROW_UPDATE);
    if others || (kind != Kind::Tagged && !coltyp.is_long()) {
        return Err(Refusal::InvalidGrbit.into());
    }
    let user = def.user_default.ok_or(Refusal::InvalidParameter)?;
    if user.callback.is_empty() || user.callback.len() > VALUE_MOST as usize {
        return Err(Refusal::InvalidParameter.into());
    }
    Ok(())
}

fn max_len(coltyp: Coltyp, wanted: u32) -> (u32, Option<JetErr>) {
    if let Some(bytes) = coltyp.fixed_bytes() {
        return (bytes as u32, None);
    }
    let most = if coltyp.is_long() { LONG_MOST } else { VALUE_MOST };
    match wanted {
        0 if coltyp.is_long() => (0, None),
        0 => (most, None),
        wanted if wanted > most => (most, Some(JetErr::WRN_COLUMN_MAX_TRUNCATED)),
        wanted => (wanted, None),
    }
}

fn check_default_len(coltyp: Coltyp, max_len: u32, default: &[u8]) -> Result<()> {
    let most = if max_len == 0 { VALUE_MOST } else { max_len.min(VALUE_MOST) };
    if default.len() > most as usize {
        return Err(Objection::DefaultTooBig.into());
    }
    let is_short = coltyp.fixed_bytes().is_some_and(|bytes| default.len() < bytes);
    if is_short && !default.is_empty() { Err(Refusal::InvalidBufferSize.into()) } else { Ok(()) }
}

impl Planned {
    /// What is to be told.
    pub(super) fn warning(&self) -> Option<JetErr> {
        self.warning
    }

    /// Gives the column the next number of its kind, for good.
    ///
    /// # Errors
    /// [`Objection::TooManyColumns`]; [`Objection::RecordTooBig`] when fixed columns would take
    /// more than `most` bytes of a record.
    pub(super) fn number(&self, layout: &mut ColumnLayout, most: usize) -> Result<ColumnSchema> {
        let mut column = self.column.clone();
        let (last, limit) = match self.kind {
            Kind::Fixed => (&mut layout.fixed_last, 127),
            Kind::Variable => (&mut layout.variable_last, 255),
            Kind::Tagged => (&mut layout.tagged_last, 0xFEE0),
        };
        if *last >= limit {
            return Err(Objection::TooManyColumns.into());
        }
        column.fid = *last + 1;
        if self.kind == Kind::Fixed {
            let end = usize::from(layout.fixed_end) + column.fixed_len();
            if end + usize::from(column.fid).div_ceil(8) > most {
                return Err(Objection::RecordTooBig.into());
            }
            column.offset = layout.fixed_end;
            layout.fixed_end = end as u16;
        }
        *last += 1;
        Ok(column)
    }
}

/// Gives a column another default, which records without a value of their own have from then on.
///
/// # Errors
/// [`Objection::NullDefault`], [`Objection::DefaultTooBig`], [`TableError::NoColumn`],
/// [`Objection::ColumnInUse`] when an index uses it, [`Objection::FixedInheritedDdl`]; what reading
/// and writing gives.
pub fn set_default(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tables: &TableCache,
    table: &Table,
    name: &str,
    value: &[u8],
) -> Result<()> {
    if value.is_empty() {
        return Err(Objection::NullDefault.into());
    }
    let schema = table.schema(cx.reader(writer.snapshot()).view);
    let column = schema.column(name).ok_or_else(|| TableError::NoColumn(name.to_owned()))?;
    if schema.is_inherited(column) {
        return Err(Objection::FixedInheritedDdl.into());
    }
    check_default_len(column.coltyp, column.max_len, value)?;
    if table.whole().indexes_use(column) {
        return Err(Objection::ColumnInUse.into());
    }
    let default = stored_default(column.coltyp, value);
    let flags = ColumnFlags(column.flags.0 | ColumnFlags::DEFAULT);
    let new = ColumnSchema { default: Some(default.clone()), flags, ..column.clone() };
    edit(cx, writer, tables, table, column, new, |record| {
        set_column(record, 131, Some(&default))?;
        set_column(record, 6, Some(&flags.0.to_le_bytes()))
    })
}

/// Changes the row of a column, and the column.
pub(super) fn edit(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tables: &TableCache,
    table: &Table,
    old: &ColumnSchema,
    new: ColumnSchema,
    edit: impl FnOnce(&mut crate::record::RecordBuffer) -> Result<()>,
) -> Result<()> {
    let system = tables.system(&cx.reader(writer.snapshot()))?.clone();
    let key = RowKey { table: table.objid(), kind: RowType::Column, id: old.fid.into() };
    system.edit(cx, writer, key, edit)?;
    let stamp = stamp(writer);
    table.change(|parts| {
        parts.take_column_away(old, &stamp);
        parts.columns.push(Part::made(Arc::new(new), stamp));
    });
    Ok(())
}
