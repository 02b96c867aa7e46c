//! Definitions of columns, indexes and tables, read from the structures of C callers.
//!
//! A structure begins with its size. One that tells a wrong size is not read further; the engine is
//! told the size and says what comes of it.
#![allow(unsafe_code, reason = "pointers of C callers")]
#![allow(non_snake_case, reason = "fields of C structures keep their names")]

use jet_api::ddl::{
    ColumnCreate, ColumnDef, Condition, IndexCreate, IndexDef, Locale, SpaceHints, TupleLimits,
};
use jet_api::grbit::{self, CreateIndex};
use jet_api::{ColumnId, JetErr};

use crate::abi::{
    JET_COLUMNCREATE, JET_COLUMNDEF, JET_INDEXCREATE, JET_INDEXCREATE2, JET_INDEXCREATE3,
    JET_SPACEHINTS, JET_TUPLELIMITS, JET_UNICODEINDEX, JET_UNICODEINDEX2, c_void,
};
use crate::memory::{bytes, elements, get, get_begin};
use crate::text::{Unit, text};

/// The size of `JET_INDEXCREATE` before keys had a limit of their own.
const OLD_INDEX_BYTES: u32 = 72;
/// Locales by number: English, and none.
const LCID_ENGLISH: u32 = 1033;
const LCID_INVARIANT: u32 = 127;

/// A column to be.
pub(crate) struct Column<'a> {
    struct_bytes: Option<u32>,
    name: String,
    coltyp: u32,
    max_len: u32,
    code_page: u32,
    grbit: u32,
    default: Option<&'a [u8]>,
}

impl Column<'_> {
    /// Reads a `JET_COLUMNCREATE`.
    ///
    /// # Errors
    /// `JET_errUnicodeTranslationFail`.
    ///
    /// # Safety
    /// C1.
    pub(crate) unsafe fn of_create<C: Unit>(
        place: *const JET_COLUMNCREATE<C>,
    ) -> Result<Self, JetErr> {
        // SAFETY: C1; only the size is read before it is known.
        let struct_bytes = unsafe { wrong_size(place.cast(), size_of::<JET_COLUMNCREATE<C>>()) };
        if struct_bytes.is_some() {
            return Ok(Self { struct_bytes, ..Self::nothing() });
        }
        // SAFETY: C1: the structure is as large as it says.
        let Some(given) = (unsafe { get(place) }) else { return Ok(Self::nothing()) };
        Ok(Self {
            struct_bytes: None,
            // SAFETY: C1.
            name: unsafe { text(given.szColumnName)? }.unwrap_or_default(),
            coltyp: given.coltyp,
            max_len: given.cbMax,
            code_page: given.cp,
            grbit: given.grbit,
            // SAFETY: C1.
            default: unsafe { default(given.pvDefault, given.cbDefault, given.grbit) },
        })
    }

    /// Reads a `JET_COLUMNDEF` and what `JetAddColumn` has beside it.
    ///
    /// # Errors
    /// `JET_errInvalidParameter` without a structure; `JET_errUnicodeTranslationFail`.
    ///
    /// # Safety
    /// C1.
    pub(crate) unsafe fn of_def<C: Unit>(
        name: *const C,
        place: *const JET_COLUMNDEF,
        data: *const c_void,
        len: u32,
    ) -> Result<Self, JetErr> {
        // SAFETY: C1; only the size is read before it is known.
        let struct_bytes = unsafe { wrong_size(place.cast(), size_of::<JET_COLUMNDEF>()) };
        if struct_bytes.is_some() {
            return Ok(Self { struct_bytes, ..Self::nothing() });
        }
        // SAFETY: C1: the structure is as large as it says.
        let Some(given) = (unsafe { get(place) }) else { return Err(JetErr::INVALID_PARAMETER) };
        Ok(Self {
            struct_bytes: None,
            // SAFETY: C1.
            name: unsafe { text(name)? }.unwrap_or_default(),
            coltyp: given.coltyp,
            max_len: given.cbMax,
            code_page: given.cp.into(),
            grbit: given.grbit,
            // SAFETY: C1.
            default: unsafe { default(data, len, given.grbit) },
        })
    }

    fn nothing() -> Self {
        Self {
            struct_bytes: None,
            name: String::new(),
            coltyp: 0,
            max_len: 0,
            code_page: 0,
            grbit: 0,
            default: None,
        }
    }

    /// The column as the engine takes it.
    pub(crate) fn create(&self) -> ColumnCreate<'_> {
        let def = ColumnDef {
            name: &self.name,
            coltyp: self.coltyp,
            max_len: self.max_len,
            code_page: self.code_page,
            grbit: self.grbit,
            default: self.default,
            user_default: None,
        };
        ColumnCreate { struct_bytes: self.struct_bytes, def }
    }
}

/// A default value, none where it is empty. Where a callback is to compute it, there are no bytes.
unsafe fn default<'a>(data: *const c_void, len: u32, grbit: u32) -> Option<&'a [u8]> {
    if grbit & grbit::Column::USER_DEFINED_DEFAULT.bits() != 0 {
        return None;
    }
    // SAFETY: C1.
    unsafe { bytes(data, len) }.filter(|data| !data.is_empty())
}

/// Which of the three structures of indexes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum IndexForm {
    /// `JET_INDEXCREATE`.
    Plain,
    /// `JET_INDEXCREATE2`: with space hints.
    Hinted,
    /// `JET_INDEXCREATE3`: locales have names.
    Named,
}

impl IndexForm {
    /// The size of the structure.
    pub(crate) fn bytes<C: Unit>(self) -> usize {
        match self {
            Self::Plain => size_of::<JET_INDEXCREATE<C>>(),
            Self::Hinted => size_of::<JET_INDEXCREATE2<C>>(),
            Self::Named => size_of::<JET_INDEXCREATE3<C>>(),
        }
    }
}

/// An index to be.
#[derive(Default)]
pub(crate) struct Index {
    pub(crate) struct_bytes: Option<u32>,
    pub(crate) name: String,
    pub(crate) key: Vec<u8>,
    pub(crate) grbit: u32,
    pub(crate) density: u32,
    /// No name is the default one.
    locale: Option<Option<(String, u32)>>,
    segment_most: u32,
    key_most: u32,
    tuples: Option<TupleLimits>,
    conditions: Vec<(String, u32)>,
    space: SpaceHints,
}

impl Index {
    /// One of the default locale, without anything special.
    pub(crate) fn plain(name: String, key: Vec<u8>, grbit: u32, density: u32) -> Self {
        Self { name, key, grbit, density, locale: Some(None), ..Self::default() }
    }

    /// Reads a structure. Those of later versions begin like the first.
    ///
    /// # Errors
    /// `JET_errUnicodeTranslationFail`; `JET_errInvalidLanguageId` for a locale by a number that
    /// is none we know.
    ///
    /// # Safety
    /// C1.
    pub(crate) unsafe fn read<C: Unit>(
        place: *const JET_INDEXCREATE<C>,
        form: IndexForm,
    ) -> Result<Self, JetErr> {
        // SAFETY: C1; only the size is read before it is known.
        let told = unsafe { get(place.cast::<u32>()) }.unwrap_or_default();
        let is_old = form == IndexForm::Plain && told == OLD_INDEX_BYTES;
        if told as usize != form.bytes::<C>() && !is_old {
            return Ok(Self { struct_bytes: Some(told), ..Self::default() });
        }
        // SAFETY: C1: the structure is as large as it says. Zeros are numbers and null pointers.
        let given: JET_INDEXCREATE<C> = unsafe { get_begin(place.cast(), told as usize) };
        let bits = CreateIndex::from_bits_retain(given.grbit);
        // SAFETY: C1: which member of each union is meant, the bits say.
        let (locale, segment_most, tuples) = unsafe {
            let tuples = bits.contains(CreateIndex::TUPLE_LIMITS);
            let shared = given.cbVarSegMac_or_ptuplelimits;
            (
                locale(&given, bits, form)?,
                if tuples { 0 } else { shared.cbVarSegMac },
                if tuples { get(shared.ptuplelimits).map(limits) } else { None },
            )
        };
        let hints = match form {
            IndexForm::Plain => None,
            // SAFETY: C1: the structure is as large as it says, and both have the hints last.
            _ => unsafe { get(place.cast::<JET_INDEXCREATE3<C>>()) }.map(|full| full.pSpacehints),
        };
        let mut conditions = Vec::new();
        for place in elements(given.rgconditionalcolumn, given.cConditionalColumn) {
            // SAFETY: C1.
            let Some(condition) = (unsafe { get(place) }) else { continue };
            // SAFETY: C1.
            let column = unsafe { text(condition.szColumnName)? };
            conditions.push((column.unwrap_or_default(), condition.grbit));
        }
        // SAFETY: C1.
        unsafe {
            Ok(Self {
                struct_bytes: None,
                name: text(given.szIndexName)?.unwrap_or_default(),
                key: key(given.szKey, given.cbKey)?,
                grbit: given.grbit,
                density: given.ulDensity,
                locale,
                segment_most,
                key_most: given.cbKeyMost,
                tuples,
                conditions,
                space: hints.map(|place| space_hints(place)).unwrap_or_default(),
            })
        }
    }

    /// Its conditions, which [`create`](Self::create) borrows.
    pub(crate) fn conditions(&self) -> Vec<Condition<'_>> {
        let conditions = self.conditions.iter();
        conditions.map(|(column, grbit)| Condition { column, grbit: *grbit }).collect()
    }

    /// The index as the engine takes it.
    pub(crate) fn create<'a>(&'a self, conditions: &'a [Condition<'a>]) -> IndexCreate<'a> {
        let locale = self.locale.as_ref().map(|locale| match locale {
            None => Locale::Default,
            Some((name, flags)) => Locale::Named { name, flags: *flags },
        });
        let def = IndexDef {
            name: &self.name,
            key: &self.key,
            grbit: self.grbit,
            density: self.density,
            locale,
            segment_most: self.segment_most,
            key_most: self.key_most,
            tuples: self.tuples,
            conditions,
            space: self.space,
        };
        IndexCreate { struct_bytes: self.struct_bytes, def }
    }
}

/// The columns of a key: in bytes, whatever the width of their characters.
///
/// # Safety
/// C1.
pub(crate) unsafe fn key<C: Unit>(start: *const C, len: u32) -> Result<Vec<u8>, JetErr> {
    let units = elements(start.cast_mut(), len / size_of::<C>() as u32);
    // SAFETY: C1.
    let units: Vec<C> = units.filter_map(|place| unsafe { get(place) }).collect();
    C::bytes(&units).ok_or(JetErr::UNICODE_TRANSLATION_FAIL)
}

/// How text is sorted; `None` when the bits say that it is told, and it is not.
///
/// # Safety
/// C1.
unsafe fn locale<C: Unit>(
    given: &JET_INDEXCREATE<C>,
    bits: CreateIndex,
    form: IndexForm,
) -> Result<Option<Option<(String, u32)>>, JetErr> {
    let is_told = bits.contains(CreateIndex::UNICODE);
    // SAFETY: C1: which member is meant, form and bits say.
    unsafe {
        let place = given.lcid_or_pidxunicode.pidxunicode;
        if form == IndexForm::Named {
            let told = get(place.cast::<JET_UNICODEINDEX2>());
            return match told {
                Some(told) if is_told => {
                    let name = text(told.szLocaleName)?.unwrap_or_default();
                    Ok(Some(Some((name, told.dwMapFlags))))
                }
                _ => Ok((!is_told).then_some(None)),
            };
        }
        if !is_told {
            return Ok(Some(of_lcid(given.lcid_or_pidxunicode.lcid)?.map(|name| (name, 0))));
        }
        let Some(JET_UNICODEINDEX { lcid, dwMapFlags }) = get(place) else { return Ok(None) };
        let name = of_lcid(lcid)?.unwrap_or_else(|| "en-US".to_owned());
        Ok(Some(Some((name, dwMapFlags))))
    }
}

/// The name of a locale by its number; `None` is the default.
fn of_lcid(lcid: u32) -> Result<Option<String>, JetErr> {
    match lcid {
        0 => Ok(None),
        LCID_ENGLISH => Ok(Some("en-US".to_owned())),
        LCID_INVARIANT => Ok(Some(String::new())),
        _ => Err(JetErr::INVALID_LANGUAGE_ID),
    }
}

fn limits(given: JET_TUPLELIMITS) -> TupleLimits {
    TupleLimits {
        min: given.chLengthMin,
        max: given.chLengthMax,
        to_index: given.chToIndexMax,
        step: given.cchIncrement,
        start: given.ichStart,
    }
}

/// Space hints; none is as the engine sees fit.
///
/// # Safety
/// C1.
pub(crate) unsafe fn space_hints(place: *const JET_SPACEHINTS) -> SpaceHints {
    // SAFETY: C1.
    let Some(given) = (unsafe { get(place) }) else { return SpaceHints::default() };
    SpaceHints {
        density: given.ulInitialDensity,
        initial: given.cbInitial,
        grbit: given.grbit,
        maintained_density: given.ulMaintDensity,
        growth: given.ulGrowth,
        extent_least: given.cbMinExtent,
        extent_most: given.cbMaxExtent,
    }
}

/// The size a structure tells, if it is not the right one.
///
/// # Safety
/// C1.
pub(crate) unsafe fn wrong_size(place: *const u32, right: usize) -> Option<u32> {
    // SAFETY: C1.
    unsafe { get(place) }.filter(|told| *told as usize != right)
}

/// The id of a column that was made, or that there is none.
pub(crate) fn id_of(column: Option<ColumnId>) -> u32 {
    column.map_or(0, |column| column.0)
}
