//! `JetSetSystemParameter`, `JetGetSystemParameter`: parameters by number.
//!
//! The process has a set of values, and every instance a copy of its own made when it was created.
//! Inside the engine nobody sees a number: `Params::config` turns them into typed fields.

mod init;
mod multi;
#[cfg(test)]
mod tests;

pub use jet_types::param::ParamId;
pub use multi::SetSysParam;

use std::collections::BTreeMap;
use std::path::{MAIN_SEPARATOR, MAIN_SEPARATOR_STR, Path};
use std::sync::Arc;

use jet_log::LogNames;
use jet_log::file::{Digits, Family, SEGMENT_BYTES};
use jet_session::{CACHE_BYTES_DEFAULT, Config, LogConfig, Phase};
use jet_types::grbit::LegacyFileNames;
use jet_types::param::{Access, Default as Initial, Kind, ParamInfo, Scope, When};
use jet_types::{JetErr, PageSize, param};

use crate::engine::{Engine, Entry, Mode};
use crate::error::{Result, refuse};
use crate::handle::{JetInstance, Sesid};

/// The unit of `JET_paramLogBuffers`.
const SECTOR_BYTES: u64 = 512;
/// The log's buffer holds so many pages at least: the records of a split bear several.
const BUFFER_PAGES_MIN: usize = 16;

/// A value of a parameter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ParamValue {
    /// A number, a truth value, option bits.
    Number(u64),
    /// Text.
    Text(String),
    /// `JET_UNICODEINDEX`: how text columns are compared where an index does not say.
    UnicodeIndex(UnicodeIndex),
}

/// `JET_UNICODEINDEX`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnicodeIndex {
    /// The locale's number.
    pub lcid: u32,
    /// Flags of `LCMapString`.
    pub map_flags: u32,
}

impl UnicodeIndex {
    /// What the engine starts with: English, without regard for case, kana and width.
    const DEFAULT: Self = Self { lcid: 1033, map_flags: 0x3_0401 };
    /// The size of the structure.
    const BYTES: usize = 8;
}

/// Where the caller of `JetGetSystemParameter` wants a value, and what it put there before.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ParamPlace {
    /// The number's variable, if there is one. `JET_paramErrorToString` takes its code from here.
    pub number: Option<u64>,
    /// What was written instead of the number by `JET_paramUnicodeIndexDefault`.
    pub unicode_index: Option<UnicodeIndex>,
    /// The size of the text's buffer in characters, terminator included; 0 is no buffer.
    pub text_size: usize,
    /// What was written into the buffer, without its terminator.
    pub text: Option<String>,
}

impl ParamValue {
    /// The value among the two arguments of `JetSetSystemParameter`: the text for a parameter that
    /// is text, the number for any other.
    pub fn from_arguments(id: u32, number: u64, text: Option<&str>) -> Self {
        match (ParamId(id).info(), text) {
            (Some(info), Some(text)) if info.kind.is_text() => Self::Text(text.to_owned()),
            _ => Self::Number(number),
        }
    }
}

impl ParamPlace {
    /// Writes a value.
    ///
    /// # Errors
    /// `JET_errInvalidParameter` without a place, `JET_errBufferTooSmall`: what fits of a text is
    /// written.
    fn store(&mut self, call: &'static str, value: ParamValue) -> Result<()> {
        match (value, self.number, self.text_size) {
            (ParamValue::Number(value), Some(_), _) => self.number = Some(value),
            (ParamValue::UnicodeIndex(value), Some(_), size) => {
                if size * 2 < UnicodeIndex::BYTES {
                    return refuse(call, JetErr::BUFFER_TOO_SMALL);
                }
                self.unicode_index = Some(value);
            }
            (ParamValue::Text(value), _, size) if size > 0 => {
                self.text = Some(value.chars().take(size - 1).collect());
                if value.chars().count() >= size {
                    return refuse(call, JetErr::BUFFER_TOO_SMALL);
                }
            }
            _ => return refuse(call, JetErr::INVALID_PARAMETER),
        }
        Ok(())
    }
}

/// Values that differ from the defaults.
#[derive(Clone, Debug, Default)]
pub(crate) struct Params {
    values: BTreeMap<u32, ParamValue>,
}

/// Commit bits that may be a default: lazy flush and the two waits.
const COMMIT_BITS: u64 = 0x1 | 0x2 | 0x8 | 0x10 | 0x20;
/// `JET_paramEnableShrinkDatabase`: off, on, on at once.
const SHRINK_BITS: [u64; 3] = [0, 0x1, 0x1 | 0x2];

impl Params {
    fn get(&self, info: &ParamInfo) -> ParamValue {
        self.values.get(&info.id).cloned().unwrap_or_else(|| match info.default {
            Initial::Number(number) => ParamValue::Number(number),
            Initial::Str(text) if info.kind == Kind::Folder => {
                ParamValue::Text(text.replace('\\', MAIN_SEPARATOR_STR))
            }
            Initial::Str(text) => ParamValue::Text(text.to_owned()),
            Initial::Absent if ParamId(info.id) == ParamId::UNICODE_INDEX_DEFAULT => {
                ParamValue::UnicodeIndex(UnicodeIndex::DEFAULT)
            }
            Initial::Absent if info.kind.is_text() => ParamValue::Text(String::new()),
            Initial::Absent => ParamValue::Number(0),
        })
    }

    /// Whether somebody set the parameter to something else than its default.
    fn is_set(&self, id: u32) -> bool {
        self.values.contains_key(&id)
    }

    /// The number under `id`, 0 for text.
    pub(crate) fn number(&self, id: ParamId) -> u64 {
        match id.info().map(|info| self.get(info)) {
            Some(ParamValue::Number(number)) => number,
            _ => 0,
        }
    }

    /// What an instance is made of.
    pub(crate) fn config(&self) -> Config {
        let page_size = self.page_size().unwrap_or(PageSize::KIB_4);
        // Its default is no size to live by: more pages than any machine has.
        let cache_bytes = if self.is_set(ParamId::CACHE_SIZE_MAX.0) {
            let pages = usize::try_from(self.number(ParamId::CACHE_SIZE_MAX)).unwrap_or(usize::MAX);
            pages.saturating_mul(page_size.bytes())
        } else {
            CACHE_BYTES_DEFAULT
        };
        Config {
            max_sessions: self.number(ParamId::MAX_SESSIONS) as u32,
            commit_default: self.number(ParamId::COMMIT_DEFAULT) as u32,
            page_size,
            cache_bytes,
            version_bytes: self.bytes(ParamId::MAX_VER_PAGES, self.number(ParamId::VER_PAGE_SIZE)),
            max_transaction_percent: self.number(ParamId::MAX_TRANSACTION_SIZE) as u32,
            growth_pages: self.number(ParamId::DB_EXTENSION_SIZE) as u32,
            log: self.log_config(page_size),
            is_inline: false,
        }
    }

    /// How an instance logs; `None` when it does not.
    fn log_config(&self, page_size: PageSize) -> Option<LogConfig> {
        if self.text(ParamId::RECOVERY).eq_ignore_ascii_case("off") {
            return None;
        }
        let legacy =
            LegacyFileNames::from_bits_retain(self.number(ParamId::LEGACY_FILE_NAMES) as u32);
        let has = |bit| legacy.contains(bit);
        let names = LogNames {
            base: self.text(ParamId::BASE_NAME),
            family: if has(LegacyFileNames::ESE98_FILE_NAMES) { Family::Log } else { Family::Jtx },
            digits: if has(LegacyFileNames::EIGHT_DOT_THREE_SOFT_COMPAT) {
                Digits::Five
            } else {
                Digits::Eight
            },
        };
        let segments = self.bytes(ParamId::LOG_FILE_SIZE, 1024) / SEGMENT_BYTES;
        let buffer = self.bytes(ParamId::LOG_BUFFERS, SECTOR_BYTES) / SEGMENT_BYTES;
        Some(LogConfig {
            dir: self.text(ParamId::LOG_FILE_PATH).into(),
            system_dir: self.text(ParamId::SYSTEM_PATH).into(),
            names,
            segments: segments as u16,
            buffer_segments: buffer
                .max(BUFFER_PAGES_MIN * page_size.bytes().max(SEGMENT_BYTES) / SEGMENT_BYTES),
            is_circular: self.number(ParamId::CIRCULAR_LOG) != 0,
            reserves: 0,
            checkpoint_depth: self.number(ParamId::CHECKPOINT_DEPTH_MAX),
            makes_folders: self.number(ParamId::CREATE_PATH_IF_NOT_EXIST) != 0,
        })
    }

    /// A size that is told in units of so many bytes.
    fn bytes(&self, id: ParamId, unit: u64) -> usize {
        usize::try_from(self.number(id).saturating_mul(unit)).unwrap_or(usize::MAX)
    }

    /// The text under `id`, empty for a number.
    fn text(&self, id: ParamId) -> String {
        match id.info().map(|info| self.get(info)) {
            Some(ParamValue::Text(text)) => text,
            _ => String::new(),
        }
    }

    /// The page size.
    pub(crate) fn page_size(&self) -> Option<PageSize> {
        PageSize::new(self.number(ParamId::DATABASE_PAGE_SIZE) as u32)
    }
}

impl Engine {
    /// Sets a parameter of the process, of an instance, or of a session's instance.
    ///
    /// # Errors
    /// `JET_errInvalidSesid`, `JET_errInvalidInstance`, `JET_errInvalidParameter`,
    /// `JET_errAlreadyInitialized` when it is too late, `JET_errInvalidGrbit`,
    /// `JET_errInvalidPath`, `JET_errInitInProgress`, `JET_errTermInProgress`,
    /// `JET_errRestoreInProgress`.
    pub fn set_system_parameter(
        &self,
        instance: Option<JetInstance>,
        sesid: Sesid,
        id: u32,
        value: ParamValue,
    ) -> Result<()> {
        const CALL: &str = "JetSetSystemParameter";
        let info = ParamId(id).info();
        let Some(info) = info.filter(|info| info.kind != Kind::None) else {
            return refuse(CALL, JetErr::INVALID_PARAMETER);
        };
        let target = self.target(CALL, info, instance, sesid)?;
        if ParamId(id) == ParamId::COMMIT_DEFAULT && sesid_is_given(sesid) {
            return self.set_session_commit_default(CALL, sesid, &value);
        }
        let value = self.completed(info.kind, value);
        let has_instances = !self.entries().is_empty();
        match target {
            Some(entry) => {
                let phase = entry.instance.phase();
                admit(CALL, phase)?;
                let mut params = entry.params.lock();
                set(CALL, &mut params, info, value, phase != Phase::Created, has_instances)?;
                if ParamId(id) == ParamId::COMMIT_DEFAULT {
                    entry.instance.set_commit_default(params.config().commit_default);
                }
                Ok(())
            }
            None => {
                let mut process = self.process();
                set(CALL, &mut process.globals, info, value, false, has_instances)
            }
        }
    }

    /// Reads a parameter of the process, of an instance, or of a session's instance.
    ///
    /// # Errors
    /// `JET_errInvalidSesid`, `JET_errInvalidInstance`, `JET_errInvalidParameter`.
    pub fn get_system_parameter(
        &self,
        instance: JetInstance,
        sesid: Sesid,
        id: u32,
    ) -> Result<ParamValue> {
        const CALL: &str = "JetGetSystemParameter";
        let info = ParamId(id).info();
        let readable = |info: &&ParamInfo| info.kind != Kind::None;
        let Some(info) = info.filter(readable) else {
            return refuse(CALL, JetErr::INVALID_PARAMETER);
        };
        let target = self.target(CALL, info, Some(instance), sesid)?;
        if ParamId(id) == ParamId::TRANSACTION_LEVEL {
            return self.transaction_level(CALL, sesid);
        }
        if ParamId(id) == ParamId::COMMIT_DEFAULT && sesid_is_given(sesid) {
            let (entry, id) = self.entry_of(CALL, sesid)?;
            let mut inside = enter(CALL, &entry, id)?;
            return Ok(ParamValue::Number(inside.payload().session.commit_default.into()));
        }
        let params = match target {
            Some(entry) => entry.params.lock().clone(),
            None => self.process().globals.clone(),
        };
        Ok(computed(info, &params).unwrap_or_else(|| params.get(info)))
    }

    /// Reads a parameter into a place. Source: `JetGetSystemParameter`.
    ///
    /// # Errors
    /// As [`get_system_parameter`](Self::get_system_parameter); `JET_errInvalidParameter` without a
    /// place for the value, `JET_errBufferTooSmall`.
    pub fn get_system_parameter_into(
        &self,
        instance: JetInstance,
        sesid: Sesid,
        id: u32,
        place: &mut ParamPlace,
    ) -> Result<()> {
        let value = self.get_system_parameter_with(instance, sesid, id, place.number)?;
        place.store("JetGetSystemParameter", value)
    }

    /// Reads a parameter that may depend on what is in the number's variable before:
    /// `JET_paramErrorToString` takes its code from there.
    ///
    /// # Errors
    /// As [`get_system_parameter`](Self::get_system_parameter).
    pub fn get_system_parameter_with(
        &self,
        instance: JetInstance,
        sesid: Sesid,
        id: u32,
        number: Option<u64>,
    ) -> Result<ParamValue> {
        let value = self.get_system_parameter(instance, sesid, id)?;
        Ok(match number {
            Some(code) if ParamId(id) == ParamId::ERROR_TO_STRING => {
                ParamValue::Text(Self::error_to_string(JetErr::from_raw(code as i32)))
            }
            _ => value,
        })
    }

    /// The name and text of a code, as `JET_paramErrorToString` gives them. Texts are this
    /// engine's own.
    pub fn error_to_string(code: JetErr) -> String {
        const UNKNOWN: &str = "Unknown Error";
        format!("{}, {}", code.name().unwrap_or(UNKNOWN), code.text().unwrap_or(UNKNOWN))
    }

    /// The value with a path in full: a folder ends in a separator; a bare file name stays as it is.
    fn completed(&self, kind: Kind, value: ParamValue) -> ParamValue {
        let ParamValue::Text(text) = value else { return value };
        let ends_in_separator = text.ends_with(['/', '\\']);
        let is_bare = Path::new(&text).components().count() <= 1 && !ends_in_separator;
        if !matches!(kind, Kind::Folder | Kind::Path) || (kind == Kind::Path && is_bare) {
            return ParamValue::Text(text);
        }
        let mut full = self.full_path(Path::new(&text)).to_string_lossy().into_owned();
        if (kind == Kind::Folder || ends_in_separator) && !full.ends_with(MAIN_SEPARATOR) {
            full.push(MAIN_SEPARATOR);
        }
        ParamValue::Text(full)
    }

    /// Whose value is meant; `None` is the process.
    fn target(
        &self,
        call: &'static str,
        info: &ParamInfo,
        instance: Option<JetInstance>,
        sesid: Sesid,
    ) -> Result<Option<Arc<Entry>>> {
        let mode = self.process().mode;
        let is_global = info.scope == Scope::Global;
        match mode {
            Mode::Unset => Ok(None),
            Mode::Single => Ok(if is_global { None } else { self.only() }),
            Mode::Multi => {
                let entry = if sesid_is_given(sesid) {
                    Some(self.entry_of(call, sesid)?.0)
                } else {
                    match instance {
                        Some(handle) if !handle.is_none() => match self.entry(handle) {
                            Some(entry) => Some(entry),
                            None => return refuse(call, JetErr::INVALID_INSTANCE),
                        },
                        _ => None,
                    }
                };
                Ok(entry.filter(|_| !is_global))
            }
        }
    }

    fn set_session_commit_default(
        &self,
        call: &'static str,
        sesid: Sesid,
        value: &ParamValue,
    ) -> Result<()> {
        let (entry, id) = self.entry_of(call, sesid)?;
        match value {
            ParamValue::Number(bits) if bits & !COMMIT_BITS == 0 => {
                enter(call, &entry, id)?.payload().session.commit_default = *bits as u32;
                Ok(())
            }
            _ => refuse(call, JetErr::INVALID_PARAMETER),
        }
    }

    fn transaction_level(&self, call: &'static str, sesid: Sesid) -> Result<ParamValue> {
        if !sesid_is_given(sesid) {
            return refuse(call, JetErr::INVALID_PARAMETER);
        }
        let (entry, id) = self.entry_of(call, sesid)?;
        let level = enter(call, &entry, id)?.payload().session.level();
        Ok(ParamValue::Number(level.into()))
    }
}

fn enter<'a>(
    call: &'static str,
    entry: &'a Entry,
    id: jet_session::SessionId,
) -> Result<jet_session::Checkout<'a, jet_session::Seat<crate::call::Layer>>> {
    use crate::error::InCall;
    entry.instance.enter(id, true).in_call(call)
}

fn sesid_is_given(sesid: Sesid) -> bool {
    sesid.0 != 0 && sesid != crate::handle::SESID_NIL
}

/// Whether an instance takes parameters now.
fn admit(call: &'static str, phase: Phase) -> Result<()> {
    match phase {
        Phase::Created | Phase::Running => Ok(()),
        Phase::Initialising => refuse(call, JetErr::INIT_IN_PROGRESS),
        Phase::Restoring => refuse(call, JetErr::RESTORE_IN_PROGRESS),
        Phase::Terminating | Phase::Terminated => refuse(call, JetErr::TERM_IN_PROGRESS),
    }
}

/// Sets a value, checked in the documented order.
fn set(
    call: &'static str,
    params: &mut Params,
    info: &ParamInfo,
    value: ParamValue,
    is_initialised: bool,
    has_instances: bool,
) -> Result<()> {
    if info.is_advanced && params.number(ParamId::ENABLE_ADVANCED) == 0 {
        return Ok(());
    }
    if matches!(info.access, Access::Illegal | Access::ReadOnly) {
        return refuse(call, JetErr::INVALID_PARAMETER);
    }
    // The number it has already is accepted at all times; texts are not looked at.
    if !info.kind.is_text() && params.get(info) == value {
        return Ok(());
    }
    let Some(value) = converted(info, value) else {
        return refuse(call, JetErr::INVALID_PARAMETER);
    };
    let is_shrink = ParamId(info.id) == ParamId::ENABLE_SHRINK_DATABASE;
    if is_shrink && !matches!(value, ParamValue::Number(bits) if SHRINK_BITS.contains(&bits)) {
        return refuse(call, JetErr::INVALID_GRBIT);
    }
    let is_late = match info.when {
        When::BeforeInit => is_initialised,
        When::BeforeFirstInstance => has_instances,
        When::AnyTime | When::AtAttach => false,
        When::Never => return refuse(call, JetErr::INVALID_PARAMETER),
    };
    if is_late {
        return refuse(call, JetErr::ALREADY_INITIALIZED);
    }
    let value = checked(call, info, value)?;
    params.values.insert(info.id, value);
    Ok(())
}

/// The value in the parameter's own form, or `None` when it is of another.
fn converted(info: &ParamInfo, value: ParamValue) -> Option<ParamValue> {
    match value {
        ParamValue::Text(text) => info.kind.is_text().then_some(ParamValue::Text(text)),
        ParamValue::Number(_) if info.kind.is_text() => None,
        ParamValue::Number(number) if info.kind == Kind::Bool => {
            Some(ParamValue::Number(u64::from(number != 0)))
        }
        ParamValue::Number(number) if ParamId(info.id) == ParamId::UNICODE_INDEX_DEFAULT => {
            (number == 0).then_some(ParamValue::UnicodeIndex(UnicodeIndex::DEFAULT))
        }
        ParamValue::UnicodeIndex(_) if ParamId(info.id) != ParamId::UNICODE_INDEX_DEFAULT => None,
        value => Some(value),
    }
}

/// The value, if it lies in the parameter's range.
fn checked(call: &'static str, info: &ParamInfo, value: ParamValue) -> Result<ParamValue> {
    let invalid = || refuse(call, JetErr::INVALID_PARAMETER);
    match value {
        ParamValue::Text(text) => {
            let len = text.chars().count() as u64;
            let fits = (info.min..=info.max).contains(&len);
            if fits { Ok(ParamValue::Text(text)) } else { invalid() }
        }
        ParamValue::Number(number) => {
            let id = ParamId(info.id);
            let is_bad = !(info.min..=info.max).contains(&number)
                || (info.kind == Kind::PowerOfTwo && !number.is_power_of_two())
                || (id == ParamId::COMMIT_DEFAULT && number & !COMMIT_BITS != 0);
            if is_bad { invalid() } else { Ok(ParamValue::Number(number)) }
        }
        // Whether the locale is known shows when an index needs it.
        ParamValue::UnicodeIndex(_) => Ok(value),
    }
}

/// Parameters that follow from others.
fn computed(info: &ParamInfo, params: &Params) -> Option<ParamValue> {
    let size = params.page_size()?;
    let number = match ParamId(info.id) {
        ParamId::KEY_MOST => match size {
            PageSize::KIB_2 => 500,
            PageSize::KIB_4 => 1000,
            _ => 2000,
        },
        ParamId::LV_CHUNK_SIZE_MOST => long_value_chunk_most(size).into(),
        // A page less its header and the tag of one line.
        ParamId::RECORD_SIZE_MOST => (size.bytes() - size.header_bytes() - 4) as u64,
        _ => return None,
    };
    Some(ParamValue::Number(number))
}

/// The longest piece of a long value.
pub(crate) fn long_value_chunk_most(size: PageSize) -> u32 {
    match size {
        PageSize::KIB_2 => 1966,
        PageSize::KIB_4 => 4014,
        PageSize::KIB_8 => 8110,
        PageSize::KIB_16 => 4050,
        _ => 8150,
    }
}

/// All system parameters.
pub fn parameters() -> &'static [ParamInfo] {
    param::system()
}
