//! The tables of JET parameters: what each is, its default and range, and when it may be set.

mod database;
mod session;
mod system;

#[cfg(test)]
mod tests;

use crate::name::{Audience, Constant, Value};

/// The number of a system parameter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ParamId(pub u32);

/// The number of a parameter of a session.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SesParamId(pub u32);

/// The number of a parameter of a database.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DbParamId(pub u32);

/// What a parameter holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A number.
    Int,
    /// 0 or not 0; stored as 0 or 1.
    Bool,
    /// A number that is a power of two.
    PowerOfTwo,
    /// Option bits.
    Grbit,
    /// Text.
    Text,
    /// A folder; kept as a full path with a separator at its end.
    Folder,
    /// A file or folder; kept as a full path.
    Path,
    /// A function or other address.
    Pointer,
    /// A structure.
    Struct,
    /// Bytes.
    Binary,
    /// 16 bytes.
    Guid,
    /// Nothing: a number without a parameter.
    None,
}

/// What a parameter is before anybody sets it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Default {
    /// A number.
    Number(u64),
    /// Text.
    Str(&'static str),
    /// Nothing, or something computed.
    Absent,
}

/// Whose a parameter is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// The process's.
    Global,
    /// An instance's.
    Instance,
    /// A session's.
    Session,
    /// A database's.
    Database,
    /// The process's or an instance's.
    GlobalOrInstance,
    /// Any of the three.
    GlobalInstanceOrSession,
    /// Nobody's.
    None,
}

/// When a parameter may be set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// Always.
    AnyTime,
    /// Until the instance is initialised.
    BeforeInit,
    /// Until the process has an instance.
    BeforeFirstInstance,
    /// With the attach or creation of a database.
    AtAttach,
    /// Never.
    Never,
}

/// What may be done with a parameter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Set and read.
    ReadWrite,
    /// Read.
    ReadOnly,
    /// Set and read, without effect.
    Ignored,
    /// Neither.
    Illegal,
}

/// One parameter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ParamInfo {
    /// Its number.
    pub id: u32,
    /// Its name in `esent.h`.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it is before anybody sets it.
    pub default: Default,
    /// The smallest number, or the shortest text in characters.
    pub min: u64,
    /// The largest number, or the longest text in characters.
    pub max: u64,
    /// Whose it is.
    pub scope: Scope,
    /// When it may be set.
    pub when: When,
    /// What may be done with it.
    pub access: Access,
    /// Whether it is for experts: setting it does nothing while `JET_paramEnableAdvanced` is off.
    pub is_advanced: bool,
    /// What it means, in a few words.
    pub text: &'static str,
    /// Who sees it.
    pub audience: Audience,
}

macro_rules! params {
    ($type:ident $($id:ident = $number:literal, $audience:ident, $name:literal, $kind:ident,
        $default:ident $(($value:expr))?, $min:expr, $max:expr, $scope:ident, $when:ident,
        $access:ident, $advanced:ident, $text:literal;)*) => {
        impl $type {
            $(#[doc = concat!("`", $name, "`: ", $text, ".")]
            pub const $id: Self = Self($number);)*
        }

        /// The parameters of this file, by number.
        pub(super) const TABLE: &[super::ParamInfo] = &[$(super::ParamInfo {
            id: $number,
            name: $name,
            kind: super::Kind::$kind,
            default: super::Default::$default$(($value))?,
            min: $min,
            max: $max,
            scope: super::Scope::$scope,
            when: super::When::$when,
            access: super::Access::$access,
            is_advanced: super::params!(@ $advanced),
            text: $text,
            audience: crate::name::Audience::$audience,
        },)*];
    };
    (@ Advanced) => { true };
    (@ Plain) => { false };
}
use params;

impl Kind {
    /// Whether values are text.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Folder | Self::Path)
    }
}

/// All system parameters, by number.
pub fn system() -> &'static [ParamInfo] {
    system::TABLE
}

/// All session parameters, by number.
pub fn session() -> &'static [ParamInfo] {
    session::TABLE
}

/// All database parameters, by number.
pub fn database() -> &'static [ParamInfo] {
    database::TABLE
}

/// The names of all parameters.
pub(crate) fn constants() -> impl Iterator<Item = Constant> {
    let all = system().iter().chain(session()).chain(database());
    all.map(|info| Constant {
        name: info.name,
        value: Value::Number(info.id),
        audience: info.audience,
        text: info.text,
    })
}

impl ParamId {
    /// What the parameter is, or `None` for a number without one.
    pub fn info(self) -> Option<&'static ParamInfo> {
        by_number(system::TABLE, self.0)
    }
}

impl SesParamId {
    /// What the parameter is, or `None` for a number without one.
    pub fn info(self) -> Option<&'static ParamInfo> {
        by_number(session::TABLE, self.0)
    }
}

impl DbParamId {
    /// What the parameter is, or `None` for a number without one.
    pub fn info(self) -> Option<&'static ParamInfo> {
        by_number(database::TABLE, self.0)
    }
}

fn by_number(table: &'static [ParamInfo], number: u32) -> Option<&'static ParamInfo> {
    let at = table.binary_search_by_key(&number, |info| info.id).ok()?;
    table.get(at)
}
