//! What an index is to be: its definition, checked.
//!
//! The order of the checks is the reference engine's, as recorded: who errs twice hears of the same
//! mistake first.

use jet_types::{Coltyp, PageSize, grbit, limit};

use super::{Objection, SpaceHints, stored_name};
use crate::catalog::{LCMAP_DEFAULT, LOCALE_DEFAULT};
use crate::error::{Result, TableError};
use crate::normalize::unicode;
use crate::refusal::Refusal;
use crate::schema::{ColumnFlags, ColumnSchema, IndexSchema, Segment, TableSchema, TupleLimits};
use crate::text;

/// An index to be.
#[derive(Clone, Copy, Debug)]
pub struct IndexDef<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its key columns, each a sign, a name and a zero, and a zero at the end; what may follow is
    /// the old form of a locale and a key limit.
    pub key: &'a [u8],
    /// Bits of [`grbit::CreateIndex`], known or not.
    pub grbit: u32,
    /// Percent of a page that appending fills; 0 for the default.
    pub density: u32,
    /// How text is sorted; `None` when that should be told and is not.
    pub locale: Option<Locale<'a>>,
    /// The longest segment of text or binary data, 0 for no limit of its own.
    pub segment_most: u32,
    /// The longest key, with [`grbit::CreateIndex::KEY_MOST`].
    pub key_most: u32,
    /// Limits of tuples, with [`grbit::CreateIndex::TUPLE_LIMITS`]; zeros are defaults.
    pub tuples: Option<TupleLimits>,
    /// All must hold for a record to be in the index.
    pub conditions: &'a [Condition<'a>],
    /// How its space grows.
    pub space: SpaceHints,
}

/// A condition on a column.
#[derive(Clone, Copy, Debug)]
pub struct Condition<'a> {
    /// The column.
    pub column: &'a str,
    /// One bit of [`grbit::ConditionalColumn`].
    pub grbit: u32,
}

/// The name of a key column, and whether it is descending.
type KeyColumn = (String, bool);

/// How text is sorted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Locale<'a> {
    /// As nobody said otherwise.
    Default,
    /// By the order of a locale; the empty name is the invariant one.
    Named {
        /// Its name.
        name: &'a str,
        /// How text is mapped to keys; 0 for the default.
        flags: u32,
    },
}

/// The shortest tuple there may be, and the longest.
const TUPLE_LEAST: u32 = 2;
const TUPLE_MOST: u32 = 255;
/// Limits of tuples where nobody says otherwise.
const TUPLES: TupleLimits = TupleLimits { min: 3, max: 10, to_index: 0x7FFF, step: 1, start: 0 };
/// Densities there may be, and the default.
const DENSITIES: std::ops::RangeInclusive<u32> = 20..=100;
pub(super) const DENSITY: u32 = 80;
/// Flags of mapping that may be asked for.
const MAP_FLAGS: u32 = 0x0803_183F | 0x400;

/// The longest key for pages of a size.
pub(crate) fn key_most_of(page_size: PageSize) -> u32 {
    match page_size.bytes() {
        2048 => limit::KEY_MAX_BYTES_2K,
        4096 => limit::KEY_MAX_BYTES_4K,
        _ => limit::KEY_MAX_BYTES_8K,
    }
}

/// The density asked for.
pub(super) fn density(wanted: u32) -> Result<u32, Objection> {
    match wanted {
        0 => Ok(DENSITY),
        wanted if DENSITIES.contains(&wanted) => Ok(wanted),
        _ => Err(Objection::DensityInvalid),
    }
}

impl IndexDef<'_> {
    fn has(&self, bit: grbit::CreateIndex) -> bool {
        self.grbit & bit.bits() != 0
    }

    /// Whether it is to be the primary index.
    pub(super) fn is_primary(&self) -> bool {
        self.has(grbit::CreateIndex::PRIMARY)
    }

    /// Whether no record has an entry yet, as the caller says.
    pub(super) fn is_empty(&self) -> bool {
        self.has(grbit::CreateIndex::EMPTY)
    }

    /// Checks the definition for a table. Object and root are yet to come.
    ///
    /// # Errors
    /// As [`create_index`](super::create_index).
    pub(super) fn check(&self, page_size: PageSize, table: &TableSchema) -> Result<IndexSchema> {
        let raw_name = stored_name(self.name)?;
        if self.key.is_empty() {
            return Err(Refusal::InvalidParameter.into());
        }
        let density = density(self.density)?;
        self.check_bits()?;
        let (columns, most) = self.key_columns()?;
        let key_most = self.key_limit(page_size, most)?;
        let segment_most = self.segment_limit(key_most)?;
        let (lcmap_flags, locale) = self.locale()?;
        let tuples = self.tuple_limits()?;
        let segments = segments(table, &columns)?;
        let conditions = self.conditions(table)?;
        let mut index = IndexSchema {
            name: text::from_1252(&raw_name).into_owned(),
            raw_name,
            objid: table.objid,
            root: table.root,
            flags: self.flags(),
            density,
            segments: segments.iter().map(|(segment, _)| *segment).collect(),
            conditions,
            tuples,
            lcmap_flags,
            locale: locale.to_owned(),
            key_most,
            segment_most,
            sort_version: None,
        };
        self.check_columns(&segments, &mut index)?;
        if table.is_template() {
            index.flags |= IndexSchema::TEMPLATE;
        } else if self.is_primary() && !self.has(grbit::CreateIndex::KEY_MOST) {
            index.shorten(&segments);
        }
        Ok(index)
    }

    fn check_bits(&self) -> Result<()> {
        use grbit::CreateIndex as Bit;
        let ignores = [Bit::IGNORE_NULL, Bit::IGNORE_ANY_NULL, Bit::IGNORE_FIRST_NULL];
        let ignores_null = ignores.iter().any(|bit| self.has(*bit));
        let tuples = self.has(Bit::TUPLES);
        let contradict = (self.is_primary() && ignores_null)
            || (self.is_empty() && !self.has(Bit::IGNORE_ANY_NULL))
            || (self.has(Bit::CROSS_PRODUCT) && self.has(Bit::NESTED_TABLE));
        let objection = if contradict {
            Refusal::InvalidGrbit.into()
        } else if self.is_primary() && !self.conditions.is_empty() {
            Objection::IndexInvalid.into()
        } else if tuples && self.is_primary() {
            Objection::TuplesSecondaryOnly.into()
        } else if tuples && self.has(Bit::UNIQUE) {
            Objection::TuplesNonUniqueOnly.into()
        } else if tuples && self.segment_most != 0 {
            Objection::TuplesSegment.into()
        } else {
            return Ok(());
        };
        Err(objection)
    }

    /// The names of key columns, whether they are descending, and the key limit of the old form.
    fn key_columns(&self) -> Result<(Vec<KeyColumn>, Option<u32>)> {
        let mut columns = Vec::new();
        let mut rest = self.key;
        loop {
            let end = rest.iter().position(|byte| *byte == 0).ok_or(Objection::IndexInvalid)?;
            let (name, tail) = (&rest[..end], &rest[end + 1..]);
            let Some((sign, name)) = name.split_first() else {
                let most = old_tail(tail)?;
                let count = columns.len();
                let is_odd = count == 0 || count > limit::KEY_COLUMNS_MAX as usize;
                return if is_odd {
                    Err(Objection::IndexInvalid.into())
                } else {
                    Ok((columns, most))
                };
            };
            let is_descending = match sign {
                b'+' => false,
                b'-' => true,
                _ => return Err(Objection::IndexInvalid.into()),
            };
            columns.push((text::from_1252(name).into_owned(), is_descending));
            rest = tail;
        }
    }

    fn key_limit(&self, page_size: PageSize, old: Option<u32>) -> Result<u16> {
        let least = limit::KEY_MAX_BYTES_DEFAULT;
        let wanted = match (self.has(grbit::CreateIndex::KEY_MOST), self.key_most, old) {
            (true, 0, Some(old)) => old,
            (true, 0, None) | (false, ..) => return Ok(least as u16),
            (true, wanted, _) => wanted,
        };
        if wanted < least || wanted > key_most_of(page_size) {
            return Err(Objection::IndexInvalid.into());
        }
        Ok(wanted as u16)
    }

    fn segment_limit(&self, key_most: u16) -> Result<u16> {
        match u16::try_from(self.segment_most) {
            Ok(0) => Ok(key_most),
            Ok(most) if most <= key_most => Ok(most),
            _ => Err(Objection::IndexInvalid.into()),
        }
    }

    fn locale(&self) -> Result<(u32, &str)> {
        match self.locale.ok_or(Objection::IndexInvalid)? {
            Locale::Default => Ok((LCMAP_DEFAULT, LOCALE_DEFAULT)),
            Locale::Named { name, flags } => {
                let flags = if flags == 0 { LCMAP_DEFAULT } else { flags };
                if flags & !MAP_FLAGS != 0 || flags & 0x400 == 0 {
                    return Err(Objection::InvalidMapFlags.into());
                }
                Ok((flags, name))
            }
        }
    }

    fn tuple_limits(&self) -> Result<Option<TupleLimits>> {
        let given = self.has(grbit::CreateIndex::TUPLE_LIMITS);
        if !self.has(grbit::CreateIndex::TUPLES) && !given {
            return Ok(None);
        }
        if !given {
            return Ok(Some(TUPLES));
        }
        let wanted = self.tuples.ok_or(Objection::IndexInvalid)?;
        let or = |wanted, default| if wanted == 0 { default } else { wanted };
        let limits = TupleLimits {
            min: or(wanted.min, TUPLES.min),
            max: or(wanted.max, TUPLES.max),
            to_index: or(wanted.to_index, TUPLES.to_index),
            step: or(wanted.step, TUPLES.step),
            start: wanted.start,
        };
        let lengths = TUPLE_LEAST..=TUPLE_MOST;
        let is_sound = lengths.contains(&limits.min)
            && lengths.contains(&limits.max)
            && limits.min <= limits.max
            && limits.to_index <= TUPLES.to_index
            && limits.step <= TUPLES.to_index
            && limits.start <= TUPLES.to_index;
        if is_sound { Ok(Some(limits)) } else { Err(Objection::TuplesLimits.into()) }
    }

    fn conditions(&self, table: &TableSchema) -> Result<Vec<Segment>> {
        let condition = |condition: &Condition<'_>| {
            let bit = |bit: grbit::ConditionalColumn| condition.grbit == bit.bits();
            let must_be_null = bit(grbit::ConditionalColumn::MUST_BE_NULL);
            if !must_be_null && !bit(grbit::ConditionalColumn::MUST_BE_NON_NULL) {
                return Err(Refusal::InvalidGrbit.into());
            }
            let (segment, _) = segment(table, condition.column, false)?;
            Ok(Segment { must_be_null, ..segment })
        };
        self.conditions.iter().map(condition).collect()
    }

    fn flags(&self) -> u32 {
        use grbit::CreateIndex as Bit;
        let bit = |given, flag| if self.has(given) { flag } else { 0 };
        let nulls = if self.has(Bit::DISALLOW_NULL) {
            IndexSchema::NO_NULL_SEGMENT
        } else if self.has(Bit::IGNORE_ANY_NULL) {
            0
        } else {
            let first =
                if self.has(Bit::IGNORE_FIRST_NULL) { 0 } else { IndexSchema::ALLOW_FIRST_NULL };
            let all = if self.has(Bit::IGNORE_NULL) { 0 } else { IndexSchema::ALLOW_ALL_NULLS };
            IndexSchema::ALLOW_SOME_NULLS | first | all
        };
        let high = match self.has(Bit::DISALLOW_NULL) {
            true => 0,
            false => bit(Bit::SORT_NULLS_HIGH, IndexSchema::SORT_NULLS_HIGH),
        };
        IndexSchema::LONG_SEGMENTS
            | nulls
            | high
            | bit(Bit::UNIQUE, IndexSchema::UNIQUE)
            | bit(Bit::PRIMARY, IndexSchema::PRIMARY | IndexSchema::UNIQUE)
            | bit(Bit::CROSS_PRODUCT, IndexSchema::CROSS_PRODUCT)
            | bit(Bit::NESTED_TABLE, IndexSchema::NESTED_TABLE)
            | bit(Bit::DISALLOW_TRUNCATION, IndexSchema::NO_TRUNCATION)
            | bit(Bit::DOT_NET_GUID, IndexSchema::DOTNET_GUID)
            | bit(Bit::UNICODE, IndexSchema::LOCALE_SET)
    }

    /// Whether these columns may make such an index; and what of it follows from them.
    fn check_columns(
        &self,
        segments: &[(Segment, &ColumnSchema)],
        index: &mut IndexSchema,
    ) -> Result<()> {
        let any = |flag| segments.iter().any(|(_, column)| column.flags.has(flag));
        if any(ColumnFlags::ESCROW) {
            return Err(Objection::CannotIndex.into());
        }
        if any(ColumnFlags::ENCRYPTED) {
            return Err(Objection::CannotIndexEncrypted.into());
        }
        if any(ColumnFlags::MULTI_VALUED) {
            if self.is_primary() {
                return Err(Objection::IndexInvalid.into());
            }
            index.flags |= IndexSchema::MULTI_VALUED;
        }
        let first = segments.first().map(|(_, column)| column.coltyp);
        let is_cut = first.is_some_and(|it| it.is_text() || is_binary(it));
        if index.tuples.is_some() && !is_cut {
            return Err(Objection::TuplesTextOnly.into());
        }
        let is_unicode =
            |column: &ColumnSchema| column.coltyp.is_text() && column.code_page == 1200;
        if segments.iter().any(|(_, column)| is_unicode(column)) {
            if !unicode::is_supported(&index.locale, index.lcmap_flags) {
                return Err(Objection::UnknownLocale.into());
            }
            index.flags |= IndexSchema::LOCALIZED;
            let version = u64::from(unicode::NLS_VERSION);
            index.sort_version = Some(version << 32 | version);
        }
        Ok(())
    }
}

fn is_binary(coltyp: Coltyp) -> bool {
    matches!(coltyp, Coltyp::Binary | Coltyp::LongBinary)
}

/// What follows a key description in its old form: a language, and perhaps the longest key.
fn old_tail(tail: &[u8]) -> Result<Option<u32>, Objection> {
    match *tail {
        [] | [_, _] => Ok(None),
        [_, _, 0, 0] => Ok(None),
        [_, _, low, high] => Ok(Some(u16::from_le_bytes([low, high]).into())),
        _ => Err(Objection::IndexInvalid),
    }
}

fn segments<'t>(
    table: &'t TableSchema,
    columns: &[KeyColumn],
) -> Result<Vec<(Segment, &'t ColumnSchema)>> {
    columns.iter().map(|(name, is_descending)| segment(table, name, *is_descending)).collect()
}

fn segment<'t>(
    table: &'t TableSchema,
    name: &str,
    is_descending: bool,
) -> Result<(Segment, &'t ColumnSchema)> {
    let missing = || TableError::NoColumn(name.to_owned());
    let column = table.column(name).ok_or_else(missing)?;
    let is_derived = table.is_template() || table.is_inherited(column);
    let segment = Segment { fid: column.fid, is_derived, is_descending, must_be_null: false };
    Ok((segment, column))
}

impl IndexSchema {
    /// Gives a primary index over columns of fixed size the limit its keys have, which leaves more
    /// room for records.
    fn shorten(&mut self, segments: &[(Segment, &ColumnSchema)]) {
        let bytes = segments.iter().map(|(_, column)| Some(column.coltyp.fixed_bytes()? + 1));
        let sum = bytes.sum::<Option<usize>>().and_then(|sum| u16::try_from(sum).ok());
        if let Some(sum) = sum.filter(|sum| *sum < self.key_most) {
            let is_unlimited = self.segment_most == self.key_most;
            self.key_most = sum;
            if is_unlimited {
                self.segment_most = sum;
            }
        }
    }
}
